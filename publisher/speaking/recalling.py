"""Recall: a section that was joined and mastered before is not, as long as nothing in it changed.

What is kept of it is small: where its sentences and words are heard, how loud it is, and a digest
of its sound. Recordings and what was measured on them are found again by that digest. The sound
itself is joined again, of remembered clauses, only where somebody asks for it (`Track.sound`).

A section is known by its print and by all that shapes how that is said, so it has not even to be
put into words again.
"""

import hashlib
import json
from collections.abc import Callable, Iterable, Sequence
from dataclasses import astuple, dataclass
from pathlib import Path
from typing import Any

from publisher.narration import Clip, Track, Voice, Word
from publisher.store import Store


@dataclass(frozen=True, slots=True)
class Recall:
    """Sections that were joined before, by what they were joined of.

    Attributes:
        store: that remembers them.
        code: changes whenever the same print might be said or joined otherwise.
        anew: whether all are to be joined again, whatever is known of them.
    """

    store: Store
    code: str
    anew: bool = False

    def key(self, parts: Iterable[object]) -> str:
        """Under what name a section is kept: all that makes its sound, each as `repr` tells it."""
        digest = hashlib.sha256(f"joined by {self.code}".encode())
        for part in parts:
            digest.update(repr(part).encode())
        return digest.hexdigest()

    def find(
        self, key: str, path: Path, voices: Sequence[Voice], join: Callable[[], object]
    ) -> tuple[Track, int] | None:
        """A section as it was joined before, if each of its clauses is remembered still.

        Args:
            key: of it.
            path: where its sound would lie.
            voices: of all who speak.
            join: has it lie there.

        Returns:
            What is known of it, and of how many clauses it is; None when nobody knows.
        """
        known = None if self.anew else self.store.recall(key)
        told = json.loads(known) if known is not None else None
        if told is None or not all(each in self.store for each in told["clauses"]):
            return None
        for each in told["clauses"]:
            self.store.ask_for(each)
        track = Track(
            path.stem,
            path,
            told["rate"],
            told["length"],
            tuple(map(_clip, told["clips"])),
            tuple(voices[place] for place in told["voices"]),
            told["loudness"],
            digest=told["digest"],
            join=join,
        )
        return track, len(told["clauses"])

    def keep(self, key: str, track: Track, voices: Sequence[Voice], clauses: Sequence[str]) -> None:
        """Keep what is to be known of a section that was joined.

        Args:
            key: of it.
            track: what it was joined to.
            voices: of all who speak.
            clauses: the keys of their sounds.
        """
        told = {
            "rate": track.rate,
            "length": track.length,
            "clips": [astuple(clip) for clip in track.clips],
            "voices": [voices.index(each) for each in track.voices],
            "loudness": track.loudness,
            "digest": track.digest,
            "clauses": clauses,
        }
        self.store.remember(key, json.dumps(told).encode())


def _clip(told: list[Any]) -> Clip:
    sentence, begin, end, words = told
    return Clip(sentence, begin, end, tuple(Word(*each) for each in words))
