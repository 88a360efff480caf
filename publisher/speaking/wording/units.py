"""Measures: 5km, 3.2%, -4C, 6ft 2in, 40 km/h."""

import re
from collections.abc import Iterable

from publisher.speaking.wording.adjectives import is_adjective
from publisher.speaking.wording.dates import COUNTED
from publisher.speaking.wording.money import MAGNITUDES, NUMBER
from publisher.speaking.wording.numbers import (
    FRACTIONS,
    amount,
    cardinal,
    fraction,
    part_of,
    with_article,
)
from publisher.speaking.wording.register import Register
from publisher.speaking.wording.scores import near
from publisher.speaking.wording.spans import Said, Span, rule
from publisher.speaking.wording.unit_names import LENGTHS, OPEN, PER, UNITS, WRITTEN_OUT

_BIG = r"hundred|thousand|million|billion|trillion"
_BETWEEN = {"x": "by", "×": "by", "X": "by", "and": "and", "or": "or"}  # “to”, where it is a dash


def _any(names: Iterable[str]) -> str:
    return "|".join(re.escape(name) for name in sorted(names, key=len, reverse=True))


_PARTS = "".join(FRACTIONS)
_FIGURE = rf"(?:(?:\d+\s)?\d/\d|\d*[{_PARTS}]|{NUMBER})"
_NEAR = 100  # characters in which what is counted stands before its number
_WEATHER = (850, 1_100)  # millibars; fewer or more of them are megabytes
_MINUS = r"(?P<minus>(?<![\w)\]\ue000])[-−–](?=[\d.]))?"
_COUNT = (
    rf"(?<![\w.,/£$€]){_MINUS}(?:(?P<first>{_FIGURE})"
    r"(?P<mid>\s?[x×X]\s?|\s?[-‐‑–—−]\s?|\sto\s|\sand\s|\sor\s)(?P<minus2>-)?)?"
    rf"(?P<number>{_FIGURE})"
)
_BEHIND = r"(?![\w°]|/\w)"


def figure(printed: str, register: Register, times: str = "") -> str:
    """A number before a unit: whole, decimal, or with a fraction."""
    if "/" in printed:
        front, _, part = printed.rpartition(" ")
        top, _, bottom = part.partition("/")
        behind = fraction(int(top), int(bottom), register)
        if not front:
            return f"{behind} {times}".rstrip()
        return f"{amount(front, register)} and {with_article(behind)} {times}".rstrip()
    return amount(printed, register, times)


def _part_of(found: re.Match[str], register: Register, name: str) -> str | None:
    """½ tsp: half a teaspoon, where a reader has no “one half”."""
    number = found["number"]
    top, stroke, bottom = number.partition("/")
    part = (int(top), int(bottom)) if stroke and " " not in number else FRACTIONS.get(number)
    if found["first"] or found["minus"] or part is None or not part[0] < part[1]:
        return None
    return part_of(*part, register.spelt(name), register)


def _is_one(printed: str) -> bool:
    return printed in ("1", "½", "¼", "¾", "⅓", "⅔")


def _count(found: re.Match[str], register: Register, times: str = "") -> str:
    said = figure(found["number"], register, times)
    if found["minus2"]:
        said = f"minus {said}"
    if found["first"]:
        joint = _BETWEEN.get(found["mid"].strip(), "to")
        said = f"{figure(found['first'], register)} {joint} {said}"
    return f"minus {said}" if found["minus"] else said


def _is_air(number: str) -> bool:
    """Whether so many mb are of the air's pressure; of a disc there are fewer or more."""
    figures = number.replace(",", "").partition(".")[0]
    return figures.isdecimal() and _WEATHER[0] <= int(figures) < _WEATHER[1]


def _measure(found: re.Match[str], register: Register) -> Said:
    """A number, a unit, and what it is divided by."""
    groups = found.groupdict()
    unit = found["unit"]
    if unit == "mb" and not _is_air(found["number"]):
        unit = "MB"
    power = groups.get("power") or ""
    big = groups.get("big") or ""
    alone = found["first"] is None and _is_one(found["number"]) and not big
    one, many = UNITS[unit]
    adjective = bool(groups.get("hyphen")) or is_adjective(found)
    name = one if alone or adjective else many
    if power:
        name = f"{'square' if power in '2²' else 'cubic'} {name}"
    part = None if adjective or power or big else _part_of(found, register, one)
    if part and not groups.get("per"):
        return [Span(found.start("whole"), found.end("whole"), part)]
    per = groups.get("per")
    if per:
        name = f"{name} per {PER.get(per) or UNITS[per][0]}"
    said = f"{_count(found, register, big)} {register.spelt(name)}"
    return [Span(found.start("whole"), found.end("whole"), said)]


