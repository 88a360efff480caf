"""The engine gtts against a server on this machine that speaks Google Translate's protocol.

Nothing here goes to Google. The server reads each request as Google does (`batchexecute`, the
call `jQ1olc`; gTTS 2.5.4, tts.py), turns down what is out of form, and answers with an MP3.
"""

import base64
import io
import json
import shutil
import ssl
import subprocess
import time
import unicodedata
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from importlib.metadata import version
from pathlib import Path
from threading import Event, Thread
from urllib.parse import parse_qs

import numpy as np
import pytest
import requests
import soundfile
from hypothesis import given, settings
from hypothesis import strategies as st

from publisher.errors import VoiceError
from publisher.speaking.crew import threads
from publisher.speaking.engines import gtts
from publisher.speaking.engines.gtts import Google, Pace

TIDE = "Doctor Reyes kept a clock that told the tide."
SAMPLES = 7_200  # 0.3 s
PITCH = 440  # Hz
NOW = datetime(2026, 11, 22, 12, 0, tzinfo=UTC)


def tone(quiet_s: float = 0.0) -> bytes:
    """An MP3 as Google sends them: 24 kHz, one channel; with so much silence on both sides."""
    mp3 = io.BytesIO()
    wave = 0.3 * np.sin(2 * np.pi * PITCH * np.arange(SAMPLES) / 24_000)
    quiet = np.zeros(round(quiet_s * 24_000))
    soundfile.write(mp3, np.concatenate([quiet, wave, quiet]), 24_000, format="MP3")
    return mp3.getvalue()


def reply(carried: str | None) -> bytes:
    """An answer in the form of batchexecute, with what it carries."""
    inner = None if carried is None else json.dumps([carried])
    line = json.dumps([["wrb.fr", "jQ1olc", inner, None, None, None, "generic"], ["di", 71]])
    return f')]}}\'\n\n{len(line)}\n{line}\n25\n[["e",4,null,null,130]]\n'.encode()


HEARD = reply(base64.b64encode(tone()).decode())


class Answering(BaseHTTPRequestHandler):
    """One request: what is asked is kept, and answered as the test wants it answered."""

    server: "Translate"

    def do_POST(self) -> None:
        """Google's only door."""
        form = self.rfile.read(int(self.headers["Content-Length"])).decode("ascii")
        self.server.forms.append((self.path, form))
        self.server.agents.append(self.headers["User-Agent"])
        planned = self.server.plan.pop(0) if self.server.plan else heard
        planned(self)

    def answer(self, status: int, body: bytes, headers: dict[str, str] | None = None) -> None:
        """Answer at noon on 22 November 2026."""
        self.send_response_only(status)
        self.send_header("Date", format_datetime(NOW, usegmt=True))
        for name, value in (headers or {}).items():
            self.send_header(name, value)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002
        """Say nothing on stderr."""


class Translate(ThreadingHTTPServer):
    """Google Translate on this machine.

    Attributes:
        forms: the path and the body of each request.
        agents: each request's User-Agent.
        plan: how to answer the next requests; with sound after those.
        over: set when the test is.
    """

    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Answering)
        self.forms: list[tuple[str, str]] = []
        self.agents: list[str] = []
        self.plan: list[Plan] = []
        self.over = Event()

    @property
    def asked(self) -> list[tuple[str, str]]:
        """The words of each request, and their language; every form is looked at."""
        return [words_asked(path, form) for path, form in self.forms]

    def url(self, scheme: str = "http") -> str:
        """Where it is."""
        return f"{scheme}://127.0.0.1:{self.server_port}/"

    def handle_error(self, request: object, client_address: object) -> None:
        """Say nothing of clients that go away."""


Plan = Callable[[Answering], None]


