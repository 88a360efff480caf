"""Where something stands: the section of a law, a page, a verse, a work of music.

“s 2(1)” is section two of an Act, “Op. 67” opus sixty seven, “EU 2016/679” no fraction.
"""

import re

from publisher.speaking.wording.numbers import cardinal, digits, named, whole, year
from publisher.speaking.wording.register import Register
from publisher.speaking.wording.scores import near
from publisher.speaking.wording.spans import Said, Span, group, rule

_DASH = r"\s?[-‐‑–—−]\s?"
_NUMBER = r"(?:\d{1,3}(?:,\d{3})+|\d+)"
_MUSIC = re.compile(
    r"(?i)\b(?:sonatas?|symphon\w+|concert\w*|quartet\w*|quintet\w*|trios?|fugues?|prelude\w*|cantatas?"
    r"|mass|suite\w*|mozart\w*|bach|schubert\w*|haydn\w*|vivaldi\w*|beethoven\w*|scarlatti\w*|handel\w*"
    r"|opera|overture|rondo|minuet|serenade|major|minor|in\s[A-G])\b"
)


def _sub(found: re.Match[str], register: Register) -> Said:
    """50(2) of a law."""
    what = found["what"].lower()
    below = {"article": "paragraph", "section": "subsection", "s": "subsection"}.get(what, "")
    number = found["number"]
    spans = [group(found, "number", whole(number, register))]
    if what == "s":
        spans.append(Span(found.start("what"), found.start("number"), "section "))
    for place, part in enumerate(re.finditer(r"\((\w+)\)", found["parts"])):
        said = whole(part[1], register) if part[1].isdecimal() else part[1].upper()
        name = below if place == 0 else ""
        start = found.start("parts") + part.start()
        words = f", {name} {said}" if name else f", {said}"
        spans.append(Span(start, start + len(part[0]), words))
    return spans


def _lettered(found: re.Match[str], register: Register) -> Said:
    """401(k), 501(c)s."""
    return f"{named(found[1])} {found[2].upper()}{found[3] or ''}"


def _section(found: re.Match[str], register: Register) -> Said:
    """S.18 of an Act, ss 4-7."""
    if not (found["of"] or found["dot"] == "." or found["what"] == "ss"):
        return None
    name = "sections " if found["what"] == "ss" else "section "
    return [
        Span(found.start(), found.start("number"), name),
        group(found, "number", cardinal(int(found["number"][:9]), register)),
        group(found, "letters", f" {' '.join(found['letters'])}"),
        *_rest_of(found, register),
    ]


def _opus(found: re.Match[str], register: Register) -> Said:
    """Op. 67."""
    return [
        group(found, "what", "opus" if found["what"] == "Op" else "opuses"),
        group(found, "gap", " "),
        group(found, "number", cardinal(int(found["number"]), register)),
    ]


def _in_catalogue(found: re.Match[str], register: Register) -> Said:
    """K. 545, where the work of a composer is near."""
    return _called(found, register) if near(_MUSIC, found) else None


def _called(found: re.Match[str], register: Register) -> Said:
    return [group(found, "number", named(found["number"], register))]


def _numbered(found: re.Match[str], register: Register) -> Said:
    """Regulation 2016/679, Case C-621/18."""
    if found["case"]:
        return [
            group(found, "case", cardinal(int(found["case"]), register)),
            group(found, "slash", " slash "),
            group(found, "of_year", whole(found["of_year"], register)),
        ]
    return [
        group(found, "first", year(int(found["first"]), register)),
        group(found, "stroke", " slash "),
        group(found, "number", cardinal(int(found["number"]), register)),
    ]


def _scripture(found: re.Match[str], register: Register) -> Said:
    """1 Cor. 13:4-7: First Corinthians thirteen, verses four to seven."""
    spans = [
        group(found, "book", _BOOKS.get(found["book"], found["book"])),
        group(found, "stop", ""),
        group(found, "chapter", whole(found["chapter"], register)),
        group(found, "colon", " verses " if found["last"] else " "),
        group(found, "verse", whole(found["verse"], register) if found["verse"] else ""),
        *_rest_of(found, register),
    ]
    if found["place"]:
        spans.append(group(found, "place", ("First", "Second", "Third")[int(found["place"]) - 1]))
    return spans


def _report(found: re.Match[str], register: Register) -> Said:
    """410 U.S. 113, 42 U.S.C. § 1983: a volume of reports, and a page or a section in it."""
    return [
        group(found, "volume", named(found["volume"], register)),
        group(found, "number", named(found["number"], register)),
    ]


