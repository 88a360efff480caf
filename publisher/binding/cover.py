"""The cover of an edition: the title set large on a coloured ground, over an ornament.

Ground and ornament are drawn from a hash of the title, so an article keeps its cover
from build to build and two articles seldom share one. Nothing depends on the clock or on
chance, so the same metadata gives the same bytes on the same machine.
"""

import hashlib
import io
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Final

from PIL import Image, ImageDraw

from publisher.article import Metadata
from publisher.binding.lettering import (
    BOLD,
    MEDIUM,
    SHAPING,
    Block,
    Wording,
    clean,
    drawable,
    runs_right_to_left,
    typeset,
)
from publisher.binding.ornaments import THEMES, Colour, Theme, ornament
from publisher.labels import label
from publisher.report import Finding, Weight

# The page, in pixels from its upper left corner.
WIDTH, HEIGHT = 1600, 2400
MARGIN = 140
TITLE_TOP = 200
HORIZON = 2130  # what the ornament stands on
FOOT_BASELINE = 2284
MEASURE = WIDTH - 2 * MARGIN  # the length of a full line
TITLE_HEIGHT, AUTHORS_HEIGHT, FOOT_HEIGHT = 900, 210, 80
RULE_LENGTH, RULE_THICKNESS = 180, 8
ABOVE_RULE, BELOW_RULE, ABOVE_ORNAMENT = 60, 72, 130

# Sizes of type, in pixels to the em, largest first.
TITLE_SIZES = range(460, 78, -4)
AUTHOR_SIZES = range(96, 50, -4)
FOOT_SIZES = (46,)

INK: Final[Colour] = (255, 247, 232)
QUALITY = 88

# Packages of the `fontpkg` family on PyPI, by the first word of a character's Unicode name.
PACKAGES: Final = {
    "ARABIC": "fontpkg-noto-sans-arabic",
    "DEVANAGARI": "fontpkg-noto-sans-devanagari",
    "HEBREW": "fontpkg-frank-ruhl-libre",
    "KHMER": "fontpkg-noto-sans-khmer",
    "TAMIL": "fontpkg-noto-sans-tamil",
    "TELUGU": "fontpkg-noto-sans-telugu",
    "THAI": "fontpkg-noto-sans-thai",
}


@dataclass(frozen=True, slots=True)
class Cover:
    """A cover, ready to be bound.

    Attributes:
        image: a JPEG of 1600 by 2400 pixels.
        alternative_text: what it shows, in a sentence, for those who do not see it.
        findings: what of the title could not be shown.
    """

    image: bytes
    alternative_text: str
    findings: tuple[Finding, ...] = ()


@dataclass(frozen=True, slots=True)
class Plan:
    """A cover before it is drawn.

    Attributes:
        digest: the hash that theme and ornament are drawn from.
        top: where the ornament begins, in pixels from the top.
        blocks: title, authors and foot; nothing on a cover without a title.
    """

    digest: bytes
    top: int = TITLE_TOP
    blocks: tuple[Block, ...] = ()

    @property
    def theme(self) -> Theme:
        """Its colours."""
        return THEMES[self.digest[0] % len(THEMES)]


def draw_cover(metadata: Metadata) -> Cover:
    """The cover of a publication.

    Args:
        metadata: the title is shown large; authors, publisher and year small. Without a
            title that can be drawn there is the ornament only.

    Returns:
        The same bytes for the same metadata, as long as Pillow and fonts stay the same.
    """
    plan, findings = design(metadata)
    return Cover(_jpeg(paint(plan)), described(metadata), findings)


def described(metadata: Metadata) -> str:
    """The alternative text of a cover that is drawn, in the language of the edition."""
    language = metadata.language
    ground = label(Plan(_digest(metadata)).theme.name, language)
    if not drawable(metadata.title).text:
        return label("cover ornament", language, ground=ground)
    title = clean(metadata.title)
    authors = [name for author in metadata.authors if (name := clean(author))]
    if not authors:
        return label("cover title", language, title=title, ground=ground)
    names = f" {label('and', language)} ".join(filter(None, (", ".join(authors[:-1]), authors[-1])))
    return label("cover title by", language, title=title, names=names, ground=ground)


def design(metadata: Metadata) -> tuple[Plan, tuple[Finding, ...]]:
    """Where everything goes, and what could not be shown."""
    bare = Plan(_digest(metadata))
    title = drawable(metadata.title)
    if not title.text:
        return bare, _font_missing(title.missing)
    small = (", ".join(metadata.authors), metadata.publisher, metadata.date[:4])
    authors, publisher, year = map(drawable, small)
    right = runs_right_to_left(title.text)
    head = tuple(_head(title, authors, right))
    top = max(head[-1].bottom, _rule(head[0])[3] + 1) + ABOVE_ORNAMENT
    plan = replace(bare, top=top, blocks=(*head, *_foot(publisher, year, right)))
    return plan, _font_missing(title.missing + authors.missing + publisher.missing) + _cut(head[0])


