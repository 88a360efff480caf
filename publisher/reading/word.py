"""Word documents (DOCX): made plain (`wordparts`), then HTML by mammoth, then passages.

Nothing in a document is run or fetched: macros are left where they are, and a picture that is
kept elsewhere is not asked for. mammoth is handed an archive of our own making, in which there
is nothing but the parts that were read and made plain, so none of its parsers ever sees what a
stranger wrote.
"""

import io
import re
import zipfile
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from typing import Any

import mammoth
from lxml import etree, html
from lxml.html import HtmlElement

from publisher.article import Article, Metadata, Passage, Role
from publisher.errors import ReadingError
from publisher.reading.html import passages_of
from publisher.reading.notes import canonical_notes
from publisher.reading.ornaments import set_breaks
from publisher.reading.pictures import packed
from publisher.reading.signing import signed
from publisher.reading.source import Source
from publisher.reading.wordparts import ITEM, Part, Relation
from publisher.reading.wordstyles import Styles, styles_of, w
from publisher.reading.zips import Archive, folder, joined, opened, tree_of
from publisher.report import Finding, Weight

_RELATIONSHIPS = "http://schemas.openxmlformats.org/package/2006/relationships"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"
_W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_A = "http://schemas.openxmlformats.org/drawingml/2006/main"
_STRICT = (  # the namespaces of strict documents, and those that all programs know
    (
        b"http://purl.oclc.org/ooxml/officeDocument/",
        b"http://schemas.openxmlformats.org/officeDocument/2006/",
    ),
    (
        b"http://purl.oclc.org/ooxml/wordprocessingml/",
        b"http://schemas.openxmlformats.org/wordprocessingml/2006/",
    ),
    (
        b"http://purl.oclc.org/ooxml/drawingml/",
        b"http://schemas.openxmlformats.org/drawingml/2006/",
    ),
)
_TEXTS = ("footnotes", "endnotes")
_STYLES = (
    *(f"p.H{level} => h{level}:fresh" for level in range(1, 7)),
    *(f"p.{name} => p.{name}:fresh" for name in ("Title", "Subtitle", "Author", "Date", "Caption")),
    "p.Quote => blockquote > p:fresh",
    r"p.Code => pre.language-code:separator('\n')",
    "p.Term => dl > dt:fresh",
    "p.Meaning => dl > dd > p:fresh",
    "p.Bullet => ul > li:fresh",
    "p.Number => ol > li:fresh",
    *(
        f"p.{name}{level} => {'ul|ol > li > ' * (level - 1)}{tag} > li:fresh"
        for name, tag in (("Bullet", "ul"), ("Number", "ol"))
        for level in (2, 3, 4, 5)
    ),
    "r.Code => code",
    "b => strong",
    "i => em",
    "strike => ",
)
_DEEPER = (6, 7, 8, 9)  # levels of lists that mammoth has no rule for
MOST_TAGS = 600_000  # of the text, which mammoth takes a minute for; a novel has 300,000
_HEAD = 6  # passages in which a headline's company is looked for
_BY = re.compile(r"(?:by|von|par|por|di|door|av|af|words|text)\b[\s:]", re.IGNORECASE)
_STAND_INS = re.compile(
    r"(?:document|dokument|documento)\s*\d*|untitled|microsoft word - .*|.*\.(?:docx?|rtf|odt|txt)"
    r"|title|titel|normal|word document|powerpoint presentation|template",
    re.IGNORECASE,
)
_NOBODY = re.compile(
    r"\b(?:user|admin|office|microsoft|windows|owner|author|unknown|poi|docx|account|konto|compte"
    r"|пользователь|майкрософт|benutzer|utilisateur|usuario|utente|gebruiker)\b",
    re.IGNORECASE,
)
_NAME_LONGEST = 5  # words
PROSE = 150  # characters; a longer first passage is no headline


