"""Which language an article is in: it chooses the voice, so a wrong one makes gibberish."""

import pytest

from publisher.article import Passage, Role, Run
from publisher.errors import SettingsError
from publisher.structuring.languages import DEFAULT, language_of, tidy_tag


def words(text: str, role: Role = Role.BODY) -> tuple[Passage, ...]:
    """An article of one passage."""
    return (Passage((Run(text),), role),)


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "The tide came in over the flats by night, and nobody in the village heard it."),
        ("fr", "La marée est montée pendant la nuit, et personne au village ne l’a entendue."),
        ("de", "In der Nacht kam die Flut über das Watt, und niemand im Dorf hat sie gehört."),
        ("es", "La marea subió por la noche, y nadie en el pueblo la oyó llegar a los campos."),
        ("ja", "潮は夜のうちに満ちたが、村では誰も気づかなかった。"),
        ("ar", "جاء المد في الليل ولم يسمعه أحد في القرية."),
    ],
)
def test_a_language_is_told_by_its_words(language: str, text: str) -> None:
    """Nobody has to say it, and nothing is asked of a network."""
    assert language_of(words(text), "") == (language, ())


def test_what_is_said_is_taken() -> None:
    """An author knows better than any guess."""
    assert language_of(words("The tide came in over the flats by night. " * 3), "cy") == ("cy", ())


@pytest.mark.parametrize("text", ["Le moulin", "", "1 2 3 4 5 6 7 8 9 " * 20, "* * * " * 50])
def test_too_few_letters_are_taken_for_english_and_said_so(text: str) -> None:
    """A classifier is sure of anything: a page of figures it takes for Malagasy."""
    language, (finding,) = language_of(words(text), "")
    assert (language, finding.code) == (DEFAULT, "language-unsure")


def test_few_letters_of_another_alphabet_are_enough() -> None:
    """A headline in Japanese is not English, however short it is."""
    assert language_of(words("町の水車小屋が動き出す"), "")[0] == "ja"


def test_code_tells_no_language() -> None:
    """Its words are English in every country."""
    code = words("for each in the_list: print(each.name_of_the_thing_that_is_shown)", Role.CODE)
    german = words("In der Nacht kam die Flut über das Watt, und niemand im Dorf hat sie gehört.")
    assert language_of((*code * 9, *german), "")[0] == "de"


@pytest.mark.parametrize(
    ("tag", "tidy"),
    [("en-gb", "en-GB"), ("EN_us", "en-US"), ("zh-hant", "zh-Hant"), (" fr ", "fr"), ("iw", "he")],
)
def test_a_tag_is_put_into_its_usual_form(tag: str, tidy: str) -> None:
    """RFC 5646: reading systems compare tags, and some of them letter by letter."""
    assert tidy_tag(tag) == tidy


@pytest.mark.parametrize("tag", ["english", "x", "xx-yy", "en gb", "e", "12", "en-", "ö", "a" * 99])
def test_what_is_no_tag_is_refused_with_an_example(tag: str) -> None:
    """EPUBCheck would refuse the book, long after it was narrated."""
    with pytest.raises(SettingsError) as refusal:
        language_of((), tag)
    assert "en-GB" in refusal.value.remedy
