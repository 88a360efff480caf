"""Our own words: each language has all of them, with the same gaps."""

from string import Formatter

import pytest

from publisher import labels

ENGLISH = labels._WORDS["en"]


def gaps(words: str) -> set[str | None]:
    """What is put into some words."""
    return {name for _, name, _, _ in Formatter().parse(words) if name is not None}


@pytest.mark.parametrize("language", labels._WORDS)
def test_each_language_has_every_word_with_its_gaps(language: str) -> None:
    """A word that is missing stops the build of every article in that language."""
    words = labels._WORDS[language]
    assert words.keys() == ENGLISH.keys()
    for word, said in words.items():
        assert gaps(said) == gaps(ENGLISH[word]), word
