"""The command line: what it says, to whom, and with which exit code it ends."""

import io
import json
import os
import pty
import re
import select
import shutil
import signal
import subprocess
import sys
import time
import wave
import zipfile
from pathlib import Path

import pytest
from PIL import Image

from publisher import __version__
from publisher.cli import cli
from publisher.errors import ReadingError
from publisher.process import WAITING, Stop
from tests.command import ROOT, TIDE, Desk, Said, contents, ended, refused, stands_whole
from tests.conftest import need
from tests.serving import says, serving
from tests.speaking.voices import offering

AROUND = 8  # sentences of the cover, the contents and the colophon, which are spoken as well
LONG = "---\nlanguage: en\n---\n# The tide\n\n" + "\n\n".join(
    f"It rose {number} times, and fell as often." for number in range(99)
)
COMMANDS = sorted(cli.commands)


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    """A desk with one article on it."""
    desk = Desk(tmp_path / "desk")
    desk.write("tide.md")
    return desk


@pytest.fixture(scope="module")
def idle(tmp_path_factory: pytest.TempPathFactory) -> Desk:
    """A desk at which nothing is made."""
    return Desk(tmp_path_factory.mktemp("idle") / "desk")


def test_the_version_is_told(idle: Desk) -> None:
    """Whoever reports a fault is asked for it first."""
    assert idle.run("--version", afresh=True) == Said(0, f"publisher, version {__version__}\n", "")


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_tells_what_it_does_with_examples(idle: Desk, command: str) -> None:
    """An example is copied before an option is read."""
    said = idle.run(command, "--help")
    assert (said.code, said.err) == (0, "")
    assert "Examples:" in said.out
    assert f"  publisher {command}" in said.out
    assert "Usage:" in said.out


def test_all_of_it_tells_where_to_start(idle: Desk) -> None:
    """With each command that there is, and an example of the first one to use."""
    said = idle.run("-h")
    assert (said.code, said.err) == (0, "")
    assert "publisher build" in said.out
    for command in COMMANDS:
        assert f"\n  {command} " in said.out


@pytest.mark.parametrize(("arguments", "words"), [
    (("bulid",), "bulid"),
    (("build", "--nope"), "--nope"),
    (("build", "--from", "pdf"), "pdf"),
    (("check",), "PATH"),
    (("completion", "tcsh"), "tcsh"),
])  # fmt: skip
def test_a_wrong_word_is_refused_with_code_2(
    idle: Desk, arguments: tuple[str, ...], words: str
) -> None:
    """And with where help is found."""
    said = idle.run(*arguments)
    assert (said.code, said.out) == (2, "")
    assert words in said.err.splitlines()[-1]
    assert "Try " in said.err
    assert "Traceback" not in said.err


HEAVY = ("numpy", "onnxruntime", "ebooklib", "piper", "PIL", "pydub", "scipy", "requests", "lxml")


@pytest.mark.parametrize("arguments", [["--help"], ["--version"], ["build", "--help"]])
def test_help_waits_for_none_of_the_heavy_libraries(arguments: list[str]) -> None:
    """Two seconds for a line of help are two seconds in which one looks elsewhere."""
    code = (
        "import sys, publisher.cli\n"
        f"sys.argv = ['publisher', *{arguments}]\n"
        "try:\n    publisher.cli.main()\n"
        f"finally:\n    print([name for name in {HEAVY} if name in sys.modules], file=sys.stderr)\n"
    )
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    command = [sys.executable, "-c", code]
    done = subprocess.run(command, env=environment, capture_output=True, check=True)
    assert done.stderr == b"[]\n"


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_each_shell_is_given_a_completion_that_it_accepts(idle: Desk, shell: str) -> None:
    """A broken one would greet its user with an error in every new window."""
    said = idle.run("completion", shell)
    assert (said.code, said.err) == (0, "")
    assert "_PUBLISHER_COMPLETE" in said.out
    need(shutil.which(shell) or shell != "bash", "bash")
    if shutil.which(shell):
        subprocess.run([shell, "-n"], input=said.out.encode(), check=True)


def test_bash_completes_commands_and_options(idle: Desk) -> None:
    """As it asks through that script."""
    code = "import sys; sys.argv = ['publisher']; from publisher.cli import main; main()"
    for words, found in (
        ("publisher bu", "plain,build"),
        ("publisher build --vo", "plain,--voice"),
    ):
        asked = {
            "_PUBLISHER_COMPLETE": "bash_complete",
            "COMP_WORDS": words,
            "COMP_CWORD": str(words.count(" ")),
        }
        environment = {**idle.environment, **asked}
        command = [sys.executable, "-c", code]
        done = subprocess.run(command, env=environment, capture_output=True, check=True)
        assert done.stdout.decode().splitlines() == [found]


