"""What is set aside: never a word of the story, and nothing unseen."""

import pytest

from publisher.article import Article, Holder, Kind, Metadata, Passage, Role, Run
from publisher.structuring.furniture import is_furniture, is_rights, set_aside


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
        "Image source, Averil Pictures",
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


@pytest.mark.parametrize("role", [Role.HEADING, Role.CODE])
def test_only_bare_lines_are_furniture(role: Role) -> None:
    """What the author marked, or set into a list, is the author's."""
    assert not is_furniture(Passage((Run("Read more"),), role))
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
    assert not is_rights(passage(line))


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
