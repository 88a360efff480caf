"""One article, two voices, as a story: English by Piper, and a Welsh sentence by espeak-ng."""

import json
from pathlib import Path

import numpy as np
import pytest
import soundfile
from mutagen.id3 import ID3

from publisher import record
from publisher.narration import Narration
from publisher.pipeline import publish
from publisher.planning import Plan, planned
from publisher.speaking.levels import loudness
from publisher.speaking.mastering import TARGET
from publisher.speaking.narrating import speak
from publisher.workshop import Workshop
from tests.binding.conftest import Book
from tests.binding.narrated import metas
from tests.conftest import article

KETTLE = """\
---
title: The kettle
language: en
---

It sings at four.

<p lang="cy">Mae’r tegell yn canu bob dydd.</p>
"""
ENGLISH, WELSH = "c01-p01-s01", "c01-p02-s01"


@pytest.fixture(scope="module")
def plan(cache: Path, tmp_path_factory: pytest.TempPathFactory) -> Plan:
    """What would be made, by whatever voices are here."""
    return planned(article(KETTLE, "kettle.md"), Workshop(tmp_path_factory.mktemp("b"), cache))


@pytest.fixture(scope="module")
def narration(plan: Plan, tmp_path_factory: pytest.TempPathFactory) -> Narration:
    """The article, spoken."""
    assert plan.cast is not None
    return speak(plan.document, plan.cast, tmp_path_factory.mktemp("spoken"))


def test_each_sentence_is_spoken_by_a_voice_of_its_language(narration: Narration) -> None:
    """Piper's, which comes along, for English; no neural voice here speaks Welsh."""
    assert [str(voice) for voice in narration.voices] == ["piper:en_US-joe-medium", "espeak:cy"]
    assert narration.tracks[0].voices == narration.voices


def test_both_are_equally_loud(narration: Narration) -> None:
    """Nobody reaches for the volume where another voice begins."""
    (track,) = narration.tracks
    samples, rate = soundfile.read(track.path, dtype="float32")
    for clip in track.clips:
        if clip.sentence in (ENGLISH, WELSH):
            said = samples[clip.begin * rate // 1000 : clip.end * rate // 1000]
            assert loudness(np.trim_zeros(said), rate) == pytest.approx(TARGET, abs=1.0)


def test_the_finding_names_the_language_and_what_to_do(plan: Plan) -> None:
    """A machine's voice in the midst of an article is no fault of the listener's ears."""
    (told,) = (finding for finding in plan.findings if finding.code == "passage-plain")
    assert told.place == "line 8"
    assert "'cy'" in told.message
    assert "publisher voices add" in told.message


def test_every_edition_names_both(cache: Path, tmp_path: Path, plan: Plan) -> None:
    """In its metadata, its colophon, its credits and its tags; a machine is told as well."""
    made = publish(article(KETTLE, "kettle.md"), Workshop(tmp_path, cache))
    book = Book(made.files[0], plan.document)
    known = json.loads((made.folder / record.NAME).read_text("utf-8"))
    assert [known["voice"]["name"], *(each["name"] for each in known["other_voices"])] == [
        *("en_US-joe-medium", "cy")
    ]
    narrators = [
        each.text
        for each in book.package.iter("{http://www.idpf.org/2007/opf}meta")
        if each.get("property") == "media:narrator"
    ]
    assert narrators == ["piper:en_US-joe-medium", "espeak:cy"]
    assert set(metas(book, "role").values()) == {"nrt"}
    colophon = "".join(book.pages["colophon.xhtml"].itertext())
    assert "Also heard: espeak:cy. Licence: GPL-3.0-or-later." in colophon
    songs = sorted((made.folder / "audio").glob("*.mp3"))
    first, last = ID3(songs[0]), ID3(songs[-1])
    assert str(first["TCOM"]) == "piper:en_US-joe-medium, espeak:cy"
    assert str(first["TXXX:DigitalSourceType"]).endswith("/trainedAlgorithmicMedia")
    assert str(last["TCOM"]) == "piper:en_US-joe-medium"
    assert "Also heard: espeak:cy" in last.getall("USLT")[0].text
