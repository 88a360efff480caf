"""Signs in Markdown that CommonMark does not know and authors do, written as `html` knows them.

Letters above and below the line (``mc^2^``, ``H~2~O``), the boxes of a list of tasks, and the
caption of a table. Left as they are, they would be printed, and read out, as signs.
"""

import re
from collections.abc import Sequence

from markdown_it import MarkdownIt
from markdown_it.rules_inline import StateInline
from markdown_it.token import Token

_TAGS = {"^": "sup", "~": "sub"}
_WIDE = "\u1100-\u11ff\u2e80-\uffef"  # scripts in which a tilde only draws a word out
_LETTERS = re.compile(
    rf"(?P<sign>[\^~])(?P<letters>(?:\\[!-/:-@\[-`{{-~]|(?!(?P=sign))[^\s\\{_WIDE}]){{1,40}})(?P=sign)"
)
_PLAIN = re.compile(r"[+−–-]?\w+[+−–-]?")
_SIGNS = re.compile(r"[+−–*†‡′″°-]+")  # that stand above the line by themselves
_BASE = re.compile(r"[^\s(\[{<“‘«]")
_BOX = re.compile(r"\[([ xX])\]\s+(?=\S)")
_BOXES = {" ": "☐ ", "x": "☑ ", "X": "☑ "}
_CAPTION = re.compile(r"(?:[Tt]able)?:\s+(?=\S)")


def use_letters(parser: MarkdownIt) -> None:
    """Have a parser that knows notes know letters above and below the line too."""
    parser.inline.ruler.after("footnote_ref", "letters", _letters)


def _letters(state: StateInline, silent: bool) -> bool:
    """Take the letters between two signs."""
    found = None if silent else _LETTERS.match(state.src, state.pos, state.posMax)
    if found is None or not _are_letters(state.src, found):
        return False
    end, tag = state.posMax, _TAGS[found["sign"]]
    state.push(f"{tag}_open", tag, 1)
    state.pos, state.posMax = found.span("letters")
    state.md.inline.tokenize(state)
    state.push(f"{tag}_close", tag, -1)
    state.pos, state.posMax = found.end(), end
    return True


def _are_letters(text: str, found: re.Match[str]) -> bool:
    """Whether signs around letters put them above or below the line of something.

    In “x^2+y^2” the second one begins another; “(^o^)” is a face, and “~60” about sixty.
    """
    letters, sign = found["letters"], found["sign"]
    before, after = text[max(found.start() - 1, 0) : found.start()], text[found.end() :][:1]
    if sign in (before, after) or not (any(map(str.isalnum, letters)) or _SIGNS.fullmatch(letters)):
        return False
    if after.isalnum() and not _PLAIN.fullmatch(letters):
        return False
    return bool(_BASE.match(before)) or (sign == "^" and after.isalnum())


def tick_boxes(tokens: Sequence[Token]) -> None:
    """Make the box of each task one sign, which is seen and not heard.

    Source:
        GitHub Flavored Markdown 0.29, section 5.3.
    """
    for item, _, inline in zip(tokens, tokens[1:], tokens[2:], strict=False):
        words = (inline.children or [])[:1] if item.type == "list_item_open" else []
        box = _BOX.match(inline.content) if words and words[0].type == "text" else None
        if box and words[0].content.startswith(box[0]):
            words[0].content = _BOXES[box[1]] + words[0].content[box.end() :]


def caption_tables(tokens: list[Token]) -> list[Token]:
    """Tokens in which the caption of a table, over it or under it, stands in it.

    Source:
        pandoc's manual, “Tables” (``table_captions``).
    """
    captioned: list[Token] = []
    table: list[Token] = []
    at = 0
    while at < len(tokens):
        inside = table or tokens[at].type == "table_open"
        (table if inside else captioned).append(tokens[at])
        at += 1
        if inside and table[-1].type == "table_close":
            over, under = captioned[-3:], tokens[at : at + 3]
            if _is_caption(over):
                del captioned[-3:]
                captioned += _captioned(table, over)
            elif _is_caption(under):
                at += 3
                captioned += _captioned(table, under)
            else:
                captioned += _with_last_row_up(table)
            table = []
    return captioned


def _is_caption(block: Sequence[Token]) -> bool:
    """Whether three tokens are a paragraph that is the caption of a table next to it."""
    if [each.type for each in block] != ["paragraph_open", "inline", "paragraph_close"]:
        return False
    words = (block[1].children or [])[:1]
    found = _CAPTION.match(block[1].content)
    return bool(found and words and words[0].content.startswith(found[0]))


def _captioned(table: Sequence[Token], block: Sequence[Token]) -> list[Token]:
    """A table with a paragraph as its caption."""
    opened, inline, closed = block
    opened.tag = closed.tag = "caption"
    opened.hidden = closed.hidden = False
    words = (inline.children or [])[0]
    words.content = _CAPTION.sub("", words.content, count=1)
    return [table[0], opened, inline, closed, *table[1:]]


def _with_last_row_up(table: list[Token]) -> list[Token]:
    """A table whose last row, which no blank line parts from it, is its caption if it is one."""
    start = max(at for at, each in enumerate(table) if each.type == "tr_open")
    first, *others = [each for each in table[start:] if each.type == "inline"]
    block = [Token("paragraph_open", "p", 1, map=table[start].map), first]
    block.append(Token("paragraph_close", "p", -1))
    heads = any(each.type == "thead_close" for each in table[start:])
    if heads or not _is_caption(block) or any(each.content for each in others):
        return table
    end = start + next(i for i, each in enumerate(table[start:]) if each.type == "tr_close")
    block[0].attrs = dict(table[start].attrs)
    return _captioned([*table[:start], *table[end + 1 :]], block)
