"""The line in which an article names its authors, when who they are is declared as well."""

from dataclasses import replace

from publisher.article import Metadata, Passage, Role

REACH = 5  # passages from the start
LONGEST = 15  # words


def signed(
    metadata: Metadata, passages: tuple[Passage, ...]
) -> tuple[Metadata, tuple[Passage, ...]]:
    """Take an early short line that names all declared authors as the byline.

    Returns:
        The metadata with that line, and the passages without it; both as they were when there
        is no such line.
    """
    if metadata.byline or not metadata.authors:
        return metadata, passages
    for place, passage in enumerate(passages[:REACH]):
        if passage.role is Role.HEADING and place and passage.level > 1:
            break
        if passage.role is Role.BODY and not passage.within and _names(passage, metadata.authors):
            byline = " ".join(passage.text.split())
            rest = (*passages[:place], *passages[place + 1 :])
            return replace(metadata, byline=byline), rest
    return metadata, passages


def _names(passage: Passage, authors: tuple[str, ...]) -> bool:
    said = " ".join(passage.text.casefold().split())
    return len(said.split()) <= LONGEST and all(name.casefold() in said for name in authors)
