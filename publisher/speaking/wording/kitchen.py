"""What a recipe or a table sets beside one another with a stroke, and an oven's heat.

“180C/160C fan/gas 4” and “500g/1lb 2oz” name one thing in two ways. Only the stroke is claimed
here; each measure is then put into words by itself.
"""

import re

from publisher.speaking.wording.money import NUMBER
from publisher.speaking.wording.numbers import FRACTIONS, amount, pair, two_digits
from publisher.speaking.wording.register import Register
from publisher.speaking.wording.spans import Said, group, rule

_PARTS = "".join(FRACTIONS)
_MEASURE = (
    r"(?:[°º]?[CF]|k?g|kgs|lbs?|oz|ml|cl|l|litres?|fl\s?oz|cm|mm|m|km|in|ins|ft|st|miles?|mph|kph"
)
_MEASURE += (
    r"|km/h|[ap]m|GMT|BST|E[SD]T|C[SE]T|P[SD]T|ET|PT|%|tsp|tbsp|cups?|pints?|yds?|ha|acres?)"
)


def _stroke(found: re.Match[str], _: Register) -> Said:
    return [group(found, "stroke", ", ")]


def _fan(found: re.Match[str], register: Register) -> Said:
    """180C fan: the fan is what makes the number heard as a heat."""
    return [group(found, "heat", amount(found["number"], register))]


def _several(found: re.Match[str], register: Register) -> Said:
    """2 x 400g tins: two four hundred gram tins."""
    return [group(found, "count", amount(found["number"], register)), group(found, "times", " ")]


def _hour(printed: str) -> str:
    hour, _, minute = printed.partition(":")
    said = two_digits(int(hour))
    return f"{said} {pair(int(minute))}" if int(minute or 0) else said


def _eastern(found: re.Match[str], register: Register) -> Said:
    """8/7c: eight, seven Central; 8:30/7:30c."""
    if register.british and ":" not in found[0]:
        return None
    hour, other = (found[name].partition(":")[0] for name in ("hour", "other"))
    if (int(hour) - int(other)) % 12 != 1:
        return None
    hours = (_hour(found[name]) for name in ("hour", "other"))
    zone = "c" if register.british else "central"
    return f"{', '.join(hours)} {zone if found['zone'] else ''}".rstrip()


_HEAT = r"(?P<heat>(?P<number>\d{2,3})\s?[°º]?\s?C)"
SEEN = re.compile(
    rf"[\d{_PARTS}]\s?[°ºA-Za-z/%]+/|\d/gas|[CF]\sfan\b|fan/|\d/1?\d(?::\d\d)?(?:[cC]\b|\sC)|\d\s?[x×]\s?\d"
)
RULES = (
    # American television: an hour in the East, and in the middle of the country.
    rule(
        r"(?<![\w.,/:])(?P<hour>1?\d(?::[0-5]\d)?)/(?P<other>1?\d(?::[0-5]\d)?)"
        r"(?:(?P<zone>[Cc])\b(?!/)|(?=\s(?:Central|CT)\b(?!\s[A-Z])))",
        _eastern,
        "/",
    ),
    rule(
        rf"[\d{_PARTS}]\s?{_MEASURE}(?P<stroke>\s?/\s?)(?=[\d{_PARTS}]|gas\b|[Ff]an\b)",
        _stroke,
    ),
    rule(rf"(?<!\w){_HEAT}(?=\sfan\b)", _fan),
    rule(r"(?<=fan)(?P<stroke>\s?/\s?)(?=[gG]as\b|\d)", _stroke),
    rule(
        rf"(?<![\w.,])(?P<count>(?P<number>\d\d?))(?P<times>\s?[x×]\s?)"
        rf"(?={NUMBER}(?:\s?(?:[km]?g|ml|cl|l|oz|lb)\b|-(?:minute|hour|day|week|mile|page|inch)\b))",
        _several,
    ),
)
