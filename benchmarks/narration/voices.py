"""How well voices are understood, and how true their word times are, by a stranger's ear.

    python -m benchmarks.narration.voices kokoro:bm_george kokoro:af_heart piper espeak:en-gb

The stranger is pocketsphinx, whose wheel carries a model of American English. It hears poorly, so
its error rates are high and good for one thing: to set one voice beside another on the same words.
With ``--ear`` it is Whisper that writes down what it hears, which hears well.
Sentences of the sample articles are spoken that hold no figures and no word that it has never
heard of, and four questions are asked:

* error rate: of the words, how many are wrong, missing or too many when it writes down what it
  hears, knowing nothing of the text;
* short words: of one-word sentences, how many it tells from the others in a list;
* word times: how far a word's begin is from where it puts the word when it is told the text;
* CPU: seconds of one core's work for a second of sound.

``PUBLISHER_VOICES`` tells where Kokoro is. Needs the extra [bench].
"""

import argparse
import os
import re
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from pocketsphinx import Decoder
from scipy.signal import resample_poly

from benchmarks.narration.ear import Ear, slips
from benchmarks.narration.ear import words as each_word
from publisher.reading import load
from publisher.speaking.choosing import chosen
from publisher.speaking.engines import Engine, Folders
from publisher.speaking.levels import samples_of, trimmed
from publisher.speaking.narrating import utterances
from publisher.speaking.timing import WORD
from publisher.understanding import understood
from publisher.workshop import Workshop

SOURCE = Path(__file__).parents[2] / "source"
EAR_RATE = 16_000
QUIET_MS = 300  # on both sides of what it is given
FRAME_MS = 10
SHORT = ("yes", "no", "five", "nine", "water", "silence", "money", "house", "garden", "harbour",
         "people", "letter", "night", "morning", "winter", "river", "mother", "yellow", "seven",
         "other")  # fmt: skip


@dataclass(frozen=True, slots=True)
class Heard:
    """What came of one voice.

    Attributes:
        words: that were said in sentences.
        errors: words wrong, missing or too many.
        short: one-word sentences that were told from the others.
        late: how late each word is told to begin, in milliseconds.
        cpu_s: seconds of work.
        sound_s: seconds of sound.
    """

    words: int
    errors: int
    short: int
    late: Sequence[float]
    cpu_s: float
    sound_s: float


def plain(text: str) -> list[str]:
    """A text's words as the recogniser writes them."""
    return [
        re.sub(r"[^a-z']", "", found[0].lower().replace("’", "'")) for found in WORD.finditer(text)
    ]


