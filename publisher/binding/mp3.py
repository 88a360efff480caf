"""The MP3s: one for each section, in listening order, with tags, and a playlist."""

import shutil

from publisher.binding.chapters import Chapter, chapters, narration_of
from publisher.binding.materials import Materials
from publisher.binding.recording import MEDIA_TYPE, Container, container_of, encode, encoded
from publisher.binding.tags import Song, tag
from publisher.edition import Edition, File


def bind_mp3(materials: Materials) -> Edition:
    """Make the MP3s and their playlist.

    Raises:
        BindingError: there is no narration, or ffmpeg failed.
        OSError: they cannot be written.
    """
    heard = chapters(materials)
    (materials.folder / "audio").mkdir()
    encode((each.track for each in heard), _wanted(materials), materials.store)
    songs = tuple(_bound(materials, each) for each in heard)
    return Edition("mp3", (_playlist(materials, heard, songs), *songs))


def _bound(materials: Materials, chapter: Chapter) -> File:
    """One chapter's MP3, encoded and tagged."""
    path = materials.folder / "audio" / f"{chapter.stem}.mp3"
    shutil.copyfile(encoded(chapter.track, _wanted(materials)), path)
    voices = narration_of(materials).heard_in(chapter.track)
    place = f"{chapter.number}/{chapter.total}"
    tag(path, materials, Song(chapter.title, place, chapter.words, voices))
    return File(path, MEDIA_TYPE, chapter.section.name, chapter.track.length)


def _wanted(materials: Materials) -> Container:
    return container_of(materials.settings.profile, materials.settings.bitrate)


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
