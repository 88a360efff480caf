"""The door: what nobody may have, and who may ask for anything to be changed."""

import http.client
import json
import os
import shutil
import time
from pathlib import Path
from urllib.parse import urlsplit

import pytest
import requests

from publisher.preview.guarding import HEADERS, TOKEN, Guard
from publisher.preview.standing import Standing
from publisher.workshop import Workshop
from tests.preview.conftest import NAME, Served, served

PAGE = "the-tide/web/index.html"
SECRET = "nobody's business"  # noqa: S105  # it opens nothing


def raw(room: Served, path: str, host: str = "") -> tuple[int, bytes]:
    """An answer to a path as it is, which no library of ours has put in order."""
    place = urlsplit(room.address).netloc
    connection = http.client.HTTPConnection(place, timeout=10)
    connection.putrequest("GET", path, skip_host=True)
    connection.putheader("Host", host or place)
    connection.endheaders()
    answer = connection.getresponse()
    return answer.status, answer.read()


@pytest.fixture
def root(common_room: Served) -> Path:
    """The folder that is served, with what nobody may have around it and in it."""
    root = common_room.room.standing.root
    (root.parent / "secret.txt").write_text(SECRET, encoding="utf-8")
    (root / ".hidden").mkdir(exist_ok=True)
    (root / ".hidden/secret.txt").write_text(SECRET, encoding="utf-8")
    (root / ".journal.jsonl").write_text(SECRET, encoding="utf-8")
    for name, goal in (("out", root.parent), ("in", root / ".hidden"), ("round", root / "round")):
        if not (root / name).is_symlink():
            (root / name).symlink_to(goal)
    return root


@pytest.mark.parametrize(
    "path",
    ["/../secret.txt", "/%2e%2e/secret.txt", "/%2E%2E%2Fsecret.txt", "/..%2fsecret.txt",
     "/the-tide/../../secret.txt", "/the-tide/%2e%2e/%2e%2e/secret.txt", "//etc/passwd",
     "/%2fetc%2fpasswd", "/..%5csecret.txt", "/%252e%252e/secret.txt", "/out/secret.txt",
     "/in/secret.txt", "/.hidden/secret.txt", "/%2ehidden/secret.txt", "/.journal.jsonl",
     "/round/a", "/the-tide/%00", "/C:/secret.txt", "/the-tide/web/%2e/index.html",
     "/" + "a/" * 5000, "/~preview/../correct.js", "/~preview/panel.html", "/%ff"],
)  # fmt: skip
def test_no_path_leads_out_or_to_what_is_hidden(root: Path, common_room: Served, path: str) -> None:
    """However it is written: in full, encoded, twice encoded, through links, in a circle."""
    status, body = raw(common_room, path)
    assert status in (400, 404), path
    assert SECRET.encode() not in body
    assert b"root:" not in body


def test_a_folder_is_not_listed(root: Path, common_room: Served) -> None:
    """But for the publications that stand in it."""
    for path in ("the-tide/audio", "the-tide/web/audio", "the-tide/nothing"):
        assert requests.get(common_room.address + path, timeout=10).status_code == 404
    listed = requests.get(common_room.address, timeout=10)
    assert '<a href="/the-tide/web/index.html">The tide</a>' in listed.text
    assert "hidden" not in listed.text


@pytest.mark.parametrize("path", ["", PAGE, "the-tide/publication.json", "none", "~preview/ask.js"])
def test_browsers_are_told_to_keep_others_out(common_room: Served, path: str) -> None:
    """With every answer, refusals too."""
    headers = requests.get(common_room.address + path, timeout=10).headers
    assert {name: headers[name] for name in HEADERS} == dict(HEADERS)
    assert "server" not in headers


