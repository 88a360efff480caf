"""Where one sentence ends and the next begins.

sentencex (Wikimedia, some 300 languages) finds the ends. It takes a quotation for one
sentence however many it holds, so it is shown the text with quotation marks blanked out, and
each of its cuts is then put where the marks between two sentences part: behind those that
close, before those that open. A cut that leaves a small letter behind it (“Wait!” he cried),
or a number behind an abbreviation, is taken back.

Everything here looks only a few characters around a cut, so the time it takes grows with
the length of a text and no faster.

Source:
    sentencex, MIT licence. Of pysbd, blingfire, nupunkt and syntok, tried beside it on the
    sentences of `tests/structuring/test_sentences.py`, it was the fastest but for one of
    eighty times its size, and it alone knows the abbreviations of many languages.
"""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import accumulate, pairwise

import sentencex

from publisher.article import Run

Span = tuple[int, int]

WINDOW = 4_000  # characters that sentencex is shown at a time
MARGIN = 200  # characters; nearer to the end of a window a cut is not sure

# The mark of a footnote, set against a stop: [1], ¹, or a bare number behind a word (“left.1 She”).
_NOTE = (
    r"(?<=[.!?…\"”’)])(?:\s?\[(?:\d{1,3}(?:\s?[-–,]\s?\d{1,3})*|[a-z]|citation needed)\])+"
    r"|(?<=[.!?…\"”’)])[¹²³⁰⁴-⁹]+"
    r"|(?<=[^\W\d_]{3}[.!?…])\d{1,3}(?=\s+[^\W\d_])"
)
_OMISSION = r"[\[(]\s?(?:…|\.\s?\.\s?\.)\s?[\])]"  # “[...]” stands within a sentence
_MARKS = re.compile(
    r"(?=[\s\d\"“”„‟«»‹›「」『』\[\](){}'‘’‚…¹²³⁰⁴-⁹])"  # no other begins one: most are passed by
    rf"(?:{_NOTE}|{_OMISSION}|[\"“”„‟«»‹›「」『』\[\](){{}}]|(?<!\w)['‘’‚]|['’](?!\w))"
)
_NOTED = re.compile(_NOTE)
_STOPS = re.compile(r"[.!?…。｡！？؟۔।॥։።፧။;;:)]")

_CLOSE = frozenset(")]}」』")  # these close wherever they stand
_OPEN = frozenset("([{„‟‚「『")  # and these open
_EITHER = frozenset("\"'“‘”’«»‹›")
_CLOSE_APART = frozenset('"”»›')  # French puts a space before its marks
_JOINERS = frozenset(".,;:!?…、，。！？؟،؛)]}")  # begin no sentence
_GEORGIAN = ("\u10d0", "\u10ff")  # small letters to Unicode, but used without capitals

