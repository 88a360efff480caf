"""What a page lacks for those who do not see it: descriptions, languages, headings, names.

EPUBCheck looks for none of it. Ace finds much of it where Ace is there; what is a matter of
the markup alone is found here, without a browser.

Source:
    EPUB Accessibility 1.1, section 3 (WCAG 2.2: 1.1.1 non-text content, 1.3.1 info and
    relationships, 2.4.4 link purpose, 2.4.6 headings, 3.1.1 and 3.1.2 language); HTML, section
    4.8.4.4 (alternative texts).
"""

import re
from collections.abc import Iterator
from pathlib import PurePosixPath
from typing import Final

import langcodes
from lxml import etree

from publisher.checking.book import (
    DC,
    HTML,
    NCX,
    XML,
    Book,
    is_elsewhere,
    properties_of,
    quoted,
    tag_of,
    target_of,
    types_of,
    words_of,
)
from publisher.checking.catalogue import error, warning
from publisher.report import Finding

_HEADINGS: Final = tuple(f"{HTML}h{level}" for level in range(1, 7))
_REFERENCES: Final = ("aria-labelledby", "aria-describedby", "aria-details", "headers", "for")
_FILE: Final = re.compile(r"\S+\.(?:jpe?g|png|gif|svg|webp|avif|bmp|tiff?)", re.IGNORECASE)
_SAYS_NOTHING: Final = re.compile(
    r"(?:an? |the )?(?:image|img|picture|photo|photograph|graphic|figure|illustration|alt(?: text)?"
    r"|untitled|placeholder|todo|tbd|null|none|undefined)\s*[\d.:#-]*",
    re.IGNORECASE,
)
_UNMARKED: Final = ("presentation", "none")


def are_told(book: Book) -> Iterator[Finding]:
    """Whether what is on pages can be known by ear and by touch."""
    yield from _languages(book)
    yield from heading_order(book)
    for name, page in book.pages.items():
        for element in page.iter(etree.Element):
            yield from _element(name, element)
        yield from _references(name, page)


def _element(name: str, element: etree._Element) -> Iterator[Finding]:
    tag = tag_of(element)
    if tag in ("img", "area") or (tag == "input" and element.get("type") == "image"):
        yield from _picture(name, element)
    elif tag == "svg":
        yield from _drawing(name, element)
    elif tag == "table":
        yield from _table(name, element)
    elif tag == "a" and element.get("href") is not None and not is_named(element):
        message = f"the link to {element.get('href')!r} has no words"
        yield error("link-nameless", message, name, element.sourceline)
    elif element.tag in _HEADINGS and not is_named(element):
        yield error("heading-empty", f"the heading {tag} has no words", name, element.sourceline)


def is_hidden(element: etree._Element) -> bool:
    """Whether an element, or one that holds it, is kept from all readers."""
    return any(
        each.get("hidden") is not None or each.get("aria-hidden") == "true"
        for each in (element, *element.iterancestors())
    )


def is_adornment(element: etree._Element) -> bool:
    """Whether a picture is said to tell nothing."""
    return element.get("role") in _UNMARKED or is_hidden(element)


def is_named(element: etree._Element) -> bool:
    """Whether an element has words, or a name by other means.

    Source:
        Accessible Name and Description Computation 1.2, section 4.3.
    """
    named = ("aria-label", "aria-labelledby", "title")
    held = element.iter(etree.Element)
    return (
        bool(words_of(element))
        or any(each.get(attribute, "").strip() for each in held for attribute in named)
        or any(each.text for each in element.iter("{http://www.w3.org/2000/svg}title"))
    )


def description_of(picture: etree._Element) -> str | None:
    """What is said of a picture by itself; None when nothing stands there, not even "".

    Words that another element holds count as said; whether it is there is for others to see.
    """
    for attribute in ("aria-label", "aria-labelledby"):
        if picture.get(attribute, "").strip():
            return str(picture.get(attribute)).strip()
    alt = picture.get("alt")
    return None if alt is None else alt.strip()


def _picture(name: str, picture: etree._Element) -> Iterator[Finding]:
    said, source = description_of(picture), picture.get("src", picture.get("href", ""))
    if is_adornment(picture):
        return
    if said is None:
        message = f"the picture {source!r} has no alternative text"
        yield error("alt-missing", message, name, picture.sourceline)
    elif not said:
        message = f"the picture {source!r} has an empty alternative text, and is not set apart"
        yield warning("alt-empty", message, name, picture.sourceline)
    elif _tells_nothing(said, source):
        message = f"the alternative text {quoted(said)} says nothing of the picture {source!r}"
        yield warning("alt-useless", message, name, picture.sourceline)


def _tells_nothing(said: str, source: str) -> bool:
    stem = PurePosixPath(source).stem
    return bool(_FILE.fullmatch(said) or _SAYS_NOTHING.fullmatch(said)) or said in (source, stem)


