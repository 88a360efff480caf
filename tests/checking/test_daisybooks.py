"""A talking book: each fault that a player would stumble over is planted, and told."""

import re
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from publisher.checking import inspect
from publisher.checking.catalogue import CATALOGUE
from publisher.checking.folder import kind_of
from publisher.errors import CheckingError
from publisher.pipeline import publish
from publisher.settings import ANNOUNCED, Settings
from publisher.workshop import Workshop
from tests.checking.conftest import RICH
from tests.checking.planting import codes
from tests.conftest import article

Change = Callable[[Path], None]


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A publication's folder with a talking book in which nothing is wrong."""
    place = tmp_path_factory.mktemp("daisybooks")
    shop = Workshop(place / "b", place / "c", Settings(voice="silence", editions=("daisy",)))
    return publish(article(RICH, "buoy.md"), shop).folder


@pytest.fixture
def book(whole: Path, tmp_path: Path) -> Path:
    """A copy of the talking book."""
    return Path(shutil.copytree(whole / "daisy", tmp_path / "daisy"))


def found(book: Path) -> list[str]:
    """The codes of what is found in it."""
    return codes(inspect(book / "ncc.html").findings)


def put(name: str, old: str, new: str | Callable[[re.Match[str]], str]) -> Change:
    """Put something in the place of the first that a regular expression finds."""

    def change(book: Path) -> None:
        path = book / name
        text, times = re.subn(old, new, path.read_text("utf-8"), count=1, flags=re.DOTALL)
        assert times, f"{old} is not in {name}"
        path.write_text(text, "utf-8")

    return change


def gone(name: str) -> Change:
    """Take a file away."""

    def change(book: Path) -> None:
        (book / name).unlink()

    return change


