"""Notes: heard once, at the end of the section that points to them first."""

from publisher.article import Kind
from publisher.document import Document
from publisher.reading import read
from publisher.structuring import structure
from tests.conftest import article


def document(text: str) -> Document:
    """A Markdown article, structured."""
    return structure(read(article(f"# Title\n\n{text}", "a.md")), "en")


def shown(work: Document) -> list[tuple[str, str]]:
    """Each paragraph's section and words, a note's with a star."""
    return [
        (
            section.name,
            ("*" if any(each.kind is Kind.NOTE for each in block.within) else "") + block.text,
        )
        for section in work.sections
        for block in section.paragraphs
    ]


def test_a_note_stands_at_the_end_of_its_section() -> None:
    """Wherever its author put it."""
    work = document("a[^1]\n\n[^1]: n\n\nb\n\n## H\n\nc[^2]\n\n## I\n\nd\n\n[^2]: m\n")
    assert shown(work) == [
        ("c01", "a1"),
        ("c01", "b"),
        ("c01", "*n"),
        ("c02", "c2"),
        ("c02", "*m"),
        ("c03", "d"),
    ]


def test_a_note_is_put_down_once_where_it_is_pointed_to_first() -> None:
    """Twice heard is once too often."""
    work = document("a[^1]\n\n## H\n\nb[^1]\n\n[^1]: n\n")
    assert shown(work) == [("c01", "a1"), ("c01", "*n"), ("c02", "b1")]


def test_a_note_to_a_note_follows_it() -> None:
    """It belongs to the same section."""
    work = document("a[^1]\n\n## H\n\nb\n\n[^1]: n[^2]\n\n[^2]: m\n")
    assert [words for name, words in shown(work) if name == "c01"] == ["a1", "*n2", "*m"]


def test_a_mark_belongs_to_the_sentence_before_it_and_is_not_said() -> None:
    """“The sea one. It rose.” is what a listener would hear."""
    work = document(
        "a\n\nThe sea.[^1] It rose[^2] again. Then it fell.[^3]\n\n[^1]: n\n[^2]: m\n[^3]: o\n"
    )
    sentences = work.sections[0].paragraphs[1].sentences
    assert [each.text for each in sentences] == ["The sea.1", "It rose2 again.", "Then it fell.3"]
    assert [each.said for each in sentences] == ["The sea.", "It rose again.", "Then it fell."]


def test_keys_are_counted_in_the_order_of_the_text() -> None:
    """Or the same text would give another document when read from another format."""
    one = document("a[^x]\n\n- b\n\n[^x]: n\n")
    other = document("[^y]: n\n\na[^y]\n\n- b\n")
    assert one.sections == other.sections or [
        block.within for block in one.sections[0].paragraphs
    ] == [block.within for block in other.sections[0].paragraphs]


def test_a_table_of_contents_leaves_the_mark_out() -> None:
    """“The sea1” is no name of a section, and no name of a file."""
    work = document("a\n\n## The sea[^1]\n\nb\n\n[^1]: n\n")
    assert work.sections[1].label == "The sea"
    assert work.sections[1].heading is not None
    assert work.sections[1].heading.text == "The sea1"
