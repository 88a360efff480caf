"""Web pages: what of them is the article, and what they say of it."""
# ruff: noqa: E501  (a piece of a page is read most easily on one line)

import time
from collections.abc import Callable
from contextlib import suppress
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

from publisher.article import Article, Kind, Mark, Role
from publisher.errors import ReadingError
from publisher.reading import read
from publisher.reading.clutter import is_furniture_heading, is_furniture_name
from publisher.reading.source import Source
from publisher.reading.web import read_html
from publisher.structuring import structure

LEAD = (
    "The council met on Monday in the old hall, and it was late before anybody spoke of "
    "the mill at all."
)
SECOND = (
    "“It is ours,” said Mara Venn, who had kept the keys since the flood of 1987 and knew each "
    "plank by its sound."
)
THIRD = (
    "The first flour is promised for the autumn, though nobody at the meeting would say which "
    "autumn that might be."
)
STORY = f"<p>{LEAD}</p><p>{SECOND}</p><h2>What now?</h2><p>{THIRD}</p>"
NAVIGATION = "<nav><a href='/'>Home</a> <a href='/news'>News</a></nav>"
SITE = (
    "<footer>© 2024 The Harbour Courier. <a href='/t'>Terms</a> <a href='/p'>Privacy</a></footer>"
)


def page(story: str = STORY, *, head: str = "", above: str = "", below: str = "") -> str:
    """A newspaper's page around a story."""
    return (
        f"<!DOCTYPE html><html lang='en-GB'><head>{head}</head><body>{NAVIGATION}<main><article>"
        f"{above}<div class='article-body'>{story}</div>{below}</article></main>{SITE}</body></html>"
    )


def web(html: str | bytes, **known: str) -> Article:
    """What is read of a page."""
    data = html if isinstance(html, bytes) else html.encode()
    return read_html(Source("page.html", data, **known))  # type: ignore[arg-type]


def texts(html: str | bytes) -> list[str]:
    """The words of a page's passages."""
    return [passage.text for passage in web(html).passages]


def headings(html: str) -> list[str]:
    """The words of a page's headings."""
    return [each.text for each in web(html).passages if each.role is Role.HEADING]


def told(article: Article) -> str:
    """All that the findings say."""
    return " ".join(finding.message for finding in article.findings)


# A document that is an article ---------------------------------------------------------------


@pytest.mark.parametrize("around", ["{}", "<article>{}</article>", "<html><body>{}</body></html>"])
def test_a_document_that_is_an_article_is_taken_whole(around: str) -> None:
    """Short lines, lone links and rights lines too: there is no page around it to tell apart."""
    story = (
        "<h1>The Mill</h1><p>By Ann Lee</p><p>It turns.</p><h2>Then</h2><ul><li>One</li></ul>"
        "<p><a href='https://a.example/'>The whole of the council's report</a></p>"
        "<h2>Related work</h2><footer><p>© 2024 Ann Lee</p></footer>"
    )
    assert texts(around.format(story)) == [
        *("The Mill", "By Ann Lee", "It turns.", "Then", "One"),
        *("The whole of the council's report", "Related work", "© 2024 Ann Lee"),
    ]


def test_nothing_is_said_of_a_whole_document() -> None:
    """There is nothing to be told."""
    assert web(f"<h1>The Mill</h1>{STORY}").findings == ()


def test_a_title_that_is_not_shown_is_known() -> None:
    """A file of a body without a headline, as exports are."""
    article = web(f"<title>The Mill</title>{STORY}")
    assert article.metadata.title == "The Mill"
    assert article.passages[0].text == LEAD


@pytest.mark.parametrize("title", ["", "Untitled", "Document", "article-12.html"])
def test_a_title_that_says_nothing_is_none(title: str) -> None:
    """Programs write it where their users wrote none."""
    assert web(f"<title>{title}</title>{STORY}").metadata.title == ""


def test_a_fragment_begins_with_its_own_heading() -> None:
    """Whoever structures it sees as much as we do."""
    article = web("<h1>The Mill</h1><p>It turns.</p>")
    assert article.metadata.title == ""
    assert article.passages[0].role is Role.HEADING


# A page around an article --------------------------------------------------------------------


def test_the_story_is_kept_and_the_page_around_it_is_not() -> None:
    """Navigation and the site's foot are no part of it."""
    assert texts(page()) == [LEAD, SECOND, "What now?", THIRD]


def test_what_is_left_out_is_told_word_for_word() -> None:
    """So a person sees what is not in the book, and none of it is lost unseen."""
    below = f"<section class='comments'><h2>Comments (3)</h2><p>{'I never liked it. ' * 9}</p></section>"
    article = web(page(below=below))
    assert "page-furniture-set-aside" in {finding.code for finding in article.findings}
    assert "“Home News”" in told(article)
    assert f"“{'I never liked it. ' * 8}I never liked it.”" in told(article)
    assert "words of the page around the article are left out" in told(article)


