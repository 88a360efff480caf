"""Names in the news: said as a newsreader says them, under all that anybody else wants."""

import re
import time
from dataclasses import replace
from pathlib import Path

import pytest

from publisher.lexicon import lexemes, tidy
from publisher.name_families import sound_of
from publisher.names import names_in, table
from publisher.pipeline import publish
from publisher.planning import planned
from publisher.reading import Source
from publisher.settings import Settings
from publisher.speaking.doubts import doubts
from publisher.speaking.engines import espeak, lacking, piper
from publisher.speaking.phonetic import phonemes_in
from publisher.speaking.wording import speakable
from publisher.workshop import Workshop
from tests.command import Desk

LISTS = Path(__file__).parents[1] / "benchmarks" / "narration"
ARTICLES = (
    *(Path(__file__).parent / "articles").glob("*/article.*"),
    *(Path(__file__).parents[1] / "source").glob("*.*"),
)
NEWS = (
    "---\nlanguage: {language}\n---\n# News\n\nXi Jinping flew to Kyiv. Then Idlib’s mayor spoke.\n"
)


def said(text: str, language: str = "en-GB") -> dict[str, str]:
    """The names in a text, and how each is said."""
    return {each.graphemes[0]: each.ipa for each in names_in([text], language)}


@pytest.fixture
def shop(tmp_path: Path) -> Workshop:
    """A workshop that makes MP3s and says nothing aloud."""
    settings = Settings(voice="silence", editions=("mp3",))
    return Workshop(tmp_path / "build", tmp_path / "cache", settings)


def news(language: str = "en-GB") -> Source:
    """A short article with three names."""
    text = NEWS.format(language=language)
    return Source("news.md", text.encode(), Path("news.md"))


def test_the_table_is_in_order() -> None:
    """A line that is no name, or a sign that is no phoneme, would be read out as it stands."""
    assert len(table()) > 3_000
    for name, ipa in table().items():
        assert name == " ".join(name.split())
        assert name != name.lower()
        assert tidy(ipa) == ipa
        assert len(ipa.split()) in (1, len(name.split())), name
        assert "ˈ" in ipa, name


def test_both_english_accents_have_a_sound_for_every_name() -> None:
    """A sign that a voice lacks drops its name without a word."""
    signs = "".join(dict.fromkeys("".join(table().values())))
    for voice in (piper.load("", "en", 1.0), espeak.load("en-gb", "en", 1.0)):
        assert lacking(voice, signs.replace("ˌ", "").replace("ː", "")) == ""


def test_piper_says_names_as_newsreaders_do() -> None:
    """Not as English words: “zai”, “eyed-lib”, “mak-soud”, “kuh-vick”."""
    joe = piper.load("", "en", 1.0)
    line = "Xi met Museveni of Kyiv, al-Khalifa’s man, Petrović and Wang Huning in IDLIB."
    words = speakable(line, "en", names_in([line], "en"))
    assert joe.phonemes(words) == (
        "ʃˈiː mˈɛt muːsˈɛvəni ʌv kˈiːv, ælkəlˈiːfəz mˈæn, pˈɛtɹoʊvitʃ ænd wˈɑːŋ huːnˈɪŋ ɪn ˈɪdlɪb."
    )


def test_ordinary_words_stay_as_they_are() -> None:
    """Wherever they stand: with a small letter, or first in a sentence."""
    for path in (LISTS / "ordinary.txt", LISTS / "ordinary-heldout.txt"):
        lines = path.read_text("utf-8").splitlines()
        words = [word for line in lines if not line.startswith("#") for word in line.split()]
        found = said("\n".join(f"{word} {word.capitalize()}" for word in words))
        assert found == {}


@pytest.mark.parametrize("word", [
    "Nice", "Reading", "Bath", "Said", "Won", "Long", "Can", "Tusk", "Afar", "Swat", "Boric",
    "Lasso", "Gallant", "Male", "Laden", "Split", "Polish", "Job", "Mobile", "Hue", "Perm", "Bam",
])  # fmt: skip
def test_a_name_that_is_a_word_is_left_to_lexicons(word: str) -> None:
    """A capital at the head of a sentence tells nothing."""
    assert said(f"{word} is a word.") == {}


def test_what_is_written_small_in_our_articles_is_no_name() -> None:
    """A rule that took an ordinary word for a name would do so in any of them."""
    texts = [path.read_text("utf-8", "replace") for path in ARTICLES]
    small = set(re.findall(r"(?<![\w’'-])[a-z]{2,}(?![\w’'-])", " ".join(texts)))
    heads = " ".join(f"{word.capitalize()}." for word in sorted(small))
    assert len(small) > 1_000
    assert said(heads) == {}


def test_an_article_in_another_language_is_left_alone(shop: Workshop) -> None:
    """A French voice knows its own names, and has other sounds."""
    assert planned(news("fr"), shop).document.names == ()
    assert said("Xi Jinping", "fr") == {}
    known = {each.graphemes[0] for each in planned(news(), shop).document.names}
    assert known == {"Xi", "Jinping", "Xi Jinping", "Kyiv", "Idlib"}


