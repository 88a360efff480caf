"""Words in another language than the article's: those, and no others, are marked."""

import pytest

from publisher.article import Passage, Run
from publisher.structuring.foreign import all_in, without_own


@pytest.mark.parametrize(
    ("tag", "language", "kept"),
    [
        ("en", "en", ""),
        ("EN-gb", "en-GB", ""),
        ("en", "en-GB", ""),
        ("en-US", "en-GB", "en-US"),
        ("fr", "en", "fr"),
        ("", "en", ""),
    ],
)
def test_a_page_that_marks_all_its_words_marks_none(tag: str, language: str, kept: str) -> None:
    """A voice would be looked for anew for every word of them."""
    (passage,) = without_own([Passage((Run("Tide", language=tag),))], language)
    assert passage.runs[0].language == kept


def test_words_that_are_marked_already_stay_as_they_are() -> None:
    """A Welsh name in a French article in an English book."""
    passage = Passage((Run("La mer "), Run("Llŷn", language="cy")))
    assert [run.language for run in all_in(passage, "fr").runs] == ["fr", "cy"]
