"""How what is spoken is lit: whether it can be read while it is, and stays where it is.

Style sheets are parsed and matched by Kozea's tinycss2 and cssselect2, which WeasyPrint stands
on; the cascade is followed for ink and ground alone.

Source:
    EPUB Media Overlays 3.3, section 9.3.3 (active class); WCAG 2.2, 1.4.3 (contrast).
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any, Final
from urllib.parse import urlsplit

import cssselect2
import tinycss2
import tinycss2.color4
from lxml import etree

from publisher.checking.book import (
    HTML,
    Book,
    is_elsewhere,
    quoted,
    tag_of,
    target_of,
    words_of,
)
from publisher.checking.catalogue import error, warning
from publisher.checking.overlays import heard_elements
from publisher.checking.pages import is_hidden
from publisher.report import Finding

CONTRAST: Final = 4.5  # to one; WCAG 2.2, 1.4.3
_GIVEN_UP: Final = ("inherit", "initial", "unset", "revert", "transparent", "none")
_LARGE: Final = 3.0  # to one, for letters of 24 pixels or more
_OPAQUE: Final = 0.75
_TAKE_ROOM: Final = (
    "font", "margin", "padding", "border", "letter-spacing", "word-spacing", "line-height",
    "display", "position", "float", "width", "height", "min-", "max-", "text-indent",
    "text-transform", "zoom", "inset", "top", "left",
)  # fmt: skip
_TAKE_NONE: Final = (
    "border-color", "border-radius", "font-variant-position", "font-palette", "font-synthesis",
)  # fmt: skip

Colour = tuple[float, float, float]
"""Red, green and blue, from 0 to 1."""

_BLACK: Final[Colour] = (0.0, 0.0, 0.0)
_WHITE: Final[Colour] = (1.0, 1.0, 1.0)
_PAPER: Final = {"light": (_BLACK, _WHITE), "dark": (_WHITE, _BLACK)}


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule of a style sheet.

    Attributes:
        selectors: compiled.
        text: of its selectors, as they stand there.
        declarations: its properties, lower case, with their tokens and whether each is important.
        scheme: ``light`` or ``dark`` where it holds in that scheme only, or "".
        sheet: the entry that it stands in.
        line: in that entry.
    """

    selectors: tuple[Any, ...]
    text: str
    declarations: tuple[tuple[str, list[Any], bool], ...]
    scheme: str
    sheet: str
    line: int


def lights(book: Book) -> Iterator[Finding]:
    """Whether the words that are spoken stand out, can be read, and do not move."""
    heard = {name: ids for name, ids in heard_elements(book).items() if ids}
    if not heard:
        return
    package = book.package
    active = next((meta.value for meta in package.metas("media:active-class")), "")
    if not active:
        yield warning("lit-undeclared", "there is no media:active-class", package.name)
        return
    bare: list[str] = []
    used: dict[tuple[str, int], Rule] = {}
    for name in heard:
        rules = [*_rules_of(book, name)]
        lighting = [rule for rule in rules if names(rule, active)]
        used |= {(rule.sheet, rule.line): rule for rule in lighting}
        if not any(rule.declarations for rule in lighting):
            bare.append(name)
        else:
            yield from _legible(book, name, rules, heard[name], active)
    if bare:
        message = f"no style sheet of {len(bare)} pages, this one the first, styles {active!r}"
        yield warning("lit-unstyled", message, bare[0])
    for rule in used.values():
        yield from _moving(rule)
        yield from _vanishing(rule)


def _legible(
    book: Book, name: str, rules: list[Rule], ids: frozenset[str], active: str
) -> Iterator[Finding]:
    """Whether ink and ground of what is lit are far enough apart, told once for each pair."""
    schemes = _schemes(rules)
    told: set[tuple[Any, ...]] = set()
    for scheme in schemes:
        style = _Styling(book.pages[name], rules, scheme, active)
        for element in style.alike(ids):
            ink, ground, rule = style.colours(element)
            ratio = contrast(ink, ground)
            key = (scheme, ink, ground)
            if ratio < CONTRAST and key not in told:
                told.add(key)
                message = f"what is lit has a contrast of {ratio:.2f} to 1 in the {scheme} scheme"
                yield error("lit-contrast", message, rule.sheet, rule.line)