def _percent(found: re.Match[str], register: Register) -> Said:
    sign = found["sign"]
    said = "percentage points" if sign == "pp" else "per cent" if register.british else "percent"
    return f"{_count(found, register)} {said}"


_GAINED = re.compile(
    r"\b(?:up|down|by|rose|fell|gain(?:ed)?|lost|rise\sof|fall\sof|leads?(?:\sof)?|ahead|swing\sof|(?:of|to|from)\sabout)\s$"
)
_A_SHARE = re.compile(
    r"\s(?:swing|leads?|rise|falls?|gap|increase|gains?|drop|cut|points?|higher|lower|ahead|behind|clear|more|less)\b"
)
_IN_PRINT = re.compile(r"(?:\ue000|\b[A-Z][\w’'&.-]*)[,;:]\s$")  # a price or who published it
_BOOKS = re.compile(
    r"(?i)\b(?:hardbacks?|paperbacks?|publish\w+|press|books?|novels?|illustrated|memoir|authors?|isbn)\b"
)
_FEWEST, _SURELY = 16, 100  # pages of a book; more than a share has points


def _pages(found: re.Match[str], register: Register) -> Said:
    """352pp of a book; 3pp of a share are points."""
    pages = int(found["number"].replace(",", ""))
    if _A_SHARE.match(found.string, found.end()) or pages < _FEWEST:
        return None
    before = found.string[max(found.start() - 20, 0) : found.start()]
    listed = _IN_PRINT.search(before) and re.match(r"[,;.)]|$", found.string[found.end() :])
    if _GAINED.search(before):
        return None
    if pages < _SURELY and not near(_BOOKS, found) and not (listed and pages > 2 * _FEWEST):
        return None
    one = is_adjective(found, after_the=True)
    return f"{amount(found['number'], register)} {'page' if one else 'pages'}"


def _both_percent(found: re.Match[str], register: Register) -> Said:
    sign = "per cent" if register.british else "percent"
    return f"{figure(found[1], register)} {sign} to {figure(found[2], register)} {sign}"


def _degrees(found: re.Match[str], register: Register) -> Said:
    scale = "Celsius" if found["scale"] == "C" else "Fahrenheit"
    one = (found["number"] == "1" and not found["first"]) or is_adjective(found)
    degrees = "degree" if one else "degrees"
    return f"{_count(found, register)} {degrees} {scale}"


_PER_ONE = ("km", "kg", "kWh", "MWh", "ml", "mg", "mm", "cm", "lb", "oz", "GB", "MB")  # per kWh
_RACES = re.compile(
    r"(?i)\b(?:races?|racing|runners?|ran|heats?|finals?|laps?|athlet\w*|medal\w*|olympic\w*"
    r"|champion\w*|record|gold|silver|bronze|freestyle|steeplechase|swim\w*|won|beat|best|track)\b"
)


def _fifteen_hundred(found: re.Match[str], register: Register) -> Said:
    """The 1500m, which is run."""
    return f"fifteen hundred {register.spelt('meters')}" if near(_RACES, found) else None


_SHOWN = re.compile(
    r"(?i)\b(?:watch\w*|tvs?|televisions?|videos?|stream\w*|screens?|resolution|ultra|hd|hdr|cameras?"
    r"|monitors?|displays?|films?|footage|netflix|blu-?ray|projectors?|picture|pixels?)\b"
)


def _sharp(found: re.Match[str], register: Register) -> Said:
    """4K, of a picture."""
    return f"{cardinal(int(found[1]), register)} K" if near(_SHOWN, found) else None


