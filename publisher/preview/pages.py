"""Pages as they are served: as they were built, with what reloads and corrects them put in."""

import json
import re
from dataclasses import asdict, dataclass
from html import escape
from importlib.resources import files
from typing import Final

from publisher.preview.standing import Publication

OURS: Final = "/~preview"  # no slug has such a sign in it
SHIPPED: Final = ("known.js", "reload.js", "ask.js", "making.js", "correct.js", "correct.css")
_PANEL: Final = "panel.html"
_POLICY: Final = re.compile(rb'<meta http-equiv="Content-Security-Policy"[^>]*>')
_RUN: Final = re.compile(rb"script-src[^;]*?('sha256-[\w+/=]+')")
_HEAD_END, _BODY_END = b"</head>", b"</body>"


@dataclass(frozen=True, slots=True)
class Known:
    """What a page is told of itself.

    Attributes:
        page: its path; "" for a list of ours.
        stood: how it stood when it was read.
        publication: the name of the one that it belongs to, or "".
        token: the secret of this run; "" for who may only read.
    """

    page: str
    stood: str
    publication: str = ""
    token: str = ""


def equipped(page: bytes, known: Known, *, is_web: bool) -> bytes:
    """A page with what reloads it; and for who may correct, with what they do that with.

    Args:
        page: as it was built.
        known: what it is told.
        is_web: whether it is a web edition's own.
    """
    corrects = is_web and bool(known.token)
    scripts = ["reload.js"]
    if known.token:
        scripts.append("correct.js" if is_web else "making.js")
    data = json.dumps(asdict(known)).replace("<", "\\u003c")
    body = [f'<script type="application/json" id="preview">{data}</script>'] + [
        f'<script type="module" src="{OURS}/{name}"></script>' for name in scripts
    ]
    style = f'<link rel="stylesheet" href="{OURS}/correct.css">'.encode()
    page = _POLICY.sub(b"", page)  # what is put in has to talk to us; our header says the rest
    page = _before(_HEAD_END, style, page)
    panel = content(_PANEL) if corrects else b""
    return _before(_BODY_END, panel + "".join(body).encode(), page)


def own_scripts(page: bytes) -> tuple[str, ...]:
    """The digests of scripts in a page that its own policy lets run, as that of an index does."""
    found = _POLICY.search(page)
    return tuple(each.decode() for each in _RUN.findall(found[0])) if found else ()


def ours(title: str, every: tuple[Publication, ...]) -> bytes:
    """A list of publications, as a page."""
    page = (
        '<!DOCTYPE html><html lang="en"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        f'<title>{escape(title)}</title><link rel="icon" href="data:,"></head>'
        f'<body class="room"><main><h1>{escape(title)}</h1>{_listed(every)}</main></body></html>'
    )
    return page.encode()


def content(name: str) -> bytes:
    """One of our own files."""
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
