"""Dates, years and decades."""

import re

from publisher.speaking.wording.numbers import (
    digits,
    named,
    ordinal,
    pair,
    plural,
    two_digits,
    year,
)
from publisher.speaking.wording.register import Register
from publisher.speaking.wording.spans import Said, Span, group, rule

MONTHS = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
]
_SHORT = {"jan": 0, "feb": 1, "mar": 2, "apr": 3, "jun": 5, "jul": 6, "aug": 7, "sep": 8, "sept": 8,
          "oct": 9, "nov": 10, "dec": 11}  # fmt: skip
_NUMBER_OF = {name.lower(): place for place, name in enumerate(MONTHS)} | _SHORT
_DAYS = {
    "Mon": "Monday", "Tue": "Tuesday", "Tues": "Tuesday", "Wed": "Wednesday", "Weds": "Wednesday",
    "Thu": "Thursday", "Thur": "Thursday", "Thurs": "Thursday", "Fri": "Friday", "Sat": "Saturday",
    "Sun": "Sunday",
}  # fmt: skip
_MONTH = rf"(?P<month>(?i:{'|'.join(sorted(_NUMBER_OF, key=len, reverse=True))})\b\.?)"
_DAYS_OR_MONTHS = "|".join((*_DAYS, *(name.capitalize() for name in _SHORT)))
# A lower-case “may 5” or “march 10” is a verb and a number.
_SURE_MONTH = rf"(?!(?:may|march|mar)\b){_MONTH}"
_DAY = r"(?P<day>0?[1-9]|[12]\d|3[01])"
_TH = r"(?:st|nd|rd|th)"
_A_YEAR = r"(?P<year>1\d{3}|20\d\d)(?![\d%]|[.,]\d|s\b)"
_YEAR = rf"(?:(?:,\s*|\s+){_A_YEAR})?"
_DASH = r"\s?[-‐‑–—−]\s?"
_BEFORE = r"(?<![\w/£$€¥.,:#+-])"
# Nouns that are counted, so that a number before them is no year and no day.
COUNTED = (
    r"people|men|women|children|troops|soldiers|police|officers|students|pupils|patients|workers"
    r"|staff|jobs|homes|houses|deaths|dead|cases|votes|voters|seats|points|times|years|months|weeks"
    r"|days|hours|minutes|seconds|miles|metres|meters|yards|feet|tonnes|tons|pounds|dollars|euros"
    r"|others|more|percent|per\s+cent|million|billion|thousand|members|players|fans|spectators"
    r"|protesters|migrants|refugees|passengers|migrants|civilians|employees|companies|schools"
    r"|households|families|animals|birds|words|pages|characters|copies|units|vehicles|cars|acres"
    r"|hectares|employees|residents|victims|casualties|injured|goals|runs|wickets|games|matches"
)
_NOT_COUNTED = rf"(?!\s+(?:{COUNTED})\b)"


def month(printed: str) -> str:
    """A month's name, whatever of it is printed."""
    return MONTHS[_NUMBER_OF[printed.rstrip(".").lower()]]


def _year(found: re.Match[str], register: Register) -> list[Span]:
    if found["year"] is None:
        return []
    return [group(found, "year", year(int(found["year"]), register))]


def _month(found: re.Match[str]) -> Span:
    return group(found, "month", month(found["month"]))


def _day_first(found: re.Match[str], register: Register) -> Said:
    """12 March 2016: the twelfth of March twenty sixteen."""
    article = "" if found["article"] else "the "
    of = "" if found["of"] else " of"
    spans = [_day(found, "day", f"{article}{{}}{of}"), _month(found), *_year(found, register)]
    if found["first"]:
        joint = found["to"].strip()
        joint = joint if joint.isalpha() else "to"
        spans.append(_day(found, "first", f"{article}{{}}"))
        spans.append(group(found, "to", f" {joint} "))
    return spans


# The June 23 vote: one “the” is enough.
_DETERMINED = re.compile(
    r"(?i)(?:\b(?:the|an?|this|that|its|his|her|their|our|each|every)|[’']s)\s$"
)


def _day(found: re.Match[str], name: str, words: str) -> Span:
    end = found.end(name)
    suffix = re.match(_TH, found.string[end : end + 2])
    said = words.format(ordinal(int(found[name])))
    return Span(found.start(name), end + (2 if suffix else 0), said)


