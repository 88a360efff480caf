"""What is set aside: never a word of the story, and nothing unseen."""

import pytest

from publisher.article import Article, Holder, Kind, Metadata, Passage, Role, Run
from publisher.structuring.furniture import is_furniture, set_aside
from publisher.structuring.rights import is_rights


def article(*texts: str, guess: bool = True, rights: str = "") -> Article:
    """An article of bare lines."""
    passages = tuple(
        Passage((Run(text),), line=number) for number, text in enumerate(texts, start=1)
    )
    return Article("-", passages, Metadata(rights=rights), guess=guess)


def passage(text: str) -> Passage:
    """One bare line."""
    return Passage((Run(text),))


@pytest.mark.parametrize(
    "line",
    [
        "READ MORE",
        "Read more: Boats stay in harbour",
        "Read next",
        "Advertisement",
        "ADVERTISING",
        "Share this article",
        "Share on Facebook",
        "Facebook | Twitter | Email",
        "Copy link",
        "Sign up to our newsletter.",
        "Sign up",
        "Subscribe now",
        "Subscribe to read on",
        "Story continues below advertisement",
        "Skip past newsletter promotion",
        "12 comments",
        "Related articles",
        "Related: How mills work",
        "Most read",
        "You may also like",
        "5 min read",
        "Log in",
        "Back to top",
        "Listen to this article",
        "Continue reading the main story",
        "Follow us on Bluesky",
        "Get our morning newsletter",
        "Print",
        "Lire aussi : La mer monte",
        "Weiterlesen",
        "Publicidad",
        "続きを読む",
        "اقرأ المزيد",
    ],
)
def test_a_line_of_a_page_is_furniture(line: str) -> None:
    """Read aloud in the middle of a story it makes nonsense of the sentence before it."""
    assert is_furniture(passage(line))


@pytest.mark.parametrize(
    "line",
    [
        "Read more slowly, she told them.",
        "Share the road with cyclists.",
        "Follow this path.",
        "Follow this path to the sea.",
        "Sign in at the desk, please.",
        "Subscribe to no creed.",
        "Join our walk on Saturday.",
        "Print was the whole of it.",
        "X",
        "Chapter X",
        "The advertisement",
        "Comments on the tide",
        "Related by marriage",
        "Emails from the deep",
        "Trending downwards",
        "“Read more”",
        "Advertisements were pasted on every wall of the town by 1910.",
    ],
)
def test_a_line_of_the_story_stays(line: str) -> None:
    """A sentence that is cut out is lost to whoever cannot see the page."""
    assert not is_furniture(passage(line))


def test_only_bare_lines_and_headings_are_furniture() -> None:
    """Pages mark “Related stories” as a heading; what stands in code is the author's."""
    assert is_furniture(Passage((Run("Related stories"),), Role.HEADING, 2))
    assert not is_furniture(Passage((Run("Topics"),), Role.HEADING, 2))
    assert not is_furniture(Passage((Run("Read more"),), Role.CODE))
    held = (Holder(Kind.BULLETS, 1), Holder(Kind.ITEM, 2))
    assert not is_furniture(Passage((Run("Read more"),), within=held))


def test_what_is_set_aside_is_quoted_with_its_line() -> None:
    """Nothing is lost unseen: a person can find it, and put it back."""
    kept, _, findings = set_aside(article("The tide", "READ MORE", "It turned."))
    assert [each.text for each in kept] == ["The tide", "It turned."]
    (finding,) = findings
    assert (finding.code, finding.place) == ("furniture-set-aside", "line 2")
    assert "“READ MORE”" in finding.message


def test_nothing_is_set_aside_of_a_file_that_a_person_has_been_through() -> None:
    """``guess: false``: every line in it is meant."""
    kept, metadata, findings = set_aside(article("READ MORE", "© 2026 Ann Lee", guess=False))
    assert (len(kept), findings, metadata.rights) == (2, (), "")


