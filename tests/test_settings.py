"""What a user may set: four layers, and no setting that is passed over without a word."""

import json
from dataclasses import fields
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from publisher.errors import SettingsError
from publisher.settings import (
    ANNOUNCED,
    BITRATES,
    EDITIONS,
    FASTEST,
    FILE,
    LONGEST_MS,
    SLOWEST,
    Settings,
    asked_for,
    from_file,
)

ANYTHING = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text() | st.dates(),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
)


def test_a_layer_lies_over_those_beneath_and_leaves_what_it_does_not_name() -> None:
    """Defaults, `publisher.toml`, front matter, options: the nearer to the user, the stronger."""
    settings = Settings()
    settings = settings.under((("voice", "espeak"), ("rate", 0.8)), FILE)
    settings = settings.under((("rate", "0.9"),), "tide.md")
    settings = settings.under((("rate", None), ("editions", "mp3")), "command line")
    assert settings == Settings(voice="espeak", rate=0.9, editions=("mp3",))


def test_no_settings_file_sets_nothing(tmp_path: Path) -> None:
    """It need not be there."""
    assert from_file(tmp_path) == ()
    assert from_file(tmp_path / "gone") == ()


def test_a_settings_file_sets_all_there_is(tmp_path: Path) -> None:
    """Whatever can be set at all can be set once for a whole shelf."""
    said = {
        "voice": "espeak:cy", "rate": 0.9, "pauses": 1.5, "sentence_pause": 400,
        "paragraph_pause": 800, "heading_pause": 1000, "language": "cy", "editions": ["mp3"],
        "publisher": "Gwasg", "address": "https://gwasg.example/", "sections": "found",
        "style": "large", "granularity": "word",
        "pages": True, "certified_by": "Ida Quill", "announce": ["sections", "lists"],
        "read_head": ["title"], "read_notes": "place", "read_tables": "cells",
        "read_pictures": "captions", "read_code": "full", "read_addresses": "full",
        "read_credits": False, "foreign_voices": "narrator", "quotation_voice": "espeak:en",
        "interview_voices": ["espeak:cy", "espeak:en"], "lexicon": ["names.toml"], "names": "none",
        "profile": "acx", "bitrate": 256,
    }  # fmt: skip
    (tmp_path / FILE).write_text(
        "".join(f"{name} = {json.dumps(value)}\n" for name, value in said.items())
    )
    settings = Settings().under(from_file(tmp_path), FILE)
    for each in fields(settings):
        value = getattr(settings, each.name)
        assert (list(value) if isinstance(value, tuple) else value) == said[each.name]
        assert value != each.default


@pytest.mark.parametrize("content", [
    b"rate =", b"rate = 1\nrate = 2", b"voice = '\xe9'", b"\xff\xfer\0a\0", b"a = " + b"[" * 5_000,
])  # fmt: skip
def test_a_settings_file_that_cannot_be_read_is_refused(tmp_path: Path, content: bytes) -> None:
    """Taken for empty it would make other books than its owner set."""
    (tmp_path / FILE).write_bytes(content)
    with pytest.raises(SettingsError, match=r"publisher\.toml cannot be read") as caught:
        from_file(tmp_path)
    assert caught.value.remedy


def test_a_settings_file_that_is_a_folder_is_refused(tmp_path: Path) -> None:
    """Somebody meant something by it."""
    (tmp_path / FILE).mkdir()
    with pytest.raises(SettingsError, match="cannot be read"):
        from_file(tmp_path)


@pytest.mark.parametrize(("said", "editions"), [
    ("epub", ("epub",)),
    ("mp3, epub", ("epub", "mp3")),
    (["mp3"], ("mp3",)),
    (("mp3", "mp3"), ("mp3",)),
])  # fmt: skip
def test_editions_are_named_in_a_line_or_a_list(said: object, editions: tuple[str, ...]) -> None:
    """As a shell has them, and as TOML has; made once each, and always in one order."""
    assert Settings().under((("editions", said),), "here").editions == editions


