"""One sentence, from the file it was written in to where it is read and heard: the whole house."""

import json
import zipfile
from datetime import UTC, datetime
from pathlib import Path

import numpy as np
import pytest
import soundfile

from publisher.article import Role
from publisher.binding.around import surrounded
from publisher.binding.binders import bind
from publisher.binding.cover import draw_cover
from publisher.binding.materials import Materials, made_at
from publisher.checking import check
from publisher.document import Document
from publisher.edition import Edition
from publisher.narration import Narration, Track
from publisher.reading import load, read
from publisher.speaking.choosing import chosen
from publisher.speaking.narrating import speak, utterances
from publisher.speaking.remembering import Remembering
from publisher.store import Store
from publisher.structuring import structure

ARTICLE = """\
---
title: The clock in the passage
language: en-GB
---

Dr. Reyes kept a clock that told the tide. "It is slow," she said, "but so is the moon."
"""
NAME = "c01-p01-s01"
SENTENCE = "Dr. Reyes kept a clock that told the tide."


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the article in it."""
    folder = tmp_path_factory.mktemp("house")
    (folder / "clock.md").write_text(ARTICLE, encoding="utf-8")
    return folder


@pytest.fixture(scope="module")
def document(folder: Path) -> Document:
    """The article, divided and named."""
    return structure(read(load(folder / "clock.md")))


@pytest.fixture(scope="module")
def engine(cache: Path) -> Remembering:
    """The neural voice."""
    return Remembering(chosen("auto", "en-GB", 1.0)[0], Store(cache))


@pytest.fixture(scope="module")
def whole(document: Document, engine: Remembering) -> Document:
    """The article with the pages that an edition adds, which are lit as well."""
    return surrounded(document, draw_cover(document.metadata).alternative_text, (engine.voice,))


@pytest.fixture(scope="module")
def narration(whole: Document, engine: Remembering, folder: Path) -> Narration:
    """All of it, spoken."""
    return speak(whole, engine, folder)


@pytest.fixture(scope="module")
def editions(whole: Document, narration: Narration, folder: Path) -> dict[str, Edition]:
    """Both editions."""
    cover = draw_cover(whole.metadata)
    materials = Materials(whole, narration, cover, folder, made_at(None, ""))
    return {kind: bind(kind, materials) for kind in ("epub", "mp3")}


def test_read_finds_it_in_its_line(folder: Path) -> None:
    """A reader takes what the author wrote, and where."""
    passage = read(load(folder / "clock.md")).passages[0]
    assert passage.text.startswith(SENTENCE)
    assert (passage.role, passage.line) == (Role.BODY, 6)


def test_structure_parts_and_names_it(document: Document) -> None:
    """“Dr.” ends no sentence; the name given here is the only one it will ever have."""
    first, second = document.sections[0].sentences()
    assert (first.name, first.text) == (NAME, SENTENCE)
    assert second.text == '"It is slow," she said, "but so is the moon."'


def test_speak_puts_it_into_spoken_words(document: Document) -> None:
    """The printed text is untouched; the doctor is spoken out."""
    assert dict(utterances(document))[NAME] == ("Doctor Reyes kept a clock that told the tide.",)
    assert next(document.sections[0].sentences()).text == SENTENCE


def of_the_section(narration: Narration) -> Track:
    """The track that the sentence is on."""
    track = narration.find("c01")
    assert track is not None
    return track


def test_speak_tells_when_it_is_heard(narration: Narration) -> None:
    """Its clip holds sound; before the first words and between two clips there is a rest."""
    track = of_the_section(narration)
    clip = next(clip for clip in track.clips if clip.sentence == NAME)
    samples, rate = soundfile.read(track.path)
    said = samples[clip.begin * rate // 1000 : clip.end * rate // 1000]
    assert 2_000 < clip.end - clip.begin < 5_000
    assert np.abs(said[: rate // 2]).max() > 0.1
    assert np.abs(said[-rate // 5 :]).max() < 0.001


def test_bind_puts_it_on_its_page(editions: dict[str, Edition]) -> None:
    """The span carries its name, so that it can be lit."""
    with zipfile.ZipFile(editions["epub"].files[0].path) as archive:
        page = archive.read("EPUB/c01.xhtml").decode()
    assert f'<span id="{NAME}">{SENTENCE}</span>' in page


def test_bind_puts_it_into_its_mp3(editions: dict[str, Edition], narration: Narration) -> None:
    """Decoded again it is heard where its clip says, to a few milliseconds."""
    song = editions["mp3"].files[1].path
    samples, rate = soundfile.read(song)
    clip = next(clip for clip in of_the_section(narration).clips if clip.sentence == NAME)
    before = samples[(clip.begin - 300) * rate // 1000 : (clip.begin - 20) * rate // 1000]
    within = samples[clip.begin * rate // 1000 :][: rate // 10]
    assert np.abs(before).max() < 0.01 < np.abs(within).max()


def test_check_opens_the_books_and_finds_it(
    editions: dict[str, Edition], document: Document, folder: Path
) -> None:
    """A stranger to the bindery finds every sentence, and nothing wrong."""
    assert check(editions.values(), document, folder).findings == ()


def test_the_record_tells_a_program_all_of_it(
    document: Document, narration: Narration, editions: dict[str, Edition], folder: Path
) -> None:
    """Its words, its name and its time, in a file that any program can read."""
    from publisher import record

    made = datetime(2026, 1, 1, tzinfo=UTC)
    how = record.Making("clock.md", "key", {}, record.Asked(("clock.md",)), "urn:uuid:1", made)
    path = record.write(folder, document, narration, editions.values(), (), how)
    sentences = json.loads(path.read_text("utf-8"))["sections"][0]["paragraphs"][0]["sentences"]
    clip = next(clip for clip in of_the_section(narration).clips if clip.sentence == NAME)
    assert sentences[0] == {
        "name": NAME, "text": SENTENCE, "begin_ms": clip.begin, "end_ms": clip.end
    }  # fmt: skip
