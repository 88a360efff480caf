"""Whoever speaks, and however many at once, an edition sounds the same."""

import pickle
from pathlib import Path

import pytest

from publisher.article import Metadata, Role, Run
from publisher.document import Document, Paragraph, Section, Sentence
from publisher.errors import SettingsError
from publisher.machine import cores
from publisher.speaking.crew import Crew, processes, threads
from publisher.speaking.engines import NOWHERE, espeak, gtts, piper, silence
from publisher.speaking.hiring import crew_of
from publisher.speaking.narrating import speak
from publisher.speaking.remembering import Remembering
from publisher.store import Store

SAYINGS = (
    "The tide came in while we were asleep.",
    "It rose.",
    "Later it went out again.",
)


def work() -> Document:
    """Two sections of three paragraphs."""
    sections = []
    for number in (1, 2):
        name = f"c{number:02}"
        blocks = tuple(
            Paragraph(
                f"{name}-p{place:02}",
                Role.BODY,
                (Sentence(f"{name}-p{place:02}-s01", (Run(f"{said} ({number})"),)),),
            )
            for place, said in enumerate(SAYINGS, start=1)
        )
        sections.append(Section(name, 1, None, f"Part {number}", blocks))
    title = Paragraph("c00-p00", Role.TITLE, (Sentence("c00-p00-s01", (Run("Tides"),)),))
    front = Section("c00", 0, title, "Tides", ())
    return Document(Metadata(title="Tides", language="en"), front, tuple(sections), "tides")


def heard(crew: Crew, voice: str, folder: Path) -> tuple[list[bytes], Remembering]:
    """The tracks of a narration with nothing remembered, and who spoke them."""
    folder.mkdir()
    module = {"piper": piper, "espeak": espeak}[voice]
    who = Remembering(module.load("", "en-US", 1.0, NOWHERE), Store(folder / "store"))
    with crew:
        tracks = speak(work(), who, folder, crew=crew).tracks
    return [track.path.read_bytes() for track in tracks], who


def test_many_threads_make_the_sound_of_one(tmp_path: Path) -> None:
    """A machine of another size would make another edition of the same article."""
    alone, _ = heard(threads(1), "piper", tmp_path / "one")
    together, who = heard(threads(3), "piper", tmp_path / "three")
    assert together == alone
    assert who.spoken == 7


def test_processes_make_the_same_and_all_they_say_is_remembered(tmp_path: Path) -> None:
    """What is spoken in another process must not be spoken again in the next build."""
    alone, _ = heard(threads(1), "espeak", tmp_path / "one")
    together, who = heard(processes(2), "espeak", tmp_path / "two")
    assert together == alone
    assert who.spoken == 7
    again = Remembering(who.engine, who.store)
    (tmp_path / "again").mkdir()
    assert [
        track.path.read_bytes() for track in speak(work(), again, tmp_path / "again").tracks
    ] == alone
    assert (again.spoken, again.remembered) == (0, 7)


@pytest.mark.parametrize("module", [piper, espeak, gtts, silence], ids=lambda each: each.__name__)
def test_an_engine_goes_to_another_process_in_a_few_bytes(module: object) -> None:
    """It goes with every sentence; a model that went with it would take longer than to speak."""
    engine = module.load("", "en-US", 1.0, NOWHERE)  # type: ignore[attr-defined]
    packed = pickle.dumps(engine)
    assert len(packed) < 4_000
    assert pickle.loads(packed).identity == engine.identity  # noqa: S301  # packed just now


def test_there_is_a_worker_for_each_core() -> None:
    """Fewer leave a core idle, more take memory for nothing."""
    assert crew_of().workers == cores()
    assert crew_of("processes", 3).workers == 3


def test_a_crew_that_is_none_is_refused_with_those_that_are() -> None:
    """A slip of the pen must not look like a cluster that is down."""
    with pytest.raises(SettingsError, match="threads or processes"):
        crew_of("localhost")