def test_what_is_left_out_of_the_story_itself_is_quoted_in_full() -> None:
    """It stands among the author's words, and might be theirs."""
    box = (
        "<div class='newsletter-signup'><p>Get our letters every morning, and never pay.</p></div>"
    )
    article = web(page(STORY.replace("<h2>", f"{box}<h2>")))
    assert [each.text for each in article.passages] == [LEAD, SECOND, "What now?", THIRD]
    assert "“Get our letters every morning, and never pay.” is furniture" in told(article)


@pytest.mark.parametrize(
    "box",
    [
        "<aside><h3>Related stories</h3><ul><li><a href='/x'>Ferry fares to rise</a></li></ul></aside>",
        "<div class='share-bar'><a href='/f'>Share</a></div>",
        "<form action='/s'><p>Sign up for the letter.</p><input name='e'></form>",
        "<div role='complementary'><p>From the archive.</p></div>",
        "<div id='cookie-consent'><p>We and our 812 partners value you.</p><button>Fine</button></div>",
        "<p><a href='/x'>Ferry fares to rise in May, says council</a></p>",
        "<p><strong>READ MORE: <a href='/x'>Ferry fares to rise in May</a></strong></p>",
        "<div class='author-bio'><p>Ann Lee has written on mills since 1987.</p></div>",
        "<ul class='tags'><li><a href='/t/mills'>mills</a></li><li><a href='/t/sea'>sea</a></li></ul>",
        "<nav><ol><li><a href='#a'>What now?</a></li></ol></nav>",
    ],
)
def test_boxes_in_a_story_are_left_out(box: str) -> None:
    """They are known by element, by role, by name, by their links or by their words."""
    assert texts(page(STORY.replace("<h2>", f"{box}<h2>", 1))) == [LEAD, SECOND, "What now?", THIRD]


@pytest.mark.parametrize(
    "part",
    [
        "<p>Short.</p>",
        "<ul><li>One gate</li></ul>",
        "<ol><li><a href='/one'>One gate</a> of oak</li></ol>",
        "<blockquote><p>It turns.</p></blockquote>",
        "<blockquote class='twitter-tweet'><p>It turns.</p></blockquote>",
        "<pre>turn(mill)</pre>",
        "<dl><dt>Sluice</dt></dl>",
        "<h3>The <em>old</em> gates</h3>",
        "<p><strong>How it works</strong></p>",
        "<div class='elementor-widget'><p>A page is built of widgets, and this one is read by all.</p></div>",
        "<div class='paywall'><p>These words cost money, and were paid for by the reader's aunt.</p></div>",
        "<div id='sharing-the-catch'><h3>Sharing the catch</h3><p>Everybody had a share of it.</p></div>",
        "<aside><p>A tide mill takes the sea in at the flood, and lets it out at the ebb.</p></aside>",
    ],
)
def test_what_the_library_overlooks_in_a_story_is_kept(part: str) -> None:
    """Recall comes first: only what is evidently something else goes."""
    found = texts(page(STORY.replace("<h2>", f"{part}<h2>", 1)))
    assert found[:2] == [LEAD, SECOND]
    assert found[-2:] == ["What now?", THIRD]
    assert len(found) > 4


def test_what_unfolds_in_a_story_is_kept_with_its_name() -> None:
    """However short it is; but a list of contents, or of ways to share, goes with its name."""
    fold = "<details><summary><h3>{}</h3></summary>{}</details>".format
    away = "<ul><li><a href='#a'>The night of the flood</a></li></ul>"
    story = fold("Contents", away) + fold("Where is it?", "Below the weir.")
    read = web(page(story + STORY))
    assert [each.text for each in read.passages[:3]] == ["Where is it?", "Below the weir.", LEAD]
    assert headings(page(story + STORY)) == ["What now?"]
    assert "Contents" in told(read)


# Pages on which nothing says what it is ------------------------------------------------------


def bare_page(story: str = STORY) -> str:
    """A page of anonymous boxes: links over and under a story, and nothing named."""
    return (
        "<html><body><div><a href='/x'>The Harbour Courier</a></div><div><a href='/y'>News</a></div>"
        f"<div><h1>The Mill</h1><div>{story}</div>"
        "<div><h3>Ship’s bell found</h3><div><a href='/z'>The bell of the Anna</a></div></div></div>"
        "<div><h3>Our paper</h3><div><a href='/a'>Who we are</a></div></div></body></html>"
    )


def test_links_over_and_under_a_story_make_it_a_page() -> None:
    """Templates that programs write call nothing by its name."""
    assert texts(bare_page()) == [LEAD, SECOND, "What now?", THIRD]


@pytest.mark.parametrize(
    "links",
    [
        "<ul><li><a href='#one'>What was promised</a></li><li><a href='#two'>What came</a></li></ul>",
        "<div><a href='/ann' rel='author'>Ann Lee</a></div>",
        "<p><a href='https://a.example/'>The first part</a></p>",
    ],
)
def test_contents_authors_and_paragraphs_make_no_page(links: str) -> None:
    """They lead to the article itself, or are words of it."""
    html = f"<h1>The Mill</h1>{links}{STORY}<div><a href='https://b.example/'>The report</a></div>"
    assert " ".join(html_words(links)) in " ".join(texts(html))
    assert texts(html)[-1] == "The report"


