"""Where sentences end: what is lit as one and spoken in one breath."""

import time
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from publisher.article import Mark, Run, plain
from publisher.structuring.sentences import cut, sentences, spans

# Letters, stops, marks and white space of many scripts, thicker than chance would have them.
TEXT = st.text(
    st.sampled_from(list("aAbIé日本「」。！？؟،كتاب 12.,!?…:;-–—()[]{}\"'“”‘’„«»‹›\n\u00a0\u3000"))
    | st.characters(codec="utf-8"),
    max_size=120,
)
LANGUAGES = st.sampled_from(["en", "en-GB", "de", "fr", "ja", "ar", "ka", "xx", ""])
RUNS = st.lists(
    st.builds(
        Run,
        st.text(st.sampled_from("ab. “”?!"), max_size=8),
        st.sampled_from([(), (Mark.EMPHASIS,), (Mark.STRONG, Mark.CODE)]),
        breaks=st.booleans(),
    ),
    max_size=8,
).map(tuple)


def parts(*expected: str, language: str = "en") -> None:
    """Whether the sentences joined by spaces are found as they stand here."""
    assert sentences(" ".join(expected), language) == expected


# Quotations


@pytest.mark.parametrize(
    "expected",
    [
        ('"It is slow," she said, "but so is the moon."', "It hung in the hall."),
        ("“Wait!” he cried.", "“Why?”", "She said no.", "“Go.”", "They went."),
        ("“You’re safe now.", "Don’t be afraid,” some said, helping.", "One knelt."),
        ("He said: “I came.", "I saw.", "I left.”", "Then it was still."),
        ("“Stop!”", "“Why?”", "“Because I said so.”"),
        ('"Stop!"', '"Why?"', '"Because I said so."'),
        ("‘Single marks work too.’", "He said so.", "‘Really?’ she asked."),
        ("“She said ‘no’.”", "“And ‘never.’”", "He wrote it down."),
        ("He asked “Why?” and left.", "He asked, “Why?”", "Then he left."),
        ("“Is it?”, she said.", "Nobody knew."),
        ("(It was late.)", "They slept.", "She said (why?) nothing.", "[Laughs.]", "So did he."),
        ("“Nobody knew (or said).”", "(“Nobody asked.”)", "It rained."),
    ],
)
def test_a_quotation_is_parted_like_any_other_words(expected: tuple[str, ...]) -> None:
    """Marks stay with the words they enclose; a small letter behind them goes on.

    Taken whole, a long quotation is lit for a minute; cut at its verb, “he cried” is lit alone.
    """
    parts(*expected)


@pytest.mark.parametrize(
    ("language", "expected"),
    [
        ("fr", ("Il dit : « Je viens. »", "Puis il partit.", "« Pourquoi ? » demanda-t-elle.")),
        ("fr", ("« Allez.", "Vite ! » cria-t-il.", "Non.")),
        ("de", ("Er sagte: „Ich komme.", "Du gehst.“", "Dann ging er.", "„Warum?“, fragte sie.")),
        ("de", ("»Komm«, sagte er.", "»Nein!«", "Sie ging.")),
        ("es", ("«Vale.»", "Dijo que sí.", "¿Por qué?", "¡Porque sí!")),
        ("ru", ("«Стой!» — крикнул он.", "«Зачем?»", "Она ушла.")),
        ("ar", ("قال: «انتهى الأمر.»", "ثم رحل.", "هل وصلت؟", "نعم.")),
        ("hi", ("यह धीमी है।", "चाँद भी।")),
    ],
)
def test_each_language_has_its_own_marks(language: str, expected: tuple[str, ...]) -> None:
    """German closes with the mark that English opens with, and French sets a space inside."""
    parts(*expected, language=language)


def test_a_no_break_space_inside_marks_stays_inside() -> None:
    """French printers put one before » and ?; the mark must not begin the next sentence."""
    text = "Il dit :\u00a0«\u00a0Je viens.\u00a0» Puis il partit\u202f! Oui."
    assert sentences(text, "fr") == (
        "Il dit :\u00a0«\u00a0Je viens.\u00a0»",
        "Puis il partit\u202f!",
        "Oui.",
    )


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("雨が降る。私は寝た！", ("雨が降る。", "私は寝た！")),
        (
            "「遅い。でも月も。」と彼女は言った。雨。",
            ("「遅い。", "でも月も。」と彼女は言った。", "雨。"),
        ),
        ("「本当？」彼は笑った。", ("「本当？」", "彼は笑った。")),
        ("彼は「行く」と言った。", ("彼は「行く」と言った。",)),
        ("『海』。彼はそう言った。", ("『海』。", "彼はそう言った。")),
    ],
)
def test_japanese_needs_no_space_between_sentences(text: str, expected: tuple[str, ...]) -> None:
    """Nor does the mark 」 end what と carries on: “…”, she said."""
    assert sentences(text, "ja") == expected


