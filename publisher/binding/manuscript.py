"""A document as Markdown that a person can correct: what was guessed, written down.

Built again, it gives the same publication: its front matter says ``guess: false``, so nothing
is guessed anew, and every character that Markdown would read something into is escaped. What
Markdown has no sure sign for (emphasis within a word, a link with blanks in it, a figure with
its caption) stands as HTML, and a section without a heading begins at a comment that names it.
"""

import re
from base64 import b64encode
from collections.abc import Iterator, Sequence
from functools import partial
from html import escape
from itertools import groupby
from typing import Final
from urllib.parse import quote

import yaml

from publisher.article import CODE, Holder, Kind, Metadata, Picture, Role
from publisher.binding.inlines import Labels, labels_of, plain_words, tagged, words
from publisher.binding.margins import Margins
from publisher.binding.plainforms import (
    flat,
    is_flat_table,
    is_plain_table,
    is_plain_terms,
    pipes,
    terms,
)
from publisher.document import Document, Paragraph, Section
from publisher.lexicon import by_word

_FIELDS = (
    "title", "standfirst", "authors", "byline", "dateline", "date", "language", "publisher",
    "rights", "source", "subjects", "slug",
)  # fmt: skip
_NOTE = """\
# Nothing is guessed in this file: what is marked here is what is made of it.
# Correct what is wrong, then build it.
guess: false
"""
_AS_TYPED: Final = "text"  # and so no code
_LONGEST_COVER: Final = 60_000  # characters in front matter, which may have 100,000 in all
_PLAIN_NAME: Final = re.compile(r"[\w-][\w./-]*")
_OF_ITS_OWN: Final = (Role.STANDFIRST, Role.BYLINE, Role.DATELINE, Role.RIGHTS)

_Written = tuple[tuple[Holder, ...], str]
"""What holds a block, and its lines."""


def manuscript(work: Document, settings: Sequence[tuple[str, str]] = ()) -> str:
    """A document as Markdown with front matter.

    Args:
        work: what was understood of an article.
        settings: the author's own wishes (voice, rate), to be kept.

    Source:
        CommonMark 0.31.2, sections 4 and 5 (blocks); GitHub Flavored Markdown 0.29, section
        4.10 (tables); PHP Markdown Extra (footnotes, definition lists).
    """
    parts = [f"---\n{_matter(work, settings)}{_NOTE}---\n"]
    labels = labels_of(work)
    margins = Margins(labels)
    deepest = max(section.level for section in work.sections)
    for section in work.sections:
        level = section.level + (deepest < 6)
        parts += (margins.beside(*each) for each in _section(section, level, labels))
    parts.append(margins.end())
    aside = "\n".join(_aside(work))
    return "".join(parts) + (f"\n<!--\n{aside}\n-->\n" if aside else "")


def _matter(work: Document, settings: Sequence[tuple[str, str]]) -> str:
    about = work.metadata
    values = {name: getattr(about, name) for name in _FIELDS}
    kept: dict[str, object] = {
        name: list(value) if isinstance(value, tuple) else value
        for name, value in values.items()
        if value
    }
    kept |= _further(about)
    kept.update(settings)
    return str(yaml.safe_dump(kept, allow_unicode=True, sort_keys=False, width=float("inf")))


def _further(about: Metadata) -> dict[str, object]:
    """The cover by its name, or itself when it has none and is small, and how words sound."""
    further: dict[str, object] = {}
    address = _address(about.cover) if about.cover else ""
    if address and len(address) < _LONGEST_COVER:
        further["cover"] = address
    if about.pronunciations:
        further["pronunciations"] = by_word(about.pronunciations)
    return further


def _aside(work: Document) -> Iterator[str]:
    for finding in work.findings:
        yield re.sub(r"--+|<!?|>", "-", f"{finding.place}: {finding.message}".lstrip(": "))


def _section(section: Section, level: int, labels: Labels) -> Iterator[_Written]:
    """The blocks of a section, its heading or its label first."""
    if section.turn:
        label = escape(section.label, quote=False).replace("--", "-&#45;")
        yield (), f"<!-- section: {label} -->"
    if section.heading is not None:
        yield (), f"{'#' * level} {words(section.heading, labels, '<br>')}"
    yield from _blocks(section.paragraphs, labels)


