"""Which printed word is heard when, though what is said is not what is printed."""

import time
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from publisher.lexicon import Lexicon, lexemes
from publisher.narration import Word
from publisher.speaking.engines import silence
from publisher.speaking.timing import WORD, heard_words
from publisher.speaking.wording import Span, worded

PAUSE_MS = 350
SAYINGS = {
    "plain": ("en", "The tide waits for nobody, and nobody waits for it."),
    "title": ("en", "“Dr. Reyes” kept a clock – slow, but sure."),
    "numbers": ("en", "On 14 October 2026 the vote was 9 to 7, or 56.25%."),
    "money": ("en", "It cost £2.4m, or $1,130 a head & no less."),
    "hyphens": ("en", "A well-to-do, 68-year-old man of twenty-one clocks."),
    "apostrophes": ("en", "It’s the miller’s, isn't it, 'cause she’d said so."),
    "initials": ("en", "The firm of H. R. Ames left the U.S.A. by 6.30am."),
    "abbreviations": ("en", "See pp. 3–5, e.g. No. 4 St. John St. in Sept. 1911, etc."),
    "trailing": ("en", "They say … well, they don’t say … because nobody has drawn it…"),
    "brackets": ("en", "The mill [sic] (or what was left of it) *burnt* in 1791."),
    "hidden": ("en", "The light\u00adhouse\u200b keeper sl\u00adept."),
    "German": ("de", "Die Uhr zeigte „halb drei“ – am 3. Mai 1911."),
    "Arabic": ("ar", "«الساعة» تخبرنا بالمد، ونحن ننام في 1958."),
    "Hebrew": ("he", "השעון – מספר את הגאות, ואנחנו ישנים."),
    "Persian": ("fa", "می‌دانم که ساعت ۳ بود."),
    "Hindi": ("hi", "घड़ी ज्वार बताती थी, और हम सो गए।"),
    "Korean": ("ko", "시계가 밀물을 알려 주었고, 우리는 잤다."),
}
SINJUNN = lexemes({"St John": "Sinjunn"})
LETTERS = st.text(st.sampled_from("abcé潮ك1.'-’"), min_size=1, max_size=5)
WORDS = st.lists(LETTERS | st.sampled_from(["the", "of", "–", "“", "&", "10"]), max_size=12)


def heard(printed: str, language: str = "en", lexicon: Lexicon = ()) -> list[tuple[str, int, int]]:
    """The words of a sentence and when they are heard, each letter of what is said as long."""
    wording = worded(printed, language, lexicon)
    sound = silence.load("", language, 1.0).say(wording.words)
    end = round(sound.length_ms) + PAUSE_MS
    return [
        (printed[word.start : word.stop], word.begin, word.end)
        for word in heard_words(printed, wording.spans, wording.words, sound.words, end)
    ]


def begins(printed: str, language: str = "en", lexicon: Lexicon = ()) -> list[int]:
    """When each printed word begins."""
    return [begin for _, begin, _ in heard(printed, language, lexicon)]


def said(words: str) -> list[int]:
    """When each word would begin if just these words were printed and said."""
    return [word.begin for word in silence.load("", "en", 1.0).say(words).words]


@pytest.mark.parametrize("saying", SAYINGS)
def test_each_printed_word_is_lit_once_and_in_order(saying: str) -> None:
    """From the sentence's begin to its end, without a gap in which nothing would be lit."""
    language, printed = SAYINGS[saying]
    words = heard(printed, language)
    assert [word for word, _, _ in words] == [found[0] for found in WORD.finditer(printed)]
    assert words[0][1] == 0
    assert all(end == begin for (_, _, end), (_, begin, _) in pairwise(words))
    assert all(end - begin > 10 for _, begin, end in words)


@pytest.mark.parametrize(("printed", "words"), [
    ("A clock – slow, but sure.", ["A", "clock", "slow,", "but", "sure."]),
    ("Salt & pepper at £2 = 3 $", ["Salt", "&", "pepper", "at", "£2", "=", "3", "$"]),
    ("“ Well ” … * * *", ["Well"]),
    ("twenty-one o’clock, isn't it?", ["twenty-one", "o’clock,", "isn't", "it?"]),
    ("« الساعة » بالمد،", ["الساعة", "بالمد،"]),
    ("私たちは眠る。", ["私たちは眠る。"]),
    ("", []),
])  # fmt: skip
def test_a_word_is_what_stands_between_white_space_and_can_be_said(
    printed: str, words: list[str]
) -> None:
    """Marks go with the word they touch; one that stands alone is never said, so never lit."""
    assert [found[0] for found in WORD.finditer(printed)] == words


