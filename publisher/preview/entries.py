"""How a word is said, written where people keep that: a lexicon, or an article's front matter.

All else in the file stays as it is, to the byte: comments, order, blank lines. What comes out is
read again before it is kept, and what would say more or less than was meant is not written.

TOML is edited with tomlkit. Front matter is not given to a library that writes YAML: each of them
writes the whole block anew in its own hand. A line is put in, or a value replaced, at the place
that PyYAML tells, with which front matter is read.
"""

import json
import logging
import re
import shutil
from collections.abc import Callable, MutableMapping
from contextlib import suppress
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import Any, Final

import tomlkit
import yaml
from tomlkit.exceptions import TOMLKitError
from tomlkit.items import AoT, Table

from publisher.errors import BindingError, ReadingError, SettingsError
from publisher.lexicon import Lexeme, Lexicon, by_word, lexeme, written
from publisher.lexiconfile import NAMES, load
from publisher.reading import frontmatter

LEXICON: Final = NAMES[0]
MANNERS: Final = ("said", "ipa", "letters", "digits", "word")
"""How a word may be said: spelt as it sounds, in IPA, or as one of `lexicon.KINDS`."""

_BOM: Final = b"\xef\xbb\xbf"
_FENCE: Final = re.compile(r"\A---[ \t]*\r?\n")
_CLOSED: Final = re.compile(r"^(?:---|\.\.\.)[ \t]*\r?$", re.MULTILINE)
_PLAIN: Final = re.compile(r"[^\W\d_]+(?:[ '’-][^\W\d_]+)*")
_NULL: Final = ("null", "Null", "NULL")
_OF_LINES: Final = ("|", ">")  # YAML's styles of text that has lines of its own
_SAID: Final = ("pronunciations", "pronunciation")
_BY_HAND: Final = "Mend it there by hand, or write the word elsewhere."

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Entry:
    """How a word, or some words together, are to be said.

    Attributes:
        word: as printed.
        value: as `lexicon.lexeme` reads it.
    """

    word: str
    value: object

    @property
    def lexeme(self) -> Lexeme:
        """What it means."""
        return lexeme((self.word,), self.value)

    def in_place_of(self, other: object) -> "Entry":
        """This entry with what another value says of when it holds.

        Raises:
            SettingsError: that value has several readings, of which none is meant.
        """
        if isinstance(other, list | tuple):
            raise SettingsError(f"“{self.word}” has several readings there", _BY_HAND)
        held = other if isinstance(other, dict) else {}
        kept = {key: held[key] for key in ("language", "case") if key in held}
        if not kept:
            return self
        told = self.value if isinstance(self.value, dict) else _in_full(self.lexeme)
        return replace(self, value={**told, **kept})


def _in_full(each: Lexeme) -> dict[str, object]:
    told = {"said": each.said, "ipa": each.ipa, "as": each.kind}
    return {key: value for key, value in told.items() if value}


def entry(word: str, manner: str, how: str) -> Entry:
    """An entry of what somebody typed.

    Args:
        word: as printed.
        manner: one of `MANNERS`.
        how: its spelling or its IPA; no matter for the others.

    Raises:
        SettingsError: it makes no sense.
    """
    if manner not in MANNERS:
        raise SettingsError(f"Nothing is said as {manner!r}", f"Choose from {', '.join(MANNERS)}.")
    told = {manner: how} if manner in ("said", "ipa") else {"as": manner}
    word = " ".join(word.split())
    if not all(each.isprintable() for each in (word, " ".join(how.split()))):
        raise SettingsError("There are signs in it that nobody sees", "Type the words anew.")
    try:
        return Entry(word, written(lexeme((word,), told)))
    except ValueError as error:
        raise SettingsError(str(error), "Correct that, and try again.") from error


@dataclass(frozen=True, slots=True)
class Place:
    """A file that entries can be written into.

    Attributes:
        path: of the file; a lexicon need not be there yet.
        front: whether it is an article, and its front matter is meant.
    """

    path: Path
    front: bool = False

    @property
    def name(self) -> str:
        """What the page calls it."""
        return "front" if self.front else "lexicon"

    def write(self, entry: Entry) -> Callable[[], None]:
        """Write an entry into it.

        Returns:
            What brings the file back as it was.

        Raises:
            SettingsError: it cannot be written there without touching more than it.
            BindingError: the system does not let the file be read or written.
        """
        path = self.path.resolve()  # another's link stays a link
        try:
            before = path.read_bytes() if path.exists() else None
            add = with_front_matter if self.front else with_toml
            after = add(before or b"", entry, self.path.name)
            _put(path, after)
        except OSError as error:
            raise _refused(path, error) from error
        undo = partial(_restore, path, before, after)
        try:
            if not self.front:
                load(path)
        except SettingsError:  # it was no lexicon before
            undo()
            raise
        return undo


