"""The recordings in a book: as long as what was spoken, marked as made, encoded once.

How faithful the encoding is, and what else MP3s carry, is in `test_mp3`.
"""

import io
import wave
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest
import soundfile
from mutagen.id3 import ID3

from publisher.article import Metadata
from publisher.binding.recording import (
    USUAL,
    container_of,
    encoded,
    source_type,
    tags_within,
)
from publisher.checking.frames import frames_of
from publisher.narration import Track, Voice
from publisher.speaking.engines import Offer, espeak, piper, silence
from tests.binding.conftest import Book
from tests.binding.narrated import KETTLES, narrated, times

TYPES = "http://cv.iptc.org/newscodes/digitalsourcetype/"
RATE = 22_050


@pytest.fixture(scope="module")
def kettles(tmp_path_factory: pytest.TempPathFactory) -> Book:
    """A book that is read aloud, with other editions of the same recording beside it."""
    return narrated(KETTLES, tmp_path_factory.mktemp("kettles"), "epub epub-audio mp3")


def sounds(entries: dict[str, bytes]) -> dict[str, bytes]:
    """The recordings in an archive, by their sections' names."""
    return {Path(name).stem: data for name, data in entries.items() if name.endswith(".mp3")}


def frames(mp3: bytes) -> bytes:
    """The sound of an MP3, without its tags."""
    return mp3[ID3(io.BytesIO(mp3)).size :]


