"""Markdown: CommonMark with front matter.

markdown-it makes HTML of it, each block marked with the line it stands on, and `html`
makes passages of that, as it does for every format that is HTML in the end.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import Any

from markdown_it import MarkdownIt
from markdown_it.token import Token

from publisher.article import Article
from publisher.errors import ReadingError
from publisher.reading import frontmatter
from publisher.reading.decoding import decode
from publisher.reading.html import LINE, passages_of
from publisher.reading.source import Source
from publisher.report import Finding, Weight

DEEPEST = 60
"""Levels of nesting, of which a quotation takes one and an item of a list two.

The parser passes over whatever is deeper, and recurs for each level: more would be too much
for Python's stack, and fewer would forbid what authors do write."""


class _Parser(MarkdownIt):
    def validateLink(self, url: str) -> bool:  # noqa: N802
        """Take every address, for `html` to judge: what is refused here is printed instead."""
        return True


def read_markdown(source: Source) -> Article:
    """The article in a Markdown file.

    Raises:
        ReadingError: it is no text, its front matter is not well formed, or it is nested
            beyond all measure.

    Source:
        CommonMark 0.31.2.
    """
    matter, body, above = frontmatter.split(decode(source), source.name)
    html, unused = _html(body, above, source.name)
    passages, findings = passages_of(html)
    return Article(
        name=source.name,
        passages=passages,
        metadata=frontmatter.metadata(matter),
        settings=frontmatter.settings(matter),
        guess=frontmatter.guess(matter),
        findings=(*_unknown(matter), *unused, *findings),
    )


def _html(text: str, above: int, name: str) -> tuple[str, tuple[Finding, ...]]:
    """The text as HTML whose blocks know their lines, and the addresses no link leads to."""
    parser = _Parser("commonmark", {"maxNesting": DEEPEST})
    environment: dict[str, Any] = {}
    tokens = parser.parse(text, environment)
    for token in tokens:
        if token.map is not None and token.nesting >= 0:
            _mark_line(token, token.map[0] + above + 1)
        if token.level >= DEEPEST - 1:
            raise ReadingError(
                f"{name}: quotations or lists are nested {DEEPEST} levels deep",
                remedy="Write them less deep; look for long rows of > or of spaces.",
            )
    html = str(parser.renderer.render(tokens, parser.options, environment))
    return html, tuple(_unused(environment.get("references", {}), tokens, above))


def _mark_line(token: Token, line: int) -> None:
    """Tell a block its line; the author's own HTML is told by an empty element before it."""
    if token.type == "html_block":
        token.content = f'<wbr {LINE}="{line}">{token.content}'
    else:
        token.attrSet(LINE, str(line))


def _unused(
    references: dict[str, dict[str, Any]], tokens: Iterable[Token], above: int
) -> Iterator[Finding]:
    """A finding for each definition (``[Note]: words``) that no link makes use of."""
    inline = (child for token in tokens for child in token.children or ())
    used = {child.attrs.get("href", child.attrs.get("src")) for child in inline}
    for label, reference in references.items():
        if reference["href"] not in used:
            said = re.sub(r"\s+", " ", f"[{label}]: {reference['href']} {reference['title']}")
            message = f"“{said.strip()}” gives an address that no link uses; it is left out"
            place = f"line {reference['map'][0] + above + 1}"
            yield Finding("reference-left-out", Weight.WARNING, message, place)


def _unknown(matter: frontmatter.Matter) -> tuple[Finding, ...]:
    note = Finding("front-matter-unknown", Weight.NOTE, "", "front matter")
    return tuple(
        replace(note, message=f"{name!r} means nothing here and is left out")
        for name in frontmatter.unknown(matter)
    )
