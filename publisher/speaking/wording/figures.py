"""Numbers that are neither money nor measures nor dates: counted, ordered, parted, scored."""

import re

from publisher.speaking.wording.numbers import (
    FRACTIONS,
    amount,
    cardinal,
    digits,
    fraction,
    named,
    ordinal,
    plural,
    whole,
)
from publisher.speaking.wording.register import Register
from publisher.speaking.wording.spans import Said, Span, group, rule

_DASH = r"\s?[-‐‑–—−]\s?"
_NUMBER = r"(?:\d{1,3}(?:,\d{3})+|\d+)"
_MEASURED = r"(?:year|month|week|day|hour|minute|mile|metre|meter|point|inch|foot|page)s?"
_NEAR = 60  # characters in which a word tells what two numbers are
_SPORT = re.compile(
    r"(?i)\b(?:won|win(?:s|ning)?|beat(?:s|en|ing)?|los[et]|loss|losing|defeat\w*"
    r"|drew|draws?|drawn|victor\w*|thrash\w*"
    r"|led|leads?|trail\w*|scor\w*|ahead|aggregate|level|half-time|full-time|match"
    "(?:es)?|goals?|sets?|game|penalties"
    r"|shoot-?out|final|tied?|down|up|triumph\w*|edged|equali\w*|advantage|series"
    r"|hammered|cup|league|opener|champions)\b"
)
_VOTE = re.compile(
    r"(?i)\b(?:vot\w*|ballot\w*|senate|house|committee|rul"
    r"(?:ed|ing)|majority|split|approv\w*|pass(?:ed|es)"
    r"|mps|court|justices|referendum|polls?|council\w*|parliament|lawmakers|jury"
    r"|senators|bill|odds|confirmed)\b"
)
_ODDS = re.compile(r"(?i)\b(?:odds|bookmakers?|bookies|each-way|evens)\b")
_SUFFIXES = {1: "st", 2: "nd", 3: "rd"}


def _score(found: re.Match[str], register: Register) -> Said:
    """3-2 in a match, 52-48 in a vote, 12-15 of anything."""
    first, last = found["first"], found["last"]
    one, other = (int(each.replace(",", "")) for each in (first, last))
    around = found.string[max(found.start() - _NEAR, 0) : found.end() + _NEAR]
    vote = bool(_VOTE.search(around))
    sport = bool(_SPORT.search(around)) and not vote
    small = one < 21 and other < 21 and (one, other) != (9, 5)  # a working day
    if "=" in found.string:
        joint = " minus "
    elif (small and (sport or one >= other) and not vote) or not other or _alone(found):
        joint = " "
    else:
        joint = " to "
    nil = small and not vote and (sport or (register.british and one >= other))
    zero = "nil" if nil else "zero"
    said = [zero if each == "0" else _long(each, register) for each in (first, last)]
    return [
        group(found, "first", said[0]),
        group(found, "to", joint),
        group(found, "last", said[1]),
    ]


def _long(figures: str, register: Register) -> str:
    return digits(figures) if len(figures) > 4 and figures.isdecimal() else whole(figures, register)


def _alone(found: re.Match[str]) -> bool:
    """Whether nothing else is printed: the result in a cell of a table."""
    return found[0].strip() == found.string.strip()


def _row(found: re.Match[str], register: Register) -> Said:
    """4-4-2."""
    return " ".join(whole(each, register) for each in re.split(r"\D", found[0]))


def _pages(found: re.Match[str], register: Register) -> Said:
    spans = [group(found, "first", whole(found["first"], register))]
    if found["last"]:
        joint = found["to"].strip()
        spans += [
            group(found, "to", found["to"] if joint.isalpha() or joint in ",&" else " to "),
            group(found, "last", whole(found["last"], register)),
        ]
    return spans


