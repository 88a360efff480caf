"""Gold articles as plain text, in the dialects that saving and copying make.

Each dialect is a function from an article to a `Page`. Chance is drawn from the names of the
article and the dialect, so that every run makes the same bytes.
"""

import random
import re
import textwrap
import zlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace

from articles import Block, Gold
from clutter import Drawer

_NOTE = re.compile(r"\[\^(\w+)\]")
_LINK = re.compile(r"\[([^\]]+)\]\((\S+?)\)")
_STRESS = re.compile(r"(?<![\w*])\*([^*\n]+)\*(?![\w*])")
MIDDLE_EVERY = 4


@dataclass(frozen=True, slots=True)
class Page:
    """A rendered article.

    Attributes:
        dialect: which way it was rendered.
        form: which reader reads it.
        data: its bytes.
        clutter: lines put in that are no part of the article, and whether each is held out.
        marked: whether captions are marked as such, so that they must be kept.
        headed: whether its sub-headings are in it.
        gold: the article as rendered, where it is not quite the one that was asked for.
    """

    dialect: str
    form: str
    data: bytes
    clutter: tuple[tuple[str, bool], ...] = ()
    marked: bool = False
    headed: bool = True
    gold: Gold | None = None


@dataclass(frozen=True, slots=True)
class Unit:
    """Lines that stand together: a head line, a paragraph, a list, a group of clutter.

    Attributes:
        kind: the block's kind, or title, standfirst, byline, dateline, rights, clutter.
        lines: as a program without line breaks of its own would write them.
    """

    kind: str
    lines: tuple[str, ...]


def chance(*names: str) -> random.Random:
    """Chance that is the same in every run."""
    return random.Random(zlib.crc32("/".join(names).encode()))  # noqa: S311 - not for secrets


def bare(text: str) -> str:
    """Words without marks; a note's mark is in brackets."""
    return _STRESS.sub(r"\1", _LINK.sub(r"\1", _NOTE.sub(r"[\1]", text)))


def units(gold: Gold, *, headed: bool = True) -> tuple[Unit, ...]:
    """The whole article in lines."""
    return (*head_units(gold), *body_units(gold, headed=headed), *rights_units(gold))


def head_units(gold: Gold) -> tuple[Unit, ...]:
    """Headline, standfirst, byline and dateline, as the article orders them."""
    return tuple(Unit(name, (gold.head[name],)) for name in gold.order if gold.head.get(name))


def rights_units(gold: Gold) -> tuple[Unit, ...]:
    """The rights line."""
    return (Unit("rights", (gold.rights,)),) if gold.rights else ()


def body_units(gold: Gold, *, headed: bool = True) -> tuple[Unit, ...]:
    """The blocks in lines."""
    return tuple(
        Unit(block.kind, tuple(_lines(block)))
        for block in gold.blocks
        if headed or block.kind != "heading"
    )


def _lines(block: Block) -> Iterator[str]:
    plain = [line if block.kind == "code" else bare(line) for line in block.lines]
    if block.kind == "bullets":
        yield from (f"• {line}" for line in plain)
    elif block.kind == "numbers":
        yield from (f"{number}. {line}" for number, line in enumerate(plain, 1))
    elif block.kind == "terms":
        for line in plain:
            yield from line.split(" :: ")
    elif block.kind == "table":
        if block.caption:
            yield bare(block.caption)
        yield from ("\t".join(cells(line)) for line in plain)
    elif block.kind == "figure":
        yield " ".join(filter(None, (*plain, block.credit)))
    elif block.kind == "note":
        yield f"[{block.mark}] {plain[0]}"
    else:
        yield from plain


def cells(row: str) -> list[str]:
    """The cells of a row."""
    return [cell.strip() for cell in row.split("|")]


def blank(shown: tuple[Unit, ...]) -> str:
    """Paragraphs parted by blank lines."""
    return "\n\n".join("\n".join(unit.lines) for unit in shown) + "\n"


def single(shown: tuple[Unit, ...]) -> str:
    """A paragraph a line, and no blank lines."""
    return "\n".join(line for unit in shown for line in unit.lines) + "\n"


