"""A lexicon's phonemes in the mouths of voices: given where they are taken, told where not."""

import pytest

from publisher.lexicon import lexemes
from publisher.speaking.engines import Folders, espeak, gtts, lacking, piper, shelf, silence
from publisher.speaking.engines.kokoro_signs import signs, signs_of
from publisher.speaking.engines.tracing import by_letters
from publisher.speaking.saying import sayings
from publisher.speaking.sounding import fitted, unsaid
from publisher.speaking.wording import speakable

# Sentences 31 and 32 of `news.txt`, which facts (4.1) found misread: “zai”, “eyed-lib”, “nurr”.
FORTY = lexemes({
    "Xi": "/ˈʃiː/", "Idlib": "/ˈɪdlɪb/", "Nour al-Din": "/ˈnʊər ælˈdiːn/",
    "Maqsoud": "/mɑːkˈsuːd/",
})  # fmt: skip
LINE = "Mr Xi’s envoy left the Idlib home of Nour al-Din Maqsoud."


@pytest.fixture(scope="module")
def joe() -> piper.Piper:
    """The bundled voice."""
    return piper.load("", "en", 1.0)


def test_piper_says_names_as_the_lexicon_has_them(joe: piper.Piper) -> None:
    """And all other words as without it: “the” before a vowel, “of” without stress."""
    said = joe.phonemes(speakable(LINE, "en", FORTY))
    assert said == (
        "mˈɪstɚ ʃˈiːz ˈɛnvɔɪ lˈɛft ðɪʲ ˈɪdlɪb hˈoʊm ʌv nˈʊɚ ældˈiːn mɑːksˈuːd."
    )  # fmt: skip


def test_piper_times_each_of_them(joe: piper.Piper) -> None:
    """As many times as words, and “Xi’s” is heard for as long as three phonemes take."""
    words = speakable(LINE, "en", FORTY)
    sound = joe.say(words)
    assert len(sound.words) == len(words.split())
    xi = sound.words[1]
    assert 100 < xi.end - xi.begin < 600
    assert sound.samples == joe.say(words).samples


def test_a_word_like_the_stand_in_does_no_harm(joe: piper.Piper) -> None:
    """Then the sentence is put into phonemes piece by piece."""
    assert joe.phonemes(speakable("Zuzu met Xi.", "en", FORTY)) == "zˈuːzuː mˈɛt ʃˈiː."


def test_a_printed_bracket_is_still_no_phoneme(joe: piper.Piper) -> None:
    """Only a lexicon gives phonemes: an article could else make a voice say anything."""
    assert joe.phonemes(speakable("[[ʃʃʃ]] met Xi", "en", FORTY)).startswith("ˌɛʃˌɛʃˈɛʃ mˈɛt ʃˈiː")
    loud = espeak.load("en-us", "en", 1.0)
    assert "ˈɛs" in loud.phonemes(speakable("[[S]] met Xi", "en", FORTY))


def test_a_sign_that_a_voice_was_never_taught_is_lacking(joe: piper.Piper) -> None:
    """It would be left out without a word."""
    assert (joe.lacks("ˈʤɪn"), joe.lacks("↗ʃ˥")) == ("", "↗˥")


def test_a_voice_of_other_phonemes_takes_none(monkeypatch: pytest.MonkeyPatch) -> None:
    """Some of Piper's voices were taught letters, or pinyin."""
    voice = piper.load("", "en", 1.0)
    about = {**shelf.told(next(iter(shelf.models(Folders()).values()))), "phoneme_type": "text"}
    monkeypatch.setattr(shelf, "told", lambda _: about)
    assert voice.lacks("ʃiː") == "ʃiː"


def test_kokoro_is_given_its_own_signs() -> None:
    """A diphthong is one capital, as it learnt it; marks and other words stay as they are."""
    said = signs(speakable("“Go,” said Xi; the Idlib team did.", "en", FORTY), "en-gb")
    assert said == "ɡˈQ, sˈɛd ʃˈiː; ðɪ ˈɪdlɪb tˈiːm dˈɪd."
    assert signs_of("ˈdʒeɪ ɡəʊ", "en-gb") == ("ʤˈA ɡQ", "")
    assert signs_of("ʀa", "fr")[1] == "ʀ"


