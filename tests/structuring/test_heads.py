"""The head of an article: told as a careful editor would, and never overruling the author."""

import pytest

from publisher.article import Article, Mark, Metadata, Passage, Role, Run
from publisher.document import Document
from publisher.reading import load, read
from publisher.structuring import structure
from publisher.structuring.bylines import is_bare_name, is_byline, is_loose_byline, names_in
from publisher.structuring.dates import is_dateline
from publisher.structuring.headlines import is_headline
from publisher.structuring.heads import with_head
from tests.conftest import article, shared_article

BODY = "The tide came in over the flats by night, and nobody in the village heard it come in."


def lines(*texts: str) -> tuple[Passage, ...]:
    """Passages parted by blank lines."""
    return tuple(Passage((Run(text),), line=1 + 2 * at) for at, text in enumerate(texts))


def head(
    *texts: str, declared: Metadata | None = None, guess: bool = True
) -> tuple[list[str], Metadata]:
    """The body that is left, and what the head told."""
    body, metadata, _ = with_head(lines(*texts), declared or Metadata(), guess=guess)
    return [each.text for each in body], metadata


def markdown(text: str) -> Document:
    """A Markdown article, structured."""
    return structure(read(article(text, "article.md")))


# Headlines


def test_a_first_line_without_a_full_stop_is_the_headline() -> None:
    """It is taken off, or it would be read twice."""
    body, metadata = head("Mill to turn again", BODY)
    assert (metadata.title, body) == ("Mill to turn again", [BODY])


@pytest.mark.parametrize(
    ("line", "is_one"),
    [
        ("Mill to turn again", True),
        ("Who heard the tide?", True),
        ("Enough is enough.", True),
        ("“A map is an argument”", True),
        ("潮を告げる時計", True),
        (BODY, False),
        ("Dear reader,", False),
        ("“It is slow,” she said.", False),
        ("潮は夜のうちに満ちたが、村では誰も気づかなかった。", False),
        ("word " * 60, False),
    ],
)
def test_a_sentence_is_no_headline(line: str, is_one: bool) -> None:
    """Taken for one, the first sentence of the story would be shouted from the cover."""
    assert is_headline(Passage((Run(line.strip()),))) is is_one


def test_without_a_headline_the_first_words_stand_in() -> None:
    """A book must have a title; the words are not taken out of the story."""
    body, metadata, findings = with_head(lines(BODY), Metadata(), guess=True)
    assert metadata.title == "The tide came in over the flats by…"
    assert body[0].text == BODY
    assert [finding.code for finding in findings] == ["title-missing"]


def test_words_that_stand_in_for_a_headline_are_few_in_any_script() -> None:
    """A Japanese paragraph is one word to whoever counts spaces."""
    _, metadata = head("潮は夜のうちに満ちたが村では誰も気づかなかった。" * 9)
    assert len(metadata.title) <= 61


def test_the_only_heading_of_level_one_is_the_headline() -> None:
    """What Markdown authors mean by it, nine times in ten."""
    work = markdown(f"# The mill\n\n{BODY}\n\n## The wheel\n\n{BODY}")
    assert work.metadata.title == "The mill"
    assert [section.label for section in work.sections] == ["Opening", "The wheel"]


def test_a_level_used_several_times_is_of_sections() -> None:
    """The first of three chapters is not the name of the book."""
    work = markdown(f"# Spring\n\n{BODY}\n\n# Summer\n\n{BODY}")
    assert [(each.label, each.level) for each in work.sections] == [("Spring", 1), ("Summer", 1)]
    assert "title-missing" in {finding.code for finding in work.findings}


def test_a_lone_highest_heading_is_the_headline_whatever_its_level() -> None:
    """Some sites keep level 1 for their own name."""
    assert (
        markdown(f"## The mill\n\n{BODY}\n\n### The wheel\n\n{BODY}").metadata.title == "The mill"
    )


def test_a_heading_that_does_not_come_first_is_no_headline() -> None:
    """Words stand before it, and it does not name them."""
    work = markdown(f"{BODY}\n\n# The wheel\n\n{BODY}")
    assert [section.label for section in work.sections] == ["Opening", "The wheel"]


