"""Credits in brackets: who took a picture, and what is a heading all the same."""

import pytest

from publisher.structuring.captions import is_credit


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