def words_asked(path: str, form: str) -> tuple[str, str]:
    """What a request asks for: words and their language; anything out of form is an error."""
    assert path == "/_/TranslateWebserverUi/data/batchexecute"
    assert form.endswith("&")
    (asked,) = parse_qs(form[:-1], strict_parsing=True)["f.req"]
    [[[call, parameters, nothing, generic]]] = json.loads(asked)
    assert (call, nothing, generic) == ("jQ1olc", None, "generic")
    words, language, speed, null = json.loads(parameters)
    assert (speed, null) == (None, "null")
    return words, language


def heard(handler: Answering) -> None:
    """As Google does on a good day."""
    handler.answer(200, HEARD)


def status(code: int, retry_after: str = "") -> Plan:
    """An answer without sound, and how long Google asks us to wait."""
    headers = {"Retry-After": retry_after} if retry_after else {}
    return lambda handler: handler.answer(code, b"", headers)


def rubbish(body: bytes) -> Plan:
    """An answer that is not what it should be."""
    return lambda handler: handler.answer(200, body)


def hang_up(handler: Answering) -> None:
    """Go, in the middle of the answer."""
    handler.send_response(200)
    handler.send_header("Content-Length", str(len(HEARD)))
    handler.end_headers()
    handler.wfile.write(HEARD[:300])
    handler.close_connection = True


def drop(handler: Answering) -> None:
    """Go, without an answer."""
    handler.close_connection = True


def stall(handler: Answering) -> None:
    """Never answer."""
    handler.server.over.wait(5)


@pytest.fixture(autouse=True)
def _direct(monkeypatch: pytest.MonkeyPatch) -> None:
    """A proxy, if this machine has one, is not for its own servers."""
    monkeypatch.setenv("NO_PROXY", "127.0.0.1")


@pytest.fixture(name="server")
def _server() -> Iterator[Translate]:
    with Translate() as server:
        Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True).start()
        yield server
        server.over.set()
        server.shutdown()


@pytest.fixture(name="waits")
def _waits() -> list[float]:
    """Seconds that would have been waited."""
    return []


@pytest.fixture(name="google")
def _google(server: Translate, waits: list[float]) -> Google:
    """A voice of the server's that waits in no time."""
    return Google("en", base_url=server.url(), pace=Pace(pause_s=0, sleep=waits.append))


def test_words_come_back_as_sound(google: Google, server: Translate) -> None:
    """16 bits, one channel, 24,000 Hz, as long as what was sent."""
    sound = google.say(TIDE)
    assert (len(sound), sound.rate) == (SAMPLES, 24_000)
    assert server.asked == [(TIDE, "en")]
    assert "Chrome" in server.agents[0]  # gTTS's own; Google answers no other


def test_long_words_go_in_parts_and_none_is_lost(google: Google, server: Translate) -> None:
    """Google takes 100 characters; parts end where a clause does."""
    words = (
        'Doctor Reyes kept a clock that told the tide, and nobody in the town — "not one," she '
        "said — could tell her why it was slow; the moon, after all, is never late. Prices rose by "
        "3.5 per cent, to £45, in a year that had thirteen moons: the fishermen counted them. When "
        "the clock stopped at last, the whole harbour heard it, although nobody had ever heard it "
        "going before that night in the spring of the year."
    )
    assert len(words) >= 400
    sound = google.say(words)
    parts = [part for part, _ in server.asked]
    assert " ".join(parts) == words
    assert max(map(len, parts)) <= 100
    assert all(part[-1] in ",;:.—" for part in parts)
    rests_ms = sound.length_ms - len(parts) * SAMPLES / 24
    assert rests_ms == pytest.approx(100 * (len(parts) - 1), abs=15 * len(parts))


def test_google_s_silence_around_a_part_is_none_of_the_sentence_s(
    google: Google, server: Translate
) -> None:
    """The voice would else stop for a second in the middle of “the town and its harbour”."""
    silent = tone(quiet_s=0.6)
    server.plan = [rubbish(reply(base64.b64encode(silent).decode()))] * 2
    words = ("the town and its harbour " * 6).strip()
    sound = google.say(words)
    assert len(server.asked) == 2
    loud = np.abs(np.frombuffer(sound.samples, "<i2")) > 500
    within = np.flatnonzero(loud)
    assert np.diff(within).max() < 0.06 * sound.rate


