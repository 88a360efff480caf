"""A reading system that others made plays our books: each sentence is lit while it is heard."""

from collections.abc import Iterator
from importlib.util import find_spec
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from publisher.pipeline import publish
from publisher.publication import Publication
from publisher.reading import load
from publisher.settings import Settings
from publisher.workshop import Workshop
from tests.conftest import SOURCE, chromium_path, need
from tests.reading_system import FOLIATE, Clip, Seen, chromium, clips, reading

if TYPE_CHECKING:
    from playwright.sync_api import Browser

AT_BORDERS = 0.1  # seconds by which the light may come early or late
FASTER = 4


@pytest.fixture(scope="module")
def browser() -> Iterator["Browser"]:
    """Debian's Chromium, driven by Playwright."""
    need(find_spec("playwright"), "Playwright")
    need(chromium_path(), "Chromium")
    need(FOLIATE.exists(), "foliate-js (see .ci/run)")
    with chromium() as browser:
        yield browser


@pytest.fixture(scope="module")
def epub(spoken: list[Publication]) -> Path:
    """The shortest sample: its first pages are soon heard."""
    return min((each.files[0] for each in spoken), key=lambda path: path.stat().st_size)


def lights(seen: list[Seen]) -> list[str]:
    """What was lit, one after the other."""
    return [name for name, _ in groupby(name for moment in seen for name in moment.lit)]


def check(seen: list[Seen], expected: list[Clip]) -> None:
    """What is lit is what is heard, and nothing else; only while a page turns is all dark."""
    firsts = [next(group) for _, group in groupby(expected, key=lambda clip: clip.page)]
    for moment in seen:
        if moment.lit:
            (name,) = moment.lit
            heard = [clip for clip in expected if clip.is_heard(moment, AT_BORDERS)]
            assert (moment.page, name) in [(clip.page, clip.name) for clip in heard], moment
        else:
            assert any(clip.is_heard(moment, AT_BORDERS) for clip in firsts), moment
    assert sum(not moment.lit for moment in seen) < len(seen) / 5


@pytest.mark.slow
def test_each_sentence_is_lit_while_it_is_heard_from_the_title_page_on(
    browser: "Browser", epub: Path
) -> None:
    """Who listens from the start is led over title page and contents into the article."""
    with reading(browser, epub) as system:
        system.play("title", rate=FASTER)
        system.wait("c02")
        seen = system.pause()
    pages = ("title", "nav", "c01", "c02")
    expected = [clip for page in pages for clip in clips(epub, page)]
    check(seen, expected)
    lit = lights(seen)
    assert lit == [clip.name for clip in expected][: len(lit)], "a sentence was passed over"
    assert len(seen) > 100


def test_each_sentence_is_lit_while_it_is_heard_from_the_first_section_on(
    browser: "Browser", epub: Path
) -> None:
    """Who begins with a section hears it from its first sentence, not from the recording's."""
    with reading(browser, epub) as system:
        system.play("c01", rate=FASTER)
        system.wait("c02")
        seen = system.pause()
    expected = clips(epub, "c01") + clips(epub, "c02")
    check(seen, expected)
    assert seen[0].time == pytest.approx(expected[0].begin, abs=AT_BORDERS)
    assert lights(seen) == [clip.name for clip in expected][: len(clips(epub, "c01")) + 1]
    assert len(seen) > 50


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_what_is_lit_stands_out_by_the_books_own_style(
    browser: "Browser", epub: Path, scheme: str
) -> None:
    """A reading system that adds no style of its own would else light a sentence unseen."""
    lit, dark, *_ = (clip.name for clip in clips(epub, "c01"))
    with reading(browser, epub, scheme) as system:
        system.play("c01", lit)
        system.wait("c01", lit)
        assert system.look(lit) != system.look(dark)


def test_each_word_is_lit_while_it_is_heard(
    browser: "Browser", tmp_path: Path, cache: Path
) -> None:
    """Who asked for words to be lit, to learn to read along, sees the one that is said."""
    shop = Workshop(tmp_path, cache, Settings(granularity="word"))
    made = publish(load(SOURCE / "salt-road.html"), shop).files[0]
    with reading(browser, made) as system:
        system.play("c01")
        system.window.wait_for_timeout(8_000)
        seen = system.pause()
    expected = clips(made, "c01")
    check(seen, expected)
    names = [clip.name for clip in expected]
    places = [names.index(name) for name in lights(seen)]
    assert places == sorted(places)
    # On a busy machine a word that takes but a moment may pass between two looks.
    assert len(places) >= max(15, places[-1] * 0.9)
