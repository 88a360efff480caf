"""One article in every format that is read: written by other means than those that read it.

A document is written as text, Markdown, HTML, DOCX and EPUB, so that a test can ask whether
each says the same.
"""

import io
from collections.abc import Callable, Iterator
from html import escape
from pathlib import Path
from tempfile import TemporaryDirectory

import docx

from publisher.article import Kind, Role
from publisher.binding.binders import bind
from publisher.binding.covers import cover_of
from publisher.binding.manuscript import manuscript
from publisher.binding.materials import Materials, made_at
from publisher.document import Document, Paragraph, Section
from publisher.reading import Source


def _lines(work: Document) -> Iterator[tuple[str, Paragraph]]:
    """Every block of a document with what it is: ``h1`` the headline, ``h2`` and on, or ``p``."""
    assert work.front.heading is not None
    yield "h1", work.front.heading
    yield from (("p", block) for block in work.front.paragraphs if _is_the_authors(block, work))
    for section in work.sections:
        for block in section.blocks():
            yield (_heading(section) if block is section.heading else "p"), block


def _is_the_authors(block: Paragraph, work: Document) -> bool:
    """Whether a line of the front is not in words of ours, as the date is without a dateline."""
    return block.role is not Role.DATELINE or bool(work.metadata.dateline)


def _heading(section: Section) -> str:
    return f"h{section.level + 1}"


def as_text(work: Document) -> Source:
    """Plain text: a blank line between paragraphs, nothing else."""
    words = "\n\n".join(block.text for _, block in _lines(work))
    rights = f"\n\n{work.metadata.rights}" if work.metadata.rights else ""
    return Source("a.txt", f"{words}{rights}\n".encode(), Path("a.txt"))


def as_markdown(work: Document) -> Source:
    """The manuscript that `publisher outline --markdown` writes."""
    return Source("a.md", manuscript(work).encode(), Path("a.md"))


def as_html(work: Document) -> Source:
    """A page of the article and nothing else."""
    body = "\n".join(f"<{tag}>{escape(block.text)}</{tag}>" for tag, block in _lines(work))
    rights = f"\n<p>{escape(work.metadata.rights)}</p>" if work.metadata.rights else ""
    title = escape(work.metadata.title)
    page = f"<!doctype html><meta charset=utf-8><title>{title}</title><body>\n{body}{rights}"
    return Source("a.html", page.encode(), Path("a.html"))


def as_docx(work: Document) -> Source:
    """A document of Word's, with its styles."""
    made = docx.Document()
    for tag, block in _lines(work):
        if tag == "p":
            made.add_paragraph(block.text, style=_style(block))
        else:
            made.add_heading(block.text, int(tag[1]) - 1)
    if work.metadata.rights:
        made.add_paragraph(work.metadata.rights)
    data = io.BytesIO()
    made.save(data)
    return Source("a.docx", data.getvalue(), Path("a.docx"))


def _style(block: Paragraph) -> str:
    kinds = [holder.kind for holder in block.within]
    if block.role is Role.STANDFIRST:
        return "Subtitle"
    return "Quote" if Kind.QUOTATION in kinds else "Normal"


def as_epub(work: Document) -> Source:
    """The EPUB that is published, without a narration."""
    cover = cover_of(work.metadata)
    with TemporaryDirectory() as folder:
        materials = Materials(work, None, cover, Path(folder), made_at(None, ""))
        path = bind("epub", materials).files[0].path
        return Source("a.epub", path.read_bytes(), Path("a.epub"))


FORMATS: dict[str, Callable[[Document], Source]] = {
    "text": as_text,
    "markdown": as_markdown,
    "html": as_html,
    "docx": as_docx,
    "epub": as_epub,
}
