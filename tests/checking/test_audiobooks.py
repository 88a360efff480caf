"""An audiobook: each fault that a shop or a player would stumble over is planted, and told."""

import io
import json
import shutil
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PIL import Image

from publisher.checking import inspect
from publisher.checking.audiobooks import is_sound
from publisher.checking.catalogue import CATALOGUE
from publisher.checking.folder import kind_of
from publisher.pipeline import publish
from publisher.settings import Settings
from publisher.workshop import Workshop
from tests.checking.conftest import RICH
from tests.checking.planting import Change, Entries, added, codes, left_out, put
from tests.conftest import article

MANIFEST = "publication.json"
SONG = "audio/01-opening.mp3"


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A publication's folder with an audiobook in which nothing is wrong."""
    place = tmp_path_factory.mktemp("audiobooks")
    shop = Workshop(place / "b", place / "c", Settings(voice="silence", editions=("audiobook",)))
    return publish(article(RICH, "buoy.md"), shop).folder


@pytest.fixture(scope="module")
def entries(whole: Path) -> Entries:
    """What is in it."""
    with zipfile.ZipFile(next(whole.glob("*.lpf"))) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def planted(entries: Entries, folder: Path, change: Change) -> Path:
    """An audiobook with something changed."""
    own, path = dict(entries), folder / "planted.lpf"
    change(own)
    with zipfile.ZipFile(path, "w") as archive:
        for name, content in own.items():
            archive.writestr(zipfile.ZipInfo(name), content)
    return path


def told(change: Callable[[dict[str, Any]], object]) -> Change:
    """A change of what the manifest tells."""

    def changed(entries: Entries) -> None:
        manifest = json.loads(entries[MANIFEST])
        change(manifest)
        entries[MANIFEST] = json.dumps(manifest).encode()

    return changed


def without(name: str) -> Change:
    """A manifest that does not tell something."""
    return told(lambda manifest: manifest.pop(name))


def says(name: str, value: object) -> Change:
    """A manifest that tells something else."""
    return told(lambda manifest: manifest.update({name: value}))


def of_first(name: str, value: object) -> Change:
    """A manifest that tells something else of the first recording."""
    return told(lambda manifest: manifest["readingOrder"][0].update({name: value}))


def shown(width: int, height: int) -> Change:
    """A cover of another size."""
    file = io.BytesIO()
    Image.new("RGB", (width, height), "navy").save(file, "JPEG")
    return added("cover.jpg", file.getvalue())


