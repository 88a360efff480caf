"""Which phonemes of a sentence are which word's, though espeak runs words together."""

from collections.abc import Mapping

import pytest
from hypothesis import given
from hypothesis import strategies as st

from publisher.speaking.engines.phonemes import word_places
from publisher.speaking.timing import WORD

ALONE = {
    "In": "ˈɪn", "in": "ˈɪn", "the": "ðˈə", "end": "ˈɛnd", "tide": "tˈaɪd", "tide,": "tˈaɪd,",
    "rose.": "ɹˈoʊz.", "we": "wˈiː", "slept.": "slˈɛpt.", "a": "ˈeɪ", "1,130": "wˈʌn θˈaʊzənd",
    "of": "ˈʌv", "it": "ˈɪt", "at": "ˈæt", "U.S.": "jˌuːˈɛs", "&": "ˈænd", "end.": "ˈɛnd.",
}  # fmt: skip


def parted(words: str, phonemes: str, alone: Mapping[str, str] = ALONE) -> list[str]:
    """The phonemes from each word's first to the next word's, for words that have any."""
    places = word_places(words, phonemes, lambda word: alone.get(word, ""))
    assert [words[start:stop] for start, stop, _ in places] == WORD.findall(words)
    begins = [place for _, _, place in places]
    return [
        phonemes[begin:end] for begin, end in zip(begins, [*begins[1:], len(phonemes)], strict=True)
    ]


@pytest.mark.parametrize(("words", "phonemes", "parts"), [
    ("the tide rose.", "ðə tˈaɪd ɹˈoʊz.", ["ðə ", "tˈaɪd ", "ɹˈoʊz."]),
    ("In the end", "ɪnðɪ ˈɛnd", ["ɪn", "ðɪ ", "ˈɛnd"]),
    ("the end of it", "ðɪ ˈɛnd əvɪt", ["ðɪ ", "ˈɛnd ", "əv", "ɪt"]),
    ("the tide, we slept.", "ðə tˈaɪd, wiː slˈɛpt.", ["ðə ", "tˈaɪd, ", "wiː ", "slˈɛpt."]),
    ("1,130 slept.", "wˈʌn θˈaʊzənd slˈɛpt.", ["wˈʌn θˈaʊzənd ", "slˈɛpt."]),
])  # fmt: skip
def test_each_word_has_its_own_phonemes(words: str, phonemes: str, parts: list[str]) -> None:
    """Blanks between phonemes are no guide: two words are one in “ɪnðɪ”, and a number is many."""
    assert parted(words, phonemes) == parts


def test_a_stress_mark_goes_with_the_phoneme_behind_it() -> None:
    """It is held before the sound; left to the word before, that one would be lit too long."""
    assert parted("the end", "ðɪ ˈɛnd") == ["ðɪ ", "ˈɛnd"]
    assert parted("the U.S. end", "ðə jˌuːˈɛs ˈɛnd") == ["ðə ", "jˌuːˈɛs ", "ˈɛnd"]
    assert parted("the end", "ðɪˈˌɛnd") == ["ðɪ", "ˈˌɛnd"]


def test_a_pause_goes_with_the_word_before_it() -> None:
    """A word that was lit while nothing is said would seem to be late."""
    assert parted("tide, we", "tˈaɪd,  wiː")[0] == "tˈaɪd,  "


def test_a_word_that_sounds_otherwise_by_itself_is_found_between_its_neighbours() -> None:
    """“a” alone is “eɪ”; in a sentence it is “ɐ”, which is in none of the words alone."""
    assert parted("we slept. a tide", "wiː slˈɛpt. ɐ tˈaɪd")[2:] == ["ɐ ", "tˈaɪd"]


def test_a_word_without_phonemes_begins_with_the_next() -> None:
    """The voice skips a word in a script that it does not know, and has a time for it even so."""
    alone = {**ALONE, "潮": ""}
    assert parted("the 潮 tide", "ðə tˈaɪd", alone) == ["ðə ", "", "tˈaɪd"]
    assert parted("潮 tide", "tˈaɪd", alone) == ["", "tˈaɪd"]


def test_words_without_phonemes_at_the_end_begin_with_the_last_sound() -> None:
    """There is no next one; behind the sound there would be nothing to light them for."""
    alone = {**ALONE, "潮": "", "水": ""}
    assert parted("the tide 潮 水", "ðə tˈaɪd", alone) == ["ðə ", "tˈaɪ", "", "d"]


def test_right_to_left_words_are_taken_in_the_order_they_are_said() -> None:
    """Text is stored so, whichever way a page shows it."""
    alone = {"הגאות": "haɡeʔˈut", "עלתה.": "ʔaltˈa."}
    assert parted("הגאות עלתה.", "haɡeʔˈut ʔaltˈa.", alone) == ["haɡeʔˈut ", "ʔaltˈa."]


@pytest.mark.parametrize(
    ("words", "phonemes"), [("", ""), ("tide", ""), ("tide", " ,."), ("tide", "ˈ"), ("", "a")]
)
def test_nothing_said_or_nothing_to_say_has_no_places(words: str, phonemes: str) -> None:
    """Marks and blanks are held, and yet no word is heard in them."""
    assert word_places(words, phonemes, lambda word: ALONE.get(word, "")) == []


def test_words_that_no_voice_can_say_alone_have_no_places() -> None:
    """Without any to go by, each would be said to begin at the end."""
    assert word_places("潮 水", "tˈaɪd", lambda _: "") == []


SOUNDS = st.lists(st.sampled_from([*"aɪnðətʊːˈˌ ,.", "", "\u0329"]), max_size=8)


@given(
    st.lists(st.sampled_from(["in", "the", "end", "潮", "–"]), max_size=8),
    st.lists(st.sampled_from([*"aɪnðətʊːˈˌ ,.", "", "\u0329"]), max_size=40),
    st.fixed_dictionaries(dict.fromkeys(("in", "the", "end", "潮"), SOUNDS)),
)
def test_words_have_places_in_order_within_the_phonemes(
    words: list[str], phonemes: list[str], alone: dict[str, list[str]]
) -> None:
    """Whatever a voice makes of words alone and together: each word once, or none of them."""
    text = " ".join(words)
    places = word_places(text, phonemes, alone.__getitem__)
    spans = [found.span() for found in WORD.finditer(text)]
    assert [(start, stop) for start, stop, _ in places] in ([], spans)
    begins = [place for _, _, place in places]
    assert begins == sorted(begins)
    assert all(0 <= place < len(phonemes) for place in begins)


@given(st.lists(st.sampled_from(["In", "the", "tide,", "rose.", "we", "1,130"]), min_size=1))
def test_words_that_sound_the_same_together_are_parted_exactly(words: list[str]) -> None:
    """Where espeak changes nothing, nothing is guessed, however often a word comes again."""
    phonemes = " ".join(ALONE[word] for word in words)
    parts = parted(" ".join(words), phonemes)
    assert [part.strip() for part in parts] == [ALONE[word] for word in words]
