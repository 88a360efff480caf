"""Books: read in order, without what every edition makes anew; ours come back as they were."""

import io
import re
import time
from collections import Counter
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

from publisher.article import Article, Kind, Mark, Role
from publisher.binding.cover import draw_cover
from publisher.binding.epub import bind_epub
from publisher.binding.materials import Materials
from publisher.document import Document
from publisher.errors import ReadingError
from publisher.reading import load, read
from publisher.reading.book import read_book
from publisher.reading.source import Source
from publisher.structuring import structure
from tests.reading.packing import epub, nav, ncx, page, zipped

ROOT = Path(__file__).parent.parent.parent
ARTICLES = sorted((ROOT / "tests" / "articles").glob("*/article.*"))
LONG = "The miller had kept the gates for thirty years, and knew what the tide would do."
TWO = {"a.xhtml": f"<h1>Gates</h1><p>{LONG}</p>", "b.xhtml": f"<h1>Mud</h1><p>{LONG}</p>"}
ENCRYPTED = (
    '<encryption xmlns="urn:oasis:names:tc:opendocument:xmlns:container">'
    '<EncryptedData xmlns="http://www.w3.org/2001/04/xmlenc#"><EncryptionMethod Algorithm="{}"/>'
    '<CipherData><CipherReference URI="OPS/a"/></CipherData></EncryptedData></encryption>'
)


def seen(source: Source) -> list[tuple[str, str]]:
    """The passages of a book: role and level, and words."""
    return [(f"{e.role}{e.level or ''}", e.text) for e in read_book(source).passages]


def codes(article: Article) -> list[str]:
    """What was found."""
    return [finding.code for finding in article.findings]


def image(size: int = 4) -> bytes:
    """A small picture."""
    out = io.BytesIO()
    Image.new("RGB", (size, 3), "teal").save(out, "PNG")
    return out.getvalue()


def shape(work: Document) -> list[object]:
    """All of a document that a reader sees: sections, what stands in them, and what holds it."""
    lines = [(each.role, each.text) for each in work.front.blocks()]
    sections = [
        (each.level, each.turn, each.label, [_block(block) for block in each.blocks()])
        for each in work.sections
    ]
    return [lines, *sections]


def _block(block: object) -> tuple[object, ...]:
    runs = [
        (run.text, run.marks, run.link, run.language, bool(run.note))
        for sentence in block.sentences  # type: ignore[attr-defined]
        for run in sentence.runs
    ]
    within = [(each.kind, each.start) for each in block.within]  # type: ignore[attr-defined]
    return block.role, runs, within  # type: ignore[attr-defined]


# There and back


def rebuilt(source: Source, folder: Path) -> tuple[Document, Document]:
    """A document, and what is read of the book that is made of it."""
    work = structure(read(source))
    made = datetime(2026, 1, 1, tzinfo=UTC)
    edition = bind_epub(Materials(work, None, draw_cover(work.metadata), folder, made))
    return work, structure(read_book(load(edition.files[0].path)))


@pytest.mark.parametrize("path", ARTICLES, ids=lambda path: path.parent.name)
def test_a_book_of_ours_comes_back_as_it_was(path: Path, tmp_path: Path) -> None:
    """Sections, headings, words, marks, lists, notes: all that was bound."""
    work, again = rebuilt(load(path), tmp_path)
    assert shape(again) == shape(work)
    assert again.metadata.authors == work.metadata.authors
    assert again.metadata.language == work.metadata.language


def test_tables_figures_notes_and_terms_come_back(tmp_path: Path) -> None:
    """What an article has beside its paragraphs."""
    (tmp_path / "mill.png").write_bytes(image())
    text = (
        "# The Mill\n\nIt turns.[^1]\n\n## Gates\n\n| Tide | Hour |\n|---|---|\n| high | 6 |\n\n"
        "![A mill](mill.png)\n\nTerm\n: Meaning\n\n> Said *he*.\n\n1. one\n2. two\n\n"
        "```\nx = 1\n```\n\n* * *\n\nEnd H~2~O.\n\n[^1]: Since 1170.\n"
    )
    path = tmp_path / "mill.md"
    path.write_text(text, "utf-8")
    work, again = rebuilt(load(path), tmp_path)
    assert shape(again) == shape(work)


