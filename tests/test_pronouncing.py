"""Lexicons, all the way: which is right, what is spoken again, and how an editor gets one."""

import json
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from publisher.lexicon import lexemes
from publisher.lexiconfile import toml
from publisher.pipeline import publish
from publisher.planning import Plan, planned
from publisher.reading import Collection, load
from publisher.settings import Settings
from publisher.speaking.narrating import asked
from publisher.speaking.phonetic import phonemes_in, spelt
from publisher.workshop import Workshop
from tests.command import Desk

ROAD = "---\nlanguage: en-GB\n{matter}---\n# The road\n\nXi rose. We slept. Idlib’s tide fell.\n"


@pytest.fixture
def songs(tmp_path: Path) -> Workshop:
    """A workshop that makes MP3s only, so that nothing is said but the article."""
    settings = Settings(voice="silence", editions=("mp3",), names="none", read_credits=False)
    return Workshop(tmp_path / "build", tmp_path / "cache", settings)


@pytest.fixture
def write(tmp_path: Path) -> Callable[..., Path]:
    """Puts a file beside the article."""

    def write(name: str, **words: object) -> Path:
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        path.write_text(toml(lexemes(words)) if words else ROAD.format(matter=""), "utf-8")
        return path

    return write


def asked_of(made: Plan) -> list[str]:
    """What the cast of a plan is asked to say, line by line."""
    assert made.cast is not None
    return [" ".join(words) for _, words, _ in asked(made.document, made.cast)]


def said(shop: Workshop, path: Path) -> list[str]:
    """What would be said of an article."""
    made = planned(load(path), shop)
    return [spelt(words) for words in asked_of(made)]


def test_the_nearer_to_the_article_the_stronger(
    songs: Workshop, write: Callable[..., Path], tmp_path: Path
) -> None:
    """Its own words over a lexicon that is named, over one beside it, over the user's."""
    road = write("road.md")
    shop = replace(songs, lexicon=lexemes({"Xi": "user", "rose": "stood", "tide": "tied"}))
    assert said(shop, road)[1:] == ["user stood.", "We slept.", "Idlib’s tied fell."]
    write("lexicon.toml", Xi="beside", rose="got up")
    assert said(shop, road)[1] == "beside got up."
    named = str(write("names.toml", Xi="named"))
    settings = replace(shop.settings, lexicon=(named,))
    assert said(replace(shop, settings=settings), road)[1] == "named got up."
    road.write_text(ROAD.format(matter="pronunciations: {Xi: own}\n"))
    assert said(replace(shop, settings=settings), road)[1] == "own got up."


def test_a_changed_lexicon_has_just_its_sentences_spoken_again(
    songs: Workshop, write: Callable[..., Path]
) -> None:
    """A corrected name costs a sentence, and one that is in no sentence costs nothing."""
    road = write("road.md")
    assert publish(load(road), songs).spoken == 4
    write("lexicon.toml", Idlib="/ˈɪdlɪb/", Douma="doo-ma")
    again = publish(load(road), songs)
    assert (again.spoken, again.remembered) == (1, 3)
    write("lexicon.toml", Idlib="/ˈɪdlɪb/", Douma="do-ma")
    assert not publish(load(road), songs).fresh
    write("lexicon.toml", Idlib="/ɪdˈlɪb/")
    again = publish(load(road), songs)
    assert (again.fresh, again.spoken, again.remembered) == (True, 1, 3)


def test_what_would_be_spoken_again_is_foretold(
    songs: Workshop, write: Callable[..., Path]
) -> None:
    """`build --dry-run` counts the sentences that a lexicon changes."""
    road = write("road.md")
    publish(load(road), songs)
    write("lexicon.toml", Xi="/ˈʃiː/")
    assert planned(load(road), songs).new_sentences() == (1, 4)


def test_a_collection_goes_by_the_lexicons_of_its_folders(
    songs: Workshop, write: Callable[..., Path], tmp_path: Path
) -> None:
    """As each of its articles would."""
    roads = tuple(load(write(name)) for name in ("a/one.md", "b/two.md"))
    write("a/lexicon.toml", Xi="/ˈʃiː/")
    made = planned(Collection("Roads", "roads", roads, None), songs)
    words = asked_of(made)
    assert [phonemes_in(each) for each in words if "rose" in each] == [("ˈʃiː",), ("ˈʃiː",)]


def test_words_whose_phonemes_the_voice_does_not_take_are_told(
    songs: Workshop, write: Callable[..., Path]
) -> None:
    """Of those that are said alone: nobody minds the others."""
    road = write("road.md")
    write("lexicon.toml", Xi="/ˈʃiː/", Douma="/ˈduːmə/")
    shop = replace(songs, settings=replace(songs.settings, voice="gtts:en"))
    (told,) = (each for each in planned(load(road), shop).findings if "phonemes" in each.code)
    assert "Xi" in told.message
    assert "Douma" not in told.message
    assert not [each for each in planned(load(road), songs).findings if "phonemes" in each.code]


