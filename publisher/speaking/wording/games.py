"""Games: what cricket, tennis and American teams mean by two numbers, and a table of a league.

“6-0” is six love on a court, “187-3” is for three where a wicket is near, “42-18” is forty two
and eighteen of an American team. The words around tell which.
"""

import re

from publisher.speaking.wording.dates import COUNTED
from publisher.speaking.wording.numbers import cardinal, named
from publisher.speaking.wording.register import Register
from publisher.speaking.wording.scores import DASH, NEAR, SPORT, TENNIS, VOTE, near, two
from publisher.speaking.wording.spans import Said, Span, group, rule

_CRICKET = re.compile(
    r"(?i)\b(?:wickets?|overs?(?=[.,;)]|$)|\d\sovers|bowl(?:ed|ers?|ing)|stumps|declared|dec|not\sout"
    r"|all\sout|lbw|bats(?:man|men)|batters?|spinners?|seamers?|pacemen|crease|unbeaten"
    r"|test\smatch|ashes|county\schampionship|t20|odi|run\schase|at\stea|at\slunch|tail-?enders?"
    r"|\d(?=\*)|partnership|follow-on|first\sinnings|second\sinnings|off\s\d+\sballs)\b"
)
_WICKETS = re.compile(r"(?i)\b(?:wickets?|overs|bowl(?:ed|er)|cricket\w*)\b")
_REACHED = re.compile(
    r"(?:\b(?:were|was|are|is|closed|finished|resumed|began)(?:\son)?|\b(?:reached|reach|made"
    r"|slumped|slid|slipped|collapsed|crashed|crumbled|fell|reduced|cruised|moved|raced|recovered)"
    r"(?:\s(?:to|from))?|\b(?:at|on|from)|&|\b(?:England|Australia|India|Pakistan|Bangladesh|Afghanistan"
    r"|Sri\sLanka|New\sZealand|South\sAfrica|West\sIndies|Zimbabwe|Ireland|Yorkshire|Lancashire|Surrey"
    r"|Kent|Essex|Sussex|Middlesex|Hampshire|Somerset|Durham|Warwickshire|Worcestershire|Nottinghamshire"
    r"|Derbyshire|Leicestershire|Northamptonshire|Gloucestershire|Glamorgan))\s$"
)
_MADE = re.compile(r"\b(?:hit|made|scored|with|on|[A-Z][a-z]+)\s$")
_TOOK = re.compile(
    r"\b(?:took|takes|taking|with|figures\sof|claim(?:ed|ing)|return(?:ed|s)|best\sof|haul\sof)\s$"
)
_BATTING = re.compile(
    r"(?i)\b(?:bat(?:s|ted|ting|ter)|hit(?:s|ting|ter)?|averag\w*|slugg\w*|on-base|percentage"
    r"|record|baseball|season|clip|homers?|rbis?|games?|ball|team)\b"
)
_RANKED = re.compile(
    r"\b(?:(?:AP|coaches|media)\s[Pp]oll|rank(?:ed|s|ings?)|Top\s25|No\.\s\d|unbeaten|undefeated|seeds?|seeded"
    r"|Big\s(?:Ten|12|East)|SEC|ACC|NFC|AFC|conference|bowl|play(?:s|ed|ing)?|hosts?|visits?|season)\b"
)
_PITCHING = re.compile(
    r"\b(?:struck\sout|strikeouts?|ERA|innings?|pitch(?:ed|es|er)|allowed|fanned|bullpen|shutout|fastball)\b"
)
_EARNED = r"\d{1,2}\.\d\d(?:\sERA)?\b"  # runs of a pitcher, on the average
_POINTS = {"0", "15", "30", "40"}


def _runs(found: re.Match[str], register: Register) -> Said:
    """187-3, of a side; 5-38, of a bowler."""
    first, last = int(found["first"]), int(found["last"])
    before = found.string[max(found.start() - NEAR, 0) : found.start()]
    cricket = near(_CRICKET if register.british else _WICKETS, found)
    side = first > last and first > 10 >= last and not near(VOTE, found)
    # 41-7 is as much of a score on a rugby pitch.
    high = first > 99 or (first > 40 and not near(SPORT, found))
    reached = high and bool(_REACHED.search(before))
    side = side and (cricket or (register.british and reached))
    bowler = first <= 10 < last and register.british and not found["counts"]
    if not side and not (bowler and (cricket or _TOOK.search(before))):
        return None
    spans = two(found, cardinal(first, register), " for ", cardinal(last, register))
    return [*spans, group(found, "dec", " declared")] if found["dec"] else spans


def _not_out(found: re.Match[str], register: Register) -> Said:
    """98*, of a batsman; but of stars around words, which set them apart, nothing is said."""
    if found.string.count("*") > 1:
        return None
    before = found.string[max(found.start() - 9, 0) : found.start()]
    if near(_CRICKET, found) or (register.british and _MADE.search(before)):
        return f"{cardinal(int(found[1]), register)} not out"
    return None


