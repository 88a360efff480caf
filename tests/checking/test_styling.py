"""How what is spoken is lit: seen, legible by day and by night, and still."""

from pathlib import Path

import pytest

from publisher.checking.styling import are_within, contrast, is_legible, lights
from publisher.report import Weight
from tests.checking.planting import (
    OPF,
    Change,
    codes,
    found_by,
    patterned,
    planted,
    put,
    put_all,
)

STYLE = "EPUB/style.css"
BY_DAY = "  color: #16181b;\n  background-color: #ffe27a;"
BY_NIGHT = "    color: #fff;\n    background-color: #2f4f7f;"


def lit(declarations: str) -> Change:
    """Style what is lit otherwise by day."""
    return put(STYLE, BY_DAY, declarations)


def lit_by_night(declarations: str) -> Change:
    """Style what is lit otherwise by night."""
    return put(STYLE, BY_NIGHT, declarations)


FAULTS: dict[str, tuple[Change, str, str]] = {
    "no class": (
        patterned(OPF, '<meta property="media:active-class">[^<]*</meta>', ""),
        "lit-undeclared",
        OPF,
    ),
    "a class that no style sheet knows": (
        put(OPF, ">-epub-media-overlay-active<", ">playing<"),
        "lit-unstyled",
        "EPUB/cover.xhtml",
    ),
    "pale ink": (lit("color: #999; background-color: #ffe27a;"), "lit-contrast", STYLE),
    "pale ink by name": (lit("color: gold; background: ivory"), "lit-contrast", STYLE),
    "pale ink by numbers": (
        lit("color: rgb(200 200 200); background: rgb(255, 255, 255)"),
        "lit-contrast",
        STYLE,
    ),
    "dark ground under dark ink": (lit("background-color: #333"), "lit-contrast", STYLE),
    "pale ink by night": (
        lit_by_night("color: #555; background-color: #2f4f7f"),
        "lit-contrast",
        STYLE,
    ),
    "another rule that wins": (
        put(STYLE, "@media", "span.-epub-media-overlay-active { color: #ddd !important }\n@media"),
        "lit-contrast",
        STYLE,
    ),
    "words that fade": (lit(f"{BY_DAY} opacity: 0.3;"), "lit-hidden", STYLE),
    "words that vanish": (lit(f"{BY_DAY} visibility: hidden;"), "lit-hidden", STYLE),
    "ink of the page, which is pale by night": (
        lit_by_night("color: inherit; background: #fff3a0"),
        "lit-contrast",
        STYLE,
    ),
    "larger letters": (lit(f"{BY_DAY} font-size: 1.2em;"), "lit-size", STYLE),
    "bold letters": (lit(f"{BY_DAY} font-weight: bold;"), "lit-size", STYLE),
    "room around": (lit(f"{BY_DAY} padding: 0 4px;"), "lit-size", STYLE),
    "a border": (lit(f"{BY_DAY} border: 1px solid red;"), "lit-size", STYLE),
    "letters apart": (lit_by_night(f"{BY_NIGHT} letter-spacing: 1px;"), "lit-size", STYLE),
}


@pytest.mark.parametrize(("fault", "code", "place"), FAULTS.values(), ids=FAULTS.keys())
def test_a_planted_fault_is_found(
    fault: Change, code: str, place: str, buoy: Path, tmp_path: Path
) -> None:
    """With the style sheet and the line of the rule that does it."""
    found = found_by(lights, planted(buoy, tmp_path, fault))
    assert set(codes(found)) == {code}
    assert found[0].place == place
    assert found[0].line or place != STYLE


def test_the_contrast_is_told_with_its_scheme(buoy: Path, tmp_path: Path) -> None:
    """A book may be legible by day and not by night."""
    path = planted(buoy, tmp_path, lit_by_night("color: #555; background-color: #2f4f7f"))
    found = found_by(lights, path)
    assert all("dark scheme" in each.message for each in found)
    assert found[0].weight is Weight.ERROR


HARMLESS: dict[str, Change] = {
    "nothing": lambda _: None,
    "a rule for what is not lit": put(
        STYLE,
        "@media",
        "p.pale { color: #ddd }\n.-epub-media-overlay-activeX { color: #ddd }\n@media",
    ),
    "a rule for print": put(
        STYLE, "@media", "@media print { .-epub-media-overlay-active { color: #ddd } }\n@media"
    ),
    "an underline": lit(f"{BY_DAY} text-decoration: underline; outline: 2px solid;"),
    "round corners": lit(f"{BY_DAY} border-radius: 3px; transition: color 1s;"),
    "ink alone": lit("color: #7a0000;"),
    "a selector of a later CSS": put(STYLE, "@media", ":frobnicate(a) { color: red }\n@media"),
}


@pytest.mark.parametrize("change", HARMLESS.values(), ids=HARMLESS.keys())
def test_what_does_no_harm_is_not_told(change: Change, buoy: Path, tmp_path: Path) -> None:
    """A check that cries wolf is soon switched off."""
    assert codes(found_by(lights, planted(buoy, tmp_path, change))) == []