# Order, headings, roles


def test_pages_are_read_in_the_order_of_the_spine() -> None:
    """Not of the manifest, nor of the archive; what is not linear comes last."""
    spine = '<itemref idref="i2" linear="no"/><itemref idref="i1"/><itemref idref="i0"/>'
    pages = {**TWO, "c.xhtml": f"<h1>Notes</h1><p>{LONG}</p>"}
    headings = [words for role, words in seen(epub(pages, spine=spine)) if role == "heading1"]
    assert headings == ["Mud", "Gates", "Notes"]


@pytest.mark.parametrize("make", [nav, ncx])
def test_a_page_without_a_heading_is_headed_by_the_table_of_contents(make: object) -> None:
    """An image of a heading is not one; EPUB 2 and 3 alike."""
    pages = {"a.xhtml": TWO["a.xhtml"], "b.xhtml": f"<p>{LONG}</p>"}
    titles = make(("a.xhtml", "Gates"), ("b.xhtml", "Mud and reeds"))  # type: ignore[operator]
    found = seen(epub(pages, navigation=titles))
    assert found[2:] == [("heading1", "Mud and reeds"), ("body", LONG)]


def test_a_line_that_says_what_the_table_of_contents_says_is_the_heading() -> None:
    """Old books set their chapters in paragraphs; nothing is doubled."""
    pages = {
        "a.xhtml": f"<p class='c'>GATES</p><p>{LONG}</p>",
        "b.xhtml": f"<p>Mud</p><p>{LONG}</p>",
    }
    found = seen(epub(pages, navigation=nav(("a.xhtml", "Gates"), ("b.xhtml", "Mud"))))
    assert [each for each in found if each[0] != "body"] == [
        ("heading1", "GATES"),
        ("heading1", "Mud"),
    ]


@pytest.mark.parametrize("title", ["b", "A Book of Tides", "*"])
def test_a_title_that_says_nothing_heads_nothing(title: str) -> None:
    """The name of a file, or of the book, is no heading of a page."""
    pages = {"a.xhtml": TWO["a.xhtml"], "b.xhtml": f"<p>{LONG}</p>"}
    found = seen(epub(pages, navigation=nav(("a.xhtml", "Gates"), ("b.xhtml", title))))
    assert found[2:] == [("body", LONG)]


@pytest.mark.parametrize(
    ("kind", "words", "code"),
    [
        ('epub:type="toc"', "Gates 1 Mud 9", "contents-left-out"),
        ('epub:type="cover"', "A Book", "page-left-out"),
        ('epub:type="colophon"', "Set in Bembo", "page-left-out"),
        ('epub:type="copyright-page"', "Printed in Orrismouth", "page-left-out"),
        ('epub:type="index"', "mud, 9", "page-left-out"),
        ('role="doc-toc"', "Gates 1", "contents-left-out"),
        ('hidden=""', "Landmarks", "hidden-text-left-out"),
    ],
)
def test_what_every_edition_makes_anew_is_quoted(kind: str, words: str, code: str) -> None:
    """Nobody wants to hear a table of contents; its words are in the finding."""
    pages = {"x.xhtml": f"<section {kind}><p>{words}</p></section><p>Kept</p>", **TWO}
    article = read_book(epub(pages))
    assert words not in [passage.text for passage in article.passages]
    assert [(each.code, words in each.message) for each in article.findings] == [(code, True)]


def test_a_guide_of_an_epub_2_says_what_pages_are() -> None:
    """It has no types, but a guide."""
    guide = '<guide><reference type="copyright-page" href="x.xhtml" title="Legal"/></guide>'
    article = read_book(epub({"x.xhtml": "<p>© 2026 Ann Lee</p>", **TWO}, guide=guide))
    assert article.metadata.rights == "© 2026 Ann Lee"
    assert codes(article) == ["page-left-out"]


