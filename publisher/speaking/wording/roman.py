"""Roman numerals, where the words before them say that they are some.

“I” is mostly a word, and MIX, CIVIC and DC are no numbers: a numeral is one only behind a name
that kings bear, or a noun that is numbered.
"""

import re

from publisher.speaking.wording.numbers import cardinal, ordinal
from publisher.speaking.wording.register import Register
from publisher.speaking.wording.spans import HIDDEN, Said, group, rule

_VALUES = {"I": 1, "V": 5, "X": 10, "L": 50, "C": 100, "D": 500, "M": 1000}
_FORM = r"(?=[IVXLC]+(?![A-Za-z]))(?:C{0,3})(?:XC|XL|L?X{0,3})(?:IX|IV|V?I{0,3})(?<=[IVXLC])"
_NAMES = (
    "Charles|Elizabeth|James|Henry|William|George|Edward|Richard|Mary|Francis"
    "|Napoleon|Nicholas|Alexander"
    "|Catherine|Peter|Frederick|Wilhelm|Louis|Philip|Felipe|Carlos|Paul|Pius"
    "|Benedict|Leo|Gregory|Innocent"
    "|Clement|Urban|Haakon|Harald|Gustav|Gustaf|Carl|Christian|Margrethe|Beatrix"
    "|Albert|Leopold|Otto|Ramses"
    "|Ramesses|Rameses|Darius|Xerxes|Cyrus|Ptolemy|Cleopatra|Constantine|Theodosius"
    "|Justinian|Selim|Suleiman"
    "|Mehmed|Murad|Osman|Abdullah|Hussein|Mohammed|Muhammad|Hassan|Rama|Ivan|Boris"
    "|Sixtus|Robert|Malcolm|David"
    "|Kenneth|Ferdinand|Isabella|Isabel|Maria|Rudolf|Maximilian|Franz|Josef|Joseph"
    "|John|Juan|João|Pedro|Alfonso|Alphonse"
    "|Umberto|Vittorio|Emmanuel|Emanuel|Thomas|Walter|Samuel|Harold|Donald|Martin"
    "|Michael|Stephen|Steven|Anthony"
    "|Arthur|Alfred|Andrew|Frank|Howell|Davis|Theodore|Franklin|Adams|Ford|Getty"
    "|Rockefeller|Winston|Thurston"
    "|Sigismund|Stanislaus|Casimir|Ladislaus|Matthias|Philippe|Baudouin|Olav|Oscar"
    "|Valdemar|Eric|Erik|Magnus|Ernst"
    "|Ludwig|Victor|Julius|Adrian|Boniface|Callixtus|Celestine|Eugene|Felix"
    "|Honorius|Hadrian|Nerses|Tawadros"
    "|Bartholomew|Kirill|Alexius|Aleksandr|Mahmud|Abdulhamid|Tutankhamun|Amenhotep"
    "|Thutmose|Antiochus|Mithridates"
    "|Seleucus|Menelik|Tewodros|Letsie|Mswati|Moshoeshoe|Birendra|Gyanendra|Jigme"
    "|Norodom|Akbar|Bahadur|Sam"
)
_NUMBERED = (
    "War|Art|Sect|Sec|Ch|Amend|App|Chapter|Part|Volume|Vol|Act|Scene|Book|Section|Article|Title|Phase|Type"
    "|Class|Grade|Level|Stage|Group"
    "|Division|Category|Mark|Mk|Appendix|Figure|Table|Item|Schedule|Tier|Band|Bowl"
    "|WrestleMania|Apollo|Rocky"
    "|Mach|Vatican|Pillar|Lesson|Annex|Annexe|Protocol|Basel|Solvency|MiFID|START"
    "|SALT|Saturn|Titan|Gemini|Soyuz"
    "|Final Fantasy|Rambo|Quake|Doom|Civilization|Civilisation|Diablo|Fallout"
    "|Street Fighter|Theft Auto|Episode"
    "|Round|Game|Test|Symphony|Sonata|Concerto|Quartet|Factor|Canto|Verse|Psalm"
    "|Question|Exhibit|Count|Amendment"
    "|Clause|Paragraph|Unit|Zone|Region|Corps|Army|Henry IV Part|Model|Version"
    "|Windows|Mac OS|Henry VI Part"
    "|CHAPTER|PART|VOLUME|ACT|SCENE|BOOK|SECTION|ARTICLE|TITLE|APPENDIX|STAGE|PHASE|WAR"
)
_HOUSES = (
    r"century|centuries|Corps|Olympiad|Olympics|Congress|Legion|Army|Dalai\s+Lama"
    "|arrondissement|Summit|Games"
)