@pytest.mark.parametrize(
    ("line", "holder", "year"),
    [
        ("Copyright The Harbour Courier Limited 2026", "The Harbour Courier Limited", "2026"),
        ("© 2026 Ann Lee", "Ann Lee", "2026"),
        ("(c) Ann Lee, 2026", "Ann Lee", "2026"),
        ("Copyright © 2019-2026 by Ann Lee. All rights reserved.", "Ann Lee", "2019"),
        ("© Averil Post 2026. No part of it may be copied.", "Averil Post", "2026"),
        ("All rights reserved © 2026 Averil Post", "Averil Post", "2026"),
        ("Copyright held by Ann Lee", "Ann Lee", ""),
        ("© 2026 J. Lee & Co. Ltd.", "J. Lee & Co. Ltd", "2026"),
        ("Alle Rechte vorbehalten. © 2026 Friesische Rundschau", "Friesische Rundschau", "2026"),
        ("© Le Phare 2026 – Tous droits réservés", "Le Phare", "2026"),
        ("All rights reserved.", "", ""),
    ],
)
def test_a_rights_line_tells_whose_and_since_when(line: str, holder: str, year: str) -> None:
    """They go into the metadata, where catalogues look for them, and are not read aloud."""
    kept, metadata, findings = set_aside(article("The tide", "It turned.", line))
    assert (metadata.rights, metadata.rights_holder, metadata.rights_year) == (line, holder, year)
    assert len(kept) == 2
    assert [finding.code for finding in findings] == ["rights-set-aside"]


@pytest.mark.parametrize(
    "line",
    [
        "Copyright law is changing fast, and authors are worried.",
        "Copyright in 2016 was a muddle, said the judge.",
        "Copyrights are sold by the yard.",
        "She put a © on everything she owned.",
    ],
)
def test_a_sentence_about_rights_is_no_rights_line(line: str) -> None:
    """An article on copyright begins a paragraph with the word."""
    assert not is_rights(line)


def test_rights_are_looked_for_at_the_ends_only() -> None:
    """In the middle of an article such a line is an example of one."""
    kept, metadata, _ = set_aside(article(*["It rained."] * 8, "© 1924 Nobody", *["So?"] * 8))
    assert (len(kept), metadata.rights) == (17, "")


def test_two_rights_lines_are_one() -> None:
    """Agencies set their conditions on a line of their own."""
    kept, metadata, _ = set_aside(article("The tide", "© 2026 Ann Lee", "All rights reserved."))
    assert len(kept) == 1
    assert metadata.rights == "© 2026 Ann Lee All rights reserved."
    assert metadata.rights_holder == "Ann Lee"


def test_rights_that_were_declared_are_not_overruled() -> None:
    """The front matter is the author's own word; the line is still no part of the story."""
    kept, metadata, _ = set_aside(article("It rained.", "© 1999 A. N. Other", rights="© 2026 Lee"))
    assert (len(kept), metadata.rights_holder, metadata.rights_year) == (1, "Lee", "2026")


STORY = (
    "The wheel had not turned since the spring of the great flood, and nobody expected it to.",
    "Then the council met, and by nine votes to seven the wheel was to have its water back.",
    "Boat owners in the harbour say that the river will be too low for them by the autumn.",
)


def left(*texts: str) -> list[str]:
    """What is left of an article."""
    return [each.text for each in set_aside(article(*texts))[0]]