def _digest(metadata: Metadata) -> bytes:
    return hashlib.sha256(metadata.title.encode("utf-8", "replace")).digest()


def _head(title: Wording, authors: Wording, right: bool) -> Iterator[Block]:
    """The title and, under its rule, who wrote it: always smaller."""
    large = typeset(title, TITLE_SIZES, BOLD, TITLE_HEIGHT, MEASURE)
    large = replace(large, top=TITLE_TOP, right=right)
    yield large
    if authors.text:
        sizes = [size for size in AUTHOR_SIZES if size <= 0.65 * large.font.size]
        names = typeset(authors, sizes, MEDIUM, AUTHORS_HEIGHT, MEASURE)
        yield replace(names, top=_rule(large)[3] + 1 + BELOW_RULE, right=right)


def _rule(title: Block) -> tuple[int, int, int, int]:
    """The thin rule under the title: its left, top, right and bottom pixel."""
    left = WIDTH - MARGIN - RULE_LENGTH if title.right else MARGIN
    top = title.bottom + ABOVE_RULE
    return left, top, left + RULE_LENGTH - 1, top + RULE_THICKNESS - 1


def _foot(publisher: Wording, year: Wording, right: bool) -> Iterator[Block]:
    """The publisher where lines begin, and the year where they end."""
    for wording, at_right in ((publisher, right), (year, not right)):
        if wording.text:
            block = typeset(wording, FOOT_SIZES, MEDIUM, FOOT_HEIGHT, 0.75 * MEASURE)
            yield replace(block, top=FOOT_BASELINE - block.rise, right=at_right)


def _cut(title: Block) -> tuple[Finding, ...]:
    """The finding that the title was too long for the cover, if it was."""
    if not title.cut:
        return ()
    message = f"the title is too long for the cover, which ends it with “{title.lines[-1]}”"
    return (Finding("cover-title-cut", Weight.NOTE, message, "cover"),)


def _font_missing(missing: str) -> tuple[Finding, ...]:
    """The finding that some characters are not on the cover, if there are any."""
    if not missing:
        return ()
    missing = "".join(dict.fromkeys(missing))
    shown = missing[:12] + ("…" if len(missing) > 12 else "")
    message = f"the cover leaves out “{shown}”: no installed font draws them with the rest"
    return (Finding("cover-font-missing", Weight.NOTE, message + _remedy(missing), "cover"),)


def _remedy(missing: str) -> str:
    """What to install, where a package is known to have the characters."""
    if not SHAPING:
        return "; Pillow draws other scripts once the FriBiDi library is installed"
    scripts = {unicodedata.name(character, "?").split()[0] for character in missing}
    packages = sorted(PACKAGES[script] for script in scripts & PACKAGES.keys())
    return f"; try: pip install {' '.join(packages)}" if packages else ""


def paint(plan: Plan) -> Image.Image:
    """A plan as a picture of 1600 by 2400 pixels."""
    page = Image.new("RGB", (WIDTH, HEIGHT), plan.theme.ground)
    size, horizon = (WIDTH, HEIGHT - plan.top), HORIZON - plan.top
    page.paste(ornament(plan.theme, plan.digest, size, MARGIN, horizon), (0, plan.top))
    draw = ImageDraw.Draw(page)
    if plan.blocks:
        draw.rectangle(_rule(plan.blocks[0]), fill=plan.theme.accent)
    for block in plan.blocks:
        _letter(draw, block)
    return page


def _letter(draw: ImageDraw.ImageDraw, block: Block) -> None:
    """Draw lines so that their ink, not a letter's side bearing, meets the margin."""
    for n, line in enumerate(block.lines):
        left, _, right, _ = block.font.getbbox(line, anchor="ls")
        start = WIDTH - MARGIN - right if block.right else MARGIN - left
        baseline = block.top + block.rise + n * block.leading
        draw.text((start, baseline), line, fill=INK, font=block.font, anchor="ls")


def _jpeg(page: Image.Image) -> bytes:
    """A page as JPEG bytes, colour not subsampled, so that red edges stay sharp."""
    file = io.BytesIO()
    page.save(file, "JPEG", quality=QUALITY, subsampling=0, optimize=True)
    return file.getvalue()