def test_results_alone_go_to_standard_output(desk: Desk) -> None:
    """The next program reads folders, one a line; words for people go elsewhere."""
    desk.write("all/b.md", "# Dusk\n\nIt set.\n")
    desk.write("all/a.md", "# Dawn\n\nIt rose.\n")
    desk.write("all/deep/c.txt", "Noon\n\nIt stood still, high above the harbour and the boats.\n")
    said = desk.build("all", "tide.md", "all/a.md")
    assert said.code == 0
    assert said.out == "out/dawn\nout/dusk\nout/noon\nout/the-tide\n"
    assert "speaking 1 of" in said.err
    assert "out/dawn: 7 files, 0:0" in said.err
    assert all(stands_whole(desk.folder / folder) for folder in said.out.split())
    quiet = desk.build("all", "tide.md", "-q")
    assert quiet == Said(0, said.out, "")


def test_a_build_that_has_nothing_to_do_says_so(desk: Desk) -> None:
    """With the folder all the same: the next program wants it whether or not it is new."""
    desk.build("tide.md")
    assert desk.build("tide.md") == Said(0, "out/the-tide\n", "out/the-tide: nothing has changed\n")
    forced = desk.build("tide.md", "--force")
    assert "7 files" in forced.err
    assert f"(0 clauses spoken, {3 + AROUND} remembered)" in forced.err


def test_without_a_path_the_folder_source_is_published(desk: Desk) -> None:
    """Into `build`; and where there is none it is said what was looked for."""
    refused(desk.run("build"), 3, "source is not there")
    refused(desk.run("build"), 3, "No article was named", "publisher build ARTICLE")
    desk.write("source/tide.md")
    said = desk.run("build", "--voice", "silence", "-q")
    assert said == Said(0, "build/the-tide\n", "")


def test_standard_input_is_an_article(desk: Desk) -> None:
    """Told as Markdown by how it begins, or by --from; named in what is said of it."""
    arguments = ("build", "-", "-o", "out", "--voice", "silence")
    said = desk.run(*arguments, text=TIDE)
    assert (said.code, said.out) == (0, "out/the-tide\n")
    assert "standard input: speaking" in said.err
    again = desk.run(*arguments, "--from", "text", text=TIDE)
    assert again.code == 0
    assert "nothing has changed" not in again.err
    assert desk.run("outline", "-", text=TIDE).out.startswith("standard input\n")


def test_speaking_again_says_what_is_in_its_way(desk: Desk) -> None:
    """No edition yet, a slip in a name, a voice of rules: each with what to do now."""
    early = desk.build("tide.md", "--respeak", "c01-p01-s01")
    assert (early.code, "not there yet" in early.err) == (2, True)
    assert desk.build("tide.md", "-q").code == 0
    slip = desk.build("tide.md", "--respeak", "c01-p01-s99")
    assert (slip.code, "c01-p01-s01 (“" in slip.err) == (2, True)
    rules = desk.build("tide.md", "--respeak", "c01-p01-s01")
    assert (rules.code, "one way only" in rules.err) == (4, True)
    odd = desk.build("tide.md", "--respeak", "c01-p01-s01=loud")
    assert (odd.code, "report.html" in odd.err) == (2, True)


def test_only_the_editions_that_are_asked_for_are_made(desk: Desk) -> None:
    """Text alone takes a second, and no voice."""
    assert desk.build("tide.md", "--only", "epub", "-q").code == 0
    assert [path.suffix for path in (desk.folder / "out/the-tide").iterdir()].count(".epub") == 1
    assert not (desk.folder / "out/the-tide/audio").exists()


def test_what_is_announced_is_an_option_and_all_else_can_be_set(desk: Desk) -> None:
    """Each laid over what the article asks for; what makes no sense is told before all work."""
    desk.write("kettle.md", "---\nannounce: none\n---\n# Kettles\n\n- Copper\n- Iron\n")
    told = desk.build(
        "kettle.md", "--announce", "lists", "--set", "read-credits=no", "--only", "mp3"
    )
    assert told.code == 0
    names = sorted(each.name for each in (desk.folder / "out/kettles/audio").glob("*.mp3"))
    assert names == ["01-the-article.mp3"]
    known = json.loads((desk.folder / "out/kettles/publication.json").read_text("utf-8"))
    (section,) = known["sections"]
    assert [each["text"] for each in section["paragraphs"][0]["before"]] == ["List of 2 items."]
    wrong = desk.build("kettle.md", "--set", "read_notes=never")
    assert wrong.code == 2
    assert "--set: read_notes is 'never'" in wrong.err


