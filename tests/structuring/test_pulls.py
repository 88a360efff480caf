"""Pull quotes: never heard twice, and never a chapter."""

import pytest

from publisher.article import Article, Passage, Run
from publisher.structuring import structure
from publisher.structuring.furniture import set_aside

TOLD = (
    "The wheel had not turned since the spring of the great flood, and nobody expected it to.",
    "“We never asked for a museum, we asked for a river,” said Marta Quill, who keeps the lock.",
    "Boat owners in the harbour say that the river will be too low for them by the autumn.",
    "The lawyer’s letter mentions the river forty-one times, and the wheel not once, and is long.",
)
QUOTE = "“We never asked for a museum, we asked for a river”"


def article(*texts: str) -> Article:
    """An article of bare lines under a headline and a byline."""
    every = ("Mill to turn again", "By Ann Lee", *texts)
    passages = (Passage((Run(text),), line=1 + 2 * at) for at, text in enumerate(every))
    return Article("-", tuple(passages))


def aside(*texts: str) -> list[str]:
    """What is set aside as pull quotes."""
    _, _, findings = set_aside(article(*texts))
    pulled = (each for each in findings if each.code == "pull-quote-set-aside")
    return [each.message.partition("” is a pull")[0].removeprefix("“") for each in pulled]


def headings(*texts: str) -> list[str]:
    """The sub-headings of an article."""
    work = structure(article(*texts), "en")
    return [each.heading.text for each in work.sections if each.heading]


@pytest.mark.parametrize(
    "pulled",
    [
        (QUOTE,),
        (f"{QUOTE[:-1]}.”",),
        ('"We never asked for a museum, we asked for a river"',),
        ("‘We asked for a river’",),
        ("“We never asked for a museum … we asked for a river”",),
        ("“The river forty-one times, and the wheel not once”",),
        (QUOTE, "Marta Quill"),
        (QUOTE, "MARTA QUILL"),
        (QUOTE, "Bo Reed, lock keeper"),
        (QUOTE, "– Marta Quill"),
        (f"{QUOTE} — Marta Quill",),
    ],
)
def test_words_of_the_story_between_its_paragraphs_are_a_pull_quote(
    pulled: tuple[str, ...],
) -> None:
    """A listener would hear them twice, as the name of a part that is none."""
    assert aside(*TOLD[:3], *pulled, TOLD[3]) == list(pulled)
    assert headings(*TOLD[:3], *pulled, TOLD[3]) == []


def test_a_pull_quote_may_stand_above_what_it_is_taken_from() -> None:
    """It is long, or signed; a short line that quotes what follows may be its sub-heading."""
    assert aside(TOLD[0], QUOTE, *TOLD[1:]) == [QUOTE]
    assert aside(TOLD[0], "“We asked for a river”", "Marta Quill", *TOLD[1:]) != []
    assert aside(TOLD[0], "“We asked for a river”", *TOLD[1:]) == []


def test_the_heading_after_a_pull_quote_stays() -> None:
    """It is the way into a part."""
    assert headings(*TOLD[:3], QUOTE, "The sluice", TOLD[3], *TOLD[:2]) == ["The sluice"]


def test_a_heading_in_capitals_after_a_pull_quote_is_nobodys_name() -> None:
    """Such headings begin every word with one, as names do."""
    for line in ("HARBOR CLOSED UNTIL FRIDAY", "Hard Times", "Boat Owners"):
        assert headings(*TOLD[:3], QUOTE, line, TOLD[3], *TOLD[:2]) == [line]
        assert headings(*TOLD[:2], "“No water.”", line, TOLD[3], *TOLD[:2]) == [line]


def test_a_quotation_that_no_paragraph_has_stays_and_is_no_heading_over_a_name() -> None:
    """Its words are heard nowhere else."""
    said = ("“We want our river back”", "Marta Quill, lock keeper")
    assert aside(*TOLD[:3], *said, TOLD[3]) == []
    assert headings(*TOLD[:3], *said, TOLD[3]) == []


def test_quotations_that_each_stand_over_their_own_words_are_sub_headings() -> None:
    """What several people said is parted so."""
    said = ("“I forgot that I had a face of my own”", "“My sister had the clock mended”",
            "“The driver came to my own birthday party”")  # fmt: skip
    told = [
        f"That was in May. {each[:-1]},” she says, and stirs her tea once more." for each in said
    ]
    texts = [text for pair in zip(said, told, strict=True) for text in (*pair, TOLD[0])]
    assert aside(TOLD[2], *texts) == []
    assert headings(TOLD[2], *texts) == list(said)


def test_what_is_said_again_in_a_story_stays() -> None:
    """Somebody says it twice."""
    talk = ("“I did not ring the bell,” she said.", "“Then who did ring the bell?” he asked.") * 3
    again = (
        "“She always said that I did not ring the bell, and that nobody did,” he told us later on."
    )
    assert aside(TOLD[0], *talk, "“I did not ring the bell”", again) == []