def html_words(html: str) -> list[str]:
    """The words of a piece of a page."""
    return [text for each in texts(html) for text in each.split()]


def test_a_label_over_links_that_go_goes_with_them() -> None:
    """In a box of its own, whatever it says; in the story, only what it stood over goes."""
    box = "<div class='w'><h3>Ferry sails again</h3><div><a href='/f'>All about the ferry</a></div></div>"
    story = f"<p>{LEAD}</p>{box}<p>{SECOND}</p><h3>What now?</h3><p>{THIRD}</p>"
    assert texts(bare_page(story)) == [LEAD, SECOND, "What now?", THIRD]
    assert "“Ferry sails again All about the ferry”" in told(web(bare_page(story)))


def test_a_heading_over_an_advertisement_and_prose_stays() -> None:
    """What is left out under it is not all it stands over."""
    box = "<div><a href='/f'>All about the ferry</a></div>"
    story = f"<p>{LEAD}</p><p>{SECOND}</p><h3>What now?</h3>{box}<p>{THIRD}</p>"
    assert texts(bare_page(story)) == [LEAD, SECOND, "What now?", THIRD]


@pytest.mark.parametrize("heading", ["Subscribe to nothing", "Share the load"])
def test_a_heading_that_sounds_like_furniture_stays_over_prose(heading: str) -> None:
    """Right over a paragraph of the story it is the author’s."""
    story = STORY.replace("What now?", heading)
    assert headings(page(story)) == [heading]


def test_a_label_that_is_no_heading_goes() -> None:
    """Its links went before it."""
    story = STORY.replace("<h2>", "<p>Mehr zum Thema:</p><h2>")
    assert texts(page(story)) == [LEAD, SECOND, "What now?", THIRD]


def test_a_page_too_large_to_be_told_from_its_article_is_warned_of() -> None:
    """It is taken whole, and a person must know that the menu is in the book."""
    rows = "<i></i>" * 100_001
    article = web(page(f"{STORY}<p>{rows}</p>"))
    assert [each.code for each in article.findings] == ["page-taken-whole"]
    assert article.passages[0].text == "Home News"
    assert web(f"<p>{LEAD}{rows}</p>").findings == ()


def test_a_story_that_goes_on_behind_an_advertisement_is_whole() -> None:
    """Some pages cut it into boxes that are called the same."""
    parts = "<div class='ad'>Advertisement</div>".join(
        f"<div class='row'><div class='body'>{words}</div></div>"
        for words in (f"<p>{LEAD} {SECOND}</p>" * 1 + f"<p>{THIRD} {LEAD}</p>", f"<p>{SECOND}</p>")
    )
    html = f"<body>{NAVIGATION}<article><h1>The Mill</h1>{parts}</article></body>"
    assert texts(html) == [f"{LEAD} {SECOND}", f"{THIRD} {LEAD}", SECOND]


def test_a_whole_page_in_a_class_with_a_bad_name_is_still_read() -> None:
    """Names lie; what holds a good part of the article is no sidebar."""
    assert texts(f"<body class='has-sidebar newsletter'>{NAVIGATION}{STORY}</body>")[0] == LEAD


def test_what_stands_under_a_furniture_heading_goes_with_it() -> None:
    """“More from the Courier” heads teasers, not a section."""
    more = "<div><h2>More from the Courier</h2><div><h3>Ferry</h3><p>Fares rise.</p></div></div>"
    assert headings(page(STORY + more)) == ["What now?"]


def test_a_heading_over_nothing_goes() -> None:
    """What it stood over has been left out."""
    assert headings(page(STORY + "<h2>On other pages</h2>")) == ["What now?"]


def test_headings_that_are_links_stay_where_text_follows_them() -> None:
    """A list of the ten best things links each of them."""
    listed = "".join(
        f"<h3><a href='/{n}'>Lamp number {n}</a></h3><p>Lamp {n} burns oil, and it burns it well, "
        f"as we found on the {n}th of the nights that we spent with it.</p>"
        for n in range(4)
    )
    assert len(headings(page(STORY + listed))) == 5


def test_words_that_stand_twice_are_read_once() -> None:
    """A gallery says each caption for each size of screen."""
    assert texts(page(f"{STORY}<p>{LEAD}</p>")).count(LEAD) == 1


def test_a_page_in_which_nothing_reads_like_an_article_is_not_empty() -> None:
    """Then all of it is taken that is not called furniture."""
    assert texts(f"<body>{NAVIGATION}<div>One</div><div>Two</div></body>") == ["One", "Two"]


def test_the_page_of_a_forum_or_a_blog_keeps_its_lists_of_links() -> None:
    """Items that are links are items, in a list of which the most is text."""
    items = "<li>The gate of 1789, which is the older of the two by far</li><li><a href='/b'>The gate of 1902</a></li>"
    assert "The gate of 1902" in texts(page(STORY.replace("<h2>", f"<ul>{items}</ul><h2>")))


# The head ------------------------------------------------------------------------------------


