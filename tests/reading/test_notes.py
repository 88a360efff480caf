"""Notes: whatever wrote them, a mark that leads to an aside, and nothing that leads back."""

import re
import time

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from lxml import html

from publisher.reading.notes import canonical_notes

NOTED = 'Tide<a role="doc-noteref" href="#note-1">1</a> mill.'
NOTE = '<aside role="doc-footnote" id="note-1">A note.</aside>'
TAGS = ["p", "div", "sup", "ol", "li", "aside", "section", "dl", "dt", "dd", "h2", "hr", "br"]


def canonical(page: str) -> str:
    """A page with its notes in their one form."""
    root = html.fragment_fromstring(page, create_parent="div")
    canonical_notes(root)
    return "".join(html.tostring(child, encoding="unicode") for child in root)


def bare(page: str) -> str:
    """A page in its one form, without what `html` makes nothing of."""
    kept = re.sub(r"</?(?:span|div|section|small)\b[^>]*>|<a name=\S+></a>", "", canonical(page))
    kept = re.sub(r"<(p|li|ol|sup|aside)(?! role=\"doc-foot)(?: [^>]*)?>", r"<\1>", kept)
    kept = re.sub(r"(<aside[^>]*>)(?:<p>)?\s*(.*?)\s*(?:</p>)?\s*</aside>", r"\1\2</aside>", kept)
    return re.sub(r"\s*(</?(?:p|ol|aside)\b)", r"\1", kept.replace("<sup></sup>", ""))


# What the world writes