def test_a_dry_run_makes_nothing(desk: Desk) -> None:
    """It tells what would be made, how long it is, and how much of it is new."""
    said = desk.build("tide.md", "--dry-run")
    assert (said.code, said.err) == (0, "")
    assert said.out.splitlines()[0] == "tide.md -> out/the-tide"
    assert "silence:silence" in said.out
    assert f"{3 + AROUND} of {3 + AROUND} sentences" in said.out
    assert sorted(contents(desk.folder.parent)) == ["desk/tide.md"]
    desk.build("tide.md")
    assert "nothing has changed" in desk.build("tide.md", "--dry-run").out


def test_a_dry_run_foretells_what_would_be_refused(desk: Desk) -> None:
    """Two articles of one name, before an hour is spent on the first."""
    desk.write("other.md", "# The tide!\n\nIt fell.\n")
    said = desk.build("other.md", "tide.md", "--dry-run")
    assert said.code == 1
    assert said.err.startswith("Error: tide.md would take the place of out/the-tide")


def test_findings_are_shown_as_far_as_they_are_wanted(desk: Desk) -> None:
    """Warnings by default, notes with --verbose, neither with --quiet."""
    desk.write("tide.md", "---\nlanguage: en\nmood: calm\ndate: some day\n---\n# It rose\n\nSo.\n")
    arguments = ("tide.md", "--force", "--only", "epub")
    plain, verbose, quiet = (desk.build(*arguments, *more) for more in ((), ("-v",), ("-q",)))
    assert "[date-unsure]" in plain.err
    assert "[front-matter-unknown]" not in plain.err
    assert "[date-unsure]" in verbose.err
    assert "[front-matter-unknown]" in verbose.err
    assert quiet.err == ""
    assert plain.out == verbose.out == quiet.out == "out/it-rose\n"


def test_verbose_tells_where_an_error_came_from(desk: Desk) -> None:
    """For whoever mends it; nobody else is shown a traceback."""
    said = desk.build("gone.md", "tide.md", "--voice", "silence", "-v")
    assert "Error: gone.md is not there. Check the name.\n" in said.err
    assert "Traceback" in said.err


def test_a_settings_file_lies_under_front_matter_and_options(desk: Desk) -> None:
    """Set once for a shelf, overruled by an article, and once more for this one time."""
    desk.write("publisher.toml", 'voice = "silence"\nrate = 0.5\npublisher = "The Press"\n')
    desk.write("own.md", f"---\nrate: 0.8\n---\n{TIDE.replace('tide', 'moon')}")
    names = ("build", "tide.md", "own.md", "-q")
    assert desk.run(*names, "-o", "a").code == 0
    assert desk.run(*names, "-o", "b", "--rate", "2").code == 0
    lasts = {
        folder: json.loads((desk.folder / folder / "publication.json").read_text())["duration_ms"]
        for folder in ("a/the-tide", "a/the-moon", "b/the-tide", "b/the-moon")
    }
    assert lasts["a/the-tide"] > lasts["a/the-moon"] > lasts["b/the-moon"] == lasts["b/the-tide"]
    record = json.loads((desk.folder / "a/the-tide/publication.json").read_text())
    assert record["metadata"]["publisher"] == "The Press"
    assert record["voice"]["engine"] == "silence"


def test_a_time_that_was_set_is_carried_by_the_book(desk: Desk) -> None:
    """SOURCE_DATE_EPOCH: the same bytes today and next year."""
    desk.environment["SOURCE_DATE_EPOCH"] = "1700000000"
    assert desk.build("tide.md", "-q", "--only", "epub").code == 0
    book = (desk.folder / "out/the-tide/the-tide.epub").read_bytes()
    assert b">2023-11-14T22:13:20Z</meta>" in book


def test_an_outline_shows_what_was_understood(desk: Desk) -> None:
    """And with --markdown a file that can be corrected and built in its stead."""
    said = desk.run("outline", "tide.md")
    assert (said.code, said.err) == (0, "")
    assert re.search(r"title +The tide\n", said.out)
    markdown = desk.run("outline", "tide.md", "--markdown")
    assert (markdown.code, markdown.err) == (0, "")
    desk.write("corrected.md", markdown.out)
    assert desk.build("corrected.md", "-q") == Said(0, "out/the-tide\n", "")
    refused(desk.run("outline", "."), 3, "is a folder")


def test_an_outline_shows_odd_passages_and_what_is_ours(desk: Desk) -> None:
    """Tables, lists, pictures and notes with their lines, so that a person can trust it."""
    table = "| Day | High |\n|---|---|\n| Monday | 4 |\n| Tuesday | 5 |"
    desk.write("a.md", f"# The tide\n\nIt rose.[^1]\n\n{table}\n\n- one\n- two\n\n[^1]: Late.\n")
    said = desk.run("outline", "a.md")
    assert re.search(r"\n +5 +- table of 3 rows: Day High Monday", said.out)
    assert re.search(r"\n +10 +- list of 2 items: one two", said.out)
    assert re.search(r"\n +13 +- note: Late", said.out)


