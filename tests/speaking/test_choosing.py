"""Which voice speaks."""

import socket
from pathlib import Path

import pytest

from publisher.errors import VoiceError
from publisher.report import Finding, Weight
from publisher.speaking.choosing import chosen
from publisher.speaking.engines import Folders
from tests.speaking.kettle import kettle

JOE = "piper:en_US-joe-medium"


@pytest.fixture(name="folders")
def _folders(tmp_path: Path) -> Folders:
    return Folders(None, (tmp_path / "voices",))


def auto(language: str, folders: Folders, before: str = "") -> tuple[str, tuple[Finding, ...]]:
    """The voice that is chosen when nobody is named, and what is found."""
    engine, findings = chosen("auto", language, 1.0, folders, before)
    return str(engine.voice), findings


def test_english_is_read_by_the_neural_voice() -> None:
    """The best that is here, without a word from the user."""
    engine, (finding,) = chosen("auto", "en-GB", 1.0)
    assert str(engine.voice) == JOE
    assert (finding.code, finding.weight) == ("voice-chosen", Weight.NOTE)
    assert JOE in finding.message


@pytest.mark.parametrize(("language", "voices", "best"), [
    ("en-GB", ("en_GB-kettle-low", "en_AU-kettle-high"), "piper:en_GB-kettle-low"),
    ("en-GB", ("en_AU-kettle-low",), "piper:en_AU-kettle-low"),
    ("en-US", ("en_GB-kettle-high",), JOE),
    ("en", ("en_GB-kettle-high",), JOE),
    ("en-US", ("en_US-kettle-high",), "piper:en_US-kettle-high"),
    ("en-US", ("en_US-kettle-medium",), "piper:en_US-kettle-medium"),
    ("en-US", ("en_US-kettle-low",), JOE),
    ("en-GB", ("en_GB-a-low", "en_GB-b-medium", "en_GB-c-x_low"), "piper:en_GB-b-medium"),
    ("de-AT", ("de_DE-kessel-low", "en_GB-kettle-high"), "piper:de_DE-kessel-low"),
    ("no", ("nb_NO-kjele-low",), "piper:nb_NO-kjele-low"),
    ("cy", ("en_GB-kettle-high",), "espeak:cy"),
])  # fmt: skip
def test_the_nearest_voice_is_chosen_and_of_those_the_best(
    folders: Folders, language: str, voices: tuple[str, ...], best: str
) -> None:
    """Region before quality, quality before having been added, and the same each time."""
    for name in voices:
        kettle(folders.voices[0] / name, name)
    name, findings = auto(language, folders)
    assert name == best
    assert (name, findings) == auto(language, folders)
    assert findings[0].code == ("voice-plain" if best == "espeak:cy" else "voice-chosen")


def test_a_voice_of_many_is_not_chosen_before_one_that_is_one(folders: Folders) -> None:
    """Which of a hundred strangers its first speaker is, nobody has chosen."""
    kettle(folders.voices[0], "en_GB-crowd-medium", speakers=("tin", "iron"))
    assert auto("en-GB", folders)[0] == "piper:en_GB-crowd-medium"
    kettle(folders.voices[0], "en_GB-one-medium")
    assert auto("en-GB", folders)[0] == "piper:en_GB-one-medium"


def test_who_spoke_before_goes_on_though_a_better_voice_has_come(folders: Folders) -> None:
    """A series keeps its voice; that there is a better one is said, and how to have it."""
    kettle(folders.voices[0])
    for before in (JOE, "espeak:en-gb"):
        name, (finding,) = auto("en-GB", folders, before)
        assert name == before
        assert (finding.code, finding.weight) == ("voice-kept", Weight.NOTE)
        assert "piper:en_GB-kettle-medium" in finding.message


def test_a_speaker_who_spoke_before_goes_on(folders: Folders) -> None:
    """One of a voice's speakers is a voice."""
    kettle(folders.voices[0], "en_GB-crowd-medium", speakers=("tin", "iron"))
    assert auto("en-GB", folders, "piper:en_GB-crowd-medium#iron")[0].endswith("#iron")


def test_the_same_choice_made_again_is_told_in_the_same_words(folders: Folders) -> None:
    """An edition made again is the same to the byte, and it holds what was found."""
    for language, before in (("en-GB", JOE), ("cy", "espeak:cy")):
        assert auto(language, folders, before) == auto(language, folders)


def test_who_spoke_before_and_is_gone_is_told(folders: Folders) -> None:
    """Listeners will notice."""
    name, findings = auto("en-GB", folders, "piper:en_GB-gone-medium")
    assert name == JOE
    assert [finding.code for finding in findings] == ["voice-chosen", "voice-changed"]
    assert findings[1].weight is Weight.WARNING


@pytest.mark.parametrize("before", ["silence:silence", "gtts:en@co.uk", "piper:de_DE-kessel-low"])
def test_a_draft_the_network_and_another_language_are_not_gone_on_with(
    folders: Folders, before: str
) -> None:
    """Nobody asked for silence, for Google or for German now."""
    kettle(folders.voices[0], "de_DE-kessel-low")
    assert auto("en-GB", folders, before)[0] == JOE


def test_a_language_without_a_neural_voice_is_read_plainly_and_said_so() -> None:
    """Welsh read by an American voice would be noise; a plain Welsh voice can be followed."""
    engine, findings = chosen("auto", "cy", 1.0)
    assert (engine.voice.engine, engine.voice.language) == ("espeak", "cy")
    assert [finding.code for finding in findings] == ["voice-plain"]


def test_a_voice_of_another_language_is_used_when_asked_for_and_said_so() -> None:
    """The user may know better, and is to know."""
    engine, findings = chosen("piper", "fr", 1.0)
    assert engine.voice.engine == "piper"
    assert [finding.code for finding in findings] == ["voice-foreign"]


def test_the_network_is_never_reached_unasked(monkeypatch: pytest.MonkeyPatch) -> None:
    """An article may be secret; nothing sends it away unless the online engine is named."""

    def refuse(*_: object) -> None:
        raise AssertionError("something reached for the network")

    monkeypatch.setattr(socket.socket, "connect", refuse)
    for language in ("en", "cy", "ja", "ar", "tlh"):
        try:
            engine, _ = chosen("auto", language, 1.0)
        except VoiceError:
            continue
        assert not engine.voice.online
        engine.say("One, two, three.")


@pytest.mark.parametrize("name", ["siri", "piper:nobody", "espeak:zz", "gtts:zz", ""])
def test_a_voice_that_does_not_exist_is_an_error_with_a_cure(name: str) -> None:
    """Nothing else is spoken in its place."""
    with pytest.raises(VoiceError) as caught:
        chosen(name, "en", 1.0)
    assert caught.value.remedy


@pytest.mark.parametrize("rate", [0.2, 2.5, -1.0, float("nan")])
def test_a_rate_nobody_can_follow_is_refused(rate: float) -> None:
    """Beyond these a voice blurs or breaks."""
    with pytest.raises(VoiceError, match="rate"):
        chosen("silence", "en", rate)
