"""Footnotes in Markdown, written as `html` knows notes.

A note stays where its author put it; `structuring` moves it to the end of the section that
points to it. Its mark is the author's own where that is no word, else its number. A mark whose
note is not there is left out, and told: it would be read out as signs.
"""

import re
from collections.abc import Iterable, Iterator, MutableMapping, Sequence
from html import escape
from typing import Any

from markdown_it import MarkdownIt
from markdown_it.renderer import RendererHTML
from markdown_it.rules_inline import StateInline
from markdown_it.token import Token
from markdown_it.utils import OptionsDict
from mdit_py_plugins.footnote import footnote_plugin

from publisher.report import Finding, Weight

Environment = MutableMapping[str, Any]

_MARK = re.compile(r"\[\^(?!(?:\w-\w)+\])[^\s\[\]^]{1,40}\]")  # but not “[^a-z]”: that is code
_CLOSE = " .,;:!?"


def use_notes(parser: MarkdownIt) -> None:
    """Have a parser know footnotes (``[^1]``, ``[^1]: words`` and ``^[words]``)."""
    parser.use(footnote_plugin, move_to_end=False)
    parser.inline.ruler.after("footnote_ref", "lone_mark", _lone_mark)
    parser.add_render_rule("footnote_ref", _mark)
    parser.add_render_rule("lone_mark", _nothing)
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


def lone_marks(tokens: Iterable[Token], environment: Environment, above: int) -> Iterator[Finding]:
    """A finding for each mark whose note is not there.

    Args:
        tokens: of a text.
        environment: that they were parsed in.
        above: how many lines stand above the text.
    """
    for token in tokens:
        line = token.map[0] + above + 1 if token.map else 0
        for child in token.children or ():
            line += child.type in ("softbreak", "hardbreak")
            if child.type == "lone_mark":
                yield _left_out(child, f"line {line}")
    for note in environment.get("footnotes", {}).get("list", {}).values():
        marks = (each for each in note.get("tokens", ()) if each.type == "lone_mark")
        yield from (_left_out(each, "") for each in marks)


def _left_out(mark: Token, place: str) -> Finding:
    message = f"“{mark.content}” points to a note that is not there; it is left out"
    return Finding("note-missing", Weight.WARNING, message, place)


def _lone_mark(state: StateInline, silent: bool) -> bool:
    """Take a mark that `footnote_ref` has not taken, for its note is not there."""
    found = _MARK.match(state.src, state.pos, state.posMax)
    if found is None:
        return False
    if not silent:
        if state.src[found.end() : found.end() + 1] in _CLOSE:
            state.pending = state.pending.rstrip(" ")
        state.push("lone_mark", "", 0).content = found[0]
    state.pos = found.end()
    return True


def _nothing(
    self: RendererHTML, tokens: Sequence[Token], at: int, options: OptionsDict, env: Environment
) -> str:
    return ""


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