@settings(max_examples=50)
@given(st.text(st.characters(codec="utf-8"), max_size=400))
def test_parts_hold_every_letter_and_figure(words: str) -> None:
    """Whatever is said: at most 100 characters a part, and only marks and spaces are left out."""
    parts = gtts.parts(words)
    assert all(0 < len(part) <= 100 for part in parts)
    assert spoken("".join(parts)) == spoken(words)


def spoken(words: str) -> str:
    """The letters and figures of some words."""
    return "".join(letter for letter in words if unicodedata.category(letter)[0] in "LN")


@pytest.mark.parametrize("nothing", ["", "...", " — ", "* * *"])
def test_marks_alone_ask_google_nothing(google: Google, server: Translate, nothing: str) -> None:
    """An empty sound, where gTTS by itself would stop at an assertion."""
    assert len(google.say(nothing)) == 0
    assert not server.asked


@pytest.mark.parametrize("rate", [0.5, 2.0])
def test_a_rate_changes_the_length_and_not_the_pitch(server: Translate, rate: float) -> None:
    """Google knows only normal and slow, so the tempo is changed here."""
    sound = Google("en", rate=rate, base_url=server.url(), pace=Pace(0)).say(TIDE)
    assert len(sound) == pytest.approx(SAMPLES / rate, rel=0.15)
    spectrum = np.abs(np.fft.rfft(np.frombuffer(sound.samples, "<i2")))
    assert spectrum.argmax() * 24_000 / len(sound) == pytest.approx(PITCH, rel=0.03)


def test_requests_keep_a_pause_between_them(server: Translate, waits: list[float]) -> None:
    """Users who ask without a pause are blocked; all voices of a process share the pause."""
    pace = Pace(pause_s=0.5, sleep=waits.append)
    for language in ("en", "fr"):
        Google(language, base_url=server.url(), pace=pace).say("One.")
    (pause,) = waits
    assert 0 < pause <= 0.5


def test_processes_keep_a_pause_between_them(
    server: Translate, waits: list[float], tmp_path: Path
) -> None:
    """Two builds at once, each with a pace of its own, would ask twice as often as is allowed."""
    for _ in range(2):  # a pace each, as two processes have
        pace = Pace(pause_s=30, sleep=waits.append, shared=tmp_path / "cache")
        Google("en", base_url=server.url(), pace=pace).say("One.")
    (pause,) = waits
    assert 25 < pause <= 30


def test_while_one_process_asks_another_waits(tmp_path: Path) -> None:
    """And goes on as soon as that one has its answer."""
    took: list[str] = []
    begun = Event()

    def other() -> None:
        begun.set()
        with Pace(pause_s=0, shared=tmp_path).turn():
            took.append("other")

    with Pace(pause_s=0, shared=tmp_path).turn():
        thread = Thread(target=other)
        thread.start()
        begun.wait(5)
        time.sleep(0.1)
        took.append("one")
    thread.join(5)
    assert took == ["one", "other"]


def test_a_cache_that_cannot_be_written_keeps_nobody_from_speaking(
    server: Translate, tmp_path: Path
) -> None:
    """The pause is then kept within this process alone."""
    (tmp_path / "file").touch()
    pace = Pace(pause_s=0, shared=tmp_path / "file")
    assert len(Google("en", base_url=server.url(), pace=pace).say(TIDE)) == SAMPLES


PASSING = {
    "429": status(429),
    "503": status(503),
    "a dropped connection": drop,
    "an answer cut short": hang_up,
    "an empty answer": rubbish(b""),
}


@pytest.mark.parametrize("trouble", PASSING)
def test_what_passes_is_lived_through(
    google: Google, server: Translate, waits: list[float], trouble: str
) -> None:
    """Tried again, each time after about twice as long."""
    server.plan = [PASSING[trouble]] * 2
    assert len(google.say(TIDE)) == SAMPLES
    assert len(server.asked) == 3
    assert 1 <= waits[0] <= 2 <= waits[1] <= 3


