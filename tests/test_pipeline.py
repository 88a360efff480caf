"""The whole way: what is made, what is made again, and what is left alone."""

import json
import os
import zipfile
from dataclasses import replace
from pathlib import Path

import pytest
from PIL import Image

from publisher import record
from publisher.errors import BindingError, PublisherError, ReadingError, SettingsError, VoiceError
from publisher.pipeline import publish
from publisher.planning import planned
from publisher.progress import Step
from publisher.publication import Publication, unchanged
from publisher.reading import Source, load
from publisher.settings import EDITIONS, Settings
from publisher.speaking.engines import silence
from publisher.workshop import Workshop
from tests.command import Desk, contents, ended, stands_whole
from tests.conftest import article
from tests.speaking.kettle import kettle

HEAD = "---\nlanguage: en\n---\n# The tide\n\n"
TIDE = f"{HEAD}It rose, slowly. We slept. It fell.\n"


def source(text: str = TIDE, name: str = "tide.md") -> Source:
    """An article, as if read from a file."""
    return article(text, name)


@pytest.fixture
def songs(shop: Workshop) -> Workshop:
    """A workshop that makes MP3s only, so that nothing is said but the article."""
    settings = replace(shop.settings, editions=("mp3",), read_credits=False)
    return replace(shop, settings=settings)


def test_a_publication_is_one_folder_with_all_of_it(shop: Workshop) -> None:
    """It can be copied, moved and handed on as one thing."""
    made = publish(source(), shop)
    assert made.folder == shop.output / "the-tide"
    assert made.fresh
    assert sorted(contents(made.folder)) == [
        "audio/01-the-article.mp3",
        "audio/02-about-this-edition.mp3",
        "audio/conformance.json",
        "audio/conformance.txt",
        "publication.json",
        "report.html",
        "the-tide.epub",
        "the-tide.m3u8",
    ]
    assert {path.relative_to(made.folder).as_posix() for path in made.files} == {
        *contents(made.folder)
    } - {record.NAME}
    assert all(path.is_file() for path in made.files)
    assert made.duration_ms > 2_000
    # The headline and three sentences; the cover, three lines of contents under their heading,
    # and two lines of the colophon under its own. Headline and colophon's heading come twice.
    assert (made.spoken, made.remembered) == (10, 2)


def test_nothing_lies_about_afterwards(shop: Workshop) -> None:
    """No mastered sound, no lock, no half edition: the output folder is for editions."""
    publish(source(), shop)
    assert [path.name for path in shop.output.iterdir()] == ["the-tide"]


def test_what_has_not_changed_is_not_made_again(shop: Workshop) -> None:
    """A shelf of a hundred articles is built in seconds when one of them was edited."""
    first = publish(source(), shop)
    before = {path: path.stat().st_mtime_ns for path in first.folder.rglob("*")}
    again = publish(source(), shop)
    assert {path: path.stat().st_mtime_ns for path in first.folder.rglob("*")} == before
    assert not again.fresh
    assert (again.folder, again.files) == (first.folder, first.files)
    assert again.duration_ms == first.duration_ms


def test_force_makes_it_again(songs: Workshop) -> None:
    """With what was spoken remembered."""
    publish(source(), songs)
    again = publish(source(), replace(songs, force=True))
    assert again.fresh
    assert (again.spoken, again.remembered) == (0, 4)


@pytest.mark.parametrize("harm", ["book", "song", "playlist", "record"])
def test_an_edition_that_was_harmed_is_made_again(shop: Workshop, harm: str) -> None:
    """What a disk or a careless hand has spoilt is not called unchanged."""
    made = publish(source(), shop)
    before = contents(made.folder)
    if harm == "record":
        (made.folder / record.NAME).write_text("{")
        shop = replace(shop, force=True)  # without it a stranger's folder might be replaced
    else:
        ending = {"book": ".epub", "song": ".mp3", "playlist": ".m3u8"}[harm]
        path = next(each for each in made.files if each.suffix == ending)
        path.write_bytes(path.read_bytes()[:-1])
    assert publish(source(), shop).fresh
    assert contents(made.folder) == before