def test_words_said_as_printed_keep_their_times() -> None:
    """Those are what the voice told; only the last one is lit on through the pause."""
    words = "The tide waits for nobody."
    assert begins(words) == said(words)
    assert heard(words)[-1] == ("nobody.", said(words)[-1], round(len(words) / 0.015) + PAUSE_MS)


@pytest.mark.parametrize(("printed", "spoken", "places"), [
    ("Dr. Reyes slept.", "Doctor Reyes slept.", [0, 1, 2]),
    ("He saw, e.g. owls.", "He saw, for example, owls.", [0, 1, 2, 4]),
    ("Salt & pepper.", "Salt and pepper.", [0, 1, 2]),
    ("It was, they say … well, not.", "It was, they say, well, not.", [0, 1, 2, 3, 4, 5]),
    ("At No. 4 they slept.", "At Number four they slept.", [0, 1, 2, 3, 4]),
    ("Of 5G, 45-year-old us.", "Of five G, forty five-year-old us.", [0, 1, 3, 5]),
    ("The mill [sic] burnt.", "The mill sic burnt.", [0, 1, 2, 3]),
    ("A clock – slow, but sure.", "A clock, slow, but sure.", [0, 1, 2, 3, 4]),
])  # fmt: skip
def test_a_word_said_otherwise_is_lit_while_that_is_said(
    printed: str, spoken: str, places: list[int]
) -> None:
    """And no longer: which words are said of it is known, and not found again."""
    assert worded(printed).words == spoken
    assert begins(printed) == [said(spoken)[place] for place in places]


def test_words_said_as_one_share_its_time_by_their_letters() -> None:
    """“St John” is said “Sinjunn” here: neither has a time of its own, and both are lit."""
    st_begins, john_begins, rose_begins = begins("Then St John rose.", "en", SINJUNN)[1:]
    assert [st_begins, rose_begins] == said("Then Sinjunn rose.")[1:]
    lasts = len("Sinjunn") / 0.015
    assert john_begins == pytest.approx(st_begins + lasts * len("St") / len("StJohn"), abs=1)


def test_neighbours_that_are_both_said_otherwise_have_their_own_times() -> None:
    """“Mr” is as sure as “St John”: neither is guessed from the words around them."""
    words = heard("Well, Mr St John rose.", "en", SINJUNN)
    _, mister, sinjunn, rose = said("Well, Mister Sinjunn rose.")
    assert [word for word, _, _ in words] == ["Well,", "Mr", "St", "John", "rose."]
    assert (words[1][1], words[2][1], words[4][1]) == (mister, sinjunn, rose)


def test_a_word_said_twice_is_lit_where_it_is_printed() -> None:
    """A likeness of words would light the second “one” while the first is said."""
    printed = "Just 1 one."
    assert begins(printed) == said("Just one one.")


def test_a_long_sentence_said_in_clauses_keeps_its_times() -> None:
    """Between clauses the voice was given other blanks than the words have, or none."""
    said_of = (Span(0, 2, "潮が"), Span(2, 4, "満ち"), Span(4, 9, " rose"))
    times = (Word(0, 2, 0, 200), Word(3, 5, 300, 500), Word(5, 9, 500, 900))
    found = heard_words("潮が満ち rose", said_of, "潮が 満ちrose", times, 1_000)
    assert [word.begin for word in found] == [0, 500]


def test_a_word_the_author_respelt_is_lit_while_it_is_said() -> None:
    """A name that is longer to say than to print does not put out the step of those behind it."""
    printed, spoken = "Niamh read Ulysses.", "Neeve-of-the-long-name read Ulysses."
    told = lexemes({"Niamh": "Neeve-of-the-long-name"})
    assert begins(printed, "en", told) == said(spoken)


def test_where_nothing_is_as_printed_all_share_the_whole_time() -> None:
    """What is said instead of a sentence (“page five”) has no word in common with it."""
    times = (Word(0, 4, 0, 400), Word(5, 9, 400, 1_000))
    found = heard_words("ab abcd", (Span(0, 7, "page five"),), "page five", times, 1_350)
    assert [(word.begin, word.end) for word in found] == [(0, 333), (333, 1_350)]


def test_words_that_are_not_said_pass_in_a_moment_where_they_stand() -> None:
    """Nothing is said of them; those that are said keep their times, to a few milliseconds."""
    times = (Word(0, 3, 0, 300), Word(4, 8, 300, 700))
    said_of = (Span(0, 3, "one"), Span(3, 10, ""), Span(10, 15, " four"))
    found = heard_words("one or two four", said_of, "one four", times, 1_000)
    assert [word.begin for word in found] == [0, 300, 301, 302]
    said_of = (Span(0, 8, "one four"), Span(8, 17, ""))
    found = heard_words("one four five six", said_of, "one four", times, 1_000)
    assert [word.begin for word in found] == [0, 300, 700, 701]