def _blocks(blocks: Sequence[Paragraph], labels: Labels, depth: int = 0) -> Iterator[_Written]:
    """Blocks by themselves, or together where a figure, table or list of terms has a form.

    Args:
        blocks: in a row.
        labels: of notes.
        depth: how many of the holders around all of them are seen to.
    """
    above = False  # whether a list of terms is right above, which would take in another
    for key, group in groupby(blocks, partial(_whole, depth=depth)):
        together = tuple(group)
        form = "" if key is None else _form(together, key, labels, after_terms=above)
        if key is None:
            yield from ((each.within, "\n".join(_lines(each, labels))) for each in together)
        elif form:
            yield together[0].within[: together[0].within.index(key)], form
        else:
            yield from _blocks(together, labels, together[0].within.index(key) + 1)
        above = bool(form) and key is not None and key.kind is Kind.TERMS


def _whole(block: Paragraph, depth: int) -> Holder | None:
    """The outermost figure, table or list of terms that a block is part of, from a depth on."""
    kinds = (Kind.FIGURE, Kind.TABLE, Kind.TERMS)
    return next((holder for holder in block.within[depth:] if holder.kind in kinds), None)


def _form(blocks: Sequence[Paragraph], holder: Holder, labels: Labels, *, after_terms: bool) -> str:
    """All that a holder holds in one form; "" where it has none."""
    if holder.kind is Kind.FIGURE:
        return _figure(blocks, holder, labels)
    if holder.kind is Kind.TABLE and is_plain_table(blocks, holder):
        return pipes(blocks, holder, labels)
    if holder.kind is Kind.TABLE and is_flat_table(blocks, holder):
        return flat(blocks, holder, labels)
    plain = holder.kind is Kind.TERMS and not after_terms and is_plain_terms(blocks, holder)
    return terms(blocks, labels) if plain else ""


def _figure(blocks: Sequence[Paragraph], figure: Holder, labels: Labels) -> str:
    """A figure of pictures and captions, each on a line; "" where it holds something else."""
    if not all(block.within[-1] == figure and _is_shown(block) for block in blocks):
        return ""
    lines = (
        _in_html(block, block.picture) if block.picture else _caption(block, labels)
        for block in blocks
    )
    return "\n".join(("<figure>", *lines, "</figure>"))


def _is_shown(block: Paragraph) -> bool:
    return block.picture is not None or block.role is Role.CAPTION


def _lines(block: Paragraph, labels: Labels) -> Iterator[str]:
    """The block itself, without what holds it."""
    if block.role is Role.BREAK:
        yield "* * *"
    elif block.role is Role.CODE:
        ticks = max((len(found) for found in re.findall(r"`+", block.text)), default=0)
        fence = "`" * max(3, ticks + 1)
        told = "" if block.code == CODE else block.code or _AS_TYPED
        yield f"{fence}{told}\n{block.text}\n{fence}"
    elif block.picture is not None:
        yield _picture(block, block.picture)
    elif block.role is Role.HEADING:
        yield f"{'#' * 6} {words(block, labels, '<br>')}"
    elif block.role in _OF_ITS_OWN:
        yield f'<p class="{block.role.value}">{tagged(block, labels)}</p>'
    elif block.role is Role.CAPTION:
        yield _caption(block, labels)
    else:
        yield words(block, labels, "\\\n")


def _caption(block: Paragraph, labels: Labels) -> str:
    tag = "caption" if block.within[-1].kind is Kind.TABLE else "figcaption"
    return f"<{tag}>{tagged(block, labels)}</{tag}>"


def _picture(block: Paragraph, picture: Picture) -> str:
    """A picture by its name, with its description; one without a name stands there itself."""
    if not picture.name or _language_of(block):
        return _in_html(block, picture)
    return f"![{plain_words(block.text)}]({_address(picture)})"


def _in_html(block: Paragraph, picture: Picture) -> str:
    shown = f'<img src="{_address(picture)}" alt="{escape(block.text)}">'
    language = _language_of(block)
    return f'<span lang="{language}">{shown}</span>' if language else shown


def _language_of(block: Paragraph) -> str:
    """The language of a whole description; one in several scripts tells them by itself."""
    runs = (run for sentence in block.sentences for run in sentence.runs)
    (language, *others) = {run.language for run in runs if run.text.strip()} or {""}
    return "" if others else language


def _address(picture: Picture) -> str:
    """Where a picture is found: below the article's folder, or in the address itself."""
    if not picture.name:
        return f"data:{picture.media_type};base64,{b64encode(picture.data).decode()}"
    return picture.name if _PLAIN_NAME.fullmatch(picture.name) else quote(picture.name, safe="/")
