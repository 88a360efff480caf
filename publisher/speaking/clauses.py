"""Cutting long sentences at their clauses.

A neural voice needs memory in proportion to the square of what it says in one breath: 4,000
characters took Piper 5.7 GB, 200 take 0.4 GB and no more time. So no engine is given more.

Cut is where a speaker would breathe, and never within a name, a number, or a phrase such as “of
the”, unless there is nothing else.
"""

import re

from publisher.speaking.phonetic import GIVEN, OPEN

CLAUSE_CHARACTERS = 200  # where an engine does not say what it can take

_CLAUSE = (
    "and|but|or|nor|so|yet|because|although|though|unless|until|while|whereas|if|when|where|which"
    "|who|whom|whose|that|und|aber|oder|weil|dass|wenn|obwohl|et|mais|ou|car|que|qui|quand"
    "|y|pero|porque|aunque|cuando"
)
_PHRASE = (
    "in|on|at|by|for|from|with|without|to|into|onto|over|under|after|before|between|through"
    "|during|against|about|across|among|behind|beyond|since|than|towards|upon|within"
    "|auf|mit|nach|von|vor|zu|durch|gegen|ohne|bei|dans|avec|pour|sur|sous|sans|chez|con|para|sin"
    "|sobre|desde|hasta"
)
_BOUND = frozenset(
    f"{_CLAUSE}|{_PHRASE}|of|as|per|a|an|the|this|these|those|my|your|his|her|its|our|their|no"
    "|every|each|some|any|very|more|most|not|is|are|was|were|be|been|has|have|had|will|would"
    "|can|could|may|might|must|shall|should|do|does|did|mister|mrs|miss|doctor|professor|saint"
    "|der|die|das|den|dem|des|ein|eine|einen|einem|einer|nicht|ist|sind|war|im|am|zum|zur"
    "|le|la|les|l|un|une|des|du|de|d|au|aux|ne|est|sont|el|los|las|una|del|al|es|son".split("|")
)
"""Words that lean on the one behind them: a speaker does not breathe between the two."""

_COUNTED = frozenset(
    re.findall(
        r"\w+",
        """zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen
        fifteen sixteen seventeen eighteen nineteen twenty thirty forty fifty sixty seventy eighty
        ninety hundred thousand million billion trillion point percent per""",
    )
)

# Best place first: after a full stop within the sentence, a clause, a phrase, a word.
_PLACES = tuple(
    re.compile(pattern)
    for pattern in (
        r"(?<=[.!?;:])[”’\"')\]]*\s+",
        r"(?<=[,)–—])[”’\"']*\s+",
        r"(?<=[。！？；：、，])",
        rf"\s+(?=(?:{_CLAUSE})\s)",
        rf"\s+(?=(?:{_PHRASE})\s)",
        r"\s+",
    )
)
_WORD_BEFORE = re.compile(r"(\S+)\s*\Z")
_WORD_BEHIND = re.compile(r"\s*(\S+)")


def clauses(words: str, longest: int = CLAUSE_CHARACTERS) -> tuple[str, ...]:
    """Words in pieces of at most so many characters, cut where a speaker would breathe.

    Nothing but the white space at the cuts is lost. A word longer than that is cut too, but not
    what is given in phonemes.

    >>> clauses("It rose, slowly, over the hill, and we slept.", longest=20)
    ('It rose, slowly,', 'over the hill,', 'and we slept.')
    """
    pieces: list[str] = []
    rest = words.strip()
    while len(rest) > longest:
        cut = _cut(GIVEN.sub(lambda found: OPEN * len(found[0]), rest), longest)
        pieces.append(rest[:cut].rstrip())
        rest = rest[cut:].lstrip()
    return (*pieces, rest) if rest else tuple(pieces)


def _cut(words: str, longest: int) -> int:
    """Where to cut: the last place of the best kind that leaves no mere scrap before it.

    Args:
        words: `OPEN` in the place of all that is given in phonemes.
        longest: a clause, in characters.
    """
    scrap = longest // 4
    for sparing in (True, False):  # a phrase is cut only where there is nothing but phrases
        for place in _PLACES:
            cuts = [found.end() for found in place.finditer(words, 0, longest + 1)]
            good = [cut for cut in cuts if scrap <= len(words[:cut].rstrip()) <= longest]
            if sparing:
                good = [cut for cut in good if not _is_within_a_phrase(words, cut)]
            if good:
                return good[-1]
    if words[longest - 1 : longest + 1] != OPEN * 2:
        return longest
    before = len(words[:longest].rstrip(OPEN))
    return before or len(words) - len(words.lstrip(OPEN))


def _is_within_a_phrase(words: str, cut: int) -> bool:
    """Whether a cut would part what is said in one breath: a name, a number, “of the”, a word."""
    before, behind = _WORD_BEFORE.search(words[:cut]), _WORD_BEHIND.match(words[cut:])
    if before is None or behind is None:
        return False
    one, other = before[1], behind[1]
    if re.fullmatch(r"[^\W\d_]\.", one):  # an initial; a sentence does not end with one
        return True
    if not one[-1].isalnum():
        return False
    first, second = one.lower().strip("“‘\"'(["), other.lower().strip("”’\"')].,;:!?")
    if first in _BOUND:
        return True
    if {first, second} <= _COUNTED or (first[-1].isdigit() and second[:1].isdigit()):
        return True
    return one.lstrip("“‘\"'([")[:1].isupper() and other.lstrip("“‘\"'([")[:1].isupper()
