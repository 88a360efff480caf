"""`publisher build --watch`: what is saved is made anew, by the real command, from real files."""

import json
import shutil
import signal
import subprocess
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from PIL import Image

from tests.command import TIDE, Desk, ended, refused, stands_whole

MOON = "# The moon\n\nIt waned.\n"
WRONG = f"---\nrate: 9\n---\n{TIDE}"
OUT = ("-o", "out", "--voice", "silence", "--editions", "epub-text")


class Watched:
    """A watch that is kept, and all that it has said since it was last asked.

    Args:
        process: the command, its standard error led to where its results go.
    """

    def __init__(self, process: subprocess.Popen[bytes]) -> None:
        self.process = process
        self.said: list[str] = []
        self._new = threading.Condition()
        threading.Thread(target=self._listen, daemon=True).start()

    def _listen(self) -> None:
        assert self.process.stdout is not None
        for line in self.process.stdout:
            with self._new:
                self.said.append(line.decode().rstrip("\n"))
                self._new.notify()

    def hears(self, *lines: str) -> None:
        """Wait until each of these lines has been said since this was last asked."""
        with self._new:
            there = self._new.wait_for(lambda: all(each in self.said for each in lines), 20)
            assert there, self.said
            self.said.clear()

    def hears_nothing(self) -> None:
        """See that nothing is said for as long as it takes to look and build."""
        time.sleep(0.7)
        assert self.said == []


@contextmanager
def watching(desk: Desk, *arguments: str) -> Iterator[Watched]:
    """A watch over what is named, from when it waits until the end of the block."""
    process = desk.start("build", "--watch", *arguments, *OUT, stderr=subprocess.STDOUT)
    watched = Watched(process)
    try:
        watched.hears("Watching; what changes is made anew, until Ctrl-C.")
        yield watched
    finally:
        process.kill()
        process.wait(20)


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    """A desk with one article on it."""
    desk = Desk(tmp_path / "desk")
    desk.write("drafts/tide.md")
    return desk


def page_of(desk: Desk, slug: str) -> str:
    """All that an edition prints."""
    known = json.loads((desk.folder / f"out/{slug}/publication.json").read_text("utf-8"))
    blocks = [block for section in known["sections"] for block in section["paragraphs"]]
    return " ".join(each["text"] for block in blocks for each in block["sentences"])


def renamed(desk: Desk, text: str) -> None:
    """Save as vim and others do: written beside its place, then put there."""
    desk.write("drafts/.tide.md.new", text).replace(desk.folder / "drafts/tide.md")


