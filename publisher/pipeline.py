"""The whole way on one screen: look, read, structure, speak, bind, check.

Everything that depends on where and when it runs (folders, the clock, the environment) is
handed in as a `Workshop`.
"""

import time

from publisher.ahead import looked_ahead
from publisher.glance import glanced, keep
from publisher.progress import Progress, silent
from publisher.publication import Publication, unchanged
from publisher.reading import Collection, Source
from publisher.staging import alone, at_rest, not_writable
from publisher.workshop import Workshop


def publish(
    source: Source | Collection, shop: Workshop, progress: Progress = silent
) -> Publication:
    """Turn one article, or a collection of them, into editions.

    Args:
        source: the article, or those of a collection.
        shop: where and how.
        progress: told of every step.

    Returns:
        What stands in ``shop.output`` now. All of it is there, or, when an error is raised,
        what was there before.

    Raises:
        PublisherError: whatever is in the way, with what to do about it.
    """
    standing = glanced(source, shop)
    if standing is not None:
        return standing
    with looked_ahead(source, shop):
        from publisher.making import make  # with it comes everything that works
        from publisher.planning import planned

        begun = time.time()
        made = planned(source, shop, progress)
        try:
            publication = unchanged(made, shop)
            if publication is None or not at_rest(made.target):
                with alone(made.target), made.store:
                    publication = unchanged(made, shop) or make(made, shop, progress)
        except OSError as error:
            raise not_writable(shop.output, error) from error
        keep(source, shop, made, begun)
        return publication
