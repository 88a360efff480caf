"""The cover that an edition gets: the author's own picture where there is one, else one drawn."""

import io
import logging
from typing import Final

from PIL import Image, ImageOps, ImageStat

from publisher.article import Metadata, Picture
from publisher.binding.cover import HEIGHT, QUALITY, WIDTH, Cover, described, draw_cover
from publisher.labels import label
from publisher.report import Finding, Weight

MOST_PIXELS: Final = 50_000_000  # of the author's picture; more unpack to more than 200 MB
SMALLEST_SQUARE: Final = 1024  # pixels to the side
_PAPER: Final = (255, 255, 255)  # seen where a picture is transparent

log = logging.getLogger(__name__)


def cover_of(metadata: Metadata) -> Cover:
    """The cover of a publication.

    Args:
        metadata: its `cover` is the picture that the author wants there, if any.

    Returns:
        That picture as a JPEG, no larger than a cover that we draw; a drawn one where there
        is none, or, with a finding, where it cannot be used.
    """
    if metadata.cover is None:
        return draw_cover(metadata)
    try:
        image = _jpeg(metadata.cover)
    except Exception as error:  # Pillow's many decoders raise what they like
        log.debug("the cover %r: %s", metadata.cover.name, error)
        drawn = draw_cover(metadata)
        return Cover(drawn.image, drawn.alternative_text, (_unusable(error), *drawn.findings))
    title = metadata.title or label("untitled", metadata.language)
    return Cover(image, label("cover picture", metadata.language, title=title))


def shown_on(metadata: Metadata) -> str:
    """The alternative text of the cover of a publication, which is not drawn for it."""
    return described(metadata) if metadata.cover is None else cover_of(metadata).alternative_text


def squared(image: bytes) -> bytes:
    """A cover as a square, as players of audiobooks show it, for which nothing is cut away.

    What is added at its sides is of the colour that they mostly have.

    Source:
        Google Play Books, audiobook covers: a square of 1024 pixels or more.
    """
    with Image.open(io.BytesIO(image)) as picture:
        shown = picture.convert("RGB")
        longest = max(shown.size)
        if longest < SMALLEST_SQUARE:
            shown = ImageOps.contain(shown, (SMALLEST_SQUARE, SMALLEST_SQUARE))
        side = max(shown.size)
        square = Image.new("RGB", (side, side), _ground(shown))
        square.paste(shown, ((side - shown.width) // 2, (side - shown.height) // 2))
        file = io.BytesIO()
        square.save(file, "JPEG", quality=QUALITY, optimize=True)
        return file.getvalue()


def _ground(image: Image.Image) -> tuple[int, ...]:
    """The colour that is in the middle of those at the two sides where a square has more."""
    width, height = image.size
    if width < height:
        sides = (0, 0, 1, height), (width - 1, 0, width, height)
    else:
        sides = (0, 0, width, 1), (0, height - 1, width, height)
    together = Image.new("RGB", (2, max(width, height)))
    for place, side in enumerate(sides):
        strip = image.crop(side)
        together.paste(strip if width < height else strip.rotate(90, expand=True), (place, 0))
    return tuple(ImageStat.Stat(together).median)


def _unusable(error: Exception) -> Finding:
    message = f"the cover's picture cannot be used, so a cover is drawn: {error}"
    return Finding("cover-unusable", Weight.WARNING, message, "cover")


def _jpeg(picture: Picture) -> bytes:
    """A picture as a JPEG of at most 1600 by 2400 pixels, without what is noted in its file.

    Raises:
        Exception: it is no picture, or too large a one.
    """
    with Image.open(io.BytesIO(picture.data)) as image:
        if image.width * image.height > MOST_PIXELS:
            raise ValueError(f"it has {image.width} by {image.height} pixels, which is too many")
        image.draft("RGB", (WIDTH, HEIGHT))
        upright = ImageOps.exif_transpose(image)
        upright.thumbnail((WIDTH, HEIGHT))
        file = io.BytesIO()
        _on_paper(upright).save(file, "JPEG", quality=QUALITY, optimize=True)
        return file.getvalue()


def _on_paper(image: Image.Image) -> Image.Image:
    """A picture without transparency: what shows through it is white."""
    seen = image.convert("RGBA")
    paper = Image.new("RGB", image.size, _PAPER)
    paper.paste(seen, mask=seen.getchannel("A"))
    return paper
