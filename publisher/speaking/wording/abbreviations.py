"""Abbreviations written out, and initials without their full stops.

An engine takes a full stop for the end of a sentence and drops its voice. Where one stands behind
an abbreviation and a new sentence follows, a comma keeps the breath.
"""

import re

from publisher.speaking.wording.dates import COUNTED
from publisher.speaking.wording.places import CAPITAL, ends
from publisher.speaking.wording.register import Register
from publisher.speaking.wording.spans import Said, group, rule

TITLES = {
    "Adm": "Admiral", "Amb": "Ambassador", "Ald": "Alderman", "Brig": "Brigadier",
    "Capt": "Captain", "Cdr": "Commander", "Cllr": "Councillor", "Cmdr": "Commander",
    "Col": "Colonel", "Comdr": "Commander", "Cpl": "Corporal", "Cpt": "Captain",
    "Det": "Detective", "Dr": "Doctor", "Drs": "Doctors", "Fr": "Father", "Gen": "General",
    "Gov": "Governor", "Govs": "Governors", "Gens": "Generals", "Capts": "Captains",
    "Cols": "Colonels", "Sgts": "Sergeants", "Lts": "Lieutenants", "Cllrs": "Councillors",
    "Majs": "Majors", "Revs": "Reverends", "Hon": "Honourable",
    "Insp": "Inspector", "Lt": "Lieutenant",
    "Maj": "Major", "Messrs": "Messers", "Mr": "Mister", "Mrs": "Missus", "Ms": "Miz",
    "Mx": "Mix", "Pfc": "Private First Class", "Pres": "President", "Prof": "Professor",
    "Profs": "Professors", "Pte": "Private", "Pvt": "Private", "Rep": "Representative",
    "Reps": "Representatives", "Rev": "Reverend", "Revd": "Reverend", "Sec": "Secretary",
    "Sen": "Senator", "Sens": "Senators", "Sgt": "Sergeant", "Supt": "Superintendent",
    "Supt-Gen": "Superintendent General", "Asst": "Assistant", "Det Insp": "Detective Inspector",
    "Det Con": "Detective Constable", "Det Ch Insp": "Detective Chief Inspector",
    "Det Ch Supt": "Detective Chief Superintendent", "Ch Insp": "Chief Inspector",
    "Ch Supt": "Chief Superintendent", "Ch Con": "Chief Constable", "Spc": "Specialist",
    "Atty": "Attorney", "Mme": "Madame", "Mmes": "Mesdames", "Mlle": "Mademoiselle", "Bp": "Bishop",
    "Abp": "Archbishop", "Msgr": "Monsignor", "Mgr": "Monsignor", "Ens": "Ensign",
    "MSgt": "Master Sergeant", "SSgt": "Staff Sergeant", "Ofc": "Officer", "Assoc": "Associate",
    "Sqn Ldr": "Squadron Leader", "Wg Cdr": "Wing Commander",
    "Flt Lt": "Flight Lieutenant", "Gp Capt": "Group Captain", "Lance Cpl": "Lance Corporal",
    "L/Cpl": "Lance Corporal", "Bdr": "Bombardier",
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
    "Bldg": "Building", "Utd": "United", "wkt": "wicket", "wkts": "wickets", "ovs": "overs",
    "asst": "assistant", "Gtr": "Greater", "Nr": "near", "nr": "near", "Pt": "Part",
    "pts": "points", "Apts": "Apartments", "Rd": "Road", "Ave": "Avenue", "Blvd": "Boulevard",
    "Hwy": "Highway", "Pkwy": "Parkway", "Sq": "Square", "Regt": "Regiment",
    "Regts": "Regiments",
}  # fmt: skip
# Short words that are also words, or names: only with their full stop.
_NEEDS_STOP = {
    "Co", "ed", "Ed", "est", "Est", "max", "min", "Mt", "Ft", "temp", "Pt", "Pty", "esp", "cf",
    "Tel", "tel", "ext", "Ext", "avg", "Corp", "Inc", "Natl", "vol", "Vol", "Nr", "nr",
}  # fmt: skip
_UNSTOPPED = [word for word in _SHORT if word not in _NEEDS_STOP]
# What a number behind them tells of a place or a thing.
_MEASURED = {
    "pop": "population", "Pop": "Population", "alt": "altitude", "Alt": "Altitude",
    "ht": "height", "Ht": "Height", "wt": "weight", "Wt": "Weight", "dia": "diameter",
    "diam": "diameter", "cap": "capacity", "Cap": "Capacity", "qty": "quantity",
    "elev": "elevation", "Elev": "Elevation", "att": "attendance", "Att": "Attendance",
}  # fmt: skip
# Words in capitals that are no initials.
_SHOUTED = "AH|AS|AT|BY|DO|GO|HE|HI|IF|IN|IS|IT|ME|MY|NO|OF|OH|OK|ON|OR|PM|SO|TO|UP|US|WE"
# Ranks whose full stop tells that they are some where no name follows.
_RANK = (
    "Adm|Brig|Capt|Cllr|Cmdr|Col|Comdr|Cpl|Gen|Gov|Insp|Lt|Maj|Prof|Sen|Sens|Sgt|Supt|Pvt|Atty|Reps"
    "|Profs|Gens|Govs|Capts|Cols|Sgts|Lts|Cllrs"
)
_TITLE = "|".join(sorted(TITLES, key=len, reverse=True))
# What has a number of thousands and is not denied.
_HAS_NUMBER = (
    r"(?i:crossword|puzzle|sudoku|quiz|codeword|issue|edition|copy|lot|patent|order|route|locomotive|loco|engine"
    r"|case|file|permit|certificate|exhibit|licen[cs]e|charity|company|ticket|reference|invoice|serial|episode"
    r"|account|decree|circular|cartoon|strip|print|plate|item|entry|tram|coach|bus|train|grave|aircraft|class)"
)
# Behind the full stop of an abbreviation: nothing of the same word.
_STOP = r"\.?(?!\w)"


