"""How many faults of narration are heard by `publisher check`, and how many are only imagined.

    python -m benchmarks.proof [--voice piper] [--voice espeak:en-gb] [--sentences 40]

Sentences of the articles in `source/` are spoken by a voice, each of them also with a fault planted
before it is spoken (a word or clause left out, said twice; two sentences exchanged; another's words
behind it) or afterwards (cut off; turned into noise; turned down; clipped). Each narration is
listened to as `publisher check` does, by measuring and by the recogniser (extra ``[listen]``); a
table tells for each fault in how many sentences it was found, and by which of both.
"""

import argparse
import random
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import numpy as np

from publisher.checking import listening, recogniser
from publisher.checking.decoding import RATE, samples_measured
from publisher.checking.stretches import Stretch
from publisher.narration import Sound
from publisher.reading import load, read
from publisher.speaking import chosen, clauses
from publisher.speaking.joining import joined
from publisher.speaking.levels import samples_of, trimmed
from publisher.speaking.mastering import mastered
from publisher.speaking.pauses import CLAUSE
from publisher.speaking.wording import speakable
from publisher.structuring import structure

SOURCE = Path(__file__).parent.parent / "source"
PAUSE_MS = 400
