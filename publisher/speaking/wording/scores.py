"""What two numbers with a dash between them are: a score, a vote, a range; and the sports' own ways.

“6-0” is six love on a court and six nil on a pitch, “187-3” is for three where a wicket is near,
“42-18” is forty two and eighteen of an American team. The words around tell which.
"""

import re

from publisher.speaking.wording.dates import COUNTED
from publisher.speaking.wording.numbers import amount, cardinal, digits, named, whole
from publisher.speaking.wording.register import Register
from publisher.speaking.wording.spans import Said, Span, group, rule

_DASH = r"\s?[-‐‑–—−]\s?"
_NUMBER = r"(?:\d{1,3}(?:,\d{3})+|\d+)"
_MEASURED = r"(?:year|month|week|day|hour|minute|mile|metre|meter|point|inch|foot|page)s?"
_NEAR = 60  # characters in which a word tells what two numbers are
_FEW = 21  # goals that a side may have, as no part of a vote or of a range
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
_CRICKET = re.compile(
    r"(?i)\b(?:wickets?|overs?(?=[.,;)]|$)|\d\sovers|bowl(?:ed|ers?|ing)|stumps|declared|dec|not\sout"
    r"|all\sout|lbw|bats(?:man|men)|batters?|spinners?|seamers?|pacemen|crease|unbeaten"
    r"|test\smatch|ashes|county\schampionship|t20|odi|run\schase|at\stea|at\slunch|tail-?enders?"
    r"|partnership|follow-on|first\sinnings|second\sinnings|off\s\d+\sballs)\b"
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
_TENNIS = re.compile(
    r"(?i)\b(?:sets?|tie-?breaks?|deuce|wimbledon|serv(?:e[ds]?|ing)|break(?:\spoints?|s)?|tennis"
    r"|courts?|roland\sgarros|seeds?|seeded|aces?|match\spoint|love)\b"
)
_BETTING = re.compile(
    r"(?i)\b(?:odds|bookmakers?|bookies|each-way|evens|favourites?|favorites?|outsiders?|backed"
    r"|bet(?:s|ting)?|priced|punters?|tipped|colt|filly|gelding|mare|jockey|handicap|chaser"
    r"|hurdler|racecourse|hurdle|steeplechase|stakes|furlongs?|SP|at\sAscot|at\sAintree|at\sEpsom)\b"
)
_BATTING = re.compile(
    r"(?i)\b(?:bat(?:s|ted|ting|ter)|hit(?:s|ting|ter)?|averag\w*|slugg\w*|on-base|percentage"
    r"|record|baseball|season|clip|homers?|rbis?|games?|ball|team)\b"
)
_OPEN = re.compile(
    r"\b(?:[Oo]pens?|[Oo]pening|[Cc]losed|[Hh]ours|[Dd]aily|[Ww]eekdays|[Ww]eekends|works?|working|shifts?"
    r"|(?:Sun|Mon|Tues|Wednes|Thurs|Fri|Satur)days?)(?:\s(?:from|of|are|is|hours))?:?,?\s$"
)
_OPEN_ON = re.compile(
    r"\s(?:on\s|every\s)?(?:weekdays?|weekends?|daily|day|(?:Sun|Mon|Tues|Wednes|Thurs|Fri|Satur)days)\b"
)
_AMERICAN = re.compile(
    r"(?i)\b(?:halftime|innings?|touchdowns?|quarter(?:back)?|overtime|OT|shut-?outs?|homers?|playoffs?"
    r"|home\sruns?|n[fbh]l|mlb|world\sseries|super\sbowl|yankees|dodgers|mets|lakers|celtics|chiefs)\b"
)
_STAKES = {1, 2, 4, 5, 8, 10, 11}  # what odds are printed against
_POINTS = {"0", "15", "30", "40"}


def near(pattern: re.Pattern[str], found: re.Match[str]) -> bool:
    """Whether a word that tells what numbers are stands around them."""
    return bool(pattern.search(found.string, max(found.start() - _NEAR, 0), found.end() + _NEAR))


def bets(found: re.Match[str]) -> bool:
    """Whether there is a bet near, so that 7/2 is no fraction."""
    return near(_BETTING, found)


def _score(found: re.Match[str], register: Register) -> Said:
    """3-2 in a match, 52-48 in a vote, 12-15 of anything."""
    first, last = found["first"], found["last"]
    one, other = (int(each.replace(",", "")) for each in (first, last))
    vote = near(_VOTE, found)
    sport = near(_SPORT, found) and not vote
    small = one < _FEW and other < _FEW and (one, other) != (9, 5)  # a working day
    if "=" in found.string:
        joint = " minus "
    elif (other in _STAKES and bets(found)) or _opens(found):
        joint = " to "
    elif (small and (sport or one >= other) and not vote) or not other or _alone(found):
        joint = " "
    else:
        joint = " to "
    nothing = not register.british and near(_AMERICAN, found)
    nil = small and not vote and (sport or (register.british and one >= other))
    zero = "nothing" if nothing else "nil" if nil else "zero"
    said = [zero if each == "0" else _long(each, register) for each in (first, last)]
    return _two(found, said[0], joint, said[1])


def _opens(found: re.Match[str]) -> bool:
    """Whether these are hours: open 10-4 on weekdays."""
    before = found.string[max(found.start() - 20, 0) : found.start()]
    return bool(_OPEN.search(before) or _OPEN_ON.match(found.string, found.end()))


def _two(found: re.Match[str], first: str, joint: str, last: str) -> list[Span]:
    return [group(found, "first", first), group(found, "to", joint), group(found, "last", last)]


def _long(figures: str, register: Register) -> str:
    return digits(figures) if len(figures) > 4 and figures.isdecimal() else whole(figures, register)


def _alone(found: re.Match[str]) -> bool:
    """Whether nothing else is printed: the result in a cell of a table."""
    return found[0].strip() == found.string.strip()


def _runs(found: re.Match[str], register: Register) -> Said:
    """187-3, of a side; 5-38, of a bowler."""
    first, last = int(found["first"]), int(found["last"])
    before = found.string[max(found.start() - _NEAR, 0) : found.start()]
    cricket = near(_CRICKET if register.british else _WICKETS, found)
    side = first > last and first > 10 >= last and not near(_VOTE, found)
    reached = first > 40 and bool(_REACHED.search(before))
    side = side and (cricket or (register.british and reached))
    bowler = first <= 10 < last and register.british and not found["counts"]
    if not side and not (bowler and (cricket or _TOOK.search(before))):
        return None
    spans = _two(found, cardinal(first, register), " for ", cardinal(last, register))
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
    if len(scores) == 1 and not (near(_TENNIS, found) and 0 in scores[0]):
        return None
    spans = []
    for part in re.finditer(r"\d+|[-–]", found[0]):
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
    if not {first, last} <= _POINTS or not near(_TENNIS, found) or near(_VOTE, found):
        return None
    one, other = ("love" if each == "0" else cardinal(int(each)) for each in (first, last))
    return _two(found, one, " ", "all" if first == last else other)


def _record(found: re.Match[str], register: Register) -> Said:
    """Improved to 10-3, a 5-0 start: an American team's games won and lost."""
    if register.british or near(_VOTE, found):
        return None
    figures = (found["first"], found["last"], found["third"])
    said = ["oh" if each == "0" else cardinal(int(each)) for each in figures if each]
    end = found.end("third" if found["third"] else "last")
    return [Span(found.start("first"), end, f"{' '.join(said[:-1])} and {said[-1]}")]


def _record_of_team(found: re.Match[str], register: Register) -> Said:
    """The Lakers (42-18) beat them."""
    return _record(found, register) if found["third"] or near(_SPORT, found) else None


def _result(found: re.Match[str], register: Register) -> Said:
    """Leeds 0, Derby 0."""
    if not register.british or "0" not in (found["home"], found["away"]):
        return None
    return [
        group(found, name, "nil" if found[name] == "0" else cardinal(int(found[name])))
        for name in ("home", "away")
    ]


def _odds(found: re.Match[str], register: Register) -> Said:
    """The 11-4 favourite, at 7/2; not an even chance."""
    if found[1] == found[2]:
        return None
    return f"{cardinal(int(found[1]), register)} to {cardinal(int(found[2]), register)}"


def _likely_odds(found: re.Match[str], register: Register) -> Said:
    """At 7/2."""
    longer = register.british and "/" in found[0] and int(found[1]) > int(found[2])
    return _odds(found, register) if longer or (bets(found) and not near(_TENNIS, found)) else None


def _average(found: re.Match[str], _: Register) -> Said:
    """.312 of one who bats, .500 of a team."""
    figures = found[1]
    return named(figures) if figures[0] != "0" and near(_BATTING, found) else None


def _start(found: re.Match[str], register: Register) -> Said:
    """The 3.40 at Ascot."""
    if not register.british:
        return None
    return [group(found, "hour", amount(found["hour"])), group(found, "gap", " "),
            group(found, "minute", cardinal(int(found["minute"])))]  # fmt: skip


def _niners(found: re.Match[str], register: Register) -> Said:
    """49ers, 76ers."""
    said = cardinal(int(found[1]), register)
    return f"{said}{'rs' if said.endswith('e') else 'ers'}"


def _distance(found: re.Match[str], register: Register) -> Said:
    """2m4f, 6f of a race."""
    if not register.british:
        return None
    one = re.search(r"\b[Aa]n?\s$", found.string[max(found.start() - 3, 0) : found.start()])
    parts = [(found["miles"], "mile"), (found["furlongs"], "furlong")]
    return " ".join(
        f"{cardinal(int(figure))} {name}{'' if one or figure == '1' else 's'}"
        for figure, name in parts
        if figure
    )


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


_SET = r"\d{1,2}[-–]\d{1,2}(?:\s?\(\d{1,2}(?:[-–]\d{1,2})?\))?"
_CHANCE = r"(?:second\s|co-|joint\s)?favou?rites?|shots?|chance|outsiders?|on-favourite"
_WENT = r"improved\sto|fell\sto|dropped\sto|moved\sto|now|went|going|started|finished|record\sof"
SEEN = re.compile(r"\df\b|\b147\b|\d\s?[-‐‑–—−/:*]|\.\d|\ders\b|\b[A-Z][a-z]+ 0\b|\b0[.,]?$|\bP\s?\d")
RULES = (
    rule(
        r"\bP\s?\d+(?:,?\s(?:W|D|L|F|A|GD|Pts|Pos)\s?\d+){2,}\b",
        _table,
    ),
    rule(
        rf"(?<![\w.,/+-])(\d+)[-/](\d+)(?=[\s-](?:{_CHANCE})\b|\son(?:[.,;]|$))",
        _odds,
    ),
    rule(r"(?<=\bat )(\d{1,3})[/-](\d{1,2})(?![\w/%-]|[.,]\d)(?=\W|$)", _likely_odds),
    rule(rf"(?<![\w.,/+-]){_SET}(?:,?\s(?:and\s)?{_SET})*(?![\w/%-]|[.,]\d)", _sets),
    rule(
        rf"(?<![\w.,/+-])(?P<first>\d\d?)(?P<to>{_DASH})(?P<last>\d\d?)(?![\w/%-]|[.,]\d)", _points
    ),
    rule(
        rf"(?<![\w.,/+-])(?!7[0-8]7-)(?P<first>\d{{1,3}})(?P<to>{_DASH})(?P<last>\d{{1,3}})"
        r"(?P<dec>\sdec(?:\.(?!$)|\b))?(?![\w/%-]|[.,]\d|\s\d{3})"
        rf"(?P<counts>\s(?!(?:as|his|this|was|has|across|runs|wickets)\b)(?:{COUNTED}|[a-z]+s)\b)?",
        _runs,
    ),
    rule(r"(?<![\w.,/])(\d{1,3})\*(?!\w)", _not_out),
    rule(
        rf"\b(?:{_WENT})\s(?P<first>\d\d?)-(?P<last>\d\d?)(?:-(?P<third>\d\d?))?"
        r"(?=[.,;)]?$|[,;)]|\s(?:this|since|after|overall|at|in|with|and|over|on)\b)",
        _record,
    ),
    rule(
        r"(?:\b(?:[Tt]hey|[Tt]eam|[A-Z][a-z]+s)\s(?:are|is)|[Tt]hey[’']re)\s(?P<first>\d\d?)-(?P<last>\d\d?)"
        r"(?:-(?P<third>\d\d?))?(?=[.,;]?$|,?\s(?:at|on|this|since|when|in|against|after)\b)",
        _record,
    ),
    rule(
        r"(?<![\w.,/+-])(?P<first>\d\d?)-(?P<last>\d\d?)(?:-(?P<third>\d\d?))?(?=\s(?:record|mark"
        r"|start|season)\b)",
        _record,
    ),
    rule(
        r"\b[A-Z][a-z]+s\s\((?P<first>\d\d?)-(?P<last>\d\d?)(?:-(?P<third>\d\d?))?(?=\))",
        _record_of_team,
    ),
    rule(
        r"\b[A-Z][\w’']+\s(?P<home>\d{1,2}),?\s(?:[A-Z][\w’']+\s){1,3}(?P<away>\d{1,2})"
        r"(?=$|[.,;:)]|\s(?:in|at|on|after)\b)",
        _result,
    ),
    rule(r"(?<![\w.,])\.(\d{3})(?![\w.,]\d|\d|\w)", _average),
    rule(
        r"\b[Tt]he\s(?P<hour>1?\d)(?P<gap>\.)(?P<minute>[0-5][05])(?=\sat\s[A-Z]|\srace\b|[.,;]?$"
        r"|,\s)",
        _start,
    ),
    rule(r"(?<![\w.,])(\d\d)ers\b", _niners),
    rule(r"(?<![\w.,])(?P<miles>\d)m\s?(?P<furlongs>\d)(?:½)?f\b", _distance),
    rule(r"(?<![\w.,])(?P<miles>)(?P<furlongs>[5-9])f\b", _distance),
    rule(r"(?<![\w.,])147(?=\s(?:break|clearance|maximum)\b)", "one four seven"),
    rule(r"\baet\b", "after extra time"),
)
RANGES = (
    rule(
        rf"(?<![\w.,/+-])(?P<first>{_NUMBER})(?P<to>{_DASH})(?P<last>{_NUMBER})"
        rf"(?![\w/%]|[.,]\d|-(?!{_MEASURED}\b)\w)",
        _score,
    ),
)
