"""Pictures: whether their bytes are what the manifest calls them.

A reader goes by the manifest, and shows nothing where it is wrong.

Source:
    EPUB 3.3, section 3.2 (core media types); WHATWG MIME Sniffing, section 6.1 (image types).
"""

import zipfile
from collections.abc import Iterator
from typing import Final

from publisher.checking.catalogue import error
from publisher.report import Finding

_SIGNS: Final = {
    "image/jpeg": (b"\xff\xd8\xff",),
    "image/png": (b"\x89PNG\r\n\x1a\n",),
    "image/gif": (b"GIF87a", b"GIF89a"),
    "image/webp": (b"RIFF",),
}
_LONGEST: Final = 12


def is_as_listed(archive: zipfile.ZipFile, name: str, media_type: str) -> Iterator[Finding]:
    """Whether a picture begins as its media type does; other types are not ours to judge."""
    signs = _SIGNS.get(media_type)
    with archive.open(name) as file:
        first = file.read(_LONGEST)
    is_webp = media_type != "image/webp" or first[8:] == b"WEBP"
    if signs is not None and not (first.startswith(signs) and is_webp):
        yield error("picture-type", f"its bytes are not those of {media_type}", name)
    elif signs is not None:
        yield from _is_whole(archive, name)


def _is_whole(archive: zipfile.ZipFile, name: str) -> Iterator[Finding]:
    """Whether a picture can be decoded to its end."""
    from PIL import Image

    try:
        with archive.open(name) as file, Image.open(file) as image:
            image.load()
    except (OSError, ValueError, SyntaxError, Image.DecompressionBombError) as fault:
        yield error("picture-broken", f"it cannot be decoded: {fault}", name)
