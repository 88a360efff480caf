"""Claims: each is held against the book, and what the book has is claimed."""

import io
from pathlib import Path

import pytest
from PIL import Image

from publisher.checking.claims import are_true
from tests.checking.planting import (
    OPF,
    Change,
    Entries,
    added,
    codes,
    found_by,
    left_out,
    patterned,
    planted,
    put,
    put_all,
)

NAV = "EPUB/nav.xhtml"
CLAPPERS = "EPUB/c03.xhtml"
SOUND = "EPUB/c04.xhtml"
ALT = ' alt="Four iron clappers hang around a bell."'
END = "</metadata>"
CERTIFIED = '<meta property="a11y:certifiedBy" refines="#conformance">Ada Quill</meta>'


def claimed(name: str, value: str) -> Change:
    """Add a claim."""
    return put(OPF, END, f'<meta property="schema:{name}">{value}</meta>{END}')


def unclaimed(name: str, value: str = "[^<]*") -> Change:
    """Take a claim away."""
    return patterned(OPF, f'<meta property="schema:{name}">{value}</meta>', "")


def feature(value: str) -> Change:
    """Claim a feature."""
    return claimed("accessibilityFeature", value)


def inside(html: str, page: str = SOUND) -> Change:
    """Put an element at the end of a page."""
    return put(page, "</section></body>", f"{html}</section></body>")


def moving(entries: Entries) -> None:
    """Put a picture that moves into the place of one that does not."""
    file = io.BytesIO()
    frames = [Image.new("RGB", (8, 8), colour) for colour in ("black", "white")]
    frames[0].save(file, "PNG", save_all=True, append_images=frames[1:])
    entries["EPUB/images/p001.png"] = file.getvalue()


FALSE: dict[str, Change] = {
    "alternative texts": put(CLAPPERS, ALT, ""),
    "structure": put_all(put(CLAPPERS, "<h3 ", "<h5 "), put(CLAPPERS, "</h3>", "</h5>")),
    "contents": put(NAV, 'epub:type="toc"', 'epub:type="lot"'),
    "pages": put(NAV, 'epub:type="page-list"', 'epub:type="lot"'),
    "page breaks": put("EPUB/c01.xhtml", 'epub:type="pagebreak" role="doc-pagebreak"', 'class="x"'),
    "print pages": put_all(
        put("EPUB/c01.xhtml", 'epub:type="pagebreak" role="doc-pagebreak"', 'class="x"'),
        unclaimed("accessibilityFeature", "pageBreakMarkers"),
        feature("printPageNumbers"),
    ),
    "formulas": feature("MathML"),
    "described formulas": feature("describedMath"),
    "captions": feature("closedCaptions"),
    "signs": feature("signLanguage"),
    "an audio description": feature("audioDescription"),
    "long descriptions": feature("longDescription"),
    "an index": feature("index"),
    "LaTeX": feature("latex"),
    "chemistry": feature("ChemML"),
    "vertical lines": feature("verticalWriting"),
    "pages of a print": feature("printPageNumbers"),
    "charts": put_all(claimed("accessMode", "tactile")),
    "a flash": put_all(
        unclaimed("accessibilityHazard"), claimed("accessibilityHazard", "flashing")
    ),
    "sizes that are the reader's": put(
        "EPUB/style.css", "body {", "body { font-size: 14px !important;"
    ),
    "encrypted pages": added(
        "META-INF/encryption.xml",
        b'<encryption><EncryptedData><EncryptionMethod Algorithm="urn:x"/></EncryptedData>'
        b"</encryption>",
    ),
    "page breaks without roles": put("EPUB/c01.xhtml", ' role="doc-pagebreak"', ""),
    "ruby": feature("rubyAnnotations"),
    "a transcript": feature("transcript"),
    "large print": feature("largePrint"),
    "marks of speech": feature("ttsMarkup"),
    "braille": feature("braille"),
    "a drawing to touch": feature("tactileGraphic"),
    "a thing to touch": feature("tactileObject"),
    "a PDF": feature("taggedPDF"),
    "nothing and something": feature("none"),
    "free layout": put(OPF, END, f'<meta property="rendition:layout">pre-paginated</meta>{END}'),
    "no lock": added("META-INF/rights.xml", b"<rights/>"),
    "all narrated": inside("<p>Unheard words.</p>"),
    "all narrated, but a picture": inside('<p><img src="cover.jpg" alt="Unheard words."/></p>'),
    "touch is enough": claimed("accessModeSufficient", "tactile"),
    "something to touch": claimed("accessMode", "tactile"),
    "something to hear beside overlays": claimed("accessMode", "auditory"),
    "a hazard and none": claimed("accessibilityHazard", "flashing"),
    "unknown hazards and none": claimed("accessibilityHazard", "unknown"),
    "a hazard and its contrary": put_all(
        unclaimed("accessibilityHazard"),
        claimed("accessibilityHazard", "flashing"),
        claimed("accessibilityHazard", "noFlashingHazard"),
    ),
    "no hazard, but a picture that moves": moving,
}


