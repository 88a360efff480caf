"""What espeak is told, so that Piper and Kokoro say it right."""

import pytest

from publisher.speaking.engines.espeak import phonemes
from publisher.speaking.engines.hints import for_espeak


@pytest.mark.parametrize(("words", "told"), [
    ("The OSCE and the IAEA’s men", "The O-S-C-E and the I-eh-E-eh’s men"),
    ("Told the AP, and UNESCO.", "Told the eh-P, and yoonesco."),
    ("The WHO said who it was.", "The W-H-O said who it was."),
    ("An A three eighty, a Q and A on it", "An A- three eighty, a Q and A- on it"),
    ("A tide rose.", "A tide rose."),
    ("He read it. I read it.", "He red it. I read it."),
    ("They read it last week.", "They red it last week."),
    ("Lead pipes took the lead.", "led pipes took the lead."),
    ("Faced with it, she raced and coped.", "Fayst with it, she rayst and koapt."),
    ("Two-faced, typed, untyped; traced.", "Two-fayst, typet, untypet; traced."),
    ("Excused, she will excuse no excuse.", "exkewzed, she will exkewze no excuse."),
    ("Police estimate it; an estimate of it.", "Police estimait it; an estimate of it."),
    ("A diplomatic row broke out.", "A diplomatic rau broke out."),
    ("The row over it, and a row of houses.", "The rau over it, and a row of houses."),
    ("Three in a row over two days.", "Three in a row over two days."),
    ("Row over pay", "rau over pay"),
    ("They refuse refuse collection.", "They refuse reffuce collection."),
    ("Xi Jinping met Mister Xi of Xi’an.", "shee Jinping met Mister shee of Xi’an."),
])  # fmt: skip
def test_espeak_is_told_what_it_would_say_wrong(words: str, told: str) -> None:
    """Only where the words around it say which is meant."""
    assert for_espeak(words) == told


@pytest.mark.parametrize("words", ["the A three of the OSCE", "He read of lead pipes, A and B."])
def test_each_word_stays_one_word(words: str) -> None:
    """Its phonemes would else be taken for its neighbour's, and light that one."""
    assert len(for_espeak(words).split()) == len(words.split())


@pytest.mark.parametrize("word", ["faced", "raced", "nursed", "typed", "coped", "scoped"])
@pytest.mark.parametrize("accent", ["en-us", "en-gb"])
def test_a_past_behind_a_voiceless_sound_ends_in_t(word: str, accent: str) -> None:
    """“Raced” with a d is nearly “raised”."""
    ((said,),) = phonemes([for_espeak(word)], accent)
    assert said.endswith(("st", "pt"))


@pytest.mark.parametrize(("words", "heard"), [
    ("a row broke out", "ɹˈa^ʊ "), ("he was excused", "kjˈuːzd"), ("refuse bins", "ɹˈɛfjuːs"),
    ("experts estimate it", "mˌe^ɪt"),
])  # fmt: skip
def test_one_spelling_has_two_sounds(words: str, heard: str) -> None:
    """A quarrel is no line of houses, and what is excused no excuse."""
    ((said,),) = phonemes([for_espeak(words)], "en-gb")
    assert heard in said
