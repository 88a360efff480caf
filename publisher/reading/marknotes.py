"""Footnotes in Markdown, written as `html` knows notes.

A note stays where its author put it; `structuring` moves it to the end of the section that
points to it. Its mark is the author's own where that is no word, else its number.
"""

from collections.abc import Iterator, MutableMapping, Sequence
from html import escape
from typing import Any

from markdown_it import MarkdownIt
from markdown_it.renderer import RendererHTML
from markdown_it.token import Token
from markdown_it.utils import OptionsDict
from mdit_py_plugins.footnote import footnote_plugin

Environment = MutableMapping[str, Any]


def use_notes(parser: MarkdownIt) -> None:
    """Have a parser know footnotes (``[^1]``, ``[^1]: words`` and ``^[words]``)."""
    parser.use(footnote_plugin, move_to_end=False)
    parser.add_render_rule("footnote_ref", _mark)
    parser.add_render_rule("footnote_reference_open", _opened)
    parser.add_render_rule("footnote_reference_close", _closed)


def inline_notes(parser: MarkdownIt, environment: Environment) -> Iterator[str]:
    """The notes that stand amid the text (``^[words]``), as HTML."""
    renderer = parser.renderer
    assert isinstance(renderer, RendererHTML)
    for number, note in environment.get("footnotes", {}).get("list", {}).items():
        if "tokens" in note:
            words = renderer.renderInline(note["tokens"], parser.options, environment)
            yield f'<aside role="doc-footnote" id="{_name(number, "")}">{words}</aside>'


def _mark(
    self: RendererHTML, tokens: Sequence[Token], at: int, options: OptionsDict, env: Environment
) -> str:
    meta = tokens[at].meta
    label = str(meta.get("label", ""))
    worded = not label or any(letter.isalpha() for letter in label)
    mark = str(meta["id"] + 1) if worded else label
    return f'<a role="doc-noteref" href="#{_name(meta["id"], label)}">{escape(mark)}</a>'


def _opened(
    self: RendererHTML, tokens: Sequence[Token], at: int, options: OptionsDict, env: Environment
) -> str:
    attributes = self.renderAttrs(tokens[at])
    return f'<aside role="doc-footnote" id="{_name(0, tokens[at].meta["label"])}"{attributes}>'


def _closed(
    self: RendererHTML, tokens: Sequence[Token], at: int, options: OptionsDict, env: Environment
) -> str:
    return "</aside>"


def _name(number: int, label: str) -> str:
    """A note's id: by its label, or by its number when it stands amid the text."""
    return escape(f"label-{label}" if label else f"number-{number}")
