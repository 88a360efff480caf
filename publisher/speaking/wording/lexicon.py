"""Words as a lexicon wants them said."""

import re
from collections.abc import Iterator
from functools import lru_cache

from publisher.lexicon import Lexeme, Lexicon, finder
from publisher.speaking.phonetic import bare, given
from publisher.speaking.wording.register import Register
from publisher.speaking.wording.spans import Rule, Said, Span

_OWN = re.compile(r"['’]s(?!\w)")
_PART = re.compile(r"\S+")
_HISSING, _VOICELESS = "szʃʒɕʑ", "ptkfθxχqcʈ"


@lru_cache(maxsize=64)  # each article may bring another
def respelt(lexicon: Lexicon, language: str = "en") -> tuple[Rule, ...]:
    """The rule that says words as a lexicon wants: one pattern, a group for each word.

    What is put in is not looked at again. Where as many words are said as are printed, each is
    said of its own.
    """
    known = finder(lexicon, language)
    if known is None:
        return ()
    in_english = language[:2].lower() == "en"

    def say(found: re.Match[str], _: Register) -> Said:
        return tuple(_said(known.owner(found), found, in_english=in_english))

    return (Rule(known.pattern, say),)


def _said(lexeme: Lexeme, found: re.Match[str], *, in_english: bool) -> Iterator[Span]:
    if not lexeme.ipa:
        yield from _in_parts(found, lexeme.spelt(found[0]))
        return
    own = _OWN.match(found.string, found.end()) if in_english else None
    ipa = f"{lexeme.ipa}{_ending(lexeme.ipa)}" if own else lexeme.ipa
    *first, last = _in_parts(found, ipa)
    yield from (_given(found.string, span) for span in first)
    yield _given(found.string, last._replace(stop=own.end() if own else last.stop))


def _given(text: str, span: Span) -> Span:
    """A span of phonemes as an engine is given them; a blank between two stays one."""
    return span._replace(words=given(span.words, text[span.start : span.stop])) if (
        span.words.strip()
    ) else span  # fmt: skip


def _in_parts(found: re.Match[str], said: str) -> Iterator[Span]:
    """What is said of each printed word; of all together where there are more or fewer."""
    printed = [part.span() for part in _PART.finditer(found.string, found.start(), found.end())]
    parts = said.split()
    if len(printed) != len(parts):
        yield Span(*found.span(), " ".join(parts))
        return
    at = found.start()
    for (start, stop), part in zip(printed, parts, strict=True):
        if at < start:
            yield Span(at, start, " ")
        yield Span(start, stop, part)
        at = stop


def _ending(ipa: str) -> str:
    """What an English s behind a word sounds like."""
    last = bare(ipa).rstrip("ˈˌːˑʰ")[-1:]
    return "ɪz" if last in _HISSING else "s" if last in _VOICELESS else "z"