@pytest.mark.parametrize(
    ("line", "code"),
    [
        ("Photograph: Ann Lee/Averil Pictures", "caption-set-aside"),
        ("The wheel in May. Photograph: Ann Lee/Reuters", "caption-set-aside"),
        ("The wheel in May (AP Photo/Ann Lee)", "caption-set-aside"),
        ("The wheel in May. © Ann Lee", "caption-set-aside"),
        ("FILE - The wheel in May.", "caption-set-aside"),
        ("Das Rad im Mai. Foto: dpa", "caption-set-aside"),
        ("Crédit photo : Élodie Marchand", "caption-set-aside"),
        ("写真：山田花子", "caption-set-aside"),
        ("Image source, Averil Pictures", "caption-set-aside"),
        ("Additional reporting by Bo Chen", "credit-set-aside"),
        ("Reporting by Ann Lee; Editing by Bo Chen", "credit-set-aside"),
        ("(PTI)", "credit-set-aside"),
        ("Mit Material von dpa", "credit-set-aside"),
        (
            "Sign up for our newsletter and get the tide tables every morning.",
            "furniture-set-aside",
        ),
        ("Inscrivez-vous à la newsletter de la rédaction.", "furniture-set-aside"),
        ("You can unsubscribe at any time.", "furniture-set-aside"),
        ("Follow the Courier on WhatsApp, Telegram and Bluesky.", "furniture-set-aside"),
        ("Updated 3 hours ago", "furniture-set-aside"),
        ("MUST READ: Boats stay in harbour", "furniture-set-aside"),
        ("0:00 / 1:23", "furniture-set-aside"),
    ],
)
def test_what_is_said_of_the_page_is_set_aside_with_its_kind(line: str, code: str) -> None:
    """In the midst of the story, where a listener would take it for the next sentence."""
    kept, _, findings = set_aside(article(STORY[0], STORY[1], line, STORY[2]))
    assert [each.text for each in kept] == list(STORY)
    assert [finding.code for finding in findings] == [code]


@pytest.mark.parametrize(
    "line",
    [
        "Read more books this winter, she said.",
        "Related to the miller by marriage, she kept her counsel until the vote was over.",
        "The photographs were sold to a dealer in Husum, who said that nobody had asked (AP).",
        "Subscribers to the scheme met in the hall on Friday, and most of them voted against it.",
        "We sent e-mails to every member of the council, and none of them answered us in a week.",
        "Get up early, take the path along the dyke, and you will have the marsh to yourself.",
        "Copyright had nothing to do with it, said the judge; the map was never theirs to sell.",
        "Try the fish.",
        "“Who is?”",
        "What the judge said",
        "Opinion is divided",
        "Still, the wheel turned.",
        "Source of the river",
        "Subscribe to nothing",
        "21:40",
        "【一通の手紙】",
    ],
)
def test_a_passage_of_the_story_that_looks_like_a_page_stays(line: str) -> None:
    """A word of the story that is cut out is worse than a button that is read aloud."""
    assert line in left(STORY[0], line, STORY[1], STORY[2])


@pytest.mark.parametrize(
    "line",
    [
        "By Tuesday he had gone.",
        "Most read nothing at all.",
        "More from him came later.",
        "Photographs by the dozen lay on the floor.",
        "Photographs by Ann Lee hung in the hall.",
        "Pictures from Rome came every week.",
        "He had nothing. Photographs by the dozen lay on the floor.",
        "Courtesy cost him nothing.",
        "Reporting by telephone was slow.",
        "Words by the yard were sold.",
    ],
)
def test_a_short_sentence_of_the_story_may_begin_as_a_label_does(line: str) -> None:
    """It goes on and ends as a sentence does, and the story limps without it."""
    assert left(*STORY[:2], "Advertisement", STORY[2], line, STORY[2]) == [
        *STORY,
        line,
        STORY[2],
    ]


@pytest.mark.parametrize(
    "line",
    [
        "Photograph by Ann Lee.",
        "Photographs by Ann Lee and Bo Reed for the Courier.",
        "Images courtesy of the council.",
        "Reporting by Ann Lee in Averil.",
        "This article was first published in the Courier.",
    ],
)
def test_a_credit_may_end_in_a_full_stop(line: str) -> None:
    """It says who made what, and nothing else."""
    assert left(*STORY, line) == list(STORY)


def test_links_under_a_label_go_with_it() -> None:
    """“Most read” is nothing by itself."""
    links = ("Minister keeps her diary to herself", "How the last ferry came to be painted green")
    assert left(*STORY[:2], "Most read", *links, STORY[2]) == list(STORY)
    assert left(*STORY, "Related stories", *links) == list(STORY)


