"""Make: a plan is spoken and finished in a folder of its own, then put in its place."""

from threading import Event
from typing import Final

from publisher.binding.cover import Cover
from publisher.binding.covers import cover_of, shown_on
from publisher.document import Document
from publisher.identity import own_code
from publisher.machine import beside
from publisher.planning import Plan, with_all_that_is_heard
from publisher.progress import Progress, Step
from publisher.publication import Publication
from publisher.speaking.narrating import speak
from publisher.speaking.pauses import pauses_of
from publisher.speaking.recalling import Recall
from publisher.staging import in_place
from publisher.workshop import Workshop

_SOON_S: Final = 0.3  # a longer first sentence leaves a core free to load the rest


def make(made: Plan, shop: Workshop, progress: Progress) -> Publication:
    """Make what is planned, all of it or nothing; to be used where nobody else makes it.

    Raises:
        PublisherError: whatever is in the way.
        OSError: nothing can be written there.
    """
    with in_place(made.target) as folder:
        document, cast, narration = made.document, made.cast, None
        heard = Event()

        def told(step: Step) -> None:
            heard.set()
            progress(step)

        with beside(lambda: _cover(document, heard)) as drawn:
            if cast is not None:
                shown = shown_on(document.metadata)
                voices = cast.voices
                document = with_all_that_is_heard(document, shown, voices, made.settings)
                pauses = pauses_of(made.settings)
                recall = Recall(made.store, own_code(), anew=shop.force)
                narration = speak(document, cast, folder, told, pauses, shop.crew, recall)
            heard.set()
        from publisher.finishing import finished

        return finished(made, shop, document, narration, drawn.result(), folder, progress)


def _cover(document: Document, heard: Event) -> Cover:
    """Draw the cover, and load what binds and checks, while the first sentences are spoken.

    Drawing leaves Python to who puts print into words, and loading does not.

    Args:
        document: whose cover it is.
        heard: set when the first sentence is there, by when all that is new has been begun.
    """
    drawn = cover_of(document.metadata)
    heard.wait(_SOON_S)
    import publisher.finishing  # noqa: F401

    return drawn