def test_sections_are_sought_as_far_as_is_asked(desk: Desk) -> None:
    """A line that looks like a heading is one only to who asks for it."""
    body = "It rose over the bank and into the lane, and all night long nobody heard it go.\n\n"
    desk.write("a.txt", f"The tide of the year\n\n{body * 2}The morning after\n\n{body * 2}")
    found = desk.run("outline", "a.txt", "--sections", "found")
    assert "The morning after" in found.out.split("section")[1]
    none = desk.run("outline", "a.txt", "--sections", "none")
    assert "c02" not in none.out


def test_a_folder_can_be_made_one_publication(desk: Desk) -> None:
    """In the order of its files' names, but for those that say their place."""
    desk.write("issue/a.md", "# Ebb\n\nIt fell.\n")
    desk.write("issue/b.txt", "Flood\n\nIt rose. We slept.\n")
    desk.write("issue/c.md", "---\norder: 1\nvoice: espeak\n---\n# Slack\n\nIt stood.\n")
    said = desk.build("issue", "--collection", "Three tides", "-v")
    assert said.code == 0
    assert said.out.strip() == str(Path("out/three-tides"))
    assert "holds for this article alone" in said.err
    known = json.loads((desk.folder / "out/three-tides/publication.json").read_text())
    assert [each["label"] for each in known["sections"]] == ["Slack", "Ebb", "Flood"]
    again = desk.build("issue", "--collection", "Three tides")
    assert "nothing has changed" in again.err
    desk.write("issue/a.md", "# Ebb\n\nIt fell again.\n")
    assert "nothing has changed" not in desk.build("issue", "--collection", "Three tides").err


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("issue", "gone.md", "--collection", "Tides"), "gone.md"),
        (("issue", "--collection", " "), "no title"),
    ],
)
def test_a_collection_is_made_whole_or_not_at_all(
    desk: Desk, arguments: tuple[str, ...], words: str
) -> None:
    """An anthology without one of its stories is a wrong book."""
    desk.write("issue/a.md", TIDE)
    said = desk.build(*arguments)
    assert said.code != 0
    assert words in said.err
    assert not (desk.folder / "out").exists()


def test_an_outline_of_two_articles_is_one_of_a_collection(desk: Desk) -> None:
    """Or it would not be plain whose line 4 is meant."""
    desk.write("ebb.md", "# Ebb\n\nIt fell.\n")
    assert desk.run("outline", "tide.md", "ebb.md").code == 2
    said = desk.run("outline", "tide.md", "ebb.md", "--collection", "Tides")
    assert (said.code, said.err) == (0, "")
    assert [line.split()[-1] for line in said.out.splitlines() if " c0" in line] == ["tide", "Ebb"]


def test_a_picture_that_changed_is_a_change(desk: Desk) -> None:
    """The words are the same; the book is not."""
    desk.write("a.md", "# The tide\n\n![The bank](bank.png)\n\nIt rose.\n")
    for colour, said in (("teal", "files"), ("teal", "nothing has changed"), ("red", "files")):
        Image.new("RGB", (4, 4), colour).save(desk.folder / "bank.png")
        assert said in desk.build("a.md").err


def test_voices_are_listed_with_their_terms(idle: Desk) -> None:
    """What one may do with a voice is part of what it is."""
    said = idle.run("voices")
    assert (said.code, said.err) == (0, "")
    for engine in ("piper:", "espeak: ", "gtts: ", "silence:"):
        assert f"\n{engine}" in f"\n{said.out}"
    assert said.out.count("licence: ") >= 4
    every = idle.run("voices", "--all")
    assert len(every.out) > 5 * len(said.out)


def test_a_voice_is_added_listed_spoken_with_and_removed(desk: Desk, tmp_path: Path) -> None:
    """The whole life of a voice, at one desk."""
    name, mine = "en_GB-kettle-medium", tmp_path / "mine"
    with serving() as server:
        source = offering(server, tmp_path / "there", speakers=("tin", "iron"))
        desk.environment |= {"PUBLISHER_VOICES": str(mine), "PUBLISHER_VOICES_FROM": source}
        desk.environment["NO_PROXY"] = "127.0.0.1"
        said = desk.run("voices", "add", name)
    assert (said.code, said.out.splitlines()[0]) == (0, f"piper:{name}")
    listed = desk.run("voices").out
    assert f"piper:{name}  en-GB\n    speakers: 2, such as tin, iron\n    licence: CC0" in listed
    desk.write("tide.md", "---\nlanguage: en-GB\n---\n# The tide\n\nIt rose.\n")
    for voice in ("", "#iron"):
        options = ("--voice", f"piper:{name}{voice}") if voice else ()
        made = desk.run("build", "tide.md", "-q", "--only", "mp3", *options)
        assert (made.code, made.err) == (0, "")
        told = json.loads((desk.folder / "build/the-tide/publication.json").read_text())
        assert told["voice"]["name"] == f"{name}{voice}"
    said = desk.run("voices", "remove", name)
    assert (said.code, said.err) == (0, "")
    assert list(mine.iterdir()) == []
    assert name not in desk.run("voices").out