def test_the_headline_on_the_page_wins_over_that_for_search_engines() -> None:
    """Readers saw it, and the name of the site is no part of it."""
    article = web(
        page(
            head="<title>Town votes to mend mill | The Harbour Courier</title>"
            "<meta property='og:title' content='Town votes to mend its mill'>",
            above="<h1>Town votes to mend mill</h1>",
        )
    )
    assert article.metadata.title == "Town votes to mend mill"
    assert article.passages[0].text == LEAD


def test_the_name_of_the_site_is_no_headline() -> None:
    """Even where it is the first heading of the page."""
    html = page(
        head="<title>Town votes | Courier</title><meta property='og:site_name' content='Courier'>",
        above="<h1>Town votes</h1>",
    ).replace("<main>", "<header><h1>Courier</h1></header><main>")
    assert web(html).metadata.title == "Town votes"


@pytest.mark.parametrize(
    "head",
    [
        "<title>Town votes - Courier</title><meta property='og:site_name' content='Courier'>",
        "<title>Courier | Town votes</title><link rel='canonical' href='https://courier.example/1'>",
        "<meta property='og:title' content='Town votes'><title>Whatever</title>",
        "<title>Town votes</title>",
    ],
)
def test_a_headline_that_is_not_shown_is_the_declared_one(head: str) -> None:
    """Without the name of the site, where it is known to be one."""
    assert web(page(head=head)).metadata.title == "Town votes"


def test_a_dash_alone_does_not_part_a_title_from_a_site() -> None:
    """There has to be evidence."""
    assert web(page(head="<title>The tide - and after</title>")).metadata.title == (
        "The tide - and after"
    )


def test_a_headline_that_no_metadata_knows_is_the_one_that_is_shown() -> None:
    """What is made for search engines is now and then another text altogether."""
    head = "<meta property='og:title' content='Ten reasons to love flour'>"
    article = web(page(head=head, above="<h1>Town votes to mend mill</h1>"))
    assert article.metadata.title == "Town votes to mend mill"


def test_a_standfirst_is_known_by_its_name() -> None:
    """It is in the metadata, and not in the body as well."""
    above = "<h1>Town votes</h1><p class='c-standfirst'>A long fight ends with one vote.</p>"
    article = web(page(above=above))
    assert article.metadata.standfirst == "A long fight ends with one vote."
    assert article.passages[0].text == LEAD


def test_a_description_is_a_standfirst_only_where_it_is_shown() -> None:
    """What readers never saw is not in the story."""
    head = "<meta name='description' content='A long fight ends with one vote in the hall.'>"
    shown = "<h1>Town votes</h1><div>A long fight ends with one vote in the hall.</div>"
    assert web(page(head=head)).metadata.standfirst == ""
    assert web(page(head=head, above=shown)).metadata.standfirst.startswith("A long fight")


def test_a_first_paragraph_is_no_standfirst_for_being_the_description() -> None:
    """Many systems make the one of the other."""
    head = f"<meta name='description' content='{LEAD}'>"
    article = web(page(head=head, above="<h1>Town votes</h1>"))
    assert article.metadata.standfirst == ""
    assert article.passages[0].text == LEAD


@pytest.mark.parametrize("around", [page, "<article>{}</article>".format])
@pytest.mark.parametrize(
    "head",
    [
        "<p class='kicker'>Environment</p><h1>The Mill</h1>",
        "<h1>The Mill</h1><p class='article__eyebrow'>Environment</p>",
        "<header><a class='sectionLabel' href='/e'>Environment</a><h1>The Mill</h1></header>",
        "<div class='overline'><p>Environment</p></div><h1>The Mill</h1>",
        "<h1><span class='kicker'>Environment</span> The Mill</h1>",
        "<h2 class='dachzeile'>Environment</h2><h1>The Mill</h1>",
    ],
)
def test_the_small_words_over_a_headline_are_no_part_of_the_story(
    around: Callable[[str], str], head: str
) -> None:
    """Read out, the name of a section is a sentence that nobody wrote."""
    read = web(around(head + STORY))
    work = structure(read)
    assert work.metadata.title == "The Mill"
    assert [each.text for each in work.sections[0].blocks()] == [LEAD, SECOND]
    assert "“Environment”" in told(read)


def test_small_words_that_tell_more_stay() -> None:
    """Which part of a series it is, who wrote it; and what stands further down."""
    lines = ["Part 2 of 5", "By Ann Lee"]
    over = "".join(f"<p class='kicker'>{line}</p>" for line in lines)
    read = web(f"<article>{over}{STORY}<p class='kicker'>It turns.</p></article>")
    assert [read.passages[0].text, read.passages[-1].text] == [lines[0], "It turns."]
    assert lines[1] in (read.passages[1].text, read.metadata.byline)


def test_a_byline_and_a_dateline_are_taken_as_printed() -> None:
    """Their names and times are known from what the page says of itself."""
    head = "<meta name='author' content='Ann Lee'>"
    above = (
        "<h1>Town votes</h1><div class='byline'>By <a href='/ann'>Ann Lee</a></div>"
        "<time datetime='2024-03-05T10:00:00Z'>5 March 2024</time>"
    )
    known = web(page(head=head, above=above)).metadata
    assert (known.byline, known.dateline) == ("By Ann Lee", "5 March 2024")
    assert (known.authors, known.date) == (("Ann Lee",), "2024-03-05T10:00:00Z")


