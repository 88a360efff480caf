"""What a book claims for those who do not read by sight: true of it, and gone when it is not.

Each claim is looked at in a real book, and again when what it rests on was taken away. What
pictures change is in `test_epub`, as is the claim to conform.
"""

from collections.abc import Callable
from copy import deepcopy
from dataclasses import replace
from pathlib import Path

import pytest
from lxml import etree

from publisher.binding.access import Built, claims, goes_down_by_one, unheard
from publisher.binding.cover import Cover
from publisher.binding.materials import Materials, made_at
from publisher.binding.overlay import Overlay
from publisher.binding.xhtml import E
from publisher.settings import Settings
from tests.binding.conftest import OPF, XHTML, XML_LANG, Book
from tests.binding.narrated import KETTLES, lit, narrated

FORMS = ("epub", "epub-text", "epub-audio")
ALWAYS = ["tableOfContents", "readingOrder", "displayTransformability", "ARIA", "unlocked"]
TIDE = "---\ntitle: {title}\nlanguage: {language}\n---\n\nA. B.\n"

Pages = dict[str, etree._Element]


@pytest.fixture(scope="module")
def forms(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Book]:
    """One article in every form of an EPUB, from one recording."""
    folder = tmp_path_factory.mktemp("forms")
    first = narrated(KETTLES, folder, " ".join(FORMS))
    paths = dict.fromkeys(FORMS, first.path) | {
        form: first.path.with_stem(first.path.stem + form.removeprefix("epub")) for form in FORMS
    }
    return {form: Book(path, first.work) for form, path in paths.items()}


@pytest.fixture(scope="module")
def built(forms: dict[str, Book]) -> Built:
    """The lit form, as it stood before it was written."""
    book = forms["epub"]
    said = lit(book)
    return Built(
        pages=book.pages,
        overlays=tuple(Overlay(page, b"", 1000) for page in said),
        recordings=("c01", "c02", "c03"),
        heard=frozenset(clip.name for page in said.values() for clip in page),
    )


def stated(book: Book) -> dict[str, list[str]]:
    """What a package states of accessibility, by the property's own name."""
    found: dict[str, list[str]] = {}
    for each in book.package.iter(f"{OPF}meta"):
        found.setdefault(each.get("property", "").removeprefix("schema:"), []).append(each.text)
    return found


def claimed(
    book: Book,
    built: Built,
    settings: Settings = Settings(),  # noqa: B008  # it never changes
) -> dict[str, list[str]]:
    """What would be claimed of a book, had it been built so."""
    made, cover = made_at(None, ""), Cover(b"", "A cover.")
    materials = Materials(book.work, None, cover, book.path.parent, made, settings)
    found: dict[str, list[str]] = {}
    for name, value in claims(materials, built):
        found.setdefault(name.removeprefix("schema:"), []).append(value)
    return found


def changed(built: Built, change: Callable[[Pages], object]) -> Built:
    """The same, with something done to its pages."""
    pages = deepcopy(dict(built.pages))
    change(pages)
    return replace(built, pages=pages)


def last(pages: Pages, page: str, tag: str) -> etree._Element:
    """The last element of a kind on a page."""
    return list(pages[page].iter(f"{XHTML}{tag}"))[-1]


def put(page: str, *elements: etree._Element) -> Callable[[Pages], None]:
    """Something that puts elements at the end of a page."""
    return lambda pages: pages[page].find(f"{XHTML}body").extend(elements)


def test_the_forms_claim_what_they_have(forms: dict[str, Book]) -> None:
    """Only the one that is lit is in synchrony, and only there does the sound suffice."""
    said = {form: stated(book) for form, book in forms.items()}
    full = [*ALWAYS, "alternativeText", "structuralNavigation"]
    assert said["epub"]["accessibilityFeature"] == [*full, "synchronizedAudioText"]
    assert said["epub"]["accessModeSufficient"] == ["textual", "auditory"]
    for form in ("epub-text", "epub-audio"):
        assert said[form]["accessibilityFeature"] == full
        assert said[form]["accessModeSufficient"] == ["textual"]


def test_the_summary_tells_what_kind_of_sound_there_is(forms: dict[str, Book]) -> None:
    """Who buys for the ears must know: lit along, played apart, or none; and that it is made."""
    summary = {form: stated(book)["accessibilitySummary"][0] for form, book in forms.items()}
    assert "each sentence is lit as it is spoken" in summary["epub"]
    assert "a recording, which is not synchronised" in summary["epub-audio"]
    assert "no sound in this edition" in summary["epub-text"]
    synthetic = {form for form, words in summary.items() if "a synthetic voice" in words}
    assert synthetic == {"epub", "epub-audio"}
    assert all("All pictures have descriptions." in words for words in summary.values())


def test_what_is_claimed_of_the_pages_is_what_the_book_states(
    forms: dict[str, Book], built: Built
) -> None:
    """What is found below holds of books as they are made."""
    said = stated(forms["epub"])
    for name, values in claimed(forms["epub"], built).items():
        assert said[name] == values


def test_words_and_pages_are_claimed_where_they_are(forms: dict[str, Book], built: Built) -> None:
    """Whoever learns to read along asks for the one, a class for the other."""
    found = claimed(forms["epub"], replace(built, words=True, paged=True))
    assert found["accessibilityFeature"][-2:] == ["pageNavigation", "pageBreakMarkers"]
    assert "each word is lit as it is spoken" in found["accessibilitySummary"][0]
    assert "page numbers of its own" in found["accessibilitySummary"][0]
    without = claimed(forms["epub"], built)
    assert not {"pageNavigation", "pageBreakMarkers"}.intersection(without["accessibilityFeature"])
    assert "page numbers" not in without["accessibilitySummary"][0]


