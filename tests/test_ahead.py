"""What is all but sure to be needed is loaded in the meantime, and nothing hangs on it."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import py3langid.langid
import pytest

from publisher import ahead
from publisher.ahead import looked_ahead
from publisher.errors import ReadingError
from publisher.pipeline import publish
from publisher.reading import Source, load
from publisher.settings import Settings
from publisher.speaking.crew import Crew, processes, threads
from publisher.speaking.engines import piper
from publisher.workshop import Workshop
from tests.conftest import article

TIDE = "The tide rose in the night, and by the morning nobody could remember it.\n"


@pytest.fixture(autouse=True)
def _nothing_loaded(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """As in a process that has just begun, on a machine of two cores."""
    monkeypatch.setattr(ahead, "cores", lambda: 2)
    monkeypatch.setattr(piper, "_ready", {})
    monkeypatch.setattr(py3langid.langid, "IDENTIFIER", None)
    for each in (ahead._loading, ahead._have_languages):
        each.cache_clear()
    yield
    for each in (ahead._loading, ahead._have_languages):
        each.cache_clear()


def told(source: Source, crew: Crew | None = None, **wished: object) -> tuple[int, bool]:
    """How many Piper models are loaded ahead, and whether what tells languages apart is."""
    options = tuple(wished.items())
    shop = Workshop(Path("build"), Path("cache"), Settings(), options, crew=crew)
    with looked_ahead(source, shop):
        pass
    return len(piper._ready), py3langid.langid.IDENTIFIER is not None


@pytest.fixture
def _unread(monkeypatch: pytest.MonkeyPatch) -> None:
    """Models are counted, and not read."""
    monkeypatch.setattr(piper, "_opened", lambda model, _: model)


@pytest.mark.usefixtures("_unread")
def test_the_usual_voice_is_made_ready_while_an_article_is_read(tmp_path: Path) -> None:
    """Its first sentence is heard seconds sooner."""
    plain = tmp_path / "tide.txt"
    plain.write_text(TIDE, encoding="utf-8")
    assert told(load(plain), threads(2)) == (1, True)


@pytest.mark.usefixtures("_unread")
def test_plain_english_needs_nothing_to_be_told_by(tmp_path: Path) -> None:
    """A voice is made ready, and no table of all languages."""
    english = tmp_path / "tide.txt"
    english.write_text(f"{TIDE}It was the first of many, and they went on to the quay.\n" * 3)
    assert told(load(english), threads(2)) == (1, False)


@pytest.mark.usefixtures("_unread")
@pytest.mark.parametrize("wished", [
    {"voice": "silence"}, {"voice": "espeak"}, {"voice": "piper:nobody"},
    {"editions": ("epub-text",)},
])  # fmt: skip
def test_what_will_not_be_needed_is_not_loaded(wished: dict[str, object]) -> None:
    """A text edition, or another voice, costs no memory for a model."""
    assert told(article(f"---\nlanguage: en\n---\n{TIDE}"), threads(2), **wished) == (0, False)


@pytest.mark.usefixtures("_unread")
@pytest.mark.parametrize("crew", [None, processes(2)])
def test_who_does_not_speak_here_loads_nothing_here(crew: Crew | None) -> None:
    """Worker processes have voices of their own, and what is bound afterwards needs none."""
    assert told(article(TIDE), crew) == (0, False)


@pytest.mark.usefixtures("_unread")
def test_a_format_that_was_named_is_not_asked_for(tmp_path: Path) -> None:
    """A file of any name is read as what its owner says it is."""
    (tmp_path / "tide.xyz").write_text(TIDE, encoding="utf-8")
    options = (("voice", "silence"), ("editions", ("mp3",)))
    shop = Workshop(
        tmp_path / "b", tmp_path / "c", options=options, form="markdown", crew=threads(2)
    )
    assert publish(load(tmp_path / "tide.xyz"), shop).fresh
    with pytest.raises(ReadingError, match="--from"):
        publish(load(tmp_path / "tide.xyz"), replace(shop, form=""))


def test_a_publication_is_the_same_whether_or_not(tmp_path: Path) -> None:
    """Nobody hears that it was hurried."""
    made = []
    for crew in (None, threads(2)):
        shop = Workshop(tmp_path / str(crew is None), tmp_path / "cache", crew=crew)
        with crew or threads(1):
            made.append(publish(article(TIDE), shop))
    one, other = (
        [path.read_bytes() for path in each.files if path.suffix == ".mp3"] for each in made
    )
    assert one == other
    assert one
