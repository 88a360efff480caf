"""Markdown: CommonMark with tables, footnotes, definition lists, tasks and front matter.

markdown-it makes HTML of it, each block marked with the line it stands on, and `html`
makes passages of that, as it does for every format that is HTML in the end.
"""

import re
from collections.abc import Iterable, Iterator, MutableMapping, Sequence
from dataclasses import replace
from html import escape
from typing import Any

from markdown_it import MarkdownIt
from markdown_it.renderer import RendererHTML
from markdown_it.token import Token
from markdown_it.utils import OptionsDict
from mdit_py_plugins.deflist import deflist_plugin

from publisher.article import Article, Metadata, Passage, Run
from publisher.errors import ReadingError
from publisher.reading import frontmatter
from publisher.reading.decoding import decode
from publisher.reading.frontmatter import Matter
from publisher.reading.html import LINE, passages_of
from publisher.reading.marknotes import inline_notes, lone_marks, use_notes
from publisher.reading.marksigns import caption_tables, tick_boxes, use_letters
from publisher.reading.pictures import Gallery, gallery
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
        CommonMark 0.31.2; GitHub Flavored Markdown 0.29, sections 4.10 (tables) and 5.3 (tasks);
        PHP Markdown Extra (footnotes, definition lists); pandoc's manual (letters above and
        below the line, captions of tables).
    """
    matter, body, above = frontmatter.split(decode(source), source.name)
    ours = not frontmatter.guess(matter)
    html, left_out = _html(body, above, source.name, ours=ours)
    shown = gallery(source)
    passages, findings = passages_of(html, shown, ours=ours)
    about, uncovered = _about(matter, shown)
    return Article(
        name=source.name,
        passages=tuple(_described(passages, frontmatter.pairs(matter, "alternatives"))),
        metadata=about,
        settings=frontmatter.settings(matter),
        guess=frontmatter.guess(matter),
        findings=(*_unknown(matter), *uncovered, *left_out, *findings),
        order=frontmatter.order(matter),
    )


def _about(matter: Matter, shown: Gallery) -> tuple[Metadata, tuple[Finding, ...]]:
    """What front matter declares, the image for the cover among it."""
    about, name = frontmatter.metadata(matter), frontmatter.cover(matter)
    cover = shown(name) if name else None
    if cover is not None or not name:
        return replace(about, cover=cover), ()
    message = f"the cover {name!r} is no image in the article's folder; one is drawn instead"
    return about, (Finding("cover-left-out", Weight.WARNING, message, "front matter"),)


def _described(passages: Iterable[Passage], descriptions: frontmatter.Pairs) -> Iterator[Passage]:
    """Passages whose pictures have the descriptions that stand in the front matter."""
    by_name = dict(descriptions)
    for passage in passages:
        words = by_name.get(passage.picture.name, "") if passage.picture else ""
        yield replace(passage, runs=(Run(words),)) if words else passage


def _html(text: str, above: int, name: str, *, ours: bool) -> tuple[str, tuple[Finding, ...]]:
    """The text as HTML whose blocks know their lines, and what is not in it.

    What `binding.manuscript` wrote has captions in its tables, and none beside them.
    """
    parser = _parser()
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
    _make_figures(tokens)
    tick_boxes(tokens)
    tokens = tokens if ours else caption_tables(tokens)
    html = str(parser.renderer.render(tokens, parser.options, environment))
    html += "".join(inline_notes(parser, environment))
    lone = lone_marks(tokens, environment, above)
    return html, (*_unused(environment.get("references", {}), tokens, above), *lone)


def _parser() -> MarkdownIt:
    parser = _Parser("commonmark", {"maxNesting": DEEPEST}).enable(["table", "strikethrough"])
    parser.use(deflist_plugin)
    use_notes(parser)
    use_letters(parser)
    parser.add_render_rule("image", _image)
    return parser


def _make_figures(tokens: Sequence[Token]) -> None:
    """Make figures of paragraphs in which there is but one picture with a title."""
    for opened, inline, closed in zip(tokens, tokens[1:], tokens[2:], strict=False):
        inside = inline.children or []
        alone = opened.type == "paragraph_open" and [each.type for each in inside] == ["image"]
        if alone and inside[0].attrs.get("title"):
            opened.tag = closed.tag = "figure"
            opened.hidden = closed.hidden = False
            inside[0].meta["captioned"] = True


def _image(
    self: RendererHTML,
    tokens: Sequence[Token],
    at: int,
    options: OptionsDict,
    environment: MutableMapping[str, Any],
) -> str:
    """A picture with its title in words of the page, where it would show only under a mouse.

    It is the caption of a picture that stands alone, and else part of its description.
    """
    token = tokens[at]
    words = self.renderInlineAsText(token.children or [], options, environment)
    title = str(token.attrs.get("title", ""))
    caption = f"<figcaption>{escape(title)}</figcaption>" if token.meta.get("captioned") else ""
    if title and not caption:
        words = ". ".join(filter(None, (words.rstrip("."), title)))
    return f'<img src="{escape(str(token.attrs["src"]))}" alt="{escape(words)}">{caption}'


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
        replace(
            note,
            message=f"“{frontmatter.shown(matter, name)}” means nothing here and is left out",
        )
        for name in frontmatter.unknown(matter)
    )
