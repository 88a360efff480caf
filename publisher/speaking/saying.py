"""Some lines, said as a build would say them, for whoever wants to hear a word before."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol, runtime_checkable

from publisher.lexicon import Lexicon
from publisher.narration import Sound
from publisher.speaking.clauses import clauses
from publisher.speaking.engines import Engine, longest_of
from publisher.speaking.joining import Piece, join, joined
from publisher.speaking.pauses import USUAL, Pauses
from publisher.speaking.phonetic import spelt
from publisher.speaking.sounding import fitted
from publisher.speaking.wording import speakable


@runtime_checkable
class Phonetic(Protocol):
    """An engine that tells the phonemes it makes of words."""

    def phonemes(self, words: str) -> str:
        """The phonemes of a clause, in the International Phonetic Alphabet."""


@dataclass(frozen=True, slots=True)
class Saying:
    """One line to be said.

    Attributes:
        words: that are spoken, as the engine is given them; "" when there is nothing to say.
        phonemes: of these, where the engine tells.
    """

    words: str
    phonemes: str = ""

    @property
    def shown(self) -> str:
        """The words for people: spelt where the engine is given phonemes."""
        return spelt(self.words)


def sayings(
    lines: Sequence[str], engine: Engine, language: str, lexicon: Lexicon = ()
) -> Iterator[Saying]:
    """What will be said of each line."""
    known = fitted(lexicon, engine)
    for line in lines:
        words = speakable(line, language, known)
        yield sounded_out(words, engine)


def sounded_out(words: str, engine: Engine) -> Saying:
    """Words as an engine is given them, with the phonemes that it makes of them."""
    return Saying(words, _phonemes(words, engine))


def _phonemes(words: str, engine: Engine) -> str:
    if not isinstance(engine, Phonetic):
        return ""
    return " ".join(engine.phonemes(each) for each in clauses(words, longest_of(engine)))


def recorded(said: Sequence[Saying], engine: Engine, folder: Path, pauses: Pauses = USUAL) -> Path:
    """The recording of some lines, mastered, with a sentence's pause between two.

    Args:
        said: what to say.
        engine: who says it; one that remembers says it as it did in a build.
        folder: where the recording goes.
        pauses: how long the voice rests.

    Raises:
        VoiceError: the voice fell silent.
        OSError: it cannot be written there.
    """
    pieces = [Piece("line", _sound(each.words, engine, pauses), pauses.within) for each in said]
    return join("line", pieces, folder).path


def _sound(words: str, engine: Engine, pauses: Pauses) -> Sound:
    parts = clauses(words, longest_of(engine))
    return joined(parts, [engine.say(part) for part in parts], pauses.clause)[1]
