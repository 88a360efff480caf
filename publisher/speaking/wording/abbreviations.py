"""Abbreviations written out, and initials without their full stops.

An engine takes a full stop for the end of a sentence and drops its voice. Where one stands behind
an abbreviation and a new sentence follows, a comma keeps the breath.
"""

import re

from publisher.speaking.wording.numbers import digits, named
from publisher.speaking.wording.register import Register
from publisher.speaking.wording.spans import Said, group, rule

TITLES = {
    "Adm": "Admiral", "Amb": "Ambassador", "Ald": "Alderman", "Brig": "Brigadier",
    "Capt": "Captain", "Cdr": "Commander", "Cllr": "Councillor", "Cmdr": "Commander",
    "Col": "Colonel", "Comdr": "Commander", "Cpl": "Corporal", "Cpt": "Captain",
    "Det": "Detective", "Dr": "Doctor", "Drs": "Doctors", "Fr": "Father", "Gen": "General",
    "Gov": "Governor", "Hon": "Honourable", "Insp": "Inspector", "Lt": "Lieutenant",
    "Maj": "Major", "Messrs": "Messers", "Mr": "Mister", "Mrs": "Missus", "Ms": "Miz",
    "Mx": "Mix", "Pfc": "Private First Class", "Pres": "President", "Prof": "Professor",
    "Profs": "Professors", "Pte": "Private", "Pvt": "Private", "Rep": "Representative",
    "Reps": "Representatives", "Rev": "Reverend", "Revd": "Reverend", "Sec": "Secretary",
    "Sen": "Senator", "Sens": "Senators", "Sgt": "Sergeant", "Supt": "Superintendent",
    "Supt-Gen": "Superintendent General", "Asst": "Assistant", "Det Insp": "Detective Inspector",
    "Det Con": "Detective Constable", "Det Ch Insp": "Detective Chief Inspector",
    "Det Ch Supt": "Detective Chief Superintendent", "Ch Insp": "Chief Inspector",
    "Ch Supt": "Chief Superintendent", "Ch Con": "Chief Constable", "Spc": "Specialist",
    "Atty": "Attorney", "Sqn Ldr": "Squadron Leader", "Wg Cdr": "Wing Commander",
    "Flt Lt": "Flight Lieutenant", "Gp Capt": "Group Captain", "Lance Cpl": "Lance Corporal",
    "L/Cpl": "Lance Corporal", "Bdr": "Bombardier",
}  # fmt: skip
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
_SHORT = {
    "approx": "approximately", "Approx": "Approximately", "assn": "association",
    "Assn": "Association", "Bros": "Brothers", "Co": "Company", "Corp": "Corporation",
    "dept": "department", "Dept": "Department", "Depts": "Departments", "ed": "edition",
    "Ed": "Edition", "est": "established", "Est": "Established", "Govt": "Government",
    "govt": "government", "Inc": "Incorporated", "incl": "including", "Intl": "International",
    "Ltd": "Limited", "max": "maximum", "min": "minimum", "misc": "miscellaneous", "Mt": "Mount",
    "Ft": "Fort", "Natl": "National", "Univ": "University", "univ": "university", "vol": "volume",
    "Vol": "Volume", "vols": "volumes", "esp": "especially", "Pty": "Proprietary", "plc": "PLC",
    "cf": "compare", "viz": "namely", "Hq": "headquarters", "avg": "average", "tel": "telephone",
    "Tel": "Telephone", "ext": "extension", "Ext": "Extension", "wk": "week", "wks": "weeks",
    "yr": "year", "yrs": "years", "hr": "hour", "hrs": "hours", "mins": "minutes",
    "secs": "seconds", "mth": "month", "mths": "months", "temp": "temperature",
    "Bldg": "Building", "Utd": "United", "wkt": "wicket", "wkts": "wickets", "ovs": "overs", "asst": "assistant", "Gtr": "Greater", "Nr": "near", "nr": "near", "Pt": "Part",
    "pts": "points", "Apts": "Apartments", "Rd": "Road", "Ave": "Avenue", "Blvd": "Boulevard",
    "Hwy": "Highway", "Pkwy": "Parkway", "Sq": "Square",
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
# Short words that are also words, or names: only with their full stop.
_NEEDS_STOP = {
    "Co", "ed", "Ed", "est", "Est", "max", "min", "Mt", "Ft", "temp", "Pt", "Pty", "esp", "cf",
    "Tel", "tel", "ext", "Ext", "avg", "Corp", "Inc", "Natl", "vol", "Vol", "Nr", "nr",
}  # fmt: skip
_UNSTOPPED = [word for word in _SHORT if word not in _NEEDS_STOP]
_STATE = "|".join(re.escape(state) for state in sorted(_STATES, key=len, reverse=True))
_TITLE = "|".join(sorted(TITLES, key=len, reverse=True))
# Words that begin a sentence more often than they go on with one, when they have a capital.
_BEGINNING = re.compile(
    r"\s+(?:The|A|An|He|She|It|They|We|I|You|But|And|In|On|At|This|That|These|Those"
    "|There|His|Her|Its|Their|Our|My"
    r"|When|While|After|Before|As|If|For|With|So|Then|Yet|What|Who|How|Why|Some|Many|Most|No|Not)\b"
)
# Behind the full stop of an abbreviation: nothing of the same word.
_STOP = r"\.?(?!\w)"


def _ends(found: re.Match[str]) -> str:
    """A comma, where a full stop of an abbreviation stands before what begins a sentence."""
    behind = _BEGINNING.match(found.string, found.end())
    return "," if found[0].endswith(".") and behind else ""


def _title(found: re.Match[str], _: Register) -> str:
    return TITLES[found[1]]


def _hyphened(found: re.Match[str], _: Register) -> str:
    """Maj.-Gen."""
    return TITLES[found[0].rstrip(".")]


def _point(found: re.Match[str], _: Register) -> str:
    northern = found[1] == "N" and found.string.startswith(" Ireland", found.end())
    return "Northern" if northern else _COMPASS[found[1]]


def _wind(found: re.Match[str], register: Register) -> Said:
    """SW of Leeds; as one word in America, as two in Britain."""
    names = [_WINDS[letter] for letter in found[0]]
    return ("" if not register.british and len(names) == 2 else " ").join(names)


def _street(found: re.Match[str], _: Register) -> Said:
    return [group(found, "street", _STREETS[found["street"].rstrip(".")] + _ends(found))]


def _address(found: re.Match[str], register: Register) -> Said:
    """1428 Elm St.: the house's number as people say it, and what kind of street."""
    figures = found["number"]
    figured = len(figures) == 3 and figures[1] == "0"
    spans = [group(found, "number", digits(figures) if figured else named(figures, register))]
    if found["compass"]:
        spans.append(group(found, "compass", _COMPASS[found["compass"].replace(".", "").upper()]))
    word = found["street"].rstrip(".")
    spans.append(
        group(found, "street", _STREETS.get(word, _STREETS.get(word.title(), word)) + _ends(found))
    )
    return spans


def _lettered(found: re.Match[str], register: Register) -> Said:
    """Apt. 4C."""
    return [group(found, "number", named(found["number"], register)),
            group(found, "letter", f" {found['letter']}")]  # fmt: skip


def _party(found: re.Match[str], _: Register) -> Said:
    """R-Ariz.: Republican, Arizona would be said by a presenter; a reader says R Arizona."""
    return f"{found['party']} {_STATES[found['state']]}"


def _party_postal(found: re.Match[str], _: Register) -> Said:
    """(D-NY)."""
    return f"{found['party']} {_POSTAL[found['postal']]}"


def _state(found: re.Match[str], _: Register) -> Said:
    return [group(found, "state", _STATES[found["state"].rstrip(".")])]


def _zip(found: re.Match[str], _: Register) -> Said:
    spans = [group(found, "state", _POSTAL[found["state"]])]
    if found["zip"]:
        spans.append(group(found, "zip", ", ".join(map(digits, found["zip"].split("-")))))
    return spans


def _world_war(found: re.Match[str], _: Register) -> Said:
    return "World War One" if found[0].endswith("WI") else "World War Two"


def _short(found: re.Match[str], _: Register) -> Said:
    return _SHORT[found[0].rstrip(".")] + _ends(found)


def _initials(found: re.Match[str], _: Register) -> str:
    """J.K., U.S., A. P. J.: letters that an engine spells."""
    return re.sub(r"[.\s]", "", found[0])


def _last_initials(found: re.Match[str], _: Register) -> str:
    return f"{_initials(found, _)}{_ends(found)}"


_WINDS = {"N": "north", "S": "south", "E": "east", "W": "west"}
_COMPASS_POINT = "N|S|E|W|NE|NW|SE|SW|NNE|ENE|ESE|SSE|SSW|WSW|WNW|NNW"
_LANDS = "Scotland|England|Wales|London|Ireland|France|Spain|Asia|Africa|China|India|Florida|Texas|Kent"
_CAPITAL = r"(?=\s+[A-Z\ue000])"
_POSTALS = "|".join(_POSTAL)
_KINDS = "|".join(sorted({*_STREETS, "ST", "AVE", "RD"}, key=len, reverse=True))
ADDRESSES = (
    # 4C of a flat is no heat, 3L of a room no measure.
    rule(
        r"\b(?i:apt|apartment|flat|unit|room|seat|suite|gate|row|block|bay|shop|locker|door|stand|platform"
        r"|bus|class|form|year|grade|group|figure|fig|table|terminal|pier|berth|cell|ward|zone|court|hall"
        r"|channel|level|stage|part|page|plot|lot|no|number|nos|junction|exit|team|version|model)\b\.?\s"
        r"(?P<number>[1-9]\d{0,3})(?P<letter>[A-Z])(?![\w°])",
        _lettered,
    ),
    # Addresses first: their St and Dr are no saints and doctors.
    rule(
        r"(?<![\w.,£$€#-])(?P<number>[1-9]\d{0,4})[A-Z]?\s+(?:"
        r"(?P<compass>(?:[NSEW]|N\.?E|N\.?W|S\.?E|S\.?W)\b\.?)\s+)?"
        rf"(?:(?:[A-Z][\w’'-]*|\d+(?:st|nd|rd|th))\s+){{1,4}}(?P<street>"
        rf"(?:{_KINDS})\b\.?)(?!\s+(?:[A-Z][a-z]+’s|\w+’s))(?![\w’'])",
        _address,
    ),
    rule(rf"(?<=[A-Za-z],\s)(?P<state>{_POSTALS}),?\s+(?P<zip>\d{{5}}(?:-\d{{4}})?)\b", _zip),
)
NUMBERED = (
    # What stands before a number, which is in words by now.
    rule(
        r"\b[Nn]os?\.\s*(?=[\d\ue000])|№\s*|\bNos\s(?=\ue000)"
        r"|\bNos?\s(?=\ue000{1,3}(?!\ue000|\s(?:people|more|others|years?|days?|minutes?)\b))"
        r"|\bNos?\s(?=\ue000{1,3}(?:[’',;:.?!)]|$))",
        lambda found, _: "Numbers " if "s" in found[0] else "Number ",
    ),
    rule(r"(?<![\w&])#\s?(?=[\d\ue000])", "number "),
    rule(r"\b[Ss]ec\.\s*(?=[\d\ue000])|\bSec\s(?=\ue000)", "section "),
    rule(r"\bApp\.\s(?=\ue000)", "Appendix "),
    rule(r"(?<=\ue000 )HRs?\b", lambda found, _: "home runs" if "s" in found[0] else "home run"),
    rule(r"(?<=\ue000 )TDs?\b", lambda found, _: "touchdowns" if "s" in found[0] else "touchdown"),
    rule(r"\bPss?(?:\.\s*|\s)(?=[\d\ue000])", "Psalm "),
    rule(r"\b([NSEW])\.(?=\s\ue000+\s(?:St|Ave|Street|Avenue)\b)", _point),
    rule(r"\bSte\b\.?(?=\s\ue000)", "Suite"),
    rule(r"\bpp\.?\s*(?=[\d\ue000])", "pages "),
    rule(
        r"\bp\.\s*(?=[\d\ue000])|(?<!\w)p\s?(?=\ue000{1,3}(?!\ue000))|\bpg\.\s*(?=\ue000)", "page "
    ),
    rule(r"\b[Cc]h(?:ap)?\.\s*(?=[\d\ue000])|(?<!\ue000 )\b[Cc]h\s(?=\ue000)", "chapter "),
    rule(r"\bfn\.?\s*(?=[\d\ue000])", "footnote "),
    rule(
        r"\b[Ff]igs?\.\s*(?=[\d\ue000])|\bFigs?\s(?=\ue000)",
        lambda found, _: "Figures " if "s" in found[0] else "Figure ",
    ),
    rule(r"\b[Cc]l\.\s*(?=\ue000)|\b[Cc]l\s(?=\ue000)", "clause "),
    rule(r"\b[Rr]eg\.?\s(?=\ue000)", "regulation "),
    rule(r"\b[Ss]ch\.?\s(?=\ue000)", "schedule "),
    rule(r"\beq\.\s*(?=\ue000)", "equation "),
    rule(r"\bRes\b\.?\s(?=\ue000)", "Resolution "),
    rule(
        r"\b[Vv]ol\.\s*(?=[\d\ue000IVX])|\bVol\s(?=\ue000)", lambda found, _: f"{found[0][0]}olume "
    ),
    rule(r"\b[Aa]rts?\.\s*(?=[\d\ue000])|\bArts?\s(?=\ue000)", "article "),
    rule(r"\b[Pp]aras?\.?\s*(?=[\d\ue000])", "paragraph "),
    rule(r"\bl\.\s*(?=[\d\ue000])", "line "),
    rule(r"\bvv\.\s?(?=\ue000)", "verses "),
    rule(r"\bv\.\s?(?=\ue000+(?:[.,;)–-]|$))", "verse "),
    rule(r"\b[Pp]t\.?\s(?=\ue000)", "Part "),
    rule(r"\b[Ee]p\.?\s(?=\ue000)", "Episode "),
    rule(r"\b(?:c|ca|circ)\.\s*(?=[\d\ue000])|\b(?:c|ca)\s?(?=\ue000{4}(?!\ue000))", "circa "),
    rule(r"\bWW(?=\s?\ue000(?!\w))", "World War "),
    rule(r"(?<!\w)(?:b\.\s?|B\.\s)(?=\ue000)", "born "),
    rule(r"(?<!\w)d\.\s?(?=[\d\ue000])", "died "),
    rule(r"\bMk\b\.?(?=\s?\ue000)", "Mark"),
)
RULES = (
    rule(
        rf"(?<=[a-z],\s)(?P<state>(?!IN\b|OK\b|ME\b|OR\b|HI\b){_POSTALS})(?P<zip>)"
        r"(?=[,.;)]|\s*$)",
        _zip,
    ),
    rule(rf"\b(?P<party>[RDI])-(?P<state>{_STATE})\b\.?", _party),
    rule(rf"(?<=\()(?P<party>[RDI])-(?P<postal>{_POSTALS})\b(?=[,)])", _party_postal),
    rule(r"\bRt\.?\s+Hon\b\.?", "Right Honourable"),
    rule(r"\bAtt(?:y|orney)\b\.?\sGen\b\.?", "Attorney General"),
    rule(
        r"\b(Gov|Sen|Rep|Pres|Prof)\.-(?=elect\b|designate\b)",
        lambda found, _: f"{TITLES[found[1]]} ",
    ),
    rule(
        r"\bCo\b\.?(?=\s(?:Durham|Antrim|Armagh|Down|Tyrone|Fermanagh|Londonderry|Derry|Cork|Kerry|Mayo"
        r"|Galway|Donegal|Clare|Meath|Westmeath|Wicklow|Wexford|Kildare|Louth|Sligo|Dublin|Kilkenny"
        r"|Waterford|Limerick|Tipperary|Laois|Offaly|Longford|Leitrim|Roscommon|Cavan|Monaghan)\b)",
        "County",
    ),
    rule(
        rf"(?<=[a-z],\s)({'|'.join(_COUNTIES)})\b\.?(?=[,;:)]|\s(?:on|in|at|and|was|were|is|has|had|who|when)\b|\.?\s*$)",
        lambda found, _: _COUNTIES[found[1]],
    ),
    rule(r"\bGt\b\.?(?=\s+[A-Z])", "Great"),
    rule(rf"(?<=[a-z],\s)(?P<state>(?:{_STATE})\.)(?!\w)", _state),
    rule(
        r"\b(?P<state>(?:Calif|Ariz|Fla|Minn|Tenn|Okla|Mich|Wis|Conn|Colo|Nev)\.)(?=\s[a-z])",
        _state,
    ),
    rule(r"\bSec\.(?=\s+of\s)", "Secretary"),
    rule(r"\bRt\b\.?(?=\s+(?:Hon|Rev|Revd)\b)", "Right"),
    rule(rf"\b({_TITLE})\b\.?{_CAPITAL}", _title),
    rule(rf"\b({_TITLE})\.(?=-[A-Z\ue000])|(?<=-)(?:{_TITLE})\.", _hyphened),
    rule(
        r"\b([NSEW])\.?(?=\s(?:Korea\w*|Yorks(?:hire)?|London|Sussex|Midlands|Lothian|Africa|Ireland|Sudan|Carolina|Dakota|Germany|Wales)\b)",
        _point,
    ),
    rule(r"\bLt\b\.?", "Lieutenant"),
    rule(r"\b(Mr|Mrs|Ms|Dr|Prof)\b(?:\.(?=\s*\w)|\.?(?=\s+(?:&|and)\s))", _title),
    rule(r"(?<=[a-z’'\ue000] )(?P<street>St\b\.?)(?![\w.])(?=[,;:)!?]|\s+[a-z]|\s*$)", _street),
    rule(rf"(?<=[a-z’'\ue000] )(?P<street>St\.)(?={_BEGINNING.pattern})", _street),
    rule(
        r"(?<=\bWall )(?P<street>St\b\.?)|(?<=\bDowning )(?P<street2>St\b\.?)",
        lambda found, _: "Street",
    ),
    rule(rf"\bSte\b\.?{_CAPITAL}", "Sainte"),
    rule(r"\bSts\b\.?(?=\s+[A-Z])", "Saints"),
    rule(r"\bSt\b\.?(?=\s+[A-Z\ue000]|-[A-Z])", "Saint"),
    rule(
        r"(?<=[A-Z][a-z] )(?P<street>(?:Ave|Blvd|Rd|Ln|Cres|Hwy|Pkwy|Sq)\b\.?)(?!\w)|"
        r"(?<=[a-z] )(?P<street3>(?:Ave|Blvd|Rd|Ln|Cres|Hwy|Pkwy)\b\.?)(?!\w)",
        lambda found, _: _STREETS[found[0].rstrip(".")] + _ends(found),
    ),
    rule(r"\bApt\b\.?(?=\s*[\d#\ue000A-Z])", "Apartment"),
    rule(r"(?<=\()r\.\s?(?=\ue000)", "reigned "),
    rule(r"\b[Ee]\.\s?g\b\.?,?", "for example,"),
    rule(r"\beg\b(?=,?\s+[a-z])", "for example,"),
    rule(r"\b[Ii]\.\s?e\b\.?,?", "that is,"),
    rule(r"\bie\b(?=,?\s+[a-z])", "that is,"),
    rule(r"\bet\s+al\b\.?", "and others"),
    rule(r"\ba\.k\.a\.?(?!\w)|\baka\b", "also known as"),
    rule(r"\b(?:Gov|gov)['’]t\b", lambda found, _: f"{found[0][0]}overnment"),
    rule(r"\bInt['’]l\b", "International"),
    rule(r"\bNat['’]l\b", "National"),
    rule(r"\bAss['’]n\b", "Association"),
    rule(r"\bDep['’]t\b", "Department"),
    rule(r"\b&c\.|\betc\b\.?", "et cetera"),
    rule(r"\b(?:vs?\.|vs\b)", "versus"),
    rule(r"(?:(?<=[a-z\ue000)] )|(?<=\b[A-Z] )|(?<=[A-Z]{2} ))v(?= [A-Z\ue000])", "versus"),
    rule(r"(?<=\ue000 )c\.(?=\s)", "century"),
    rule(r"\bWW\s?II(?!\w)|\bWWI\b", _world_war),
    rule(r"(?<=\b[A-Z]{2})\.(?=[A-Z]{1,2}\b)|(?<=\b[A-Z]{3})\.(?=[A-Z]{1,2}\b)", " "),
    rule(r"(?<=\b[A-Z]{4})\.(?=[A-Z]{1,2}\b)", " "),
    rule(
        r",?\s(?:Jr|Jnr)\b\.?(?=(,)?)",
        lambda found, _: f" Junior{',' if found[0].startswith(',') else ''}",
    ),
    rule(r"\b(?:Jr|Jnr)\b\.?", "Junior"),
    rule(
        r",?\s(?:Sr|Snr)\b\.?(?!\w)(?!\s+[A-Z])",
        lambda found, _: f" Senior{',' if found[0].startswith(',') else ''}",
    ),
    rule(r"(?:(?<=, )|(?<=\())(?:[Rr]et|[Rr]etd|[Rr]et['’]d)\b\.?(?=[,.;)]|\s*$)", "retired"),
    rule(r"(?:(?<=, )|(?<=\())(?:[Dd]ec['’]?d)\b\.?(?=[,.;)]|\s*$)", "deceased"),
    rule(r"\bEsq\b\.?(?=[,;)]|\s*$|\s[a-z])", "Esquire"),
    rule(r"\bA\.?D\.(?!\w)|\bA\.D\b", "AD"),
    rule(r"\bB\.C\.E\.?(?!\w)|\bB\.C\b\.?(?!\w)", lambda found, _: found[0].replace(".", "")),
    rule(r"\bPh\.?D\.?(?!\w)", "PhD"),
    rule(r"\b([BMD])\.\s?(Sc|Ed|Phil|Litt|Eng)\.?(?!\w)", r"\1\2"),
    rule(r"(?<=[\d\ue000] )sq\.?\s+(?=[a-z])", "square "),
    rule(rf"\b(?:{'|'.join(sorted(_SHORT, key=len, reverse=True))})\.(?=\W|$)", _short),
    rule(
        rf"\b(?:{'|'.join(sorted(_UNSTOPPED, key=len, reverse=True))})\b(?=\s+[A-Za-z"
        r"(\ue000]|[,;:)-]|$)",
        _short,
    ),
    rule(r"\b(?:Corp|Inc)\b(?=\s+[a-z]|[,;:]|\s*$|[’']s)", _short),
    rule(r"\bMt\b(?=\s+[A-Z])", "Mount"),
    rule(r"\bFt\b(?=\s+[A-Z])", "Fort"),
    rule(r"\bw/c\b", "week commencing"),
    rule(r"\bw/e\b", "week ending"),
    rule(r"\bw/o\b", "without"),
    rule(r"\bw/(?=\s?\w)", "with "),
    rule(r"\bc/o\b", "care of"),
    rule(r"\bp\.\s?a\.(?!\w)", "per annum"),
    rule(r"\bn/a\b|\bN/A\b", "not applicable"),
    rule(r"\ba\.m\.?(?!\w)|\bp\.m\.?(?!\w)", lambda found, _: found[0].replace(".", "").upper()),
    rule(r"\b(?:[A-Za-z]\.){2,}[A-Z]?(?!\w)(?=[’']s)?", _last_initials),
    rule(r"\b[A-Z]\.(?:\s?[A-Z]\.)*(?=\s+[A-Z\ue000])", _initials),
    rule(r"(?:(?<=[A-Za-z]\s)|^)[A-Z]\.(?=\s+[a-z])", _initials),
    rule(
        rf"\b({_COMPASS_POINT})(?=\s(?:of\s|winds?\b|gales?\b|breeze|coast\b|corner\b|{_LANDS}))"
        rf"|(?<=\bfrom the )({_COMPASS_POINT})\b|(?<=\bto the )({_COMPASS_POINT})\b|(?<=Wind: )({_COMPASS_POINT})\b",
        _wind,
    ),
)
