"""Several articles in one book: each whole, each with its byline and its rights."""

from publisher.article import Role
from publisher.document import Document
from publisher.reading import read
from publisher.structuring import collect, structure
from tests.conftest import article

MILL = (
    "---\ntitle: The mill\nauthor: Ann Lee\ndate: 2026-03-01\nlanguage: en\n"
    "rights: © 2026 The Tide\npublisher: The Tide\n---\n"
    "It turns.[^1]\n\n## The wheel\n\nIt is of oak.\n\n[^1]: Slowly.\n"
)
MER = (
    "---\ntitle: La mer\nauthor: Zoé Roy\ndate: 2026-04-01\nlanguage: fr\n"
    "rights: © 2026 Zoé Roy\npublisher: The Tide\n---\n"
    "Elle monte.[^1]\n\n[^1]: Lentement, dit M. Roy. Très.\n"
)


def together(*texts: str) -> Document:
    """A collection of articles in Markdown."""
    return collect("Spring", [read(article(text, "a.md")) for text in texts])


def test_each_article_is_a_section_under_its_headline() -> None:
    """With its own sections one level below."""
    work = together(MILL, MER)
    assert [(each.name, each.level, each.label) for each in work.sections] == [
        ("c01", 1, "The mill"),
        ("c02", 2, "The wheel"),
        ("c03", 1, "La mer"),
    ]


def test_each_article_keeps_its_byline_and_its_rights() -> None:
    """The byline under the headline, the rights line where the article ends."""
    work = together(MILL, MER)
    told = [(each.role, each.text) for section in work.sections for each in section.paragraphs]
    assert (Role.RIGHTS, "© 2026 The Tide") in told
    assert told[-2] == (Role.RIGHTS, "© 2026 Zoé Roy")
    assert work.sections[1].paragraphs[-1].role is Role.RIGHTS


def test_the_whole_states_what_its_articles_agree_on() -> None:
    """All authors, the newest date, the publisher of all; no rights line, for there are two."""
    about = together(MILL, MER).metadata
    assert (about.title, about.authors, about.date) == (
        "Spring",
        ("Ann Lee", "Zoé Roy"),
        "2026-04-01",
    )
    assert (about.publisher, about.rights) == ("The Tide", "")


def test_notes_of_two_articles_stay_apart() -> None:
    """Both call theirs 1."""
    work = together(MILL, MER)
    marks = [
        run.note for section in work.sections for each in section.sentences() for run in each.runs
    ]
    assert len({note for note in marks if note}) == 2


def test_an_article_in_another_language_is_marked_and_cut_as_such() -> None:
    """“M.” ends no sentence in French."""
    work = together(MILL, MILL.replace("The mill", "The old mill"), MER)
    french = work.sections[-1]
    assert work.metadata.language == "en"
    assert {run.language for each in french.sentences() for run in each.runs} == {"fr"}
    note = next(each for each in french.paragraphs if each.within)
    assert [each.text for each in note.sentences] == ["Lentement, dit M. Roy.", "Très."]


def test_a_collection_of_one_has_all_its_words() -> None:
    """As the article by itself has."""
    alone = structure(read(article(MILL, "a.md")))
    words = {each.text for section in alone.sections for each in section.sentences()}
    assert words <= {
        each.text for section in together(MILL).sections for each in section.sentences()
    }


def test_findings_tell_which_article_they_are_of() -> None:
    """A line number alone would be of any of them."""
    work = collect("Spring", [read(article(f"{MILL}\n\nREAD MORE: The sea\n", "mill.md"))])
    assert any(each.place.startswith("mill.md, line ") for each in work.findings)