def test_large_print_is_claimed_by_the_style_that_has_it(
    forms: dict[str, Book], built: Built
) -> None:
    """A library looks for it by this word; the style sets 24 pixels for the usual 16: 18 points."""
    for style, there in (("large", True), ("plain", False), ("dyslexia", False)):
        found = claimed(forms["epub"], built, Settings(style=style))
        assert ("largePrint" in found["accessibilityFeature"]) is there


def test_one_skipped_heading_takes_structure_away(forms: dict[str, Book], built: Built) -> None:
    """From h2 to h4 a screen reader's user looks for the h3 that is not there (G141)."""

    def skip(pages: Pages) -> None:
        last(pages, "c02.xhtml", "h2").tag = f"{XHTML}h4"

    assert goes_down_by_one(built)
    found = claimed(forms["epub"], changed(built, skip))
    assert "structuralNavigation" not in found["accessibilityFeature"]
    assert "alternativeText" in found["accessibilityFeature"]


@pytest.mark.parametrize("alternative", [None, "", " \n"])
def test_a_picture_without_words_takes_two_claims_away(
    alternative: str | None, forms: dict[str, Book], built: Built
) -> None:
    """One is enough, and white space says nothing: neither text nor sound suffices then."""

    def silence(pages: Pages) -> None:
        picture = last(pages, "c02.xhtml", "img")
        del picture.attrib["alt"]
        if alternative is not None:
            picture.set("alt", alternative)

    found = claimed(forms["epub"], changed(built, silence))
    assert found["accessModeSufficient"] == ["textual,visual"]
    assert "alternativeText" not in found["accessibilityFeature"]
    assert "Some pictures have no description." in found["accessibilitySummary"][0]


@pytest.mark.parametrize(
    "seen",
    [
        E.p("Seen only."),
        E.p(E.br(), "behind a break"),
        E.p(E.img(alt="A lid.", src="a.png", id="c09-p01-s01")),
        E.p(E.span("Named.", id="c09-p01-s01")),
    ],
)
def test_what_is_seen_and_not_heard_takes_the_ear_s_claim_away(
    seen: etree._Element, forms: dict[str, Book], built: Built
) -> None:
    """Who cannot see would miss it, and not know."""
    planted = changed(built, put("c03.xhtml", deepcopy(seen)))
    assert len(list(unheard(planted))) == 1
    assert claimed(forms["epub"], planted)["accessModeSufficient"] == ["textual"]


@pytest.mark.parametrize(
    "seen",
    [
        E.p("— * —"),
        E.nav(E.h2("Landmarks"), hidden="hidden"),
        E.p(E.audio("Your reader cannot play sound.", src="a.mp3")),
    ],
)
def test_what_is_no_word_or_is_not_seen_need_not_be_heard(
    seen: etree._Element, forms: dict[str, Book], built: Built
) -> None:
    """Ornaments, lists for machines, and what stands in for a player."""
    planted = changed(built, put("c03.xhtml", deepcopy(seen)))
    assert claimed(forms["epub"], planted) == claimed(forms["epub"], built)


def test_a_sentence_that_no_overlay_has_is_unheard(forms: dict[str, Book], built: Built) -> None:
    """However it came to be left out."""
    fewer = replace(built, heard=built.heard - {"c02-p01-s02"})
    assert list(unheard(built)) == []
    assert list(unheard(fewer)) == ["It is dear."]
    assert claimed(forms["epub"], fewer)["accessModeSufficient"] == ["textual"]


@pytest.mark.parametrize(
    ("language", "begins", "sound"),
    [
        ("de-AT", "Der Text ist mit Bildschirmleser", "jeder Satz leuchtet"),
        ("fr", "Le texte se lit avec un lecteur d’écran", "chaque phrase s’illumine"),
        ("es-419", "El texto puede leerse con lector de pantalla", "cada frase se ilumina"),
        ("fi", "The text can be read with a screen reader", "each sentence is lit"),
        ("he", "The text can be read with a screen reader", "each sentence is lit"),
    ],
)
def test_the_summary_is_in_the_reader_s_language_or_says_in_which(
    language: str, begins: str, sound: str, forms: dict[str, Book], built: Built
) -> None:
    """A shop shows it as it is; where we have no words of the language, they are English."""
    about = replace(forms["epub"].work.metadata, language=language)
    book = Book(forms["epub"].path, replace(forms["epub"].work, metadata=about))
    (summary,) = claimed(book, built)["accessibilitySummary"]
    assert summary.startswith(begins)
    assert sound in summary


@pytest.mark.parametrize(("language", "marked"), [("de", None), ("fi", "en")])
def test_the_summary_in_a_package_is_marked_where_it_is_foreign(
    language: str, marked: str | None, tmp_path: Path
) -> None:
    """A Finnish voice cannot read English (WCAG 3.1.2, language of parts)."""
    text = TIDE.format(title="Tide", language=language)
    package = narrated(text, tmp_path, "epub-text").package
    (found,) = package.iterfind(f".//{OPF}meta[@property='schema:accessibilitySummary']")
    assert found.get(XML_LANG) == marked
