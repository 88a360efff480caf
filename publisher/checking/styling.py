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

from publisher.checking.book import HTML, Book, is_elsewhere, tag_of, target_of
from publisher.checking.catalogue import error, warning
from publisher.checking.overlays import heard_elements
from publisher.report import Finding

CONTRAST: Final = 4.5  # to one; WCAG 2.2, 1.4.3
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
    used: dict[tuple[str, int], Rule] = {}
    for name in heard:
        rules = [*_rules_of(book, name)]
        lighting = [rule for rule in rules if names(rule, active)]
        used |= {(rule.sheet, rule.line): rule for rule in lighting}
        if not any(rule.declarations for rule in lighting):
            message = f"no style sheet of the page styles {active!r}"
            yield warning("lit-unstyled", message, name)
        else:
            yield from _legible(book, name, rules, heard[name], active)
    for rule in used.values():
        yield from _moving(rule)


def _legible(
    book: Book, name: str, rules: list[Rule], ids: frozenset[str], active: str
) -> Iterator[Finding]:
    """Whether ink and ground of what is lit are far enough apart, told once for each pair."""
    schemes = ["light", *(["dark"] if any(rule.scheme == "dark" for rule in rules) else [])]
    told: set[tuple[Any, ...]] = set()
    for scheme in schemes:
        style = _Styling(book.pages[name], rules, scheme, active)
        for element in style.alike(ids):
            ink, ground, rule = style.colours(element)
            ratio = contrast(ink, ground)
            key = (scheme, ink, ground)
            if ratio < CONTRAST and key not in told:
                told.add(key)
                message = f"what is lit has a contrast of {ratio:.1f} to 1 in the {scheme} scheme"
                yield error("lit-contrast", message, rule.sheet, rule.line)


def _moving(rule: Rule) -> Iterator[Finding]:
    for name, _, _ in rule.declarations:
        takes_room = name.startswith(_TAKE_ROOM) and not name.startswith(_TAKE_NONE)
        if takes_room and not name.endswith("-color"):
            message = f"what is lit changes its {name}"
            yield warning("lit-size", message, rule.sheet, rule.line)


def are_within(book: Book) -> Iterator[Finding]:
    """Whether style sheets load nothing from elsewhere, and what they load is there."""
    for name, text in book.styles.items():
        for address, line in _addresses(tinycss2.parse_stylesheet(text, skip_comments=True)):
            if address.startswith(("data:", "#")):
                continue
            if is_elsewhere(address):
                message = f"a style sheet loads {address!r} from elsewhere"
                yield error("resource-remote", message, name, line)
            elif target_of(address, name)[0] not in book.present:
                message = f"a style sheet loads {address!r}, which is not there"
                yield error("link-broken", message, name, line)


def _addresses(nodes: Iterable[Any]) -> Iterator[tuple[str, int]]:
    """Every address in a style sheet, with its line."""
    for node in nodes or ():
        if node.type == "url":
            yield node.value, node.source_line
        elif node.type == "at-rule" and node.lower_at_keyword == "import":
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
                around = (element, *element.iterancestors())
                kind = tuple((each.tag, each.get("class"), each.get("role")) for each in around)
                if kind not in seen:
                    seen.add(kind)
                    yield element

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
        found.sort(key=lambda each: each[:3])
        return {name: (colour, rule) for *_, name, colour, rule in found}


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
) -> Iterator[tuple[str, Colour, bool]]:
    for name, tokens, important in declarations:
        if name in ("color", "background-color", "background"):
            found = next(filter(None, map(_colour, tokens)), None)
            if found is not None:
                yield "color" if name == "color" else "background-color", found, important


def _colour(token: Any) -> Colour | None:
    """A colour without its transparency, or None for what is none."""
    parsed = tinycss2.color4.parse_color(token)
    if parsed is None or parsed == "currentcolor" or parsed.alpha == 0:
        return None
    red, green, blue = parsed.to("srgb").coordinates
    return (float(red), float(green), float(blue))
