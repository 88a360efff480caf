"""espeak-ng: a small formant voice for more than a hundred languages, offline.

espeak keeps its place in a table of pitch flutter, and other such state, from one clause to
the next, and has no call that forgets it: said twice, a sentence differs by some samples.
So each clause gets the library afresh, loaded and let go again; that takes 0.8 ms, and the
same words are the same bytes. When a voice is refused, espeak keeps the one before it
without a word, so its answers are looked at; and it prints when a dictionary is missing, so
voices without one are not offered.

Source:
    espeak-ng 1.52, speak_lib.h and docs/voices.md, as packed by espeakng-loader 0.2.4.
"""

import _ctypes
import os
import re
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from ctypes import (
    CDLL,
    CFUNCTYPE,
    POINTER,
    Structure,
    addressof,
    byref,
    c_char_p,
    c_int,
    c_long,
    c_size_t,
    c_ubyte,
    c_uint,
    c_void_p,
    create_string_buffer,
    sizeof,
    string_at,
)
from dataclasses import dataclass, replace
from functools import cache
from importlib.metadata import version
from itertools import pairwise
from pathlib import Path
from threading import Lock

from publisher.errors import VoiceError
from publisher.narration import Sound, Voice, Word
from publisher.speaking.engines import NOWHERE, Folders, Offer, mnemonics
from publisher.speaking.phonetic import GIVEN, pieces
from publisher.speaking.timing import WORD

if sys.platform == "win32":
    _let_go = _ctypes.FreeLibrary
else:
    _let_go = _ctypes.dlclose

RATE = 22_050
WORDS_PER_MINUTE = 175  # espeak's own pace
SLOWEST, FASTEST = 80, 450  # words per minute; espeak takes no others

LICENCE = "GPL-3.0-or-later"
LINEAGE = "espeak-ng, formant synthesis"

_SYNCHRONOUS = 2  # AUDIO_OUTPUT_SYNCHRONOUS: samples come to the callback, in this thread
_DONT_EXIT = 0x8000  # otherwise espeak ends the whole process when its data is missing
_SET_RATE = 1  # espeakRATE
_PLAIN_UTF_8 = 1  # espeakCHARS_UTF8, without SSML (0x10) and [[phonemes]]
_PHONEMES = 0x100  # espeakPHONEMES: names of phonemes stand between [[ and ]]
_TIED_IPA = ord("^") << 8 | 0x80 | 0x02  # IPA, a tie between the letters of one phoneme
_OK = 0
_LIST_TERMINATED, _WORD = 0, 1  # kinds of espeak_EVENT
_SEED = 1
_LONGEST_PATH = 159  # bytes; espeak cuts longer ones off, and then looks elsewhere
_CALLBACK = CFUNCTYPE(c_int, c_void_p, c_int, c_void_p)
# espeak takes Ctrl-A for the start of a command ("\x01 50S"), and NUL for the end.
_CONTROLS = re.compile(r"[\x00-\x1f\x7f]")

# What espeak calls otherwise than the speakers of a language would expect.
_LATIN_AMERICA = "ar bo cl co cr cu do ec gt hn ni pa pe pr py sv us uy ve"
_ALIASES = {
    "en-ca": "en-us",
    "in": "id",
    "iw": "he",
    "nn": "nb",
    "zh-hk": "yue",
    "zh-mo": "yue",
    **{f"es-{region}": "es-419" for region in _LATIN_AMERICA.split()},
}
# Codes that are no BCP 47 tags, or mean a country there ("cl" is Chile).
_TAGS = {
    "ca-ba": "ca-x-balear",
    "ca-nw": "ca-x-nw",
    "ca-va": "ca-valencia",
    "chr-us-qaaa-x-west": "chr-Qaaa-US-x-west",
    "en-us-nyc": "en-US-x-nyc",
    "piqd": "tlh-Piqd",
    "py": "art-x-pyash",
    "ru-cl": "ru-x-classic",
}

# All of espeak's state is global, so one thread is in it at a time.
_turn = Lock()


