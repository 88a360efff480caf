"""Numbers that are neither money nor measures nor dates: counted, ordered, parted, scored."""

import re

from publisher.speaking.wording import scores
from publisher.speaking.wording.dates import COUNTED
from publisher.speaking.wording.numbers import (
    FRACTIONS,
    amount,
    cardinal,
    digits,
    fraction,
    named,
    ordinal,
    part_of,
    plural,
    whole,
)
from publisher.speaking.wording.register import Register
from publisher.speaking.wording.spans import Said, Span, group, rule

_DASH = r"\s?[-‐‑–—−]\s?"
_NUMBER = r"(?:\d{1,3}(?:,\d{3})+|\d+)"
_SUFFIXES = {1: "st", 2: "nd", 3: "rd"}


def _row(found: re.Match[str], register: Register) -> Said:
    """4-4-2."""
    return " ".join(whole(each, register) for each in re.split(r"\D", found[0]))


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


_UNITS = {"Bn": "Battalion", "Bde": "Brigade", "Div": "Division", "Bty": "Battery"}


def _of_army(found: re.Match[str], _: Register) -> Said:
    """The 2nd Bn, 29th Bde: no billions."""
    return [group(found, "unit", _UNITS[found["unit"]]), group(found, "stop", "")]


def _fraction(found: re.Match[str], register: Register) -> Said:
    top, bottom = int(found["top"]), int(found["bottom"])
    if not bottom or len(found["bottom"]) > 5:
        return None
    # 3 1/2 is a number, and of No 3 7/2 the latter are odds.
    mixed = bool(found["whole"]) and top < bottom and bottom in _RULED
    if scores.bets(found) and not mixed and not _PARTED.match(found.string, found.end()):
        odds = f"{cardinal(top, register)} to {cardinal(bottom, register)}"
        return [Span(found.start("top"), found.end(), odds)]
    said = fraction(top, bottom, register)
    if not found["whole"]:
        return _of_a_thing(found, top, bottom, register) or said
    first, _, rest = said.partition(" ")
    first = "a" if first == "one" and rest in ("half", "quarter") else first
    joint = "one hundred" if first == "hundred" else first
    if found.string.startswith("-", found.end()):  # a three and three quarter inch slot
        rest = rest.replace("quarters", "quarter")
    return f"{whole(found['whole'].strip(' -'), register)} and {joint} {rest}"


_RULED = {2, 3, 4, 5, 8, 16, 32}  # what a rule parts a thing into
# Two thirds of those who backed it placed no bet, nor is a 1/2-point favourite at two to one.
_PARTED = re.compile(r"\sof\b|-(?:point|length|inch|mile|furlong|year|foot|hour|pound|acre)\b")
# What a fraction is of, where print leaves out the “of a”.
_A_THING = re.compile(
    r"(?P<hyphen>-)?(?:(?<!-)\s)?(?P<thing>cup|pint|teaspoon|tablespoon|inch|mile|pound|stick|gallon"
    r"|quart|ounce|hour|acre|tonne|ton|pt|length|point|carat)(?=\b)"
)
_A_ITSELF = re.compile(r"\b[Aa]\s$")
_A = re.compile(r"(?:\b(?:[Aa]n?|[Oo]ne|[Ee]ach|[Pp]er|[Tt]he|\d+)|[’']s)\s$")


def _of_a_thing(
    found: re.Match[str], top: int, bottom: int, register: Register
) -> list[Span] | str | None:
    """¾ pound: three quarters of a pound; a 3/4-inch bolt: three quarter inch."""
    thing = _A_THING.match(found.string, found.end())
    if not thing:
        return None
    if thing["hyphen"] or _A.search(found.string, max(found.start() - 9, 0), found.start()):
        said = fraction(top, bottom, register)
        # Print has its own article: a 1/8-inch gap.
        before = found.string[max(found.start() - 3, 0) : found.start()]
        if not said.startswith("one e") or not _A_ITSELF.search(before):
            said = said.removeprefix("one ")
        return said.removesuffix("s") if bottom != 2 or top > 1 else said
    return [Span(found.start(), found.end(), part_of(top, bottom, thing["thing"], register)
                 .removesuffix(f" {thing['thing']}"))]  # fmt: skip


def _out_of(found: re.Match[str], register: Register) -> Said:
    """9/10 of a review; nobody has seven out of five."""
    if float(found[1]) > float(found[2]):
        return None
    return f"{amount(found[1], register)} out of {amount(found[2], register)}"