def test_sound_is_given_in_parts(common_room: Served) -> None:
    """Or no browser could go to its middle; and in full, to who has another already."""
    folder = common_room.room.standing.root / "the-tide"
    path = next((folder / "web/audio").iterdir())
    url, whole = f"{common_room.address}the-tide/web/audio/{path.name}", path.read_bytes()
    full = requests.get(url, timeout=10)
    assert (full.content, full.headers["Accept-Ranges"]) == (whole, "bytes")
    assert full.headers["Content-Type"] == "audio/mpeg"
    part = requests.get(url, headers={"Range": "bytes=100-199"}, timeout=10)
    assert (part.status_code, part.content) == (206, whole[100:200])
    assert part.headers["Content-Range"] == f"bytes 100-199/{len(whole)}"
    last = requests.get(url, headers={"Range": "bytes=-7"}, timeout=10)
    assert last.content == whole[-7:]
    beyond = requests.get(url, headers={"Range": f"bytes={len(whole)}-"}, timeout=10)
    assert beyond.status_code == 416
    other = requests.get(url, headers={"Range": "bytes=0-9", "If-Range": '"other"'}, timeout=10)
    assert (other.status_code, other.content) == (200, whole)
    assert requests.head(url, timeout=10).headers["Content-Length"] == str(len(whole))


@pytest.mark.parametrize(
    "host",
    ["evil.example", "evil.example:{port}", "127.0.0.1.evil.example", "192.0.2.7", "[::1",
     "localhost.evil.example:{port}", "[::1]evil.example", "127.0.0.1:x", ""],
)  # fmt: skip
def test_another_name_is_not_answered(common_room: Served, host: str) -> None:
    """A page elsewhere could have its own name lead here, and read all of it."""
    port = str(urlsplit(common_room.address).port)
    status, body = raw(common_room, f"/{PAGE}", host.replace("{port}", port) or "a b")
    assert (status, b"tide" in body) == (421, False)


def test_this_machines_own_names_are_answered(common_room: Served) -> None:
    """Through another port as well: ssh has a server there that leads here."""
    for host in ("localhost", "localhost:9000", "127.0.0.1", "[::1]:80", "LOCALHOST:1"):
        assert raw(common_room, f"/{PAGE}", host)[0] == 200


def test_served_to_others_a_number_is_answered_and_a_name_is_not() -> None:
    """Nobody can have a number lead elsewhere."""
    everywhere = Guard(None, "0.0.0.0", "")  # type: ignore[arg-type]  # noqa: S104
    assert everywhere.is_ours("192.0.2.7:8642")
    assert everywhere.is_ours("localhost:8642")
    assert not everywhere.is_ours("evil.example")
    assert Guard(None, "desk.example", "").is_ours("desk.example:8642")  # type: ignore[arg-type]


OTHERS = (
    {"Origin": "http://evil.example"},
    {"Origin": "null"},
    {"Origin": "http://127.0.0.1:1"},
    {"Origin": "https://{place}"},
    {"Origin": ""},
    {TOKEN: ""},
    {TOKEN: "guessed"},
    {TOKEN: "{token}x"},
)


@pytest.mark.parametrize("wrong", OTHERS)
def test_nobody_but_a_page_of_ours_changes_anything(
    common_room: Served, wrong: dict[str, str]
) -> None:
    """Any site that is open in a browser can send a request here."""
    gaps = {"place": urlsplit(common_room.address).netloc, "token": common_room.room.token}
    headers = common_room.headers() | {name: each.format(**gaps) for name, each in wrong.items()}
    about = {"publication": "the-tide", "sentence": NAME}
    for what in ("sentence", "trial", "save", "take", "web"):
        url = f"{common_room.address}~preview/{what}"
        answer = requests.post(url, json=about, headers=headers, timeout=10)
        assert answer.status_code == 403
        assert answer.json()["error"]["message"]


def test_what_changes_anything_is_asked_for_with_post_and_json(common_room: Served) -> None:
    """A link, an image, a form of another's can ask in other ways."""
    url, ours = f"{common_room.address}~preview/save", common_room.headers()
    assert requests.get(url, headers=ours, timeout=10).status_code in (404, 405)
    assert requests.put(url, headers=ours, timeout=10).status_code == 405
    assert requests.post(url, data="{}", headers=ours, timeout=10).status_code == 415
    text = ours | {"Content-Type": "text/plain"}
    assert requests.post(url, data="{}", headers=text, timeout=10).status_code == 415
    as_json = ours | {"Content-Type": "application/json"}
    for wrong in ("", "[]", "{", "[" * 60_000, "\xff"):
        answer = requests.post(url, data=wrong.encode("latin-1"), headers=as_json, timeout=10)
        assert answer.status_code == 400, wrong[:9]
    assert requests.post(url, data="x" * 70_000, headers=as_json, timeout=10).status_code == 413
    parts = iter([b"{", b"}"])  # of nobody knows what length
    assert requests.post(url, data=parts, headers=as_json, timeout=10).status_code == 413