def test_a_voice_that_cannot_be_added_is_one_line(desk: Desk) -> None:
    """No network, no such voice, no such engine: what happened, and what to do."""
    desk.environment["PUBLISHER_VOICES_FROM"] = "http://127.0.0.1:9"
    refused(desk.run("voices", "add", "-q", "en_GB-alba-medium"), 4, "127.0.0.1:9", "network")
    refused(desk.run("voices", "add", "-q", "alba"), 4, "alba", "en_GB-alba-medium")
    refused(desk.run("voices", "add", "-q", "espeak:cy"), 4, "espeak")
    refused(desk.run("voices", "remove", "en_GB-alba-medium"), 4, "en_GB-alba-medium")


def test_a_check_ends_with_a_code_that_a_script_can_act_on(desk: Desk) -> None:
    """0 sound, 6 cannot be checked, 7 an error was found; each path gets its verdict."""
    desk.build("tide.md")
    sound = desk.run("check", "out/the-tide/audio/01-the-article.mp3")
    assert (sound.code, sound.err) == (0, "")
    assert "sound" in sound.out
    refused(desk.run("check", "tide.md"), 6, "tide.md", "no edition")
    (desk.folder / "out/the-tide/audio/01-the-article.mp3").unlink()
    (desk.folder / "out/the-tide/the-tide.epub").write_bytes(b"PK")
    said = desk.run("check", "gone.epub", "out/the-tide")
    assert said.code == 7
    assert said.err.startswith("Error: gone.epub ")
    assert "out/the-tide: not sound" in said.out
    assert "[file-missing]" in said.out


def test_a_check_that_only_warns_ends_with_a_code_of_its_own(desk: Desk) -> None:
    """Whether a picture without a description may go out is for the script to decide."""
    desk.write("a.md", "---\nlanguage: en\n---\n# The tide\n\n![](bank.png)\n\nIt rose.\n")
    Image.new("RGB", (400, 300), "teal").save(desk.folder / "bank.png")
    desk.build("a.md", "--editions", "epub-text")
    said = desk.run("check", "out/the-tide/the-tide-text.epub")
    assert said.code == 8
    assert "[alt-empty]" in said.out
    assert "is not told that there is one" in said.out


def test_a_check_tells_other_programs_all_that_it_tells_people(desk: Desk) -> None:
    """As JSON, each file with its verdict and its findings, what could not be checked too."""
    desk.build("tide.md", "--editions", "epub")
    book = "out/the-tide/the-tide.epub"
    said = desk.run("check", book, "gone.epub", "--json", "--for", "kobo, Apple")
    assert said.code == 6
    sound, refused_ = json.loads(said.out)
    assert (sound["path"], sound["verdict"]) == (book, "sound")
    assert {each["code"] for each in sound["findings"]} == {"reader-overlays"}
    assert {each["weight"] for each in sound["findings"]} == {"warning"}
    assert all(each["file"] == "the-tide.epub" and each["cure"] for each in sound["findings"])
    assert (refused_["path"], refused_["verdict"]) == ("gone.epub", "not checked")
    assert "gone.epub" in refused_["error"]


def test_a_reading_system_that_is_not_known_is_refused_with_those_that_are(desk: Desk) -> None:
    """A misspelt name would else be a check that is never made."""
    said = desk.run("check", "a.epub", "--for", "nook")
    assert said.code == 2
    assert "thorium, apple, kobo, kindle, google" in said.err


def test_results_are_in_utf_8_whatever_the_locale(desk: Desk) -> None:
    """The next program is not to guess; and a name that is no UTF-8 comes out as it went in."""
    desk.environment |= {"LC_ALL": "POSIX", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}
    desk.write("llanw.md", "# Tŷ’r môr\n\nCododd y llanw.\n")
    assert "Tŷ’r môr" in desk.run("outline", "llanw.md", afresh=True).out
    process = desk.start("build", "llanw.md", "-o", b"b\xfbd", "--voice", "silence", "-q")
    out, err = process.communicate(timeout=60)
    assert (process.returncode, out, err) == (0, b"b\xfbd/tyr-mor\n", b"")


def test_closed_streams_are_no_fault(desk: Desk) -> None:
    """As under some schedulers; the edition is made all the same."""

    def close() -> None:
        for stream in (0, 1, 2):
            os.close(stream)

    assert desk.build("tide.md", before=close).code == 0
    assert stands_whole(desk.folder / "out/the-tide")