def _tall(found: re.Match[str], register: Register) -> Said:
    feet, inches = found["feet"], found["inches"]
    one = bool(found["hyphen"]) or is_adjective(found, after_the=True)
    said = f"{amount(feet, register)} {'foot' if one or feet == '1' else 'feet'}"
    if inches:
        said += f" {figure(inches, register)} {'inch' if one or inches == '1' else 'inches'}"
    return [Span(found.start(), found.end("whole"), said)]


def _stone(found: re.Match[str], register: Register) -> Said:
    one = found[2] == "1" or is_adjective(found)
    pounds = f"{amount(found[2], register)} {'pound' if one else 'pounds'}"
    return f"{amount(found[1], register)} stone {pounds}"


_ROUGHLY = (
    r"(?:(?:a\srecord|about|around|almost|nearly|some|over|under|just\s\w+|(?:more|less)\sthan)\s)?"
)
_THOUSANDS = r"(?<![\w.,])\d{1,3}(?:,\d{3})+(?![\w-]|[.,]\d)"
# It fell by 26,100 to 7.37m, from 1.2m to 980,000: counts of one thing.
_FROM_THOUSANDS = re.compile(
    rf"\b(?:by|from|up|down|rose|fell|grew|some|about|nearly|over)\s{_THOUSANDS}(?:\s[a-z]+){{0,3}},?"
    rf"\s(?:to|from|at)\s{_ROUGHLY}$"
)
_MANY = re.compile(r"\d{1,3}(?:\.\d+)?")
_TO_THOUSANDS = re.compile(rf",?\s(?:to|from)\s{_ROUGHLY}{_THOUSANDS}")
_COUNTED_THINGS = re.compile(
    r"(?i)\b(?:population|unemploy\w+|joblessness|jobless\s\w+|waiting\slists?|audiences?|viewing\sfigures"
    r"|ratings|circulation|readership|membership|subscriptions?|subscribers|followers|net\smigration|backlog"
    r"|electorate|workforce|downloads|claimants)\b(?:[^,.;:()]|(?<=\d)[,.](?=\d)){0,60}?"
    rf"\b(?:to|from|at|by|of|than|hit|reached|topped|passed|exceeded|averaged)\s{_ROUGHLY}$"
)
_LENGTHS = re.compile(
    r"(?i)\b(?:\d*(?:km|ft|cm|mm)|miles?|feet|met(?:re|er)s?|yards?|inch(?:es)?|tall|(?<!record\s)high|height|deep|depth"
    r"|length|wide|width|above|below|altitude|away|apart|sea|oceans?|rivers?|flood\w*|tides?|waves?|snow\w*|jump\w*|leap\w*"
    r"|vault\w*|throw\w*|hurdles?|swim\w*|pool|climb\w*|summit|sprint\w*|trail|path|tower|mast|stage)\b"
)


def _counts(found: re.Match[str]) -> bool:
    """Whether a bare 7.37m is millions: a count of thousands, or what is counted, is near."""
    if near(_LENGTHS, found):
        return False
    first = found.groupdict().get("first") or ""
    if "," in first and _MANY.fullmatch(found["number"]):  # 980,000 to 1.2m
        return True
    before = found.string[max(found.start() - _NEAR, 0) : found.start()]
    if _FROM_THOUSANDS.search(before) or _COUNTED_THINGS.search(before):
        return True
    return bool(_TO_THOUSANDS.match(found.string, found.end()))


def _meters_or_millions(found: re.Match[str], register: Register) -> Said:
    """100m in 9.58s is a length, 1.2m people a number."""
    if found["counted"] is not None or _counts(found):
        return _count(found, register, "million")
    one = found["number"] == "1" or is_adjective(found)
    name = "meter" if one else "meters"
    return f"{_count(found, register)} {register.spelt(name)}"


def _two_of_m(found: re.Match[str], register: Register) -> Said:
    """1.5m-2m people."""
    counted = found["counted"] is not None or _counts(found)
    unit = "million" if counted else register.spelt("meters")
    joint = found["to"].strip()
    first, last = (amount(found[name], register) for name in ("number1", "number2"))
    return f"{first} {unit} {joint if joint.isalpha() else 'to'} {last} {unit}"


def _magnitude(found: re.Match[str], register: Register) -> Said:
    """60bn, 1.2tn; 50k of something."""
    return _count(found, register, MAGNITUDES[found["times"]])


