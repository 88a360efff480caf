"""The bundle: all that was made, to be proved by the tool that everybody has."""

import json
import subprocess
import zipfile
from pathlib import Path

import pytest
from lxml import html

from publisher.errors import BindingError
from publisher.publication import Publication
from tests.binding.narrated import narrated


def bundle(doors: Publication) -> Path:
    """The archive."""
    (found,) = doors.folder.glob("*.zip")
    return found


def test_it_holds_every_edition_as_it_was_made(doors: Publication, tmp_path: Path) -> None:
    """Unpacked, `sha256sum` finds each of them to the byte."""
    with zipfile.ZipFile(bundle(doors)) as archive:
        archive.extractall(tmp_path)  # ours
    (folder,) = tmp_path.iterdir()
    subprocess.run(
        ("sha256sum", "--check", "--quiet", "--strict", "SHA256SUMS"), cwd=folder, check=True
    )
    known = json.loads((doors.folder / "publication.json").read_text("utf-8"))
    made = [
        each["path"]
        for each in known["files"]
        if each["edition"] not in ("bundle", "report") and "conformance" not in each["path"]
    ]
    assert len(made) > 30
    for path in made:
        assert (folder / path).read_bytes() == (doors.folder / path).read_bytes()


def test_its_index_leads_to_every_file(doors: Publication) -> None:
    """Who is handed a stick does not know what an LPF is."""
    with zipfile.ZipFile(bundle(doors)) as archive:
        (name,) = (
            each
            for each in archive.namelist()
            if each.endswith("/index.html") and each.count("/") == 1
        )
        page = html.fromstring(archive.read(name).decode("utf-8"))
        folder = name.rpartition("/")[0]
        goals = {f"{folder}/{link}" for link in page.xpath("//li/a/@href")}
        rest = {name, f"{folder}/SHA256SUMS"}
        assert goals == set(archive.namelist()) - rest
    assert page.xpath("string(//h1)") == "Town votes to put its tide mill back to work"
    assert "E-book with read-along (EPUB)" in page.xpath("//h2/text()")


def test_a_bundle_of_nothing_is_refused(tmp_path: Path) -> None:
    """The error says what to ask for."""
    with pytest.raises(BindingError) as error:
        narrated("It rose.", tmp_path, "bundle")
    assert "epub,mp3,bundle" in error.value.remedy