def read_word(source: Source) -> Article:
    """The article in a Word document.

    Raises:
        ReadingError: it is no Word document, is damaged or protected, or made to do harm.
    """
    archive = opened(source, "a Word document (.docx)")
    package = _package(archive)
    page, findings = _page(source, package)
    metadata = _head(page)
    set_breaks(page)
    _set_numbers(page)
    _set_captions(page)
    canonical_notes(page)
    passages, found = passages_of(html.tostring(page, encoding="unicode"), packed(archive))
    metadata, passages = signed(_declared(package, metadata, passages), passages)
    left = (*package.findings, *_left_out(package), *findings, *found)
    return Article(source.name, passages, metadata, findings=left)


@dataclass(slots=True)
class _Package:
    """A document's parts, by what they are.

    Attributes:
        archive: the whole.
        main: the name of the part with the text.
        relations: where it leads, by their keys.
        top: where the package leads.
    """

    archive: Archive
    main: str
    relations: dict[str, Relation]
    top: dict[str, Relation]
    findings: list[Finding] = field(default_factory=list)

    def named(self, *kinds: str) -> list[str]:
        """The names of the parts of some kinds that are there."""
        found = (*self.relations.values(), *self.top.values())
        names = (each.target for each in found if each.kind in kinds and not each.outside)
        return [name for name in dict.fromkeys(names) if name in self.archive]

    def tree(self, name: str) -> etree._Element:
        """The root of a part, strict or not."""
        data = self.archive.markup(name)
        for strict, usual in _STRICT:
            data = data.replace(strict, usual)
        return tree_of(data, f"{name} in {self.archive.source.name}")


def _package(archive: Archive) -> _Package:
    """Find the parts of a document.

    Raises:
        ReadingError: it is an archive of something else.

    Source:
        ECMA-376, part 2, section 9 (package model); part 1, section 11.3.10.
    """
    empty = _Package(archive, "", {}, {})
    top = _relations(empty, "")
    mains = [each.target for each in top.values() if each.kind == "officeDocument"]
    main = next((name for name in (*mains, "word/document.xml") if name in archive), "")
    if not main or not main.endswith(".xml") or main.startswith(("xl/", "ppt/")):
        raise ReadingError(
            f"{archive.source.name} is no Word document, but {_kind(archive)}", _CURE
        )
    package = _Package(archive, main, _relations(empty, main), top)
    if archive.markup(main).count(b"<") > MOST_TAGS:
        raise ReadingError(
            f"{archive.source.name} has more than {MOST_TAGS:,} tags: too much for one article",
            remedy="Divide it into parts, one file each.",
        )
    for name in archive.outside:
        message = f"{name!r} in the file would lead out of it, and is passed over"
        package.findings.append(Finding("part-left-out", Weight.WARNING, message))
    return package


_CURE = "Open it in the program that it comes from, and save it as .docx."


def _kind(archive: Archive) -> str:
    """What an archive is that is no Word document."""
    signs = (
        ("META-INF/container.xml", "an EPUB: let its name end in .epub"),
        ("content.xml", "an OpenDocument file"),
        ("xl/workbook.xml", "a spreadsheet"),
        ("ppt/presentation.xml", "a presentation"),
        ("Index/Document.iwa", "a Pages document"),
    )
    return next((kind for name, kind in signs if name in archive), "another archive, or damaged")


def _relations(package: _Package, name: str) -> dict[str, Relation]:
    """Where a part leads; the package itself for ""."""
    base = folder(name)
    file = "/".join(filter(None, (base, "_rels", f"{name.rpartition('/')[2]}.rels")))
    if file not in package.archive:
        return {}
    found: dict[str, Relation] = {}
    for each in package.tree(file).iter(f"{{{_RELATIONSHIPS}}}Relationship"):
        kind = each.get("Type", "").rpartition("/")[2]
        target, outside = each.get("Target", ""), each.get("TargetMode") == "External"
        part = "" if outside else joined(base, target)
        found[each.get("Id", "")] = Relation(kind, part or target, outside or not part)
    return found


# From Word to HTML


