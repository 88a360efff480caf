"""Sums of money: the sign stands before the number in print, and behind it in speech."""

import re
from dataclasses import dataclass

from publisher.speaking.wording.numbers import amount, cardinal
from publisher.speaking.wording.register import Register
from publisher.speaking.wording.spans import Said, Span, group, rule


@dataclass(frozen=True, slots=True)
class Currency:
    """What a currency is called: one of it, many, and a hundredth of it."""

    one: str
    many: str
    cent: str = ""
    cents: str = ""


_DOLLAR = Currency("dollar", "dollars", "cent", "cents")
_POUND = Currency("pound", "pounds", "penny", "pence")
_EURO = Currency("euro", "euros", "cent", "cents")
_SIGNS = {
    "$": _DOLLAR, "£": _POUND, "€": _EURO, "¥": Currency("yen", "yen"),
    "₹": Currency("rupee", "rupees", "paisa", "paise"), "₩": Currency("won", "won"),
    "₽": Currency("rouble", "roubles", "kopeck", "kopecks"),
    "₪": Currency("shekel", "shekels", "agora", "agorot"),
    "₺": Currency("lira", "lira", "kurus", "kurus"),
    "₦": Currency("naira", "naira", "kobo", "kobo"), "₴": Currency("hryvnia", "hryvnias"),
    "₱": Currency("peso", "pesos", "centavo", "centavos"), "฿": Currency("baht", "baht"),
    "₫": Currency("dong", "dong"), "₵": Currency("cedi", "cedis", "pesewa", "pesewas"),
    "₡": Currency("colon", "colones"), "৳": Currency("taka", "taka"),
}  # fmt: skip


def _dollar_of(whose: str) -> Currency:
    return Currency(f"{whose} dollar", f"{whose} dollars", "cent", "cents")


_CODES = {
    "USD": _dollar_of("US"), "GBP": _POUND, "EUR": _EURO, "JPY": _SIGNS["¥"],
    "CHF": Currency("Swiss franc", "Swiss francs", "centime", "centimes"),
    "CAD": _dollar_of("Canadian"), "AUD": _dollar_of("Australian"),
    "NZD": _dollar_of("New Zealand"), "HKD": _dollar_of("Hong Kong"),
    "SGD": _dollar_of("Singapore"), "INR": _SIGNS["₹"], "CNY": Currency("yuan", "yuan"),
    "RMB": Currency("renminbi", "renminbi"), "RUB": _SIGNS["₽"],
    "SEK": Currency("Swedish krona", "Swedish kronor"),
    "NOK": Currency("Norwegian krone", "Norwegian kroner"),
    "DKK": Currency("Danish krone", "Danish kroner"), "ZAR": Currency("rand", "rand"),
    "Rs": _SIGNS["₹"], "SFr": Currency("Swiss franc", "Swiss francs"),
    "SFr.": Currency("Swiss franc", "Swiss francs"), "Rs.": _SIGNS["₹"],
    "DM": Currency("Deutschmark", "Deutschmarks"), "PLN": Currency("zloty", "zloty"),
    "MXN": Currency("Mexican peso", "Mexican pesos"), "BRL": Currency("real", "reais"),
    "KRW": _SIGNS["₩"], "AED": Currency("dirham", "dirhams"),
}  # fmt: skip
_WHOSE = {
    "US": "US", "A": "Australian", "AU": "Australian", "C": "Canadian", "CA": "Canadian",
    "NZ": "New Zealand", "HK": "Hong Kong", "S": "Singapore", "NT": "New Taiwan", "T": "Trinidad",
    "J": "Jamaican", "EC": "Eastern Caribbean", "Z": "Zimbabwean", "Bds": "Barbados", "F": "Fijian",
}  # fmt: skip
MAGNITUDES = {
    "k": "thousand", "K": "thousand", "m": "million", "M": "million", "mn": "million",
    "mln": "million", "mm": "million", "b": "billion", "B": "billion", "bn": "billion",
    "Bn": "billion", "BN": "billion", "bln": "billion", "t": "trillion", "T": "trillion",
    "tn": "trillion", "trn": "trillion",
}  # fmt: skip
_PER = {
    "mo": "month", "yr": "year", "y": "year", "wk": "week", "w": "week", "d": "day", "hr": "hour",
    "h": "hour", "kg": "kilogram", "lb": "pound", "t": "tonne", "oz": "ounce", "l": "liter",
    "bbl": "barrel", "month": "month", "MWh": "megawatt hour", "kWh": "kilowatt hour",
    "MMBtu": "million BTU", "gal": "gallon", "sqm": "square meter", "m²": "square meter",
    "sq m": "square meter", "mile": "mile", "head": "head", "person": "person", "night": "night",
    "litre": "liter", "liter": "liter", "gallon": "gallon", "kilo": "kilo", "ton": "ton",
    "unit": "unit", "pint": "pint", "bushel": "bushel", "therm": "therm",
    "household": "household", "year": "year", "week": "week", "day": "day", "hour": "hour",
    "barrel": "barrel", "tonne": "tonne", "ounce": "ounce", "share": "share",
    "sq ft": "square foot",
}  # fmt: skip

