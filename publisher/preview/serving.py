"""The reading room as a web application: files, pages with what corrects them, and answers.

What is asked for with POST is answered line by line in JSON: each step that was made, then what
came of it, or an error with its remedy.
"""

import asyncio
import base64
import json
import logging
import mimetypes
import re
import secrets
import threading
from collections.abc import AsyncIterator, Callable, Mapping
from contextlib import asynccontextmanager, suppress
from dataclasses import asdict, dataclass, field
from html import escape
from importlib.resources import files
from pathlib import Path
from typing import Any, Final

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
from publisher.errors import BindingError, FaultError, PublisherError, SettingsError
from publisher.preview.correcting import Correcting
from publisher.preview.entries import Entry, Place, entry
from publisher.preview.guarding import Guard, may_correct, told
from publisher.preview.noticing import Noticing
from publisher.preview.standing import WEB_PAGE, Publication, Standing
from publisher.progress import Progress
from publisher.publication import Publication as Made

OURS: Final = "/~preview"  # no slug has such a sign in it
SHIPPED: Final = ("known.js", "reload.js", "ask.js", "making.js", "correct.js", "correct.css")
PANEL: Final = "panel.html"
_POLICY: Final = re.compile(rb'<meta http-equiv="Content-Security-Policy"[^>]*>')
_HEAD_END, _BODY_END = b"</head>", b"</body>"
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

log = logging.getLogger(__name__)

