"""What is to be heard when: a sentence's words, and the stretch of a recording that says them.

Told by a book's overlays, where words that are lit one by one are put together again, or by a
publication's record for its MP3s; what listens need not ask which it was.
"""

import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path
from typing import Any, Final

from lxml import etree

from publisher.checking.book import XML, words_of
from publisher.checking.overlays import Heard, element_of
from publisher.checking.pages import is_page_break

RECORD: Final = "publication.json"
_TOKEN: Final = re.compile(r"\d+|[^\W\d_]+\.?|[^\w\s]")
_ENDS: Final = " .!?…”’\"')]»"
_WIDE: Final = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")  # a syllable or more each
_SIGNS: Final = frozenset("%&@+=#$£€¥/°×÷<>*~^_|\\")  # that may be said, or not
_SHORT: Final = 4  # letters, of which an abbreviation has no more

# For a letter, or whatever stands there, how many sounds are said at least and at most.
_USUAL: Final = (1.0, 1.0)
_SYLLABLES: Final = (1.5, 5.0)
_FIGURES: Final = (1.5, 9.0)  # 1958 as nineteen fifty-eight; 1,000,000 as a million; 777 in full
_LETTERS: Final = (0.6, 4.0)  # BBC, XLIX, NATO
_SHORTENED: Final = (0.7, 4.0)  # Dr., km, St.


@dataclass(frozen=True, slots=True)
class Stretch:
    """A sentence, and where it is heard.

    Attributes:
        name: the sentence's.
        words: as printed, or as said where that is told.
        begin: milliseconds from the recording's beginning.
        end: the same; None where it is left to the recording's end.
        language: BCP 47 tag, or "".
        place: the file or entry that tells of it.
        line: of it; 0 when unknown.
    """

    name: str
    words: str
    begin: float
    end: float | None
    language: str = ""
    place: str = ""
    line: int = 0

    def within(self, count: int, step_ms: float) -> slice:
        """Its place among so many frames or samples that last so long each."""
        end = count if self.end is None else min(round(self.end / step_ms), count)
        return slice(min(round(self.begin / step_ms), end), end)


def sounds(words: str) -> tuple[float, float]:
    """How many sounds it takes to say some words, at least and at most.

    A letter is taken for one. Figures, signs, capitals and what is shortened may be said in
    many ways, so they make the two differ.

    >>> sounds("She came.")
    (7.0, 7.0)
    """
    least = most = 0.0
    after_figure = False
    for token in _TOKEN.findall(words.rstrip(_ENDS)):
        low, high = _rates(token, after_figure)
        count = len(token.rstrip("."))
        least, most = least + low * count, most + high * count
        after_figure = token.isdecimal()
    return least, most


def _rates(token: str, after_figure: bool) -> tuple[float, float]:
    """How many sounds are said of each letter or figure of a token, at least and at most."""
    letters = token.rstrip(".")
    if not token[0].isalnum():
        return (0.0, 7.0 if token in _SIGNS else 0.0)
    if token.isdecimal():
        return _FIGURES
    if _WIDE.search(token):
        return _SYLLABLES
    if letters.isupper() and (len(letters) > 1 or token.endswith(".")):
        return _LETTERS
    is_short = len(letters) <= _SHORT
    return _SHORTENED if is_short and (after_figure or token.endswith(".")) else _USUAL


def of_overlays(pars: Iterable[Heard], language: str) -> tuple[Stretch, ...]:
    """The sentences that pars of one recording tell of, in the order in which they are heard.

    A list, a table or a quotation whose parts are heard as well is only announced: what is said
    then is printed nowhere.

    Args:
        pars: those whose times make sense.
        language: the book's.
    """
    told = [each for each in pars if each.element is not None and each.begin is not None]
    holders = [_holder(each) for each in told]
    whole = {around for holder in holders for around in holder.iterancestors()}
    return tuple(
        _of_pars(holder, list(group), language)
        for holder, group in groupby(told, key=_holder)
        if not is_page_break(holder) and holder not in whole
    )


def _holder(par: Heard) -> etree._Element:
    """The sentence that a par reads, or a word of which it reads."""
    element = element_of(par)
    parent = element.getparent()
    is_word = element.get("class") == "word" and parent is not None
    return parent if is_word else element


def _of_pars(holder: etree._Element, pars: list[Heard], language: str) -> Stretch:
    first, last = pars[0], pars[-1]
    name = holder.get("id") or first.uid
    spoken = language_of(holder) or language
    words = words_of(holder) or holder.get("aria-label", "")
    return Stretch(name, words, first.begin or 0.0, last.end, spoken, first.overlay, first.line)


def language_of(element: etree._Element) -> str:
    """The language that an element is told to be in, or the nearest that holds it."""
    for each in (element, *element.iterancestors()):
        said = each.get(f"{XML}lang") or each.get("lang")
        if said:
            return str(said)
    return ""


def of_record(folder: Path) -> dict[str, tuple[Stretch, ...]]:
    """The sentences that a publication's record tells of, by the MP3 that they are heard in.

    Returns:
        Nothing where there is no record, or where nobody speaks in it.
    """
    try:
        known: Any = json.loads((folder / RECORD).read_text("utf-8"))
        return dict(_recorded(known)) if is_voiced(known) else {}
    except (OSError, ArithmeticError, LookupError, TypeError, ValueError, RecursionError):
        return {}


def is_voiced(known: Any) -> bool:
    """Whether a record tells of a voice that is heard."""
    voice = known["voice"]
    return bool(voice) and voice["engine"] != "silence"


def _recorded(known: Any) -> Iterator[tuple[str, tuple[Stretch, ...]]]:
    language = str(known["metadata"].get("language") or "")
    heard: dict[str, list[Any]] = {}
    for section in (known["front"], *known["sections"]):
        by = section.get("heard_with") or known["sections"][0]["heard_with"]
        heard.setdefault(str(by), []).append(section)
    for file in known["files"]:
        if file["edition"] == "mp3" and file["section"] in heard:
            path = str(file["path"])
            told = (each for part in heard[file["section"]] for each in _told(part))
            yield (
                path,
                tuple(
                    Stretch(
                        name=str(each["name"]),
                        words=str(each.get("said") or each["text"]),
                        begin=float(each["begin_ms"]),
                        end=float(each["end_ms"]),
                        language=language,
                    )
                    for each in told
                ),
            )


def _told(section: Any) -> Iterator[Any]:
    for block in section["paragraphs"]:
        for each in (block["mark"], *block["sentences"]):
            if each and each["begin_ms"] is not None:
                yield each
