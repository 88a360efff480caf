"""Articles and images from the web: only what the user has named, and never without limits.

A server may be slow, endless, wrong or hostile. So all of it has a time, counted over
everything and not from byte to byte; a size, counted after what is compressed has been
unpacked; and a number of times that it may send us elsewhere. A user may name a machine in
their own house; a page out on the web may not send us to one, where nobody but the user is
let in. No password goes out, whether it stands in the address or in ``.netrc``.
"""

import ipaddress
import logging
import socket
import threading
import time
from collections.abc import Callable
from pathlib import PurePosixPath
from queue import Empty, SimpleQueue
from typing import TypeVar
from urllib.parse import urljoin, urlsplit, urlunsplit

import requests
from requests import exceptions
from urllib3.exceptions import HTTPError, NameResolutionError

from publisher import __version__
from publisher.errors import ReadingError
from publisher.reading.source import LARGEST, LARGEST_PACKED, Source, checked

LARGEST_PICTURE = 10_000_000  # bytes
MOST_REDIRECTS = 5
CONNECT_SECONDS, READ_SECONDS = 10.0, 20.0  # to be answered at all, and from byte to byte
TOTAL_SECONDS = 90.0  # for everything
PIECE = 65_536  # bytes taken at a time

_ARTICLES = (
    *("text/html", "application/xhtml+xml", "text/plain", "text/markdown", "text/x-markdown"),
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "application/epub+zip",
)
_VAGUE = ("", "application/octet-stream", "binary/octet-stream")
_ENDINGS = ("", ".html", ".htm", ".xhtml", ".txt", ".text", ".md", ".markdown", ".docx", ".epub")
_SAVE = "Open it in a browser, save the page, and name that file."
_STATUS = {
    401: ("asks for a password", _SAVE),
    402: ("asks to be paid", _SAVE),
    403: ("is not given to programs (403)", _SAVE),
    404: ("is not there (404)", "Check the address."),
    410: ("is there no more (410)", "Look for a copy of it, in an archive of the web for one."),
    429: ("is not given out now: there were too many requests (429)", "Try again in an hour."),
    451: ("is withheld for legal reasons (451)", "Look for another source."),
}

log = logging.getLogger(__name__)

Found = TypeVar("Found")


def fetched(url: str) -> Source:
    """The article at a web address.

    Args:
        url: as the user typed it.

    Returns:
        Its bytes; `Source.address` is where they were found in the end, and
        `Source.media_type` what the server called them.

    Raises:
        ReadingError: there is no such address, it cannot be reached or will not be given, it
            takes too long, is too large, empty, or nothing that can be read.
    """
    name = _bare(url)
    return checked(_in_time(name, lambda until: _article(name, until)))


def picture_from(url: str) -> bytes:
    """The image at a web address.

    Raises:
        ReadingError: as for `fetched`, or it is no image.
    """
    name = _bare(url)
    return _in_time(name, lambda until: _picture(name, until))


def remote(base: str) -> Callable[[str], bytes | None]:
    """Finds the images that an article names, by their addresses.

    Args:
        base: the address that theirs start from, or "".

    Returns:
        A function from an address to an image's bytes; None when it cannot be had, which is
        in the log: an article is none the less for it.
    """

    def found(address: str) -> bytes | None:
        try:
            whole = urljoin(base, address.strip())
            return picture_from(whole) if whole.startswith(("http:", "https:")) else None
        except (ReadingError, ValueError) as error:
            log.warning("no image: %s", error)
            return None

    return found


def _article(name: str, until: float) -> Source:
    with _session() as session, _answer(session, name, until) as answer:
        said = answer.headers.get("Content-Type", "")
        kind, ending = _kind(said), PurePosixPath(urlsplit(answer.url).path).suffix.lower()
        if kind not in _ARTICLES and not (kind in _VAGUE and ending in _ENDINGS):
            raise ReadingError(
                f"{name} is no article that can be read: it is {kind}",
                remedy="Name a web page, plain text, Markdown, DOCX or EPUB.",
            )
        packed = kind.startswith("application/") and "html" not in kind
        most = LARGEST_PACKED if packed else LARGEST
        return Source(name, _body(answer, name, most, until), None, answer.url, said)


