"""Lexicons on disk: TOML for people, PLS for other programs.

language = "en-GB"                          # optional: what all of it is for

[words]
Cholmondeley = "Chumley"                    # spelt as it sounds
Xi = "/ˈʃiː/"                               # in IPA, between slashes
UNHCR = { as = "letters" }                  # letter by letter; or digits, or word
Nour = { ipa = "ˈnʊər", said = "Noor" }     # the latter for voices that take no phonemes
polish = { said = "pollish", case = true }  # not for Polish
"""

import json
import re
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from publisher.errors import SettingsError
from publisher.lexicon import Lexicon, by_word, lexemes
from publisher.pls import LexiconError, read_pls

NAMES: Final = ("lexicon.toml", "lexicon.pls")
"""What a lexicon beside an article, or in the user's folder, is called."""

LARGEST: Final = 20_000_000  # bytes
_CURE: Final = "Mend it, or leave the lexicon out; `publisher lexicon --help` shows one."
_TOML_LINE: Final = re.compile(r"\s*\(at (?:line (\d+), column \d+|end of document)\)")
_BARE: Final = re.compile(r"[A-Za-z0-9_-]+")


def load(path: Path) -> Lexicon:
    """The lexemes of a file: PLS where its name ends in ``.pls`` or ``.xml``, else TOML.

    Raises:
        SettingsError: it cannot be read, or makes no sense, with its name and the line.
    """
    try:
        if path.stat().st_size > LARGEST:
            raise LexiconError("it is too large for a lexicon")
        data = path.read_bytes()
        return read_pls(data) if is_pls(path) else _from_toml(data)
    except OSError as error:
        raise SettingsError(
            f"The lexicon {path} cannot be read: {error.strerror or error}",
            remedy="Name one that is there.",
        ) from error
    except LexiconError as error:
        where = f"{path}, line {error.line}" if error.line else str(path)
        raise SettingsError(f"{where}: {error}", remedy=_CURE) from error


def is_pls(path: Path) -> bool:
    """Whether a file is PLS by its name."""
    return path.suffix.lower() in (".pls", ".xml")


def beside(folder: Path) -> Iterator[Path]:
    """The lexicons of a folder."""
    yield from (folder / name for name in NAMES if (folder / name).is_file())


def _from_toml(data: bytes) -> Lexicon:
    text = data.decode("utf-8-sig", "replace")
    try:
        loaded = tomllib.loads(data.decode("utf-8-sig"))
    except (ValueError, RecursionError) as error:
        told = _TOML_LINE.search(str(error))
        message = f"it is not well formed: {_TOML_LINE.sub('', str(error))}"
        line = int(told[1] or len(text.splitlines())) if told else 0
        raise LexiconError(message, line) from error
    words, language = loaded.get("words", {}), loaded.get("language", "")
    for name in loaded.keys() - {"words", "language"}:
        raise LexiconError(
            f"there is no {name!r} in a lexicon; words stand under [words]", _line(name, text)
        )
    if not isinstance(words, dict) or not isinstance(language, str):
        raise LexiconError('`words` is a table, and `language` a tag such as "en-GB"')
    found: Lexicon = ()
    for word, value in words.items():
        try:
            found += lexemes({word: value}, language)
        except ValueError as error:
            raise LexiconError(str(error), _line(word, text)) from error
    return found


def _line(word: str, text: str) -> int:
    """The line of a TOML file that a word stands on as a name; 0 when that is not plain."""
    names = (word, json.dumps(word, ensure_ascii=False), f"'{word}'")
    begins = re.compile(rf"^\s*(?:{'|'.join(map(re.escape, names))})\s*[=.]|^\[+words\.", re.M)
    for number, line in enumerate(text.splitlines(), start=1):
        if begins.match(line) and word in line:
            return number
    return 0


def toml(lexicon: Lexicon, language: str = "", comments: dict[str, str] | None = None) -> str:
    """A lexicon as TOML that people can correct.

    Args:
        lexicon: to be written.
        language: what all of it is for, or "".
        comments: for some words what stands behind them.
    """
    lines = [f"language = {_quoted(language)}", ""] if language else []
    lines.append("[words]")
    for word, value in by_word(lexicon).items():
        comment = (comments or {}).get(word, "")
        name = word if _BARE.fullmatch(word) else _quoted(word)
        lines.append(f"{name} = {_value(value)}" + (f"  # {comment}" if comment else ""))
    return "\n".join(lines) + "\n"


def _value(value: object) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, dict):
        return "{ " + ", ".join(f"{key} = {_value(each)}" for key, each in value.items()) + " }"
    if isinstance(value, list):
        return "[" + ", ".join(map(_value, value)) + "]"
    return _quoted(str(value))


def _quoted(words: str) -> str:
    """A string as TOML and JSON both write it."""
    return json.dumps(words, ensure_ascii=False).replace("\x7f", "\\u007f")