def _in_capitals(found: re.Match[str], register: Register) -> Said:
    """12KG."""
    names = UNITS[found["unit"].lower()]
    return f"{_count(found, register)} {register.spelt(names[found['number'] != '1'])}"


def _square(found: re.Match[str], register: Register) -> Said:
    """40 sq km, 3 cu ft."""
    unit = found["unit"]
    one = found["number"] == "1" or "-" in found["gap"] or is_adjective(found)
    name = UNITS[unit][not one] if unit in UNITS else unit
    power = "square" if found["prefix"] == "sq" else "cubic"
    return f"{_count(found, register)} {power} {register.spelt(name)}"


def _inch(found: re.Match[str], register: Register) -> Said:
    one = found["number"] == "1" or is_adjective(found)
    return f"{_count(found, register)} {'inch' if one else 'inches'}"


def _degree(found: re.Match[str], register: Register) -> Said:
    one = found["number"] == "1" or is_adjective(found)
    return f"{_count(found, register)} {'degree' if one else 'degrees'}"


def _latitude(found: re.Match[str], register: Register) -> Said:
    point = {"N": "north", "S": "south", "E": "east", "W": "west"}[found["point"]]
    return f"{_count(found, register)} degrees {point}"


def _seconds(found: re.Match[str], register: Register) -> Said:
    return f"{amount(found[1], register)} seconds"


def _dimensions(found: re.Match[str], register: Register) -> Said:
    joint = "times" if "=" in found.string else "by"
    return f"{amount(found[1], register)} {joint} {amount(found[2], register)}"


_IN_INCHES = re.compile(
    r"\s(?:vinyl|singles?|pizzas?|records?|screens?|TVs?|wheels?|alloys|tablets?|rims?|laptops?"
    r"|monitors?|displays?|pipes?|guns?)\b"
)


def _hours(found: re.Match[str], register: Register) -> Said:
    """1h 30m, 2h30."""
    one = is_adjective(found)
    return " ".join(
        f"{cardinal(int(figure), register)} {unit}{'' if one or int(figure) == 1 else 's'}"
        for figure, unit in zip(found.groups(), ("hour", "minute"), strict=True)
    )


def _inches(found: re.Match[str], register: Register) -> Said:
    if found.string.count('"', 0, found.start()) % 2:
        return None
    if _IN_INCHES.match(found.string, found.end()):
        return f"{figure(found[1], register)} inch"
    return f"{figure(found[1], register)} {'inch' if found[1] == '1' else 'inches'}"