def seen(desk: Desk, *arguments: str) -> tuple[int, bytes, bytes]:
    """What a terminal shows of a command on its standard error, and what it gives out."""
    ours, theirs = pty.openpty()
    process = desk.start(*arguments, stderr=theirs)
    os.close(theirs)
    shown = b""
    end = time.monotonic() + 60
    while time.monotonic() < end:
        if not select.select([ours], [], [], 1)[0]:
            continue
        try:
            shown += os.read(ours, 65_536)
        except OSError:  # Linux says so when the other end is closed
            break
    os.close(ours)
    assert process.stdout is not None
    with process.stdout:
        out = process.stdout.read()
    return process.wait(60), out, shown


WHEEL, TIDE_ROSE = (
    " ".join(f"The {words} for the {nth}th time that year." for nth in range(4, 40))
    for words in ("wheel turned", "tide rose")
)
PAGE = (
    "<html lang=en><title>The Mill</title><nav><a href=/>Home</a> <a href=/all>All</a></nav>"
    f"<article><h1>The Mill</h1><p>{WHEEL}</p><h2>The tide</h2><p>{TIDE_ROSE}</p>"
    "<img src=/mill.png alt='A mill'><script>steal()</script></article>"
)


def test_a_page_is_published_from_its_address(desk: Desk) -> None:
    """Fetched from where it stands, read as a page, and its address kept; no picture is asked."""
    with serving() as server:
        address = server.at("/mill", says(PAGE.encode()))
        said = desk.build(address, "--only", "epub")
        assert [asked.path for asked in server.asked] == ["/mill"]
    assert (said.code, said.out) == (0, "out/the-mill\n")
    known = json.loads((desk.folder / "out/the-mill/publication.json").read_text("utf-8"))
    assert known["source"] == known["metadata"]["source"] == address
    assert [section["label"] for section in known["sections"]][-1] == "The tide"
    assert "picture" in said.err  # one was left out, and why


def test_pictures_of_a_page_are_fetched_when_asked_for(desk: Desk) -> None:
    """Only with the option that says so."""
    out = io.BytesIO()
    Image.new("RGB", (40, 30), "teal").save(out, "PNG")
    with serving() as server:
        server.at("/mill.png", says(out.getvalue(), "image/png"))
        address = server.at("/mill", says(PAGE.encode()))
        said = desk.build(address, "--only", "epub", "--remote-pictures")
    assert said.code == 0
    with zipfile.ZipFile(desk.folder / "out/the-mill/the-mill.epub") as book:
        assert out.getvalue() in [book.read(name) for name in book.namelist()]


@pytest.mark.parametrize(("status", "words"), [(404, "404"), (500, "500")])
def test_an_address_that_gives_no_page_is_named(desk: Desk, status: int, words: str) -> None:
    """With what the server said, and nothing made."""
    with serving() as server:
        said = desk.build(server.at("/gone", says(b"", status=status)))
    assert said.code == ReadingError.exit_code
    assert "/gone" in said.err
    assert words in said.err
    assert "Traceback" not in said.err


def test_a_bar_moves_on_a_terminal(desk: Desk) -> None:
    """Whoever waits sees how far it is; whatever reads standard output sees none of it."""
    desk.write("tide.md", LONG)
    desk.environment["TERM"] = "xterm-256color"
    code, out, shown = seen(desk, "build", "tide.md", "-o", "out", "--voice", "espeak")
    assert (code, out) == (0, b"out/the-tide\n")
    assert b"Speaking tide.md" in shown
    assert b"\x1b[" in shown
    assert len(set(re.findall(rb"(\d+)/108", shown))) > 2
    assert b"7 files" in shown


def test_elsewhere_there_are_plain_lines(desk: Desk) -> None:
    """A log is no place for a bar, nor for a line a sentence."""
    desk.write("tide.md", LONG)
    said = desk.build("tide.md")
    assert "\x1b" not in said.err
    assert "\r" not in said.err
    assert said.err.startswith(f"tide.md: speaking 1 of {100 + AROUND}, 0:0")
    assert len(said.err.splitlines()) < 10


def started(desk: Desk, *arguments: str) -> subprocess.Popen[bytes]:
    """A build that has come to speaking."""
    process = desk.start("build", "tide.md", "-o", "out", "--voice", "silence", *arguments)
    assert process.stderr is not None
    assert b"speaking 1 of" in process.stderr.readline()
    return process


