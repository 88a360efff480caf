"""Plain text into passages: three dialects of paragraphs, and their mixtures."""

import re
import textwrap
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from publisher.article import Mark, Passage, Role, Run
from publisher.errors import ReadingError
from publisher.reading.source import Source
from publisher.reading.text import read_text

ARTICLES = Path(__file__).parents[3] / "shared" / "articles"

FERRY = (
    "The ferry that runs when it is called",
    "On the far side of the estuary there is a bell, and whoever rings it long enough will be "
    "fetched by a woman of seventy-one in a boat older than herself",
    "By Ines Corrigan",
    "There has been a ferry at Slaughden Reach since the monks kept it, and for most of that "
    "time it has had no timetable. You ring. If the tide is in, and if Mrs Oakshott is not at "
    "her tea, she comes.",
    "She does not like to be thanked. “It’s £2,” she says – the half-fare is for dogs – “and "
    "you’ll want to sit in the middle.”",
    "A bell in the reeds",
    "The bell is a ship’s bell from the Constance Mary, a well-known wreck. It hangs from a "
    "post, under a board that reads RING AND WAIT, and the rope is new every spring because "
    "the gulls have it by autumn.",
    "In 2019 the council offered her a telephone. She took the box it came in, which is now "
    "full of bulbs, and gave the rest of it back.",
    "Nobody has ever been left.",
    "What the tide allows",
    "Eleven people crossed on the Tuesday I was there, and one of them was going nowhere: a "
    "retired clerk of works who crosses on his birthday, turns round, and pays twice.",
    "© 2026 Ines Corrigan",
)


def parted(paragraphs: tuple[str, ...]) -> str:
    return "\n\n".join(paragraphs) + "\n"


def wrapped(paragraphs: tuple[str, ...], width: int = 72, first: str = "") -> tuple[str, ...]:
    return tuple(
        textwrap.fill(each, width, initial_indent=first, break_long_words=False)
        for each in paragraphs
    )


WRAPPED = parted(wrapped(FERRY))
VERSE = (
    "The gulls have had the rope again",
    "and all the reeds are down.",
    "I rang as long as I could ring",
    "and no one came from town",
    "but rain, which asked for nothing much",
    "and took it like a fare,",
)

Rendering = Callable[[tuple[str, ...]], bytes]


def passages(text: str) -> tuple[Passage, ...]:
    return read_text(Source("ferry.txt", text.encode())).passages


def texts(text: str) -> tuple[str, ...]:
    return tuple(passage.text for passage in passages(text))


RENDERINGS: dict[str, Rendering] = {
    "parted by blank lines": lambda all_: parted(all_).encode(),
    "parted by many blank lines": lambda all_: "\n \n\t\n\n".join(all_).encode(),
    "one to a line": lambda all_: "\n".join(all_).encode(),
    "blank lines around some": lambda all_: (
        "\n".join(all_[:3]) + "\n\n" + "\n".join(all_[3:6]) + "\n\n" + parted(all_[6:])
    ).encode(),
    "wrapped at 50": lambda all_: parted(wrapped(all_, 50)).encode(),
    "wrapped at 72": lambda all_: parted(wrapped(all_)).encode(),
    "wrapped at 100": lambda all_: parted(wrapped(all_, 100)).encode(),
    "wrapped, first lines indented": lambda all_: "\n".join(wrapped(all_, first="    ")).encode(),
    "wrapped, indented throughout": lambda all_: textwrap.indent(
        parted(wrapped(all_)), "    "
    ).encode(),
    "wrapped here and there": lambda all_: parted(
        (*all_[:3], *wrapped(all_[3:8]), *all_[8:])
    ).encode(),
    "from Windows": lambda all_: parted(wrapped(all_)).replace("\n", "\r\n").encode(),
    "from an old Mac": lambda all_: parted(all_).replace("\n", "\r").encode("mac_roman"),
    "with a byte order mark": lambda all_: parted(all_).encode("utf-8-sig"),
    "in UTF-16": lambda all_: parted(wrapped(all_)).encode("utf-16"),
    "in UTF-16 without a mark": lambda all_: parted(all_).encode("utf-16-be"),
    "in Windows-1252": lambda all_: parted(wrapped(all_)).encode("cp1252"),
    "page by page": lambda all_: parted(wrapped(all_)).replace(" the\n", " the\n\f").encode(),
}


@pytest.mark.parametrize("rendering", RENDERINGS.values(), ids=RENDERINGS.keys())
def test_an_article_is_the_same_in_every_dialect(rendering: Rendering) -> None:
    """Headline, standfirst and byline too stay three, and a heading stays alone."""
    article = read_text(Source("ferry.txt", rendering(FERRY)))
    assert tuple(passage.text for passage in article.passages) == FERRY


