"""Which voice speaks."""

import socket

import pytest

from publisher.errors import VoiceError
from publisher.speaking.choosing import chosen


def test_english_is_read_by_the_neural_voice() -> None:
    """The best that is here, without a word from the user."""
    engine, findings = chosen("auto", "en-GB", 1.0)
    assert str(engine.voice) == "piper:en_US-joe-medium"
    assert findings == ()


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
