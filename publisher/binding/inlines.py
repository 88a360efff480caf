"""Words as Markdown, or, where it has no sure sign for how they are set, as HTML in it.

Source:
    CommonMark 0.31.2, sections 2.4 (backslash escapes) and 6 (inlines); PHP Markdown Extra
    (footnotes).
"""

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from html import escape

from publisher.article import Kind, Mark, Role, Run
from publisher.document import Document, Paragraph

_SPECIAL = re.compile(r"[\\`*_\[\]<>]|\^|~(?=~)|(?<!\s)~|&(?=#?\w+;)|(?<![^\s])#")
_LINE_START = re.compile(
    r"^(?:(?P<sign>[-+=~](?=[-+=~|:\s]|$)|[|:])|(?P<number>\d{1,9})(?=[.)](?:\s|$)))"
)
_PLAIN_EDGES = re.compile(r"[^\W_](?:.*[^\W_])?", re.DOTALL)
_PLAIN_LINK = re.compile(r"https?://[a-z0-9.-]+(?:[/?#](?:[\w/?#@!$'*+,.:~()&=-]|%[0-9A-F]{2})*)?")
_PLAIN_MARK = re.compile(r"(?:[0-9]|[*†‡§¶])+")  # of a note
_TAGS = {
    Mark.EMPHASIS: "em",
    Mark.STRONG: "strong",
    Mark.CODE: "code",
    Mark.RAISED: "sup",
    Mark.LOWERED: "sub",
}
_SIGNS = {Mark.EMPHASIS: "*", Mark.STRONG: "**", Mark.CODE: "`"}

Labels = Mapping[int, str]
"""The label of each note that has one (``[^1]``), by its key; others go by their key."""


def labels_of(work: Document) -> Labels:
    """Labels for notes: the marks that point to them, where Markdown can have them as labels.

    Where two notes have the same mark, as in a collection, neither has a label; nor has a note
    that begins with a list or the like, whose first line parsers take to stand further in.
    """
    plain = {
        holder.key: _begins_with_words(block)
        for section in reversed(work.sections)
        for block in reversed(section.paragraphs)
        for holder in block.within
        if holder.kind is Kind.NOTE
    }
    marks: dict[int, str] = {}
    for section in work.sections:
        for sentence in section.sentences():
            for run in sentence.runs:
                if run.note and run.note not in marks:
                    marks[run.note] = run.text
    times = Counter(marks.values())
    return {
        key: mark
        for key, mark in marks.items()
        if _PLAIN_MARK.fullmatch(mark) and times[mark] == 1 and plain.get(key)
    }


def _begins_with_words(block: Paragraph) -> bool:
    return block.role is Role.BODY and len(block.within) == 1 and block.picture is None


def anchor(key: int, labels: Labels) -> str:
    """A note's id."""
    return f"label-{labels[key]}" if key in labels else f"note-{key}"


def words(block: Paragraph, labels: Labels, line_end: str) -> str:
    """The words of a block as Markdown.

    Args:
        block: a paragraph or heading.
        labels: of notes.
        line_end: what ends a line where its author asked for it.
    """
    runs = _runs(block)
    written = "".join(
        _run(run, runs[place - 1] if place else None, runs[place + 1 : place + 2], labels)
        + (line_end if run.breaks else "")
        for place, run in enumerate(runs)
    )
    return "\n".join(_LINE_START.sub(_escaped, line) for line in written.split("\n"))


def tagged(block: Paragraph, labels: Labels) -> str:
    """The words of a block as HTML."""
    return "".join(_tagged(run, labels) for run in _runs(block))


def _tagged(run: Run, labels: Labels) -> str:
    written = escape(run.text, quote=False)
    for mark in reversed(run.marks):
        written = f"<{_TAGS[mark]}>{written}</{_TAGS[mark]}>"
    written = _in_language(written, run.language)
    if run.note:
        written = _pointing(written, run.note, labels)
    elif run.link:
        written = f'<a href="{escape(run.link)}">{written}</a>'
    return written + ("<br>" if run.breaks else "")


def _runs(block: Paragraph) -> tuple[Run, ...]:
    return tuple(
        piece
        for sentence in block.sentences
        for piece in (*sentence.runs, *((Run(sentence.after),) if sentence.after else ()))
    )


def _escaped(start: re.Match[str]) -> str:
    """The start of a line that would be a list, a rule or a table, so that it is not."""
    return f"\\{start['sign']}" if start["sign"] else f"{start['number']}\\"


def _run(run: Run, before: Run | None, after: Sequence[Run], labels: Labels) -> str:
    """A run with its marks: as signs where Markdown is sure to see them, else as tags."""
    if _is_plain_mark(run, after, labels):
        return f"[^{run.text}]"
    written = plain_words(run.text)
    if written.endswith("!") and after and (after[0].link or after[0].note):
        written = f"{written[:-1]}\\!"  # or the link would be a picture
    bare = not run.note and _stands_alone(run, before, after)
    for mark in reversed(run.marks):
        written = _marked(written, run.text, mark, bare=bare)
    written = _in_language(written, run.language)
    if run.note:
        return _pointing(written, run.note, labels)
    return _linked(written, run.link) if run.link else written


def _is_plain_mark(run: Run, after: Sequence[Run], labels: Labels) -> bool:
    """Whether ``[^1]`` stands for a mark, and ends there: ``[^1](x)`` would be a link."""
    if not run.note or run.text != labels.get(run.note) or run.marks or run.language:
        return False
    return not (after and after[0].text.startswith(("(", ":")))


def plain_words(text: str) -> str:
    """Words without marks as Markdown."""
    return _SPECIAL.sub(lambda sign: f"\\{sign[0]}", text)


def _in_language(written: str, language: str) -> str:
    return f'<span lang="{language}">{written}</span>' if language else written


def _pointing(written: str, key: int, labels: Labels) -> str:
    return f'<a role="doc-noteref" href="#{escape(anchor(key, labels))}">{written}</a>'


def _linked(written: str, link: str) -> str:
    if _PLAIN_LINK.fullmatch(link):
        return f"[{written}](<{link}>)"
    return f'<a href="{escape(link)}">{written}</a>'


def _marked(written: str, text: str, mark: Mark, *, bare: bool) -> str:
    if not bare or mark not in _SIGNS or (mark is Mark.CODE and "`" in text):
        return f"<{_TAGS[mark]}>{written}</{_TAGS[mark]}>"
    return f"{_SIGNS[mark]}{text if mark is Mark.CODE else written}{_SIGNS[mark]}"


def _stands_alone(run: Run, before: Run | None, after: Sequence[Run]) -> bool:
    """Whether a run is a word or words of its own, so that signs around it are seen as such."""
    if len(run.marks) != 1 or run.link or run.language or not _PLAIN_EDGES.fullmatch(run.text):
        return False
    free_before = before is None or (not before.marks and before.text[-1:] == " ")
    free_after = not after or (not after[0].marks and not after[0].text[:1].isalnum())
    return free_before and free_after