@pytest.mark.skipif(not ARTICLES.is_dir(), reason="no shared articles beside the project")
@pytest.mark.parametrize("rendering", RENDERINGS.values(), ids=RENDERINGS.keys())
def test_real_articles_are_the_same_in_every_dialect(rendering: Rendering) -> None:
    """What is found in a file as it was published is found however it was sent on."""
    for path in sorted(ARTICLES.glob("*.txt")):
        published = texts(path.read_text(encoding="utf-8"))
        try:
            sent = rendering(published)
        except UnicodeEncodeError:  # not every article can be sent in Windows-1252
            continue
        found = read_text(Source(path.name, sent)).passages
        assert tuple(passage.text for passage in found) == published


@given(st.text(st.characters(categories=("L", "M", "N", "P", "S", "Zs"), include_characters="\n")))
def test_no_character_is_lost_or_moved(text: str) -> None:
    """Passages hold all that is printed, in order; white space changes, and what marks."""
    try:
        found = "".join(texts(text))
    except ReadingError:
        found = ""
    assert "".join(found.translate(MARKING).split()) == "".join(text.translate(MARKING).split())


MARKING = str.maketrans("", "", "#=-~*_")  # which make a heading of a line, or set it in bold
LINE = st.text("abc Ab.,-—*…日。\u00a0\t•1", min_size=20, max_size=90)


@given(st.lists(LINE | st.just(""), min_size=1, max_size=30))
def test_every_passage_begins_on_its_line(lines: list[str]) -> None:
    """A finding can point there; and no passage begins with white space, or runs over a blank."""
    try:
        found = passages("\n".join(lines))
    except ReadingError:
        return
    numbers = [passage.line for passage in found]
    assert numbers == sorted(set(numbers))
    for passage in found:
        printed = re.sub(r"[ \t]+", " ", lines[passage.line - 1].strip())
        assert passage.text.startswith(printed)
        assert passage.text == passage.text.strip()


@given(st.integers(45, 110), st.booleans())
def test_any_width_will_do(width: int, hyphens: bool) -> None:
    """The lines themselves tell at which width they were filled."""
    lines = (textwrap.fill(each, width, break_on_hyphens=hyphens) for each in FERRY)
    assert texts("\n\n".join(lines)) == FERRY


def test_wrapped_text_needs_no_blank_lines() -> None:
    """A short line with a full stop ends a paragraph; so does a heading, short without one."""
    text = """
        There has been a ferry at the Reach since the monks kept it, and for
        most of that time it has had no timetable. You ring, and she comes.
        Nobody has ever been left.
        A bell in the reeds
        The bell is a ship’s bell from the Constance Mary, and it hangs from a
        post, under a board that tells you to ring and to wait.
    """
    assert texts(textwrap.dedent(text)) == (
        "There has been a ferry at the Reach since the monks kept it, and for most of that time "
        "it has had no timetable. You ring, and she comes. Nobody has ever been left.",
        "A bell in the reeds",
        "The bell is a ship’s bell from the Constance Mary, and it hangs from a post, under a "
        "board that tells you to ring and to wait.",
    )


def test_a_headline_over_its_byline_is_two_lines() -> None:
    """Neither is full: the first word of the next line would have gone onto it."""
    assert texts("\n".join(FERRY[:3]) + "\n\n" + parted(wrapped(FERRY[3:])))[:3] == FERRY[:3]


@pytest.mark.parametrize("around", ["", WRAPPED], ids=["by itself", "in wrapped text"])
def test_verse_stays_in_lines(around: str) -> None:
    """Its lines run on, but are full at no common width."""
    found = texts(f"{around}\n" + "\n".join(VERSE) + f"\n\n{around}")
    own = len(texts(around)) if around else 0
    assert found[own : own + len(VERSE)] == VERSE


def test_an_address_stays_in_lines() -> None:
    """None of its lines is full."""
    address = ("The Ferry House", "Slaughden Reach", "Corrieford CF7 2AB")
    assert texts(f"{WRAPPED}\n" + "\n".join(address))[-3:] == address


def test_a_list_stays_in_items_and_an_item_is_whole() -> None:
    """Its lines after the first are indented, or the next begins with a bullet."""
    text = """
        - the telephone that came in the box, with all its wires and papers, and
          Mrs Oakshott’s bulbs
        - the rope
        - a flask
        • the bell
        • the board that tells whoever is on the far side of the water to ring,
        • and then to wait
    """
    assert texts(f"{WRAPPED}\n{textwrap.dedent(text)}")[-6:] == (
        "- the telephone that came in the box, with all its wires and papers, and Mrs Oakshott’s "
        "bulbs",
        "- the rope",
        "- a flask",
        "• the bell",
        "• the board that tells whoever is on the far side of the water to ring,",
        "• and then to wait",
    )


