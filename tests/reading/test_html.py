"""HTML to passages: all the words, what structure they have, and nothing that acts."""

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from publisher.article import CODE, Holder, Kind, Mark, Passage, Picture, Role, Run, plain
from publisher.reading.html import DEEPEST, LINE, passages_of
from publisher.reading.nesting import proper

TAGS = st.sampled_from(
    ["p", "div", "h1", "h3", "ul", "ol", "li", "blockquote", "pre", "code", "em", "b", "a", "br",
     "hr", "span", "table", "td", "x-y", "ruby", "section", "body", "html"]
)  # fmt: skip
PIECES = st.one_of(
    TAGS.map("<{}>".format), TAGS.map("</{}>".format), st.sampled_from(["a ", "b", "é", " ", "\n"])
)

PICTURE = Picture("a.png", "image/png", b"")


def texts(html: str) -> list[str]:
    """The words of each passage."""
    return [passage.text for passage in passages_of(html)[0]]


def only(html: str) -> Passage:
    """The one passage there is."""
    (passage,) = passages_of(html)[0]
    return passage


def kinds(html: str) -> list[tuple[str, ...]]:
    """What holds each passage, from the outside in."""
    return [tuple(holder.kind.value for holder in each.within) for each in passages_of(html)[0]]


# Nothing active


@pytest.mark.parametrize(
    "html",
    [
        "<script>alert(1)</script>",
        "<SCRIPT SRC=//evil.example></SCRIPT >",
        "<style>p { display: none }</style>",
        "<template><p>boo</p></template>",
        "<noscript>boo</noscript>",
        "<!-- boo -->",
        "<!-- boo",
        "<iframe src='https://evil.example'>boo</iframe>",
        "<object data='x'>boo</object>",
        "<svg onload='boo()'><text>boo</text></svg>",
        "<math><mtext>boo</mtext></math>",
        "<script><p>boo</p>",
        "<video src=x>boo</video>",
        "<head><title>boo</title></head>",
    ],
)
def test_what_acts_or_is_not_words_does_not_come_through(html: str) -> None:
    """An edition is opened by people who trust it."""
    assert texts(f"<p>Before</p>{html}") == ["Before"]


@pytest.mark.parametrize("tag", ["iframe", "object", "svg", "math", "canvas", "audio", "video"])
def test_what_could_be_seen_or_heard_is_found(tag: str) -> None:
    """A film is left out; somebody who knows may put its words in its place."""
    assert [each.code for each in passages_of(f"<p>See <{tag}>boo</{tag}>")[1]] == ["part-left-out"]


def test_attributes_do_not_come_through() -> None:
    """Event handlers, styles and classes are left behind; words are not."""
    html = '<p onclick="boo()" style="color: red" class="boo">Be <b onmouseover=boo>off</b></p>'
    assert only(html).runs == (Run("Be "), Run("off", (Mark.STRONG,)))


@pytest.mark.parametrize(
    "address",
    [
        "javascript:boo()",
        " JavaScript:boo()",
        "java\nscript:boo()",
        "java&#x09;script:boo()",
        "\x01javascript:boo()",
        "data:text/html,boo",
        "vbscript:boo",
        "file:///etc/passwd",
        "/about",
        "page.html",
        "http:///x",
        "http://[boo",
        "https:",
        "mailto:",
        "//evil.example",
    ],
)
def test_a_link_that_is_not_to_a_page_is_left_out_and_found(address: str) -> None:
    """Its words are kept; a person is told of it."""
    found, (finding,) = passages_of(f'<p data-line="7"><a href="{address}">words</a></p>')
    assert found[0].runs == (Run("words"),)
    assert (finding.code, finding.place) == ("link-left-out", "line 7")