def test_a_page_of_links_early_on_is_the_table_of_contents() -> None:
    """Old books do not say so."""
    links = "".join(f'<p><a href="{name}">Chapter of {name}</a></p>' for name in (*TWO, *TWO))
    article = read_book(epub({"x.xhtml": f"<h2>Contents</h2>{links}", **TWO}))
    assert codes(article) == ["contents-left-out"]


def test_a_title_page_that_does_not_say_so_is_told_by_its_words() -> None:
    """Title, author and publisher, and nothing else."""
    metadata = (
        "<dc:title>A Book of Tides</dc:title><dc:creator>Ann Lee</dc:creator>"
        "<dc:publisher>The Lantern</dc:publisher>"
    )
    title = "<p>A BOOK OF TIDES</p><p>by Ann Lee</p><p>The Lantern</p>"
    article = read_book(epub({"x.xhtml": title, **TWO}, metadata=metadata))
    assert article.passages[0].text == "Gates"
    assert codes(article) == ["page-left-out"]


def test_numbers_of_printed_pages_are_left_out_together() -> None:
    """They break sentences apart when they are read aloud."""
    mark = '<span epub:type="pagebreak" id="p{0}">{0}</span>'
    body = f"<h1>Gates</h1><p>The {mark.format(12)}tide{mark.format(13)}</p>"
    article = read_book(epub({"a.xhtml": body, "b.xhtml": TWO["b.xhtml"]}))
    assert article.passages[1].text == "The tide"
    assert [each.message for each in article.findings] == [
        "the numbers of printed pages are left out: “12, 13”"
    ]


def test_a_note_on_another_page_is_found() -> None:
    """Most books have their notes at the end; names of two pages may be the same."""
    pages = {
        "a.xhtml": '<h1 id="n1">Gates</h1><p>Tide<a epub:type="noteref" href="z/n.xhtml#n1">1</a>'
        "</p>",
        "b.xhtml": f'<h1 id="n2">Mud</h1><p>{LONG}</p>',
        "z/n.xhtml": '<section epub:type="endnotes"><ol><li epub:type="endnote" id="n1"><p>Since '
        '1170. <a href="../a.xhtml#x">↩</a></p></li></ol></section>',
    }
    article = read_book(epub(pages))
    (mark,) = [run for passage in article.passages for run in passage.runs if run.note]
    (note,) = [
        each for each in article.passages if each.within and each.within[0].kind is Kind.NOTE
    ]
    assert (mark.text, mark.note) == ("1", note.within[0].key)
    assert note.text.startswith("Since 1170.")


def test_a_link_to_another_page_keeps_its_words() -> None:
    """The page is cut anew; nobody misses the link."""
    article = read_book(
        epub({"a.xhtml": '<h1>A</h1><p><a href="b.xhtml">words</a></p>', "b.xhtml": TWO["b.xhtml"]})
    )
    assert (article.passages[1].text, article.passages[1].runs[0].link) == ("words", "")
    assert codes(article) == []


def test_pictures_come_with_their_descriptions() -> None:
    """Also those that are wrapped in a drawing, as covers of chapters are."""
    body = (
        '<h1>Gates</h1><p><img src="../pics/a.png" alt="A mill"/></p>'
        '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink">'
        '<title>A gate</title><image xlink:href="../pics/b.png"/></svg>'
    )
    source = epub(
        {"t/a.xhtml": body, **TWO}, more={"OPS/pics/a.png": image(), "OPS/pics/b.png": image(7)}
    )
    shown = [each for each in read_book(source).passages if each.role is Role.PICTURE]
    assert [(each.text, each.picture and each.picture.data) for each in shown] == [
        ("A mill", image()), ("A gate", image(7))
    ]  # fmt: skip


def test_marks_and_languages_are_kept() -> None:
    """And names of entities that only HTML knows are characters."""
    body = '<h1>A</h1><p><em>a</em>&nbsp;&mdash; <span xml:lang="de">Ebbe</span><a id="x"/> b</p>'
    (_, found, *_) = read_book(epub({"a.xhtml": body, "b.xhtml": TWO["b.xhtml"]})).passages
    assert [(run.text, run.marks, run.language) for run in found.runs] == [
        ("a", (Mark.EMPHASIS,), ""), ("\u00a0— ", (), ""), ("Ebbe", (), "de"), (" b", (), "")
    ]  # fmt: skip