@pytest.mark.parametrize(("blow", "code"), [(signal.SIGINT, 130), (signal.SIGTERM, 143)])
def test_who_stops_a_build_loses_nothing(desk: Desk, blow: signal.Signals, code: int) -> None:
    """The earlier edition stands; the next run goes on from what was spoken; nothing lies about."""
    scratch = desk.folder.parent / "scratch"
    scratch.mkdir()
    desk.environment["TMPDIR"] = str(scratch)
    desk.build("tide.md")
    before = contents(desk.folder / "out")
    desk.write("tide.md", LONG)
    process = started(desk)
    process.send_signal(blow)
    said = ended(process)
    assert (said.code, said.out) == (code, "")
    (told,) = (line for line in said.err.splitlines() if line != WAITING)  # on a busy machine
    assert told.startswith("Stopped. ")
    assert told.endswith("run the same command again to go on.")
    assert list(scratch.iterdir()) == []
    assert contents(desk.folder / "out") == before
    again = desk.build("tide.md")
    spoken, remembered = map(int, re.findall(r"(\d+) (?:clauses spoken|remembered)", again.err))
    assert spoken + remembered == 100 + AROUND
    assert remembered > 0


def test_a_ctrl_c_that_was_swallowed_is_not_forgotten() -> None:
    """A library with an `except` for everything would else go on for an hour."""
    stop = Stop()
    stop.check()
    before = signal.getsignal(signal.SIGINT), signal.getsignal(signal.SIGTERM)
    try:
        stop.heed()
        with pytest.raises(SystemExit):
            signal.raise_signal(signal.SIGINT)
        with pytest.raises(SystemExit, match="130"):
            stop.check()
    finally:
        signal.signal(signal.SIGINT, before[0])
        signal.signal(signal.SIGTERM, before[1])


def test_a_signal_that_is_to_be_ignored_stays_ignored() -> None:
    """As for a build that was started with `nohup`, or in the background of a script."""
    before = signal.signal(signal.SIGINT, signal.SIG_IGN), signal.getsignal(signal.SIGTERM)
    try:
        Stop().heed()
        assert signal.getsignal(signal.SIGINT) is signal.SIG_IGN
    finally:
        signal.signal(signal.SIGINT, before[0])
        signal.signal(signal.SIGTERM, before[1])


@pytest.mark.slow
def test_a_build_that_is_killed_at_any_moment_leaves_a_whole_edition(desk: Desk) -> None:
    """Whatever a crash interrupts, readers have the edition before it; the next run clears up."""
    desk.build("tide.md")
    for number in range(5):
        desk.write("tide.md", f"{LONG}\n\nIt rose the {number}th time.\n")
        process = started(desk)
        time.sleep(number * 0.2)
        process.kill()
        process.communicate()
        assert stands_whole(desk.folder / "out/the-tide")
    assert desk.build("tide.md").code == 0
    assert [path.name for path in (desk.folder / "out").iterdir()] == ["the-tide"]
    assert stands_whole(desk.folder / "out/the-tide")


def test_a_second_build_of_an_article_is_told_that_one_is_under_way(desk: Desk) -> None:
    """And does no harm to it; another article's build is not kept waiting."""
    desk.write("tide.md", LONG)
    desk.write("moon.md", "# The moon\n\nIt waned.\n")
    process = started(desk)
    process.send_signal(signal.SIGSTOP)
    refused(desk.build("tide.md"), 5, "out/the-tide is under way", "Wait")
    assert desk.build("moon.md").code == 0
    process.send_signal(signal.SIGCONT)
    assert ended(process).code == 0
    assert stands_whole(desk.folder / "out/the-tide")


def test_a_fault_of_our_own_is_owned_up_to(idle: Desk) -> None:
    """Code 70, what and where in a line that can be pasted, and no traceback."""
    code = (
        "import sys, publisher.reading\n"
        "publisher.reading.load = lambda path: 1 / 0\n"
        "sys.argv = ['publisher', 'outline', 'tide.md']\n"
        "from publisher.cli import main; main()\n"
    )
    command = [sys.executable, "-c", code]
    done = subprocess.run(command, env=idle.environment, capture_output=True, check=False)
    assert (done.returncode, done.stdout) == (70, b"")
    assert b"ZeroDivisionError: division by zero" in done.stderr
    assert b"Traceback" not in done.stderr


def test_a_line_is_said_and_shown(idle: Desk) -> None:
    """The words, then the file; an engine without phonemes shows none."""
    said = idle.run("say", "Dr. Reyes, £2.5m", "-o", "line.wav", "--voice", "silence")
    assert said == Said(0, "Doctor Reyes, two point five million pounds.\nline.wav\n", "")
    with wave.open(str(idle.folder / "line.wav")) as sound:
        assert sound.getnframes() / sound.getframerate() > 2


def test_a_line_shows_its_phonemes_where_the_voice_has_them(idle: Desk) -> None:
    """Whoever mends a name sees what is wrong with it."""
    said = idle.run("say", "The OSCE", "-o", "osce.wav", "--voice", "piper")
    assert said.code == 0
    assert said.out.splitlines()[0] == "The OSCE."
    assert "ˈoʊ" in said.out.splitlines()[1]


