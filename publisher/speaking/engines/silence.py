"""An engine that says nothing, for as long as saying it would take: for tests and drafts."""

from collections.abc import Iterator
from itertools import accumulate

from publisher.errors import VoiceError
from publisher.narration import Sound, Voice, Word
from publisher.speaking.engines import NOWHERE, Folders, Offer
from publisher.speaking.phonetic import GIVEN
from publisher.speaking.timing import WORD

RATE = 22_050
CHARACTERS_PER_SECOND = 15.0  # of English read aloud at about 180 words a minute


class Silence:
    """A voice without a sound."""

    varies = False

    def __init__(self, language: str, rate: float) -> None:
        self.voice = Voice("silence", "silence", language, licence="none needed", trained=False)
        self.identity = f"silence 2, rate {rate:g}"
        self._characters_per_second = CHARACTERS_PER_SECOND * rate

    def say(self, words: str, take: int = 0) -> Sound:
        """As many zero samples as the words would take to say."""
        passed = _passed(words)
        samples = round(passed[-1] / self._characters_per_second * RATE)
        times = tuple(self._timed(*found.span(), passed) for found in WORD.finditer(words))
        return Sound(bytes(2 * max(samples, 1)), RATE, times)

    def lacks(self, ipa: str) -> str:
        """Nothing: there is no phoneme that it could not leave unsaid."""
        return ""

    def _timed(self, start: int, stop: int, passed: list[int]) -> Word:
        """A word when it would be said."""
        begin, end = (
            round(passed[each] * 1000 / self._characters_per_second) for each in (start, stop)
        )
        return Word(start, stop, begin, end)


def _passed(words: str) -> list[int]:
    """How many characters are said before each one, and of all; of phonemes the spelling is."""
    said = [1] * len(words)
    for found in GIVEN.finditer(words):
        said[found.start() : found.end()] = [0] * len(found[0])
        said[found.start(2) : found.end(2)] = [1] * len(found[2])
    return [0, *accumulate(said)]


def offers(folders: Folders = NOWHERE) -> Iterator[Offer]:
    """The one voice there is."""
    yield Offer(Silence("und", 1.0).voice)


def load(name: str, language: str, rate: float, folders: Folders = NOWHERE) -> Silence:
    """Ready at once, for any language.

    Raises:
        VoiceError: a name was given, and not its own.
    """
    if name not in ("", "silence"):
        raise VoiceError(f"There is one silence, and none called {name!r}", "Use `silence`.")
    return Silence(language, rate)