def _month_first(found: re.Match[str], register: Register) -> Said:
    """March 12, 2016: March twelfth, twenty sixteen."""
    plain = _DETERMINED.search(found.string[max(found.start() - 8, 0) : found.start()])
    article = "the " if register.british and not plain else ""
    spans = [_month(found), _day(found, "day", f"{article}{{}}"), *_year(found, register)]
    spans += [group(found, name, " ") for name in ("gap", "gap2") if found[name] == "-"]
    if found["last"]:
        joint = found["to"].strip()
        spans.append(group(found, "to", f" {joint if joint.isalpha() else 'to'} "))
        spans.append(_day(found, "last", f"{article}{{}}"))
    return spans


def _in_figures(found: re.Match[str], register: Register) -> Said:
    """12/3/2016, by the register unless only one way makes a date."""
    first, second = int(found["first"]), int(found["second"])
    day_first = register.british if first <= 12 and second <= 12 else first > 12
    day, place = (first, second) if day_first else (second, first)
    if not (1 <= day <= 31 and 1 <= place <= 12):
        return None
    figures = found["year"]
    said = year(int(figures), register) if len(figures) == 4 else _short(figures)
    return _date(day, place, said, day_first=day_first)


def _from_year(found: re.Match[str], register: Register) -> Said:
    """2016-03-12, as machines write it."""
    place, day = int(found["first"]), int(found["second"])
    if place > 12:
        place, day = day, place
    if not (1 <= day <= 31 and 1 <= place <= 12):
        return None
    return _date(day, place, year(int(found["year"]), register), day_first=register.british)


def _date(day: int, place: int, of_year: str, *, day_first: bool) -> str:
    name = MONTHS[place - 1]
    if day_first:
        return f"the {ordinal(day)} of {name} {of_year}"
    return f"{name} {ordinal(day)}, {of_year}"


def _decade(found: re.Match[str], register: Register) -> Said:
    """1990s, '80s, 80s."""
    figures = found["decade"]
    number = int(figures)
    said = year(number, register) if len(figures) == 4 else two_digits(number) if number else ""
    return plural(said) if said else "noughties"


def _decades(found: re.Match[str], register: Register) -> Said:
    """1960s-80s."""
    first = int(found["first"])
    said = plural(year(first, register) if first > 99 else two_digits(first))
    return f"{said} to {_decade(found, register)}"


def _years(found: re.Match[str], register: Register) -> Said:
    """2019-21, 1914–1918, 2016/17."""
    first, last = int(found["first"]), found["last"]
    ends = int(last) if len(last) == 4 else first // 100 * 100 + int(last)
    if ends <= first:
        return None
    said = year(ends, register) if len(last) == 4 else pair(int(last))
    between = found.string[max(found.start() - 8, 0) : found.start()].lower() == "between "
    joint = " " if found["to"].strip() == "/" else " and " if between else " to "
    return [
        group(found, "first", year(first, register)),
        group(found, "to", joint),
        group(found, "last", said),
    ]


def _short(figures: str) -> str:
    return digits(figures) if figures[0] == "0" else pair(int(figures))


def _short_year(found: re.Match[str], _: Register) -> Said:
    return pair(int(found[1]))


def _alone(found: re.Match[str], register: Register) -> Said:
    return year(int(found[0]), register)


def _century(found: re.Match[str], register: Register) -> Said:
    """A C19 chapel, of the century."""
    if not register.british:
        return None
    return f"{ordinal(int(found['number'] or found['after']))} century"


def _quarter(found: re.Match[str], register: Register) -> Said:
    figures = found[2]
    said = year(int(figures), register) if len(figures) == 4 else pair(int(figures))
    return f"the {ordinal(int(found[1]))} quarter of {said}"


def _span_of(found: re.Match[str], _: Register) -> Said:
    """Mon-Fri, Jan-Feb."""
    first, last = (_DAYS.get(found[name]) or month(found[name]) for name in ("first", "last"))
    return f"{first} to {last}"


def _hours_of_day(found: re.Match[str], _: Register) -> Said:
    """Sun 12-4."""
    day = [group(found, "day", _DAYS[found["day"]])] if found["day"] in _DAYS else []
    first, last = (two_digits(int(found[name])) for name in ("first", "last"))
    return [*day, group(found, "first", first), group(found, "to", " to "),
            group(found, "last", last)]  # fmt: skip


def _short_month(found: re.Match[str], _: Register) -> Said:
    return month(found["month"]) if found["month"].rstrip(".").lower() in _SHORT else None