def wrapped(shown: tuple[Unit, ...], width: int, indent: str = "", gap: str = "\n\n") -> str:
    """Lines broken at a width; paragraphs parted by blank lines, or told by an indent."""
    parts = []
    for unit in shown:
        lines = [
            text
            for line in unit.lines
            for text in _wrap(line, width, unit.kind, indent if unit.kind == "body" else "")
        ]
        parts.append((unit.kind, "\n".join(lines)))
    out, before = "", "body"
    for kind, text in parts:
        joint = gap if kind == before == "body" else "\n\n"
        out, before = (out + joint + text if out else text), kind
    return out + "\n"


def _wrap(line: str, width: int, kind: str, indent: str) -> list[str]:
    if kind in ("verse", "lines", "code", "table"):
        return [line]
    if _is_unspaced(line):
        line = ("　" if indent else "") + line
        step = width // 2
        return [line[start : start + step] for start in range(0, len(line), step)]
    hanging = "  " if kind in ("bullets", "numbers") else ""
    wrapper = textwrap.TextWrapper(
        width, initial_indent=indent, subsequent_indent=hanging, break_on_hyphens=width == 80,
        break_long_words=False,
    )  # fmt: skip
    return wrapper.wrap(line)


def _is_unspaced(line: str) -> bool:
    return len(re.findall(r"[\u3040-\u30ff\u4e00-\u9fff]", line)) * 2 > len(line)


def hard_spaces(text: str, dice: random.Random) -> str:
    """Spaces made unbreakable where web editors leave them, and here and there by chance."""
    text = re.sub(r"(?<=\d) (?=\w)| (?=[–—:;?!»])|(?<=[«]) ", "\u00a0", text)
    return re.sub(r"(?<=\w) (?=\w)", lambda _: "\u00a0" if dice.random() < 0.04 else " ", text)


def cluttered(gold: Gold, dialect: str) -> tuple[tuple[Unit, ...], tuple[tuple[str, bool], ...]]:
    """The article as copied out of its page, with what stood around it and between.

    Returns:
        The units, and the lines of clutter among them.
    """
    dice = chance(gold.name, dialect)
    drawer = Drawer(gold.tongue, dice)
    # Most people begin to copy at the headline; some take the whole page.
    top = drawer.draw("top", dice.choice((0, 0, 0, 1, 2)))
    under, foot = drawer.draw("under", dice.randint(1, 3)), drawer.draw("foot", dice.randint(2, 5))
    shown = [*_clutter(top), *head_units(gold), *_clutter(under)]
    since, middle = 0, drawer.draw("middle", 1)
    for unit in body_units(gold):
        if since >= MIDDLE_EVERY and middle and unit.kind in ("body", "heading"):
            shown += _clutter(middle)
            again = dice.random() < 0.3
            middle = drawer.again(middle[0]) if again else drawer.draw("middle", 1)
            since = 0
        shown.append(unit)
        since += unit.kind == "body"
    rights = rights_units(gold)
    shown += [*_clutter(middle), *_clutter(foot[:-2]), *rights, *_clutter(foot[-2:])]
    return tuple(shown), tuple(drawer.drawn)


def _clutter(groups: list[tuple[str, ...]]) -> list[Unit]:
    return [Unit("clutter", group) for group in groups]


def _apart(shown: tuple[Unit, ...]) -> tuple[Unit, ...]:
    """Every line of clutter a paragraph of its own."""
    return tuple(
        part
        for unit in shown
        for part in (
            [replace(unit, lines=(line,)) for line in unit.lines]
            if unit.kind == "clutter"
            else [unit]
        )
    )


def _uneven(shown: tuple[Unit, ...], dice: random.Random) -> str:
    """Blank lines by chance, more than one at times, and spaces at the ends of lines."""
    out = ""
    for unit in shown:
        tail = dice.choice(("", "", " ", "\u00a0"))
        gap = dice.choice(("\n\n", "\n\n", "\n\n\n", "\n \n", "\n\n\u00a0\n"))
        out += "\n".join(line + tail for line in unit.lines) + gap
    return out


def _page(dialect: str, text: str, encoding: str = "utf-8") -> Page:
    return Page(dialect, "text", text.encode(encoding))


