"""Forty sentences as newspapers print them, and as they are to be heard.

Given the print, Piper reads something wrong in thirty-two sentences of these shapes, and ends
eight of them in the middle.
"""

import re
from pathlib import Path

import pytest

from publisher.speaking.wording import speakable

FORTY = [
    tuple(line.split(" | "))
    for line in Path(__file__).with_name("news.txt").read_text("utf-8").splitlines()
    if not line.startswith("#")
]


def test_there_are_forty() -> None:
    """Each shape in which an engine was heard to go wrong, and those in which none did."""
    assert len(FORTY) == 40


@pytest.mark.parametrize(("language", "printed", "spoken"), FORTY)
def test_a_newspapers_sentence_is_said_as_it_is_read_aloud(
    language: str, printed: str, spoken: str
) -> None:
    """Word for word, and stop for stop."""
    assert speakable(printed, language) == spoken


@pytest.mark.parametrize(("language", "printed", "spoken"), FORTY)
def test_no_full_stop_stands_within_a_newspapers_sentence(
    language: str, printed: str, spoken: str
) -> None:
    """An engine would end the sentence there, and the listener hear a voice that drops."""
    assert not re.search(r"[.!?](?!$)", speakable(printed, language))
