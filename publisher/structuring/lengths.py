"""How long words are, and how they end: in any script.

Thresholds are told for Latin letters. An ideograph says about as much as two of them, and
Chinese, Japanese and Thai have no spaces to count words by (`publisher.counting`); Korean has.
"""

import re

from publisher.article import Passage
from publisher.counting import word_count

CLOSERS = "”“\"'’‘»«›‹」』）)]*_ \u00a0"
STOPS = tuple(".!?…:;,。！？：；、，؟؛،۔।॥։።")
ENDS = tuple(".!?。！？؟۔।॥։።")

_WIDE = re.compile(
    "[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u2e80-\ua4cf\uac00-\ud7a3\uf900-\uff60]"
)
words = word_count


def length(text: str) -> int:
    """How long words are, in Latin letters."""
    return len(text) + len(_WIDE.findall(text))


def stopped(text: str) -> bool:
    """Whether words end in a full stop, or another mark that parts sentences or clauses."""
    return text.rstrip(CLOSERS).endswith(STOPS)


def ended(text: str) -> bool:
    """Whether words end as a sentence does, and not as a clause or a label may."""
    return text.rstrip(CLOSERS).endswith(ENDS)


def one_line(passage: Passage) -> str:
    """The words of a passage on one line, as metadata has them."""
    return " ".join(line.strip(" \t") for line in passage.text.split("\n"))