def test_the_date_in_a_byline_is_no_part_of_it() -> None:
    """Whether it is marked or not, a listener would hear it twice."""
    for when in (", 5 March 2024", " <time datetime='2024-03-05'>5 March 2024</time>"):
        read = web(page(above=f"<h1>Mill</h1><p class='byline'>By Ann Lee{when}</p>"))
        about = structure(read).metadata
        assert (about.byline, about.dateline) == ("By Ann Lee", "5 March 2024")
        assert (about.authors, about.date) == (("Ann Lee",), "2024-03-05")


def test_the_rights_line_of_the_page_is_known() -> None:
    """Without the links behind it."""
    assert web(page()).metadata.rights == "© 2024 The Harbour Courier."


@pytest.mark.parametrize(
    "line",
    [
        "© 2024 The Harbour Courier",
        "Words and pictures © Ann Lee",
        "The Courier. Alle Rechte vorbehalten",
        "Tous droits réservés",
        "無断転載を禁じます",
    ],
)
def test_a_rights_line_under_the_article_is_known(line: str) -> None:
    """However it is put; it goes with the foot of the page, but not unsaid."""
    html = page().replace("© 2024 The Harbour Courier.", f"</p><p>{line}</p><p>")
    assert web(html).metadata.rights == line


def test_the_rights_line_of_a_picture_is_not_the_articles() -> None:
    """It stands among the paragraphs."""
    box = "<div class='promo'><span>© Getty Images</span></div>"
    html = page(STORY.replace("<h2>", f"{box}<h2>")).replace("© 2024 The Harbour Courier.", "")
    assert web(html).metadata.rights == ""


def test_the_leading_picture_is_the_storys() -> None:
    """It mostly stands above the element that holds the text."""
    above = "<h1>Town votes</h1><figure><img src='x.png' alt='A mill'><figcaption>The mill.</figcaption></figure>"
    article = web(page(above=above, story=f"<p>{LEAD}</p><p>{SECOND}</p><p>{THIRD}</p>"))
    assert (article.passages[0].text, article.passages[0].role) == ("The mill.", Role.CAPTION)


# What a page says of itself ------------------------------------------------------------------

JSON = """<script type="application/ld+json">{"@context": "https://schema.org", "@graph": [
{"@type": "WebSite", "name": "Not this"}, {"@type": ["NewsArticle"], "headline": "Town &amp; tide",
"author": [{"@type": "Person", "name": "Ann Lee"}, {"name": "Raúl Ortiz"}],
"datePublished": "2024-03-05T10:00:00+01:00", "publisher": {"@type": "Organization", "name": "Courier"},
"inLanguage": "en-IE", "keywords": ["mills", "tides, sea"], "copyrightHolder": {"name": "Courier Ltd"},
"copyrightYear": 2024, "license": "https://a.example/cc-by", "url": "https://courier.example/mill"}]}
</script>"""


def test_json_ld_is_read() -> None:
    """It is written by the newsroom's own system."""
    known = web(f"{JSON}<p>{LEAD}</p>").metadata
    assert known.title == "Town & tide"
    assert known.authors == ("Ann Lee", "Raúl Ortiz")
    assert (known.date, known.publisher) == ("2024-03-05T10:00:00+01:00", "Courier")
    assert (known.language, known.subjects) == ("en-IE", ("mills", "tides", "sea"))
    assert known.rights == "© 2024 Courier Ltd https://a.example/cc-by"
    assert known.source == "https://courier.example/mill"


@pytest.mark.parametrize(
    "json",
    ["{", "[" * 100_000, "null", '{"@type": 5}', '[{"@type": "Article", "author": 7}]', "\x00"],
)
def test_json_ld_that_is_none_is_passed_over(json: str) -> None:
    """The page is read all the same."""
    script = f"<script type='application/ld+json'>{json}</script>"
    assert texts(f"{script}<p>It turns.</p>") == ["It turns."]


def test_dublin_core_and_plain_meta_are_read() -> None:
    """Libraries write the one, and everybody the other."""
    known = web(
        "<meta name='DC.creator' content='Ann Lee'><meta name='DC.date' content='2024-03'>"
        "<meta name='dc.publisher' content='Courier'><meta name='dcterms.rights' content='CC BY'>"
        "<meta name='keywords' content='mills, tides'><meta name='DC.language' content='en'>"
        "<p>It turns.</p>"
    ).metadata
    assert (known.authors, known.date, known.publisher) == (("Ann Lee",), "2024-03", "Courier")
    assert (known.rights, known.subjects, known.language) == ("CC BY", ("mills", "tides"), "en")


def test_open_graph_is_read() -> None:
    """An address is no author, and a locale is a language."""
    known = web(
        "<meta property='og:site_name' content='Courier'><meta property='og:locale' content='pt_BR'>"
        "<meta property='article:author' content='https://facebook.com/ann'>"
        "<meta property='article:published_time' content='2024-03-05'><p>It turns.</p>"
    ).metadata
    assert (known.publisher, known.language, known.date) == ("Courier", "pt-BR", "2024-03-05")
    assert known.authors == ()