def _page(source: Source, package: _Package) -> tuple[HtmlElement, list[Finding]]:
    """The document as one page of HTML, and what was left out of it.

    Raises:
        ReadingError: mammoth cannot make sense of it.
    """
    findings: list[Finding] = []
    languages: set[str] = set()
    plain = _plain(package, findings, languages)
    levels = "|".join(("ul", "ol"))
    deeper = (
        f"p:{kind}-list({level}) => {f'{levels} > li > ' * (level - 1)}{tag} > li:fresh"
        for level in _DEEPER
        for kind, tag in (("unordered", "ul"), ("ordered", "ol"))
    )
    spans = (f"r.Lang-{tag} => span[lang='{tag}']" for tag in sorted(languages))
    try:
        result: Any = mammoth.convert_to_html(
            plain,
            style_map="\n".join((*_STYLES, *deeper, *spans)),
            include_embedded_style_map=False,
            convert_image=mammoth.images.img_element(_image),
            external_file_access=False,
        )
    except RecursionError as error:
        raise ReadingError(
            f"{source.name}: tables or text boxes are nested too deep", "Write them less deep."
        ) from error
    except (KeyError, ValueError, AttributeError, TypeError, OSError) as error:
        raise ReadingError(
            f"{source.name} is damaged, or no program's work: {error!r}",
            remedy="Open it in Word or LibreOffice, and save it anew.",
        ) from error
    findings.extend(_messages(result.messages))
    return html.fragment_fromstring(result.value, create_parent="div"), findings


def _image(image: Any) -> dict[str, str]:
    """What an image is called: its bytes in the archive that mammoth reads are its name."""
    with image.open() as file:
        return {"src": file.read().decode()}


def _messages(messages: Iterable[Any]) -> Iterator[Finding]:
    """What mammoth passed over, without what it says of styles and of kinds of images."""
    said = dict.fromkeys(str(message.message) for message in messages)
    for message in said:
        if "w:sym" in message:
            yield Finding("character-left-out", Weight.WARNING, message)


def _plain(package: _Package, findings: list[Finding], languages: set[str]) -> io.BytesIO:
    """A document of the parts that were read, made plain; nothing else is in it."""
    made = io.BytesIO()
    names = package.named("styles")
    styles = styles_of(package.tree(names[0])) if names else Styles()
    parts = {"document": package.main}
    parts |= {kind: name for kind in _TEXTS for name in package.named(kind)[:1]}
    with zipfile.ZipFile(made, "w") as file:
        file.writestr(
            "_rels/.rels", _relating({"d": Relation("officeDocument", "word/document.xml")})
        )
        pictures: set[str] = set()
        for kind, name in parts.items():
            relations = package.relations if kind == "document" else _relations(package, name)
            part = Part(package.tree(name), relations, styles, package.archive.__contains__)
            part.make_plain()
            findings.extend(part.findings)
            languages |= part.languages
            kept = {
                key: each for key, each in relations.items() if each.kind in ("image", "hyperlink")
            }
            pictures |= {each.target for each in kept.values() if not each.outside}
            kept |= {f"our-{each}": Relation(each, f"word/{each}.xml") for each in parts}
            file.writestr(f"word/{kind}.xml", etree.tostring(part.root))
            file.writestr(f"word/_rels/{kind}.xml.rels", _relating(kept))
        for name in sorted(pictures):
            file.writestr(name, name)
        for name in package.named("numbering")[:1]:
            file.writestr("word/numbering.xml", etree.tostring(package.tree(name)))
        file.writestr("word/styles.xml", _own_styles(package))
    made.seek(0)
    return made


def _relating(relations: dict[str, Relation]) -> bytes:
    root = etree.Element(f"{{{_RELATIONSHIPS}}}Relationships", nsmap={None: _RELATIONSHIPS})
    for key, each in relations.items():
        made = etree.SubElement(root, f"{{{_RELATIONSHIPS}}}Relationship")
        target = each.target if each.outside else f"/{each.target}"
        made.attrib.update({"Id": key, "Type": _OFFICE + each.kind, "Target": target})
    return bytes(etree.tostring(root))


