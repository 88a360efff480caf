"""What a page has from the code, and where its links lead when they leave this folder.

A line `<!-- made: NAME -->` in a page is replaced by what `MADE` makes under that name, in
Markdown, as the page is read. Pages of other folders (`ELSEWHERE`) are read in the place of a page
that only leads to them, so that each is written once, and reads well on a repository's web page.
"""

import json
import posixpath
import re
from collections.abc import Callable, Iterator
from inspect import cleandoc
from pathlib import Path
from typing import TYPE_CHECKING, Final

from publisher import cli as command_line
from publisher import errors, settings
from publisher.checking import catalogue
from publisher.checking.catalogue import CATALOGUE
from publisher.reading import frontmatter
from publisher.settings import Settings

if TYPE_CHECKING:
    from sphinx.application import Sphinx

ROOT: Final = Path(__file__).parents[2]
ELSEWHERE: Final = {
    "measured/index": "benchmarks/README.md",
    "measured/structure": "benchmarks/structure/README.md",
    "measured/topics": "benchmarks/topics/README.md",
    "measured/narration": "benchmarks/narration/README.md",
    "measured/sentences": "benchmarks/sentences/README.md",
    "changes": "CHANGELOG.md",
    "contributing": "CONTRIBUTING.md",
}
_OF_THE_ARTICLE: Final = ("language", "publisher")  # which front matter tells of the article itself
_MARK: Final = re.compile(r"^<!-- made: ([\w-]+) -->$", re.MULTILINE)
_LINK: Final = re.compile(r"(!?)\[((?:[^\[\]]|\[[^\]]*\])*)\]\(([^()\s]+)\)")
_PART_OR_CODE: Final = re.compile(r'^    (?:# (.+)|"([\w-]+)": Known\()$', re.MULTILINE)
_FIELD: Final = re.compile(r"^ {4}(\w+): ", re.MULTILINE)


# What is made


def made_settings() -> str:
    """Every setting: its meaning as the code has it, its default, what there is to choose from."""
    return "\n".join(_setting(name, meaning) for name, meaning in _meanings())


def _meanings() -> Iterator[tuple[str, str]]:
    """The settings and what they mean, as the docstring of `Settings` tells them."""
    told = cleandoc(Settings.__doc__ or "").partition("Attributes:\n")[2]
    parts = _FIELD.split(told)[1:]
    for name, meaning in zip(parts[::2], parts[1::2], strict=True):
        yield name, _with_values(" ".join(meaning.split()).replace("``", "`"))


def _with_values(meaning: str) -> str:
    """Names of constants, as the docstring has them, become what they stand for."""

    def value(found: re.Match[str]) -> str:
        constant = getattr(settings, found[1], None)
        if isinstance(constant, tuple):
            return ", ".join(f"`{each}`" for each in constant)
        return f"{constant:g}" if isinstance(constant, float) else found[0]

    return re.sub(r"`([A-Z]+)`", value, meaning)


def _setting(name: str, meaning: str) -> str:
    default = getattr(Settings(), name)
    option = _option(name)
    above = "yes" if name in frontmatter.SETTINGS or name in _OF_THE_ARTICLE else "no"
    lines = [
        f"(setting-{name})=",
        f"### `{name}`",
        "",
        f"{meaning[0].upper()}{meaning[1:]}",
        "",
        f"- Default: {_as_toml(default)}",
        f"- On the command line: {option or f'`--set {name}=…`'}",
        f"- In an article's front matter: {above}",
        "",
    ]
    return "\n".join(lines)


def _as_toml(value: object) -> str:
    if value in ("", ()):
        return "none"
    if isinstance(value, tuple):
        return f"`{json.dumps(value)}`"
    if isinstance(value, bool):
        return f"`{str(value).lower()}`"
    return f'`"{value}"`' if isinstance(value, str) else f"`{value}`"


def _option(name: str) -> str:
    """The option of `publisher build` of the same name; "" where there is none."""
    for each in command_line.build.params:
        if each.name == name:
            return " or ".join(f"`{option}`" for option in (*each.opts, *each.secondary_opts))
    return ""


def made_findings() -> str:
    """Every finding of `publisher check`: what it means for a reader, and the cure."""
    groups: dict[str, list[str]] = {}
    for group, code in _grouped():
        known = CATALOGUE[code]
        told = f"`{code}`{{#finding-{code}}}\n: {known.meaning}\n\n  *Cure:* {known.cure}\n"
        groups.setdefault(group, []).append(told)
    parts = ((f"### {group}", "", *codes) for group, codes in groups.items())
    return "\n".join(line for part in parts for line in part)