def test_a_list_without_bullets_stays_in_lines() -> None:
    """That its lines begin in lower case and have no full stops does not make them a sentence."""
    things = ("a flask", "a rope that the gulls have not had", "a box of bulbs", "two spare oars")
    assert texts("\n".join(("What she carries", *things, FERRY[4]))) == (
        "What she carries",
        *things,
        FERRY[4],
    )


def test_a_quotation_set_narrower_has_its_own_width() -> None:
    """A block with lines enough to tell is believed before the text around it."""
    quotation = FERRY[3] + " " + FERRY[6]
    narrow = textwrap.fill(quotation, 50)
    assert texts(f"{WRAPPED}\n{narrow}\n\n{WRAPPED}")[len(FERRY)] == quotation


def test_lines_filled_by_a_program_that_counts_bytes_are_joined() -> None:
    """``fold -s`` counts a curly quote as three: a line with four of them seems short."""
    quoted = tuple(re.sub(r"(\w{5,})", r"“\1”", each, count=3) for each in FERRY[3:])
    assert texts(parted(tuple(map(folded, quoted))) * 3) == quoted * 3


def folded(paragraph: str, width: int = 72) -> str:
    lines = [""]
    for word in paragraph.split(" "):
        longer = f"{lines[-1]} {word}".strip()
        if len(longer.encode()) > width:
            lines.append(word)
        else:
            lines[-1] = longer
    return "\n".join(lines)


def test_a_line_that_somebody_has_mended_is_joined_again() -> None:
    """A sentence that surely runs on is one, though its line is no longer full."""
    mended = re.sub(r"and the\s+rope is new\s+", "and the\nrope is\nnew ", WRAPPED)
    assert mended != WRAPPED
    assert texts(mended) == FERRY


def test_one_wrapped_sentence_is_enough() -> None:
    """No other line is longer, and the sentence runs on in lower case."""
    assert texts("Nobody has ever been left on the far side of the\nwater, or not for long.") == (
        "Nobody has ever been left on the far side of the water, or not for long.",
    )


def test_an_address_longer_than_a_line_does_not_part_a_paragraph() -> None:
    """What cannot be wrapped stands alone on a line, and is wider than the text."""
    address = "https://example.org/" + "slaughden-reach/" * 6
    text = f"The tides, which she has by heart, are\n{address}\nfor everybody else, and for me."
    assert texts(f"{WRAPPED}\n{text}")[-1] == text.replace("\n", " ")


@pytest.mark.parametrize(
    ("broken", "joined"),
    [
        ("well-\nknown", "well-known"),
        ("twenty-six-\nyear-old", "twenty-six-year-old"),
        ("monks—\nand", "monks—and"),
        ("monks –\nand", "monks – and"),
        ("pre-\nand post-war", "pre- and post-war"),
        ("es\u00ad\ntuary", "es\u00adtuary"),
        ("Mrs\nOakshott", "Mrs Oakshott"),
    ],
)
def test_a_compound_is_joined_without_a_space(broken: str, joined: str) -> None:
    """Its hyphen is printed already; a suspended one keeps its space."""
    before = "The ferry has been there since the monks kept it, and for most of "
    text = before[: 72 - broken.index("\n")].rsplit(" ", 1)[0] + f" {broken} and so on."
    assert joined in texts(f"{WRAPPED}\n{text}")[-1]


def test_japanese_is_joined_without_a_space() -> None:
    """Its words have none between them; an ideograph takes two columns."""
    tale = "少女が橋を渡ったとき、雪が降り始めた。向こう側には誰も住んでいない家があったが、"
    tale += "台所には明かりがついていた。「変だな」と彼女は言った。それから鐘を鳴らして待った。"
    lines = [tale[place : place + 26] for place in range(0, len(tale), 26)]
    assert texts("橋の話\n\n" + "\n".join(lines) + "\n\n終わり") == ("橋の話", tale, "終わり")


def test_japanese_paragraphs_in_single_lines_stay_apart() -> None:
    """A script without capitals cannot say that a sentence runs on; lines of one width can."""
    lines = ("橋の話", "夜の図書館についての短い話", "雪が降り始めた。", "鐘が鳴った。長い間。")
    assert texts("\n".join(lines)) == lines


@pytest.mark.parametrize(
    "ornament",
    ["* * *", "***", "---", "___", "⁂", "#", "*", "• • •", "- - -", "—————", "*\u00a0*\u00a0*"],
)
def test_an_ornament_alone_is_a_break(ornament: str) -> None:
    """With blank lines around it or without; its printed form is kept."""
    found = passages(f"One bell.\n{ornament}\nTwo bells.\n\n  {ornament}  \n\nThree bells.")
    roles = [Role.BODY, Role.BREAK, Role.BODY, Role.BREAK, Role.BODY]
    assert [passage.role for passage in found] == roles
    assert [passage.line for passage in found] == [1, 2, 3, 5, 7]
    assert found[1].text == ornament