@pytest.mark.parametrize("line", ["# The Mill’s Wheel", "# the mill's wheel", "The Mill’s  Wheel"])
def test_a_headline_that_was_declared_is_not_doubled(line: str) -> None:
    """Site generators repeat it; curly quotes, capitals and spaces make no other headline."""
    work = markdown(f"---\ntitle: The Mill's Wheel\n---\n{line}\n\n{BODY}")
    assert work.metadata.title == "The Mill's Wheel"
    assert [section.label for section in work.sections] == ["The article"]
    assert work.sections[0].paragraphs[0].text == BODY


def test_another_heading_under_a_declared_headline_stays() -> None:
    """It is a section; nothing that was written may vanish."""
    work = markdown(f"---\ntitle: The mill\n---\n# The wheel\n\n{BODY}")
    assert [section.label for section in work.sections] == ["The wheel"]


def test_a_line_break_within_a_headline_is_a_space() -> None:
    """Metadata has one line."""
    assert (
        markdown(f"# The mill<br>and the moon\n\n{BODY}").metadata.title == "The mill and the moon"
    )


# Standfirsts


@pytest.mark.parametrize(
    "line",
    [
        "Councillors vote nine to seven for a wheel that last turned in 1958",
        "町の議会は九対七で水車の復活を決め、港の船主たちは反対している",
    ],
)
def test_a_line_without_a_full_stop_under_the_headline_is_a_standfirst(line: str) -> None:
    """Newsrooms set it so."""
    body, metadata = head("Mill to turn again", line, BODY)
    assert (metadata.standfirst, body) == (line, [BODY])


def test_sentences_over_a_byline_are_a_standfirst() -> None:
    """Whatever stands between headline and byline is part of the head."""
    _, metadata = head("The mill", "It stood idle. Now it turns.", "By Ann Lee", BODY)
    assert metadata.standfirst == "It stood idle. Now it turns."


def test_words_set_apart_under_the_headline_are_a_standfirst() -> None:
    """In Markdown it is emphasised, full stop or not."""
    work = markdown(f"# The mill\n\n*It stood idle for years. Now it turns.*\n\n{BODY}")
    assert work.metadata.standfirst == "It stood idle for years. Now it turns."


def test_words_with_a_note_stay_in_the_story() -> None:
    """A title page has no notes; the mark would be printed as a part of the last word."""
    text = f"# The mill\n\n*It stood idle for years.*[^1]\n\n{BODY}\n\n[^1]: Forty of them.\n"
    work = markdown(text)
    assert work.metadata.standfirst == ""
    assert any(run.note for each in work.sections[0].sentences() for run in each.runs)


def test_a_short_line_close_under_the_headline_is_a_standfirst() -> None:
    """Set line under line, while blank lines part all that follows."""
    text = f"The mill\nIt stood idle for years. Now it turns.\n\n{BODY}\n\n{BODY}"
    work = structure(read(article(text)))
    assert work.metadata.standfirst == "It stood idle for years. Now it turns."


@pytest.mark.parametrize("line", ["Nobody was hurt when it fell.", "The wheel", BODY * 6])
def test_sentences_under_a_headline_begin_the_story(line: str) -> None:
    """So does a sub-heading, and a long paragraph."""
    assert head("Mill to turn again", line, BODY)[1].standfirst == ""


def test_a_standfirst_has_a_story_under_it() -> None:
    """The last passage of an article cannot introduce the next."""
    assert head("The mill", "It stood idle for years and now it turns")[1].standfirst == ""


# Bylines


@pytest.mark.parametrize(
    ("line", "names"),
    [
        ("By Ann Lee", ("Ann Lee",)),
        ("by Ann Lee", ("Ann Lee",)),
        ("By Ann Lee and Raúl Ortiz in Lisbon", ("Ann Lee", "Raúl Ortiz")),
        ("By Ann Lee, Bo Chen and Cy Dow", ("Ann Lee", "Bo Chen", "Cy Dow")),
        ("By Ann van der Lee, science editor", ("Ann van der Lee",)),
        ("By Ann Lee, Science Editor", ("Ann Lee",)),
        ("By Ann Lee and agencies", ("Ann Lee",)),
        ("By Conor O'Neil & J. P. d’Arcy", ("Conor O'Neil", "J. P. d’Arcy")),
        ("Words by Ann Lee", ("Ann Lee",)),
        ("Words and pictures by Ann Lee", ("Ann Lee",)),
        ("Interview: Ann Lee", ("Ann Lee",)),
        ("By Ann Lee | Averil Post", ("Ann Lee",)),
        ("Von Hanne Petersen und Jens Voß", ("Hanne Petersen", "Jens Voß")),
        ("Par Élodie Marchand", ("Élodie Marchand",)),
        ("文＝山田 花子", ("山田 花子",)),
        ("بقلم: ليلى حداد", ("ليلى حداد",)),
    ],
)
def test_a_byline_says_who(line: str, names: tuple[str, ...]) -> None:
    """Libraries file a book by its authors; a place or a post is no part of a name."""
    assert is_byline(line)
    assert names_in(line) == names
    assert head("The mill", line, BODY)[1].authors == names


