"""Captions, credits and rights lines; and that the quick look before them loses none."""

import re
from collections.abc import Iterator
from itertools import product
from pathlib import Path

import pytest

from publisher.structuring import captions, rights
from publisher.structuring.captions import is_caption, is_credit
from publisher.structuring.rights import is_rights

CLUTTER = Path(__file__).parents[2] / "benchmarks" / "structure" / "clutter"
STORY = "The boats came home at noon, and nobody spoke."


def lines() -> Iterator[str]:
    """What pages have around a story in six languages; alone, behind a sentence and before one."""
    for path in sorted(CLUTTER.glob("*.txt")):
        every = dict.fromkeys(path.read_text("utf-8").splitlines())
        for before, line, behind in product(("", STORY), every, ("", STORY)):
            yield " ".join(f"{before} {line} {behind}".split())


@pytest.mark.parametrize(
    "line", ["【写真＝石川伸】", "【ロンドン＝石川伸】", "【潮風新聞】", "【写真】"]
)
def test_brackets_around_a_maker_or_an_agency_are_a_credit(line: str) -> None:
    """They say who made it, or who sent it."""
    assert is_credit(line)


@pytest.mark.parametrize("line", ["【直す人】", "【写真の力】", "【新聞の未来】", "【記者の目】"])
def test_brackets_around_other_words_are_a_heading(line: str) -> None:
    """Japanese pages set headings so; one may speak of newspapers."""
    assert not is_credit(line)


def test_a_quick_look_loses_no_caption_and_no_rights_line() -> None:
    """Few paragraphs are looked at closely; a caption that is passed by is read out."""
    endings = re.compile(rf"(?:{'|'.join(captions._ENDINGS)})\s*$", re.IGNORECASE)
    found = 0
    for line in lines():
        assert is_rights(line) == bool(
            len(line) <= rights.LONGEST and rights._RIGHTS.fullmatch(line)
        )
        ends_so = bool(endings.search(line))
        assert bool(captions._IN_ENDINGS.search(line) and captions._AT_END.search(line)) == ends_so
        named = bool(captions._NAME_LAST.fullmatch(line))
        if 3 < len(line) <= captions.CAPTION_LONGEST:
            assert is_caption(line) >= (ends_so or named), line
        found += ends_so + named + is_rights(line)
    assert found > 100
