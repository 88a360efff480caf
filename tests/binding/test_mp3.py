"""The MP3s: what is heard, when, how loud, and what a player shows of it."""

import json
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import numpy as np
import pyloudnorm
import pytest
import soundfile
from mutagen.id3 import ID3
from mutagen.mp3 import MP3, BitrateMode
from numpy.typing import NDArray
from scipy.signal import lfilter

from publisher.article import Metadata, Passage, Role, Run
from publisher.binding.chapters import Chapter
from publisher.binding.cover import Cover
from publisher.binding.materials import Materials
from publisher.binding.mp3 import bind_mp3
from publisher.binding.recording import CONTAINERS, Container
from publisher.checking.conformity import measured
from publisher.document import Document
from publisher.edition import Edition
from publisher.errors import BindingError
from publisher.narration import Clip, Narration, Sound, Track, Voice
from publisher.publication import Publication
from publisher.sound import segment
from publisher.structuring.sections import divide

RATE = 22_050
TRAINED = "http://cv.iptc.org/newscodes/digitalsourcetype/trainedAlgorithmicMedia"
HEAD_MS, TONE_MS = 500, 1_501  # the second no whole number of MP3's frames, nor of anything
COVER = b"\xff\xd8\xff\xe0 a picture"
ABOUT = Metadata(
    title="Kettles & Lids: 湯気 🫖",
    authors=("Ada Quill", "Bo Ström"),
    date="2026-03-04",
    language="en-GB",
    publisher="Pot & Pan",
    rights="© 2026 Ada Quill. All rights reserved.",
    rights_holder="Ada Quill",
    rights_year="2026",
)
BODY = (
    Passage((Run("To begin. With an end."),)),
    Passage((Run("The Lid / Part <1>"),), Role.HEADING, 2),
    Passage((Run("It sits."),)),
)

Samples = NDArray[np.float64]


def document(about: Metadata = ABOUT) -> Document:
    """A document of two sections."""
    front, sections = divide(BODY, about)
    return Document(about, front, sections, "kettles")