def _own_styles(package: _Package) -> bytes:
    """The styles of lists, which numbering may ask for; all others are made plain already."""
    root = etree.Element(w("styles"), nsmap={"w": _W})
    for name in package.named("styles")[:1]:
        found = package.tree(name).iter(w("style"))
        root.extend([each for each in found if each.get(w("type")) == "numbering"])
    return bytes(etree.tostring(root))


# The head, and what belongs to pictures and tables


def _head(page: HtmlElement) -> Metadata:
    """What styles say of the head; it is taken off the page."""
    title = _taken([each for each in page.iter("p") if each.get("class") == "Title"])
    head = [each for each in list(page)[:_HEAD] if each.tag == "p"]
    under = [
        each for each in head if each.get("class") == "Subtitle" and not _BY.match(_said(each))
    ]
    byline = ", ".join(_taken([each for each in head if each.get("class") == "Author"]))
    return Metadata(
        title=" ".join(title),
        standfirst=" ".join(_taken(under)),
        byline=byline,
        authors=tuple(re.split(r",\s*(?:and\s+)?|;\s*|\s+and\s+", byline)) if byline else (),
        dateline=" ".join(_taken([each for each in head if each.get("class") == "Date"])),
    )


def _taken(elements: list[HtmlElement]) -> list[str]:
    """The words of elements, which are taken off their page; pictures in them stay."""
    said = [_said(each) for each in elements]
    for element in elements:
        for image in list(element.iter("img")):
            image.tail = None
            element.addprevious(image)
        element.drop_tree()
    return [words for words in said if words]


def _said(element: HtmlElement) -> str:
    for line_end in element.iter("br"):
        line_end.tail = f" {line_end.tail or ''}"
    return " ".join(element.text_content().split())


def _set_numbers(page: HtmlElement) -> None:
    """Begin each numbered list at the number that its first item has in the document."""
    for item in list(page.iter("li")):
        marks = [each for each in item.iter("a") if each.get("id", "").startswith(ITEM)]
        own = [each for each in marks if next(each.iterancestors("li")) is item]
        number = own[0].get("id", "").removeprefix(ITEM) if own else "1"
        for mark in own:
            mark.drop_tree()
        before, around = item.getprevious(), item.getparent()
        if own and before is None and around.tag == "ol" and number != "1":
            around.set("start", number)
        elif own and before is not None and number == "1":
            _part_list(item)


def _part_list(item: HtmlElement) -> None:
    """Make an item and those after it a list of their own."""
    around = item.getparent()
    after = [item, *item.itersiblings()]
    made = html.Element(around.tag)
    around.addnext(made)
    made.extend(after)


def _set_captions(page: HtmlElement) -> None:
    """Bring each caption together with its picture, which is above it, or below; or its table."""
    for caption in [each for each in page.iter("p") if each.get("class") == "Caption"]:
        before, after = caption.getprevious(), caption.getnext()
        if _is_picture(before):
            _figure(before, caption, last=True)
        elif _is_table(after):
            caption.tag = "caption"
            after.insert(0, caption)
        elif _is_table(before):
            caption.tag = "caption"
            before.insert(0, caption)
        elif _is_picture(after):
            _figure(after, caption, last=False)
        elif caption.find(".//img") is not None:
            caption.tag = "figure"


def _is_picture(element: HtmlElement | None) -> bool:
    """Whether a paragraph has nothing but pictures in it."""
    if element is None or element.tag != "p" or element.find(".//img") is None:
        return False
    return not element.text_content().strip()


def _is_table(element: HtmlElement | None) -> bool:
    return element is not None and element.tag == "table" and element.find("caption") is None


def _figure(shown: HtmlElement, caption: HtmlElement, *, last: bool) -> None:
    caption.tag = "figcaption"
    shown.tag = "figure"
    shown.insert(len(shown) if last else 0, caption)


# What is known of it, and what is left out


