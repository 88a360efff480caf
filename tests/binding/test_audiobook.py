"""The audiobook: it is a W3C Audiobook in a Lightweight Packaging Format archive, and whole.

The authority is W3C's Audiobooks and Publication Manifest of 10 November 2020 and the note on LPF.
No package that can be had brings their schemas, or reads such an archive, so what their processing
calls an error is asked here step by step (Audiobooks, section 6; Publication Manifest, sections 4
and 7), of the finished file alone.
"""

import io
import json
import re
import zipfile
from base64 import b64encode
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any
from urllib.parse import urldefrag

import langcodes
import pytest
import soundfile
from lxml import etree
from mutagen.id3 import ID3
from mutagen.mp3 import MP3, BitrateMode
from PIL import Image

from publisher.pipeline import publish
from publisher.settings import Settings
from publisher.workshop import Workshop
from tests.binding.conftest import ARABIC, JAPANESE
from tests.binding.kinds import moving
from tests.binding.narrated import RED_FIELD
from tests.binding.test_daisy import DEEP
from tests.conftest import article

ASKED = (
    *("abridged", "accessMode", "accessModeSufficient", "accessibilityFeature"),
    *("accessibilityHazard", "accessibilitySummary", "author", "dateModified", "datePublished"),
    *("id", "inLanguage", "name", "readBy", "readingProgression", "resources", "url", "duration"),
)
TYPES = {
    "html": "text/html", "css": "text/css", "jpg": "image/jpeg", "png": "image/png",
    "gif": "image/gif", "mp3": "audio/mpeg",
}  # fmt: skip
LENGTH_MS = 50
DAY = r"\d{4}-\d{2}-\d{2}"


@dataclass(frozen=True)
class Opened:
    """A finished audiobook, opened.

    Attributes:
        path: where it lies.
    """

    path: Path

    @cached_property
    def entries(self) -> dict[str, bytes]:
        """What is in its archive, in its order."""
        with zipfile.ZipFile(self.path) as archive:
            return {name: archive.read(name) for name in archive.namelist()}

    @cached_property
    def manifest(self) -> dict[str, Any]:
        """Its manifest."""
        told: dict[str, Any] = json.loads(self.entries["publication.json"])
        return told

    def page(self, name: str) -> etree._Element:
        """A page of it, as an HTML parser reads it."""
        return etree.fromstring(self.entries[name], etree.HTMLParser(encoding="utf-8"))

    @property
    def linked(self) -> list[dict[str, Any]]:
        """Everything that the manifest lists."""
        return [*self.manifest["readingOrder"], *self.manifest["resources"]]


def made(text: str, folder: Path, **wishes: Any) -> Opened:
    """The audiobook of some Markdown."""
    settings = Settings(editions=("audiobook",), **{"voice": "silence", **wishes})
    shop = Workshop(folder / "build", folder / "cache", settings)
    return Opened(publish(article(text, "kettle.md"), shop).files[0])


@pytest.fixture(scope="module")
def books(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Opened]:
    """Audiobooks of all kinds."""
    folder = tmp_path_factory.mktemp("audiobook")
    return {
        "deep": made(DEEP, folder / "deep"),
        "arabic": made(ARABIC, folder / "arabic"),
        "japanese": made(JAPANESE, folder / "japanese"),
    }


@pytest.fixture(scope="module")
def deep(books: dict[str, Opened]) -> Opened:
    """One with everything in it."""
    return books["deep"]


KINDS = pytest.mark.parametrize("kind", ["deep", "arabic", "japanese"])


def ms(duration: str) -> int:
    """An ISO 8601 duration of seconds, in milliseconds."""
    found = re.fullmatch(r"PT(\d+)\.(\d{3})S", duration)
    assert found, duration
    return int(found[1]) * 1000 + int(found[2])