def cut(entries: Entries) -> None:
    """Take the second half of a recording away."""
    entries[SONG] = entries[SONG][: len(entries[SONG]) // 2]


VALUE, PROPERTY = {"audiobook-value"}, {"audiobook-property"}
ASKED = (
    *("abridged", "accessMode", "accessModeSufficient", "accessibilityFeature", "author"),
    *("accessibilityHazard", "accessibilitySummary", "dateModified", "datePublished", "id"),
    *("inLanguage", "name", "readBy", "readingProgression", "url", "duration", "conformsTo"),
)
FAULTS: dict[str, tuple[Change, set[str]]] = {
    **{f"no {name}": (without(name), PROPERTY) for name in (*ASKED, "@context")},
    "no resources": (without("resources"), {"audiobook-property", "audiobook-unlisted",
                                            "audiobook-cover"}),
    "nothing to hear": (says("readingOrder", []), {"audiobook-property", "audiobook-order",
                                                   "audiobook-unlisted", "audiobook-duration"}),
    "no manifest": (left_out(MANIFEST), {"audiobook-broken"}),
    "a manifest that is a list": (added(MANIFEST, b"[]"), {"audiobook-broken"}),
    "a manifest that is no JSON": (added(MANIFEST, b"{"), {"audiobook-broken"}),
    "a manifest without an end": (added(MANIFEST, b"[" * 100_000), {"audiobook-broken"}),
    "another context": (says("@context", ["https://schema.org"]), VALUE),
    "conforms to nothing": (says("conformsTo", "https://example.org/"), VALUE),
    "abridged in words": (says("abridged", "no"), VALUE),
    "a day that is none": (says("datePublished", "2026-02-31"), VALUE),
    "a date in words": (says("dateModified", "yesterday"), VALUE),
    "no language": (says("inLanguage", "of the sea"), VALUE),
    "a direction that is none": (says("readingProgression", "up"), VALUE),
    "ways without a list": (says("accessModeSufficient", ["auditory"]), VALUE),
    "an address that is none": (says("url", "here"), VALUE),
    "a recording that is gone": (left_out(SONG), {"audiobook-resource", "audiobook-astray"}),
    "a page that is gone": (left_out("01-opening.html"), {"audiobook-resource",
                                                          "audiobook-astray"}),
    "another form that is not there": (of_first("alternate", "none.html"), {"audiobook-resource"}),
    "another form that is not listed": (of_first("alternate", MANIFEST), {"audiobook-unlisted"}),
    "something unlisted": (added("notes.txt", b"More"), {"audiobook-unlisted"}),
    "elsewhere": (told(lambda m: m["resources"].append("https://example.org/a.png")),
                  {"audiobook-remote", "audiobook-type"}),
    "no media type": (told(lambda m: m["resources"][0].pop("encodingFormat")), {"audiobook-type"}),
    "another media type": (of_first("encodingFormat", "audio/ogg"), {"audiobook-type"}),
    "a page in the order": (told(lambda m: m["readingOrder"].append(m["resources"].pop(0))),
                            {"audiobook-order", "audiobook-duration", "sound-broken"}),
    "heard twice": (told(lambda m: m["readingOrder"].append(m["readingOrder"][0])),
                    {"audiobook-order", "audiobook-duration"}),
    "a length not told": (told(lambda m: m["readingOrder"][0].pop("duration")),
                          {"audiobook-duration"}),
    "a length that is none": (of_first("duration", "two minutes"), {"audiobook-duration"}),
    "a length that is wrong": (of_first("duration", "PT1M1.5S"), {"audiobook-duration"}),
    "a sum that is wrong": (says("duration", "PT1H"), {"audiobook-duration"}),
    "no sound in it": (added(SONG, b"words" * 99), {"sound-broken"}),
    "a recording cut off": (cut, {"sound-length"}),
    "no table of contents": (put("index.html", "doc-toc", "doc-index"), {"audiobook-contents"}),
    "no entry page": (left_out("index.html"), {"audiobook-contents", "audiobook-resource"}),
    "a way to nothing": (put("index.html", SONG, "audio/00.mp3"), {"audiobook-astray"}),
    "a way behind the end": (put("index.html", SONG, f"{SONG}#t=9999"), {"audiobook-astray"}),
    "a way to no element": (put("01-opening.html", 'href="#', 'href="#x'), {"audiobook-astray"}),
    "no picture": (left_out("images/p001.png"), {"audiobook-resource", "audiobook-astray"}),
    "no cover": (told(lambda m: m["resources"][1].pop("rel")), {"audiobook-cover"}),
    "a cover that is no square": (shown(1600, 2400), {"audiobook-cover"}),
    "a cover too small": (shown(600, 600), {"audiobook-cover"}),
    "a name that leads out": (added("../out.html", b"<p>Out</p>"), {"archive-name",
                                                                    "audiobook-unlisted"}),
    "a page with entities": (added("01-opening.html", b'<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>'),
                             {"archive-entity"}),
}  # fmt: skip


@pytest.mark.parametrize(("change", "expected"), FAULTS.values(), ids=FAULTS.keys())
def test_a_planted_fault_is_told(
    change: Change, expected: set[str], entries: Entries, tmp_path: Path
) -> None:
    """By its own code, and nothing is told that does not follow from it."""
    assert set(codes(inspect(planted(entries, tmp_path, change)).findings)) == expected


def test_an_audiobook_without_a_fault_has_no_finding(whole: Path) -> None:
    """Neither by itself, nor in its publication's folder."""
    (path,) = whole.glob("*.lpf")
    assert kind_of(path) == "lpf"
    assert inspect(path).findings == ()
    assert inspect(whole).findings == ()


def test_a_recording_that_is_compressed_is_told(
    whole: Path, entries: Entries, tmp_path: Path
) -> None:
    """To find a place in it, a player would have to unpack all that is before."""
    path = tmp_path / "packed.lpf"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in entries.items():
            archive.writestr(name, content)
    assert set(codes(is_sound(path))) == {"audiobook-packed"}


def test_what_is_no_archive_is_broken(tmp_path: Path) -> None:
    """Whatever it is called."""
    path = tmp_path / "book.lpf"
    path.write_bytes(b"not an archive" * 99)
    assert codes(inspect(path).findings) == ["archive-broken"]


def test_resources_may_be_told_by_their_addresses_alone(entries: Entries, tmp_path: Path) -> None:
    """As W3C's own examples have them: only what kind they are is not known then."""
    change = told(lambda m: m.update(resources=[each["url"] for each in m["resources"]]))
    found = set(codes(inspect(planted(entries, tmp_path, change)).findings))
    assert found == {"audiobook-type", "audiobook-cover"}


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=9),
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=9), inner, max_size=3)
    ),
    max_leaves=9,
)
NAMES = (*ASKED, "@context", "resources", "readingOrder", "type")


@settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))
@given(name=st.sampled_from(NAMES), value=JSON, within=st.sampled_from(["", "url", "duration"]))
def test_no_manifest_raises_anything(
    name: str, value: object, within: str, entries: Entries, tmp_path: Path
) -> None:
    """Whatever a stranger put into it, findings are what comes of it."""
    change = of_first(within, value) if within else says(name, value)
    small = {key: each for key, each in entries.items() if not key.endswith((".mp3", ".jpg"))}
    assert set(codes(is_sound(planted(small, tmp_path, change)))) <= CATALOGUE.keys()


def test_the_publication_is_looked_over_with_its_audiobook(whole: Path, tmp_path: Path) -> None:
    """A fault in it is told under its name, and the place within."""
    folder = Path(shutil.copytree(whole, tmp_path / "whole"))
    (path,) = folder.glob("*.lpf")
    with zipfile.ZipFile(path, "a") as archive:
        archive.writestr("notes.txt", "More")
    found = [(each.code, each.place, each.entry) for each in inspect(folder).findings]
    assert found == [
        ("file-altered", path.name, ""),
        ("audiobook-unlisted", path.name, "notes.txt"),
    ]