@pytest.mark.parametrize(
    "line",
    [
        "By Friday it had ended.",
        "By the time they came, the tide had turned",
        "By Friday, nobody knew.",
        "Von der Mühle blieb nichts",
        "Text your answer to us",
        "Review: a wet day out for all of us",
        "By and by",
    ],
)
def test_a_sentence_that_begins_with_by_is_no_byline(line: str) -> None:
    """It would be taken out of the story, and file the book under Friday."""
    assert not is_byline(line)


def test_a_bare_name_over_a_date_is_a_byline() -> None:
    """Alone it might be a sub-heading; with a date under it it can be nothing else."""
    body, metadata = head("The mill", "Ann Lee", "5 September 2026", BODY)
    assert (metadata.byline, metadata.authors, metadata.date) == (
        "Ann Lee",
        ("Ann Lee",),
        "2026-09-05",
    )
    assert body == [BODY]
    assert head("The mill", "Night Work", BODY)[1].byline == ""


def test_a_byline_or_a_date_may_stand_over_the_headline() -> None:
    """Blogs set them so; taken for the headline they would name the book."""
    body, metadata = head("5 September 2026", "The mill", "By Ann Lee", BODY)
    assert (metadata.title, metadata.byline, metadata.date) == (
        "The mill",
        "By Ann Lee",
        "2026-09-05",
    )
    assert body == [BODY]


@pytest.mark.parametrize(
    ("line", "names"),
    [
        ("Obituary by Ann Lee", ("Ann Lee",)),
        ("By Ann Lee | 5 September 2026, 10:42", ("Ann Lee",)),
        ("Interview: Ann Lee", ("Ann Lee",)),
        ("Texto: Lara Ortiz. Fotos: Raúl Ortiz", ("Lara Ortiz",)),
    ],
)
def test_a_byline_may_say_what_was_made_and_when(line: str, names: tuple[str, ...]) -> None:
    """Right under the headline, where it can be nothing else."""
    body, metadata = head("Mill to turn again", line, BODY)
    assert (metadata.byline, metadata.authors, body) == (line, names, [BODY])


@pytest.mark.parametrize(
    ("line", "byline", "names"),
    [
        ("By Ann Lee, 5 September 2026", "By Ann Lee", ("Ann Lee",)),
        ("By Ana de la Cruz and Bo Reed | 5 September 2026", "By Ana de la Cruz and Bo Reed",
         ("Ana de la Cruz", "Bo Reed")),
    ],
)  # fmt: skip
def test_a_date_in_a_byline_is_said_once(line: str, byline: str, names: tuple[str, ...]) -> None:
    """The byline is the names, and the date the date."""
    work = markdown(f"# The mill\n\n{line}\n\n{BODY}")
    about = work.metadata
    assert (about.byline, about.authors, about.date) == (byline, names, "2026-09-05")
    assert [block.text for block in work.front.blocks()] == [
        "The mill", byline, "5 September 2026"
    ]  # fmt: skip


def test_a_date_in_a_byline_goes_with_the_dateline_or_is_set_aside() -> None:
    """What is declared stays; “2 hours ago” tells nothing where the day is known."""
    placed = markdown(f"---\ndateline: Averil\n---\n# Mill\n\nBy Ann Lee, 5 May 2026\n\n{BODY}")
    assert (placed.metadata.byline, placed.metadata.dateline) == (
        "By Ann Lee",
        "Averil, 5 May 2026",
    )
    known = markdown(f"---\ndate: 2026-05-05\n---\n# Mill\n\nBy Ann Lee | 2 hours ago\n\n{BODY}")
    assert (known.metadata.byline, known.metadata.dateline) == ("By Ann Lee", "")
    assert any("“2 hours ago”" in finding.message for finding in known.findings)