def test_chinese_sentences_are_found_too() -> None:
    """Quotation marks of the western kind, stops of the eastern."""
    assert sentences("“走吧。”他说。天黑了！", "zh") == ("“走吧。”", "他说。", "天黑了！")


# Abbreviations, numbers, ellipses


@pytest.mark.parametrize(
    "sentence",
    [
        "Dr. Reyes kept a clock.",
        "Lt. Gen. H.R. Moss left.",
        "The leader, Cllr. Sam Ames, met Ven. Hugh Rowe on Weds. 4 Sept. at noon.",
        "It is at No. 10 Downing St., Apt. 4B, they say.",
        "See p. 14 and pp. 16 to 18.",
        "It lies approx. two miles off.",
        "The U.S. economy shrank.",
        "It grew 2.5 p.c. in May.",
        "They met on Jan. 5.",
        "Take a tool, e.g. a hammer, i.e. something heavy.",
        "We met at 5 a.m. on Monday.",
        "We met at 5 p.m. Monday.",
        "It airs at 9 p.m. Eastern.",
        "J. R. R. Hollis wrote it.",
        "St. Mary’s is near Mt. Ardle.",
        "Messrs. Finch and Co. made it, cf. vol. 3.",
        "It cost $3.50, or 4.25 in 1.5 kg bags.",
        "Version 2.0.1 of node.js runs on Booking.Com.",
        "Yahoo! is the name of a company.",
        "Mrs. Rowe, Ph.D., lives at 4 St. James’s Sq., nr. Bath.",
    ],
)
def test_an_abbreviation_ends_no_sentence(sentence: str) -> None:
    """A voice drops at the end of a sentence; “Doctor.” would be spoken like a verdict."""
    parts(sentence, "Then it ended.")


@pytest.mark.parametrize(
    "expected",
    [
        ("He said no.", "Anna left."),
        ("“No.”", "Anna left."),
        ("She is fond of art.", "Boris is not."),
        ("He lives on Downing St.", "She does not."),
        ("They met at 5 a.m.", "They parted at six."),
        ("She moved to the U.S.", "He stayed."),
        ("He came on Jan. 5.", "She left."),
    ],
)
def test_what_could_be_an_abbreviation_may_still_end_one(expected: tuple[str, ...]) -> None:
    """“No” is short for “number” only where a number follows."""
    parts(*expected)


@pytest.mark.parametrize(
    ("language", "expected"),
    [
        ("fr", ("M. Lantier et Mme. Rosier sont là.", "Mlle. Petit part.")),
        ("de", ("Am 3. Oktober und im 19. Jahrhundert war z. B. Dr. Voss da.", "Er kam am 3.")),
        ("es", ("El Sr. López y la Sra. Ruiz llegan.", "Es tarde.")),
    ],
)
def test_other_languages_abbreviate_too(language: str, expected: tuple[str, ...]) -> None:
    """German writes its ordinals with a full stop, French its M. for monsieur."""
    parts(*expected, language=language)


@pytest.mark.parametrize(
    ("language", "expected"),
    [
        ("da", ("Hun bor i U.S.A.", "Han bliver.", "De spurgte Moss & Co.", "Det hjalp.")),
        ("de", ("Er lebt in den U.S.A.", "Sie bleibt.", "Es gibt Brot usw.", "Dann ging er.")),
        ("es", ("Vive en EE. UU.", "Ella se queda.")),
        ("fr", ("Il vit aux U.S.A.", "Elle reste, p. ex. chez J.P. Le Goff.")),
        ("it", ("Vive negli U.S.A.", "Lei resta.", "Porta pane, sale ecc.", "Poi parte.")),
        ("nl", ("Hij woont in de V.S.", "Zij blijft.")),
        ("nb", ("Hun bor i U.S.A.", "Han blir.")),
        ("pt", ("Mora nos E.U.A.", "Ela fica.", "Veja a pág. 3 e a fig. 5.")),
        ("sv", ("Han bor i U.S.A.", "Hon stannar.")),
    ],
)
def test_a_word_that_begins_sentences_begins_one_behind_an_abbreviation(
    language: str, expected: tuple[str, ...]
) -> None:
    """Were the sentence to go on, it would have a small letter."""
    parts(*expected, language=language)


