"""XHTML: what it can hold, and which way it runs."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from publisher.binding.xhtml import E, direction, document, in_language, legal, written
from publisher.labels import own_language


@given(st.text(st.characters()))
def test_any_words_make_a_page_that_parses(words: str) -> None:
    """Half a surrogate or a bell in a headline must not end a build, or make a broken book."""
    page = etree.fromstring(written(document(words, "en", E.body(E.p(legal(words))))))
    assert page.findtext(".//{*}title") == page.findtext(".//{*}p") == legal(words)


@given(st.text(st.characters(blacklist_categories=("Cc", "Cs", "Cn"))))
def test_words_without_control_characters_stay_as_they_are(words: str) -> None:
    """Emoji and their joiners, soft hyphens, marks of direction: all of it is the author's."""
    assert legal(words) == words


@pytest.mark.parametrize(
    ("language", "way"),
    [
        ("ar", "rtl"), ("he-IL", "rtl"), ("fa", "rtl"), ("ur", "rtl"), ("ckb", "rtl"),
        ("dv", "rtl"), ("az-Arab", "rtl"), ("pa-PK", "rtl"), ("yi", "rtl"), ("nqo", "rtl"),
        ("ar-Latn", "ltr"), ("ku", "ltr"), ("en", "ltr"), ("ja", "ltr"), ("und", "ltr"),
    ],
)  # fmt: skip
def test_a_language_runs_the_way_its_script_does(language: str, way: str) -> None:
    """It is the script that runs from the right, and a tag may name one."""
    assert direction(language) == way


@pytest.mark.parametrize(
    ("language", "ours"), [("en", ""), ("en-GB", ""), ("de-AT", ""), ("ar", "en"), ("eng", "en")]
)
def test_our_own_words_are_english_where_we_have_no_others(language: str, ours: str) -> None:
    """Empty where nothing has to be marked."""
    assert own_language(language) == ours


def test_a_language_brings_its_direction_along() -> None:
    """A word of Arabic in an English line pulls the full stop to its other side without it."""
    element = in_language(E.span("بخار"), "ar")
    assert (element.get("lang"), element.get("dir")) == ("ar", "rtl")
    assert dict(in_language(E.span("x"), "").attrib) == {}