def _sets(found: re.Match[str], register: Register) -> Said:
    """6-4, 7-6 (7-3), 6-0: six love on a court."""
    bare = re.sub(r"\([^)]*\)", "", found[0])
    scores = [(int(one), int(other)) for one, other in re.findall(r"(\d+)[-–](\d+)", bare)]
    if not all(map(_is_set, scores)):
        return None
    if len(scores) == 1 and not (near(TENNIS, found) and 0 in scores[0]):
        return None
    spans = []
    for part in re.finditer(r"\d+|[-–/]", found[0]):
        zero = "love" if part[0] == "0" else ""
        said = zero or (cardinal(int(part[0]), register) if part[0].isdecimal() else " ")
        spans.append(Span(found.start() + part.start(), found.start() + part.end(), said))
    return spans


def _is_set(score: tuple[int, int]) -> bool:
    """Whether a set of tennis can end so: at six by two, at seven, or late by two."""
    fewer, more = sorted(score)
    return (
        (more == 6 and fewer < 5) or (more == 7 and fewer > 4) or (more > 7 and more - fewer == 2)
    )


def _points(found: re.Match[str], _: Register) -> Said:
    """15-40, 40-0, 30-30 in a game of tennis."""
    first, last = found["first"], found["last"]
    if not {first, last} <= _POINTS or not near(TENNIS, found) or near(VOTE, found):
        return None
    one, other = ("love" if each == "0" else cardinal(int(each)) for each in (first, last))
    return two(found, one, " ", "all" if first == last else other)


def _record(found: re.Match[str], register: Register) -> Said:
    """Improved to 10-3, a 5-0 start: an American team's games won and lost."""
    if register.british or near(VOTE, found):
        return None
    figures = (found["first"], found["last"], found["third"])
    said = ["oh" if each == "0" else cardinal(int(each)) for each in figures if each]
    end = found.end("third" if found["third"] else "last")
    return [Span(found.start("first"), end, f"{' '.join(said[:-1])} and {said[-1]}")]


def _record_of_team(found: re.Match[str], register: Register) -> Said:
    """The Lakers (42-18) beat them; Ohio State (11-1, 8-1 Big Ten) is ranked second."""
    ranked = near(_RANKED, found)
    plays = near(SPORT, found) or near(_PITCHING, found) or found["earned"] is not None
    if register.british or not (found["third"] or plays or ranked):
        return None
    if near(VOTE, found) and not ranked:
        return None
    return [
        Span(
            found.start() + each.start(),
            found.start() + each.end(),
            " and ".join(
                "oh" if part == "0" else cardinal(int(part)) for part in each[0].split("-")
            ),
        )
        for each in re.finditer(r"\d+(?:-\d+)+", found[0])
    ]


def _result(found: re.Match[str], register: Register) -> Said:
    """Leeds 0, Derby 0."""
    if not register.british or "0" not in (found["home"], found["away"]):
        return None
    return [
        group(found, name, "nil" if found[name] == "0" else cardinal(int(found[name])))
        for name in ("home", "away")
    ]


def _average(found: re.Match[str], _: Register) -> Said:
    """.312 of one who bats, .500 of a team."""
    figures = found[1]
    return named(figures) if figures[0] != "0" and near(_BATTING, found) else None


def _niners(found: re.Match[str], register: Register) -> Said:
    """49ers, 76ers."""
    said = cardinal(int(found[1]), register)
    return f"{said}{'rs' if said.endswith('e') else 'ers'}"


_TABLE = {"P": "played", "W": "won", "D": "drawn", "L": "lost", "F": "for", "A": "against",
          "GD": "goal difference", "Pts": "points", "Pos": "position"}  # fmt: skip


def _table(found: re.Match[str], register: Register) -> Said:
    """P38 W25 D7 L6 Pts 82."""
    return [
        Span(
            found.start() + part.start(),
            found.start() + part.end(),
            f"{_TABLE[part[1]]} {cardinal(int(part[2]), register)}",
        )
        for part in re.finditer(r"([A-Z][A-Za-z]*)\s?(\d+)", found[0])
    ]


