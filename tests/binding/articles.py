"""Articles at random, with every kind of content, as a reader hands them over.

A tree of blocks is drawn first: leaves are passages, all else holds others. Laid flat, every
holder gets a key of its own, and every mark the note it points to.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import chain, count

from hypothesis import strategies as st

from publisher.article import Article, Holder, Kind, Mark, Metadata, Passage, Picture, Role, Run
from publisher.lexicon import Lexeme
from publisher.reading.tidying import tidy
from tests.binding.kinds import image

NOTES = 3
NAMES = ("a.png", "b c.png", "d/é (1).png", "50%25 #?.png")
RED = image("red")
PICTURES = tuple(Picture(name, RED.media_type, RED.data) for name in (*NAMES, ""))

Tree = Passage | tuple[Holder, list["Tree"]]

WORD = st.sampled_from(
    ["tide", "moon", "Dr.", "mill.", "No", "5", "“Wait!”", "(see", "it)", "a-b", "x", "café",
     "日本。", "!", "#", "1.", "-", "+", "&amp;", "*", "_", "\\", "`", "<b>", "Why?", "U.S.",
     "…", "[1]", "[^1]", "[^1]:", "~~~", "---", "=", "12)", ":", "|", "|-|", "^", "-->", "a|b\\",
     "<!--", "</td>", "![x](a.png)", ": x", "~ x"]
)  # fmt: skip
TEXT = st.lists(WORD, min_size=1, max_size=4).map(" ".join)
MARKS = st.lists(st.sampled_from(Mark), unique=True, max_size=2).map(tuple)


def _run(words: str, marks: tuple[Mark, ...], link: str, language: str, breaks: bool) -> Run:
    return Run(words, marks, link, language, breaks)


PLAIN = st.builds(
    _run,
    st.tuples(TEXT, st.sampled_from(["", " "])).map("".join),
    st.just(()) | MARKS,
    st.sampled_from(["", "", "https://example.org/a_b?c=d"]),
    st.sampled_from(["", "", "fr"]),
    st.booleans(),
)
POINTING = st.builds(
    lambda number, words: Run(words or str(number), note=-number),
    st.integers(1, NOTES),
    st.sampled_from(["", "", "", "*", "[a]", "n. 1"]),
)


def _worded(runs: list[Run]) -> bool:
    """Whether there is more than marks of notes in some runs."""
    return any(run.text.strip() and not run.note for run in runs)


def _body(runs: list[Run]) -> Passage:
    return Passage(tidy(runs))


def _unbroken(passage: Passage) -> Passage:
    return replace(passage, runs=tidy([replace(run, breaks=False) for run in passage.runs]))


BODY = st.lists(PLAIN | POINTING, min_size=1, max_size=4).filter(_worded).map(_body)
LINE = BODY.map(_unbroken)
CODE = st.sampled_from(["a = 1", "if x:\n\n    ```\n", "| a |\n|---|", "</td>\n\n* b"])
CODES = CODE.map(lambda words: Passage((Run(words.rstrip("\n")),), Role.CODE))
BREAKS = st.just(Passage((Run("* * *"),), Role.BREAK))
ALT = st.just("") | TEXT.filter(lambda words: len(words) > 2)
SHOWN = st.builds(
    lambda picture, words: Passage((Run(words),) if words else (), Role.PICTURE, picture=picture),
    st.sampled_from(PICTURES),
    ALT,
)
SIMPLE = BODY | BODY | CODES | BREAKS | SHOWN


def _held(kind: Kind, children: list[Tree], **more: int) -> Tree:
    return Holder(kind, 0, **more), children


def _as(role: Role) -> st.SearchStrategy[Passage]:
    return BODY.map(lambda passage: replace(passage, role=role))


EMPTY = st.just([Passage(())])
CELL_KIND = st.sampled_from([Kind.CELL, Kind.CELL, Kind.HEADER])


def _cells(inner: st.SearchStrategy[Tree]) -> st.SearchStrategy[Tree]:
    inside = LINE.map(lambda one: [one]) | EMPTY | st.lists(inner, min_size=1, max_size=2)
    spans = st.sampled_from([1, 1, 1, 2])
    return st.builds(
        lambda kind, children, across, down: _held(kind, children, across=across, down=down),
        CELL_KIND, inside, spans, spans,
    )  # fmt: skip


def _two_words() -> st.SearchStrategy[Tree]:
    """A row without which a table would seem to hold nothing but a page's parts."""
    cell = LINE.map(lambda line: _held(Kind.CELL, [line]))
    return st.lists(cell, min_size=2, max_size=3).map(lambda cells: _held(Kind.ROW, cells))


def _plain_table() -> st.SearchStrategy[Tree]:
    """A table that Markdown has a form for."""

    def laid(lines: list[Passage], width: int) -> Tree:
        rows = [lines[at : at + width] for at in range(0, len(lines) - width + 1, width)]
        kinds = [Kind.HEADER, *[Kind.CELL] * len(rows)]
        cells = [
            [_held(kind, [each]) for each in row] for kind, row in zip(kinds, rows, strict=False)
        ]
        return _held(Kind.TABLE, [_held(Kind.ROW, row) for row in cells])

    cell = st.builds(lambda line, full: line if full else Passage(()), LINE, st.booleans())
    lines = st.tuples(LINE, LINE, st.lists(cell, max_size=6)).map(lambda t: [t[0], t[1], *t[2]])
    return st.builds(laid, lines, st.just(2))


def _tables(inner: st.SearchStrategy[Tree]) -> st.SearchStrategy[Tree]:
    row = st.lists(_cells(inner), min_size=1, max_size=3).map(lambda cells: _held(Kind.ROW, cells))
    captions = st.lists(_as(Role.CAPTION), max_size=2)
    return st.builds(
        lambda caption, sure, rows: _held(Kind.TABLE, [*caption, sure, *rows]),
        captions, _two_words(), st.lists(row, max_size=2),
    )  # fmt: skip


