"""What is said where print has something else."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from publisher.lexicon import Lexeme, lexemes
from publisher.speaking.wording import speakable, worded


@pytest.mark.parametrize(
    ("printed", "spoken"),
    [
        ("Dr. Reyes kept a clock.", "Doctor Reyes kept a clock."),
        ("Mr Hoskin and Mrs. Lee", "Mister Hoskin and Missus Lee."),
        ("Lt. Gen. H.R. Ames left.", "Lieutenant General HR Ames left."),
        ("The mill on St Bride’s Quay.", "The mill on Saint Bride’s Quay."),
        ("He lives in Downing St.", "He lives in Downing Street."),
        ("See No. 10 on p. 14.", "See Number ten on page fourteen."),
        ("On Jan. 5 and 6 Aug. it froze.", "On January fifth and the sixth of August it froze."),
        ("Bring fruit, e.g. pears.", "Bring fruit, for example, pears."),
        ("Red vs. blue", "Red versus blue."),
        ("The U.S. economy grew.", "The US economy grew."),
        ("Salt & pepper", "Salt and pepper."),
    ],
)
def test_an_abbreviation_is_written_out(printed: str, spoken: str) -> None:
    """An engine ends the sentence at its full stop, and the listener hears a voice that drops."""
    assert speakable(printed) == spoken


@pytest.mark.parametrize(
    ("printed", "spoken"),
    [
        ("A plant . . . about to fall.", "A plant, about to fall."),
        ("It was … well, late.", "It was, well, late."),
        ("And then…", "And then."),
        ("It rose — Mars, that is.", "It rose, Mars, that is."),
        ("The [rebel-held] half (the east) fell.", "The rebel-held half, the east, fell."),
        ("“Go,” she said.", "Go, she said."),
        ("[[wiki]]", "wiki."),
        ("The light\u00adhouse\u200b burned.", "The lighthouse burned."),
    ],
)
def test_a_mark_of_print_becomes_a_pause_or_nothing(printed: str, spoken: str) -> None:
    """“Dot dot dot” and “bracket” are no words of the author’s."""
    assert speakable(printed) == spoken


def test_a_heading_ends_as_a_sentence_does() -> None:
    """Without a full stop its voice stays up, and it runs into the first sentence."""
    assert speakable("Behind the gates") == "Behind the gates."


def test_a_question_stays_a_question() -> None:
    """It is heard by its rising voice."""
    assert speakable("“Who pays?”") == "Who pays?"


@pytest.mark.parametrize("printed", ["* * *", "—", "…", "🙂", " ", "", "§" * 0])
def test_where_nothing_can_be_said_nothing_is(printed: str) -> None:
    """An engine given only signs makes a noise."""
    assert speakable(printed) == ""


def test_french_is_not_given_english_words() -> None:
    """“M. Dupont” is no “Mister”, and “&” is for a French engine to say."""
    assert speakable("M. Dupont & fils", "fr") == "Monsieur Dupont & fils."


@pytest.mark.parametrize(("language", "printed", "spoken"), [
    ("de", "Am 12.03.2016 stieg er um 1.234.567,50.", "Am 12. März 2016 stieg er um 1234567,50."),
    ("de", "2,5 Mrd. € und €300", "2,5 Milliarden Euro und 300 Euro."),
    ("de", "5 Mio. Dollar, z. B. in St. Gallen",
     "5 Millionen Dollar, zum Beispiel in Sankt Gallen."),
    ("de", "Die IP 10.20.30.40 um 12.30 Uhr", "Die IP 10.20.30.40 um 12.30 Uhr."),
    ("fr", "Mme Roy a payé 2,5 M€ le 1er mai",
     "Madame Roy a payé 2,5 millions d’euros le premier mai."),
    ("fr", "1\u202f234\u202f567 votes", "1234567 votes."),
    ("es", "El Sr. López pagó 1.500 € el 12/3/2016",
     "El señor López pagó 1500 euros el 12 de marzo de 2016."),
    ("it", "2,5 mln € a 1.500 persone", "2,5 milioni di euro a 1500 persone."),
    ("nl", "€ 2,5 mln op 12-03-2016", "2,5 miljoen euro op 12 maart 2016."),
    ("pt", "1.500,50 € em 12/03/2016", "1500,50 euros em 12 de março de 2016."),
    ("sv", "1.500 kr den 12/3", "1.500 kr den 12/3."),
])  # fmt: skip
def test_other_languages_are_given_what_their_engines_misread(
    language: str, printed: str, spoken: str
) -> None:
    """A point between thousands is no decimal point; numbers themselves an engine says well."""
    assert speakable(printed, language) == spoken


@settings(max_examples=300, deadline=None)
@given(st.text(max_size=200), st.sampled_from(["en", "de", "ja"]))
def test_what_is_said_stands_on_one_line_and_ends(text: str, language: str) -> None:
    """An engine reads a line; two would be two sentences."""
    said = speakable(text, language)
    assert "\n" not in said
    assert "  " not in said
    assert not said or said[-1] in ".!?。！？؟'’"


SOUNDS = {
    "Reyes": "Ray-ess",
    "Reyes Point": "Rayess Point",
    "St. Ives": "Sunt Eyves",
    "gif": "jiff",
    "C++": "see plus plus",
    "it's": "it iz",
    "湯気": "ゆげ",
    "🫖": "teapot",
}


@pytest.mark.parametrize(
    ("printed", "spoken"),
    [
        ("Dr. Reyes rose.", "Doctor Ray-ess rose."),
        ("At Reyes  Point.", "At Rayess Point."),
        ("St. Ives slept.", "Sunt Eyves slept."),
        ("A GIF, a Gif, a gif.", "A jiff, a jiff, a jiff."),
        ("REYES and reyes.", "REYES and reyes."),
        ("Gifts, and Reyesian.", "Gifts, and Reyesian."),
        ("He writes C++.", "He writes see plus plus."),
        ("It’s late.", "it iz late."),
        ("🫖", "teapot."),
    ],
)
def test_a_word_is_said_as_its_author_spells_its_sound(printed: str, spoken: str) -> None:
    """Whole words, the longest first; a capital in the author's list is meant as one."""
    assert speakable(printed, "en", lexemes(SOUNDS)) == spoken