def test_a_style_of_the_pages_own_and_one_that_is_imported_count(
    buoy: Path, tmp_path: Path
) -> None:
    """Where a rule stands is the author's choice."""
    pale = ".-epub-media-overlay-active { color: #ddd !important }"
    own = put("EPUB/c04.xhtml", "</head>", f"<style>{pale}</style></head>")
    (found, *_) = found_by(lights, planted(buoy, tmp_path, own))
    assert (found.code, found.place) == ("lit-contrast", "EPUB/c04.xhtml")
    imported = put_all(
        lambda entries: entries.update({"EPUB/more.css": pale.encode()}),
        put(OPF, "</manifest>", '<item id="m" href="more.css" media-type="text/css"/></manifest>'),
        lambda entries: entries.update({STYLE: b'@import "more.css";\n' + entries[STYLE]}),
    )
    (found, *_) = found_by(lights, planted(buoy, tmp_path, imported))
    assert (found.code, found.place) == ("lit-contrast", "EPUB/more.css")


PALE: dict[str, tuple[Change, str]] = {
    "pale paragraphs": (put(STYLE, "@media", "p { color: #bbb }\n@media"), "light"),
    "pale paragraphs by night": (
        put(STYLE, "@media", "@media (prefers-color-scheme: dark) { p { color: #333 } }\n@media"),
        "dark",
    ),
    "pale words by a style of their own": (
        put("EPUB/c04.xhtml", "<blockquote>", '<blockquote style="color: #ccc">'),
        "light",
    ),
    "ink of the ground's colour": (
        put(STYLE, "@media", ".x, blockquote { background: navy; color: black }\n@media"),
        "light",
    ),
}


@pytest.mark.parametrize(("fault", "scheme"), PALE.values(), ids=PALE.keys())
def test_text_that_cannot_be_told_from_its_ground_is_found(
    fault: Change, scheme: str, buoy: Path, tmp_path: Path
) -> None:
    """By day and by night; once for each pair of colours, not for each paragraph."""
    found = found_by(is_legible, planted(buoy, tmp_path, fault))
    assert codes(found)
    assert set(codes(found)) == {"text-contrast"}
    assert any(f"{scheme} scheme" in each.message for each in found)
    assert len(found) < 5


@pytest.mark.parametrize("style", ["", "h2 { color: #888 }"])
def test_text_that_can_be_told_from_its_ground_is_not_told(
    style: str, buoy: Path, tmp_path: Path
) -> None:
    """Ours by day and by night; large letters may be paler."""
    change = put(STYLE, "@media", f"{style}\n@media")
    assert found_by(is_legible, planted(buoy, tmp_path, change)) == ()


ELSEWHERE: dict[str, tuple[str, str]] = {
    "a style sheet": ('@import "https://example.org/a.css";', "resource-remote"),
    "a style sheet by url": ("@import url(https://example.org/a.css);", "resource-remote"),
    "a font": (
        "@font-face { font-family: x; src: url('https://example.org/a.woff2') }",
        "resource-remote",
    ),
    "a picture": (
        "@media screen { p { background: url(//example.org/a.png) } }",
        "resource-remote",
    ),
    "a picture that is not there": ("p { background: url(a.png) }", "link-broken"),
    "a style sheet that is not there": ("@import 'a.css';", "link-broken"),
}


@pytest.mark.parametrize(("css", "code"), ELSEWHERE.values(), ids=ELSEWHERE.keys())
def test_what_a_style_sheet_loads_is_in_the_book(
    css: str, code: str, buoy: Path, tmp_path: Path
) -> None:
    """Without a network it is not there, and with one, somebody learns who reads."""

    def change(entries: dict[str, bytes]) -> None:
        entries[STYLE] = css.encode() + b"\n" + entries[STYLE]

    (found,) = found_by(are_within, planted(buoy, tmp_path, change))
    assert (found.code, found.place, found.line) == (code, STYLE, 1)


def test_what_is_in_the_book_may_be_loaded(buoy: Path, tmp_path: Path) -> None:
    """A picture beside the style sheet, or within it."""
    css = b"p { background: url(cover.jpg), url(data:image/png;base64,iVBORw0KGgo=) }"
    change = lambda entries: entries.update({STYLE: css})  # noqa: E731
    assert found_by(are_within, planted(buoy, tmp_path, change)) == ()


@pytest.mark.parametrize(
    ("one", "other", "ratio"),
    [
        ((0, 0, 0), (1, 1, 1), 21.0),
        ((1, 1, 1), (1, 1, 1), 1.0),
        ((119 / 255,) * 3, (1, 1, 1), 4.48),  # #777 on white, which WCAG's own example fails
        ((118 / 255,) * 3, (1, 1, 1), 4.54),
    ],
)
def test_contrasts_are_those_of_wcag(
    one: tuple[float, float, float], other: tuple[float, float, float], ratio: float
) -> None:
    """The line between #767676 and #777777 is where every other tool draws it."""
    assert contrast(one, other) == contrast(other, one) == pytest.approx(ratio, abs=0.01)