_POWER = r"(?P<power>[²³]|[23](?!\d))?"
_BIGS = rf"(?:\s(?P<big>{_BIG}))?"
# What a million is of: what is itself so much, light years, man-hours, cubic metres.
_UNITS_OF_THEIR_OWN = (
    r"(?:light|man|person|staff|working|school|patient|bed|passenger|vehicle|air|square|cubic|nautical|metric"
    r"|troy|gross|registered)[\s-]"
    r"(?:years?|hours?|days?|weeks?|nights?|miles?|kilomet(?:re|er)s?|met(?:re|er)s?|feet|yards?|inches"
    r"|tonnes?|tons?|ounces?)"
    # And what else they are: 1.2m new homes.
    r"|(?:new|extra|additional|affordable|unpaid|young|older|elderly|poor|disabled|foreign|private|public"
    r"|empty|active|daily|monthly|weekly|unique|fewer|low-paid|self-employed)"
    r"\s(?:people|men|women|children|[a-z]{3,}(?<!ou)s)"
)
# What follows a million of something: a plural noun, which no length has behind it.
_PLURAL = (
    rf"(?P<counted>(?=\+?\s+(?:{COUNTED}|{_UNITS_OF_THEIR_OWN}|(?!metres\b|meters\b|across\b|less\b|this\b"
    r"|plus\b|runners\b|finals\b|sprints\b|races\b|hurdles\b|steps\b|times\b|is\b"
    rf"|was\b|has\b|as\b)[a-z]{{3,}}s|Americans|Britons|[A-Z][a-z]+(?:ans|ish))\b))?"
)
SEEN = re.compile(
    rf"[\d{_PARTS}][\s-]?(?:[%°ºxX×/'’′\"″”s]|sq|cu|pct?\b|per\s?cent|pp\b|deg|h\d|m\b|A\s|[CFkKtgbm]|{_any(UNITS)})"
)
RULES = (
    rule(r"(?<![\w.,])([48])K\b", _sharp, "K"),
    rule(
        r"(?<=\b[Pp]op\. )(\d+(?:\.\d+)?)m\b",
        lambda found, register: f"{amount(found[1], register)} million",
        "op. ",
    ),
    rule(r"(?<![\w.,])1500\s?m\b(?!²|/)", _fifteen_hundred, "500"),
    rule(
        r"(?<![\w.,/£$€])(?P<whole>(?P<feet>\d+)(?:\s?ft|['′’](?=\s?\d))\s?(?P<inches>\d+"
        r"(?:\.\d+)?[½¼¾]?)\s?(?:ins?\b|[\"″”]|(?=\s|$|[.,;]|-)))(?P<hyphen>-)?",
        _tall,
    ),
    rule(
        r"(?<![\w.,/£$€])(?P<whole>(?P<feet>\d+)(?P<inches>)ft)(?P<hyphen>-"
        "(?:tall|long|high|wide|deep))",
        _tall,
    ),
    rule(r"(?<![\w.,/£$€])(\d+)\s?st\s(\d+)\s?lbs?\b", _stone),
    rule(
        rf"(?<![\w.,/£$€])({NUMBER})\s?(?:%|pct?)\s?[-–—]\s?({NUMBER})\s?(?:%|pct?\b)",
        _both_percent,
    ),
    rule(
        r"(?<![\w.,/£$€+−–-])(?P<number>\d{2,3}|1,?\d{3})\s?pp\b(?P<stop>\.(?=[,;)]|\s[a-z]))?",
        _pages,
        "pp",
    ),
    rule(rf"{_COUNT}\s?(?P<sign>%|pct?\b|per\s?cent\b|pp\b)", _percent),
    rule(rf"{_COUNT}\s?[°º]\s?(?P<scale>[CF])\b", _degrees),
    rule(rf"{_COUNT}\s(?:degrees?|deg)\s(?P<scale>[CF])(?![\w.’'])", _degrees),
    rule(
        rf"{_COUNT}(?P<scale>[CF])\b(?![-/&'’+#])(?<![^.]\b[1-5]F)(?<!^[1-5]F)(?<![^.]\b[1-9]C(?=\s[A-Z]))(?<!^[1-9]C(?=\s[A-Z]))",
        _degrees,
    ),
    rule(
        r"(?<![\w.,/])(\d{1,2})\s?hr?\s?(\d{1,2})(?:\s?m(?:in)?s?)?\b(?![.,]?\d)",
        _hours,
    ),
    # Shortened units with a full stop that ends no sentence.
    rule(
        rf"(?P<whole>{_COUNT}\s?(?P<unit>ft|in|lbs?|oz|yds?|mi|hrs?|mins?|secs?|km|kg|cm"
        r"|mm|yrs?|[Tt]b?sps?|tbs|gal|qt)\.)(?=\s+[a-z]|[,;:])",
        _measure,
    ),
    rule(
        rf"(?P<whole>{_COUNT}{_BIGS}\s?(?P<unit>{_any(OPEN)}|m(?=[²³]|[23]\b|/s)){_POWER}"
        rf"(?:/(?P<per>{_any([*PER, *filter(str.isalpha, UNITS)])})\b)?){_BEHIND}",
        _measure,
    ),
    rule(
        rf"(?i:(?P<whole>{_COUNT}(?P<unit>(?-i:KG|Kg|KM|Km|CM|MM|LBS|Lbs|HRS|Hrs)))){_BEHIND}",
        _in_capitals,
    ),
    rule(
        rf"(?P<whole>{_COUNT}(?P<gap>[\s-]?)(?P<prefix>sq|cu)\.?[\s-]"
        rf"(?P<unit>{_any((*LENGTHS, *WRITTEN_OUT))}))(?:\.(?=\s+[a-z]|[,;:]))?{_BEHIND}",
        _square,
    ),
    rule(
        rf"(?<![\w.,/£$€])(?P<number1>{NUMBER})m(?P<to>\s?[-–]\s?|\sto\s|\sand\s|\sor\s)"
        rf"(?P<number2>{NUMBER})m{_BEHIND}{_PLURAL}",
        _two_of_m,
    ),
    rule(rf"{_COUNT}\s?m{_BEHIND}{_PLURAL}", _meters_or_millions),
    rule(rf"{_COUNT}(?P<times>bn|tn|trn|mn|mln|bln)\b", _magnitude),
    rule(
        rf"{_COUNT}(?P<times>k|K)(?<!\b[Aa]\s5K)(?<!\b[Aa]\s10K)(?<!he\s5K)(?<!he\s10K)(?=\s+[a-z]{{3,}}s\b|\s+(?:people|men|women|children)\b)",
        _magnitude,
    ),
    rule(rf"(?P<whole>{_COUNT}(?P<unit>g|l)/(?P<per>km|kg|l|ml|day|m²)\b)", _measure),
    rule(rf"(?P<whole>{_COUNT}(?P<unit>g|t|l|L|V|W|MP|ms|nm|cc|hp)){_BEHIND}", _measure),
    rule(
        rf"{_COUNT}\s?A(?=\s(?:fuses?|plugs?|sockets?|suppl|charg|circuit|breaker|current|cable)\w*\b)",
        lambda found, register: f"{_count(found, register)} amp",
    ),
    rule(rf"(?P<whole>{_COUNT}\s(?P<unit>g))(?=\s[a-z(]|[,;)]|$)", _measure),
    rule(rf"(?P<whole>{_COUNT}\s?(?P<unit>fl)\.?\s?oz\b(?:\.(?=\s[a-z]))?)", _measure),
    rule(
        rf"(?P<whole>{_COUNT}\s(?P<unit>MP|W|V|cc|hp|ml|ms|nm|sec)){_BEHIND}"
        r"(?=\s|[.,;]|$)(?!\s[A-Z])",
        _measure,
    ),
    rule(rf"(?P<whole>(?<=\ue000){_COUNT}in)(?P<unit>)\b", _inch),
    rule(
        rf"(?P<whole>{_COUNT}in)(?P<unit>)\b(?!\s?\d)",
        _inch,
    ),
    rule(
        f"(?P<whole>{_COUNT}(?P<hyphen>-)(?P<unit>"
        rf"{_any(u for u in OPEN if u.isalpha())})\b\.?){_BEHIND}(?=[\s-]\w)",
        _measure,
    ),
    rule(r"(?<![\w.,/])(\d+\.\d+|(?<=\bin )\d+)\s?s\b", _seconds),
    rule(rf"{_COUNT}[°º]\s?(?P<point>[NSEW])\b", _latitude),
    rule(rf"{_COUNT}[°º]", _degree),
    rule(r"(?<![\w.,/])(\d+(?:\.\d+)?)\s?[×]\s?(\d+(?:\.\d+)?)(?![\w])", _dimensions),
    rule(
        r"(?<![\w.,/])(\d+)['′’]\s?[x×]\s?(\d+)['′’](?!\w)",
        lambda found, register: (
            f"{amount(found[1], register)} feet by {amount(found[2], register)} feet"
        ),
    ),
    rule(r"(?<![\w.,/])(?!^\d+x\d+$)([1-9]\d*)x(\d+)(?!\w|[.,]\d|/)", _dimensions),
    rule(r"(?<![\w.,/])(\d+(?:\.\d+)?)\sx\s(\d+(?:\.\d+)?)(?![\w])", _dimensions),
    rule(r"(?<![\w.,/])(\d+(?:\.\d+)?[½¼¾]?)(?:″|\"(?!\w))(?![^\"]*\"[^\"]*$)", _inches),
    rule(
        r"(?<![\w.,/£$€])(\d+(?:\.\d+)?)/kg\b",
        lambda found, register: f"{amount(found[1], register)} per kilogram",
    ),
)
BETWEEN = (
    rule(
        rf"(?<=\bper )({_any(_PER_ONE)})(?=[.,;:)]|\s|$)",
        lambda found, register: register.spelt(UNITS[found[1]][0]),
        "per ",
    ),
    # From one measure to another, and one by another.
    rule(r"(?<=\ue000)[-–](?=\ue000)", " to "),
    rule(r"(?<=\ue000)\s?[x×]\s?(?=\ue000)", " by "),
)