def test_lines_of_print_become_lines_of_words(idle: Desk) -> None:
    """One for one, in order and blank for blank, so that others can lay them side by side."""
    text = "In 1066\r\n\n* * *\n12/3/2016 – £1\nno end\u2028here"
    said = idle.run("say", "--words", "-", "--language", "en-GB", text=text)
    words = (
        "In ten sixty six.", "", "", "the twelfth of March twenty sixteen, one pound.",
        "no end here.",
    )  # fmt: skip
    assert said == Said(0, "".join(f"{line}\n" for line in words), "")


def test_what_is_no_text_is_put_into_words_all_the_same(idle: Desk) -> None:
    """A line is a line, whatever bytes are in it."""
    said = idle.run("say", "--words", "-", text=b"\xff\xfe 12\n\x00\n7")
    assert (said.code, said.err) == (0, "")
    assert said.out.splitlines()[1:] == ["", "seven."]
    assert idle.run("say", "--words", "-") == Said(0, "", "")


def test_the_words_of_a_line_load_no_voice() -> None:
    """They are asked for by the thousand."""
    code = (
        "import sys, publisher.cli\nsys.argv = ['publisher', 'say', '--words', '5km']\n"
        "try:\n    publisher.cli.main()\n"
        "finally:\n    print([name for name in ('piper', 'onnxruntime', 'pydub', 'gtts')"
        " if name in sys.modules])\n"
    )
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    command = [sys.executable, "-c", code]
    done = subprocess.run(command, env=environment, capture_output=True, check=True)
    assert done.stdout.decode() == "five kilometers.\n[]\n"


def test_the_language_of_a_line_is_taken_from_the_settings(tmp_path: Path) -> None:
    """As a build would take it."""
    desk = Desk(tmp_path / "desk")
    desk.write("publisher.toml", 'language = "en-GB"\n')
    assert desk.run("say", "--words", "5km").out == "five kilometres.\n"


def test_a_line_is_played_where_there_is_a_player(tmp_path: Path) -> None:
    """By the first that is found; what it is given is the recording."""
    desk = Desk(tmp_path / "desk")
    player = desk.write("bin/ffplay", '#!/bin/sh\nfor last; do :; done\ncp "$last" played.wav\n')
    player.chmod(0o755)
    desk.environment["PATH"] = f"{player.parent}:/usr/bin:/bin"
    assert desk.run("say", "It rose.", "--voice", "silence") == Said(0, "It rose.\n", "")
    with wave.open(str(desk.folder / "played.wav")) as sound:
        assert sound.getnframes()


def test_a_player_that_fails_is_named(tmp_path: Path) -> None:
    """With what it said, and what else to do."""
    desk = Desk(tmp_path / "desk")
    player = desk.write("bin/ffplay", "#!/bin/sh\necho no sound card >&2\nexit 1\n")
    player.chmod(0o755)
    desk.environment["PATH"] = f"{player.parent}:/usr/bin:/bin"
    said = desk.run("say", "It rose.", "--voice", "silence")
    assert (said.code, said.out) == (5, "It rose.\n")
    assert "no sound card" in said.err
    assert "-o line.wav" in said.err


def test_without_a_player_the_cure_is_told(tmp_path: Path) -> None:
    """The words are shown all the same."""
    desk = Desk(tmp_path / "desk", {"PATH": "/nowhere"})
    said = desk.run("say", "It rose.", "--voice", "silence")
    assert (said.code, said.out) == (5, "It rose.\n")
    assert said.err.startswith("Error: ")
    assert "-o line.wav" in said.err


@pytest.mark.parametrize(("arguments", "code", "words"), [
    (("say", "* * *", "--voice", "silence"), 3, "nothing to say"),
    (("say", "x", "-o", "x.mp3", "--voice", "silence"), 2, ".wav"),
    (("say", "x", "--rate", "9"), 2, "0.5 to 2"),
    (("say", "x", "--voice", "nobody"), 4, "nobody"),
])  # fmt: skip
def test_a_line_that_cannot_be_said_is_refused(
    idle: Desk, arguments: tuple[str, ...], code: int, words: str
) -> None:
    """In one line, with the cure."""
    said = idle.run(*arguments)
    refused(Said(said.code, said.out.strip(), said.err), code, words)


def test_a_line_that_cannot_be_written_is_refused(idle: Desk) -> None:
    """The words are shown, and the place is named."""
    said = idle.run("say", "x", "-o", "nowhere/x.wav", "--voice", "silence")
    assert (said.code, said.out) == (5, "x.\n")
    assert "nowhere/x.wav" in said.err