@pytest.mark.parametrize(
    ("address", "link"),
    [
        ("https://example.org/a?b=c&amp;d", "https://example.org/a?b=c&d"),
        ("HTTP://example.org", "HTTP://example.org"),
        ("mailto:ann@example.org", "mailto:ann@example.org"),
        (" https://example.org/a b\n", "https://example.org/a%20b"),
        ("https://example.org/“é”", "https://example.org/“é”"),
        ("https://example.org/<b>|", "https://example.org/%3Cb%3E%7C"),
    ],
)
def test_a_link_to_a_page_is_kept_as_an_address_can_be(address: str, link: str) -> None:
    """EPUBCheck refuses addresses with blanks and angle brackets in them (RSC-020)."""
    assert only(f'<p><a href="{address}">words</a></p>').runs == (Run("words", link=link),)


def test_a_link_within_the_page_is_left_out_without_a_word() -> None:
    """The page is cut anew, so it leads nowhere; nobody misses it."""
    assert passages_of('<p><a href="#note">words</a></p>')[1] == ()


@pytest.mark.parametrize(
    ("html", "said"), [("<img src=x alt=' A  mill '>", "A mill"), ("<img>", "no description")]
)
def test_a_picture_is_left_out_and_found_by_its_description(html: str, said: str) -> None:
    """What it showed may be needed to follow the story."""
    found, (finding,) = passages_of(f"<p>See {html} here</p>")
    assert [each.text for each in found] == ["See here"]
    assert (finding.code, said in finding.message) == ("picture-left-out", True)


# Structure


def test_blocks_become_passages_with_roles() -> None:
    """Headings keep their level, code its lines, and a rule is a break."""
    html = "<h1>A</h1><p>b</p><hr><pre><code>c\n  d\n</code></pre><h6>E</h6>"
    assert [(each.role, each.level, each.text) for each in passages_of(html)[0]] == [
        (Role.HEADING, 1, "A"),
        (Role.BODY, 0, "b"),
        (Role.BREAK, 0, "* * *"),
        (Role.CODE, 0, "c\n  d"),
        (Role.HEADING, 6, "E"),
    ]


@pytest.mark.parametrize(
    "html",
    [
        "<div>a<p>b</p>c</div>",
        "a<p>b</p>c",
        "<em>a<div>b</div>c</em>",
        "<table><tr><td>a<td>b<td>c</table>",
        "<dl><dt>a<dd>b<dd>c</dl>",
        "<p>a<p>b<p>c",
        "<section>a<x-y><p>b</p></x-y>c</section>",
        "a</div></div></body></html><p>b</p><body>c",
        "<figure>a<figcaption>b</figcaption></figure>c",
    ],
)
def test_a_block_is_a_passage_wherever_it_opens(html: str) -> None:
    """Words before, in and behind it stand apart, closed properly or not; none is lost."""
    assert texts(html) == ["a", "b", "c"]


@pytest.mark.parametrize(
    "html",
    [
        "a<x-y>b</x-y>c",
        "a<ruby>b</ruby>c",
        "a<time>b</time>c",
        "a<blink>b</blink>c",
        "a<!-- boo -->bc",
        "a<wbr>bc",
        "a<sub>b</sub>c",
        "a<button>b</button>c",
        "a<textarea>b</textarea>c",
    ],
)
def test_what_is_no_block_stands_in_its_line(html: str) -> None:
    """As in a browser: an element nobody knows parts no paragraph."""
    assert texts(f"<p>{html}</p>") == ["abc"]


def test_marks_nest_and_are_not_doubled() -> None:
    """Outermost first; emphasis within emphasis is emphasis."""
    html = "<p><em>a<strong>b<i>c</i></strong></em><code>d</code><cite>e</cite></p>"
    assert only(html).runs == (
        Run("a", (Mark.EMPHASIS,)),
        Run("bc", (Mark.EMPHASIS, Mark.STRONG)),
        Run("d", (Mark.CODE,)),
        Run("e", (Mark.EMPHASIS,)),
    )


@pytest.mark.parametrize(
    ("html", "language"),
    [
        ('<p><span lang="fr">mot</span></p>', "fr"),
        ('<p lang="pt-BR">mot</p>', "pt-BR"),
        ('<div lang="de"><p><em>mot</em></p></div>', "de"),
        ('<p lang="de"><span lang="fr">mot</span></p>', "fr"),
        ('<p lang="&quot; onload=">mot</p>', ""),
        ("<p lang=x>mot</p>", ""),
    ],
)
def test_a_foreign_phrase_keeps_its_language(html: str, language: str) -> None:
    """A screen reader pronounces it right; what is no language tag is left out."""
    assert only(html).runs[0].language == language