def test_a_page_that_is_not_well_formed_is_read_as_browsers_do() -> None:
    """Many are not; nothing is lost."""
    broken = "<html><body><h1>Gates</h1><p>Never <b>closed<p>Next &foo; one</body>"
    found = seen(epub({"a.xhtml": f"<?xml version='1.0'?>{broken}", "b.xhtml": TWO["b.xhtml"]}))
    assert [words for _, words in found][:3] == ["Gates", "Never closed", "Next &foo; one"]


# Metadata


def test_metadata_is_the_package_s() -> None:
    """Authors by their role; the date to the precision stated; a description is no standfirst."""
    metadata = (
        '<dc:title id="t">A Book of Tides</dc:title><dc:language>en-GB</dc:language>'
        '<dc:creator opf:role="ill">Bo Diaz</dc:creator><dc:creator id="c">Ann Lee</dc:creator>'
        '<meta refines="#c" property="role" scheme="marc:relators">aut</meta>'
        "<dc:date>2026-03-01T00:00:00Z</dc:date><dc:publisher>The Lantern</dc:publisher>"
        "<dc:rights>© Ann Lee</dc:rights><dc:subject>mills</dc:subject><dc:subject>mud</dc:subject>"
        '<dc:description>Buy it.</dc:description><dc:identifier id="id">https://x.example/t</dc:identifier>'
        '<meta name="cover" content="pic"/>'
    )
    items = '<item id="pic" href="c.png" media-type="image/png"/>'
    about = read_book(
        epub(TWO, metadata=metadata, items=items, more={"OPS/c.png": image()})
    ).metadata
    assert (about.title, about.authors, about.language) == (
        "A Book of Tides",
        ("Ann Lee",),
        "en-GB",
    )
    assert (about.date, about.publisher, about.rights) == ("2026-03-01", "The Lantern", "© Ann Lee")
    assert (about.subjects, about.standfirst) == (("mills", "mud"), "")
    assert about.source == "https://x.example/t"
    assert about.cover is not None
    assert about.cover.data == image()


def test_unknown_is_no_title_and_no_author() -> None:
    """Programs write it when they know none; so they do with the year 101."""
    metadata = (
        "<dc:title>Unknown</dc:title><dc:creator>Unknown</dc:creator><dc:date>0101-01-01</dc:date>"
    )
    about = read_book(epub(TWO, metadata=metadata)).metadata
    assert (about.title, about.authors, about.date) == ("", (), "")


def test_a_book_of_chapters_is_not_guessed_at() -> None:
    """Its headings are marked, and no newsroom has put furniture into it; an article's may be."""
    assert not read_book(epub(TWO)).guess
    assert read_book(epub({"a.xhtml": f"<p>{LONG}</p>"})).guess
    head = {"x.xhtml": "<h1>A Book of Tides</h1><p>By Ann Lee</p>", **TWO}
    assert read_book(epub(head)).guess


# Nothing lost


words = st.integers(100, 999).map("k{}".format)
blocks = st.builds(
    str.format,
    st.sampled_from(
        [
            "<p>{}</p>",
            "<h2>{}</h2>",
            "<div>{}</div>",
            "<section epub:type='toc'><p>{}</p></section>",
            "<section epub:type='colophon'>{}</section>",
            "<p hidden=''>{}</p>",
            "{}",
            "<span epub:type='pagebreak'>{}</span>",
            "<aside epub:type='footnote' id='n'>{}</aside>",
            "<p>x<a epub:type='noteref' href='#n'>1</a> {}</p>",
            "<p>see <a href='p1.xhtml'>{}</a></p>",
            "<table><tr><td>{}</td></tr></table>",
            "<svg xmlns='http://www.w3.org/2000/svg'><text>{}</text></svg>",
        ]
    ),
    words,
)
bodies = st.lists(blocks, min_size=1, max_size=5).map("".join)


