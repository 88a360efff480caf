"""The colours of a cover, and the ornament under its title.

Every choice is taken from the hash of the title. Ornaments are drawn too large and then
reduced, since Pillow draws no smooth edges of its own; a band at a time, for all of one would be
tens of megabytes, which take longer to be had than to be drawn on.
"""

import math
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Final, TypeAlias

from PIL import Image, ImageDraw

Colour: TypeAlias = tuple[int, int, int]

_SUPERSAMPLING: Final = 2  # how many times too large an ornament is drawn
_BAND: Final = 160  # rows of a page that are drawn at a time


@dataclass(frozen=True, slots=True)
class Theme:
    """The colours of a cover.

    Attributes:
        name: the ground in words; `publisher.labels` has it in the reader's language.
        ground: what the ink stands on; the ink's contrast with it is 7:1 or more.
        middle: the tone of the ornament halfway from ground to accent.
        accent: the brightest tone of the ornament, and the rule.
    """

    name: str
    ground: Colour
    middle: Colour
    accent: Colour

    def tone(self, strength: float) -> Colour:
        """A tone of the ornament: ground at 0.0, middle at 0.5, accent at 1.0."""
        low, high, part = self.ground, self.middle, 2 * strength
        if strength >= 0.5:
            low, high, part = self.middle, self.accent, 2 * strength - 1
        red, green, blue = (round(a + (b - a) * part) for a, b in zip(low, high, strict=True))
        return red, green, blue


THEMES: Final = (
    Theme("dark green", (16, 58, 46), (58, 122, 98), (236, 190, 98)),
    Theme("midnight blue", (18, 36, 76), (78, 98, 156), (244, 158, 118)),
    Theme("wine red", (92, 20, 36), (168, 66, 62), (244, 186, 140)),
    Theme("dark purple", (56, 26, 68), (136, 74, 126), (240, 176, 150)),
    Theme("petrol blue", (8, 62, 76), (40, 128, 136), (246, 196, 122)),
    Theme("charcoal", (36, 40, 46), (112, 104, 100), (236, 122, 88)),
    Theme("chestnut brown", (76, 38, 24), (158, 90, 52), (240, 198, 132)),
    Theme("dark olive", (52, 58, 26), (126, 128, 62), (236, 210, 136)),
)


@dataclass(frozen=True, slots=True)
class Stage:
    """What an ornament is drawn on; lengths in supersampled pixels, from its upper left corner.

    Attributes:
        draw: the brush, on one band of it.
        theme: the colours.
        digest: where every choice is taken from.
        width: of the page.
        height: down to the foot of the page.
        margin: left free on either side, by ornaments with straight edges.
        horizon: what the ornament stands on.
        top: where the band begins.
    """

    draw: ImageDraw.ImageDraw
    theme: Theme
    digest: bytes
    width: int
    height: int
    margin: int
    horizon: int
    top: int = 0

    def choice(self, n: int) -> float:
        """The nth choice, from 0.0 to 1.0, always the same for the same title."""
        return self.digest[n] / 255

    def disc(self, x: float, y: float, radius: float, colour: Colour) -> None:
        """A filled circle."""
        self.draw.ellipse(self._box(x - radius, y - radius, x + radius, y + radius), fill=colour)

    def rectangle(
        self, left: float, top: float, right: float, bottom: float, colour: Colour
    ) -> None:
        """A filled rectangle."""
        self.draw.rectangle(self._box(left, top, right, bottom), fill=colour)

    def bar(
        self, left: float, top: float, right: float, bottom: float, radius: float, colour: Colour
    ) -> None:
        """A filled rectangle with round corners."""
        box = self._box(left, top, right, bottom)
        self.draw.rounded_rectangle(box, radius=int(radius), fill=colour)

    def quarter(self, x: float, y: float, radius: float, turn: int, colour: Colour) -> None:
        """A quarter of a disc, the first from three o'clock on, and clockwise."""
        box = self._box(x - radius, y - radius, x + radius, y + radius)
        self.draw.pieslice(box, 90 * turn, 90 * turn + 90, fill=colour)

    def area(self, corners: Iterable[tuple[float, float]], colour: Colour) -> None:
        """What lies within some corners."""
        self.draw.polygon([(int(x), int(y) - self.top) for x, y in corners], fill=colour)

    def _box(
        self, left: float, top: float, right: float, bottom: float
    ) -> tuple[int, int, int, int]:
        """A box in whole pixels of the band: cut off after it is moved, some would be others."""
        return int(left), int(top) - self.top, int(right), int(bottom) - self.top


