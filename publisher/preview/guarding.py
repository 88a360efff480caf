"""Who may ask for what: the door of a server that stands on somebody's own machine.

Any page in a browser can send requests here, and a name that its owner points to this machine
(DNS rebinding) makes it look like a page of ours. So a name that is not ours is not answered; what
changes anything has to come from a page of ours (``Origin``), and to bring the secret that only
such a page can read. That secret is in the page and in none of its scripts, for a script of ours
could be run by another's page.

Source:
    Fetch, section 3.2 (the Origin header); CSP 3; RFC 9110, section 15.5.20 (421).
"""

import hmac
import ipaddress
import logging
import re
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass
from typing import Final

from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import JSONResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from publisher.errors import PublisherError

TOKEN: Final = "X-Publisher-Token"  # noqa: S105  # its header's name
LARGEST: Final = 64_000  # bytes of what is asked
POLICY: Final = "Content-Security-Policy"


def policy(run: Iterable[str] = ()) -> str:
    """What a page may load and run.

    Args:
        run: digests of scripts that stand in the page itself and may run, as CSP writes them.
    """
    return "; ".join(
        (
            "default-src 'none'",
            " ".join(("script-src 'self'", *run)),
            "connect-src 'self'",
            "style-src 'self' 'unsafe-inline'",  # the report's pictures are drawn with them
            "img-src 'self' data:",
            "media-src 'self' data:",
            "base-uri 'none'",
            "form-action 'none'",
            "frame-ancestors 'none'",
        )
    )


HEADERS: Final = {
    POLICY: policy(),
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Embedder-Policy": "require-corp",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Cache-Control": "no-cache",  # kept, but asked for again: the next making has the same names
}
_HOST: Final = re.compile(r"(?:\[([0-9a-f:.]+)\]|([^:\[\]]+))(?::\d+)?")

log = logging.getLogger(__name__)


def is_loopback(host: str) -> bool:
    """Whether an address is this machine's own, which nobody else can reach."""
    with suppress(ValueError):
        return ipaddress.ip_address(host).is_loopback
    return host == "localhost"


@dataclass(frozen=True, slots=True)
class Guard:
    """An application that answers nobody but those who may ask.

    Attributes:
        inner: the application itself.
        host: that it is served on.
        token: the secret of this run.
    """

    inner: ASGIApp
    host: str
    token: str

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request, or refuse to; what goes wrong within is told in a line."""
        if scope["type"] != "http":
            await self.inner(scope, receive, send)
            return
        refused = self._refusal(scope)
        begun = False

        async def guarded(message: Message) -> None:
            nonlocal begun
            if message["type"] == "http.response.start":
                begun = True
                headers = MutableHeaders(scope=message)
                for name, value in HEADERS.items():
                    headers.setdefault(name, value)
            await send(message)

        try:
            await (refused or self.inner)(scope, receive, guarded)
        except Exception as error:
            log.error("%s could not be answered: %r", scope["path"], error)
            if not begun:
                fault = JSONResponse({"error": {"message": "A fault of our own"}}, 500)
                await fault(scope, receive, guarded)

    def _refusal(self, scope: Scope) -> JSONResponse | None:
        headers = Headers(scope=scope)
        if not self.is_ours(headers.get("host", "")):
            return _refused(421, "This is not served under that name")
        if scope["method"] in ("GET", "HEAD"):
            return None
        if scope["method"] != "POST":
            return _refused(405, "There is nothing here to do that with")
        if headers.get("origin", "") != f"http://{headers['host']}":
            return _refused(403, "That was not asked by a page of ours")
        given = headers.get(TOKEN, "")
        if not hmac.compare_digest(given.encode(), self.token.encode()):
            return _refused(403, "That was asked without this run's secret; load the page again")
        if not may_correct(scope):
            return _refused(403, "Corrections are made on the machine itself")
        if headers.get("content-type", "").partition(";")[0].strip() != "application/json":
            return _refused(415, "That is no JSON")
        length = headers.get("content-length", "")
        if not length.isdecimal() or int(length) > LARGEST:
            return _refused(413, "That is too much, or nobody knows how much")
        return None

    def is_ours(self, named: str) -> bool:
        """Whether a name in a request is one that this server goes by.

        A number is, where it is served to others: nobody can have a number lead elsewhere.
        """
        name = _without_port(named)
        if name == self.host or is_loopback(name):
            return True
        if is_loopback(self.host):
            return False
        with suppress(ValueError):
            return bool(ipaddress.ip_address(name))
        return False


def may_correct(scope: Scope) -> bool:
    """Whether a request comes from this machine itself; others may read, and no more."""
    client = scope.get("client")
    return client is not None and is_loopback(client[0])


def told(error: PublisherError) -> dict[str, object]:
    """An error of ours for a page."""
    return {"error": {"message": error.message, "remedy": error.remedy}}


def _without_port(named: str) -> str:
    found = _HOST.fullmatch(named.lower())
    return (found[1] or found[2]) if found else ""


def _refused(status: int, message: str) -> JSONResponse:
    return JSONResponse({"error": {"message": message, "remedy": ""}}, status)