_RANKS = (
    "Age|Band|Category|Chapter|Class|Day|Episode|Figure|Form|Grade|Group|Level|Part|Phase|Season|Section"
    "|Series|Stage|Table|Tier|Type|Unit|Version|Week|Year|Zone"
)
_SET = r"\d{1,2}[-–]\d{1,2}(?:\s?\(\d{1,2}(?:[-–/]\d{1,2})?\))?"
_NAMED = r"(?!It\b|This\b|That\b|Score\b|Vote\b|Game\b|Lead\b)[A-Z][a-z]+"
_WENT = (
    r"improv(?:ed?|es|ing)\sto|fell\sto|dropped\sto|moved\sto|now|went|going|started|finished"
    r"|record\sof"
)
SEEN = re.compile(r"\d(?:\s?[-‐‑–—−/:*]|ers\b|f\b)|\.\d| 0\b|147|P\s?\d")
RULES = (
    rule(
        r"\bP\s?\d+(?:,?\s(?:W|D|L|F|A|GD|Pts|Pos)\s?\d+){2,}\b",
        _table,
        "P",
    ),
    rule(rf"(?<![\w.,/+-]){_SET}(?:,?\s(?:and\s)?{_SET})*(?![\w/%-]|[.,]\d)", _sets, "-", "–"),
    rule(
        rf"(?<![\w.,/+-])(?P<first>\d\d?)(?P<to>{DASH})(?P<last>\d\d?)(?![\w/%-]|[.,]\d)", _points
    ),
    rule(
        rf"(?<![\w.,/+-])(?!7[0-8]7-)(?P<first>\d{{1,3}})(?P<to>{DASH})(?P<last>\d{{1,3}})"
        r"(?P<dec>\sdec(?:\.(?!$)|\b))?(?![\w/%-]|[.,]\d|\s\d{3})"
        rf"(?P<counts>\s(?!(?:as|his|this|was|has|across|runs|wickets)\b)(?:{COUNTED}|[a-z]+s)\b)?",
        _runs,
    ),
    rule(r"(?<![\w.,/])(\d{1,3})\*(?!\w)", _not_out, "*"),
    rule(
        rf"\b(?:{_WENT})\s(?P<first>\d\d?)-(?P<last>\d\d?)(?:-(?P<third>\d\d?))?"
        r"(?=[.,;)]?$|[,;)]|\s(?:this|since|after|overall|at|in|with|and|over|on)\b)",
        _record,
        "-",
    ),
    rule(
        r"(?:\b(?:[Tt]hey|[Tt]eam|[A-Z][a-z]+s)\s(?:are|is)|[Tt]hey[’']re)\s(?P<first>\d\d?)-(?P<last>\d\d?)"
        r"(?:-(?P<third>\d\d?))?(?=[.,;]?$|,?\s(?:at|on|this|since|when|in|against|after)\b)",
        _record,
    ),
    # Of one who pitches, or of a city's team; what “it” is, or a score, is the game's.
    rule(
        rf"\b(?:[Hh]e|[Ss]he|[Pp]itcher|(?:right|left)-hander|[Cc]oach|{_NAMED})\s(?:is|was|went|goes)"
        r"\s(?P<first>\d\d?)-(?P<last>\d\d?)(?:-(?P<third>\d\d?))?"
        r"(?=,?\s(?:and\s(?:leads?|trails?|has|have|had|is|was|sits?|still)|with|this|last|since|overall"
        r"|on\sthe\s(?:year|season)|against|when)\b)",
        _record,
        "-",
    ),
    rule(
        r"(?<![\w.,/+-])(?P<first>\d\d?)-(?P<last>\d\d?)(?:-(?P<third>\d\d?))?(?=\s(?:record|mark"
        r"|start|season)\b)",
        _record,
    ),
    rule(
        rf"(?<![\w.,/+-])(?P<first>\d\d?)-(?P<last>\d\d?)(?P<third>(?!))?(?=,?\swith\san?\s{_EARNED})",
        _record,
        "with a",
    ),
    rule(
        r"\b[A-Z][\w.’'&]+\s\(\d\d?-\d\d?(?P<third>-\d\d?)?"
        r"(?:(?:,\s|;\s)\d\d?-\d\d?(?:-\d\d?)?(?:\s[A-Z][\w\s-]*)?)?"
        rf"(?=\)|(?P<earned>[,;]\s{_EARNED}))",
        _record_of_team,
        "(",
    ),
    rule(
        rf"\b(?!(?:{_RANKS})\s)[A-Z][\w’']+\s(?P<home>\d{{1,2}}),?\s(?:\([^()]*\)\s)?(?!(?:{_RANKS})\s)"
        r"(?:(?:[A-Z][\w’']+|&)\s){1,4}(?P<away>\d{1,2})"
        r"(?=$|[.,;:)]|\s(?:in|at|on|after|was|were|is|had|has|and|but|came|with|by|as|from|before|last|this|when)\b"
        r"|\s\()",
        _result,
    ),
    rule(r"(?<![\w.,])\.(\d{3})(?![\w.,]\d|\d|\w)", _average),
    rule(r"(?<![\w.,])(\d\d)ers\b", _niners),
    rule(r"(?<![\w.,])147(?=\s(?:break|clearance|maximum)\b)", "one four seven", "147"),
    rule(r"\baet\b", "after extra time", "aet"),
)