@pytest.mark.parametrize(
    "expected",
    [
        ("Well… maybe.",),
        ("Well…", "Maybe so."),
        ("Wait... what?",),
        ("Wait...", "What now?"),
        ("It runs and runs . . . all the others follow.",),
        ("It runs and runs . . .", "All the others follow."),
        ("“I . . . I do not know.”", "He wept."),
        ("It grows on me . . . I feel like a wall.",),
        ("It ended. . . .", "Then it began."),
    ],
)
def test_an_ellipsis_ends_a_sentence_before_a_capital_only(expected: tuple[str, ...]) -> None:
    """With a small letter behind it the voice hovers; “I” is no evidence, being always large."""
    parts(*expected)


def test_a_spaced_dash_does_not_end_a_sentence() -> None:
    """Only a full stop, a question mark, an exclamation mark or an ellipsis parts."""
    parts("It rose — Mars, that is.", "We slept.")


def test_the_number_of_an_item_begins_its_sentence() -> None:
    """A list on one line: “1.” by itself would be lit for nothing."""
    parts("1. Fetch the oar.", "2. Row.", "3. Rest.")


def test_the_number_of_a_note_stays_with_its_sentence() -> None:
    """Encyclopedias set them against the stop."""
    parts("It was he.[1]", "She left.[2][3]", "Rain fell.")


@pytest.mark.parametrize(
    "expected",
    [
        (
            "It was he. [17]",
            "She left. [2] [a]",
            "He rowed. [3–5, 8]",
            "Rain fell. [citation needed]",
            "It stopped.",
        ),
        ("“It is slow.” [4]", "So is the moon."),
        ("It was he.¹", "She left.²³", "“Rain.”⁴", "It fell."),
        ("The clock was slow.1", "The moon rose.12", "Nobody slept.", "They rose at 5."),
    ],
)
def test_a_mark_of_a_note_stays_however_it_was_copied(expected: tuple[str, ...]) -> None:
    """Pages set it with a space, as a small raised figure, or raised by a style that is lost."""
    parts(*expected)


def test_a_list_of_sources_keeps_its_numbers_in_front() -> None:
    """There a number in brackets begins its entry."""
    parts("[1] Moss, The Tides.", "It sold well.")


@pytest.mark.parametrize(
    "expected",
    [
        ("1) Fetch the oar", "2) Row.", "3) Rest"),
        ("1.) Fetch the oar.", "2.) Row."),
        ("(1) Fetch the oar", "(2) Row", "(3) Rest"),
        ("• 9. Fetch the oar", "• 10. Row"),
        ("a. Fetch the oar", "b. Row out", "c. Rest"),
        ("7. Fetch the oar", "8. Row"),
    ],
)
def test_items_on_one_line_are_parted_by_their_numbers(expected: tuple[str, ...]) -> None:
    """They need no stop between them; the line must begin with one, and they must count on."""
    parts(*expected)


def test_numbers_that_do_not_count_on_are_no_list() -> None:
    """“2)” after “1)” is an item; “4)” is a figure in a bracket."""
    parts("1) Fetch the oars (all 4) and row")
    parts("We have two boats 1) and 2) both at sea")


@pytest.mark.parametrize(
    "expected",
    [
        ("She wrote that it “rose [...] like bread” (Moss 55).", "He read it."),
        ("“It rose [...]” (Moss 55).", "He read it."),
        ("“It rose.” (Moss 55).", "He read it."),
        ("“It rose.”", "(He laughed.)", "It fell."),
    ],
)
def test_a_citation_stays_with_what_it_cites(expected: tuple[str, ...]) -> None:
    """Three points in brackets stand for words left out, and end nothing."""
    parts(*expected)


@pytest.mark.parametrize(
    "sentence",
    [
        "Take a tool (e.g. The Hammer of Ardle, i.e. Moss’s) along.",
        "It fell to Assoc. Dean Rowe and Sgt. Finch.",
        "See Vol. II and Figs. A and B, cf. Moss.",
    ],
)
def test_some_abbreviations_never_end_a_sentence(sentence: str) -> None:
    """Even with a capital behind them."""
    parts(sentence, "Then it ended.")


def test_an_aside_behind_a_full_stop_is_a_sentence() -> None:
    """Small letter or not: the stop before it was one."""
    parts("The mill turned again.", "(picture: the town library)")
    parts("It lies two miles off approx. (see the map).", "It is far.")


def test_a_sound_of_assent_is_no_unit_of_length() -> None:
    """“Mm” is short for millimetre behind a figure only."""
    parts("Mm.", "Come in.")


