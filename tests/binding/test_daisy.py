"""The talking book: it is DAISY 2.02, and a player finds every heading and every sentence.

The authority is the DAISY 2.02 Specification of 28 February 2001. Nobody publishes its schemas as
a package that can be had, so its rules stand beside this module in our own words: `daisy/*.rng` for
what may stand where, `COUNTED` for what has to agree. The second witness is r2-shared-js, the
library that Thorium opens talking books with; it is asked what it understood.
"""

import json
import re
import shutil
import subprocess
from itertools import pairwise
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import soundfile
from lxml import etree
from mutagen.mp3 import MP3, BitrateMode

from publisher.pipeline import publish
from publisher.settings import ANNOUNCED, Settings
from publisher.workshop import Workshop
from tests.binding.conftest import ARABIC, JAPANESE
from tests.binding.narrated import KETTLES
from tests.conftest import ROOT, article, need

SCHEMAS = Path(__file__).parent / "daisy"
READIUM = ROOT / "tests/tools/readium.cjs"
XHTML = "{http://www.w3.org/1999/xhtml}"
NS = {"x": XHTML.strip("{}")}
DEEP = f"""{KETTLES}

### Steam by itself

It is a gas, as *the [log](https://example.org/log) of the barge* says at length.

# A last word

##### Far too deep

Softly.
"""

COUNTED = {
    "one of each": " and ".join(
        f"count(//x:meta[@name='{name}']) = 1"
        for name in (
            *("dc:title", "dc:identifier", "dc:format", "dc:date", "dc:publisher", "ncc:charset"),
            *("ncc:pageFront", "ncc:pageNormal", "ncc:pageSpecial", "ncc:tocItems"),
            *("ncc:totalTime", "ncc:multimediaType", "ncc:depth", "ncc:files", "ncc:kByteSize"),
            *("ncc:generator", "ncc:setInfo"),
        )
    ),
    "some of each": "//x:meta[@name='dc:creator'] and //x:meta[@name='dc:language'] "
    "and //x:meta[@name='ncc:narrator']",
    "lines": "//x:meta[@name='ncc:tocItems']/@content = count(//x:body/*)",
    "no pages": "//x:meta[@name='ncc:pageNormal']/@content = count(//x:span[@class='page-normal'])",
    "notes": "sum(//x:meta[@name='ncc:footnotes']/@content) = count(//x:span[@class='noteref'])",
    "additions": "sum(//x:meta[@name='ncc:prodNotes']/@content)"
    " = count(//x:span[@class='optional-prodnote'])",
    "depth": "//*[local-name() = concat('h', //x:meta[@name='ncc:depth']/@content)] and "
    "not(//*[local-name() = concat('h', //x:meta[@name='ncc:depth']/@content + 1)])",
}


def made(text: str, folder: Path, **wishes: Any) -> Path:
    """The folder of the talking book of some Markdown."""
    settings = Settings(editions=("daisy",), **{"voice": "silence", **wishes})
    shop = Workshop(folder / "build", folder / "cache", settings)
    return publish(article(text, "kettle.md"), shop).folder / "daisy"


