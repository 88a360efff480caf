"""Understand: articles are read and structured, with the settings and lexicons they come with.

Neither voices nor editions are known here, so an outline is shown at once.
"""

import math
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from publisher.article import Article
from publisher.document import Document
from publisher.edition import NARRATED
from publisher.lexicon import present
from publisher.lexiconfile import beside, load
from publisher.names import names_in
from publisher.progress import Progress, Step, silent
from publisher.reading import Collection, Source, read
from publisher.report import Finding, Weight
from publisher.settings import Settings
from publisher.structuring import collect, structure
from publisher.workshop import Workshop


@dataclass(frozen=True, slots=True)
class Understanding:
    """What was understood of an article, or of a collection of them.

    Attributes:
        document: divided and named.
        settings: the user's, with the author's own laid over them.
        wishes: the author's own, as written.
    """

    document: Document
    settings: Settings
    wishes: tuple[tuple[str, str], ...] = ()


def understood(
    source: Source | Collection, shop: Workshop, progress: Progress = silent
) -> Understanding:
    """Read and structure an article, its own settings laid over the user's, options over both.

    Raises:
        ReadingError: the article cannot be read.
        SettingsError: what the article asks for makes no sense.
    """
    if isinstance(source, Collection):
        return _understood_together(source, shop, progress)
    progress(Step("read", source.name, 0, 1))
    article = read(source, shop.form)
    asked = (*article.settings, ("language", article.metadata.language or None))
    settings = shop.settings.under(asked, source.name).under(shop.options, "command line")
    progress(Step("structure", source.name, 0, 1))
    document = structure(article, settings.language, settings.sections, settings.read_notes)
    document = _published_by(document, settings.publisher)
    document = _with_lexicon(document, (source,), settings, shop)
    return Understanding(document, settings, article.settings)


def _understood_together(source: Collection, shop: Workshop, progress: Progress) -> Understanding:
    """Read and structure the articles of a collection, which is made as the user wants it."""
    settings = shop.wished
    articles = []
    for done, each in enumerate(source.sources):
        progress(Step("read", each.name, done, len(source.sources)))
        articles.append(read(each, shop.form))
    articles.sort(key=_order)
    progress(Step("structure", source.name, 0, 1))
    wanted = settings.language, settings.sections, settings.read_notes
    document = collect(source.title, articles, *wanted)
    document = replace(document, findings=(*document.findings, *_unheeded(articles)))
    document = _published_by(document, settings.publisher)
    return Understanding(_with_lexicon(document, source.sources, settings, shop), settings)


def _with_lexicon(
    document: Document, sources: Sequence[Source], settings: Settings, shop: Workshop
) -> Document:
    """A document that knows how words in it are said, beside those that its author tells of.

    First come the lexicons that are named, then those that lie beside the articles, then the
    user's own. Of names in the news that nobody tells of publisher knows some itself, which are
    looked for where they will be said.

    Raises:
        SettingsError: one of them cannot be read.
    """
    folders = [each.path.parent for each in sources if each.path is not None]
    named = [Path(name) for name in settings.lexicon]
    for each in sources:
        each.sought.update(path.absolute() for path in named)
    near = [path for folder in dict.fromkeys(folders) for path in beside(folder)]
    known = tuple(each for path in dict.fromkeys([*named, *near]) for each in load(path))
    about = document.metadata
    words = tuple(str(getattr(about, name)) for name in about.__slots__ if name != "cover")
    texts = (*words, *(text for text, _ in document.texts()))
    document = replace(document, lexicon=present((*known, *shop.lexicon), texts))
    if settings.names == "none" or not NARRATED.intersection(settings.editions):
        return document
    return replace(document, names=names_in(texts, about.language, document.lexemes))


def _order(article: Article) -> float:
    """An article's place in a collection: as its author numbered it, the others behind."""
    try:
        return float(article.order)
    except ValueError:
        return math.inf


def _unheeded(articles: Iterable[Article]) -> Iterator[Finding]:
    """A finding for each wish of one article that a whole collection cannot follow."""
    for article in articles:
        for name, value in article.settings:
            message = f"{name}: {value} holds for this article alone, not in a collection"
            yield Finding("setting-left-out", Weight.NOTE, message, article.name)


def _published_by(document: Document, publisher: str) -> Document:
    """The document with a publisher, where the article does not name one."""
    if document.metadata.publisher or not publisher:
        return document
    return replace(document, metadata=replace(document.metadata, publisher=publisher))