def test_a_second_date_is_set_aside() -> None:
    """“Updated” tells nothing that a listener needs."""
    texts = ("The mill", "By Ann Lee", "5 September 2026", "Updated 6 September 2026", BODY)
    body, metadata, findings = with_head(lines(*texts), Metadata(), guess=True)
    assert (metadata.date, [each.text for each in body]) == ("2026-09-05", [BODY])
    assert "“Updated 6 September 2026”" in findings[0].message


# What stands over the headline


def test_a_kicker_over_the_headline_is_set_aside_on_a_page() -> None:
    """It is short and the headline is not; furniture around says that this is a page."""
    passages = lines("Marsh Life", "Nobody in the village heard the tide", "By Ann Lee", BODY)
    body, metadata, findings = with_head(passages, Metadata(), guess=True, aside=frozenset((2,)))
    assert metadata.title == "Nobody in the village heard the tide"
    assert [each.text for each in body] == [BODY]
    assert "“Marsh Life”" in findings[0].message


def test_a_short_headline_over_a_standfirst_stays_the_headline() -> None:
    """An article that was copied with care begins with it."""
    standfirst = (
        "Councillors vote nine to seven for a wheel that last turned when the tide was young"
    )
    body, metadata = head("The tide", standfirst, BODY)
    assert (metadata.title, metadata.standfirst, body) == ("The tide", standfirst, [BODY])


def test_a_long_first_line_is_the_headline_whatever_follows() -> None:
    """A standfirst shares more words with the story than a headline does."""
    standfirst = "The tide came in over the flats by night and nobody in the village heard it"
    assert head("Leave the marsh alone", standfirst, BODY)[1].title == "Leave the marsh alone"


# Dates


@pytest.mark.parametrize("line", ["5 September 2026", "Husum, 5. September 2026", "05/09/2026"])
def test_a_line_that_is_a_date_is_the_dateline(line: str) -> None:
    """Kept as printed, and taken out of the story, where it would be read as a sentence."""
    body, metadata = head("The mill", line, BODY)
    assert (metadata.dateline, body) == (line, [BODY])


@pytest.mark.parametrize(
    ("declared", "date"),
    [
        ("2026-09-05", "2026-09-05"),
        ("5 Sept 2026", "2026-09-05"),
        ("2026", "2026"),
        ("2026-09", "2026-09"),
    ],
)
def test_a_date_that_is_declared_is_put_into_iso_form(declared: str, date: str) -> None:
    """Reading systems know no other."""
    assert head("The mill", BODY, declared=Metadata(date=declared))[1].date == date


@pytest.mark.parametrize("declared", ["05/09/2026", "soon", "the other day"])
def test_a_date_that_cannot_be_told_is_kept_and_found(declared: str) -> None:
    """The author is asked to write it in full; nothing is made up."""
    _, metadata, findings = with_head(lines("The mill", BODY), Metadata(date=declared), guess=True)
    assert metadata.date == declared
    assert [finding.code for finding in findings] == ["date-unsure"]


def test_the_year_of_the_rights_is_the_date_where_there_is_no_other() -> None:
    """Better known to the year than not at all."""
    assert head("The mill", BODY, declared=Metadata(rights_year="2016"))[1].date == "2016"
    assert (
        head("The mill", "May 2015", BODY, declared=Metadata(rights_year="2016"))[1].date
        == "2015-05"
    )


@pytest.mark.parametrize(
    ("rights", "date"),
    [
        ("© 2024 Ann Lee", "2024"),
        ("© 2024 Ann Lee. © 2024 Averil Post", "2024"),
        ("© 2010–2024 Ann Lee", ""),
        ("© 2019-24 Ann Lee", ""),
        ("© 2010 to 2024 Ann Lee", ""),
        ("© 2010, 2024 Ann Lee", ""),
        ("© Ann Lee since 2010", ""),
    ],
)
def test_the_years_of_the_rights_are_no_date_of_publication(rights: str, date: str) -> None:
    """The first of them would file today's story under the year that the paper was founded."""
    work = markdown(f"# The mill\n\n{BODY}\n\n{rights}")
    assert (work.metadata.rights, work.metadata.date) == (rights, date)


def test_the_year_of_the_rights_is_not_announced() -> None:
    """A listener would take it for the day that the story appeared."""
    work = markdown(f"# The mill\n\n{BODY}\n\n© 2024 Ann Lee")
    assert [block.text for block in work.front.blocks()] == ["The mill"]


# What was declared


