"""An ONIX record as a shop reads it: what every record needs, and no more than the EPUB claims.

Source:
    ONIX for Books 3.0 (P.1 to P.7), code list 196; EPUB Accessibility 1.1 for the claims.
"""

import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from lxml import etree

from publisher.checking.archive import DAMAGE
from publisher.checking.catalogue import error
from publisher.report import Finding

_O: Final = "{http://ns.editeur.org/onix/3.0/reference}"
_OPF: Final = "{http://www.idpf.org/2007/opf}"
_DC: Final = "{http://purl.org/dc/elements/1.1/}"
_NEEDED: Final = (
    *("RecordReference", "NotificationType", "IDValue", "ProductForm", "TitleText"),
    *("ContributorRole|NoContributor", "LanguageCode", "ProductFormFeatureValue"),
)
_CLAIMED: Final = {  # list 196, and what an EPUB says instead
    "14": "alternativeText",
    "20": "synchronizedAudioText",
    "41": "pageNavigation",
    "51": "auditory",
    "52": "textual",
}
_CLAIMS: Final = ("schema:accessibilityFeature", "schema:accessModeSufficient")
_LARGEST: Final = 20_000_000  # bytes


def is_told(path: Path) -> Iterator[Finding]:
    """Whether a record can be read, tells what a shop must know, and claims what its book does."""
    try:
        if path.stat().st_size > _LARGEST:
            raise ValueError("it is too large for a record")
        parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)
        message = etree.parse(str(path), parser).getroot()
    except (etree.XMLSyntaxError, ValueError) as fault:
        yield error("onix-broken", f"it cannot be read: {fault}")
        return
    products = message.findall(f"{_O}Product")
    if message.tag != f"{_O}ONIXMessage" or not products:
        yield error("onix-broken", "it is no message of ONIX 3.0 with a product in it")
    books = dict(_books(path.parent))
    for product in products:
        yield from _lacks(product)
        yield from _differs(product, books)


def _lacks(product: etree._Element) -> Iterator[Finding]:
    for names in _NEEDED:
        if not any(each.text or each.tag == f"{_O}NoContributor" for each in _all(product, names)):
            yield error("onix-incomplete", f"a product has no {names.partition('|')[0]}")


def _all(product: etree._Element, names: str) -> Iterator[etree._Element]:
    for name in names.split("|"):
        yield from product.iter(f"{_O}{name}")


def _books(folder: Path) -> Iterator[tuple[str, frozenset[str]]]:
    """What each EPUB beside a record claims, by the book's identifier."""
    for path in sorted(folder.glob("*.epub")):
        try:
            with zipfile.ZipFile(path) as archive:
                package = etree.fromstring(archive.read("EPUB/content.opf"))
        except (*DAMAGE, etree.XMLSyntaxError, OSError):
            continue  # it is told of where the book itself is looked over
        claims = (each for each in package.iter(f"{_OPF}meta") if each.get("property") in _CLAIMS)
        told = frozenset(str(each.text) for each in claims)
        yield package.findtext(f".//{_DC}identifier") or "", told


def _differs(product: etree._Element, books: dict[str, frozenset[str]]) -> Iterator[Finding]:
    """What a record says of a book's accessibility, and the book does not, or the other way."""
    claims = books.get(product.findtext(f"{_O}RecordReference") or "")
    if claims is None:
        return
    features = product.iter(f"{_O}ProductFormFeature")
    pairs = [[part.text for part in feature][:2] for feature in features]
    codes = {pair[1] for pair in pairs if pair[0] == "09"}
    for code, claim in _CLAIMED.items():
        if (code in codes) != (claim in claims):
            who, other = ("record", "book") if code in codes else ("book", "record")
            message = f"the {who} claims {claim} (list 196, {code}), and the {other} does not"
            yield error("onix-differs", message)
