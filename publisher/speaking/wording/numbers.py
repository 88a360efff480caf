"""Numbers in English words, without a hyphen: an engine says “twenty one” the same.

num2words says all of these too, at thirty times the time, and knows neither years as newsrooms
say them nor where an American leaves out the “and”.
"""

import re

from publisher.speaking.wording.register import Register

_SMALL = [
    "zero",
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
    "thirteen",
    "fourteen",
    "fifteen",
    "sixteen",
    "seventeen",
    "eighteen",
    "nineteen",
]
_TENS = ["_", "ten", "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"]
_SCALES = [
    "_",
    "thousand",
    "million",
    "billion",
    "trillion",
    "quadrillion",
    "quintillion",
    "sextillion",
    "septillion",
    "octillion",
]
LONGEST = 3 * len(_SCALES)  # digits; a longer number is said digit by digit
_ORDINALS = {
    "one": "first", "two": "second", "three": "third", "five": "fifth", "eight": "eighth",
    "nine": "ninth", "twelve": "twelfth",
}  # fmt: skip
PLAIN = Register()
_VOWEL = re.compile(r"[aei]|hour|ounce")
_APART = re.compile(r"[,\u00a0\u2009\u202f ]")  # what stands between thousands


def cardinal(number: int, register: Register = PLAIN, *, and_: bool = True) -> str:
    """How many.

    Args:
        number: not negative, of at most `LONGEST` digits.
        register: in British English each hundred has an “and” behind it, else only the last.
        and_: whether there is one at all.

    >>> cardinal(1_105), cardinal(105_000)
    ('one thousand one hundred and five', 'one hundred five thousand')
    >>> cardinal(105_000, Register(british=True))
    'one hundred and five thousand'
    """
    if number < 20:
        return _SMALL[number]
    groups, rest = [], number
    while rest:
        rest, group = divmod(rest, 1000)
        groups.append(group)
    words = []
    for place in range(len(groups) - 1, -1, -1):
        if not groups[place]:
            continue
        with_and = and_ and (register.british or place == 0)
        after = place == 0 and len(groups) > 1 and (register.british or groups[1] > 0)
        words.append(_hundreds(groups[place], with_and, after=after))
        if place:
            words.append(_SCALES[place])
    return " ".join(words)


def _hundreds(group: int, with_and: bool, *, after: bool) -> str:
    """A number below a thousand; ``after`` tells that thousands come before it."""
    hundreds, rest = divmod(group, 100)
    words = [_SMALL[hundreds], "hundred"] if hundreds else []
    if rest:
        if with_and and (hundreds or after):
            words.append("and")
        words.append(two_digits(rest))
    return " ".join(words)


def two_digits(number: int) -> str:
    """A number below a hundred."""
    if number < 20:
        return _SMALL[number]
    tens, ones = divmod(number, 10)
    return f"{_TENS[tens]} {_SMALL[ones]}" if ones else _TENS[tens]


def ordinal(number: int, register: Register = PLAIN) -> str:
    """Which one of a row.

    >>> ordinal(21), ordinal(40), ordinal(112)
    ('twenty first', 'fortieth', 'one hundred twelfth')
    """
    first, _, last = cardinal(number, register, and_=register.british).rpartition(" ")
    if last in _ORDINALS:
        last = _ORDINALS[last]
    else:
        last = f"{last[:-1]}ieth" if last.endswith("y") else f"{last}th"
    return f"{first} {last}".strip()


def digits(figures: str) -> str:
    """Digits one by one; what is none is left out.

    >>> digits("7946")
    'seven nine four six'
    """
    return " ".join(_SMALL[int(each)] for each in figures if each.isdecimal())


def whole(figures: str, register: Register = PLAIN, *, and_: bool = True) -> str:
    """A whole number as printed, commas in it or not.

    >>> whole("1,234,567"), whole("007")
    ('one million two hundred thirty four thousand five hundred and sixty seven', 'zero zero seven')
    """
    bare = _APART.sub("", figures)
    if len(bare) > LONGEST or (len(bare) > 1 and bare[0] == "0"):
        return digits(bare)
    return cardinal(int(bare), register, and_=and_)