def tone() -> Samples:
    """Half a second of silence and a tone that begins all at once."""
    at = np.arange(RATE * (HEAD_MS + TONE_MS) // 1000)
    heard = 0.3 * np.sin(2 * np.pi * 440 * at / RATE)
    return np.where(at < RATE * HEAD_MS // 1000, 0, heard)


def vowels() -> Samples:
    """Three seconds of a voice in four formants, its pitch rising and falling, in syllables."""
    at = np.arange(3 * RATE) / RATE
    pitch = np.cumsum(110 + 20 * np.sin(4.4 * at)) / RATE
    breath = 0.02 * np.random.default_rng(3).normal(size=at.size)
    heard = np.diff(np.floor(pitch), prepend=0) + breath
    for formant, width in ((600, 80), (1200, 100), (2500, 150), (3500, 200)):
        decay = np.exp(-np.pi * width / RATE)
        turn = -2 * decay * np.cos(2 * np.pi * formant / RATE)
        heard = lfilter([1], [1, turn, decay**2], heard)
    heard *= np.sin(14.5 * at) > 0
    return np.asarray(0.6 * heard / np.abs(heard).max())


def track(name: str, samples: Samples, folder: Path) -> Track:
    """A mastered track of some samples."""
    sound = Sound(np.rint(samples * 32767).astype("<i2").tobytes(), RATE)
    path = folder / f"{name}.wav"
    segment(sound).export(path, format="wav").close()
    clip = Clip(f"{name}-p01-s01", HEAD_MS, int(sound.length_ms))
    return Track(name, path, RATE, int(sound.length_ms), (clip,))


def bound(folder: Path, about: Metadata = ABOUT) -> Edition:
    """The MP3 edition of a tone and a voice."""
    folder.mkdir(exist_ok=True)
    sounds = {"c01": tone(), "c02": vowels()}
    tracks = tuple(track(name, samples, folder) for name, samples in sounds.items())
    voice = Voice("kettle", "whistle", "en")
    made = datetime(2026, 3, 4, tzinfo=UTC)
    narration = Narration(voice, tracks)
    return bind_mp3(Materials(document(about), narration, Cover(COVER, "a"), folder, made))


@pytest.fixture(scope="module")
def edition(tmp_path_factory: pytest.TempPathFactory) -> Edition:
    """The MP3 edition of a tone and a voice, bound once."""
    return bound(tmp_path_factory.mktemp("edition"))


def decoded(path: Path) -> Samples:
    """A file's samples, by libsndfile, which has no code in common with ffmpeg."""
    samples, rate = soundfile.read(path, dtype="float64")
    assert rate == RATE
    return np.asarray(samples)


def onset_ms(samples: Samples, under_peak_db: float) -> float:
    """When a sound first comes within so many decibels of its peak, in milliseconds."""
    heard = np.flatnonzero(np.abs(samples) > np.abs(samples).max() * 10 ** (under_peak_db / 20))
    return float(heard[0] * 1000 / RATE)


def test_a_track_decoded_again_is_as_long_to_the_sample(edition: Edition) -> None:
    """LAME's frame tells what it has added; without it, each track is 50 ms longer or more."""
    for file, samples in zip(edition.files[1:], (tone(), vowels()), strict=True):
        assert len(decoded(file.path)) == len(samples)
        assert file.duration_ms == len(samples) * 1000 // RATE


def test_no_encoder_delay_shifts_what_is_heard(edition: Edition) -> None:
    """A sentence is lit when it is heard: to the millisecond, in any player that knows LAME's."""
    assert abs(onset_ms(decoded(edition.files[1].path), -20) - HEAD_MS) < 1


def test_encoding_takes_no_loudness_away(edition: Edition) -> None:
    """LAME turns all down to 0.95, which would make every section half a decibel too quiet."""
    heard = decoded(edition.files[1].path)[RATE:]
    assert 20 * np.log10(np.abs(heard).max() / 0.3) == pytest.approx(0, abs=0.1)


def test_a_voice_comes_out_as_it_went_in(edition: Edition) -> None:
    """40 dB of it at the least are as they were; with LAME's noise shaping on, 34 would be."""
    voice = vowels()
    lost = decoded(edition.files[2].path) - voice
    assert 10 * np.log10(np.mean(voice**2) / np.mean(lost**2)) > 40


def test_the_bitrate_is_constant_with_one_channel(edition: Edition) -> None:
    """Old players seek by bytes, and a talking-book player may refuse anything else."""
    for file in edition.files[1:]:
        heard: Any = MP3(file.path).info
        assert heard.bitrate_mode is BitrateMode.CBR
        assert heard.bitrate == pytest.approx(64_000, rel=0.001)
        assert (heard.channels, heard.sample_rate) == (1, RATE)


def tags(path: Path) -> dict[str, str]:
    """The text frames of an MP3 as mutagen reads them, 2.3 brought to 2.4."""
    return {name: str(frame) for name, frame in ID3(path).items() if name[0] == "T"}


def test_tags_say_what_it_is_and_whose(edition: Edition) -> None:
    """Shelves, car radios and audiobook players sort and show by these."""
    assert tags(edition.files[2].path) == {
        "TIT2": "The Lid / Part <1>",
        "TALB": "Kettles & Lids: 湯気 🫖",
        "TPE1": "Ada Quill, Bo Ström",
        "TPE2": "Pot & Pan",
        "TCOM": "kettle:whistle",
        "TRCK": "2/2",
        "TDRC": "2026-03-04",
        "TCON": "Speech",
        "TLAN": "eng",
        "TPUB": "Pot & Pan",
        "TCOP": "2026 Ada Quill",
        "TSSE": tags(edition.files[2].path)["TSSE"],
        "TXXX:DigitalSourceType": TRAINED,
    }
    assert tags(edition.files[2].path)["TSSE"].startswith("publisher ")


def test_the_opening_goes_by_the_headline(edition: Edition) -> None:
    """“Opening” tells nobody what they are about to hear."""
    found = tags(edition.files[1].path)
    assert (found["TIT2"], found["TRCK"]) == ("Kettles & Lids: 湯気 🫖", "1/2")


def test_tags_are_of_the_version_that_old_players_read(edition: Edition) -> None:
    """ID3 2.3 in UTF-16; Windows and car radios show nothing of 2.4."""
    for file in edition.files[1:]:
        assert file.path.read_bytes()[:4] == b"ID3\x03"
        found = ID3(file.path, translate=False)
        assert found.version == (2, 3, 0)
        assert {"TYER", "TDAT"} <= found.keys()  # what 2.3 has in the place of TDRC


def test_lyrics_are_the_words_that_are_heard(edition: Edition) -> None:
    """A deaf-blind reader's braille display, or anybody's telephone, shows them along."""
    first, second = (ID3(file.path).getall("USLT")[0] for file in edition.files[1:])
    front = "Kettles & Lids: 湯気 🫖\n\nBy Ada Quill and Bo Ström\n\nPublished 2026-03-04"
    assert (first.lang, first.text) == ("eng", f"{front}\n\nTo begin. With an end.")
    assert second.text == "The Lid / Part <1>\n\nIt sits."


def test_every_track_has_the_cover_and_says_that_a_machine_speaks(edition: Edition) -> None:
    """People are told in words, machines in a code (AI Act, article 50, paragraph 2)."""
    for file in edition.files[1:]:
        found = ID3(file.path)
        (cover,) = found.getall("APIC")
        assert (cover.data, cover.mime, cover.type) == (COVER, "image/jpeg", 3)
        assert [str(each) for each in found.getall("COMM")] == ["Narrated by a synthetic voice."]


def test_what_is_not_known_has_no_tag(tmp_path: Path) -> None:
    """An empty artist is shown as an empty line; an odd date is no year."""
    about = Metadata(title="Kettle", language="und", date="in the spring")
    found = tags(bound(tmp_path / "a", about).files[1].path)
    always = {"TIT2", "TALB", "TCOM", "TRCK", "TCON", "TLAN", "TSSE"}
    assert found.keys() == always | {"TXXX:DigitalSourceType"}
    assert found["TLAN"] == "und"


def test_rights_without_a_year_stay_as_they_are_printed(tmp_path: Path) -> None:
    """ID3 wants a year first; where none is known, the line is still better than nothing."""
    about = replace(ABOUT, rights_year="")
    found = tags(bound(tmp_path / "a", about).files[1].path)
    assert found["TCOP"] == "© 2026 Ada Quill. All rights reserved."


def test_the_playlist_leads_to_every_track_in_order(edition: Edition) -> None:
    """Its paths are told from itself, so the folder can be moved, copied and sent."""
    playlist, *songs = edition.files
    lines = playlist.path.read_text("utf-8").splitlines()
    assert lines[:3] == ["#EXTM3U", "#PLAYLIST:Kettles & Lids: 湯気 🫖", "#EXTINF:2,Opening"]
    paths = [line for line in lines if not line.startswith("#")]
    assert paths == ["audio/01-opening.mp3", "audio/02-the-lid-part-1.mp3"]
    assert [playlist.path.parent / path for path in paths] == [song.path for song in songs]
    assert all(song.path.is_file() for song in songs)


def test_a_title_of_two_lines_is_one_line_of_the_playlist(tmp_path: Path) -> None:
    """The second would be a file to play, of anybody's choosing."""
    edition = bound(tmp_path / "a", replace(ABOUT, title="Kettle\nhttp://example.org/evil.mp3"))
    lines = edition.files[0].path.read_text("utf-8").splitlines()
    assert lines[1] == "#PLAYLIST:Kettle http://example.org/evil.mp3"
    assert sum(not line.startswith("#") for line in lines) == 2


NAMES = {
    ("The Lid", 1, 2): "01-the-lid.mp3",
    ("../../etc/passwd", 9, 12): "09-etc-passwd.mp3",
    ("con", 3, 120): "003-con-1.mp3",
    ("🫖", 1, 1): "01-c02.mp3",
    ("Very " * 30, 1, 1): "01-very-very-very-very-very-very-very-very.mp3",
}


@pytest.mark.parametrize(("given", "expected"), NAMES.items())
def test_a_file_is_named_by_its_number_and_heading(
    given: tuple[str, int, int], expected: str
) -> None:
    """Players without playlists go by names; no heading can name a file elsewhere."""
    label, number, total = given
    section = replace(document().sections[1], label=label)
    silence = Track(section.name, Path(), RATE, 0, ())
    chapter = Chapter(number, total, label, section, (section,), silence, begin=0)
    assert f"{chapter.stem}.mp3" == expected


def test_the_same_tracks_give_the_same_bytes(edition: Edition, tmp_path: Path) -> None:
    """Neither ffmpeg nor mutagen writes the time, or a version, into them."""
    again = bound(tmp_path / "a")
    for one, other in zip(edition.files, again.files, strict=True):
        assert one.path.read_bytes() == other.path.read_bytes()


def test_without_a_narration_there_is_nothing_to_bind(tmp_path: Path) -> None:
    """The error says what to do."""
    made = datetime(2026, 3, 4, tzinfo=UTC)
    with pytest.raises(BindingError, match="voice"):
        bind_mp3(Materials(document(), None, Cover(COVER, ""), tmp_path, made))


def test_a_track_that_cannot_be_encoded_is_an_error(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Half a track must not go out as a whole one."""
    monkeypatch.setitem(CONTAINERS, "podcast", Container(-1))
    with pytest.raises(BindingError, match="could not be encoded"):
        bound(tmp_path / "a")


def spoken_tracks(publication: Publication) -> Iterator[tuple[Path, int, int]]:
    """Each MP3 of a publication, when its first own sentence begins, and how long it lasts."""
    known = json.loads((publication.folder / "publication.json").read_text("utf-8"))
    files = {each["section"]: each for each in known["files"] if each["path"].endswith(".mp3")}
    heard = {each["heard_with"] for each in known["sections"]}
    assert {*heard, "colophon"} == set(files)
    for section in known["sections"]:
        if section["name"] not in heard:  # a heading alone: it is heard with the next section
            continue
        first = section["paragraphs"][0]["sentences"][0]
        path = publication.folder / files[section["name"]]["path"]
        yield path, first["begin_ms"], section["duration_ms"]
    first, credits_ = known["around"][-1]["paragraphs"][0]["sentences"][0], files["colophon"]
    yield publication.folder / credits_["path"], first["begin_ms"], credits_["duration_ms"]


def spoken_as_measured(publication: Publication) -> None:
    """Hold every track of a spoken edition to what was promised of it."""
    levels = []
    for path, begin_ms, duration_ms in spoken_tracks(publication):
        samples = decoded(path)
        # Where its last frame is all but empty, mpg123 plays up to 46 samples of it too many.
        assert 0 <= len(samples) * 1000 / RATE - duration_ms < 3.1, path.name
        around = samples[(begin_ms - 200) * RATE // 1000 :][: RATE // 2]
        # Up to 20 ms of what is not yet loud enough to be speech are left before the words.
        assert -5 < onset_ms(around, -50) - 200 < 25, path.name
        found = measured(path)
        assert abs(found.loudness + 19) <= 0.3, path.name
        assert found.true_peak <= -3, path.name
        assert -90 < found.floor < -60, path.name  # a room, and neither noise nor nothing
        witness = pyloudnorm.Meter(RATE).integrated_loudness(samples)
        assert abs(witness - found.loudness) <= 0.2, path.name
        levels.append(found.loudness)
    assert max(levels) - min(levels) <= 0.3


def test_spoken_editions_are_even_and_in_time(spoken: list[Publication]) -> None:
    """-19 ± 0.3 LUFS, peaks at -3 dBTP at most, a quiet room, and words where the record says."""
    for publication in spoken:
        spoken_as_measured(publication)


def test_the_users_article_is_even_and_in_time(spoken_shared: Publication) -> None:
    """The article that this program was asked for."""
    spoken_as_measured(spoken_shared)
