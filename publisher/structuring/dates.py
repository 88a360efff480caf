"""Dates as newsrooms print them, to ISO 8601 and no more precise than they are.

A line is a date only if nothing else is in it but what goes with one: “Published”, a place, a
weekday, a time. A year that comes first is followed by the month, always (ISO 8601); in
``05/09/2026`` nobody can tell which is which, so the line is a date whose date is not known.
"""

import datetime
import re
from collections.abc import Iterator

LONGEST = 80  # characters of a line that is a date and nothing else

_MONTHS = (
    "january jan januar jänner janvier janv enero gennaio gen janeiro januari января يناير",
    "february feb februar février févr febrero febbraio fevereiro februari февраля فبراير",
    "march mar märz mars marzo março maart марта مارس",
    "april apr avril avr abril aprile апреля أبريل ابريل",
    "may mai mayo maggio maio mei мая مايو",
    "june jun juni juin junio giugno junho июня يونيو",
    "july jul juli juillet juil julio luglio julho июля يوليو",
    "august aug août agosto augustus августа أغسطس اغسطس",
    "september sept sep septembre septiembre settembre setembro сентября سبتمبر",
    "october oct oktober okt octobre octubre ottobre outubro октября أكتوبر اكتوبر",
    "november nov novembre noviembre novembro ноября نوفمبر",
    "december dec dezember dez décembre déc diciembre dicembre dezembro декабря ديسمبر",
)
_NUMBERS = {word: number for number, words in enumerate(_MONTHS, 1) for word in words.split()}

_DAY = r"(?P<day>\d{1,2})(?:st|nd|rd|th|er|º|ª|\.)?"
_MONTH = rf"(?P<month>{'|'.join(sorted(_NUMBERS, key=len, reverse=True))})\b\.?"
_YEAR = r"(?P<year>(?:1[5-9]|20)\d\d)(?!\d)"
_OF = r"(?:\s+(?:of|de|del|do)\b)?"
_TIME = r"(?:[T\s,–—-]*(?:at|um|à|a las|alle|om)?\s*\d{1,2}[:.h]\d{2}(?:[^|·]{0,20}))"
_FORMS = (
    rf"{_YEAR}(?P<sep>[-/.])(?P<month>\d{{1,2}})(?:(?P=sep)(?P<day>\d{{1,2}}))?",
    rf"{_DAY}{_OF}\s*[-\s]\s*{_MONTH}{_OF},?\s*[-\s]?\s*{_YEAR}",
    rf"{_MONTH}\s+{_DAY},?\s+{_YEAR}",
    rf"{_MONTH}{_OF},?\s+{_YEAR}",
    rf"{_YEAR}\s*[年년]\s*(?P<month>\d{{1,2}})\s*[月월](?:\s*(?P<day>\d{{1,2}})\s*[日일])?",
    rf"(?P<day>\d{{1,2}})\.\s?(?P<month>\d{{1,2}})\.\s?{_YEAR}",
    rf"(?P<one>\d{{1,2}})[/-](?P<other>\d{{1,2}})[/-]{_YEAR}",
    rf"(?:spring|summer|autumn|fall|winter)\s+{_YEAR}",
)
_BEFORE = (
    r"(?:(?:first\s+|last\s+)?(?:published|updated|posted|modified|date)(?:\s+on|\s+at)?\s*:?\s*)?"
    r"(?:[^\W\d]+day\s+)?"
    r"(?:[^\W\d][^\W\d.’' -]*(?:[ ’'-][^\W\d.’' -]+){0,3}(?:,\s*|\s+(?=\d)))?"  # weekday or place
    r"(?:(?:le|el|il|den|am|vom|du)\s+)?"
)
_AFTER = rf"{_TIME}?\s*(?:[|·•(].*)?\.?"
_LINES = tuple(re.compile(f"{_BEFORE}{form}{_AFTER}", re.IGNORECASE) for form in _FORMS)


def is_date(text: str) -> bool:
    """Whether a line says when, and nothing else."""
    return _found(text) is not None


def date_in(text: str) -> str:
    """The date that a line gives, ISO 8601, or "" when it is no date, or cannot be told.

    >>> date_in("Published: 14 October 2026, 06.30"), date_in("October 2026")
    ('2026-10-14', '2026-10')
    """
    found = _found(text)
    return "" if found is None else "-".join(_parts(found))


def _found(text: str) -> re.Match[str] | None:
    if len(text) > LONGEST:
        return None
    matches = (pattern.fullmatch(text.strip()) for pattern in _LINES)
    return next((match for match in matches if match and _is_real(match)), None)


def _is_real(found: re.Match[str]) -> bool:
    """Whether there is such a day in the calendar."""
    year, month, day = (*map(int, _parts(found)), 1, 1, 1)[:3]
    named = found.groupdict()
    if named.get("one") and min(int(named["one"]), int(named["other"])) > 12:
        return False
    try:
        datetime.date(year, month, day)
    except ValueError:
        return False
    return True


def _parts(found: re.Match[str]) -> Iterator[str]:
    """Year, month and day, as far as they are told."""
    named = found.groupdict()
    month, day = named.get("month"), named.get("day")
    if named.get("one"):
        month, day = _told_apart(int(named["one"]), int(named["other"]))
    if named.get("one") and not month:
        return
    yield f"{int(named['year']):04}"
    if month:
        yield f"{_NUMBERS.get(month.lower()) or int(month):02}"
    if day:
        yield f"{int(day):02}"


def _told_apart(one: int, other: int) -> tuple[str, str]:
    """Month and day of ``14/10`` or ``10/14``; none of ``05/09``."""
    if one > 12 >= other or one == other:
        return str(other), str(one)
    return (str(one), str(other)) if other > 12 >= one else ("", "")