def ornament(
    theme: Theme, digest: bytes, size: tuple[int, int], margin: int, horizon: int
) -> Image.Image:
    """The lower part of a page, with an ornament on it; all as in `Stage`, but in pixels."""
    wide, high, free, stand = (_SUPERSAMPLING * length for length in (*size, margin, horizon))
    page = Image.new("RGB", size)
    band = Image.new("RGB", (wide, _SUPERSAMPLING * min(_BAND, size[1])))
    draw = ImageDraw.Draw(band)
    for top in range(0, size[1], _BAND):
        draw.rectangle((0, 0, *band.size), fill=theme.ground)
        stage = Stage(draw, theme, digest, wide, high, free, stand, _SUPERSAMPLING * top)
        ORNAMENTS[digest[1] % len(ORNAMENTS)](stage)
        page.paste(band.reduce(_SUPERSAMPLING), (0, top))
    return page


def ripples(stage: Stage) -> None:
    """Half rings that spread from a point on the horizon, like sound from a bell."""
    centre = stage.width * (0.3, 0.5, 0.7)[stage.digest[2] % 3]
    rings = 7 + stage.digest[3] % 4
    for n in range(rings):
        near = (n + 1) / rings
        radius = stage.horizon * (1 - n / rings)
        thick = stage.horizon / rings * (0.16 + 0.5 * near)
        stage.disc(centre, stage.horizon, radius, stage.theme.tone(0.12 + 0.88 * near**1.6))
        if n < rings - 1:
            stage.disc(centre, stage.horizon, radius - thick, stage.theme.ground)
    stage.rectangle(0, stage.horizon, stage.width, stage.height, stage.theme.ground)


def tide(stage: Stage) -> None:
    """Waves under a moon, darker towards the reader."""
    across = stage.width * (0.25 + 0.5 * stage.choice(2))
    radius = min(0.2 * stage.width, 0.28 * stage.horizon)
    stage.disc(across, stage.horizon * 0.36, radius, stage.theme.accent)
    waves = 6
    for n in range(waves):
        near = n / (waves - 1)
        level = stage.horizon * (0.42 + 0.56 * n / (waves - 1))
        _wave(stage, level, n, stage.theme.tone(0.62 * (1 - near)))


def _wave(stage: Stage, level: float, n: int, colour: Colour) -> None:
    """One wave, filled to the foot of the page."""
    height = 0.014 * stage.width * (0.6 + stage.choice(3 + n))
    length = stage.width * (0.55 + 0.5 * stage.choice(9 + n))
    shift = 2 * math.pi * stage.choice(15 + n)
    crest = [
        (x, level + height * math.sin(2 * math.pi * x / length + shift))
        for x in range(0, stage.width + 24, 24)
    ]
    foot = [(stage.width, stage.height), (0, stage.height)]
    stage.area([*crest, *foot], colour)


def voice(stage: Stage) -> None:
    """Upright bars, as a recorder draws a voice."""
    bars = 21
    step = (stage.width - 2 * stage.margin) / (bars - 0.46)
    middle = stage.horizon / 2
    for n in range(bars):
        swell = math.sin(math.pi * (n + 0.5) / bars) ** 0.8
        size = 0.08 + 0.92 * swell * (0.2 + 0.8 * stage.choice(2 + n))
        half = stage.horizon * 0.5 * size
        left = stage.margin + n * step
        colour = stage.theme.tone(0.35 + 0.65 * size)
        right = left + 0.54 * step
        stage.bar(left, middle - half, right, middle + half, 0.27 * step, colour)


def tiles(stage: Stage) -> None:
    """Quarter discs in a grid, each turned its own way."""
    side = (stage.width - 2 * stage.margin) / 5
    rows = max(1, int(stage.horizon // side))
    for n in range(rows * 5):
        row, column = divmod(n, 5)
        pick = stage.digest[(7 * n + 2) % 32] ^ (n * 37 & 255)
        top = stage.horizon - (rows - row) * side
        _tile(stage, stage.margin + column * side, top, side, pick)


def _tile(stage: Stage, left: float, top: float, side: float, pick: int) -> None:
    """One tile: a square of one tone, a quarter disc of another about one corner."""
    under, over = ((0.0, 0.5), (0.25, 1.0), (0.4, 0.0), (0.0, 0.8))[pick >> 2 & 3]
    stage.rectangle(left, top, left + side, top + side, stage.theme.tone(under))
    turn = pick & 3  # clockwise from the upper left corner
    x = left + side * (turn in (1, 2))
    y = top + side * (turn in (2, 3))
    stage.quarter(x, y, side, turn, stage.theme.tone(over))


ORNAMENTS: Final[tuple[Callable[[Stage], None], ...]] = (ripples, tide, voice, tiles)
