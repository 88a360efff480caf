"""The cover: what it shows, that all of it is on the page, and that it can be read."""

import io
from dataclasses import replace
from functools import cache

import pytest
from hypothesis import given
from hypothesis import strategies as some
from PIL import Image, ImageChops
from PIL.JpegImagePlugin import get_sampling

from publisher.article import Metadata
from publisher.binding import cover
from publisher.binding.cover import Cover, Plan, design, draw_cover, paint
from publisher.binding.lettering import BOLD, Block, clean, drawable, pieces, typeset
from publisher.binding.ornaments import ORNAMENTS, THEMES, Theme
from publisher.labels import label

FORTY = "The library that works nights and Sunday"
TITLES = {
    "two words": "Slow water",
    "forty characters": FORTY,
    "one letter": "Q",
    "four hundred characters": ("The measurement of very long titles, " * 11)[:400].strip(),
    "one enormous word": "Donaudampfschifffahrtsgesellschaftskapitänswitwe" + "A" * 60,
    "emoji": "🎉🌊",
    "emoji among words": "Tide 🌊 and 👩‍🚀 moon",
    "Arabic": "المكتبة التي تعمل ليلاً",
    "Japanese": "夜に働く図書館と潮時計",
    "control characters": "Tide\x00 tables\x1b[0m\r\nfor\tall\u202e\ud800",
    "empty": "",
}
every_title = pytest.mark.parametrize("title", TITLES.values(), ids=TITLES.keys())


def known(title: str) -> Metadata:
    """Metadata that fill a cover."""
    return Metadata(
        title, authors=("Imogen Farrant", "Bo Li"), date="2026-09-05", publisher="The Lantern"
    )


@cache
def drawn(title: str) -> Cover:
    """A cover, drawn once for all tests."""
    return draw_cover(known(title))


def set_title(title: str) -> Block:
    """The title as it is set on its cover."""
    return design(Metadata(title))[0].blocks[0]


def with_and_without_type(plan: Plan) -> tuple[Image.Image, Image.Image]:
    """A page, and the same page without its type and rule."""
    return paint(plan), paint(replace(plan, blocks=()))


