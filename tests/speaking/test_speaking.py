"""What is said of a document: each sentence once, no marks of notes, as its author asks."""

from dataclasses import replace
from pathlib import Path

import pytest

from publisher.article import Holder, Kind, Mark, Metadata, Picture, Role, Run
from publisher.document import Document, Paragraph, Section, Sentence
from publisher.lexicon import lexemes
from publisher.narration import Sound
from publisher.speaking.engines import Engine, silence
from publisher.speaking.narrating import speak, utterances
from publisher.speaking.remembering import Remembering
from publisher.store import Store
from tests.speaking.test_remembering import Counting

PICTURE = Picture("a.png", "image/png", b"")
NOTE = Holder(Kind.NOTE, 4)
CELLS = (Holder(Kind.TABLE, 1), Holder(Kind.ROW, 2), Holder(Kind.CELL, 3))


def paragraph(number: int, *runs: Run, role: Role = Role.BODY, **more: object) -> Paragraph:
    """A block of one sentence."""
    name = f"c01-p{number:02}"
    sentences = (Sentence(f"{name}-s01", runs),)
    return Paragraph(name, role, sentences, **more)  # type: ignore[arg-type]


TITLE = Paragraph("c00-p00", Role.TITLE, (Sentence("c00-p00-s01", (Run("Kinds"),)),))
BODY = (
    paragraph(1, Run("The Cholmondeley sank."), Run("1", note=4)),
    paragraph(2, Run("A red sail"), role=Role.PICTURE, picture=PICTURE),
    paragraph(3, role=Role.PICTURE, picture=PICTURE),
    paragraph(4, within=CELLS),
    paragraph(5, Run("* * *"), role=Role.BREAK),
    paragraph(6, Run("2", note=4)),
    paragraph(7, Run("In 1911."), within=(NOTE,)),
)
WORK = Document(
    Metadata(title="Kinds", language="en"),
    Section("c00", 0, TITLE, "Kinds", ()),
    (Section("c01", 1, None, "Opening", BODY),),
    "kinds",
)

SAID = {
    "c00-p00-s01": ("Kinds.",),
    "c01-p01-s01": ("The Cholmondeley sank.",),
    "c01-p02-s01": ("A red sail.",),
    "c01-p03-s01": (),
    "c01-p04-s01": (),
    "c01-p05-s01": (),
    "c01-p06-s01": (),
    "c01-p07-s01": ("In nineteen eleven.",),
}

NO_WORDS: dict[str, list[str]] = {name: [] for name in SAID}


def test_what_is_said_leaves_out_the_marks_of_notes() -> None:
    """“Sank one” is not what the author wrote; the note itself is heard in its place."""
    assert dict(utterances(WORK)) == SAID


def test_a_raised_figure_is_no_part_of_the_number_before_it() -> None:
    """Ten to the sixth trees, printed with markup, are not a hundred and six."""
    runs = (
        Run("Some 10"),
        Run("6", (Mark.RAISED,)),
        Run(" trees and H"),
        Run("2", (Mark.LOWERED,)),
    )
    section = Section("c01", 1, None, "Opening", (paragraph(1, *runs, Run("O.")),))
    said = dict(utterances(replace(WORK, sections=(section,))))
    assert said["c01-p01-s01"] == ("Some ten to the sixth trees and H two O.",)


def test_every_sentence_has_a_clip_that_ends_after_it_begins(tmp_path: Path) -> None:
    """What has nothing to say rests a while: a name that is never heard ends the read-along."""
    engine = Remembering(silence.load("", "en", 1.0), Store(tmp_path / "cache"))
    (track,) = speak(WORK, engine, tmp_path).tracks
    assert [clip.sentence for clip in track.clips] == list(SAID)
    assert all(clip.end > clip.begin for clip in track.clips)


def test_a_word_is_said_as_its_author_says(tmp_path: Path) -> None:
    """And what was remembered the other way is not taken for it: other words were spoken."""
    told = replace(WORK.metadata, pronunciations=lexemes({"Cholmondeley": "Chumley"}))
    spelt = replace(WORK, metadata=told)
    assert dict(utterances(spelt))["c01-p01-s01"] == ("The Chumley sank.",)
    engine, store = Counting(), Store(tmp_path / "cache")
    speak(WORK, Remembering(engine, store), tmp_path)
    known = engine.asked
    again = Remembering(engine, store)
    speak(spelt, again, tmp_path)
    assert (engine.asked - known, again.spoken) == (1, 1)


def test_what_will_be_said_is_what_is_said(tmp_path: Path) -> None:
    """`publisher outline` counts by the one what the other will have to speak."""

    class Listing(Counting):
        heard: list[str] = []  # noqa: RUF012

        def say(self, words: str) -> Sound:
            self.heard.append(words)
            return super().say(words)

    engine = Listing()
    speak(WORK, Remembering(engine, Store(tmp_path / "cache")), tmp_path)
    assert engine.heard == [each for _, words in utterances(WORK) for each in words]


@pytest.mark.parametrize("number", range(len(BODY)))
def test_every_kind_of_block_can_be_narrated_alone(number: int, tmp_path: Path) -> None:
    """A section may be one picture, or one break."""
    work = replace(WORK, sections=(replace(WORK.sections[0], paragraphs=(BODY[number],)),))
    engine = Remembering(silence.load("", "en", 1.0), Store(tmp_path / "cache"))
    assert len(speak(work, engine, tmp_path).tracks[0].clips) == 2


def worded(work: Document, engine: Engine, folder: Path) -> dict[str, list[str]]:
    """The words that are lit one by one, by the name of their sentence."""
    narration = speak(work, Remembering(engine, Store(folder / "cache")), folder)
    printed = {each.name: each.text for part in work.sections for each in part.heard()}
    printed |= {each.name: each.text for each in work.front.heard()}
    assert narration.has_words == any(clip.words for clip in narration.tracks[0].clips)
    return {
        clip.sentence: [printed[clip.sentence][word.start : word.stop] for word in clip.words]
        for track in narration.tracks
        for clip in track.clips
    }


def test_words_are_lit_as_printed_without_the_marks_of_notes(tmp_path: Path) -> None:
    """The “1” behind “sank.” is not said, so lighting it with the word would be untrue."""
    told = replace(WORK.metadata, pronunciations=lexemes({"Cholmondeley": "Chumley"}))
    words = worded(replace(WORK, metadata=told), silence.load("", "en", 1.0), tmp_path)
    assert words == {
        **NO_WORDS,
        "c01-p01-s01": ["The", "Cholmondeley", "sank."],
        "c01-p02-s01": ["A", "red", "sail"],
        "c01-p07-s01": ["In", "1911."],
    }


def test_words_of_a_long_sentence_are_lit_in_every_clause(tmp_path: Path) -> None:
    """It is cut for the engine's sake; on the page it is one, and each word has its time."""
    printed = " ".join(["The tide rose over the mill, and fell again,"] * 12)
    work = replace(
        WORK, sections=(replace(WORK.sections[0], paragraphs=(paragraph(1, Run(printed)),)),)
    )
    assert len(dict(utterances(work))["c01-p01-s01"]) > 1
    words = worded(work, silence.load("", "en", 1.0), tmp_path)
    assert words["c01-p01-s01"] == printed.split()


def test_a_voice_that_does_not_tell_lights_no_words(tmp_path: Path) -> None:
    """Its narration says so, that whole sentences can be lit and the user told."""

    class Untold(Counting):
        def say(self, words: str) -> Sound:
            return replace(super().say(words), words=())

    assert worded(WORK, Untold(), tmp_path) == NO_WORDS
