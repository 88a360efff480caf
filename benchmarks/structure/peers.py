"""What others make of the same files: pandoc, trafilatura, TextTiling, and a plain heuristic.

None of them is needed: one that is not installed is left out, and said to be.
"""

import json
import re
import subprocess
from collections.abc import Callable, Iterator
from functools import cache
from typing import Any

from plain import Page
from scoring import Found, words

Peer = Callable[[Page], Found | None]


def sections_of(parts: list[tuple[bool, str]]) -> tuple[tuple[str, ...], ...]:
    """Blocks by section, from blocks in a row, each with whether it is a heading."""
    sections: list[list[str]] = [[]]
    for is_heading, text in parts:
        if is_heading:
            sections.append([])
        else:
            sections[-1].append(text)
    return tuple(tuple(section) for section in sections)


def _found(title: str, parts: list[tuple[bool, str]], **facts: Any) -> Found:
    """What was found, from a title and blocks in a row."""
    if not title and parts and parts[0][0]:
        (_, title), parts = parts[0], parts[1:]
    return Found(
        title=title,
        standfirst=facts.get("standfirst", ""),
        byline=facts.get("byline", ""),
        authors=tuple(facts.get("authors", ())),
        rights=facts.get("rights", ""),
        headings=tuple(text for is_heading, text in parts if is_heading),
        sections=sections_of(parts),
        spoken=(title, *filter(None, [facts.get("standfirst")]), *(text for _, text in parts)),
    )


def heuristic(page: Page) -> Found:
    """What forty lines would do: the first line is the title, a short one without a stop a head."""
    text = page.data.decode("utf-8-sig", errors="replace").replace("\r\n", "\n")
    if page.dialect == "Windows-1252":
        text = page.data.decode("cp1252").replace("\r\n", "\n")
    lines = [" ".join(part.split()) for part in _paragraphs(text)]
    lines = [line for line in lines if line]
    title, rest = (lines[0], lines[1:]) if lines else ("", [])
    parts = [(_is_short(line) and place + 1 < len(rest), line) for place, line in enumerate(rest)]
    return _found(title, parts)


def _paragraphs(text: str) -> list[str]:
    """What blank lines part; single lines where there are hardly any."""
    chunks = re.split(r"\n\s*\n", text)
    return chunks if len(chunks) > text.count("\n") / 12 else text.split("\n")


def _is_short(line: str) -> bool:
    return len(line) < 60 and not line.endswith((".", "!", ":", ",", ";", "。", '"', "”"))


@cache
def _pandoc() -> str:
    import pypandoc

    return str(pypandoc.get_pandoc_path())


def pandoc(page: Page) -> Found:
    """Pandoc's own tree: the title it declares or the first heading, and its headers."""
    reader = {"markdown": "markdown", "html": "html", "docx": "docx", "epub": "epub"}[page.form]
    command = (_pandoc(), "-f", reader, "-t", "json")
    run = subprocess.run(command, input=page.data, capture_output=True, check=True, timeout=60)
    tree = json.loads(run.stdout)
    meta = {name: _said(value) for name, value in tree["meta"].items()}
    parts = list(_tree_parts(tree["blocks"]))
    title = meta.get("title", "")
    if page.form == "html" or (title and parts and words(parts[0][1]) == words(title)):
        title, parts = _first_heading(parts) if any(h for h, _ in parts) else (title, parts)
    return _found(
        title, parts, standfirst=meta.get("subtitle", ""), byline=meta.get("byline", ""),
        authors=[meta.get("author", "")], rights=meta.get("rights", ""),
    )  # fmt: skip


def _first_heading(parts: list[tuple[bool, str]]) -> tuple[str, list[tuple[bool, str]]]:
    place = next(place for place, (is_heading, _) in enumerate(parts) if is_heading)
    return parts[place][1], parts[:place] + parts[place + 1 :]


def _tree_parts(blocks: list[Any]) -> Iterator[tuple[bool, str]]:
    for block in blocks:
        kind, inside = block["t"], block.get("c")
        if kind == "Header":
            yield True, _said(inside[2])
        elif kind in ("Div", "BlockQuote", "Figure"):
            yield from _tree_parts(inside if kind == "BlockQuote" else inside[-1])
        elif kind in ("BulletList", "OrderedList"):
            for item in inside if kind == "BulletList" else inside[1]:
                yield from _tree_parts(item)
        elif text := _said(block):
            yield False, text


