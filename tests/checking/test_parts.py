"""Whether a book has its article's pictures and notes: each that is lost or astray is told."""

from pathlib import Path

import pytest

from publisher.checking import check
from publisher.checking.completeness import says_all
from publisher.checking.package import is_sound
from publisher.checking.parts import has_all
from publisher.edition import Edition, File
from tests.binding.kinds import EVERYTHING, bound, image
from tests.checking.planting import OPF, Change, Entries, codes, left_out, planted, put

PAGE, OTHER = "EPUB/c01.xhtml", "EPUB/c02.xhtml"
SHOWN = 'src="images/p001.png" alt="A red field"'


@pytest.fixture(scope="module")
def kinds(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A book with every kind of content."""
    return bound(EVERYTHING, tmp_path_factory.mktemp("kinds"))


def swapped(name: str, content: bytes) -> Change:
    """Put another file in the place of one."""

    def change(entries: Entries) -> None:
        assert name in entries
        entries[name] = content

    return change


FAULTS: dict[str, tuple[Change, list[str]]] = {
    "a picture is another": (swapped("EPUB/images/p002.jpg", image("red", "JPEG").data),
                             ["picture-missing"]),
    "a picture shows another": (put(PAGE, SHOWN, SHOWN.replace("p001.png", "p003.gif")),
                                ["picture-missing"]),
    "a picture has no file": (put(PAGE, SHOWN, 'alt="A red field"'), ["picture-missing"]),
    "a picture's file is lost": (left_out("EPUB/images/p002.jpg"), ["picture-missing"]),
    "a mark leads to another note": (put(PAGE, 'href="c02.xhtml#c02-n1" id', 'href="#c01-n1" id'),
                                     ["note-astray"]),
    "a mark leads nowhere": (put(PAGE, 'href="c02.xhtml#c02-n1" id', 'href="c02.xhtml" id'),
                             ["note-astray"]),
    "a mark is no link": (put(OTHER, 'role="doc-noteref"', 'role="link"'), ["note-astray"]),
    "a note has lost its name": (put(OTHER, ' id="c02-n1"', ""), ["note-astray"]),
}  # fmt: skip


@pytest.mark.parametrize(("fault", "expected"), FAULTS.values(), ids=FAULTS.keys())
def test_what_goes_with_the_words_is_missed(
    fault: Change, expected: list[str], kinds: Path, tmp_path: Path
) -> None:
    """A reader who sees no picture where one was does not know that one was."""
    assert codes(has_all(planted(kinds, tmp_path, fault), EVERYTHING)) == expected


def test_a_book_with_all_that_goes_with_it_has_no_finding(kinds: Path) -> None:
    """Pictures, cells, terms, notes and turns, each in its place."""
    assert check([Edition("epub", (File(kinds, ""),))], EVERYTHING, kinds.parent).findings == ()


ALTERED: dict[str, tuple[Change, list[str]]] = {
    "a description": (put(PAGE, 'alt="A red field"', 'alt="A field"'), ["sentence-altered"]),
    "a description for none": (put(PAGE, 'alt=""', 'alt="sea"'), ["sentence-altered"]),
    "a picture's name": (put(PAGE, '<img id="c01-p06-s01"', "<img"), ["sentence-missing"]),
    "an empty cell": (put(PAGE, '<td id="c01-p15-s01"/>', ""), ["sentence-missing"]),
    "words in an empty cell": (
        put(PAGE, '<td id="c01-p15-s01"/>', '<td id="c01-p15-s01">x</td>'),
        ["sentence-altered"],
    ),
    "a mark": (put(OTHER, ">1</a>", "></a>"), ["sentence-altered"]),
}


@pytest.mark.parametrize(("fault", "expected"), ALTERED.values(), ids=ALTERED.keys())
def test_descriptions_cells_and_marks_are_words_too(
    fault: Change, expected: list[str], kinds: Path, tmp_path: Path
) -> None:
    """They are heard like all others."""
    assert codes(says_all(planted(kinds, tmp_path, fault), EVERYTHING)) == expected


TYPES: dict[str, tuple[Change, list[str]]] = {
    "a GIF is called a PNG": (
        swapped("EPUB/images/p001.png", image("red", "GIF").data),
        ["picture-type"],
    ),
    "a page is called a JPEG": (
        swapped("EPUB/images/p002.jpg", b"<html><script>x</script></html>"),
        ["picture-type"],
    ),
    "a picture is empty": (swapped("EPUB/images/p003.gif", b""), ["picture-type"]),
    "the cover is none": (swapped("EPUB/cover.jpg", b"cover"), ["picture-type"]),
    "a sound is called a WebP": (
        lambda entries: (
            put(OPF, 'href="images/p003.gif" id="p003" media-type="image/gif"',
                'href="images/p003.gif" id="p003" media-type="image/webp"')(entries),
            entries.update({"EPUB/images/p003.gif": b"RIFF\x00\x00\x00\x00WAVE"}),
        )[0],
        ["picture-type"],
    ),
    "a picture of a kind that we do not know": (
        put(OPF, 'media-type="image/gif"', 'media-type="image/avif"'),
        [],
    ),
    "a picture that no manifest lists": (
        put(OPF, '<item href="images/p003.gif" id="p003" media-type="image/gif"/>', ""),
        ["resource-unlisted"],
    ),
    "a picture that is not there": (left_out("EPUB/images/p003.gif"),
                                    ["resource-missing", "link-broken"]),
    "a note that is not there": (
        put(OTHER, ' id="c02-n1"', ""), ["link-broken"],
    ),
    "a place to go back to that is not there": (
        put(PAGE, 'id="c01-p03-s01-r1"', 'id="r1"'), ["link-broken"],
    ),
}  # fmt: skip


@pytest.mark.parametrize(("fault", "expected"), TYPES.values(), ids=TYPES.keys())
def test_a_picture_is_what_the_manifest_calls_it(
    fault: Change, expected: list[str], kinds: Path, tmp_path: Path
) -> None:
    """Readers go by the manifest; some show nothing, and some show a page where it is wrong."""
    assert codes(is_sound(planted(kinds, tmp_path, fault))) == expected


@pytest.mark.parametrize("change", [left_out(OPF), left_out(PAGE), put(PAGE, "</table>", "")])
def test_a_book_that_cannot_be_opened_raises_nothing(
    change: Change, kinds: Path, tmp_path: Path
) -> None:
    """The other checks tell of it."""
    assert codes(has_all(planted(kinds, tmp_path, change), EVERYTHING)) == []