def test_holders_are_told_from_the_outside_in() -> None:
    """A list in a quotation; two lists in a row stay two."""
    html = (
        "<blockquote>a<ol start=4><li>b<li><p>c<p>d</ol></blockquote><ul><li>e</ul><ul><li>f</ul>"
    )
    assert kinds(html) == [
        ("quotation",),
        *[("quotation", "numbers", "item")] * 3,
        *[("bullets", "item")] * 2,
    ]
    withins = [each.within for each in passages_of(html)[0]]
    assert withins[1][1].start == 4
    assert withins[2] == withins[3] != withins[1]
    assert withins[4][0] != withins[5][0]


@pytest.mark.parametrize(
    "html",
    ["<li>a</li>", "<ul>a</ul>", "<ul><blockquote>a</blockquote></ul>", "<ul><p>a</p></ul>"],
)
def test_a_list_holds_items_only_and_items_stand_in_lists(html: str) -> None:
    """An XHTML page with words right in a list is not valid (RSC-005), so no book could be made."""
    assert all("item" not in within and "bullets" not in within for within in kinds(html))
    assert texts(html) == ["a"]


def test_a_list_right_in_a_list_is_a_list() -> None:
    """Many editors write it so."""
    assert kinds("<ul><ul><li>a</ul></ul>") == [("bullets", "item")]


@pytest.mark.parametrize("start", ["-3", "x", "", "9999999999", "²"])
def test_a_list_that_starts_oddly_starts_at_one(start: str) -> None:
    """Neither EPUB's readers nor Markdown know such numbers."""
    assert only(f'<ol start="{start}"><li>a</ol>').within[0].start == 1


def test_a_quotation_in_a_line_gets_its_marks() -> None:
    """A browser shows them; without them nobody could tell that somebody speaks."""
    assert only("<p>She said <q>no</q>.</p>").text == "She said “no”."


# White space and line ends


@pytest.mark.parametrize(
    ("html", "text"),
    [
        ("<p> a\n  b\t<em> c</em> </p>", "a b c"),
        ("<p>a<br>b<br></p>", "a\nb"),
        ("<p>a <br> b</p>", "a\nb"),
        ("<p>a<em> </em><br>b</p>", "a\nb"),
        ("<p>&nbsp;a&nbsp;b&nbsp;</p>", "a\u00a0b"),
        ("<p>日本\n語</p>", "日本語"),
        ("<p>a&#8232;b</p>", "a b"),
        ("<p>a&#1;&#xFFFE;b</p>", "ab"),
        ("<pre>a<br>b\n\n</pre>", "a\nb"),
    ],
)
def test_white_space_is_what_a_browser_shows(html: str, text: str) -> None:
    """One space at most, none at the ends, and no character that XML forbids."""
    assert only(html).text == text


@pytest.mark.parametrize(
    "html",
    [
        "",
        " ",
        "<p></p>",
        "<p>&nbsp;</p>",
        "<p><br></p>",
        "<h2> </h2>",
        "<p>&#8203;</p>",
        "<pre>\n</pre>",
    ],
)
def test_a_passage_has_something_to_see(html: str) -> None:
    """Editors leave empty paragraphs to make room; a narrator would pause for each."""
    assert passages_of(html) == ((), ())


def test_a_passage_knows_the_line_it_begins_on() -> None:
    """Findings name it, and a person finds the place."""
    html = f'<p {LINE}="3">a</p><ul {LINE}="5"><li {LINE}="5">b<p {LINE}="6">c</p></ul>'
    assert [each.line for each in passages_of(html)[0]] == [3, 5, 6]
    assert only(f'<p {LINE}="boo">a</p>').line == 0


# Depth and time