def _picture(name: str, until: float) -> bytes:
    with _session() as session, _answer(session, name, until) as answer:
        kind = _kind(answer.headers.get("Content-Type", ""))
        if not kind.startswith("image/") and kind not in _VAGUE:
            raise ReadingError(f"{name} is no image: it is {kind}", "Check the address.")
        return _body(answer, name, LARGEST_PICTURE, until)


def _session() -> requests.Session:
    """What sends requests: it says who it is, and no password from ``.netrc``."""
    session = requests.Session()
    session.auth = lambda request: request
    session.headers["User-Agent"] = f"publisher/{__version__} (makes accessible editions)"
    session.headers["Accept"] = f"{', '.join(_ARTICLES)}, */*;q=0.1"
    session.headers["Accept-Encoding"] = "gzip, deflate"  # what Python unpacks by itself
    return session


def _answer(session: requests.Session, name: str, until: float) -> requests.Response:
    """What a server says in the end, its body not yet read.

    Raises:
        ReadingError: it sends us round and round, to where we may not go, or does not answer.
    """
    address, hops = name, [_host(name)]
    for _ in range(MOST_REDIRECTS + 1):
        answer = _asked(session, address, name, until)
        if not answer.is_redirect:
            _refuse_status(answer, name)
            return answer
        address = _bare(urljoin(answer.url, answer.headers["Location"]))
        answer.close()
        _refuse_inward(hops[0], _host(address), name)
        hops.append(_host(address))
    raise ReadingError(
        f"{name} sends us on more than {MOST_REDIRECTS} times",
        remedy="Open it in a browser, and name the address that it comes to.",
    )


def _asked(session: requests.Session, address: str, name: str, until: float) -> requests.Response:
    """One request, sent and answered.

    Raises:
        ReadingError: it cannot be sent, or is not answered.
    """
    left = max(until - time.monotonic(), 0.1)
    waits = (min(CONNECT_SECONDS, left), min(READ_SECONDS, left))
    try:
        return session.get(address, stream=True, allow_redirects=False, timeout=waits)
    except (exceptions.RequestException, HTTPError, ValueError) as error:
        raise _failed(error, name, _host(address)) from error


def _failed(error: Exception, name: str, host: str) -> ReadingError:
    """What to say when a server cannot be reached, or breaks off."""
    if isinstance(error, exceptions.SSLError):
        return ReadingError(
            f"{name} cannot be reached safely: {host} does not prove who it is",
            remedy="Check the address, and this machine's date.",
        )
    if isinstance(error, exceptions.Timeout) or "timed out" in str(error).lower():
        return _too_slow(name)
    if isinstance(error, exceptions.ConnectionError) and _is_about_names(error):
        return ReadingError(
            f"{name}: there is no {host}, or this machine is not on the net",
            remedy="Check the address, and the connection.",
        )
    if isinstance(
        error, exceptions.ChunkedEncodingError | exceptions.ContentDecodingError | HTTPError
    ):
        return ReadingError(f"{name} came only in part, or damaged", "Try again.")
    if isinstance(error, exceptions.ConnectionError):
        return ReadingError(f"{name}: {host} takes no connection", "Try again later.")
    return ReadingError(f"{name} is no address that can be asked for", "Check the address.")


def _is_about_names(error: Exception) -> bool:
    """Whether a connection failed because nobody knows the host."""
    reason = getattr(error.args[0] if error.args else None, "reason", None)
    return isinstance(reason, NameResolutionError) or "resolve" in str(error).lower()


def _too_slow(name: str) -> ReadingError:
    return ReadingError(f"{name} takes too long to come", f"Try again later. {_SAVE}")


