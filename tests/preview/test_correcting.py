"""One sentence is corrected: heard before, written where it is wanted, and nothing else spoken."""

import base64
import io
import threading
import wave
from contextlib import ExitStack
from dataclasses import replace
from pathlib import Path

import pytest

from publisher import record
from publisher.errors import BindingError, PublisherError
from publisher.pipeline import publish
from publisher.preview.correcting import Correcting
from publisher.preview.entries import entry
from publisher.progress import Step, silent
from publisher.reading import Collection, load
from publisher.settings import Settings
from publisher.staging import alone
from publisher.workshop import Workshop
from tests.command import contents, stands_whole
from tests.conftest import article
from tests.preview.conftest import LEXICON, NAME, TIDE, Served, Tide, made

XOAN = {
    "publication": "the-tide",
    "sentence": NAME,
    "word": "Xoan",
    "manner": "ipa",
    "how": "ˈʃəʊən",
}


def sounds(folder: Path) -> int:
    """How many clauses are remembered."""
    return sum(1 for _ in (folder / "cache").rglob("*.flac"))


def home(room: Served) -> Path:
    """The folder that the article is in."""
    return room.room.standing.root.parent


def test_a_sentence_is_shown_as_the_build_speaks_it(room: Served) -> None:
    """Its words, its phonemes, its voice, and where it can be corrected."""
    told = room.answer("sentence", publication="the-tide", sentence="c02-p01-s01")["done"]
    assert told["printed"] == "Nour was slow — “very”."
    assert told["words"].startswith("Noor was slow")
    assert "wɒz slˈəʊ" in told["phonemes"]
    assert (told["voice"], told["take"], told["varies"]) == ("espeak:en-gb", 0, False)
    assert [each["name"] for each in told["places"]] == ["lexicon", "front"]


def test_a_trial_is_heard_and_writes_nothing(room: Served) -> None:
    """A WAV file with the sentence in it; the folder, the article and the lexicon are as before."""
    before = contents(room.room.standing.root), (home(room) / "tide.md").read_bytes()
    told = room.answer("trial", **XOAN)["done"]
    assert (told["changed"], "ʃ" in told["phonemes"]) == (True, True)
    with wave.open(io.BytesIO(base64.b64decode(told["sound"].partition(",")[2]))) as sound:
        assert 0.5 < sound.getnframes() / sound.getframerate() < 4
    assert (contents(room.room.standing.root), (home(room) / "tide.md").read_bytes()) == before
    assert (home(room) / "lexicon.toml").read_text("utf-8") == LEXICON
    same = room.answer("trial", **XOAN | {"word": "Zz"})["done"]
    assert not same["changed"]


def test_what_is_saved_costs_one_sentence(room: Served) -> None:
    """The word stands in the lexicon with its comments kept, and all else is remembered."""
    before = sounds(home(room))
    lines = room.ask("save", **XOAN, place="lexicon").text.splitlines()
    assert '"verb": "speak"' in lines[-2] or any('"speak"' in line for line in lines)
    assert '{"done": {"spoken": 1,' in lines[-1]
    assert sounds(home(room)) == before + 1
    assert (home(room) / "lexicon.toml").read_text("utf-8") == f'{LEXICON}Xoan = "/ˈʃəʊən/"\n'
    assert stands_whole(room.room.standing.root / "the-tide")
    told = room.answer("sentence", publication="the-tide", sentence=NAME)["done"]
    assert "ʃ" in told["phonemes"]
    assert any("“Xoan” is corrected (1 clauses spoken" in line for line in room.said)


def test_what_was_heard_before_is_not_spoken_again(room: Served) -> None:
    """A trial is remembered like all that is spoken: what is saved is what was heard."""
    before = sounds(home(room))
    room.answer("trial", **XOAN)
    assert sounds(home(room)) == before + 1
    assert room.answer("save", **XOAN, place="lexicon")["done"]["spoken"] == 0
    assert sounds(home(room)) == before + 1