# As estate agents and hotels shorten what is paid for.
_LETTING = {
    "pcm": "per calendar month", "pw": "per week", "psf": "per square foot", "p/w": "per week",
    "pppn": "per person per night", "ppn": "per person per night", "pppw": "per person per week",
    "pp": "per person",
    "p/m": "per month", "pm": "per month", "pa": "per annum", "ph": "per hour", "p/h": "per hour",
    "p/a": "per annum", "pd": "per day",
}  # fmt: skip

# Some houses set thousands apart by a narrow blank, or by a common one.
NUMBER = (
    r"(?:\d{1,3}(?:(?:,\d{3})+|(?:[\u00a0\u2009\u202f]\d{3})+|(?: \d{3}){2,})(?!\d)(?:\.\d+)?"
    r"|\d+(?:\.\d+)?|\.\d+)"
)
_DASH = r"\s?[-‐‑–—−]\s?"
_SHORT = "|".join(sorted(MAGNITUDES, key=len, reverse=True))
_LONG = r"hundred|thousand|million|billion|trillion|lakh\scrore|crore|lakh"
_TIMES = (
    rf"(?:(?P<short>{_SHORT})\b|[\s-]"
    rf"(?P<long>{_LONG})s?\b(?:-(?:dollar|pound|euro|rupee)\b)?|\s(?P<apart>[bmkBMK]n?)\b)?"
)
_SIGN = (
    rf"(?P<whose>{'|'.join(sorted(_WHOSE, key=len, reverse=True))})?(?P<sign>[{''.join(_SIGNS)}])"
)
# Words before a sum that make it an adjective, and words behind it that cannot be its noun.
_ADJECTIVE = (
    r"(?P<article>(?i:(?:[’']s|\b(?:an?|the|another|this|that|every|its|his|her|their|our|my))\s+(?:"
    "(?:record|new|further|reported|estimated|huge|fresh"
    "|extra|additional|proposed|potential|massive|single|second|first|one-off"
    r"|whopping|recent)\s+)?"
    # And what else it is, before it: a four-year, $120 million contract.
    r"(?:[\w.,]+(?:-[a-z]+)+(?<!-up)(?<!-on)(?<!-in)(?<!-off)(?<!-out)(?<!-end),?\s+)?))?"
)
NO_NOUN = (
    "a|an|the|in|on|at|to|for|of|by|from|with|and|or|but|per|each|every|as|than|is"
    "|was|were|are|has|have|had"
    "|this|that|which|who|when|if|after|before|since|until|over|under|into|more"
    "|less|last|next|out|up|down|off"
    "|yesterday|today|tomorrow|now|so|will|would|could|can|may|might|it|he|she|they"
    "|we|you|i|because|while"
    "|between|against|during|within|about|only|also|not|extra|worth|short|too|he"
    "|apiece|upfront|back|away|went|came|goes|comes|took|takes|made|makes|saw|did|does|do|gave|left|be"
    "|been|being|did|must|should|might|through|across|around|via|though|while|where|whose|what|how"
)
_A_PIECE = re.compile(r"-(?:an?|per)-[a-z]")
# Also with a name of figures between: a £20m 5G network.
_NOUN = rf"(?=[\s-]+(?:\d+[A-Z]\w*\s)?(?!(?:{NO_NOUN})\b)(?:[a-z]|[A-Z]{{2}}))"
# And with what else it is: the $5.8 billion, 1,500-job plant; behind “a” it may be anything.
_BESIDES = re.compile(
    r",\s(?:(?P<figure>\d[\d,.]*|two|three|four|five|six|seven|eight|nine|ten|twelve|twenty|thirty|forty|fifty)"
    r"(?!-(?:thirds|quarters|fifths|tenths)\b)|[a-z]+)(?:-[a-z]+)+"
    rf"\s(?!(?:{NO_NOUN})\b)[a-z]"
)