def _declared(package: _Package, metadata: Metadata, passages: tuple[Passage, ...]) -> Metadata:
    """The metadata with what the document's properties say, where that can be believed.

    Programs fill them in by themselves, with the name of a template, of a file or of whoever
    bought the computer, and with the day on which a file was made, which is no day of
    publication; so a title is taken only where none is to be seen, and days never are.
    """
    core = _core(package)
    authors = tuple(filter(_is_name, re.split(r"\s*[;,]\s*|\s+and\s+", core.get("creator", ""))))
    early = [passage.text for passage in passages[:_HEAD]]
    others = any(map(_BY.match, early)) and not any(map(" ".join(early).count, authors))
    subjects = re.split(r"\s*[;,]\s*", f"{core.get('subject', '')};{core.get('keywords', '')}")
    return replace(
        metadata,
        title=metadata.title or _title(core.get("title", ""), passages),
        authors=metadata.authors or (() if others else authors),
        language=core.get("language", ""),
        subjects=tuple(dict.fromkeys(filter(None, subjects))),
    )


def _core(package: _Package) -> dict[str, str]:
    """The document's own properties, by the last words of their names."""
    for name in package.named("core-properties")[:1]:
        found = package.tree(name)
        known = (each for each in found if isinstance(each.tag, str))
        return {each.tag.rpartition("}")[2]: " ".join((each.text or "").split()) for each in known}
    return {}


def _title(declared: str, passages: tuple[Passage, ...]) -> str:
    """A declared title, if it is the first line too, or the first line can be none."""
    worded = sum(map(str.isalpha, declared)) > 1 and not re.search(r"[<>{}%]", declared)
    if not worded or _STAND_INS.fullmatch(declared) or not passages:
        return ""
    first = passages[0]
    same = first.text.split() == declared.split()
    prose = first.role is Role.BODY and (len(first.text) > PROSE or first.text.endswith("."))
    return declared if same or (prose and not first.within) else ""


def _is_name(creator: str) -> bool:
    """Whether the creator of a file is called as a person is, and not as a computer."""
    words = creator.split()
    fits = 1 < len(words) <= _NAME_LONGEST and not any(letter.isdigit() for letter in creator)
    return fits and not creator.islower() and not _NOBODY.search(creator)


def _left_out(package: _Package) -> Iterator[Finding]:
    """What a document has beside its text: heads and feet of pages, comments, macros."""
    for kind, called in (("header", "the head of each page"), ("footer", "the foot of each page")):
        said = dict.fromkeys(_all_said(package.tree(name)) for name in package.named(kind))
        for words in filter(_has_letters, said):
            message = f"{called} is left out: “{words}”"
            yield Finding("page-furniture-left-out", Weight.NOTE, message)
    for name in package.named("comments"):
        for comment in package.tree(name).iter(w("comment")):
            who = comment.get(w("author"), "")
            message = f"a comment by {who or 'somebody'} is left out: “{_all_said(comment)}”"
            yield Finding("comment-left-out", Weight.WARNING, message)
    for name in package.named("diagramData", "chart"):
        drawn = " ".join(each.text for each in package.tree(name).iter(f"{{{_A}}}t") if each.text)
        yield Finding("part-left-out", Weight.WARNING, f"a drawing is left out: “{drawn}”")
    if any(name.endswith("vbaProject.bin") for name in package.archive.entries):
        yield Finding("macros-left-out", Weight.WARNING, "macros are left out; none was run")
    for relation in package.relations.values():
        if relation.kind == "aFChunk":
            message = f"another document is put in here and is left out: {relation.target}"
            yield Finding("part-left-out", Weight.WARNING, message)


def _all_said(element: etree._Element) -> str:
    """The words of a part, each paragraph's apart; what stands there twice is given once."""
    lines = (
        "".join(text.text or "" for text in paragraph.iter(w("t"), w("delText")))
        for paragraph in element.iter(w("p"))
    )
    return " / ".join(dict.fromkeys(" ".join(line.split()) for line in lines if line.strip()))


def _has_letters(words: str) -> bool:
    return any(letter.isalpha() for letter in words)