class Espeak:
    """An espeak voice, known to be there."""

    varies = False  # it goes by rules
    longest = 1_000  # its memory does not grow, and it breathes at clauses by itself

    def __init__(self, speaker: "Speaker", rate: float) -> None:
        self.voice = speaker.voice
        self._speaker = speaker
        self._pace = min(max(round(WORDS_PER_MINUTE * rate), SLOWEST), FASTEST)
        self.identity = (
            f"espeak-ng {release()} (espeakng-loader {version('espeakng-loader')}), "
            f"{speaker.identifier}, {self._pace} words/min, with words"
        )

    def say(self, words: str, take: int = 0) -> Sound:
        """Speak one clause or sentence; a few milliseconds when there is nothing to say in it.

        Raises:
            VoiceError: espeak refused the voice or the words.
        """
        shown = _CONTROLS.sub(" ", words)
        text, origins = self._with_phonemes(shown)
        flags = _PLAIN_UTF_8 | (_PHONEMES if GIVEN.search(shown) else 0)
        encoded = text.encode("utf-8", "replace")
        heard: list[bytes] = []
        begun: dict[int, int] = {}
        with _espeak() as library:
            listener = _listener(heard, begun)
            library.espeak_SetSynthCallback(listener)
            self._do("take the voice of", library.espeak_SetVoiceByName, self._speaker.path)
            self._do("take the rate for", library.espeak_SetParameter, _SET_RATE, self._pace, 0)
            spoken = (encoded, len(encoded) + 1, 0, 1, 0, flags, None, None)
            self._do("speak as", library.espeak_Synth, *spoken)
        sound = Sound(b"".join(heard), RATE)
        places = {origins[min(at, len(text))]: begin for at, begin in reversed(begun.items())}
        return replace(sound, words=tuple(_words(shown, places, round(sound.length_ms))))

    def phonemes(self, words: str) -> str:
        """The phonemes of some words, in the International Phonetic Alphabet."""
        text, _ = self._with_phonemes(_CONTROLS.sub(" ", words))
        (found,) = phonemes((text,), self._speaker.name, given=bool(GIVEN.search(words)))
        return " ".join(found).replace("^", "")

    def lacks(self, ipa: str) -> str:
        """The signs of some IPA that this voice has no phoneme for, nor one near it."""
        return mnemonics.spelt_in(ipa, _alphabet(self._speaker.name), self._speaker.name)[1]

    def _with_phonemes(self, words: str) -> tuple[str, list[int]]:
        """Words as espeak takes them, and for each character, and the end, where it comes from.

        Printed brackets are no phonemes where others are.
        """
        if not GIVEN.search(words):
            return words, [*range(len(words) + 1)]
        parts: list[str] = []
        origins: list[int] = []
        at = 0
        for (piece, is_ipa), length in zip(pieces(words), _lengths(words), strict=True):
            if is_ipa:
                sounds = _alphabet(self._speaker.name)
                parts.append(f"[[{mnemonics.spelt_in(piece, sounds, self._speaker.name)[0]}]]")
                origins += [at] * len(parts[-1])
            else:
                parts.append(piece.replace("[[", "( "))  # as many characters
                origins += range(at, at + length)
            at += length
        return "".join(parts), [*origins, at]

    def _do(self, what: str, function: Callable[..., int], *arguments: object) -> None:
        answer = function(*arguments)
        if answer != _OK:
            raise VoiceError(
                f"espeak-ng would not {what} {self.voice.name} (it answered {answer})",
                remedy="Choose another voice with --voice; `publisher voices` lists them.",
            )


@dataclass(frozen=True, slots=True)
class Speaker:
    """One of the voices that espeak lists.

    Attributes:
        identifier: the only name under which espeak surely finds it, such as ``gmw/en-US``.
        name: ours for it, such as ``en-us``.
        codes: the languages that it speaks, its own first, and how badly: 1 is best.
    """

    identifier: str
    name: str
    codes: Mapping[str, int]

    @property
    def path(self) -> bytes:
        """Its identifier, as C has it."""
        return self.identifier.encode()

    @property
    def voice(self) -> Voice:
        """Its card."""
        return Voice("espeak", self.name, _tag(_first(self.codes)), LICENCE, LINEAGE, trained=False)


