"""The ONIX record: what shops and libraries are told of the EPUBs, their accessibility first.

Codes are computed from the very claims that an EPUB's own package makes, so the two never differ.

Source:
    EDItEUR, ONIX for Books 3.0.8 and its code lists; W3C, Schema.org Accessibility Properties
    Crosswalk, for what each property is in list 196; list 19 for synthetic narrators.
"""

from collections.abc import Callable, Iterator
from typing import Final

from lxml import etree
from lxml.builder import ElementMaker

from publisher.article import Metadata
from publisher.binding import epub
from publisher.binding.materials import Materials
from publisher.binding.package import file_as, is_date
from publisher.binding.xhtml import legal
from publisher.edition import Edition, File
from publisher.errors import BindingError
from publisher.language_tags import three_letters

MEDIA_TYPE: Final = "application/xml"

_NAMESPACE: Final = "http://ns.editeur.org/onix/3.0/reference"
_O: Final = ElementMaker(namespace=_NAMESPACE, nsmap={None: _NAMESPACE})

_FEATURES: Final = {  # list 196, by schema.org's word for it
    "tableOfContents": "11",
    "readingOrder": "13",
    "alternativeText": "14",
    "synchronizedAudioText": "20",
    "ttsMarkup": "21",
    "structuralNavigation": "29",
    "ARIA": "30",
    "displayTransformability": "36",
    "pageNavigation": "41",
}
_SUFFICIENT: Final = {"auditory": "51", "textual": "52"}
_CERTIFIED: Final = ("04", "82", "85")  # EPUB Accessibility 1.1, WCAG 2.2, level AA
_FEATURE, _HAZARD = "09", "12"  # list 79
_NO_HAZARD, _UNKNOWN_HAZARDS = ("00",), ("24", "25", "26")  # list 143
_DATE_FORMATS: Final = {4: "05", 7: "01", 10: "00"}  # list 55, by how many characters there are


def bind_onix(materials: Materials) -> Edition:
    """Make the record: a product for each form of EPUB that is made.

    Raises:
        BindingError: no EPUB is made.
        OSError: it cannot be written.
    """
    kinds = [kind for kind in epub.FORMS if kind in materials.settings.editions]
    if not kinds:
        raise BindingError(
            "There is no EPUB that an ONIX record could tell of",
            remedy="Ask for one as well: --editions epub,onix.",
        )
    message = _O.ONIXMessage(_header(materials), release="3.0")
    message.extend(_product(materials, kind) for kind in kinds)
    path = materials.folder / f"{materials.document.slug}.onix.xml"
    etree.indent(message)
    path.write_bytes(etree.tostring(message, encoding="utf-8", xml_declaration=True) + b"\n")
    return Edition("onix", (File(path, MEDIA_TYPE),))


def _header(materials: Materials) -> etree._Element:
    about = materials.document.metadata
    sender = about.publisher or ", ".join(about.authors) or materials.generator
    sent = materials.made.strftime("%Y%m%dT%H%M%SZ")
    return _O.Header(_O.Sender(_text("SenderName", sender)), _text("SentDateTime", sent))


def _product(materials: Materials, kind: str) -> etree._Element:
    form = epub.FORMS[kind]
    identifier = materials.identifier_of(form.ending)
    product = _O.Product(
        _text("RecordReference", identifier),
        _text("NotificationType", "03"),  # confirmed
        _O.ProductIdentifier(
            _text("ProductIDType", "01"),  # the publisher's own
            _text("IDTypeName", "UUID"),
            _text("IDValue", identifier.removeprefix("urn:uuid:")),
        ),
        _O.DescriptiveDetail(*_described(materials, kind)),
    )
    product.extend(_further(materials.document.metadata))
    return product


def _described(materials: Materials, kind: str) -> Iterator[etree._Element]:
    """Form, accessibility, protection, title, contributors, language, extent, subjects."""
    about, form = materials.document.metadata, epub.FORMS[kind]
    sounds = materials.narration is not None and (form.lit or form.played)
    yield _text("ProductComposition", "00")  # a single item
    yield _text("ProductForm", "ED")  # a digital download
    yield _text("ProductFormDetail", "E101")  # EPUB
    yield from _accessibility(materials, kind)
    yield _text("PrimaryContentType", "10")  # text
    if sounds:
        yield _text("ProductContentType", "01")  # an audiobook as well
    yield _text("EpubTechnicalProtection", "00")  # none
    yield _O.NoCollection()
    yield _titled(about)
    yield from _contributors(materials, sounds=sounds)
    yield _O.Language(
        _text("LanguageRole", "01"),  # of the text
        _text("LanguageCode", three_letters(about.language, bibliographic=True)),
    )
    yield from _extents(materials, sounds=sounds)
    for subject in about.subjects:
        yield _O.Subject(
            _text("SubjectSchemeIdentifier", "20"),  # keywords
            _text("SubjectHeadingText", subject),
        )