_FIRST = re.compile(r"\W{0,12}(\w?)")
_NUMBERED = re.compile(
    r"(?:^|[\s(\[“\"])(?:approx|apt|art|c|ca|cf|ch|chap|dept|ed|eds|est|fig|figs|fl|hon|jan|feb|mar"
    r"|apr|jun|jul|aug|sept?|oct|nov|dec|no|nos|nr|op|p|para|pop|pp|sec|st|vol|vols|vs?|abs|art|bd|kap"
    r"|janv|févr|avr|juil|déc|págs?|pag|núm|cap|tel|tél|str)\.$",
    re.IGNORECASE,
)
_ENUMERATOR = re.compile(r"\W*(?:\d{1,3}|[A-Za-z]|[ivxIVX]{2,4})(?:\.\)|[.)])")
_ITEM = re.compile(r"(?<!\S)((?:[^\w\s]\s?)?)(\d{1,2}|[a-z])(\.\)|[.)])(?=\s+\S)")
_TIME = re.compile(r"[ap]\.m\.$", re.IGNORECASE)
_AFTER_TIME = re.compile(
    r"(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|Eastern|Central|Pacific|(?:[ECMP][SD]?|GM|BS|CES?)T\b"
)
_TITLES = {
    "en": re.compile(r"\b(?:Cllrs?|Ald|Amb|Const|Ven|Weds)\.$"),  # which sentencex does not know
    "fr": re.compile(r"\b(?:MM?|M(?:me|lle)s?|Mgr|Me|Dr|Pr|Ste?|Mr)\.$"),
}
_ORDINALS = {
    "de": re.compile(
        r"\b(?:im|am|vom|zum|zur|de[rmns]|die|das|seit|bis|ab|und|oder) \d{1,3}\.$", re.IGNORECASE
    )
}
# Words that are abbreviations before a number only: “No. 5”, but “He said no. Anna left.”
_WORDS = {
    "en": re.compile(
        r"(?=[NnacfimMo])\b(?:No|no|ad|ark|art|con|fig|id|ill|may|me|miss|mm|Mm|ok|ore)\."
        r"\s+(?=[A-Z](?![A-Z\d.]))"
    )
}
# Words that begin a sentence, and stand behind an abbreviation with a capital only if they do:
# “He lives in the U.S.A. She stays.” sentencex parts there in English alone. None is a part of
# names, as in “J.P. Le Goff”.
_STARTERS = {
    "da": "De|Den|Der|Det|Han|Hun|Hvad|Hvor|Hvorfor|Jeg|Men|Vi",
    "de": "Aber|Da|Das|Dann|Der|Die|Dies|Doch|Er|Es|Im|In|Ich|Sie|Warum|Was|Wie|Wir|Wo",
    "es": "Él|Ella|Ellas|Ellos|En|Es|Esta|Este|Esto|Pero|Y|Yo",
    "fr": "Ce|Cela|Ces|Cette|Elle|Elles|En|Il|Ils|Je|Mais|Nous|On|Puis|Vous",
    "it": "Egli|Essi|Il|In|Io|Lei|Loro|Lui|Ma|Noi|Poi",
    "nl": "Die|Dat|Dit|Er|Het|Hij|Ik|In|Maar|Waarom|Wat|We|Wij|Ze|Zij",
    "no": "De|Den|Der|Det|Han|Hun|Hva|Hvor|Hvorfor|Jeg|Men|Vi",
    "pt": "A|As|Ela|Elas|Ele|Eles|Em|Esta|Este|Eu|Isso|Mas|O|Os",
    "sv": "De|Den|Det|Han|Hon|Hur|Jag|Men|Vad|Var|Varför|Vi",
}
_STARTERS["nb"] = _STARTERS["nn"] = _STARTERS["no"]
_STARTED = {
    language: re.compile(
        rf"\b(?:(?:[^\W\d_a-z]\.){{1,4}}[^\W\d_a-z]|EE\.\s?UU|co|Co|Inc|Ltd|ecc|enz|etc|osv|usw)\.\s+"
        rf"(?=(?:{starters})\s)"
    )
    for language, starters in _STARTERS.items()
}
# sentencex sees an ellipsis end a sentence in some texts only. “I” is always a capital, and so
# are German nouns: they tell nothing.
_TRAILED_OFF = re.compile(r"[….](?:(?<=…)|(?<=\.)\s?\.\s?\.)\s+(?=(?!I\b)[A-ZÀ-ÖØ-ÞΆ-ΏΑ-ΫЀ-Я])")
# Two stops of one text may stand closer than a space: “It rose.The moon set”, but not node.js.
_STUCK = {
    "en": re.compile(
        r"[.!?](?<=[^\W\d_A-Z]{2}.)(?=(?:The|An?|In|It|He|She|We|They|But|And|This|That|There|When"
        r"|If|For|At|On|As|You|So|What|My|Our|His|Her|To|With|After)\s)"
    )
}
_RESUMED = re.compile(r"[.!?]\s+(?=(?:\.\.\.|…)[^\W\d_])")  # “He stopped. ...and went on.”
_CITED = re.compile(r"\s*\([^()\n]{0,60}\d[^()\n]{0,20}\)[.,;]")  # “I came” (Moss 55).
_ASIDE = re.compile(r"(?:[^\W\d_]{4}|\))[.!?]\s+\($")  # “It rose. (so they say)”
_NEVER = {
    "en": re.compile(
        r"(?<!\w)(?:e\.\s?g|i\.\s?e|cf|viz|Assoc|Asst|Figs?|Eqs?|Eds?|Vols?|Supt|Mmes?|Messrs"
        r"|Revd?|Rt|Hon|Fr|Sgt|Capt|Cmdr|Cpl|Pvt|Adm|Maj|Insp)\.$"
    )
}
_QUOTATIVES = {"ja": ("と", "って")}  # 「…」と: he said


