"""espeak-ng itself speaks here; nothing is installed but espeakng-loader from PyPI."""

from concurrent.futures import ThreadPoolExecutor

import numpy as np
import pytest

from publisher.errors import VoiceError
from publisher.narration import Sound
from publisher.speaking.engines import Offer, espeak

TIDE = "Doctor Reyes kept a clock that told the tide."
SAYINGS = {
    "en-GB": TIDE,
    "cy": "Mae'r cloc yn dweud y llanw.",
    "ar": "الساعة تخبرنا بالمد.",
}


def loudest(sound: Sound) -> int:
    """The largest sample, out of 32,768."""
    return int(np.abs(np.frombuffer(sound.samples, "<i2").astype(int)).max(initial=0))


@pytest.mark.parametrize("language", SAYINGS)
def test_a_sentence_is_heard(language: str) -> None:
    """One channel of 16 bits at 22,050 Hz, neither silent nor cut short."""
    sound = espeak.load("", language, 1.0).say(SAYINGS[language])
    assert sound.rate == 22_050
    assert sound.length_ms > 1_000
    assert loudest(sound) > 3_000


@pytest.mark.parametrize(("language", "name"), [
    ("en", "en-gb"), ("en-GB", "en-gb"), ("en-US", "en-us"), ("en-AU", "en-gb"),
    ("en-CA", "en-us"), ("zh-TW", "cmn"), ("zh-HK", "yue"), ("nn", "nb"), ("iw", "he"),
    ("es-AR", "es-419"), ("pt-BR", "pt-br"), ("de-AT", "de"), ("sr-Latn-RS", "sr"),
])  # fmt: skip
def test_a_tag_finds_its_voice_or_that_of_a_shorter_tag(language: str, name: str) -> None:
    """The exact tag, else the tag with its last part gone (RFC 4647, section 3.4)."""
    assert espeak.load("", language, 1.0).voice.name == name


@pytest.mark.parametrize("name", ["en-us", "EN_us", "gmw/en-US"])
def test_a_voice_answers_to_our_name_and_to_espeaks(name: str) -> None:
    """Names are compared without case; espeak's own identifiers are names as well."""
    assert espeak.load(name, "cy", 1.0).voice.language == "en-US"


@pytest.mark.parametrize(("name", "language"), [("", "und"), ("", "tlh"), ("orpheus", "en")])
def test_a_voice_that_is_not_there_says_where_to_look(name: str, language: str) -> None:
    """Espeak would speak on in the voice before it, without a word."""
    with pytest.raises(VoiceError, match=name or language) as refusal:
        espeak.load(name, language, 1.0)
    assert "publisher voices" in refusal.value.remedy


def test_a_voice_that_espeak_refuses_is_an_error_of_ours() -> None:
    """Not the voice before it, which is what espeak would go on with."""
    nobody = espeak.Speaker("gmw/nobody", "nobody", {"en": 1})
    with pytest.raises(VoiceError, match="nobody"):
        espeak.Espeak(nobody, 1.0).say(TIDE)


def test_a_faster_rate_takes_less_time() -> None:
    """Twice as fast takes about half as long; a pause has its own length."""
    slow, plain, fast = (len(espeak.load("", "en-GB", rate).say(TIDE)) for rate in (0.5, 1.0, 2.0))
    assert slow > 1.6 * plain
    assert plain > 1.6 * fast


def test_the_same_words_are_the_same_bytes_whatever_was_said_before() -> None:
    """Espeak's flutter runs on from clause to clause, so each clause has it afresh."""
    english, welsh = espeak.load("", "en-GB", 1.0), espeak.load("", "cy", 2.0)
    first = english.say(TIDE)
    welsh.say(SAYINGS["cy"])
    assert english.say(TIDE) == first


def test_two_threads_say_what_one_would() -> None:
    """All of espeak's state is global: voices and rates must not leak between threads."""
    voices = [espeak.load("", language, rate) for language in SAYINGS for rate in (1.0, 1.5)]
    alone = [voice.say(SAYINGS["en-GB"]) for voice in voices]
    with ThreadPoolExecutor(2) as threads:
        together = list(threads.map(lambda voice: voice.say(SAYINGS["en-GB"]), voices * 4))
    assert together == alone * 4


@pytest.mark.parametrize("nothing", ["...", "", " ", "—", "\n"])
def test_nothing_to_say_takes_next_to_no_time(nothing: str) -> None:
    """Marks alone are no error; they sound like a breath at most."""
    assert espeak.load("", "en-GB", 1.0).say(nothing).length_ms < 100


def test_brackets_and_angles_are_words_like_others() -> None:
    """Neither phonemes in [[ ]] nor SSML is meant when an author writes such marks."""
    voice = espeak.load("", "en-GB", 1.0)
    assert len(voice.say("[[h@'loU]]")) > 2 * len(voice.say("hello"))
    assert len(voice.say("a <break/> b")) > len(voice.say("a b"))


def test_control_characters_neither_end_nor_command() -> None:
    """Ctrl-A starts an espeak command ("80 words a minute" here), and NUL would end the words."""
    voice = espeak.load("", "en-GB", 1.0)
    assert voice.say("one\x00two") == voice.say("one two")
    assert voice.say("\x0180S one") == voice.say(" 80S one")


def test_the_identity_changes_when_the_sound_would() -> None:
    """Release, voice and rate are in it."""
    told = [("en-gb", 1.0), ("en-us", 1.0), ("en-gb", 1.5)]
    identities = {espeak.load(name, "en", rate).identity for name, rate in told}
    assert len(identities) == 3
    assert all("espeak-ng 1." in identity for identity in identities)


@pytest.fixture(scope="module", name="offers")
def _offers() -> list[Offer]:
    return list(espeak.offers())


def test_more_than_eighty_languages_are_offered(offers: list[Offer]) -> None:
    """All of them work now, offline."""
    assert len({offer.voice.language.partition("-")[0] for offer in offers}) > 80
    assert not any(offer.needs or offer.voice.online for offer in offers)


def test_each_voice_has_a_name_of_its_own_and_loads_by_it(offers: list[Offer]) -> None:
    """A name is a key: two voices under one would be remembered as one."""
    names = [offer.voice.name for offer in offers]
    assert len(set(names)) == len(names)
    assert [espeak.load(name, "", 1.0).voice for name in names] == [o.voice for o in offers]


def test_espeak_never_prints(capfd: pytest.CaptureFixture[str], offers: list[Offer]) -> None:
    """It would, of a dictionary that is missing; stdout is for the next program."""
    for offer in offers:
        assert espeak.load(offer.voice.name, "", 1.0).say("a 1, b 2.").samples
    assert capfd.readouterr() == ("", "")