def _paired(found: re.Match[str], register: Register) -> Said:
    """24/7, 9/11, 50/50: no fractions."""
    return " ".join(cardinal(int(each), register) for each in re.split(r"\D+", found[0]))


def _filed(found: re.Match[str], _: Register) -> Said:
    """24/0187: a number under which something is filed, for no fraction is of noughts first."""
    return f"{named(found[1])} {digits(found[2])}"


def _run(found: re.Match[str], register: Register) -> Said:
    """Figures among letters: A380, F-16s, GPT-4, 5G, H1N1."""
    figures, many = found["figures"], found["many"] or ""
    text, (start, stop) = found.string, found.span("figures")
    first = not re.search(r"[A-Za-z][-–]?$", text[max(start - 2, 0) : start])
    front, point, behind = figures.partition(".")
    counted = first and len(front) < 5 and front[0] != "0"
    said = (
        cardinal(int(front), register, and_=register.british) if counted else _name(front, register)
    )
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


_FLIES = re.compile(
    r"(?i)\b(?:pilots?|flights?|jets?|planes?|aircraft|airlines?|crash\w*|fl[ei]w|fly\w*|boeing\w*|runway"
    r"|cockpit|passengers?|landed|airport|airways|jumbo)\b"
)


_AIRLINES = (
    "Aer Lingus|Air Canada|Air France|Air India|Air New Zealand|Alaska|American|ANA|Asiana|BA"
    "|British|Cathay Pacific|Copa|Delta|El Al|Emirates|Ethiopian|Etihad|Flydubai|Hawaiian|IndiGo"
    "|JAL|Japan|Jet2|KLM|Korean Air|Lufthansa|Malaysia|Norwegian|Pan Am|Qantas|Qatar|Ryanair|SAS"
    "|Saudia|Singapore|Southwest|SpiceJet|TUI|Turkish|United|Virgin|Virgin Atlantic|WestJet"
)


def _aircraft(found: re.Match[str], register: Register) -> Said:
    """A 737, where something flies; one of an airline's."""
    return _called(found, register) if scores.near(_FLIES, found) else None


def _degree(found: re.Match[str], register: Register) -> Said:
    """A 2:1 in history."""
    mixed = re.search(r"\b(?:ratio|odds|mix|scale|split|lead|margin)\b", found.string[:400])
    return None if mixed or not register.british else f"two {cardinal(int(found[2]))}"


def _junctions(found: re.Match[str], register: Register) -> Said:
    """M25 J10-J11, between J21 and J22 of the M1."""
    roads = re.search(r"\b[MA]\d{1,3}\b|\b(?:motorway|carriageway|northbound|southbound|eastbound"
                      r"|westbound|clockwise)\b", found.string)  # fmt: skip
    if not register.british or not roads:
        return None
    spans = [
        Span(found.start() + each.start(), found.start() + each.end(),
             f"junction {named(each[1])}{' ' if each[2] else ''}{each[2]}")
        for each in re.finditer(r"(?:[Jj](?:ct)?\s?)?(\d+)([A-Z]?)", found[0])
    ]  # fmt: skip
    return [*spans, group(found, "to", " to ")] if found["to"] else spans


_ROOMS = {"BR": "bedroom", "BA": "bath", "bd": "bedroom", "ba": "bath"}
_BEDS = re.compile(r"\d[\s-]?(?:BR|bd)\b")


def _rooms(found: re.Match[str], register: Register) -> Said:
    """3BR, 2½ BA of a house; of 90 BA students nothing."""
    rented = not register.british and found["room"] == "BR"
    if found["gap"] == " " and not rented and not _BEDS.search(found.string):
        return None
    return f" {_ROOMS[found['room']]}"


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
    said = None
    if found[0] in FRACTIONS:
        said = _of_a_thing(found, *FRACTIONS[found[0]], register)
    return said or amount(found[0], register)


def _ratio(found: re.Match[str], register: Register) -> Said:
    one, other = (each for each in found.groups() if each)
    return f"{whole(one, register)} to {whole(other, register)}"