def sentences(text: str, language: str = "en") -> tuple[str, ...]:
    """The sentences of a paragraph, without the white space between them.

    >>> sentences("It rose — Mars, that is. We slept.")
    ('It rose — Mars, that is.', 'We slept.')
    """
    return tuple(text[begin:end] for begin, end in spans(text, language))


def spans(text: str, language: str) -> tuple[Span, ...]:
    """Where the sentences of a paragraph stand: offsets in characters, white space left out.

    All that is not white space is in exactly one span. A paragraph of white space has none.
    """
    primary = language.partition("-")[0].lower()
    places = (0, *_ends(text, primary), len(text))
    found = (_stripped(text, begin, end) for begin, end in pairwise(places))
    return tuple(span for span in found if span[0] < span[1])


def _ends(text: str, language: str) -> Iterator[int]:
    """Where sentences end, in rising order, the last one left out."""
    if not _STOPS.search(text):
        return
    blanked = _MARKS.sub(lambda mark: " " * len(mark[0]), text)
    items = _items(text)
    begin = seen = 0
    for cut in sorted(items.union(_cuts(blanked, language))):
        if cut <= seen or cut >= len(text):
            continue
        left, right = _gap(blanked, cut, seen)
        seen = right
        end = _parting(text, left, right)
        places = (begin, left, end, right)
        if right < len(text) and (right in items or _parts(text, places, language)):
            yield end
            begin = end


def _items(text: str) -> set[int]:
    """Where the items of a list on one line begin (“1) Row. 2) Rest.”), the first left out.

    The line must begin with one, and the others must be numbered on in the same form.
    """
    places = set[int]()
    if not _ITEM.match(text):
        return places
    form, count = ("", ""), 0
    for found in _ITEM.finditer(text):
        shape, number = (found[1], found[3]), _count(found[2])
        if not form[1]:
            form, count = shape, number
        elif (shape, number) == (form, count + 1):
            places.add(found.start(2 if found[1] in _OPEN else 1))
            count = number
    return places


def _count(mark: str) -> int:
    """A number that goes up by one from item to item, be they numbered or lettered."""
    return int(mark) if mark.isdigit() else 1000 + ord(mark)


def _cuts(blanked: str, language: str) -> set[int]:
    """Where sentencex would cut, and where a word or an ellipsis of ours ends a sentence."""
    trailed = None if language == "de" else _TRAILED_OFF
    ours = (_WORDS.get(language), _STARTED.get(language), _STUCK.get(language), _RESUMED, trailed)
    cuts = {found.end() for rule in ours if rule for found in rule.finditer(blanked)}
    return cuts.union(_cuts_of_sentencex(blanked, language))


def _cuts_of_sentencex(blanked: str, language: str) -> Iterator[int]:
    """Where sentencex cuts, shown one window after another.

    It looks back from each stop to the last white space, which in a long text without any
    (Japanese) takes minutes. A window begins where the last sure cut was.
    """
    begin, size = 0, WINDOW
    while begin < len(blanked):
        window = blanked[begin : begin + size]
        found = sentencex.get_sentence_boundaries(language, window)
        cuts = [begin + each["end_index"] for each in found]
        if begin + size >= len(blanked):
            yield from cuts
            return
        sure = [cut for cut in cuts if cut <= begin + size - MARGIN]
        yield from sure
        begin, size = (sure[-1], WINDOW) if sure else (begin, 2 * size)


def _gap(blanked: str, cut: int, least: int) -> Span:
    """What stands between two sentences: white space, and marks that are blanked out."""
    left = right = cut
    while left > least and blanked[left - 1].isspace():
        left -= 1
    while right < len(blanked) and blanked[right].isspace():
        right += 1
    return left, right


def _parting(text: str, left: int, right: int) -> int:
    """Where the marks between two sentences part: behind the last that closes the first."""
    end, place, touches = left, left, True
    while place < right:
        noted = _NOTED.match(text, place)
        if noted:
            end = place = noted.end()
            continue
        if text[place].isspace():
            touches = False
        elif _closes(text, place, touches):
            end = place + 1
        else:
            break
        place += 1
    return end


def _closes(text: str, place: int, touches: bool) -> bool:
    """Whether a mark closes a quotation or bracket.

    Args:
        text: the paragraph.
        place: of the mark.
        touches: whether nothing but marks stands between it and the stop before it.
    """
    mark, after = text[place], text[place + 1 : place + 2]
    if mark in _CLOSE or mark in _OPEN:
        return mark in _CLOSE
    alone = not after.isalnum() and after not in _OPEN
    if touches:  # “Yes.” and »Nein!«, but not “Yes.«Non
        return alone or mark not in "“‘«‹"
    return alone and mark in _CLOSE_APART