def _ordinal(found: re.Match[str], register: Register) -> Said:
    """21st; of a wrong ending, 21th, the number alone."""
    number = int(found["number"].replace(",", ""))
    ten, one = divmod(number % 100, 10)
    right = "th" if ten == 1 else _SUFFIXES.get(one, "th")
    if found["suffix"].lower() != right:
        if register.british and found["suffix"] == "st":
            return f"{cardinal(number, register)} stone"
        return [group(found, "number", cardinal(number, register))]
    return ordinal(number, register)


def _fraction(found: re.Match[str], register: Register) -> Said:
    top, bottom = int(found["top"]), int(found["bottom"])
    if not bottom or len(found["bottom"]) > 5:
        return None
    if _ODDS.search(found.string):
        return f"{cardinal(top, register)} to {cardinal(bottom, register)}"
    said = fraction(top, bottom, register)
    if not found["whole"]:
        return said
    first, _, rest = said.partition(" ")
    first = "a" if first == "one" and rest in ("half", "quarter") else first
    joint = "one hundred" if first == "hundred" else first
    return f"{whole(found['whole'].strip(), register)} and {joint} {rest}"


def _out_of(found: re.Match[str], register: Register) -> Said:
    return f"{amount(found[1], register)} out of {amount(found[2], register)}"


def _paired(found: re.Match[str], register: Register) -> Said:
    """24/7, 9/11, 50/50: no fractions."""
    return " ".join(cardinal(int(each), register) for each in re.split(r"\D+", found[0]))


def _sub(found: re.Match[str], register: Register) -> Said:
    """50(2) of a law."""
    what = found["what"].lower()
    below = {"article": "paragraph", "section": "subsection", "s": "subsection"}.get(what, "")
    number = found["number"]
    spans = [group(found, "number", whole(number, register))]
    for place, part in enumerate(re.finditer(r"\((\w+)\)", found["parts"])):
        said = whole(part[1], register) if part[1].isdecimal() else part[1].upper()
        name = below if place == 0 else ""
        start = found.start("parts") + part.start()
        words = f", {name} {said}" if name else f", {said}"
        spans.append(Span(start, start + len(part[0]), words))
    return spans


def _lettered(found: re.Match[str], register: Register) -> Said:
    """401(k), 501(c)."""
    return f"{named(found[1])} {found[2].upper()}"


def _run(found: re.Match[str], register: Register) -> Said:
    """Figures among letters: A380, F-16s, GPT-4, 5G, H1N1."""
    figures, many = found["figures"], found["many"] or ""
    text, (start, stop) = found.string, found.span("figures")
    first = not re.search(r"[A-Za-z][-–]?$", text[max(start - 2, 0) : start])
    front, point, behind = figures.partition(".")
    counted = first and len(front) < 5 and front[0] != "0"
    said = cardinal(int(front), register, and_=False) if counted else _name(front, register)
    if point:
        said = f"{said} point {digits(behind)}"
    if many:
        said = (
            said + ("es" if said.endswith(("x", "s")) else "s")
            if not said.endswith("y")
            else f"{said[:-1]}ies"
        )
    return [Span(start, found.end("many") if many else stop, said)]


def _name(figures: str, register: Register) -> str:
    """Figures behind letters: A380, but B1234 one by one."""
    return (
        digits(figures) if len(figures) == 4 and figures[1:] != "000" else named(figures, register)
    )


def _called(found: re.Match[str], register: Register) -> Said:
    """Flight 370, Boeing 737, Route 128."""
    return [group(found, "number", named(found["number"], register))]


def _code(found: re.Match[str], _: Register) -> Said:
    return [group(found, "number", digits(found["number"]))]


def _signed(found: re.Match[str], register: Register) -> Said:
    sign = {"+": "plus", "±": "plus or minus"}.get(found["sign"].strip(), "minus")
    return f"{sign} {amount(found['number'], register)}"