def test_whoever_else_says_a_word_is_right(shop: Workshop) -> None:
    """Even of a longer name of ours that has the word in it."""
    theirs = replace(shop, lexicon=lexemes({"Xi": "shee", "Idlib": "/ɪdˈlɪb/"}))
    names = {name for each in planned(news(), theirs).document.names for name in each.graphemes}
    assert names == {"Kyiv", "Jinping"}


def test_names_can_be_left_to_the_voice(shop: Workshop) -> None:
    """For a house that has a lexicon for all of them, or a voice that knows better."""
    plain = replace(shop, settings=replace(shop.settings, names="none"))
    assert planned(news(), plain).document.names == ()
    assert planned(news(), plain).key != planned(news(), shop).key


def test_names_go_into_no_book_and_warn_of_nothing(shop: Workshop) -> None:
    """A book's lexicon is its author's; a voice without phonemes says names as it would."""
    book = replace(shop, settings=replace(shop.settings, editions=("epub",)))
    made = publish(news(), book)
    (epub,) = (each for each in made.files if each.suffix == ".epub")
    assert b".pls" not in epub.read_bytes()
    google = replace(shop, settings=replace(shop.settings, voice="gtts:en"))
    assert not [each for each in planned(news(), google).findings if "phonemes" in each.code]


def test_what_is_known_is_not_listed(shop: Workshop) -> None:
    """`publisher pronounce`: an editor's time is for names that would go wrong."""
    voice = espeak.load("en-gb", "en", 1.0)
    document = planned(news(), shop).document
    assert [each.word for each in doubts(document, voice)] == []
    assert {each.word for each in doubts(replace(document, names=()), voice)} >= {"Xi", "Kyiv"}


def test_say_knows_them_and_can_be_told_not_to(tmp_path: Path) -> None:
    """As a build would say them."""
    desk = Desk(tmp_path / "desk")
    asked = ("say", "Kyiv", "--voice", "espeak:en-gb", "-o", "kyiv.wav")
    assert desk.run(*asked).out == "Kyiv.\nkˈiːv\nkyiv.wav\n"
    desk.write("publisher.toml", 'names = "none"\n')
    assert desk.run(*asked).out == "Kyiv.\nkjˈɪv\nkyiv.wav\n"


@pytest.mark.parametrize(("name", "ipa"), [
    ("Petrović", "ˈpɛtroʊvitʃ"), ("Stojanović", "stoʊˈjænoʊvitʃ"), ("Ionescu", "joʊˈnɛskuː"),
    ("Lomidze", "loʊˈmidzɛ"), ("Kravchenko", "krævˈtʃɛnkoʊ"), ("Jabłoński", "jæbˈwoʊnski"),
    ("Rescue", ""), ("Magic", ""), ("Which", ""), ("Adze", ""), ("Civic", ""),
])  # fmt: skip
def test_a_family_of_names_is_said_letter_by_letter(name: str, ipa: str) -> None:
    """So that the thousands of them need no table."""
    assert sound_of(name) == ipa


@pytest.mark.parametrize(("text", "names"), [
    ("Wang Huning spoke.", {"Wang Huning": "ˈwɑːŋ huːˈnɪŋ", "Wang": "ˈwɑːŋ"}),
    ("Li Can Dance", {}), ("Wang Smith spoke.", {}), ("The wang huning.", {}),
])  # fmt: skip
def test_a_chinese_name_is_a_surname_and_pinyin(text: str, names: dict[str, str]) -> None:
    """And a headline of capitals is none."""
    assert said(text) == names


def test_an_arabic_article_is_one_with_its_name() -> None:
    """Two stresses would part them."""
    found = said("Hamad al-Khalifa and Ash-Sharaa")
    assert found["al-Khalifa"] == "ælkəˈliːfə"
    assert "Ash-Sharaa" in found


@pytest.mark.parametrize(("name", "ipa"), [
    ("Nour al-Din", "ælˈdiːn"), ("Saif ad-Din", "ædˈdiːn"), ("Nur ud-Din", "ʊdˈdiːn"),
    ("Ahrar al-Sham", "ælˈʃɑːm"), ("Jamal Uddin", "ʊˈdiːn"),
])  # fmt: skip
def test_the_faith_and_the_levant_are_heard_in_names(name: str, ipa: str) -> None:
    """Said as written they are the English words “din” and “sham”."""
    assert said(name)[name.split()[-1]] == ipa


@pytest.mark.parametrize("text", ["Din filled the hall.", "Sham and shame.", "The al-din."])
def test_the_english_words_stay(text: str) -> None:
    """They are names behind an article only."""
    assert said(text) == {}


def test_looking_takes_no_time() -> None:
    """Of an article of 20,000 words: `publisher outline` would else be felt to wait."""
    table()
    text = "The mayor of Kyiv met Xi Jinping, and Wang Huning wrote to the Guardian. " * 1_500
    begun = time.process_time()
    found = said(text)
    assert time.process_time() - begun < 0.5
    assert phonemes_in(speakable("Kyiv", "en", names_in([text], "en")))
    assert "Xi" in found