LASTING = {
    **PASSING,
    "a page": rubbish(b"<html><title>Before you continue to Google</title></html>"),
    "no sound": rubbish(reply(None)),
    "another call": rubbish(HEARD.replace(b"jQ1olc", b"abcdef")),
    "half a line": rubbish(HEARD[:500]),
    "other JSON": rubbish(b'[["wrb.fr","jQ1olc",{}]]\n{"jQ1olc":1}'),
    "empty sound": rubbish(reply("")),
    "not base64": rubbish(reply("?")),
    "not MP3": rubbish(reply(base64.b64encode(b"rubbish" * 90).decode())),
    "not text": rubbish(bytes(range(256)) + b"jQ1olc"),
}


@pytest.mark.parametrize("trouble", LASTING)
def test_what_lasts_ends_with_what_to_do(google: Google, server: Translate, trouble: str) -> None:
    """Five tries, then one error of ours that names the voice that works offline."""
    server.plan = [LASTING[trouble]] * 9
    with pytest.raises(VoiceError, match=r"127\.0\.0\.1") as failure:
        google.say(TIDE)
    assert "--voice piper" in failure.value.remedy
    assert len(server.asked) == 5


def test_an_answer_that_never_comes_is_not_waited_for(
    server: Translate, waits: list[float]
) -> None:
    """By itself gTTS would wait for ever."""
    server.plan = [stall] * 5
    pace = Pace(pause_s=0, sleep=waits.append)
    google = Google("en", base_url=server.url(), timeout_s=(5, 0.1), pace=pace)
    with pytest.raises(VoiceError, match="did not answer in time") as failure:
        google.say(TIDE)
    assert "--voice piper" in failure.value.remedy
    assert len(waits) == 4


def lines(google: Google, count: int = 12) -> list[int]:
    """How long lines are that are asked through a crew of four, by each one's length in samples."""
    with threads(4) as crew:
        asked = (f"It rose {number} times." for number in range(count))
        answers = crew.answers(asked, lambda workers, words: workers.submit(google.say, words))
        return [len(sound) for _, sound in answers]


def test_lines_that_are_asked_at_once_keep_one_pace(server: Translate) -> None:
    """One request at a time with a pause after it, however many sentences are spoken at once."""
    times: list[float] = []

    def timed(handler: Answering) -> None:
        times.append(time.monotonic())
        time.sleep(0.02)
        times.append(time.monotonic())
        heard(handler)

    server.plan = [timed] * 8
    assert lines(Google("en", base_url=server.url(), pace=Pace(0.05)), 8) == [SAMPLES] * 8
    assert times == sorted(times)
    pauses = [begun - ended for ended, begun in zip(times[1::2], times[2::2], strict=False)]
    assert min(pauses) >= 0.05


def test_what_passes_is_lived_through_by_lines_that_are_asked_at_once(
    google: Google, server: Translate
) -> None:
    """Whichever of them meets it tries again, and none is lost or has another's sound."""
    server.plan = [status(429), drop, heard, hang_up, rubbish(b""), heard, status(503), drop]
    assert lines(google) == [SAMPLES] * 12
    assert {words for words, _ in server.asked} == {f"It rose {n} times." for n in range(12)}


@pytest.mark.parametrize("trouble", [status(429), drop, stall, rubbish(b"<html>")])
def test_when_one_line_gives_up_the_others_ask_no_more(
    server: Translate, waits: list[float], trouble: Plan
) -> None:
    """A block grows longer with every request, and four lines would try for four times as long."""
    server.plan = [heard, heard, *[trouble] * 99]
    pace = Pace(pause_s=0, sleep=waits.append)
    google = Google("en", base_url=server.url(), timeout_s=(5, 0.1), pace=pace)
    with pytest.raises(VoiceError, match=r"127\.0\.0\.1"):
        lines(google)
    assert len(server.asked) == 2 + 5


