"""Where it is: streets and their numbers, states, counties, points of the compass."""

import re

from publisher.speaking.wording.numbers import digits, named
from publisher.speaking.wording.register import Register
from publisher.speaking.wording.scores import near
from publisher.speaking.wording.spans import Said, Span, group, rule

_STREETS = {
    "Ave": "Avenue", "Av": "Avenue", "Blvd": "Boulevard", "Cres": "Crescent", "Ct": "Court",
    "Expy": "Expressway", "Hwy": "Highway", "hwy": "Highway", "Ln": "Lane", "Pkwy": "Parkway",
    "Pl": "Place", "Rd": "Road", "Sq": "Square", "St": "Street", "st": "Street", "Terr": "Terrace",
    "Dr": "Drive",
}  # fmt: skip
_COMPASS = {
    "N": "North", "S": "South", "E": "East", "W": "West", "NE": "Northeast", "NW": "Northwest",
    "SE": "Southeast", "SW": "Southwest",
}  # fmt: skip
# As the Associated Press shortens them, with a full stop or behind “R-” and “D-”.
_STATES = {
    "Ala": "Alabama", "Ariz": "Arizona", "Ark": "Arkansas", "Calif": "California",
    "Colo": "Colorado", "Conn": "Connecticut", "Del": "Delaware", "Fla": "Florida",
    "Ga": "Georgia", "Ill": "Illinois", "Ind": "Indiana", "Kan": "Kansas", "Ky": "Kentucky",
    "La": "Louisiana", "Md": "Maryland", "Mass": "Massachusetts", "Mich": "Michigan",
    "Minn": "Minnesota", "Miss": "Mississippi", "Mo": "Missouri", "Mont": "Montana",
    "Neb": "Nebraska", "Nev": "Nevada", "N.H": "New Hampshire", "N.J": "New Jersey",
    "N.M": "New Mexico", "N.Y": "New York", "N.C": "North Carolina", "N.D": "North Dakota",
    "Okla": "Oklahoma", "Ore": "Oregon", "Pa": "Pennsylvania", "R.I": "Rhode Island",
    "S.C": "South Carolina", "S.D": "South Dakota", "Tenn": "Tennessee", "Tex": "Texas",
    "Vt": "Vermont", "Va": "Virginia", "Wash": "Washington", "W.Va": "West Virginia",
    "Wis": "Wisconsin", "Wyo": "Wyoming", "D.C": "DC", "B.C": "British Columbia",
    "Ont": "Ontario", "Texas": "Texas", "Ohio": "Ohio", "Iowa": "Iowa", "Utah": "Utah",
    "Maine": "Maine", "Idaho": "Idaho", "Alaska": "Alaska", "Hawaii": "Hawaii",
}  # fmt: skip
_POSTAL = {
    "AL": "Alabama", "AK": "Alaska", "AZ": "Arizona", "AR": "Arkansas", "CA": "California",
    "CO": "Colorado", "CT": "Connecticut", "DE": "Delaware", "FL": "Florida", "GA": "Georgia",
    "HI": "Hawaii", "ID": "Idaho", "IL": "Illinois", "IN": "Indiana", "IA": "Iowa",
    "KS": "Kansas", "KY": "Kentucky", "LA": "Louisiana", "ME": "Maine", "MD": "Maryland",
    "MA": "Massachusetts", "MI": "Michigan", "MN": "Minnesota", "MS": "Mississippi",
    "MO": "Missouri", "MT": "Montana", "NE": "Nebraska", "NV": "Nevada", "NH": "New Hampshire",
    "NJ": "New Jersey", "NM": "New Mexico", "NY": "New York", "NC": "North Carolina",
    "ND": "North Dakota", "OH": "Ohio", "OK": "Oklahoma", "OR": "Oregon", "PA": "Pennsylvania",
    "RI": "Rhode Island", "SC": "South Carolina", "SD": "South Dakota", "TN": "Tennessee",
    "TX": "Texas", "UT": "Utah", "VT": "Vermont", "VA": "Virginia", "WA": "Washington",
    "WV": "West Virginia", "WI": "Wisconsin", "WY": "Wyoming", "DC": "DC",
}  # fmt: skip
# As they stand behind a town.
_COUNTIES = {
    "Beds": "Bedfordshire", "Berks": "Berkshire", "Bucks": "Buckinghamshire",
    "Cambs": "Cambridgeshire", "Derbys": "Derbyshire", "Glos": "Gloucestershire",
    "Hants": "Hampshire", "Herts": "Hertfordshire", "Lancs": "Lancashire",
    "Leics": "Leicestershire", "Lincs": "Lincolnshire", "Middx": "Middlesex",
    "Northants": "Northamptonshire", "Notts": "Nottinghamshire", "Oxon": "Oxfordshire",
    "Staffs": "Staffordshire", "Warks": "Warwickshire", "Wilts": "Wiltshire",
    "Worcs": "Worcestershire", "Yorks": "Yorkshire",
}  # fmt: skip
_STATE = "|".join(re.escape(state) for state in sorted(_STATES, key=len, reverse=True))
# Words that begin a sentence more often than they go on with one, when they have a capital.
BEGINNING = re.compile(
    r"\s+(?:The|A|An|He|She|It|They|We|I|You|But|And|In|On|At|This|That|These|Those"
    "|There|His|Her|Its|Their|Our|My"
    r"|When|While|After|Before|As|If|For|With|So|Then|Yet|What|Who|How|Why|Some|Many|Most|No|Not)\b"
)


