"""The episode of a podcast: the whole article in one MP3, with chapters that players show.

Source:
    ID3v2 Chapter Frame Addendum 1.0 (CHAP, CTOC); the Podcast Namespace's JSON chapters, 1.2.
"""

import json
from collections.abc import Iterator, Sequence
from typing import Any, Final

from publisher.binding.chapters import Chapter, chapters, narration_of
from publisher.binding.materials import Materials
from publisher.binding.recording import LAME_DB, LAME_OPTIONS, MEDIA_TYPE, UTF_16, container_of
from publisher.binding.tags import Song, tag
from publisher.binding.whole import encode_whole, rate_of
from publisher.edition import Edition, File

CHAPTERS_TYPE: Final = "application/json+chapters"

_NOWHERE: Final = 0xFFFFFFFF  # of an offset in bytes: the times are to be used
_TOP, _IN_ORDER = 2, 1
_MOST: Final = 255  # entries of a table, whose count is one byte


def bind_podcast(materials: Materials) -> Edition:
    """Make the episode, and its chapters in a file of their own.

    Raises:
        BindingError: there is no narration, or ffmpeg failed.
        OSError: they cannot be written.
    """
    heard = chapters(materials)
    path = materials.folder / f"{materials.document.slug}.mp3"
    options = _options(materials, heard)
    encode_whole(heard, path, options, materials.given_up, raised_db=LAME_DB)
    words = "\n\n".join(each.words for each in heard)
    title, voices = materials.document.metadata.title, narration_of(materials).voices
    tag(path, materials, Song(title, "1/1", words, voices), _marks(heard))
    told = materials.folder / f"{materials.document.slug}.chapters.json"
    told.write_text(_listed(heard), encoding="utf-8")
    files = (File(path, MEDIA_TYPE, duration_ms=heard[-1].end), File(told, CHAPTERS_TYPE))
    return Edition("podcast", files)


def _options(materials: Materials, heard: Sequence[Chapter]) -> tuple[str, ...]:
    container = container_of(materials.settings.profile, materials.settings.bitrate)
    rate, kbps = container.asked(rate_of(heard))
    return ("-ar", str(rate), "-b:a", f"{kbps}k", *LAME_OPTIONS, "-f", "mp3")


def _listed(heard: Sequence[Chapter]) -> str:
    """The chapters as podcast players fetch them: seconds, and titles."""
    told = [
        {"startTime": each.begin / 1000, "endTime": each.end / 1000, "title": each.title}
        for each in heard
    ]
    return json.dumps({"version": "1.2.0", "chapters": told}, ensure_ascii=False, indent=1) + "\n"


def _marks(heard: Sequence[Chapter]) -> Iterator[Any]:
    """The frames of chapters, and that of their order."""
    from mutagen import id3

    for each in heard:
        title = id3.TIT2(encoding=UTF_16, text=[each.title])
        yield id3.CHAP(
            element_id=each.section.name,
            start_time=each.begin,
            end_time=each.end,
            start_offset=_NOWHERE,
            end_offset=_NOWHERE,
            sub_frames=[title],
        )
    yield from _tables([each.section.name for each in heard])


def _tables(
    names: Sequence[str], table: str = "toc", flags: int = _TOP | _IN_ORDER
) -> Iterator[Any]:
    """A table of contents, of tables where there are more chapters than one can hold."""
    from mutagen import id3

    parts = {}
    if len(names) > _MOST:
        begins = range(0, len(names), _MOST)
        parts = {f"{table}-{begin}": names[begin : begin + _MOST] for begin in begins}
    held = list(parts or names)
    yield id3.CTOC(element_id=table, flags=flags, child_element_ids=held, sub_frames=[])
    for name, part in parts.items():
        yield from _tables(part, name, _IN_ORDER)
