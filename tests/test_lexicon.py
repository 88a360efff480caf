"""What is known of words: written by people, found in texts, the nearest first."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from publisher.lexicon import (
    Lexeme,
    by_word,
    finder,
    holds_for,
    lexeme,
    lexemes,
    present,
    spotted,
    tidy,
    used,
)
from publisher.xsampa import ipa_of


def found(lexicon: tuple[Lexeme, ...], text: str, language: str = "en") -> list[tuple[str, str]]:
    """The words of a lexicon in a text, and how they are said."""
    return [(where[0], each.said) for each, where in spotted(lexicon, text, language)]


def test_a_value_is_a_spelling_ipa_or_a_table() -> None:
    """The three ways in which an author tells how a word is said."""
    table = {"said": "Noor", "ipa": "'nʊər", "as": "word", "language": "ar", "case": False}
    assert lexemes({"GIF": "jif", "Xi": "/ˈʃiː/", "Nour": table, "911": 5}) == (
        Lexeme(("GIF",), "jif"),
        Lexeme(("Xi",), ipa="ˈʃiː"),
        Lexeme(("Nour",), "Noor", "ˈnʊər", "word", "ar", False),
        Lexeme(("911",), "5"),
    )


@pytest.mark.parametrize(("value", "why"), [
    (True, "does not tell"), (None, "does not tell"), ({}, "does not tell"), ("", "does not tell"),
    ({"sead": "x"}, "no 'sead'"), ({"as": "song"}, "cannot be said as 'song'"),
    ({"said": ["x"]}, "not words"), ({"said": "x", "language": "e n"}, "no language"),
    ({"said": "x", "case": "maybe"}, "true or false"), ("/S1/", "X-SAMPA"), ("/ʃ☃/", "no sign"),
    ("x" * 81, "longer than 80"),
])  # fmt: skip
def test_what_makes_no_sense_is_refused_with_the_word(value: object, why: str) -> None:
    """Of a list of a thousand the author is told which, and what is wrong with it."""
    with pytest.raises(ValueError, match=why) as caught:
        lexemes({"Xi": value})
    assert "'Xi'" in str(caught.value)


def test_ipa_is_taken_as_a_keyboard_has_it() -> None:
    """An ASCII g, colon and apostrophe look like signs of the IPA, and no voice knows them."""
    assert tidy(" /'ga:/ ") == "ˈɡaː"
    assert tidy("d͡ʒ ɔ̃") == "d͡ʒ ɔ̃"


@pytest.mark.parametrize(("tag", "language", "holds"), [
    ("", "cy", True), ("en", "en-GB", True), ("en-GB", "en", True), ("en_gb", "en-GB", True),
    ("en-US", "en-GB", False), ("fr", "en", False), ("e", "en", False),
])  # fmt: skip
def test_a_lexeme_holds_for_its_language(tag: str, language: str, holds: bool) -> None:
    """Paris is said otherwise in a French book, and a leftenant is none in America."""
    assert holds_for(tag, language) is holds


def test_a_capital_is_meant_unless_it_is_said_otherwise() -> None:
    """Polish is a language, and polish is for shoes; NASA in small letters is still NASA."""
    asked = lexemes({
        "Polish": "pole-ish", "polish": {"said": "pollish", "case": True},
        "Gif": {"said": "jiff", "case": False}, "tide": "tied",
    })  # fmt: skip
    assert found(asked, "Polish polish POLISH GIF gif Tide") == [
        ("Polish", "pole-ish"), ("polish", "pollish"), ("GIF", "jiff"), ("gif", "jiff"),
        ("Tide", "tied"),
    ]  # fmt: skip


def test_the_first_that_knows_a_word_is_right() -> None:
    """An article's own words stand over those of the house, and those over the user's."""
    asked = (*lexemes({"Reyes": "Ray"}), *lexemes({"Reyes": "Rye", "Reyes Point": "Rayess"}))
    assert found(asked, "Reyes of Reyes Point") == [("Reyes", "Ray"), ("Reyes Point", "Rayess")]


def test_of_a_words_lexemes_the_nearest_language_is_right() -> None:
    """Whatever their order in the file."""
    values = [
        {"said": "loo"},
        {"said": "lef", "language": "en-GB"},
        {"said": "le", "language": "en"},
    ]
    asked = lexemes({"lieutenant": values})
    assert [found(asked, "lieutenant", tag)[0][1] for tag in ("en-GB", "en-US", "de")] == [
        "lef", "le", "loo",
    ]  # fmt: skip


@pytest.mark.parametrize(("kind", "printed", "said"), [
    ("letters", "aclu", "A-C-L-U"), ("digits", "911", "9 1 1"), ("word", "UNESCO", "Unesco"),
    ("spell-out", "U.N.", "U-N"),
])  # fmt: skip
def test_a_word_may_be_said_as_something(kind: str, printed: str, said: str) -> None:
    """Without the author's having to spell what it sounds like."""
    assert lexeme(("x",), {"as": kind}).spelt(printed) == said


