"""The pages around an article: heard where it is read along, and nowhere else."""

from pathlib import Path

import pytest

from publisher.binding.around import surrounded
from publisher.document import Document
from publisher.narration import Voice
from publisher.speaking.narrating import utterances
from tests.binding.conftest import XHTML, Book
from tests.binding.kinds import block, document, section
from tests.binding.narrated import KETTLES, lit, manifest, narrated, times

VOICE = Voice("kettle", "whistle", "en", licence="for free")


@pytest.fixture(scope="module")
def kettles(tmp_path_factory: pytest.TempPathFactory) -> Book:
    """A book that is read aloud, with its other forms and MP3s beside it."""
    folder = tmp_path_factory.mktemp("kettles")
    return narrated(KETTLES, folder, "epub epub-text epub-audio mp3")


def around(work: Document, voice: Voice | None = VOICE) -> Document:
    """A document with its pages around it."""
    return surrounded(work, "A cover.", (voice,) if voice else ())


def test_the_cover_the_contents_and_the_colophon_are_heard(kettles: Book) -> None:
    """All of it: what the cover shows, each line of the contents, who speaks on what terms."""
    said = lit(kettles)
    assert [clip.name for clip in said["cover.xhtml"]] == ["cover-p01-s01"]
    links = kettles.pages["nav.xhtml"].xpath("//*[@role='doc-toc']//*[local-name()='a']/@id")
    assert [clip.name for clip in said["nav.xhtml"]] == ["contents-p00-s01", *links]
    assert len(links) == 2 + len(kettles.work.sections)
    spans = [each.get("id") for each in kettles.pages["colophon.xhtml"].iter(f"{XHTML}span")]
    assert [clip.name for clip in said["colophon.xhtml"]] == spans
    assert len(spans) == 5


def test_cover_and_contents_are_one_recording_and_the_colophon_another(kettles: Book) -> None:
    """The article begins with a recording of its own, as in every edition."""
    files = {page: {clip.file for clip in said} for page, said in lit(kettles).items()}
    assert files["cover.xhtml"] == files["nav.xhtml"] == {"audio/contents.mp3"}
    assert files["title.xhtml"] == files["c01.xhtml"] == {"audio/c01.mp3"}
    assert files["colophon.xhtml"] == {"audio/colophon.mp3"}


def test_what_is_said_of_them_is_what_stands_on_them() -> None:
    """In the order of the book, and with the words of the article's own headings."""
    work = around(document(section(1, block("It hums."), label="It hums", turn=True)))
    said = [(name, " ".join(words).rstrip(".")) for name, words in utterances(work)]
    assert said[:8] == [
        ("cover-p01-s01", "A cover"),
        ("contents-p00-s01", "Contents"),
        ("contents-p01-s01", "All kinds"),
        ("contents-p02-s01", "It hums"),
        ("contents-p03-s01", "About this edition"),
        ("c00-p00-s01", "All kinds"),
        ("c01-p01-s01", "It hums"),
        ("colophon-p00-s01", "About this edition"),
    ]
    assert {name.partition("-")[0] for name, _ in said[8:]} == {"colophon"}


def test_without_a_voice_the_colophon_names_none() -> None:
    """It says that there is text only; with one, who it is and on what terms it may be used."""
    work = document(section(1, block("It hums.")))

    def lines(voice: Voice | None) -> str:
        made = around(work, voice).around
        assert made is not None
        return " ".join(line.text for line in made.colophon.paragraphs)

    assert "Narrated by a synthetic voice: kettle:whistle. Licence: for free." in lines(VOICE)
    assert "text only" in lines(None)
    assert "voice" not in lines(None)


def test_only_what_is_lit_has_them_read_aloud(kettles: Book) -> None:
    """An MP3 of a table of contents is of no use: nothing is there to be chosen by it."""
    stem = kettles.path.stem
    audio = Book(kettles.path.with_stem(f"{stem}-audio"), kettles.work)
    sections = [f"audio/{each.name}.mp3" for each in kettles.work.sections]
    assert [file for file in manifest(audio) if file.endswith(".mp3")] == sections
    songs = sorted(each.name for each in (kettles.path.parent / "audio").glob("*.mp3"))
    assert len(songs) == len(sections) + 1
    assert songs[-1] == "04-about-this-edition.mp3"


def test_only_the_credits_are_spoken_where_nothing_is_lit(tmp_path: Path) -> None:
    """Who wants MP3s alone does not wait for a cover and a table of contents that nobody hears.

    Rights and voices are heard at the end, as credits are, unless nobody wants them.
    """
    known = times(narrated(KETTLES, tmp_path / "with", "epub-audio mp3"))
    around = [name for name in known if name.startswith(("cover", "contents", "colophon"))]
    assert known["c00-p00-s01"][0] is not None
    assert [name for name in around if known[name][0] is not None] == [
        f"colophon-p{number:02}-s01" for number in range(5)
    ]
    bare = times(narrated(KETTLES, tmp_path / "without", "mp3", read_credits=False))
    assert not any(name.startswith("colophon") for name in bare)


def test_every_form_has_the_pages_themselves(kettles: Book) -> None:
    """Read aloud or not."""
    for ending in ("", "-text", "-audio"):
        book = Book(kettles.path.with_stem(kettles.path.stem + ending), kettles.work)
        assert {"cover.xhtml", "nav.xhtml", "colophon.xhtml"} <= set(book.pages)
