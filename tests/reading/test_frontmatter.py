"""Front matter: taken as it is written, and refused in words a person can act on."""

import time
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from publisher.errors import PublisherError, ReadingError
from publisher.lexicon import Lexeme
from publisher.reading import frontmatter
from publisher.reading.frontmatter import Matter, guess, metadata, pairs, shown, split, unknown


def declared(text: str) -> dict[str, tuple[str, ...]]:
    """The words in that front matter, by name."""
    return matter(text).words


def matter(text: str) -> frontmatter.Matter:
    """The front matter of a file with these lines in it."""
    return split(f"---\n{text}\n---\nBody\n", "article.md")[0]


def refusal(text: str) -> ReadingError:
    """How a file is refused."""
    with pytest.raises(ReadingError) as error:
        split(text, "article.md")
    assert error.value.remedy
    return error.value


def test_front_matter_is_parted_from_the_body() -> None:
    """With the number of lines above the body, so that findings name the right ones."""
    found, body, above = split("---\ntitle: A\n---\n\nBody\n", "article.md")
    assert (found.words, body, above) == ({"title": ("A",)}, "\nBody\n", 3)


@pytest.mark.parametrize(
    "text",
    [
        "+++\ntitle = 'A'\n+++\nBody",
        "---\ntitle: A\n...\nBody",
        "---  \ntitle: A\n---\t\nBody",
        "---\nTitle: A\n---\nBody",
        "---\n# a note\n\ntitle: A\n---\nBody",
    ],
)
def test_yaml_and_toml_are_read_with_their_fences(text: str) -> None:
    """As other tools write them."""
    found, body, _ = split(text, "article.md")
    assert (found.words, body) == ({"title": ("A",)}, "Body")


@pytest.mark.parametrize(
    "text",
    ["", "Body", "---\n\nBody: yes\n\n---\n", "---", "+++", " ---\ntitle: A\n---\n", "---\nBody\n"],
)
def test_a_rule_is_no_front_matter(text: str) -> None:
    """A rule has a blank line under it, or nothing that looks like a name and a value."""
    assert split(text, "article.md") == (Matter(), text, 0)


def test_empty_front_matter_declares_nothing() -> None:
    """Two fences and nothing, or null, between them."""
    assert split("---\n---\nBody", "article.md") == (Matter(), "Body", 2)
    assert declared("title:\nauthor: ~\nsubjects: [null, A]") == {
        "title": (), "author": (), "subjects": ("A",)
    }  # fmt: skip


@pytest.mark.parametrize(
    "written",
    [
        "2026-09-05", "1984", "Yes", "0x10", "1_000", "12:30", "1.10", "no", "2026-09-05 10:00:00",
        ".5", "1e3", "=", "2026-02-31", "010", "The mill", "日本", "<<", "a # b",
    ],
)  # fmt: skip
def test_words_are_taken_as_they_are_written(written: str) -> None:
    """YAML makes a day, a truth or the number sixteen of them; a headline is a headline."""
    expected = written.partition(" #")[0]
    assert declared(f"title: {written}") == {"title": (expected,)}


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("title: 'It''s'", "It's"),
        ('title: "A: b"', "A: b"),
        ("title: >\n  A\n  b", "A b"),
        ("title: |\n  A\n  b", "A b"),
        ("title: A\n  b", "A b"),
        ('title: "a\\u0001\\u2028b\\ud800"', "a b"),
        ('title: "Pourquoi\\u00a0?"', "Pourquoi\u00a0?"),
        ("title: !!python/object/apply:os.system [boo]", "boo"),
        ("title: !!int 12", "12"),
    ],
)
def test_every_way_to_write_words_gives_words(text: str, words: str) -> None:
    """On one line, without what no page can hold; a tag is not obeyed."""
    assert declared(text) == {"title": (words,)}


def test_toml_values_are_words_too() -> None:
    """Dates, numbers and truths as TOML writes them."""
    text = "+++\ndate = 2026-09-05\nrate = 1.5\nsubjects = ['A', 'b']\nguess = false\n+++\n"
    found, _, _ = split(text, "article.md")
    assert found.words == {
        "date": ("2026-09-05",), "rate": ("1.5",), "subjects": ("A", "b"), "guess": ("False",)
    }  # fmt: skip
    assert not guess(found)


# What is refused, with its line and a remedy


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("---\ntitle: A\nauthor: B: C\n---\n", 3),
        ("---\ntitle: 'A\n---\n", 2),
        ("---\ntitle: A\n\tauthor: B\n---\n", 3),
        ("---\ntitle: [A\n---\n", 2),
        ("---\ntitle: A\nauthor: *boo\n---\n", 3),
        ("---\na: 1\n: : :\n- b\n---\n", 3),
        ("+++\ntitle = 'A'\nauthor = B\n+++\n", 3),
        ("+++\ntitle = 'A'\ntitle = 'B'\n+++\n", 3),
        ("---\ntitle: A\nauthor: B\ntitle: C\n---\n", 4),
        ("---\ntitle: A\nTitle: C\n---\n", 3),
        ("---\nvoice: piper\ntitle:\n  main: A\n---\n", 3),
        ("---\nauthor:\n  - name: A\n---\n", 2),
        ("---\ntitle: A\n\nBody that was never parted from it.\n", 1),
    ],
)
def test_what_is_not_well_formed_is_refused_with_its_line(text: str, line: int) -> None:
    """The author looks there, and mends it."""
    assert f"line {line}" in refusal(text).message