def test_a_changed_sentence_costs_one_sentence(songs: Workshop) -> None:
    """An hour of speaking is not spent again on a comma."""
    publish(source(), songs)
    changed = publish(source(TIDE.replace("We slept.", "We woke.")), songs)
    assert (changed.spoken, changed.remembered) == (1, 3)


def test_what_another_article_said_is_remembered_too(songs: Workshop) -> None:
    """Sounds are kept by what they are, not by where they were."""
    publish(source(), songs)
    other = publish(source(f"{HEAD.replace('tide', 'moon')}We slept.\n", "moon.md"), songs)
    assert (other.spoken, other.remembered) == (1, 1)


@pytest.mark.parametrize("harm", ["cut", "flip", "empty"])
def test_a_remembered_sound_that_is_damaged_is_made_again(songs: Workshop, harm: str) -> None:
    """And no crack goes into the edition; the store is mended with it."""
    first = publish(source(), songs)
    before = contents(first.folder)
    entry = min((songs.cache / "sounds").rglob("*.flac"))
    content = entry.read_bytes()
    middle = len(content) // 2
    flipped = content[:middle] + bytes([content[middle] ^ 1]) + content[middle + 1 :]
    entry.write_bytes({"cut": content[:-9], "flip": flipped, "empty": b""}[harm])
    forced = replace(songs, force=True)
    again = publish(source(), forced)
    assert (again.spoken, again.remembered) == (1, 3)
    assert contents(first.folder) == before
    assert publish(source(), forced).spoken == 0


@pytest.mark.parametrize("change", [
    {"settings": {"rate": 0.8}},
    {"settings": {"editions": ("epub",)}},
    {"settings": {"language": "fr"}},
    {"settings": {"publisher": "The Press"}},
    {"shop": {"epoch": 1_000_000_000}},
    {"shop": {"form": "text"}},
    {"shop": {"options": (("rate", 1.5),)}},
])  # fmt: skip
def test_whatever_shapes_an_edition_makes_it_anew(
    shop: Workshop, change: dict[str, dict[str, object]]
) -> None:
    """Called unchanged, the edition would go on as the user no longer wants it."""
    text = TIDE.replace("language: en", "rights: none")
    before = planned(source(text), shop).key
    settings = replace(shop.settings, **change.get("settings", {}))  # type: ignore[arg-type]
    other = replace(shop, settings=settings, **change.get("shop", {}))  # type: ignore[arg-type]
    assert planned(source(text), other).key != before


def test_where_an_article_lies_does_not_shape_its_edition(shop: Workshop) -> None:
    """Else a project that moved house would be published anew."""
    assert planned(source(), shop).key == planned(source(name="moved/tide.md"), shop).key


@pytest.mark.parametrize(("front", "options", "language", "rate"), [
    ("rights: none", (), "cy", 0.8),
    ("language: fr\nrate: 0.9", (), "fr", 0.9),
    ("language: fr\nrate: 0.9", (("language", "de"), ("rate", "1.1")), "de", 1.1),
    ("rights: none", (("language", "de"), ("rate", None)), "de", 0.8),
])  # fmt: skip
def test_the_nearer_to_the_user_the_stronger_the_setting(
    shop: Workshop, front: str, options: tuple[tuple[str, object]], language: str, rate: float
) -> None:
    """`publisher.toml`, under front matter, under options; the language no less than the rest."""
    settings = replace(shop.settings, language="cy", rate=0.8)
    text = TIDE.replace("language: en", front)
    plan = planned(source(text), replace(shop, settings=settings, options=options))
    assert plan.document.metadata.language == plan.settings.language == language
    assert plan.settings.rate == rate


