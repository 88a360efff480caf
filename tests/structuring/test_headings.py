"""Headings without marks: found where a careful editor would see one."""

import time

import pytest

from publisher.article import Holder, Kind, Mark, Passage, Role, Run
from publisher.structuring.headings import is_bare_heading, with_headings

LONG = "The tide came in over the flats by night, and nobody in the village heard it come. " * 2
OTHER = (
    "By four the causeway was under water, and the lamps of the far farms went out in turn. " * 2
)
SHORT = "Nobody was hurt."
LEAD = "What the harbour master keeps in the hut by the slip is easily told, and it is this:"


def lines(*texts: str, apart: int = 2) -> tuple[Passage, ...]:
    """Passages that begin so many lines apart."""
    return tuple(Passage((Run(text),), line=1 + apart * at) for at, text in enumerate(texts))


def found(*texts: str, apart: int = 2) -> list[str]:
    """The sub-headings found among lines."""
    marked = with_headings(lines(*texts, apart=apart))
    return [each.text for each in marked if each.role is Role.HEADING]


def over(*headings: str) -> list[str]:
    """Headings, each over two paragraphs."""
    return [LONG, *(each for heading in headings for each in (heading, LONG, OTHER))]


def levels(*texts: str) -> dict[str, int]:
    """The level of each heading found."""
    marked = with_headings(lines(*texts))
    return {each.text: each.level for each in marked if each.role is Role.HEADING}


@pytest.mark.parametrize(
    "line",
    [
        "Silence",
        "Two-week campaign",
        "What the divers found",
        "A Bell in the Reeds",
        "A BELL IN THE REEDS",
        "A boat, a bell and a bottle",
        "Case study: the lock at Averil",
        "The U.S. engineers arrive",
        "‘Enough’",
        "“It was chaos”",
        "1958",
        "IV.",
        "12.",
        "Chapter 4",
        "Part two",
        "Une oreille, un marteau",
        "Kapitel 3",
        "Глава первая",
        "Capítulo IV",
        "直す人",
        "■直す人",
        "【直す人】",
        "第三章　夜の橋",
        "من يصلحها",
        "الفصل الأول",
        "¿Y ahora",
        "🚧 Work on the lock",
    ],
)
def test_a_short_line_without_a_stop_names_what_follows(line: str) -> None:
    """Without it a listener gets one long section, and no way to skip."""
    assert found(LONG, line, LONG) == [line]


@pytest.mark.parametrize(
    "line",
    [
        "Nobody was hurt.",
        "That was then.",
        "He did not come back.",
        "and then it rained",
        "“Wait for me, she said",
        "- a boat",
        "• A boat",
        "① A boat",
        "1. A boat",
        "The following,",
        "The bell, the boat and the …",
        "Here is what she carries:",
        "以下の通り。",
        "هذا كل شيء،",
        "a" * 121,
        "word " * 21,
        "— Ann Lee",
        "“It was chaos.”",
        "(Ann Lee)",
        "Photograph: Ann Lee",
        "Picture courtesy of the harbour office",
        "図1：夜の橋",
        "https://example.org/bell",
        "All aboard!",
        "10.42am",
    ],
)
def test_a_line_that_says_something_is_no_heading(line: str) -> None:
    """A sentence torn out as a heading is a section that makes no sense."""
    assert found(LONG, line, LONG) == []


@pytest.mark.parametrize(
    "series",
    [
        ("1. Fetch the oars", "2. Ring the bell", "3. Wait"),
        ("1) Fetch the oars", "2) Ring the bell"),
        ("3) The oars", "2) The bell", "1) The boat"),
        ("#1 The oars", "#2 The bell"),
        ("I. The Oars", "II. The Bell"),
        ("Step 1: Fetch the oars", "Step 2: Ring the bell"),
        ("Day one", "Day two", "Day three"),
        ("2.1 Oars", "2.2 Bells", "2.3 Boats"),
        ("一、橋", "二、鐘", "三、舟"),
        ("أولا: الجرس", "ثانيا: القارب"),
        ("10:42", "11:05", "11:30"),
        ("10.42am GMT", "9.15am GMT"),
        ("14:05 The boats go out", "14:40 The boats come home"),
        ("Monday", "Tuesday", "Thursday"),
        ("3 May 2024", "4 May 2024"),
        ("Who rings it?", "Who hears it?", "And who comes?"),
        ("The long way home.", "A bell in the reeds.", "Two cups of tea."),
        ("What to Bring:", "Where to Wait:"),
    ],
    ids=lambda series: series[0],
)
def test_lines_that_are_set_alike_are_headings_together(series: tuple[str, ...]) -> None:
    """One of them may be anything; several, each over a part of the text, are no chance."""
    assert found(*over(*series)) == list(series)