@given(st.lists(bodies, min_size=1, max_size=3), st.lists(words, max_size=3))
@settings(max_examples=150, deadline=None)
def test_every_word_is_kept_or_quoted(pages: list[str], titles: list[str]) -> None:
    """Whatever pages are called, and wherever their parts stand."""
    named = {f"p{number}.xhtml": body for number, body in enumerate(pages)}
    entries = zip(named, titles, strict=False)
    before = Counter(re.findall(r"k\d+", " ".join(pages)))
    try:
        article = read_book(epub(named, navigation=nav(*entries)))
    except ReadingError:
        return
    about = article.metadata
    parts = [passage.text for passage in article.passages]
    parts += [about.title, about.standfirst, about.byline, about.dateline]
    parts += [finding.message for finding in article.findings]
    assert before - Counter(re.findall(r"k\d+", " ".join(parts))) == Counter()


# Bad input


@pytest.mark.parametrize("data", [b"Not a zip", b"PK\x03\x04" + bytes(40)])
def test_what_is_no_archive_is_refused(data: bytes) -> None:
    """One line says what to do."""
    with pytest.raises(ReadingError, match="is not an EPUB"):
        read_book(Source("a.epub", data))


@pytest.mark.parametrize("part", ["META-INF/container.xml", "OPS/book.opf"])
def test_a_book_without_its_package_is_refused(part: str) -> None:
    """Nothing says what is in it, or in what order."""
    parts = {"META-INF/container.xml": "<container/>"} if part == "OPS/book.opf" else {"x": ""}
    with pytest.raises(ReadingError, match=r"missing|damaged"):
        read_book(zipped(parts, "a.epub"))


def test_a_missing_page_costs_that_page() -> None:
    """A person is told of it; the others are read."""
    items = '<item id="gone" href="gone.xhtml" media-type="application/xhtml+xml"/>'
    spine = "".join(f'<itemref idref="{key}"/>' for key in ("i0", "gone", "nowhere", "i1"))
    article = read_book(epub(TWO, items=items, spine=spine))
    assert codes(article) == ["page-missing", "page-missing"]
    assert len(article.passages) == 4


def test_missing_fonts_and_sounds_cost_nothing() -> None:
    """They would not be read anyway."""
    items = (
        '<item id="f" href="gone.ttf" media-type="font/ttf"/>'
        '<item id="s" href="gone.smil" media-type="application/smil+xml"/>'
        '<item id="g" href="gone.png" media-type="image/png"/>'
    )
    assert codes(read_book(epub(TWO, items=items))) == []


@pytest.mark.parametrize(
    ("name", "said", "lock"),
    [
        (
            "META-INF/encryption.xml",
            ENCRYPTED.format("http://www.w3.org/2001/04/xmlenc#aes256-cbc"),
            "",
        ),
        ("META-INF/rights.xml", "<rights/>", "Adobe"),
        ("META-INF/license.lcpl", "{}", "LCP"),
        ("META-INF/sinf.xml", "<sinf/>", "Apple"),
    ],
)
def test_a_protected_book_is_refused_by_that_name(name: str, said: str, lock: str) -> None:
    """Not as damage, which nothing would mend."""
    with pytest.raises(ReadingError, match=f"protected.*{lock}"):
        read_book(epub(TWO, more={name: said}))


@pytest.mark.parametrize(
    "method", ["http://www.idpf.org/2008/embedding", "http://ns.adobe.com/pdf/enc#RC"]
)
def test_a_book_whose_fonts_are_scrambled_is_read(method: str) -> None:
    """That protects the fonts, and not the book."""
    assert seen(epub(TWO, more={"META-INF/encryption.xml": ENCRYPTED.format(method)})) == seen(
        epub(TWO)
    )


@pytest.mark.parametrize(
    "name", ["../../etc/passwd", "/etc/passwd", "..\\..\\boot.ini", "C:/boot.ini"]
)
def test_names_that_lead_out_are_passed_over(name: str) -> None:
    """Nothing is unpacked to disk, and no such part is read."""
    items = f'<item id="out" href="../{name}" media-type="application/xhtml+xml"/>'
    spine = '<itemref idref="out"/><itemref idref="i0"/>'
    article = read_book(epub(TWO, more={name: page("<p>secret</p>")}, items=items, spine=spine))
    assert "secret" not in " ".join(passage.text for passage in article.passages)
    assert "part-left-out" in codes(article)


