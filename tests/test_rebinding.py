"""Binding afterwards: the same recording in further forms, and never a word of another."""

from dataclasses import replace
from pathlib import Path

import pytest

from publisher import record
from publisher.errors import BindingError, PublisherError
from publisher.pipeline import publish
from publisher.publication import Publication
from publisher.reading import Collection, load
from publisher.rebinding import again
from publisher.settings import Settings
from publisher.workshop import Workshop
from tests.command import Desk, contents
from tests.conftest import article

TIDE = """\
---
title: The tide
author: Ada Quill
---

It rose. We slept.

## The clock

It was slow.
"""
OTHER = TIDE.replace("The tide", "The ebb").replace("rose", "fell")


@pytest.fixture
def shop(tmp_path: Path) -> Workshop:
    """A workshop whose user has set nothing; what is asked for is asked for this once."""
    options = (("voice", "silence"), ("rate", "1.2"), ("style", None))
    return Workshop(tmp_path / "build", tmp_path / "cache", Settings(), options)


@pytest.fixture
def made(shop: Workshop, tmp_path: Path) -> Publication:
    """The tide, as an EPUB and MP3s."""
    (tmp_path / "tide.md").write_text(TIDE, encoding="utf-8")
    return publish(load(tmp_path / "tide.md"), shop)


def user(shop: Workshop) -> Workshop:
    """The same user some days later, who remembers no option."""
    return replace(shop, options=(), output=Path("elsewhere"))


def test_it_is_the_same_recording_in_further_forms(made: Publication, shop: Workshop) -> None:
    """What was heard and approved is heard in them; what was there is there, to the byte."""
    before = contents(made.folder)
    source, own = again(made.folder, ("m4b", "captions"), user(shop))
    bound = publish(source, own)
    assert (bound.fresh, bound.spoken, bound.folder) == (True, 0, made.folder)
    after = contents(made.folder)
    told = {"publication.json", "report.html"}
    assert {name: after[name] for name in before if name not in told} == {
        name: content for name, content in before.items() if name not in told
    }
    assert any(name.endswith(".m4b") for name in after)
    assert any(name.startswith("captions/") for name in after)


def test_building_all_of_them_finds_nothing_to_do(made: Publication, shop: Workshop) -> None:
    """It is what a build of them would have made."""
    publish(*again(made.folder, ("m4b",), user(shop)))
    wanted = replace(shop, options=(*shop.options, ("editions", "epub,mp3,m4b")))
    source = load(shop.output.parent / "tide.md")
    assert not publish(source, wanted).fresh
    assert not publish(*again(made.folder, ("m4b",), user(shop))).fresh


def test_both_folders_may_move(made: Publication, shop: Workshop, tmp_path: Path) -> None:
    """Where an article is, is told from the folder that editions go into."""
    goal = tmp_path / "moved"
    goal.mkdir()
    for name in ("build", "tide.md"):
        (tmp_path / name).rename(goal / name)
    bound = publish(*again(goal / "build" / made.folder.name, ("m4b",), user(shop)))
    assert bound.spoken == 0
    assert bound.folder.parent == goal / "build"


def test_a_collection_is_bound_as_one(shop: Workshop, tmp_path: Path) -> None:
    """With the title that it was given, and all its articles."""
    paths = [tmp_path / "a.md", tmp_path / "b.md"]
    for path, text in zip(paths, (TIDE, OTHER), strict=True):
        path.write_text(text, encoding="utf-8")
    whole = Collection("Water", "Water", tuple(map(load, paths)))
    made = publish(whole, shop)
    bound = publish(*again(made.folder, ("m4b",), user(shop)))
    assert (bound.spoken, bound.folder) == (0, made.folder)
    assert bound.duration_ms == made.duration_ms