def _accessibility(materials: Materials, kind: str) -> Iterator[etree._Element]:
    """What the package claims, in codes, and its summary."""
    claims = tuple(epub.claims_of(materials, kind))
    codes = {_FEATURES.get(value) for _, value in claims}
    codes |= {_SUFFICIENT.get(value) for name, value in claims if name.endswith("Sufficient")}
    if materials.settings.certified_by:
        codes |= set(_CERTIFIED)
    for name, value in claims:
        if name == "schema:accessibilitySummary":
            yield _feature(_FEATURE, "00", value)
    yield from (_feature(_FEATURE, code) for code in sorted(filter(None, codes)))
    if materials.settings.certified_by:
        yield _feature(_FEATURE, "90", materials.settings.certified_by)
    is_safe = ("schema:accessibilityHazard", "none") in claims
    yield from (_feature(_HAZARD, code) for code in (_NO_HAZARD if is_safe else _UNKNOWN_HAZARDS))


def _feature(kind: str, value: str, description: str = "") -> etree._Element:
    feature = _O.ProductFormFeature(
        _text("ProductFormFeatureType", kind), _text("ProductFormFeatureValue", value)
    )
    if description:
        feature.append(_text("ProductFormFeatureDescription", description))
    return feature


def _titled(about: Metadata) -> etree._Element:
    element = _O.TitleElement(
        _text("TitleElementLevel", "01"),  # the product's own
        _text("TitleText", about.title),
    )
    return _O.TitleDetail(_text("TitleType", "01"), element)


def _contributors(materials: Materials, *, sounds: bool) -> Iterator[etree._Element]:
    """Who wrote it, and who reads it."""
    about, narration = materials.document.metadata, materials.narration
    number = 0
    for number, author in enumerate(about.authors, start=1):
        yield _contributor(
            number, "A01", _text("PersonName", author), *_inverted(author, about.language)
        )
    if sounds and narration is not None:
        synthetic = _text("UnnamedPersons", "07")  # a synthesised voice, of whatever sex
        yield _contributor(number + 1, "E07", synthetic)
    elif not about.authors:
        yield _O.NoContributor()


def _contributor(number: int, role: str, *names: etree._Element) -> etree._Element:
    return _O.Contributor(
        _text("SequenceNumber", str(number)), _text("ContributorRole", role), *names
    )


def _inverted(author: str, language: str) -> Iterator[etree._Element]:
    """A name as catalogues sort it, where that is another order."""
    sorted_as = file_as(author, language)
    if sorted_as != author:
        yield _text("PersonNameInverted", sorted_as)


def _extents(materials: Materials, *, sounds: bool) -> Iterator[etree._Element]:
    """How many words there are, and how long they are heard, in minutes."""
    yield _extent("02", str(materials.document.words), "02")
    if sounds and materials.narration is not None:
        heard = {section.name for section, _ in materials.document.listening()}
        tracks = (each for each in materials.narration.tracks if each.section in heard)
        minutes = max(1, round(sum(each.length for each in tracks) / 60_000))
        yield _extent("09", str(minutes), "05")


def _extent(kind: str, value: str, unit: str) -> etree._Element:
    return _O.Extent(
        _text("ExtentType", kind), _text("ExtentValue", value), _text("ExtentUnit", unit)
    )


def _further(about: Metadata) -> Iterator[etree._Element]:
    """What it is about, and who published it when; what is not known is left out."""
    if about.standfirst:
        text = _O.Text(legal(about.standfirst), textformat="06")
        audience = _text("ContentAudience", "00")
        content = _O.TextContent(_text("TextType", "02"), audience, text)
        yield _O.CollateralDetail(content)
    if about.publisher:  # without one ONIX takes no date either
        yield _O.PublishingDetail(*_published(about))


def _published(about: Metadata) -> Iterator[etree._Element]:
    yield _O.Publisher(_text("PublishingRole", "01"), _text("PublisherName", about.publisher))
    if is_date(about.date):
        date = _text("Date", about.date.replace("-", ""))
        date.set("dateformat", _DATE_FORMATS[len(about.date)])
        yield _O.PublishingDate(_text("PublishingDateRole", "01"), date)
    if about.rights_year and about.rights_holder:
        is_person = file_as(about.rights_holder, about.language) != about.rights_holder
        name = _text("PersonName" if is_person else "CorporateName", about.rights_holder)
        year = _text("CopyrightYear", about.rights_year)
        yield _O.CopyrightStatement(year, _O.CopyrightOwner(name))


def _text(tag: str, words: str) -> etree._Element:
    make: Callable[[str], etree._Element] = getattr(_O, tag)
    return make(" ".join(legal(words).split()))
