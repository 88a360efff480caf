"""What was said once is not said again: an engine that asks the store before it speaks.

A sound's key is a digest of the engine's identity and the words, so it is found again from any
article, and never when anything that shapes it has changed.

What is asked of an engine is told in a few plain objects, so that it may be answered anywhere: in
another thread, in another process, or on another machine (`crew`).
"""

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from publisher.narration import Sound, Voice
from publisher.speaking.engines import Engine, lacking, longest_of
from publisher.store import Store

Asked = tuple[str, int]
"""Some words to be said, and in which take."""


@dataclass(frozen=True, slots=True)
class Answer:
    """What some words sound like.

    Attributes:
        sound: of them.
        key: under what name it is kept.
        spoken: whether it was not remembered.
    """

    sound: Sound
    key: str
    spoken: bool


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
        self.engine = engine
        self.store = store
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
        (answer,) = answers(self.engine, self.store, [(words, take)])
        return self.heard(answer)

    def heard(self, answer: Answer) -> Sound:
        """The sound of an answer, wherever it was given: counted, and remembered here."""
        if answer.spoken:
            self.spoken += 1
            self.store.grown(answer.key, answer.sound)
        else:
            self.remembered += 1
        return answer.sound

    def sounds(self, words: Iterable[str], given: Sequence[Answer]) -> list[Sound]:
        """The sounds of some clauses: answered, or else remembered.

        Raises:
            VoiceError: one is remembered no more, and the engine fell silent.
        """
        answered = {each.key: each for each in reversed(given)}
        each_with = ((each, answered.pop(self.key(each), None)) for each in words)
        return [self.heard(answer) if answer else self.say(each) for each, answer in each_with]

    def again(self, words: Iterable[str]) -> list[Sound]:
        """The sounds of some clauses that have been counted.

        Raises:
            VoiceError: one is remembered no more, and the engine fell silent.
        """
        given = answers(self.engine, self.store, self.asked(words))
        return [each.sound for each in given]

    def asked(self, words: Iterable[str]) -> tuple[Asked, ...]:
        """Some clauses, each with the take that is wanted of it."""
        return tuple((each, self.take(each)) for each in words)

    def knows(self, words: str) -> bool:
        """Whether the words would not have to be spoken."""
        return self.key(words) in self.store

    def lacks(self, ipa: str) -> str:
        """The signs of some IPA that the engine cannot say."""
        return lacking(self.engine, ipa)

    def key(self, words: str) -> str:
        """Under what name the sound of some words is kept, in the take that is wanted."""
        return _key(self.identity, words, self.take(words))

    def take(self, words: str) -> int:
        """In which take some words are said, where the engine varies."""
        return self.takes.get(words, 0) if self.varies else 0


def answers(engine: Engine, store: Store | None, asked: Iterable[Asked]) -> tuple[Answer, ...]:
    """What some words sound like, remembered or spoken now; safe in several threads at once.

    Args:
        engine: that speaks what is not remembered.
        store: that remembers; what is spoken is kept there. None where it is out of reach.
        asked: one after another.

    Raises:
        VoiceError: the engine fell silent; what it said before is remembered.
    """
    return tuple(_answer(engine, store, words, take) for words, take in asked)


def _answer(engine: Engine, store: Store | None, words: str, take: int) -> Answer:
    key = _key(engine.identity, words, take)
    sound = store.find(key) if store else None
    if sound is not None:
        return Answer(sound, key, spoken=False)
    sound = engine.say(words, take) if take else engine.say(words)
    if store and len(sound):  # nothing cannot be packed, and is made again in no time
        store.keep(key, sound)
    return Answer(sound, key, spoken=True)


def _key(identity: str, words: str, take: int) -> str:
    who = f"{identity}, take {take}" if take else identity
    return hashlib.sha256(f"{who}\n{words}".encode()).hexdigest()