def test_who_publishes_is_set_once_and_overruled_by_an_article(shop: Workshop) -> None:
    """A house has one name; an article from elsewhere keeps its own."""
    ours = replace(shop, settings=replace(shop.settings, publisher="The Press"))
    assert planned(source(), ours).document.metadata.publisher == "The Press"
    theirs = TIDE.replace("language: en", "publisher: The Times")
    assert planned(source(theirs), ours).document.metadata.publisher == "The Times"


def test_only_what_is_asked_for_is_made(shop: Workshop) -> None:
    """A text edition needs no voice: none is asked for, and nothing is said."""
    settings = replace(shop.settings, editions=("epub-text",), voice="siri")
    made = publish(source(), replace(shop, settings=settings))
    assert [path.suffix for path in made.files] == [".epub"]
    assert (made.duration_ms, made.spoken, made.remembered) == (0, 0, 0)
    assert not (shop.cache / "sounds").exists()


def test_a_plan_makes_nothing(songs: Workshop) -> None:
    """A dry run can be trusted with a full shelf."""
    plan = planned(source(), songs)
    assert unchanged(plan, songs) is None
    assert plan.new_sentences() == (4, 4)
    assert not songs.output.exists()
    assert not songs.cache.exists()


def test_a_plan_knows_what_is_remembered(songs: Workshop) -> None:
    """So that its user can tell a minute from an hour."""
    publish(source(), songs)
    plan = planned(source(TIDE.replace("We slept.", "We woke.")), songs)
    assert plan.new_sentences() == (1, 4)


def test_the_author_s_cover_is_the_cover(tmp_path: Path, shop: Workshop) -> None:
    """Of the book and of every MP3; one that changes makes the edition anew."""
    made = []
    for colour in ("teal", "red"):
        Image.new("RGB", (60, 90), colour).save(tmp_path / "front.png")
        text = TIDE.replace("---\n#", "cover: front.png\n---\n#")
        publication = publish(Source("a.md", text.encode(), tmp_path / "a.md"), shop)
        assert publication.fresh
        assert publication.findings == ()
        (book,) = publication.folder.glob("*.epub")
        with zipfile.ZipFile(book) as archive, Image.open(archive.open("EPUB/cover.jpg")) as shown:
            made.append(shown.convert("RGB").getpixel((30, 45)))
    assert made[0][2] > made[0][0]
    assert made[1][0] > made[1][2]


def test_steps_are_told_in_the_order_of_the_verbs(songs: Workshop) -> None:
    """Whoever waits sees where the work is, and the sum of sound grow."""
    steps: list[Step] = []
    publish(source(), songs, steps.append)
    verbs = list(dict.fromkeys(step.verb for step in steps))
    assert verbs == ["read", "structure", "speak", "bind", "check"]
    spoken = [step for step in steps if step.verb == "speak"]
    assert [step.done for step in spoken] == [1, 2, 3, 4]
    assert {step.total for step in spoken} == {4}
    assert [step.heard_ms for step in spoken] == sorted({step.heard_ms for step in spoken})


def test_an_article_is_not_made_into_another_ones_edition(shop: Workshop) -> None:
    """Two articles may have one headline; the first one published keeps its folder."""
    first = publish(source(), shop)
    before = contents(first.folder)
    other = source(TIDE.replace("fell", "stayed"), "other/tide.md")
    with pytest.raises(BindingError, match=r"other/tide\.md would take the place") as caught:
        publish(other, shop)
    assert "slug:" in caught.value.remedy
    assert "--force" in caught.value.remedy
    assert contents(first.folder) == before


def test_force_takes_the_place_of_an_earlier_edition_but_not_of_a_new_one(shop: Workshop) -> None:
    """An article may have moved house; but one run never makes one folder twice."""
    first = publish(source(), shop)
    other, forced = source(name="other/tide.md"), replace(shop, force=True)
    assert publish(other, forced).fresh
    with pytest.raises(BindingError, match="would take the place"):
        publish(source(), replace(forced, taken={first.folder}))
    assert publish(other, replace(forced, taken={first.folder})).fresh