_A_MONTH = _MONTH.replace("?P<month>", "?:")
_A_DAY = "|".join([*_DAYS, *(f"{name}s?" for name in dict.fromkeys(_DAYS.values()))])
SEEN_APART = re.compile(r"[-–—]\s?(?:\d|[A-Z]|noon|mid|late|close)")
APART = (
    # From one date or time to another, where the dash touches both.
    rule(
        rf"{_MONTH}(?:\s(?:19|20)\d\d)?(?P<to>[-–—])(?=\d\d?(?:{_TH})?\s{_A_MONTH}\b"
        rf"|{_A_MONTH}(?:\s\d|$|[,.;)]))",
        lambda found, _: [group(found, "to", " to ")],
    ),
    rule(
        r"(?i)\b(?:noon|midnight|midday)(?P<to>\s?[-–—]\s?)(?=\d|midnight\b|noon\b)"
        r"|(?:\d\s?[ap]\.?m\b\.?)(?P<till>\s?[-–—]\s?)(?=(?:noon|midnight|midday|late|close)\b)",
        lambda found, _: [group(found, "to" if found["to"] else "till", " to ")],
    ),
    rule(
        rf"\b(?P<day>{_A_DAY})\s(?P<first>\d\d?)(?P<to>[-–—])(?P<last>\d\d?)(?=\.?$|[,;)])",
        _hours_of_day,
    ),
)
RULES = (
    rule(
        rf"(?<!\d\s)(?<!\d(?:st|nd|rd|th)\s)(?<!\d\sof\s)\b{_SURE_MONTH}"
        rf"(?P<gap>\s+|-){_DAY}{_TH}?\b(?![:/%]|[.,]\d)"
        rf"(?:(?P<to>{_DASH}|\s+(?:and|to|or)\s+)(?P<last>0?[1-9]|[12]\d|3[01]){_TH}?\b"
        rf"(?![:/%]|[.,]\d|\s+{_MONTH.replace('?P<month>', '?:')}))?"
        rf"{_NOT_COUNTED}(?:(?:(?P<gap2>-)|,\s*|\s+){_A_YEAR})?",
        _month_first,
    ),
    rule(
        r"(?P<article>(?i:\b(?:the|an?|this|that|each|every|its|his|her|their|our)\s+)|[’']s\s+)?"
        r"(?<![\w£$€¥.,:#+-])(?<!\d/)"
        rf"(?:(?P<first>0?[1-9]|[12]\d|3[01]){_TH}?(?P<to>{_DASH}|\s+(?:and|to|or)\s+))?"
        rf"{_DAY}{_TH}?(?P<of>\s+of)?(?:\s+|-){_MONTH}(?![’'\w-]?\w){_YEAR}",
        _day_first,
    ),
    rule(
        rf"{_BEFORE}(?P<first>\d\d?)(?P<sign>[/.-])(?P<second>\d\d?)(?P=sign)"
        rf"(?P<year>\d{{4}})(?![\w/-])",
        _in_figures,
    ),
    rule(
        rf"{_BEFORE}(?P<first>\d\d?)/(?P<second>\d\d?)/(?P<year>\d\d)(?![\w/-])", _in_figures, "/"
    ),
    rule(
        rf"{_BEFORE}(?P<year>1\d{{3}}|20\d\d)(?P<sign>[/-])(?P<first>\d\d?)(?P=sign)"
        r"(?P<second>\d\d?)(?!(?!T\d\d:)[\w/-])",
        _from_year,
    ),
    rule(r"(?<=\ue000)T(?=\d\d:\d\d)", " at ", "T"),  # 2024-03-12T14:30
    rule(
        r"(?<![\w/£$€¥.,:#+-])(?P<first>\d\d?)(?P<sign>\.)(?P<second>\d\d)\.(?P<year>\d\d)(?![\w/-]|[.,]\d)",
        lambda found, register: _in_figures(found, register) if register.british else None,
    ),
    rule(
        r"\bC(?P<number>1\d|2[01])(?:th)?(?=(?:[-–]C?\d\d)?(?:$|[,;)]|\s(?!(?:vaccin|jab|case|death|infect|pandemic"
        r"|outbreak|test|restriction|lockdown|patient|rule|virus)\w*)[a-z]))|(?<![\w.])(?P<after>1\d|2[01])C(?=\s(?:church"
        r"|chapel|cottage|farmhouse|manor|house|barn|mill|castle|painting|oak|tower|chateau)\b)",
        _century,
        "C",
    ),
    rule(r"(?<=\d(?:st|nd|rd|th)\s)(?:c\.(?=\s|$)|[Cc](?=$|[,;)]|\.$|\s[a-z]))", "century"),
    rule(
        r"\b([1-4])Q(?=\s(?:results?|profits?|earnings|revenues?|sales|loss(?:es)?|net|income|growth|GDP|figures)\b)",
        lambda found, _: f"{ordinal(int(found[1]))} quarter",
        "Q",
    ),
    rule(r"\b([1-4])Q\s?['’]?(20\d\d|\d\d)\b", _quarter, "Q"),
    rule(
        rf"{_BEFORE}(?P<first>1\d{{3}}|20\d\d)(?P<to>{_DASH}|/)(?P<last>\d{{4}}|\d\d)"
        r"(?![\w/%-]|[.,]\d)",
        _years,
    ),
    rule(
        rf"(?<![\w£$€¥.,])(?P<first>1\d\d0|20\d0|\d0)(?:['’]?s)?(?P<to>{_DASH}|/)['’]?"
        r"(?P<decade>1\d\d0|20\d0|\d0)['’]?s\b",
        _decades,
    ),
    rule(r"(?<!\w)['’‘](?P<decade>\d0)['’]?s\b", _decade),
    rule(r"(?<![\w£$€¥.,])(?P<decade>1\d\d0|20\d0)(?:['’]?s| s)\b", _decade),
    rule(r"(?<![\w£$€¥.,])(?P<decade>[2-9]0|00)['’]?s\b", _decade),
    rule(r"(?<!\w)['’‘](\d\d)\b(?![.,]?\d|['’%])", _short_year, "'", "‘", "’"),
    rule(
        r"(?<![\w.,])(?P<first>\d{2,4})(?P<to>\s?[-–]\s?)(?=\d{2,4}\s?(?:A\.?D|B\.?C\.?E?|C\.?E)\b)",
        lambda found, _: [group(found, "first", named(found["first"])), group(found, "to", " to ")],
        "-",
        "–",
    ),
    rule(
        r"(?<![\w.,])(?P<year>\d{2,4})(?=\s?(?:A\.?D|B\.?C\.?E?|C\.?E|AH)\b)|(?<=\bAD )"
        r"(?P<ad>\d{2,4})\b",
        lambda found, _: named(found[0]),
    ),
    rule(r"(?:(?<=\bc\.)|(?<=\bc)|(?<=\bFY))(?:1\d{3}|20\d\d)\b", _alone, "c", "FY"),
    rule(
        rf"{_BEFORE}(?:1[1-9]\d\d|10[1-9]\d|20\d\d)\b(?![-/:’']?\d|[.,]\d|%|°|\s/)"
        rf"(?<!/\s\d{{4}}){_NOT_COUNTED}",
        _alone,
    ),
    # From one date to another.
    rule(r"(?<=\ue000)\s?[-–]\s?(?=\ue000)", " to ", "-", "–"),
)
NAMES = (
    rule(rf"\b{_MONTH}(?=\s+[12]\d{{3}}|\s+\ue000)", _short_month, "\ue000", "1", "2"),
    rule(
        r"\b(?P<month>(?:Jan|Feb|Aug|Sept?|Oct|Nov|Dec)\.)(?!\w)",
        _short_month,
        "Aug",
        "Dec",
        "Feb",
        "Jan",
        "Nov",
        "Oct",
        "Sep",
    ),
    rule(
        r"(?<=\bin )(?P<month>Jan|Feb|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)\b(?!\.?\w)",
        _short_month,
    ),
    rule(
        rf"\b(?P<first>{_DAYS_OR_MONTHS})\.?(?P<to>{_DASH}|/)"
        rf"(?P<last>{_DAYS_OR_MONTHS})\b\.?(?![\w’'])",
        _span_of,
    ),
    rule(
        r"\b(?:Tues|Thurs|(?:(?<=\b[Oo]n )|(?<=\b[Bb]y )|(?<=[Nn]ext )|(?<=[Ll]ast )|(?<=ntil ))"
        r"Weds)\b(?=\.?(?:$|[,;:!?)])|\.\s[A-Z])",
        lambda found, _: _DAYS[found[0]],
        "Tues",
        "Weds",
        "Thurs",
    ),
    rule(
        rf"\b(?:{'|'.join(_DAYS)})\b(?:\.(?=,?\s+[a-z\d\ue000])|\.?(?=,?\s+(?:\ue000|\d|"
        f"(?:{'|'.join(MONTHS)}))))",
        lambda found, _: _DAYS[found[0].rstrip(".")],
        "Mon",
        "Tue",
        "Wed",
        "Thu",
        "Fri",
        "Sat",
        "Sun",
    ),
)