def offers(folders: Folders = NOWHERE) -> Iterator[Offer]:
    """Every voice that has its dictionary here."""
    try:
        listed = speakers()
    except VoiceError as error:
        yield Offer(Voice("espeak", "en-gb", "en-GB", LICENCE, LINEAGE), needs=str(error))
        return
    yield from (Offer(speaker.voice) for speaker in listed)


def load(name: str, language: str, rate: float, folders: Folders = NOWHERE) -> Espeak:
    """Make a voice ready: the one named, or the best for the language.

    Raises:
        VoiceError: espeak has no such voice, or cannot be loaded here.
    """
    return Espeak(_named(name) if name else _best(language), rate)


@cache
def speakers() -> tuple[Speaker, ...]:
    """The voices that can speak here, in espeak's order.

    Raises:
        VoiceError: espeak cannot be loaded here.
    """
    with _espeak() as library:
        listed = [(voice.identifier.decode(), voice.spoken()) for voice in _listed(library)]
    return tuple(_with_names((path, codes) for path, codes in listed if _complete(path, codes)))


def _lengths(words: str) -> Iterator[int]:
    """How long each of the `pieces` of some words is in them."""
    at = 0
    for found in GIVEN.finditer(words):
        if at < found.start():
            yield found.start() - at
        yield found.end() - found.start()
        at = found.end()
    if at < len(words):
        yield len(words) - at


@cache
def _alphabet(name: str) -> dict[str, str]:
    """The name of each sound that a voice has."""
    known = mnemonics.names((_data() / "phontab").read_bytes())
    asked = [f"{each}{before}" for before, _ in mnemonics.CONTEXTS for each in known]
    told = phonemes([f"[[{each}]]" for each in asked], name, given=True)
    heard = dict(zip(asked, map("".join, told), strict=True))
    return mnemonics.alphabet(known, heard.__getitem__)


def phonemes(
    texts: Iterable[str], name: str, *, given: bool = False
) -> tuple[tuple[str, ...], ...]:
    """How espeak would say some texts, for voices that are given phonemes.

    Args:
        texts: words in plain print, each spoken by itself.
        name: of the voice, such as ``en-gb``.
        given: whether names of phonemes stand among the words, between ``[[`` and ``]]``.

    Returns:
        For each text IPA of each clause in it, as espeak parts them, without the mark that ends
        it; ``^`` ties the letters of one phoneme (``t^ʃ``), and ``(fr)`` leads into a language.

    Raises:
        VoiceError: there is no such voice, or espeak cannot be loaded here.
    """
    speaker = _named(name)
    with _espeak() as library:
        library.espeak_TextToPhonemes.argtypes = (c_void_p, c_int, c_int)
        library.espeak_TextToPhonemes.restype = c_char_p
        if library.espeak_SetVoiceByName(speaker.path) != _OK:
            raise VoiceError(f"espeak-ng would not take the voice {name}", "Choose another voice.")
        if given:  # espeak keeps this from the last that it spoke, and has no other call for it
            listener = _listener([], {})
            library.espeak_SetSynthCallback(listener)
            library.espeak_Synth(b" ", 2, 0, 1, 0, _PLAIN_UTF_8 | _PHONEMES, None, None)
        return tuple(tuple(_phonemes(text, library)) for text in texts)


def _phonemes(text: str, library: CDLL) -> Iterator[str]:
    kept = create_string_buffer(_CONTROLS.sub(" ", text).encode("utf-8", "replace"))
    rest = c_void_p(addressof(kept))  # moved on behind each clause, and NULL after the last
    while rest.value:
        clause: bytes = library.espeak_TextToPhonemes(byref(rest), _PLAIN_UTF_8, _TIED_IPA)
        yield clause.decode("utf-8", "replace")