def _title(found: re.Match[str], _: Register) -> str:
    return TITLES[found[1]]


def _hyphened(found: re.Match[str], _: Register) -> str:
    """Maj.-Gen."""
    return TITLES[found[0].rstrip(".")]


def _world_war(found: re.Match[str], _: Register) -> Said:
    return "World War One" if found[0].endswith("WI") else "World War Two"


def _short(found: re.Match[str], _: Register) -> Said:
    return _SHORT[found[0].rstrip(".")] + ends(found)


def _initials(found: re.Match[str], _: Register) -> str:
    """J.K., U.S., A. P. J.: letters that an engine spells."""
    return re.sub(r"[.\s]", "", found[0])


def _favourite(found: re.Match[str], register: Register) -> Said:
    """11-4 fav, 7/2 jt-fav."""
    said = f"favo{'u' if register.british else ''}rite{found['fav'][3:]}"
    return [
        group(found, "joint", "joint " if found["joint"] else ""),
        group(found, "fav", said),
    ]


def _last_initials(found: re.Match[str], _: Register) -> str:
    return f"{_initials(found, _)}{ends(found)}"


NUMBERED = (
    # What stands before a number, which is in words by now.
    rule(
        r"\b[Nn]os?\.\s*(?=[\d\ue000])|№\s*|\bNos\s(?=\ue000)"
        r"|\bNos?\s(?=\ue000{1,3}(?!\ue000|\s(?:people|more|others|years?|days?|minutes?)\b))"
        r"|\bNos?\s(?=\ue000{1,3}(?:[’',;:.?!)]|$))",
        lambda found, _: "Numbers " if "s" in found[0] else "Number ",
        "No",
        "no.",
        "nos.",
        "№",
    ),
    rule(
        rf"\b(?:{_HAS_NUMBER})\s(?P<no>Nos?\s)(?=\ue000{{4}}\ue000*(?!\ue000|\s(?:{COUNTED})\b))",
        lambda found, _: [group(found, "no", "Numbers " if "s" in found["no"] else "Number ")],
        "No",
    ),
    rule(r"(?<![\w&])#\s?(?=[\d\ue000])", "number ", "#"),
    rule(r"\b[Ss]ec\.\s*(?=[\d\ue000])|\bSec\s(?=\ue000)", "section "),
    rule(r"\bSect\.\s(?=\ue000)", "Section ", "Sect."),
    rule(r"\bApp\.\s(?=\ue000)", "Appendix ", "App."),
    rule(r"\b(?:Rte\.?|Rt\.)\s(?=\ue000)", "Route ", "Rte", "Rt."),
    rule(r"\bRm\.\s(?=\ue000)", "Room ", "Rm."),
    rule(r"(?<=\ue000 )doz\b\.?", "dozen", "doz"),
    rule(
        r"(?<=\ue000 )HRs?\b", lambda found, _: "home runs" if "s" in found[0] else "home run", "HR"
    ),
    rule(
        r"(?<=\ue000 )TDs?\b",
        lambda found, _: "touchdowns" if "s" in found[0] else "touchdown",
        "TD",
    ),
    rule(r"\bPss?(?:\.\s*|\s)(?=[\d\ue000])", "Psalm ", "Ps"),
    rule(r"\bpp\.?\s*(?=[\d\ue000])", "pages ", "pp"),
    rule(
        r"\bp\.\s*(?=[\d\ue000])|(?<!\w)p\s?(?=\ue000{1,3}(?!\ue000))|\bpg\.\s*(?=\ue000)",
        "page ",
        "p",
    ),
    rule(
        r"\b[Cc]h(?:ap)?\.\s*(?=[\d\ue000])|(?<!\ue000 )\b[Cc]h\s(?=\ue000)", "chapter ", "ch", "Ch"
    ),
    rule(r"\bfn\.?\s*(?=[\d\ue000])", "footnote ", "fn"),
    rule(
        r"\b[Ff]igs?\.\s*(?=[\d\ue000])|\bFigs?\s(?=\ue000)",
        lambda found, _: "Figures " if "s" in found[0] else "Figure ",
    ),
    rule(r"\b[Cc]l\.\s*(?=\ue000)|\b[Cc]l\s(?=\ue000)", "clause "),
    rule(r"\b[Rr]eg\.?\s(?=\ue000)", "regulation "),
    rule(r"\b[Ss]ch\.?\s(?=\ue000)", "schedule ", "ch"),
    rule(r"\beq\.\s*(?=\ue000)", "equation ", "eq."),
    rule(r"\bRes\b\.?\s(?=\ue000)", "Resolution ", "Res"),
    rule(
        r"\b[Vv]ol\.\s*(?=[\d\ue000IVX])|\bVol\s(?=\ue000)",
        lambda found, _: f"{found[0][0]}olume ",
        "Vol",
        "ol.",
    ),
    rule(r"\b[Aa]rts?\.\s*(?=[\d\ue000])|\bArts?\s(?=\ue000)", "article ", "rt"),
    rule(r"\b[Pp]aras?\.?\s*(?=[\d\ue000])", "paragraph ", "ara"),
    rule(r"\bl\.\s*(?=[\d\ue000])", "line ", "l."),
    rule(r"\bvv\.\s?(?=\ue000)", "verses ", "vv."),
    rule(r"\bv\.\s?(?=\ue000+(?:[.,;)–-]|$))", "verse ", "v."),
    rule(r"\b[Pp]t\.?\s(?=\ue000)", "Part "),
    rule(r"\b[Ee]p\.?\s(?=\ue000)", "Episode "),
    rule(r"\b(?:c|ca|circ)\.\s*(?=[\d\ue000])|\b(?:c|ca)\s?(?=\ue000{4}(?!\ue000))", "circa "),
    rule(r"\bWW(?=\s?\ue000(?!\w))", "World War ", "WW"),
    rule(r"(?<![\w.])(?:b\.\s?|B\.\s)(?=\ue000)", "born ", "B.", "b."),
    rule(r"(?<!\w)d\.\s?(?=[\d\ue000])", "died ", "d."),
    rule(
        rf"\b({'|'.join(_MEASURED)})\.\s*(?=\ue000)",
        lambda found, _: f"{_MEASURED[found[1]]} ",
        *_MEASURED,
    ),
    rule(r"\bMk\b\.?(?=\s?\ue000)", "Mark", "Mk"),
)
RULES = (
    # Who speaks in an interview, by initials that might be a word: AM, ED, MA.
    rule(
        rf"^(?!(?:{_SHOUTED}):)([A-Z])([A-Z])(?=:\s)",
        r"\1 \2",
        ":",
    ),
    rule(r"\bRt\.?\s+Hon\b\.?", "Right Honourable", "Hon"),
    rule(r"\bAtt(?:y|orney)\b\.?\sGen\b\.?", "Attorney General", "Att"),
    rule(
        r"\b(Gov|Sen|Rep|Pres|Prof)\.-(?=elect\b|designate\b)",
        lambda found, _: f"{TITLES[found[1]]} ",
        ".-",
    ),
    rule(r"\bSec\.(?=\s+of\s)", "Secretary", "Sec."),
    rule(r"\bRt\b\.?(?=\s+(?:Hon|Rev|Revd)\b)", "Right", "Rt"),
    rule(rf"\b({_TITLE})\b(?<!\bGen(?= [XYZ]\b))(?<!\bGen(?= Alpha\b))\.?{CAPITAL}", _title),
    rule(r"(?<=\ue000 )Sqn\b(?!\sLdr)", "Squadron", "Sqn"),
    rule(rf"\b({_TITLE})\.(?=-[A-Z\ue000])|(?<=-)(?:{_TITLE})\.", _hyphened, "-"),
    rule(rf"(?<=[\w,’'\ue000] )\b({_RANK})\.(?=[,;:)]|[’']s\b|\s[a-z&]|\s*$)", _title),
    rule(r"\bLt\b\.?", "Lieutenant", "Lt"),
    rule(
        r"\b(Mr|Mrs|Ms|Dr|Prof)\b(?:\.(?=\s*\w)|\.?(?=\s+(?:&|and)\s))",
        _title,
        "Mr",
        "Ms",
        "Dr",
        "Prof",
    ),
    rule(r"\bApt\b\.?(?=\s*[\d#\ue000A-Z])", "Apartment", "Apt"),
    rule(r"(?<=\()r\.\s?(?=\ue000)", "reigned ", "r."),
    rule(r"\b[Ee]\.\s?g\b\.?,?", "for example,", "e.", "E."),
    rule(r"\beg\b(?=,?\s+[a-z])", "for example,"),
    rule(r"\b[Ii]\.\s?e\b\.?,?", "that is,", "i.", "I."),
    rule(r"\bie\b(?=,?\s+[a-z])", "that is,"),
    rule(r"\bet\s+al\b\.?", "and others"),
    rule(r"\ba\.k\.a\.?(?!\w)|\baka\b", "also known as", "a.k.a", "aka"),
    rule(r"\b(?:Gov|gov)['’]t\b", lambda found, _: f"{found[0][0]}overnment", "Gov", "gov"),
    rule(r"\bInt['’]l\b", "International", "Int"),
    rule(r"\bNat['’]l\b", "National", "Nat"),
    rule(r"\bAss['’]n\b", "Association", "Ass"),
    rule(r"\bDep['’]t\b", "Department", "Dep"),
    rule(r"\b&c\.|\betc\b\.?", "et cetera", "&c.", "etc"),
    rule(r"\b(?:vs?\.|vs\b)", "versus", "vs", "v."),
    rule(
        r"v(?= [A-Z\ue000])(?:(?<=[a-z\ue000)] v)|(?<=\b[A-Z] v)|(?<=[A-Z]{2} v))", "versus", " v "
    ),
    rule(
        r"(?:(?<=\ue000)|\b(?i:evens|odds-on))[\s-](?:(?P<joint>jt[\s-])|co-|joint\s)?(?P<fav>favs?)\b",
        _favourite,
        "fav",
    ),
    rule(r"(?<=\ue000 )c\.(?=\s)", "century", "c."),
    rule(r"\bWW\s?II(?!\w)|\bWWI\b", _world_war, "WW"),
    rule(r"\.(?=[A-Z]{1,2}\b)(?:(?<=\b[A-Z]{2}\.)|(?<=\b[A-Z]{3}\.)|(?<=\b[A-Z]{4}\.))", " "),
    rule(
        r",?\s(?:Jr|Jnr)\b\.?(?=(,)?)",
        lambda found, _: f" Junior{',' if found[0].startswith(',') else ''}",
        "Jr",
        "Jnr",
    ),
    rule(r"\b(?:Jr|Jnr)\b\.?", "Junior", "Jr", "Jnr"),
    rule(
        r",?\s(?:Sr|Snr)\b\.?(?!\w)(?!\s+[A-Z])",
        lambda found, _: f" Senior{',' if found[0].startswith(',') else ''}",
        "Sr",
        "Snr",
    ),
    rule(
        r"(?:(?<=, )|(?<=\())(?:[Rr]et|[Rr]etd|[Rr]et['’]d)\b\.?(?=[,.;)]|\s*$)",
        "retired",
        "ret",
        "Ret",
    ),
    rule(r"(?:(?<=, )|(?<=\())(?:[Dd]ec['’]?d)\b\.?(?=[,.;)]|\s*$)", "deceased", "dec", "Dec"),
    rule(r"\bEsq\b\.?(?=[,;)]|\s*$|\s[a-z])", "Esquire", "Esq"),
    rule(r"\bA\.?D\.(?!\w)|\bA\.D\b", "AD", "A.D", "AD."),
    rule(
        r"\bB\.C\.E\.?(?!\w)|\bB\.C\b\.?(?!\w)", lambda found, _: found[0].replace(".", ""), "B.C"
    ),
    rule(r"\bPh\.?D\.?(?!\w)", "PhD", "PhD", "Ph.D"),
    rule(r"\b([BMD])\.\s?(Sc|Ed|Phil|Litt|Eng)\.?(?!\w)", r"\1\2", "B.", "M.", "D."),
    rule(r"(?<=[\d\ue000] )sq\.?\s+(?=[a-z])", "square ", "sq"),
    rule(rf"\b(?:{'|'.join(sorted(_SHORT, key=len, reverse=True))})\.(?=\W|$)", _short),
    rule(
        rf"\b(?:{'|'.join(sorted(_UNSTOPPED, key=len, reverse=True))})\b(?=\s+[A-Za-z"
        r"(\ue000]|[,;:)-]|$)",
        _short,
    ),
    rule(r"\b(?:Corp|Inc)\b(?=\s+[a-z]|[,;:]|\s*$|[’']s)", _short, "Corp", "Inc"),
    rule(r"\bMt\b(?=\s+[A-Z])", "Mount", "Mt"),
    rule(r"\bFt\b(?=\s+[A-Z])", "Fort", "Ft"),
    rule(
        r"(?<=\ue000 )[Oo]\.?n\.?o\b\.?|(?<=\ue000 )ONO\b",
        "or nearest offer",
        "ono",
        "o.n.o",
        "ONO",
    ),
    rule(r"(?<=[\ue000)(,/] )concs\b|(?<=\ue000)\sconcs\b\.?", " concessions", "concs"),
    rule(r"(?<![\w\ue000] )(?<!\w)fl\.\s?(?=\ue000)", "flourished ", "fl."),
    rule(r"\b([Aa])gg\b\.?(?=:?\s\ue000)", r"\1ggregate", "gg"),
    rule(r"\bw/c\b", "week commencing", "w/c"),
    rule(r"\bw/e\b", "week ending", "w/e"),
    rule(r"\bw/o\b", "without", "w/o"),
    rule(r"\bw/(?=\s?\w)", "with ", "w/"),
    rule(r"\bc/o\b", "care of", "c/o"),
    rule(r"\bp\.\s?a\.(?!\w)", "per annum", "p."),
    rule(r"\bn/a\b|\bN/A\b", "not applicable", "N/A", "n/a"),
    rule(
        r"\ba\.m\.?(?!\w)|\bp\.m\.?(?!\w)",
        lambda found, _: found[0].replace(".", "").upper(),
        "a.m",
        "p.m",
    ),
    rule(r"\b(?:[A-Za-z]\.){2,}[A-Z]?(?!\w)(?=[’']s)?", _last_initials),
    rule(r"\b[A-Z]\.(?:\s?[A-Z]\.)*(?=\s+[A-Z\ue000])", _initials),
    rule(r"(?:(?<=[A-Za-z]\s)|^)[A-Z]\.(?=\s+[a-z])", _initials),
)