def test_a_lexicon_is_found_from_elsewhere(
    shop: Workshop, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Its name was told from the folder in which it was typed."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "tide.md").write_text(TIDE, encoding="utf-8")
    Path("names.toml").write_text('[words]\nclock = "clack"\n', encoding="utf-8")
    made = publish(
        load(Path("tide.md")), replace(shop, options=(*shop.options, ("lexicon", ("names.toml",))))
    )
    (tmp_path / "away").mkdir()
    monkeypatch.chdir(tmp_path / "away")
    assert publish(*again(made.folder, ("m4b",), user(shop))).spoken == 0


def changed(made: Publication, shop: Workshop) -> None:
    """A sentence was mended."""
    path = shop.output.parent / "tide.md"
    path.write_text(TIDE.replace("We slept", "We woke"), encoding="utf-8")


def forgotten(made: Publication, shop: Workshop) -> None:
    """What was spoken was cleared away."""
    for path in shop.cache.rglob("*.flac"):
        path.unlink()


def renamed(made: Publication, shop: Workshop) -> None:
    """It goes by another name now."""
    path = shop.output.parent / "tide.md"
    path.write_text(TIDE.replace("author:", "slug: other\nauthor:"), encoding="utf-8")


def gone(made: Publication, shop: Workshop) -> None:
    """The article is not there any more."""
    (shop.output.parent / "tide.md").unlink()


def unrecorded(made: Publication, shop: Workshop) -> None:
    """An earlier release made it, which did not tell how."""
    path = made.folder / record.NAME
    path.write_text(path.read_text("utf-8").replace('"asked"', '"unasked"'), encoding="utf-8")


@pytest.mark.parametrize(("befell", "told"), [
    (changed, "1 of 6 sentences"), (forgotten, "6 of 6 sentences"), (renamed, "would be other"),
    (gone, "tide.md"), (unrecorded, "not known|no publication"),
])  # fmt: skip
def test_what_is_not_the_same_any_more_is_refused(
    befell: object, told: str, made: Publication, shop: Workshop
) -> None:
    """A listener to one edition would hear other words than a reader of the other."""
    assert callable(befell)
    befell(made, shop)
    before = contents(made.folder)
    with pytest.raises(PublisherError, match=told) as error:
        again(made.folder, ("m4b",), user(shop))
    assert error.value.remedy
    assert contents(made.folder) == before


def test_what_came_from_standard_input_is_not_there_any_more(shop: Workshop) -> None:
    """The error says so, instead of waiting for it."""
    made = publish(article(TIDE), shop)
    with pytest.raises(BindingError, match="standard input"):
        again(made.folder, ("m4b",), user(shop))


def test_the_command_binds_many_and_tells_of_each(tmp_path: Path) -> None:
    """One that cannot be bound does not keep the others from it."""
    desk = Desk(tmp_path)
    desk.write("tide.md", TIDE)
    desk.write("ebb.md", OTHER)
    said = desk.run("build", "tide.md", "ebb.md", "-q", "--voice", "silence", "-o", "out")
    assert said.code == 0
    desk.write("ebb.md", OTHER.replace("slow", "fast"))
    said = desk.run("bind", "out/the-tide", "out/the-ebb", "out/none", "--editions", "m4b", "-q")
    assert (said.code, said.out.split()) == (1, ["out/the-tide"])
    assert "1 of 6 sentences" in said.err
    assert "out/none" in said.err
    assert (desk.folder / "out/the-tide/the-tide.m4b").is_file()
    assert not (desk.folder / "out/the-ebb/the-ebb.m4b").exists()
    wrong = desk.run("bind", "out/the-tide", "--editions", "vinyl")
    assert wrong.code == 2
    assert "vinyl" in wrong.err


def test_the_index_names_what_was_bound(tmp_path: Path) -> None:
    """Whoever comes to the folder by its index, or follows its feed, finds what is new in it."""
    desk, address = Desk(tmp_path), "https://example.org/"
    desk.write("tide.md", TIDE)
    asked = ("--editions", "mp3,index", "--address", address, "--voice", "silence", "-q")
    assert desk.run("build", "tide.md", "-o", "out", *asked).code == 0
    assert "the-tide.m4b" not in (desk.folder / "out/index.html").read_text("utf-8")
    assert desk.run("bind", "out/the-tide", "--editions", "m4b,podcast", "-q").code == 0
    assert "the-tide.m4b" in (desk.folder / "out/index.html").read_text("utf-8")
    assert f"{address}the-tide/" in (desk.folder / "out/feed.xml").read_text("utf-8")


def test_no_index_is_made_where_none_was_asked_for(tmp_path: Path) -> None:
    """A folder of theirs has in it what they wanted, and nothing beside it."""
    desk = Desk(tmp_path)
    desk.write("tide.md", TIDE)
    assert desk.run("build", "tide.md", "-o", "out", "--voice", "silence", "-q").code == 0
    assert desk.run("bind", "out/the-tide", "--editions", "m4b", "-q").code == 0
    assert [each.name for each in (desk.folder / "out").iterdir()] == ["the-tide"]