def test_what_is_declared_is_never_overruled() -> None:
    """Front matter is the author's own word; lines that say the same are not doubled."""
    declared = Metadata("Mine", "My standfirst", ("Me",), "By Me", date="2026-09-05")
    body, metadata = head("Theirs", "by me", "By Ann Lee", BODY, declared=declared)
    assert metadata == declared
    assert body == ["Theirs", "By Ann Lee", BODY]


def test_nothing_is_guessed_where_the_author_says_so() -> None:
    """``guess: false``: a file that a person has been through is taken as it stands."""
    texts = ("The mill", "It stood idle for years and now it turns", "By Ann Lee", BODY)
    body, metadata = head(*texts, declared=Metadata(title="The mill"), guess=False)
    assert body == list(texts)
    assert (metadata.byline, metadata.standfirst) == ("", "")


def test_a_marked_headline_is_no_guess() -> None:
    """It is marked."""
    work = markdown(f"---\nguess: false\n---\n# The mill\n\nBy Ann Lee\n\n{BODY}")
    assert (work.metadata.title, work.metadata.byline) == ("The mill", "")


def test_a_heading_in_a_quotation_is_not_the_headline() -> None:
    """It belongs to what is quoted."""
    work = markdown(f"> # The mill\n\n{BODY}")
    assert work.sections[0].paragraphs[0].role is Role.HEADING
    assert "title-missing" in {finding.code for finding in work.findings}


def test_emphasis_in_the_story_makes_no_standfirst() -> None:
    """Only a whole passage set apart is one."""
    passages = (
        Passage((Run("The mill"),), line=1),
        Passage((Run("Nobody", (Mark.EMPHASIS,)), Run(" was hurt when it fell.")), line=3),
        Passage((Run(BODY),), line=5),
    )
    assert structure(Article("-", passages), "en").metadata.standfirst == ""


def test_the_shared_article_is_understood() -> None:
    """Headline, standfirst, three sections, READ MORE and rights: the users' own example."""
    work = structure(read(load(shared_article())))
    about = work.metadata
    assert about.title.startswith("Thousands flee Aleppo")
    assert about.standfirst.startswith("Rebels lose about one-third")
    assert (about.rights_holder, about.rights_year) == ("The Financial Times Limited", "2016")
    assert [each.label for each in work.sections] == ["Opening", "Two-week campaign", "Silence"]
    said = [sentence.text for section in work.sections for sentence in section.sentences()]
    assert not any("Financial Times" in words or "READ MORE" in words for words in said)
    aside = {finding.code: finding for finding in work.findings}
    assert aside["furniture-set-aside"].place == "line 13"
    assert "“READ MORE”" in aside["furniture-set-aside"].message
    assert Role.FURNITURE not in {each.role for part in work.sections for each in part.paragraphs}


@pytest.mark.parametrize(
    ("line", "names"),
    [
        ("As told to Ann Lee", ("Ann Lee",)),
        ("Ann Lee avec AFP", ("Ann Lee",)),
        ("Ann Lee and agencies", ("Ann Lee",)),
        ("Von Ann Lee, Berlin", ("Ann Lee",)),
        ("Por Ana Ruiz | Madrid", ("Ana Ruiz",)),
        ("Words by Ann Lee, photographs by Bo Reed", ("Ann Lee",)),
        ("by the late Ann Lee, Gent.", ("Ann Lee",)),
        ("By our own correspondent in Lisbon", ()),
        ("【取材・文／石川伸】", ("石川伸",)),
        ("取材・文 石川伸", ("石川伸",)),
        ("社会部　石川伸", ("石川伸",)),
        ("石川伸記者", ("石川伸",)),
        ("记者 王小明", ("王小明",)),
        ("文/王小明", ("王小明",)),
        ("홍길동 기자", ("홍길동",)),
        ("حوار: سلمى الخوري", ("سلمى الخوري",)),
    ],
)
def test_newsrooms_say_in_many_ways_who_wrote(line: str, names: tuple[str, ...]) -> None:
    """The agency, the desk and the place are no names."""
    assert is_byline(line)
    assert names_in(line) == names