def test_a_bomb_is_not_unpacked() -> None:
    """One page of a hundred megabytes of spaces."""
    source = epub({"a.xhtml": page("<p>" + " " * 100_000_000 + "</p>")})
    began = time.process_time()
    with pytest.raises(ReadingError, match="unpacks to more"):
        read_book(source)
    assert time.process_time() - began < 3


@pytest.mark.parametrize("where", ["package", "page", "navigation"])
def test_entities_are_neither_expanded_nor_fetched(where: str) -> None:
    """Neither the ones that grow nor the ones that look at a disk."""
    declared = (
        "<!DOCTYPE html [<!ENTITY a 'boo'><!ENTITY b '&a;&a;&a;&a;'>"
        "<!ENTITY c SYSTEM 'file:///etc/passwd'>]>"
    )
    said = page(f"<p>see &b; {LONG} &c;</p>").replace("?>", f"?>{declared}", 1)
    more = {
        "package": {"OPS/book.opf": f"{declared}<package>&b;</package>"},
        "page": {"OPS/a.xhtml": said},
        "navigation": {"OPS/nav.xhtml": said},
    }[where]
    try:
        article = read_book(epub(TWO, navigation=nav(("a.xhtml", "A")), more=more))
    except ReadingError:
        return
    text = " ".join(passage.text for passage in article.passages)
    assert "boo" not in text
    assert "root:" not in text
    assert LONG in text


def test_scripts_and_handlers_do_not_come_through() -> None:
    """A book may hold programs; its reading may not run them."""
    body = '<h1 onclick="boo()">A</h1><script>boo()</script><p>b<iframe src="x"/></p>'
    assert [words for _, words in seen(epub({"a.xhtml": body, "b.xhtml": TWO["b.xhtml"]}))][:2] == [
        "A",
        "b",
    ]


def test_signs_of_ours_in_a_stranger_s_book_mean_nothing() -> None:
    """A comment that would begin a section, a class that would make a byline."""
    body = '<h1>A</h1><!-- section: boo --><p class="byline">b</p><p data-line="7">c</p>'
    passages = read_book(epub({"a.xhtml": body, "b.xhtml": TWO["b.xhtml"]})).passages
    assert [(each.role, each.line) for each in passages[1:3]] == [(Role.BODY, 0), (Role.BODY, 0)]


def test_every_cut_and_flip_is_refused_or_read() -> None:
    """Whatever is damaged, it is said in one line."""
    data = epub(TWO, navigation=nav(("a.xhtml", "Gates"))).data
    for place in range(0, len(data), 17):
        broken = bytearray(data)
        broken[place] ^= 0x55
        with suppress(ReadingError):
            read_book(Source("a.epub", bytes(broken)))
        with pytest.raises(ReadingError):
            read_book(Source("a.epub", data[:place]))


def test_deep_nesting_is_levelled_or_refused() -> None:
    """In a page as in a table of contents."""
    deep = "<div>" * 5000 + LONG + "</div>" * 5000
    points = "<navPoint><navLabel><text>x</text></navLabel>" * 3000
    old = f'<ncx xmlns="http://www.daisy.org/z3986/2005/ncx/"><navMap>{points}</navMap></ncx>'
    began = time.process_time()
    assert LONG in [words for _, words in seen(epub({"a.xhtml": deep}))]
    with suppress(ReadingError):
        read_book(epub(TWO, navigation=old))
    assert time.process_time() - began < 10


def test_a_long_book_takes_no_long_time() -> None:
    """Forty chapters of a hundred paragraphs."""
    pages = {f"p{n}.xhtml": f"<h1>{n}</h1>" + f"<p>{LONG}</p>" * 100 for n in range(40)}
    began = time.process_time()
    assert len(read_book(epub(pages)).passages) == 40 * 101
    assert time.process_time() - began < 15