@pytest.mark.parametrize(("name", "ipa", "heard"), [
    ("en-us", "ˈʃiː", "ʃˈiː"), ("en-us", "maˈdrid", "mædɹˈid"), ("en-gb", "ˈdʒɪn.pɪŋ", "dʒˈɪnpɪŋ"),
    ("de", "ˈɡøːʁɪŋ", "ɡˈøːʁɪŋ"), ("de", "dɔʁf", "dɔʁf"), ("fr", "diˈʒɔ̃", "diʒˈɔ̃"),
    ("es", "ˈʃeɾi", "ʃˈeɾi"), ("pl", "ˈʃtʃɛ", "ʃtʃˈɛ"),
])  # fmt: skip
def test_espeak_is_given_names_of_its_phonemes(name: str, ipa: str, heard: str) -> None:
    """Found by asking each voice; it tells IPA back."""
    asked = lexemes({"Nnn": f"/{ipa}/"})
    assert espeak.load(name, "en", 1.0).phonemes(speakable("Nnn", name[:2], asked)) == heard


def test_espeak_times_words_by_where_they_stand() -> None:
    """Names of phonemes are longer than what they stand for, or shorter."""
    words = speakable(LINE, "en", FORTY)
    sound = espeak.load("en-gb", "en", 1.0).say(words)
    assert [words[each.start : each.stop] for each in sound.words] == words.split()
    assert all(each.end - each.begin > 40 for each in sound.words)


def test_espeak_lacks_what_is_near_to_nothing_it_has() -> None:
    """A click is no consonant of its; a French r in an English mouth is one."""
    voice = espeak.load("en-gb", "en", 1.0)
    assert (voice.lacks("ǂa"), voice.lacks("ʀa")) == ("ǂ", "")


def test_a_voice_that_takes_no_phonemes_goes_by_spellings() -> None:
    """GTTS gets the author's spelling, or the print, and the words are named."""
    google = gtts.load("en", "en", 1.0)
    asked = (*lexemes({"Nour": {"ipa": "ˈnʊər", "said": "Noor"}, "GIF": "jiff"}), *FORTY)
    known = fitted(asked, google)
    assert speakable("Nour’s GIF of Xi", "en", known) == "Noor’s jiff of Xi."
    (finding,) = unsaid(asked, google, "gtts:en")
    assert (finding.code, finding.weight) == ("phonemes-unsaid", "warning")
    assert "Nour, Xi, Idlib" in finding.message
    assert "as printed: Xi, Idlib" in finding.message
    assert list(unsaid(asked, silence.load("", "en", 1.0), "silence")) == []


def test_a_sign_that_is_lacking_is_named(joe: piper.Piper) -> None:
    """The author looks for another sign, and finds where."""
    asked = lexemes({"Xi": {"ipa": "ʃiː˥", "said": "shee"}})
    (finding,) = unsaid(asked, joe, "piper:joe")
    assert (finding.weight, lacking(joe, "ʃiː˥")) == ("note", "˥")
    assert "has no sound for ˥" in finding.message
    assert speakable("Xi", "en", fitted(asked, joe)) == "shee."


def test_a_line_is_shown_in_words_and_said_in_phonemes() -> None:
    """`publisher say`: what is heard, not what is printed."""
    voice = espeak.load("en-gb", "en", 1.0)
    (said,) = sayings(["Xi left"], voice, "en", FORTY)
    assert (said.shown, said.phonemes) == ("Xi left.", "ʃˈiː lˈɛft")


def test_espeak_tells_which_words_are_in_its_dictionary() -> None:
    """The others it says by the rules of letters."""
    assert by_letters(["Idlib", "were", "Monday", "al-Sarah"], "en-GB") == {"Idlib", "al-Sarah"}