@pytest.mark.parametrize(
    ("writer", "page"),
    [
        (
            "mammoth",
            '<p>Tide<sup><a href="#footnote-1" id="footnote-ref-1">[1]</a></sup> mill.</p>'
            '<ol><li id="footnote-1"><p> A note. <a href="#footnote-ref-1">↑</a></p></li></ol>',
        ),
        (
            "Pandoc",
            '<p>Tide<a href="#fn1" class="footnote-ref" id="fnref1" role="doc-noteref"><sup>1</sup>'
            '</a> mill.</p><section class="footnotes" role="doc-endnotes"><hr /><ol><li id="fn1">'
            '<p>A note.<a href="#fnref1" class="footnote-back" role="doc-backlink">↩︎</a></p></li>'
            "</ol></section>",
        ),
        (
            "markdown-it",
            '<p>Tide<sup class="footnote-ref"><a href="#fn1" id="fnref1">[1]</a></sup> mill.</p>\n'
            '<hr class="footnotes-sep">\n<section class="footnotes">\n<ol class="footnotes-list">\n'
            '<li id="fn1" class="footnote-item"><p>A note. <a href="#fnref1">↩︎</a></p>\n</li>\n'
            "</ol>\n</section>",
        ),
        (
            "Markdown Extra",
            '<p>Tide<sup id="fnref:1"><a href="#fn:1" class="footnote-ref">1</a></sup> mill.</p>'
            '<div class="footnotes"><hr/><ol><li id="fn:1"><p>A note.&#160;<a href="#fnref:1">'
            "&#8617;</a></p></li></ol></div>",
        ),
        (
            "EPUB 3",
            '<p>Tide<a epub:type="noteref" href="#n1">1</a> mill.</p>'
            '<aside epub:type="footnote" id="n1"><p>1. A note.</p></aside>',
        ),
        (
            "EPUB 3 with endnotes",
            '<p>Tide<a epub:type="noteref" href="#n1" id="r1">1</a> mill.</p><section '
            'epub:type="rearnotes"><ol><li epub:type="rearnote" id="n1"><p>A note. <a href="#r1" '
            'epub:type="backlink">Return</a></p></li></ol></section>',
        ),
        (
            "MediaWiki",
            '<p>Tide<sup id="cite_ref-1" class="reference"><a href="#cite_note-1"><span>[</span>1'
            '<span>]</span></a></sup> mill.</p><ol class="references"><li id="cite_note-1"><span '
            'class="mw-cite-backlink"><b><a href="#cite_ref-1">^</a></b></span> '
            '<span class="reference-text">A note.</span></li></ol>',
        ),
        (
            "Substack",
            '<p>Tide<a id="footnote-anchor-1-9" href="https://x.example/p/a#footnote-1-9">1</a> '
            'mill.</p><div class="footnote"><a id="footnote-1-9" href="#footnote-anchor-1-9">1</a>'
            '<div class="footnote-content"><p>A note.</p></div></div>',
        ),
        (
            "WordPress",
            '<p>Tide<sup data-fn="u" class="fn"><a href="#u" id="u-link">1</a></sup> mill.</p>'
            '<ol class="wp-block-footnotes"><li id="u">A note. <a href="#u-link">↩︎</a></li></ol>',
        ),
        (
            "Easy Footnotes",
            '<p>Tide<span id="easy-1"></span><span class="easy-footnote"><a href="#bottom-1">'
            '<sup>1</sup></a></span> mill.</p><ol><li><span id="bottom-1"></span>A note.'
            '<a class="easy-footnote-to-top" href="#easy-1"></a></li></ol>',
        ),
        (
            "Word",
            '<p>Tide<a href="#_ftn1" name="_ftnref1"><span>[1]</span></a> mill.</p><div><hr>'
            '<div id=ftn1><p><a href="#_ftnref1" name="_ftn1"><span>[1]</span></a> A note.</p>'
            "</div></div>",
        ),
        (
            "Google Docs",
            '<p>Tide<sup><a href="#ftnt1" id="ftnt_ref1">[1]</a></sup> mill.</p><hr><div><p>'
            '<a href="#ftnt_ref1" id="ftnt1">[1]</a><span> A note.</span></p></div>',
        ),
        (
            "LibreOffice",
            '<p>Tide<a name="sdfootnote1anc" href="#sdfootnote1sym"><sup>1</sup></a> mill.</p>'
            '<div id="sdfootnote1"><p><a name="sdfootnote1sym" href="#sdfootnote1anc">1</a>'
            "A note.</p></div>",
        ),
        (
            "Gutenberg",
            '<p>Tide<a name="FNanchor_1"></a><a href="#Footnote_1" class="fnanchor">[1]</a> mill.'
            '</p><div class="footnote"><p><a name="Footnote_1"></a><a href="#FNanchor_1"><span>[1]'
            "</span></a> A note.</p></div>",
        ),
        (
            "Sphinx",
            '<p>Tide<a class="footnote-reference" href="#id2" id="id1">1</a> mill.</p><dl><dt '
            'id="id2"><span><a class="fn-backref" href="#id1">1</a></span></dt><dd><p>A note.</p>'
            "</dd></dl>",
        ),
        (
            "docutils",
            '<p>Tide<a href="#f-1" id="id1" role="doc-noteref"><span>[</span>1<span>]</span></a> '
            'mill.</p><aside id="f-1" role="doc-footnote"><span><span>[</span><a '
            'role="doc-backlink" href="#id1">1</a><span>]</span></span><p>A note.</p></aside>',
        ),
        (
            "by hand, one way",
            '<p>Tide<sup><a href="#n">1</a></sup> mill.</p><p id="n"><sup>1</sup> A note.</p>',
        ),
        (
            "by hand, both ways",
            '<p>Tide<a href="#n" id="r">[1]</a> mill.</p><p id="n"><a href="#r">[1]</a> A note.',
        ),
        ("us", f"<p>{NOTED}</p>{NOTE}"),
    ],
)
def test_every_writer_s_notes_come_to_one_form(writer: str, page: str) -> None:
    """The mark is bare, the note is its words: no number, no arrow, no line drawn above it."""
    assert bare(page) == f"<p>{NOTED}</p>{NOTE}", writer


def test_what_is_in_the_one_form_stays_as_it_is() -> None:
    """A reader need not know whether its notes have been through here."""
    page = f"<p>{NOTED}</p>{NOTE}"
    assert canonical(page) == page


