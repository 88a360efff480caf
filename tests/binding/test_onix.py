"""ONIX records, judged by EDItEUR's own schemas, and held against the books they tell of."""

from pathlib import Path

import onixcheck
import pytest
from lxml import etree

from publisher.errors import BindingError
from publisher.publication import Publication
from tests.binding.conftest import OPF
from tests.binding.narrated import narrated

ONIX = "{http://ns.editeur.org/onix/3.0/reference}"
MATTER = "---\ntitle: The <Kettle> & Co\nauthors: [Ada Quill, The Harbour Courier]\n"
KNOWN = (
    "standfirst: It's *hot*.\ndate: 2026-03\npublisher: Pot & Pan\nrights: © 2026 Ada Quill\n"
    "subjects: [Kettles]\nlanguage: de\n"
)
TEXT = "---\n\nIt boils. It sings.\n\n# The lid\n\nIt sits.\n"

by_schema = pytest.mark.parametrize("schema", ["rng", "xsd"])


def told(path: Path, kind: str) -> list[str]:
    """The codes that a record's first product gives for a kind of feature."""
    product = etree.parse(path).getroot().find(f"{ONIX}Product")
    features = product.iter(f"{ONIX}ProductFormFeature")
    pairs = ([each.text for each in feature][:2] for feature in features)
    return [value for type_, value in pairs if type_ == kind]


def record(folder: Path) -> Path:
    """The record in a folder."""
    (found,) = folder.glob("*.onix.xml")
    return found


@by_schema
def test_a_record_is_valid(schema: str, doors: Publication) -> None:
    """A shop's machine refuses it whole otherwise; code lists are part of the schemas."""
    assert onixcheck.validate(str(record(doors.folder)), schemas=(schema,)) == []


@by_schema
@pytest.mark.parametrize("matter", [MATTER, MATTER + KNOWN, "---\n"])
def test_whatever_is_known_it_is_valid(schema: str, matter: str, tmp_path: Path) -> None:
    """Nothing is made up where nothing is known, and nothing needed is left out."""
    book = narrated(matter + TEXT, tmp_path, "epub epub-text onix", certified_by="Ada Quill")
    path = record(book.path.parent)
    assert onixcheck.validate(str(path), schemas=(schema,)) == []
    forms = [each.text for each in etree.parse(path).iter(f"{ONIX}ProductFormDetail")]
    assert forms == ["E101", "E101"]
    assert {"04", "82", "85", "90"} <= set(told(path, "09"))


def test_accessibility_is_told_as_the_book_tells_it(tmp_path: Path) -> None:
    """A shop's page must not promise what the book does not, nor keep it back."""
    described = "![A lid.](data:image/gif;base64,R0lGODlhAQABAAAAACwAAAAAAQABAAACAkQBADs=)"
    for text, heard in ((TEXT, "20 51 52"), (f"{TEXT}\n{described}\n", "14 20 51 52")):
        folder = tmp_path / str(len(text))
        book = narrated(MATTER + text, folder, "epub onix")
        codes = set(told(record(book.path.parent), "09"))
        assert set(heard.split()) <= codes
        claimed = [each.text for each in book.package.iter(f"{OPF}meta")]
        assert ("14" in codes) == ("alternativeText" in claimed)
    silent = narrated(MATTER + TEXT, tmp_path / "silent", "epub-text onix")
    codes = set(told(record(silent.path.parent), "09"))
    assert "52" in codes
    assert not {"20", "51"} & codes
    assert told(record(silent.path.parent), "12") == ["00"]


def test_a_synthetic_narrator_is_told(doors: Publication) -> None:
    """Listeners want to know, and the law has it so."""
    product = etree.parse(record(doors.folder)).getroot().find(f"{ONIX}Product")
    (reader,) = product.iter(f"{ONIX}UnnamedPersons")
    assert reader.text == "07"
    assert reader.getparent().find(f"{ONIX}ContributorRole").text == "E07"


def test_without_an_epub_there_is_nothing_to_tell_of(tmp_path: Path) -> None:
    """The error says what to ask for."""
    with pytest.raises(BindingError) as error:
        narrated(MATTER + TEXT, tmp_path, "mp3 onix")
    assert "epub,onix" in error.value.remedy
