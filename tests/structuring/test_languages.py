"""Which language an article is in: it chooses the voice, so a wrong one makes gibberish."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from publisher.article import Mark, Passage, Role, Run, plain
from publisher.errors import SettingsError
from publisher.structuring.languages import (
    DEFAULT,
    is_plainly_english,
    language_of,
    tidy_tag,
    with_foreign,
)
from tests.conftest import ROOT


def words(text: str, role: Role = Role.BODY) -> tuple[Passage, ...]:
    """An article of one passage."""
    return (Passage((Run(text),), role),)


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "The tide came in over the flats by night, and nobody in the village heard it."),
        ("fr", "La marée est montée pendant la nuit, et personne au village ne l’a entendue."),
        ("de", "In der Nacht kam die Flut über das Watt, und niemand im Dorf hat sie gehört."),
        ("es", "La marea subió por la noche, y nadie en el pueblo la oyó llegar a los campos."),
        ("ja", "潮は夜のうちに満ちたが、村では誰も気づかなかった。"),
        ("ar", "جاء المد في الليل ولم يسمعه أحد في القرية."),
    ],
)
def test_a_language_is_told_by_its_words(language: str, text: str) -> None:
    """Nobody has to say it, and nothing is asked of a network."""
    assert language_of(words(text), "") == (language, ())


ENGLISH = (
    "The tide came in over the flats by night, and nobody in the village heard it. It was known to"
    " come, for it had been told in the almanac of the year before. They rose and went to the quay"
    " with lamps, and of all the boats that were there in the evening not a single one was left. "
)
DUTCH = (
    "De vloed kwam in de nacht over het wad, en niemand in het dorp had hem gehoord. Of hij te"
    " vroeg was of te laat, dat stond in de almanak van het jaar. Was er dan een boot op zee? "
)


def test_plain_english_is_told_without_a_classifier(monkeypatch: pytest.MonkeyPatch) -> None:
    """Most articles are; to load one takes half a second and 80 MB."""
    monkeypatch.setattr("py3langid.rank", None)
    assert language_of(words(ENGLISH), "") == ("en", ())


@pytest.mark.parametrize("text", [
    DUTCH * 3, f"{ENGLISH}{DUTCH * 6}", " ".join(ENGLISH.split()[:40]), "the of and to " * 5,
    "Boats; lamps; quays; flats; nets; cord; tar; masts; oars; sails; rope; pitch. " * 9,
])  # fmt: skip
def test_what_may_be_another_language_is_looked_at_closely(text: str) -> None:
    """A word that two languages share, a quotation or a list is no evidence."""
    assert not is_plainly_english(text)


def test_no_article_in_another_language_is_taken_for_plain_english() -> None:
    """It would be read out with an English tongue."""
    for name in ("arabic", "french", "german", "japanese"):
        (path,) = (ROOT / "tests/articles" / name).glob("article.*")
        assert not is_plainly_english(path.read_text("utf-8")), name


def test_what_is_said_is_taken() -> None:
    """An author knows better than any guess."""
    assert language_of(words("The tide came in over the flats by night. " * 3), "cy") == ("cy", ())


@pytest.mark.parametrize("text", ["Le moulin", "", "1 2 3 4 5 6 7 8 9 " * 20, "* * * " * 50])
def test_too_few_letters_are_taken_for_english_and_said_so(text: str) -> None:
    """A classifier is sure of anything: a page of figures it takes for Malagasy."""
    language, (finding,) = language_of(words(text), "")
    assert (language, finding.code) == (DEFAULT, "language-unsure")


def test_few_letters_of_another_alphabet_are_enough() -> None:
    """A headline in Japanese is not English, however short it is."""
    assert language_of(words("町の水車小屋が動き出す"), "")[0] == "ja"


def test_code_tells_no_language() -> None:
    """Its words are English in every country."""
    code = words("for each in the_list: print(each.name_of_the_thing_that_is_shown)", Role.CODE)
    german = words("In der Nacht kam die Flut über das Watt, und niemand im Dorf hat sie gehört.")
    assert language_of((*code * 9, *german), "")[0] == "de"


@pytest.mark.parametrize(
    ("tag", "tidy"),
    [("en-gb", "en-GB"), ("EN_us", "en-US"), ("zh-hant", "zh-Hant"), (" fr ", "fr"), ("iw", "he")],
)
def test_a_tag_is_put_into_its_usual_form(tag: str, tidy: str) -> None:
    """RFC 5646: reading systems compare tags, and some of them letter by letter."""
    assert tidy_tag(tag) == tidy


@pytest.mark.parametrize("tag", ["english", "x", "xx-yy", "en gb", "e", "12", "en-", "ö", "a" * 99])
def test_what_is_no_tag_is_refused_with_an_example(tag: str) -> None:
    """EPUBCheck would refuse the book, long after it was narrated."""
    with pytest.raises(SettingsError) as refusal:
        language_of((), tag)
    assert "en-GB" in refusal.value.remedy


def test_two_languages_too_near_to_tell_are_both_named() -> None:
    """The likelier is taken, and a person may overrule it."""
    norwegian_or_danish = (
        "Hunden er stor og katten er lille, og de er gode venner i dag og i morgen"
    )
    language, (finding,) = language_of(words(norwegian_or_danish), "")
    assert language in ("no", "da")
    assert finding.code == "language-unsure"
    assert "'no'" in finding.message
    assert "'da'" in finding.message


def test_a_dialect_hardly_written_is_not_taken_for_its_neighbour() -> None:
    """A few words of English are as likely Nigerian Pidgin, to a classifier that knows it."""
    assert (
        language_of(words("The clock is slow, and so is the moon; go and see it now."), "")[0]
        == "en"
    )


# Words in another script


def marked(language: str, *texts: str) -> list[tuple[str, str]]:
    """The words that are marked with a language, and which."""
    passages = tuple(Passage((Run(text),)) for text in texts)
    found = with_foreign(passages, language)
    assert [passage.text for passage in found] == list(texts)
    return [(run.text, run.language) for each in found for run in each.runs if run.language]


@pytest.mark.parametrize(
    ("language", "text", "foreign"),
    [
        ("en", "The word погода means weather.", [("погода", "ru")]),
        ("en", "He wrote «дождь идёт, снег тоже» on it.", [("«дождь идёт, снег тоже»", "ru")]),
        ("en", "Rain falls in Київ і Львів today.", [("Київ і Львів", "uk")]),
        (
            "en",
            "They say المد بطيء، والقمر أيضا. in the port.",
            [("المد بطيء، والقمر أيضا", "ar")],
        ),
        ("fr", "Le mot 한국어 est coréen.", [("한국어", "ko")]),
        ("de", "Er las 「遅い。」 und ging.", [("「遅い。」", "ja")]),
        ("en", "He came from 東京 (とうきょう).", [("東京", "ja"), ("とうきょう", "ja")]),
        ("en", "She sang हिन्दी में गीत twice.", [("हिन्दी में गीत", "hi")]),
        ("en", "It says שלום on the gate.", [("שלום", "he")]),
        ("ru", "Он сказал «λόγος» и ушёл.", [("«λόγος»", "el")]),
        ("ja", "彼はΑθήναと言い、погодаと書いた。", [("Αθήνα", "el"), ("погода", "ru")]),
        ("zh", "他说さようなら就走了。", [("さようなら", "ja")]),
    ],
)
def test_words_in_another_script_have_their_language(
    language: str, text: str, foreign: list[tuple[str, str]]
) -> None:
    """A voice that meets them unannounced spells them out, or says nothing."""
    assert marked(language, text) == foreign


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "The α-synuclein of 5 μm, Σx, ΔG and Ω, and α β γ."),
        ("en", "It cost 3 € — naïve, façade, “quoted” … ½ ☂ №."),
        ("en", "Ж is a letter, and so is ש."),
        ("ja", "Moss Mill の水車はtideと呼ばれ、東京にある。"),
        ("ar", "قال Moss إن 24 قاربا رست."),
        ("ko", "漢字를 쓴다."),
        ("sr-Latn", "Reka je spora."),
        ("ru", "Луна медленна, говорит Moss."),
        ("xx", "The tide is slow."),
    ],
)
def test_signs_names_and_own_scripts_are_left_alone(language: str, text: str) -> None:
    """A letter of a formula is read by the voice at hand; Latin names are at home everywhere."""
    assert marked(language, text) == []


def test_marks_and_links_stay_where_they_were() -> None:
    """Runs are cut at the ends of foreign words and keep all else."""
    passage = Passage((Run("See ", (Mark.EMPHASIS,)), Run("the погода page", link="x"), Run(".")))
    (found,) = with_foreign((passage,), "en")
    assert found.runs == (
        Run("See ", (Mark.EMPHASIS,)),
        Run("the ", link="x"),
        Run("погода", link="x", language="ru"),
        Run(" page", link="x"),
        Run("."),
    )


def test_what_the_source_marks_is_left_as_it_is() -> None:
    """It says “uk”, and knows better; code is no language at all."""
    told = Passage(
        (Run("It is "), Run("погода", language="uk"), Run("x = 'да, это код'", (Mark.CODE,)))
    )
    code = Passage((Run("print('погода')"),), Role.CODE)
    assert with_foreign((told, code), "en") == (told, code)


ENGLISH = "The tide came in over the flats by night and the mill began to turn in the dark. " * 4
FRENCH = (
    "La marée est montée pendant la nuit sur les prés, et personne au village ne l’a entendue"
    " venir ; au matin, le moulin tournait déjà dans la lumière grise du port."
)


def test_a_paragraph_in_another_language_has_it_too() -> None:
    """When it has none of the words that the article uses most."""
    assert marked("en", *[ENGLISH] * 8, FRENCH, ENGLISH) == [(FRENCH, "fr")]


@pytest.mark.parametrize(
    "text",
    [
        "La marée est montée.",
        "“La marée est montée pendant la nuit,” she said, and that in the village nobody had heard"
        " the water come in over the flats; by the morning the mill was turning.",
        "Ann Moss, Jean Lantier, Rosa Diaz, Marco Neri, Ines Petit, Karl Voss, Pia Lund, Olaf Rowe,"
        " Mia Finch, Theo Reyes, Eva Hollis, Max Ardle, Ida Stone, Leo Marsh",
    ],
)
def test_a_paragraph_is_foreign_only_when_plainly_so(text: str) -> None:
    """A few words, words quoted within a sentence, or a list of names are not enough."""
    assert marked("en", *[ENGLISH] * 8, text) == []


def test_a_short_article_has_no_foreign_paragraphs() -> None:
    """Its own words are too few to know a stranger by."""
    assert marked("en", ENGLISH, FRENCH) == []


@given(
    st.lists(st.text(st.sampled_from("ab. “”«»()、。дажעπλа東と0") | st.characters(codec="utf-8"))),
    st.sampled_from(["en", "ja", "ar", "ru", "zh-Hant", "el", "und", "xx"]),
)
@settings(max_examples=200, deadline=None)
def test_no_letter_is_lost_or_moved(texts: list[str], language: str) -> None:
    """Whatever stands beside whatever."""
    passages = tuple(Passage((Run(text[:3]), Run(text[3:], (Mark.STRONG,)))) for text in texts)
    found = with_foreign(passages, language)
    assert [plain(passage.runs) for passage in found] == [plain(each.runs) for each in passages]


def test_a_line_s_end_stays_with_its_words() -> None:
    """Or the same verse would be other runs once it has been written down and read again."""
    verse = Passage((Run("潮が満ちた。", breaks=True), Run("It rose.")))
    (marked,) = with_foreign((verse,), "en")
    assert [(run.text, run.breaks) for run in marked.runs] == [
        ("潮が満ちた。", True),
        ("It rose.", False),
    ]