@KINDS
def test_no_step_of_processing_its_manifest_finds_an_error(
    kind: str, books: dict[str, Opened]
) -> None:
    """Audiobooks, section 6: what is asked for is there, and of the kind that it ought to be."""
    told = books[kind].manifest
    schema, context, own = told["@context"]
    assert (schema, context) == ("https://schema.org", "https://www.w3.org/ns/pub-context")
    assert own["direction"] in ("ltr", "rtl")
    assert langcodes.tag_is_valid(own["language"])
    assert told["conformsTo"] == "https://www.w3.org/TR/audiobooks/"
    assert told["type"] == "Audiobook"
    assert [name for name in ASKED if told.get(name) in (None, "", [], {})] == []
    assert told["readingProgression"] in ("ltr", "rtl")
    assert told["abridged"] in (True, False)
    assert re.fullmatch(DAY, told["datePublished"])
    assert re.fullmatch(DAY + r"T\d{2}:\d{2}:\d{2}Z", told["dateModified"])
    assert re.match(r"https?://|urn:uuid:", told["url"])
    for each in (*told["author"], *told["readBy"]):
        assert each["name"]
        assert each.get("type", "Person") in ("Person", "Organization")
    for way in told["accessModeSufficient"]:
        assert way["type"] == "ItemList"
        assert set(way["itemListElement"]) <= set(told["accessMode"])
    assert [each["url"] for each in books[kind].linked if each.get("rel") == "cover"]


@KINDS
def test_the_reading_order_is_of_sound_alone_and_adds_up(
    kind: str, books: dict[str, Opened]
) -> None:
    """Nothing is in it twice, and the whole is as long as its parts."""
    order = books[kind].manifest["readingOrder"]
    assert all(each["encodingFormat"].startswith("audio/") for each in order)
    assert len({each["url"] for each in order}) == len(order)
    assert ms(books[kind].manifest["duration"]) == sum(ms(each["duration"]) for each in order)


@KINDS
def test_what_is_listed_is_there_and_what_is_there_is_listed(
    kind: str, books: dict[str, Opened]
) -> None:
    """Each once, with the media type that its ending stands for."""
    listed = [each["url"] for each in books[kind].linked]
    assert sorted(listed) == sorted({*books[kind].entries} - {"publication.json"})
    for each in books[kind].linked:
        assert each["type"] == "LinkedResource"
        assert each["encodingFormat"] == TYPES[each["url"].rpartition(".")[2]]


@KINDS
def test_recordings_last_as_long_as_is_told(kind: str, books: dict[str, Opened]) -> None:
    """Decoded by libsndfile, to 50 ms: so a time in the contents is that in the sound."""
    for each in books[kind].manifest["readingOrder"]:
        samples, rate = soundfile.read(io.BytesIO(books[kind].entries[each["url"]]))
        assert abs(len(samples) * 1000 / rate - ms(each["duration"])) < LENGTH_MS


def test_recordings_are_what_shops_take(deep: Opened) -> None:
    """128 kbit/s throughout, 44.1 kHz, one channel, whatever profile the MP3s have."""
    for each in deep.manifest["readingOrder"]:
        info: Any = MP3(io.BytesIO(deep.entries[each["url"]])).info
        assert info.bitrate_mode is BitrateMode.CBR
        assert (round(info.bitrate, -3), info.sample_rate, info.channels) == (128_000, 44_100, 1)


def test_everything_is_stored_with_the_book_s_own_time(deep: Opened) -> None:
    """A player seeks in the archive itself; and the manifest is found first."""
    with zipfile.ZipFile(deep.path) as archive:
        entries = archive.infolist()
    assert entries[0].filename == "publication.json"
    assert {each.compress_type for each in entries} == {zipfile.ZIP_STORED}
    assert {each.date_time for each in entries} == {(2026, 3, 4, 0, 0, 0)}


def contents(book: Opened) -> etree._Element:
    """The first element that is told to be a table of contents (Publication Manifest, 4.8.1.3)."""
    found: etree._Element = book.page("index.html").xpath("//*[@role='doc-toc']")[0]
    return found


