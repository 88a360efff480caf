"""XHTML as EPUB wants it: well formed whatever the words are, and in a language.

Source:
    EPUB 3.3, section 6.1 (XHTML content documents); XML 1.0, production 2 (Char).
"""

import re
from copy import deepcopy
from typing import Final

from lxml import etree
from lxml.builder import ElementMaker

from publisher.language_tags import script

STYLE = "style.css"

XHTML: Final = "http://www.w3.org/1999/xhtml"
OPS: Final = "http://www.idpf.org/2007/ops"
_TYPE: Final = f"{{{OPS}}}type"
_LANG: Final = "{http://www.w3.org/XML/1998/namespace}lang"
_RIGHT_TO_LEFT: Final = {"Adlm", "Arab", "Hebr", "Mand", "Nkoo", "Rohg", "Samr", "Syrc", "Thaa"}
_ILLEGAL: Final = re.compile(r"[^\t\n\r -~\xa0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")

_HTML: Final = "<!DOCTYPE html>"
_VOID: Final = frozenset({"base", "br", "col", "hr", "img", "link", "meta", "source"})

E = ElementMaker(namespace=XHTML, nsmap={None: XHTML, "epub": OPS})


def legal(text: str) -> str:
    """Words without the characters that no page can hold: controls, halves of characters.

    Source:
        XML 1.0, production 2 (Char), and its note on controls from U+007F to U+009F.
    """
    return _ILLEGAL.sub("", text)


def direction(language: str) -> str:
    """Which way a language is written: ``ltr`` or ``rtl``.

    Source:
        Unicode CLDR's likely scripts: ``az-Arab`` is written from the right.
    """
    return "rtl" if script(language) in _RIGHT_TO_LEFT else "ltr"


def in_language(element: etree._Element, language: str) -> etree._Element:
    """The element itself, marked as of a language, unless that is ""."""
    if language:
        for name, value in ((_LANG, language), ("lang", language), ("dir", direction(language))):
            element.set(name, value)
    return element


def document(title: str, language: str, body: etree._Element, titled: str = "") -> etree._Element:
    """A whole page around a body.

    Args:
        title: of the page.
        language: BCP 47.
        body: its body element.
        titled: the title's language where it differs from the page's, or "".
    """
    head = E.head(
        E.meta(charset="utf-8"),
        in_language(E.title(legal(title)), titled),
        E.link(rel="stylesheet", type="text/css", href=STYLE),
    )
    return in_language(E.html(head, body), language)


def written(page: etree._Element) -> bytes:
    """A page as a file: UTF-8, not a character more than it holds."""
    return bytes(etree.tostring(page, encoding="utf-8", xml_declaration=True, doctype=_HTML))


def written_for_all(page: etree._Element, doctype: str = "") -> bytes:
    """A page as a file that XML parsers and HTML parsers read alike.

    Nothing of EPUB's own is left in it, and what may hold words does not close itself: an HTML
    parser would put all that follows into it.

    Args:
        page: its html element; it stays as it is.
        doctype: of the XHTML that it is, which begins with a declaration; "" for today's HTML.
    """
    page = deepcopy(page)
    for element in page.iter(etree.Element):
        element.attrib.pop(_TYPE, None)
        if not len(element) and not element.text and etree.QName(element).localname not in _VOID:
            element.text = ""
    etree.cleanup_namespaces(page)
    declared = '<?xml version="1.0" encoding="utf-8"?>\n' + doctype if doctype else _HTML
    return bytes(etree.tostring(page, encoding="utf-8", xml_declaration=False, doctype=declared))


def typed(element: etree._Element, kind: str, role: str = "") -> etree._Element:
    """The element itself, with its meaning as `epub:type` and, where there is one, its role."""
    element.set(_TYPE, kind)
    if role:
        element.set("role", role)
    return element


def enclosed(element: etree._Element, around: etree._Element) -> etree._Element:
    """The second element, in the place of the first, with the first in it."""
    element.getparent().replace(element, around)
    around.append(element)
    return around