def test_a_block_is_called_one(google: Google, server: Translate) -> None:
    """429 to the last: it will last for hours, and nothing that was said is lost."""
    server.plan = [status(429)] * 5
    with pytest.raises(VoiceError, match="blocked") as failure:
        google.say(TIDE)
    assert "remembered" in failure.value.remedy


def test_no_network_is_called_so(google: Google, server: Translate) -> None:
    """Nobody listens: the network is named, with the host and the voice that needs none."""
    server.server_close()
    with pytest.raises(VoiceError, match=r"needs the network, and 127\.0\.0\.1") as failure:
        google.say(TIDE)
    assert "Connect" in failure.value.remedy


@pytest.mark.parametrize("code", [400, 403, 404])
def test_a_refusal_is_not_asked_again(google: Google, server: Translate, code: int) -> None:
    """4xx says that the request is wrong; another would be as wrong."""
    server.plan = [status(code)] * 2
    with pytest.raises(VoiceError, match=str(code)):
        google.say(TIDE)
    assert len(server.asked) == 1


@pytest.mark.parametrize(
    "asked", ["7", format_datetime(NOW + timedelta(seconds=7), usegmt=True)], ids=["s", "date"]
)
def test_google_is_waited_for_as_long_as_it_asks(
    google: Google, server: Translate, waits: list[float], asked: str
) -> None:
    """Retry-After is a number of seconds or a date (RFC 9110, section 10.2.3)."""
    server.plan = [status(429, retry_after=asked)]
    google.say(TIDE)
    assert waits == [7.0]


@pytest.mark.parametrize("asked", ["", "soon", "-5", "Sun, 22 Nov 2026 11:00:00 GMT"])
def test_an_odd_wish_to_wait_is_none(
    google: Google, server: Translate, waits: list[float], asked: str
) -> None:
    """What cannot be read, or is past, is waited for as always."""
    server.plan = [status(503, retry_after=asked)]
    google.say(TIDE)
    assert 1 <= waits[0] <= 2


def test_nobody_sits_through_an_hour(google: Google, server: Translate, waits: list[float]) -> None:
    """When Google asks for more than two minutes, that is the end for today."""
    server.plan = [status(429, retry_after="3600")]
    with pytest.raises(VoiceError, match="blocked"):
        google.say(TIDE)
    assert not waits


