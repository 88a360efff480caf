"""Dates as newsrooms print them: never swapped, and no more precise than they are."""

import datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from publisher.structuring.dates import (
    date_in,
    date_within,
    is_date,
    is_dateline,
    parted,
    without_date,
)


@pytest.mark.parametrize(
    ("line", "date"),
    [
        ("2026-09-05", "2026-09-05"),
        ("2026-09-05T10:00:00+02:00", "2026-09-05"),
        ("Published 2026-09-05", "2026-09-05"),
        ("2026/09/05", "2026-09-05"),
        ("5 September 2026", "2026-09-05"),
        ("September 5, 2026", "2026-09-05"),
        ("Sept. 5, 2026", "2026-09-05"),
        ("Saturday, 5th September 2026", "2026-09-05"),
        ("Published: 5 September 2026, 06.30", "2026-09-05"),
        ("Updated on 5 September 2026 at 10:15 GMT | 5 min read", "2026-09-05"),
        ("Orrismouth, 5 September 2026", "2026-09-05"),
        ("September 2026", "2026-09"),
        ("2026-09", "2026-09"),
        ("Autumn 2026", "2026"),
        ("5.9.2026", "2026-09-05"),
        ("14/10/2026", "2026-10-14"),
        ("10/14/2026", "2026-10-14"),
        ("Husum, 5. September 2026", "2026-09-05"),
        ("Le 1er mai 2026", "2026-05-01"),
        ("Marseille, le 5 septembre 2026", "2026-09-05"),
        ("5 de septiembre de 2026", "2026-09-05"),
        ("2026年9月5日", "2026-09-05"),
        ("5 سبتمبر 2026", "2026-09-05"),
        ("Published 10:42 GMT, 5 September 2026", "2026-09-05"),
        ("Updated Sept 5, 2026, 7:53pm EST", "2026-09-05"),
        ("Publié le 5 septembre 2026 à 10h42", "2026-09-05"),
        ("آخر تحديث: 5 سبتمبر 2026", "2026-09-05"),
        ("2026年9月5日 10時42分", "2026-09-05"),
        ("05/09/2026", ""),
        ("Updated 3 hours ago", ""),
        ("vor 3 Stunden aktualisiert", ""),
    ],
)
def test_a_dateline_says_when(line: str, date: str) -> None:
    """To the precision known and no further; a year that comes first is never swapped.

    Of 05/09/2026 nobody can say whether it is in May, so nobody is told.
    """
    assert is_date(line)
    assert date_in(line) == date


@pytest.mark.parametrize(
    "line",
    [
        "2026",
        "1984",
        "In 2016 the mill closed.",
        "May 2026 was wet",
        "31 February 2026",
        "10 2016",
        "2026-13-01",
        "99/99/2026",
        "5 September 2026 – a day to remember",
        "",
        "May",
        "Yesterday",
        "The day before yesterday",
        "Last Days of May",
    ],
)
def test_a_line_with_a_year_in_it_is_no_date(line: str) -> None:
    """Nor is a day that is in no calendar."""
    assert not is_date(line)


@given(st.dates(datetime.date(1500, 1, 1), datetime.date(2099, 12, 31)), st.sampled_from("-/."))
@settings(max_examples=100, deadline=None)
def test_a_year_that_comes_first_is_followed_by_the_month(day: datetime.date, sign: str) -> None:
    """ISO 8601: the fifth of September must not become the ninth of May."""
    assert date_in(day.isoformat().replace("-", sign)) == day.isoformat()


@given(
    st.text(
        st.sampled_from("0123456789 ,./-:|TZ年月日") | st.characters(codec="utf-8"), max_size=90
    )
)
@settings(max_examples=200, deadline=None)
def test_whatever_a_line_holds_it_is_a_date_or_none(line: str) -> None:
    """Never an exception; and what has a date is a date."""
    assert is_date(line) or date_in(line) == ""


def test_a_dateline_may_say_where() -> None:
    """A place, a dash, a date and a time, as Spanish papers have it."""
    assert is_dateline("Averil - 5 Sept 2026 - 05:30 CET")
    assert not is_dateline("The flood that began on 5 September 2026 is over")


def test_a_byline_with_a_date_is_parted() -> None:
    """Names are what is left of it."""
    line = "Ann Lee, 5 September 2026, 10:42 GMT"
    assert (without_date(line), date_within(line)) == ("Ann Lee", "2026-09-05")


@pytest.mark.parametrize(
    ("line", "rest", "when"),
    [
        ("By Ann Lee, 12 March 2024", "By Ann Lee", "12 March 2024"),
        ("By Ann Lee (12 March 2024)", "By Ann Lee", "12 March 2024"),
        ("12 March 2024 | By Ann Lee Jr.", "By Ann Lee Jr.", "12 March 2024"),
        ("By Sun Li on Monday, 4 May 2026, Lisbon", "By Sun Li, Lisbon", "on Monday, 4 May 2026"),
        (
            "By Ana de la Cruz and Bo Reed, 3 May 2026",
            "By Ana de la Cruz and Bo Reed",
            "3 May 2026",
        ),
        ("Par Léa du Pont, le 3 mai 2024 à 10h42", "Par Léa du Pont", "le 3 mai 2024 à 10h42"),
        ("文 山田太郎 2024年3月12日", "文 山田太郎", "2024年3月12日"),
        ("By Ann Lee | Updated 2 hours ago", "By Ann Lee", "Updated 2 hours ago"),
        ("By Ann Lee 2026-05-03T10:42Z", "By Ann Lee 2026-05-03T10:42Z", ""),
        ("Ann Lee, Editor of the Day", "Ann Lee, Editor of the Day", ""),
        ("Par Léa Roux et Jo Le Goff", "Par Léa Roux et Jo Le Goff", ""),
        ("By Ann Lee, USA Today, 3 May 2026", "By Ann Lee, USA Today", "3 May 2026"),
        ("By Ann Lee, 3 May 2026, 10:42 ET", "By Ann Lee", "3 May 2026, 10:42 ET"),
    ],
)
def test_only_what_stands_by_a_date_goes_with_it(line: str, rest: str, when: str) -> None:
    """The “de la” and the “and” of a byline are labels of dates too, and not here."""
    assert parted(line) == (rest, when)
