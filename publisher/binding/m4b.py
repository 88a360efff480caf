"""The M4B: one file for audiobook players, with chapters, which remember where it was left.

AAC in MPEG-4, the samples that the encoder puts before the first told in an edit list, so that a
player begins with the first word. Chapters are written as Apple's players read them (a track of
titles) and as others do (a list).

Source:
    ISO/IEC 14496-12 (edit lists), 14496-14; Apple, QuickTime File Format (chapter lists); the
    names of tags as Apple's and mutagen's documentation give them.
"""

from collections.abc import Sequence
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, Final

from publisher.article import Metadata
from publisher.binding.chapters import Chapter, chapters, narration_of
from publisher.binding.materials import Materials
from publisher.binding.recording import copyright_of, narrators, source_type
from publisher.binding.whole import encode_whole
from publisher.edition import Edition, File
from publisher.labels import label
from publisher.language_tags import three_letters

MEDIA_TYPE: Final = "audio/mp4"
KBPS: Final = 64  # of AAC, more than enough for one voice
GENRE: Final = "Audiobook"

_BOOK: Final = 2  # of Apple's kinds of media
# ffmpeg's usual search takes 3.4 times as long, and errs more by 5 dB, below 8 kHz in every band.
_SEARCH: Final = ("-aac_coder", "fast")
_OWN: Final = "----:com.apple.iTunes:"
_SPECIAL: Final = str.maketrans({each: f"\\{each}" for each in "\\=;#\n"})


def bind_m4b(materials: Materials) -> Edition:
    """Make the M4B.

    Raises:
        BindingError: there is no narration, or ffmpeg failed.
        OSError: it cannot be written.
    """
    heard = chapters(materials)
    path = materials.folder / f"{materials.document.slug}.m4b"
    with TemporaryDirectory() as folder:
        listed = Path(folder) / "chapters.txt"
        listed.write_text(_listed(heard), encoding="utf-8")
        options = _options(listed, materials.document.metadata.language)
        encode_whole(heard, path, options, materials.given_up)
    _tag(path, materials)
    return Edition("m4b", (File(path, MEDIA_TYPE, duration_ms=heard[-1].end),))


def _options(listed: Path, language: str) -> tuple[str, ...]:
    """What ffmpeg is told: the codec, the chapters, the language, and what kind of file it is."""
    spoken = three_letters(language)
    return (
        *("-i", str(listed), "-map_chapters", "1", "-map", "0:a"),
        *("-c:a", "aac", "-b:a", f"{KBPS}k", *_SEARCH, "-metadata:s:a:0", f"language={spoken}"),
        *("-movflags", "+faststart", "-brand", "M4B ", "-f", "ipod"),
    )


def _listed(heard: Sequence[Chapter]) -> str:
    """The chapters as ffmpeg's own format of metadata has them."""
    lines = [";FFMETADATA1"]
    for each in heard:
        title = " ".join(each.title.split()).translate(_SPECIAL)
        lines += ["[CHAPTER]", "TIMEBASE=1/1000", f"START={each.begin}", f"END={each.end}"]
        lines.append(f"title={title}")
    return "\n".join(lines) + "\n"


def _tag(path: Path, materials: Materials) -> None:
    """Write the tags: what it is, whose it is, and that the voice is synthetic."""
    from mutagen.mp4 import MP4, MP4Cover, MP4FreeForm

    voices = narration_of(materials).voices
    file: Any = MP4(path)
    tags: dict[str, Any] = {name: [text] for name, text in _texts(materials).items() if text}
    tags["stik"] = [_BOOK]
    tags["pgap"] = True
    tags["covr"] = [MP4Cover(materials.cover.image, MP4Cover.FORMAT_JPEG)]
    tags[f"{_OWN}DigitalSourceType"] = [MP4FreeForm(source_type(voices).encode())]
    tags[f"{_OWN}LANGUAGE"] = [MP4FreeForm(materials.document.metadata.language.encode())]
    file.update(tags)
    file.save(padding=lambda _: 0)


def _texts(materials: Materials) -> dict[str, str]:
    about: Metadata = materials.document.metadata
    voices = narration_of(materials).voices
    authors = ", ".join(about.authors)
    return {
        "\xa9nam": about.title,
        "\xa9alb": about.title,
        "\xa9ART": authors,
        "aART": authors or about.publisher,
        "\xa9wrt": narrators(voices),  # where audiobook players look for the narrator
        "\xa9day": about.date,
        "\xa9gen": GENRE,
        "\xa9cmt": label("synthetic", about.language),
        "\xa9too": materials.generator,
        "desc": about.standfirst,
        "cprt": copyright_of(about),
    }
