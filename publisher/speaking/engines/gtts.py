"""gTTS: the voices of Google Translate. The text leaves this machine, so only when asked for.

gTTS by itself sends its requests with certificate checks off, waits for ever, and drops the
marks at which it parts a text. So its requests are made by gTTS and sent from here: checked,
timed, one after another with a pause, whatever processes of the user's ask at once, and again when
what went wrong may pass. Google leaves silence around each part, which is cut down. There is no
contract behind the service; a block lasts from an hour to a day, as users tell.

Source:
    gTTS 2.5.4 (MIT), tts.py: the request, the answer, and 100 characters at most in each;
    its documentation, "Localized accents"; pndurette/gTTS#259 about blocks.
"""

import base64
import io
import json
import logging
import subprocess
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from email.utils import parsedate_to_datetime
from functools import cache
from pathlib import Path
from threading import Lock

import requests
import soundfile
from filelock import FileLock
from gtts import gTTS
from gtts.accents import accents
from gtts.lang import tts_langs
from gtts.version import __version__ as gtts_version
from requests.exceptions import ChunkedEncodingError, ContentDecodingError
from tenacity import (
    RetryCallState,
    Retrying,
    retry_if_exception,
    stop_after_attempt,
    wait_exponential_jitter,
)

from publisher.errors import VoiceError
from publisher.narration import Sound, Voice
from publisher.sound import ffmpeg
from publisher.speaking.clauses import clauses
from publisher.speaking.engines import NOWHERE, Folders, Offer
from publisher.speaking.levels import trimmed

log = logging.getLogger(__name__)

RATE = 24_000  # of the MP3s that Google answers with
PART_CHARACTERS = 100  # gTTS.GOOGLE_TTS_MAX_CHARS
REST_MS = 100  # between two parts, with the 20 ms that are left on both sides; as at a comma
PAUSE_S = 0.5  # between requests; users who leave none are blocked
TIMEOUT_S = (5.0, 30.0)  # to connect, and from one byte to the next
TRIES = 5
GIVEN_UP_S = 5.0  # for which nobody asks again after five tries
LONGEST_WAIT_S = 120.0  # when Google asks for more, we stop rather than sit there

LICENCE = "Google's terms of service; the text is sent to Google"
NEEDS = "the network; it sends the text to Google"
OFFLINE = "use `--voice piper`, which works offline"

# A language as spoken in a country is a language and a Google domain: our name for it.
ACCENTS = {
    "en-AU": "en@com.au",
    "en-CA": "en@ca",
    "en-GB": "en@co.uk",
    "en-IE": "en@ie",
    "en-IN": "en@co.in",
    "en-NG": "en@com.ng",
    "en-US": "en@com",
    "en-ZA": "en@co.za",
    "es-ES": "es@es",
    "es-MX": "es@com.mx",
    "es-US": "es@us",
    "fr-CA": "fr@ca",
    "fr-FR": "fr@fr",
    "pt-BR": "pt@com.br",
    "pt-PT": "pt@pt",
}
# What Google calls otherwise than BCP 47 does, or than the speakers would expect.
_ALIASES = {
    "cmn": "zh-CN",
    "fil": "tl",
    "he": "iw",
    "jv": "jw",
    "nb": "no",
    "nn": "no",
    "zh-hans": "zh-CN",
    "zh-hant": "zh-TW",
    "zh-hk": "yue",
    "zh-mo": "yue",
    "zh-sg": "zh-CN",
}
_TAGS = {"iw": "he", "jw": "jv", "tl": "fil"}
_PASSING = (
    requests.ConnectionError,
    requests.Timeout,
    ChunkedEncodingError,
    ContentDecodingError,
)
_BACKOFF = wait_exponential_jitter(initial=1, max=30, jitter=1)


class PassingError(VoiceError):
    """What may be gone at the next try.

    Args:
        message: what happened.
        remedy: what to do when it does not pass.
        wait_s: for how many seconds Google asks us to wait.
    """

    def __init__(self, message: str, remedy: str = "", wait_s: float = 0.0) -> None:
        super().__init__(message, remedy)
        self.wait_s = wait_s