@pytest.mark.parametrize("label", ["READ MORE", "Related stories"])
@pytest.mark.parametrize("at", [0, 1, 2])
def test_a_link_may_ask_something(label: str, at: int) -> None:
    """As headlines do; in a list of links it is no chapter, and no question of the story."""
    links = ["Minister keeps her diary to herself", "How the last ferry came to be painted green"]
    links.insert(at, "Will the river be too low for boats by the autumn, and who says so?")
    assert left(*STORY[:2], label, *links, STORY[2]) == list(STORY)


def test_a_question_under_links_stays_where_questions_are_sub_headings() -> None:
    """A listener would lose the way into one part of an explainer."""
    asked = ("Who pays for it?", STORY[2], "Why now?", STORY[1])
    links = ("Related stories", "How the last ferry came to be painted green")
    assert left(STORY[0], STORY[1], *links, *asked) == [STORY[0], STORY[1], *asked]


def test_a_question_that_goes_on_from_the_story_is_no_link() -> None:
    """It may stand under a link, and is asked in the story."""
    links = ("READ MORE", "How the last ferry came to be painted green")
    assert left(*STORY[:2], *links, "But who would pay?", STORY[2])[2] == "But who would pay?"


def test_a_sub_heading_under_links_stays() -> None:
    """It speaks of what the paragraph under it speaks of; a link to another story does not."""
    link = "How the last ferry came to be painted green"
    kept = left(*STORY[:2], "Related stories", link, "Boats in the harbour", STORY[2])
    assert kept == [*STORY[:2], "Boats in the harbour", STORY[2]]


def test_what_stands_below_the_comments_is_no_story() -> None:
    """Names, links and buttons: one of them tells what the others are."""
    assert left(*STORY, "Comments (23)", "millwheel99", "Averil and the marshes") == list(STORY)


def test_a_line_below_the_story_stays_while_nothing_says_it_is_over() -> None:
    """A signature, a list, the last line of a verse."""
    assert left(*STORY, "Ann Lee", "Averil, in May") == [*STORY, "Ann Lee", "Averil, in May"]


def test_the_name_of_a_section_over_the_headline_is_a_menu() -> None:
    """Between two paragraphs the same word is a sub-heading."""
    assert left("World", "Mill to turn again", *STORY) == ["Mill to turn again", *STORY]
    assert left(STORY[0], "World", *STORY[1:]) == [STORY[0], "World", *STORY[1:]]


def test_a_note_on_the_author_is_set_aside_at_the_end_only() -> None:
    """In the midst of the story a reporter may be a person of it."""
    note = "Ann Lee is a reporter for the Courier in Averil."
    kept, _, findings = set_aside(article(*STORY, note))
    assert [each.text for each in kept] == list(STORY)
    assert [finding.code for finding in findings] == ["author-note-set-aside"]
    assert note in left(*STORY * 3, note, *STORY * 3)


def test_marked_links_go_with_their_heading() -> None:
    """In Markdown and HTML they are a list."""
    held = (Holder(Kind.BULLETS, 1), Holder(Kind.ITEM, 2))
    passages = (
        *(passage(text) for text in STORY),
        Passage((Run("Related stories"),), Role.HEADING, 2),
        Passage((Run("How the last ferry came to be painted green"),), within=held),
    )
    kept, _, _ = set_aside(Article("-", passages))
    assert [each.text for each in kept] == list(STORY)


def test_nothing_is_lost_unseen_whatever_stands_in_a_page() -> None:
    """Each passage is kept, or quoted in a finding."""
    texts = (
        "Home > World",
        "Share",
        "The mill",
        "By Ann Lee",
        *STORY,
        "Most read",
        "A link",
        "Terms",
    )
    kept, _, findings = set_aside(article(*texts))
    quoted = " ".join(finding.message for finding in findings)
    assert all(f"“{text}”" in quoted or text in [each.text for each in kept] for text in texts)
    assert len(kept) + len(findings) == len(texts)
