"""The cover that an edition gets: the author's own picture where there is one, else one drawn."""

import io
import logging
from typing import Final

from PIL import Image, ImageOps

from publisher.article import Metadata, Picture
from publisher.binding.cover import HEIGHT, QUALITY, WIDTH, Cover, draw_cover
from publisher.labels import label
from publisher.report import Finding, Weight

MOST_PIXELS: Final = 50_000_000  # of the author's picture; more unpack to more than 200 MB
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