@pytest.mark.parametrize("line", ["#A bell", "--", "...", "*A bell*", "-", "– –", "1 2 3", "****!"])
def test_other_lines_are_no_breaks(line: str) -> None:
    """A break is one ornament, or three of a kind."""
    assert [passage.role for passage in passages(f"One.\n\n{line}\n\nTwo.")] == [Role.BODY] * 3


MARKED = {
    "## What the tide allows": 2,
    "### What the tide allows ###": 3,
    "== What the tide allows ==": 2,
    "What the tide allows\n====================": 1,
    "What the tide allows\n--------------------": 2,
    "What the tide allows\n~~~~~~~~~~~~~~~~~~": 3,
}


@pytest.mark.parametrize(("marked", "level"), MARKED.items(), ids=["#", "# #", "==", "=", "-", "~"])
def test_a_heading_may_be_marked_in_plain_text(marked: str, level: int) -> None:
    """As in Markdown, as in a wiki, or by a row of signs as long as it is."""
    found = passages(f"{FERRY[3]}\n\n{marked}\n\n{FERRY[4]}")[1]
    assert (found.role, found.level, found.text) == (Role.HEADING, level, "What the tide allows")


def test_a_marked_heading_needs_no_blank_lines() -> None:
    """The marks are enough."""
    found = passages(f"{FERRY[3]}\n## What the tide allows\n{FERRY[4]}")
    assert [each.role for each in found] == [Role.BODY, Role.HEADING, Role.BODY]


@pytest.mark.parametrize(
    "lines",
    ["Nobody has ever been left.\n--------------------------", "A bell in the reeds\n---"],
    ids=["under a sentence", "too short"],
)
def test_a_row_of_signs_may_be_a_break(lines: str) -> None:
    """It underlines only a line that has no full stop, and is about as long as it."""
    found = passages(f"{FERRY[3]}\n\n{lines}\n\n{FERRY[4]}")
    assert [each.role for each in found] == [Role.BODY, Role.BODY, Role.BREAK, Role.BODY]


@pytest.mark.parametrize("line", ["**A bell in the reeds**", "__A bell in the reeds__"])
def test_a_line_between_signs_is_in_bold(line: str) -> None:
    """Whoever types a heading so wants it set apart."""
    found = passages(f"{FERRY[3]}\n\n{line}\n\n{FERRY[4]}")[1]
    assert found.runs == (Run("A bell in the reeds", (Mark.STRONG,)),)


@pytest.mark.parametrize("width", [20, 36, 70])
def test_japanese_may_be_wrapped_by_a_program_that_counts_characters(width: int) -> None:
    """It takes an ideograph for one character, and a line with Latin letters in it is narrower."""
    tale = "駅の図書館はLINE 7の終点にあり、夜の九時から朝の五時まで開いている。本は三百冊、"
    tale += "椅子は二つ、灯は一つ。司書の大野さんは毎晩、古い時計のねじを巻いてから席に着く。"
    tale += "読みに来るのは運転士と、終電を逃した人と、眠れない人だ。借りる人はほとんどいない。"
    lines = textwrap.wrap(tale, width)
    text = "夜の図書館\n\n" + "\n".join(lines) + "\n\n" + "\n".join(textwrap.wrap(tale * 2, width))
    assert texts(text) == ("夜の図書館", tale, tale * 2)


def test_inner_white_space_is_one_space() -> None:
    """But for what the author set: a non-breaking space stays where it stands."""
    assert texts("\u00a0\t It is \t 5\u00a0km\u2009off. \u3000\u00a0") == (
        "It is 5\u00a0km\u2009off.",
    )


@pytest.mark.parametrize(
    "text", ["", "\n\n", " \t\n\u00a0\n", "\ufeff", "\u200b\n\u00ad", "\f\r\n"]
)
def test_an_article_of_nothing_is_an_error(text: str) -> None:
    """White space, and what cannot be seen, are nothing to publish."""
    with pytest.raises(ReadingError, match=r"ferry\.txt is empty") as caught:
        texts(text)
    assert caught.value.remedy


@pytest.mark.parametrize("piece", ["a", "a ", '."', "-", "- ", " ", "\n ", "“", "日", "…", "a-\n"])
def test_strange_text_takes_no_longer_than_plain_text(piece: str) -> None:
    """A million characters alike would keep a rule that looks back busy for hours."""
    text = f"A{piece * (300_000 // len(piece))}\nz."
    assert "".join("".join(texts(text)).split()) == "".join(text.split())
