"""Lexicons on disk: TOML and PLS, written and read again; faults by file, line and cure."""

from pathlib import Path

import pytest
from lxml import etree

from publisher.errors import SettingsError
from publisher.lexicon import Lexeme, lexemes
from publisher.lexiconfile import beside, load, toml
from publisher.pls import NAMESPACE, pls

NAMES = lexemes({
    "Xi": "/ˈʃiː/",
    "Nour al-Din": {"ipa": "ˈnʊər ælˈdiːn", "said": "Noor"},
    'The "Q"': "kew",
    "polish": {"said": "pollish", "case": True},
    "Paris": [{"said": "Paree", "language": "fr"}, {"said": "Parris"}],
})  # fmt: skip

XI = "<lexeme><grapheme>Xi</grapheme><phoneme>S</phoneme></lexeme>"


def lexicon(inside: str, alphabet: str = "ipa", language: str = "en") -> str:
    """A PLS file with something in it."""
    return (
        f'<lexicon xmlns="{NAMESPACE}" version="1.0" alphabet="{alphabet}" '
        f'xml:lang="{language}">\n{inside}\n</lexicon>'
    )


def loaded(folder: Path, text: str, name: str = "names.pls") -> tuple[Lexeme, ...]:
    """What is read of a file with some text."""
    (folder / name).write_text(text, encoding="utf-8")
    return load(folder / name)


def test_toml_written_and_read_again_is_the_same(tmp_path: Path) -> None:
    """Comments and all: what `pronounce` writes, `build` reads."""
    text = toml(NAMES, comments={"Xi": "2 times, lines 4, 9"})
    assert 'Xi = "/ˈʃiː/"  # 2 times' in text
    assert loaded(tmp_path, text, "names.toml") == NAMES


def test_a_files_language_is_that_of_all_its_words(tmp_path: Path) -> None:
    """But for those that name another."""
    text = toml(NAMES, "en-GB")
    found = loaded(tmp_path, text, "names.toml")
    assert [each.language for each in found] == ["en-GB", "en-GB", "en-GB", "en-GB", "en-GB", "fr"]


def test_pls_written_and_read_again_says_the_same(tmp_path: Path) -> None:
    """Alphabet, language, several spellings; what is said as letters becomes an alias."""
    each = Lexeme(("GIF", "gif"), "jiff", "dʒɪf", "", "en")
    spelt = Lexeme(("UNHCR",), kind="letters", language="en")
    (tmp_path / "n.pls").write_bytes(pls({each: each.graphemes, spelt: ("UNHCR",)}, "en"))
    said = Lexeme(("UNHCR",), "U-N-H-C-R", language="en")
    assert load(tmp_path / "n.pls") == (each, said)


def test_the_preferred_way_to_say_it_is_taken(tmp_path: Path) -> None:
    """PLS has several; else the first, and the first alias for voices without phonemes."""
    found = loaded(tmp_path, lexicon(
        "<lexeme><grapheme>a</grapheme><phoneme>a</phoneme><phoneme prefer='true'>b</phoneme>"
        "<alias>see</alias></lexeme>"
        "<lexeme><grapheme>b</grapheme><alias>bee</alias><phoneme>b</phoneme></lexeme>"
        "<lexeme><grapheme>c</grapheme><phoneme alphabet='x-sampa'>Si:</phoneme></lexeme>"
    ))  # fmt: skip
    assert [(each.said, each.ipa) for each in found] == [("see", "b"), ("bee", ""), ("", "ʃiː")]


@pytest.mark.parametrize(("name", "text", "line", "why"), [
    ("n.toml", "[words]\nXi = 'x'\n\nXi = 'y'", 4, "not well formed"),
    ("n.toml", "[words]\nIdlib = 'x'\nXi = '/S1/'", 3, "X-SAMPA"),
    ("n.toml", "language = 'en'\nXi = 'x'", 2, r"stand under \[words\]"),
    ("n.toml", "words = 3", 0, "is a table"),
    ("n.toml", "[words]\n\"al-Din\" = {as = 'song'}", 2, "cannot be said"),
    ("n.pls", "<lexicon", 1, "not well formed"),
    ("n.pls", "<html/>", 1, "begins with 'html'"),
    ("n.pls", lexicon("\n<lexeme><grapheme>Xi</grapheme></lexeme>"), 3, "neither phoneme nor"),
    ("n.pls", lexicon("<lexeme><alias>Xi</alias></lexeme>"), 2, "no grapheme"),
    ("n.pls", lexicon(XI), 2, "no sign"), ("n.pls", lexicon(XI, "cmu"), 2, "'cmu' is not read"),
])  # fmt: skip
def test_a_malformed_lexicon_is_refused_with_file_line_and_cure(
    tmp_path: Path, name: str, text: str, line: int, why: str
) -> None:
    """Its owner mends that line; read in part, some names would be said wrong."""
    with pytest.raises(SettingsError, match=why) as caught:
        loaded(tmp_path, text, name)
    where = f"{tmp_path / name}, line {line}:" if line else f"{tmp_path / name}:"
    assert caught.value.message.startswith(where)
    assert "publisher lexicon --help" in caught.value.remedy


def test_a_lexicon_that_is_not_there_is_named(tmp_path: Path) -> None:
    """A mistyped option."""
    with pytest.raises(SettingsError, match=r"gone\.toml cannot be read"):
        load(tmp_path / "gone.toml")


def test_no_file_is_read_by_way_of_an_entity(tmp_path: Path) -> None:
    """A lexicon from elsewhere must not put the reader's files into a book."""
    (tmp_path / "secret").write_text("secret")
    told = f'<!DOCTYPE lexicon [<!ENTITY s SYSTEM "{(tmp_path / "secret").as_uri()}">]>'
    inside = "<lexeme><grapheme>Xi</grapheme><alias>&s;</alias></lexeme>"
    with pytest.raises(SettingsError, match="document type"):
        loaded(tmp_path, told + lexicon(inside))


def test_what_is_written_is_pls(tmp_path: Path) -> None:
    """In its name space, with the attributes that the standard asks for."""
    root = etree.fromstring(pls({NAMES[0]: ("Xi",)}, "en-GB"))
    assert root.tag == f"{{{NAMESPACE}}}lexicon"
    assert dict(root.attrib) == {
        "version": "1.0", "alphabet": "ipa",
        "{http://www.w3.org/XML/1998/namespace}lang": "en-GB",
    }  # fmt: skip
    assert [each.text for each in root[0]] == ["Xi", "ˈʃiː"]


def test_a_folders_lexicons_are_found_by_name(tmp_path: Path) -> None:
    """TOML before PLS; no other file is taken for one."""
    for name in ("lexicon.pls", "lexicon.toml", "names.toml"):
        (tmp_path / name).write_text("")
    assert [path.name for path in beside(tmp_path)] == ["lexicon.toml", "lexicon.pls"]
