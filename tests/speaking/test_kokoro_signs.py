"""From words to the signs that Kokoro was taught."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from publisher.errors import VoiceError
from publisher.speaking.engines.espeak import phonemes
from publisher.speaking.engines.kokoro_signs import MOST, NUMBERS, _formed, breaths, signs


@pytest.mark.parametrize(("words", "british", "american"), [
    ("day", "dˈA", "dˈA"), ("go", "ɡˈQ", "ɡˈO"), ("now", "nˈW", "nˈW"), ("boy", "bˈY", "bˈY"),
    ("church", "ʧˈɜːʧ", "ʧˈɜɹʧ"), ("judge", "ʤˈʌʤ", "ʤˈʌʤ"), ("air", "ˈɛː", "ˈɛɹ"),
    ("nature", "nˈAʧə", "nˈAʧəɹ"), ("water", "wˈɔːtə", "wˈɔTəɹ"), ("button", "bˈʌtən", "bˈʌtn"),
    ("little", "lˈɪtᵊl", "lˈɪTᵊl"), ("tide", "tˈId", "tˈId"), ("loch", "lˈɒk", "lˈɑk"),
    ("pleasure of", "plˈɛʒəɹ ɒv", "plˈɛʒəɹ ʌv"),
])  # fmt: skip
def test_english_is_written_as_the_model_learnt_it(words: str, british: str, american: str) -> None:
    """One capital for a diphthong: spelt in two letters, it would be said as two vowels."""
    assert (signs(words, "en-gb"), signs(words, "en-us")) == (british, american)


@pytest.mark.parametrize(("words", "said"), [
    ("Yes.", "jˈɛs."),
    ("“Go,” I said.", "“ɡˈQ,” I sˈɛd."),
    ('"Go!" (now)', "“ɡˈQ!” (nˈW)"),
    ("one — two – three—four", "wˌɒn — tˈuː — θɹˈiː — fˈɔː"),
    ("No…", "nˈQ…"), ("No...", "nˈQ…"), ("boys’ hats", "bˈYz hˈats"), ("«No»: six", "“nˈQ”: sˈɪks"),
    ("...", "…"), ("", ""), ("\n", ""),
])  # fmt: skip
def test_marks_stand_where_they_stood(words: str, said: str) -> None:
    """The model rests at them, and hears from them that someone else is speaking."""
    assert signs(words, "en-gb") == said


@pytest.mark.parametrize(("words", "said"), [
    ("He read it.", "hiː ɹˈɛd ɪt."),
    ("lead pipes", "lˈɛd pˈIps"),
    ("a Q and A on it", "ə kjˈuː and ˈA ˈɒn ɪt"),
    ("the OSCE", "ðɪ ˈQˈɛssˈiːˈiː"),
])  # fmt: skip
def test_espeak_is_told_what_it_would_say_wrong(words: str, said: str) -> None:
    """The same as it is told for Piper."""
    assert signs(words, "en-gb") == said


def test_other_languages_are_told_nothing() -> None:
    """“A” is a word of theirs."""
    assert signs("il va A Paris", "fr") == signs("il va a Paris", "fr")


@pytest.mark.parametrize("words", ["1,234", "3.30pm", "2.5", "U.S.A.", "twenty-one", "it's"])
def test_marks_within_a_word_are_no_rests(words: str) -> None:
    """Cut at its comma, 1,234 would be read “one, two hundred and thirty-four”."""
    assert not set(signs(f"The {words} of it", "en-gb")) & set(",.;:—“”'’")


def test_a_stop_before_a_comma_is_the_abbreviations() -> None:
    """“The U.S., too” has one rest."""
    assert signs("the U.S., too", "en-gb") == "ðə jˌuːˈɛs, tˈuː"


@pytest.mark.parametrize(("accent", "words", "said"), [
    ("fr", "un bon week-end", "œ̃ bˈɔ̃ wˈiːkˈɛnd"),
    ("es", "el reloj, niño", "el relˈox, nˈiɲo"),
    ("it", "l'orologio diceva", "lorolˈoʤo diʧˈeva"),
    ("hi", "घड़ी", "ɡʰˈʌɽi"),
    ("pt-br", "não", "nˈɐ̃ʊ̃"),
])  # fmt: skip
def test_other_languages_are_written_as_the_model_learnt_them(
    accent: str, words: str, said: str
) -> None:
    """Ties and espeak's notes on languages are no signs; what it flaps is one."""
    assert signs(words, accent) == said


@pytest.mark.parametrize(("accent", "words"), [
    ("fr", "Portez ce vieux whisky au juge blond qui fume : un bon agneau, l'huître, le cœur."),
    ("es", "El veloz murciélago comía kiwi; la cigüeña llueve, chico, yo, ahora, perro."),
    ("it", "Pranzo d'acqua fa volti sghembi, gli gnocchi, la zuppa, il pozzo, la scienza."),
    ("hi", "ऋषियों को सताने वाले दुष्ट राक्षसों के राजा, घड़ी, ज़मीन, चाँद, झण्डा, ढोल, भारत।"),
    ("pt-br", "Luís argüia à Júlia que brações, fé, chá, óxido, pôr, zângão, muito trabalho."),
])  # fmt: skip
def test_each_sound_of_a_language_has_a_sign(accent: str, words: str) -> None:
    """What the model was not taught would be left out of words: that is no language it speaks."""
    said = "".join(_formed(each, accent) for each in phonemes([words], accent)[0])
    assert set(said) <= NUMBERS.keys()


@given(st.text(max_size=60))
def test_whatever_is_said_is_known_to_the_model(words: str) -> None:
    """A sign without a number would end the narration."""
    assert set(signs(words, "en-us")) <= NUMBERS.keys()


def test_an_accent_that_espeak_lacks_is_an_error_of_ours() -> None:
    """Not the one before it."""
    with pytest.raises(VoiceError, match="zz"):
        signs("one", "zz")


@given(st.text("ab ,.", max_size=80), st.integers(4, 20))
def test_breaths_joined_are_all_that_was_to_be_said(said: str, most: int) -> None:
    """Nothing is skipped where a long clause is cut, and none is too long."""
    found = list(breaths(said, most))
    assert "".join(found) == said
    assert all(0 < len(breath) <= most for breath in found)


def test_a_long_clause_is_cut_at_its_marks() -> None:
    """A breath is taken where a speaker would take it; else between two words."""
    said = "wˈʌn tˈuː, θɹˈiː " * 60
    assert all(breath.endswith(", ") for breath in list(breaths(said))[:-1])
    words = list(breaths("wˈʌn " * 200))
    assert all(breath.endswith(" ") for breath in words)
    assert max(map(len, words)) <= MOST