@KINDS
def test_the_table_of_contents_leads_into_the_recordings(
    kind: str, books: dict[str, Opened]
) -> None:
    """Each line to something that the manifest lists, and to a time at which it is still heard."""
    lengths = {e["url"]: ms(e["duration"]) for e in books[kind].manifest["readingOrder"]}
    ways = contents(books[kind]).xpath(".//a/@href")
    assert [urldefrag(way).url for way in ways] == sorted(urldefrag(way).url for way in ways)
    assert {urldefrag(way).url for way in ways} == set(lengths)
    for way in ways:
        url, fragment = urldefrag(way)
        assert not fragment or 0 < float(fragment.removeprefix("t=")) * 1000 < lengths[url]


def test_the_table_of_contents_is_as_deep_as_the_article(deep: Opened) -> None:
    """A list in a list, and never a level left out."""
    lines = {
        "".join(a.itertext()): len(list(a.iterancestors("ol"))) for a in contents(deep).iter("a")
    }
    assert lines == {
        "Kettles. Do they sing?": 1,
        "Kinds of kettles, in short": 1,
        "Why they sing": 1,
        "Steam by itself": 2,
        "A last word": 1,
        "Far too deep": 2,
        "About this edition": 1,
    }


def test_a_heading_that_leads_another_in_has_its_own_time(deep: Opened) -> None:
    """Nothing stands under it but the next heading: they are one recording."""
    ways = {"".join(a.itertext()): a.get("href") for a in contents(deep).iter("a")}
    song, _, time = ways["Far too deep"].partition("#t=")
    assert ways["A last word"] == song
    assert float(time) > 0.5


@KINDS
def test_what_is_heard_can_be_read(kind: str, books: dict[str, Opened]) -> None:
    """Each recording names the page with its words, and all words of the article are on one."""
    book = books[kind]
    record = json.loads((book.path.parent / "publication.json").read_text("utf-8"))
    alternates = [each["alternate"][0]["url"] for each in book.manifest["readingOrder"]]
    assert len(set(alternates)) == len(alternates)
    text = "".join("".join(book.page(url).itertext()) for url in alternates)
    for section in (record["front"], *record["sections"]):
        for block in section["paragraphs"]:
            for each in block["sentences"]:
                if block["role"] not in ("picture", "break"):
                    assert each["text"].replace("\n", "") in text.replace("\n", "")


@KINDS
def test_every_link_of_every_page_leads_somewhere(kind: str, books: dict[str, Opened]) -> None:
    """Notes, pictures, styles: within the archive all is there."""
    pages = {name: books[kind].page(name) for name in books[kind].entries if name.endswith("html")}
    for name, page in pages.items():
        for way in page.xpath("//@href | //@src"):
            url, fragment = urldefrag(way)
            if "://" in way:
                continue
            assert (url or name) in books[kind].entries, way
            if fragment and not fragment.startswith("t="):
                assert pages[url or name].xpath(f"//*[@id='{fragment}']"), way


@KINDS
def test_a_page_is_the_same_to_every_parser(kind: str, books: dict[str, Opened]) -> None:
    """It is called HTML, and is XML as well; of EPUB's own there is nothing in it."""
    for name in (name for name in books[kind].entries if name.endswith(".html")):
        content = books[kind].entries[name]
        assert content.startswith(b"<!DOCTYPE html>")
        assert b"epub:" not in content
        one = [each.tag for each in books[kind].page(name).iter(etree.Element)]
        parsed = etree.fromstring(content).iter(etree.Element)
        read = [etree.QName(each).localname for each in parsed]
        assert [tag for tag in one if tag != "tbody"] == read


def test_languages_and_directions_are_told(books: dict[str, Opened]) -> None:
    """In the manifest for shelves, on the pages for readers."""
    for kind, language, direction in (("arabic", "ar", "rtl"), ("japanese", "ja", "ltr")):
        told = books[kind].manifest
        assert told["@context"][2] == {"language": language, "direction": direction}
        assert (told["inLanguage"], told["readingProgression"]) == (language, direction)
        page = books[kind].page("index.html")
        assert (page.get("lang"), page.get("dir")) == (language, direction)
    last = books["arabic"].manifest["readingOrder"][-1]["name"]
    assert last == {"value": "About this edition", "language": "en"}  # which is ours