def test_the_secret_is_in_no_script(common_room: Served) -> None:
    """Another's page can run a script of ours, and cannot read a page of ours."""
    page = requests.get(common_room.address + PAGE, timeout=10).text
    assert common_room.room.token in page
    for name in ("known.js", "ask.js", "correct.js", "reload.js", "making.js"):
        script = requests.get(f"{common_room.address}~preview/{name}", timeout=10)
        assert script.headers["Content-Type"].startswith("text/javascript")
        assert common_room.room.token not in script.text


def test_what_is_put_into_pages_is_never_in_the_build(common_room: Served) -> None:
    """What is published is what was built."""
    page = (common_room.room.standing.root / PAGE).read_text("utf-8")
    assert "~preview" not in page
    assert "~preview" in requests.get(common_room.address + PAGE, timeout=10).text


def test_wrong_questions_are_told_what_is_wrong(common_room: Served) -> None:
    """With what to do, and never with a traceback."""
    wrong = (
        ("sentence", {}),
        ("sentence", {"publication": "../secret", "sentence": NAME}),
        ("sentence", {"publication": ["the-tide"], "sentence": NAME}),
        ("sentence", {"publication": "the-tide", "sentence": "c09-p01-s01"}),
        ("save", {"publication": "the-tide", "sentence": NAME, "word": "Xi", "manner": "said",
                  "how": "She", "place": "/etc/passwd"}),
        ("take", {"publication": "the-tide", "sentence": NAME, "take": 7}),
    )  # fmt: skip
    for what, about in wrong:
        error = common_room.answer(what, **about)["error"]
        assert error["message"]
        assert error["remedy"]


def test_one_publication_is_served_without_its_neighbours(tmp_path: Path, shop: Workshop) -> None:
    """Whoever names one shows one."""
    one, other = tmp_path / "build/one", tmp_path / "build/other"
    for folder in (one, other):
        (folder / "web").mkdir(parents=True)
        (folder / "web/index.html").write_text("<p>It rose.</p>", encoding="utf-8")
        (folder / "publication.json").write_text(json.dumps({}), encoding="utf-8")
    with served(one, shop) as room:
        page = requests.get(room.address, timeout=10)
        assert (page.status_code, page.url) == (200, f"{room.address}web/index.html")
        assert raw(room, "/../other/web/index.html")[0] == 404
        assert raw(room, "/other/web/index.html")[0] == 404


def test_a_page_is_known_by_how_it_stands(common_room: Served, tmp_path: Path) -> None:
    """Whatever of it is another; and what is asked of elsewhere is told nothing."""
    folder = tmp_path / "build"
    shutil.copytree(common_room.room.standing.root / "the-tide", folder / "the-tide")
    for standing, name in (
        (Standing(folder), "the-tide/web/index.html"),
        (Standing(folder), ""),
        (Standing(folder / "the-tide"), "web/index.html"),
        (Standing(folder / "the-tide"), ""),
    ):
        before = standing.stamp(name)
        assert standing.stamp(name) == before
        os.utime(folder / "the-tide/publication.json", ns=(1, time.time_ns()))
        assert standing.stamp(name) != before
        assert standing.stamp("../secret.txt") == standing.stamp("../none")


def test_an_index_that_is_there_is_the_index(tmp_path: Path, shop: Workshop) -> None:
    """Somebody made it; ours is for where nobody did."""
    root = tmp_path / "build"
    root.mkdir()
    with served(root, shop) as room:
        assert "There is none yet" in requests.get(room.address, timeout=10).text
        (root / "index.html").write_text("<p>The catalogue.</p>", encoding="utf-8")
        assert "The catalogue." in requests.get(room.address, timeout=10).text


def test_a_link_within_the_folder_is_followed(tmp_path: Path) -> None:
    """Only those that lead out of it are not."""
    (tmp_path / "a.txt").write_text("It rose.", encoding="utf-8")
    os.symlink("a.txt", tmp_path / "b.txt")  # noqa: PTH211
    assert Standing(tmp_path).file("b.txt") == (tmp_path / "a.txt").resolve()
