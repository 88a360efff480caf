"""Forty sentences as newspapers print them, and as they are to be heard.

Given the print, Piper reads something wrong in thirty-two sentences of these shapes, and ends
eight of them in the middle.
"""

import re
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path
from types import ModuleType

import pytest

from publisher.speaking.wording import speakable
from publisher.speaking.wording.spans import Rule

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


CASES = Path(__file__).parents[2] / "benchmarks" / "narration"


def _cases(name: str) -> tuple[ModuleType, list[tuple[str, str, tuple[str, ...]]]]:
    """The benchmark, and the cases of one of its files."""
    spec = spec_from_file_location("words", CASES / "words.py")
    assert spec is not None
    assert spec.loader is not None
    words = module_from_spec(spec)
    spec.loader.exec_module(words)
    return words, list(words.cases(CASES / f"{name}.txt"))


@pytest.mark.parametrize(
    ("name", "number"), [("newsroom", 126), ("heldout", 137), ("second", 76), ("strangers", 1_942)]
)
def test_no_case_that_is_right_goes_wrong(name: str, number: int) -> None:
    """A rule for one shape of print must not cost a reader another."""
    words, cases = _cases(name)
    wrong = [printed for case in cases if not words.right(case, speakable) for printed in case[1:2]]
    assert len(cases) - len(wrong) >= number, wrong


def test_a_rule_finds_nothing_without_what_it_needs(monkeypatch: pytest.MonkeyPatch) -> None:
    """Rules are passed over to save time; none that has something to say must be."""
    printed = [
        case[:2] for name in ("newsroom", "second", "strangers") for case in _cases(name)[1][::4]
    ]
    quickly = [speakable(text, language) for language, text in printed]
    monkeypatch.setattr(Rule, "may_find", lambda *_: True)
    assert [speakable(text, language) for language, text in printed] == quickly