def test_what_an_article_has_no_word_of_is_left_out() -> None:
    """A house may know ten thousand names, and looking for all of them takes time."""
    asked = (*lexemes({"Xi": "shee", "Nour al-Din": "noor", "湯気": "ゆげ", "Idlib": "x"}),)
    kept = present(asked, ["Then xi met Nour", "al-Din. 朝の湯気が"])
    assert [each.graphemes[0] for each in kept] == ["Xi", "Nour al-Din", "湯気"]
    assert present(asked, []) == ()


def test_what_is_said_in_a_text_is_known_with_its_forms() -> None:
    """PLS knows no “any letters”: a book's lexicon has the forms that are printed in it."""
    asked = lexemes({"gif": "jiff", "Xi": "shee", "toujours": {"said": "t", "language": "fr"}})
    texts = [("A GIF, a gif and a  gif.", "en"), ("toujours", "fr"), ("toujours Xi-led", "en")]
    assert [(each.graphemes[0], forms) for each, forms in used(asked, texts).items()] == [
        ("gif", ("GIF", "gif")), ("Xi", ("Xi",)), ("toujours", ("toujours",)),
    ]  # fmt: skip


WORDS = st.text(st.sampled_from("abcXé'- "), min_size=1, max_size=6).filter(str.strip)
VALUES = st.fixed_dictionaries(
    {"said": st.sampled_from(["jif", "two words"])},
    optional={
        "ipa": st.sampled_from(["ˈʃiː", "a b"]), "language": st.sampled_from(["en", "fr-CA"]),
        "as": st.sampled_from(["letters", "word"]), "case": st.booleans(),
    },
)  # fmt: skip


@given(st.dictionaries(WORDS.map(lambda word: " ".join(word.split())), VALUES, max_size=4))
def test_written_as_values_and_read_again_a_lexicon_is_the_same(words: dict[str, object]) -> None:
    """What is corrected by hand and what is not both stay."""
    asked = lexemes(words)
    assert lexemes(by_word(asked)) == asked


def test_a_thousand_words_are_found_in_no_time() -> None:
    """One pattern for all of them, made once."""
    asked = tuple(Lexeme((f"Name{number}",), "x") for number in range(1_000))
    assert found(asked, "Name7 met Name999.") == [("Name7", "x"), ("Name999", "x")]
    assert finder(asked, "en") is finder(asked, "en")


@pytest.mark.parametrize(("xsampa", "ipa"), [
    ('"Si:', "ˈʃiː"), ("r\\Ed", "ɹɛd"), ("b_<A~", "ɓɑ̃"), ("t_h@`", "tʰɚ"), ("dZIn.pIN", "dʒɪn.pɪŋ"),
])  # fmt: skip
def test_x_sampa_is_ipa_in_a_keyboards_letters(xsampa: str, ipa: str) -> None:
    """Lexicons of other programs are written in it."""
    assert tidy(ipa_of(xsampa)) == ipa


def test_what_is_no_x_sampa_is_refused() -> None:
    """Taken for silence, the word would be said wrong."""
    with pytest.raises(ValueError, match="no sign of X-SAMPA"):
        ipa_of("ʃi")