def test_a_machine_s_voice_is_told(deep: Opened) -> None:
    """In the manifest, of each recording, and in the recording itself should it be taken out."""
    (reader,) = deep.manifest["readBy"]
    assert reader == {"name": "silence:silence", "description": "Narrated by a synthetic voice."}
    kind = "http://cv.iptc.org/newscodes/digitalsourcetype/algorithmicMedia"
    assert deep.manifest["digitalSourceType"] == kind
    for each in deep.manifest["readingOrder"]:
        assert each["digitalSourceType"] == kind
        tags = ID3(io.BytesIO(deep.entries[each["url"]]))
        assert str(tags["TXXX:DigitalSourceType"]) == kind
    assert "synthetic voice" in deep.manifest["accessibilitySummary"]


def test_the_cover_is_a_square_as_large_as_shops_ask(deep: Opened) -> None:
    """Nothing of it is cut away; what is beside it is of its own ground."""
    (cover,) = (each for each in deep.linked if each.get("rel") == "cover")
    with Image.open(io.BytesIO(deep.entries[cover["url"]])) as image:
        assert image.format == "JPEG"
        assert image.width == image.height >= 1024


def sufficient(book: Opened) -> list[list[str]]:
    """Which senses suffice for all of it, by themselves or together."""
    return [way["itemListElement"] for way in book.manifest["accessModeSufficient"]]


def test_what_is_claimed_is_computed_from_what_is_there(deep: Opened) -> None:
    """All of this one is heard, and all of it can be read without seeing the pictures."""
    assert deep.manifest["accessMode"] == ["auditory", "textual", "visual"]
    assert sufficient(deep) == [["auditory"], ["textual"]]
    assert deep.manifest["accessibilityHazard"] == ["none"]
    features = deep.manifest["accessibilityFeature"]
    assert {"tableOfContents", "transcript", "alternativeText", "unlocked"} <= set(features)
    assert deep.manifest["abridged"] is False


def test_notes_that_are_not_read_make_it_an_abridged_one(tmp_path: Path) -> None:
    """Who listens does not have all of it."""
    book = made("A kettle[^1] hums. It sings.\n\n[^1]: Softly.\n", tmp_path, read_notes="skip")
    assert book.manifest["abridged"] is True
    assert sufficient(book) == [["textual"]]


def test_a_picture_without_a_description_is_not_called_heard(tmp_path: Path) -> None:
    """Nor is it said that all pictures are described; what moves is not called safe."""
    flash = f"data:image/gif;base64,{b64encode(moving().data).decode()}"
    book = made(f"# A kettle\n\nIt hums.\n\n![]({RED_FIELD})\n\n![Steam]({flash})\n", tmp_path)
    assert sufficient(book) == [["textual", "visual"]]
    assert "alternativeText" not in book.manifest["accessibilityFeature"]
    assert book.manifest["accessibilityHazard"] == ["unknown"]


def test_people_and_houses_are_told_apart_and_nobody_is_made_up(
    books: dict[str, Opened], tmp_path: Path
) -> None:
    """Where no author is known, that is said."""
    text = "---\nauthors: [Ada Quill, The Harbour Courier]\npublisher: Pot & Pan\n---\n\nIt hums.\n"
    told = made(text, tmp_path).manifest
    assert told["author"] == [
        {"type": "Person", "name": "Ada Quill"},
        {"type": "Organization", "name": "The Harbour Courier"},
    ]
    assert told["publisher"] == {"type": "Organization", "name": "Pot & Pan"}
    assert books["arabic"].manifest["author"] == [{"name": {"value": "Unknown", "language": "en"}}]
    assert books["arabic"].manifest["url"] == books["arabic"].manifest["id"]


def test_the_same_article_gives_the_same_bytes(tmp_path: Path) -> None:
    """Nothing in it is of the clock, or of the folder that it was made in."""
    one, other = made(JAPANESE, tmp_path / "one"), made(JAPANESE, tmp_path / "other")
    assert one.path.read_bytes() == other.path.read_bytes()
