"""What the styles of a Word document mean: which paragraphs are headings, how runs are set.

A style is known by its name, which Word keeps in English whatever its menus say; other
programs translate it, so their words are known too. A style that is none of these may be based
on one that is, or have an outline level, which makes a heading of it by definition.

Source:
    ECMA-376, part 1, sections 17.7 (styles), 17.3.1.20 (outlineLvl), 17.7.3 (toggles).
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from lxml import etree

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"

_HEADING = re.compile(
    r"(?:heading|überschrift|titre|título|titulo|titolo|título|kop|rubrik|overskrift|otsikko"
    r"|nagłówek|nadpis|заголовок|başlık|标题|標題|見出し|제목|عنوان|έπικεφαλίδα|επικεφαλίδα"
    r"|tiêu đề|judul|címsor|naslov|encabezado|nivel)\s*([1-9])",
    re.IGNORECASE,
)
_MEANINGS = (
    ("Title", r"title|titel|titre|título|titolo|tytuł|название|表題|标题|otsikko|název|headline"),
    (
        "Subtitle",
        r"sub-?title|untertitel|sous-titre|subtítulo|sottotitolo|podtytuł|подзаголовок|副标题|副題"
        r"|ondertitel|undertitel|standfirst|chapô|chapeau|vorspann|deck|dek|lead",
    ),
    ("Author", r"author|authors|byline|by-?line|autor|auteur|autore"),
    ("Date", r"date|dateline|datum|fecha|data"),
    (
        "Quote",
        r"(?:intense |block )?(?:quote|quotes|quotation|quotations)|block ?text|zitat"
        r"|intensives zitat|citation(?: intense)?|cita(?: destacada)?|citazione|blockquote|引用文?",
    ),
    (
        "Code",
        r"source ?code|code|code ?block|html preformatted|preformatted ?text|macro ?text|quelltext"
        r"|plain text code|listing|verbatim|preformatted",
    ),
    (
        "Caption",
        r"caption|image ?caption|table ?caption|figure ?caption|beschriftung|légende|leyenda"
        r"|didascalia|bijschrift|illustration|figure|table|图注|題注|题注|図表番号",
    ),
    ("Bullet", r"list bullet(?: \d)?|aufzählungszeichen(?: \d)?|liste à puces(?: \d)?"),
    ("Number", r"list number(?: \d)?|listennummer(?: \d)?|liste à numéros(?: \d)?"),
    ("Term", r"definition term|term"),
    ("Meaning", r"definition|definition list"),
    (
        "Contents",
        r"toc \d|table of figures|table of authorities|index \d|verzeichnis \d|contents \d"
        r"|inhaltsverzeichnis \d|tm \d|tdc \d|目次 \d|目录 \d",
    ),
    ("ContentsHeading", r"toc heading|contents heading|inhaltsverzeichnisüberschrift|toa heading"),
)
_PARAGRAPHS = tuple(
    (meaning, re.compile(f"(?:{names})(?: char)?", re.IGNORECASE)) for meaning, names in _MEANINGS
)
_CODE = re.compile(
    r".*\b(?:code|verbatim|teletype|typewriter|source text|quelltext|keyboard|sample)\b.*|.*tok\b",
    re.IGNORECASE,
)
_DEEPEST = 12  # styles based on one another; some files have them in a ring


def w(name: str) -> str:
    """A name in the namespace of Word."""
    return f"{{{W}}}{name}"


@dataclass(frozen=True, slots=True)
class Style:
    """One style.

    Attributes:
        name: in lower case.
        based: the style that it is based on, or "".
        paragraph: its paragraph properties, or None.
        run: its run properties, or None.
    """

    name: str
    based: str
    paragraph: etree._Element | None
    run: etree._Element | None


@dataclass(frozen=True, slots=True)
class Styles:
    """The styles of a document, by their keys; and how words are set that have none."""

    styles: dict[str, Style] = field(default_factory=dict)
    usual: str = ""
    defaults: etree._Element | None = None

    def chain(self, key: str) -> Iterator[Style]:
        """A style, and those that it is based on, nearest first."""
        for _ in range(_DEEPEST):
            style = self.styles.get(key)
            if style is None:
                return
            yield style
            key = style.based

    def meaning(self, paragraph: etree._Element) -> str:
        """What a paragraph's style makes of it.

        Returns:
            ``H1`` to ``H6``, one of the meanings above (``Bullet2`` to ``Bullet5`` for deeper
            items, which have lists of their own), or "" for body text.
        """
        properties = paragraph.find(w("pPr"))
        level = _outline(properties)
        key = value(properties, "pStyle") or self.usual
        for style in self.chain(key):
            meaning = _meaning(style.name) or _level(level)
            if meaning:
                return meaning
            level = _outline(style.paragraph) if level is None else level
        return _level(level)

    def numbering(self, paragraph: etree._Element) -> tuple[str, str]:
        """The list that a paragraph is an item of, and its level; ("", "") for none."""
        properties = paragraph.find(w("pPr"))
        own = [properties, *(each.paragraph for each in self.chain(value(properties, "pStyle")))]
        key = level = ""
        for each in own:
            found = each.find(w("numPr")) if each is not None else None
            if found is not None:
                key = key or value(found, "numId")
                level = level or value(found, "ilvl")
        return ("", "") if key in ("", "0") else (key, level or "0")

    def toggles(self, properties: etree._Element | None, paragraph: str, name: str) -> bool:
        """Whether a run is bold (``b``), hidden (``vanish``) and the like.

        Args:
            properties: the run's own.
            paragraph: the key of its paragraph's style; "" leaves that out of account.
            name: which of these.
        """
        for each in self._laid(properties, paragraph):
            found = each.find(w(name)) if each is not None else None
            if found is not None:
                return found.get(w("val"), "true") not in ("0", "false", "off", "none")
        return False

    def said(self, properties: etree._Element | None, paragraph: str, name: str) -> str:
        """What a property of a run says (``sz``, ``lang``), from wherever it has it."""
        return next(filter(None, (value(e, name) for e in self._laid(properties, paragraph))), "")

    def is_code(self, properties: etree._Element | None) -> bool:
        """Whether the style of a run is one for code."""
        chain = self.chain(value(properties, "rStyle"))
        return any(_CODE.fullmatch(style.name) for style in chain)

    def _laid(
        self, properties: etree._Element | None, paragraph: str
    ) -> Iterator[etree._Element | None]:
        yield properties
        yield from (style.run for style in self.chain(value(properties, "rStyle")))
        if paragraph:
            yield from (style.run for style in self.chain(paragraph))
            yield self.defaults


def styles_of(root: etree._Element | None) -> Styles:
    """The styles that a document declares."""
    if root is None:
        return Styles()
    styles: dict[str, Style] = {}
    usual = ""
    for each in root.iter(w("style")):
        key = each.get(w("styleId"), "")
        name = re.sub(r"[\s_]+", " ", value(each, "name") or key).strip().lower()
        styles[key] = Style(name, value(each, "basedOn"), each.find(w("pPr")), each.find(w("rPr")))
        if each.get(w("type")) == "paragraph" and each.get(w("default")) in ("1", "true", "on"):
            usual = key
    return Styles(styles, usual, root.find(f"{w('docDefaults')}/{w('rPrDefault')}/{w('rPr')}"))


def value(properties: etree._Element | None, name: str) -> str:
    """What a property says, "" when it is not there."""
    found = properties.find(w(name)) if properties is not None else None
    return found.get(w("val"), "") if found is not None else ""


def _outline(properties: etree._Element | None) -> int | None:
    said = value(properties, "outlineLvl")
    return int(said) if said.isdecimal() and said.isascii() else None


def _level(outline: int | None) -> str:
    return f"H{min(outline, 5) + 1}" if outline is not None and outline < 9 else ""


def _meaning(name: str) -> str:
    heading = _HEADING.fullmatch(name)
    if heading:
        return f"H{min(int(heading[1]), 6)}"
    if name == "heading":
        return "H1"  # as Apple Pages has it
    meaning = next((meaning for meaning, names in _PARAGRAPHS if names.fullmatch(name)), "")
    deeper = name[-1:] if meaning in ("Bullet", "Number") and name[-1:] in "2345" else ""
    return meaning + deeper
