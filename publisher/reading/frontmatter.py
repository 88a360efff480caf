"""What stands above an article: YAML between ``---``, or TOML between ``+++``.

Words are taken as they are written: ``date: 2026-09-05``, ``title: 1984`` and ``title: Yes``
are those words, not a date, a number and a truth. So YAML is read as far as its nodes and not
made into objects, which also leaves nothing for a file to attack: no tags, no aliases.
"""

import re
import tomllib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Protocol

import yaml

from publisher.article import Metadata
from publisher.errors import ReadingError
from publisher.reading.html import printable

LONGEST = 100_000  # characters; what is longer is an article, not what stands above one

DEEPEST = 20  # lists in lists

# As in pandoc, a rule with a blank line under it is a rule.
_OPENED = re.compile(r"\A(?P<fence>---|\+\+\+)[ \t]*\n(?![ \t]*\n)")
_CLOSED = {
    "---": re.compile(r"^(?:---|\.\.\.)[ \t]*(?:\n|\Z)", re.MULTILINE),
    "+++": re.compile(r"^\+\+\+[ \t]*(?:\n|\Z)", re.MULTILINE),
}
_NAMES_SOMETHING = re.compile(r"[ \t]*[\w\"'-]+[ \t]*[:=]")
_TOML_LINE = re.compile(r"\(at line (\d+), column \d+\)")
_SPACE = re.compile(r"[ \t\r\n]+")

# What other tools call the same thing, most telling first.
_NAMES: Mapping[str, tuple[str, ...]] = {
    "title": ("title", "headline"),
    "standfirst": ("standfirst", "subtitle", "description", "summary"),
    "byline": ("byline",),
    "dateline": ("dateline",),
    "date": ("date", "published"),
    "language": ("language", "lang"),
    "publisher": ("publisher", "publication"),
    "rights": ("rights", "copyright"),
    "source": ("source", "url", "canonical"),
    "slug": ("slug",),
}
_LISTS: Mapping[str, tuple[str, ...]] = {
    "authors": ("authors", "author", "creator"),
    "subjects": ("subjects", "subject", "keywords", "tags"),
}
_SETTINGS = ("voice", "rate")
_KNOWN = {name for names in (*_NAMES.values(), *_LISTS.values()) for name in names}
_KNOWN |= {*_SETTINGS, "guess"}
_NO = ("false", "no", "off")

Matter = dict[str, tuple[str, ...]]


class _Mark(Protocol):
    """A place in YAML, as either of PyYAML's parsers tells it."""

    line: int


@dataclass(frozen=True, slots=True)
class _Entry:
    """A name in front matter and its words; None where there is something else than words."""

    name: str
    words: tuple[str, ...] | None
    line: int = 0


def split(text: str, name: str) -> tuple[Matter, str, int]:
    """Part front matter from the text below it.

    Args:
        text: a whole file; line ends are line feeds.
        name: what messages call the file.

    Returns:
        The front matter (every value as a tuple of words; none when there is no front
        matter), the text below, and how many lines stand above that text.

    Raises:
        ReadingError: it is not well formed, has no end, or is not a list of names and values.
    """
    opened = _OPENED.match(text)
    if opened is None:
        return {}, text, 0
    closed = _CLOSED[opened["fence"]].search(text, opened.end())
    if closed is None:
        if _NAMES_SOMETHING.match(text, opened.end()):
            raise ReadingError(
                f"{name}: the front matter begins on line 1 and never ends",
                remedy=f"Put a line with {opened['fence']} under it.",
            )
        return {}, text, 0
    matter = text[opened.end() : closed.start()]
    if len(matter) > LONGEST:
        raise ReadingError(f"{name}: the front matter is too long", "Is it an article?")
    entries = _yaml(matter, name) if opened["fence"] == "---" else _toml(matter, name)
    return _gathered(entries, name), text[closed.end() :], text[: closed.end()].count("\n")


def _gathered(entries: Iterable[_Entry], name: str) -> Matter:
    """Entries by name, each name once; what means nothing here may be anything."""
    found: Matter = {}
    for entry in entries:
        key = entry.name.strip().lower()
        where = f", line {entry.line}" if entry.line else ""
        if key in found:
            raise ReadingError(
                f"{name}{where}: {entry.name} stands twice in the front matter",
                remedy="Take one of them out.",
            )
        if entry.words is None and key in _KNOWN:
            raise ReadingError(
                f"{name}{where}: {entry.name} in the front matter is neither words nor a list "
                "of words",
                remedy=f"Write it as `{entry.name}: some words`.",
            )
        words = (_SPACE.sub(" ", printable(each)).strip(" ") for each in entry.words or ())
        found[key] = tuple(each for each in words if each)
    return found