def _refuse_status(answer: requests.Response, name: str) -> None:
    """Stop where a server gives something else than what was asked for.

    Raises:
        ReadingError: it says that it does.
    """
    code = answer.status_code
    if code == requests.codes.ok:
        return
    answer.close()
    if code in _STATUS:
        what, remedy = _STATUS[code]
        raise ReadingError(f"{name} {what}", remedy)
    if code >= 500:
        raise ReadingError(f"{name}: the server is in trouble ({code})", "Try again later.")
    raise ReadingError(f"{name} is not given: the server says {code}", _SAVE)


def _refuse_inward(first: str, host: str, name: str) -> None:
    """Stop where the web at large sends us to a machine of the user's own net.

    Raises:
        ReadingError: it does.
    """
    if _is_inside(host) and not _is_inside(first):
        raise ReadingError(
            f"{name} sends us to {host}, a machine of your own net, and is not followed",
            remedy=f"If you trust it, name the address on {host} yourself.",
        )


def _is_inside(host: str) -> bool:
    """Whether any of a host's addresses is one that not all of the web can reach."""
    try:
        found = socket.getaddrinfo(host, None, type=socket.SOCK_STREAM)
        return any(not ipaddress.ip_address(str(each[4][0])).is_global for each in found)
    except (OSError, ValueError):  # unknown: then the request will say so
        return False


def _body(answer: requests.Response, name: str, most: int, until: float) -> bytes:
    """The bytes of an answer, unpacked.

    Raises:
        ReadingError: they are too many, take too long, or break off.
    """
    pieces, size = [], 0
    try:
        for piece in answer.iter_content(PIECE):
            pieces.append(piece)
            size += len(piece)
            if size > most:
                raise ReadingError(
                    f"{name} is too large: it has more than {most // 1_000_000} MB",
                    remedy="Name an address that holds one article.",
                )
            if time.monotonic() > until:
                raise _too_slow(name)
    except (exceptions.RequestException, HTTPError, OSError) as error:
        raise _failed(error, name, _host(name)) from error
    expected, packed = (
        answer.headers.get(f"Content-{each}", "") for each in ("Length", "Encoding")
    )
    if expected.isdecimal() and not packed and size < int(expected):
        raise ReadingError(f"{name} came only in part", "Try again.")
    return b"".join(pieces)


def _bare(url: str) -> str:
    """An address without the password, and the place on the page, that may be in it.

    Raises:
        ReadingError: it is no address of the web.
    """
    try:
        parts = urlsplit(url.strip())
        host, port = parts.hostname or "", parts.port
    except ValueError as error:
        raise ReadingError(f"{url!r} is no web address", "Check it.") from error
    if parts.scheme not in ("http", "https") or not host:
        raise ReadingError(
            f"{url!r} is no web address", "It begins with http:// or https:// and names a host."
        )
    named = f"[{host}]" if ":" in host else host
    place = f"{named}:{port}" if port else named
    return urlunsplit((parts.scheme, place, parts.path or "/", parts.query, ""))


def _host(address: str) -> str:
    return urlsplit(address).hostname or ""


def _kind(media_type: str) -> str:
    """A media type without its parameters."""
    return media_type.partition(";")[0].strip().lower()


def _in_time(name: str, work: Callable[[float], Found]) -> Found:
    """What work comes to, if it does in time.

    It is done beside us, for a server that gives a byte now and then is never silent for long,
    and only who does not wait for it can leave it. What is left ends with the program.

    Args:
        name: the address, for messages.
        work: takes the time it has to be done by.

    Raises:
        ReadingError: it is not done in time; or what it raises.
    """
    results: SimpleQueue[Found | Exception] = SimpleQueue()
    until = time.monotonic() + TOTAL_SECONDS

    def done() -> None:
        try:
            results.put(work(until))
        except Exception as error:
            results.put(error)

    threading.Thread(target=done, daemon=True, name=f"fetch {name}").start()
    try:
        result = results.get(timeout=TOTAL_SECONDS)
    except Empty as error:
        raise _too_slow(name) from error
    if isinstance(result, Exception):
        raise result
    return result
