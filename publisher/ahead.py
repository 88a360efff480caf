"""Ahead: what a build is all but sure to need is loaded while its article is still being read.

Before the first sentence can be spoken, libraries are loaded, the article is read and structured,
and its voice is made ready: one after another these took a fifth of the time that an article of a
thousand words takes in all, and one core of several. So the voice that would be chosen, if the
article is in the language that is asked for or the usual one, is made ready beside them, and what
tells languages apart is loaded. Where that turns out to be another voice, nothing but a core that
had nothing to do has done something in vain.

Which voice that is, is found out before anything else: Python does one thing at a time, and only
the loading of a model goes on beside it.
"""

import logging
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import cache
from threading import Thread
from typing import Final

from publisher.edition import NARRATED
from publisher.errors import PublisherError
from publisher.identity import sources_of
from publisher.machine import cores
from publisher.reading import Collection, Source, reader_for
from publisher.speaking.engines import Folders
from publisher.workshop import Workshop

log = logging.getLogger(__name__)

_USUAL: Final = "en"  # what an article is taken for, as long as nothing is known of it
_HEAD: Final = 4_096  # bytes, in which an article of words says its language if it does
_UNTOLD: Final = ("text", "markdown")  # formats that seldom say it


@contextmanager
def looked_ahead(source: Source | Collection, shop: Workshop) -> Iterator[None]:
    """Have what is likely to be needed loaded beside whatever is done meanwhile.

    Args:
        source: what is about to be read.
        shop: nobody looks ahead where its crew does not speak in this process.
    """
    spare = cores() > 1 and shop.crew is not None and shop.crew.together
    beside: list[Thread] = []
    for job in _jobs(source, shop) if spare else ():  # each is begun before the next is looked for
        beside.append(Thread(target=_quietly, args=(job,)))
        beside[-1].start()
    try:
        yield
    finally:
        for each in beside:
            each.join()


def _jobs(source: Source | Collection, shop: Workshop) -> Iterator[Callable[[], None]]:
    wished = shop.wished
    language = wished.language or _USUAL
    load = _loading(wished.editions, wished.voice, language, wished.rate, shop.folders)
    if load is not None:
        yield load
    if not wished.language and any(_is_untold(each, shop.form) for each in sources_of(source)):
        yield _have_languages


def _is_untold(source: Source, form: str) -> bool:
    """Whether an article hardly says which language it is in, and does not plainly show it."""
    if (form or reader_for(source)) not in _UNTOLD or b"language" in source.data[:_HEAD]:
        return False
    from publisher.structuring.languages import SAMPLE, is_plainly_english

    return not is_plainly_english(source.data[: 4 * SAMPLE].decode("utf-8", "replace"))


def _quietly(job: Callable[[], None]) -> None:
    """What is wrong is said when it turns out to be needed."""
    try:
        job()
    except Exception as error:
        log.debug("nothing is loaded ahead: %s", error)


@cache  # once in a process, however many articles are published
def _loading(
    editions: tuple[str, ...], voice: str, language: str, rate: float, folders: Folders
) -> Callable[[], None] | None:
    """What loads a voice, where there is anything to load."""
    if not NARRATED.intersection(editions):
        return None
    from publisher.speaking.choosing import chosen

    try:
        engine, _ = chosen(voice, language, rate, folders)
    except (PublisherError, OSError) as error:  # it is said when the voice is needed
        log.debug("no voice is loaded ahead: %s", error)
        return None
    load: Callable[[], None] | None = getattr(engine, "make_ready", None)
    return load


@cache
def _have_languages() -> None:
    from publisher.structuring.languages import make_ready

    make_ready()
