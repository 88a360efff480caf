"""What is known of languages without langcodes is what langcodes knows."""

import itertools
import subprocess
import sys

import langcodes
import pytest

from publisher import language_tags as tags

LANGUAGES = ("en", "de", "fr", "es", "it", "nl", "pt", "sv", "da", "pl")
REGIONS = ("", "US", "GB", "DE", "AT", "FR", "BE", "ES", "MX", "IT", "NL", "BR", "PT", "CA", "IE")
PLAIN = tuple("-".join(filter(None, each)) for each in itertools.product(LANGUAGES, REGIONS))
OTHERS = ("cy", "ar", "zh-Hant", "sr-Latn", "az-Arab", "no", "nb", "en-Shaw", "de-1996", "en-UK")
ODD = ("", "-", "en-", "EN", "e", "english", "x_y", "xx", "en-XX", "en-GB-scotland", "not a tag")


@pytest.mark.parametrize("tag", [*PLAIN, *OTHERS])
def test_an_article_is_treated_as_its_language_asks(tag: str) -> None:
    """A wrong script turns a page round; a wrong code has a reader speak another language."""
    known = langcodes.get(tag)
    assert tags.tidy(tag) == langcodes.standardize_tag(tag)
    assert tags.is_valid(tag) == langcodes.tag_is_valid(tag)
    assert tags.language(tag) == langcodes.standardize_tag(tag, macro=True).partition("-")[0]
    assert tags.script(tag) == (known.maximize().script or "")
    assert tags.three_letters(tag) == known.to_alpha3()
    assert tags.three_letters(tag, bibliographic=True) == known.to_alpha3(variant="B")


@pytest.mark.parametrize("tag", ODD)
def test_what_is_no_tag_is_taken_for_none(tag: str) -> None:
    """Else an edition says that it is in a language that no reader knows."""
    assert tags.is_valid(tag) == langcodes.tag_is_valid(tag)


def test_the_nearest_voice_is_the_one_that_langcodes_finds() -> None:
    """A British article read by an American, where a Briton is there."""
    for one, other in itertools.product([*PLAIN[:24], *OTHERS], [*PLAIN[::7], *OTHERS]):
        assert tags.distance(one, other) == langcodes.tag_distance(one, other), (one, other)


def test_most_articles_need_no_langcodes() -> None:
    """It takes as long to be loaded as an article takes to be read."""
    asked = "t.tidy('en-GB'), t.script('en'), t.distance('en', 'en-US'), t.three_letters('en')"
    look = f"import sys, publisher.language_tags as t; {asked}; print('langcodes' in sys.modules)"
    said = subprocess.run([sys.executable, "-c", look], capture_output=True, text=True, check=True)
    assert said.stdout.strip() == "False"