def luminance(colour: tuple[int, ...]) -> float:
    """Relative luminance, 0.0 to 1.0 (WCAG 2.2, definitions)."""
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4
        for part in (value / 255 for value in colour)
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: tuple[int, ...], other: tuple[int, ...]) -> float:
    """Contrast ratio, 1.0 to 21.0 (WCAG 2.2, definitions)."""
    darker, lighter = sorted((luminance(one), luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


def codes(title: str) -> list[str]:
    """What was found while its cover was drawn."""
    return [finding.code for finding in drawn(title).findings]


@every_title
def test_any_title_has_a_cover_of_one_size(title: str) -> None:
    """A portrait of 1600 by 2400 pixels, colour not subsampled, whatever the title is."""
    with Image.open(io.BytesIO(drawn(title).image)) as image:
        image.load()
        assert (image.format, image.size, image.mode) == ("JPEG", (1600, 2400), "RGB")
        assert get_sampling(image) == 0  # 4:4:4
        assert not {"exif", "icc_profile", "comment"} & image.info.keys()


def test_the_same_title_has_the_same_cover_to_the_byte() -> None:
    """A rebuilt edition is the same file: no clock, no chance, no `hash()`."""
    assert draw_cover(known("Slow water")) == drawn("Slow water")


def test_different_titles_differ_in_ground_and_ornament() -> None:
    """Colours and ornament come from a hash of the title, and all of them come up."""
    plans = [design(Metadata("🌊" * n))[0] for n in range(60)]  # nothing to set: quick
    assert len({plan.theme.name for plan in plans}) == len(THEMES)
    assert len({plan.digest[1] % len(ORNAMENTS) for plan in plans}) == len(ORNAMENTS)


@pytest.mark.parametrize("theme", THEMES, ids=lambda theme: theme.name)
def test_ink_stands_out_from_every_ground(theme: Theme) -> None:
    """7:1 at least, as WCAG 2.2 asks for at level AAA (1.4.6); 3:1 for the rule (1.4.11)."""
    assert contrast(cover.INK, theme.ground) >= 7
    assert contrast(theme.accent, theme.ground) >= 3


@pytest.mark.parametrize("ornament", range(len(ORNAMENTS)))
def test_no_letter_touches_the_ornament(ornament: int) -> None:
    """All type stands on the ground itself, never on a lighter tone."""
    plan, _ = design(known(TITLES["four hundred characters"]))
    plan = replace(plan, digest=bytes([0, ornament] * 16))
    page, bare = with_and_without_type(plan)
    ink = ImageChops.difference(page, bare).convert("L").point(lambda value: 255 * (value > 0))
    under = Image.composite(bare, Image.new("RGB", bare.size, plan.theme.ground), ink)
    assert under.getcolors(maxcolors=4) == [(cover.WIDTH * cover.HEIGHT, plan.theme.ground)]


@pytest.mark.parametrize("name", ["forty characters", "one enormous word"])
def test_all_type_is_inside_the_margins(name: str) -> None:
    """What differs from the cover without type lies between the margins, and reaches them."""
    plan, _ = design(known(TITLES[name]))
    box = ImageChops.difference(*with_and_without_type(plan)).getbbox()
    assert box is not None
    left, top, right, bottom = box
    # The smoothed edge of a letter may lie a pixel further out than its measured ink.
    assert abs(left - cover.MARGIN) <= 2
    assert abs(right - (cover.WIDTH - cover.MARGIN)) <= 2
    assert abs(top - cover.TITLE_TOP) <= 2
    assert bottom <= cover.HEIGHT - 80


def test_a_title_of_forty_characters_can_be_read_on_a_thumbnail() -> None:
    """Shown 240 pixels high, its capitals are 10 pixels high or more."""
    title = design(known(FORTY))[0].blocks[0]
    _, top, _, bottom = title.font.getbbox("H", anchor="ls")
    assert (bottom - top) * 240 / cover.HEIGHT >= 10


def test_a_short_title_is_set_larger_than_a_long_one() -> None:
    """The size is the largest that fits."""
    short, long = (set_title(title) for title in ("Slow water", FORTY))
    assert short.font.size > long.font.size


def test_lines_of_a_title_are_balanced() -> None:
    """No short last line is left behind while the others are full."""
    title = set_title("The doctor whose clock tells the tide")
    assert title.lines == ("The doctor", "whose clock", "tells the tide")


def test_a_word_of_one_letter_does_not_end_a_line() -> None:
    """It stays with the word that follows."""
    assert set_title("I am a Strange Loop").lines == ("I\u00a0am", "a\u00a0Strange", "Loop")


def test_a_very_long_word_is_parted_between_syllables() -> None:
    """Better a hyphen than type too small to read."""
    title = set_title("Donaudampfschifffahrtsgesellschaft")
    assert title.lines == ("Donau-", "dampfschiff-", "fahrtsge-", "sellschaft")


def test_lines_may_end_inside_japanese_but_not_before_a_closing_mark() -> None:
    """A script without spaces is broken between characters (JLReq, section 3.1.7)."""
    parts = pieces("夜の「図書」、ショー", part_words=False)
    assert parts == ["夜", "の", "「図", "書」、", "ショー"]


@given(some.text().map(clean), some.booleans())
def test_pieces_joined_again_are_the_text(text: str, part_words: bool) -> None:
    """Nothing is lost where lines may end; only soft hyphens and no-break spaces are new."""
    joined = "".join(pieces(text, part_words))
    assert joined.replace("\u00ad", "").replace("\u00a0", " ") == text


def test_a_title_too_long_for_the_cover_ends_with_an_ellipsis_after_a_word() -> None:
    """It is cut on the cover only; the alternative text has all of it, and a finding tells."""
    title = TITLES["four hundred characters"]
    shown = " ".join(set_title(title).lines)
    kept = shown.removesuffix("…")
    assert kept != shown
    assert title.startswith(kept)
    assert not title[len(kept)].isalnum()
    assert codes(title) == ["cover-title-cut"]
    assert title in drawn(title).alternative_text


def test_what_no_font_draws_is_left_out_and_said() -> None:
    """The words beside an emoji stay; the finding shows what is not there."""
    title = TITLES["emoji among words"]
    plan, findings = design(known(title))
    assert " ".join(plan.blocks[0].lines) == "Tide and moon"
    assert [finding.code for finding in findings] == ["cover-font-missing"]
    assert "🌊" in findings[0].message


@pytest.mark.parametrize("title", ["🎉🌊", "🎉!", "", " \n\t "])
def test_a_title_that_cannot_be_drawn_leaves_the_ornament_alone(title: str) -> None:
    """No type at all; the ornament takes the place of the title."""
    plan, _ = design(known(title))
    assert plan.blocks == ()
    assert plan.top == cover.TITLE_TOP


def test_a_cover_without_type_does_not_claim_any() -> None:
    """The alternative text of an ornament says that it is one."""
    assert drawn(TITLES["emoji"]).alternative_text.startswith("Cover: an ornament on a ")


def test_no_title_is_no_finding() -> None:
    """Nothing is missing from a cover that had nothing to show."""
    assert codes("") == []


def test_another_script_is_drawn_from_the_right_or_its_remedy_is_named() -> None:
    """Arabic needs a font of its own: any installed `fontpkg` family that has it will do."""
    plan, findings = design(known(TITLES["Arabic"]))
    if plan.blocks:
        assert plan.blocks[0].right
        assert findings == ()
    else:
        assert "fontpkg-noto-sans-arabic" in findings[0].message or "FriBiDi" in findings[0].message


def test_lines_with_stacked_marks_stand_further_apart() -> None:
    """The hook over a Vietnamese capital does not touch the descender above it."""
    plain, stacked = (
        typeset(drawable(text), (100,), BOLD, 900, measure=300) for text in ("gap gap", "gap ỂẨ")
    )
    assert stacked.leading > plain.leading


def test_control_characters_part_words_and_are_not_drawn() -> None:
    """A line feed is a space; a byte of an escape sequence or half a surrogate is nothing."""
    assert clean(TITLES["control characters"]) == "Tide tables [0m for all"


def test_the_alternative_text_says_what_the_cover_shows() -> None:
    """Title, authors and ground, in one sentence."""
    plan, _ = design(known("Slow water"))
    assert drawn("Slow water").alternative_text == (
        "Cover: the title “Slow water”, by Imogen Farrant and Bo Li,"
        f" on a {plan.theme.name} ground."
    )


def test_the_alternative_text_is_in_the_language_of_the_edition() -> None:
    """It is read aloud with the rest of the page, by the same voice."""
    about = Metadata("Träges Wasser", authors=("A", "B", "C"), language="de-AT")
    ground = label(design(about)[0].theme.name, "de")
    assert draw_cover(about).alternative_text == (
        f"Umschlag: der Titel „Träges Wasser“ von A, B und C auf {ground} Grund."
    )


@pytest.mark.parametrize("theme", THEMES, ids=lambda theme: theme.name)
def test_every_ground_has_a_name_in_every_language(theme: Theme) -> None:
    """English, German, French and Spanish each call it otherwise."""
    assert len({label(theme.name, language) for language in ("en", "de", "fr", "es")}) == 4
