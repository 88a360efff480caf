"""espeak-ng itself speaks here; nothing is installed but espeakng-loader from PyPI."""

from concurrent.futures import ThreadPoolExecutor
from itertools import pairwise

import numpy as np
import pytest

from publisher.errors import VoiceError
from publisher.narration import Sound
from publisher.speaking.engines import Offer, espeak
from publisher.speaking.timing import WORD

TIDE = "Doctor Reyes kept a clock that told the tide."
SAYINGS = {
    "en-GB": TIDE,
    "cy": "Mae'r cloc yn dweud y llanw.",
    "ar": "الساعة تخبرنا بالمد.",
}

WORDED = {
    "one": ("en-GB", "Silence."),
    "small": ("en-GB", "In the end it was to be of the kind that I had had."),
    "letters": ("en-GB", "A mill, I said: a 4, I said."),
    "numbers": ("en-GB", "The firm of H. R. Ames paid $1.5bn in the end, twenty-one years on."),
    "marks": ("en-GB", "It’s “the best” – in the world; don't, you know, wait for 1,234 of them."),
    "signs": ("en-GB", "AT&T & the U.S.A. one, launched at 6.30am, paid £2.4m, or 38% of it."),
    "astral": ("en-GB", "Then 🙂🙂🙂 came 𝕥𝕨𝕠 of them, and went."),
    "German": ("de", "Die Uhr sagt uns, wann die Flut am 3. Mai kommt, und wir schlafen."),
    "Arabic": ("ar", "الساعة تخبرنا بالمد، ونحن ننام في 1958."),
    "Hebrew": ("he", "השעון מספר את הגאות, ואנחנו ישנים."),
    "Hindi": ("hi", "घड़ी ज्वार बताती थी, और हम सो गए।"),
    "Korean": ("ko", "시계가 밀물을 알려 주었고, 우리는 잤다."),
    "Japanese": ("ja", "潮が満ちて、私たちは眠る。"),
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


@pytest.mark.parametrize("saying", WORDED)
def test_it_tells_when_it_says_each_word(saying: str) -> None:
    """As many times as words, in order, touching, within the sound, in any script."""
    language, words = WORDED[saying]
    sound = espeak.load("", language, 1.0).say(words)
    times = sound.words
    assert [(word.start, word.stop) for word in times] == [
        found.span() for found in WORD.finditer(words)
    ]
    assert all(one.end == other.begin for one, other in pairwise(times))
    assert all(0 <= word.begin < word.end <= round(sound.length_ms) for word in times)


def test_words_that_espeak_runs_together_share_their_time() -> None:
    """It tells of “in the” once; the second would be lit never, or the first for both."""
    sound = espeak.load("", "en-GB", 1.0).say("It ended in the harbour.")
    _, _, in_, the, harbour = sound.words
    assert in_.begin < the.begin < harbour.begin
    assert the.begin - in_.begin == pytest.approx(harbour.begin - the.begin, rel=0.5)


def test_what_espeak_tells_more_than_once_is_one_word() -> None:
    """It counts each group of a number; on the page there is one word to light."""
    paid, number, once = espeak.load("", "en-GB", 1.0).say("Paid 1,234,567 once.").words
    assert number.end - number.begin > 5 * (paid.end - paid.begin)
    assert number.end - number.begin > 5 * (once.end - once.begin)


def test_a_word_after_a_pause_begins_where_the_pause_ends() -> None:
    """Lit at the comma, it would seem that the voice had lost its place."""
    sound = espeak.load("", "en-GB", 1.0).say("Six gates, two locks, ten boats, two clocks.")
    samples = np.abs(np.frombuffer(sound.samples, "<i2").astype(int))
    for word in (sound.words[place] for place in (2, 4, 6)):
        at = word.begin * sound.rate // 1000
        reach = sound.rate // 20
        assert samples[at - 2 * reach : at - reach // 2].max() < 0.2 * samples.max()
        assert samples[at : at + 4 * reach].max() > 0.2 * samples.max()


@pytest.mark.parametrize("nothing", ["...", "", " ", "—"])
def test_nothing_to_say_has_no_words(nothing: str) -> None:
    """Marks alone are held like a breath; there is nothing on the page to light."""
    assert espeak.load("", "en-GB", 1.0).say(nothing).words == ()


def test_phonemes_are_told_by_clauses_with_their_letters_tied() -> None:
    """For voices that are given phonemes: t^ʃ is one, and the marks between clauses are not."""
    told = espeak.phonemes(["A chair, by U.S. law.", "Six", ""], "en-gb")
    assert told == (("ɐ t^ʃˈe^ə", "ba^ɪ jˌuːˈɛs lˈɔː"), ("sˈɪks",), ("",))


def test_phonemes_are_the_same_whatever_was_said_before() -> None:
    """And a control character neither ends nor commands."""
    first = espeak.phonemes([TIDE], "en-us")
    espeak.load("", "cy", 2.0).say(SAYINGS["cy"])
    assert espeak.phonemes([TIDE], "en-us") == first
    assert espeak.phonemes(["one\x00two"], "en-us") == espeak.phonemes(["one two"], "en-us")


def test_phonemes_of_a_voice_that_is_not_there_are_an_error() -> None:
    """Not those of the voice before it."""
    with pytest.raises(VoiceError, match="orpheus"):
        espeak.phonemes([TIDE], "orpheus")