Asked = Mapping[str, Any]
Answer = dict[str, object]


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

        works = {
            "sentence": self._sentence,
            "trial": self._trial,
            "save": self._save,
            "take": self._take,
            "web": self._web,
        }
        routes = [
            *(Route(f"{OURS}/{name}", _shipped) for name in SHIPPED),
            *(Route(f"{OURS}/{name}", _answering(work), methods=["POST"]) for name, work in
              works.items()),
            Route(f"{OURS}/events", events),
            Route("/{path:path}", self._page),
        ]  # fmt: skip
        return Guard(Starlette(routes=routes, lifespan=lifespan), self.host, self.token)

    # ---- What is read ----

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
            every = tuple(self.standing.publications())
            return self._ours("Publications", _listed(every), may_correct)
        owner = self.standing.owner(path) if path else ""
        within = self.standing.within(path)
        one = None if owner is None else self.standing.publication(owner)
        if one is not None and one.is_web and not within:
            return RedirectResponse(one.address)
        if one is not None and not one.is_web and within in ("", "web", WEB_PAGE):
            return self._ours(one.title, _listed((one,)), may_correct)
        return JSONResponse({"error": {"message": "There is nothing there", "remedy": ""}}, 404)

    def _opened(self, file: Path, path: str, may_correct: bool) -> Response:
        """A page as it was built, with what reloads it, and what corrects it, put in."""
        owner = self.standing.owner(path)
        is_web = owner is not None and self.standing.within(path) == WEB_PAGE
        return HTMLResponse(
            self._equipped(file.read_bytes(), path, owner, is_web=is_web, may_correct=may_correct)
        )

    def _ours(self, title: str, body: str, may_correct: bool) -> Response:
        page = (
            '<!DOCTYPE html><html lang="en"><head><meta charset="utf-8">'
            '<meta name="viewport" content="width=device-width, initial-scale=1">'
            f'<title>{escape(title)}</title><link rel="icon" href="data:,"></head>'
            f'<body class="room"><main><h1>{escape(title)}</h1>{body}</main></body></html>'
        )
        return HTMLResponse(
            self._equipped(page.encode(), "", None, is_web=False, may_correct=may_correct)
        )

    def _equipped(
        self, page: bytes, path: str, owner: str | None, *, is_web: bool, may_correct: bool
    ) -> bytes:
        known = {
            "page": path,
            "publication": owner or "",
            "stood": self._stamp(path),
            "token": self.token if may_correct else "",
        }
        data = json.dumps(known).replace("<", "\\u003c")
        scripts = ["reload.js"]
        if may_correct:
            scripts.append("correct.js" if is_web else "making.js")
        panel = _content(PANEL) if is_web and may_correct else b""
        body = [f'<script type="application/json" id="preview">{data}</script>'] + [
            f'<script type="module" src="{OURS}/{name}"></script>' for name in scripts
        ]
        style = f'<link rel="stylesheet" href="{OURS}/correct.css">'.encode()
        page = _POLICY.sub(b"", page)  # what is put in has to talk to us; our header says the rest
        page = _before(_HEAD_END, style, page)
        return _before(_BODY_END, panel + "".join(body).encode(), page)

    def _stamp(self, page: str) -> str:
        """How a page stands; another in each run, whose secret is another too."""
        return f"{self.run}-{self.standing.stamp(page)}"

    # ---- What is done ----

    def _sentence(self, asked: Asked, _: Progress) -> Answer:
        """What a sentence is, and where a word of it can be corrected."""
        desk = self.correcting.desk(self._folder(asked))
        line = desk.line(_word(asked, "sentence"))
        return {
            "printed": line.printed,
            "words": line.saying.shown,
            "phonemes": line.saying.phonemes,
            "voice": str(line.who.voice),
            "take": line.take,
            "varies": line.who.varies,
            "places": [{"name": each.name, "said": _in_words(each)} for each in desk.places()],
        }

    def _trial(self, asked: Asked, _: Progress) -> Answer:
        """How a sentence would be said."""
        folder, name = self._folder(asked), _word(asked, "sentence")
        trial = self.correcting.try_out(folder, name, _entry(asked))
        return {
            "words": trial.saying.shown,
            "phonemes": trial.saying.phonemes,
            "sound": f"data:audio/wav;base64,{base64.b64encode(trial.sound).decode()}",
            "changed": trial.changed,
        }

    def _save(self, asked: Asked, progress: Progress) -> Answer:
        """Write an entry, and make the publication again."""
        folder, name, place = self._folder(asked), _word(asked, "sentence"), _word(asked, "place")
        written = _entry(asked)
        made = self.correcting.save(folder, name, written, place, progress)
        return self._made(made, f"“{written.word}” is corrected")

    def _take(self, asked: Asked, progress: Progress) -> Answer:
        """Speak a sentence in its next take, or in its first."""
        folder, name, take = self._folder(asked), _word(asked, "sentence"), asked.get("take")
        if take not in (None, 0):
            raise SettingsError("That is no take", "Ask for the next, or for the first.")
        return self._made(
            self.correcting.retake(folder, name, take, progress), f"{name} is retaken"
        )

    def _web(self, asked: Asked, progress: Progress) -> Answer:
        """Make a web edition."""
        made = self.correcting.bind_web(self._folder(asked), progress)
        return self._made(made, "It has a web edition")

    def _folder(self, asked: Asked) -> Path:
        folder = self.standing.folder(_word(asked, "publication"))
        if folder is None:
            raise SettingsError("There is no such publication", "Load the page again.")
        return folder

    def _made(self, made: Made, what: str) -> Answer:
        counted = f"{made.spoken} clauses spoken, {made.remembered} remembered"
        self.say(f"{made.folder}: {what} ({counted})")
        return {"spoken": made.spoken, "remembered": made.remembered}


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


def _in_words(place: Place) -> str:
    if place.front:
        return f"The article’s front matter ({place.path.name})"
    new = "" if place.path.exists() else ", which is new"
    return f"The lexicon beside the article ({place.path.name}{new})"


def _word(asked: Asked, name: str) -> str:
    """A text in what was asked.

    Raises:
        SettingsError: there is none.
    """
    value = asked.get(name)
    if not isinstance(value, str):
        raise SettingsError(f"It is not told which {name}", "Load the page again.")
    return value