def _count(found: re.Match[str], register: Register) -> Said:
    figures = found[0]
    if len(figures) > 9 and figures.isdecimal():
        return digits(figures)
    if re.fullmatch(r"\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?|\.\d+", figures):
        return amount(figures, register)
    return ", ".join(amount(each, register) for each in figures.split(",") if each)


def _uncounted(found: re.Match[str], register: Register) -> Said:
    """Five figures or more without a comma and nothing that they count: a number of a thing."""
    before = found.string[max(found.start() - 12, 0) : found.start()]
    if len(found[0]) < 8 and re.search(
        r"(?:to|of|than|over|about|some|nearly|almost|around|is|was|=)\s$", before
    ):
        return None
    return digits(found[0])


def _several(found: re.Match[str], register: Register) -> Said:
    """31/31/100."""
    parts = found[0].split("/")
    return ", ".join(
        digits(part) if len(part) > 4 else cardinal(int(part), register, and_=register.british)
        for part in parts
    )


def _mixed(found: re.Match[str], register: Register) -> Said:
    return amount(found[0], register)


def _ratio(found: re.Match[str], register: Register) -> Said:
    one, other = (each for each in found.groups() if each)
    return f"{whole(one, register)} to {whole(other, register)}"


_BEFORE, _BEHIND = r"(?<![\w.,/])", r"(?![\w/]|[.,]\d)"
_PARTS = "".join(FRACTIONS)
LAWS = (
    # The mark of a note, which a reader's eye passes over.
    rule(
        r"\s?\[(?:\d{1,3}(?:[,–-]\s?\d{1,3})*|[a-z]|"
        r"(?:note|nb)\s\d+|citation needed|clarification needed|who\?|when\?)\]",
        lambda found, _: [Span(*found.span(), "")],
    ),
    rule(
        r"\b(?P<what>(?i:article|section|rule|clause|regulation|paragraph|para|schedule"
        r"|s))\.?\s?(?P<number>\d+)(?P<parts>(?:\(\w{1,3}\))+)",
        _sub,
    ),
    rule(r"\b(\d{3})\(([a-z])\)", _lettered),
    rule(
        r"\b(?i:pp?|pages|lines?|ll|chapters?|chs?|verses?|vv?|nos|figs?|notes?"
        rf"|sections?|articles?|fn|seasons?|weeks?)\b\.?\s*(?P<first>{_NUMBER})(?:"
        rf"(?P<to>{_DASH}|\s?&\s?|\s+and\s+)(?P<last>{_NUMBER}))?(?![\w%/:]|[.,]\d|\s?%)",
        _pages,
    ),
)
RULES = (
    rule(
        rf"{_BEFORE}(?:24/7|9/11|7/7|50/50|50-50|20/20|60/40|70/30|80/20|90/10){_BEHIND}", _paired
    ),
    rule(
        "(?:(?<=rated )|(?<=scored )|(?<=scoring )|(?<=score of )|(?<=rating of )|"
        "(?<=gave it )|(?<=gave them )|(?<=gave him )|(?<=gave her )|(?<=got )|"
        r"(?<=an )|(?<=Rating: ))(\d+(?:\.\d)?)/(10|5|100|20)\b",
        _out_of,
    ),
    rule(rf"{_BEFORE}(\d)/(10)(?=\s+[a-z]+s\b)", _out_of),
    rule(rf"{_BEFORE}\d+(?:/\d+){{2,}}{_BEHIND}", _several),
    rule(
        rf"{_BEFORE}(?P<whole>\d+\s)?(?P<top>\d{{1,5}})\s?/\s?(?P<bottom>\d{{1,5}})"
        r"(?:st|nd|rd|th|ST|ND|RD|TH)?s?(?![\w/]|\.\d|,\d|-\w)",
        _fraction,
    ),
    rule(
        rf"{_BEFORE}(?P<whole>)(?P<top>\d{{1,2}})/(?P<bottom>\d{{1,2}})(?:ths?|rds?)?"
        r"(?=-\w)",
        _fraction,
    ),
    rule(rf"{_BEFORE}\d{{1,2}}-\d-\d(?:-\d)?{_BEHIND}", _row),
    rule(rf"{_BEFORE}(?P<number>7[0-8]7)(?=-\d{{1,3}}\b|\sMAX\b)", _called),
    rule(
        r"\b(?:[Ff]light|Boeing|Airbus|Route|route|Interstate|Highway|highway|Peugeot"
        r"|Porsche|Ferrari|Room|room|Channel|Bus|bus)\s+(?P<number>[1-9]\d{2,3})\b"
        r"(?![.,]\d|%)",
        _called,
    ),
    rule(
        rf"(?<![A-Z][a-z] )(?<![a-z]{{2}} )(?<![a-z]\. ){_BEFORE}(\d{{1,2}}):"
        rf"(\d){_BEHIND}|(?<=\bof )(\d{{1,2}}):(\d){_BEHIND}",
        _ratio,
    ),
    rule(rf"{_BEFORE}\d{{1,3}}:\d{{1,3}}{_BEHIND}", _row),
    rule(
        rf"(?<![\w.,/+-])(?P<first>{_NUMBER})(?P<to>{_DASH})(?P<last>{_NUMBER})"
        rf"(?![\w/%]|[.,]\d|-(?!{_MEASURED}\b)\w)",
        _score,
    ),
    rule(
        rf"(?<![\w.,/+-])(?P<first>\d+\.\d+)(?P<to>{_DASH})(?P<last>\d+\.\d+)"
        r"(?![\w/%]|[.,]\d|-\d)",
        lambda found, register: (
            f"{amount(found['first'], register)} to {amount(found['last'], register)}"
        ),
    ),
    rule(
        rf"(?<![\w.])(\d+)(?:st|nd|rd|th){_DASH}(\d+)(?:st|nd|rd|th)(?!\w)",
        lambda found, register: (
            f"{ordinal(int(found[1]), register)} to {ordinal(int(found[2]), register)}"
        ),
    ),
    rule(
        r"(?<![\w.])(?P<number>480|720|1080|2160)p\b",
        lambda found, register: f"{named(found['number'], register)} P",
    ),
    rule(
        r"(?<![\w.])(?P<number>\d{1,3}(?:,\d{3})+|(?<!,)\d+)(?P<suffix>(?i:st|nd|rd|th))"
        r"(?!\w)",
        _ordinal,
    ),
    rule(rf"(?<![\w.,/])\d*[{_PARTS}]", _mixed),
    rule(
        r"(?i:\b(?:pin|code|postcode|zip|ext|extension|ending in|starting with|otp"
        r"|password|serial number)\.?)\s+(?:is\s+|number\s+)?(?P<number>\d{3,})\b"
        r"(?![.,]\d)",
        _code,
    ),
    rule(r"(?<![\w.,])([1-9]\d\d)s\b", lambda found, register: plural(named(found[1], register))),
    # Figures that touch letters are a name with them, or stand before what they count.
    rule(
        r"(?:(?<=[A-Za-z])|(?<=[A-Za-z][-–]))(?P<figures>\d+(?:\.\d+)?)(?P<many>"
        r"(?<=\d\d)s(?![\w]))?",
        _run,
    ),
    rule(r"(?<![\d.,])(?P<figures>\d+)(?P<many>(?!))?(?=[A-Za-z]|-[A-Za-z])", _run),
    rule(
        r"(?<![\w.,/)\]\ue000])(?P<sign>[-−–+]|±\s?)(?P<number>\d[\d,]*(?:\.\d+)?|\.\d+)"
        r"(?![\w])",
        _signed,
    ),
    rule(r"(?<![.,])\b\d{5,}\b(?![.,]\d|\s+[a-z])", _uncounted),
    rule(r"\d[\d,]*(?:\.\d+)?(?<!,)|(?<![\w.])\.\d+", _count),
)
