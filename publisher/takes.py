"""Takes: which reading of its words is kept where the first one did not please.

A take is a number that an engine varies its reading by. It is kept with the words that are said,
not with a sentence's place: whoever mends a sentence's print has it read anew, in the first take,
and whoever moves it keeps the reading that was chosen.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from difflib import get_close_matches

from publisher.errors import SettingsError, VoiceError

LAST = 99  # who has heard so many had better change the words


@dataclass(frozen=True, slots=True)
class Wish:
    """That a sentence be spoken again.

    Attributes:
        sentence: its name in the standing edition.
        take: which is wanted; None for the next.
    """

    sentence: str
    take: int | None = None


def wish(said: str) -> Wish:
    """What is meant by ``c02-p03-s01`` or ``c02-p03-s01=0``.

    Raises:
        SettingsError: nothing is.
    """
    name, equals, take = (each.strip() for each in said.partition("="))
    if not name or (equals and (not take.isdecimal() or not 0 <= int(take) <= LAST)):
        raise SettingsError(
            f"--respeak {said}: that names no sentence and take",
            remedy="Write a sentence's name, such as c02-p03-s01 for its next take or "
            "c02-p03-s01=0 for its first; report.html names them all.",
        )
    return Wish(name, int(take) if equals else None)


@dataclass(frozen=True, slots=True)
class Said:
    """What is said of a sentence.

    Attributes:
        words: its clauses.
        voice: who says them, for messages.
        varies: whether another take of theirs is another sound.
    """

    words: tuple[str, ...]
    voice: str
    varies: bool


def chosen_takes(
    wishes: Iterable[Wish],
    kept: Mapping[str, int],
    said: Mapping[str, Said],
    printed: Mapping[str, tuple[str, str]],
) -> dict[str, int]:
    """The takes of words that are not said in the first, once wishes are granted.

    Args:
        wishes: of the user.
        kept: takes chosen earlier, by the words.
        said: what is said of each sentence, by its name.
        printed: each sentence's words in the standing edition, and now, by its name.

    Returns:
        Takes by the words, of those that are said now.

    Raises:
        SettingsError: there is no such sentence, or it is another than it was.
        VoiceError: a voice says the same words in one way only.
    """
    takes = dict(kept)
    for each in wishes:
        _must_be_the_same(each.sentence, printed)
        who = said.get(each.sentence, Said((), "nobody", varies=False))
        words = who.words
        before = max((takes.get(clause, 0) for clause in words), default=0)
        take = before + 1 if each.take is None else each.take
        if take and not who.varies:
            raise VoiceError(
                f"{who.voice} says the same words in one way only, "
                f"so {each.sentence} would not change",
                remedy="Write how its words are said under `pronunciations:`, or choose another "
                "voice with --voice.",
            )
        takes.update(dict.fromkeys(words, min(take, LAST)))
    now = {clause for each in said.values() for clause in each.words}
    return {words: take for words, take in sorted(takes.items()) if take and words in now}


def _must_be_the_same(name: str, printed: Mapping[str, tuple[str, str]]) -> None:
    """Refuse to speak another sentence than the one that was heard.

    Raises:
        SettingsError: there is no such sentence, or it is another than it was.
    """
    if name not in printed:
        near = get_close_matches(name, printed, 3) or list(printed)[:3]
        known = "; ".join(f"{each} ({_quoted(printed[each][0])})" for each in near)
        raise SettingsError(
            f"There is no sentence {name!r} in the edition that is there",
            remedy=f"report.html names them all. Near it are {known}.",
        )
    before, now = printed[name]
    if before != now:
        raise SettingsError(
            f"{name} was {_quoted(before)} in the edition that is there, and is "
            f"{_quoted(now) if now else 'gone'} now",
            remedy="Build it first, and name the sentence as the new report.html does.",
        )


def _quoted(words: str) -> str:
    return f"“{words}”" if len(words) <= 40 else f"“{words[:39].rstrip()}…”"