def ends(found: re.Match[str]) -> str:
    """A comma, where a full stop of an abbreviation stands before what begins a sentence."""
    behind = BEGINNING.match(found.string, found.end())
    return "," if found[0].endswith(".") and behind else ""


def _point(found: re.Match[str], _: Register) -> str:
    northern = found[1] == "N" and found.string.startswith(" Ireland", found.end())
    return "Northern" if northern else _COMPASS[found[1]]


def _wind(found: re.Match[str], register: Register) -> Said:
    """SW of Leeds; as one word in America, as two in Britain; SSW has one more before it."""
    names = [_WINDS[letter] for letter in found[0]]
    if register.british:
        return " ".join(names)
    return " ".join((*names[:-2], "".join(names[-2:])))


_FORECAST = re.compile(
    r"(?i)\b(?:forecast|gales?|storms?|veering|backing|beaufort|force|sea|rain|showers?|drizzle|fog|mist"
    r"|thunder\w*|snow|wintry|squally|moderate|rough|slight|good|fair|poor|visibility|winds?|swell|shipping"
    r"|cyclonic|variable)\b"
)
# What one letter stands behind: it may else be of a group or a vitamin.
_BLOWING = re.compile(
    r"(?:^|[:,;.]\s|\b(?:[Ww]inds?|backing|veering|becoming|mainly|mostly|then|or|to|from|and|occasionally)\s)$"
)


def _blows(found: re.Match[str], register: Register) -> Said:
    """SW 5 to 7, W backing S 4 or 5, of a forecast for those at sea."""
    before = found.string[max(found.start() - 15, 0) : found.start()]
    if len(found[0]) == 1 and not _BLOWING.search(before):
        return None
    heads = bool(found["range"]) and before.endswith(": ")
    sure = found["speed"] is not None or heads or near(_FORECAST, found)
    return _wind(found, register) if sure else None


def _quarter(found: re.Match[str], register: Register) -> Said:
    """14th St. NW, of a town that is laid out by the compass."""
    if register.british:
        return None
    street = found["street"].rstrip(".")
    return [
        group(found, "street", _STREETS.get(street, street)),
        group(found, "point", _COMPASS[found["point"].replace(".", "")]),
    ]


_NAMED = re.compile(r"[A-Z][\w’'-]+\s$")


def _of_street(found: re.Match[str], register: Register) -> Said:
    """N. Clark St., NW Fifth Avenue; but John E. Smith Drive is named after him."""
    if _NAMED.search(found.string, 0, found.start()):
        return None
    return None if register.british and "." not in found[0] else _COMPASS[found["point"]]


def _street(found: re.Match[str], _: Register) -> Said:
    return [group(found, "street", _STREETS[found["street"].rstrip(".")] + ends(found))]


def _address(found: re.Match[str], register: Register) -> Said:
    """1428 Elm St.: the house's number as people say it, and what kind of street."""
    figures = found["number"]
    figured = len(figures) == 3 and figures[1] == "0"
    spans = [group(found, "number", digits(figures) if figured else named(figures, register))]
    if found["compass"]:
        spans.append(group(found, "compass", _COMPASS[found["compass"].replace(".", "").upper()]))
    if found["quarter"]:
        spans.append(group(found, "quarter", _COMPASS[found["quarter"].replace(".", "")]))
    word = found["street"].rstrip(".")
    spans.append(
        group(found, "street", _STREETS.get(word, _STREETS.get(word.title(), word)) + ends(found))
    )
    return spans


