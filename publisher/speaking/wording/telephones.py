"""Telephone numbers and other numbers that are said figure by figure, a rest between groups."""

import re

from publisher.speaking.wording.numbers import digits, whole
from publisher.speaking.wording.register import Register
from publisher.speaking.wording.spans import Said, Span, rule

_FIGURES = range(7, 16)  # how many a telephone number has, E.164
_GROUPS = re.compile(r"\d+")


def _in_groups(found: re.Match[str], _: Register) -> str:
    return ", ".join(_group(each) for each in _GROUPS.findall(found[0]))


def _group(figures: str) -> str:
    """One group of figures: 800 of a free call as hundreds, so 0800, the rest one by one."""
    if figures in ("800", "900"):
        return f"{digits(figures[0])} hundred"
    if len(figures) == 4 and figures[0] == "0" and figures[1] != "0" and figures[2:] == "00":
        return f"{digits(figures[:2])} hundred"
    return digits(figures)


def _abroad(found: re.Match[str], _: Register) -> Said:
    groups = _GROUPS.findall(found[0].replace("(0)", ""))
    if sum(map(len, groups)) not in _FIGURES:
        return None
    return f"plus {', '.join(map(digits, groups))}"


def _at_home(found: re.Match[str], _: Register) -> Said:
    groups = _GROUPS.findall(found[0])
    return ", ".join(map(_group, groups)) if sum(map(len, groups)) in (10, 11) else None


def _lettered(found: re.Match[str], _: Register) -> str:
    """A number with a word in it: 1-800-GO-U-HAUL."""
    words = " ".join(
        digits(each) if each.isdecimal() else each for each in found["word"].split("-")
    )
    return f"one, {_group(found['area'])}, {words}"


def _dotted(found: re.Match[str], _: Register) -> str:
    return " dot ".join(map(digits, found[0].split(".")))


def _points(found: re.Match[str], register: Register) -> Said:
    """A version: 10.2.1; but 31.12.24 is a day in Britain."""
    if register.british and _DAY.fullmatch(found[0]):
        return None
    return " point ".join(whole(each, register) for each in found[0].split("."))


def _lettered_group(figures: str) -> str:
    """030640615X of a book."""
    return f"{digits(figures)} X" if figures[-1] == "X" else digits(figures)


