"""Lexicons of books: whether they are read, and said to be what they are."""

from pathlib import Path

import pytest

from publisher.checking import claims
from publisher.checking.lexicons import are_read
from publisher.pipeline import publish
from publisher.report import Weight
from publisher.settings import Settings
from publisher.workshop import Workshop
from tests.checking.planting import OPF, Change, added, codes, found_by, left_out, planted, put
from tests.checking.planting import put_all as all_of
from tests.conftest import article

PAGE = "EPUB/c01.xhtml"
PLS = "EPUB/lexicon-en-GB.pls"
LINK = (
    '<link rel="pronunciation" type="application/pls+xml" href="lexicon-en-GB.pls" '
    'hreflang="en-GB"/>'
)
TEXT = "---\ntitle: The road\nlanguage: en-GB\npronunciations:\n  Xi: /ˈʃiː/\n---\n\nXi left.\n"
PAGES = ("cover", "title", "nav", "c01", "colophon")


@pytest.fixture(scope="module")
def road(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A book with a lexicon in which nothing is wrong."""
    place = tmp_path_factory.mktemp("road")
    shop = Workshop(place, place / "cache", Settings(voice="silence", editions=("epub-text",)))
    return publish(article(TEXT, "road.md"), shop).files[0]


FAULTS: dict[str, tuple[Change, str]] = {
    "not well formed": (added(PLS, b"<lexicon"), "lexicon-malformed"),
    "another element": (put(PLS, "<lexicon ", "<lexikon "), "lexicon-malformed"),
    "another name space": (put(PLS, "2005/01/pron", "2006/01/pron"), "lexicon-malformed"),
    "another version": (put(PLS, 'version="1.0"', 'version="2"'), "lexicon-malformed"),
    "no alphabet": (put(PLS, ' alphabet="ipa"', ""), "lexicon-malformed"),
    "an empty word": (put(PLS, "<grapheme>Xi<", "<grapheme><"), "lexicon-malformed"),
    "an empty phoneme": (put(PLS, "ˈʃiː", " "), "lexicon-malformed"),
    "no sound": (put(PLS, "<phoneme>ˈʃiː</phoneme>", ""), "lexicon-unused"),
    "no language": (put(PLS, ' xml:lang="en-GB"', ""), "lexicon-language"),
    "another language": (put(PAGE, 'hreflang="en-GB"', 'hreflang="fr"'), "lexicon-language"),
    "no hreflang": (put(PAGE, ' hreflang="en-GB"', ""), "lexicon-language"),
    "another type": (put(PAGE, "application/pls+xml", "text/xml"), "lexicon-type"),
    "no link": (all_of(*(put(f"EPUB/{page}.xhtml", LINK, "") for page in PAGES)), "lexicon-unused"),
}


@pytest.mark.parametrize(("change", "code"), FAULTS.values(), ids=list(FAULTS))
def test_a_fault_is_told_once(road: Path, tmp_path: Path, change: Change, code: str) -> None:
    """Each of them keeps a reading system from saying a name as it was told."""
    found = found_by(are_read, planted(road, tmp_path, change))
    assert codes(found) == [code]


def test_a_lexicon_of_another_media_type_is_told(road: Path, tmp_path: Path) -> None:
    """Of every page that leads to it."""
    change = put(OPF, 'media-type="application/pls+xml"', 'media-type="text/xml"')
    found = found_by(are_read, planted(road, tmp_path, change))
    assert set(codes(found)) == {"lexicon-type"}
    assert len(found) == len(PAGES)
    assert all(finding.weight is Weight.ERROR for finding in found)


def test_a_sound_lexicon_is_left_alone(road: Path, tmp_path: Path) -> None:
    """And one that is not there is told of as any missing file."""
    assert found_by(are_read, road) == ()
    assert found_by(are_read, planted(road, tmp_path, left_out(PLS))) == ()


def test_what_a_lexicon_is_for_catalogues_is_claimed(road: Path, tmp_path: Path) -> None:
    """Who needs names said right looks for ttsMarkup."""
    assert found_by(claims.are_true, road) == ()
    change = put(OPF, ">ttsMarkup<", ">unlocked<")
    assert codes(found_by(claims.are_true, planted(road, tmp_path, change))) == ["claim-left-out"]