def _blank(gold: Gold) -> Page:
    return _page("blank lines", blank(units(gold)))


def _single(gold: Gold) -> Page:
    return _page("single newlines", single(units(gold)))


def _crlf(gold: Gold) -> Page:
    return _page("CRLF", blank(units(gold)).replace("\n", "\r\n"))


def _bom(gold: Gold) -> Page:
    return _page("BOM, single", single(units(gold)), "utf-8-sig")


def _latin(gold: Gold) -> Page | None:
    try:
        return _page("Windows-1252", blank(units(gold)).replace("\n", "\r\n"), "cp1252")
    except UnicodeEncodeError:
        return None


def _nbsp(gold: Gold) -> Page:
    dice = chance(gold.name, "nbsp")
    return _page("hard spaces", hard_spaces(blank(units(gold)), dice))


def _wrap_58(gold: Gold) -> Page:
    return _page("wrapped at 58", wrapped(units(gold), 58))


def _wrap_72(gold: Gold) -> Page:
    return _page("wrapped at 72", wrapped(units(gold), 72))


def _wrap_80(gold: Gold) -> Page:
    return _page("wrapped at 80, CRLF", wrapped(units(gold), 80).replace("\n", "\r\n"))


def _wrap_indent(gold: Gold) -> Page:
    return _page("wrapped, indented", wrapped(units(gold), 66, "    ", "\n"))


def _web(gold: Gold) -> Page:
    shown, lines = cluttered(gold, "web")
    return replace(_page("copied, blank lines", blank(_apart(shown))), clutter=lines)


def _web_single(gold: Gold) -> Page:
    shown, lines = cluttered(gold, "web-single")
    return replace(_page("copied, single newlines", single(shown)), clutter=lines)


def _web_uneven(gold: Gold) -> Page:
    shown, lines = cluttered(gold, "web-uneven")
    dice = chance(gold.name, "uneven")
    text = hard_spaces(_uneven(shown, dice), dice)
    return replace(_page("copied, uneven", text), clutter=lines)


def _topics(gold: Gold) -> Page | None:
    """Without its headings: the sections must be found by what they are about."""
    if not gold.topics:
        return None
    page = _page("topics: headings taken out", blank(units(gold, headed=False)))
    return replace(page, headed=False)


def restyled(gold: Gold, style: Callable[[int, str], str]) -> Gold | None:
    """The article with its headings set otherwise; None where that cannot be.

    Args:
        gold: the article.
        style: from a heading's number, from 1, and its words to its words.
    """
    count, blocks = 0, []
    for block in gold.blocks:
        if block.kind == "heading":
            count += 1
            block = replace(block, lines=(style(count, block.lines[0]),))
        blocks.append(block)
    plain = not gold.book and "interview" not in gold.shape and gold.tongue not in ("ar", "ja")
    return replace(gold, blocks=tuple(blocks)) if count and plain else None


def _restyled(gold: Gold, dialect: str, style: Callable[[int, str], str]) -> Page | None:
    other = restyled(gold, style)
    join = single if dialect.endswith("single") else blank
    return replace(_page(dialect, join(units(other))), gold=other) if other else None


def _bare_words(words: str) -> str:
    """A heading without a number or a stop of its own."""
    return re.sub(r"^(\d+\.|Part \w+:) ", "", words).rstrip(".")


def _capitals(gold: Gold) -> Page | None:
    return _restyled(gold, "heads in capitals", lambda _, words: words.upper())


def _title_case(gold: Gold) -> Page | None:
    if gold.tongue != "en":
        return None
    return _restyled(gold, "heads in Title Case, single", lambda _, words: _titled(words))


def _titled(words: str) -> str:
    small = {"a", "an", "and", "at", "for", "in", "of", "on", "or", "the", "to", "with"}
    every = words.split(" ")
    later = (word if word in small else word[:1].upper() + word[1:] for word in every[1:])
    return " ".join((every[0], *later))


def _stopped(gold: Gold) -> Page | None:
    def style(_: int, words: str) -> str:
        return words if words.endswith(("?", ".", "!", "”", "’", "»", "“")) else words + "."

    return _restyled(gold, "heads with full stops", style)


