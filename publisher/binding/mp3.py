"""The MP3s: one for each section, in listening order, with tags, and a playlist.

A heading with nothing under it but the next heading is heard with that one.

Source:
    ID3v2.3.0, the version that car radios and Windows read.
"""

import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from publisher.binding.materials import Materials
from publisher.binding.recording import (
    MEDIA_TYPE,
    UTF_16,
    Container,
    container_of,
    encode,
    encoded,
    marks_of,
    narrators,
    three_letters,
)
from publisher.document import Document, Paragraph, Section
from publisher.edition import Edition, File
from publisher.errors import BindingError
from publisher.narration import Narration
from publisher.slugs import plain_name

GENRE = "Speech"


def bind_mp3(materials: Materials) -> Edition:
    """Make the MP3s and their playlist.

    Raises:
        BindingError: there is no narration, or ffmpeg failed.
        OSError: they cannot be written.
    """
    narration = materials.narration
    if narration is None:
        raise BindingError("There is no narration to make MP3s of", "Choose a voice.")
    (materials.folder / "audio").mkdir()
    heard = tuple(_heard(materials))
    encode(filter(None, (narration.find(section.name) for section, _ in heard)), _wanted(materials))
    songs = tuple(
        _bound(materials, section, sections, narration, (number, len(heard)))
        for number, (section, sections) in enumerate(heard, start=1)
    )
    return Edition("mp3", (_playlist(materials, songs), *songs))


def _heard(materials: Materials) -> Iterator[tuple[Section, tuple[Section, ...]]]:
    """What each MP3 holds, and the section that it goes by; rights and voices come last."""
    work = materials.document
    yield from work.listening()
    if work.around is not None and materials.settings.read_credits:
        yield work.around.colophon, (work.around.colophon,)


def _bound(
    materials: Materials,
    section: Section,
    heard: tuple[Section, ...],
    narration: Narration,
    place: tuple[int, int],
) -> File:
    """One section's MP3, encoded and tagged; its place is its number, and how many there are."""
    track = narration.find(section.name)
    assert track is not None  # every piece was spoken
    path = materials.folder / "audio" / file_name(section, *place)
    shutil.copyfile(encoded(track, _wanted(materials)), path)
    blocks = (_said(block) for each in heard for block in each.blocks())
    words = "\n\n".join(filter(None, blocks))
    _tag(path, materials, section, words, place)
    return File(path, MEDIA_TYPE, section.name, track.length)


def _wanted(materials: Materials) -> Container:
    return container_of(materials.settings.profile, materials.settings.bitrate)


def _said(block: Paragraph) -> str:
    """The words that are heard of a block, with what is announced before and behind it."""
    if block.silent:
        return ""
    own = "".join(sentence.said + sentence.after for sentence in block.sentences).strip()
    before = (each.sentence.said for each in block.before)
    after = (each.sentence.said for each in block.after)
    return "\n\n".join(filter(None, (*before, own, *after)))


def file_name(section: Section, number: int, total: int) -> str:
    """What a section's MP3 is called: its number, so that files sort, and its label."""
    digits = max(2, len(str(total)))
    return f"{number:0{digits}}-{plain_name(section.label, longest=40) or section.name}.mp3"


def _tag(
    path: Path, materials: Materials, section: Section, words: str, place: tuple[int, int]
) -> None:
    """Write the tags: what it is, whose it is, and the words themselves."""
    from mutagen.id3 import ID3

    tags = ID3()
    for frame in _frames(materials, section, words, place):
        tags.add(frame)
    tags.update_to_v23()
    tags.save(path, v2_version=3, padding=lambda _: 0)


def _frames(
    materials: Materials, section: Section, words: str, place: tuple[int, int]
) -> list[Any]:
    from mutagen import id3

    work, narration = materials.document, materials.narration
    assert narration is not None  # seen to by bind_mp3
    about, (number, total) = work.metadata, place
    track = narration.find(section.name)
    voices = narration.heard_in(track) if track else narration.voices
    language = three_letters(about.language)
    texts = {
        "TIT2": _title(work, section, number),
        "TALB": about.title,
        "TPE1": ", ".join(about.authors),
        "TPE2": about.publisher or ", ".join(about.authors),
        "TCOM": narrators(voices),  # where audiobook players look for the narrator
        "TRCK": f"{number}/{total}",
        "TDRC": about.date,
        "TCON": GENRE,
        "TLAN": language,
        "TPUB": about.publisher,
        "TCOP": _copyright(work),
        "TSSE": materials.generator,
    }
    return [
        *(getattr(id3, name)(encoding=UTF_16, text=[text]) for name, text in texts.items() if text),
        id3.USLT(encoding=UTF_16, lang=language, desc="", text=words),
        *marks_of(voices, about.language),
        id3.APIC(encoding=0, mime="image/jpeg", type=3, desc="Cover", data=materials.cover.image),
    ]


def _title(work: Document, section: Section, number: int) -> str:
    """A section's title; an opening without a heading goes by the headline."""
    return section.label if section.heading or number > 1 else work.metadata.title


def _copyright(work: Document) -> str:
    """The rights as ID3 wants them: the year and a space first."""
    about = work.metadata
    if about.rights_year and about.rights_holder:
        return f"{about.rights_year} {about.rights_holder}"
    return about.rights


def _playlist(materials: Materials, songs: tuple[File, ...]) -> File:
    """An extended M3U in UTF-8, its paths relative to itself."""
    path = materials.folder / f"{materials.document.slug}.m3u8"
    lines = ["#EXTM3U", f"#PLAYLIST:{_line(materials.document.metadata.title)}"]
    heard = (section for section, _ in _heard(materials))
    for song, section in zip(songs, heard, strict=True):
        lines.append(f"#EXTINF:{round(song.duration_ms / 1000)},{_line(section.label)}")
        lines.append(song.path.relative_to(materials.folder).as_posix())
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return File(path, "application/vnd.apple.mpegurl")


def _line(words: str) -> str:
    """Words on one line: in a playlist the next line is a file to play."""
    return " ".join(words.split())
