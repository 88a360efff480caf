"""A reading room on this machine, with an article in it that was spoken for real."""

import json
import shutil
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

import pytest
import requests
from filelock import FileLock

from publisher import record
from publisher.pipeline import publish
from publisher.preview.correcting import Correcting
from publisher.preview.guarding import TOKEN
from publisher.preview.serving import Room, server_of
from publisher.preview.standing import Standing
from publisher.progress import silent
from publisher.publication import Publication
from publisher.reading import load
from publisher.rebinding import as_asked
from publisher.settings import Settings
from publisher.workshop import Workshop

TIDE = """\
---
title: The tide   # as in the paper
language: en-GB
pronunciations:
  # By ear
  Nour: Noor
---

Xoan slept by the sea. It rose at Cholmondeley.

## The clock

Nour was slow — “very”.
"""
LEXICON = """\
# The house's names
[words]
Cholmondeley = "Chumley"  # as the family says it
"""
Tide = tuple[Publication, Workshop]
NAME = "c01-p01-s01"  # of the sentence that begins with Xoan


@dataclass
class Served:
    """A reading room that answers.

    Attributes:
        address: of it, with a slash at its end.
        room: itself.
        said: what it told whoever started it.
    """

    address: str
    room: Room
    said: list[str] = field(default_factory=list)

    def headers(self, **more: str) -> dict[str, str]:
        """Those of a page of ours."""
        return {TOKEN: self.room.token, "Origin": self.address.rstrip("/"), **more}

    def ask(self, what: str, **about: Any) -> requests.Response:
        """Ask for something as a page of ours does."""
        url = f"{self.address}~preview/{what}"
        return requests.post(url, json=about, headers=self.headers(), timeout=30)

    def answer(self, what: str, **about: Any) -> dict[str, Any]:
        """What came of what was asked, errors included."""
        lines = self.ask(what, **about).text.splitlines()
        return dict(json.loads(lines[-1]))


@contextmanager
def served(root: Path, shop: Workshop, host: str = "127.0.0.1") -> Iterator[Served]:
    """A reading room that serves a folder until the end of the block."""
    over, said = threading.Event(), list[str]()
    room = Room(Standing(root), Correcting(shop, silent), host, said.append, over.is_set)
    server = server_of(room.application())
    thread = threading.Thread(target=server.run)
    thread.start()
    while not server.started:
        time.sleep(0.005)
    port = server.servers[0].sockets[0].getsockname()[1]
    try:
        yield Served(f"http://127.0.0.1:{port}/", room, said)
    finally:
        over.set()
        server.should_exit = server.force_exit = True
        thread.join(10)


def made(folder: Path, cache: Path, *editions: str) -> Tide:
    """The tide, published into ``build`` in a folder, and its user's workshop some days later."""
    (folder / "tide.md").write_text(TIDE, encoding="utf-8")
    (folder / "lexicon.toml").write_text(LEXICON, encoding="utf-8")
    options = (("voice", "espeak:en-gb"), ("editions", ",".join(editions)))
    shop = Workshop(folder / "build", cache, Settings(), options)
    return publish(load(folder / "tide.md"), shop), replace(shop, options=())


@pytest.fixture(scope="session")
def once(common: Path) -> Path:
    """A folder in which the tide was published for real, once for all processes of a run."""
    folder = common / "tide"
    with FileLock(common / "tide.lock"):
        if not folder.exists():
            folder.mkdir()
            made(folder, folder / "cache", "web")
    return folder


@pytest.fixture
def tide(once: Path, tmp_path: Path) -> Tide:
    """The tide in a folder of its own, with all that was said of it, and its user's workshop."""
    shutil.copytree(once, tmp_path, dirs_exist_ok=True)
    shop = Workshop(tmp_path / "build", tmp_path / "cache")
    return publish(*as_asked(tmp_path / "build/the-tide", shop)), shop


@pytest.fixture
def room(tide: Tide) -> Iterator[Served]:
    """A reading room with the tide in it."""
    _, shop = tide
    with served(shop.output, shop) as each:
        yield each


@pytest.fixture(scope="module")
def common_room(once: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """The same, for those who change nothing in it."""
    folder = tmp_path_factory.mktemp("room")
    shutil.copytree(once, folder, dirs_exist_ok=True)
    shop = Workshop(folder / "build", folder / "cache")
    with served(shop.output, shop) as each:
        yield each


def without_page(folder: Path) -> None:
    """Take the web edition away, as if only MP3s had been asked for."""
    path = folder / record.NAME
    path.write_text(path.read_text("utf-8").replace('"web"', '"mp3"'), encoding="utf-8")
    shutil.rmtree(folder / "web")
