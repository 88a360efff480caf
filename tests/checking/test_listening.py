"""Listening: faults planted in the sound of a real narration are heard, and named by sentence."""

import json
import shutil
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray

from publisher.checking import inspect, recogniser
from publisher.checking.decoding import RATE, decoded
from publisher.checking.hearing import of_folder
from publisher.checking.recogniser import tokenised
from publisher.checking.stretches import Stretch, of_record, sounds
from publisher.narration import Sound
from publisher.pipeline import publish
from publisher.report import Finding
from publisher.settings import Settings
from publisher.sound import segment
from publisher.workshop import Workshop
from tests.checking.planting import codes
from tests.conftest import article, need

BEACON = """\
---
title: The Beacon on the Sandbar
author: Nell Brandt
language: en-GB
---

Nobody has lived on the sandbar since the winter of the great storm. A beacon stands there on four
iron legs. Every evening a boat goes out to it from the village. The woman who rows the boat has
never missed a night. She carries oil, bread and a book of stories.

## What She Reads

The gulls listen while she reads aloud to them. In summer the stories are short, because the nights
are. When the fog comes she reads until the morning. It cost £1,250 in 1958, and Dr. Pellworm paid.
Her grandmother painted the ladder red. Somebody in the village always waits with a lantern.
"""

Samples = NDArray[np.int16]
Change = Callable[[Samples, slice, slice], Samples]


@pytest.fixture(scope="module")
def beacon(tmp_path_factory: pytest.TempPathFactory, cache: Path) -> Path:
    """A publication of two MP3s in Piper's voice, in which nothing is wrong."""
    settings = Settings(voice="piper", editions=("mp3",))
    shop = Workshop(tmp_path_factory.mktemp("beacon"), cache, settings)
    return publish(article(BEACON, "beacon.md"), shop).folder


def found_in(folder: Path) -> list[Finding]:
    """What is found when a publication is listened to."""
    return list(of_folder(folder, sorted(folder.rglob("*.mp3"))))


def planted(beacon: Path, to: Path, number: int, change: Change, name: str) -> list[Finding]:
    """What is found once the sound of one sentence of an MP3 is changed; times stay the same."""
    folder = to / "beacon"
    shutil.copytree(beacon, folder)
    told = of_record(folder)
    song = sorted(told)[number]
    samples = np.concatenate(list(decoded(folder / song)))
    names = [each.name for each in told[song]]
    at = names.index(name)
    places = [each.within(len(samples), 1000 / RATE) for each in told[song]]
    changed = change(samples, places[at], places[(at + 1) % len(places)])
    sound = Sound(changed.astype("<i2").tobytes(), RATE)
    segment(sound).export(folder / song, format="mp3", bitrate="64k").close()
    return found_in(folder)


