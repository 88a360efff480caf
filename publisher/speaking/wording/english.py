"""The order in which English print is put into words.

What could be two things is asked first for the rarer: a web address before a full stop, a
telephone number before a range, a date before a fraction, a sum before a length.
"""

import re
from collections.abc import Iterator

from publisher.speaking.wording import (
    abbreviations,
    dates,
    figures,
    games,
    kitchen,
    laws,
    money,
    places,
    roman,
    science,
    scores,
    symbols,
    telephones,
    times,
    units,
    web,
)
from publisher.speaking.wording.register import Register
from publisher.speaking.wording.spans import Print, Rule

_DIGIT = re.compile(r"[\d₀-₉]|[½⅓⅔¼¾⅕⅖⅗⅘⅙⅚⅛⅜⅝⅞]")
_ADDRESS = re.compile(r"[@#/]|\w\.[a-z]")
_NUMERAL = re.compile(r"[IVXLCivx](?!\w)")
_SIGN = re.compile(r"[^\w\s.,;:!?'’-]|[₀-₉⁰¹²³⁴-⁹]")


def put_into_words(text: Print, register: Register) -> None:
    """Have every rule of English look at a text."""
    for rules in _rules(text.rest):
        text.put(rules, register)


def _rules(text: str) -> Iterator[tuple[Rule, ...]]:
    """The rules that may find something in a text, in order."""
    if _ADDRESS.search(text):
        yield web.RULES
    if _DIGIT.search(text):
        if telephones.SEEN.search(text):
            yield telephones.RULES
        if places.SEEN_LETTERED.search(text):
            yield places.LETTERED
        yield places.ADDRESSES
        if places.SEEN_WIND.search(text):
            yield places.WINDS
        if laws.SEEN.search(text):
            yield laws.CODES
        if kitchen.SEEN.search(text):
            yield kitchen.RULES
        if science.SEEN.search(text):
            yield science.RULES
        if times.SEEN_TOOK.search(text):
            yield times.TOOK
        if dates.SEEN_APART.search(text):
            yield dates.APART
        yield from (dates.RULES, times.RULES, laws.RULES)
        if money.SEEN.search(text):
            yield money.RULES
        if units.SEEN.search(text):
            yield units.RULES
        yield units.BETWEEN
        if games.SEEN.search(text):
            yield from (scores.ODDS, games.RULES)
        yield figures.RULES
    if _NUMERAL.search(text):
        yield roman.RULES
    if _DIGIT.search(text) or _NUMERAL.search(text):
        yield abbreviations.NUMBERED
    yield from (dates.NAMES, places.RULES, abbreviations.RULES)
    if _SIGN.search(text):
        yield from (money.HEADS, symbols.ENGLISH)
