"""What is known of a publication, and whether it is still as it was made."""

import json
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from publisher import record
from publisher.pipeline import publish
from publisher.publication import Publication
from publisher.workshop import Workshop
from tests.conftest import article

TIDE = "---\nlanguage: en\n---\n# The tide\n\n## Ebb\n\nIt fell. It rose.\n\n## Flow\n\nWe slept.\n"


@pytest.fixture
def tide(shop: Workshop) -> Publication:
    """A small publication with every edition."""
    return publish(article(TIDE, "tide.md"), shop)


def told(tide: Publication) -> dict[str, object]:
    """Its record, as another program reads it."""
    known: dict[str, object] = json.loads((tide.folder / record.NAME).read_text("utf-8"))
    return known


def test_the_record_names_every_file_and_no_other(tide: Publication) -> None:
    """A program can copy an edition by its record, and a listener misses none."""
    known = record.read(tide.folder)
    assert known is not None
    there = {path for path in tide.folder.rglob("*") if path.is_file()}
    assert {tide.folder / kept.path for kept in known.files} == there - {tide.folder / record.NAME}
    assert known.duration_ms == tide.duration_ms > 0


def test_the_record_tells_another_program_what_it_needs(tide: Publication) -> None:
    """By names that stay: a program that reads them is not ours to mend."""
    known = told(tide)
    assert list(known) == [
        *("format", "made_by", "source", "key", "asked", "slug"),
        *("identifier", "made", "metadata", "voice"),
        *("other_voices", "takes", "duration_ms", "front", "sections", "around", "files"),
        "findings",
    ]
    assert (known["format"], known["slug"]) == (1, "the-tide")
    assert [each["heading"] for each in known["sections"]] == ["Ebb", "Flow"]  # type: ignore[attr-defined]
    assert {each["edition"] for each in known["files"]} == {"epub", "mp3", "report"}  # type: ignore[attr-defined]


def test_every_sentence_has_its_time_within_its_section(tide: Publication) -> None:
    """A player that jumps to one must not land in another; times never run backwards."""
    for section in told(tide)["sections"]:  # type: ignore[attr-defined]
        sentences = [each for block in section["paragraphs"] for each in block["sentences"]]
        times = [time for each in sentences for time in (each["begin_ms"], each["end_ms"])]
        assert times == sorted(times)
        assert times[-1] == section["duration_ms"]


def test_the_source_is_told_from_the_output_folder(tide: Publication, shop: Workshop) -> None:
    """So that a project can move house with its articles and editions."""
    source = str(told(tide)["source"])
    assert (shop.output / source).resolve() == Path("tide.md").resolve()


def test_what_was_not_harmed_is_whole(tide: Publication) -> None:
    """A build that trusts nothing would make every book anew."""
    known = record.read(tide.folder)
    assert known is not None
    assert record.whole(tide.folder, known)


@pytest.mark.parametrize("harm", ["flip", "cut", "grow", "remove", "folder"])
def test_every_harm_to_a_file_is_noticed(tide: Publication, harm: str) -> None:
    """One that is not would be published again and again."""
    known = record.read(tide.folder)
    assert known is not None
    for kept in known.files:
        path = tide.folder / kept.path
        content = path.read_bytes()
        middle = len(content) // 2
        if harm in ("remove", "folder"):
            path.unlink()
            if harm == "folder":
                path.mkdir()
        else:
            flipped = content[:middle] + bytes([content[middle] ^ 1]) + content[middle + 1 :]
            path.write_bytes({"flip": flipped, "cut": content[:-1], "grow": content + b"\0"}[harm])
        assert not record.whole(tide.folder, known), kept
        if path.is_dir():
            path.rmdir()
        path.write_bytes(content)
        assert record.whole(tide.folder, known)


def test_nothing_is_known_of_a_folder_without_a_record(tmp_path: Path) -> None:
    """Nor of one that is not there, nor of a file."""
    (tmp_path / "file").write_text("{}")
    assert record.read(tmp_path) is None
    assert record.read(tmp_path / "gone") is None
    assert record.read(tmp_path / "file") is None


@pytest.mark.parametrize("content", [
    b"", b"{", b"[]", b"null", b'"format"', b"{}", b'{"format": 2}', b'{"format": 1}', b"\xff\xfe",
    b'{"format": 1, "source": "", "key": "", "duration_ms": 0, "files": 3}',
    b'{"format": 1, "source": "", "key": "", "duration_ms": 0, "files": [{}]}',
    b'{"format": 1, "source": "", "key": "", "duration_ms": null, "files": []}',
    b'{"format": 1, "source": "", "key": "", "duration_ms": Infinity, "files": []}',
    b"[" * 100_000,
])  # fmt: skip
def test_a_damaged_record_is_as_good_as_none(tmp_path: Path, content: bytes) -> None:
    """A build must neither fail over it nor trust it."""
    (tmp_path / record.NAME).write_bytes(content)
    assert record.read(tmp_path) is None


JSON = st.recursive(
    st.none() | st.booleans() | st.floats() | st.text(),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.sampled_from(["format", "source", "key", "duration_ms", "files"]), JSON)
def test_whatever_a_record_says_reading_it_is_no_error(
    tmp_path: Path, name: str, value: object
) -> None:
    """Somebody may have edited it; what it says may be odd, but does not end a build."""
    sound = {"format": 1, "source": "a", "key": "b", "duration_ms": 0, "files": []}
    (tmp_path / record.NAME).write_text(json.dumps({**sound, name: value}))
    known = record.read(tmp_path)
    assert known is None or record.whole(tmp_path, known) in (True, False)


def test_words_stay_readable_in_the_record(shop: Workshop) -> None:
    """UTF-8 as it is, not escapes: people read it too."""
    folder = publish(article("# Tŷ’r môr\n\nCododd y llanw.\n", "llanw.md"), shop).folder
    assert "Tŷ’r môr" in (folder / record.NAME).read_text("utf-8")