def test_one_paragraph_of_one_line_is_no_heading_but_an_effect() -> None:
    """Where lines without a stop are the headings, lines with one are paragraphs."""
    texts = over("The oars", "The bell", "The boat")
    assert found(*texts[:3], SHORT, *texts[3:], "Nothing else stirred.", LONG) == [
        "The oars",
        "The bell",
        "The boat",
    ]


def test_sentences_that_tell_something_are_no_headings() -> None:
    """Three short paragraphs in an essay are three short paragraphs."""
    assert found(*over("He was gone.", "They said nothing.", "It had begun to rain.")) == []


def test_an_exclamation_is_a_heading_among_headings() -> None:
    """Alone it is a cry."""
    assert found(*over("The oars", "All aboard!", "The bell")) == [
        "The oars",
        "All aboard!",
        "The bell",
    ]
    assert found(*over("All aboard!")) == []


def test_a_question_that_goes_on_from_the_text_is_asked_in_it() -> None:
    """“But why?” on a line of its own is the essayist's."""
    assert found(LONG, "But why?", LONG) == []
    assert found(*over("The oars", "And the bell?")) == ["The oars", "And the bell?"]


def test_a_heading_has_something_longer_under_it() -> None:
    """Short lines one under another are a list, an address or a poem."""
    assert found(LONG, "Two eggs", "Some butter", "A little salt") == []
    assert found(LONG, "The end") == []
    assert found(LONG, "A line of some length for its kind", SHORT) == []
    assert found(LONG, "Silence", SHORT, LONG) == ["Silence"]


def test_a_list_without_bullets_has_no_headings_in_it() -> None:
    """Its last line stands right over a paragraph, as a heading does."""
    assert found(LONG, LEAD, "Two oars", "A bell", "A flask", LONG) == []
    assert found(*over("The Oars", "The Bell"), LEAD, "two oars", "one bell", "The Boat", LONG) == [
        "The Oars",
        "The Bell",
        "The Boat",
    ]


def test_a_heading_may_stand_over_or_under_a_list_with_bullets() -> None:
    """Bullets tell where the list begins and ends."""
    items = ("• two oars", "• a bell")
    assert found(LONG, "The Oars", *items, "The Bell", LONG) == ["The Oars", "The Bell"]


def test_items_that_are_numbered_line_by_line_are_a_list() -> None:
    """Nothing stands between them that they could name."""
    assert found(LONG, "1. Fetch the oars", "2. Ring the bell", "3. Wait", LONG) == []


def test_long_items_that_are_numbered_are_paragraphs() -> None:
    """What follows is the next of them."""
    assert found(LONG, "1. Oars", f"2. {LONG}", "3. Bells", f"4. {LONG}", "5. Boats") == []


def test_verses_and_addresses_have_no_headings_in_them() -> None:
    """Set line under line, the last of them stands right before a paragraph."""
    assert found(LONG, "The moon was slow", "The tide was late", LONG, apart=1) == []
    verse = ("The gulls have had the rope again", "And all the reeds are down", "The tide is in")
    assert found(LONG, *verse, LONG) == []
    assert found(LONG, "The Ferry House", "Slaughden Reach", "Corrieford CF7 2AB", LONG) == []


def test_what_is_printed_again_and_again_is_no_heading() -> None:
    """It is furniture, or the name of one who speaks."""
    assert found(*over("Averil", "Averil", "Averil", "The bell")) == ["The bell"]