def amount(figures: str, register: Register = PLAIN, times: str = "") -> str:
    """A number as printed: whole, with a decimal point, or with a fraction behind it.

    Args:
        figures: as printed.
        register: whose English.
        times: thousand, million and so on that it is counted in; said behind it.

    >>> amount("2.50"), amount(".5"), amount("3½")
    ('two point five zero', 'point five', 'three and a half')
    """
    if figures[-1] in FRACTIONS:
        return f"{_mixed(figures[:-1], FRACTIONS[figures[-1]], register)} {times}".rstrip()
    front, point, behind = figures.partition(".")
    # An American says “four hundred sixty billion”: these are not the last hundreds.
    counted = bool(times) and not point and not register.british
    said = whole(front, register, and_=not counted) if front else ""
    said = f"{said} point {digits(behind)}".strip() if point else said
    return f"{said} {times}".rstrip()


def _mixed(front: str, part: tuple[int, int], register: Register) -> str:
    behind = fraction(*part, register)
    if not front:
        return behind
    return f"{whole(front, register)} and {with_article(behind)}"


FRACTIONS = {
    "½": (1, 2), "⅓": (1, 3), "⅔": (2, 3), "¼": (1, 4), "¾": (3, 4), "⅕": (1, 5), "⅖": (2, 5),
    "⅗": (3, 5), "⅘": (4, 5), "⅙": (1, 6), "⅚": (5, 6), "⅛": (1, 8), "⅜": (3, 8), "⅝": (5, 8),
    "⅞": (7, 8),
}  # fmt: skip


def fraction(top: int, bottom: int, register: Register = PLAIN) -> str:
    """So many parts of a whole.

    >>> fraction(1, 2), fraction(3, 4), fraction(2, 15)
    ('one half', 'three quarters', 'two fifteenths')
    """
    many = top != 1
    count = cardinal(top, register, and_=register.british)
    if bottom == 1:
        return f"{count} over one"
    if bottom == 2:
        return f"{count} {'halves' if many else 'half'}"
    if bottom == 4:
        return f"{count} {'quarters' if many else 'quarter'}"
    return f"{count} {ordinal(bottom, register)}{'s' if many else ''}"


def part_of(top: int, bottom: int, thing: str, register: Register = PLAIN) -> str:
    """Less than one of a thing, with its article.

    >>> part_of(1, 2, "teaspoon"), part_of(3, 4, "ounce")
    ('half a teaspoon', 'three quarters of an ounce')
    """
    one = with_article(f"one {thing}")
    if (top, bottom) == (1, 2):
        return f"half {one}"
    return f"{with_article(fraction(top, bottom, register))} of {one}"


def with_article(words: str) -> str:
    """A number of things, the article in place of “one”.

    >>> with_article("one quarter"), with_article("one eighth"), with_article("three eighths")
    ('a quarter', 'an eighth', 'three eighths')
    """
    one, _, thing = words.partition(" ")
    if one != "one":
        return words
    return f"{'an' if _VOWEL.match(thing) else 'a'} {thing}"


def year(number: int, register: Register = PLAIN) -> str:
    """A year, or a number that is said as one.

    >>> year(2012), year(1905), year(1900), year(2006), year(1066)
    ('twenty twelve', 'nineteen oh five', 'nineteen hundred', 'two thousand six', 'ten sixty six')
    """
    front, back = divmod(number, 100)
    if number < 1000 or (front % 10 == 0 and back < 10) or number > 9999:
        return cardinal(number, register, and_=register.british)
    if not back:
        return f"{two_digits(front)} hundred"
    return f"{two_digits(front)} {pair(back)}"


def pair(number: int) -> str:
    """The last two figures of a year, or the minutes of an hour.

    >>> pair(5), pair(12)
    ('oh five', 'twelve')
    """
    return f"oh {_SMALL[number]}" if number < 10 else two_digits(number)


def plural(words: str) -> str:
    """Many of what a number's last word names: nineties, sixteens, hundreds.

    >>> plural("nineteen ninety"), plural("six")
    ('nineteen nineties', 'sixes')
    """
    if words.endswith("y"):
        return f"{words[:-1]}ies"
    return f"{words}es" if words.endswith(("x", "s")) else f"{words}s"


def named(figures: str, register: Register = PLAIN) -> str:
    """A number that is a name, as people say those: a flight, a road, a model.

    >>> named("380"), named("303"), named("16"), named("2000"), named("1701")
    ('three eighty', 'three oh three', 'sixteen', 'two thousand', 'seventeen oh one')
    """
    if figures[0] == "0" or len(figures) > 4:
        return digits(figures)
    number = int(figures)
    if len(figures) < 3 or number % 1000 == 0:
        return cardinal(number, register)
    front, back = divmod(number, 100)
    if len(figures) == 4 and front % 10 == 0 and back < 10:
        return cardinal(number, register)
    return f"{two_digits(front)} {pair(back) if back else 'hundred'}"
