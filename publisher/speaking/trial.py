"""Whether an engine speaks here as it does elsewhere: told by a few words, to the bit.

Machines with another release of a library, another model or another kind of processor make
another sound of the same words; an edition is not to be made of two.
"""

import hashlib
from typing import Final

from publisher.errors import VoiceError
from publisher.speaking.engines import Engine

WORDS: Final = "Every word in its place."

_heard: dict[str, str] = {}  # of engines that were tried in this process, by identity


def trial(engine: Engine) -> str:
    """A digest of what a few words sound like, spoken once in a process.

    Raises:
        VoiceError: the engine cannot speak here.
    """
    if engine.identity not in _heard:
        _heard[engine.identity] = hashlib.sha256(engine.say(WORDS).samples).hexdigest()
    return _heard[engine.identity]


def must_sound(engine: Engine, heard: str) -> None:
    """Refuse an engine that speaks otherwise than it was heard elsewhere.

    Args:
        engine: about to speak here.
        heard: the digest of what it says there.

    Raises:
        VoiceError: it speaks otherwise.
    """
    if trial(engine) != heard:
        raise VoiceError(
            f"{engine.voice} sounds otherwise there than here",
            remedy="Give every worker the same libraries, voices and kind of processor.",
        )