def _docket(found: re.Match[str], register: Register) -> Said:
    """No. 24-656, of a suit: the year it was brought in, and which of that year it was."""
    before = found.string[max(found.start() - _NEAR, 0) : found.start()]
    behind = found.string[found.end() : found.end() + _NEAR]
    several = found[0].lower().startswith(("nos", "numbers"))
    if several and not found["number2"]:
        return None
    if not found["docket"] and not _SUIT.search(before) and not _VERSUS.search(behind):
        return None
    return [
        group(found, name, " " if name.startswith("dash") else named(found[name], register))
        for name in ("year", "dash", "number", "year2", "dash2", "number2")
        if found[name]
    ]


_NEAR = 80  # characters in which a suit tells that a number is its own
_VERSUS = re.compile(r"\bv\.\s[A-Z]")
_SUIT = re.compile(r"\bv\.\s|\b[Dd]ocket|\b[Cc]ase\s$")


def _code(found: re.Match[str], _: Register) -> Said:
    return [group(found, "number", digits(found["number"]))]


def _pages(found: re.Match[str], register: Register) -> Said:
    return [group(found, "first", whole(found["first"], register)), *_rest_of(found, register)]


def _rest_of(found: re.Match[str], register: Register) -> list[Span]:
    """What pages 12-15 end with."""
    if not found["last"]:
        return []
    joint = found["to"].strip()
    return [
        group(found, "to", found["to"] if joint.isalpha() or joint in ",&" else " to "),
        group(found, "last", whole(found["last"], register)),
    ]


