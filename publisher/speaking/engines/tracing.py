"""Which words espeak has in its dictionary, and which it says by the rules of its letters.

espeak tells so only in a trace, which it writes to a stream of C's: to have that without the
ways in which systems differ over streams, it runs in a process of its own, whose output it is.

Source:
    espeak-ng 1.52: espeak_SetPhonemeTrace in speak_lib.h; src/libespeak-ng/dictionary.c writes
    ``Found: 'the' [D@2]`` and ``Translate 'idlib'``.
"""

import logging
import re
import subprocess
import sys
from collections.abc import Iterable
from ctypes import c_int

from publisher.errors import VoiceError
from publisher.speaking.engines import espeak

log = logging.getLogger(__name__)

_RULES = 0x08  # espeakPHONEMES_TRACE: which rules were used
_FOUND = re.compile(r"^Found: '([^']+)'", re.MULTILINE)
_BY_RULES = re.compile(r"^(?:Translate|Unpronouncable\?) '([^']+)'", re.MULTILINE)
_PART = re.compile(r"[^\W_]+")
_LONGEST_S = 60.0


def by_letters(words: Iterable[str], language: str) -> frozenset[str]:
    """The words of which a part is said by the rules of letters, not out of a dictionary.

    Args:
        words: as printed; each is looked up in small letters.
        language: BCP 47 tag; of its dictionaries espeak's best is asked.

    Raises:
        VoiceError: espeak has no voice for the language, or does not answer.
    """
    asked = tuple(words)
    name = espeak.load("", language, 1.0).voice.name
    command = (sys.executable, "-m", __name__, name)
    try:
        done = subprocess.run(
            command,
            input="\n".join(asked).encode("utf-8", "replace"),
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            timeout=_LONGEST_S,
            check=True,
        )
    except (OSError, subprocess.SubprocessError) as error:
        raise VoiceError(
            f"espeak-ng did not tell which words it knows ({error})",
            remedy="Run the same command again; if it fails, report it.",
        ) from error
    told = done.stdout.decode("utf-8", "replace")
    found = {word.lower() for word in _FOUND.findall(told)}
    ruled = {word.lower() for word in _BY_RULES.findall(told)} - found
    log.debug("espeak knows %d words, and says %d by their letters", len(found), len(ruled))
    return frozenset(word for word in asked if not found.issuperset(_parts(word, found)))


def _parts(word: str, found: set[str]) -> tuple[str, ...]:
    """A word as it stands in the dictionary, or its parts."""
    low = word.lower()
    return (low,) if low in found else tuple(_PART.findall(low))


def _trace(name: str) -> None:
    """Write a trace of the words of standard input to standard output."""
    listener, path = espeak._listener([], {}), espeak._named(name).path
    with espeak._espeak() as library:
        library.espeak_SetSynthCallback(listener)
        library.espeak_SetVoiceByName(path)
        library.espeak_SetPhonemeTrace(c_int(_RULES), None)
        for line in sys.stdin.buffer.read().splitlines():
            library.espeak_Synth(line, len(line) + 1, 0, 1, 0, 1, None, None)


if __name__ == "__main__":
    _trace(sys.argv[1])