def _block(found: re.Match[str], register: Register) -> Said:
    """The 2300 block of a street, in hundreds."""
    return [
        group(found, name, " to " if name == "to" else named(found[name], register))
        for name in ("first", "to", "number")
        if found[name]
    ]


def _lettered(found: re.Match[str], register: Register) -> Said:
    """Apt. 4C."""
    return [group(found, "number", named(found["number"], register)),
            group(found, "letter", f" {found['letter']}")]  # fmt: skip


def _party(found: re.Match[str], _: Register) -> Said:
    """R-Ariz.: Republican of Arizona, as a presenter says."""
    return f"{_AMERICAN_PARTIES[found['party']]} of {_STATES[found['state']]}"


def _party_postal(found: re.Match[str], _: Register) -> Said:
    """(D-NY)."""
    return f"{_AMERICAN_PARTIES[found['party']]} of {_POSTAL[found['postal']]}"


_AMERICAN_PARTIES = {"R": "Republican", "D": "Democrat", "I": "Independent"}
_PARTIES = {"Lab": "Labour", "Con": "Conservative", "LD": "Lib Dem", "Lib Dem": "Lib Dem",
            "Ind": "Independent", "Grn": "Green", "PC": "Plaid Cymru"}  # fmt: skip
_PARTY_NAME = "|".join(sorted(_PARTIES, key=len, reverse=True))
_SIDE = re.compile(rf"\b(?:{_PARTY_NAME})\b")


def _british_party(found: re.Match[str], register: Register) -> Said:
    """A member (Lab, Leeds North), Con/Lab, Lab gain from Con."""
    if not register.british:
        return None
    return [
        Span(found.start() + each.start(), found.start() + each.end(), _PARTIES[each[0]])
        for each in _SIDE.finditer(found[0])
    ]


_LAWMAKER = re.compile(
    r"\b(?:Sens?|Reps?|Govs?|Del|Senators?|Representatives?|[Cc]ongress\w+|Assembly\w+|Delegate"
    r"|[Ll]awmakers?|[Ll]egislators?|[Ss]tate\s(?:senator|representative))\b"
)


def _party_of_town(found: re.Match[str], register: Register) -> Said:
    """Rep. Ana Ruiz, D-El Paso; no R-Rated film."""
    if register.british or not _LAWMAKER.search(found.string, 0, found.start()):
        return None
    return f"{_AMERICAN_PARTIES[found['party']]} of "


def _state(found: re.Match[str], _: Register) -> Said:
    return [group(found, "state", _STATES[found["state"].rstrip(".")])]


def _zip(found: re.Match[str], _: Register) -> Said:
    spans = [group(found, "state", _POSTAL[found["state"]])]
    if found["zip"]:
        spans.append(group(found, "zip", ", ".join(map(digits, found["zip"].split("-")))))
    return spans