def in_two_goes(desk: Desk, text: str) -> None:
    """Save slowly: emptied first, then half of it, then all."""
    with (desk.folder / "drafts/tide.md").open("w") as file:
        for half in (text[: len(text) // 2], text[len(text) // 2 :]):
            time.sleep(0.05)
            file.write(half)
            file.flush()


def thrice(desk: Desk, text: str) -> None:
    """Save three times within a moment."""
    for more in ("Ebb.", "Slack.", ""):
        desk.write("drafts/tide.md", text + more)
        time.sleep(0.03)


def test_however_an_article_is_saved_it_is_made_anew_once(desk: Desk) -> None:
    """Each editor saves in its own way; a writer would lose what one of them saved."""
    desk.write("drafts/moon.md", MOON)
    with watching(desk, "drafts") as watched:
        for number, save in enumerate((renamed, in_two_goes, thrice)):
            save(desk, f"# The tide\n\nIt rose {number} times.\n")
            watched.hears("out/the-tide")
            assert f"It rose {number} times." in page_of(desk, "the-tide")
        watched.hears_nothing()


def test_articles_that_come_are_made_and_those_that_go_are_told_of(desk: Desk) -> None:
    """In a folder that is new too; an edition is never taken away because a draft is."""
    with watching(desk, "drafts") as watched:
        desk.write("drafts/june/moon.md", MOON)
        watched.hears("out/the-moon")
        (desk.folder / "drafts/june/moon.md").unlink()
        watched.hears("drafts/june/moon.md is gone; its edition is left as it is.")
        assert stands_whole(desk.folder / "out/the-moon")
        shutil.rmtree(desk.folder / "drafts")
        watched.hears("Error: drafts is not there. Check the name.")
        desk.write("drafts/tide.md", "# The tide\n\nIt is back.\n")
        watched.hears("out/the-tide")


def test_an_article_that_fails_is_told_of_and_watching_goes_on(desk: Desk) -> None:
    """A slip in the front matter would else end an afternoon's watch unseen."""
    with watching(desk, "drafts/tide.md", "drafts/moon.md") as watched:
        desk.write("drafts/tide.md", WRONG)
        watched.hears(
            "Error: drafts/tide.md: the rate 9 is out of bounds. Choose one from 0.5 to 2."
        )
        desk.write("drafts/moon.md", MOON)
        watched.hears("out/the-moon")
        assert not any("Error" in line for line in watched.said)
        desk.write("drafts/tide.md", "# The tide\n\nIt is mended.\n")
        watched.hears("out/the-tide")


def test_what_shapes_an_article_from_beside_is_watched(desk: Desk) -> None:
    """A picture, a lexicon, the settings: the words stay, and the edition is another."""
    (desk.folder / "drafts/pictures").mkdir()
    picture = desk.folder / "drafts/pictures/bank.png"
    Image.new("RGB", (4, 4), "teal").save(picture)
    desk.write("drafts/tide.md", f"{TIDE}\n![The bank](pictures/bank.png)\n")
    changes: tuple[Callable[[], object], ...] = (
        lambda: Image.new("RGB", (4, 4), "red").save(picture),
        lambda: desk.write("drafts/lexicon.toml", '[words]\ntide = "tyde"\n'),
        lambda: desk.write("publisher.toml", 'style = "large"\nlexicon = "names.toml"\n'),
    )
    desk.write("names.toml", '[words]\nslept = "slebt"\n')
    with watching(desk, "drafts/tide.md") as watched:
        for change in changes:
            change()
            watched.hears("out/the-tide")
        desk.write("publisher.toml", "rate = 9\n")
        watched.hears(
            "Error: publisher.toml: the rate 9 is out of bounds. Choose one from 0.5 to 2."
        )
        desk.write("publisher.toml", 'lexicon = "names.toml"\n')
        watched.hears("out/the-tide")
        desk.write("names.toml", '[words]\nslept = "slepped"\n')
        watched.hears("out/the-tide")


def test_its_own_editions_do_not_keep_it_busy(desk: Desk) -> None:
    """An EPUB that is put into the folder being watched would else be an article, and so on."""
    with watching(desk, ".") as watched:
        desk.write("drafts/tide.md", "# The tide\n\nIt rose again.\n")
        watched.hears("out/the-tide")
        watched.hears_nothing()
    assert [path.name for path in (desk.folder / "out").iterdir()] == ["the-tide"]


def test_a_collection_is_made_anew_when_one_of_its_articles_changes(desk: Desk) -> None:
    """And when one is put to it."""
    with watching(desk, "drafts", "--collection", "Tides") as watched:
        desk.write("drafts/moon.md", MOON)
        watched.hears("out/tides")
        assert "It waned." in page_of(desk, "tides")


def test_ctrl_c_ends_it(desk: Desk) -> None:
    """With the code of any build that is stopped, so that no script goes on."""
    with watching(desk, "drafts") as watched:
        watched.process.send_signal(signal.SIGINT)
        assert watched.process.wait(20) == 130
        watched.hears(
            "Stopped. What was spoken is remembered: run the same command again to go on."
        )


def test_in_json_each_round_tells_what_it_made(desk: Desk) -> None:
    """And nothing of what stands unchanged: an editor's plug-in acts on every line."""
    desk.write("drafts/moon.md", MOON)
    process = desk.start("build", "drafts", "--watch", "--json", "-q", *OUT)
    assert process.stdout is not None
    first = [json.loads(process.stdout.readline()) for _ in range(2)]
    time.sleep(0.5)
    desk.write("drafts/tide.md", WRONG)
    wrong = json.loads(process.stdout.readline())
    process.send_signal(signal.SIGINT)
    said = ended(process)
    assert [each["outcome"] for each in first] == ["made", "made"]
    assert (wrong["article"], wrong["error"]["exit_code"]) == ("drafts/tide.md", 2)
    assert (said.code, said.out) == (130, "")


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("-",), "standard input"),
        (("drafts", "https://example.org/story"), "https://example.org/story"),
        (("drafts", "--dry-run"), "--dry-run"),
        (("drafts", "--resume"), "--resume"),
    ],
)
def test_what_cannot_be_watched_is_refused(
    desk: Desk, arguments: tuple[str, ...], words: str
) -> None:
    """It would else wait for ever for what never comes."""
    refused(desk.run("build", "--watch", *arguments, *OUT), 2, "--watch", words)
