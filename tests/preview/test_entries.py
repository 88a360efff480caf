"""Entries of lexicons and front matter: one more, and every other byte as its author wrote it."""

import os
import stat
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from publisher.errors import PublisherError, SettingsError
from publisher.lexiconfile import load
from publisher.preview.entries import (
    Entry,
    Place,
    entry,
    has_front_matter,
    with_front_matter,
    with_toml,
)
from publisher.reading import frontmatter

HOUSE = """\
# The house's names
language = "en-GB"   # all of it

[words]   # by ear
# Of places
Cholmondeley = "Chumley"  # as the family says it
UNHCR = { as = "letters" }

# The end.
"""
XI = Entry("Xi", "/ˈʃiː/")
ABOVE = """\
---
title: "The tide"   # and nothing else
pronunciations:     # by ear
  # Of places
  Cholmondeley: Chumley   # as the family says it
  Nour:
    ipa: ˈnʊər
    # for others
    said: Noor
alternatives: {bank.png: The bank}
---

It rose: “Xi”.

---
"""


def lines_of(before: str, after: str) -> tuple[list[str], list[str]]:
    """The lines that went, and those that came."""
    one, other = before.splitlines(), after.splitlines()
    return [each for each in one if each not in other], [each for each in other if each not in one]


@pytest.mark.parametrize(
    ("word", "manner", "how", "value"),
    [
        ("Xi", "ipa", "'ʃi:", "/ˈʃiː/"),
        ("tide ", "said", "tyde", "tyde"),
        ("UN  HCR", "letters", "", {"as": "letters"}),
        ("A", "said", "/a/", {"said": "/a/"}),
    ],
)
def test_what_is_typed_becomes_an_entry(word: str, manner: str, how: str, value: object) -> None:
    """As whoever writes lexicons by hand would write it."""
    made = entry(word, manner, how)
    assert (made.word, made.value) == (" ".join(word.split()), value)


@pytest.mark.parametrize(
    ("word", "manner", "how"),
    [("", "said", "a"), ("a", "said", " "), ("a", "ipa", "q$"), ("a", "loud", "b"),
     ("a\x00", "said", "b"), ("a", "said", "b\u202e"), ("a" * 81, "said", "b")],
)  # fmt: skip
def test_what_makes_no_sense_is_refused_with_a_remedy(word: str, manner: str, how: str) -> None:
    """Before anything is written."""
    with pytest.raises(SettingsError) as error:
        entry(word, manner, how)
    assert error.value.remedy


def test_a_lexicon_keeps_its_comments_and_other_words() -> None:
    """Somebody sorted and explained them."""
    after = with_toml(HOUSE.encode(), XI, "lexicon.toml").decode()
    assert lines_of(HOUSE, after) == ([], ['Xi = "/ˈʃiː/"'])
    again = with_toml(after.encode(), Entry("Cholmondeley", {"as": "word"}), "l").decode()
    gone, come = lines_of(after, again)
    assert gone == ['Cholmondeley = "Chumley"  # as the family says it']
    assert come == ['Cholmondeley = {as = "word"}  # as the family says it']


@pytest.mark.parametrize(
    "text", ["", "# only\n", 'language = "en"\n', "[words]\n", '[words]\na = "b"', "words = {}\n"]
)
def test_a_lexicon_may_have_no_words_yet(text: str, tmp_path: Path) -> None:
    """Nor be there at all."""
    path = tmp_path / "lexicon.toml"
    if text:
        path.write_text(text, encoding="utf-8")
    Place(path).write(XI)
    assert ("Xi",) in [each.graphemes for each in load(path)]


def test_when_a_reading_holds_is_kept() -> None:
    """A word that is said so only where it is written just so stays one."""
    text = '[words]\npolish = { said = "pollish", case = true }\n'
    after = with_toml(text.encode(), Entry("polish", "polissh"), "l").decode()
    assert after == '[words]\npolish = {said = "polissh", case = true}\n'


@pytest.mark.parametrize(
    "text",
    ['[words]\nXi = ["a", { said = "b", language = "fr" }]\n', '[words.Xi]\nsaid = "a"\n',
     '[[words.Xi]]\nsaid = "a"\n', "words = 1\n", "[words\n"],
)  # fmt: skip
def test_what_cannot_be_changed_without_loss_is_left(text: str, tmp_path: Path) -> None:
    """And whoever wrote it is asked to change it."""
    path = tmp_path / "lexicon.toml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(PublisherError) as error:
        Place(path).write(XI)
    assert error.value.remedy
    assert path.read_text("utf-8") == text


