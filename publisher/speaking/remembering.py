"""What was said once is not said again: sounds kept by what they are, not by where they were.

A sound's key is a digest of the engine's identity and the words, so it is found again from
any article, and never when anything that shapes it has changed. Entries are FLAC, lossless, the
times of its words in the comment, each followed by a digest of itself: a damaged one is noticed
and made again.
"""

import hashlib
import io
import json
import logging
import os
import tempfile
from collections.abc import Mapping
from dataclasses import astuple
from pathlib import Path
from typing import Any

from publisher.narration import Sound, Voice, Word
from publisher.speaking.engines import Engine, lacking, longest_of

log = logging.getLogger(__name__)

_DIGEST_BYTES = 32  # SHA-256
_NOT_OURS = (ValueError, TypeError, OverflowError, RuntimeError)  # the last is soundfile's


class Store:
    """Sounds on disk by their keys; safe to use from several processes at once."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def __contains__(self, key: str) -> bool:
        return self._path(key).is_file()

    def find(self, key: str) -> Sound | None:
        """The sound of that key, or None when it is not there or is damaged."""
        try:
            entry = self._path(key).read_bytes()
        except OSError:
            return None
        flac, digest = entry[:-_DIGEST_BYTES], entry[-_DIGEST_BYTES:]
        if hashlib.sha256(flac).digest() != digest:
            log.warning("a remembered sound was damaged and is made again: %s", key)
            return None
        try:
            return _unpacked(flac)
        except _NOT_OURS as error:
            log.warning("a remembered sound cannot be read and is made again: %s (%s)", key, error)
            return None

    def keep(self, key: str, sound: Sound) -> None:
        """Keep a sound; where that fails, it is only not remembered."""
        flac = _packed(sound)
        try:
            _write(self._path(key), flac + hashlib.sha256(flac).digest())
        except OSError as error:
            log.warning("a spoken sentence could not be remembered: %s", error)

    def _path(self, key: str) -> Path:
        return self._folder / key[:2] / f"{key}.flac"


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


def _packed(sound: Sound) -> bytes:
    import numpy as np
    import soundfile

    packed = io.BytesIO()
    form: dict[str, Any] = {"samplerate": sound.rate, "channels": 1}
    with soundfile.SoundFile(packed, "w", **form, format="FLAC", subtype="PCM_16") as file:
        file.comment = json.dumps([astuple(word) for word in sound.words])
        file.write(np.frombuffer(sound.samples, dtype="<i2"))
    return packed.getvalue()


def _unpacked(flac: bytes) -> Sound:
    import soundfile

    with soundfile.SoundFile(io.BytesIO(flac)) as file:
        words = tuple(Word(*map(int, each)) for each in json.loads(file.comment or "[]"))
        samples = file.read(dtype="int16")
        return Sound(samples.astype("<i2").tobytes(), file.samplerate, words)


def _write(path: Path, entry: bytes) -> None:
    """Write whole or not at all: under another name first, then put in place."""
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=".new-")
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(entry)
        Path(name).replace(path)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise
