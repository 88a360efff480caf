"""The tags of an MP3 that stands by itself: what it is, whose it is, and the words themselves.

Source:
    ID3v2.3.0, the version that car radios and Windows read.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from publisher.binding.materials import Materials
from publisher.binding.recording import UTF_16, copyright_of, marks_of, narrators, three_letters
from publisher.narration import Voice

GENRE: Final = "Speech"


@dataclass(frozen=True, slots=True)
class Song:
    """What an MP3 holds.

    Attributes:
        title: as players show it.
        place: its number, and how many there are: ``2/7``.
        words: that are heard in it.
        voices: who is heard.
    """

    title: str
    place: str
    words: str
    voices: Sequence[Voice]


def tag(path: Path, materials: Materials, song: Song, further: Iterable[Any] = ()) -> None:
    """Write the tags into an MP3 that has none.

    Args:
        path: of the MP3.
        materials: of its edition.
        song: what is in it.
        further: frames of mutagen's beside those that every MP3 has.

    Raises:
        OSError: it cannot be written.
    """
    from mutagen.id3 import ID3

    tags = ID3()
    for frame in (*_frames(materials, song), *further):
        tags.add(frame)
    tags.update_to_v23()
    tags.save(path, v2_version=3, padding=lambda _: 0)


def _frames(materials: Materials, song: Song) -> Iterator[Any]:
    from mutagen import id3

    about = materials.document.metadata
    language = three_letters(about.language)
    texts = {
        "TIT2": song.title,
        "TALB": about.title,
        "TPE1": ", ".join(about.authors),
        "TPE2": about.publisher or ", ".join(about.authors),
        "TCOM": narrators(song.voices),  # where audiobook players look for the narrator
        "TRCK": song.place,
        "TDRC": about.date,
        "TCON": GENRE,
        "TLAN": language,
        "TPUB": about.publisher,
        "TCOP": copyright_of(about),
        "TSSE": materials.generator,
    }
    for name, text in texts.items():
        if text:
            yield getattr(id3, name)(encoding=UTF_16, text=[text])
    yield id3.USLT(encoding=UTF_16, lang=language, desc="", text=song.words)
    yield from marks_of(song.voices, about.language)
    picture = materials.cover.image
    yield id3.APIC(encoding=0, mime="image/jpeg", type=3, desc="Cover", data=picture)