@pytest.fixture(scope="module")
def books(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """Talking books of all kinds."""
    folder = tmp_path_factory.mktemp("daisy")
    return {
        "deep": made(DEEP, folder / "deep", announce=ANNOUNCED),
        "arabic": made(ARABIC, folder / "arabic"),
        "japanese": made(JAPANESE, folder / "japanese"),
        "spared": made(DEEP, folder / "spared", read_notes="skip", read_head=(), announce=()),
    }


@pytest.fixture(scope="module")
def deep(books: dict[str, Path]) -> Path:
    """One with everything in it, all of it announced."""
    return books["deep"]


KINDS = pytest.mark.parametrize("kind", ["deep", "arabic", "japanese", "spared"])


def tree(path: Path) -> etree._Element:
    """A file, parsed as XML without its DTD."""
    return etree.parse(path, etree.XMLParser(load_dtd=False, no_network=True)).getroot()


def smils(book: Path) -> list[Path]:
    """The files of times, in the order of the master."""
    return [book / ref.get("src") for ref in tree(book / "master.smil").iter("ref")]


def pars(book: Path) -> list[tuple[str, str, int, int, str]]:
    """What is heard: its id in the text, recording, begin and end in milliseconds, and switch."""
    return [
        (
            par.find("text").get("src").partition("#")[2],
            par.find("audio").get("src"),
            *(ms(par.find("audio").get(f"clip-{edge}")) for edge in ("begin", "end")),
            par.get("system-required", ""),
        )
        for path in smils(book)
        for par in tree(path).iter("par")
    ]


def ms(clip: str) -> int:
    """A time as clips have it, in milliseconds."""
    return round(float(clip.removeprefix("npt=").removesuffix("s")) * 1000)


def told(book: Path, name: str) -> list[str]:
    """What the control centre tells under a name."""
    metas = tree(book / "ncc.html").iter(f"{XHTML}meta")
    return [each.get("content") for each in metas if each.get("name") == name]


def valid(path: Path, schema: str) -> list[str]:
    """What is wrong with a file by one of the schemas beside this module."""
    checked = etree.RelaxNG(etree.parse(SCHEMAS / schema))
    checked.validate(tree(path))
    return [str(each) for each in checked.error_log]


@KINDS
def test_every_file_is_as_the_specification_has_it(kind: str, books: dict[str, Path]) -> None:
    """A hand-held player is a small computer of its time: it forgives nothing."""
    book = books[kind]
    assert valid(book / "ncc.html", "ncc.rng") == []
    assert valid(book / "content.html", "content.rng") == []
    for path in (*smils(book), book / "master.smil"):
        assert valid(path, "smil.rng") == []


@KINDS
def test_what_is_counted_agrees(kind: str, books: dict[str, Path]) -> None:
    """Players show these figures, and lending libraries refuse a book whose figures are wrong."""
    ncc = tree(books[kind] / "ncc.html")
    for what, rule in COUNTED.items():
        assert ncc.xpath(f"boolean({rule})", namespaces=NS), what
    files = list(books[kind].iterdir())
    assert told(books[kind], "ncc:files") == [str(len(files))]
    kilobytes = -(-sum(path.stat().st_size for path in files) // 1024)
    assert told(books[kind], "ncc:kByteSize") == [str(kilobytes)]


@KINDS
def test_every_name_is_one_that_an_old_player_knows(kind: str, books: dict[str, Path]) -> None:
    """Eight small letters or figures before the dot; no folder within the folder."""
    for path in books[kind].iterdir():
        assert re.fullmatch(r"[a-z0-9]{1,8}\.[a-z0-9]{3,4}", path.name), path.name
        assert path.is_file()


@KINDS
def test_every_way_leads_somewhere_and_back(kind: str, books: dict[str, Path]) -> None:
    """From the list to the times, from there to text and sound, from the text to the times."""
    book = books[kind]
    ids = {
        f"{path.name}#{each.get('id')}"
        for path in (*smils(book), book / "content.html")
        for each in tree(path).iter(etree.Element)
        if each.get("id")
    }
    ncc, content = tree(book / "ncc.html"), tree(book / "content.html")
    assert {each.get("href") for each in ncc.iter(f"{XHTML}a")} <= ids
    inside = [each.get("href") for each in content.iter(f"{XHTML}a")]
    inside = [f"content.html{way}" if way.startswith("#") else way for way in inside]
    assert {way for way in inside if "://" not in way} <= ids
    for path in smils(book):
        for par in tree(path).iter("par"):
            assert par.find("text").get("src") in ids
            assert (book / par.find("audio").get("src")).is_file()
            assert par.find("audio").get("src") == f"{path.stem}.mp3"
    for image in content.iter(f"{XHTML}img"):
        assert (book / image.get("src")).is_file()


@KINDS
def test_every_sentence_is_heard_once_and_in_the_order_of_the_text(
    kind: str, books: dict[str, Path]
) -> None:
    """Who goes from sentence to sentence neither hears one twice nor misses one."""
    book, heard = books[kind], [name for name, *_ in pars(books[kind])]
    assert len(heard) == len(set(heard))
    content = tree(book / "content.html")
    printed = [each.get("id") for each in content.iter(etree.Element) if each.get("id")]
    assert [name for name in printed if name in set(heard)] == heard
    sentences = {name for name in printed if re.fullmatch(r".*-s\d+", name)}
    assert sentences <= set(heard) or kind == "spared"


def test_a_sentence_leads_to_where_it_is_heard(deep: Path) -> None:
    """Who touches one on a screen begins to listen there; its own links stay what they are."""
    content = tree(deep / "content.html")
    hrefs = content.xpath("//x:span[@id='c04-p01-s01']//x:a/@href", namespaces=NS)
    assert hrefs == ["ch004.smil#c04-p01-s01", "https://example.org/log", "ch004.smil#c04-p01-s01"]
    said = content.xpath("string(//x:span[@id='c04-p01-s01'])", namespaces=NS)
    assert said == "It is a gas, as the log of the barge says at length."
    assert not content.xpath("//x:a//x:a", namespaces=NS)


def test_a_sentence_does_not_look_like_a_link(deep: Path) -> None:
    """A page of nothing but underlined words could not be read; real links look like links."""
    style = (deep / "style.css").read_text("utf-8")
    plain, _, own = style.partition('a[href*=".smil#"] {')
    assert "text-decoration: underline" in plain
    assert "text-decoration: none" in own.partition("}")[0]


@KINDS
def test_no_heading_passes_over_a_level(kind: str, books: dict[str, Path]) -> None:
    """Some players go no further where the next level is not there."""
    for name in ("ncc.html", "content.html"):
        tags = (each.tag.removeprefix(XHTML) for each in tree(books[kind] / name).iter())
        levels = [int(tag[1]) for tag in tags if re.fullmatch(r"h[1-6]", tag)]
        assert levels[0] == 1
        assert all(after - before <= 1 for before, after in pairwise(levels))


def test_every_heading_is_in_the_list(deep: Path) -> None:
    """The opening goes by the title; what follows it by its own words."""
    lines = tree(deep / "ncc.html").iterfind(f".//{XHTML}body/*")
    headings = [(each.tag[-2:], each[0].text) for each in lines if each.tag != f"{XHTML}span"]
    assert headings == [
        ("h1", "Kettles. Do they sing?"),
        ("h1", "Kinds of kettles, in short"),
        ("h1", "Why they sing"),
        ("h2", "Steam by itself"),
        ("h1", "A last word"),
        ("h2", "Far too deep"),
        ("h1", "About this edition"),
    ]


def test_the_list_is_in_the_order_of_listening(deep: Path) -> None:
    """Next and previous would lead astray otherwise."""
    ways = [
        each.get("href").partition("#")[2] for each in tree(deep / "ncc.html").iter(f"{XHTML}a")
    ]
    heard = [name for name, *_ in pars(deep)]
    places = [heard.index(way) for way in ways]
    assert places == sorted(places)


def test_notes_can_be_passed_over(deep: Path) -> None:
    """All that is heard of a note is heard by its switch, and nothing else is."""
    content = tree(deep / "content.html")
    within = {
        each.get("id")
        for note in content.iterfind(f".//{XHTML}div[@class='notebody']")
        for each in note.iter(etree.Element)
    }
    heard = {name: switch for name, *_, switch in pars(deep)}
    assert {name for name in heard if name in within} == {
        name for name, switch in heard.items() if switch == "footnote-on"
    }
    assert told(deep, "ncc:footnotes") == ["2"]


def test_what_is_announced_is_printed_and_can_be_passed_over(deep: Path) -> None:
    """A talking book shows what it says; whoever sees the table turns its announcement off."""
    content = tree(deep / "content.html")
    added = [
        "".join(content.xpath(f"//*[@id='{name}']")[0].itertext())
        for name, *_, switch in pars(deep)
        if switch == "prodnote-on"
    ]
    assert "Table: 2 rows, 2 columns." in added
    assert {"Quotation.", "End of quotation.", "Picture.", "List of 2 items."} <= set(added)
    heading = content.xpath("//x:h1[x:span[@id='c02-p00-s01']]", namespaces=NS)[0]
    assert "".join(heading.itertext()) == "Section 2. Kinds of kettles, in short"
    assert "Section 2." not in added  # players go there, so it is always heard


def test_notes_that_are_not_read_are_seen(books: dict[str, Path]) -> None:
    """And the list says that a part of the text is not heard, and knows of no notes."""
    content = tree(books["spared"] / "content.html")
    assert "Softly." in "".join(content.itertext())
    assert told(books["spared"], "ncc:footnotes") == []
    assert told(books["spared"], "ncc:multimediaType") == ["textPartAudio"]
    assert told(books["deep"], "ncc:multimediaType") == ["audioFullText"]


@KINDS
def test_clips_fill_their_recording_without_a_gap(kind: str, books: dict[str, Path]) -> None:
    """The first begins with it, the last ends with it, and every other touches its neighbours."""
    ends: dict[str, int] = {}
    for _, song, begin, end, _ in pars(books[kind]):
        assert begin == ends.get(song, 0)
        assert begin < end
        ends[song] = end
    for song, end in ends.items():
        samples, rate = soundfile.read(books[kind] / song)
        assert abs(len(samples) * 1000 / rate - end) < 50


@KINDS
def test_all_times_are_sums(kind: str, books: dict[str, Path]) -> None:
    """Of clips for a chapter, of chapters for what has gone before and for the whole."""
    elapsed = 0
    for path in smils(books[kind]):
        root = tree(path)
        clips = [
            ms(each.get("clip-end")) - ms(each.get("clip-begin")) for each in root.iter("audio")
        ]
        metas = {each.get("name"): each.get("content") for each in root.iter("meta")}
        assert ms(root.find("body/seq").get("dur")) == sum(clips)
        assert clock_ms(metas["ncc:timeInThisSmil"]) == sum(clips)
        assert clock_ms(metas["ncc:totalElapsedTime"]) == elapsed
        elapsed += sum(clips)
    assert abs(clock_ms(told(books[kind], "ncc:totalTime")[0]) - elapsed) <= 500


def clock_ms(clock: str) -> int:
    """What a clock shows, in milliseconds."""
    hours, minutes, seconds = clock.split(":")
    return round((int(hours) * 60 + int(minutes)) * 60_000 + float(seconds) * 1000)


def test_recordings_have_a_constant_bitrate_and_nothing_before_them(deep: Path) -> None:
    """There are players that seek by bytes; the profile of the MP3s has no say."""
    for path in deep.glob("*.mp3"):
        info: Any = MP3(path).info
        assert info.bitrate_mode is BitrateMode.CBR
        assert (info.channels, info.sample_rate, round(info.bitrate, -3)) == (1, 22_050, 64_000)
        assert path.read_bytes()[:1] == b"\xff"


def test_languages_and_directions_are_told(books: dict[str, Path]) -> None:
    """A voice for Arabic reads Arabic, from the right; English in it is told to be English."""
    for kind, language, direction in (("arabic", "ar", "rtl"), ("japanese", "ja", "ltr")):
        content = tree(books[kind] / "content.html")
        assert (content.get("lang"), content.get("dir")) == (language, direction)
        assert told(books[kind], "dc:language") == [language]
        assert tree(books[kind] / "ncc.html").get("lang") == language
    assert tree(books["arabic"] / "ncc.html").get("dir") == "rtl"
    foreign = tree(books["arabic"] / "content.html").xpath("//x:span[@lang='en']", namespaces=NS)
    assert [(each.get("dir"), "".join(each.itertext())) for each in foreign] == [
        ("ltr", '"kettle"')
    ]


def test_a_machine_s_voice_is_told(deep: Path) -> None:
    """To people in words, to programs in a code (AI Act, article 50, paragraph 2)."""
    assert told(deep, "ncc:narrator") == ["silence:silence"]
    assert "Narrated by a synthetic voice." in told(deep, "dc:description")[0]
    (kind,) = told(deep, "prod:digitalSourceType")
    assert kind.startswith("http://cv.iptc.org/newscodes/digitalsourcetype/")


def test_nobody_is_made_up_where_no_author_is_known(books: dict[str, Path]) -> None:
    """The specification asks for a creator and a publisher: that there is none known is said."""
    assert told(books["japanese"], "dc:creator") == told(books["japanese"], "dc:publisher")
    assert told(books["arabic"], "dc:creator") == ["Unknown"]


@KINDS
def test_an_html_parser_reads_what_an_xml_parser_does(kind: str, books: dict[str, Path]) -> None:
    """Players take one or the other: an element that closed itself would swallow what follows."""
    for name in ("ncc.html", "content.html"):
        path = books[kind] / name
        read = etree.parse(path, etree.HTMLParser(encoding="utf-8")).getroot()
        one = [(each.tag, each.get("id")) for each in read.iter(etree.Element)]
        other = [
            (each.tag.removeprefix(XHTML), each.get("id"))
            for each in tree(path).iter(etree.Element)
        ]
        assert one == other


@KINDS
def test_thorium_understands_all_of_it(kind: str, books: dict[str, Path]) -> None:
    """Its own library finds the title, the headings nested, and each clip where we put it."""
    need(shutil.which("node"), "Node.js")
    need((READIUM.parent / "node_modules/r2-shared-js").is_dir(), "r2-shared-js (see .ci/run)")
    done = subprocess.run(
        ("node", str(READIUM), str(books[kind])), capture_output=True, check=False, timeout=60
    )
    assert done.returncode == 0, done.stderr.decode()
    seen = json.loads(done.stdout)
    metadata = seen["metadata"]
    assert metadata["title"] == told(books[kind], "dc:title")[0]
    assert metadata["language"] == told(books[kind], "dc:language")[0]
    assert [each["href"] for each in seen["readingOrder"]] == [p.name for p in smils(books[kind])]
    headings = tree(books[kind] / "ncc.html").xpath(
        "//x:body/*[@id][not(self::x:span)]/x:a", namespaces=NS
    )
    assert list(flat(seen["toc"])) == [each.get("href") for each in headings]
    clips = [
        (each["text"].partition("#")[2], *each["audio"].split("#t="))
        for chapter in seen["times"]
        for each in narrated(chapter)
    ]
    assert [
        (name, song, *(round(float(time) * 1000) for time in times.split(",")))
        for name, song, times in clips
    ] == [each[:4] for each in pars(books[kind])]


def flat(entries: list[dict[str, Any]]) -> list[str]:
    """The addresses of nested entries, in order."""
    found = []
    for each in entries:
        found += [each["href"], *flat(each.get("children", []))]
    return found


def narrated(node: dict[str, Any]) -> list[dict[str, Any]]:
    """The leaves of a narration."""
    if "audio" in node:
        return [node]
    return [leaf for each in node.get("narration", []) for leaf in narrated(each)]


def test_the_words_are_heard_when_they_are_lit(tmp_path: Path) -> None:
    """In the decoded recording, a voice begins to speak where the record says, to 50 ms."""
    book = made("# A kettle\n\nIt hums. It sings.\n", tmp_path, voice="espeak:en-gb")
    record = json.loads((book.parent / "publication.json").read_text("utf-8"))
    first = record["front"]["paragraphs"][0]["sentences"][0]
    samples, rate = soundfile.read(book / "ch001.mp3")
    loud = np.flatnonzero(np.abs(samples) > np.abs(samples).max() / 50)
    assert abs(loud[0] * 1000 / rate - first["begin_ms"]) < 50
    times = {name: (begin, end) for name, _, begin, end, _ in pars(book)}
    for section in record["sections"]:
        for block in section["paragraphs"]:
            for each in block["sentences"]:
                assert times[each["name"]] == (each["begin_ms"], each["end_ms"])


def test_the_same_article_gives_the_same_bytes(tmp_path: Path) -> None:
    """Nothing in it is of the clock, or of the folder that it was made in."""
    one, other = made(JAPANESE, tmp_path / "one"), made(JAPANESE, tmp_path / "other")
    assert {path.name: path.read_bytes() for path in one.iterdir()} == {
        path.name: path.read_bytes() for path in other.iterdir()
    }