@pytest.mark.parametrize(
    ("mark", "words"),
    [("*", "*"), ("[a]", "a"), ("(12)", "12"), ("†", "†"), ("iv", "iv"), ("note 3", "note 3"),
     ("注1", "注1"), ("※2", "※2"), ("١", "١"), ("¹", "¹"), ("1:2", "1")],
)  # fmt: skip
def test_a_mark_may_be_a_number_a_letter_or_a_sign(mark: str, words: str) -> None:
    """Asterisks and daggers are older than numbers."""
    page = f'<p>Tide<sup><a href="#n">{mark}</a></sup></p><p id="n">A note.</p>'
    assert canonical(page).startswith(f'<p>Tide<a role="doc-noteref" href="#note-1">{words}</a>')


def test_two_marks_may_lead_to_one_note() -> None:
    """As in MediaWiki, whose notes then lead back by letters."""
    page = (
        '<p>A<sup id="r1"><a href="#n">[1]</a></sup> b<sup id="r2"><a href="#n">[1]</a></sup></p>'
        '<ol><li id="n"><span>^ <a href="#r1">a</a> <a href="#r2">b</a></span> Words.</li></ol>'
    )
    mark = '<a role="doc-noteref" href="#note-1">1</a>'
    note = '<aside role="doc-footnote" id="note-1">Words.</aside>'
    assert canonical(page) == f"<p>A{mark} b{mark}</p>{note}"


def test_notes_of_one_paragraph_are_parted_at_its_lines() -> None:
    """Old e-books have them so."""
    page = (
        '<p>A<a id="r1" href="#n1">1</a> b<a id="r2" href="#n2">2</a></p>'
        '<p><a id="n1" href="#r1">1</a>. One<br><a id="n2" href="#r2">2</a>. Two</p>'
    )
    assert bare(page).endswith(
        '<aside role="doc-footnote" id="note-1">One<br></aside>'
        '<aside role="doc-footnote" id="note-2">Two</aside>'
    )


def test_a_note_amid_a_paragraph_is_put_behind_it() -> None:
    """A paragraph goes on behind its note; its two halves are one."""
    page = (
        '<p>Tide<a epub:type="noteref" href="#n">*</a> mill<aside epub:type="footnote" id="n">'
        "A note.</aside>, at work.</p>"
    )
    assert canonical(page).startswith('<p>Tide<a role="doc-noteref" href="#note-1">*</a> mill, at')


def test_items_that_nothing_leads_to_stay_a_list() -> None:
    """What is no note is not to be lost with those that are."""
    page = '<p>A<sup><a href="#n">1</a></sup></p><ol><li id="n">Note<li>Book</ol>'
    assert canonical(page).endswith(
        '<ol><li>Book</li></ol><aside role="doc-footnote" id="note-1">Note</aside>'
    )


# What is no note


@pytest.mark.parametrize(
    "page",
    [
        "<p>Tide<sup>1</sup> mill.</p>",
        '<p>Tide<sup><a href="#gone">1</a></sup></p>',
        '<p>See <a href="#later">the part on tides</a>.</p><p id="later">Tides.</p>',
        '<ul><li><a id="t" href="#c">1</a></li></ul><p id="c"><a href="#t">1</a></p><p>Text</p>',
        '<p><a id="t" href="#c">Part 1</a></p><p id="c"><a href="#t">Part 1</a> It began.</p>',
        '<p>Tides <a id="t" href="#c">1</a></p><h2 id="c"><a href="#t">1</a></h2><p>Text</p>',
        '<p>Words <a href="#p1" id="p1">1</a></p>',
        '<p>Down <a href="#end" id="top">↓</a> it goes</p><p id="end">End <a href="#top">↑</a></p>',
        '<p>Tide<sup><a href="https://example.org/#1">1</a></sup></p>',
    ],
)
def test_other_links_stay_as_they_are(page: str) -> None:
    """A raised number without a note is words, and a table of contents is no mark."""
    assert canonical(page) == html.tostring(
        html.fragment_fromstring(page, create_parent="div"), encoding="unicode"
    ).removeprefix("<div>").removesuffix("</div>")