def test_front_matter_is_written_to_and_the_text_is_not(room: Served) -> None:
    """But for one line, every byte of the article is as it was."""
    assert "done" in room.answer("save", **XOAN, place="front")
    after = (home(room) / "tide.md").read_text("utf-8")
    assert after == TIDE.replace("Nour: Noor\n", 'Nour: Noor\n  Xoan: "/ˈʃəʊən/"\n')
    assert (home(room) / "lexicon.toml").read_text("utf-8") == LEXICON


def test_what_would_change_nothing_is_not_written(room: Served) -> None:
    """Nour is told in the front matter, which stands before the lexicon; Zz is not there at all."""
    before = contents(home(room) / "build")
    for word, name in (("Zz", NAME), ("Nour", "c02-p01-s01")):
        about = XOAN | {"word": word, "sentence": name, "manner": "said", "how": "Nowr"}
        error = room.answer("save", **about, place="lexicon")["error"]
        assert "as before" in error["message"]
        assert error["remedy"]
    assert (home(room) / "lexicon.toml").read_text("utf-8") == LEXICON
    assert contents(home(room) / "build") == before


def test_what_cannot_be_made_leaves_the_lexicon_as_it_was(tide: Tide, tmp_path: Path) -> None:
    """An entry that stayed there would be spoken by the next build, unheard."""
    publication, shop = tide

    def stop(step: Step) -> None:
        if step.verb == "bind":
            raise SystemExit(130)

    before = contents(publication.folder)
    with pytest.raises(SystemExit):
        Correcting(shop, stop).save(
            publication.folder, NAME, entry("Xoan", "said", "She"), "lexicon", silent
        )
    assert (tmp_path / "lexicon.toml").read_text("utf-8") == LEXICON
    assert contents(publication.folder) == before


def test_one_is_made_at_a_time(tide: Tide, tmp_path: Path) -> None:
    """Two would write into one file."""
    publication, shop = tide
    begun, go_on = threading.Event(), threading.Event()

    def wait(step: Step) -> None:
        begun.set()
        go_on.wait(10)

    correcting = Correcting(shop, wait)
    word = entry("Xoan", "said", "She")
    arguments = (publication.folder, NAME, word, "lexicon", silent)
    thread = threading.Thread(target=correcting.save, args=arguments)
    thread.start()
    assert begun.wait(10)
    with pytest.raises(BindingError, match="Another") as error:
        correcting.retake(publication.folder, NAME, None, silent)
    assert error.value.remedy
    go_on.set()
    thread.join(20)
    assert 'Xoan = "She"' in (tmp_path / "lexicon.toml").read_text("utf-8")


def test_another_build_is_waited_for(tide: Tide, tmp_path: Path) -> None:
    """A watch sees the lexicon change, and begins to build just as we do."""
    publication, shop = tide
    steps: list[str] = []

    def let_go(step: Step) -> None:
        steps.append(step.verb)
        if step.verb == "wait for":
            other.close()

    correcting, word = Correcting(shop, silent), entry("Xoan", "said", "Shoan")
    with ExitStack() as other:
        other.enter_context(alone(publication.folder))
        correcting.save(publication.folder, NAME, word, "lexicon", let_go)
    assert "wait for" in steps
    assert correcting.desk(publication.folder).line(NAME).saying.words.startswith("Shoan")


def test_an_article_that_was_changed_is_not_mistaken(room: Served) -> None:
    """The sentence of that name may be another by now."""
    path = home(room) / "tide.md"
    path.write_text(TIDE.replace("Xoan slept", "She woke"), encoding="utf-8")
    for what in ("sentence", "trial", "save"):
        error = room.answer(what, **XOAN, place="lexicon")["error"]
        assert "is another sentence now" in error["message"]
        assert "publisher build" in error["remedy"]
    path.unlink()
    assert "tide.md" in room.answer("sentence", **XOAN)["error"]["message"]


