"""Whether a measure stands before a noun: a 5km run, of five kilometre, is 5km long, of as many."""

import re

from publisher.speaking.wording.money import NO_NOUN
from publisher.speaking.wording.spans import HIDDEN

# Also the first of two: a 20cm x 30cm tin.
_ARTICLE = re.compile(
    r"(?:\b(?:[Aa]n?|[Aa]nother|[Ee]very|[Tt]he\sfirst|[Oo]ne)|(?:(?<=\s)|^)[Tt]he(?=\s[\d.]+\s?\w+\s[x×])"
    r")\s(?:[\d.,]+\s?[a-z]*(?:\s?[x×\ue000]\s?|\s))?$"
)
_THE = re.compile(r"(?:\b(?:[Tt]he|[Tt]h(?:is|at)|[Hh]is|[Hh]er|[Tt]heir)|[’']s)\s$")
_A = re.compile(r"\b(?:[Aa]n?|[Aa]nother)\s$")
_NEAR = 30
_NONE = rf"(?!(?:{NO_NOUN}|tall|long|high|wide|deep|thick)\b)"
# Also with a name of figures between, a 20m 5G mast, or with what else it is: a 5km, two-hour walk.
_BEFORE_NOUN = re.compile(
    rf"(?:[\ue000\s][\d.]+\s?[a-z]+|\ue000+)?(?:\s(?:\d+[A-Z]\w*|[A-Z]+-?\d\w*|\ue000+))?"
    rf"(?:,\s(?:[\d.]+|[a-z]+)-[a-z]+(?:-[a-z]+)*)?\s{_NONE}(?:[a-z]|[A-Z]{{2}})"
)
_NAME_AND_NOUN = re.compile(rf"(?:\s[A-Z][\w’'-]+){{1,3}}\s{_NONE}[a-z]")  # a 12ft Norway spruce
_HYPHENED = re.compile(r"-(?!(?:plus|odd|ish|a|an|per)\b)[a-z]")
# What is so long, and what holds so much: 155mm shells, 5kg bags; 500g potatoes weigh so much.
_THINGS = re.compile(
    r"(?<=[mtn])\s(?!(?:years|days|hours|weeks|months|metres|meters|plus|times|as|across|besides|is|was"
    r"|has|its|this|his|less)\b)[a-z]{3,}(?<!ward)(?<!way)s\b"
)
_BOXES = re.compile(
    r"\s(?:bags|cans|bottles|bars|jars|tins?|packs|packets?|sacks|blocks|tubs|boxes|cartons"
    r"|glasses|cups|pouches|parcels|weights)\b"
)
# What is so long: the 174km stage; but the 5km that somebody ran.
_WAYS = re.compile(
    r"\s(?:(?:time|team|road|stage|cycle|bike|fun|charity|sponsored|hill|mountain|fell|relay|walking|running"
    r"|horse|boat|train|river|land|speed|safety|weight|height)[\s-])?"
    r"(?:stages?|races?|routes?|rides?|runs?|walks?|hikes?|trails?|stretch|sections?|roads?|courses?|borders?"
    r"|cables?|pipelines?|tunnels?|bridges?|paths?|walls?|drives?|journeys?|treks?|canals?|zones?|limits?|trials?"
    r"|fences?|circuits?|loops?)\b"
    # What nobody does, with any word before it: the 80km coastal path; but the 5km people walk.
    rf"|\s(?!(?:{NO_NOUN})\b)[a-z]{{3,}}[\s-](?:stages?|routes?|trials?|roads?|course|cables?|pipelines?|tunnels?"
    r"|paths?|walls?|journeys?|canals?|zones?|section|fences?|circuits?)\b"
)
# The bore of what shoots or takes pictures, also with a blank: two 9 mm handguns.
_BORED = re.compile(
    r"(?<=mm)\s(?:(?:semi-?)?(?:automatic|auto)\s|(?:assault|hunting|sniper|service|anti-aircraft|[A-Z][a-z]+)\s)?"
    r"(?:hand|shot|machine\s)?(?:guns?|pistols?|rifles?|revolvers?|carbines?|cannons?|mortars?|howitzers?"
    r"|rounds?|bullets?|cartridges?|shells?|casings?|shell\scasings?|ammunition|ammo|calib(?:er|re)"
    r"|Glocks?|Lugers?|Berettas?|Parabellum|Makarovs?|Uzis?|films?|cameras?|lens(?:es)?|negatives?)\b"
)
# The same in other measures, within brackets: a 6ft (1.8m) fence, the 120-acre (49ha) farm.
_BRACKET = re.compile(
    r"\s\((?:\d[\d.,/ ]*\s?[^\W\d]{1,12}(?:\s\d+\s?[a-z]{1,4})?|\ue000+[\w.° -]{0,12})\)"
)
_MEASURED = re.compile(
    r"(?:\b(?:[Aa]n?|[Aa]nother|[Ee]very|[Oo]ne|[Tt]he|[Tt]h(?:is|at)|[Hh]is|[Hh]er|[Tt]heir|[Ii]ts)|[’']s)"
    r"\s(?:\ue000+|[\d.,]+\s?[a-z°]+|[\w.]+\s(?:mile|acre|foot|inch|yard|pound|gallon))\s\($"
    r"|(?:\d|\ue000|\b[a-z]+)-[a-z]+(?:-[a-z]+)*\s\($"
)
_THEN_NOUN = re.compile(rf"\s{_NONE}(?!\w+ed\b)(?:[a-z]|[A-Z]{{2}})")
_BULB = re.compile(rf"\s(?!(?:{NO_NOUN})\b)[a-z]{{3,}}")
_TINS = re.compile(r"\s[a-z]+s\b")


def is_adjective(found: re.Match[str], *, after_the: bool = False) -> bool:
    """Whether a measure stands between “a” and a noun: a 5km run, of five kilometre.

    Args:
        found: the measure.
        after_the: whether “the” will do as well: so with how tall somebody is, and not with the
            5km that somebody ran.
    """
    if _HYPHENED.match(found.string, found.end()):
        return True
    touching = found.string[found.end() - 1 : found.end()].isalpha() and " " not in found[0]
    if touching and found[0][-1] in "WV" and _BULB.match(found.string, found.end()):
        return True
    if touching and (_BOXES if found[0][-1] in "gl" else _THINGS).match(found.string, found.end()):
        return True
    if _BORED.match(found.string, found.end()):
        return True
    before = found.string[max(found.start() - _NEAR, 0) : found.start()]
    if before.endswith("("):
        closed = found.string.startswith(")", found.end())
        return bool(
            closed and _MEASURED.search(before) and _THEN_NOUN.match(found.string, found.end() + 1)
        )
    bracket = _BRACKET.match(found.string, found.end())
    if bracket and (_ARTICLE.search(before) or _THE.search(before)):
        return bool(_THEN_NOUN.match(found.string, bracket.end()))
    if before.endswith(HIDDEN) and _TINS.match(found.string, found.end()):  # 2 x 400g tins
        return True
    if _THE.search(before) and _WAYS.match(found.string, found.end()):
        return True
    if _A.search(before) and _NAME_AND_NOUN.match(found.string, found.end()):
        return True
    led = _ARTICLE.search(before) or (after_the and _THE.search(before))
    return bool(led) and bool(_BEFORE_NOUN.match(found.string, found.end()))