@pytest.mark.parametrize("text", ["- title\n- author", "title", "42", "2026-09-05", "[a, b]"])
def test_what_is_no_list_of_names_and_values_is_refused(text: str) -> None:
    """There is nothing to call it by."""
    assert "names and values" in refusal(f"---\n{text}\n---\nBody").message


def test_a_yaml_bomb_does_not_go_off() -> None:
    """Nine lines of aliases are three billion laughs; here they are an error in no time."""
    levels = "abcdefghi"
    lines = [f'a: &a ["lol"{", lol" * 8}]']
    for above, below in pairwise(levels):
        lines.append(f"{below}: &{below} [{', '.join([f'*{above}'] * 9)}]")
    before = time.perf_counter()
    assert "alias" in refusal("---\n" + "\n".join(lines) + "\n---\nBody").message
    assert time.perf_counter() - before < 2


@pytest.mark.parametrize(
    "text",
    [
        "a: " + "[" * 40_000,
        "a: " + "{a: " * 20_000,
        "- " * 40_000,
        "title: " + "x" * 200_000,
        "? " * 40_000,
    ],
)
def test_front_matter_without_end_is_refused_soon(text: str) -> None:
    """Deep or long beyond measure: no RecursionError, and no long wait."""
    before = time.perf_counter()
    refusal(f"---\n{text}\n---\nBody")
    refusal(f"+++\n{text}\n+++\nBody")
    assert time.perf_counter() - before < 8


# What it means


def test_names_of_other_tools_are_understood() -> None:
    """An article written for another tool is published as it is; ours win over theirs."""
    found = metadata(
        matter("headline: A\nsubtitle: B\nauthor: C\nlang: cy\nurl: https://e.org\ntags: [x, y]")
    )
    assert (found.title, found.standfirst, found.authors) == ("A", "B", ("C",))
    assert (found.language, found.source, found.subjects) == ("cy", "https://e.org", ("x", "y"))
    assert metadata(matter("summary: b\nstandfirst: a")).standfirst == "a"


def test_keywords_may_stand_on_one_line() -> None:
    """Parted by commas; in a list, a comma is a comma."""
    assert metadata(matter("keywords: mills, the sea ,")).subjects == ("mills", "the sea")
    assert metadata(matter("tags: [Mills, 'Lee, Ann']")).subjects == ("Mills", "Lee, Ann")


def test_what_means_nothing_here_may_be_anything() -> None:
    """Site generators keep whole trees there; a person is told their names."""
    found = matter("title: A\ncover:\n  image: [x, {y: z}]\nlayout: long")
    assert unknown(found) == ("cover", "layout")


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("mood: gloomy", "mood: gloomy"),
        ("moods: [gloomy, wet]", "moods: gloomy, wet"),
        ("cover:\n  image: [x, {y: z}]", "cover: image: x, y: z"),
        ("draft:", "draft"),
        (f"mood: {'gloomy ' * 40}", f"mood: {'gloomy ' * 10}gloo…"),
    ],
)
def test_what_means_nothing_here_is_told_with_its_value(text: str, told: str) -> None:
    """“mood” alone sends its author back to the file to see what is lost."""
    found = matter(text)
    assert [shown(found, name) for name in unknown(found)] == [told]


@pytest.mark.parametrize(
    ("said", "may"),
    [
        ("false", False),
        ("False", False),
        ("no", False),
        ("off", False),
        ("true", True),
        ("yes", True),
        ("", True),
    ],
)
def test_guessing_can_be_forbidden(said: str, may: bool) -> None:
    """In each of YAML's ways to say so."""
    assert guess(matter(f"guess: {said}")) is may


@given(st.text(max_size=80), st.sampled_from(["---", "+++"]))
@settings(max_examples=200, deadline=None)
def test_whatever_stands_there_is_read_or_refused(text: str, fence: str) -> None:
    """Never an exception of another library's."""
    try:
        found, body, above = split(f"{fence}\n{text}\n{fence}\nBody", "article.md")
    except PublisherError:
        return
    metadata(found)
    assert above <= text.count("\n") + 4
    assert body.endswith("Body")


def test_pronunciations_and_descriptions_are_names_with_words() -> None:
    """In YAML and in TOML; what has another form is refused in words."""
    said = (Lexeme(("Cholmondeley",), "Chumley"), Lexeme(("GIF",), "jif"))
    yaml = "pronunciations:\n  Cholmondeley: Chumley\n  GIF: jif\nalt:\n  a.png: A mill."
    assert metadata(matter(yaml)).pronunciations == said
    assert pairs(matter(yaml), "alternatives") == (("a.png", "A mill."),)
    toml = '+++\n[pronunciations]\nCholmondeley = "Chumley"\nGIF = "jif"\n+++\nBody'
    assert metadata(split(toml, "article.md")[0]).pronunciations == said
    with pytest.raises(ReadingError, match="no list of names and words"):
        matter("alt: a mill")
