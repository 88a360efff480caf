"""The command line: arguments in, one library call, words and an exit code out.

The clock, the environment and the working folder are read here and nowhere else. Results go
to standard output, for the next program; all else goes to standard error.

Exit codes: 0 all is well; 1 some of several articles could not be made; else the code of the
error (`errors`): 2 wrong use, 3 reading, 4 voice, 5 writing, 6 checking; 7 a check found
errors; 8 it found warnings; 70 a fault of our own; 130 interrupted; 143 told to stop.
"""

import gc
import sys
from typing import NoReturn

import click

from publisher import __version__
from publisher.cli.binding import bind
from publisher.cli.building import build
from publisher.cli.checking import check
from publisher.cli.keeping import cache
from publisher.cli.outlining import outline
from publisher.cli.previewing import preview
from publisher.cli.pronouncing import lexicon, pronounce
from publisher.cli.saying import say
from publisher.cli.shop import stop
from publisher.cli.telling import fault, refusal, say_error
from publisher.cli.voicing import voices
from publisher.errors import PublisherError
from publisher.process import keep_streams_apart, let_go_of_results

INTERRUPTION = "Stopped. What was spoken is remembered: run the same command again to go on."
_HELP = {"help_option_names": ["-h", "--help"], "max_content_width": 100}


@click.group(context_settings=_HELP, epilog="Exit codes are told by `publisher build --help`.")
@click.version_option(__version__, prog_name="publisher")
def cli() -> None:
    """Turn articles into accessible EPUBs and narrated MP3s, offline.

    \b
    Start here:
      publisher build                     every article in source/, into build/
      publisher build report.txt          one article
      publisher outline report.txt        what was understood of it
      publisher voices                    who can speak here
      publisher say "Dr. Reyes, £2.5m"    how a line will be read
      publisher pronounce report.txt      names that the voice may get wrong
      publisher preview                   read, hear and correct what was made
      publisher check build/report        look over what was made
      publisher bind build/report --editions m4b,daisy
                                          the same recording in other forms
    """


@click.command()
@click.argument("shell", type=click.Choice(["bash", "zsh", "fish"]))
def completion(shell: str) -> None:
    """Print what makes a shell complete publisher's commands and options.

    \b
    Examples:
      publisher completion bash >> ~/.bashrc
      publisher completion fish > ~/.config/fish/completions/publisher.fish
    """
    from click.shell_completion import get_completion_class

    kind = get_completion_class(shell)
    assert kind is not None  # the choices are those that click has
    click.echo(kind(cli, {}, "publisher", "_PUBLISHER_COMPLETE").source())


for _each in (build, bind, preview, outline, say, pronounce, lexicon, voices, check, cache):
    cli.add_command(_each)
cli.add_command(completion)


def _run() -> int:
    """Run the command line, and tell what went wrong; the exit code."""
    try:
        return int(cli.main(standalone_mode=False) or 0)
    except PublisherError as error:
        say_error(error)
        return error.exit_code
    except click.ClickException as error:
        error.show()
        return error.exit_code
    except SystemExit:
        if stop.code:
            click.echo(INTERRUPTION, err=True)
        raise
    except OSError as error:  # every other one has become ours where it arose
        let_go_of_results()
        refused = refusal(error)
        say_error(refused)
        return refused.exit_code
    except Exception as error:
        ours = fault(error)
        say_error(ours)
        return ours.exit_code


def main() -> NoReturn:
    """Run the command line and leave with its exit code; never with a traceback."""
    sys.setswitchinterval(0.0005)  # or a thread that reads or hashes waits for one that reckons
    gc.set_threshold(20_000)  # hundreds of thousands of words, and hardly a circle among them
    stop.heed()
    keep_streams_apart()
    sys.exit(_run())
