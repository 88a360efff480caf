"""What a person is shown of an article: golden outlines, read before they were accepted.

``pytest tests/test_outline.py --accept`` writes them anew; read the diff before keeping it.
"""

from pathlib import Path

import pytest

from publisher.article import Article, Passage, Run
from publisher.outline import clock, expected_ms, outline
from publisher.reading import load, read
from publisher.structuring import structure

CASES = sorted(path for path in (Path(__file__).parent / "articles").iterdir() if path.is_dir())


def outlined(path: Path, rate: float = 1.0) -> str:
    """The outline of the article in a file."""
    work = structure(read(load(path)))
    return "\n".join(outline(path.name, work, work.findings, rate)) + "\n"


@pytest.mark.parametrize("case", CASES, ids=lambda path: path.name)
def test_an_article_is_understood_as_a_careful_editor_would(
    case: Path, request: pytest.FixtureRequest
) -> None:
    """Headline, standfirst, byline, dateline, sections and what is set aside, as once read.

    A change here is a change in what users hear; it wants to be seen before it is made.
    """
    article = next(case.glob("article.*"))
    golden = case / "outline.txt"
    if request.config.getoption("--accept"):
        golden.write_text(outlined(article), "utf-8")
    assert outlined(article) == golden.read_text("utf-8")


def test_there_are_cases_of_many_kinds() -> None:
    """A folder lost in a move would otherwise go unseen: no cases, no failures."""
    assert len(CASES) >= 16


@pytest.mark.parametrize("case", CASES, ids=lambda path: path.name)
def test_no_line_ends_in_a_space(case: Path) -> None:
    """Editors strip such spaces from golden files, and the next run would fail for nothing."""
    assert all(line == line.rstrip() for line in outlined(next(case.glob("article.*"))).split("\n"))


def test_a_faster_voice_takes_less_time() -> None:
    """165 words are a minute at the voice's own rate, half of one at twice the rate."""
    assert expected_ms(165) == 60_000
    assert expected_ms(165, 2.0) == 30_000


@pytest.mark.parametrize(
    ("milliseconds", "said"),
    [(0, "0:00"), (499, "0:00"), (59_600, "1:00"), (61_000, "1:01"), (3_725_000, "1:02:05")],
)
def test_a_time_is_told_as_a_clock_tells_it(milliseconds: int, said: str) -> None:
    """Minutes and seconds, to the nearest second, and hours where there are any."""
    assert clock(milliseconds) == said


def test_a_section_without_a_heading_shows_its_first_words() -> None:
    """“Opening” alone would not tell a person which part of the article it is."""
    passages = (Passage((Run("The tide"),), line=1), Passage((Run("mud and weed " * 20),), line=3))
    work = structure(Article("-", passages), "en")
    lines = tuple(outline("-", work, (), 1.0))
    assert lines[-2].endswith(
        "  (The article) mud and weed mud and weed mud and weed mud and weed mud and …"
    )


def test_what_was_guessed_is_told_with_its_line() -> None:
    """A person who wants to overrule a guess must know where to look."""
    passages = (Passage((Run("mud and weed, " * 30 + "as ever."),), line=1),)
    work = structure(Article("-", passages), "en")
    assert "    line 1    warning: no headline was found" in "\n".join(
        outline("-", work, work.findings, 1.0)
    )