@pytest.mark.parametrize("tag", ["div", "blockquote", "ul><li", "em"])
def test_a_hundred_thousand_open_elements_are_no_trouble(tag: str) -> None:
    """Nothing recurs, no word at the bottom is lost, and it is over in seconds."""
    before = time.process_time()
    found, _ = passages_of(f"<{tag}>" * 100_000 + "deep")
    assert [each.text for each in found] == ["deep"]
    assert time.process_time() - before < 8


def test_what_is_nested_beyond_measure_is_made_level_and_found() -> None:
    """No page has room for it, and no parser of books goes so deep."""
    (passage,), (finding,) = passages_of("<blockquote>" * 500 + "deep")
    assert len(passage.within) == DEEPEST
    assert finding.code == "nested-too-deep"


@pytest.mark.parametrize(
    "unit",
    ["<!--", "<![CDATA[", "<a ", "<a b='", "<", "&", "&a", "<?", "</", "<p>a", "<br>", "a<img>"],
)
def test_odd_html_takes_no_longer_than_other(unit: str) -> None:
    """Parsers have been brought to a stand by each of these."""
    before = time.process_time()
    passages_of(unit * (100_000 // len(unit)))
    assert time.process_time() - before < 8


@given(st.lists(PIECES, max_size=40).map("".join))
@settings(max_examples=200, deadline=None)
def test_every_letter_comes_through_however_elements_are_muddled(html: str) -> None:
    """Opened and never closed, closed and never opened: words are words."""
    found, _ = passages_of(html)
    seen = "".join(each.text for each in found if each.role is not Role.BREAK)
    bare = "".join(part.rpartition(">")[2] for part in html.split("<"))
    assert sorted("".join(seen.split())) == sorted("".join(bare.split()))
    assert all(proper(each.within) == each.within for each in found)
    assert all(run.text or run.breaks for each in found for run in each.runs)


@pytest.mark.parametrize("kind", list(Kind))
def test_what_needs_another_around_it_is_not_proper_alone(kind: Kind) -> None:
    """Lists come with items, tables with rows; only these stand by themselves."""
    alone = (Kind.QUOTATION, Kind.FIGURE, Kind.NOTE)
    assert bool(proper((Holder(kind, 1),))) is (kind in alone)


# Tables, definitions, figures, notes


def test_a_table_keeps_its_rows_its_headers_and_its_empty_cells() -> None:
    """Without the empty cell, the 4 would be read under “High”."""
    html = (
        "<table><caption>Tides</caption><tr><th>Day<th colspan=2>High"
        "<tr><td>Monday<td><td rowspan=0>4</table>"
    )
    found, _ = passages_of(html)
    assert [(each.text, each.within[-1].kind.value) for each in found] == [
        ("Tides", "table"), ("Day", "header"), ("High", "header"),
        ("Monday", "cell"), ("", "cell"), ("4", "cell"),
    ]  # fmt: skip
    assert found[0].role is Role.CAPTION
    assert (found[2].within[-1].across, found[5].within[-1].down) == (2, 1)
    assert len({each.within[1] for each in found[1:]}) == 2


@pytest.mark.parametrize(
    "html",
    [
        "<table role=presentation><tr><td>a<td>b</table>",
        "<table><tr><td><h2>a</h2><td>b</table>",
        "<table><tr><td>a<tr><td>b</table>",
        "<table><caption>a</caption><tr><td>b<td></table>",
        "<table><tr><td>a<td><table><tr><td>b</table></table>",
    ],
)
def test_a_table_that_only_lays_out_is_none(html: str) -> None:
    """A listener would be told of rows and columns that no sighted reader sees as such."""
    assert texts(html) == ["a", "b"]
    assert kinds(html) == [(), ()]


def test_a_table_without_words_is_left_out() -> None:
    """There is nothing in it to hear."""
    assert texts("<p>a</p><table><tr><td><td></table>") == ["a"]


def test_terms_stand_with_their_meanings() -> None:
    """A glossary is one, and no run of paragraphs."""
    html = "<dl><dt>Ebb<dd>Going out.<dt>Neap<dd>Small.</dl><dd>loose</dd>"
    assert kinds(html) == [
        ("terms", "term"), ("terms", "meaning"), ("terms", "term"), ("terms", "meaning"), (),
    ]  # fmt: skip


@pytest.mark.parametrize("name", ["{}", "<h3>{}</h3>", "<strong><p>{}</p></strong>"])
def test_what_unfolds_on_a_page_is_named_by_its_summary(name: str) -> None:
    """A heading, or a line that looks like one, would take what follows into its section."""
    summary = f"<summary>{name.format('What is a weir?')}</summary>"
    html = f"<p>a</p><details>{summary}A dam.<ul><li>Low</ul></details><p>b</p>"
    passages, _ = passages_of(html)
    assert [each.text for each in passages] == ["a", "What is a weir?", "A dam.", "Low", "b"]
    assert {each.role for each in passages} == {Role.BODY}
    assert kinds(html) == [
        (), ("terms", "term"), ("terms", "meaning"), ("terms", "meaning", "bullets", "item"), ()
    ]  # fmt: skip


@pytest.mark.parametrize(
    "inside",
    ["a<p>b", "<summary>a</summary>", "<p>a</p><summary>b</summary>", "<div><summary>a</div>b"],
)
def test_what_unfolds_and_has_no_name_over_it_stands_as_all_else(inside: str) -> None:
    """A page can have no meaning without its term, and no term without its meaning."""
    assert set(kinds(f"<details>{inside}</details>")) == {()}


def test_a_figure_keeps_its_picture_its_description_and_its_caption() -> None:
    """The caption belongs to the picture, and to nothing else."""
    found, findings = passages_of(
        "<figure><img src=a.png alt=' A  mill. '><figcaption>The <i>mill</i></figcaption></figure>",
        {"a.png": PICTURE}.get,
    )
    assert [(each.role, each.text) for each in found] == [
        (Role.PICTURE, "A mill."), (Role.CAPTION, "The mill"),
    ]  # fmt: skip
    assert found[0].within == found[1].within
    assert found[0].picture is PICTURE
    assert findings == ()


def test_a_picture_among_words_does_not_part_the_sentence() -> None:
    """It follows the paragraph that it stands in."""
    found, _ = passages_of("<p>It <img src=a alt=x> rose.</p><p>b", {"a": PICTURE}.get)
    assert [each.text for each in found] == ["It rose.", "x", "b"]


def test_a_picture_of_a_face_is_the_face() -> None:
    """Pages show an emoji as an image; its description is the letter itself."""
    assert only("<p>Good <img src=smile.svg alt='🙂'></p>").text == "Good 🙂"


def test_a_picture_that_cannot_be_had_is_told_by_its_description() -> None:
    """Nothing is lost unseen."""
    found, (finding,) = passages_of("<p>a</p><img src=https://e.org/a.png alt='The mill'>")
    assert [each.text for each in found] == ["a"]
    assert finding.code == "picture-left-out"
    assert "The mill" in finding.message


def test_a_note_is_known_with_the_mark_that_points_to_it() -> None:
    """And the way back from it, which an e-reader makes itself, is no words of the note."""
    found, _ = passages_of(
        '<p>The sea.<sup><a role="doc-noteref" href="#n">1</a></sup> It rose.</p>'
        '<aside role="doc-footnote" id="n"><p>Or bay.'
        '<a role="doc-backlink" href="#r">↩</a></p></aside>'
    )
    text, note = found
    assert [(run.text, run.marks, bool(run.note)) for run in text.runs] == [
        ("The sea.", (), False), ("1", (), True), (" It rose.", (), False),
    ]  # fmt: skip
    assert (note.text, note.within[0].kind) == ("Or bay.", Kind.NOTE)
    assert text.runs[1].note == note.within[0].key


def test_a_mark_without_a_note_and_a_note_without_a_mark_are_words() -> None:
    """A link to nowhere is worse than none."""
    html = (
        '<p>a<a role="doc-noteref" href="#x">1</a></p><aside role="doc-footnote" id="y">b</aside>'
    )
    (one, other), _ = passages_of(html)
    assert one.runs == (Run("a1"),) or {run.note for run in one.runs} == {0}
    assert other.within == ()


def test_two_line_ends_in_a_row_part_paragraphs() -> None:
    """Old pages have no others; within a line of verse one is but a line's end."""
    assert texts("<div>a<br>b<br><br>c<br> <br/>d<hr>e</div>")[:3] == ["a\nb", "c", "d"]
    assert only("<h2>a<br><br>b</h2>").role is Role.HEADING


def test_letters_above_and_below_the_line_stay_there() -> None:
    """H₂O is no H2O."""
    assert [run.marks for run in only("H<sub>2</sub>O<sup>2</sup>").runs] == [
        (), (Mark.LOWERED,), (), (Mark.RAISED,),
    ]  # fmt: skip


def test_how_ideographs_are_read_is_not_read_twice() -> None:
    """The small letters beside them say the same again; they are told in a finding."""
    found, (finding,) = passages_of("<p><ruby>漢<rp>(</rp><rt>かん</rt><rp>)</rp></ruby>字</p>")
    assert found[0].text == "漢字"
    assert "かん" in finding.message


def test_words_within_what_is_left_out_are_told() -> None:
    """Every word of a page is in the document, or in a finding that says why not."""
    _, (finding,) = passages_of("<video src=x>See <a href=y>the film</a>.</video>")
    assert "See the film." in finding.message


def test_only_our_own_manuscript_says_where_a_section_begins() -> None:
    """A page's comments are its makers' own affair."""
    html = "<h2>a</h2><!-- section: The &amp; tide --><p>b</p><p class=byline>c</p>"
    assert [each.role for each in passages_of(html)[0]] == [Role.HEADING, Role.BODY, Role.BODY]
    _, turn, _, byline = passages_of(html, ours=True)[0]
    assert (turn.role, turn.text, turn.level) == (Role.TURN, "The & tide", 3)
    assert byline.role is Role.BYLINE


@pytest.mark.parametrize(
    ("html", "told"),
    [
        ('<pre><code class="language-python">a</code></pre>', "python"),
        ('<pre class="lang-C++"><code>a</code></pre>', "c++"),
        ("<pre><code>a</code></pre>", CODE),
        ('<pre><code class="language-text">a</code></pre>', ""),
        ("<pre>a rhyme</pre>", ""),
        ("<p>see <code>a</code></p><pre>a rhyme</pre>", ""),
        ('<pre><code class="language-python">a</code></pre><p>b</p>', "python"),
    ],
)
def test_code_is_told_from_what_is_only_set_as_typed(html: str, told: str) -> None:
    """A listener is told how long a program is; a poem is read, however it is set."""
    passages, _ = passages_of(html)
    assert next(each.code for each in passages if each.role is Role.CODE) == told
    assert not any(each.code for each in passages if each.role is not Role.CODE)


@pytest.mark.parametrize("tag", ["del", "s", "strike"])
def test_what_is_struck_out_is_left_out_and_quoted(tag: str) -> None:
    """Heard, it would be as good as the rest; in review or as a price, it holds no more."""
    passages, findings = passages_of(f"<p>He <{tag}>never</{tag}> seldom leaves.</p>")
    assert [plain(each.runs) for each in passages] == ["He seldom leaves."]
    assert [(each.code, "never" in each.message) for each in findings] == [
        ("struck-left-out", True)
    ]


@pytest.mark.parametrize(("address", "told"), [
    ("missing.png", "missing.png is not beside the article"),
    ("https://example.org/a.png", "--remote-pictures"),
    ("data:image/png;base64,AAAA", "the page itself"),
])  # fmt: skip
def test_a_picture_that_is_not_there_is_told_by_its_address(address: str, told: str) -> None:
    """Who is told “a picture” only does not know which, nor what to do."""
    (found,) = passages_of(f'<p>It rose.</p><img src="{address}" alt="A boat">')[1]
    assert (found.code, "A boat" in found.message, told in found.message) == (
        "picture-left-out", True, True,
    )  # fmt: skip
