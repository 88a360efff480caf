"""What two numbers with a dash between them are: a score, a vote, a range, hours, or odds.

All are printed alike; a word near them tells which. `games` knows what single sports mean by them.
"""

import re

from publisher.speaking.wording.numbers import amount, cardinal, digits, whole
from publisher.speaking.wording.register import Register
from publisher.speaking.wording.spans import Said, Span, group, rule

DASH = r"\s?[-‐‑–—−]\s?"
_NUMBER = r"(?:\d{1,3}(?:,\d{3})+|\d+)"
_MEASURED = r"(?:year|month|week|day|hour|minute|mile|metre|meter|point|inch|foot|page)s?"
NEAR = 60  # characters in which a word tells what two numbers are
_FEW = 21  # goals that a side may have, as no part of a vote or of a range
SPORT = re.compile(
    r"(?i)\b(?:won|win(?:s|ning)?|beat(?:s|en|ing)?|los[et]|loss|losing|defeat\w*"
    r"|drew|draws?|drawn|victor\w*|thrash\w*"
    r"|led|leads?|trail\w*|scor\w*|ahead|aggregate|level|half-time|full-time|match"
    "(?:es)?|goals?|sets?|game|penalties"
    r"|shoot-?out|final|tied?|down|up|triumph\w*|edged|equali\w*|advantage|series"
    r"|hammered|cup|league|opener|champions)\b"
)
VOTE = re.compile(
    r"(?i)\b(?:vot\w*|ballot\w*|senate|house|committee|rul"
    r"(?:ed|ing)|majority|split|approv\w*|pass(?:ed|es)"
    r"|mps|court|justices|referendum|polls?|council\w*|parliament|lawmakers|jury"
    r"|senators|bill|odds|confirmed)\b"
)
TENNIS = re.compile(
    r"(?i)\b(?:sets?|tie-?breaks?|deuce|wimbledon|serv(?:e[ds]?|ing)|break(?:\spoints?|s)?|tennis"
    r"|courts?|roland\sgarros|seeds?|seeded|aces?|match\spoint|love)\b"
)
_BETTING = re.compile(
    r"(?i)\b(?:odds|bookmakers?|bookies|each-way|evens|favourites?|favorites?|outsiders?|backed"
    r"|(?<=[\d\ue000]\s)favs?|jt-fav|bet(?:s|ting)?|priced|punters?|tipped|colt|filly|gelding|mare|jockey|handicap|chaser"
    r"|hurdler|racecourse|hurdle|steeplechase|stakes|furlongs?|SP|at\sAscot|at\sAintree|at\sEpsom"
    r"|went\soff\sat|sent\soff\sat|starting\sprice|long\s?shots?|race-?horses?|kentucky\sderby"
    r"|epsom\sderby|grand\snational|preakness|breeders[’']\scup)\b"
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
    r"|pitch(?:er|ers|ed|ing)|no-hitter|hockey|baseball|goalies?|goaltender|puck|stanley\scup|red\ssox|cubs"
    r"|braves|phillies|astros|padres|orioles|mariners|brewers|red\swings|bruins|canadiens|maple\sleafs"
    r"|penguins|blackhawks|oilers|flyers|islanders|packers|cowboys|patriots|steelers|eagles|ravens|bears"
    r"|vikings|49ers|broncos|raiders|bills|knicks|sox|jays"
    r"|home\sruns?|n[fbh]l|mlb|world\sseries|super\sbowl|yankees|dodgers|mets|lakers|celtics|chiefs)\b"
)
_STAKES = {1, 2, 4, 5, 8, 10, 11}  # what odds are printed against


def near(pattern: re.Pattern[str], found: re.Match[str]) -> bool:
    """Whether a word that tells what numbers are stands around them."""
    return bool(pattern.search(found.string, max(found.start() - NEAR, 0), found.end() + NEAR))


def bets(found: re.Match[str]) -> bool:
    """Whether there is a bet near, so that 7/2 is no fraction."""
    return near(_BETTING, found)


def _score(found: re.Match[str], register: Register) -> Said:
    """3-2 in a match, 52-48 in a vote, 12-15 of anything."""
    first, last = found["first"], found["last"]
    one, other = (int(each.replace(",", "")) for each in (first, last))
    vote = near(VOTE, found)
    sport = near(SPORT, found) and not vote
    small = one < _FEW and other < _FEW and (one, other) != (9, 5)  # a working day
    met = register.british and "0" in (first, last) and bool(_meet(found))
    if "=" in found.string:
        joint = " minus "
    elif found.string[max(found.start() - 8, 0) : found.start()].lower() == "between ":
        joint = " and "
    elif (other in _STAKES and bets(found)) or _opens(found) or _measures(found, rises=one < other):
        joint = " to "
    elif met or (small and (sport or one >= other) and not vote) or not other or _alone(found):
        joint = " "
    else:
        joint = " to "
    nothing = not register.british and near(_AMERICAN, found)
    nil = small and not vote and (sport or met or (register.british and one >= other))
    zero = "nothing" if nothing else "nil" if nil else "zero"
    said = [zero if each == "0" else _long(each, register) for each in (first, last)]
    return two(found, said[0], joint, said[1])


