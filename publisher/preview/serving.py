"""The reading room as a web application: files, pages, what changed, and answers."""

import asyncio
import mimetypes
import secrets
from collections.abc import AsyncIterator, Callable, Iterable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

import uvicorn
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import (
    FileResponse,
    HTMLResponse,
    JSONResponse,
    RedirectResponse,
    Response,
    StreamingResponse,
)
from starlette.routing import Route
from starlette.types import ASGIApp

from publisher.binding.web import PAGE
from publisher.preview.answering import Answers, answering
from publisher.preview.correcting import Correcting
from publisher.preview.guarding import POLICY, Guard, may_correct, policy
from publisher.preview.noticing import Noticing
from publisher.preview.pages import OURS, SHIPPED, Known, content, equipped, ours, own_scripts
from publisher.preview.standing import WEB_PAGE, Publication, Standing

_TYPES: Final = {
    ".css": "text/css",
    ".epub": "application/epub+zip",
    ".js": "text/javascript",
    ".m3u8": "application/vnd.apple.mpegurl",
    ".m4b": "audio/mp4",
    ".mp3": "audio/mpeg",
    ".srt": "text/plain",
    ".vtt": "text/vtt",
}  # the system's own table may know other names for them


@dataclass(frozen=True, slots=True)
class Room:
    """A reading room.

    Attributes:
        standing: what is served.
        correcting: makes what is corrected.
        host: that it is served on.
        say: tells whoever started it of what is made.
        is_over: whether it is about to close.
        token: the secret of this run.
    """

    standing: Standing
    correcting: Correcting
    host: str = "127.0.0.1"
    say: Callable[[str], None] = lambda line: None
    is_over: Callable[[], bool] = lambda: False
    token: str = field(default_factory=secrets.token_urlsafe)
    run: str = field(default_factory=lambda: secrets.token_hex(4))

    def application(self) -> ASGIApp:
        """The application, guarded."""
        watched = self.standing.root.resolve()
        noticing = Noticing(watched.parent if self.standing.is_one else watched, self.is_over)

        @asynccontextmanager
        async def lifespan(_: Starlette) -> AsyncIterator[None]:
            eyes = asyncio.create_task(noticing.watch())
            yield
            eyes.cancel()

        async def events(request: Request) -> Response:
            page, stood = (request.query_params.get(name, "") for name in ("page", "stood"))
            lines = noticing.changes(lambda: self._stamp(page), stood)
            return StreamingResponse(_as_events(lines), media_type="text/event-stream")

        works = Answers(self.standing, self.correcting, self.say).works()
        routes = [
            *(Route(f"{OURS}/{name}", _shipped) for name in SHIPPED),
            *(Route(f"{OURS}/{name}", answering(work), methods=["POST"]) for name, work in
              works.items()),
            Route(f"{OURS}/events", events),
            Route("/favicon.ico", _nothing),
            Route("/{path:path}", self._page),
        ]  # fmt: skip
        return Guard(Starlette(routes=routes, lifespan=lifespan), self.host, self.token)

    async def _page(self, request: Request) -> Response:
        path = request.path_params["path"]
        return await asyncio.to_thread(self._found, path, may_correct(request.scope))

    def _found(self, path: str, may_correct: bool) -> Response:
        """A file, or a page in its place."""
        at, standing = path.rstrip("/"), self.standing
        file = standing.file(path) or standing.file(f"{at}/{PAGE}".removeprefix("/"))
        if file is None:
            return self._instead(at, may_correct)
        if file.name == PAGE and not path.endswith(PAGE):
            path = f"{at}/{PAGE}".removeprefix("/")
            if at:  # what the page names stands beside it
                return RedirectResponse(f"/{path}")
        if file.suffix == ".html":
            return self._opened(file, path, may_correct)
        kind = _TYPES.get(file.suffix) or mimetypes.guess_type(file.name)[0]
        return FileResponse(
            file, stat_result=file.stat(), media_type=kind or "application/octet-stream"
        )

    def _instead(self, path: str, may_correct: bool) -> Response:
        """The list of all, or what stands in the place of a web edition that is not there."""
        if not path and not self.standing.is_one:
            return self._listed("Publications", self.standing.publications(), may_correct)
        owner = self.standing.owner(path) if path else ""
        within = self.standing.within(path)
        one = None if owner is None else self.standing.publication(owner)
        if one is not None and one.is_web and not within:
            return RedirectResponse(one.address)
        if one is not None and not one.is_web and within in ("", "web", WEB_PAGE):
            return self._listed(one.title, (one,), may_correct)
        return JSONResponse({"error": {"message": "There is nothing there", "remedy": ""}}, 404)

    def _opened(self, file: Path, path: str, may_correct: bool) -> Response:
        """A page as it was built, with what reloads it, and what corrects it, put in."""
        stood, owner = self._stamp(path), self.standing.owner(path)
        known = Known(path, stood, owner or "", self.token if may_correct else "")
        is_web = owner is not None and self.standing.within(path) == WEB_PAGE
        page = file.read_bytes()
        headers = {POLICY: policy(own_scripts(page))}
        return HTMLResponse(equipped(page, known, is_web=is_web), headers=headers)

    def _listed(self, title: str, every: Iterable[Publication], may_correct: bool) -> Response:
        known = Known("", self._stamp(""), "", self.token if may_correct else "")
        return HTMLResponse(equipped(ours(title, tuple(every)), known, is_web=False))

    def _stamp(self, page: str) -> str:
        """How a page stands; another in each run, whose secret is another too."""
        return f"{self.run}-{self.standing.stamp(page)}"


def server_of(application: ASGIApp) -> uvicorn.Server:
    """A server for an application, which keeps its own words to itself: errors are ours to tell."""
    return uvicorn.Server(
        uvicorn.Config(
            application,
            port=0,
            log_config=None,
            log_level="critical",
            access_log=False,
            ws="none",
            proxy_headers=False,  # who asks is who is connected, whatever they say
            server_header=False,
        )
    )


async def _as_events(lines: AsyncIterator[str]) -> AsyncIterator[str]:
    """What changed, as a browser listens to it; a comment now and then, or it would hang up."""
    yield "retry: 500\n\n"
    async for line in lines:
        yield f"event: changed\ndata: {line}\n\n" if line else ": as it was\n\n"


async def _nothing(_: Request) -> Response:
    """No icon, for pages that name none: a browser that asks on its own is not told of a fault."""
    return Response(status_code=204)


async def _shipped(request: Request) -> Response:
    """One of our own files."""
    name = request.url.path.rpartition("/")[2]
    return Response(content(name), media_type=_TYPES[Path(name).suffix])
