"""Binding afterwards: further editions of what stands there, from what is remembered.

Nothing is spoken again. What was asked for once is in the record; the article is read again, and
whoever has changed it since is told to build it.
"""

from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

from publisher import record
from publisher.arguments import STANDARD_INPUT, is_file, source
from publisher.errors import BindingError
from publisher.planning import Plan, planned
from publisher.reading import Collection, Source
from publisher.settings import EDITIONS
from publisher.speaking.narrating import new_lines
from publisher.workshop import Workshop


def again(
    folder: Path, editions: Iterable[str], shop: Workshop
) -> tuple[Source | Collection, Workshop]:
    """What a publication was made of, and a workshop that makes further editions of it.

    Args:
        folder: of the publication.
        editions: that are wanted beside those that are there.
        shop: the user's; where editions go and what is asked for is told by the record.

    Returns:
        What `publish` makes them of. It speaks nothing but the pages that an edition adds.

    Raises:
        BindingError: there is no record, the article has changed, or is not remembered.
        ReadingError: the article is not there any more.
    """
    article, shop = as_asked(folder, shop, editions)
    _must_be_remembered(planned(article, shop), folder)
    return article, shop


def as_asked(
    folder: Path, shop: Workshop, editions: Iterable[str] = ()
) -> tuple[Source | Collection, Workshop]:
    """A publication's articles as they are now, and a workshop as it was asked for.

    Args:
        folder: of the publication.
        shop: the user's, as for `again`.
        editions: that are wanted beside those that are there.

    Returns:
        What `publish` makes it of again. It speaks what has changed.

    Raises:
        BindingError: there is no record.
        ReadingError: the article is not there any more.
    """
    known = record.read(folder)
    if known is None or known.asked is None:
        raise BindingError(
            f"{folder} is no publication of which it is known how it was made",
            remedy="Name a folder that publisher build has made, or build it again.",
        )
    asked, output = known.asked, folder.parent if folder.name else folder.resolve().parent
    if STANDARD_INPUT in asked.articles:
        raise BindingError(
            f"{folder} was made of what came from standard input, which is not there any more",
            remedy="Build it again with all the editions that you want.",
        )
    kinds = {*known.editions, *editions}
    wanted = tuple(kind for kind in EDITIONS if kind in kinds)
    options = dict(_options(asked, output)) | {"editions": wanted}
    shop = replace(shop, output=output, options=tuple(options.items()), form=asked.form)
    return _article(asked, output), shop


def _options(asked: record.Asked, output: Path) -> Iterable[tuple[str, object]]:
    """The options as they were given, paths seen from here."""
    for name, value in asked.options:
        if name == "lexicon" and isinstance(value, list):
            yield name, [str((output / str(each)).resolve()) for each in value]
        else:
            yield name, value


def _article(asked: record.Asked, output: Path) -> Source | Collection:
    names = [str((output / each).resolve()) if is_file(each) else each for each in asked.articles]
    sources = tuple(source(name, asked.form, remote=asked.remote) for name in names)
    if asked.title is None:
        return sources[0]
    return Collection(asked.title, asked.title, sources)


def _must_be_remembered(plan: Plan, folder: Path) -> None:
    """Refuse to speak: whoever binds wants another form of what was heard and approved.

    Raises:
        BindingError: the article would be another, or some of it would have to be spoken.
    """
    must_stand_there(plan, folder)
    new, total = new_lines(plan.document, plan.cast) if plan.cast else (0, 0)
    if new:
        raise BindingError(
            f"{new} of {total} sentences of {plan.name} are not remembered: they were never "
            "spoken, it was changed since, or what was spoken is forgotten",
            remedy="Build it instead: publisher build.",
        )


def must_stand_there(plan: Plan, folder: Path) -> None:
    """Refuse a plan that would not take the place of the publication that was asked about.

    Raises:
        BindingError: it goes by another name now.
    """
    if plan.target.resolve() != folder.resolve():
        raise BindingError(
            f"{plan.name} would be {plan.target.name} now, and no longer {folder.name}",
            remedy="Build it instead: publisher build.",
        )
