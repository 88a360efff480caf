"""What holds passages, brought to forms that a page can have.

Sources nest as they please: items without lists, tables that only lay a page out, notes that
nothing points to. Here every passage gets holders that every edition can show.
"""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import replace
from itertools import groupby, pairwise

from publisher.article import Holder, Kind, Passage, Role

_LISTS = (Kind.BULLETS, Kind.NUMBERS)
_STANDS_IN: dict[Kind, tuple[Kind, ...]] = {
    Kind.ITEM: _LISTS,
    Kind.TERM: (Kind.TERMS,),
    Kind.MEANING: (Kind.TERMS,),
    Kind.ROW: (Kind.TABLE,),
    Kind.HEADER: (Kind.ROW,),
    Kind.CELL: (Kind.ROW,),
}
_HOLDS_NO_WORDS = {*_LISTS, Kind.TERMS, Kind.TABLE, Kind.ROW}  # but what stands in them


def proper(within: Iterable[Holder], role: Role = Role.BODY) -> tuple[Holder, ...]:
    """Holders as a page can have them: items in lists, cells in rows, rows in tables.

    Args:
        within: holders as a source nests them, outermost first.
        role: of the passage that they hold: a caption may stand in a table itself.
    """
    kept: list[Holder] = []
    for holder in within:
        needs = _STANDS_IN.get(holder.kind, ())
        while kept and kept[-1].kind in _HOLDS_NO_WORDS and kept[-1].kind not in needs:
            kept.pop()
        if not needs or (kept and kept[-1].kind in needs):
            kept.append(holder)
    while kept and kept[-1].kind in _HOLDS_NO_WORDS:
        if kept[-1].kind is Kind.TABLE and role is Role.CAPTION:
            break
        kept.pop()
    return tuple(kept)


def without_layout(passages: Iterable[Passage]) -> tuple[Passage, ...]:
    """Passages without the tables that hold a page's parts and no figures.

    A table is one of these when it has a heading or another table in a cell, or never more than
    one cell with words in a row.

    Source:
        HTML Living Standard, section 4.9.1, on telling layout tables from others.
    """
    passages = tuple(passages)
    gone = set(_layout_tables(passages))
    if not gone:
        return passages
    return tuple(_seen(replace(each, within=_outside(each.within, gone)) for each in passages))


def _layout_tables(passages: tuple[Passage, ...]) -> Iterator[int]:
    """The keys of tables that only lay out."""
    widths: Counter[int] = Counter()
    cells: dict[tuple[int, int], set[int]] = {}
    for passage in passages:
        tables = [at for at, each in enumerate(passage.within) if each.kind is Kind.TABLE]
        for at in tables:
            key = passage.within[at].key
            widths[key] += 0
            if passage.role is Role.HEADING or at != tables[-1]:
                yield key
            if len(passage.within) > at + 2 and passage.runs:
                row, cell = passage.within[at + 1 : at + 3]
                cells.setdefault((key, row.key), set()).add(cell.key)
    for (key, _), among in cells.items():
        widths[key] = max(widths[key], len(among))
    yield from (key for key, width in widths.items() if width < 2)


def _outside(within: tuple[Holder, ...], gone: set[int]) -> tuple[Holder, ...]:
    """Holders without some tables, their rows and their cells."""
    kept: list[Holder] = []
    skip = 0
    for holder in within:
        if holder.kind is Kind.TABLE and holder.key in gone:
            skip = 2
        elif skip and holder.kind in (Kind.ROW, Kind.HEADER, Kind.CELL):
            skip -= 1
        else:
            kept.append(holder)
    return tuple(kept)


def _seen(passages: Iterable[Passage]) -> Iterator[Passage]:
    """Passages but for the empty cells of tables that are gone, and captions made words."""
    for passage in passages:
        held = passage.within[-1].kind if passage.within else None
        if passage.runs or passage.picture or held in (Kind.HEADER, Kind.CELL):
            loose = passage.role is Role.CAPTION and held not in (Kind.FIGURE, Kind.TABLE)
            yield replace(passage, role=Role.BODY) if loose else passage


def folds_whole(passages: Iterable[Passage], folds: set[int]) -> tuple[Passage, ...]:
    """Passages in which what unfolds on a page (``<details>``) has a name over it, and words.

    One that lacks either, or has its name below, stands as all else does.

    Args:
        passages: of a document.
        folds: the keys of what holds such terms and meanings.
    """
    passages = tuple(passages)
    kinds: dict[int, list[Kind]] = {}
    for passage in passages:
        for outer, inner in pairwise(passage.within):
            if outer.key in folds:
                kinds.setdefault(outer.key, []).append(inner.kind)
    gone = {key for key, each in kinds.items() if not _is_named(each)}
    return tuple(_unfolded(each, gone) for each in passages) if gone else passages


def _is_named(kinds: list[Kind]) -> bool:
    terms = kinds.count(Kind.TERM)
    return 0 < terms < len(kinds) and Kind.TERM not in kinds[terms:]


def _unfolded(passage: Passage, gone: set[int]) -> Passage:
    around = [None, *passage.within]
    within = tuple(
        holder
        for outer, holder in zip(around, passage.within, strict=False)
        if holder.key not in gone and (outer is None or outer.key not in gone)
    )
    return replace(passage, within=within)


def with_notes_paired(passages: Iterable[Passage]) -> tuple[Passage, ...]:
    """Passages in which every mark has its note, and every note its mark.

    A note that nothing points to becomes words like all others; a mark without a note too.
    """
    passages = tuple(passages)
    noted = {each.key for passage in passages for each in passage.within if each.kind is Kind.NOTE}
    marked = {run.note for passage in passages for run in passage.runs} - {0}
    lonely = {*(marked - noted), *(noted - marked)}
    if not lonely:
        return passages
    return tuple(_unpaired(passage, lonely) for passage in passages)


def _unpaired(passage: Passage, lonely: set[int]) -> Passage:
    within = tuple(
        each for each in passage.within if each.kind is not Kind.NOTE or each.key not in lonely
    )
    runs = tuple(replace(run, note=0) if run.note in lonely else run for run in passage.runs)
    return replace(passage, within=within, runs=runs)


def tables_whole(passages: Iterable[Passage]) -> tuple[Passage, ...]:
    """Passages in which nothing but empty cells makes no table: such a table is left out."""
    kept: list[Passage] = []
    for key, group in groupby(passages, _table_of):
        together = tuple(group)
        if not key or any(each.runs or each.picture for each in together):
            kept.extend(together)
    return tuple(kept)


def _table_of(passage: Passage) -> int:
    return next((each.key for each in passage.within if each.kind is Kind.TABLE), 0)
