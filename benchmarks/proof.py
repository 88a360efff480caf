"""How many faults of a narration `publisher check` hears, and how many it only imagines.

    python -m benchmarks.proof [--voice piper] [--voice espeak:en-gb] [--sentences 32]

Sentences of the articles in `source/` are spoken by a voice. For each fault there is a narration of
all of them in which every fourth has it: a word or clause left out or said twice, another's words
behind it or in its place (these are spoken so), the end cut off, noise, too soft, too loud. It is
listened to as a publication is, by measuring and by the recogniser (extra ``[listen]``). A table
tells of how many of them the sentence was named, by either and by both together, and how many
sentences without a fault were named as well.
"""

import argparse
import random
import re
import tempfile
import wave
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from scipy.signal import resample_poly

from publisher.checking import listening, recogniser
from publisher.checking.decoding import RATE, measured
from publisher.checking.stretches import Stretch
from publisher.reading import load, read
from publisher.report import Finding
from publisher.speaking.choosing import chosen
from publisher.speaking.clauses import clauses
from publisher.speaking.engines import Engine, Folders
from publisher.speaking.joining import joined
from publisher.speaking.levels import samples_of, trimmed
from publisher.speaking.mastering import mastered
from publisher.speaking.pauses import CLAUSE
from publisher.speaking.wording import speakable
from publisher.structuring import structure

SOURCE = Path(__file__).parent.parent / "source"
PAUSE = np.zeros(RATE * 4 // 10, np.int16)
EVERY = 4
NAME = re.compile(r"s\d{3}")

Samples = NDArray[np.int16]


@dataclass(frozen=True)
class Fault:
    """A fault to plant: words changed before they are spoken, or their sound afterwards."""

    words: Callable[[list[str], list[str]], list[str]] = lambda words, other: words
    sound: Callable[[Samples], Samples] = lambda sound: sound


def _hiss(sound: Samples) -> Samples:
    return (np.random.default_rng(1).standard_normal(len(sound)) * 2500).astype(np.int16)


def _loud(sound: Samples) -> Samples:
    return np.clip(sound.astype(np.int32) * 12, -32767, 32767).astype(np.int16)


def _middle(words: Sequence[str]) -> int:
    """The place of a word in the midst that nobody swallows."""
    able = [at for at in range(2, len(words) - 1) if len(words[at]) > 4 and words[at].isalpha()]
    return min(able, key=lambda at: abs(at - len(words) // 2), default=len(words) // 2)


FAULTS = {
    "none": Fault(),
    "a word left out": Fault(lambda w, _: w[: _middle(w)] + w[_middle(w) + 1 :]),
    "a word said twice": Fault(lambda w, _: w[: _middle(w) + 1] + w[_middle(w) :]),
    "a third left out": Fault(lambda w, _: w[: len(w) // 3] + w[2 * len(w) // 3 :]),
    "a third said twice": Fault(lambda w, _: w[: 2 * len(w) // 3] + w[len(w) // 3 :]),
    "the last fifth left out": Fault(lambda w, _: w[: -max(2, len(w) // 5)]),
    "said twice": Fault(lambda w, _: w + w),
    "five of another's words behind it": Fault(lambda w, other: w + other[:5]),
    "another in its place": Fault(lambda _, other: other),
    "left out": Fault(sound=np.zeros_like),
    "cut off at 90 %": Fault(sound=lambda sound: sound[: len(sound) * 9 // 10]),
    "cut off at 75 %": Fault(sound=lambda sound: sound[: len(sound) * 3 // 4]),
    "cut off at 50 %": Fault(sound=lambda sound: sound[: len(sound) // 2]),
    "hiss in its place": Fault(sound=_hiss),
    "14 dB too soft": Fault(sound=lambda sound: sound // 5),
    "clipped": Fault(sound=_loud),
}


def sentences(count: int) -> list[str]:
    """Sentences of the sample articles, in an order of chance that is always the same."""
    found = [
        sentence.said
        for path in sorted(SOURCE.iterdir())
        for section in structure(read(load(path))).sections
        for sentence in section.sentences()
        if 8 <= len(sentence.said.split()) <= 30
    ]
    random.Random(7).shuffle(found)  # noqa: S311  # chance, not secrecy
    return found[:count]


def spoken(words: list[str], engine: Engine) -> Samples:
    """Words as a build speaks and masters them, at the rate that is listened at."""
    parts = clauses(speakable(" ".join(words), "en-GB"))
    sound = mastered(trimmed(joined(parts, [engine.say(each) for each in parts], CLAUSE)[1]))
    at_rate = resample_poly(samples_of(sound), RATE, sound.rate)
    return np.clip(at_rate * 32767, -32767, 32767).astype(np.int16)


def narration(texts: Sequence[str], fault: Fault, engine: Engine) -> Iterator[Samples]:
    """The sentences as they sound, every fourth with a fault."""
    for place, text in enumerate(texts):
        words = text.split()
        if place % EVERY:
            yield spoken(words, engine)
        else:
            other = texts[(place + 2) % len(texts)].split()
            yield fault.sound(spoken(fault.words(words, other), engine))


def listened(texts: Sequence[str], sounds: Sequence[Samples]) -> dict[str, set[int]]:
    """The places of the sentences that are named, by measuring and by the recogniser."""
    at, told, parts = 0.0, [], []
    for place, (text, sound) in enumerate(zip(texts, sounds, strict=True)):
        whole = np.concatenate([sound, PAUSE])
        end = at + len(whole) * 1000 / RATE
        told.append(Stretch(f"s{place:03}", text, at, end, "en-GB"))
        parts.append(whole)
        at = end
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "narration.wav"
        with wave.open(str(path), "wb") as file:
            file.setparams((1, 2, RATE, 0, "NONE", ""))
            file.writeframes(np.concatenate(parts).astype("<i2").tobytes())
        recording = measured(path)
        assert recording is not None
        heard = listening.measured(recording, told)
        by_measure = [
            *listening.silent(heard),
            *listening.of_recording(heard),
            *listening.of_narration([("narration", heard)]),
        ]
        doubts = recogniser.hears(path, told)
    by_ear = [each for stretch, heard in doubts for each in recogniser.found(stretch, heard)]
    return {"measure": named(by_measure), "ear": named(by_ear)}


def named(findings: Sequence[Finding]) -> set[int]:
    """The places of the sentences that findings name."""
    return {int(name[1:]) for each in findings for name in NAME.findall(each.message)[:1]}


def main() -> None:
    """Print a table for each voice."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--voice", action="append", help="piper, unless told otherwise")
    parser.add_argument("--sentences", type=int, default=32)
    options = parser.parse_args()
    print(recogniser.absent() or "pocketsphinx listens")
    for voice in options.voice or ("piper",):
        with tempfile.TemporaryDirectory() as cache:
            engine, _ = chosen(voice, "en-GB", 1.0, Folders(Path(cache)))
            texts = sentences(options.sentences)
            print(f"{voice}: fault, planted, by measuring, by recogniser, by either, imagined")
            for name, fault in FAULTS.items():
                found = listened(texts, list(narration(texts, fault, engine)))
                faulty = set() if name == "none" else set(range(0, len(texts), EVERY))
                either = found["measure"] | found["ear"]
                hits = [len(each & faulty) for each in (found["measure"], found["ear"], either)]
                # Where a sentence takes another's place, the next may be blamed for it as well.
                beside = {place + 1 for place in faulty}
                imagined = len(either - faulty - beside)
                row = (name, len(faulty), *hits, imagined)
                print("| " + " | ".join(map(str, row)) + " |", flush=True)


if __name__ == "__main__":
    main()