def value(numeral: str) -> int:
    """What a Roman numeral counts.

    >>> value("XLIX"), value("IV")
    (49, 4)
    """
    total = 0
    for letter, following in zip(numeral, f"{numeral[1:]} ", strict=True):
        worth = _VALUES[letter]
        total += -worth if _VALUES.get(following, 0) > worth else worth
    return total


def _bearer(found: re.Match[str], register: Register) -> Said:
    """Charles III: Charles the Third."""
    numeral = found["numeral"]
    if numeral in ("C", "L", "CC", "CL", "LI", "CV", "XL"):
        return None
    return [group(found, "numeral", f"the {_capital(ordinal(value(numeral), register))}")]


def _member(found: re.Match[str], register: Register) -> Said:
    """World War II: World War Two."""
    return [group(found, "numeral", _capital(cardinal(value(found["numeral"]), register)))]


def _side(found: re.Match[str], register: Register) -> Said:
    """A school's 1st XV: first fifteen."""
    return [group(found, "numeral", cardinal(value(found["numeral"]), register))]


def _part(found: re.Match[str], register: Register) -> Said:
    """II. The man; V. The exit."""
    name = "numeral" if found["numeral"] else "one"
    return [group(found, name, _capital(cardinal(value(found[name]), register)))]


def _range(found: re.Match[str], register: Register) -> Said:
    first, last = (_capital(cardinal(value(found[name]), register)) for name in ("numeral", "last"))
    joint = " to " if found["to"].strip() in "-–—" else found["to"]
    return [group(found, "numeral", first), group(found, "to", joint), group(found, "last", last)]


def _of_row(found: re.Match[str], register: Register) -> Said:
    """XIX century: nineteenth century."""
    return [group(found, "numeral", ordinal(value(found["numeral"]), register))]


def _capital(words: str) -> str:
    return f"{words[0].upper()}{words[1:]}"


