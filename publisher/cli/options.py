"""Options that several commands have."""

import re
from typing import Any

import click

from publisher.settings import SOUGHT

_SIZE = re.compile(r"(\d+(?:\.\d+)?)\s*([kmgt]?)b?", re.IGNORECASE)
_TIMES = {"": 1, "k": 10**3, "m": 10**6, "g": 10**9, "t": 10**12}


class Size(click.ParamType):
    """A number of bytes as people write it: ``500MB``, ``2 GB``, ``1.5g``."""

    name = "size"

    def convert(
        self, value: object, param: click.Parameter | None, ctx: click.Context | None
    ) -> int:
        """The number; what is none is refused with an example."""
        found = _SIZE.fullmatch(str(value).strip())
        if found is None:
            self.fail(f"{value!r} is no size; write one such as 500MB or 2GB.", param, ctx)
        return int(float(found[1]) * _TIMES[found[2].lower()])


SIZE = Size()
FORMS = ("text", "markdown", "html", "docx", "epub")  # the keys of reading.READERS


def source_options(command: Any) -> Any:
    """The options that tell how an article is to be understood."""
    form = click.option(
        "--from",
        "form",
        type=click.Choice(FORMS),
        help="Format of what is read; told by the file's ending when left out.",
    )
    sections = click.option(
        "--sections",
        type=click.Choice(SOUGHT),
        help="What begins a section beside marked headings: nothing; lines that look like "
        "headings; or, in a long text without any, turns of topic too (the default).",
    )
    collection = click.option(
        "--collection",
        metavar="TITLE",
        help="Make one publication of all articles: each a section with its byline and rights.",
    )
    remote = click.option(
        "--remote-pictures", "remote", is_flag=True, help="Fetch the images that a page shows."
    )
    language = click.option("--language", metavar="TAG", help="The article's language: en-GB, fr.")
    rate = click.option(
        "--rate", metavar="TIMES", help="Speaking rate, 0.5 to 2.0; 1.0 is the voice's."
    )
    return form(language(rate(sections(collection(remote(command))))))


def lexicon_option(command: Any) -> Any:
    """The option that names lexicons."""
    return click.option(
        "--lexicon",
        metavar="FILE",
        multiple=True,
        help="How words are said, in TOML or PLS; may be given again. See `publisher lexicon`.",
    )(command)
