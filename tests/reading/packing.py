"""Word documents and books, made by hand: what no program writes can be written here too."""

import io
import zipfile
from collections.abc import Mapping
from pathlib import Path
from xml.sax.saxutils import escape

from publisher.reading.source import Source

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
NAMESPACES = (
    f'xmlns:w="{W}" xmlns:r="{R}" '
    'xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" '
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
    'xmlns:pic="http://schemas.openxmlformats.org/drawingml/2006/picture" '
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" '
    'xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math" '
    'xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office" '
    'xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" '
    'xmlns:dc="http://purl.org/dc/elements/1.1/"'
)
STYLES = {
    "Title": "Title",
    "Subtitle": "Subtitle",
    "Quote": "Quote",
    "Caption": "caption",
    "SourceCode": "Source Code",
    "TOC1": "toc 1",
    "berschrift1": "heading 1",
    **{f"Heading{level}": f"heading {level}" for level in range(1, 7)},
}

Parts = Mapping[str, str | bytes]


def zipped(parts: Parts, name: str = "article.docx") -> Source:
    """A source that is an archive of these parts, the first of them stored plainly."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as file:
        for number, (part, said) in enumerate(parts.items()):
            kind = zipfile.ZIP_DEFLATED if number else zipfile.ZIP_STORED
            file.writestr(part, said, compress_type=kind)
    return Source(name, out.getvalue(), Path(name))


# Word documents


def run(text: str, look: str = "") -> str:
    """Words, with run properties."""
    said = f'<w:t xml:space="preserve">{escape(text)}</w:t>'
    return f"<w:r><w:rPr>{look}</w:rPr>{said}</w:r>"


def line(inside: str, style: str = "", more: str = "", look: str = "") -> str:
    """A paragraph; plain words, or runs."""
    named = f'<w:pStyle w:val="{style}"/>' if style else ""
    runs = inside if inside.startswith("<") else run(inside, look)
    return f"<w:p><w:pPr>{named}{more}</w:pPr>{runs}</w:p>"


def item(text: str, key: int = 1, level: int = 0) -> str:
    """An item of a list: 1 has bullets, 2 and 3 numbers."""
    place = f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{key}"/></w:numPr>'
    return line(text, "", place)


def table(*rows: tuple[str, ...], header: bool = False) -> str:
    """A table of cells, which are words or paragraphs."""
    out = ""
    for number, cells in enumerate(rows):
        head = "<w:trPr><w:tblHeader/></w:trPr>" if header and not number else ""
        said = (cell if cell.startswith("<") else line(cell) for cell in cells)
        out += f"<w:tr>{head}{''.join(f'<w:tc>{each}</w:tc>' for each in said)}</w:tr>"
    return f"<w:tbl><w:tblPr/>{out}</w:tbl>"


def drawing(key: str = "rImage", words: str = "") -> str:
    """A picture in a run."""
    blip = f'<pic:pic><pic:blipFill><a:blip r:embed="{key}"/></pic:blipFill></pic:pic>'
    graphic = f"<a:graphic><a:graphicData>{blip}</a:graphicData></a:graphic>"
    shown = f'<wp:inline><wp:docPr id="1" name="x" descr="{escape(words)}"/>{graphic}</wp:inline>'
    return f"<w:r><w:drawing>{shown}</w:drawing></w:r>"


def part(name: str, inside: str) -> str:
    """One part of a Word document."""
    return f'<?xml version="1.0" encoding="UTF-8"?><w:{name} {NAMESPACES}>{inside}</w:{name}>'


def related(*entries: tuple[str, str, str], outside: str = "") -> str:
    """Relationships: each a key, the last word of its type, and a target."""
    listed = "".join(
        f'<Relationship Id="{key}" Type="{R}/{kind}" Target="{target}"'
        f"{' TargetMode=' + chr(34) + 'External' + chr(34) if key == outside else ''}/>"
        for key, kind, target in entries
    )
    return f'<Relationships xmlns="{PACKAGE}/relationships">{listed}</Relationships>'


def _level(level: int, form: str) -> str:
    return (
        f'<w:lvl w:ilvl="{level}"><w:start w:val="1"/><w:numFmt w:val="{form}"/>'
        f'<w:lvlText w:val="%{level + 1}."/></w:lvl>'
    )


def numbering() -> str:
    """Three lists: bullets, numbers, and numbers again."""
    kinds = ((1, "bullet"), (2, "decimal"), (3, "decimal"))
    abstract = "".join(
        f'<w:abstractNum w:abstractNumId="{key}">'
        f"{''.join(_level(level, form) for level in range(9))}</w:abstractNum>"
        for key, form in kinds
    )
    used = "".join(
        f'<w:num w:numId="{key}"><w:abstractNumId w:val="{key}"/></w:num>' for key, _ in kinds
    )
    return part("numbering", abstract + used)


def styles(more: str = "") -> str:
    """The styles that Word has in every document, and others."""
    listed = "".join(
        f'<w:style w:type="paragraph" w:styleId="{key}"><w:name w:val="{name}"/></w:style>'
        for key, name in STYLES.items()
    )
    return part("styles", listed + more)


def docx(
    *body: str,
    more: Parts | None = None,
    relations: tuple[tuple[str, str, str], ...] = (),
    outside: str = "",
    style: str = "",
) -> Source:
    """A Word document with this body."""
    usual = (("r1", "styles", "styles.xml"), ("r2", "numbering", "numbering.xml"))
    top = (
        ("r1", "officeDocument", "word/document.xml"),
        ("r2", "metadata/core-properties", "docProps/core.xml"),
    )
    parts: dict[str, str | bytes] = {
        "[Content_Types].xml": f'<Types xmlns="{PACKAGE}/content-types"/>',
        "_rels/.rels": related(*top),
        "word/document.xml": part("document", f"<w:body>{''.join(body)}</w:body>"),
        "word/_rels/document.xml.rels": related(*usual, *relations, outside=outside),
        "word/styles.xml": styles(style),
        "word/numbering.xml": numbering(),
        **(more or {}),
    }
    return zipped(parts)


def core(**facts: str) -> Parts:
    """The properties of a document."""
    said = "".join(
        f"<{'cp' if name == 'keywords' else 'dc'}:{name}>{escape(words)}"
        f"</{'cp' if name == 'keywords' else 'dc'}:{name}>"
        for name, words in facts.items()
    )
    return {"docProps/core.xml": f"<cp:coreProperties {NAMESPACES}>{said}</cp:coreProperties>"}


# Books

CONTAINER = (
    '<container version="1.0" xmlns="urn:oasis:names:tc:opendocument:xmlns:container"><rootfiles>'
    '<rootfile full-path="OPS/book.opf" media-type="application/oebps-package+xml"/>'
    "</rootfiles></container>"
)


def page(body: str, language: str = "en") -> str:
    """A page of a book."""
    return (
        '<?xml version="1.0" encoding="UTF-8"?><html xmlns="http://www.w3.org/1999/xhtml" '
        f'xmlns:epub="http://www.idpf.org/2007/ops" xml:lang="{language}">'
        f"<head><title>A page</title></head><body>{body}</body></html>"
    )


def nav(*entries: tuple[str, str]) -> str:
    """A navigation document: addresses and titles."""
    listed = "".join(f'<li><a href="{href}">{escape(title)}</a></li>' for href, title in entries)
    return page(f'<nav epub:type="toc"><ol>{listed}</ol></nav>')


def ncx(*entries: tuple[str, str]) -> str:
    """The navigation of an EPUB 2."""
    listed = "".join(
        f'<navPoint id="n{number}"><navLabel><text>{escape(title)}</text></navLabel>'
        f'<content src="{href}"/></navPoint>'
        for number, (href, title) in enumerate(entries)
    )
    return f'<ncx xmlns="http://www.daisy.org/z3986/2005/ncx/"><navMap>{listed}</navMap></ncx>'


def epub(
    pages: Mapping[str, str],
    metadata: str = "<dc:title>A Book of Tides</dc:title><dc:language>en</dc:language>",
    navigation: str = "",
    more: Parts | None = None,
    items: str = "",
    spine: str = "",
    guide: str = "",
) -> Source:
    """A book of these pages, in this order.

    Args:
        pages: bodies, or whole pages, by file name.
        metadata: of the package.
        navigation: a navigation document, or an NCX.
        more: other parts, by their whole names.
        items: more of the manifest.
        spine: all of the spine; "" for the pages in their order.
        guide: of an EPUB 2.
    """
    manifest = "".join(
        f'<item id="i{number}" href="{name}" media-type="application/xhtml+xml"/>'
        for number, name in enumerate(pages)
    )
    old = navigation.startswith("<ncx")
    if navigation:
        kind = "application/x-dtbncx+xml" if old else "application/xhtml+xml"
        name = "toc.ncx" if old else "nav.xhtml"
        mark = "" if old else ' properties="nav"'
        manifest += f'<item id="nav" href="{name}" media-type="{kind}"{mark}/>'
    order = spine or "".join(f'<itemref idref="i{number}"/>' for number in range(len(pages)))
    package = (
        '<package xmlns="http://www.idpf.org/2007/opf" version="3.0" unique-identifier="id">'
        '<metadata xmlns:dc="http://purl.org/dc/elements/1.1/" '
        f'xmlns:opf="http://www.idpf.org/2007/opf">{metadata}</metadata><manifest>{manifest}{items}'
        f"</manifest><spine{' toc=' + chr(34) + 'nav' + chr(34) if old else ''}>{order}</spine>"
        f"{guide}</package>"
    )
    parts: dict[str, str | bytes] = {
        "mimetype": "application/epub+zip",
        "META-INF/container.xml": CONTAINER,
        "OPS/book.opf": package,
        **{
            f"OPS/{name}": said if said.startswith("<?xml") else page(said)
            for name, said in pages.items()
        },
        **(more or {}),
    }
    if navigation:
        parts["OPS/toc.ncx" if old else "OPS/nav.xhtml"] = navigation
    return zipped(parts, "book.epub")