def test_what_only_calls_itself_a_mark_or_a_note_is_so_no_longer() -> None:
    """Whoever comes next may rely on it: each mark has its note, each note its mark."""
    page = '<p>A<a role="doc-noteref" href="#x">1</a></p><aside role="doc-footnote">B</aside>'
    assert canonical(page) == '<p>A<a href="#x">1</a></p><aside>B</aside>'


def test_a_long_link_to_a_note_keeps_its_words() -> None:
    """The marks of notes are not read aloud; a sentence is."""
    page = (
        '<p>See <a href="#n">what the miller said of it</a>.</p><aside role="doc-endnote" id="n">B'
    )
    assert 'href="#n">what the miller said of it</a>.</p><aside id="n">B' in canonical(page)


@pytest.mark.parametrize(
    ("note", "words"),
    [
        ("1 January was cold.", "1 January was cold."),
        ("1. January was cold.", "January was cold."),
        ("[1] January was cold.", "January was cold."),
        ("(see below) It was.", "(see below) It was."),
        ("...and so on.", "...and so on."),
        ("<b>1</b> is a number.", "<b>1</b> is a number."),
    ],
)
def test_only_a_note_s_own_number_is_dropped(note: str, words: str) -> None:
    """It is printed before the note by whoever shows it; a date is the author's."""
    page = f'<p>A<sup><a href="#n">1</a></sup></p><p id="n">{note}</p>'
    assert f'<p id="n">{words}</p></aside>' in canonical(page)


# Whatever comes


pieces = st.one_of(
    st.sampled_from(TAGS).map("<{}>".format),
    st.sampled_from(TAGS).map("</{}>".format),
    st.builds('<a id="{}" href="#{}">{}</a>'.format, *[st.sampled_from("abc123")] * 3),
    st.builds('<aside role="doc-footnote" id="{}">'.format, st.sampled_from("abc")),
    st.builds('<p id="{}">'.format, st.sampled_from("abc")),
    st.sampled_from(["one ", "two", "[", "].", "<!-- no -->"]),
)


@example(
    '<aside role="doc-footnote" id="a"><a id="a" href="#3">a</a></aside>'
    '<aside role="doc-footnote" id="a"><a id="3" href="#a">a</a>'
)
@given(st.lists(pieces, max_size=30).map("".join))
@settings(max_examples=400, deadline=None)
def test_no_words_are_lost_and_the_form_holds(page: str) -> None:
    """But for marks, arrows and punctuation, all that goes in comes out, once."""
    root = html.fragment_fromstring(page, create_parent="div")
    before = sorted(re.findall(r"one|two", root.text_content()))
    canonical_notes(root)
    assert sorted(re.findall(r"one|two", root.text_content())) == before
    marks = {each.get("href") for each in root.xpath("//a[@role='doc-noteref']")}
    assert marks == {f"#{each.get('id')}" for each in root.xpath("//*[@role='doc-footnote']")}


def test_many_notes_take_no_long_time() -> None:
    """A scholarly book has thousands; a hostile page has them all in one paragraph."""
    marks = "".join(f'tide<a id="r{n}" href="#n{n}">{n}</a> ' for n in range(3000))
    notes = "".join(f'<li id="n{n}">note <a href="#r{n}">↑</a></li>' for n in range(3000))
    began = time.process_time()
    assert canonical(f"<p>{marks}</p><ol>{notes}</ol>").count("</aside>") == 3000
    assert time.process_time() - began < 10


def test_a_note_may_open_the_page() -> None:
    """Nothing stands above it, not even a page."""
    root = html.fragment_fromstring(
        "<aside epub:type='footnote' id='n'>Or bay.</aside>"
        "<p>Tide<a epub:type='noteref' href='#n'>1</a></p>",
        create_parent="div",
    )
    canonical_notes(root)
    assert [each.get("role") for each in root.iter("aside", "a")] == ["doc-footnote", "doc-noteref"]