def test_what_its_author_tells_of_words_is_in_the_record(
    songs: Workshop, write: Callable[..., Path]
) -> None:
    """For other programs, by name."""
    road = write("road.md")
    road.write_text(ROAD.format(matter="pronunciations: {Xi: /ˈʃiː/}\n"))
    told = json.loads((publish(load(road), songs).folder / "publication.json").read_text("utf-8"))
    (lexeme,) = told["metadata"]["pronunciations"]
    assert (lexeme["graphemes"], lexeme["ipa"]) == (["Xi"], "ˈʃiː")


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    """A desk with an article on it."""
    desk = Desk(tmp_path / "desk")
    desk.write("road.md", ROAD.format(matter=""))
    desk.write("publisher.toml", 'names = "none"\n')
    return desk


def test_an_editor_lists_corrects_and_builds(desk: Desk) -> None:
    """In one pass: the list, the lexicon, the correction, and nothing is left on the list."""
    espeak = ("--voice", "espeak:en-gb")
    listed = desk.run("pronounce", "road.md", *espeak)
    assert (listed.code, listed.err) == (0, "")
    assert listed.out.splitlines() == [
        "Xi     zˈaɪ     once, line 6", "Idlib  ˈaɪdlɪb  once, line 6",
    ]  # fmt: skip
    assert (
        desk.run("pronounce", "road.md", *espeak, "--toml", "lexicon.toml").out == "lexicon.toml\n"
    )
    lexicon = desk.folder / "lexicon.toml"
    text = lexicon.read_text("utf-8")
    assert 'Xi = "/zˈaɪ/"  # once, line 6' in text
    lexicon.write_text(text.replace("zˈaɪ", "ˈʃiː"), "utf-8")
    done = desk.run("pronounce", "road.md", *espeak)
    assert done.out == "road.md: 0 words to be heard\n"
    spoken = desk.run("say", "Xi rose", *espeak, "-o", "xi.wav")
    assert spoken.out == "Xi rose.\nʃˈiː ɹˈəʊz\nxi.wav\n"


def test_a_lexicon_with_corrections_is_not_written_over(desk: Desk) -> None:
    """Unless it is asked for; standard output is no file."""
    desk.write("mine.toml", "[words]\n")
    asked = ("pronounce", "road.md", "--voice", "silence", "--toml")
    refused = desk.run(*asked, "mine.toml")
    assert (refused.code, refused.out) == (5, "")
    assert "may hold corrections" in refused.err
    assert (desk.folder / "mine.toml").read_text() == "[words]\n"
    assert desk.run(*asked, "mine.toml", "--force").code == 0
    assert 'Xi = "Xi"' in (desk.folder / "mine.toml").read_text()
    assert desk.run(*asked, "-").out.startswith('language = "en-GB"\n\n[words]\n')


def test_the_users_own_lexicon_is_found_or_named(desk: Desk) -> None:
    """In the folder of their configuration, or where PUBLISHER_LEXICON says."""
    own = desk.folder.parent / ".config" / "publisher" / "lexicon.toml"
    own.parent.mkdir(parents=True)
    own.write_text('[words]\nXi = "own"\nIdlib = { as = "letters" }\n')
    assert desk.run("say", "--words", "Xi of Idlib").out == "own of I-D-L-I-B.\n"
    other = desk.write("other.toml", '[words]\nXi = "other"\n')
    desk.environment["PUBLISHER_LEXICON"] = str(other)
    assert desk.run("say", "--words", "Xi of Idlib").out == "other of Idlib.\n"


def test_say_goes_by_all_lexicons_that_a_build_would(desk: Desk) -> None:
    """Named on the command line, in publisher.toml, and in this folder, in that order."""
    desk.write("lexicon.toml", '[words]\nXi = "here"\nrose = "here"\nWe = "here"\n')
    desk.write("house.toml", '[words]\nXi = "house"\nrose = "house"\n')
    desk.write("publisher.toml", 'lexicon = "house.toml"\n')
    desk.write("mine.toml", '[words]\nXi = "mine"\n')
    assert desk.run("say", "--words", "Xi rose, We").out == "house house, here.\n"
    said = desk.run("say", "--words", "Xi rose, We", "--lexicon", "mine.toml")
    assert said.out == "mine house, here.\n"


def test_a_lexicon_that_is_wrong_is_told_with_its_line(desk: Desk) -> None:
    """Nothing is built of it."""
    desk.write("lexicon.toml", "[words]\nXi = '/S1/'\n")
    said = desk.run("build", "road.md", "--voice", "silence")
    assert said.code == 2
    assert "lexicon.toml, line 2: 'Xi'" in said.err
    assert not (desk.folder / "build").exists()


def test_lexicons_turn_into_one_another(desk: Desk) -> None:
    """TOML for people, PLS for programs; what PLS has no sign for is an alias."""
    desk.write("names.toml", '[words]\nXi = "/ˈʃiː/"\nUNHCR = { as = "letters" }\n')
    pls = desk.run("lexicon", "names.toml", "--pls", "--language", "en")
    assert (pls.code, pls.err) == (0, "")
    desk.write("names.pls", pls.out)
    assert desk.run("lexicon", "names.pls").out == (
        '[words]\nXi = { ipa = "ˈʃiː", language = "en" }\n'
        'UNHCR = { said = "U-N-H-C-R", language = "en" }\n'
    )
    refused = desk.run("lexicon", "names.toml", "--pls")
    assert (refused.code, refused.out) == (2, "")
    assert "--language" in refused.err
