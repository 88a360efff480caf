"""The catalogue: it agrees with the code and with the tests, and every code has a cure."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

from publisher import checking
from publisher.checking.catalogue import BEYOND_READING, CATALOGUE, known_code, told
from publisher.report import Finding, Weight

ROOM = Path(checking.__file__).parent
TESTS = Path(__file__).parent
TELLING = ("Finding", "error", "warning", "note", "tell", "_of_types")


def given_codes() -> Iterator[str]:
    """Every code that a module of the room gives to a finding."""
    for path in ROOM.glob("*.py"):
        for call in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(call, ast.Call) and ast.unparse(call.func) in TELLING:
                yield ast.unparse(call.args[0]).strip("'")
            elif isinstance(call, ast.Call) and ast.unparse(call.func) == "Bar":
                yield ast.unparse(call.args[-1]).strip("'")


def quoted_words() -> set[str]:
    """Every string in the room's tests, but for those of this module."""
    paths = (path for path in TESTS.glob("test_*.py") if path != Path(__file__))
    trees = (ast.walk(ast.parse(path.read_text("utf-8"))) for path in paths)
    return {str(each.value) for tree in trees for each in tree if isinstance(each, ast.Constant)}


def test_the_catalogue_and_the_codes_in_use_agree() -> None:
    """A code without a cure helps nobody, and a cure without a code is never read."""
    codes = set(given_codes()) - {"code", "line.code"}  # those that hand on what they are given
    assert codes == CATALOGUE.keys()


def test_every_code_is_expected_by_a_test() -> None:
    """Each has a fault planted for it in one of the tests beside this one."""
    assert CATALOGUE.keys() <= quoted_words()


def test_what_is_beyond_reading_is_in_the_catalogue() -> None:
    """A misspelled code would stop nothing."""
    assert CATALOGUE.keys() >= BEYOND_READING


@pytest.mark.parametrize("code", CATALOGUE)
def test_a_code_is_one_stable_word_with_a_meaning_and_a_cure(code: str) -> None:
    """People and programs go by codes; what they mean, and what to do, are sentences."""
    assert code == code.lower().replace("_", "-").strip()
    for said in CATALOGUE[code]:
        assert said[0].isupper()
        assert said.endswith((".", "Level AA"))
        assert len(said) < 90


def test_a_code_that_the_catalogue_lacks_is_our_fault() -> None:
    """It shows in the first test that meets it, not in a user's terminal."""
    with pytest.raises(KeyError):
        known_code(Finding("made-up", Weight.NOTE, "m"), "a")


def test_names_from_a_strangers_file_cannot_steer_a_terminal() -> None:
    """An entry called ``ESC ] 0 ; pwned BEL`` would set the window's title, or worse."""
    found = known_code(Finding("link-broken", Weight.NOTE, "to \x1b[2J", "a\x07\u202eb"), "x\ny")
    assert (found.message, found.where) == ("to \ufffd[2J", "x\ufffdy: a\ufffd\ufffdb")


def test_a_finding_is_told_to_programs_with_all_that_is_known_of_it() -> None:
    """By names that stay: a program that reads them is not ours to mend."""
    found = known_code(Finding("link-broken", Weight.ERROR, "m", "EPUB/a.xhtml", line=3), "a.epub")
    assert told(found) == {
        "code": "link-broken",
        "weight": "error",
        "file": "a.epub",
        "entry": "EPUB/a.xhtml",
        "line": 3,
        "message": "m",
        "meaning": CATALOGUE["link-broken"].meaning,
        "cure": CATALOGUE["link-broken"].cure,
    }