def _terms(inner: st.SearchStrategy[Tree]) -> st.SearchStrategy[Tree]:
    inside = LINE.map(lambda one: [one]) | st.lists(inner, min_size=1, max_size=2)
    kind = st.sampled_from([Kind.TERM, Kind.MEANING])
    loose = st.lists(st.builds(_held, kind, inside), min_size=1, max_size=3)
    pair = st.tuples(LINE, LINE).map(
        lambda two: [_held(Kind.TERM, [two[0]]), _held(Kind.MEANING, [two[1]])]
    )
    pairs = st.lists(pair, min_size=1, max_size=2).map(lambda each: [*chain.from_iterable(each)])
    return (loose | pairs).map(lambda children: _held(Kind.TERMS, children))


def _nests(inner: st.SearchStrategy[Tree], *, tables: bool) -> st.SearchStrategy[Tree]:
    many = st.lists(inner, min_size=1, max_size=3)
    items = st.lists(many.map(lambda each: _held(Kind.ITEM, each)), min_size=1, max_size=3)
    figures = st.lists(SHOWN | _as(Role.CAPTION) | inner, min_size=1, max_size=3)
    nests = [
        many.map(lambda each: _held(Kind.QUOTATION, each)),
        items.map(lambda each: _held(Kind.BULLETS, each)),
        st.builds(lambda each, start: _held(Kind.NUMBERS, each, start=start), items,
                  st.sampled_from([0, 1, 7])),
        figures.map(lambda each: _held(Kind.FIGURE, each)),
        _terms(inner),
    ]  # fmt: skip
    return st.one_of(*nests, *([_plain_table(), _tables(SIMPLE)] if tables else []))


def _wrapped(inner: st.SearchStrategy[Tree]) -> st.SearchStrategy[Tree]:
    one = inner.map(lambda each: [each])
    return st.one_of(
        one.map(lambda each: _held(Kind.QUOTATION, each)),
        one.map(lambda each: _held(Kind.BULLETS, [_held(Kind.ITEM, each)])),
        one.map(lambda each: _held(Kind.FIGURE, each)),
    )


TREE = st.recursive(SIMPLE, lambda inner: _nests(inner, tables=False), max_leaves=4)
TABLED = (
    TREE
    | _plain_table()
    | _tables(TREE)
    | st.recursive(_plain_table() | _tables(SIMPLE), lambda inner: _wrapped(inner), max_leaves=2)
)


HEADINGS = st.builds(
    lambda passage, level: replace(passage, role=Role.HEADING, level=level), BODY, st.integers(1, 4)
)
TURNS = TEXT.map(lambda words: Passage((Run(words),), Role.TURN, 2))
OF_ITS_OWN = st.sampled_from([Role.STANDFIRST, Role.BYLINE, Role.DATELINE, Role.RIGHTS]).flatmap(
    _as
)
TOP = st.one_of(TABLED, TABLED, TABLED, HEADINGS, OF_ITS_OWN)


@dataclass
class _Laying:
    """A tree laid flat."""

    keys: Iterator[int]

    def flat(self, tree: Tree, within: tuple[Holder, ...] = ()) -> Iterator[Passage]:
        """The passages of a tree, each with what holds it."""
        if isinstance(tree, Passage):
            yield replace(tree, within=within)
            return
        holder, children = tree
        inside = (*within, replace(holder, key=next(self.keys)))
        for child in children:
            yield from self.flat(child, inside)


def _article(
    trees: list[Tree], notes: list[list[Tree]], sounds: dict[str, str], turned: list[Tree]
) -> Article:
    """An article of some trees, with those notes that something points to."""
    laying = _Laying(count(NOTES + 1))
    text = [passage for tree in (*trees, *turned) for passage in laying.flat(tree)]
    pointed = [run.note for passage in text for run in passage.runs if run.note]
    for number in dict.fromkeys(pointed):
        note = Holder(Kind.NOTE, -number)
        for tree in notes[-number - 1]:
            text += laying.flat(_without_marks(tree), (note,))
    passages = tuple(
        replace(each, runs=tuple(map(_positive, each.runs))) for each in _levelled(text)
    )
    about = Metadata(
        "The mill",
        language="en",
        pronunciations=tuple(Lexeme((word,), sound) for word, sound in sounds.items()),
    )
    return Article("-", passages, about, guess=False)


def _levelled(text: list[Passage]) -> Iterator[Passage]:
    """Passages whose turns of topic stand one level below the heading above them."""
    level = 1
    for passage in text:
        level = passage.level if passage.role is Role.HEADING and not passage.within else level
        yield replace(passage, level=level + 1) if passage.role is Role.TURN else passage


def _positive(run: Run) -> Run:
    return replace(run, note=-run.note)


def _without_marks(tree: Tree) -> Tree:
    if isinstance(tree, Passage):
        runs = (
            tidy([run for run in tree.runs if not run.note])
            if tree.role is not Role.CODE
            else tree.runs
        )
        return replace(tree, runs=runs)
    holder, children = tree
    return holder, [_without_marks(child) for child in children]


TURNED = st.lists(st.tuples(TURNS, TABLED), max_size=2).map(
    lambda pairs: [x for p in pairs for x in p]
)
ARTICLES = st.builds(
    _article,
    st.lists(TOP, min_size=1, max_size=4),
    st.lists(st.lists(TREE, min_size=1, max_size=2), min_size=NOTES, max_size=NOTES),
    st.dictionaries(st.sampled_from(["Ystad", "it’s"]), st.sampled_from(["Ee-stad", "Yes"])),
    TURNED,
)
