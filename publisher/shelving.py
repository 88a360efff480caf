"""Shelving: the index of an output folder is made anew, of the records of all that stands in it."""

from collections import Counter
from collections.abc import Sequence
from pathlib import Path

from publisher.article import Metadata
from publisher.binding.cover import draw_cover
from publisher.binding.covers import squared
from publisher.binding.feeds import OPDS, RSS, SQUARE, Channel, opds, rss
from publisher.binding.shelfpage import shelf_page
from publisher.labels import label, language_of
from publisher.shelf import Shelved, shelf
from publisher.staging import not_writable
from publisher.workshop import Workshop

INDEX = "index.html"


def shelve(shop: Workshop) -> Path:
    """Make the index of an output folder, and its feeds where its address on the web is known.

    Args:
        shop: its ``output`` is the folder, whose publications are told by their records; of what
            is wished, ``publisher`` is whose shelf it is, ``address`` where it is.

    Returns:
        The page.

    Raises:
        BindingError: it cannot be written.
    """
    output, settings = shop.output, shop.wished
    works = shelf(output)
    language = _language(works)
    title = settings.publisher or label("shelf", language)
    made = {INDEX: shelf_page(works, title, language, fed=bool(settings.address))}
    if settings.address:
        channel = Channel(title, settings.address, language)
        cover = draw_cover(Metadata(title=title, language=language))
        made |= {
            RSS: rss(works, channel),
            OPDS: opds(works, channel),
            SQUARE: squared(cover.image),
        }
    try:
        for name, content in made.items():
            new = output / f".{name}.new"
            new.write_bytes(content)
            new.replace(output / name)
    except OSError as error:
        raise not_writable(output, error) from error
    return output / INDEX


def _language(works: Sequence[Shelved]) -> str:
    """The language of most of them."""
    counted = Counter(work.language for work in works)
    return counted.most_common(1)[0][0] if counted else language_of("")