def _named(name: str) -> Speaker:
    wanted = name.lower().replace("_", "-")
    for speaker in speakers():
        if wanted in (speaker.name, speaker.identifier.lower()):
            return speaker
    able = _speaker_of(wanted)
    if able is None:
        raise VoiceError(
            f"espeak has no voice called {name!r}",
            remedy=f"`publisher voices` lists its {len(speakers())} voices, such as en-gb.",
        )
    return able


def _best(language: str) -> Speaker:
    """The best for a tag; else for the tag with its last part gone, and so on (RFC 4647, 3.4)."""
    code = language.lower().replace("_", "-")
    while code:
        speaker = _speaker_of(_ALIASES.get(code, code))
        if speaker is not None:
            return speaker
        code = code.rpartition("-")[0]
    raise VoiceError(
        f"espeak has no voice for the language {language!r}",
        remedy="Name one with `--voice espeak:NAME`; `publisher voices` lists them.",
    )


def _speaker_of(code: str) -> Speaker | None:
    able = [speaker for speaker in speakers() if code in speaker.codes]
    return min(able, key=lambda speaker: speaker.codes[code], default=None)


def _with_names(listed: Iterable[tuple[str, Mapping[str, int]]]) -> Iterator[Speaker]:
    """Name each after its first language; when that is taken, after its file."""
    taken: set[str] = set()
    for identifier, codes in listed:
        name = _first(codes)
        if name in taken:
            name = identifier.rpartition("/")[2].lower()
        taken.add(name)
        yield Speaker(identifier, name, codes)


def _complete(identifier: str, codes: Mapping[str, int]) -> bool:
    """Whether a voice's dictionary is here: the one it names, or its language's."""
    about = (_data() / "lang" / identifier).read_text(encoding="utf-8")
    named = re.search(r"^dictionary\s+(\S+)", about, re.MULTILINE)
    dictionary = named.group(1) if named else _first(codes).partition("-")[0]
    return (_data() / f"{dictionary}_dict").is_file()


def _first(codes: Mapping[str, int]) -> str:
    return next(iter(codes))


def _tag(code: str) -> str:
    """The BCP 47 tag of an espeak code: ``en-gb-x-rp`` is ``en-GB-x-rp``."""
    if code in _TAGS:
        return _TAGS[code]
    public, private, rest = code.partition("-x-")
    primary, *others = public.split("-")
    return "-".join([primary, *map(_cased, others)]) + private + rest


def _cased(part: str) -> str:
    """Regions are written GB, scripts Latn, variants scotland (RFC 5646, 2.1.1)."""
    return {2: part.upper(), 4: part.title()}.get(len(part), part)


class _ListedVoice(Structure):
    """espeak_VOICE of speak_lib.h."""

    _fields_ = (
        ("name", c_char_p),
        ("languages", c_void_p),
        ("identifier", c_char_p),
        ("gender", c_ubyte),
        ("age", c_ubyte),
        ("variant", c_ubyte),
        ("xx1", c_ubyte),
        ("score", c_int),
        ("spare", c_void_p),
    )

    def spoken(self) -> dict[str, int]:
        """Its languages: one byte of badness, then a code ended by NUL; a NUL ends them all."""
        place: int = self.languages
        codes: dict[str, int] = {}
        while (badness := string_at(place, 1)[0]) != 0:
            code = string_at(place + 1)
            codes.setdefault(code.decode().lower(), badness)
            place += len(code) + 2
        return codes


def _listed(library: CDLL) -> Iterator[_ListedVoice]:
    library.espeak_ListVoices.restype = POINTER(POINTER(_ListedVoice))
    for pointer in library.espeak_ListVoices(None):
        if not pointer:
            return
        yield pointer.contents


class _Event(Structure):
    """espeak_EVENT of speak_lib.h."""

    _fields_ = (
        ("type", c_int),
        ("unique_identifier", c_uint),
        ("text_position", c_int),
        ("length", c_int),
        ("audio_position", c_int),
        ("sample", c_int),
        ("user_data", c_void_p),
        ("id", c_void_p),
    )


