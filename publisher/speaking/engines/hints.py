"""What espeak, which makes Piper's phonemes and Kokoro's, is told so that it says English right.

Most acronyms it spells by itself; some of four letters it says as a word (“the ock”, for OSCE). It
takes a capital A for the article (“the uh three eighty”), knows one “read”, “lead” and “row”, and
ends “faced” and “typed” with the d of “raised”.
Names are for the author's lexicon; but a head of state is in the news every day.
"""

import re
from collections.abc import Callable

_Hint = tuple[re.Pattern[str], str | Callable[[re.Match[str]], str]]


def _hints(*pairs: tuple[str, str | Callable[[re.Match[str]], str]]) -> tuple[_Hint, ...]:
    return tuple((re.compile(pattern), told) for pattern, told in pairs)


def _letters(found: re.Match[str]) -> str:
    return "-".join("eh" if letter == "A" else letter for letter in found[0])


_LEAD_OF_METAL = (
    "pipes?|piping|paints?|poisoning|roofs?|bullets?|levels|acid|shot|mines?|ore"
    "|crystal|weights?|smelters?"
    "|contamination|exposure|pollution|pellets|plumbing|service lines|sheet"
    "(?:s|ing)?|solder|cladding|balloon"
)
_WHO_ESTIMATE = (
    "activists|agencies|analysts|authorities|campaigners|charities|doctors|economists|engineers"
    "|experts|groups|observers|officials|people|police|researchers|scientists"
)
_QUARREL = "angry|bitter|diplomatic|furious|growing|legal|political|public|race|trade|transfer"
_HINTS = _hints(
    (r"\b(?:ACLU|AP|EHRC|FDIC|IAAF|IAEA|IFAB|IUCN|OSCE|PSOE|UNDP|YMCA|YWCA)(?!\w)", _letters),
    (r"(?<=[Tt]he )WHO(?=(?:['’]s)?[ ,.;]+[a-z])", _letters),
    # A letter stands after a word and before another; the article begins with its sentence.
    (r"(?<=\w )A(?= \w)|(?<=\w, )A(?= \w)", "A-"),
    # A third person who read would else be one who reads.
    (r"(?i)\b(he|she|it|who|had|has|have|been|were|was|well|widely) read\b", r"\1 red"),
    (r"(?i)\bread\b(?=(?:\s[\w’',-]+){0,8}?\s(?:yesterday|ago|last "
     r"(?:night|week|month|year)|at the time)\b)", "red"),
    (rf"(?i)\blead\b(?=[ -](?:{_LEAD_OF_METAL}|free|lined)\b)", "led"),
    (r"(?i)\bexcus(?=(?:ed|ing)\b)", "exkewz"),
    (r"(?i)\b((?:to|will|would|not|cannot|can|could|should|must|they|we|you|I) )excuse\b",
     r"\1exkewze"),
    (rf"(?i)\b((?:{_WHO_ESTIMATE}) )estimate\b(?! of\b)", r"\1estimait"),
    (r"(?i)\brefuse\b(?=[ -](?:bags?|bins?|collect(?:ion|or)s?|dumps?|heaps?|lorr(?:y|ies)"
     r"|sacks?|tips?|trucks?|workers?)\b)", "reffuce"),
    # Of houses or in a row; a quarrel breaks out and is about something.
    (r"\brow(?=,? (?:about|between|broke|breaks|erupted|erupts|escalated|deepened)\b)", "rau"),
    (r"^Row(?= over\b)", "rau"),
    (rf"(?i)\b((?:{_QUARREL}) )row\b(?! of\b)", r"\1rau"),
    (r"(?i)(?<!\bin )\b((?:a|the|this|that) )row(?= over\b)", r"\1rau"),
    (r"(?i)\b((?:embroiled|involved|locked) in a )row\b", r"\1rau"),
    (r"(?i)\b(outf|f|outr|r)aced\b", r"\1ayst"),
    (r"(?i)\bnursed\b", "nurst"),
    (r"(?i)\b(un)?typed\b", r"\1typet"),
    (r"(?i)\b(s|teles)?coped\b", r"\1koapt"),
    (r"\bUNESCO\b|\bUnesco\b", "yoonesco"),
    (r"\bXi\b(?= Jinping)|(?<=Mister )Xi\b|(?<=President )Xi\b", "shee"),
)  # fmt: skip


def for_espeak(words: str) -> str:
    """The same words, spelt so that espeak says them right; each word stays one word.

    >>> for_espeak("the A three eighty of the OSCE")
    'the A- three eighty of the O-S-C-E'
    >>> for_espeak("He read of lead pipes.")
    'He red of led pipes.'
    """
    for pattern, told in _HINTS:
        words = pattern.sub(told, words)
    return words