@pytest.mark.parametrize(
    ("line", "names"),
    [
        ("A short story by Ann Lee", ("Ann Lee",)),
        ("Compiled by Ann Lee", ("Ann Lee",)),
        ("From Ann Lee in Lisbon", ("Ann Lee",)),
        ("Ann Lee (now) and Bo Reed (earlier)", ("Ann Lee", "Bo Reed")),
    ],
)
def test_a_line_under_the_headline_may_say_who_made_what(line: str, names: tuple[str, ...]) -> None:
    """It is the byline there, and no standfirst."""
    assert is_loose_byline(line)
    body, metadata = head("Mill to turn again", line, BODY)
    assert (metadata.byline, metadata.authors, body) == (line, names, [BODY])


@pytest.mark.parametrize(
    "line",
    [
        "Ann Lee, science editor",
        "Ann Lee in Lisbon",
        "Ann Lee, professor of law at Oxford",
        "Ana Ruiz, enviada especial",
        "القاهرة - سلمى الخوري",
    ],
)
def test_a_bare_name_may_say_what_somebody_is_or_where(line: str) -> None:
    """Under the headline it is the byline, if nobody in the story is called so."""
    assert is_bare_name(line)
    assert head("Mill to turn again", line, *[BODY] * 8)[1].byline == line


@pytest.mark.parametrize(
    "line",
    [
        "Life in Lisbon",
        "The lamps of the lane",
        "From Lisbon to Rome",
        "新人記者",
        "By land and sea",
    ],
)
def test_a_sub_heading_that_looks_like_a_byline_is_none(line: str) -> None:
    """A place, a thing, a way: nobody's name."""
    assert not any(told(line) for told in (is_byline, is_loose_byline, is_bare_name))


@pytest.mark.parametrize("line", ["By Monday.", "By Tuesday he had gone.", "Nobody asked."])
def test_a_short_sentence_under_the_byline_begins_the_story(line: str) -> None:
    """A story may begin with short sentences; furniture among them makes none of them a label."""
    passages = lines("Mill to turn again", "By Ann Lee", "He came.", line, BODY)
    body, metadata, _ = with_head(passages, Metadata(), guess=True, aside=frozenset((8,)))
    assert metadata.byline == "By Ann Lee"
    assert line in [each.text for each in body]


@pytest.mark.parametrize(
    "over",
    [
        ("Published", "3 hours ago", "By Ann Lee", "BBC News, Averil"),
        ("By Ann Lee", "BBC News, Averil", "Published", "3 hours ago"),
        ("BBC News, Averil", "By Ann Lee", "Published", "3 hours ago"),
        ("Ann Lee", "BBC News, Averil", "Published", "12 May 2026"),
        ("Published", "12 May 2026", "Updated", "3 hours ago", "Ann Lee", "BBC Radio Averil"),
        ("Published", "3 hours ago", "Ann Lee", "Business reporter, BBC News"),
        ("3 hours ago", "By Ann Lee", "Reporting from Averil"),
        ("12 May 2026", "Ann Lee", "The Harbour Courier, Averil"),
    ],
)
def test_who_and_when_may_stand_line_by_line_in_any_order(over: tuple[str, ...]) -> None:
    """None of it is read out as the first chapter, and the author is known."""
    body, metadata = head("Mill to turn again", *over, BODY, BODY)
    assert metadata.authors == ("Ann Lee",)
    assert is_dateline(metadata.dateline)
    assert (metadata.standfirst, body) == ("", [BODY, BODY])


def test_a_sub_heading_under_the_byline_is_no_newspaper() -> None:
    """A listener would lose the name of the first part."""
    for line in ("The Lamps", "Two-week campaign", "Hard Times", "DNA Tests"):
        assert line in head("Mill to turn again", "By Ann Lee", line, BODY, BODY)[0]


def test_a_name_over_a_date_ends_the_standfirst() -> None:
    """Byline and date tell that the sentence above them is of the head."""
    said = "The bridge is closed, the ferry is in, and the station has stopped answering."
    body, metadata = head("Mill to turn again", said, "Ann Lee", "12 November 2026", BODY)
    assert (metadata.standfirst, metadata.byline, body) == (said, "Ann Lee", [BODY])


def test_a_line_right_over_a_caption_with_its_credit_is_a_caption() -> None:
    """Two pictures stood there; no heading has another line under it at once."""
    line = "The ferry tied up at the slip in the dark with a new pilot"
    passages = lines("Mill to turn again", "It has been still since the war", line, "", BODY)
    passages = (*passages[:3], passages[4])
    body, _, findings = with_head(passages, Metadata(), guess=True, captions=frozenset((6,)))
    assert [each.text for each in body] == [BODY]
    assert any(line in finding.message for finding in findings)