def _sum(found: re.Match[str], register: Register) -> Said:
    currency = _SIGNS[found["sign"]]
    if found["whose"]:
        if found["sign"] != "$":
            return None
        currency = _dollar_of(_WHOSE[found["whose"]])
    start = found.start("whose") if found["whose"] else found.start("sign")
    # A $25-an-hour wage is of twenty five dollar, a £50-a-week room of fifty pounds.
    american = not register.british and not _times(found)
    a_piece = american and _A_PIECE.match(found.string, found.end("sum"))
    noun = found["noun"] is not None or a_piece or _has_besides(found)
    single = bool(found["article"]) and bool(noun)
    said = _said(found["number"], _times(found), currency, register, single=single)
    if found["to"] and single:
        said = f"{amount(found['number1'], register, _times_of_first(found))} to {said}"
    elif found["to"]:
        said = f"{_first(found, currency, register)} to {said}"
    if found["minus"]:
        said, start = f"minus {said}", found.start("minus")
    return [Span(start, found.end("sum"), said)]


def _has_besides(found: re.Match[str]) -> bool:
    besides = _BESIDES.match(found.string, found.end("sum"))
    indefinite = (found["article"] or "").lower().startswith(("a ", "an ", "another "))
    return bool(besides) and (indefinite or bool(besides and besides["figure"]))


def _first(found: re.Match[str], currency: Currency, register: Register) -> str:
    """The first of two sums: £2m of £2m-£3m, and 2 of £2-3m."""
    times = _times_of_first(found)
    if found["sign2"]:
        return _said(found["number1"], times, currency, register)
    return amount(found["number1"], register, times)


def _times_of_first(found: re.Match[str]) -> str:
    return MAGNITUDES.get(found["short1"] or "", found["long1"] or "")


def _times(found: re.Match[str]) -> str:
    short = found["short"] or found["apart"] or ""
    return MAGNITUDES.get(short, found["long"] or "")


def _said(
    number: str, times: str, currency: Currency, register: Register, *, single: bool = False
) -> str:
    """A sum in words.

    >>> _said("2.5", "million", _POUND, Register())
    'two point five million pounds'
    >>> _said("20.50", "", _DOLLAR, Register()), _said("0.02", "", _DOLLAR, Register())
    ('twenty dollars fifty cents', 'two cents')
    >>> _said("4.50", "", _POUND, Register(british=True))
    'four pounds fifty'
    """
    front, point, behind = number.partition(".")
    kept = behind.rstrip("0")
    if times or not point or (kept and len(kept) > 2) or not currency.cent:
        one = single or (number == "1" and not times)
        said = amount(number, register, times)
        return f"{said} {currency.one if one else currency.many}"
    count = int(front.replace(",", "") or 0)
    whole = f"{cardinal(count, register)} {currency.one if single or count == 1 else currency.many}"
    cents = int(kept.ljust(2, "0") or 0)
    if not cents:
        return whole
    small = f"{cardinal(cents)} {currency.cent if cents == 1 else currency.cents}"
    if not count:
        return small
    if register.british:
        return f"{whole} {cardinal(cents)}" if cents > 9 else f"{whole} and {small}"
    return f"{whole} {small}"


def _counted_in(found: re.Match[str], _: Register) -> Said:
    """£m at the head of a column: its numbers are millions of pounds."""
    if found["whose"] and found["sign"] != "$":
        return None
    currency = _dollar_of(_WHOSE[found["whose"]]) if found["whose"] else _SIGNS[found["sign"]]
    return f"{MAGNITUDES.get(found['short'], 'thousand')}s of {currency.many}"


def _behind(found: re.Match[str], register: Register) -> Said:
    """300€, 300 EUR, EUR 300."""
    currency = _SIGNS.get(found["sign"] or "") or _CODES[found["code"]]
    return _said(found["number"], _times(found), currency, register)


_IN_RAND = re.compile(
    r"\b(?:South Africa\w*|rand|Johannesburg|Cape Town|Pretoria|Durban|Eskom|ANC)\b"
)