def _yaml(matter: str, name: str) -> Iterator[_Entry]:
    """The entries of YAML.

    Raises:
        ReadingError: it is not well formed, or no list of names and values.
    """
    try:
        _refuse_bombs(matter, name)
        root = yaml.compose(matter, yaml.SafeLoader)
    except yaml.MarkedYAMLError as error:
        raise _malformed(name, error.problem or str(error), _below(_where(error))) from error
    except yaml.YAMLError as error:
        raise _malformed(name, str(error).partition("\n")[0], 0) from error
    if root is None:
        return
    if not isinstance(root, yaml.MappingNode):
        raise ReadingError(
            f"{name}: the front matter is not a list of names and values",
            remedy="Write it as `title: The headline`, one a line.",
        )
    for key, value in root.value:
        yield _Entry(str(key.value), _scalars(value), _below(key.start_mark))


def _refuse_bombs(matter: str, name: str) -> None:
    """Stop at what is small when written and large, or endless, when read.

    Raises:
        ReadingError: there is an alias, or a tree that no front matter needs.
    """
    depth = 0
    for event in yaml.parse(matter, yaml.SafeLoader):
        depth += isinstance(event, yaml.CollectionStartEvent)
        depth -= isinstance(event, yaml.CollectionEndEvent)
        if isinstance(event, yaml.AliasEvent) or depth > DEEPEST:
            problem = "it is nested too deep" if depth > DEEPEST else "there is an alias (*)"
            raise _malformed(name, problem, _below(event.start_mark))


def _where(error: yaml.MarkedYAMLError) -> _Mark | None:
    """Where to look: for brackets and quotation marks that never close, at where they open."""
    opened = re.search("flow|quoted", error.context or "")
    return (error.context_mark if opened else None) or error.problem_mark or error.context_mark


def _scalars(node: yaml.Node) -> tuple[str, ...] | None:
    """The words of a value or of a list of values; nothing where it says null."""
    nodes = node.value if isinstance(node, yaml.SequenceNode) else [node]
    if not all(isinstance(each, yaml.ScalarNode) for each in nodes):
        return None
    return tuple(str(each.value) for each in nodes if not each.tag.endswith(":null"))


def _below(mark: _Mark | None) -> int:
    """The line of the file that a mark stands on; the fence is the first."""
    return 0 if mark is None else mark.line + 2


def _toml(matter: str, name: str) -> Iterator[_Entry]:
    """The entries of TOML.

    Raises:
        ReadingError: it is not well formed.
    """
    try:
        loaded = tomllib.loads(matter)
    except (tomllib.TOMLDecodeError, ValueError, RecursionError) as error:
        told = _TOML_LINE.search(str(error))
        problem = _TOML_LINE.sub("", str(error)).strip()
        raise _malformed(name, problem, int(told[1]) + 1 if told else 0) from error
    for key, value in loaded.items():
        values = value if isinstance(value, list) else [value]
        words = tuple(map(_word, values))
        yield _Entry(key, tuple(word for word in words if word is not None) or None)


def _word(value: object) -> str | None:
    if isinstance(value, datetime | date | time):
        return value.isoformat()
    return str(value) if isinstance(value, str | int | float) else None


def _malformed(name: str, problem: str, line: int) -> ReadingError:
    where = f", line {line}" if line else ""
    return ReadingError(
        f"{name}{where}: the front matter is not well formed: {problem}",
        remedy="Mend it; words with a colon in them want quotation marks around them.",
    )


def metadata(matter: Matter) -> Metadata:
    """What front matter declares of an article."""
    declared = {field: " ".join(_first(matter, names)) for field, names in _NAMES.items()}
    lists = {field: _first(matter, names) for field, names in _LISTS.items()}
    if len(lists["subjects"]) == 1:  # `keywords: mills, tides`
        parts = (part.strip() for part in lists["subjects"][0].split(","))
        lists["subjects"] = tuple(part for part in parts if part)
    return Metadata(**declared, **lists)  # type: ignore[arg-type]  # one is str, one tuple


def settings(matter: Matter) -> tuple[tuple[str, str], ...]:
    """How its author wants the article made."""
    return tuple((key, " ".join(matter[key])) for key in _SETTINGS if matter.get(key))


def guess(matter: Matter) -> bool:
    """Whether unmarked structure may be guessed: not where ``guess: false`` stands."""
    return "".join(matter.get("guess", ())).lower() not in _NO


def unknown(matter: Matter) -> tuple[str, ...]:
    """The names in front matter that mean nothing here."""
    return tuple(key for key in matter if key not in _KNOWN)


def _first(matter: Matter, names: tuple[str, ...]) -> tuple[str, ...]:
    return next((matter[name] for name in names if matter.get(name)), ())