def test_the_language_of_the_page_and_of_its_parts_is_kept() -> None:
    """A voice needs both."""
    article = web(
        "<html lang='de'><body><p>Er sagte: <span lang='fr'>Allez!</span></p></body></html>"
    )
    assert article.metadata.language == "de"
    assert [run.language for run in article.passages[0].runs] == ["", "fr"]


def test_the_canonical_address_is_the_source() -> None:
    """Or else that which the page came from."""
    canonical = "<link rel='canonical' href='/mill'>"
    came = "http://courier.example/mill?utm=1"
    assert (
        web(f"{canonical}<p>x</p>", address=came).metadata.source == "http://courier.example/mill"
    )
    assert web("<p>x</p>", address=came).metadata.source == came


# Markup --------------------------------------------------------------------------------------


def test_links_lead_where_they_led_on_the_page() -> None:
    """From its base, its own address or its canonical one; a link without a page is words."""
    link = "<p><a href='b'>x</a></p>"

    def leads(html: str, **known: str) -> str:
        return web(html, **known).passages[0].runs[0].link

    assert leads(link, address="https://a.example/d/") == "https://a.example/d/b"
    assert leads(f"<base href='https://a.example/e/'>{link}") == "https://a.example/e/b"
    assert (
        leads(f"<link rel=canonical href='https://a.example/f/'>{link}") == "https://a.example/f/b"
    )
    assert leads(link) == ""
    assert leads("<p><a href='#note'>x</a></p>", address="https://a.example/") == ""


@pytest.mark.parametrize(
    "words",
    [
        "<font size=5>A head</font>",
        "<font size='+2'>A head</font>",
        "<big>A head</big>",
        "<b>A head</b>",
        "<span style='font-weight: 700'>A head</span>",
        "<div style='font-weight:bold'>A head</div>",
        "<p style='font-size:1.5em'>A head</p>",
        "<span style='font-size:24px'>A head</span>",
    ],
)
def test_what_looks_like_a_heading_is_marked_so(words: str) -> None:
    """Pages made by hand have nothing else to tell it by."""
    first = web(f"<div>{words}<br><br>It turns.</div>").passages[0]
    assert (first.text, first.runs[0].marks) == ("A head", (Mark.STRONG,))


def test_two_line_breaks_part_paragraphs() -> None:
    """As pages without any paragraphs have it."""
    assert texts("<body><font>One.<br><br>Two.<br>\n<br>Three.</font></body>") == [
        *("One.", "Two.", "Three.")
    ]


def test_passages_know_their_lines() -> None:
    """So findings and the outline can point into the page."""
    assert [each.line for each in web("<p>One</p>\n\n<p>Two</p>").passages] == [1, 3]


def test_notes_become_notes() -> None:
    """However the page marks them."""
    html = (
        "<p>It turns.<sup><a href='#fn1' id='r1'>1</a></sup></p>"
        "<ol><li id='fn1'>Since 1789. <a href='#r1'>↩</a></li></ol>"
    )
    passages = web(html).passages
    assert passages[1].within[0].kind is Kind.NOTE
    assert passages[0].runs[-1].note == passages[1].within[0].key


def test_marks_that_lead_to_a_heading_itself_are_left_out() -> None:
    """They are there for copying."""
    assert texts("<h2 id='a'>Gates<a href='#a'>¶</a></h2><p>It turns.</p>")[0] == "Gates"


@pytest.mark.parametrize(
    "image",
    [
        "<img src='mill.png' alt='A mill'>",
        "<img src='data:image/gif;base64,R0lGOD' data-src='mill.png' alt='A mill'>",
        "<img src='https://a.example/m.png' srcset='mill.png 800w' alt='A mill'>",
        "<picture><source srcset='mill.png 2x'><img src='placeholder.gif' alt='A mill'></picture>",
        "<amp-img src='mill.png' alt='A mill'></amp-img>",
        "<span></span><noscript><img src='mill.png' alt='A mill'></noscript>",
    ],
)
def test_an_image_that_was_saved_with_the_page_is_taken_along(image: str, tmp_path: Path) -> None:
    """Whatever the page does to load it late."""
    Image.new("RGB", (8, 6), "navy").save(tmp_path / "mill.png")
    path = tmp_path / "page.html"
    article = read_html(Source("page.html", f"<p>It turns.</p>{image}".encode(), path))
    pictures = [each for each in article.passages if each.role is Role.PICTURE]
    assert [each.text for each in pictures] == ["A mill"]


