"""What was said once is not said again: an engine that asks the store before it speaks.

A sound's key is a digest of the engine's identity and the words, so it is found again from any
article, and never when anything that shapes it has changed.
"""

import hashlib
from collections.abc import Mapping

from publisher.narration import Sound, Voice
from publisher.speaking.engines import Engine, lacking, longest_of
from publisher.speaking.store import Store


class Remembering:
    """An engine that asks the store before it speaks, and knows which take of words is wanted.

    Attributes:
        varies: whether another take would be, or might be, another sound.
        longest: of what it says in one go, in characters.
        takes: the take of words that are not to be said in the first, which is 0.
        spoken: how many times the engine had to speak.
        remembered: how many times it had not.
    """

    def __init__(self, engine: Engine, store: Store) -> None:
        self._engine = engine
        self._store = store
        self.voice: Voice = engine.voice
        self.varies: bool = getattr(engine, "varies", False)  # other packages' may not know
        self.longest = longest_of(engine)
        self.takes: Mapping[str, int] = {}
        self.identity = engine.identity
        self.spoken = 0
        self.remembered = 0

    def say(self, words: str, take: int = 0) -> Sound:
        """What the words sound like, remembered or spoken now.

        Args:
            words: to be said.
            take: which reading of them; 0 for the one that `takes` tells.

        Raises:
            VoiceError: they are not remembered, and the engine fell silent.
        """
        take = take if take and self.varies else self.take(words)
        key = self._key(words, take)
        sound = self._store.find(key)
        if sound is not None:
            self.remembered += 1
            return sound
        sound = self._engine.say(words, take) if take else self._engine.say(words)
        if len(sound):  # nothing cannot be packed, and is made again in no time
            self._store.keep(key, sound)
        self.spoken += 1
        return sound

    def knows(self, words: str) -> bool:
        """Whether the words would not have to be spoken."""
        return self.key(words) in self._store

    def lacks(self, ipa: str) -> str:
        """The signs of some IPA that the engine cannot say."""
        return lacking(self._engine, ipa)

    def key(self, words: str) -> str:
        """Under what name the sound of some words is kept, in the take that is wanted."""
        return self._key(words, self.take(words))

    def _key(self, words: str, take: int) -> str:
        who = f"{self.identity}, take {take}" if take else self.identity
        return hashlib.sha256(f"{who}\n{words}".encode()).hexdigest()

    def take(self, words: str) -> int:
        """In which take some words are said, where the engine varies."""
        return self.takes.get(words, 0) if self.varies else 0
