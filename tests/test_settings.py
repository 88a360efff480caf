"""What a user may set: four layers, and no setting that is passed over without a word."""

from dataclasses import fields
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from publisher.errors import SettingsError
from publisher.settings import (
    BITRATES,
    EDITIONS,
    FASTEST,
    FILE,
    LONGEST_MS,
    SLOWEST,
    Settings,
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
    (tmp_path / FILE).write_text(
        'voice = "espeak:cy"\nrate = 0.9\nlanguage = "cy"\neditions = ["mp3"]\n'
        'publisher = "Gwasg"\nsections = "found"\nstyle = "large"\ngranularity = "word"\n'
        'pages = true\ncertified_by = "Ida Quill"\n'
        'profile = "acx"\nbitrate = 256\npauses = 1.5\nsentence_pause = 400\n'
        "paragraph_pause = 800\nheading_pause = 1000"
    )
    settings = Settings().under(from_file(tmp_path), FILE)
    rests = (1.5, 400, 800, 1000)
    known = ("cy", ("mp3",), "Gwasg", "found", "large", "word", True, "Ida Quill", "acx", 256)
    assert settings == Settings("espeak:cy", 0.9, *rests, *known)
    assert len(fields(settings)) == 2 + len(rests) + len(known)


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