def test_an_image_the_page_was_saved_without_is_fetched_from_where_it_came(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Only when that is asked, and not in place of one that was saved."""
    Image.new("RGB", (9, 9)).save(tmp_path / "here.png")
    asked: list[str] = []
    monkeypatch.setattr("publisher.reading.address.picture_from", asked.append)
    html = (
        "<link rel='canonical' href='https://courier.example/mill/'>"
        f"<p>{LEAD}</p><img src='here.png' alt='Near'><img src='gone.png' alt='Far'>"
    )
    for remote in (False, True):
        read_html(Source("page.html", html.encode(), tmp_path / "page.html", remote=remote))
    assert asked == ["https://courier.example/mill/gone.png"]


def test_an_image_that_only_counts_readers_is_not_spoken_of() -> None:
    """It shows nothing."""
    assert (
        web("<p>It turns.</p><img src='https://a.example/p.gif' width='1' height='1'>").findings
        == ()
    )


@pytest.mark.parametrize(
    "hidden",
    [
        "<p hidden>Not seen</p>",
        "<p style='display: none'>Not seen</p>",
        "<span aria-hidden='true'>Not seen</span>",
        "<span class='visually-hidden'>Not seen</span>",
    ],
)
def test_what_nobody_sees_is_left_out_and_told(hidden: str) -> None:
    """It is for scripts, or says again what is seen."""
    article = web(f"<p>{LEAD}</p>{hidden}")
    assert [each.text for each in article.passages] == [LEAD]
    assert "“Not seen”" in told(article)


def test_a_story_that_a_script_would_have_shown_is_read() -> None:
    """Most of a page is not hidden by its author."""
    assert texts(f"<div style='display:none'>{STORY}</div>")[0] == LEAD


# Encodings -----------------------------------------------------------------------------------

WORDS = "Café “Mühle”, naïve"


@pytest.mark.parametrize(
    ("data", "media_type"),
    [
        (f"<meta charset=iso-8859-1><p>{WORDS}</p>".encode(), ""),
        (f"<meta charset=utf-8><p>{WORDS}</p>".encode("cp1252"), ""),
        (f"<meta charset=iso-8859-1><p>{WORDS}</p>".encode("cp1252"), ""),
        (f"<p>{WORDS}</p>".encode("cp1252"), "text/html; charset=windows-1252"),
        (f"<?xml version='1.0' encoding='windows-1252'?><p>{WORDS}</p>".encode("cp1252"), ""),
        (f"\ufeff<p>{WORDS}</p>".encode("utf-16"), ""),
        (f"\ufeff<p>{WORDS}</p>".encode(), "text/html; charset=latin-1"),
        (b"<p>Caf&eacute; &#147;M&uuml;hle&#x94;, na&iuml;ve</p>", ""),
    ],
)
def test_encodings_are_told_or_repaired(data: bytes, media_type: str) -> None:
    """By marks, by what is declared, and against it where it cannot be true."""
    article = read_html(Source("page.html", data, media_type=media_type))
    assert article.passages[0].text == WORDS


def test_a_page_of_two_encodings_is_repaired_and_that_is_told() -> None:
    """A quotation was pasted into it by a program that never asked."""
    data = "<meta charset=utf-8><p>Café, Mühle, naïve: ".encode() + b"\x93so\x94</p>"
    article = web(data)
    assert article.passages[0].text == "Café, Mühle, naïve: “so”"
    assert [finding.code for finding in article.findings] == ["encoding-repaired"]


@pytest.mark.parametrize("encoding", ["shift_jis", "euc-jp", "gb2312", "big5", "koi8-r", "cp1256"])
def test_a_declared_encoding_is_taken_at_its_word(encoding: str) -> None:
    """No guess is needed where the page says it."""
    words = {
        **dict.fromkeys(("shift_jis", "euc-jp"), "水車が回り始めた。"),
        "gb2312": "水车又转动了。",
        "big5": "水車又轉動了。",
        "koi8-r": "Мельница пошла.",
        "cp1256": "عادت الطاحونة.",
    }[encoding]
    data = f"<meta charset={encoding}><p>{words}</p>".encode(encoding)
    assert texts(data) == [words]


def test_xhtml_may_close_what_is_empty() -> None:
    """In HTML the rest of the page would be a script."""
    assert texts(
        "<?xml version='1.0'?><html><script src='a.js' /><body><p>It turns.</p></body></html>"
    ) == ["It turns."]


# Bad input -----------------------------------------------------------------------------------

ACTIVE = """<p onclick="alert(1)">It <a href="javascript:alert(2)" onmouseover="alert(3)">turns</a>.</p>
<script>alert(4)</script><iframe src="https://evil.example/alert5"></iframe>
<object data="alert6.swf"></object><embed src="alert7.swf"><svg><script>alert(8)</script></svg>
<meta http-equiv="refresh" content="0;url=https://evil.example/alert9"><base href="javascript:alert(10)//">
<form action="https://evil.example/alert11"><input value="alert12"><button formaction="x">b</button></form>
<img src="x" onerror="alert(13)" alt="a"><a href="vbscript:alert(14)">v</a><style>@import 'alert15'</style>
<link rel="stylesheet" href="alert16.css"><template><p>alert17</p></template><math><mi xlink:href="alert18"/></math>
<a href="data:text/html,alert19">d</a>"""


@pytest.mark.parametrize("around", ["{}", page(f"{STORY}{{}}")])
def test_nothing_active_survives(around: str) -> None:
    """No script, handler, frame, form or address that runs something is in any passage."""
    article = web(around.replace("{}", ACTIVE))
    runs = [run for passage in article.passages for run in passage.runs]
    assert not any("alert" in run.text + run.link for run in runs)
    assert "turns" in " ".join(run.text for run in runs)
    assert "alert" not in article.metadata.source


@pytest.mark.parametrize("tag", ["div", "p", "b", "ul><li", "blockquote", "table><tr><td", "font"])
def test_a_hundred_thousand_nested_tags_are_borne(tag: str) -> None:
    """And the words below them are kept."""
    began = time.process_time()
    html = f"{NAVIGATION}{f'<{tag}>' * 100_000}{STORY}"
    assert LEAD in " ".join(texts(html))
    assert time.process_time() - began < 30


def test_entity_bombs_do_not_go_off() -> None:
    """HTML has no entities of its own making."""
    bomb = "".join(f'<!ENTITY {b} "&{a};&{a};&{a};&{a};">' for a, b in pairwise("abcdefg"))
    article = web(f'<!DOCTYPE html [<!ENTITY a "lol">{bomb}]><p>It turns &g;</p>')
    assert sum(len(passage.text) for passage in article.passages) < 1000


@pytest.mark.parametrize(
    "html",
    [
        "<p>It turns",
        "<p>It turns<p",
        "<div><p>It turns</div></p></b>",
        "<table><p>It turns",
        "<!-- never closed --><p>It turns</p><!-- ",
        '<p>It turns</p><a href="',
        "<html><html><body><body><p>It turns",
        "<p>It tu\x00rns",
    ],
)
def test_unclosed_tags_lose_no_words(html: str) -> None:
    """Browsers are as forgiving."""
    assert texts(html)[0] == "It turns"


@pytest.mark.parametrize("html", ["<!-- nothing -->", "<html></html>", "<p> </p>"])
def test_a_page_without_words_is_no_article(html: str) -> None:
    """It is told in one line."""
    with pytest.raises(ReadingError, match=r"holds no article|is empty"):
        read(Source("page.html", html.encode(), Path("page.html")))


@pytest.mark.parametrize(
    "html",
    [
        "<b>a</b>" * 30_000,
        "<h2>Related</h2><p>x</p>" * 5_000,
        "<a href='" * 50_000,
        "<" * 100_000,
        "a<!-- -->" * 50_000,
        "<meta " * 50_000,
        f"<title>{' | a' * 20_000}</title>{NAVIGATION}<h1>a</h1>",
    ],
)
def test_pages_built_to_keep_us_busy_do_not(html: str) -> None:
    """Time grows with the page, and not faster."""
    began = time.process_time()
    web(NAVIGATION + html)
    assert time.process_time() - began < 20


TAGS = ("p", "div", "h2", "ul", "li", "b", "table", "tr", "td", "section", "span", "br", "aside")


@given(
    st.lists(
        st.tuples(st.sampled_from(TAGS), st.booleans(), st.sampled_from("αβγδεζηθ")), max_size=30
    )
)
@settings(max_examples=60, deadline=None)
def test_no_word_of_a_whole_document_is_lost_or_doubled(parts: list[tuple[str, bool, str]]) -> None:
    """Whatever is open or closed where: all words come out, in order and once."""
    html = "<p>It turns.</p>" + "".join(
        f"<{'/' if closes else ''}{tag}>{letter}{number} "
        for number, (tag, closes, letter) in enumerate(parts)
    )
    said = " ".join(texts(html)).split()
    assert said[2:] == [f"{letter}{number}" for number, (_, _, letter) in enumerate(parts)]


@given(st.binary(max_size=300))
@settings(max_examples=60, deadline=None)
def test_any_bytes_are_a_page_or_an_error(data: bytes) -> None:
    """Never a traceback."""
    with suppress(ReadingError):
        read_html(Source("page.html", data))


# Names ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "name", ["share", "c-share-bar", "shareBar", "related-articles", "comments", "mostRead", "ad"]
)
def test_names_of_furniture_are_judged_as_words(name: str) -> None:
    """However they are joined."""
    assert is_furniture_name(name)


@pytest.mark.parametrize(
    "name",
    ["shareholder-letter", "address", "article-body", "readable", "menuhin", "story", "navy"],
)
def test_words_that_hold_such_names_are_no_furniture(name: str) -> None:
    """A letter to shareholders is an article."""
    assert not is_furniture_name(name)


@pytest.mark.parametrize(
    "words",
    [
        *("Related stories", "Comments (3)", "More from The Courier", "Leave a Reply", "Most read"),
        *(
            "Mehr zum Thema",
            "À lire aussi",
            "Te puede interesar",
            "関連記事",
            "相关阅读",
            "اقرأ أيضا",
        ),
    ],
)
def test_headings_of_furniture_are_known_by_their_words(words: str) -> None:
    """In the languages that newsrooms write."""
    assert is_furniture_heading(words)


@pytest.mark.parametrize(
    "words",
    [
        "Sharing the catch",
        "Great, let's get started!",
        "What comments?",
        "The most popular mill in town",
    ],
)
def test_headings_of_articles_are_not(words: str) -> None:
    """They speak of something."""
    assert not is_furniture_heading(words)
