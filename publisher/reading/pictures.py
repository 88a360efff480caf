"""Images that come with an article: in its folder, or written into it.

Only what Pillow can open is taken along, so that a file that calls itself an image and is none
reaches no edition; SVG, which can hold scripts, is not. Nothing outside the article's own
folder is opened, whatever a page names.
"""

import io
import logging
import warnings
from base64 import b64decode
from binascii import Error as NotBase64
from collections.abc import Callable
from pathlib import Path, PurePosixPath
from urllib.parse import unquote, unquote_to_bytes, urljoin, urlsplit

from PIL import Image

from publisher.article import Picture
from publisher.reading.source import Source
from publisher.reading.zips import Archive

Gallery = Callable[[str], Picture | None]
"""From what an image is called in a source to the image; None when it cannot be had."""

Fetcher = Callable[[str], bytes | None]
"""From a web address to the bytes there; None when they cannot be had."""

LARGEST = 10_000_000  # bytes of one image
MOST_PIXELS = 50_000_000  # of one image: what is larger unpacks to more than 200 MB
ALL_BYTES = 60_000_000  # of the images of one article

_MEDIA_TYPES = {"JPEG": "image/jpeg", "PNG": "image/png", "GIF": "image/gif", "WEBP": "image/webp"}
_MADE_PNG = ("BMP", "TIFF", "PPM", "AVIF", "ICO")
_DIGITAL = ("JPEG", "MPO")

log = logging.getLogger(__name__)


def none(_: str) -> Picture | None:
    """The gallery of a source that has no images."""
    return None


def gallery(source: Source) -> Gallery:
    """The images that an article can have: below its own folder, or written into it.

    Those on the web are fetched only for a source whose images may be.
    """
    remote = _fetcher(source) if source.remote else None
    return _bounded(lambda name: _found(name, source, remote))


def packed(archive: Archive) -> Gallery:
    """The images in an archive, each by its name there."""
    return _bounded(lambda name: picture(name, archive.read(name)) if name in archive else None)


def _bounded(find: Gallery) -> Gallery:
    """A gallery that looks for each image once, and hands out no more than `ALL_BYTES`."""
    spent = 0
    known: dict[str, Picture | None] = {}

    def shown(name: str) -> Picture | None:
        nonlocal spent
        if name not in known:
            found = find(name)
            spent += len(found.data) if found else 0
            known[name] = found if spent <= ALL_BYTES else None
        return known[name]

    return shown


def _fetcher(source: Source) -> Fetcher:
    from publisher.reading.address import remote

    return remote(source.address)


def _found(name: str, source: Source, remote: Fetcher | None) -> Picture | None:
    if name[:5].lower() == "data:":
        return _embedded(name)
    try:
        parts = urlsplit(urljoin(source.address, name) if source.address else name)
    except ValueError:
        return None
    if parts.scheme or parts.netloc:
        fetched = remote and parts.scheme in ("http", "https") and remote(parts.geturl())
        return picture("", fetched) if fetched else None
    return _local(unquote(parts.path), source, source.path) if source.path else None


def _embedded(address: str) -> Picture | None:
    """An image written into a page.

    Source:
        RFC 2397 (data: addresses).
    """
    head, _, body = address.partition(",")
    if len(body) > 2 * LARGEST:
        return None
    try:
        based = head.lower().rstrip().endswith(";base64")
        data = b64decode(unquote_to_bytes(body)) if based else unquote_to_bytes(body)
    except NotBase64:
        return None
    return picture("", data)


def _local(name: str, source: Source, article: Path) -> Picture | None:
    """An image below the folder that an article stands in."""
    folder = article.parent.resolve()
    try:
        path = (folder / name).resolve()
        source.sought.add(folder / name)  # as it is named: a link on the way may lead elsewhere
        below = path.relative_to(folder)
        if not path.is_file() or path.stat().st_size > LARGEST:
            return None
        return picture(PurePosixPath(below).as_posix(), path.read_bytes())
    except (OSError, ValueError) as error:  # outside the folder, or no name for a file
        log.debug("%r is not taken along: %s", name, error)
        return None


def picture(name: str, data: bytes) -> Picture | None:
    """An image whose bytes really are one.

    Args:
        name: see `Picture`.
        data: as found. JPEG, PNG, GIF and WebP are kept as they are; other images of pixels
            become PNG.

    Returns:
        The image, or None: it is none, is too large, or is of a kind that could act (SVG).

    Source:
        EPUB 3.3, section 3.2 (core media types).
    """
    if not data or len(data) > LARGEST:
        return None
    try:
        with warnings.catch_warnings():  # what is too large is told from its size, below
            warnings.simplefilter("ignore", Image.DecompressionBombWarning)
            return _opened(name, data)
    except Exception as error:  # Pillow's many decoders raise what they like
        log.debug("%r is no image: %s", name, error)
        return None


def _opened(name: str, data: bytes) -> Picture | None:
    with Image.open(io.BytesIO(data), formats=(*_MEDIA_TYPES, *_MADE_PNG, "MPO")) as image:
        kind = "JPEG" if image.format in _DIGITAL else image.format or ""
        if image.width * image.height > MOST_PIXELS:
            return None
        image.load()
        if kind in _MEDIA_TYPES:
            return Picture(name, _MEDIA_TYPES[kind], data)
        made = io.BytesIO()
        image.convert("RGBA" if "A" in image.getbands() else "RGB").save(made, "PNG")
        return Picture(name, "image/png", made.getvalue())