def _moving(rule: Rule) -> Iterator[Finding]:
    for name, _, _ in rule.declarations:
        takes_room = name.startswith(_TAKE_ROOM) and not name.startswith(_TAKE_NONE)
        if takes_room and not name.endswith("-color"):
            message = f"what is lit changes its {name}"
            yield warning("lit-size", message, rule.sheet, rule.line)


def _vanishing(rule: Rule) -> Iterator[Finding]:
    """Whether what is lit can be seen at all."""
    for name, tokens, _ in rule.declarations:
        said = tinycss2.serialize(tokens).strip().lower()
        number = next((each.value for each in tokens if each.type in ("number", "percentage")), 1)
        is_faint = name == "opacity" and number < (_OPAQUE if "%" not in said else 100 * _OPAQUE)
        if is_faint or (name, said) in (("visibility", "hidden"), ("display", "none")):
            message = f"what is lit is given {name}: {said}"
            yield warning("lit-hidden", message, rule.sheet, rule.line)


def is_legible(book: Book) -> Iterator[Finding]:
    """Whether text can be told from its ground, in the light scheme and in the dark one.

    Told once for each pair of colours. Large letters, those of headings, need less.

    Source:
        WCAG 2.2, 1.4.3 (contrast, minimum).
    """
    told: set[tuple[Any, ...]] = set()
    seen: set[tuple[Any, ...]] = set()
    for name, page in book.read():
        rules = [*_rules_of(book, name)]
        sheets = tuple(dict.fromkeys(rule.sheet for rule in rules))
        for scheme in _schemes(rules):
            style = _Styling(page, rules, scheme, "")
            for element in style.speaking():
                kind = (scheme, sheets, *_kind(element))
                if kind not in seen:
                    seen.add(kind)
                    yield from _contrasted(name, element, style, scheme, told)


def _contrasted(
    name: str, element: etree._Element, style: "_Styling", scheme: str, told: set[tuple[Any, ...]]
) -> Iterator[Finding]:
    ink, ground = style.plain_colours(element)
    ratio, key = contrast(ink, ground), (scheme, ink, ground)
    is_large = any(tag_of(each) in ("h1", "h2") for each in (element, *element.iterancestors()))
    if ratio < (_LARGE if is_large else CONTRAST) and key not in told:
        told.add(key)
        words = quoted(words_of(element))
        message = f"{words} has a contrast of {ratio:.2f} to 1 in the {scheme} scheme"
        yield warning("text-contrast", message, name, element.sourceline)


def _schemes(rules: list[Rule]) -> list[str]:
    return ["light", *(["dark"] if any(rule.scheme == "dark" for rule in rules) else [])]


def _kind(element: etree._Element) -> tuple[Any, ...]:
    """What decides how an element looks: the names, classes and styles of all around it."""
    around = (element, *element.iterancestors())
    return tuple(
        (each.tag, each.get("class"), each.get("role"), each.get("style"), each.get("dir"))
        for each in around
    )


def are_within(book: Book) -> Iterator[Finding]:
    """Whether style sheets load nothing from elsewhere, and what they load is there."""
    for name, text, above in _texts(book):
        for address, inside in _addresses(tinycss2.parse_stylesheet(text, skip_comments=True)):
            line = above + inside
            if address.startswith(("data:", "#")):
                continue
            if is_elsewhere(address):
                message = f"a style sheet loads {address!r} from elsewhere"
                yield error("resource-remote", message, name, line)
            elif target_of(address, name)[0] not in book.present:
                message = f"a style sheet loads {address!r}, which is not there"
                yield error("link-broken", message, name, line)


def _texts(book: Book) -> Iterator[tuple[str, str, int]]:
    """Every text of CSS in a book: its entry, itself, and the lines above it there."""
    yield from ((name, text, 0) for name, text in book.styles.items())
    for name, page in book.pages.items():
        for element in page.iter(etree.Element):
            line = max((element.sourceline or 1) - 1, 0)
            if tag_of(element) == "style":
                yield name, element.text or "", line
            if element.get("style"):
                yield name, f"x{{{element.get('style')}}}", line


def _addresses(nodes: Iterable[Any]) -> Iterator[tuple[str, int]]:
    """Every address in a style sheet, with its line."""
    for node in nodes or ():
        if node.type == "url":
            yield node.value, node.source_line
        elif node.type == "at-rule" and node.lower_at_keyword == "import":
            yield from _addresses(each for each in node.prelude if each.type == "function")
            yield from (
                (each.value, each.source_line)
                for each in node.prelude
                if each.type in ("url", "string")
            )
        elif node.type == "function" and node.lower_name == "url":
            yield from (
                (each.value, each.source_line) for each in node.arguments if each.type == "string"
            )
        else:
            for inner in ("prelude", "content", "arguments"):
                yield from _addresses(getattr(node, inner, None) or ())