def _said(tree: Any) -> str:
    """The words in a part of pandoc's tree."""
    if isinstance(tree, list):
        return "".join(map(_said, tree))
    if not isinstance(tree, dict):
        return ""
    kind: str = tree.get("t", "")
    inside: Any = tree.get("c")
    if kind in ("Space", "SoftBreak", "LineBreak"):
        return " "
    if kind == "Str":
        return str(inside)
    if kind in ("Code", "CodeBlock", "MetaString"):
        return str(inside if kind == "MetaString" else inside[1])
    if kind in ("Para", "Plain", "Note"):
        return " " + _said(inside).strip() + " "
    return _said(inside) if kind in _HOLDERS else ""


_HOLDERS = {
    "Emph", "Strong", "Link", "Span", "Quoted", "Superscript", "Subscript", "Underline",
    "SmallCaps", "LineBlock", "Table", "DefinitionList", "MetaInlines", "MetaList", "MetaBlocks",
    "Image", "Div", "BulletList", "OrderedList", "BlockQuote",
}  # fmt: skip


def trafilatura(page: Page) -> Found | None:
    """Trafilatura's own choice of what is the article, as its XML."""
    import trafilatura as library
    from lxml import etree

    text = page.data.decode()
    out: Any = library.bare_extraction(text, with_metadata=True, include_tables=True)
    xml = library.extract(text, output_format="xml", include_tables=True)
    if out is None or xml is None:
        return None
    body = etree.fromstring(xml.encode()).find("main")
    blocks = body.iter("head", "p", "item", "quote", "cell", "code") if body is not None else ()
    said = [(block.tag == "head", " ".join("".join(block.itertext()).split())) for block in blocks]
    parts = [(is_heading, text) for is_heading, text in said if text]
    title = out.title or ""
    if parts and words(parts[0][1]) == words(title):
        parts = parts[1:]
    author = out.author or ""
    return _found(
        title, parts, standfirst=out.description or "", authors=author.split("; "),
    )  # fmt: skip


_STOP_WORDS = """
a about above after again all am an and any are as at be because been before being below between
both but by can could did do does doing down during each few for from further had has have having
he her here hers him his how i if in into is it its itself just me more most my no nor not now of
off on once one only or other our ours out over own same she should so some such than that the
their theirs them then there these they this those through to too under until up upon very was we
were what when where which while who whom why will with would you your yours s t d ll re ve
"""


def texttiling(page: Page) -> Found | None:
    """NLTK's TextTiling, as it comes, with a list of English stop words (its own is a download)."""
    from nltk.tokenize import TextTilingTokenizer

    text = page.data.decode()
    tokenizer = TextTilingTokenizer(stopwords=_STOP_WORDS.split())
    try:
        tiles = tokenizer.tokenize("\n\n" + text)
    except ValueError:
        return None
    tiled = [[part for part in tile.split("\n\n") if part.strip()] for tile in tiles]
    sections = tuple(tuple(tile) for tile in tiled if tile)
    every = tuple(part for section in sections for part in section)
    return Found("", "", "", (), "", (), sections, every)


PEERS: dict[str, Peer] = {
    "text": heuristic, "markdown": pandoc, "html": trafilatura, "docx": pandoc, "epub": pandoc,
}  # fmt: skip


def peer_for(page: Page) -> tuple[str, Peer]:
    """Who else reads such a page, and how."""
    if not page.headed:
        return "TextTiling", texttiling
    if page.dialect == "clean":
        return "pandoc", pandoc
    peer = PEERS[page.form]
    return ("40 lines" if peer is heuristic else peer.__name__), peer


def asked(page: Page) -> tuple[str, Found | None]:
    """Who else reads such a page, and what it finds; None where it is not installed."""
    name, peer = peer_for(page)
    try:
        return name, peer(page)
    except ImportError:
        return f"{name} (not installed)", None
