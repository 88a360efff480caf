"""What a user may set: defaults, under `publisher.toml`, under front matter, under options."""

import tomllib
from dataclasses import dataclass, replace
from pathlib import Path
from urllib.parse import urlsplit

from publisher.errors import SettingsError

FILE = "publisher.toml"
EDITIONS = (
    *("epub", "epub-text", "epub-audio", "mp3", "web", "m4b", "daisy", "audiobook"),
    *("podcast", "captions", "index"),
    *("onix", "bundle"),  # which tell of the others, and so come last
)
USUAL = ("epub", "mp3")
GRANULARITIES = ("sentence", "word")
SOUGHT = ("none", "found", "topics")
STYLES = ("plain", "large", "dyslexia")
ANNOUNCED = ("sections", "quotations", "lists", "tables", "pictures")
HEAD = ("title", "standfirst", "byline", "dateline")
NOTES = ("section-end", "place", "skip")
TABLES = ("headers", "cells", "skip")
PICTURES = ("all", "descriptions", "captions", "skip")
CODE = ("summary", "full", "skip")
ADDRESSES = ("short", "full")
NAMES = ("news", "none")
FOREIGN = ("own", "narrator")
SLOWEST, FASTEST = 0.5, 2.0  # times a voice's own rate; beyond, words blur
SHORTEST, LONGEST = 0.25, 4.0  # times the usual pauses
LONGEST_MS = 5_000  # that a pause may be
PROFILES = ("podcast", "acx", "daisy")
BITRATES = (0, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320)  # kbit/s

_CHOICES = {
    "sections": SOUGHT,
    "style": STYLES,
    "granularity": GRANULARITIES,
    "read_notes": NOTES,
    "read_tables": TABLES,
    "read_pictures": PICTURES,
    "read_code": CODE,
    "read_addresses": ADDRESSES,
    "foreign_voices": FOREIGN,
    "names": NAMES,
    "profile": PROFILES,
}
_SOME_OF = {"announce": ANNOUNCED, "read_head": HEAD}
_TRUTHS = ("pages", "read_credits")
_PAUSES = ("sentence_pause", "paragraph_pause", "heading_pause")

Layer = tuple[tuple[str, object], ...]
"""Names and values that lie over others; None leaves what lies under it."""