def _drawing(name: str, drawing: etree._Element) -> Iterator[Finding]:
    """An SVG within a page; one that only shows a picture is judged as that."""
    title = drawing.find("{http://www.w3.org/2000/svg}title")
    is_told = is_named(drawing) or (title is not None and bool((title.text or "").strip()))
    if not is_told and not is_adornment(drawing):
        message = "a drawing (svg) has no title and no aria-label"
        yield error("alt-missing", message, name, drawing.sourceline)


def _table(name: str, table: etree._Element) -> Iterator[Finding]:
    if table.get("role") in _UNMARKED:
        return
    own = [each for each in table.iter(f"{HTML}th", f"{HTML}td") if _table_of(each) is table]
    heads = [each for each in own if tag_of(each) == "th" or each.get("scope")]
    if own and not heads:
        message = f"the table that begins {quoted(words_of(own[0]))} has no header cells"
        yield error("table-headers", message, name, table.sourceline)
    for head in heads:
        if head is not own[0] and not is_named(head):  # the corner of two headers may be empty
            message = "a header cell has no words"
            yield warning("table-header-empty", message, name, head.sourceline)


def _table_of(cell: etree._Element) -> etree._Element | None:
    return next(cell.iterancestors(f"{HTML}table"), None)


def _references(name: str, page: etree._Element) -> Iterator[Finding]:
    """Whether what names, or describes, an element of the page is there."""
    ids = set(page.xpath("//@id"))
    for element in page.iter(etree.Element):
        for attribute in _REFERENCES:
            for missing in (each for each in element.get(attribute, "").split() if each not in ids):
                message = f"{attribute} names {missing!r}, which is not there"
                yield error("reference-broken", message, name, element.sourceline)


def _languages(book: Book) -> Iterator[Finding]:
    package = book.package
    for element in package.root.iter(f"{DC}language"):
        tag = (element.text or "").strip()
        if tag and not _is_language(tag):
            message = f"dc:language is {tag!r}, which is no language"
            yield error("language-unknown", message, package.name, element.sourceline)
    if not package.root.get(f"{XML}lang") and not package.is_old:
        message = "the package says in no language what its metadata are in"
        yield warning("package-language", message, package.name, package.root.sourceline)
    for name, page in book.pages.items():
        for element in page.iter(etree.Element):
            tag = element.get("lang", element.get(f"{XML}lang", ""))
            if tag and not _is_language(tag):
                message = f"the language of {tag_of(element)!r} is {tag!r}, which is none"
                yield error("language-unknown", message, name, element.sourceline)
    yield from _in_the_books_language(book)


def _in_the_books_language(book: Book) -> Iterator[Finding]:
    """Whether some page is in the language that the package says."""
    elements = {
        (each.text or "").strip().partition("-")[0].lower(): each
        for each in book.package.root.iter(f"{DC}language")
        if _is_language((each.text or "").strip())
    }
    found = {page.get("lang", "").partition("-")[0].lower() for _, page in book.read()} - {""}
    if elements and found and not elements.keys() & found:
        message = (
            f"dc:language is {', '.join(elements)}, and pages are in {', '.join(sorted(found))}"
        )
        line = next(iter(elements.values())).sourceline
        yield error("language-astray", message, book.package.name, line)


def _is_language(tag: str) -> bool:
    return langcodes.tag_is_valid(tag)


def heading_order(book: Book) -> Iterator[Finding]:
    """Whether no heading stands more than a level below the one before it.

    A page may begin at any level that one before it has gone to, or one below. Navigation, which
    may be put anywhere, is judged by itself.

    Source:
        WCAG 2.2, technique G141.
    """
    deepest = 1
    for name, page in book.pages.items():
        last = 0
        for heading in page.iter(*_HEADINGS):
            if is_hidden(heading):
                continue
            level = int(tag_of(heading)[1])
            most = last + 1 if last else deepest + 1
            if level > most:
                above = f"h{last}" if last else f"pages that go down to h{deepest}"
                message = f"h{level} {quoted(words_of(heading))} follows {above}"
                yield warning("heading-order", message, name, heading.sourceline)
            last = level
            deepest = max(deepest, min(level, most))


def lead_through(book: Book) -> Iterator[Finding]:
    """Whether contents and lists of pages lead through the book as it is read."""
    name = book.package.navigation()
    if book.package.is_old:
        if not any(book.package.of_type(NCX)):
            yield error("contents-missing", "there is no NCX", book.package.name)
        return
    if name not in book.pages:
        yield error("contents-missing", "there is no navigation document", book.package.name)
        return
    contents = book.nav("toc")
    if contents is None:
        yield error("contents-missing", "the navigation document has no table of contents", name)
    else:
        yield from _contents(book, name, contents)
    yield from _listed_pages(book, name, book.nav("page-list"))


