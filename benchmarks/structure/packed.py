"""Gold articles as DOCX (with styles, and with bold lines for headings) and as EPUB."""

import html
import io
import re
import zipfile
from collections.abc import Iterator
from xml.sax.saxutils import escape

from articles import Block, Gold
from marked import blocks, head_lines
from plain import Page, bare, cells

_WORD_SPACE = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_RELATION = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'


def _zipped(files: dict[str, str], stored: str = "") -> bytes:
    """A zip archive, the file that must be stored plainly first."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in files.items():
            entry = zipfile.ZipInfo(name, (2024, 3, 14, 12, 0, 0))
            entry.compress_type = zipfile.ZIP_STORED if name == stored else zipfile.ZIP_DEFLATED
            archive.writestr(entry, text)
    return out.getvalue()


def styled_docx(gold: Gold) -> Page:
    """As a careful writer leaves it: every heading is in a heading style."""
    return Page("styles", "docx", _docx(gold, styled=True), marked=True)


def bold_docx(gold: Gold) -> Page:
    """As most writers leave it: a heading is a bold line."""
    return Page("bold lines", "docx", _docx(gold, styled=False))


def _docx(gold: Gold, *, styled: bool) -> bytes:
    body = "".join((*_docx_head(gold, styled), *(_docx_block(b, styled) for b in gold.blocks)))
    if gold.rights:
        body += _paragraph(gold.rights)
    document = f'{_XML}<w:document xmlns:w="{_WORD_SPACE}"><w:body>{body}</w:body></w:document>'
    notes = [block for block in gold.blocks if block.kind == "note"]
    files = {
        "[Content_Types].xml": _types(),
        "_rels/.rels": _relations(
            ("officeDocument", _RELATION, "word/document.xml"),
            ("metadata/core-properties", f"{_PACKAGE}/relationships", "docProps/core.xml"),
        ),
        "docProps/core.xml": _core(gold, styled),
        "word/_rels/document.xml.rels": _relations(
            ("styles", _RELATION, "styles.xml"),
            ("numbering", _RELATION, "numbering.xml"),
            ("footnotes", _RELATION, "footnotes.xml"),
        ),
        "word/document.xml": document,
        "word/styles.xml": _styles(gold),
        "word/numbering.xml": _numbering(),
        "word/footnotes.xml": _footnotes(notes),
    }
    return _zipped(files)


def _docx_head(gold: Gold, styled: bool) -> Iterator[str]:
    for name in gold.order:
        words = gold.head.get(name, "")
        if not words:
            continue
        style = {"title": "Title", "standfirst": "Subtitle"}.get(name, "") if styled else ""
        bold = '<w:b/><w:sz w:val="36"/>' if name == "title" and not styled else ""
        yield _paragraph(words, style, bold)


def _docx_block(block: Block, styled: bool) -> str:
    lines = block.lines
    match block.kind:
        case "heading" if styled:
            return _paragraph(lines[0], f"Heading{block.level + 1}")
        case "heading":
            return _paragraph(lines[0], "", "<w:b/>")
        case "bullets" | "numbers":
            number = "1" if block.kind == "bullets" else "2"
            more = f'<w:numPr><w:ilvl w:val="0"/><w:numId w:val="{number}"/></w:numPr>'
            return "".join(_paragraph(line, "ListParagraph", "", more) for line in lines)
        case "quote" | "pull" if styled:
            return "".join(_paragraph(line, "Quote") for line in lines)
        case "table":
            caption = (
                _paragraph(block.caption, "Caption" if styled else "") if block.caption else ""
            )
            return caption + _table(lines)
        case "terms":
            return "".join(_paragraph(part) for line in lines for part in line.split(" :: "))
        case "verse" | "lines" | "code":
            return f"<w:p>{'<w:r><w:br/></w:r>'.join(map(_runs, lines))}</w:p>"
        case "figure":
            words = " ".join((*lines, block.credit)).strip()
            return _paragraph(words, "Caption" if styled else "")
        case "note":
            return ""
    return "".join(_paragraph(line) for line in lines)


def _paragraph(text: str, style: str = "", look: str = "", more: str = "") -> str:
    named = f'<w:pStyle w:val="{style}"/>' if style else ""
    return f"<w:p><w:pPr>{named}{more}</w:pPr>{_runs(text, look)}</w:p>"


def _runs(text: str, look: str = "") -> str:
    out = ""
    for part in re.split(r"(\[\^\w+\]|(?<![\w*])\*[^*\n]+\*(?![\w*]))", text):
        if part.startswith("[^"):
            out += f'<w:r><w:footnoteReference w:id="{part[2:-1]}"/></w:r>'
        elif len(part) > 2 and part[0] == part[-1] == "*":
            out += _run(part[1:-1], look + "<w:i/>")
        elif part:
            out += _run(bare(part), look)
    return out


def _run(text: str, look: str) -> str:
    return f'<w:r><w:rPr>{look}</w:rPr><w:t xml:space="preserve">{escape(text)}</w:t></w:r>'


def _table(lines: tuple[str, ...]) -> str:
    rows = ""
    for number, line in enumerate(lines):
        head = "<w:trPr><w:tblHeader/></w:trPr>" if number == 0 else ""
        row = "".join(f"<w:tc>{_paragraph(cell)}</w:tc>" for cell in cells(line))
        rows += f"<w:tr>{head}{row}</w:tr>"
    grid = "<w:gridCol/>" * len(cells(lines[0]))
    return f"<w:tbl><w:tblPr/><w:tblGrid>{grid}</w:tblGrid>{rows}</w:tbl>"


def _footnotes(notes: list[Block]) -> str:
    inside = "".join(f'<w:footnote w:id="{n.mark}">{_paragraph(n.lines[0])}</w:footnote>'
                     for n in notes)  # fmt: skip
    return f'{_XML}<w:footnotes xmlns:w="{_WORD_SPACE}">{inside}</w:footnotes>'


def _styles(gold: Gold) -> str:
    names = {"Title": "Title", "Subtitle": "Subtitle", "Quote": "Quote", "Caption": "caption",
             "ListParagraph": "List Paragraph",
             **{f"Heading{n}": f"heading {n}" for n in range(1, 5)}}  # fmt: skip
    styles = "".join(
        f'<w:style w:type="paragraph" w:styleId="{key}"><w:name w:val="{name}"/></w:style>'
        for key, name in names.items()
    )
    language = f'<w:lang w:val="{gold.language}"/>'
    default = (
        f"<w:docDefaults><w:rPrDefault><w:rPr>{language}</w:rPr></w:rPrDefault></w:docDefaults>"
    )
    return f'{_XML}<w:styles xmlns:w="{_WORD_SPACE}">{default}{styles}</w:styles>'


def _numbering() -> str:
    kinds = "".join(
        f'<w:abstractNum w:abstractNumId="{n}"><w:lvl w:ilvl="0"><w:start w:val="1"/>'
        f'<w:numFmt w:val="{form}"/><w:lvlText w:val="{mark}"/></w:lvl></w:abstractNum>'
        for n, form, mark in ((1, "bullet", "•"), (2, "decimal", "%1."))
    )
    numbers = "".join(
        f'<w:num w:numId="{n}"><w:abstractNumId w:val="{n}"/></w:num>' for n in (1, 2)
    )
    return f'{_XML}<w:numbering xmlns:w="{_WORD_SPACE}">{kinds}{numbers}</w:numbering>'


def _core(gold: Gold, styled: bool) -> str:
    facts = (
        f"<dc:title>{escape(gold.title)}</dc:title>"
        f"<dc:creator>{escape('; '.join(gold.authors))}</dc:creator>"
        f"<dc:language>{gold.language}</dc:language>"
    )
    return (
        f'{_XML}<cp:coreProperties xmlns:cp="{_PACKAGE}/metadata/core-properties" '
        f'xmlns:dc="http://purl.org/dc/elements/1.1/">{facts if styled else ""}</cp:coreProperties>'
    )


def _relations(*parts: tuple[str, str, str]) -> str:
    inside = "".join(
        f'<Relationship Id="r{n}" Type="{space}/{kind}" Target="{target}"/>'
        for n, (kind, space, target) in enumerate(parts, 1)
    )
    return f'{_XML}<Relationships xmlns="{_PACKAGE}/relationships">{inside}</Relationships>'


def _types() -> str:
    main = "application/vnd.openxmlformats-officedocument.wordprocessingml"
    parts = {"document": "document.main", "styles": "styles", "numbering": "numbering",
             "footnotes": "footnotes"}  # fmt: skip
    inside = "".join(
        f'<Override PartName="/word/{name}.xml" ContentType="{main}.{kind}+xml"/>'
        for name, kind in parts.items()
    )
    return (
        f'{_XML}<Types xmlns="{_PACKAGE}/content-types"><Default Extension="xml" '
        'ContentType="application/xml"/><Default Extension="rels" '
        'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'{inside}<Override PartName="/docProps/core.xml" '
        'ContentType="application/vnd.openxmlformats-package.core-properties+xml"/></Types>'
    )


_CONTAINER = """<?xml version="1.0" encoding="UTF-8"?>
<container version="1.0" xmlns="urn:oasis:names:tc:opendocument:xmlns:container"><rootfiles>
<rootfile full-path="EPUB/package.opf" media-type="application/oebps-package+xml"/>
</rootfiles></container>
"""


def epub(gold: Gold) -> Page:
    """A book: a title page, a page a section, a page of rights, and navigation."""
    pages = _pages(gold)
    files = {
        "mimetype": "application/epub+zip",
        "META-INF/container.xml": _CONTAINER,
        "EPUB/package.opf": _opf(gold, list(pages)),
        "EPUB/nav.xhtml": _nav(gold, pages),
        **{f"EPUB/{name}.xhtml": _xhtml(gold, body) for name, body in pages.items()},
    }
    return Page("book", "epub", _zipped(files, "mimetype"), marked=True)


def _pages(gold: Gold) -> dict[str, str]:
    """The bodies of the pages, by name, in reading order."""
    parts, key = {"title": "\n".join(head_lines(gold))}, "title"
    for part in map(_closed, blocks(gold)):
        if part.startswith("<h2") or key == "title":
            key = f"p{len(parts):02}"
            parts[key] = ""
        parts[key] += part + "\n"
    if gold.rights:
        parts["rights"] = f"<p>{escape(gold.rights)}</p>"
    return parts


def _closed(part: str) -> str:
    """Good HTML as XHTML."""
    part = re.sub(r"<(br|hr)>", r"<\1/>", part)
    return re.sub(r"(<img [^>]*)>", r"\1/>", part).replace('role="doc-noteref"',
        'role="doc-noteref" epub:type="noteref"')  # fmt: skip


def _xhtml(gold: Gold, body: str) -> str:
    return (
        f'{_XML}<html xmlns="http://www.w3.org/1999/xhtml" '
        f'xmlns:epub="http://www.idpf.org/2007/ops" lang="{gold.language}" '
        f'xml:lang="{gold.language}"><head><title>{html.escape(gold.title)}</title></head>'
        f"<body>{body}</body></html>\n"
    )


def _nav(gold: Gold, pages: dict[str, str]) -> str:
    """A table of contents; pages without a heading are not in it."""
    listed = ""
    for name, body in pages.items():
        if heading := re.search(r"<h[12][^>]*>(.*?)</h[12]>", body):
            words = re.sub(r"<[^>]+>", "", heading[1])
            listed += f'<li><a href="{name}.xhtml">{words}</a></li>'
    return _xhtml(gold, f'<nav epub:type="toc"><ol>{listed}</ol></nav>')


def _opf(gold: Gold, names: list[str]) -> str:
    manifest = "".join(
        f'<item id="{name}" href="{name}.xhtml" media-type="application/xhtml+xml"/>'
        for name in names
    )
    spine = "".join(f'<itemref idref="{name}"/>' for name in names)
    creators = "".join(f"<dc:creator>{escape(name)}</dc:creator>" for name in gold.authors)
    rights = f"<dc:rights>{escape(gold.rights)}</dc:rights>" if gold.rights else ""
    return (
        f'{_XML}<package xmlns="http://www.idpf.org/2007/opf" version="3.0" unique-identifier="id">'
        '<metadata xmlns:dc="http://purl.org/dc/elements/1.1/">'
        f'<dc:identifier id="id">urn:bench:{gold.name}</dc:identifier>'
        f"<dc:title>{escape(gold.title)}</dc:title><dc:language>{gold.language}</dc:language>"
        f"{creators}{rights}<dc:date>{gold.date or '2024'}</dc:date>"
        '<meta property="dcterms:modified">2024-03-14T12:00:00Z</meta></metadata>'
        '<manifest><item id="nav" href="nav.xhtml" media-type="application/xhtml+xml" '
        f'properties="nav"/>{manifest}</manifest><spine>{spine}</spine></package>\n'
    )