def with_toml(data: bytes, entry: Entry, name: str) -> bytes:
    """A lexicon in TOML with an entry: its word's own line, or a new one behind the last.

    Raises:
        SettingsError: the lexicon is not well formed, or has the word in several forms.
    """
    text = _text(data, name)
    try:
        document = tomlkit.parse(text)
    except TOMLKitError as error:
        raise SettingsError(f"{name} is not well formed: {error}", "Mend it first.") from error
    words = document.setdefault("words", tomlkit.table())
    if not isinstance(words, MutableMapping):
        raise SettingsError(f"`words` in {name} is no table", "Mend it first.")
    before: dict[str, Any] = document.unwrap()["words"]
    there = words.get(entry.word)
    if isinstance(there, Table | AoT):
        raise SettingsError(f"“{entry.word}” has a table of its own in {name}", _BY_HAND)
    if there is not None:
        entry = entry.in_place_of(before[entry.word])
    words[entry.word] = _toml(entry.value)
    after = tomlkit.dumps(document)
    if "\r\n" in text and not re.search(r"(?<!\r)\n", text):
        after = re.sub(r"(?<!\r)\n", "\r\n", after)
    if tomlkit.parse(after).unwrap()["words"] != {**before, entry.word: entry.value}:
        raise SettingsError(f"“{entry.word}” cannot be written into {name} by itself", _BY_HAND)
    return _marked(data) + after.encode()


def _toml(value: object) -> object:
    if not isinstance(value, dict):
        return value
    table = tomlkit.inline_table()
    table.update(value)
    return table


def with_front_matter(data: bytes, entry: Entry, name: str) -> bytes:
    """An article with an entry under `pronunciations:` in its front matter, and nothing else new.

    Raises:
        SettingsError: it has no front matter in YAML, or one that cannot be added to.
    """
    text = _text(data, name)
    opened = _FENCE.match(text)
    closed = _CLOSED.search(text, opened.end()) if opened else None
    if opened is None or closed is None:
        raise SettingsError(
            f"{name} has no front matter in YAML", "Write the word into the lexicon instead."
        )
    meant = _meaning(text, name)
    line_end = "\r\n" if opened[0].endswith("\r\n") else "\n"
    matter = text[opened.end() : closed.start()]
    changed = _added(matter, entry, line_end, name)
    after = text[: opened.end()] + changed + text[closed.start() :]
    with suppress(SettingsError):
        if _says_no_more(meant, _meaning(after, name), entry):
            return _marked(data) + after.encode()
    raise SettingsError(
        f"“{entry.word}” cannot be written into the front matter of {name} by itself",
        remedy="Write it into the lexicon instead.",
    )


def has_front_matter(data: bytes) -> bool:
    """Whether an article has front matter that an entry can be written into."""
    with suppress(SettingsError):
        text = _text(data, "")
        opened = _FENCE.match(text)
        return opened is not None and _CLOSED.search(text, opened.end()) is not None
    return False


def _added(matter: str, entry: Entry, line_end: str, name: str) -> str:
    """Front matter with an entry."""
    root = yaml.compose(matter, yaml.SafeLoader) if matter.strip() else None
    if root is not None and (not isinstance(root, yaml.MappingNode) or root.flow_style):
        raise SettingsError(
            f"The front matter of {name} is no list of lines",
            remedy="Write the word into the lexicon instead.",
        )
    pairs = root.value if root is not None else []
    found = [(key, node) for key, node in pairs if str(key.value).strip().lower() in _SAID]
    if not found:
        ended = "" if not matter or matter.endswith("\n") else line_end
        return f"{matter}{ended}pronunciations:{line_end}  {_line(entry)}{line_end}"
    key, said = found[0]
    if isinstance(said, yaml.MappingNode):
        return _among(matter, said, entry, line_end, name)
    if not (isinstance(said, yaml.ScalarNode) and said.tag.endswith(":null")):
        raise SettingsError(f"`{key.value}:` in {name} is no list of words", _BY_HAND)
    at = _line_end_behind(matter, key.end_mark.index)
    if said.end_mark.index > said.start_mark.index:  # `pronunciations: null`
        raise SettingsError(f"`{key.value}:` in {name} says that there are none", _BY_HAND)
    return f"{matter[:at]}  {_line(entry)}{line_end}{matter[at:]}"


