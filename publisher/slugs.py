"""The name that a publication goes by in folders and files: short, plain, and safe anywhere."""

import hashlib

from pathvalidate import is_valid_filename
from slugify import slugify

from publisher.article import Metadata

LONGEST = 60  # characters; leaves room in the 255 bytes that a file system allows a name


def slug_for(metadata: Metadata) -> str:
    """A publication's slug: what the author chose, else its headline in plain letters.

    Only ``a-z``, ``0-9`` and hyphens, whatever the headline holds, so that no headline can
    name a folder elsewhere; a headline without letters gives ``article-`` and a digest.
    """
    return plain_name(metadata.slug or metadata.title) or f"article-{_digest(metadata.title)}"


def plain_name(words: str, longest: int = LONGEST) -> str:
    """Words as a file name that every system takes, or "" when nothing of them is left."""
    slug = slugify(words, max_length=longest, word_boundary=True)
    # Windows keeps names such as con and nul for its devices.
    return slug if not slug or is_valid_filename(slug, platform="universal") else f"{slug}-1"


def _digest(words: str) -> str:
    return hashlib.sha256(words.encode()).hexdigest()[:8]
