"""Times of day, and how long something took."""

import re

from publisher.speaking.wording.numbers import cardinal, digits, pair, two_digits
from publisher.speaking.wording.register import Register
from publisher.speaking.wording.spans import Said, rule

_HALF = r"(?P<half>(?i:[ap]\.?\s?m\b\.?))"
_ZONES = "GMT|BST|EST|EDT|CST|CDT|MST|MDT|PST|PDT|CET|CEST|EET|IST|JST|AEST|AEDT|UTC|ET|PT|CT"
_DOTTED = "|".join(r"\.?".join(zone.lower()) for zone in _ZONES.split("|") if len(zone) == 3)
_ZONE = rf"(?:\s?(?P<zone>(?:{_ZONES})\b|(?i:{_DOTTED})\b\.?))?"
_DASH = r"\s?(?:[-‐‑–—−]|to)\s?"
_HOUR, _MINUTE = r"(?:[01]?\d|2[0-4])", r"[0-5]\d"
_BEFORE, _BEHIND = r"(?<![\w.:/£$€])(?<!\d,)", r"(?![\w:]|[.,]\d)"


def _clock(found: re.Match[str], _: Register) -> Said:
    half = _letters(found["half"])
    said = _time(found["hour"], found["minute"], half)
    if found["from"]:
        part = _letters(found["part"])
        said = f"{_time(found['from'], found['minutes'], part or half, half=part)} to {said}"
    zone = _letters(found["zone"])
    return " ".join(filter(None, (said, zone)))


def _letters(printed: str | None) -> str:
    return re.sub(r"[.\s]", "", printed or "").upper()


def _time(hour: str, minute: str | None, half_: str, half: str | None = None) -> str:
    """An hour and its minutes, with AM or PM.

    >>> _time("9", "30", "AM"), _time("21", "05", ""), _time("01", "00", ""), _time("17", "00", "")
    ('nine thirty AM', 'twenty one oh five', "one o'clock", 'seventeen hundred')
    """
    minutes = int(minute or 0)
    if hour == "00":
        return f"zero zero {pair(minutes)}" if minutes else "midnight"
    said = two_digits(int(hour))
    if minutes:
        said = f"{said} {pair(minutes)}"
    elif not half_:
        said = f"{said} o'clock" if int(hour) < 13 else f"{said} hundred"
    shown = half_ if half is None else half
    return f"{said} {shown}".strip()


def _british_clock(found: re.Match[str], register: Register) -> Said:
    """“Sat at 10.30.”, where a price would have its sign."""
    return _time(found["hour"], found["minute"], "") if register.british else None


# Who goes by the clock, and what is told in hundredths all the same.
_BY_THE_CLOCK = re.compile(
    r"(?i)\b(?:trains?|bus(?:es)?|trams?|ferr(?:y|ies)|flights?|doors|curtain|kick-?off"
    r"|kicks?\soff|throw-in|face-off|departures?|departs?|sails|matin[eé]es?|performances?|screenings?"
    r"|bulletins?|evensong|last\sorders)\b"
)
_BEHIND_TIMES = (
    "and|or|to|from|on|at|in|is|are|was|were|for|with|but|as|by|until|before|after|when|while|if"
    "|today|tonight|tomorrow|yesterday|daily|sharp|every|each|this|last|train|bus|tram|ferry|flight"
    "|service|departure|sailing|kick-off|start|performance|screening|local"
)
_MEASURED = re.compile(
    r"(?i)(?<=\d)\s?(?:%|per\s?cent|percent|p\b|pence|pounds?|points?|secs?\b|seconds?|m\b|met(?:re|er)s?|km\b|miles"
    r"|million|billion|trillion|kg\b|tonnes?|litres?)|£|\$|€|\b(?:ran|timed|seconds|clocked|fare|cost|costs|price)\b"
)


def _among_times(found: re.Match[str], register: Register) -> Said:
    """“The train left at 19.30 and got in at 20.15.”; of what is measured nothing."""
    text = found.string
    if not register.british or not _BY_THE_CLOCK.search(text) or _MEASURED.search(text):
        return None
    return _time(found["hour"], found["minute"], "")


def _lasts(found: re.Match[str], _: Register) -> Said:
    """2:03:59, as NeMo and marathons have it."""
    hours, minutes, seconds = (int(found[name]) for name in ("hour", "minute", "second"))
    parts = f"{_many(hours, 'hour')} {_many(minutes, 'minute')} and {_many(seconds, 'second')}"
    return " ".join(filter(None, (parts, _letters(found["half"]), _letters(found["zone"]))))


def _took(found: re.Match[str], _: Register) -> Said:
    """2h 15m 30s."""
    names = ("hour", "minute", "second")
    parts = [_many(int(found[name]), name) for name in names if found[name]]
    if found["part"]:
        parts[-1] = f"{two_digits(int(found['second']))} point {digits(found['part'])} seconds"
    return " ".join(parts)


def _many(number: int, unit: str) -> str:
    return f"{two_digits(number)} {unit}{'' if number == 1 else 's'}"


def _lap(found: re.Match[str], _: Register) -> Said:
    seconds = f"{cardinal(int(found[2]))} point {digits(found[3])} seconds"
    return f"{_many(int(found[1]), 'minute')} {seconds}"


