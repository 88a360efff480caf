"""Formulas, powers of ten, places on a map, and how many times.

A number behind “x” or raised is no number of its own: 10⁶ is a power, 3x is how many times, and
51°30′N is an angle, where feet and inches are printed with the same signs.
"""

import re

from publisher.speaking.wording.numbers import amount, cardinal, named, ordinal
from publisher.speaking.wording.register import Register
from publisher.speaking.wording.scores import near
from publisher.speaking.wording.spans import Said, Span, group, rule

_RAISED = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹⁻⁺", "0123456789-+")
_LOWERED = str.maketrans("₀₁₂₃₄₅₆₇₈₉", "0123456789")
_POINTS = {"N": "north", "S": "south", "E": "east", "W": "west"}


def _power(found: re.Match[str], register: Register) -> Said:
    """10⁶, 10^-3, 3.5×10⁵."""
    figures = found["power"].translate(_RAISED).replace("−", "-").lstrip("^+")
    number = int(figures.lstrip("-"))
    if figures in ("2", "3"):
        said = "ten squared" if figures == "2" else "ten cubed"
    elif figures.startswith("-"):
        said = f"ten to the minus {cardinal(number)}"
    else:
        said = f"ten to the {cardinal(number) if register.british else ordinal(number)}"
    return f"{amount(found['front'], register)} times {said}" if found["front"] else said


def _formula(found: re.Match[str], _: Register) -> Said:
    """H₂O, C₆H₁₂O₆: the figures of a subscript are one number."""
    return cardinal(int(found[0].translate(_LOWERED)))


def _angle(found: re.Match[str], register: Register) -> Said:
    """51°30′26″N."""
    names = ("degree", "minute", "second")
    said = [
        f"{amount(found[name], register)} {name}{'' if found[name] == '1' else 's'}"
        for name in names
        if found[name]
    ]
    return " ".join((*said, _POINTS[found["point"]] if found["point"] else "")).strip()


def _times(found: re.Match[str], register: Register) -> Said:
    """3x faster, a 3x champion; alone, a mark on a dial."""
    if found[0] == found.string.strip():
        return None
    said = amount(found["number"], register)
    once = found["bearer"] is not None
    return [Span(found.start(), found.end("x"), f"{said} {'time' if once else 'times'}")]


def _pressure(found: re.Match[str], register: Register) -> Said:
    """120/80 of blood."""
    if not near(_BLOOD, found):
        return None
    return [
        group(found, "first", named(found["first"], register)),
        group(found, "over", " over "),
        group(found, "last", named(found["last"], register)),
    ]


def _eyes(found: re.Match[str], register: Register) -> Said:
    return f"{cardinal(int(found[1]), register)} {cardinal(int(found[2]), register)}"


_BLOOD = re.compile(r"(?i)\bblood\spressure\b|\bmm\s?Hg\b|\bpressure\s(?:was|is|of|reading)\b")
_BEARER = (
    r"champions?|winners?|MVPs?|All-Stars?|Olympians?|medall?ists?|nominees?|finalists?|GRAMMY"
)
SEEN = re.compile(r"\d:\d+,|10\s?[\^⁰¹²³⁴-⁹⁻]|[₀-₉]|[°º]\s?\d|\d\s?[x×](?!\w)|\d/\d")
RULES = (
    rule(
        r"(?<![\w.,])(?:(?P<front>\d+(?:\.\d+)?)\s?[x×·]\s?)?10\s?(?P<power>\^[-−+]?\d{1,3}(?!\d)"
        r"|[⁻⁺]?[⁰¹²³⁴-⁹]{1,3})",
        _power,
    ),
    rule(r"[₀-₉]{1,6}", _formula),
    rule(
        r"(?<![\w.,:])(\d{1,2}):(\d{1,3}(?:,\d{3})+)(?![\w:]|[.,]\d)",
        lambda found, register: f"{amount(found[1], register)} to {amount(found[2], register)}",
    ),
    rule(
        r"(?<![\w.,])(?P<degree>\d{1,3})\s?[°º]\s?(?P<minute>\d{1,2}(?:\.\d+)?)\s?[′'’]\s?"
        r"(?:(?P<second>\d{1,2}(?:\.\d+)?)\s?(?:[″\"”]|''|’’)\s?)?(?P<point>[NSEW]\b)?",
        _angle,
    ),
    rule(
        r"(?<![\w.,/$£€])(?P<number>\d+(?:\.\d+)?)(?P<x>[x×])(?![\w])(?!\s?\d)"
        rf"(?P<bearer>(?=[\s-](?:[A-Z][\w-]+\s)?(?:{_BEARER})\b))?",
        _times,
    ),
    rule(
        r"(?<![\w.,/$£€])(?P<first>[12]?\d\d)(?P<over>/)(?P<last>[1-9]\d|1[0-4]\d)(?![\w/]|[.,]\d)",
        _pressure,
    ),
    rule(r"(?<![\w.,/])(20|6)/(\d{1,3})(?=\s(?:vision|eyesight|sight))", _eyes),
)