def sayings(ear: Any, most: int) -> list[str]:
    """Sentences of the sample articles, spread over them, that hold only words it knows."""
    able = [text for text in _spoken() if _is_known(text, ear)]
    return able[:: max(len(able) // most, 1)][:most]


def _spoken() -> Iterator[str]:
    for path in sorted(SOURCE.iterdir()):
        document = understood(load(path), Workshop(Path("build"), Path("cache"))).document
        for _, clauses in utterances(document):
            if len(clauses) == 1:
                yield clauses[0]


def _is_known(text: str, ear: Any) -> bool:
    words = plain(text)
    if re.search(r"\d|\w[-–—]\w", text) or not 5 <= len(words) <= 25:
        return False
    return all(word and ear.lookup_word(word) for word in words)


def measured(engine: Engine, texts: Sequence[str], ear: Ear | None = None) -> Heard:
    """Have a voice say some texts and a list of words, and listen."""
    writes = Decoder(samprate=EAR_RATE, loglevel="FATAL")
    follows = Decoder(samprate=EAR_RATE, lm=None, loglevel="FATAL")
    errors, total, late, sound_s = 0, 0, [], 0.0
    begun = time.process_time()
    sounds = [trimmed(engine.say(text)) for text in texts]
    cpu_s = time.process_time() - begun
    for text, sound in zip(texts, sounds, strict=True):
        words = plain(text)
        heard = _given(sound)
        if ear is None:
            errors += distance(words, written(writes, heard))
        total += len(words)
        sound_s += sound.length_ms / 1000
        told = [word.begin + QUIET_MS for word in sound.words]
        put = placed(follows, words, heard)
        if len(told) == len(put):
            late += [ours - theirs for ours, theirs in zip(told, put, strict=True)]
    if ear is not None:
        wholes = [np.frombuffer(_given(sound), "<i2") / np.float32(32_768) for sound in sounds]
        found = zip(texts, ear.heard(wholes), strict=True)
        errors = sum(len(slips(each_word(text), each_word(heard))) for text, heard in found)
    return Heard(total, errors, told_apart(engine), late, cpu_s, sound_s)


def written(ear: Any, heard: bytes) -> list[str]:
    """The words that it takes a sound for."""
    ear.start_utt()
    ear.process_raw(heard, full_utt=True)
    ear.end_utt()
    found = ear.hyp()
    return found.hypstr.split() if found else []


def placed(ear: Any, words: Sequence[str], heard: bytes) -> list[float]:
    """Where it puts the beginning of each word of a text that it is told, in milliseconds."""
    ear.set_align_text(" ".join(words))
    written(ear, heard)
    return [
        each.start_frame * FRAME_MS
        for each in ear.seg() or ()
        if not each.word.startswith(("<", "["))
    ]  # fmt: skip


def told_apart(engine: Engine) -> int:
    """How many one-word sentences it tells from the others."""
    ear = Decoder(samprate=EAR_RATE, lm=None, loglevel="FATAL")
    grammar = f"#JSGF V1.0; grammar words; public <word> = {' | '.join(SHORT)};"
    ear.add_jsgf_string("words", grammar)
    ear.activate_search("words")
    said = ((word, trimmed(engine.say(f"{word.title()}."))) for word in SHORT)
    return sum(written(ear, _given(sound)) == [word] for word, sound in said)


def _given(sound: Any) -> bytes:
    """A sound at the recogniser's rate, with quiet around it."""
    samples = resample_poly(samples_of(sound), EAR_RATE // 50, sound.rate // 50)
    quiet = np.zeros(EAR_RATE * QUIET_MS // 1000, np.float32)
    loud = np.concatenate([quiet, samples / max(np.abs(samples).max(), 1e-6) * 0.5, quiet])
    return (loud * 32767).astype("<i2").tobytes()


def distance(said: Sequence[str], heard: Sequence[str]) -> int:
    """How many words are wrong, missing or too many."""
    row = list(range(len(heard) + 1))
    for place, word in enumerate(said, start=1):
        before, row[0] = row[0], place
        for other, guess in enumerate(heard, start=1):
            before, row[other] = row[other], min(
                row[other] + 1, row[other - 1] + 1, before + (word != guess)
            )  # fmt: skip
    return row[-1]


def line(name: str, found: Heard) -> str:
    """A row of the table."""
    apart = np.abs(found.late) if found.late else np.array([np.nan])
    return (
        f"| {name} | {found.errors / found.words:.1%} | {found.short} of {len(SHORT)} | "
        f"{np.median(found.late or [np.nan]):+.0f} ms | {np.median(apart):.0f} ms | "
        f"{np.mean(apart <= 60):.0%} of {len(found.late)} | {found.cpu_s / found.sound_s:.2f} s | "
        f"{found.words * 60 / found.sound_s:.0f} |"
    )


def main() -> None:
    """Print a table with a row for each voice."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("voices", nargs="+", metavar="VOICE")
    parser.add_argument("--sentences", type=int, default=40)
    parser.add_argument("--ear", type=Path, help="the folder that ear.sh filled")
    options = parser.parse_args()
    folders = Folders(voices=(Path(os.environ.get("PUBLISHER_VOICES", "voices")),))
    ear = Ear(options.ear) if options.ear else None
    texts = sayings(Decoder(samprate=EAR_RATE, loglevel="FATAL"), options.sentences)
    print(f"{len(texts)} sentences, {sum(len(plain(text)) for text in texts)} words")
    print(
        "| voice | error rate | short words | words late by | off by | within 60 ms | CPU | pace |"
    )
    print("|---|---|---|---|---|---|---|---|")
    for name in options.voices:
        engine, _ = chosen(name, "en", 1.0, folders)
        print(line(name, measured(engine, texts, ear)), flush=True)


if __name__ == "__main__":
    main()