@pytest.mark.parametrize(("name", "value", "words"), [
    ("editions", "pdf", "no edition called 'pdf'"),
    ("editions", "", "no edition called ''"),
    ("editions", [], "no edition is chosen"),
    ("editions", 3, "no edition called '3'"),
    ("rate", "fast", "the rate 'fast' is no number"),
    ("rate", True, "the rate True is no number"),
    ("rate", {"of": 1}, "is no number"),
    ("rate", 9, "the rate 9 is out of bounds"),
    ("rate", "nan", "the rate nan is out of bounds"),
    ("rate", SLOWEST - 0.01, "out of bounds"),
    ("rate", FASTEST + 0.01, "out of bounds"),
    ("pauses", "long", "the factor for pauses 'long' is no number"),
    ("pauses", 0, "the factor for pauses 0 is out of bounds"),
    ("pauses", 4.1, "out of bounds"),
    ("sentence_pause", 0, "sentence_pause is 0"),
    ("sentence_pause", 0.5, "sentence_pause is 0.5"),
    ("heading_pause", 5_001, "heading_pause is 5001"),
    ("paragraph_pause", True, "paragraph_pause is True"),
    ("bitrate", 65, "the bitrate 65 is none"),
    ("bitrate", "fast", "the bitrate 'fast' is none"),
    ("profile", "vinyl", "profile is 'vinyl', which there is not"),
    ("voice", ["espeak"], "voice is"),
    ("language", 5, "language is 5"),
    ("announce", "lists, tabels", "announce names 'tabels'"),
    ("read_head", "headline", "read_head names 'headline'"),
    ("read_notes", "never", "read_notes is 'never'"),
    ("read_tables", True, "read_tables is True"),
    ("read_credits", "perhaps", "read_credits is 'perhaps'"),
    ("voices", "espeak", "no setting called 'voices'"),
    ("under", "espeak", "no setting called 'under'"),
])  # fmt: skip
def test_what_makes_no_sense_is_refused_with_what_would(
    name: str, value: object, words: str
) -> None:
    """And with the layer that said it, or it could not be found again."""
    with pytest.raises(SettingsError, match=r"^here: ") as caught:
        Settings().under(((name, value),), "here")
    assert words in caught.value.message
    assert caught.value.remedy


@given(st.sampled_from([*(field.name for field in fields(Settings)), "other"]), ANYTHING)
def test_whatever_is_said_makes_settings_or_an_error_of_ours(name: str, value: object) -> None:
    """Nothing that can be written in a file reaches the rooms with another type than they want."""
    try:
        settings = Settings().under(((name, value),), "here")
    except SettingsError:
        return
    assert SLOWEST <= settings.rate <= FASTEST
    assert settings.bitrate in BITRATES
    rests = (settings.sentence_pause, settings.paragraph_pause, settings.heading_pause)
    assert all(1 <= rest <= LONGEST_MS for rest in rests)
    assert settings.editions
    assert set(settings.editions) <= set(EDITIONS)
    assert all(isinstance(each, str) for each in (settings.voice, settings.language))


def test_a_way_to_find_sections_that_there_is_not_is_refused() -> None:
    """With those that there are."""
    with pytest.raises(SettingsError, match="which there is not") as caught:
        Settings().under((("sections", "chapters"),), "article.md")
    assert "none, found, topics" in caught.value.remedy


@pytest.mark.parametrize(
    ("said", "meant"),
    [
        ("all", ANNOUNCED),
        ("none", ()),
        ("", ()),
        ("tables, lists", ("lists", "tables")),
        (["lists"], ("lists",)),
    ],
)
def test_what_is_announced_is_chosen_from_a_list(said: object, meant: tuple[str, ...]) -> None:
    """In whatever order, with commas or as a list; all of it, or nothing, in one word."""
    assert Settings().under((("announce", said),), "here").announce == meant


def test_a_setting_is_written_on_the_command_line_as_it_is_called() -> None:
    """Whatever a file could set, with dashes or without; what it refuses is refused here too."""
    assert asked_for("read-notes = place", "--set") == ("read_notes", "place")
    for wrong in ("read_notes", "read_notes=never", "notes=place"):
        with pytest.raises(SettingsError, match=r"^--set: "):
            asked_for(wrong, "--set")


def test_lexicons_of_several_layers_stand_over_one_another() -> None:
    """Who names one for an article would else lose those of the house."""
    settings = Settings().under((("lexicon", ["house.toml", "names.pls"]),), FILE)
    settings = settings.under((("lexicon", ("mine.toml", "names.pls")),), "command line")
    assert settings.lexicon == ("mine.toml", "names.pls", "house.toml")
    assert settings.under((("lexicon", ()),), "command line") == settings


@pytest.mark.parametrize("value", [True, 3, "", ["a.toml", 4]])
def test_a_lexicon_that_is_no_file_is_refused(value: object) -> None:
    """It would else be looked for by that name, and the message would be of a missing file."""
    with pytest.raises(SettingsError, match="no file"):
        Settings().under((("lexicon", value),), FILE)