def track(folder: Path, name: str = "c01") -> Track:
    """A track of half a second."""
    path = folder / f"{name}.wav"
    with wave.open(str(path), "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(RATE)
        file.writeframes(bytes(RATE))
    return Track(name, path, RATE, 500, ())


def test_a_recording_in_a_book_is_as_long_as_its_track(kettles: Book) -> None:
    """To the millisecond, tags and encoder's silence notwithstanding: clips are counted in it."""
    known = times(kettles)
    found = sounds(kettles.entries)
    assert list(found) == ["contents", "c01", "c02", "c03", "colophon"]
    for name, mp3 in found.items():
        sound = soundfile.info(io.BytesIO(mp3))
        ends = max(end for sentence, (_, end) in known.items() if sentence.startswith(name))
        assert sound.frames * 1000 // sound.samplerate - ends in (0, 1, 2), name


def test_every_edition_has_the_same_sound(kettles: Book) -> None:
    """Whichever is played, it is the one recording; only tags differ."""
    other = Book(kettles.path.with_stem(f"{kettles.path.stem}-audio"), kettles.work)
    *apart, credits_ = sorted((kettles.path.parent / "audio").glob("*.mp3"))
    own, played = sounds(kettles.entries), sounds(other.entries)
    assert list(played) == ["c01", "c02", "c03"]
    for name, path in zip(played, apart, strict=True):
        assert frames(own[name]) == frames(played[name]) == frames(path.read_bytes())
    assert frames(own["colophon"]) == frames(credits_.read_bytes())


def test_a_track_is_encoded_once(tmp_path: Path) -> None:
    """An hour of sound takes half a minute, and there are three editions that hold it."""
    spoken = track(tmp_path)
    path = encoded(spoken)
    assert soundfile.info(path).frames >= RATE // 2
    path.write_bytes(b"as it was left")
    assert encoded(spoken).read_bytes() == b"as it was left"


@pytest.mark.parametrize(
    ("profile", "kbps", "expected"),
    [
        ("podcast", 0, (22_050, 64)),
        ("podcast", 96, (22_050, 96)),
        ("podcast", 320, (22_050, 160)),  # more than MPEG-2 has
        ("acx", 0, (44_100, 192)),
        ("acx", 256, (44_100, 256)),
        ("daisy", 0, (22_050, 64)),
    ],
)
def test_a_profile_changes_the_container_and_nothing_else(
    profile: str, kbps: int, expected: tuple[int, int], tmp_path: Path
) -> None:
    """A shop that asks for 44.1 kHz refuses all else; what is heard, and when, stays the same."""
    spoken = track(tmp_path)
    path = encoded(spoken, container_of(profile, kbps))
    found = frames_of(path.read_bytes())
    assert found is not None
    assert (found.rate, found.bitrate) == expected
    assert (found.channels, found.bitrates) == (1, 1)
    assert found.length_ms == pytest.approx(500, abs=1)
    assert (path == encoded(spoken)) == (expected == (22_050, 64))


def test_a_voice_of_another_rate_loses_nothing_to_daisy() -> None:
    """Kokoro speaks at 24 kHz: taken down to 22.05, its sibilants would be duller."""
    daisy = container_of("daisy")
    assert [daisy.rate(own) for own in (16_000, 22_050, 24_000, 48_000)] == [
        22_050, 22_050, 44_100, 44_100,
    ]  # fmt: skip
    assert USUAL.rate(24_000) == 24_000


def test_a_recording_s_gain_is_that_of_its_encoding(tmp_path: Path) -> None:
    """It is one for all sections; the lossless track stays as it was joined."""
    loud = replace(track(tmp_path, "c02"), gain_db=0.5)
    with wave.open(str(loud.path), "wb") as file:
        file.setparams((1, 2, RATE, 0, "NONE", ""))
        file.writeframes(b"\x00\x10\x00\xf0" * RATE)
    before, _ = soundfile.read(encoded(replace(loud, gain_db=0.0)))
    encoded(loud).unlink()
    after, _ = soundfile.read(encoded(loud))
    assert after.std() / before.std() == pytest.approx(10 ** (0.5 / 20), rel=0.005)


def test_a_recording_says_what_it_is_and_who_speaks(kettles: Book) -> None:
    """Taken out of its book, it still does; the narrator is where audiobook players look."""
    tags = ID3(io.BytesIO(sounds(kettles.entries)["c02"]))
    assert tags.version[:2] == (2, 3)
    assert {name: str(tags[name]) for name in ("TIT2", "TALB", "TCOM")} == {
        "TIT2": "Kinds of kettles, in short",
        "TALB": "Kettles. Do they sing?",
        "TCOM": "silence:silence",
    }


def tags(voice: Voice, language: str = "de") -> ID3:
    """The tags within a book that a voice speaks."""
    about = Metadata(title="Kessel", language=language)
    return ID3(io.BytesIO(tags_within("Beginn", about, (voice,))))


@pytest.mark.parametrize(
    ("language", "code", "words"),
    [
        ("de-AT", "ger", "Gelesen von einer synthetischen Stimme."),
        ("fi", "eng", "Narrated by a synthetic voice."),
    ],
)
def test_people_are_told_that_a_machine_speaks(language: str, code: str, words: str) -> None:
    """In their language where we have it, and marked as what it is where we do not."""
    (told,) = tags(Voice("kettle", "whistle", "fi"), language).getall("COMM")
    assert (told.lang, told.text) == (code, [words])


Offers = Callable[[], Iterator[Offer]]


@pytest.mark.parametrize(
    ("offers", "kind"),
    [
        (piper.offers, "trainedAlgorithmicMedia"),
        (espeak.offers, "algorithmicMedia"),
        (silence.offers, "algorithmicMedia"),
    ],
)
def test_machines_are_told_how_the_sound_was_made(offers: Offers, kind: str) -> None:
    """Piper learnt from recordings of a person; espeak and silence follow rules alone."""
    voices = [offer.voice for offer in offers()]
    assert voices
    assert {source_type((voice,)) for voice in voices} == {TYPES + kind}
    (told,) = tags(voices[0]).getall("TXXX:DigitalSourceType")
    assert told.text == [TYPES + kind]


def test_the_recordings_of_a_book_carry_the_mark(kettles: Book) -> None:
    """Each of them, whatever is played by itself."""
    for mp3 in sounds(kettles.entries).values():
        assert str(ID3(io.BytesIO(mp3))["TXXX:DigitalSourceType"]) == f"{TYPES}algorithmicMedia"