def test_words_said_before_all_that_is_printed_are_lit_with_the_first() -> None:
    """A sentence is lit from its begin, whatever is said there."""
    times = (Word(0, 4, 0, 400), Word(5, 8, 400, 700), Word(9, 12, 700, 900))
    said_of = (Span(0, 0, "Note "), Span(0, 7, "one two"))
    found = heard_words("one two", said_of, "Note one two", times, 1_000)
    assert [(word.begin, word.end) for word in found] == [(0, 700), (700, 1_000)]


@pytest.mark.parametrize(("printed", "spoken", "end"), [
    ("It rose.", "", 300),
    ("", "", 300),
    ("* * *", "", 1_200),
])  # fmt: skip
def test_where_nothing_is_heard_no_word_is(printed: str, spoken: str, end: int) -> None:
    """The sentence is lit as a whole while the voice rests."""
    assert heard_words(printed, (Span(0, len(printed), spoken),), spoken, (), end) == ()


@pytest.mark.parametrize("printed", ["Silence.", "潮が満ちて、私たちは眠る。", "ชาวเรือหลับ"])
def test_a_sentence_of_one_word_is_lit_as_a_sentence(printed: str) -> None:
    """As is one in a script that puts no space between words, where they would be guessed."""
    assert heard(printed, "und") == []


def test_more_words_than_milliseconds_are_not_parted() -> None:
    """A clip may not end where it begins (EPUBCheck's MED-009)."""
    times = (Word(0, 1, 0, 1), Word(2, 3, 1, 2), Word(4, 5, 2, 3))
    said_of = (Span(0, 5, "a b c"),)
    assert heard_words("a b c", said_of, "a b c", times, 2) == ()
    assert [word.end for word in heard_words("a b c", said_of, "a b c", times, 3)] == [1, 2, 3]


def test_a_voice_that_counts_on_beyond_the_end_is_held_to_it() -> None:
    """Rounding, or a tail that was cut off, must not light a word of the next sentence's time."""
    times = (Word(0, 1, 40, 900), Word(2, 3, 5_000, 6_000), Word(4, 5, 4_000, 7_000))
    found = heard_words("a b c", (Span(0, 5, "a b c"),), "a b c", times, 1_000)
    assert [(word.begin, word.end) for word in found] == [(0, 998), (998, 999), (999, 1_000)]


def test_marks_without_end_take_no_time_without_end() -> None:
    """A line of dashes in a long book must not hold up its narration."""
    began = time.monotonic()
    assert WORD.findall("-" * 50_000 + " " + "—" * 50_000) == []
    assert time.monotonic() - began < 1


@st.composite
def told(draw: st.DrawFn) -> tuple[str, tuple[Word, ...]]:
    """What was said, and times as a voice may tell them: in order, with gaps or without."""
    spoken = " ".join(draw(WORDS))
    times, at = [], draw(st.integers(0, 80))
    for found in WORD.finditer(spoken):
        lasts, rests = draw(st.integers(0, 600)), draw(st.sampled_from([0, 0, 0, 120]))
        times.append(Word(*found.span(), at, at + lasts))
        at += lasts + rests
    return spoken, tuple(times)


@given(WORDS, told(), st.integers(0, 6_000))
def test_printed_words_are_lit_in_order_within_text_and_sound(
    words: list[str], voice: tuple[str, tuple[Word, ...]], end: int
) -> None:
    """Whatever is printed and whatever is said: each once, touching, never for no time at all."""
    printed, (spoken, times) = " ".join(words), voice
    found = heard_words(printed, (Span(0, len(printed), spoken),), spoken, times, end)
    spans = [each.span() for each in WORD.finditer(printed)]
    if not times or len(spans) < 2 or end < len(spans):
        assert found == ()
        return
    assert [(word.start, word.stop) for word in found] == spans
    assert (found[0].begin, found[-1].end) == (0, end)
    assert all(one.end == other.begin for one, other in pairwise(found))
    assert all(word.end > word.begin for word in found)


@given(told())
def test_a_sentence_said_as_printed_is_lit_as_the_voice_tells(
    voice: tuple[str, tuple[Word, ...]],
) -> None:
    """To the millisecond, but for words that would be lit for no time."""
    spoken, times = voice
    whole = tuple(word for word in times if word.end > word.begin)
    end = times[-1].end + PAUSE_MS if times else 0
    found = heard_words(spoken, (Span(0, len(spoken), spoken),), spoken, times, end)
    if found and whole == times:
        assert [word.begin for word in found[1:]] == [word.begin for word in times[1:]]