@dataclass(frozen=True, slots=True)
class Settings:
    """How a publication is made.

    Attributes:
        voice: ``auto``, an engine, or an engine and its voice (``gtts:en@co.uk``).
        rate: speaking rate against the voice's own, from `SLOWEST` to `FASTEST`.
        pauses: all pauses against the usual ones, from `SHORTEST` to `LONGEST`.
        sentence_pause: after a sentence within its paragraph, in milliseconds.
        paragraph_pause: after a paragraph, the same.
        heading_pause: after a heading, the same.
        language: BCP 47 tag of the article; "" to find out.
        editions: what is made.
        publisher: who publishes, for articles that do not say.
        address: of the folder that editions go into, once it is on the web; "" for none. Feeds
            name everything by it.
        sections: what begins a section beside marked headings, one of `SOUGHT`: nothing, lines
            that have the form of a heading, or turns of topic as well.
        style: how an EPUB or a web page is set, one of `STYLES`.
        granularity: what is lit as it is spoken, one of `GRANULARITIES`.
        pages: whether an EPUB has a list of pages.
        certified_by: who claims that the editions are accessible, having looked at them; "" for
            no claim.
        announce: what a listener is told of before it is read, some of `ANNOUNCED`.
        read_head: what is read of the head, some of `HEAD`; the rest is seen only.
        read_notes: when notes are read, one of `NOTES`; skipped ones are seen only, as is all that
            the settings below skip.
        read_tables: how tables are read, one of `TABLES`: row by row, each cell with the head of
            its column or by itself.
        read_pictures: what is read of pictures, one of `PICTURES`.
        read_code: how blocks of code are read, one of `CODE`.
        read_addresses: how far long addresses are read, one of `ADDRESSES`: to their site, or to
            their end.
        read_credits: whether what is heard by chapters (MP3s, a talking book) ends with
            rights and voices, as the read-along EPUB does.
        foreign_voices: who reads passages in other languages, one of `FOREIGN`: a voice of their
            own language, or the article's.
        quotation_voice: who reads block quotations, named as for ``voice``; "" for the narrator.
        interview_voices: who reads the sides of an interview, in the order in which they begin to
            speak; none for the narrator.
        lexicon: files that tell how words are said, the first of two that know a word is right;
            those of a layer stand before those of the layers under it.
        names: whose names publisher itself knows how to say, in English, where no lexicon does, one
            of `NAMES`: those in the news, or nobody's.
        profile: for whom MP3s are made, one of `PROFILES`; the sound is the same in all.
        bitrate: of MP3s in kbit/s, one of `BITRATES`; 0 for the profile's own.
    """

    voice: str = "auto"
    rate: float = 1.0
    pauses: float = 1.0
    sentence_pause: int = 350
    paragraph_pause: int = 700
    heading_pause: int = 900
    language: str = ""
    editions: tuple[str, ...] = USUAL
    publisher: str = ""
    address: str = ""
    sections: str = "topics"
    style: str = "plain"
    granularity: str = "sentence"
    pages: bool = False
    certified_by: str = ""
    announce: tuple[str, ...] = ("tables", "pictures")
    read_head: tuple[str, ...] = HEAD
    read_notes: str = "section-end"
    read_tables: str = "headers"
    read_pictures: str = "all"
    read_code: str = "summary"
    read_addresses: str = "short"
    read_credits: bool = True
    foreign_voices: str = "own"
    quotation_voice: str = ""
    interview_voices: tuple[str, ...] = ()
    lexicon: tuple[str, ...] = ()
    names: str = "news"
    profile: str = "podcast"
    bitrate: int = 0

    def under(self, layer: Layer, where: str) -> "Settings":
        """These settings with a layer laid over them.

        Args:
            layer: names and values.
            where: what messages call the layer.

        Raises:
            SettingsError: a name or value makes no sense.
        """
        set_ = {name: _value(name, value, where) for name, value in layer if value is not None}
        if "lexicon" in set_:
            set_["lexicon"] = tuple(dict.fromkeys((*_names(set_["lexicon"]), *self.lexicon)))
        return replace(self, **set_)  # type: ignore[arg-type]  # each value was brought to its type


def from_file(folder: Path) -> Layer:
    """What `publisher.toml` in a folder sets; nothing when there is none.

    Raises:
        SettingsError: it cannot be read, or is not well formed.
    """
    path = folder / FILE
    try:
        loaded = tomllib.loads(path.read_text("utf-8"))
    except (FileNotFoundError, NotADirectoryError):
        return ()
    except (OSError, ValueError, RecursionError) as error:  # TOML's and Unicode's are ValueErrors
        raise SettingsError(f"{path} cannot be read: {error}", "Mend it or remove it.") from error
    return tuple(loaded.items())


def asked_for(said: str, where: str) -> tuple[str, object]:
    """A setting as somebody writes it on the command line, ``NAME=VALUE``, its value as written.

    Raises:
        SettingsError: it is not written so, or its name or value makes no sense.
    """
    name, parted, value = said.partition("=")
    name = name.strip().replace("-", "_")
    if not parted:
        raise SettingsError(f"{where}: {said!r} sets nothing", "Write it as NAME=VALUE.")
    _value(name, value.strip(), where)
    return name, value.strip()


def _value(name: str, value: object, where: str) -> object:
    if name == "rate":
        return _times("rate", value, where, SLOWEST, FASTEST)
    if name == "pauses":
        return _times("pauses", value, where, SHORTEST, LONGEST)
    if name in _PAUSES:
        return _milliseconds(name, value, where)
    if name == "bitrate":
        return _bitrate(value, where)
    if name == "editions":
        return _editions(value, where)
    if name in _CHOICES:
        return _choice(name, value, where)
    if name in _SOME_OF:
        return _some_of(name, value, where)
    if name == "interview_voices":
        return _listed(value)
    if name in _TRUTHS:
        return _yes_or_no(name, value, where)
    if name == "lexicon":
        return _files(value, where)
    if name == "address":
        return _address(value, where)
    if name in Settings.__slots__:
        return _words(name, value, where)
    known = ", ".join(Settings.__slots__)
    raise SettingsError(f"{where}: there is no setting called {name!r}", f"There are: {known}.")


def _words(name: str, value: object, where: str) -> str:
    if isinstance(value, str):
        return value.strip()
    raise SettingsError(
        f"{where}: {name} is {value!r}, which is not words", f'Write it as {name} = "some words".'
    )