def test_what_a_speaker_says_is_no_heading() -> None:
    """“Reyes: It is slow” would be, once; but she speaks throughout."""
    assert found(LONG, "Reyes: It is slow", LONG, f"Reyes: {LONG}", OTHER) == []


def test_what_is_said_in_a_story_is_no_heading() -> None:
    """In a report, a line in quotation marks may name what follows."""
    talk = ("“Who rings?” she said.", "“I did,” he said, and put the rope down.") * 3
    assert found(LONG, *talk, "“The last bus —”", LONG) == []
    assert found(LONG, *talk, "“The last bus”", LONG) == []
    assert found(LONG, OTHER, "“The last bus”", LONG) == ["“The last bus”"]


def test_two_lines_may_be_a_heading_and_its_first_sub_heading() -> None:
    """A part and its first chapter, or a section and its first question."""
    texts = (LONG, "Part one", "The oars", LONG, "The bell", LONG, "Part two", "The boat", LONG)
    assert levels(*texts) == {
        "Part one": 2,
        "The oars": 3,
        "The bell": 3,
        "Part two": 2,
        "The boat": 3,
    }


def test_the_number_of_a_heading_tells_its_level() -> None:
    """2.1 stands below 2."""
    texts = over("1. Oars", "1.1 Blades", "1.2 Looms", "2. Bells", "2.1 Ropes")
    assert levels(*texts) == {
        "1. Oars": 2,
        "1.1 Blades": 3,
        "1.2 Looms": 3,
        "2. Bells": 2,
        "2.1 Ropes": 3,
    }


def test_a_heading_may_stand_over_what_is_held() -> None:
    """What it names need not be a paragraph."""
    held = (Holder(Kind.BULLETS, 1), Holder(Kind.ITEM, 2))
    passages = (*lines(LONG, "You will need"), Passage((Run("An oar"),), within=held, line=9))
    assert with_headings(passages)[1].role is Role.HEADING


def test_a_sentence_without_its_stop_is_not_the_only_heading() -> None:
    """A caption, or a fact about the one who died, is as long."""
    line = "Winifred Oakshott, ferrywoman, born at Slaughden Reach in the year of the flood"
    assert found(LONG, line, LONG) == []


def test_a_marked_heading_rules_out_bare_ones() -> None:
    """An author who marks headings marks all of them."""
    marked = (Passage((Run("Marked"),), Role.HEADING, 2), *lines(LONG, "Silence", LONG))
    assert with_headings(marked) == marked


def test_lines_in_bold_rule_out_bare_ones() -> None:
    """They are set as headings; the others are not."""
    bold = tuple(Passage((Run(each, (Mark.STRONG,)),)) for each in ("The oars", "The bell"))
    (long,) = lines(LONG)
    made = with_headings((long, bold[0], long, *lines("Silence"), long, bold[1], long))
    assert [each.text for each in made if each.role is Role.HEADING] == ["The oars", "The bell"]


def test_bare_headings_are_of_level_two() -> None:
    """The headline is above them."""
    assert with_headings(lines(LONG, "Silence", LONG))[1].level == 2


def test_words_are_kept_as_they_are() -> None:
    """Marking changes what a passage is, and nothing in it."""
    before = lines(LONG, "Silence", LONG)
    assert [each.runs for each in with_headings(before)] == [each.runs for each in before]


@pytest.mark.parametrize("role", [Role.CODE, Role.BREAK, Role.HEADING])
def test_only_body_lines_can_be_bare_headings(role: Role) -> None:
    """A line of code is short, and has no full stop."""
    assert not is_bare_heading(Passage((Run("Silence"),), role))


@pytest.mark.parametrize("line", ["A bell", "Who?", "1. A bell", "“A", "(A bell)", "• A bell"])
def test_a_list_of_ten_thousand_lines_takes_seconds(line: str) -> None:
    """A list copied from a spreadsheet is no book, and must not take as long as one."""
    begun = time.monotonic()
    with_headings(lines(*[line] * 10_000))
    assert time.monotonic() - begun < 5


