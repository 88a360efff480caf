"""Tables of phrases: what a line has to be, to begin with or to hold."""

import pytest

from publisher.structuring.phrases import anywhere, at_start, phrases

TABLE = """
share / share this / # comments / page # of # / filed under * / * newsletter sign-up / read * now
関連記事 / コメント#件 / غدا
"""


@pytest.mark.parametrize(
    ("line", "is_one"),
    [
        ("share", True),
        ("share this", True),
        ("share this tide", False),
        ("shares", False),
        ("1,234 comments", True),
        ("12k comments", True),
        ("many comments", False),
        ("page 2 of 14", True),
        ("page two of 14", False),
        ("filed under tides and mills", True),
        ("filed under: tides", True),
        ("filed under", False),
        ("the miller's newsletter sign-up", True),
        ("newsletter sign-up", False),
        ("read all of it now", True),
        ("read now", False),
        ("関連記事", True),
        ("コメント12件", True),
        ("غدا", True),
        ("", False),
    ],
)
def test_a_line_is_a_phrase_with_its_number_or_its_words(line: str, is_one: bool) -> None:
    """A button that is not known is read aloud; a heading that is taken for one is not."""
    assert phrases(TABLE).has(line) is is_one


@pytest.mark.parametrize(
    ("line", "begins"),
    [
        ("sign up for it", True),
        ("sign upon the dotted line", False),
        ("please sign up", False),
        ("do not miss: the tide", True),
        ("登録はこちら", True),
        ("by signing up you agree", True),
        ("by signing up you may agree", True),
        ("by signing up you will see", False),
        ("sign up", True),
    ],
)
def test_a_line_begins_with_whole_words(line: str, begins: bool) -> None:
    """“Signs of life” asks nobody to sign."""
    table = at_start("sign up / do not miss: / 登録 / by signing up * agree")
    assert table.match(line) is begins


@pytest.mark.parametrize(
    ("line", "is_there"),
    [
        ("get our newsletter today", True),
        ("newsletter", True),
        ("newsletters", False),
        ("e-newsletter", True),
        ("our news", False),
        ("find us on the app and more", True),
        ("毎日の登録です", True),
        ("on threads and", False),
        ("on threads and elsewhere", True),
    ],
)
def test_words_stand_anywhere_and_whole(line: str, is_there: bool) -> None:
    """A pitch names its newsletter in the midst of a sentence, and ideographs have no spaces."""
    assert anywhere("newsletter / app / 登録 / on threads and *").search(line) is is_there
