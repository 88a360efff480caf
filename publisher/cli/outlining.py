"""`publisher outline`."""

from pathlib import Path

import click

from publisher.cli.options import source_options
from publisher.cli.shop import workshop
from publisher.errors import SettingsError


@click.command()
@click.argument("paths", nargs=-1, required=True, metavar="PATH")
@click.option(
    "--markdown", is_flag=True, help="Write it as Markdown that can be corrected and built."
)
@source_options
def outline(
    paths: tuple[str, ...],
    markdown: bool,
    form: str | None,
    collection: str | None,
    remote: bool,
    **options: str | None,
) -> None:
    """Show what was understood of an article.

    Its headline, standfirst, byline and sections with their words and the time they will take
    to hear; tables, lists and other odd passages; and what was set aside and why, all with
    their lines. With --markdown the same as a file that can be corrected: where a guess was
    wrong, mend it there and build that file.

    \b
    Examples:
      publisher outline article.txt
      publisher outline article.txt --markdown > article.md
      publisher build article.md
    """
    from publisher import arguments
    from publisher.binding.manuscript import manuscript
    from publisher.outline import outline as lines_of
    from publisher.understanding import understood

    if len(paths) > 1 and collection is None:
        raise SettingsError("outline shows one article at a time", "Name one, or a --collection.")
    shop = workshop(Path("build"), tuple(options.items()), form=form or "")
    source = (
        arguments.source(paths[0], shop.form, remote=remote)
        if collection is None
        else arguments.collection(collection, paths, shop.form, remote=remote)
    )
    known = understood(source, shop)
    if markdown:
        click.echo(manuscript(known.document, known.wishes), nl=False)
    else:
        lines = lines_of(source.name, known.document, known.document.findings, known.settings.rate)
        click.echo("\n".join(lines))