@pytest.mark.parametrize("fault", FALSE.values(), ids=FALSE.keys())
def test_a_claim_that_is_not_so_is_told(fault: Change, buoy: Path, tmp_path: Path) -> None:
    """A reader who cannot see the cover goes by what is claimed."""
    found = found_by(are_true, planted(buoy, tmp_path, fault))
    assert set(codes(found)) == {"claim-false"}
    assert all(each.place == OPF and each.line for each in found)


def test_what_is_not_narrated_is_quoted(buoy: Path, tmp_path: Path) -> None:
    """So that whoever mends it knows which words."""
    (found,) = found_by(are_true, planted(buoy, tmp_path, FALSE["all narrated"]))
    assert "“Unheard words.” on EPUB/c04.xhtml is not narrated" in found.message


def test_overlays_that_are_gone_are_claimed_no_more(buoy: Path, tmp_path: Path) -> None:
    """A book whose sound was taken out to make it small still says that it is read aloud."""

    def silent(entries: Entries) -> None:
        for name in [name for name in entries if name.endswith((".smil", ".mp3"))]:
            del entries[name]

    found = found_by(are_true, planted(buoy, tmp_path, silent))
    assert set(codes(found)) == {"claim-false"}
    said = " ".join(each.message for each in found)
    assert "synchronizedAudioText" in said
    assert "auditory is sufficient" in said


OTHERS: dict[str, tuple[Change, str]] = {
    "no access mode": (unclaimed("accessMode", "textual"), "claim-left-out"),
    "no visual mode, with a picture": (unclaimed("accessMode", "visual"), "claim-left-out"),
    "no sufficient mode": (
        put_all(unclaimed("accessModeSufficient"), unclaimed("accessModeSufficient")),
        "claim-missing",
    ),
    "no hazard": (unclaimed("accessibilityHazard"), "claim-missing"),
    "no summary": (unclaimed("accessibilitySummary"), "claim-missing"),
    "an empty summary": (
        patterned(OPF, "(accessibilitySummary[^>]*>)[^<]*<", r"\1 <"),
        "claim-missing",
    ),
    "a mode that is none": (claimed("accessMode", "text"), "claim-unknown"),
    "a sufficient mode that is none": (
        claimed("accessModeSufficient", "textual,smell"),
        "claim-unknown",
    ),
    "a feature misspelt": (feature("alternateText"), "claim-unknown"),
    "a feature in another case": (feature("TableOfContents"), "claim-unknown"),
    "a hazard that is none": (
        put(OPF, 'Hazard">none<', 'Hazard">noHazards<'),
        "claim-unknown",
    ),
    "overlays that are not claimed": (
        unclaimed("accessibilityFeature", "synchronizedAudioText"),
        "claim-left-out",
    ),
    "pages that are not claimed": (
        unclaimed("accessibilityFeature", "pageNavigation"),
        "claim-left-out",
    ),
    "contents that are not claimed": (
        unclaimed("accessibilityFeature", "tableOfContents"),
        "claim-left-out",
    ),
    "no certifier": (put(OPF, CERTIFIED, ""), "claim-uncertified"),
    "a certifier of something else": (
        put(OPF, 'By" refines="#conformance"', 'By" refines="#creator1"'),
        "claim-uncertified",
    ),
    "a certifier without a name": (
        put(OPF, ">Ada Quill</meta>", "> </meta>"),
        "claim-uncertified",
    ),
    "a conformance in words of one's own": (
        put(OPF, ">EPUB Accessibility 1.1 - WCAG 2.2 Level AA<", ">WCAG 2.2 AA<"),
        "claim-malformed",
    ),
    "a certifier of nothing": (
        patterned(OPF, '<meta property="dcterms:conformsTo"[^>]*>[^<]*</meta>', ""),
        "claim-malformed",
    ),
}