def test_two_lines_with_stops_are_enough_where_neither_tells_anything() -> None:
    """A short article has two parts; an essay's two short paragraphs say something."""
    assert found(*over("The long way home.", "A bell in the reeds.")) == [
        "The long way home.",
        "A bell in the reeds.",
    ]
    assert found(*over("He did not come back.", "That was then.")) == []


def test_a_numbered_heading_may_stand_over_a_numbered_list() -> None:
    """The items begin at one again, and say something."""
    listed = ("2. The bell", "1. Fetch the rope from the hut.", "2. Ring until somebody comes.")
    texts = (LONG, "1. The oars", LONG, *listed, "3. The boat", LONG)
    assert found(*texts) == ["1. The oars", "2. The bell", "3. The boat"]


def test_a_verse_that_ends_in_a_stop_is_no_heading() -> None:
    """It stands by lines that have none."""
    verse = ("The moon is on the wall and does not wait,", "But only shines a little on the gate.")
    assert found(LONG, *verse, LONG, *verse, OTHER, *verse, LONG) == []


def test_a_number_that_is_missing_in_a_series_is_looked_for() -> None:
    """“2. The bell” stands right over its first sub-heading, as an item of a list would."""
    texts = (LONG, "1. The oars", LONG, "2. The bell", "3. The rope", LONG, "4. The boat", LONG)
    assert found(*texts) == ["1. The oars", "2. The bell", "3. The rope", "4. The boat"]


def test_a_longer_sentence_is_a_heading_where_headings_end_in_stops() -> None:
    """Its author sets every heading so; on its own it would be a short paragraph."""
    long = "Why the bell in the reeds rings twice as often as the bell in the tower."
    heads = ("The long way home.", "A bell in the reeds.", "Two cups of tea.")
    assert found(*over(*heads, long)) == [*heads, long]
    assert found(*over(long)) == []


def test_a_heading_with_a_stop_may_stand_over_its_first_sub_heading() -> None:
    """Three in a row are short sentences."""
    heads = ("The long way home.", "A bell in the reeds.", "Two cups of tea.", "The oars.")
    assert found(LONG, *heads[:2], LONG, OTHER, heads[2], LONG, heads[3], LONG) == list(heads)
    assert found(LONG, *heads[:3], LONG) == []


def test_a_line_that_says_who_said_what_is_a_heading_among_its_like() -> None:
    """Long as it is, and whatever it tells: testimonies are set so."""
    voices = (
        "‘The driver came to my birthday’: Winnie Clay, 44, did without her boat.",
        "‘It tasted of what it was’: Phil Reeve, 61, gave up salt.",
        "‘My sister had it mended’: Gus Pratt, 70, hid the clock.",
    )
    assert found(*over(*voices)) == list(voices)
    assert found(*over(voices[0])) == []


def test_a_name_under_a_letter_does_not_hide_the_next_heading() -> None:
    """Name and place are set close; a blank line parts them from the next letter."""
    texts = ("The bell.", LONG, "Ann Lee", "Slaughden", "The lamp has gone.", LONG)
    texts += ("Bo Reed", "Hexley", "Four across.", LONG)
    at = (1, 3, 5, 6, 8, 10, 12, 13, 15, 17)
    letters = tuple(Passage((Run(text),), line=line) for text, line in zip(texts, at, strict=True))
    headings = [each.text for each in with_headings(letters) if each.role is Role.HEADING]
    assert headings == ["The bell.", "The lamp has gone.", "Four across."]


def test_initials_under_a_preface_are_no_heading() -> None:
    """They sign it."""
    assert found(*over("The oars", "The bell"), "A. L.", LONG) == ["The oars", "The bell"]


def test_a_time_on_a_line_of_its_own_belongs_to_the_heading_under_it() -> None:
    """In a live blog they are one heading to whoever listens."""
    entries = ("21:40", "The bridge is open", LONG, "20:55", "Light in the lane", LONG, "18:05")
    assert found(*entries, OTHER, apart=1) == [
        "21:40 The bridge is open",
        "20:55 Light in the lane",
        "18:05",
    ]