def half(samples: Samples, place: slice, _: slice) -> Samples:
    """The second half left out."""
    samples = samples.copy()
    samples[place.start + (place.stop - place.start) // 3 : place.stop] = 0
    return samples


def hissing(samples: Samples, place: slice, _: slice) -> Samples:
    """Hiss in its place, as loud as it was."""
    samples = samples.copy()
    noise = np.random.default_rng(1).standard_normal(place.stop - place.start)
    samples[place] = (noise * 2500).astype(np.int16)
    return samples


def soft(samples: Samples, place: slice, _: slice) -> Samples:
    """Turned down by 14 dB."""
    samples = samples.copy()
    samples[place] //= 5
    return samples


def rattling(samples: Samples, place: slice, _: slice) -> Samples:
    """Turned up until it is cut off at full scale."""
    samples = samples.copy()
    samples[place] = np.clip(samples[place].astype(np.int32) * 12, -32767, 32767)
    return samples


def gone(samples: Samples, place: slice, _: slice) -> Samples:
    """Nothing in its place."""
    samples = samples.copy()
    samples[place] = 0
    return samples


def again(samples: Samples, place: slice, behind: slice) -> Samples:
    """The same sentence again, in the next one's place."""
    samples = samples.copy()
    same = samples[place]
    count = min(len(same), behind.stop - behind.start)
    samples[behind] = 0
    samples[behind.start : behind.start + count] = same[:count]
    return samples


MEASURED = {
    "the greater part left out": (half, "c02-p01-s01", "clip-short"),
    "hiss": (hissing, "c02-p01-s01", "clip-noise"),
    "too soft": (soft, "c02-p01-s05", "clip-loudness"),
    "too loud": (rattling, "c02-p01-s05", "sound-clipped"),
    "left out": (gone, "c02-p01-s03", "clip-silent"),
    "said again in the next one's place": (again, "c02-p01-s01", "clip-repeated"),
}


@pytest.mark.usefixtures("unaided")
@pytest.mark.parametrize(("change", "name", "code"), MEASURED.values(), ids=MEASURED.keys())
def test_what_measuring_hears_is_told_with_the_sentence(
    change: Change, name: str, code: str, beacon: Path, tmp_path: Path
) -> None:
    """A listener would miss the sentence, or flinch; nobody hears ten hours through to find it."""
    found = [each for each in planted(beacon, tmp_path, 1, change, name) if each.code == code]
    assert len(found) == 1
    told = "c02-p01-s02" if change is again else name
    assert told in found[0].message
    assert found[0].place.endswith(".mp3")


def test_a_narration_without_a_fault_has_no_finding(beacon: Path) -> None:
    """Figures, abbreviations, names, headings: a check that cries wolf is not heeded."""
    assert found_in(beacon) == []


@pytest.mark.usefixtures("unaided")
def test_a_recording_at_double_speed_is_heard(beacon: Path, tmp_path: Path) -> None:
    """As when it is told to have half the samples a second that it has."""
    folder = tmp_path / "beacon"
    shutil.copytree(beacon, folder)
    record = json.loads((folder / "publication.json").read_text("utf-8"))
    song = sorted(of_record(folder))[1]
    samples = np.concatenate(list(decoded(folder / song)))[::2]
    segment(Sound(samples.tobytes(), RATE)).export(folder / song, format="mp3").close()
    for block in record["sections"][1]["paragraphs"]:
        for each in block["sentences"]:
            each["begin_ms"], each["end_ms"] = each["begin_ms"] // 2, each["end_ms"] // 2
    (folder / "publication.json").write_text(json.dumps(record))
    assert {"sound-pace", "clip-short"} & set(codes(found_in(folder)))


@pytest.mark.usefixtures("unaided")
def test_a_recording_drawn_out_is_heard(beacon: Path, tmp_path: Path) -> None:
    """A voice that dwells on every sound, or words that stand nowhere, take too much time."""
    folder = tmp_path / "beacon"
    shutil.copytree(beacon, folder)
    record = json.loads((folder / "publication.json").read_text("utf-8"))
    said = record["sections"][1]["paragraphs"][1]["sentences"]
    said[0]["text"] = "The gulls."
    (folder / "publication.json").write_text(json.dumps(record))
    assert "clip-long" in codes(found_in(folder))


@pytest.mark.usefixtures("unaided")
def test_a_silent_recording_among_others_is_heard(beacon: Path, tmp_path: Path) -> None:
    """A player shows its title and plays nothing."""

    def mute(samples: Samples, *_: slice) -> Samples:
        return np.zeros_like(samples)

    assert "sound-silent" in codes(planted(beacon, tmp_path, 1, mute, "c02-p01-s01"))


def exchanged(samples: Samples, place: slice, behind: slice) -> Samples:
    """It and the next in each other's place; what is longer than its place is cut."""
    changed = samples.copy()
    for one, other in ((place, behind), (behind, place)):
        count = min(one.stop - one.start, other.stop - other.start)
        changed[one] = 0
        changed[one.start : one.start + count] = samples[other.start : other.start + count]
    return changed


def test_sentences_in_each_others_place_are_heard(beacon: Path, tmp_path: Path) -> None:
    """Measured by themselves both are well; only their words tell."""
    need(not recogniser.absent(), "pocketsphinx")
    found = planted(beacon, tmp_path, 0, exchanged, "c01-p01-s03")
    assert {"c01-p01-s03", "c01-p01-s04"} <= {
        each.message.split(" (")[0].split()[-1] for each in found
    }


def test_a_word_that_is_not_said_is_named(beacon: Path, tmp_path: Path) -> None:
    """Print says more than the voice: the word is told, and the sentence."""
    need(not recogniser.absent(), "pocketsphinx")
    folder = tmp_path / "beacon"
    shutil.copytree(beacon, folder)
    record = json.loads((folder / "publication.json").read_text("utf-8"))
    said = record["sections"][0]["paragraphs"][0]["sentences"]
    said[2]["text"] = said[2]["text"].replace("a boat goes", "a sturdy wooden boat goes")
    (folder / "publication.json").write_text(json.dumps(record))
    found = found_in(folder)
    assert codes(found) == ["words-missing"]
    assert "c01-p01-s03" in found[0].message
    assert "“sturdy wooden”" in found[0].message


def test_words_that_are_said_and_not_printed_are_told(beacon: Path, tmp_path: Path) -> None:
    """As when a sentence is begun twice, or another's words are left in."""
    need(not recogniser.absent(), "pocketsphinx")
    folder = tmp_path / "beacon"
    shutil.copytree(beacon, folder)
    record = json.loads((folder / "publication.json").read_text("utf-8"))
    said = record["sections"][0]["paragraphs"][0]["sentences"]
    said[0]["text"] = "Nobody has lived on the sandbar since the winter of the storm today."
    said[3]["text"] = "The woman who rows the boat has night."
    (folder / "publication.json").write_text(json.dumps(record))
    assert "words-stray" in codes(found_in(folder))


def test_another_recording_in_the_place_of_one_is_heard(beacon: Path, tmp_path: Path) -> None:
    """Then nearly nothing in it fits, while the rest of the narration does."""
    need(not recogniser.absent(), "pocketsphinx")
    stretches = of_record(beacon)
    songs = sorted(stretches)
    whole = [(song, recogniser.hears(beacon / song, stretches[song])) for song in songs]
    astray = recogniser.hears(beacon / songs[0], stretches[songs[1]])
    found = list(recogniser.judged([whole[0], whole[1], (songs[1], astray)]))
    assert "words-other" in codes(found)


def test_a_voice_that_the_recogniser_does_not_follow_is_told_once() -> None:
    """Doubting each sentence, it would name all of them; so it names itself."""
    need(not recogniser.absent(), "pocketsphinx")
    lost = recogniser.Hearing(fits=False)
    doubts = [(Stretch(f"c01-p01-s0{n}", "The gulls listen.", 0, 1), lost) for n in range(5)]
    found = list(recogniser.judged([("a.mp3", doubts), ("b.mp3", doubts)]))
    assert codes(found) == ["words-unfollowed"]


@pytest.mark.usefixtures("unaided")
def test_who_has_no_recogniser_is_told_so(beacon: Path) -> None:
    """Its silence is not to be taken for praise."""
    assert "No recogniser listened" in inspect(beacon).absent


@pytest.mark.parametrize(
    ("words", "least", "most"),
    [("She came.", 7, 7), ("In 1958", 8, 38), ("", 0, 0), ("* * *", 0, 21), ("BBC", 1.8, 12)],
)
def test_how_many_sounds_words_take(words: str, least: float, most: float) -> None:
    """A figure may be said in many ways, so what it takes is known between bounds only."""
    assert sounds(words) == pytest.approx((least, most), abs=0.01)


def test_what_the_dictionary_lacks_is_guessed_and_never_missed() -> None:
    """Names are said as their readers will; only what is surely English can be missing."""
    need(not recogniser.absent(), "pocketsphinx")
    heard = [each.heard for each in tokenised("Dr. Pellworm’s well-made clock cost £20.")]
    assert heard == ["*", "*", "well", "made", "clock", "cost", "*"]
    money = tokenised("£20")[0].ways
    assert any("P-AW-N-D-Z" in "-".join(way) for way in money)
