"""What stands above an article: YAML between ``---``, or TOML between ``+++``.

Words are taken as they are written: ``date: 2026-09-05``, ``title: 1984`` and ``title: Yes``
are those words, not a date, a number and a truth. So YAML is read as far as its nodes and not
made into objects, which also leaves nothing for a file to attack: no tags, no aliases.
"""

import re
import tomllib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time
from typing import Protocol

import yaml

from publisher.article import Metadata
from publisher.errors import ReadingError
from publisher.lexicon import Lexicon, lexemes
from publisher.reading.tidying import printable

LONGEST = 100_000  # characters; what is longer is an article, not what stands above one

DEEPEST = 20  # lists in lists

SHOWN_LONGEST = 80  # characters of what is quoted

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
    "cover": ("cover",),
    "order": ("order", "weight"),
}
_LISTS: Mapping[str, tuple[str, ...]] = {
    "authors": ("authors", "author", "creator"),
    "subjects": ("subjects", "subject", "keywords", "tags"),
}
_PAIRS: Mapping[str, tuple[str, ...]] = {"alternatives": ("alt", "alternatives")}
_SAID = ("pronunciations", "pronunciation")
_OF_WORDS = {name for names in (*_NAMES.values(), *_LISTS.values()) for name in names}
SETTINGS = (
    "voice", "rate", "pauses", "sentence_pause", "paragraph_pause", "heading_pause", "sections",
    "announce", "read_head", "read_notes", "read_tables", "read_pictures", "read_code",
    "read_addresses", "read_credits", "foreign_voices", "quotation_voice", "interview_voices",
)  # fmt: skip
"""Settings that an article may have for itself."""

_OF_WORDS |= {*SETTINGS, "guess"}
_OF_PAIRS = {*_SAID, *(name for names in _PAIRS.values() for name in names)}
_NO = ("false", "no", "off")

Pairs = tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Matter:
    """What stands above an article, by name.

    Attributes:
        words: the values that are words, or lists of words.
        pairs: the values that are names and words themselves, such as the alternatives of images.
        said: how words are to be said.
        trees: what stands under each name, as text in mappings and lists.
    """

    words: dict[str, tuple[str, ...]] = field(default_factory=dict)
    pairs: dict[str, Pairs] = field(default_factory=dict)
    said: dict[str, Lexicon] = field(default_factory=dict)
    trees: dict[str, object] = field(default_factory=dict)


class _Mark(Protocol):
    """A place in YAML, as either of PyYAML's parsers tells it."""

    line: int


@dataclass(frozen=True, slots=True)
class _Entry:
    """A name in front matter with its words, or its pairs; both None where it has neither.

    The tree is all that stands under it, as text in mappings and lists.
    """

    name: str
    words: tuple[str, ...] | None
    line: int = 0
    pairs: Pairs | None = None
    tree: object = None


def split(text: str, name: str) -> tuple[Matter, str, int]:
    """Part front matter from the text below it.

    Args:
        text: a whole file; line ends are line feeds.
        name: what messages call the file.

    Returns:
        The front matter (empty when there is none), the text below, and how many lines stand
        above that text.

    Raises:
        ReadingError: it is not well formed, has no end, or is not a list of names and values.
    """
    opened = _OPENED.match(text)
    if opened is None:
        return Matter(), text, 0
    closed = _CLOSED[opened["fence"]].search(text, opened.end())
    if closed is None:
        if _NAMES_SOMETHING.match(text, opened.end()):
            raise ReadingError(
                f"{name}: the front matter begins on line 1 and never ends",
                remedy=f"Put a line with {opened['fence']} under it.",
            )
        return Matter(), text, 0
    matter = text[opened.end() : closed.start()]
    if len(matter) > LONGEST:
        raise ReadingError(f"{name}: the front matter is too long", "Is it an article?")
    entries = _yaml(matter, name) if opened["fence"] == "---" else _toml(matter, name)
    return _gathered(entries, name), text[closed.end() :], text[: closed.end()].count("\n")


def _gathered(entries: Iterable[_Entry], name: str) -> Matter:
    """Entries by name, each name once; what means nothing here may be anything."""
    found = Matter()
    for entry in entries:
        key = entry.name.strip().lower()
        where = f", line {entry.line}" if entry.line else ""
        if key in found.words:
            raise ReadingError(
                f"{name}{where}: {entry.name} stands twice in the front matter",
                remedy="Take one of them out.",
            )
        _must_make_sense(key, entry, f"{name}{where}")
        found.words[key] = tuple(filter(None, map(_tidy, entry.words or ())))
        found.trees[key] = entry.tree
        if key in _SAID:
            found.said[key] = _lexemes(entry, f"{name}{where}")
        elif key in _OF_PAIRS:
            found.pairs[key] = tuple((_tidy(one), _tidy(other)) for one, other in entry.pairs or ())
    return found


def _must_make_sense(key: str, entry: _Entry, where: str) -> None:
    """Refuse a value of another kind than its name asks for.

    Raises:
        ReadingError: it is.
    """
    if key in _OF_WORDS - {"cover"} and entry.words is None:  # Hugo keeps a tree under it
        raise ReadingError(
            f"{where}: {entry.name} in the front matter is neither words nor a list of words",
            remedy=f"Write it as `{entry.name}: some words`.",
        )
    is_tree = key in _SAID and isinstance(entry.tree, dict)
    if key in _OF_PAIRS and entry.pairs is None and entry.words != () and not is_tree:
        raise ReadingError(
            f"{where}: {entry.name} in the front matter is no list of names and words",
            remedy=f"Write under `{entry.name}:` lines such as `  Cholmondeley: Chumley`.",
        )


