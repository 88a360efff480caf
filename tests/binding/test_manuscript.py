"""The manuscript: a document written down so that reading it gives that document again."""

from dataclasses import replace

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from publisher.article import Article, Mark, Metadata, Passage, Role, Run
from publisher.binding.manuscript import manuscript
from publisher.document import Document, Paragraph, Section
from publisher.errors import PublisherError
from publisher.reading import read
from publisher.structuring import structure
from tests.conftest import article


def understood(text: str, name: str) -> Document:
    """A document of some text; what is no article is no example."""
    try:
        return structure(read(article(text, name)), "en")
    except PublisherError:
        assume(False)
        raise


def written_again(work: Document) -> Document:
    """A document that has been through its manuscript."""
    return structure(read(article(manuscript(work), "article.md")))


def bare(work: Document) -> Document:
    """A document without what tells where it was found."""
    sections = tuple(map(_bare_section, work.sections))
    return replace(work, sections=sections, findings=())


def _bare_section(section: Section) -> Section:
    heading = section.heading and _bare_block(section.heading)
    return replace(section, heading=heading, paragraphs=tuple(map(_bare_block, section.paragraphs)))


def _bare_block(block: Paragraph) -> Paragraph:
    return replace(block, line=0)


# What is written, at random, but thick with what Markdown takes for signs.

CHARACTERS = st.sampled_from(
    list("abcXYZé日本كتب0123456789\n\n\n     ..,;:!?'\"()[]{}<>#*_-+=~`|\\/&^%$@")
    + list("“”‘’„«»—…。「」؟\u00a0\u2003\u3000\u200b\u00ad\ufeff\u2028")
)
TEXT = st.text(CHARACTERS | st.characters(codec="utf-8"), max_size=250)

WORD = st.sampled_from(
    ["tide", "moon", "Dr.", "mill.", "No", "5", "“Wait!”", "(see", "it)", "a-b", "x", "café",
     "日本。", "!", "#", "1.", "-", "+", "&amp;", "*", "_", "\\", "`", "<b>", "Why?", "U.S.",
     "said", "…", "[1]", "~~~", "---", "http://a.b", "=", "12)", ":", "|"]
)  # fmt: skip
PLAIN = st.lists(WORD, min_size=1, max_size=6).map(
    lambda words: " ".join("".join(_escaped(sign) for sign in word) for word in words)
)


def _escaped(sign: str) -> str:
    return f"\\{sign}" if sign in "\\`*_[]<>#&!" else sign