def _among(matter: str, said: yaml.MappingNode, entry: Entry, line_end: str, name: str) -> str:
    """Front matter with an entry among those that are there: first, or in its own place."""
    there = [(key, node) for key, node in said.value if _tidy(str(key.value)) == entry.word]
    if there:
        node = there[0][1]
        entry = entry.in_place_of(_tree(node))
        start, stop = node.start_mark.index, _end(node, matter)
        is_block = isinstance(node, yaml.CollectionNode) and not node.flow_style
        if is_block or (isinstance(node, yaml.ScalarNode) and node.style in _OF_LINES):
            raise SettingsError(f"“{entry.word}” has lines of its own in {name}", _BY_HAND)
        blank = " " if start == stop else ""
        return f"{matter[:start]}{blank}{_value(entry.value)}{matter[stop:]}"
    if said.flow_style:
        start, more = said.start_mark.index + 1, ", " if said.value else ""
        return f"{matter[:start]}{_line(entry)}{more}{matter[start:]}"
    at, indent = _line_end_behind(matter, _end(said, matter)), " " * said.start_mark.column
    return f"{matter[:at]}{indent}{_line(entry)}{line_end}{matter[at:]}"


def _end(node: yaml.Node, matter: str) -> int:
    """Where a value ends; PyYAML has blocks end where something else begins."""
    while isinstance(node, yaml.CollectionNode) and not node.flow_style and node.value:
        last = node.value[-1]
        node = last[1] if isinstance(node, yaml.MappingNode) else last
    end = int(node.end_mark.index)
    is_text = isinstance(node, yaml.ScalarNode) and node.style in _OF_LINES
    return len(matter[:end].rstrip()) if is_text else end


def _tree(node: yaml.Node) -> object:
    if isinstance(node, yaml.MappingNode):
        return {str(key.value): str(each.value) for key, each in node.value}
    return [] if isinstance(node, yaml.SequenceNode) else str(node.value)


def _tidy(words: str) -> str:
    return " ".join(words.split())


def _line_end_behind(text: str, place: int) -> int:
    found = text.find("\n", place)
    return found + 1 if found >= 0 else len(text)


def _line(entry: Entry) -> str:
    return f"{_scalar(entry.word)}: {_value(entry.value)}"


def _value(value: object) -> str:
    if isinstance(value, dict):
        return "{" + ", ".join(f"{key}: {_value(each)}" for key, each in value.items()) + "}"
    return _scalar(str(value))


def _scalar(words: str) -> str:
    """Words as YAML writes them: as they are, or in quotation marks, which are JSON's."""
    if _PLAIN.fullmatch(words) and words not in _NULL:
        return words
    return json.dumps(words, ensure_ascii=False)


_Meaning = tuple[Lexicon, object, object, object, str]


def _says_no_more(one: _Meaning, other: _Meaning, entry: Entry) -> bool:
    """Whether nothing but the entry is read of what was written."""
    known, new = by_word(one[0]), by_word(other[0])
    known.pop(entry.word, None)
    said = new.pop(entry.word, None)
    return said is not None and known == new and one[1:] == other[1:]


def _meaning(text: str, name: str) -> _Meaning:
    """All that is read of an article with front matter: what it says of words, and the rest.

    Raises:
        SettingsError: it is not well formed.
    """
    try:
        matter, body, _ = frontmatter.split(text.replace("\r\n", "\n"), name)
    except ReadingError as error:
        raise SettingsError(error.message, error.remedy) from error
    about = frontmatter.metadata(matter)
    words = {key: value for key, value in matter.words.items() if key not in _SAID}
    return about.pronunciations, replace(about, pronunciations=()), words, matter.pairs, body


def _text(data: bytes, name: str) -> str:
    try:
        return data.removeprefix(_BOM).decode("utf-8")
    except UnicodeDecodeError as error:
        raise SettingsError(f"{name} is not in UTF-8", "Save it as UTF-8 first.") from error


def _marked(data: bytes) -> bytes:
    return _BOM if data.startswith(_BOM) else b""


def _restore(path: Path, before: bytes | None, after: bytes) -> None:
    """Bring a file back as it was, unless somebody else has written to it since."""
    try:
        if path.read_bytes() != after:
            return
        if before is None:
            path.unlink()
        else:
            _put(path, before)
    except OSError as error:
        log.warning("%s could not be brought back: %s", path, error)


def _put(path: Path, data: bytes) -> None:
    """Put a file in its place whole, with the permissions that it had."""
    new = path.with_name(f".{path.name}.new")
    try:
        new.write_bytes(data)
        if path.exists():
            shutil.copymode(path, new)
        new.replace(path)
    finally:
        new.unlink(missing_ok=True)


def _refused(path: Path, error: OSError) -> BindingError:
    return BindingError(
        f"{path} cannot be written: {error.strerror or error}",
        remedy="Make it writable, or write the word elsewhere.",
    )