def _entry(asked: Asked) -> Entry:
    return entry(_word(asked, "word"), _word(asked, "manner"), _word(asked, "how"))


def _answering(work: Callable[[Asked, Progress], Answer]) -> Callable[[Request], Any]:
    """What answers a request by some work, line by line."""

    async def answer(request: Request) -> Response:
        try:
            asked = json.loads(await request.body())
        except (ValueError, RecursionError):
            asked = None
        if not isinstance(asked, dict):
            return JSONResponse({"error": {"message": "That is no JSON", "remedy": ""}}, 400)
        return StreamingResponse(_lines(work, asked), media_type="application/x-ndjson")

    return answer


async def _lines(work: Callable[[Asked, Progress], Answer], asked: Asked) -> AsyncIterator[str]:
    """Every step of some work, then what came of it.

    It is done in a thread of its own, to its end though nobody listens any more: a process waits
    for such threads before it leaves.
    """
    loop, told_of = asyncio.get_running_loop(), asyncio.Queue[Answer | None]()

    def tell(line: Answer | None) -> None:
        with suppress(RuntimeError):  # the server has stopped
            loop.call_soon_threadsafe(told_of.put_nowait, line)

    def run() -> None:
        try:
            tell(_outcome(work, asked, lambda step: tell({"step": asdict(step)})))
        finally:
            tell(None)

    threading.Thread(target=run, name="making").start()
    while (line := await told_of.get()) is not None:
        yield json.dumps(line) + "\n"


def _outcome(work: Callable[[Asked, Progress], Answer], asked: Asked, step: Progress) -> Answer:
    try:
        return {"done": work(asked, step)}
    except PublisherError as error:
        log.debug("it came from here", exc_info=error)
        return told(error)
    except OSError as error:
        return told(
            BindingError(
                f"The system would not let it be done: {error.strerror or error}",
                remedy="Make room there, and try again.",
            )
        )
    except SystemExit:
        return told(BindingError("The server was stopped", "Start publisher preview again."))
    except Exception as error:
        log.debug("it came from here", exc_info=error)
        return told(
            FaultError(
                f"publisher met a fault of its own ({type(error).__name__}: {error})",
                remedy="Nothing that was published is harmed. Please report it with this line.",
            )
        )


async def _as_events(lines: AsyncIterator[str]) -> AsyncIterator[str]:
    """What changed, as a browser listens to it; a comment now and then, or it would hang up."""
    yield "retry: 500\n\n"
    async for line in lines:
        yield f"event: changed\ndata: {line}\n\n" if line else ": as it was\n\n"


async def _shipped(request: Request) -> Response:
    """One of our own files."""
    name = request.url.path.rpartition("/")[2]
    return Response(_content(name), media_type=_TYPES[Path(name).suffix])


def _content(name: str) -> bytes:
    return files("publisher.preview").joinpath("page", name).read_bytes()


def _before(tag: bytes, what: bytes, page: bytes) -> bytes:
    """A page with something before the last such tag, or at its end."""
    head, found, tail = page.rpartition(tag)
    return head + what + found + tail if found else page + what


def _listed(every: tuple[Publication, ...]) -> str:
    """A list of publications; what has no web edition yet can be given one."""
    if not every:
        return "<p>There is none yet. Make one: <kbd>publisher build ARTICLE</kbd>.</p>"
    return f"<ul>{''.join(map(_item, every))}</ul>"


def _item(one: Publication) -> str:
    title = escape(one.title)
    if one.is_web:
        return f'<li><a href="{escape(one.address)}">{title}</a></li>'
    name, goal = escape(one.name), escape(one.address)
    return (
        f"<li>{title}, which has no web edition yet "
        f'<button type="button" class="make" data-publication="{name}" data-goal="{goal}" '
        f'aria-label="Make a web edition of {title}">Make one</button> '
        '<span role="status"></span></li>'
    )