def _inlines(inner: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    around = [
        "*{}*", "**{}**", "<em>{}</em>", "<b> {} </b>", "``{}``", "<code>{}</code>",
        "[{}](http://example.org/a_b?c=d&e=f)", "[{}](<mailto:a@b.c>)", '<span lang="fr">{}</span>',
        '<a href="HTTPS://Ä.org/a b(">{}</a>', "{}\\\n{}", "{}<br> {}",
    ]  # fmt: skip
    return st.one_of(
        st.tuples(st.sampled_from(around), inner).map(lambda pair: pair[0].replace("{}", pair[1])),
        st.tuples(inner, inner).map(" ".join),
        st.tuples(inner, inner).map("".join),
    )


LINE = st.recursive(PLAIN, _inlines, max_leaves=4).map(str.strip)
CODE = st.text(st.sampled_from("ab `~\n\t<&#-"), min_size=1, max_size=30)
BLOCK = st.one_of(
    LINE,
    LINE,
    CODE.map(lambda code: f"{'~' * 31}\n{code}\n{'~' * 31}"),
    st.tuples(st.integers(1, 6), LINE).map(
        lambda pair: f"{'#' * pair[0]} {pair[1].replace(chr(92) + chr(10), '<br>')}"
    ),
    st.sampled_from(
        ["* * *", "<ul><li>a<ul>b<li>c</ul></ul>", "<p lang=de>x <div>y</div><pre>z</pre>"]
    ),
)


def _indented(text: str, first: str, rest: str) -> str:
    lines = text.split("\n")
    return "\n".join(
        [first + lines[0], *((rest + line if line else rest.rstrip()) for line in lines[1:])]
    )


def _nests(inner: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    many = st.lists(inner, min_size=1, max_size=3).map("\n\n".join)
    signs = st.sampled_from(["- ", "* ", "+ ", "0. ", "1. ", "9. ", "12) "])
    items = st.lists(many, min_size=1, max_size=3)
    return st.one_of(
        many,
        many.map(lambda text: _indented(text, "> ", "> ")),
        st.tuples(signs, items).map(
            lambda pair: "\n\n".join(
                _indented(item, pair[0], " " * len(pair[0])) for item in pair[1]
            )
        ),
    )


MARKDOWN = st.lists(st.recursive(BLOCK, _nests, max_leaves=6), min_size=1, max_size=4).map(
    "\n\n".join
)

no_check = [HealthCheck.too_slow, HealthCheck.filter_too_much]


@given(TEXT, st.sampled_from(["article.txt", "article.md"]))
@settings(max_examples=200, deadline=None, suppress_health_check=no_check)
def test_any_text_comes_back_as_it_was_understood(text: str, name: str) -> None:
    """What a person corrects is all that changes; every other sentence keeps its name."""
    work = understood(text, name)
    assert bare(written_again(work)) == bare(work)


@given(MARKDOWN)
@settings(max_examples=200, deadline=None, suppress_health_check=no_check)
def test_any_structure_comes_back_as_it_was_understood(text: str) -> None:
    """Headings, marks, links, lists in quotations in lists, code, verse and breaks."""
    work = understood(text, "article.md")
    assert bare(written_again(work)) == bare(work)


@given(MARKDOWN)
@settings(max_examples=60, deadline=None, suppress_health_check=no_check)
def test_a_manuscript_of_a_manuscript_is_the_same(text: str) -> None:
    """But for what was found in the first place; so it can be kept under version control."""
    first = manuscript(replace(understood(text, "article.md"), findings=()))
    again = structure(read(article(first, "article.md")))
    assert manuscript(again) == first


# What it looks like


def written(*passages: Passage, about: Metadata | None = None) -> str:
    """The body of the manuscript of some passages."""
    work = structure(Article("-", passages, about or Metadata("The mill"), guess=False), "en")
    return manuscript(work).split("guess: false\n---\n")[1]


def prose(*runs: Run) -> str:
    """A paragraph as it is written down."""
    return written(Passage(runs)).strip("\n")


@pytest.mark.parametrize(
    ("runs", "line"),
    [
        ((Run("It is "), Run("slow", (Mark.EMPHASIS,)), Run(".")), "It is *slow*."),
        ((Run("It is "), Run("very slow", (Mark.STRONG,))), "It is **very slow**"),
        ((Run("Use "), Run("a_b", (Mark.CODE,))), "Use `a_b`"),
        ((Run("a"), Run("b", (Mark.EMPHASIS,)), Run("c")), "a<em>b</em>c"),
        ((Run("Go!", (Mark.EMPHASIS,)),), "<em>Go!</em>"),
        ((Run("the map", link="https://example.org/a"),), "[the map](<https://example.org/a>)"),
        ((Run("it", link="https://example.org/“a”"),), '<a href="https://example.org/“a”">it</a>'),
        ((Run("mot", language="fr"),), '<span lang="fr">mot</span>'),
        ((Run("high,", breaks=True), Run("low")), "high,\\\nlow"),
        ((Run("1. not a list"),), "1\\. not a list"),
        ((Run("- nor this"),), "\\- nor this"),
        ((Run("# 5 * 3 < 2_0 [x]"),), "\\# 5 \\* 3 \\< 2\\_0 \\[x\\]"),
        ((Run("AT&T &amp; co"),), "AT&T \\&amp; co"),
        ((Run("No. 5 - it's C# + “x”"),), "No. 5 - it's C# + “x”"),
        ((Run("Wow!"), Run("here", link="https://e.org")), "Wow\\![here](<https://e.org>)"),
    ],
)
def test_prose_looks_as_a_person_would_write_it(runs: tuple[Run, ...], line: str) -> None:
    """Signs where Markdown is sure to see them, tags elsewhere, and no escape without need."""
    assert prose(*runs) == line


def test_front_matter_says_what_is_known_and_that_nothing_is_guessed() -> None:
    """A person sees the head as fields to correct, and how to build the file."""
    about = Metadata("The mill: a life", authors=("Ann Lee",), date="2026-09-05")
    work = structure(Article("-", (Passage((Run("It turned."),)),), about), "en")
    assert manuscript(work, (("voice", "piper"),)) == (
        "---\n"
        "title: 'The mill: a life'\n"
        "authors:\n- Ann Lee\n"
        "date: '2026-09-05'\n"
        "language: en\n"
        "slug: the-mill\n"
        "voice: piper\n"
        "# Nothing is guessed in this file: what is marked here is what is made of it.\n"
        "# Correct what is wrong, then build it.\n"
        "guess: false\n"
        "---\n\nIt turned.\n"
    ).replace("slug: the-mill\n", "")


def test_what_was_set_aside_is_noted_at_the_end() -> None:
    """In a comment that nothing in an article can end before its time."""
    passages = (
        Passage((Run("It turned and turned."),)),
        Passage((Run("Read more: --> <b>"),), line=9),
    )
    text = manuscript(structure(Article("-", passages, Metadata("The mill")), "en"))
    comment = text.partition("\n<!--\n")[2]
    assert comment.startswith("line 9: “Read more: ")
    assert comment.index("-->") == len(comment) - 4


@pytest.mark.parametrize(
    "text",
    [
        "- a\n\n<!-- -->\n\n- b", "1. a\n\n1) b", "> a\n\n> b", "- > a\n\n  > b", "> - a\n>\n> + b",
        "- a\n  - b\n- c\n\n+ d", "10. a\n11. b\n\n    c", "- ```\n  a\n\n   b\n  ```",
        "- * * *\n- # a",
        "999999999. a\n999999999. b", "> > a\n>\n> b", "- - - a",
    ],
)  # fmt: skip
def test_lists_and_quotations_in_a_row_stay_as_many(text: str) -> None:
    """Markdown would take two lists for one, and a quotation of two paragraphs for two."""
    work = understood(f"# The mill\n\nIt turned.\n\n{text}\n\nIt stopped.", "article.md")
    assert bare(written_again(work)) == bare(work)


def test_six_levels_of_headings_are_six_again() -> None:
    """Where all six are sections, none is left above them for the headline."""
    text = "---\ntitle: The mill\n---\n" + "\n\n".join(
        f"{'#' * level} L{level}" for level in range(1, 7)
    )
    work = understood(text, "article.md")
    assert [section.level for section in written_again(work).sections] == [1, 2, 3, 4, 5, 6]


def test_a_section_called_like_the_article_stays() -> None:
    """In a file where nothing is guessed, a heading is a heading."""
    passages = (Passage((Run("The mill"),), Role.HEADING, 1), Passage((Run("It turned."),)))
    work = structure(Article("-", passages, Metadata("The mill"), guess=False), "en")
    assert [section.label for section in written_again(work).sections] == ["The mill"]


def test_the_samples_come_back_as_they_were_understood() -> None:
    """Our own articles, all the way round."""
    from publisher.reading import load
    from tests.conftest import SOURCE

    for path in sorted(SOURCE.iterdir()):
        work = structure(read(load(path)))
        assert bare(written_again(work)) == bare(work)