def test_a_script_without_spaces_has_no_whole_words_to_ask_for() -> None:
    """A Japanese word stands between others."""
    assert speakable("朝の湯気が立つ。", "ja", lexemes(SOUNDS)) == "朝のゆげが立つ。"


def test_what_is_put_in_is_not_looked_at_again() -> None:
    """Two words that sound like one another would else change places for ever."""
    asked = lexemes({"lead": "led", "led": "lead"})
    assert speakable("Lead and led.", "en", asked) == "led and lead."


@settings(max_examples=200, deadline=None)
@given(
    st.text(max_size=80),
    st.lists(st.tuples(st.text(max_size=5), st.text(max_size=5)), max_size=4),
)
def test_any_pronunciation_can_be_asked_for(text: str, sounds: list[tuple[str, str]]) -> None:
    """Signs that mean something to a pattern mean themselves here."""
    said = speakable(text, "en", tuple(Lexeme((word,), sound) for word, sound in sounds))
    assert "\n" not in said


@pytest.mark.parametrize(
    ("printed", "language", "spoken", "in_full"),
    [
        (
            "Quelle: https://www.example.org/a/b?x=1.",
            "de",
            "Quelle: Link zu example.org.",
            "Quelle: https://www.example.org/a/b?x=1.",
        ),
        (
            "Kilde: https://example.org/a/b.",
            "da",
            "Kilde: example.org.",
            "Kilde: https://example.org/a/b.",
        ),
        (
            "See www.example.org/a/b/c/d for it.",
            "en",
            "See example dot org for it.",
            "See WWW dot example dot org slash a slash b slash c slash d for it.",
        ),
    ],
)
def test_a_long_address_is_told_of_or_read_to_its_end(
    printed: str, language: str, spoken: str, in_full: str
) -> None:
    """Nobody wants to hear a path read out, but who cannot see the page and wants to type it."""
    assert worded(printed, language).words == spoken
    assert worded(printed, language, addresses_in_full=True).words == in_full