def contrast(one: Colour, other: Colour) -> float:
    """How far two colours are apart, from 1 to 21.

    Source:
        WCAG 2.2, definitions of contrast ratio and relative luminance.

    >>> contrast((0, 0, 0), (1, 1, 1))
    21.0
    """
    darker, lighter = sorted((_luminance(one), _luminance(other)))
    return round((lighter + 0.05) / (darker + 0.05), 2)


def _luminance(colour: Colour) -> float:
    parts = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in colour)
    red, green, blue = parts
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _rules_of(book: Book, page: str) -> Iterator[Rule]:
    """The rules that hold on a page, in their order."""
    for element in book.pages[page].iter(f"{HTML}link", f"{HTML}style"):
        if tag_of(element) == "style":
            yield from _rules(element.text or "", page, element.sourceline or 0)
        elif "stylesheet" in element.get("rel", "").lower().split():
            yield from _sheet(book, target_of(element.get("href", ""), page)[0], set())


def _sheet(book: Book, name: str, seen: set[str]) -> Iterator[Rule]:
    """The rules of a style sheet, those that it imports first."""
    if name in seen or name not in book.styles:
        return
    seen.add(name)
    for node in tinycss2.parse_stylesheet(book.styles[name], skip_comments=True):
        if node.type == "at-rule" and node.lower_at_keyword == "import":
            for address, _ in _addresses([node]):
                if not urlsplit(address).scheme:
                    yield from _sheet(book, target_of(address, name)[0], seen)
    yield from _rules(book.styles[name], name, 0)


@cache
def _rules(text: str, sheet: str, above: int) -> tuple[Rule, ...]:
    """The rules in a text of CSS that lies so many lines down in an entry."""
    nodes = tinycss2.parse_stylesheet(text, skip_comments=True, skip_whitespace=True)
    return tuple(_parsed(nodes, sheet, above, ""))


def _parsed(nodes: Iterable[Any], sheet: str, above: int, scheme: str) -> Iterator[Rule]:
    for node in nodes:
        if node.type == "at-rule" and node.lower_at_keyword == "media" and node.content:
            said = tinycss2.serialize(node.prelude).lower().replace(" ", "")
            if "print" in said and "screen" not in said:
                continue
            schemes = [each for each in ("light", "dark") if f"prefers-color-scheme:{each}" in said]
            inner = tinycss2.parse_rule_list(node.content, True, True)
            yield from _parsed(inner, sheet, above, schemes[0] if schemes else scheme)
        elif (
            node.type == "at-rule"
            and node.lower_at_keyword in ("supports", "layer")
            and node.content
        ):
            inner = tinycss2.parse_rule_list(node.content, True, True)
            yield from _parsed(inner, sheet, above, scheme)
        elif node.type == "qualified-rule":
            yield from _rule(node, sheet, above, scheme)


def _rule(node: Any, sheet: str, above: int, scheme: str) -> Iterator[Rule]:
    try:
        selectors = tuple(cssselect2.compile_selector_list(node.prelude))
    except cssselect2.SelectorError:  # as of a later CSS: readers pass it over too
        return
    said = tinycss2.parse_blocks_contents(node.content, True, True)
    found = tuple(
        (each.lower_name, each.value, each.important) for each in said if each.type == "declaration"
    )
    text = tinycss2.serialize(node.prelude)
    yield Rule(selectors, text, found, scheme, sheet, above + node.source_line)


def names(rule: Rule, name: str) -> bool:
    """Whether a rule's selectors name a class."""
    return bool(re.search(rf"\.{re.escape(name)}(?![\w-])", rule.text.replace("\\", "")))