_PROPORTION = re.compile(r"(?i)\b(?:outnumber|outweigh|outsold|outsell|outpac|outspen)\w*")
_BEFORE, _BEHIND = r"(?<![\w.,/])", r"(?![\w/]|[.,]\d)"
_PARTS = "".join(FRACTIONS)
# 2-1/2 inches, as some print it.
_JOINED = (
    r"\d{1,2}-(?=(?:1/2|[13]/4|[1357]/8|\d\d?/16)"
    r"[\s-](?:inch|mile|yard|foot|cup|hour|point|length))"
)
# What is said of a road.
_ALONG = (
    r"near|north|south|east|west|(?:north|south|east|west)bound|northeast|northwest|southeast|southwest"
    r"|between|through|toward|outside|just|past|bridge|exits?|corridor|freeway|highway"
    r"|from(?:\s[A-Z]\w+){1,2}\s(?:to|through)\s[A-Z]\w+"
)
_EVENTS = (
    r"attacks?|bombings?|hearings?|riot(?:s|ers?)?|insurrection|massacre|commission|committee|victims"
    r"|survivors|terror\w*|anniversary|memorial|conspiracy|truthers?|plot(?:ters)?|inquests?|hijackers"
)
RULES = (
    rule(rf"{_BEFORE}\d{{1,2}}/\d{{1,2}}(?=\s(?:{_EVENTS})\b)", _paired, "/"),
    rule(
        r"(?<![\w.,/+-])(?P<first>\d\d)(?P<to>[-–])(?P<last>\d\d)s\b",
        lambda found, register: (
            f"{cardinal(int(found['first']), register)} to {plural(cardinal(int(found['last'])))}"
        ),
        "-",
        "–",
    ),
    rule(
        rf"{_BEFORE}(?:24/7|9/11|7/7|50/50|50-50|20/20|60/40|70/30|80/20|90/10){_BEHIND}", _paired
    ),
    rule(
        "(?:(?<=rated )|(?<=scored )|(?<=scoring )|(?<=score of )|(?<=rating of )|"
        "(?<=gave it )|(?<=gave them )|(?<=gave him )|(?<=gave her )|(?<=got )|"
        r"(?<=an )|(?<=Rating: ))(\d+(?:\.\d)?)/(10|5|100|20)\b",
        _out_of,
        "/",
    ),
    rule(rf"{_BEFORE}(\d)/(10)(?=\s+[a-z]+s\b)", _out_of),
    rule(rf"{_BEFORE}(\d(?:\.\d)?)/(5|10)(?=\s+stars?\b)", _out_of),
    # The mark of a review or of a player, at the end of what it is given to.
    rule(
        rf"(?:(?<=[(,:–—-])|(?<=[(,:–—-] )|^){_BEFORE}(\d(?:\.\d)?)/(5|10)"
        r"(?=[:;,.)](?!\d)|\s[–—-]\s|\s*$)",
        _out_of,
    ),
    rule(rf"{_BEFORE}(10|5|20|100)/(\1){_BEHIND}", _out_of),
    rule(
        rf"{_BEFORE}(\d+\.\d+):(\d+(?:\.\d+)?){_BEHIND}|{_BEFORE}(\d+):(\d+\.\d+){_BEHIND}",
        lambda found, register: " to ".join(
            amount(each, register) for each in found.groups() if each
        ),
        ":",
    ),
    rule(rf"{_BEFORE}\d+(?:/\d+){{2,}}{_BEHIND}", _several, "/"),
    rule(rf"{_BEFORE}(\d{{2,4}})/(0\d{{2,5}}){_BEHIND}", _filed, "/"),
    rule(
        rf"{_BEFORE}(?P<whole>\d+\s|{_JOINED})?(?P<top>\d{{1,5}})\s?/\s?(?P<bottom>\d{{1,5}})"
        r"(?:st|nd|rd|th|ST|ND|RD|TH)?s?(?![\w/]|\.\d|,\d|-\w)",
        _fraction,
        "/",
    ),
    rule(
        rf"{_BEFORE}(?P<whole>\d{{1,3}}\s|{_JOINED})?(?P<top>\d{{1,2}})/(?P<bottom>\d{{1,2}})(?:ths?|rds?)?"
        r"(?=-\w)",
        _fraction,
        "/",
    ),
    rule(rf"{_BEFORE}\d{{1,2}}-\d-\d(?:-\d)?{_BEHIND}", _row, "-"),
    rule(rf"{_BEFORE}(?P<number>7[0-8]7)(?=-\d{{1,3}}\b|\s(?i:max)\b)", _called),
    rule(r"\b(?:[Aa]|[Tt]he|[Aa]nother)\s(?P<number>7[0-8]7)(?![\w/%-]|[.,]\d)", _aircraft),
    rule(
        rf"\b(?:{_AIRLINES})(?:\s(?:Airlines|Airways))?\s(?P<number>7[0-8]7)(?![\w/%-]|[.,]\d)",
        _called,
    ),
    rule(
        r"(?:\b(?:[Oo]n|[Aa]long|[Oo]ff|of|near|at|and)\s|^)U\.?S\.?\s(?P<number>\d{2,3})"
        r"(?![\w/%-]|[.,]\d|\s(?!is|was|has)[a-z]+s\b)",
        _called,
        "US ",
        "U.S. ",
    ),
    # Wherever a road is told of: closed U.S. 101 near Ventura, the 405 Freeway.
    rule(
        r"(?<!\b[Tt]he )\bU\.?S\.?\s(?P<number>\d{3})"
        rf"(?=\s(?:{_ALONG})\b|\s(?:in|at)\s[A-Z]|\sand\s(?:U\.?S\.?\s\d|I-|Interstate|Highway|Route)"
        r"|\s(?:is|was|remains|remained)\s(?:closed|shut|blocked|open|reopened|jammed|flooded)\b)",
        _called,
        "US ",
        "U.S. ",
    ),
    # No medals: US 101, China 88.
    rule(
        r"(?<!\b[Tt]he )(?<=[a-z] )U\.?S\.?\s(?P<number>\d{3})"
        r"(?=,(?!\d|\s(?!US\b)[A-Z]\w+\s\d)|[;)]|\.?$)",
        _called,
        "US ",
        "U.S. ",
    ),
    rule(
        r"\b[Tt]he\s(?:U\.?S\.?\s)?(?P<number>\d{3})(?=\s(?:[Ff]reeway|[Ee]xpressway|[Ii]nterchange)\b)",
        _called,
        "reeway",
        "xpressway",
        "nterchange",
    ),
    rule(r"(?<=\b[A-Z])(?:\.\d{1,3}){2,}\b", lambda found, _: digits(found[0])),
    rule(
        r"(?<![\w.,*])(?<!\*\w\s)([1-7])\*(?=[\s-](?:hotels?|rat(?:ing|ed)|reviews?|luxury|resorts?|service|generals?|admirals?|officers?|recruits?|spas?|accommodation|villas?|players?)\b)",
        lambda found, _: f"{cardinal(int(found[1]))} star",
        "*",
    ),
    rule(
        r"(?<![\w.,])\.(\d\d\d?)(?=[\s-](?:calib(?:er|re)|magnum)\b)",
        lambda found, register: None if register.british else named(found[1]),
        "calib",
        "magnum",
    ),
    rule(
        r"(?:(?<=\b\d)|(?<=\b\d\d)|(?<=½))(?P<gap>[\s-]?)(?P<room>BR|BA|bd|ba)(?![\w-])",
        _rooms,
        "BR",
        "BA",
        "bd",
        "ba",
    ),
    rule(r"(?<=\b[Xx]box )360\b", "three sixty", "box "),
    rule(
        r"(2):([12])(?!\d)(?:(?<=\ba 2:\d)|(?<=\ban upper 2:\d)|(?<=\ba lower 2:\d))",
        _degree,
        "a 2:",
        "a lower 2:",
        "an upper 2:",
    ),
    rule(
        r"(?<=[Gg]rade )9(?P<to>-)1\b|(?<=[Gg]rades )9(?P<to2>-)1\b",
        "nine to one",
        "rade ",
        "rades ",
    ),
    rule(r"(?<![\w.,])(\d\d?)\s?y/?o\b", lambda found, _: f"{cardinal(int(found[1]))} year old"),
    rule(r"(?<![\w.,])4\s?[x×]\s?4(s?)\b", r"four by four\1", "x", "×"),
    # Timber: 2x4s, and pictures: 8x10s; no seconds are among them.
    rule(
        r"(?<![\w.,/])(?P<first>[1-9]|1[0-2])(?P<by>\s?[x×]\s?|-by-)(?P<last>[1-9]|1[0-2])(?P<many>s)\b",
        lambda found, _: (
            f"{cardinal(int(found['first']))} by {plural(cardinal(int(found['last'])))}"
        ),
        "x",
        "×",
        "by",
    ),
    rule(
        r"\b(?:[Qq]uot(?:e|ing))\s(?:reference|ref\.?|log|incident)\s(?P<number>\d{3,8})\b(?![.,]\d|[/-])",
        lambda found, _: [group(found, "number", digits(found["number"]))],
        "uot",
    ),
    rule(
        r"\b[Gg]rades?\sK(?P<to>\s?[-–]\s?)(?P<last>1?\d)\b",
        lambda found, register: [
            group(found, "to", " to " if register.british else " through "),
            group(found, "last", cardinal(int(found["last"]))),
        ],
        "rade",
    ),
    rule(
        r"\b(?:[Cc]rime|[Ii]ncident|[Cc]ase|[Ll]og|[Rr]eference|[Ss]erial|[Bb]adge|[Aa]ccount|[Pp]ermit)"
        r"\s(?:reference\s)?(?:number|no\.?)\s(?P<number>\d{3,8})\b(?![.,]\d|[/-])",
        lambda found, _: [group(found, "number", digits(found["number"]))],
    ),
    rule(
        r"\b(?:[Ff]light|Boeing|Airbus|Route|route|Interstate|Highway|highway|Hwy\.?|Rte\.?|Rt\.|Loop(?!\s\d+\s[a-z]+s\b)"
        r"|(?:State|County)\sRoad|Peugeot"
        r"|Porsche|Ferrari|Room|room|Channel|Bus|bus|P\.?\s?O\.?\sBox)\s+(?P<number>[1-9]\d{2,3})\b"
        r"(?![.,]\d|%)",
        _called,
    ),
    rule(
        rf"(?<![A-Z][a-z] )(?<![a-z]{{2}} )(?<![a-z]\. ){_BEFORE}(\d{{1,2}}):"
        rf"(\d){_BEHIND}|(?:(?<=\bof )|(?<=\b[Tt]he )|(?<=\ba ))(\d{{1,2}}):(\d){_BEHIND}",
        _ratio,
    ),
    rule(
        rf"(?<=\bby )(\d{{1,2}}):(\d{{1,2}}){_BEHIND}",
        lambda found, register: (
            _ratio(found, register) if _PROPORTION.search(found.string[:400]) else None
        ),
        "by ",
    ),
    rule(rf"{_BEFORE}\d{{1,3}}:\d{{1,3}}{_BEHIND}", _row, ":"),
    *scores.RANGES,
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
        rf"(?<![\w.])(?P<number>\d{{1,3}})(?P<suffix>st|nd|rd|th)\s(?:\([A-Z][a-z]+\)\s)?"
        rf"(?P<unit>{'|'.join(_UNITS)})\b(?P<stop>\.(?!$))?",
        _of_army,
        *_UNITS,
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
    # Also forms for a tax: 1099s.
    rule(
        r"(?<![\w.,])([1-9]\d\d[1-9]?)s\b",
        lambda found, register: plural(named(found[1], register)),
    ),
    rule(
        rf"\b(?:J|Jct\s?|jct\s?)[1-9]\d?[AB]?(?:(?P<to>{_DASH}|/)J?[1-9]\d?[AB]?)?\b",
        _junctions,
        "J",
        "jct",
    ),
    # Figures that touch letters are a name with them, or stand before what they count.
    rule(
        r"(?:(?<=[A-Za-z])|(?<=[A-Za-z][-–]))(?P<figures>\d+(?:\.\d+)?)(?P<many>"
        r"(?:(?<=\d\d)|(?<=[A-VX-Z]\d)|(?<=[A-Z]-\d))s(?![\w]))?",
        _run,
    ),
    rule(r"(?<![\d.,])(?P<figures>\d+)(?P<many>(?!))?(?=[A-Za-z]|-[A-Za-z])", _run),
    rule(
        r"(?<![\w.,/)\]\ue000])(?P<sign>[-−–+]|±\s?)(?P<number>\d[\d,]*(?:\.\d+)?|\.\d+)"
        r"(?![\w])",
        _signed,
    ),
    rule(r"(?<![.,])\b\d{5,}\b(?![.,]\d|\s+[a-z])", _uncounted),
    rule(
        r"(?<![\w.,])(?!0)\d{1,3}(?:(?: \d{3}){2,}|(?:[\u00a0\u2009\u202f]\d{3})+)(?:\.\d+)?"
        r"(?!\w|[.,]\d)"
        rf"|(?<![\w.,])[1-9]\d? \d{{3}}(?=\s(?:{COUNTED})\b)",
        _mixed,
    ),
    rule(r"\d[\d,]*(?:\.\d+)?(?<!,)|(?<![\w.])\.\d+", _count),
)
