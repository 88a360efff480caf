"""How words that no dictionary has may be said in English: by the rules of espeak-ng.

Names, figures and abbreviations, for the recogniser, in the signs of its dictionary (ARPAbet).
espeak keeps state from one text to the next and all of it is global, so it is loaded for each
and let go again, as `speaking` does with it; nothing of that room is used here.
"""

import _ctypes
import re
import sys
from ctypes import CDLL, addressof, byref, c_char_p, c_int, c_void_p, create_string_buffer
from functools import lru_cache
from threading import Lock
from typing import Final

_SYNCHRONOUS, _DONT_EXIT = 2, 0x8000  # of espeak's speak_lib.h
_UTF_8, _IPA = 1, 0x02
_VOICE: Final = b"en-us"  # whose sounds the dictionary's are
_turn = Lock()

if sys.platform == "win32":
    _let_go = _ctypes.FreeLibrary
else:
    _let_go = _ctypes.dlclose

# Longest first; what is not here (stress, ties, length) is no sound.
_ARPABET: Final = {
    "aɪɚ": "AY ER", "aɪə": "AY AH", "tʃ": "CH", "dʒ": "JH", "eɪ": "EY", "aɪ": "AY", "ɔɪ": "OY",
    "oʊ": "OW", "əʊ": "OW", "aʊ": "AW", "ɔːɹ": "AO R", "oːɹ": "AO R", "ɑːɹ": "AA R", "ɪɹ": "IH R",
    "ɛɹ": "EH R", "ʊɹ": "UH R", "ɜː": "ER", "əl": "AH L", "iə": "IY AH", "ɑː": "AA", "ɔː": "AO",
    "iː": "IY", "uː": "UW", "oː": "AO", "ɐ": "AH", "ɑ": "AA", "a": "AA", "æ": "AE", "ʌ": "AH",
    "ə": "AH", "ɚ": "ER", "ɛ": "EH", "e": "EH", "ɪ": "IH", "ᵻ": "IH", "i": "IY", "ɔ": "AO",
    "ɒ": "AA", "o": "OW", "ʊ": "UH", "u": "UW", "y": "UW", "ø": "ER", "b": "B", "d": "D",
    "ð": "DH", "f": "F", "ɡ": "G", "g": "G", "h": "HH", "k": "K", "l": "L", "ɬ": "L", "m": "M",
    "n": "N", "ŋ": "NG", "p": "P", "ɹ": "R", "r": "R", "ɾ": "D", "s": "S", "ʃ": "SH", "t": "T",
    "θ": "TH", "v": "V", "w": "W", "j": "Y", "z": "Z", "ʒ": "ZH", "x": "K", "ç": "SH", "ʔ": "T",
}  # fmt: skip
_SIGN: Final = re.compile("|".join(sorted(map(re.escape, _ARPABET), key=len, reverse=True)))


@lru_cache(maxsize=4096)
def english(text: str) -> tuple[str, ...]:
    """The sounds of some words in ARPAbet; none where espeak is not here, or says nothing."""
    try:
        spoken = _ipa(text)
    except (ImportError, OSError, RuntimeError):
        return ()
    found = " ".join(_ARPABET[sign] for sign in _SIGN.findall(spoken))
    return tuple(found.split())


def _ipa(text: str) -> str:
    """What espeak would say.

    Raises:
        ImportError, OSError, RuntimeError: it is not here, or not whole.
    """
    from espeakng_loader import get_data_path, get_library_path

    with _turn:
        library = CDLL(get_library_path())
        try:
            data = str(get_data_path()).encode()
            if library.espeak_Initialize(_SYNCHRONOUS, 0, data, _DONT_EXIT) <= 0:
                raise RuntimeError("espeak-ng has no data")
            library.espeak_SetVoiceByName(_VOICE)
            library.espeak_TextToPhonemes.argtypes = (c_void_p, c_int, c_int)
            library.espeak_TextToPhonemes.restype = c_char_p
            return _clauses(library, text)
        finally:
            library.espeak_Terminate()
            _let_go(library._handle)


def _clauses(library: CDLL, text: str) -> str:
    printable = "".join(each if each.isprintable() else " " for each in text)
    kept = create_string_buffer(printable.encode("utf-8", "replace"))
    rest = c_void_p(addressof(kept))
    parts = []
    while rest.value:
        clause: bytes = library.espeak_TextToPhonemes(byref(rest), _UTF_8, _IPA)
        parts.append(clause.decode("utf-8", "replace"))
    return " ".join(parts)
