"""Where a long text without headings is parted: at turns of topic, and nowhere else."""

import time

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from publisher.article import Holder, Kind, Passage, Role, Run
from publisher.structuring.lengths import words
from publisher.structuring.topics import LABEL, LEAST, LONG, best_gaps, label_of, with_turns

BOATS = (
    "Every hull in the harbour is tarred in spring, when the caulkers carry oakum to the slip.",
    "A mast of larch bends before it breaks, so riggers choose larch for the taller boats.",
    "Sails of flax are heavy when wet, and the crew hauls each sail with a wooden winch.",
    "The keel takes the weight of the hull, and the mast steps into a block above the keel.",
)
BREAD = (
    "The baker feeds a sour dough with rye flour at noon, and the dough rises until evening.",
    "Loaves of rye keep for a week, while a wheat loaf is stale when the oven cools.",
    "An oven of brick holds its heat, so the baker slides the last loaves in at midnight.",
    "Salt goes into the flour late, because salt slows the yeast and the dough stays small.",
)
STARS = (
    "A telescope with a mirror gathers more light than one with a lens of the same width.",
    "The nebula looks grey to the eye, though a long exposure shows its gas glowing red.",
    "Astronomers measure the distance of a star by the angle it shifts within half a year.",
    "On clear nights the observatory opens its dome, and visitors see a planet with its moons.",
)


def body(*texts: str) -> tuple[Passage, ...]:
    """Paragraphs, each on its own line."""
    return tuple(Passage((Run(text),), line=line) for line, text in enumerate(texts, start=1))


def about(topic: tuple[str, ...], paragraphs: int = 8) -> list[str]:
    """Paragraphs of three sentences on one topic, no two of them alike."""
    turned = [topic[number % 4 :] + topic[: number % 4] for number in range(paragraphs)]
    return [" ".join(each[:3]) for each in turned]


def turns(passages: tuple[Passage, ...]) -> list[int]:
    """After how many other passages each turn stands."""
    at = [number for number, passage in enumerate(passages) if passage.role is Role.TURN]
    return [number - before for before, number in enumerate(at)]


MAGAZINE = body(*about(BOATS), *about(BREAD), *about(STARS))


def test_a_section_begins_where_the_topic_turns() -> None:
    """Eight paragraphs each on boats, on bread and on stars."""
    assert turns(with_turns(MAGAZINE, "en")[0]) == [8, 16]


def test_a_turn_is_named_by_the_words_it_begins_with() -> None:
    """Nothing is invented: a reader who looks for the label finds it in the text."""
    found, _ = with_turns(MAGAZINE, "en")
    labels = [passage for passage in found if passage.role is Role.TURN]
    assert [label.text for label in labels] == [
        "The baker feeds a sour dough with rye flour at…",
        "A telescope with a mirror gathers more light…",
    ]
    assert {(label.level, label.within) for label in labels} == {(2, ())}


def test_each_turn_is_a_finding() -> None:
    """A person may want to overrule it, and finds it by its line."""
    _, findings = with_turns(MAGAZINE, "en")
    assert [(finding.code, finding.place) for finding in findings] == [
        ("turn-found", "line 9"),
        ("turn-found", "line 17"),
    ]


def test_nothing_else_is_changed() -> None:
    """The passages without the turns are those that came in."""
    found, _ = with_turns(MAGAZINE, "en")
    assert tuple(passage for passage in found if passage.role is not Role.TURN) == MAGAZINE


def test_a_short_text_stays_whole() -> None:
    """Cut up, it would be a book of pages with three paragraphs each."""
    short = body(*about(BOATS, 3), *about(BREAD, 3))
    assert sum(words(passage.text) for passage in short) < LONG
    assert with_turns(short, "en") == (short, ())


def test_a_text_with_a_heading_is_left_as_its_author_divided_it() -> None:
    """One heading is enough to show that its author knew how."""
    heading = Passage((Run("Bread"),), Role.HEADING, 2)
    headed = (*MAGAZINE[:8], heading, *MAGAZINE[8:])
    assert with_turns(headed, "en") == (headed, ())


def test_one_topic_is_not_parted_for_its_length_alone() -> None:
    """Real turns only, not every so many words."""
    one = body(*about(BOATS, 28))
    assert sum(words(passage.text) for passage in one) > LONG
    assert turns(with_turns(one, "en")[0]) == []


def test_a_break_of_the_author_is_a_turn() -> None:
    """“* * *” says so; the section begins behind it, and the ornament stays where it was."""
    ornament = Passage((Run("* * *"),), Role.BREAK)
    long = body(*about(BOATS, 28))
    found, _ = with_turns((*long[:12], ornament, *long[12:]), "en")
    assert turns(found) == [13]
    assert [passage.role for passage in found[12:15]] == [Role.BREAK, Role.TURN, Role.BODY]


