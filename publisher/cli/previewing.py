"""`publisher preview`: the reading room, served on this machine until Ctrl-C."""

import errno
import socket
import threading
import time
import webbrowser
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Final, NoReturn

import click

from publisher.cli.shop import stop, stoppable, workshop
from publisher.cli.telling import say_error
from publisher.errors import BindingError, PublisherError, ReadingError, SettingsError
from publisher.process import keep_log, scratch
from publisher.progress import silent

if TYPE_CHECKING:
    from uvicorn import Server

    from publisher.preview.correcting import Correcting
    from publisher.preview.serving import Room
    from publisher.preview.standing import Standing

PORT: Final = 8642
TRIED: Final = 20  # ports from the one that is taken
_LOOK_S: Final = 0.2  # after which a signal that a library swallowed is seen all the same
_PATIENCE_S: Final = 5.0  # in which the server ends
_TAKEN: Final = (errno.EADDRINUSE, errno.EACCES)  # the latter is how Windows tells it

_WARNING: Final = (
    "Warning: on {host} everybody who can reach this machine may read all that is served, "
    "unencrypted. Leave --host out to keep it to yourself."
)

Say = Callable[[str], None]
"""Tells whoever waits of something, unless they want quiet."""


@click.command()
@click.argument("path", type=click.Path(path_type=Path), default=Path("build"), metavar="[PATH]")
@click.option(
    "--host",
    default="127.0.0.1",
    show_default=True,
    help="Address to serve on. Any but this machine's own lets others read along.",
)
@click.option(
    "--port",
    type=click.IntRange(0, 65535),
    default=PORT,
    show_default=True,
    help="Port to serve on, or the next that is free; 0 for any.",
)
@click.option("--browser/--no-browser", default=True, help="Open the page in a browser, or do not.")
@click.option("-q", "--quiet", is_flag=True, help="No notes: the address and errors only.")
@click.option("-v", "--verbose", is_flag=True, help="Keep a log.")
def preview(
    path: Path, host: str, port: int, browser: bool, quiet: bool, verbose: bool
) -> NoReturn:
    """Read and hear what was made, and correct how it is said.

    PATH is the folder that editions are in (build when left out), or one publication's in it. It is
    served on this machine alone, and its pages follow whatever is built meanwhile, until Ctrl-C.

    Edit in the corner of a web edition, or the key E, opens a sentence: its words as they are
    spoken, its phonemes, and its sound. Write how a word in it is said, as it sounds or in IPA, and
    hear it so before anything is kept. Then save: the word goes into lexicon.toml beside the
    article, or under `pronunciations:` in its front matter, and what it changes is spoken again,
    nothing else. A voice that varies can be asked for another take.

    A publication without a web edition is given one, of the same recording, where nothing has
    changed since.

    \b
    Examples:
      publisher preview
      publisher preview build/report
      publisher preview books --port 9000 --no-browser
      publisher build drafts/ --editions web --watch & publisher preview

    Served elsewhere than on this machine's own address (--host 0.0.0.0), all who can reach it may
    read everything in PATH; corrections are made on this machine only.
    """
    keep_log(quiet=quiet, verbose=verbose)
    from publisher.preview.correcting import Correcting
    from publisher.preview.serving import Room
    from publisher.preview.standing import Standing

    # Another folder is put in the place of one that is made again, so none is to be stood in.
    standing = Standing(path if path.name not in ("", "..") else path.resolve())
    if not path.is_dir():
        raise ReadingError(
            f"{path} is not there" if not path.exists() else f"{path} is no folder",
            "Build something first, with publisher build; or name the folder that it is in.",
        )

    def say(line: str) -> None:
        if not quiet:
            click.echo(line, err=True)

    correcting = Correcting(workshop(Path(), (), form=""), stoppable(silent))
    with scratch():
        _give_page(standing, correcting, say)
        listening = _listening(host, port, say)
        try:
            _serve(Room(standing, correcting, host, say), listening, say, browser=browser)
        finally:
            correcting.rest()


def _give_page(standing: "Standing", correcting: "Correcting", say: Say) -> None:
    """Give the one publication that was named a web edition, if it has none."""
    one = standing.publication("") if standing.is_one else None
    if one is None or one.is_web:
        return
    say(f"{standing.root} has no web edition; one is made of its recording.")
    try:
        correcting.bind_web(standing.root, silent)
    except PublisherError as error:
        stop.check()
        say_error(error)


def _listening(host: str, port: int, say: Say) -> socket.socket:
    """A socket that listens on a port, or on the next that is free.

    Raises:
        SettingsError: there is no such address here.
        BindingError: no port is free.
    """
    from publisher.preview.guarding import is_loopback

    try:
        family, _, _, _, place = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
    except OSError as error:
        raise _no_address(host, error) from error
    for number in range(port, min(port + TRIED, 65536)) if port else (0,):
        try:
            listening = socket.create_server((str(place[0]), number), family=family)
        except OSError as error:
            if error.errno in _TAKEN:
                continue
            raise _no_address(host, error) from error
        if not is_loopback(str(place[0])):
            click.echo(_WARNING.format(host=host), err=True)
        if number != port:
            say(f"Port {port} is taken; {number} is not.")
        return listening
    raise BindingError(f"No port from {port} on is free", "Name another: --port 0 takes any.")


def _no_address(host: str, error: OSError) -> SettingsError:
    return SettingsError(
        f"Nothing can be served on {host}: {error.strerror or error}",
        remedy="Leave --host out, or name an address of this machine.",
    )


def _serve(room: "Room", listening: socket.socket, say: Say, *, browser: bool) -> NoReturn:
    """Serve until the user stops it.

    The server has a thread of its own: in the first one it would take the signals that end us.
    """
    from publisher.preview.serving import server_of

    over = threading.Event()
    server = server_of(replace(room, is_over=over.is_set).application())
    thread = threading.Thread(target=server.run, args=([listening],), name="server")
    thread.start()
    try:
        _wait_until_it_answers(server, thread)
        address = _address(listening)
        click.echo(address)
        say("Serving; pages follow what is built, until Ctrl-C.")
        if browser and not webbrowser.open(address):
            say("No browser could be opened; open that address yourself.")
        while thread.is_alive():
            thread.join(_LOOK_S)
            stop.check()
        raise BindingError("The server ended by itself", "Run the same command again.")
    finally:
        over.set()
        server.should_exit = server.force_exit = True
        thread.join(_PATIENCE_S)


def _wait_until_it_answers(server: "Server", thread: threading.Thread) -> None:
    while thread.is_alive() and not server.started:
        time.sleep(0.01)


def _address(listening: socket.socket) -> str:
    """Where the listening socket is found by a browser of this machine."""
    host, port = listening.getsockname()[:2]
    everywhere = {"0.0.0.0": "127.0.0.1", "::": "::1"}  # noqa: S104  # which is asked for
    host = everywhere.get(host, host)
    return f"http://[{host}]:{port}/" if ":" in host else f"http://{host}:{port}/"