@pytest.mark.parametrize(("fault", "code"), OTHERS.values(), ids=OTHERS.keys())
def test_a_claim_that_is_missing_or_misworded_is_told(
    fault: Change, code: str, buoy: Path, tmp_path: Path
) -> None:
    """Catalogues sort by the words of the vocabulary, and know no others."""
    found = found_by(are_true, planted(buoy, tmp_path, fault))
    assert codes(found) == [code]
    assert found[0].place == OPF


def test_a_book_that_claims_nothing_is_told_what_it_owes(buoy: Path, tmp_path: Path) -> None:
    """All five, each once; what could be claimed beside is not held against it."""

    def bare(entries: Entries) -> None:
        lines = entries[OPF].decode().splitlines(keepends=True)
        entries[OPF] = "".join(each for each in lines if '"schema:access' not in each).encode()

    assert codes(found_by(are_true, planted(buoy, tmp_path, bare))) == ["claim-missing"] * 5


TRUE: dict[str, Change] = {
    "nothing": lambda _: None,
    "formulas that are there": put_all(
        feature("MathML"),
        inside('<p><math xmlns="http://www.w3.org/1998/Math/MathML"><mi/></math></p>'),
    ),
    "two modes together": claimed("accessModeSufficient", "textual,visual"),
    "an index that is there": put_all(
        feature("index"), put(SOUND, 'role="doc-chapter"', 'role="doc-index"')
    ),
    "a certifier of EPUB Accessibility 1.0": put_all(
        put(OPF, 'By" refines="#conformance"', 'By"'),
    ),
    "the standard's draft": put(OPF, ">EPUB Accessibility 1.1 -", ">EPUB Accessibility 1.2 -"),
    "a picture that is there for its looks": put_all(
        put(CLAPPERS, ALT, ' alt="" role="presentation"')
    ),
    "conformance to something else": put_all(
        put(OPF, END, f'<meta property="dcterms:conformsTo">Our house style</meta>{END}')
    ),
    "large print that is large": put_all(
        feature("largePrint"), put("EPUB/style.css", "body {", "body { font-size: 1.25em;")
    ),
    "marks of speech that are there": put_all(
        feature("ttsMarkup"),
        put(SOUND, "<h2 ", '<h2 xmlns:s="http://www.w3.org/2001/10/synthesis" s:ph="bel" '),
    ),
    "a hidden word": inside('<p hidden="hidden">Unheard.</p>'),
}


@pytest.mark.parametrize("change", TRUE.values(), ids=TRUE.keys())
def test_what_is_true_is_not_told(change: Change, buoy: Path, tmp_path: Path) -> None:
    """A check that cries wolf is soon switched off."""
    assert codes(found_by(are_true, planted(buoy, tmp_path, change))) == []


def test_a_book_without_sound_may_leave_it_out(buoy: Path, tmp_path: Path) -> None:
    """Nobody has to narrate; it is only not to be claimed."""

    def silent(entries: Entries) -> None:
        for name in [name for name in entries if name.endswith((".smil", ".mp3"))]:
            left_out(name)(entries)

    honest = put_all(
        silent,
        unclaimed("accessibilityFeature", "synchronizedAudioText"),
        unclaimed("accessModeSufficient", "auditory"),
    )
    assert codes(found_by(are_true, planted(buoy, tmp_path, honest))) == []