def _lexemes(entry: _Entry, where: str) -> Lexicon:
    """How its author wants words said.

    Raises:
        ReadingError: one of them makes no sense.
    """
    try:
        return lexemes(_printable(entry.tree) if isinstance(entry.tree, dict) else {})
    except ValueError as error:
        raise ReadingError(
            f"{where}: {entry.name} in the front matter: {error}",
            remedy="Write `Cholmondeley: Chumley`, `Xi: /ˈʃiː/`, or `UNHCR: {as: letters}`.",
        ) from error


def _printable(tree: object) -> dict[str, object]:
    """A mapping with tidy words; what is no text is left as it is."""

    def tidied(value: object) -> object:
        if isinstance(value, dict):
            return _printable(value)
        if isinstance(value, list):
            return [tidied(each) for each in value]
        return _tidy(value) if isinstance(value, str) else value

    assert isinstance(tree, dict)  # it is called with no other
    return {_tidy(str(key)): tidied(value) for key, value in tree.items()}


def _tidy(words: str) -> str:
    return _SPACE.sub(" ", printable(words)).strip(" ")


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
        line, tree = _below(key.start_mark), _tree(value)
        yield _Entry(str(key.value), _scalars(value), line, _paired(value), tree)


def _tree(node: yaml.Node) -> object:
    """A value as text in mappings and lists; None where it says null."""
    if isinstance(node, yaml.MappingNode):
        return {str(key.value): _tree(value) for key, value in node.value}
    if isinstance(node, yaml.SequenceNode):
        return [_tree(each) for each in node.value]
    return None if node.tag.endswith(":null") else str(node.value)


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


def _paired(node: yaml.Node) -> Pairs | None:
    """The names and words that a value holds, if it is a list of them."""
    if not isinstance(node, yaml.MappingNode):
        return None
    both = [each for pair in node.value for each in pair]
    if not all(isinstance(each, yaml.ScalarNode) for each in both):
        return None
    return tuple((str(key.value), str(value.value)) for key, value in node.value)


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
        pairs = tuple((one, _word(other)) for one, other in _items(value))
        yield _Entry(
            key,
            tuple(word for word in words if word is not None) or None,
            pairs=tuple((one, other) for one, other in pairs if other is not None) or None,
            tree=value,
        )


def _items(value: object) -> Iterable[tuple[str, object]]:
    return value.items() if isinstance(value, dict) else ()


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
    """What front matter declares of an article, but for its cover."""
    fields = {name: names for name, names in _NAMES.items() if name not in ("cover", "order")}
    declared = {name: " ".join(_first(matter, names)) for name, names in fields.items()}
    lists = {name: _first(matter, names) for name, names in _LISTS.items()}
    if len(lists["subjects"]) == 1:  # `keywords: mills, tides`
        parts = (part.strip() for part in lists["subjects"][0].split(","))
        lists["subjects"] = tuple(part for part in parts if part)
    said: Lexicon = next((matter.said[each] for each in _SAID if matter.said.get(each)), ())
    return Metadata(**declared, **lists, pronunciations=said)  # type: ignore[arg-type]  # by name


def cover(matter: Matter) -> str:
    """What the image on the cover is called, or ""."""
    return " ".join(_first(matter, _NAMES["cover"]))


def order(matter: Matter) -> str:
    """The article's place among others in a collection, as written."""
    return " ".join(_first(matter, _NAMES["order"]))


def pairs(matter: Matter, name: str) -> Pairs:
    """The names and words under a name, such as ``alternatives`` of images."""
    return next((matter.pairs[each] for each in _PAIRS[name] if matter.pairs.get(each)), ())


def settings(matter: Matter) -> tuple[tuple[str, str], ...]:
    """How its author wants the article made."""
    return tuple((key, ", ".join(matter.words[key])) for key in SETTINGS if matter.words.get(key))


def guess(matter: Matter) -> bool:
    """Whether unmarked structure may be guessed: not where ``guess: false`` stands."""
    return "".join(matter.words.get("guess", ())).lower() not in _NO


def unknown(matter: Matter) -> tuple[str, ...]:
    """The names in front matter that mean nothing here."""
    trees = {"cover"} if not matter.words.get("cover") else set()
    return tuple(key for key in matter.words if key not in (_OF_WORDS | _OF_PAIRS) - trees)


def shown(matter: Matter, name: str) -> str:
    """A name in front matter with what stands there, the start of it where that is long.

    >>> shown(Matter(trees={"cover": {"image": ["a.png", "b.png"]}}), "cover")
    'cover: image: a.png, b.png'
    """
    value = _tidy(", ".join(_in_a_row(matter.trees.get(name))))
    whole = f"{name}: {value}" if value else name
    return whole if len(whole) <= SHOWN_LONGEST else f"{whole[:SHOWN_LONGEST].rstrip()}…"


def _in_a_row(tree: object) -> Iterator[str]:
    if isinstance(tree, dict):
        for name, value in tree.items():
            yield f"{name}: {', '.join(_in_a_row(value))}"
    elif isinstance(tree, list):
        for each in tree:
            yield from _in_a_row(each)
    elif tree is not None:
        yield str(tree)


def _first(matter: Matter, names: tuple[str, ...]) -> tuple[str, ...]:
    return next((matter.words[name] for name in names if matter.words.get(name)), ())