_WINDS = {"N": "north", "S": "south", "E": "east", "W": "west"}
_COMPASS_POINT = "N|S|E|W|NE|NW|SE|SW|NNE|ENE|ESE|SSE|SSW|WSW|WNW|NNW"
_FORCE = r"(?:\d|1[0-2])(?!\d|[,.:]\d)"
_LANDS = (
    "Scotland|England|Wales|London|Ireland|France|Spain|Asia|Africa|China|India|Florida|Texas|Kent"
)
CAPITAL = r"(?=\s+[A-Z\ue000])"
_POSTALS = "|".join(_POSTAL)
_KINDS = "|".join(sorted({*_STREETS, "ST", "AVE", "RD"}, key=len, reverse=True))
SEEN_LETTERED = re.compile(r"\s[1-9]\d{0,3}[A-Z](?![\w°])")
LETTERED = (
    # 4C of a flat is no heat, 3L of a room no measure.
    rule(
        r"\b(?i:apt|apartment|flat|unit|room|seat|suite|gate|row|block|bay|shop|locker|door|stand|platform"
        r"|bus|class|form|year|grade|group|figure|fig|table|terminal|pier|berth|cell|ward|zone|court|hall"
        r"|channel|level|stage|part|page|plot|lot|no|number|nos|junction|exit|team|version|model)\b\.?\s"
        r"(?P<number>[1-9]\d{0,3})(?P<letter>[A-Z])(?![\w°])",
        _lettered,
    ),
)
ADDRESSES = (
    # Addresses first: their St and Dr are no saints and doctors.
    rule(
        r"(?<![\w.,£$€#-])(?P<number>[1-9]\d{0,4})[A-Z]?\s+(?:"
        r"(?P<compass>(?:[NSEW]|N\.?E|N\.?W|S\.?E|S\.?W)\b\.?)\s+)?"
        rf"(?:(?:[A-Z][\w’'-]*|\d+(?:st|nd|rd|th))\s+){{1,4}}(?P<street>"
        rf"(?:{_KINDS})\b\.?)(?!\s+(?:[A-Z][a-z]+’s|\w+’s))(?![\w’'])"
        r"(?:\s(?P<quarter>[NS]\.?[EW]\b\.?))?",
        _address,
    ),
    # The houses of a street by their hundreds: the 2300 block of West Main Street.
    rule(
        r"\b[Tt]he\s(?:(?P<first>[1-9]\d?00)(?:(?P<to>\s?[-–]\s?)|\s(?:and|to)\s))?(?P<number>[1-9]\d?00)"
        r"(?=\sblocks?\sof\s[A-Z\d\ue000])",
        _block,
        "block",
    ),
    rule(rf"(?<=[A-Za-z],\s)(?P<state>{_POSTALS}),?\s+(?P<zip>\d{{5}}(?:-\d{{4}})?)\b", _zip),
)
SEEN_WIND = re.compile(r"\b[NSEW]{1,3}\s(?:\d|or\s|to\s|veering|backing)")
WINDS = (
    rule(
        rf"(?<![\w.&’'-])(?:{_COMPASS_POINT})(?=\s(?:"
        r"(?P<speed>(?:\d\d?(?:\sto\s|\s?[-–]\s?))?\d\d?\s?(?:mph|kts?|kn|knots|km/h|kph)\b)"
        rf"|(?P<range>{_FORCE}(?:\s(?:to|or)\s|[-–])(?:gale\s|severe\sgale\s|storm\s)?{_FORCE})"
        rf"|{_FORCE}(?=[.,;]|$)|(?:veering|backing)\b"
        rf"|(?:or|to)\s(?:{_COMPASS_POINT})\s(?:\d|veering|backing)))",
        _blows,
    ),
)
RULES = (
    rule(
        r"(?<![.&’'-])(?<!\b[A-Z] )(?<!\b[A-Z]\. )\b(?P<point>[NS][EW]?|[EW])\b\.?"
        r"(?=\s(?:(?:[A-Z][\w’'-]+|\ue000+)\s){1,2}"
        r"(?:St|Ave|Blvd|Rd|Dr|Ln|Pkwy|Street|Avenue|Boulevard|Road|Drive|Lane|Parkway)\b)",
        _of_street,
        *"NSEW",
    ),
    rule(r"\b([NSEW])\.(?=\s\ue000+\s(?:St|Ave|Street|Avenue)\b)", _point, "N.", "S.", "E.", "W."),
    rule(
        r"\b(?P<street>(?:St|Ave|Rd|Blvd|Dr|Pl|Ct|Street|Avenue|Road|Boulevard|Drive|Place|Court)\b\.?)\s"
        r"(?P<point>[NS]\.?[EW]\b\.?)(?=[,;)]|\s*$|\s(?:in|on|at|and|near)\b)",
        _quarter,
        "E",
        "W",
    ),
    rule(r"\bSte\b\.?(?=\s\ue000)", "Suite", "Ste"),
    rule(
        rf"(?<=[a-z],\s)(?P<state>(?!IN\b|OK\b|ME\b|OR\b|HI\b){_POSTALS})(?P<zip>)"
        r"(?=[,.;)]|\s*$)",
        _zip,
    ),
    rule(rf"\b(?P<party>[RDI])-(?P<state>{_STATE})\b\.?", _party, "-"),
    rule(
        r"(?:(?<=, )|(?<=\())(?P<party>[RDI])-(?!(?:[A-Z]{2}|Day)\b)"
        r"(?=(?:[A-Z][\w.’'-]{1,20}\s?){1,3}[,)])",
        _party_of_town,
        "-",
    ),
    rule(rf"(?<=\()(?P<party>[RDI])-(?P<postal>{_POSTALS})\b(?=[,)])", _party_postal, "-"),
    rule(
        rf"(?<=\()(?:{_PARTY_NAME})(?=[,)])|\b(?:{_PARTY_NAME})(?:/(?:{_PARTY_NAME}|SNP|DUP|UUP|UKIP))+\b"
        rf"|\b(?:SNP|DUP|UKIP)/(?:{_PARTY_NAME})\b"
        rf"|\b(?:{_PARTY_NAME})\s(?:gains?|holds?|maj|majority)\b(?:\sfrom\s(?:{_PARTY_NAME})\b)?"
        rf"|(?<=\bgain from )(?:{_PARTY_NAME})\b"
        rf"|\b(?:from|to)\s(?:{_PARTY_NAME})(?:\sto\s(?:{_PARTY_NAME}))"
        rf"|\b(?:{_PARTY_NAME})(?=:?\s\ue000+(?:[,;:)]|$|\s(?:\(|{_PARTY_NAME}|SNP)))",
        _british_party,
        *_PARTIES,
    ),
    rule(
        r"\bCo\b\.?(?=\s(?:Durham|Antrim|Armagh|Down|Tyrone|Fermanagh|Londonderry|Derry|Cork|Kerry|Mayo"
        r"|Galway|Donegal|Clare|Meath|Westmeath|Wicklow|Wexford|Kildare|Louth|Sligo|Dublin|Kilkenny"
        r"|Waterford|Limerick|Tipperary|Laois|Offaly|Longford|Leitrim|Roscommon|Cavan|Monaghan)\b)",
        "County",
        "Co",
    ),
    rule(
        rf"(?<=[a-z],\s)({'|'.join(_COUNTIES)})\b\.?(?=[,;:)]|\s(?:on|in|at|and|was|were|is|has|had|who|when)\b|\.?\s*$)",
        lambda found, _: _COUNTIES[found[1]],
    ),
    rule(r"\bGt\b\.?(?=\s+[A-Z])", "Great", "Gt"),
    rule(rf"(?<=[a-z],\s)(?P<state>(?:{_STATE})\.)(?!\w)", _state),
    rule(
        r"\b(?P<state>(?:Calif|Ariz|Fla|Minn|Tenn|Okla|Mich|Wis|Conn|Colo|Nev)\.)(?=\s[a-z])",
        _state,
        "Ariz",
        "Calif",
        "Colo",
        "Conn",
        "Fla",
        "Mich",
        "Minn",
        "Nev",
        "Okla",
        "Tenn",
        "Wis",
    ),
    rule(
        r"\b([NSEW])\.?(?=\s(?:Korea\w*|Yorks(?:hire)?|London|Sussex|Midlands|Lothian|Africa|Ireland|Sudan|Carolina|Dakota|Germany|Wales)\b)",
        _point,
    ),
    rule(
        r"(?<=[a-z’'\ue000] )(?P<street>St\b\.?)(?![\w.])(?=[,;:)!?]|\s+[a-z]|\s*$)", _street, "St"
    ),
    rule(rf"(?<=[a-z’'\ue000] )(?P<street>St\.)(?={BEGINNING.pattern})", _street, "St."),
    rule(
        r"(?<=\bWall )(?P<street>St\b\.?)|(?<=\bDowning )(?P<street2>St\b\.?)",
        lambda found, _: "Street",
        "Downing ",
        "Wall ",
    ),
    rule(rf"\bSte\b\.?{CAPITAL}", "Sainte", "Ste"),
    rule(r"\bSts\b\.?(?=\s+[A-Z])", "Saints", "Sts"),
    rule(r"\bSt\b\.?(?=\s+[A-Z\ue000]|-[A-Z])", "Saint", "St"),
    rule(
        r"(?<=[A-Z][a-z] )(?P<street>(?:Ave|Blvd|Rd|Ln|Cres|Hwy|Pkwy|Sq)\b\.?)(?!\w)|"
        r"(?<=[a-z] )(?P<street3>(?:Ave|Blvd|Rd|Ln|Cres|Hwy|Pkwy)\b\.?)(?!\w)",
        lambda found, _: _STREETS[found[0].rstrip(".")] + ends(found),
        "Ave",
        "Blvd",
        "Cres",
        "Hwy",
        "Ln",
        "Pkwy",
        "Rd",
        "Sq",
    ),
    rule(
        r"[NSEW](?<![\w/&].)(?:(?<=N)(?:N?[EW])?|(?<=S)(?:S?[EW])?|(?<=E)(?:[NS]E)?"
        rf"|(?<=W)(?:[NS]W)?)(?=\s(?:of\s|winds?\b|gales?\b|breeze|coast\b|corner\b|{_LANDS}))",
        _wind,
    ),
    rule(
        rf"(?:(?<=\bfrom the )|(?<=\bto the )|(?<=Wind: ))(?:{_COMPASS_POINT})\b",
        _wind,
        "from the ",
        "to the ",
        "Wind: ",
    ),
)
