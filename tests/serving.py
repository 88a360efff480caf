"""A web server on this machine, whose pages a test makes up."""

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

PAGE = "<title>The Mill</title><h1>The Mill</h1><p>The wheel turned again on “Monday”.</p>".encode()
HTML = "text/html; charset=utf-8"

Answer = Callable[[BaseHTTPRequestHandler], None]


def says(body: bytes = PAGE, kind: str | None = HTML, status: int = 200, **headers: str) -> Answer:
    """An answer with a body of a kind."""

    def answer(handler: BaseHTTPRequestHandler) -> None:
        handler.send_response(status)
        if kind is not None:
            handler.send_header("Content-Type", kind)
        for name, value in headers.items():
            handler.send_header(name.replace("_", "-"), value)
        handler.end_headers()
        handler.wfile.write(body)

    return answer


def sends_to(place: str) -> Answer:
    """An answer that sends elsewhere."""
    return says(b"", status=302, Location=place)


class Server(ThreadingHTTPServer):
    """A server whose pages a test makes up; it remembers what it was asked."""

    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.pages: dict[str, Answer] = {}
        self.asked: list[BaseHTTPRequestHandler] = []

    def handle_error(self, request: object, client_address: object) -> None:
        """Say nothing: who asked has hung up, as a test wants it."""

    def at(self, path: str, answer: Answer) -> str:
        """Put an answer at a path; its address comes back."""
        self.pages[path] = answer
        return f"http://127.0.0.1:{self.server_port}{path}"


class _Handler(BaseHTTPRequestHandler):
    server: Server

    def do_GET(self) -> None:
        self.server.asked.append(self)
        self.server.pages[self.path](self)

    def log_message(self, *_: object) -> None:
        """Say nothing."""


@contextmanager
def serving() -> Iterator[Server]:
    """A server that answers until the end of the block."""
    with Server() as server:
        threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True).start()
        yield server
        server.shutdown()