def test_another_builder_who_was_quicker_is_seen_once_it_is_our_turn(
    shop: Workshop, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Between planning and making there may be minutes; what came to stand there is respected."""
    from publisher import planning

    plan = planned

    def slowly(*arguments: object) -> object:
        made = plan(*arguments)  # type: ignore[arg-type]
        monkeypatch.setattr(planning, "planned", plan)
        publish(source(TIDE.replace("fell", "stayed"), "quicker.md"), shop)
        return made

    monkeypatch.setattr(planning, "planned", slowly)
    with pytest.raises(BindingError, match=r"quicker\.md"):
        publish(source(), shop)
    assert b"stayed" in contents(shop.output / "the-tide")[record.NAME]


def test_leftovers_are_cleared_though_nothing_has_changed(shop: Workshop) -> None:
    """A crash and then an undo would leave half an edition for ever."""
    made = publish(source(), shop)
    half = made.folder.with_name(".the-tide.new")
    half.mkdir()
    (half / "book").touch()
    assert not publish(source(), shop).fresh
    assert [path.name for path in shop.output.iterdir()] == ["the-tide"]


@pytest.mark.parametrize(("text", "options", "error"), [
    ("* * *\n", (), ReadingError),
    (TIDE, (("voice", "siri"),), VoiceError),
    (TIDE, (("moods", "calm"),), SettingsError),
    (TIDE, (("rate", "9"),), SettingsError),
    (TIDE, (("language", "no language"),), SettingsError),
])  # fmt: skip
def test_what_cannot_be_made_leaves_no_trace(
    shop: Workshop, text: str, options: tuple[tuple[str, object]], error: type[PublisherError]
) -> None:
    """Not even an empty folder."""
    with pytest.raises(error):
        publish(source(text), replace(shop, options=options))
    assert not shop.output.exists()


def test_a_format_without_a_reader_is_an_error_of_ours(shop: Workshop) -> None:
    """Programs that use the library may ask for any."""
    with pytest.raises(ReadingError, match="'pdf'"):
        publish(source(), replace(shop, form="pdf"))


def test_an_output_folder_that_is_a_file_is_an_error_of_ours(shop: Workshop) -> None:
    """With the one thing that can be done about it."""
    shop.output.write_text("in the way")
    with pytest.raises(BindingError, match="cannot be written") as caught:
        publish(source(), shop)
    assert "--output" in caught.value.remedy
    assert shop.output.read_text() == "in the way"


def test_a_cache_that_cannot_be_written_keeps_no_book_from_being_made(songs: Workshop) -> None:
    """In a container there may be none; all that is lost is what was spoken."""
    songs.cache.write_text("in the way")
    made = publish(source(), songs)
    assert (made.spoken, made.remembered) == (4, 0)
    assert stands_whole(made.folder)


def test_an_article_whose_name_is_no_utf_8_is_published(tmp_path: Path, shop: Workshop) -> None:
    """Old archives have such names; the record, which is UTF-8, spells the odd bytes out."""
    path = tmp_path / os.fsdecode(b"caf\xe9.md")
    path.write_text(TIDE)
    made = publish(load(path), shop)
    known = record.read(made.folder)
    assert known is not None
    assert known.source == r"../caf\xe9.md"
    assert not publish(load(path), shop).fresh


def test_modes_are_those_of_any_other_file(shop: Workshop) -> None:
    """A web server that runs as another user must be able to read an edition."""
    before = os.umask(0o022)
    try:
        folder = publish(source(), shop).folder
    finally:
        os.umask(before)
    for path in (folder, *folder.rglob("*")):
        assert path.stat().st_mode & 0o7777 == (0o755 if path.is_dir() else 0o644), path


def made_at_desk(folder: Path, **environment: str) -> dict[str, bytes]:
    """The bytes of an article's editions, made by a process of its own."""
    desk = Desk(folder / "desk", {"SOURCE_DATE_EPOCH": "1700000000", **environment})
    desk.write(
        "tide.md", f"{TIDE}\n## Ärmel & Co\n\nThe same[^1], again — “twice”.\n\n[^1]: Or so.\n"
    )
    umask, out = int(environment.get("UMASK", "022"), 8), environment.get("OUT", "out")
    options = ("--editions", ",".join(EDITIONS), "--granularity", "word", "--pages")
    said = desk.run(
        *("build", "tide.md", "-q", "-o", out, "--voice", "silence", *options),
        before=lambda: os.umask(umask),
    )
    assert (said.code, said.err) == (0, "")
    return contents(desk.folder / out)


def test_the_same_article_gives_the_same_bytes_anywhere(tmp_path: Path) -> None:
    """Whoever doubts an edition can make it again and compare; mirrors stay the same."""
    places = (
        {"TZ": "Pacific/Kiritimati", "PYTHONHASHSEED": "1", "UMASK": "022"},
        {
            "TZ": "America/Adak",
            "PYTHONHASHSEED": "2",
            "LC_ALL": "POSIX",
            "UMASK": "077",
            "USER": "ida",
            "LOGNAME": "ida",
            "HOME": str(tmp_path),
            "OUT": "made here",
        },
        {"TZ": "UTC", "PYTHONUTF8": "0", "LC_ALL": "de_DE.ISO-8859-1", "COLUMNS": "20"},
    )
    first, *others = (
        made_at_desk(tmp_path / str(number), **place) for number, place in enumerate(places)
    )
    assert [name.partition(".")[2] for name in first].count("epub") == 3
    made = json.loads(first["the-tide/publication.json"])["files"]
    assert set(EDITIONS) <= {each["edition"] for each in made}
    assert len(first) == len(made) + 2  # the record, and the index of all that stands there
    for other in others:
        assert other == first


def package_of(folder: Path) -> str:
    """The package document of the book in a folder."""
    (book,) = folder.rglob("*.epub")
    with zipfile.ZipFile(book) as archive:
        times = {entry.date_time for entry in archive.infolist()}
        (name,) = (name for name in archive.namelist() if name.endswith(".opf"))
        assert len(times) == 1
        return f"{times.pop()} {archive.read(name).decode()}"


def test_a_time_that_was_set_is_the_book_s(shop: Workshop) -> None:
    """SOURCE_DATE_EPOCH, in the book's metadata and its archive, and nothing of the clock."""
    epoch = 1_700_000_000  # 2023-11-14T22:13:20Z
    package = package_of(publish(source(), replace(shop, epoch=epoch)).folder)
    assert package.startswith("(2023, 11, 14, 22, 13, 20)")
    assert '<meta property="dcterms:modified">2023-11-14T22:13:20Z</meta>' in package


def test_without_one_the_article_s_date_is(shop: Workshop) -> None:
    """The one time that is the same wherever and whenever it is made."""
    text = TIDE.replace("language: en", "date: 2016-09-23")
    package = package_of(publish(source(text), shop).folder)
    assert '<meta property="dcterms:modified">2016-09-23T00:00:00Z</meta>' in package


def test_two_builds_of_one_article_never_make_a_broken_edition(tmp_path: Path) -> None:
    """One of them makes it; the other does so after it, or says that the first is at work."""
    desk = Desk(tmp_path / "desk")
    desk.write("tide.md", TIDE + "\n\n".join(f"It rose {each} times." for each in range(60)))
    arguments = ("build", "tide.md", "-o", "out", "--voice", "silence", "-q", "--force")
    for _ in range(2):
        both = [desk.start(*arguments) for _ in range(2)]
        ends = [ended(process) for process in both]
        assert {said.code for said in ends} <= {0, 5}
        assert 0 in {said.code for said in ends}
        for said in ends:
            assert said.code == 0 or "is under way" in said.err
        assert stands_whole(desk.folder / "out/the-tide")
        assert [path.name for path in (desk.folder / "out").iterdir()] == ["the-tide"]


def test_the_record_is_the_same_whether_sounds_were_spoken_or_remembered(shop: Workshop) -> None:
    """Nothing in it depends on the history of a machine."""
    first = publish(source(), shop)
    before = json.loads((first.folder / record.NAME).read_text("utf-8"))
    publish(source(), replace(shop, force=True))
    assert json.loads((first.folder / record.NAME).read_text("utf-8")) == before


@pytest.mark.parametrize(("granularity", "editions", "tells", "told"), [
    ("word", ("epub",), False, True),
    ("word", ("epub",), True, False),
    ("sentence", ("epub",), False, False),
    ("word", ("mp3",), False, False),
])  # fmt: skip
def test_a_voice_that_gives_no_times_for_words_is_told_of_where_they_were_asked_for(
    shop: Workshop,
    monkeypatch: pytest.MonkeyPatch,
    granularity: str,
    editions: tuple[str, ...],
    tells: bool,
    told: bool,
) -> None:
    """Whole sentences are lit then, and the user would wonder what became of the wish."""
    say = silence.Silence.say
    if not tells:
        monkeypatch.setattr(
            silence.Silence, "say", lambda self, words: replace(say(self, words), words=())
        )
    settings = replace(shop.settings, granularity=granularity, editions=editions)
    made = publish(source(), replace(shop, settings=settings))
    found = [str(each.message) for each in made.findings if each.code == "words-untimed"]
    assert [("silence:silence" in each) for each in found] == [True] * told


def test_a_book_spoken_anew_is_the_same_to_the_byte(shop: Workshop, tmp_path: Path) -> None:
    """With nothing remembered, in another order, a neural voice says all of it the same way."""
    speaking = replace(shop, settings=replace(shop.settings, voice="piper", editions=("mp3",)))
    alone = replace(speaking, output=tmp_path / "again", cache=tmp_path / "empty")
    first = publish(source(), speaking)
    publish(source(f"{HEAD}We slept. It fell. And then, at last, the tide rose.\n"), alone)
    again = publish(source(), replace(alone, cache=tmp_path / "another", force=True))
    assert contents(first.folder) == contents(again.folder)


def voice_of(made: Publication) -> str:
    """Who speaks a publication, as its record tells."""
    known = record.read(made.folder)
    assert known is not None
    return known.voice


def test_a_better_voice_changes_no_publication_unasked(shop: Workshop, tmp_path: Path) -> None:
    """Not when it comes, not when the article changes, not by --force; only by its name."""
    auto = replace(shop, settings=Settings(editions=("mp3",)), voices=(tmp_path / "voices",))
    text = TIDE.replace("language: en", "language: en-GB")
    espeak = replace(auto, options=(("voice", "espeak"),))
    assert voice_of(publish(source(text), espeak)) == "espeak:en-gb"
    kettle(auto.voices[0])
    for each in (auto, replace(auto, force=True)):
        made = publish(source(text), each)
        assert voice_of(made) == "espeak:en-gb"
        assert "voice-kept" in [finding.code for finding in made.findings]
    changed = publish(source(text.replace("fell", "rose again")), auto)
    assert (changed.fresh, voice_of(changed)) == (True, "espeak:en-gb")
    other = publish(source(text.replace("The tide", "The other tide"), "other.md"), auto)
    assert voice_of(other) == "piper:en_GB-kettle-medium"
    asked = replace(auto, options=(("voice", "piper:en_GB-kettle-medium"),))
    assert voice_of(publish(source(text), asked)) == "piper:en_GB-kettle-medium"
    assert voice_of(publish(source(text), auto)) == "piper:en_GB-kettle-medium"


def test_another_article_of_the_same_name_has_a_voice_of_its_own(shop: Workshop) -> None:
    """What it replaces was not it, though it stood in its place."""
    auto = replace(shop, settings=Settings(editions=("mp3",)), force=True)
    publish(source(name="a.md"), replace(auto, options=(("voice", "espeak"),)))
    made = planned(source(name="b.md"), auto)
    assert made.cast is not None
    assert made.cast.voice.engine == "piper"
