"""The MP3s: one for each section, in listening order, with tags, and a playlist.

Source:
    ID3v2.3.0, the version that car radios and Windows read.
"""

import shutil
from pathlib import Path
from typing import Any

from publisher.binding.chapters import Chapter, chapters, narration_of
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
from publisher.document import Document
from publisher.edition import Edition, File

GENRE = "Speech"


def bind_mp3(materials: Materials) -> Edition:
    """Make the MP3s and their playlist.

    Raises:
        BindingError: there is no narration, or ffmpeg failed.
        OSError: they cannot be written.
    """
    heard = chapters(materials)
    (materials.folder / "audio").mkdir()
    encode((each.track for each in heard), _wanted(materials))
    songs = tuple(_bound(materials, each) for each in heard)
    return Edition("mp3", (_playlist(materials, heard, songs), *songs))


def _bound(materials: Materials, chapter: Chapter) -> File:
    """One chapter's MP3, encoded and tagged."""
    path = materials.folder / "audio" / f"{chapter.stem}.mp3"
    shutil.copyfile(encoded(chapter.track, _wanted(materials)), path)
    _tag(path, materials, chapter)
    return File(path, MEDIA_TYPE, chapter.section.name, chapter.track.length)


def _wanted(materials: Materials) -> Container:
    return container_of(materials.settings.profile, materials.settings.bitrate)


def _tag(path: Path, materials: Materials, chapter: Chapter) -> None:
    """Write the tags: what it is, whose it is, and the words themselves."""
    from mutagen.id3 import ID3

    tags = ID3()
    for frame in _frames(materials, chapter):
        tags.add(frame)
    tags.update_to_v23()
    tags.save(path, v2_version=3, padding=lambda _: 0)


def _frames(materials: Materials, chapter: Chapter) -> list[Any]:
    from mutagen import id3

    work, about = materials.document, materials.document.metadata
    voices = narration_of(materials).heard_in(chapter.track)
    language = three_letters(about.language)
    texts = {
        "TIT2": chapter.title,
        "TALB": about.title,
        "TPE1": ", ".join(about.authors),
        "TPE2": about.publisher or ", ".join(about.authors),
        "TCOM": narrators(voices),  # where audiobook players look for the narrator
        "TRCK": f"{chapter.number}/{chapter.total}",
        "TDRC": about.date,
        "TCON": GENRE,
        "TLAN": language,
        "TPUB": about.publisher,
        "TCOP": _copyright(work),
        "TSSE": materials.generator,
    }
    return [
        *(getattr(id3, name)(encoding=UTF_16, text=[text]) for name, text in texts.items() if text),
        id3.USLT(encoding=UTF_16, lang=language, desc="", text=chapter.words),
        *marks_of(voices, about.language),
        id3.APIC(encoding=0, mime="image/jpeg", type=3, desc="Cover", data=materials.cover.image),
    ]


def _copyright(work: Document) -> str:
    """The rights as ID3 wants them: the year and a space first."""
    about = work.metadata
    if about.rights_year and about.rights_holder:
        return f"{about.rights_year} {about.rights_holder}"
    return about.rights


def _playlist(materials: Materials, heard: tuple[Chapter, ...], songs: tuple[File, ...]) -> File:
    """An extended M3U in UTF-8, its paths relative to itself."""
    path = materials.folder / f"{materials.document.slug}.m3u8"
    lines = ["#EXTM3U", f"#PLAYLIST:{_line(materials.document.metadata.title)}"]
    for song, chapter in zip(songs, heard, strict=True):
        label = _line(chapter.section.label)
        lines.append(f"#EXTINF:{round(song.duration_ms / 1000)},{label}")
        lines.append(song.path.relative_to(materials.folder).as_posix())
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return File(path, "application/vnd.apple.mpegurl")


def _line(words: str) -> str:
    """Words on one line: in a playlist the next line is a file to play."""
    return " ".join(words.split())