def _numbered(gold: Gold) -> Page | None:
    return _restyled(
        gold, "heads numbered, single", lambda count, words: f"{count}. {_bare_words(words)}"
    )


def _parts(gold: Gold) -> Page | None:
    names = ("I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII", "XIII")
    return _restyled(
        gold,
        "heads in Roman numbers",
        lambda count, words: f"{names[count - 1]}. {_bare_words(words)}",
    )


OPENING = """The Open Shelf eBook of {title}, by {author}

This eBook may be read, copied and given away by anyone anywhere, at no
cost and with hardly any restrictions, under the terms of the Open Shelf
Licence that is printed at its end.

Title: {title}

Author: {author}

Release Date: June 4, 2019 [eBook #{number}]

Language: English

Character set encoding: UTF-8

Produced by the volunteers of the Open Shelf from page images made
available by a public library

*** START OF THE OPEN SHELF EBOOK {capitals} ***
"""

CLOSING = """*** END OF THE OPEN SHELF EBOOK {capitals} ***

***** This file should be named {number}-0.txt or {number}-0.zip *****

Updated editions will replace the previous one; the old editions will
be renamed.

THE FULL OPEN SHELF LICENCE
PLEASE READ THIS BEFORE YOU DISTRIBUTE OR USE THIS WORK

1.A. By reading or using any part of this electronic work, you show that
you have read, understood and agree to all the terms of this licence.

1.B. You may charge a reasonable fee for copies of this work, provided
that the name of the Open Shelf does not stand on them.
"""


def _gutenberg(gold: Gold) -> Page | None:
    """A book as the great libraries of plain text give it: wrapped, centred, with boilerplate."""
    if not gold.book:
        return None
    facts = {
        "title": gold.title,
        "author": gold.authors[0],
        "capitals": gold.title.upper(),
        "number": str(20000 + zlib.crc32(gold.name.encode()) % 40000),
    }
    opening, closing = OPENING.format(**facts), CLOSING.format(**facts)
    contents = _contents(gold)
    parts = [opening, "\n\n", _centred(gold.title.upper()), "\n"]
    parts += [_centred("by"), "\n", _centred(gold.authors[0].upper()), "\n\n\n", *contents, "\n"]
    parts += [_leaf(unit) for unit in body_units(gold)]
    text = "\n".join(part.rstrip("\n") if part.strip() else "" for part in parts)
    lines = [line for part in (opening, closing) for line in part.splitlines() if _says(line)]
    clutter = (*((line, False) for line in lines), *((line.strip(), False) for line in contents))
    page = _page("book, Gutenberg style", text + "\n\n\n\n\n" + closing)
    return replace(page, clutter=tuple((line, held) for line, held in clutter if line))


def _says(line: str) -> bool:
    """Whether a line of boilerplate can be told from the facts that ought to be kept."""
    return len(line.split()) > 2 and not line.startswith(("Title:", "Author:"))


def _contents(gold: Gold) -> list[str]:
    heads = [block.lines[0] for block in gold.blocks if block.kind == "heading"]
    return [_centred("CONTENTS"), "", *(f"  {line}" for line in heads), ""]


def _centred(line: str) -> str:
    return line.center(72).rstrip()


def _leaf(unit: Unit) -> str:
    text = unit.lines[0]
    if unit.kind == "heading":
        number, stop, name = text.partition(". ")
        lines = [_centred(number + stop.strip()), "", _centred(name)] if name else [_centred(text)]
        return "\n\n\n\n" + "\n".join(lines) + "\n\n"
    if unit.kind == "verse":
        return "\n" + "\n".join(f"        {line}" for line in unit.lines) + "\n"
    if unit.kind == "break":
        return "\n       *       *       *       *       *\n"
    return "\n" + wrapped((Unit(unit.kind, unit.lines),), 72)


TEXTS: tuple[Callable[[Gold], Page | None], ...] = (
    _blank, _single, _crlf, _bom, _latin, _nbsp, _wrap_58, _wrap_72, _wrap_80, _wrap_indent,
    _capitals, _title_case, _stopped, _numbered, _parts,
    _web, _web_single, _web_uneven, _gutenberg, _topics,
)  # fmt: skip