def _parts(text: str, places: tuple[int, int, int, int], language: str) -> bool:
    """Whether a cut parts two sentences.

    Args:
        text: the paragraph.
        places: where the sentence at hand begins, where its last stop ends, where its closing
            marks end, and where the first word behind the cut begins.
        language: primary tag.
    """
    begin, left, end, right = places
    before = text[max(begin, left - 24) : left]
    if _ENUMERATOR.fullmatch(text[max(begin, end - 24) : end]) or _is_glued(text, places, language):
        return False
    if _RESUMED.match(text, left - 1) or _is_aside(text, left, right):
        return True
    first = _FIRST.match(text, right)
    if text[right] in _JOINERS or _is_small(first[1] if first else ""):
        return False
    if end > left and not _NOTED.match(text, left):
        carried_on = text.startswith(_QUOTATIVES.get(language, ()), end)
        return not carried_on and not _CITED.match(text, end)
    return not _is_unfinished(before, text, right, language)


def _is_aside(text: str, left: int, right: int) -> bool:
    """Whether a bracket opens behind a full stop that is none of an abbreviation."""
    aside = _ASIDE.search(text[max(left - 6, 0) : right])
    return bool(aside) and not _NUMBERED.search(text[max(left - 24, 0) : left])


def _is_glued(text: str, places: tuple[int, int, int, int], language: str) -> bool:
    """Whether a stop has no space behind it, as in “node.js”, and does not end a sentence."""
    _, left, end, right = places
    if end != right or text[right - 1].isspace():
        return False
    if text[left - 1] == "．":  # the full stop of Japanese is also its decimal point
        return text[right].isdigit()
    stuck = _STUCK.get(language)
    return text[left - 1].isascii() and not (stuck and stuck.match(text, right - 1))


def _is_small(letter: str) -> bool:
    return letter.islower() and not _GEORGIAN[0] <= letter <= _GEORGIAN[1]


def _is_unfinished(before: str, text: str, right: int, language: str) -> bool:
    """Whether the stop before a cut is that of an abbreviation or a number."""
    if text[right].isdigit() and _NUMBERED.search(before):
        return True
    if _TIME.search(before) and _AFTER_TIME.match(text, right):
        return True
    own = (table[language] for table in (_TITLES, _ORDINALS, _NEVER) if language in table)
    return any(pattern.search(before) for pattern in own)


def _stripped(text: str, begin: int, end: int) -> Span:
    words = text[begin:end]
    return begin + len(words) - len(words.lstrip()), begin + len(words.rstrip())


def cut(runs: tuple[Run, ...], places: Sequence[Span]) -> Iterator[tuple[Run, ...]]:
    """The runs between offsets of their text, each with its marks.

    Args:
        runs: of a paragraph; an asked-for line break counts one character, as in `plain`.
        places: begin and end of each part wanted.
    """
    starts = list(accumulate((len(run.text) + run.breaks for run in runs), initial=0))
    for begin, end in places:
        first, last = max(bisect_right(starts, begin) - 1, 0), bisect_left(starts, end)
        within = zip(runs[first:last], starts[first:last], strict=False)
        pieces = (_piece(run, begin - start, end - start) for run, start in within)
        yield tuple(piece for piece in pieces if piece.text or piece.breaks)


def _piece(run: Run, begin: int, end: int) -> Run:
    if begin <= 0 and end >= len(run.text) + run.breaks:
        return run
    breaks = run.breaks and begin <= len(run.text) < end
    return replace(run, text=run.text[max(begin, 0) : end], breaks=breaks)


def merged(runs: tuple[Run, ...]) -> tuple[Run, ...]:
    """Runs set alike that stand side by side, made one again; a line's end is of its words."""
    alike = list[Run]()
    for run in runs:
        last = alike[-1] if alike else None
        if last and not last.breaks and run.breaks and not run.text:
            alike[-1] = replace(last, breaks=True)
        elif last and not last.breaks and replace(last, text=run.text, breaks=run.breaks) == run:
            alike[-1] = replace(run, text=last.text + run.text)
        else:
            alike.append(run)
    return tuple(alike)