def _grouped() -> Iterator[tuple[str, str]]:
    """The codes of the catalogue, each behind what its comments call the part that it is in."""
    group, readers = "", "What one reading system or another cannot do"
    for comment, code in _PART_OR_CODE.findall(Path(catalogue.__file__).read_text("utf-8")):
        group = comment or group
        if code:
            yield (readers if code.startswith("reader-") else group), code


def made_exit_codes() -> str:
    """Every exit code: what the command line tells of them, and the error that each stands for."""
    kinds = [each for each in vars(errors).values() if isinstance(each, type)]
    raised = {
        each.exit_code: each
        for each in kinds
        if issubclass(each, errors.PublisherError) and each is not errors.PublisherError
    }
    rows = ["| code | meaning | error in Python |", "|---|---|---|"]
    for code, meaning in sorted(_EXITS.items()):
        error = raised.get(code)
        name = f"`{error.__name__}`" if error else ""
        why = (error.__doc__ or "").splitlines()[0] if error else meaning
        rows.append(f"| {code} | {why} | {name} |")
    return "\n".join(rows)


_EXITS: Final = {
    0: "All is well.",
    1: "Some of several articles could not be made; the others were.",
    2: "",
    3: "",
    4: "",
    5: "",
    6: "",
    7: "A check found errors.",
    8: "A check found warnings, and no error.",
    70: "",
    130: "Interrupted, by Ctrl-C. What was spoken is remembered.",
    143: "Told to stop by the system. What was spoken is remembered.",
}

MADE: Final[dict[str, Callable[[], str]]] = {
    "settings": made_settings,
    "findings": made_findings,
    "exit-codes": made_exit_codes,
}


# Where links lead


def read_page(_app: "Sphinx", name: str, content: list[str]) -> None:
    """Fill in what is made, and turn links that leave the folder into ones that this site has."""
    if name in ELSEWHERE:
        home = ELSEWHERE[name]
        content[0] = (ROOT / home).read_text("utf-8")
    else:
        home = f"docs/{name}.md"
    here = posixpath.dirname(f"docs/{name}")
    text = _MARK.sub(lambda found: MADE[found[1]](), content[0])
    content[0] = _LINK.sub(lambda found: _led(found, posixpath.dirname(home), here), text)


def _led(found: re.Match[str], home: str, here: str) -> str:
    """A link from a file in the folder ``home``, as the page in ``here`` has to write it."""
    picture, words, target = found.groups()
    path, _, place = target.partition("#")
    if not path or "://" in path or path.startswith("mailto:"):
        return found[0]
    whole = posixpath.normpath(posixpath.join(home, path))
    pages = {there: f"docs/{page}.md" for page, there in ELSEWHERE.items()}
    at = pages.get(whole, whole)
    if not at.startswith("docs/"):  # of the repository, and not of the site
        return f"{words} (`{whole}`)" if whole not in words else words
    return f"{picture}[{words}]({posixpath.relpath(at, here)}{'#' if place else ''}{place})"


def shown_as_typed(_app: "Sphinx", _context: object, lines: list[str]) -> None:
    """Show what a command's help sets in columns as it is; elsewhere a star emphasises nothing."""
    shown: list[str] = []
    for line in lines:
        if not line.startswith("|"):
            shown.append(line.replace("*", r"\*"))
            continue
        if not shown or not shown[-1].startswith("   "):
            shown += ["", ".. code-block:: text", ""]
        shown.append(f"   {line[2:]}")
    lines[:] = shown


# What every page has to have


_MENDED: Final = (
    ("<pre>", '<pre tabindex="0">'),  # what scrolls sideways is reached by the keyboard
    ('<div class="table-wrapper', '<div tabindex="0" class="table-wrapper'),
    ('<th class="head"><p></p></th>', "<td></td>"),  # a head that says nothing is none
    ('<aside class="sidebar-drawer">', '<aside class="sidebar-drawer" aria-label="All pages">'),
    ('<aside class="toc-drawer', '<aside aria-label="On this page" class="toc-drawer'),
)
_SEARCH: Final = ('<div id="search-results">', '<h1>Search</h1>\n<div id="search-results">')


def mended(app: "Sphinx", fault: Exception | None) -> None:
    """Give finished pages what the theme leaves out, and axe asks for."""
    for page in () if fault else Path(app.outdir).rglob("*.html"):
        text = page.read_text("utf-8")
        for old, new in (*_MENDED, *((_SEARCH,) if page.name == "search.html" else ())):
            text = text if new in text else text.replace(old, new)
        page.write_text(text, "utf-8")


def setup(app: "Sphinx") -> dict[str, bool]:
    """Have each page read our way."""
    app.connect("source-read", read_page)
    app.connect("sphinx-click-process-description", shown_as_typed)
    app.connect("build-finished", mended)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