def _rand(found: re.Match[str], register: Register) -> Said:
    """R500m, where it can be no road and no rule."""
    times = _times(found)
    if not times and not _IN_RAND.search(found.string[:400]):
        return None
    return f"{amount(found['number'], register, times)} rand"


def _pence(found: re.Match[str], register: Register) -> Said:
    said = amount(found[1], register)
    return f"{said} {'penny' if found[1] == '1' else 'pence'}"


def _pence_range(found: re.Match[str], register: Register) -> Said:
    return f"{amount(found[1], register)} to {amount(found[2], register)} pence"


def _cents(found: re.Match[str], register: Register) -> Said:
    return f"{amount(found[1], register)} {'cent' if found[1] == '1' else 'cents'}"


def _per(found: re.Match[str], register: Register) -> Said:
    return f" per {register.spelt(_PER[found[1]])}"


_RANGE = (
    rf"(?:(?P<number1>{NUMBER})(?:(?P<short1>{_SHORT})\b"
    rf"|\s(?P<long1>{_LONG}))?(?P<to>{_DASH}|\s?to\s?)(?P<sign2>"
    rf"(?:US|A|C|NZ|HK|S)?[{''.join(_SIGNS)}])?(?=[\d.]))?"
)
SEEN = re.compile(
    rf"[{''.join(_SIGNS)}¢]|[\d½¼¾]p\b|\d\s?(?:c|kr)\b|\bR\s?\d"
    rf"|(?:{'|'.join(map(re.escape, _CODES))})(?![a-z])"
)
RULES = (
    rule(
        rf"[{''.join(_SIGNS)}]\s?{NUMBER}(?:{_SHORT})?\s?(?P<per>{'|'.join(_LETTING)})\b",
        lambda found, _: [group(found, "per", f" {_LETTING[found['per']]}")],
    ),
    rule(
        rf"{_ADJECTIVE}(?:(?<![\w.])|(?<=\bc\.))(?P<sum>(?P<minus>[-−–])?{_SIGN}\s?{_RANGE}"
        rf"(?P<number>{NUMBER}){_TIMES})(?![\d])"
        rf"(?P<noun>{_NOUN})?",
        _sum,
    ),
    rule(
        rf"(?<![\w.,/-])(?P<number>{NUMBER})\s?{_TIMES}\s?(?:"
        rf"(?P<sign>[{''.join(_SIGNS)}])|(?P<code>{'|'.join(_CODES)})\b)(?!\w)",
        _behind,
    ),
    rule(
        rf"\b(?P<code>{'|'.join(_CODES)})\s?(?P<number>{NUMBER}){_TIMES}(?P<sign>)(?!\w)", _behind
    ),
    rule(rf"(?<![\w-])R\s?(?P<number>{NUMBER}){_TIMES}(?![\w/-])", _rand),
    rule(
        rf"(?<![\w.,/-])(?P<number>{NUMBER}){_TIMES}\s?kr\b",
        lambda found, register: f"{amount(found['number'], register, _times(found))} kroner",
    ),
    rule(rf"(?<![\w.,-])({NUMBER})p?\s?[-–]\s?({NUMBER})p\b", _pence_range),
    rule(r"(?<![\w.,-])(\d*[½¼¾])p\b", _pence),
    rule(rf"(?<![\w.,-])({NUMBER})p\b(?<!080p)(?<!720p)(?<!480p)", _pence),
    rule(
        rf"(?<![\w.,-])(?<!\d[/:])({NUMBER})(?:\s?¢|c(?=\s+(?:an?|per|on|to|from|in|for|off|tax|charge|coin|levy|rise)\b))",
        _cents,
    ),
    rule(rf"\b({'|'.join(_WHOSE)})\$(?!\s?\d)", lambda found, _: _dollar_of(_WHOSE[found[1]]).one),
    rule(r"(?<=\ue000)-(an?|per)-(?=\w)", r" \1 "),
    rule(
        rf"(?<=\ue000)/({'|'.join(sorted(_PER, key=len, reverse=True))})\b(?:\.(?=[,;:]|\s[a-z]))?",
        _per,
    ),
)
HEADS = (
    rule(
        rf"(?<![\w.]){_SIGN}\s?(?P<short>{_SHORT}|000s?|[’'‘]000s?)(?!\w)",
        _counted_in,
    ),
)
