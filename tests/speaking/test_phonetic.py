"""Phonemes in the midst of words: never cut, never printed, each lit in its place."""

import pytest
from hypothesis import given as for_all
from hypothesis import strategies as st

from publisher.lexicon import lexemes
from publisher.speaking.clauses import clauses
from publisher.speaking.engines import silence
from publisher.speaking.phonetic import (
    GIVEN,
    at_home,
    bare,
    given,
    phonemes_in,
    pieces,
    put_back,
    spelt,
    with_stand_ins,
)
from publisher.speaking.timing import heard_words
from publisher.speaking.wording import speakable, worded

NAMES = lexemes({
    "Xi": "/ˈʃiː/", "Nour al-Din": "/ˈnʊər ælˈdiːn/", "Idlib": "/ˈɪdlɪb/", "New York": "/njɔːk/",
    "Bush": "/bʊʃ/", "Brandt": "/bɹænt/", "UNHCR": {"as": "letters"},
})  # fmt: skip


def test_a_word_in_ipa_is_given_in_phonemes_with_its_spelling() -> None:
    """What is printed is still known where a person, or a check, wants words."""
    words = speakable("Dr Xi of Idlib.", "en", NAMES)
    assert words == f"Doctor {given('ˈʃiː', 'Xi')} of {given('ˈɪdlɪb', 'Idlib')}."
    assert spelt(words) == "Doctor Xi of Idlib."
    assert phonemes_in(words) == ("ˈʃiː", "ˈɪdlɪb")


@pytest.mark.parametrize(("printed", "ipa"), [
    ("Xi’s", "ˈʃiːz"), ("Bush's", "bʊʃɪz"), ("Brandt’s", "bɹænts"), ("Xi’sen", "ˈʃiː"),
])  # fmt: skip
def test_an_owners_s_sounds_as_english_has_it(printed: str, ipa: str) -> None:
    """Given to a voice by itself, it would be said as a letter: “shee ess”."""
    assert phonemes_in(speakable(f"{printed} speech", "en", NAMES)) == (ipa,)


def test_another_languages_s_is_none() -> None:
    """A German reads the letter."""
    assert phonemes_in(speakable("Xi’s", "de", NAMES)) == ("ˈʃiː",)


def lit(text: str) -> list[tuple[str, int, int]]:
    """Printed words and when they are heard, in letters of the spelling, of a voice in step."""
    wording = worded(text, "en", NAMES)
    sound = silence.load("", "en", 1.0).say(wording.words)
    times = heard_words(text, wording.spans, wording.words, sound.words, round(sound.length_ms))
    return [(text[each.start : each.stop], each.begin, each.end) for each in times]


def test_each_printed_word_is_lit_while_its_phonemes_are_heard() -> None:
    """Of a name of two words each; read-along would else stand still for the whole name."""
    plain = worded("Then Nour al-Din met Xi.")
    sound = silence.load("", "en", 1.0).say(plain.words)
    begins = [word.begin for word in sound.words]
    assert [begin for _, begin, _ in lit("Then Nour al-Din met Xi.")] == [0, *begins[1:]]


def test_words_said_as_one_share_its_time() -> None:
    """New York in four phonemes of one word."""
    (new, york) = (word for word in lit("Then New York rose.") if word[0] in ("New", "York"))
    assert new[2] == york[1]
    assert new[1] < york[1] < york[2]


@for_all(st.lists(st.sampled_from(["Xi", "Nour al-Din", "tide", "of", "rose,"]), min_size=1))
def test_a_clause_is_never_cut_within_phonemes(words: list[str]) -> None:
    """Half a passage would be read out as it stands, sign by sign."""
    said = speakable(" ".join(words), "en", NAMES)
    parts = clauses(said, longest=40)
    assert " ".join(parts) == said
    assert sum(len(GIVEN.findall(part)) for part in parts) == len(GIVEN.findall(said))


def test_phonemes_longer_than_a_clause_are_a_clause() -> None:
    """And what stands before them and behind is none of it."""
    long = given("a" * 60, "b" * 60)
    assert clauses(f"x{long}y z", longest=50) == ("x", long, "y z")


def test_print_cannot_bring_phonemes_along() -> None:
    """Signs in an article that stand around phonemes are blanks."""
    assert phonemes_in(speakable(f"a {given('ʃ', 'x')} b")) == ()


def test_pieces_are_all_of_it_in_order() -> None:
    """Nothing is said twice, and nothing is left out."""
    words = f"of {given('a b', 'x')}, {given('c', 'y')}"
    assert list(pieces(words)) == [("of ", False), ("a b", True), (", ", False), ("c", True)]


def test_stand_ins_begin_as_the_phonemes_do() -> None:
    """“The” is another word before a vowel."""
    text, ipas = with_stand_ins(f"the {given('ˈɪdlɪb', 'Idlib')} of {given('ʃiː', 'Xi')}")
    assert (text, ipas) == ("the oozoozoo of zoozoo", ("ˈɪdlɪb", "ʃiː"))


def test_what_is_given_takes_the_place_of_its_stand_in() -> None:
    """Its stress too; where a stand-in is not found, or once too often, nothing is put back."""
    heard = list("ðə zˈuːzuː ɹˈoʊz")
    assert put_back(heard, ("ˈʃiː",), list, list) is None  # a voice that spells otherwise
    alone = {"zoozoo": "zˈuːzuː", "oozoozoo": "ˈuːzuːzˌuː"}
    found = put_back(heard, ("ˈʃiː",), alone.__getitem__, list)
    assert "".join(found or ()) == "ðə ˈʃiː ɹˈoʊz"
    assert put_back(list("zuːzuː mɛt zuːzuː"), ("ʃ",), alone.__getitem__, list) is None


@pytest.mark.parametrize(("ipa", "accent", "said"), [
    ("ˈreɪ", "en-gb", "ɹˈeɪ"), ("ˈred", "en-us", "ɹˈɛd"), ("ˈba.to", "en-us", "bˈæto"),
    ("ˈbaʊ", "en-us", "bˈaʊ"), ("ɡəʊ", "en-us", "ɡoʊ"), ("ɡoʊ", "en-gb", "ɡəʊ"), ("ʁe", "fr", "ʁe"),
    ("ˈlɛstər", "en-us", "lˈɛstɚ"), ("ˈlɛstər", "en-gb", "lˈɛstə"),
    ("ˌkɑːˈrɪb", "en-gb", "kˌɑːɹˈɪb"),
    ("ˈstrɪŋ kwɪk", "en-us", "stɹˈɪŋ kwɪk"), ("ˈæst", "en-gb", "ˈast"), ("ˈkaʁl", "de", "kˈaʁl"),
])  # fmt: skip
def test_an_english_voice_gets_the_signs_it_learnt(ipa: str, accent: str, said: str) -> None:
    """Dictionaries write r and e, which its phonemes have not, and stress before consonants."""
    assert at_home(bare(ipa), accent) == said