def _listener(heard: list[bytes], begun: dict[int, int]) -> object:
    """A callback that keeps what espeak says, and when which word begins.

    Args:
        heard: samples are put behind what is there.
        begun: for the place of each word's first character, when it is heard in milliseconds.
    """

    def hear(samples: int | None, count: int, events: int | None) -> int:
        if samples and count > 0:
            heard.append(string_at(samples, 2 * count))
        place = events or 0
        while place and (event := _Event.from_address(place)).type != _LIST_TERMINATED:
            if event.type == _WORD:
                begun.setdefault(event.text_position - 1, event.audio_position)
            place += sizeof(_Event)
        return 0

    return _CALLBACK(hear)


def _words(text: str, begun: Mapping[int, int], end: int) -> Iterator[Word]:
    """The words of a clause, each ending where the next begins.

    espeak says nothing of a word that it runs together with the one before it (“in the”), and
    tells of a number or of initials more than once: the former share time, the latter are one.
    """
    begins: list[tuple[int, list[tuple[int, int]]]] = []
    for start, stop in (found.span() for found in WORD.finditer(text)):
        told = [begun[place] for place in range(start, stop) if place in begun]
        if told:
            begins.append((min(told), [(start, stop)]))
        elif begins:
            begins[-1][1].append((start, stop))
    ends = [begin for begin, _ in begins[1:]]
    for (begin, spans), until in zip(begins, [*ends, end][: len(begins)], strict=True):
        first, last = spans[0][0], spans[-1][1]
        starts = [*(start for start, _ in spans), last]
        times = [begin + (until - begin) * (place - first) // (last - first) for place in starts]
        for (start, stop), (from_here, to_here) in zip(spans, pairwise(times), strict=True):
            yield Word(start, stop, from_here, to_here)


@cache
def release() -> str:
    """Which espeak-ng this is; what it says may change with it."""
    with _espeak() as library:
        library.espeak_Info.restype = c_char_p
        release: bytes = library.espeak_Info(None)
    return release.decode()


@contextmanager
def _espeak() -> Iterator[CDLL]:
    """The library as if no one had used it before, for one thread at a time.

    Raises:
        VoiceError: it cannot be loaded here.
    """
    data = os.fsencode(_data())
    with _turn:
        library = _loaded()
        try:
            _begin(library, data)
            yield library
        finally:
            library.espeak_Terminate()
            _let_go(library._handle)


def _begin(library: CDLL, data: bytes) -> None:
    if library.espeak_Initialize(_SYNCHRONOUS, 0, data, _DONT_EXIT) != RATE:
        raise VoiceError(
            f"espeak-ng cannot use its data in {os.fsdecode(data)}",
            remedy="Install espeakng-loader again: pip install --force-reinstall espeakng-loader.",
        )
    library.espeak_ng_SetRandSeed(c_long(_SEED))
    library.espeak_Synth.argtypes = (
        *(c_char_p, c_size_t, c_uint, c_int),
        *(c_uint, c_uint, c_void_p, c_void_p),
    )


def _loaded() -> CDLL:
    try:
        from espeakng_loader import get_library_path

        return CDLL(get_library_path())
    except (ImportError, OSError) as error:
        raise VoiceError(
            f"espeak-ng cannot be loaded here ({error})",
            remedy="Use `--voice piper`, or install espeakng-loader for this kind of machine.",
        ) from error


@cache
def _data() -> Path:
    """Where espeak's dictionaries and phonemes are.

    Raises:
        VoiceError: they are not, or so deep that espeak cannot reach them.
    """
    try:
        from espeakng_loader import get_data_path

        data = Path(get_data_path())
        (data / "phontab").stat()  # without it espeak prints, before it says no
    except (ImportError, OSError, RuntimeError) as error:
        raise VoiceError(
            f"espeak-ng's data is not here ({error})",
            remedy="Install espeakng-loader again: pip install --force-reinstall espeakng-loader.",
        ) from error
    if len(os.fsencode(data)) > _LONGEST_PATH:
        raise VoiceError(
            f"espeak-ng cannot reach its data in {data}: it takes {_LONGEST_PATH} bytes of path",
            remedy="Install publisher into a folder with a shorter path, or use `--voice piper`.",
        )
    return data