class Pace:
    """One request at a time, and a pause after each: all voices of a process share one.

    When one gives up, so do those that want their turn just then: to ask on would make a block
    longer, and keep the user waiting for an error that is known.

    Args:
        pause_s: seconds from the end of one request to the start of the next.
        sleep: how to wait for some seconds.
        shared: a folder of the user's by which all processes keep to one another's pace; None
            when this one is alone.
    """

    def __init__(
        self,
        pause_s: float = PAUSE_S,
        sleep: Callable[[float], None] = time.sleep,
        shared: Path | None = None,
    ) -> None:
        self.sleep = sleep
        self._pause_s = pause_s
        self._shared = shared
        self._free_at = 0.0
        self._lock = Lock()
        self._given_up: tuple[PassingError, float] | None = None  # and when

    def __reduce__(self) -> tuple[Callable[[Path | None], "Pace"], tuple[Path | None]]:
        """In another process, that one's pace."""
        return _pace, (self._shared,)

    @contextmanager
    def turn(self) -> Iterator[None]:
        """Our turn to ask; whoever else wants to waits until we have been answered.

        Raises:
            PassingError: somebody gave up a moment ago.
        """
        with self._lock:
            if self._given_up and time.monotonic() < self._given_up[1] + GIVEN_UP_S:
                raise self._given_up[0]
            with self._asking():
                yield

    @contextmanager
    def _asking(self) -> Iterator[None]:
        """One request, after the pause that is due, and the beginning of the next pause."""
        with self._among_processes() as answered:
            wait_s = max(self._free_at - time.monotonic(), self._left_s(answered))
            if wait_s > 0:
                self.sleep(wait_s)
            try:
                yield
            except PassingError as error:
                self._given_up = error, time.monotonic()
                raise
            finally:
                self._free_at = time.monotonic() + self._pause_s
                if answered is not None:
                    with suppress(OSError):  # a full disk; the pause is kept within this process
                        answered.touch()

    @contextmanager
    def _among_processes(self) -> Iterator[Path | None]:
        """The turn of this process: the file that is as old as the last answer, if one is kept."""
        if self._shared is None:
            yield None
            return
        lock = FileLock(self._shared / "gtts.lock")
        try:
            self._shared.mkdir(parents=True, exist_ok=True)
            lock.acquire()
        except OSError as error:
            log.warning("other processes that ask Google cannot be waited for: %s", error)
            yield None
            return
        try:
            yield self._shared / "gtts.asked"
        finally:
            lock.release()

    def _left_s(self, answered: Path | None) -> float:
        """Seconds left of the pause after what another process asked; a clock may be set back."""
        try:
            passed = time.time() - answered.stat().st_mtime if answered else self._pause_s
        except OSError:  # nobody has asked yet
            return 0.0
        return min(max(self._pause_s - passed, 0.0), self._pause_s)


@cache
def _pace(shared: Path | None) -> Pace:
    """The one pace of all voices that share a folder."""
    return Pace(shared=shared)