def test_a_voice_that_does_not_vary_says_so(room: Served) -> None:
    """With what to do instead."""
    error = room.answer("take", publication="the-tide", sentence=NAME)["error"]
    assert "in one way only" in error["message"]
    assert "pronunciations" in error["remedy"]


def test_what_a_voice_has_no_sound_for_is_told(room: Served) -> None:
    """Before it is written where the voice would not heed it."""
    for what in ("trial", "save"):
        error = room.answer(what, **XOAN | {"how": "ˈǃoan"}, place="lexicon")["error"]
        assert "no sound for ǃ" in error["message"]
        assert "as it sounds" in error["remedy"]
    assert (home(room) / "lexicon.toml").read_text("utf-8") == LEXICON


def test_a_collection_has_the_lexicon_beside_it(tmp_path: Path, cache: Path) -> None:
    """Its articles' front matter is theirs, not its own."""
    for name in ("a.md", "b.md"):
        (tmp_path / name).write_text(TIDE.replace("The tide", name), encoding="utf-8")
    sources = tuple(load(tmp_path / name) for name in ("a.md", "b.md"))
    shop = Workshop(tmp_path / "build", cache, Settings(voice="espeak:en-gb", editions=("web",)))
    folder = publish(Collection("Tides", "Tides", sources), shop).folder
    correcting = Correcting(shop, silent)
    desk = correcting.desk(folder)
    assert [each.path for each in desk.places()] == [tmp_path / "lexicon.toml"]
    name = next(name for name, words in desk.printed.items() if words.startswith("Xoan"))
    again = correcting.save(folder, name, entry("Xoan", "said", "She"), "lexicon", silent)
    assert again.folder == folder
    assert correcting.desk(folder).line(name).clauses[0].startswith("She slept")


def test_a_web_edition_is_made_of_the_same_recording(tmp_path: Path) -> None:
    """As publisher bind makes it; and not of an article that was changed since."""
    publication, shop = made(tmp_path, tmp_path / "cache", "mp3")
    correcting = Correcting(shop, silent)
    assert correcting.bind_web(publication.folder, silent).spoken <= 1  # the page's own colophon
    known = record.read(publication.folder)
    assert known is not None
    assert known.editions[:2] == ("mp3", "web")
    (tmp_path / "tide.md").write_text(TIDE.replace("slept", "woke"), encoding="utf-8")
    with pytest.raises(PublisherError, match="changed since"):
        correcting.bind_web(publication.folder, silent)


def test_an_index_that_was_asked_for_tells_of_it(tmp_path: Path) -> None:
    """The page that is bound from the list is found in the folder's index too."""
    publication, shop = made(tmp_path, tmp_path / "cache", "mp3", "index")
    assert not (shop.output / "index.html").exists()  # which `publisher build` makes
    Correcting(shop, silent).bind_web(publication.folder, silent)
    assert "the-tide/web/index.html" in (shop.output / "index.html").read_text("utf-8")


def test_what_came_from_elsewhere_has_no_place_beside_it(tmp_path: Path, cache: Path) -> None:
    """Standard input is not there any more, which is said."""
    shop = Workshop(tmp_path / "build", cache, Settings(voice="silence", editions=("web",)))
    folder = publish(article(TIDE), replace(shop, form="markdown")).folder
    with pytest.raises(BindingError, match="standard input"):
        Correcting(shop, silent).desk(folder)


def test_text_without_voices_is_not_corrected(tmp_path: Path, cache: Path) -> None:
    """There is nothing to hear."""
    shop = Workshop(tmp_path / "build", cache, Settings(editions=("epub-text",)))
    (tmp_path / "tide.md").write_text(TIDE, encoding="utf-8")
    folder = publish(load(tmp_path / "tide.md"), shop).folder
    with pytest.raises(BindingError, match="Nothing is spoken"):
        Correcting(shop, silent).desk(folder).line(NAME)
