"""Lists that were typed, and lines that only look like their items."""

import re

import pytest

from publisher.article import Holder, Kind, Passage, Role, Run
from publisher.reading import Source, read
from publisher.structuring import structure
from publisher.structuring.lists import with_lists

LONG = "The tide came in over the flats by night, and nobody in the village heard it come. " * 2
LEAD = "You will need:"


def lines(*texts: str) -> tuple[Passage, ...]:
    """Passages parted by blank lines."""
    return tuple(Passage((Run(text),), line=1 + 2 * at) for at, text in enumerate(texts))


def items(*texts: str) -> list[str]:
    """The items of lists found among lines."""
    return [each.text for each in with_lists(lines(*texts), 0) if each.within]


@pytest.mark.parametrize(
    "typed",
    [
        ("- an oar", "- a bell", "- bread"),
        ("- An oar", "- A bell"),
        ("– an oar", "– a bell"),
        ("* An oar.", "* A bell."),
        ("• An oar, and who has one?", "• A bell!"),
        ("•an oar", "•a bell"),
        ("・舟", "・鐘"),
        ("1. An oar.", "2. A bell."),
        ("1) an oar", "2) a bell", "3) bread"),
    ],
    ids=lambda typed: typed[0],
)
def test_lines_that_begin_alike_are_a_list(typed: tuple[str, ...]) -> None:
    """Read as paragraphs, a listener hears neither that it is a list nor where it ends."""
    assert items(LONG, LEAD, *typed, LONG) == [
        re.sub(r"^(?:[•・]|[-–*\d.)]+) ?", "", text) for text in typed
    ]


def test_sentences_behind_hyphens_are_a_list_where_it_is_led_in_or_long() -> None:
    """Points of an article are typed so; two alone may be what two people say."""
    points = ("- The mill turns.", "- The river rises.", "- The boats go out.")
    assert len(items(LONG, "The points:", *points[:2], LONG)) == 2
    assert len(items(LONG, *points, LONG)) == 3
    assert items(LONG, *points[:2], LONG) == []


@pytest.mark.parametrize(
    "said",
    [
        ("– Where are you going?", "– Home."),
        ("- Where are you going?", "- To the sea", "- Alone?"),
        ("— Je viens.", "— Bien.", "— Viens donc."),
        ("- I am going, said Ann.", "- So am I, said Bo.", "- Then go, said Ann."),
        ("— Ann Lee", "— Bo Reed"),
        ("- Ann Lee", "- Averil, May 2026"),
    ],
    ids=lambda said: said[0],
)
def test_what_is_said_or_signed_is_no_list(said: tuple[str, ...]) -> None:
    """A dialogue would be announced as a list of so many items."""
    assert items(LONG, *said, LONG) == []


def test_names_may_be_listed_where_something_leads_in_to_them() -> None:
    """The winners, behind a colon."""
    assert items(LONG, "The winners:", "- Ann Lee", "- Bo Reed") == ["Ann Lee", "Bo Reed"]


@pytest.mark.parametrize(
    "texts",
    [
        ("- an oar",),
        ("1. The oars", LONG, "2. The bell"),
        ("- an oar", LONG, "- a bell"),
        ("- an oar", "• a bell"),
        ("2. An oar", "3. A bell"),
        ("1. An oar", "3. A bell"),
        ("1. Mai 2026", "2. Mai 2026"),
        ("1999. It rained", "2000. It did not"),
    ],
)
def test_lines_that_do_not_follow_one_another_are_no_list(texts: tuple[str, ...]) -> None:
    """One dash is a dash, and a number over a part of the text is a heading’s."""
    assert items(LONG, *texts, LONG) == []


def test_a_numbered_list_may_go_on_behind_a_paragraph() -> None:
    """Its first number is the one that was typed."""
    made = with_lists(lines("1. An oar", "2. A bell", LONG, "3. Bread", "4. Rope"), 0)
    assert [each.within[0].start for each in made if each.within] == [1, 1, 3, 3]


def test_each_list_and_each_item_has_a_key_of_its_own() -> None:
    """Two lists in a row stay two, beside those that the source marks."""
    made = with_lists(lines("- an oar", "- a bell", "• bread", "• rope"), 7)
    keys = [tuple(holder.key for holder in each.within) for each in made]
    assert keys == [(8, 9), (8, 10), (11, 12), (11, 13)]
    assert made[2].within[0] == Holder(Kind.BULLETS, 11)


def test_numbered_headings_stay_headings_and_lists_become_lists() -> None:
    """As Markdown has them, down to the document that is spoken and bound."""
    text = ("Mill to turn again", LONG, "1. The oars", LONG, "1. Fetch it.", "2. Ring it.",
            "2. The bell", LONG, "- rope", "- bread", LONG)  # fmt: skip
    work = structure(read(Source("a.txt", "\n\n".join(text).encode(), None)), "en")
    assert [each.label for each in work.sections][1:] == ["1. The oars", "2. The bell"]
    listed = [block for section in work.sections for block in section.paragraphs if block.within]
    assert [block.text for block in listed] == ["Fetch it.", "Ring it.", "rope", "bread"]
    assert {block.role for block in listed} == {Role.BODY}


def test_points_under_the_headline_are_a_list_and_none_is_the_standfirst() -> None:
    """The first of them would be heard alone, before who wrote it and when."""
    text = ("Mill to turn again", "By Ann Lee", "• The wheel will have its water back",
            "• Boat owners are against it", LONG)  # fmt: skip
    work = structure(read(Source("a.txt", "\n\n".join(text).encode(), None)), "en")
    listed = [block.text for block in work.sections[0].paragraphs if block.within]
    assert listed == ["The wheel will have its water back", "Boat owners are against it"]
    assert work.metadata.standfirst == ""