def test_front_matter_gets_a_line_and_keeps_every_other_byte() -> None:
    """Comments, quotation marks, blanks, the text below: none of them is ours."""
    after = with_front_matter(ABOVE.encode(), XI, "tide.md").decode()
    assert lines_of(ABOVE, after) == ([], ['  Xi: "/ˈʃiː/"'])
    assert after.endswith(ABOVE.partition("alternatives")[2])
    again = with_front_matter(after.encode(), Entry("Xi", "She"), "tide.md").decode()
    assert lines_of(after, again) == (['  Xi: "/ˈʃiː/"'], ["  Xi: She"])
    other = with_front_matter(ABOVE.encode(), Entry("Cholmondeley", {"as": "letters"}), "t")
    assert "  Cholmondeley: {as: letters}   # as the family says it\n" in other.decode()


@pytest.mark.parametrize(
    "matter",
    ["", "title: The tide\n", "pronunciations:\n", "pronunciations: # none\ntitle: A\n",
     "pronunciations: {}\n", "pronunciations: {Nour: Noor}\n", "pronunciation:\n    a: b\n",
     "pronunciations:\n  Nour: |\n    Noor\ntitle: A\n", "pronunciations:\n  Xi: a\n  # end\n",
     "pronunciations: {'Xi': {said: a}}\n", "title: A\npronunciations:\n  b: c\n\n# end\n"],
)  # fmt: skip
@pytest.mark.parametrize("line_end", ["\n", "\r\n"])
def test_front_matter_of_many_forms_is_added_to(matter: str, line_end: str) -> None:
    """Whatever is read here can be written to, with the line ends that it has."""
    text = f"---\n{matter}---\n\nIt rose.\n".replace("\n", line_end)
    after = with_front_matter(b"\xef\xbb\xbf" + text.encode(), XI, "tide.md")
    assert after.startswith(b"\xef\xbb\xbf---")
    found = after.decode("utf-8-sig")
    assert found.count("\n") == found.count(line_end)
    said = frontmatter.metadata(frontmatter.split(found.replace("\r\n", "\n"), "")[0])
    assert {each.graphemes[0]: each.ipa for each in said.pronunciations}["Xi"] == "ˈʃiː"
    assert found.endswith(f"---{line_end}{line_end}It rose.{line_end}")


@pytest.mark.parametrize(
    "text",
    ["It rose.\n", "+++\ntitle = 'A'\n+++\n", "---\n{title: A}\n---\nIt rose.\n",
     "---\npronunciations: [a]\n---\nIt rose.\n", "---\ntitle: [\n---\nIt rose.\n",
     "---\npronunciations:\n  Xi:\n    said: She\n---\nIt rose.\n",
     "---\npronunciations:\n  Xi: [She, {said: Zi, language: it}]\n---\nIt rose.\n"],
)  # fmt: skip
def test_what_is_no_list_of_lines_is_left(text: str) -> None:
    """A lexicon is there for those."""
    with pytest.raises(SettingsError) as error:
        with_front_matter(text.encode(), XI, "tide.md")
    assert error.value.remedy


def test_what_is_not_in_utf_8_is_left() -> None:
    """It would come back in another encoding."""
    for add in (with_toml, with_front_matter):
        with pytest.raises(SettingsError, match="UTF-8"):
            add(ABOVE.encode("utf-16"), XI, "tide.md")
    assert not has_front_matter(ABOVE.encode("utf-16"))
    assert has_front_matter(ABOVE.encode())
    assert not has_front_matter(b"# The tide\n")


WORDS = st.text(st.characters(exclude_categories=("C", "Z")), min_size=1, max_size=20)


@given(word=WORDS, said=WORDS)
def test_any_word_is_read_as_it_was_written(word: str, said: str) -> None:
    """Whatever signs are in it: YAML and TOML have a meaning for most of them."""
    made = Entry(word, {"said": said})
    with_toml(HOUSE.encode(), made, "lexicon.toml")  # which reads it again
    after = with_front_matter(ABOVE.encode(), made, "tide.md").decode()
    assert after.startswith(ABOVE[:30])
    assert after.endswith(ABOVE[-60:])


def test_a_file_keeps_its_permissions_and_a_link_stays_one(tmp_path: Path) -> None:
    """And all of it can be taken back."""
    path, link = tmp_path / "house.toml", tmp_path / "lexicon.toml"
    path.write_text(HOUSE, encoding="utf-8")
    path.chmod(0o640)
    link.symlink_to(path)
    undo = Place(link).write(XI)
    assert link.is_symlink()
    assert stat.S_IMODE(os.stat(path).st_mode) == 0o640  # noqa: PTH116
    assert "Xi" in path.read_text("utf-8")
    undo()
    assert path.read_text("utf-8") == HOUSE
    assert sorted(each.name for each in tmp_path.iterdir()) == ["house.toml", "lexicon.toml"]


def test_what_somebody_else_wrote_since_is_not_taken_back(tmp_path: Path) -> None:
    """An editor may save the same file while the publication is being made."""
    path = tmp_path / "lexicon.toml"
    undo = Place(path).write(XI)
    path.write_text(HOUSE, encoding="utf-8")
    undo()
    assert path.read_text("utf-8") == HOUSE
    path.unlink()
    undo()
    assert not path.exists()
    Place(path).write(XI)()
    assert not path.exists()