_DAY = re.compile(r"(?:0?[1-9]|[12]\d|3[01])\.(?:0[1-9]|1[0-2])\.\d\d")
_PARTS = re.compile(r"\d*X|\d+")
_BEFORE, _BEHIND = r"(?<![\w.,/+$£€-])", r"(?![\w/]|[.,]\d|-\d)"
_HELP = "988|[2-8]11|105|000"
_THEN = (
    "for|if|or|and(?!\\s\\d)|to|at|when|on|from|after|before|now|immediately|with|about|as|because|but|free|instead"
    "|first|anytime|any|unless|right|via|while|during|in\\s[A-Z]\\w+"
)
SEEN = re.compile(r"\d{3}|\+\d|\d\.\d+\.\d")
RULES = (
    rule(
        r"\bIS[BS]N(?:-1[03])?:?\s(?P<number>\d[\d\s-]{6,15}[\dX])\b",
        lambda found, _: [
            Span(*found.span("number"), ", ".join(map(_lettered_group, _PARTS.findall(found[1]))))
        ],
        "ISBN",
        "ISSN",
    ),
    # Longer than any number has a name for.
    rule(r"\d{28,}|\d{1,3}(?:,\d{3}){9,}", lambda found, _: digits(found[0])),
    rule(
        r"(?<![\w.])\+\d{1,3}(?:[\s.-]?\(\d{1,4}\))?(?:[\s.-]?\d{2,5}){1,5}" + _BEHIND, _abroad, "+"
    ),
    rule(
        _BEFORE + r"1-(?P<area>8\d\d)-(?P<word>(?:[A-Z\d]+-)*[A-Z]{2,}(?:-[A-Z\d]+)*)\b",
        _lettered,
        "1-",
    ),
    rule(
        _BEFORE
        + r"(?:1[-. ])?(?:\(\d{3}\)[\s-]?|\d{3}[-. ])\d{3}[-. ]\d{4}(?:-\d{1,5})?"
        + _BEHIND,
        _in_groups,
    ),
    rule(
        r"(?<![\w.])(?:\(0\d{2,5}\)|0\d{2,5})[\s-]?\d{3,4}(?:[\s-]?\d{3,4})?"
        r"(?:[\s-]?\d{1,3})?" + _BEHIND,
        _at_home,
    ),
    rule(
        r"(?<![\w.])(?:\(0\d{2,5}\)|0\d{2,5})(?:[\s-]\d{2,4}){2,4}" + _BEHIND,
        _at_home,
    ),
    rule(
        r"(?:\b(?:[Tt]ext(?:s|ed|ing)?|[Ss]end|[Mm]essage|SMS)\s(?:the\sword\s)?[“\"‘']?[A-Z][A-Z\d]+[”\"’']?\sto\s"
        r"|(?i:\b(?:call(?:ing)?|dial|ring|rang|phone|text|on|helpline(?: is)?)\s+))"
        r"(?P<number>\d{3}\s\d{3}|0800\s\d{4}|\d{5,6})(?!\s?[\d%]|[.,]\d|\w|\s[a-z]+s\b)",
        lambda found, _: [
            Span(
                found.start("number"),
                found.end("number"),
                ", ".join(map(_group, found["number"].split())),
            )
        ],
    ),
    rule(_BEFORE + r"\d{3}-\d{2}-\d{4}" + _BEHIND, _in_groups, "-"),
    rule(_BEFORE + r"\d{3}-\d{4}" + _BEHIND, _in_groups, "-"),
    rule(_BEFORE + r"\d{1,3}(?:\.\d{1,3}){3}" + _BEHIND, _dotted),
    rule(_BEFORE + r"\d{1,2}\.\d{1,2}\.\d{1,2}" + _BEHIND, _points),
    # Emergency calls; “999 people” are counted.
    rule(
        r"(?i:\b(?:call(?:s|ed|ing)?|dial(?:s|led|ed|ling|ing)?|ring|rang|phoned?|text"
        r"(?:ed)?|on|to|via|the|a)\s+)"
        r"(?P<number>999|911|112|111|101)\b(?!\s+(?:people|men|women|[a-z]+s\b(?<!calls)"
        r"(?<!operators)))(?![-.,/:%]?\d|%)",
        lambda found, _: [
            Span(found.start("number"), found.end("number"), digits(found["number"]))
        ],
    ),
    # Lines that help, where nothing is counted: call or text 988, but 211 new witnesses.
    rule(
        r"(?i:\b(?:call(?:ed|ing)?|dial(?:s|led|ed|ling|ing)?|ring|rang|phoned?|text(?:ed|ing)?)\s+)"
        rf"(?P<number>{_HELP})(?=[.;:!?)]*$|[.,;:!?)]+\s|\s(?:{_THEN})\b|\s[–—])",
        lambda found, _: [
            Span(found.start("number"), found.end("number"), digits(found["number"]))
        ],
    ),
    rule(
        rf"(?<![\w.,£$€/-])(?:988|[2-8]11)(?=\s(?:Suicide|[Ll]ifeline|[Hh]otline|[Hh]elpline|[Cc]risis\s[Ll]i|call(?:er)?\b(?!\s[a-z]+s\b)))"
        rf"|(?<=\ue000 or )(?:{_HELP})(?=[.,;:!?)]|$|\s(?:{_THEN})\b)",
        lambda found, _: digits(found[0]),
    ),
    rule(
        r"(?<![\w.,£$€/-])(?:999|911|112|111|101)(?=\sor\s(?:\ue000|999|911|112|111|101\b))"
        r"|(?<=\bNHS )111\b",
        lambda found, _: digits(found[0]),
    ),
    rule(
        r"(?<=\ue000 or )(?:999|911|112|111|101)\b(?!\s[a-z]+s\b)",
        lambda found, _: digits(found[0]),
        " or ",
    ),
    rule(
        r"(?<![\w.,£$€/-])(?:999|911)(?=\s+(?:call|emergency|operator|dispatch|service"
        "|number|line|handler))|"
        r"(?<![\w.,£$€/-])911(?!s\b|\s+[a-z]+s\b)(?![-.,/:%\w]?\d|%)",
        lambda found, _: digits(found[0]),
        "11",
        "99",
    ),
)
