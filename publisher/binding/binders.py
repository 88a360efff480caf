"""Binders: one for each kind of edition.

To add an edition: write a module with a function from `Materials` to `Edition`, and name it
in `BINDERS`. A binder never measures sound and never divides text anew.
"""

from collections.abc import Callable
from functools import partial

from publisher.binding import (
    audiobook,
    bundle,
    captions,
    daisy,
    epub,
    index,
    m4b,
    mp3,
    onix,
    podcast,
    web,
)
from publisher.binding.materials import Materials
from publisher.edition import Edition
from publisher.errors import BindingError

Binder = Callable[[Materials], Edition]

BINDERS: dict[str, Binder] = {
    **{kind: partial(epub.bind_epub, kind=kind) for kind in epub.FORMS},
    "mp3": mp3.bind_mp3,
    "web": web.bind_web,
    "m4b": m4b.bind_m4b,
    "daisy": daisy.bind_daisy,
    "audiobook": audiobook.bind_audiobook,
    "podcast": podcast.bind_podcast,
    "captions": captions.bind_captions,
    "index": index.bind_index,
    "onix": onix.bind_onix,
    "bundle": bundle.bind_bundle,
}


def bind(kind: str, materials: Materials) -> Edition:
    """Make one edition.

    Args:
        kind: a key of `BINDERS`.
        materials: what it is made of.

    Raises:
        BindingError: it cannot be made or written.
    """
    try:
        return BINDERS[kind](materials)
    except OSError as error:
        raise BindingError(
            f"The {kind} edition of {materials.document.slug} cannot be written: "
            f"{error.strerror or error}",
            remedy="Make room, or choose another folder with --output.",
        ) from error
