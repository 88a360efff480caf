"""What a publication lays beside itself for the index of its shelf: its cover, in two forms."""

from publisher.binding.covers import squared
from publisher.binding.feeds import COVER, SQUARE
from publisher.binding.materials import Materials
from publisher.edition import Edition, File


def bind_index(materials: Materials) -> Edition:
    """Write the cover, as it is and as a square; the index itself is made once all stand there.

    Raises:
        OSError: they cannot be written.
    """
    image = materials.cover.image
    written = {COVER: image, SQUARE: squared(image)}
    for name, content in written.items():
        (materials.folder / name).write_bytes(content)
    return Edition("index", tuple(File(materials.folder / name, "image/jpeg") for name in written))