def _contents(book: Book, name: str, contents: etree._Element) -> Iterator[Finding]:
    """Whether a table of contents is in the order of reading, and whole."""
    order = _places(book)
    last, listed = (-1, -1), set()
    for link in contents.iter(f"{HTML}a"):
        goal, fragment = target_of(link.get("href", ""), name)
        listed.add(goal)
        place = order.get((goal, fragment))
        if place is None:
            continue
        if place < last:
            message = f"{quoted(words_of(link))} is listed after what it comes before"
            yield warning("contents-order", message, name, link.sourceline)
        last = place
    for page in book.package.linear():
        root = book.pages.get(page)
        heading = None if root is None else next(root.iter(*_HEADINGS), None)
        if heading is not None and page not in listed and page != name:
            message = f"the page with {quoted(words_of(heading))} is not in the table of contents"
            yield warning("contents-short", message, page, heading.sourceline)


def _places(book: Book) -> dict[tuple[str, str], tuple[int, int]]:
    """Where each page and each id stands in the order of reading."""
    found = {}
    for number, (name, page) in enumerate(book.read()):
        found[name, ""] = (number, 0)
        for place, element in enumerate(page.iter(etree.Element), start=1):
            if element.get("id"):
                found.setdefault((name, element.get("id")), (number, place))
    return found


def _listed_pages(book: Book, name: str, listed: etree._Element | None) -> Iterator[Finding]:
    """Whether a list of pages names every page break, in their order, and nothing else."""
    breaks = [
        (page, element.get("id", ""), element.sourceline)
        for page, root in book.read()
        for element in root.iter(etree.Element)
        if is_page_break(element)
    ]
    if listed is None:
        if breaks:
            page, _, line = breaks[0]
            message = f"there are {len(breaks)} page breaks, and no list of them"
            yield error("pages-unlisted", message, page, line)
        return
    goals = [target_of(link.get("href", ""), name) for link in listed.iter(f"{HTML}a")]
    wanted = [(page, uid) for page, uid, _ in breaks]
    for page, uid, line in breaks:
        if (page, uid) not in goals:
            message = f"the page break {uid!r} is not in the list of pages"
            yield error("pages-astray", message, page, line)
    for link, goal in zip(listed.iter(f"{HTML}a"), goals, strict=True):
        if goal not in wanted and not is_elsewhere(link.get("href", "")):
            message = f"page {quoted(words_of(link))} leads to {goal[1]!r}, which is no page break"
            yield error("pages-astray", message, name, link.sourceline)
    known = [goal for goal in goals if goal in wanted]
    if known != sorted(known, key=wanted.index):
        yield error("pages-astray", "pages are not in their order", name, listed.sourceline)


def is_page_break(element: etree._Element) -> bool:
    """Whether an element marks where a page of print begins."""
    return "pagebreak" in types_of(element) or element.get("role") == "doc-pagebreak"


def keep_to_themselves(book: Book) -> Iterator[Finding]:
    """Whether all that the book shows is in it.

    Source:
        EPUB 3.3, section 3.6 (resource locations): sound, films and fonts may be elsewhere when
        that is declared; but then they are not there without a network.
    """
    for name, item in book.package.items.items():
        yield from _undeclared(book, name, properties_of(item))
    for item in book.package.root.iter("{http://www.idpf.org/2007/opf}item"):
        if is_elsewhere(item.get("href", "")):
            message = f"the manifest lists {item.get('href')!r}, which is elsewhere"
            yield warning("resource-remote", message, book.package.name, item.sourceline)
    for name, page in book.pages.items():
        for element, address in loaded(page):
            if is_elsewhere(address) and not address.strip().startswith("data:"):
                message = f"{tag_of(element)} loads {address!r} from elsewhere"
                yield error("resource-remote", message, name, element.sourceline)


_LOADING: Final = {
    "src": ("img", "audio", "video", "source", "track", "script", "iframe", "embed", "input"),
    "href": ("link", "image", "use"),
    "poster": ("video",),
    "data": ("object",),
}
_LOADED_LINKS: Final = frozenset({"stylesheet", "icon", "preload", "import", "prefetch"})


def loaded(page: etree._Element) -> Iterator[tuple[etree._Element, str]]:
    """The elements of a page that load something, each with the address."""
    for element in page.iter(etree.Element):
        tag = tag_of(element)
        if tag == "link" and not _LOADED_LINKS & set(element.get("rel", "").lower().split()):
            continue
        for attribute, value in element.attrib.items():
            name = etree.QName(attribute).localname
            if tag in _LOADING.get(name, ()):
                yield element, str(value)
            if name == "srcset":
                yield from (
                    (element, each.split()[0]) for each in str(value).split(",") if each.split()
                )


def _undeclared(book: Book, name: str, said: frozenset[str]) -> Iterator[Finding]:
    page = book.pages.get(name)
    if page is None:
        return
    tags = {tag_of(element) for element in page.iter(etree.Element)}
    has = {
        "svg": "svg" in tags,
        "mathml": "math" in tags,
        "scripted": bool(tags & {"script", "form"}),
    }
    for word in (word for word, there in has.items() if there and word not in said):
        item = book.package.items[name]
        message = f"{name} has the property {word!r}, and the manifest does not say so"
        yield error("resource-undeclared", message, book.package.name, item.sourceline)