def _address(value: object, where: str) -> str:
    """An address on the web with a slash at its end, so that names of files can follow."""
    address = _words("address", value, where)
    parts = urlsplit(address)
    if address and (parts.scheme not in ("http", "https") or not parts.netloc or parts.query):
        raise SettingsError(
            f"{where}: {address!r} is no address on the web",
            remedy="Write it as https://example.org/listen/.",
        )
    return f"{address.rstrip('/')}/" if address else ""


def _files(value: object, where: str) -> tuple[str, ...]:
    names = _names(value)
    if all(isinstance(each, str) and each.strip() for each in names):
        return tuple(str(each) for each in names)
    raise SettingsError(
        f"{where}: lexicon is {value!r}, which is no file", 'Write it as lexicon = "names.toml".'
    )


def _names(value: object) -> tuple[object, ...]:
    return tuple(value) if isinstance(value, list | tuple) else (value,)


def _times(name: str, value: object, where: str, least: float, most: float) -> float:
    try:
        times = float(str(value))
    except ValueError as error:
        raise SettingsError(
            f"{where}: {_THE[name]} {value!r} is no number", "Write one such as 0.9 or 1.25."
        ) from error
    if not least <= times <= most:
        raise SettingsError(
            f"{where}: {_THE[name]} {times:g} is out of bounds",
            remedy=f"Choose one from {least:g} to {most:g}.",
        )
    return times


_THE = {"rate": "the rate", "pauses": "the factor for pauses"}


def _milliseconds(name: str, value: object, where: str) -> int:
    said = str(value)
    if not said.isdecimal() or not 1 <= int(said) <= LONGEST_MS:
        raise SettingsError(
            f"{where}: {name} is {value!r}",
            remedy=f"Write whole milliseconds, from 1 to {LONGEST_MS:,}, such as 350.",
        )
    return int(said)


def _bitrate(value: object, where: str) -> int:
    said = str(value).lower().removesuffix("k")
    if said.isdecimal() and int(said) in BITRATES:
        return int(said)
    raise SettingsError(
        f"{where}: the bitrate {value!r} is none that an MP3 may have here",
        remedy=f"Choose from {', '.join(map(str, BITRATES[1:]))} kbit/s, or 0 for the profile's.",
    )


def _choice(name: str, value: object, where: str) -> str:
    if value in _CHOICES[name]:
        return str(value)
    raise SettingsError(
        f"{where}: {name} is {value!r}, which there is not",
        remedy=f"Choose from {', '.join(_CHOICES[name])}.",
    )


def _yes_or_no(name: str, value: object, where: str) -> bool:
    said = {"true": True, "yes": True, "false": False, "no": False}.get(str(value).lower())
    if said is None:
        raise SettingsError(f"{where}: {name} is {value!r}", "Write true or false.")
    return said


def _some_of(name: str, value: object, where: str) -> tuple[str, ...]:
    """Some of what there is to choose from, in its order; ``all`` of it, or ``none``."""
    known, wanted = _SOME_OF[name], _listed(value)
    if wanted in (("all",), ("none",), ()):
        return known if wanted == ("all",) else ()
    unknown = [each for each in wanted if each not in known]
    if unknown:
        raise SettingsError(
            f"{where}: {name} names {unknown[0]!r}, which there is not",
            remedy=f"Choose from {', '.join(known)}, or write all or none.",
        )
    return tuple(each for each in known if each in wanted)


def _listed(value: object) -> tuple[str, ...]:
    """The names in a list, or between commas."""
    wanted = value if isinstance(value, list | tuple) else (value,)
    names = (name.strip() for each in wanted for name in str(each).split(","))
    return tuple(filter(None, names))


def _editions(value: object, where: str) -> tuple[str, ...]:
    wanted = value if isinstance(value, list | tuple) else (value,)
    names = [name.strip() for each in wanted for name in str(each).split(",")]
    if names == ["all"]:
        return EDITIONS
    unknown = [name for name in names if name not in EDITIONS]
    if unknown or not names:
        what = f"there is no edition called {unknown[0]!r}" if unknown else "no edition is chosen"
        raise SettingsError(f"{where}: {what}", f"Choose from {', '.join(EDITIONS)}; or write all.")
    return tuple(name for name in EDITIONS if name in names)
