"""What an edition carries beside its words: a name for ever, and a time of its own."""

from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from publisher.article import Metadata, Passage, Run
from publisher.binding.cover import Cover
from publisher.binding.materials import Materials, made_at
from publisher.document import Document
from publisher.structuring.sections import divide

KETTLE = Metadata(title="The Kettle", authors=("Ada Quill",), language="en")


def identifier(about: Metadata, words: str = "One. Two.") -> str:
    """The identifier of a publication of some words."""
    front, sections = divide((Passage((Run(words),)),), about)
    work = Document(about, front, sections, "kettle")
    return Materials(
        work, None, Cover(b"", ""), Path(), datetime(2026, 1, 1, tzinfo=UTC)
    ).identifier


def test_a_publication_keeps_its_identifier() -> None:
    """For ever means: also in the next version of this program."""
    assert identifier(KETTLE) == "urn:uuid:1e8d16db-7244-56f6-b3d1-b694e0069b5c"
    assert identifier(KETTLE, "Other words.") == identifier(KETTLE)


@pytest.mark.parametrize(
    "other",
    [
        Metadata(title="The Lid", authors=("Ada Quill",), language="en"),
        Metadata(title="The Kettle", authors=("Bo Ström",), language="en"),
        Metadata(title="The Kettle", authors=("Ada", "Quill"), language="en"),
        Metadata(title="The Kettle", authors=("Ada Quill",), language="sv"),
        Metadata(title="The Kettle", authors=("Ada Quill",), language="en", source="https://a.b/"),
    ],
)
def test_another_publication_has_another_identifier(other: Metadata) -> None:
    """Two books of one identifier hide one another on a shelf."""
    assert identifier(other) != identifier(KETTLE)


TIMES = {
    "a day": (None, "2026-03-04", datetime(2026, 3, 4, tzinfo=UTC)),
    "a day and an hour": (None, "2026-03-04T05:06:07+09:00", datetime(2026, 3, 4, tzinfo=UTC)),
    "a month": (None, "2026-03", datetime(2026, 3, 1, tzinfo=UTC)),
    "a year": (None, "2016", datetime(2016, 1, 1, tzinfo=UTC)),
    "before zip": (None, "1871-03-04", datetime(1980, 1, 1, tzinfo=UTC)),
    "after zip": (None, "9999-03-04", datetime(2107, 12, 31, 23, 59, 58, tzinfo=UTC)),
    "no date": (None, "", datetime(1980, 1, 1, tzinfo=UTC)),
    "words": (None, "in the spring", datetime(1980, 1, 1, tzinfo=UTC)),
    "an impossible day": (None, "2026-02-30", datetime(1980, 1, 1, tzinfo=UTC)),
    "an epoch": (1_772_600_767, "2016", datetime(2026, 3, 4, 5, 6, 7, tzinfo=UTC)),
    "an epoch of old": (0, "2016", datetime(1980, 1, 1, tzinfo=UTC)),
}


@pytest.mark.parametrize(("epoch", "date", "expected"), TIMES.values(), ids=TIMES.keys())
def test_an_edition_carries_the_time_of_its_article(
    epoch: int | None, date: str, expected: datetime
) -> None:
    """Not that of the build, so that the same article gives the same bytes."""
    assert made_at(epoch, date) == expected


@example(None, "2200000000")
@given(st.none() | st.integers(), st.text() | st.dates().map(str))
def test_any_time_is_one_that_a_zip_archive_can_hold(epoch: int | None, date: str) -> None:
    """From 1980 to 2107 (PKWARE's APPNOTE, 4.4.6); beyond, writing the archive would fail."""
    assert 1980 <= made_at(epoch, date).year <= 2107