_SIZES = re.compile(
    r"[\s-](?:more\s)?(?:inch(?:es)?|f(?:ee|oo)t|yards?|miles?|met(?:re|er)s?|(?:centi|milli|kilo)met(?:re|er)s?"
    r"|pounds?|ounces?|stone|grams?|kilo(?:gram)?s?|tons?|tonnes?|gallons?|lit(?:re|er)s?|pints?|cups?|acres?"
    r"|hectares?|degrees?|knots?|per\s?cent)\b"
)
_PERIODS = re.compile(
    r"(?:-|(?P<many>\s))(?:more\s)?(?:second|minute|hour|day|week|month|year)(?(many)s)\b"
)
_CROWDS = re.compile(
    r"\s(?:people|men|women|children|students|pupils|patients|players|times|pages|words|servings|bulbs|eggs)\b"
)
# Leeds led 2-1 minutes after the break.
_SCORED = re.compile(
    r"\b(?:won|win|wins|lost|lose|loses|led|leads?|trail(?:ed|s)|drew|beaten|ahead|up|down|it|made\sit|at|went)\s$"
)
_SINCE = re.compile(r"[\s-]\w+\s(?:after|before|from|into|later|earlier)\b")


def _measures(found: re.Match[str], *, rises: bool) -> bool:
    """Whether these are of a size: set 6-8 inches deep, 2-3 weeks before the match.

    Args:
        found: the two numbers.
        rises: whether the second is the greater.
    """
    if _SIZES.match(found.string, found.end()):
        return True
    if _PERIODS.match(found.string, found.end()):
        scored = _SCORED.search(found.string, max(found.start() - 12, 0), found.start())
        return not ((scored or not rises) and _SINCE.match(found.string, found.end()))
    return rises and bool(_CROWDS.match(found.string, found.end()))


# No side is what is counted off: ages 0-3.
_SIDE = re.compile(
    r"(?<![\w’'])(?!(?:Age[sd]?|Years?|Levels?|Class(?:es)?|Stages?|Grades?|Tiers?|Zones?|Bands?)\s)[A-Z][\w’']+\s$"
)
_OTHER_SIDE = re.compile(r"\s[A-Z][a-z’']+")


def _meet(found: re.Match[str]) -> bool:
    """Whether a side stands before, and another behind: Man Utd 0-3 Aston Villa."""
    return bool(
        _SIDE.search(found.string, max(found.start() - 20, 0), found.start())
        and _OTHER_SIDE.match(found.string, found.end())
    )


def _opens(found: re.Match[str]) -> bool:
    """Whether these are hours: open 10-4 on weekdays."""
    before = found.string[max(found.start() - 20, 0) : found.start()]
    return bool(_OPEN.search(before) or _OPEN_ON.match(found.string, found.end()))


def two(found: re.Match[str], first: str, joint: str, last: str) -> list[Span]:
    """What is said of the first, of what stands between, and of the last."""
    return [group(found, "first", first), group(found, "to", joint), group(found, "last", last)]


def _long(figures: str, register: Register) -> str:
    return digits(figures) if len(figures) > 4 and figures.isdecimal() else whole(figures, register)


def _alone(found: re.Match[str]) -> bool:
    """Whether nothing else is printed: the result in a cell of a table."""
    return found[0].strip() == found.string.strip()


def _odds(found: re.Match[str], register: Register) -> Said:
    """The 11-4 favourite, at 7/2; not an even chance."""
    if found[1] == found[2]:
        return None
    return f"{cardinal(int(found[1]), register)} to {cardinal(int(found[2]), register)}"


def _likely_odds(found: re.Match[str], register: Register) -> Said:
    """At 7/2."""
    longer = register.british and "/" in found[0] and int(found[1]) > int(found[2])
    return _odds(found, register) if longer or (bets(found) and not near(TENNIS, found)) else None


def _start(found: re.Match[str], register: Register) -> Said:
    """The 3.40 at Ascot."""
    if not register.british:
        return None
    return [group(found, "hour", amount(found["hour"])), group(found, "gap", " "),
            group(found, "minute", cardinal(int(found["minute"])))]  # fmt: skip


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


_CHANCE = (
    r"(?:second\s|co-|joint\s|jt[\s-])?fav(?:ou?rite)?s?|shots?|chance|outsiders?|on-favourite"
)
ODDS = (
    rule(
        rf"(?<![\w.,/+-])(\d+)[-/](\d+)(?=[\s-](?:{_CHANCE})\b|\son(?:[.,;]|$))",
        _odds,
    ),
    rule(r"(?<=\bat )(\d{1,3})[/-](\d{1,2})(?![\w/%-]|[.,]\d)(?=\W|$)", _likely_odds),
    rule(
        r"\b[Tt]he\s(?P<hour>1?\d)(?P<gap>\.)(?P<minute>[0-5][05])(?=\sat\s[A-Z]|\srace\b|[.,;]?$"
        r"|,\s)",
        _start,
    ),
    rule(r"(?<![\w.,])(?P<miles>\d)m\s?(?P<furlongs>\d)(?:½)?f\b", _distance),
    rule(r"(?<![\w.,])(?P<miles>)(?P<furlongs>[5-9])f\b", _distance),
)
RANGES = (
    rule(
        rf"(?<![\w.,/+-])(?P<first>{_NUMBER})(?P<to>{DASH})(?P<last>{_NUMBER})"
        rf"(?![\w/%]|[.,]\d|-(?!{_MEASURED}\b)\w)",
        _score,
    ),
)
