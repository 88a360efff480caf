"""Words that a voice probably does not know: names, and few others."""

from dataclasses import replace

from benchmarks.narration.names import FRAMES, HERE, article, words_of
from publisher.document import Document
from publisher.lexicon import lexemes
from publisher.reading import Source, read
from publisher.speaking.doubts import doubts
from publisher.speaking.engines import espeak, gtts
from publisher.structuring import structure

ROAD = """\
---
title: The road to Idlib
author: Nour al-Din Maqsoud
language: {language}
guess: false
pronunciations: {{Douma: doo-ma}}
---

Reluctantly, Ms Foster spoke on Tuesday, and I’ve heard her.
Idlib’s hospitals were full, they told Idlib.

Xi Jinping left Douma. “Thousands fled,” said O’Neill; houses burned, and a jihād went on.

# What The People Of Oldfield Saw

Whales were there. UN and WHO were not, and whales
"""


def document(language: str = "en-GB") -> Document:
    """An article with names in it."""
    return structure(read(Source("road.md", ROAD.format(language=language).encode())))


def test_names_are_listed_with_phonemes_and_lines() -> None:
    """The strange ones first, then the most frequent, then by the alphabet; known ones not."""
    found = doubts(document(), espeak.load("en-gb", "en", 1.0))
    assert [each.word for each in found] == [
        "Maqsoud", "Xi", "al-Din", "jihād", "Idlib", "Foster", "Jinping", "Nour", "O’Neill",
    ]  # fmt: skip
    by_word = {each.word: each for each in found}
    assert by_word["Xi"].phonemes == "zˈaɪ"
    assert (by_word["Idlib"].count, by_word["Idlib"].lines) == (3, (9,))
    assert by_word["Xi"].lines == (12,)


def test_what_a_lexicon_knows_is_left_out() -> None:
    """Else the editor would look at it again with every article."""
    known = replace(document(), lexicon=lexemes({"Idlib": "idd-lib", "Nour al-Din": "noor"}))
    found = doubts(known, espeak.load("en-gb", "en", 1.0))
    assert [each.word for each in found] == [
        "Maqsoud",
        "Xi",
        "jihād",
        "Foster",
        "Jinping",
        "O’Neill",
    ]


def test_in_german_a_capital_alone_makes_no_name() -> None:
    """Nouns have one; names stand beside names."""
    text = "---\nlanguage: de\n---\n\nDie Regierung lud Volodymyr Selenskyj in das Schloss ein."
    found = doubts(structure(read(Source("a.md", text.encode()))), espeak.load("de", "de", 1.0))
    assert {each.word for each in found} == {"Volodymyr", "Selenskyj"}


def test_a_voice_that_tells_no_phonemes_lists_names_all_the_same() -> None:
    """Only without them."""
    found = doubts(document(), gtts.load("en", "en", 1.0))
    assert {each.phonemes for each in found} == {""}


def test_most_names_and_hardly_a_word_beside_them_are_listed() -> None:
    """As benchmarks/narration measures it; of the names some are in espeak's dictionary."""
    place = "first, then another"
    voice = gtts.load("en", "en", 1.0)
    names, ordinary = words_of(HERE / "names.txt"), words_of(HERE / "ordinary.txt")
    found = {each.word for each in doubts(article(names, FRAMES[place]), voice)}
    assert len(found & set(names)) >= 0.95 * len(names)
    assert len(doubts(article(ordinary, FRAMES[place]), voice)) <= 0.01 * len(ordinary)