@pytest.fixture(scope="module", name="certificate")
def _certificate(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A certificate for 127.0.0.1 that only it itself vouches for, with its key."""
    openssl = shutil.which("openssl")
    if openssl is None:
        pytest.skip("openssl is not here to make a certificate")
    folder = tmp_path_factory.mktemp("certificate")
    made = "req -x509 -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes -days 1 -batch"
    named = ["-subj", "/CN=127.0.0.1", "-addext", "subjectAltName=IP:127.0.0.1"]
    files = ["-keyout", str(folder / "key.pem"), "-out", str(folder / "own.pem")]
    subprocess.run([openssl, *made.split(), *named, *files], check=True, capture_output=True)
    return folder / "own.pem"


@pytest.fixture(name="secure")
def _secure(server: Translate, certificate: Path) -> Translate:
    """The server behind TLS, with its own certificate."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate, certificate.with_name("key.pem"))
    server.socket = context.wrap_socket(server.socket, server_side=True)
    return server


@pytest.mark.parametrize("lax", [False, True])
def test_a_certificate_that_no_one_vouches_for_is_refused(secure: Translate, lax: bool) -> None:
    """No words leave for a stranger, not even with a session whose checks are off."""
    session = requests.Session()
    session.verify = not lax
    google = Google("en", session=session, base_url=secure.url("https"), pace=Pace(0))
    with pytest.raises(VoiceError, match="certificate") as failure:
        google.say(TIDE)
    assert "REQUESTS_CA_BUNDLE" in failure.value.remedy
    assert not secure.asked


def test_a_certificate_that_the_user_vouches_for_is_taken(
    secure: Translate, certificate: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """REQUESTS_CA_BUNDLE names the certificates of a network that reads along."""
    monkeypatch.setenv("REQUESTS_CA_BUNDLE", str(certificate))
    google = Google("en", base_url=secure.url("https"), pace=Pace(0))
    assert len(google.say(TIDE)) == SAMPLES


def test_a_bundle_that_is_missing_is_an_error_of_ours(
    secure: Translate, monkeypatch: pytest.MonkeyPatch
) -> None:
    """An OSError of requests' would tell no one what to do."""
    monkeypatch.setenv("REQUESTS_CA_BUNDLE", "/nowhere.pem")
    with pytest.raises(VoiceError, match=r"/nowhere\.pem"):
        Google("en", base_url=secure.url("https"), pace=Pace(0)).say(TIDE)


@pytest.mark.parametrize(("language", "name"), [
    ("en", "en"), ("en-US", "en"), ("en-GB", "en@co.uk"), ("en_gb", "en@co.uk"),
    ("en-AU", "en@com.au"), ("en-IN", "en@co.in"), ("en-CA", "en@ca"), ("en-IE", "en@ie"),
    ("en-ZA", "en@co.za"), ("en-NZ", "en"), ("fr-CA", "fr@ca"), ("pt-BR", "pt@com.br"),
    ("pt-PT", "pt@pt"), ("es-MX", "es@com.mx"), ("zh-CN", "zh-CN"), ("zh-TW", "zh-TW"),
    ("zh-Hant-TW", "zh-TW"), ("zh-HK", "yue"), ("zh", "zh"), ("he", "iw"), ("de-AT", "de"),
])  # fmt: skip
def test_a_tag_finds_its_accent_or_that_of_a_shorter_tag(language: str, name: str) -> None:
    """Accents are Google domains (gTTS, "Localized accents")."""
    assert gtts.load("", language, 1.0).voice.name == name


@pytest.mark.parametrize(("name", "language"), [
    ("en@co.uk", "en-GB"), ("EN@CO.UK", "en-GB"), ("en-GB", "en-GB"), ("fr@ca", "fr-CA"),
    ("fr-CA", "fr-CA"), ("en@com", "en-US"), ("iw", "he"), ("cy", "cy"), ("en@co.nz", "en"),
])  # fmt: skip
def test_a_name_is_a_language_and_may_have_an_accent(name: str, language: str) -> None:
    """The card says in BCP 47 what will be heard."""
    voice = gtts.load(name, "de", 1.0).voice
    assert (voice.language, voice.online) == (language, True)


@pytest.mark.parametrize(("name", "language"), [
    ("", "tlh"), ("", "und"), ("", ""), ("tlh", "en"), ("en@evil.example", "en"),
])  # fmt: skip
def test_a_voice_that_is_not_there_is_refused_before_any_request(name: str, language: str) -> None:
    """And no text goes to a domain that is not Google's."""
    with pytest.raises(VoiceError) as refusal:
        gtts.load(name, language, 1.0)
    assert refusal.value.remedy


def test_the_identity_changes_when_the_sound_would() -> None:
    """The version of gTTS, the language, the accent and the rate are in it."""
    assert (
        gtts.load("en@co.uk", "en", 1.25).identity
        == f"gtts {version('gtts')}, en@co.uk, parts 2, rate 1.25"
    )


def test_each_offer_says_where_the_text_goes_and_loads_by_its_name() -> None:
    """More than sixty languages; whether the network is there is not asked."""
    offers = list(gtts.offers())
    names = [offer.voice.name for offer in offers]
    assert len(set(names)) == len(names) > 60
    assert all(offer.voice.online and "sends the text to Google" in offer.needs for offer in offers)
    assert [gtts.load(name, "", 1.0).voice for name in names] == [each.voice for each in offers]
