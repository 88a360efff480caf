"""A voice that rings for each word, and keeps a ledger of all that it was asked to say.

It takes its time, so that something can befall it meanwhile; `BELL_PITCH` tunes it, as a machine
of another kind would.
"""

import os
import time
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np

from publisher.narration import Sound, Voice

RATE = 22_050


@dataclass(frozen=True)
class Bell:
    """A bell.

    Attributes:
        ledger: a file with a line for each time that it was asked.
        seconds: that it takes to say something.
    """

    ledger: Path
    seconds: float = 0.15
    identity: str = "bell 1"
    varies: bool = False
    voice: Voice = field(default_factory=lambda: Voice("bell", "bell", "en"))

    def say(self, words: str, take: int = 0) -> Sound:
        """Ring, as high and as long as the words have it."""
        with self.ledger.open("a") as ledger:
            ledger.write(f"{words}\n")
        time.sleep(self.seconds)
        pitch = float(os.environ.get("BELL_PITCH", "440")) + sum(map(ord, words)) % 97
        times = np.arange(len(words) * RATE // 15 + RATE // 2) / RATE
        ringing = 0.2 * np.sin(2 * np.pi * pitch * times)
        return Sound((ringing * 32_767).astype("<i2").tobytes(), RATE)

    def asked(self) -> list[str]:
        """What it was asked for, trials left out."""
        said = self.ledger.read_text().splitlines() if self.ledger.exists() else []
        return [words for words in said if words != "Every word in its place."]