class Google:
    """A voice of Google Translate.

    Args:
        language: as gTTS names it, such as ``en``.
        tld: the end of a Google domain; it makes the accent.
        rate: speaking rate against the voice's own, from 0.5 to 2.0.
        session: what requests are sent with; its certificate checks are on, whatever it says.
        base_url: where Google Translate is, with a slash at the end; for tests.
        timeout_s: seconds to connect, and from one byte of an answer to the next.
        pace: whose turn it is, and how to wait.
    """

    varies = True  # for another take Google is asked again, and may answer otherwise

    def __init__(
        self,
        language: str,
        tld: str = "com",
        rate: float = 1.0,
        *,
        session: requests.Session | None = None,
        base_url: str = "",
        timeout_s: tuple[float, float] = TIMEOUT_S,
        pace: Pace | None = None,
    ) -> None:
        self.voice = _card(language, tld)
        self.identity = f"gtts {gtts_version}, {language}@{tld}, parts 2, rate {rate:g}"
        self._language = language
        self._rate = rate
        self._session = session or requests.Session()
        self._url = base_url or f"https://translate.google.{tld}/"
        self._timeout_s = timeout_s
        self._pace = pace or _pace(None)

    def say(self, words: str, take: int = 0) -> Sound:
        """Have some words spoken, in as many requests as it takes; rests are silent.

        Raises:
            VoiceError: Google is out of reach, refuses, or answers without sound.
        """
        asked = parts(words)
        samples = _joined(asked, [self._spoken(part) for part in asked])
        return Sound(_at_rate(samples, self._rate), RATE)

    def _spoken(self, part: str) -> bytes:
        """One part's samples, asked for until they come or it makes no sense to go on."""
        patiently = Retrying(
            stop=stop_after_attempt(TRIES),
            wait=_wait_s,
            retry=retry_if_exception(_may_pass),
            sleep=self._pace.sleep,
            reraise=True,
        )
        with self._pace.turn():
            samples: bytes = patiently(self._asked, part)
        log.debug("Google said %d characters in %d bytes", len(part), len(samples))
        return samples

    def _asked(self, part: str) -> bytes:
        try:
            answer = self._session.post(
                f"{self._url}_/TranslateWebserverUi/data/batchexecute",
                data=_body(part, self._language),
                headers=gTTS.GOOGLE_TTS_HEADERS,
                timeout=self._timeout_s,
                verify=True,  # with this, REQUESTS_CA_BUNDLE counts, and a lax session does not
            )
        except OSError as error:  # all of requests' errors are, and a CA bundle that is missing
            log.debug("Google could not be asked: %s", error)
            raise _unanswered(error, self._host) from error
        if not answer.ok:
            raise _refused(answer, self._host)
        return _decoded(_mp3(answer.content, self._host), self._host)

    @property
    def _host(self) -> str:
        return self._url.split("/")[2]


def offers(folders: Folders = NOWHERE) -> Iterator[Offer]:
    """Each language that gTTS knows of, then the accents; none is asked whether it works."""
    for language in tts_langs():
        yield Offer(_card(language, "com"), NEEDS)
    for name in ACCENTS.values():
        language, _, tld = name.partition("@")
        if tld != "com":
            yield Offer(_card(language, tld), NEEDS)


def load(name: str, language: str, rate: float, folders: Folders = NOWHERE) -> Google:
    """Make a voice ready; Google is not asked before there is something to say.

    Args:
        name: a language of gTTS's, with an accent or without: ``en``, ``en@co.uk``; "" for
            the article's language.
        language: BCP 47 tag of the article.
        rate: speaking rate against the voice's own, from 0.5 to 2.0.
        folders: in the cache, all processes tell one another when they asked.

    Raises:
        VoiceError: gTTS has no such language or accent.
    """
    code, _, tld = (_named(name) if name else _best(language)).partition("@")
    return Google(code, tld or "com", rate, pace=_pace(folders.cache))


def parts(words: str) -> tuple[str, ...]:
    """Words in parts of at most 100 characters, those left out that hold only marks.

    >>> parts("It rose — slowly. ...")
    ('It rose — slowly. ...',)
    """
    return tuple(part for part in clauses(words, PART_CHARACTERS) if _heard(part))