def test_sentences_run_together_are_parted_before_a_word_that_begins_one() -> None:
    """Copying loses the space at the end of a line; in names of sites none was there."""
    text = "The tide came in.The mill did not turn.But node.js and Moss.Net ran."
    assert sentences(text) == (
        "The tide came in.",
        "The mill did not turn.",
        "But node.js and Moss.Net ran.",
    )


def test_three_points_may_take_a_sentence_up_again() -> None:
    """They are set against the word that they lead in."""
    parts("He stopped.", "...and then went on.")


def test_a_colon_ends_a_sentence_in_armenian() -> None:
    """It looks like the Armenian full stop, and is typed for it."""
    assert sentences("Ժամացույցը դանդաղ է: Լուսինն էլ:", "hy") == (
        "Ժամացույցը դանդաղ է:",
        "Լուսինն էլ:",
    )


def test_a_wide_full_stop_between_figures_is_a_decimal_point() -> None:
    """Japanese prints both with the same wide mark."""
    assert sentences("潮は３．２９メートルだ。遅い。", "ja") == (
        "潮は３．２９メートルだ。",
        "遅い。",
    )


@pytest.mark.parametrize("heading", ["What happens now?", "Who, me?", "“Why not?”", "Silence"])
def test_a_heading_is_one_sentence_whatever_it_ends_in(heading: str) -> None:
    """A heading that asks is whole."""
    assert sentences(heading) == (heading,)


def test_a_question_and_its_rest_are_two() -> None:
    """The voice rises for the first and falls for the second."""
    parts("What next?", "A matter of time")


def test_letters_without_capitals_are_no_small_letters() -> None:
    """Georgian has capitals in Unicode alone; taken for small, all its sentences were one."""
    assert len(sentences("საათი ნელია. მთვარეც ნელია.", "ka")) == 2


@pytest.mark.parametrize(
    ("language", "between", "short"),
    [
        ("en", " ", ("Dr. Reyes kept a clock, e.g. for 5 a.m.", "“Why?” he asked.", "So.")),
        ("ja", "", ("潮が満ちた。", "「遅い。」", "「本当？」と彼は言った。")),
    ],
)
def test_a_long_paragraph_is_parted_like_a_short_one(
    language: str, between: str, short: tuple[str, ...]
) -> None:
    """It is looked at through windows; nothing may be cut at their edges, or missed there."""
    assert sentences(between.join(short), language) == short
    assert sentences(between.join(short * 400), language) == short * 400


# Rules for all input


@given(TEXT, LANGUAGES)
@settings(max_examples=300, deadline=None)
def test_all_that_can_be_seen_is_in_exactly_one_sentence(text: str, language: str) -> None:
    """Spans rise, do not touch white space, and leave out nothing else."""
    found = spans(text, language)
    assert "".join("".join(text[begin:end] for begin, end in found).split()) == "".join(
        text.split()
    )
    assert list(found) == sorted(found)
    assert all(text[begin:end] == text[begin:end].strip() != "" for begin, end in found)


@given(RUNS, st.lists(st.integers(0, 90), max_size=6))
@settings(max_examples=200, deadline=None)
def test_letters_and_marks_joined_again_are_what_went_in(
    runs: tuple[Run, ...], places: list[int]
) -> None:
    """Wherever runs are cut, every character keeps its marks, and every break its place."""
    text = plain(runs)
    edges = [0, *sorted(min(place, len(text)) for place in places), len(text)]
    found = list(cut(runs, list(pairwise(edges))))
    assert [plain(each) for each in found] == [text[begin:end] for begin, end in pairwise(edges)]
    assert [each for part in found for each in set_(part)] == set_(runs)


def set_(runs: tuple[Run, ...]) -> list[tuple[str, tuple[Mark, ...]]]:
    """Every character with its marks."""
    return [(letter, run.marks) for run in runs for letter in plain((run,))]


@pytest.mark.parametrize(
    "unit",
    ["She said “Go.” They went. ", "1. ", "(. ", "” . ", "a. ", "…! ", "“Why?” he said, ", "。」"],
)
def test_time_grows_no_faster_than_text(unit: str) -> None:
    """A book pasted in as one paragraph took half an hour when each cut looked all the way back."""
    text = unit * (200_000 // len(unit))
    before = time.process_time()
    spans(text, "en")
    assert time.process_time() - before < 2


def test_cutting_many_runs_is_quick_too() -> None:
    """A paragraph of 200 kB in which every other word is set apart."""
    runs = tuple(Run("Tides. ", (Mark.EMPHASIS,) * (number % 2)) for number in range(33_000))
    before = time.process_time()
    found = list(cut(runs, spans(plain(runs), "en")))
    assert time.process_time() - before < 2
    assert len(found) > 1