# “I” behind a king's name is his number where no verb follows that a person could say it with.
_ONE = (
    r"I(?=[,.;:)’']|\s+(?:of|and|in|was|is|had|at|to|from|by|on|who|ruled|reigned"
    r"|died|lost|won|fled|married|became|for|with|the)\b|\s*$)"
)
_WORDS = rf"(?P<numeral>(?:{_FORM})(?<![^A-Z](?=[^A-Z]))\b)"
# Behind a title it is one, too, where the verb is none that speaks of oneself.
_REIGNING = r"Queen|King|Pope|Emperor|Empress|[CT]s?zar|Tsarina|Kaiser|Sultan|Shah|Patriarch|Tsar"
_OF_ONESELF = (
    r"am|think|thought|believed?|knew|know|mean|guess|suppose|admired?|loved?|remember(?:ed)?|have|want(?:ed)?"
    r"|liked?"
)
# First in its sentence, a ruler of Britain with a verb of the past that tells what rulers did.
_RULERS = (
    "Elizabeth|Mary|Charles|James|Henry|Edward|William|Richard|George|David|Robert|Alexander"
    "|Malcolm"
)
_DID = (
    rf"(?!(?:{_OF_ONESELF}|need(?:ed)?|hoped?|asked|called|wished|missed|worked|talked|interviewed|hated"
    r"|enjoyed|wondered|emailed|phoned|texted|noticed|realised|realized|watched|used|tried|started)\b)"
    r"(?:[a-z]+(?:ed|[gq]uished)|gave|made|took|sent|built|began|held|wrote|kept|sold|bought|rode|led|swore"
    r"|chose|drove|withdrew|came|fell|rose|slept|stayed|laid|wore|spoke|set|put)"
)
# What a part's heading begins with, where its number may be taken for somebody's initial.
_NO_NAME = r"The|A|An|In|On|Of|At|To|How|Why|What|When|Where|Who|From|After|Before"
RULES = (
    rule(
        rf"^(?P<numeral>(?=[IVX]{{2,5}}\b){_FORM})(?=\.\s+[A-Z“‘\"'])"
        rf"|^(?P<one>[IVX])(?=\.\s+(?:{_NO_NAME})\s)",
        _part,
    ),
    rule(
        rf"(?:^[“\"‘']?|[.!?:;]\s|\b(?:[Ww]hen|[Aa]fter|[Bb]efore|[Ww]here|[Tt]hat|[Aa]s|[Uu]ntil|[Ss]ince)\s)(?:{_RULERS})\s"
        rf"(?P<numeral>I)(?=\s(?:(?:also|first|later|never|then|once|[a-z]+ly)\s)?{_DID}\b)",
        _bearer,
        " I ",
    ),
    rule(
        rf"\b(?:{_REIGNING})\s(?:{_NAMES})\s(?P<numeral>I)(?!['’]\w|\w|\s(?:{_OF_ONESELF})\b)",
        _bearer,
    ),
    rule(r"(?<=\biPhone )X(?!\w)", "Ten"),
    rule(
        rf"\b(?:{_NUMBERED})s?\.?\s+(?P<numeral>{_FORM})(?P<to>\s?[-–—]\s?|\s+"
        rf"(?:and|or|to)\s+)(?P<last>{_FORM})\b(?![’'-]?\w)",
        _range,
    ),
    rule(
        rf"\b(?:{_NAMES})(?:\s+[A-Z]\.?|\s+[A-Z][\w’'-]+){{0,2}}\s+(?P<numeral>"
        rf"(?=[IVX]{{2,}}\b|[VX]\b){_FORM}|{_ONE})(?<!Malcolm X)(?=\b|[’'])(?!-?\w)",
        _bearer,
    ),
    rule(rf"\b(?:{_NUMBERED})\.?\s+(?P<numeral>{_FORM})\b(?![’']\w{{2}})", _member),
    rule(
        rf"\b(?i:{_NUMBERED})\s+(?P<numeral>(?=[IVX]{{2,}}\b|[VX]\b){_FORM})\b(?![’']\w{{2}})",
        _member,
    ),
    rule(rf"\b(?P<numeral>(?=[IVX]{{2,}}\b){_FORM})(?=\s+(?:{_HOUSES})\b)", _of_row),
    rule(
        r"\b(?:[Aa]ct|[Ss]cene|[Cc]hapter|[Pp]ages?|[Bb]ook|[Pp]art|pp?\.)\s+"
        r"(?P<numeral>(?=[ivx])x{0,3}(?:ix|iv|v?i{0,3})(?<=[ivx]))\b(?![’'-]\w)",
        lambda found, register: [
            group(found, "numeral", cardinal(value(found["numeral"].upper()), register))
        ],
    ),
    rule(rf"(?<={HIDDEN} )(?P<numeral>XI|XV)(?!\w|\s[A-Z])", _side),
    rule(
        r"\b(?:[A-Z][\w’'-]+\s+){1,2}(?P<numeral>(?=[IVX]{2,}\b)(?:XC|XL|L?X{0,3})"
        r"(?:IX|IV|V?I{0,3})(?<=[IVXLC]))\b(?![’'-]\w{2})",
        _member,
    ),
)
