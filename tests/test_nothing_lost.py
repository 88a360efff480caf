"""Nothing lost, nothing twice: in every format, whatever the article.

Every word of these articles stands in it once, so that each can be looked for: in the document,
or else in the metadata or in a finding that says why it is not.
"""

import io
import re
from collections import Counter
from dataclasses import replace
from html import escape
from pathlib import Path

import docx
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from publisher.document import Document
from publisher.errors import ReadingError
from publisher.reading import Source, read
from publisher.structuring import structure
from tests.formats import FORMATS

WORD = re.compile(r"word\d+")

# What the words of a block stand among; {} is a word of their own.
SHAPES = (
    "{} {} {} {} {}. {} {} {} {}, {} {} {} {} {} {}.",
    "{} {} {} {} {} {} {} {}",
    "{} {}",
    "{}?",
    "Word{} {}".replace("Word{}", "The {}"),
    "READ MORE: {} {} {}",
    "Advertisement",
    "By {} {}",
    "Photograph: {} {}/{}",
    "© 2026 {} {}. All rights reserved.",
    "Sign up for our newsletter {} {}",
    "Related: {} {} {}",
    "CHAPTER {}",
    "1. {} {} {}",
    "Q: {} {} {}?",
    "A: {} {} {} {} {} {} {} {}.",
    "12:30 {} {}",
    "“{} {} {},” she {}.",
    "- {} {}",
    "* * *",
    "{} {}: {}",
    "Published {} May 2026, 10:30 GMT",
    "{} is a reporter for {} {}.",
    "[Illustration: {} {}]",
    "_{} {}_ {}",
    "{}.{} {}",
)
BLOCKS = st.lists(st.sampled_from(SHAPES), min_size=1, max_size=14)
MARKUP = st.lists(
    st.sampled_from(
        ["<p>", "</p>", "<div>", "</div>", "<h1>", "</h1>", "<h2>", "</h2>", "<ul><li>", "</ul>",
         "<li>", "<table><tr><td>", "<td>", "<tr>", "</table>", "<b>", "</b>", "<br>", "<br><br>",
         "<blockquote>", "</blockquote>", "<nav>", "</nav>", "<aside>", "</aside>", "<figure>",
         "<figcaption>", "</figure>", "<a href=x>", "</a>", "<pre>", "</pre>", "<dl><dt>", "<dd>",
         "</dl>", "<article>", "</article>", "<footer>", "</footer>", "<header>", "</header>",
         "<span class='share'>", "</span>", "<section>", "</section>", "<sup>", "</sup>",
         "<form>", "</form>", "<button>", "</button>", "<details><summary>", "</details>", "{}",
         "{} {} {}", "{} {} {} {} {} {} {} {} {} {}. {} {} {} {} {} {} {} {}, {} {}. "]
    ),
    min_size=1, max_size=30,
)  # fmt: skip


def worded(shapes: list[str]) -> tuple[list[str], set[str]]:
    """Shapes with a word of its own in each place, and all of these words."""
    count = 0
    made = []
    for shape in shapes:
        while "{}" in shape:
            count += 1
            shape = shape.replace("{}", f"word{count}", 1)
        made.append(shape)
    return made, {f"word{number}" for number in range(1, count + 1)}


def told(work: Document) -> Counter[str]:
    """The words of a document, as often as they are in it; not those that stand in for a title."""
    untitled = any(finding.code == "title-missing" for finding in work.findings)
    return printed(replace(work, front=replace(work.front, heading=None)) if untitled else work)


def printed(work: Document) -> Counter[str]:
    """The words of a book: a title that its first words stand in for is printed in it."""
    texts = (each.text for part in (work.front, *work.sections) for each in part.sentences())
    return Counter(word for text in texts for word in WORD.findall(text))


def set_down(work: Document) -> set[str]:
    """The words that stand in its metadata, or in a finding."""
    texts = (*map(repr, work.findings), repr(work.metadata))
    return {word for text in texts for word in WORD.findall(text)}


def as_text(blocks: list[str]) -> bytes:
    """Plain text, a blank line between blocks."""
    return "\n\n".join(blocks).encode()


def as_lines(blocks: list[str]) -> bytes:
    """Plain text, each block on a line, as pasted."""
    return "\r\n".join(blocks).encode("utf-16")


def as_page(blocks: list[str]) -> bytes:
    """A page with paragraphs."""
    return "\n".join(f"<p>{escape(block)}</p>" for block in blocks).encode()


def as_word(blocks: list[str]) -> bytes:
    """A DOCX without styles, its short lines bold."""
    made = docx.Document()
    for block in blocks:
        made.add_paragraph().add_run(block).bold = len(block) < 25
    data = io.BytesIO()
    made.save(data)
    return data.getvalue()


WRITTEN = {
    "text": as_text, "lines": as_lines, "markdown": as_text, "html": as_page, "docx": as_word,
}  # fmt: skip


def must_hold(form: str, data: bytes, words: set[str]) -> Document | None:
    """Read an article, and look for all of its words."""
    name = f"a.{form}"
    try:
        work = structure(read(Source(name, data, Path(name)), form), "en")
    except ReadingError:
        return None  # there was nothing but furniture
    found = told(work)
    assert words - set(found) - set_down(work) == set(), "lost"
    assert {word: times for word, times in found.items() if times > 1} == {}, "twice"
    return work


@pytest.mark.parametrize("form", WRITTEN)
@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
@given(BLOCKS)
def test_every_word_is_in_the_document_or_in_a_finding(form: str, shapes: list[str]) -> None:
    """Once, whatever stands beside it."""
    blocks, words = worded(shapes)
    must_hold("text" if form == "lines" else form, WRITTEN[form](blocks), words)


@settings(max_examples=150, deadline=None, suppress_health_check=list(HealthCheck))
@given(MARKUP)
def test_every_word_of_a_page_is_in_the_document_or_in_a_finding(pieces: list[str]) -> None:
    """However its elements are nested, and whatever its parts are called."""
    made, words = worded(pieces)
    must_hold("html", "".join(made).encode(), words)


@settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))
@given(BLOCKS)
def test_an_epub_of_ours_is_read_with_all_its_words(shapes: list[str]) -> None:
    """Who narrates a book again hears the same book."""
    blocks, words = worded(shapes)
    work = must_hold("text", as_text(blocks), words)
    if work is not None:
        again = structure(read(FORMATS["epub"](work)), "en")
        assert set(told(work)) - set(told(again)) - set_down(again) == set()
        assert printed(again) <= printed(work)