@pytest.mark.parametrize("kind", [Kind.QUOTATION, Kind.BULLETS, Kind.NOTE])
def test_no_section_begins_in_what_holds_passages(kind: Kind) -> None:
    """A quotation cut in two would be half of it without its marks."""
    held = (Holder(kind, 1),)
    passages = tuple(
        Passage(passage.runs, passage.role, within=held) if 5 <= at < 19 else passage
        for at, passage in enumerate(MAGAZINE)
    )
    assert all(not 5 <= at < 19 for at in turns(with_turns(passages, "en")[0]))


def test_no_section_begins_behind_a_colon_or_with_a_quotation() -> None:
    """“She said:” and what she said belong together, wherever the topic turns."""
    texts = [passage.text for passage in MAGAZINE]
    texts[7] = "This is what the harbour master told us when we asked him for another story:"
    texts[8] = f"“{texts[8]}”"
    assert 8 not in turns(with_turns(body(*texts), "en")[0])


def test_a_text_without_spaces_is_parted_too() -> None:
    """Words are pairs of characters there."""
    boats = "港の船は春に塗り直され、船大工が麻を運ぶ。帆柱はしなる木で作り、帆は濡れると重い。" * 2
    bread = (
        "パン屋は昼に生地へ小麦粉を足し、窯の熱で夜中まで焼く。塩は酵母を遅らせるので後で入れる。"
        * 2
    )
    found, _ = with_turns(body(*[boats] * 14, *[bread] * 14), "ja")
    assert turns(found) == [14]


@pytest.mark.parametrize(
    ("text", "language", "label"),
    [
        ("It rained. Nobody slept.", "en", "It rained"),
        (
            "“Why now?” she asked, and nobody answered her.",
            "en",
            "“Why now?” she asked, and nobody answered her",
        ),
        (
            "In the spring of that year, when the ice had gone, the ferry ran to the islands.",
            "en",
            "In the spring of that year…",
        ),
        (
            "Nobody in the long low house behind the sand dunes had heard the water come.",
            "en",
            "Nobody in the long low house behind the sand…",
        ),
        (
            "潮は夜のうちに満ちたが、村では誰もそれに気づかなかったので、朝になって皆が驚いた。",
            "ja",
            "潮は夜のうちに満ちたが…",
        ),
    ],
)
def test_a_label_is_short_and_ends_with_a_word(text: str, language: str, label: str) -> None:
    """It stands in a table of contents, and is read aloud there."""
    assert label_of(text, language) == label


@given(st.text(max_size=300).filter(lambda text: text.strip() != ""))
@settings(max_examples=200, deadline=None)
def test_a_label_is_taken_from_the_text_and_never_empty(text: str) -> None:
    """But for the “…” that says that more follows."""
    label = label_of(text, "en")
    assert label
    assert label.removesuffix("…") in " ".join(text.split())
    assert len(label) <= LABEL + 1


def test_gaps_are_chosen_together() -> None:
    """The better of two that are too near to each other, though the worse comes first."""
    lengths = np.full(20, 60.0)
    scores = np.full(19, -5.0)
    scores[8], scores[9] = 2.0, 3.0
    assert best_gaps(scores, lengths, 1.0) == [9]


def test_a_section_is_never_too_short_for_a_page() -> None:
    """Whatever speaks for it."""
    lengths = np.full(40, 30.0)
    parted = [0, *(gap + 1 for gap in best_gaps(np.full(39, 9.0), lengths, 1.0)), 40]
    assert min(np.diff(parted)) * 30 >= LEAST


BLOCKS = st.lists(
    st.tuples(
        st.sampled_from(
            [*BOATS, *BREAD, "“Why?”", "So it was:", "潮は夜に満ちた。" * 9, "—", "x " * 400]
        ),
        st.sampled_from([Role.BODY, Role.BODY, Role.BODY, Role.CODE, Role.BREAK, Role.CAPTION]),
        st.sampled_from([(), (), (Holder(Kind.QUOTATION, 1),)]),
    ),
    max_size=60,
)


@given(BLOCKS)
@settings(max_examples=100, deadline=None)
def test_turns_stand_right_before_paragraphs_of_the_text(
    blocks: list[tuple[str, Role, tuple[Holder, ...]]],
) -> None:
    """And nothing is lost, whatever comes in."""
    passages = tuple(Passage((Run(text),), role, within=within) for text, role, within in blocks)
    found, findings = with_turns(passages, "en")
    assert tuple(passage for passage in found if passage.role is not Role.TURN) == passages
    at = [number for number, passage in enumerate(found) if passage.role is Role.TURN]
    assert len(at) == len(findings)
    assert all((found[each + 1].role, found[each + 1].within) == (Role.BODY, ()) for each in at)
    assert 0 not in at


def test_a_book_takes_seconds() -> None:
    """Six thousand paragraphs, half of them all alike."""
    book = body(*about(BOATS, 3_000), *(["It rose."] * 3_000))
    before = time.process_time()
    with_turns(book, "en")
    assert time.process_time() - before < 20