def _hour(found: re.Match[str], _: Register) -> Said:
    """2300 hours."""
    hour, minute = found[1][:2], found[1][2:]
    said = f"{pair(int(hour))} {'hundred' if minute == '00' else pair(int(minute))}"
    return f"{said} hours" if found["hours"] else said


def _stamped(found: re.Match[str], _: Register) -> Said:
    """14:30:00Z behind a date, as machines write it."""
    said = _time(found["hour"], found["minute"], "")
    if int(found["second"] or 0):
        said = f"{said} and {_many(int(found['second']), 'second')}"
    return f"{said} UTC" if found["zone"] else said


TOOK = (  # before dates, of which “30s” is one
    rule(
        r"(?<![\w.,])(?:(?P<hour>\d{1,3})\s?h(?:rs?)?,?\s)?(?P<minute>\d{1,2})\s?m(?:ins?)?,?\s"
        r"(?P<second>\d{1,2})(?:\.(?P<part>\d{1,3}))?\s?s(?:ecs?)?\b(?![’'])",
        _took,
    ),
)
SEEN_TOOK = re.compile(r"\dm(?:ins?)?,?\s\d{1,2}(?:\.\d+)?\s?s|\d\sm(?:ins?)?,?\s\d{1,2}\s?s")
RULES = (
    rule(
        r"(?<![\w.,:])0:(?P<second>\d\d)(?=\s(?:left|remaining|to\s(?:play|go)|on\sthe\sclock)\b)",
        lambda found, _: _many(int(found["second"]), "second"),
        "0:",
    ),
    rule(
        rf"(?<=\ue000)(?P<hour>{_HOUR}):(?P<minute>{_MINUTE})(?::(?P<second>{_MINUTE})(?:\.\d+)?)?(?P<zone>Z?)"
        r"(?![\w:]|[.,]\d)",
        _stamped,
        ":",
    ),
    rule(
        rf"{_BEFORE}(?P<hour>\d\d?):(?P<minute>{_MINUTE}):(?P<second>{_MINUTE})"
        rf"(?:\s?{_HALF})?{_ZONE}{_BEHIND}",
        _lasts,
        ":",
    ),
    rule(rf"{_BEFORE}(\d\d?):({_MINUTE})\.(\d+)\b", _lap, ":"),
    rule(
        rf"{_BEFORE}(?:(?P<from>{_HOUR})(?:[:.](?P<minutes>{_MINUTE}))?\s?(?P<part>"
        rf"(?i:[ap]\.?m\b\.?))?{_DASH})?"
        rf"(?P<hour>{_HOUR})(?:[:.](?P<minute>{_MINUTE}))?\s?{_HALF}{_ZONE}(?!\w)",
        _clock,
    ),
    rule(
        rf"{_BEFORE}(?:(?P<from>{_HOUR}):(?P<minutes>{_MINUTE})(?P<part>){_DASH})?"
        rf"(?P<hour>{_HOUR}):(?P<minute>{_MINUTE})(?P<half>){_ZONE}(?!\w|:\d)",
        _clock,
        ":",
    ),
    rule(
        r"(?:(?<=\b[Aa]t )|(?<=\bby )|(?<=\buntil )|(?<=\bfrom )|(?<=\bbefore )|"
        r"(?<=\bafter )|(?<=\baround )|(?<=\b[Tt]he )(?=[\d.]+\s(?:to|from)\s[A-Z]))"
        rf"(?P<from>)(?P<part>)(?P<minutes>)(?P<hour>{_HOUR})\.(?P<minute>{_MINUTE})(?P<half>)"
        rf"(?:\s(?P<zone>{_ZONES})\b|(?P<when>)(?=\s+"
        r"(?:to|from|on|this|tonight|tomorrow|yesterday|local|sharp|[A-Z][a-z]+day)\b))",
        _clock,
    ),
    rule(rf"(?<=\bat )(?P<hour>{_HOUR})\.(?P<minute>00|15|30|45)(?=\.?$|[,;]\s)", _british_clock),
    # With a nought before it, 06.42 of a tide table is no decimal.
    rule(r"(?<![\w.,/£$€+-])(?P<hour>0[1-9])\.(?P<minute>[0-5]\d)(?![\w%]|[.,]\d)", _british_clock),
    rule(
        r"(?<![\w.,/£$€+-])(?P<hour>1\d|2[0-3])\.(?P<minute>[0-5][05])"
        r"(?=\son\s(?:BBC|ITV|Channel|Sky|S4C|STV|Radio|Film4|Dave|E4|More4)|\s(?:to|from)\s[A-Z])",
        _british_clock,
    ),
    rule(
        rf"(?<![\w.,/£$€+-])(?P<hour>{_HOUR})\.(?P<minute>{_MINUTE})(?![\w%]|[.,-]\d)"
        rf"(?!\s(?!(?:{_BEHIND_TIMES})\b)[a-z])",
        _among_times,
    ),
    rule(
        r"(?<![\w.,£$€])((?:[01]\d|2[0-3])[0-5]\d)(?:(?P<hours>\s?(?:hours|hrs|h)\b)|h?"
        r"(?=\s(?:local|GMT|BST|UTC|EST|CET)\b))",
        _hour,
    ),
)