class _Styling:
    """What colours the elements of a page have while one of them is lit."""

    def __init__(self, page: etree._Element, rules: list[Rule], scheme: str, active: str) -> None:
        self._page = page
        self._rules = [rule for rule in rules if rule.scheme in ("", scheme)]
        self._scheme = scheme
        self._active = active

    def alike(self, ids: frozenset[str]) -> Iterator[etree._Element]:
        """One each of the elements that stand in elements of the same names and classes."""
        seen = set()
        for element in self._page.iter(etree.Element):
            if element.get("id") in ids:
                kind = _kind(element)
                if kind not in seen:
                    seen.add(kind)
                    yield element

    def speaking(self) -> Iterator[etree._Element]:
        """The elements that have words of their own."""
        body = self._page.find(f"{HTML}body")
        for element in () if body is None else body.iter(etree.Element):
            own = (element.text or "", *(child.tail or "" for child in element))
            if any(map(str.strip, own)) and not is_hidden(element):
                yield element

    def plain_colours(self, element: etree._Element) -> tuple[Colour, Colour]:
        """Ink and ground of an element."""
        ink, ground = _PAPER[self._scheme]
        for each in reversed((element, *element.iterancestors())):
            set_ = self._declared(_wrapped(each))
            ink = set_["color"][0] if "color" in set_ else ink
            ground = set_["background-color"][0] if "background-color" in set_ else ground
        return ink, ground

    def colours(self, element: etree._Element) -> tuple[Colour, Colour, Rule]:
        """Ink and ground of an element while it is lit, and a rule that makes them so."""
        ink, ground = _PAPER[self._scheme]
        around = [self._declared(_wrapped(each)) for each in element.iterancestors()]
        lit = self._lit(element)
        for set_ in (*reversed(around), lit):
            ink, ground = (
                set_[name][0] if name in set_ else before
                for name, before in (("color", ink), ("background-color", ground))
            )
        lighting = [rule for rule in self._rules if names(rule, self._active)]
        setting = (lit[name][1] for name in ("color", "background-color") if name in lit)
        return ink, ground, next((each for each in setting if each in lighting), lighting[-1])

    def _lit(self, element: etree._Element) -> dict[str, tuple[Colour, Rule]]:
        """The colours that rules give an element while it is lit."""
        before = element.get("class")
        element.set("class", f"{before or ''} {self._active}".strip())
        try:
            return self._declared(_wrapped(element))
        finally:
            if before is None:
                del element.attrib["class"]
            else:
                element.set("class", before)

    def _declared(self, wrapped: Any) -> dict[str, tuple[Colour, Rule]]:
        """The colours that rules give an element, each with its rule, by the property."""
        found = [
            (important, specificity, order, name, colour, rule)
            for order, rule in enumerate(self._rules)
            if (specificity := _specificity(rule, wrapped)) is not None
            for name, colour, important in _colours(rule.declarations)
        ]
        own = wrapped.etree_element.get("style")
        for rule in _rules(f"x{{{own}}}", "", 0) if own else ():
            found += [
                (important, (1, 0, 0), len(self._rules), name, colour, rule)
                for name, colour, important in _colours(rule.declarations)
            ]
        found.sort(key=lambda each: each[:3])
        last = {name: (colour, rule) for *_, name, colour, rule in found}
        return {name: (colour, rule) for name, (colour, rule) in last.items() if colour is not None}


def _wrapped(element: etree._Element) -> Any:
    """An element as cssselect2 looks at it, with all that is around it."""
    path = [element, *element.iterancestors()][::-1]
    wrapped = cssselect2.ElementWrapper.from_xml_root(path[0])
    for each in path[1:]:
        wrapped = next(child for child in wrapped.iter_children() if child.etree_element is each)
    return wrapped


def _specificity(rule: Rule, wrapped: Any) -> Any:
    """How specific the most specific selector is that an element matches, or None."""
    hits = (each for each in rule.selectors if each.pseudo_element is None and each.test(wrapped))
    return max((each.specificity for each in hits), default=None)


def _colours(
    declarations: Iterable[tuple[str, list[Any], bool]],
) -> Iterator[tuple[str, Colour | None, bool]]:
    """The colours that are declared, by the property; None where one is given up again."""
    for name, tokens, important in declarations:
        if name in ("color", "background-color", "background"):
            found = next(filter(None, map(_colour, tokens)), None)
            said = tinycss2.serialize(tokens).strip().lower()
            if found is not None or said in _GIVEN_UP:
                yield "color" if name == "color" else "background-color", found, important


def _colour(token: Any) -> Colour | None:
    """A colour without its transparency, or None for what is none."""
    parsed = tinycss2.color4.parse_color(token)
    if parsed is None or parsed == "currentcolor" or parsed.alpha == 0:
        return None
    red, green, blue = parsed.to("srgb").coordinates
    return (float(red), float(green), float(blue))
