"""What print does with signs: said by name where a reader would, else a pause or nothing.

Emoji are left out. They colour a line for the eye, and a narrator who says “face with tears of
joy” in the middle of it speaks words that nobody wrote; the page keeps them.
"""

import re

from publisher.speaking.wording.numbers import cardinal
from publisher.speaking.wording.spans import Span, rule

_EMOJI = (
    r"[\U0001F000-\U0001FAFF\u2600-\u2604\u2607-\u266E\u2670-\u27BF\u2B00-\u2BFF\uFE"
    r"0E\uFE0F\u200D\u20E3"
    r"\U000E0020-\U000E007F]"
)
_NAMES = {
    "=": "equals", "+": "plus", "±": "plus or minus", "÷": "divided by", "≠": "does not equal",
    "≈": "about", "≤": "at most", "≥": "at least", "§": "section", "¶": "paragraph",
    "©": "copyright", "%": "percent", "$": "dollar", "£": "pound", "€": "euro", "¥": "yen",
    "₩": "won", "₹": "rupee", "@": "at", "°": "degrees", "²": "squared", "³": "cubed",
    "√": "square root of", "∞": "infinity", "π": "pi", "†": "", "‡": "", "®": "", "™": "",
    "•": "", "·": "", "►": "", "→": ",", "¹": "", "⁴": "", "½": "one half", "×": "times",
}  # fmt: skip
_BLANKS = r"(?:(?<!\s)\s+)?"  # those before a sign, looked at once however many they are
_SIGNS = re.escape("".join(_NAMES))


def _stars(found: re.Match[str], _: object) -> str:
    """★★★☆☆ of a review."""
    full, empty = len(found[1]), len(found[2])
    said = cardinal(full)
    if empty:
        return f"{said} out of {cardinal(full + empty)} stars"
    return f"{said} {'star' if full == 1 else 'stars'}"


_SQUARED = "metre metres meter meters mile miles yard yards second inch feet"
_NO_UNIT = "".join(f"(?<!{each})" for each in _SQUARED.split())
ENGLISH = (
    # The mark of a note: behind a stop, or behind a word that is no unit and no letter of algebra.
    rule(
        rf"(?:(?<=[.,;:!?”’\"')\]])|(?<=[a-z]{{4}}){_NO_UNIT})"
        r"[⁰¹²³⁴-⁹]{1,3}(?![\w⁰¹²³⁴-⁹])",
        "",
    ),
    # A room of 4 ft. × 4 ft.
    rule(r"(?<=\ue000)\.\s?×\s?(?=[\d\ue000])", " by ", "×"),
    rule(r"(?:(?<=\b[Gg]rade \ue000)|(?<=\b[Gg]rade \ue000\ue000))\*", " star", "*"),
    rule(r"\by/y\b", "year on year", "y/y"),
    rule(r"\bq/q\b", "quarter on quarter", "q/q"),
    rule(r"\bm/m\b", "month on month", "m/m"),
    rule(r"(★+)(☆*)", _stars, "★"),
    rule(r"(?<=\w)\s?&\s?(?=\w)|\s*&(?:amp;)?\s*", " and ", "&"),
    rule(r"\b([Aa]nd)/(or)\b", r"\1 \2", "nd"),
    rule(r"\b(s?he|his|her|him)/(s?he|his|hers?|him)\b", r"\1 or \2", "he", "him", "his"),
    rule(r"(?<=\ue000)\(M\)", " M", "(M)"),
    rule(r"§§\s*", "sections ", "§§"),
    rule(r"(?<=\b[pPnNxX])\s?<\s?(?=[\d\ue000])", " less than ", "<"),
    rule(r"(?<=\b[pPnNxX])\s?>\s?(?=[\d\ue000])", " more than ", ">"),
    rule(r"(?<![\w<])<\s?(?=[\d\ue000£$€])", "less than ", "<"),
    rule(r"(?<![\w>])>\s?(?=[\d\ue000£$€])", "more than ", ">"),
    rule(r"~\s?(?=[\d\ue000£$€])", "about ", "~"),
    rule(
        r"(?<=[a-z]s)/(?=(?:gallon|lit(?:re|er)|hour|day|week|month|year|person|household|mile|second|minute"
        r"|acre|serving|game|night|head|pound|ounce|kilo|tonne|ton|unit|square|pupil|patient|bed|barrel|share)\b)",
        " per ",
        "/",
    ),
    rule(
        r"(?<=[a-z]{3})\s?/\s?(?=[a-z]{3})|(?<=[\d\ue000])/(?![\w\ue000])|(?<!\S)/(?=[$€£])",
        " slash ",
        "/",
    ),
    rule(r"(?<=[A-Za-z0-9\ue000])/(?=[A-Za-z0-9\ue000])|\s/\s", ", ", "/"),
    rule(
        r"(?<=\b[A-G])♯|\b(?<=[A-G])#(?=\s(?:major|minor)\b)|(?<=\bC)#(?!\w)",
        " sharp",
        "C",
        "ajor",
        "inor",
        "♯",
    ),
    rule(r"(?<=\b[A-G])♭", " flat", "♭"),
    rule(r"(?<=\w)#(?=[\w$])|(?<=\S)#(?=[%\s])", " hash ", "#"),
    rule(r"(?<=[\d\ue000])\*(?=[\d\ue000])", " asterisk ", "*"),
    rule(r"(?<=[A-Za-z])\+\+", " plus plus", "++"),
    rule(r"\bA\*s\b", "A stars", "A*s"),
    rule(r"\bA\*(?!\w)", "A star", "A*"),
    rule(r"\bs/he\b", "she or he", "s/he"),
    rule(r"(?<=\w)\*(?=\w)", "", "*"),
    rule(rf"[{_SIGNS}]", lambda found, _: f" {_NAMES[found[0]]} "),
)
ANY = (
    rule(r"[\u00ad\u200b\u200e\u200f\u2060\ufeff]+", lambda found, _: [Span(*found.span(), "")]),
    rule(rf"{_EMOJI}+", " "),
    rule(rf"{_BLANKS}(?:(?:\.\s*){{3,}}|…+\.?\s*)$", "."),  # dots that trail off
    rule(rf"(?:\s\.){{2,}}\s*(?=\S)|{_BLANKS}(?:\.{{3,}}|…+)\s*(?=\S)", ", "),
    rule(rf"(?<!\s)\s+[–—-]+\s+|{_BLANKS}(?:—+|-{{2,}})\s*", ", ", "-", "–", "—"),
    rule(rf"{_BLANKS}[({{]", ", ", "(", "{"),
    rule(r"[)}](?=\s*[\w\ue000])", ", ", ")", "}"),
    rule(r"[)}]", "", ")", "}"),
    rule(r"[\[\]<>]", " ", "<", ">", "[", "]"),
    rule(r"[\"“”„«»‹›「」『』*_#|\\^~`]", " "),
    rule(r"[\s\x00-\x1f\x7f-\x9f]{2,}|[^\S ]|[\x00-\x1f\x7f-\x9f]", " "),
)