_BOOKS = {
    "Gen": "Genesis", "Exod": "Exodus", "Ex": "Exodus", "Lev": "Leviticus", "Num": "Numbers",
    "Deut": "Deuteronomy", "Josh": "Joshua", "Judg": "Judges", "Sam": "Samuel", "Kgs": "Kings",
    "Chron": "Chronicles", "Chr": "Chronicles", "Neh": "Nehemiah", "Ps": "Psalm",
    "Prov": "Proverbs",
    "Eccl": "Ecclesiastes", "Isa": "Isaiah", "Jer": "Jeremiah", "Lam": "Lamentations",
    "Ezek": "Ezekiel", "Dan": "Daniel", "Zech": "Zechariah", "Mal": "Malachi", "Matt": "Matthew",
    "Mt": "Matthew", "Mk": "Mark", "Lk": "Luke", "Jn": "John", "Rom": "Romans",
    "Cor": "Corinthians", "Gal": "Galatians", "Eph": "Ephesians", "Phil": "Philippians",
    "Col": "Colossians", "Thess": "Thessalonians", "Tim": "Timothy", "Heb": "Hebrews",
    "Jas": "James", "Pet": "Peter", "Rev": "Revelation", "Esth": "Esther", "Hos": "Hosea",
    "Obad": "Obadiah", "Mic": "Micah", "Nah": "Nahum", "Hab": "Habakkuk", "Zeph": "Zephaniah",
    "Hag": "Haggai", "Tit": "Titus", "Philem": "Philemon", "Macc": "Maccabees",
}  # fmt: skip
_WHOLE = (
    "Acts|Luke|Ruth|Job|Surah|Psalms|Ezra|Joel|Amos|Jonah|Jude|Song of Songs|Song of Solomon"
    "|Tobit|Judith|Wisdom|Sirach|Ecclesiasticus|Baruch"
)
_BOOK = "|".join((*_BOOKS, *dict.fromkeys(_BOOKS.values()), _WHOLE))
SEEN = re.compile(r"\d:\d|\d{3}|\b[123]\s[A-Z]|\b[A-Z][a-z]{2,4}\.?\s\d")
CODES = (
    rule(
        rf"(?:\b(?P<place>[123])\s)?\b(?P<book>{_BOOK})(?P<stop>\.?)\s(?P<chapter>\d{{1,3}})(?P<colon>:)"
        r"(?P<verse>[1-9]\d{0,2})(?:(?P<to>\s?[-–]\s?)(?P<last>\d{1,3}))?(?![\w:]|[.,]\d)",
        _scripture,
        ":",
    ),
    rule(
        r"(?:\b(?P<place>[123])\s)?\b(?P<book>Cor|Thess|Matt|Deut|Exod|Isa|Jer|Heb|Gal|Eph|Prov|Chron|Ezek|Eccl)"
        r"(?P<stop>\.?)\s(?P<chapter>\d{1,3})(?P<colon>(?P<verse>(?P<to>(?P<last>))))(?![\w:]|[.,]\d)",
        _scripture,
    ),
    rule(
        r"\b(?P<place>[123])\s(?P<book>Corinthians|Samuel|Kings|Chronicles|Thessalonians|Timothy|Peter|John)"
        r"(?P<stop>)\s(?P<chapter>\d{1,3})(?P<colon>(?P<verse>(?P<to>(?P<last>))))(?![\w:]|[.,]\d)",
        _scripture,
    ),
    rule(r"\b(?P<what>PC|WPC|PCSO)\s(?P<number>\d{2,5})\b(?=\s[A-Z])", _code, "PC"),
    rule(
        r"(?i:\b(?:pin|code|postcode|zip|ext|extension|ending in|starting with|otp"
        r"|password|serial number)\.?)\s+(?:is\s+|number\s+)?(?P<number>\d{3,})\b"
        r"(?![.,]\d)",
        _code,
    ),
)
RULES = (
    rule(
        r"(?<![\w.,$])(?P<volume>\d{1,3})\s(?:U\.\s?S\.(?:\s?C\.)?|USC|F\.\s?(?:2d|3d|4th)|S\.\s?Ct\.)\s"
        r"(?:§+\s?|[Ss]ection\s)?(?P<number>\d{1,4})(?![\w%]|[.,]\d|\s[a-z]+s\b)",
        _report,
        "U.",
        "USC",
        "F.",
        "Ct.",
    ),
    rule(
        r"(?:(?P<docket>\b[Dd]ocket(?:\s(?:[Nn]umber|[Nn]os?\.?))?\s)|\b[Nn]os?\.\s|\b[Nn]umbers?\s)"
        r"(?P<year>\d\d)(?P<dash>[-–])(?P<number>[1-9]\d{0,3})"
        r"(?:,?\sand\s(?P<year2>\d\d)(?P<dash2>[-–])(?P<number2>[1-9]\d{0,3}))?(?![\w/%-]|[.,]\d)",
        _docket,
        "-",
        "–",
    ),
    # The mark of a note, which a reader's eye passes over.
    rule(
        r"\s?\[(?:\d{1,3}(?:[,–-]\s?\d{1,3})*|[a-z]|"
        r"(?:note|nb)\s\d+|citation needed|clarification needed|who\?|when\?)\]",
        lambda found, _: [Span(*found.span(), "")],
        "[",
    ),
    rule(
        r"\b(?P<what>(?i:article|section|rule|clause|regulation|paragraph|para|schedule"
        r"|art|reg|sch|s))\.?\s?(?P<number>\d+)(?P<parts>(?:\(\w{1,3}\))+)",
        _sub,
        "(",
    ),
    rule(
        r"(?<![\w.’'])(?P<what>ss?)(?P<dot>\.\s?|\s)?(?P<number>\d+)(?P<letters>[A-Z]{0,2})\b"
        rf"(?:(?P<to>{_DASH}|\s?&\s?|\sand\s)(?P<last>\d+))?(?=(?P<of>,?\s(?:of|to|and|or|[A-Z][\w]+)\b)?)",
        _section,
    ),
    rule(r"\b(\d{3})\(([a-z])\)(s(?!\w))?", _lettered, "("),
    rule(r"\b(?P<what>Opp?)(?P<gap>\.?\s?)(?P<number>\d{1,3})\b", _opus, "Op"),
    rule(
        r"\b(?:K|KV|BWV|RV|D|Hob|WoO|HWV|TWV|H|L|S)\.?\s?(?P<number>[1-9]\d{1,3})[a-z]?\b(?![.,]?\d|%)",
        _in_catalogue,
    ),
    rule(
        r"(?P<first>(?:19|20)\d\d)(?P<stroke>/)(?P<number>\d{3,4})(?![\w/]|[.,]\d)"
        r"|(?<=\b[CT]-)(?P<case>[1-9]\d{0,2})(?P<slash>/)(?P<of_year>\d\d)\b",
        _numbered,
    ),
    rule(
        r"\b(?:H\.?R|[HSA]\.?B|H\.?J\.?\s?Res|S\.?J\.?\s?Res|Bill|Resolution|Res)\.?\s(?:No\.?\s)?"
        r"(?P<number>[1-9]\d{2,3})\b(?![.,]\d|%|-)",
        _called,
    ),
    rule(
        r"(?:\bpp(?=\d)|\b(?i:pp?|pages|lines?|ll|chapters?|chs?|verses?|vv?|nos|figs?|notes?"
        rf"|sections?|articles?|fn|seasons?|weeks?)\b\.?\s*)(?P<first>{_NUMBER})(?:"
        rf"(?P<to>{_DASH}|\s?&\s?|\s+and\s+)(?P<last>{_NUMBER}))?(?![\w%/:]|[.,]\d|\s?%)",
        _pages,
    ),
)