def _joined(asked: Sequence[str], spoken: Sequence[bytes]) -> bytes:
    """The parts of one text in a row, with a rest after a mark and none between two words.

    Args:
        asked: the words of each part.
        spoken: the samples of each.
    """
    if len(spoken) < 2:
        return b"".join(spoken)
    rest = bytes(2 * (RATE * REST_MS // 1000))
    rests = [*(b"" if part[-1:].isalnum() else rest for part in asked[:-1]), b""]
    said = [trimmed(Sound(samples, RATE)).samples for samples in spoken]
    return b"".join(each for pair in zip(said, rests, strict=True) for each in pair)


def _heard(part: str) -> bool:
    return any(character.isalnum() for character in part)


def _named(name: str) -> str:
    """A name as gTTS writes it: a language, with the accent that is asked for."""
    code, _, tld = name.lower().replace("_", "-").partition("@")
    known = _languages().get(code) or _names().get(code)
    if known is None:
        raise VoiceError(
            f"gTTS has no voice called {name!r}",
            remedy="Name a language, such as `--voice gtts:en`; `publisher voices` lists them.",
        )
    if tld and tld not in _tlds():
        raise VoiceError(
            f"gTTS knows of no accent {tld!r}, asked for in {name!r}",
            remedy="Choose the end of a Google domain, as in en@co.uk, en@com.au or fr@ca.",
        )
    return f"{known.partition('@')[0]}@{tld}" if tld else known


def _best(language: str) -> str:
    """The name for a tag; else for the tag with its last part gone, and so on (RFC 4647, 3.4)."""
    code = language.lower().replace("_", "-")
    while code:
        if code in _names():
            return _names()[code]
        code = code.rpartition("-")[0]
    raise VoiceError(
        f"gTTS has no voice for the language {language!r}",
        remedy="Use `--voice espeak`, which speaks more languages, or name another voice.",
    )


def _card(language: str, tld: str) -> Voice:
    tags = {name: tag for tag, name in ACCENTS.items()}
    tag = tags.get(f"{language}@{tld}") or _TAGS.get(language, language)
    name = language if tld == "com" else f"{language}@{tld}"
    lineage = "Google Translate; what its voices were made from is not told"
    return Voice("gtts", name, tag, LICENCE, lineage, online=True)


@cache
def _languages() -> dict[str, str]:
    """The languages of gTTS, by their codes in small letters; asks no one."""
    return {code.lower(): code for code in tts_langs()}


@cache
def _names() -> dict[str, str]:
    """Our name for the voice of each tag, in small letters; an accent before a language."""
    nearer = {tag.lower(): name for tag, name in ACCENTS.items()}
    return {**_languages(), **_ALIASES, **nearer}


@cache
def _tlds() -> frozenset[str]:
    """The ends of Google's domains: no text is sent to any other."""
    return frozenset(accents) | {name.partition("@")[2] for name in ACCENTS.values()}


def _body(part: str, language: str) -> str:
    """The request's form, as gTTS makes it of words that it need not change or part."""
    request = gTTS(part, lang=language, lang_check=False, pre_processor_funcs=[])
    (body,) = request.get_bodies()
    return str(body)


def _mp3(answer: bytes, host: str) -> bytes:
    r"""What the answer's line about our request carries.

    The answer is JSON by lines, between others that count bytes:
    ``[["wrb.fr","jQ1olc","[\"//NExAA...\"]",null,...],...]``.
    """
    lines = answer.decode("utf-8", "replace").splitlines()
    try:
        line = next(line for line in lines if gTTS.GOOGLE_TTS_RPC in line)
        replies = json.loads(line)
        reply = next(reply for reply in replies if reply[1] == gTTS.GOOGLE_TTS_RPC)
        return base64.b64decode(json.loads(reply[2])[0])
    except (StopIteration, LookupError, TypeError, ValueError) as error:
        raise _unsound(host) from error


def _decoded(mp3: bytes, host: str) -> bytes:
    """An MP3's samples."""
    try:
        with soundfile.SoundFile(io.BytesIO(mp3)) as sound:
            if (sound.samplerate, sound.channels) != (RATE, 1):
                raise _unsound(host)
            samples = sound.read(dtype="int16")
    except soundfile.SoundFileError as error:
        raise _unsound(host) from error
    if not len(samples):
        raise _unsound(host)
    return bytes(samples.astype("<i2").tobytes())


def _at_rate(samples: bytes, rate: float) -> bytes:
    """Samples heard faster or slower, at the same pitch.

    Raises:
        VoiceError: ffmpeg failed.
    """
    if rate == 1.0 or not samples:
        return samples
    form = ("-f", "s16le", "-ar", str(RATE), "-ac", "1")
    tempo = ("-filter:a", f"atempo={rate:g}")
    command = ("-loglevel", "error", *form, "-i", "pipe:0", *tempo, *form, "pipe:1")
    try:
        done = subprocess.run(
            (ffmpeg(), *command), input=samples, capture_output=True, check=True, timeout=60
        )
    except (OSError, RuntimeError, subprocess.SubprocessError) as error:
        raise VoiceError(
            f"ffmpeg could not bring gTTS's voice to the rate {rate:g}",
            remedy="Leave the rate at 1, or install imageio-ffmpeg again.",
        ) from error
    return done.stdout


def _wait_s(tries: RetryCallState) -> float:
    """Seconds until the next try: about 1, 2, 4 and 8, or what Google asks for if that is more."""
    error = tries.outcome.exception() if tries.outcome else None
    asked_s = error.wait_s if isinstance(error, PassingError) else 0.0
    return max(asked_s, _BACKOFF(tries))


def _may_pass(error: BaseException) -> bool:
    return isinstance(error, PassingError) and error.wait_s <= LONGEST_WAIT_S


def _unanswered(error: OSError, host: str) -> VoiceError:
    """What to tell of a request that no one answered."""
    if "CERTIFICATE_VERIFY_FAILED" in str(error):
        return VoiceError(
            f"{host} could not prove that it is {host}: its certificate is not to be trusted",
            remedy=f"If your network reads along by intent, name its certificates in "
            f"REQUESTS_CA_BUNDLE; else {OFFLINE}.",
        )
    if not isinstance(error, _PASSING):
        return VoiceError(f"gTTS cannot ask {host} ({error})", remedy=f"Mend that, or {OFFLINE}.")
    if isinstance(error, requests.ReadTimeout):
        return PassingError(
            f"{host} took gTTS's request and did not answer in time",
            remedy=f"Try again later, or {OFFLINE}; what was spoken is remembered.",
        )
    return PassingError(
        f"gTTS needs the network, and {host} cannot be reached",
        remedy=f"Connect, or {OFFLINE}; what was spoken is remembered.",
    )


def _refused(answer: requests.Response, host: str) -> VoiceError:
    """What to tell of an answer of 4xx or 5xx."""
    wait_s = _asked_wait_s(answer.headers)
    if answer.status_code == 429:
        return PassingError(
            f"{host} gets too many requests from this network and has blocked it for now (429)",
            remedy=f"Run the same command again in an hour or a day, or {OFFLINE}; "
            "what was spoken is remembered.",
            wait_s=wait_s,
        )
    if answer.status_code >= 500:
        return PassingError(
            f"{host} is out of order (its answer: {answer.status_code})",
            remedy=f"Try again later, or {OFFLINE}; what was spoken is remembered.",
            wait_s=wait_s,
        )
    return VoiceError(
        f"{host} refused gTTS's request (its answer: {answer.status_code})",
        remedy=f"Update gTTS (pip install --upgrade gtts), or {OFFLINE}.",
    )


def _unsound(host: str) -> PassingError:
    return PassingError(
        f"{host} answered gTTS, but not with sound",
        remedy=f"Choose another language or accent, update gTTS, or {OFFLINE}.",
    )


def _asked_wait_s(headers: Mapping[str, str]) -> float:
    """Seconds that Retry-After asks for, as a number or as a date; 0.0 when it does not.

    Source:
        RFC 9110, section 10.2.3. A date is taken against the answer's own, so no clock has
        to be right.
    """
    asked = headers.get("Retry-After", "")
    if asked.isdecimal():
        return float(asked)
    try:
        until, now = (parsedate_to_datetime(date) for date in (asked, headers.get("Date", "")))
        return max((until - now).total_seconds(), 0.0)
    except (TypeError, ValueError):
        return 0.0