def cut(name: str) -> Change:
    """Take the second half of a file away."""

    def change(book: Path) -> None:
        path = book / name
        path.write_bytes(path.read_bytes()[: path.stat().st_size // 2])

    return change


def both(*changes: Change) -> Change:
    """Several changes, one after the other."""

    def change(book: Path) -> None:
        for each in changes:
            each(book)

    return change


def varied(book: Path) -> None:
    """Give the twentieth frame of a recording 40 kbit/s, where all others have 64."""
    path = book / "ch001.mp3"
    data, at = bytearray(path.read_bytes()), 0
    for _ in range(20):
        at += 72 * 64_000 // 22_050 + padding(data, at)
    size = 72 * 64_000 // 22_050 + padding(data, at)
    data[at + 2] = data[at + 2] & 0x0F | 0x50
    path.write_bytes(data[: at + 72 * 40_000 // 22_050 + padding(data, at)] + data[at + size :])


def padding(data: bytearray, at: int) -> int:
    """Whether a frame is a byte longer than others (ISO/IEC 13818-3)."""
    return data[at + 2] >> 1 & 1


def fewer(found: re.Match[str]) -> str:
    """A line less than was told."""
    return f"{found[1]}{int(found[2]) - 1}"


COUNT = "daisy-count"
FAULTS: dict[str, tuple[Change, set[str]]] = {
    "ncc is no XML": (put("ncc.html", "</body>", ""), {"daisy-broken"}),
    "ncc is empty": (put("ncc.html", ".*", ""), {"daisy-broken"}),
    "no title told": (put("ncc.html", '<meta name="dc:title"[^>]*/>', ""), {"daisy-metadata"}),
    "no creator": (put("ncc.html", '<meta name="dc:creator"[^>]*/>', ""), {"daisy-metadata"}),
    "told twice": (put("ncc.html", '(<meta name="dc:date"[^>]*/>)', r"\1\1"), {"daisy-metadata"}),
    "another format": (put("ncc.html", "Daisy 2.02", "Daisy 2.0"), {"daisy-metadata"}),
    "too many lines told": (put("ncc.html", '(tocItems" content=")', r"\g<1>9"), {COUNT}),
    "too many files told": (put("ncc.html", '(ncc:files" content=")', r"\g<1>9"), {COUNT}),
    "too large": (put("ncc.html", '(kByteSize" content=")', r"\g<1>9"), {COUNT}),
    "too deep": (put("ncc.html", '(depth" content=")\\d', r"\g<1>5"), {COUNT}),
    "notes not told": (put("ncc.html", '<meta name="ncc:footnotes"[^>]*/>', ""), {COUNT}),
    "no figure": (put("ncc.html", '(pageNormal" content=")0', r"\1none"), {COUNT}),
    "no title line": (put("ncc.html", ' class="title"', ""), {"daisy-heading"}),
    "a level passed over": (
        both(put("ncc.html", "<h2(.*?)</h2>", r"<h4\1</h4>"),
             put("ncc.html", '(depth" content=")\\d', r"\g<1>4")),
        {"daisy-heading"},
    ),
    "no such file of times": (put("ncc.html", "ch002.smil#", "ch900.smil#"),
                              {"daisy-astray", "daisy-unlisted"}),
    "no such par": (put("ncc.html", "ch002.smil#", "ch002.smil#x"),
                    {"daisy-astray", "daisy-unlisted"}),
    "a line without a link": (put("ncc.html", '(<h1 id="n\\d+">)<a .*?>(.*?)</a>', r"\1\2"),
                              {"daisy-astray", "daisy-unlisted"}),
    "no such text": (put("ch002.smil", "content.html#", "content.html#x"),
                     {"daisy-astray", "daisy-unheard", "daisy-unlisted"}),
    "no such page": (put("ch002.smil", "content.html#", "other.html#"),
                     {"daisy-astray", "daisy-unheard", "daisy-unlisted"}),
    "no recording": (gone("ch002.mp3"), {"daisy-astray", COUNT}),
    "no picture": (gone("p001.png"), {"daisy-astray", COUNT}),
    "a link of the text": (put("content.html", "ch001.smil#", "ch009.smil#"), {"daisy-astray"}),
    "outside": (put("ch002.smil", 'src="ch002.mp3"', 'src="../../secret.mp3"'), {"daisy-astray"}),
    "a clip that ends before": (put("ch002.smil", r'(clip-end="npt=)[\d.]+', r"\g<1>0.000"),
                                {"daisy-clip", "daisy-time"}),
    "a clip of no time": (put("ch002.smil", r'clip-end="npt=[\d.]+s', 'clip-end="soon'),
                          {"daisy-clip", "daisy-time"}),
    "an overlap": (put("ch002.smil", '(clip-end="npt=)(\\d+)', r"\g<1>1\2"),
                   {"daisy-clip", "daisy-time"}),
    "a gap": (put("ch002.smil", r'(clip-end="npt=)[\d.]+', r"\g<1>0.100"),
              {"daisy-gap", "daisy-time"}),
    "past the end": (put("ch002.smil", "(.*clip-end=\"npt=)(\\d+)", r"\g<1>9\2"),
                     {"daisy-clip", "daisy-time"}),
    "the wrong length of a chapter": (put("ch002.smil", 'dur="', 'dur="9'), {"daisy-time"}),
    "the wrong time before": (put("ch002.smil", '(Elapsed\\w+" content=")00', r"\g<1>01"),
                              {"daisy-time"}),
    "the wrong length of all": (put("ncc.html", '(totalTime" content=")00', r"\g<1>01"),
                                {"daisy-time"}),
    "the wrong length in the master": (put("master.smil", '(Smil" content=")00', r"\g<1>01"),
                                       {"daisy-time"}),
    "a master in another order": (
        put("master.smil", "(<ref [^>]*ch001[^>]*/>)(.*?)(<ref [^>]*/>)", r"\3\2\1"),
        {"daisy-order"},
    ),
    "text in another order": (
        put("content.html", '(<span id="c01-p01-s01">.*?</span>) (<span .*?</span>)', r"\2 \1"),
        {"daisy-order"},
    ),
    "words that nobody reads": (put("content.html", "</body>", "<p>More.</p></body>"),
                                {"daisy-unheard"}),
    "a description that nobody reads": (
        put("content.html", "</body>", '<p><img src="p001.png" alt="More"/></p></body>'),
        {"daisy-unheard"},
    ),
    "heard twice": (put("ch001.smil", "c01-p01-s02(\" id)", r"c01-p01-s01\1"),
                    {"daisy-repeated", "daisy-unheard"}),
    "a heading that is not listed": (
        both(put("ncc.html", "<h2.*?</h2>", ""),
             put("ncc.html", '(depth" content=")\\d', r"\g<1>1"),
             put("ncc.html", r'(tocItems" content=")(\d+)', fewer)),
        {"daisy-unlisted"},
    ),
    "no sound in it": (put("ch002.smil", 'src="ch002.mp3"', 'src="style.css"'),
                       {"sound-broken"}),
    "a recording cut off": (cut("ch003.mp3"), {"sound-length", COUNT}),
    "a bitrate that varies": (varied, {"daisy-bitrate"}),
}  # fmt: skip


def test_a_book_without_a_fault_has_no_finding(whole: Path, book: Path) -> None:
    """Neither by its ``ncc.html``, nor in its publication's folder."""
    assert found(book) == []
    assert inspect(whole).findings == ()


def test_a_book_in_which_everything_is_announced_has_no_finding(tmp_path: Path) -> None:
    """The number of a section is a part of its heading, so players come to it."""
    wishes = Settings(voice="silence", editions=("daisy", "audiobook"), announce=ANNOUNCED)
    shop = Workshop(tmp_path / "b", tmp_path / "c", wishes)
    assert inspect(publish(article(RICH, "buoy.md"), shop).folder).findings == ()


@pytest.mark.parametrize(("change", "expected"), FAULTS.values(), ids=FAULTS.keys())
def test_a_planted_fault_is_told(change: Change, expected: set[str], book: Path) -> None:
    """By its own code, and nothing is told that does not follow from it."""
    change(book)
    assert set(found(book)) == expected


def test_text_that_is_not_all_heard_may_say_so(book: Path) -> None:
    """A book may leave notes to be read by eye; it is then none of full audio."""
    put("content.html", "</body>", "<p>More.</p></body>")(book)
    put("ncc.html", "audioFullText", "textPartAudio")(book)
    assert found(book) == []


def test_a_file_outside_is_not_opened(book: Path) -> None:
    """Whoever made the folder may not have this program read, and tell of, other files."""
    (book.parent.parent / "secret.html").write_text("<html><body><p>Secret</p></body></html>")
    put("ch001.smil", "content.html#", "../../secret.html#")(book)
    findings = inspect(book / "ncc.html").findings
    assert "daisy-astray" in codes(findings)
    assert not any("Secret" in each.message for each in findings)


def test_entities_do_not_unfold(book: Path) -> None:
    """A page of a thousand bytes could fill the memory otherwise."""
    many = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 12))
    put("ncc.html", "<!DOCTYPE html.*?>", f'<!DOCTYPE html [<!ENTITY l0 "ha">{many}]>')(book)
    put("ncc.html", '(class="title"><a [^>]*>)', r"\1&l11;")(book)
    assert set(found(book)) <= CATALOGUE.keys()


def test_a_talking_book_is_known_by_its_control_centre(book: Path) -> None:
    """Its recordings are a part of it, and are no MP3s with tags of their own."""
    assert kind_of(book / "ncc.html") == "daisy"
    assert kind_of(book / "NCC.HTML") == "daisy"
    assert kind_of(book / "ch001.mp3") == ""
    elsewhere = Path(shutil.copytree(book, book.parent / "stick"))
    assert kind_of(elsewhere / "ch001.mp3") == ""
    assert kind_of(Path("audio/01-opening.mp3")) == "mp3"
    with pytest.raises(CheckingError, match="is no edition"):
        inspect(book / "ch001.mp3")


def test_a_folder_on_a_stick_is_looked_over(book: Path) -> None:
    """Nothing of a publication is beside it, and it is found all the same."""
    assert codes(inspect(book).findings) == ["record-missing"]
