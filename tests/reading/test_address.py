"""Fetching, tried on a real server on this machine."""

import gzip
import socket
import time
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler

import pytest

from publisher.errors import ReadingError
from publisher.reading import address, reader_for
from publisher.reading.address import fetched, picture_from, remote
from publisher.reading.source import LARGEST, Source
from publisher.reading.web import read_html
from tests.serving import HTML, PAGE, Answer, Server, says, sends_to, serving

DRIP_SECONDS = 1.0


@pytest.fixture
def server() -> Iterator[Server]:
    with serving() as server:
        yield server


def test_a_page_is_fetched_with_where_it_was_and_what_it_was_called(server: Server) -> None:
    """The final address and the server's word travel with the bytes."""
    url = server.at("/mill", says())
    assert fetched(url) == Source(url, PAGE, None, url, HTML)


def test_an_article_from_the_web_knows_its_source(server: Server) -> None:
    """The page is then read as saved HTML is."""
    url = server.at("/mill", says())
    article = read_html(fetched(url))
    assert (article.metadata.title, article.metadata.source) == ("The Mill", url)
    assert article.passages[-1].text == "The wheel turned again on “Monday”."


def test_a_server_is_told_who_asks(server: Server) -> None:
    """Whoever runs it can find out, and write to us."""
    fetched(server.at("/", says()))
    assert server.asked[0].headers["User-Agent"].startswith("publisher/")


def test_a_redirect_is_followed_to_the_final_address(server: Server) -> None:
    """The name stays what the user typed; the address is where the page was."""
    end = server.at("/new", says())
    source = fetched(server.at("/old", sends_to("/new")))
    assert (source.name.rpartition("/")[2], source.address) == ("old", end)


def test_a_loop_of_redirects_ends(server: Server) -> None:
    """Five are followed, as far as honest sites ever go."""
    url = server.at("/a", sends_to("/b"))
    server.at("/b", sends_to("/a"))
    with pytest.raises(ReadingError, match="more than 5 times"):
        fetched(url)
    assert len(server.asked) == address.MOST_REDIRECTS + 1


@pytest.mark.parametrize("place", ["file:///etc/passwd", "ftp://example.org/x", "javascript:1"])
def test_a_redirect_leads_to_the_web_or_nowhere(server: Server, place: str) -> None:
    """Nothing on this machine is opened because a server says so."""
    with pytest.raises(ReadingError, match="no web address"):
        fetched(server.at("/a", sends_to(place)))


def test_a_public_page_may_not_send_us_into_the_users_own_net(
    server: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What only the user can reach would be read with the user's eyes."""
    inside = server.at("/secret", says(b"secret"))
    url = server.at("/public", sends_to(inside.replace("127.0.0.1", "localhost")))
    monkeypatch.setattr(address, "_is_inside", lambda host: host == "localhost")
    with pytest.raises(ReadingError, match="machine of your own net"):
        fetched(url)
    assert [each.path for each in server.asked] == ["/public"]


@pytest.mark.parametrize("host", ["127.0.0.1", "localhost", "10.0.0.7", "169.254.169.254", "::1"])
def test_loopback_and_private_addresses_are_inside(host: str) -> None:
    """So are those of a cloud's own services."""
    assert address._is_inside(host)


def test_a_public_address_is_not_inside() -> None:
    """It needs no look at any list of names."""
    assert not address._is_inside("93.184.216.34")


def test_no_password_is_sent_on(server: Server, tmp_path_factory: pytest.TempPathFactory) -> None:
    """Nor is it in any name that a message or an edition could print."""
    url = server.at("/mill", says())
    source = fetched(url.replace("http://", "http://ann:secret@"))
    assert "Authorization" not in server.asked[0].headers
    assert "secret" not in source.name + source.address


def test_no_password_comes_from_netrc(
    server: Server, tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Requests would look there by itself."""
    netrc = tmp_path_factory.mktemp("home") / "netrc"
    netrc.write_text("machine 127.0.0.1 login ann password secret\n")
    monkeypatch.setenv("NETRC", str(netrc))
    fetched(server.at("/mill", says()))
    assert "Authorization" not in server.asked[0].headers


@pytest.mark.parametrize(
    ("status", "words"),
    [(401, "password"), (403, "403"), (404, "404"), (410, "410"), (429, "too many"), (503, "503")],
)
def test_a_refusal_is_told_with_its_cure(server: Server, status: int, words: str) -> None:
    """The address is named, and what to do now."""
    url = server.at("/x", says(b"sorry", status=status))
    with pytest.raises(ReadingError, match=words) as caught:
        fetched(url)
    assert url in str(caught.value)
    assert caught.value.remedy


@pytest.mark.parametrize("kind", ["application/pdf", "image/png", "video/mp4", "application/json"])
def test_what_is_no_article_is_refused_by_its_type(server: Server, kind: str) -> None:
    """And before it is loaded."""
    with pytest.raises(ReadingError, match=f"it is {kind}"):
        fetched(server.at("/x", says(b"\x00" * 100, kind)))


@pytest.mark.parametrize(
    ("path", "kind", "form"),
    [
        ("/a", HTML, "html"),
        ("/a", "application/xhtml+xml", "html"),
        ("/a.md", "text/plain; charset=utf-8", "markdown"),
        ("/a.txt", "text/plain", "text"),
        ("/a", "text/markdown", "markdown"),
        ("/a.epub", "application/octet-stream", "epub"),
        ("/a.docx", None, "docx"),
        ("/article.md", "text/html", "html"),
    ],
)
def test_the_reader_is_chosen_by_what_the_server_says(
    server: Server, path: str, kind: str | None, form: str
) -> None:
    """By the address only where that says nothing, or no more than that it is text."""
    assert reader_for(fetched(server.at(path, says(PAGE, kind)))) == form


def test_an_empty_page_is_refused(server: Server) -> None:
    """As an empty file is."""
    with pytest.raises(ReadingError, match="is empty"):
        fetched(server.at("/x", says(b"  \n")))


def _endless(handler: BaseHTTPRequestHandler) -> None:
    handler.send_response(200)
    handler.send_header("Content-Type", HTML)
    handler.end_headers()
    while True:
        handler.wfile.write(b"word " * 20_000)


def test_a_page_without_an_end_is_left(server: Server) -> None:
    """No more is taken than an article can have."""
    with pytest.raises(ReadingError, match="more than 16 MB"):
        fetched(server.at("/x", _endless))


def test_a_bomb_is_counted_unpacked(server: Server) -> None:
    """A hundred kilobytes may be a hundred megabytes."""
    bomb = gzip.compress(b"\0" * (LARGEST * 6))
    with pytest.raises(ReadingError, match="more than 16 MB"):
        fetched(server.at("/x", says(bomb, HTML, Content_Encoding="gzip")))


def test_a_compressed_page_is_unpacked(server: Server) -> None:
    """Most servers compress."""
    url = server.at("/x", says(gzip.compress(PAGE), HTML, Content_Encoding="gzip"))
    assert fetched(url).data == PAGE


def test_what_says_it_is_compressed_and_is_not_is_an_error(server: Server) -> None:
    """It is told as what it is, without a traceback."""
    with pytest.raises(ReadingError, match="damaged"):
        fetched(server.at("/x", says(PAGE, HTML, Content_Encoding="gzip")))


def test_a_page_that_breaks_off_is_an_error(server: Server) -> None:
    """Half an article is not published as one."""
    with pytest.raises(ReadingError, match="in part"):
        fetched(server.at("/x", says(PAGE, HTML, Content_Length="100000")))


def _drips(handler: BaseHTTPRequestHandler) -> None:
    handler.send_response(200)
    handler.send_header("Content-Type", HTML)
    handler.end_headers()
    for _ in range(200):
        handler.wfile.write(b"x")
        time.sleep(0.05)


def _drips_headers(handler: BaseHTTPRequestHandler) -> None:
    for _ in range(200):
        handler.wfile.write(b"X")
        time.sleep(0.05)


@pytest.mark.parametrize("slow", [_drips, _drips_headers])
def test_a_server_that_drips_is_left(
    server: Server, monkeypatch: pytest.MonkeyPatch, slow: Answer
) -> None:
    """Its silences are short, but all of it has a time too."""
    monkeypatch.setattr(address, "TOTAL_SECONDS", DRIP_SECONDS)
    began = time.monotonic()
    with pytest.raises(ReadingError, match="too long"):
        fetched(server.at("/x", slow))
    assert time.monotonic() - began < DRIP_SECONDS + 2


def test_a_server_that_is_silent_is_left(monkeypatch: pytest.MonkeyPatch) -> None:
    """It takes the connection and says nothing."""
    monkeypatch.setattr(address, "READ_SECONDS", 0.3)
    with (
        socket.create_server(("127.0.0.1", 0)) as silent,
        pytest.raises(ReadingError, match="too long"),
    ):
        fetched(f"http://127.0.0.1:{silent.getsockname()[1]}/")


def test_a_closed_door_is_told() -> None:
    """Nothing listens there."""
    with socket.create_server(("127.0.0.1", 0)) as closed:
        port = closed.getsockname()[1]
    with pytest.raises(ReadingError, match="takes no connection"):
        fetched(f"http://127.0.0.1:{port}/")


def test_a_host_that_is_not_there_is_told() -> None:
    """The name .invalid is kept free for this (RFC 2606)."""
    with pytest.raises(ReadingError, match=r"there is no nowhere\.invalid"):
        fetched("http://nowhere.invalid/article")


def test_a_server_that_cannot_prove_who_it_is_is_told(server: Server) -> None:
    """A server without a certificate is asked for one."""
    url = server.at("/x", says())
    with pytest.raises(ReadingError, match="does not prove who it is"):
        fetched(url.replace("http://", "https://"))


@pytest.mark.parametrize(
    "url",
    ["", "mill.txt", "ftp://a.example/b", "http://", "https:///x", "http://[::1", "http://a:b/"],
)
def test_what_is_no_address_is_refused(url: str) -> None:
    """Before anything is asked for."""
    with pytest.raises(ReadingError, match="no web address"):
        fetched(url)


def test_the_servers_wrong_word_on_the_encoding_is_corrected(server: Server) -> None:
    """UTF-8 is UTF-8, whatever the header calls it."""
    url = server.at("/x", says(PAGE, "text/html; charset=iso-8859-1"))
    assert "“Monday”" in read_html(fetched(url)).passages[-1].text


def test_the_servers_word_on_the_encoding_is_taken(server: Server) -> None:
    """Where the page itself says nothing, and is not UTF-8."""
    words = "<p>Вода поднялась за ночь на два метра, и мельница пошла.</p>"
    url = server.at("/x", says(words.encode("koi8-r"), "text/html; charset=koi8-r"))
    assert "мельница" in read_html(fetched(url)).passages[0].text


def test_an_image_is_fetched(server: Server) -> None:
    """By its whole address, or from that of the page."""
    url = server.at("/i/mill.png", says(b"PNG", "image/png"))
    assert picture_from(url) == b"PNG"
    assert remote(url.replace("i/mill.png", "article"))("i/mill.png") == b"PNG"


def test_an_image_that_cannot_be_had_is_none(server: Server) -> None:
    """The article is made without it."""
    url = server.at("/x", says(b"", status=404))
    find = remote("")
    assert [find(url), find("picture.png"), find("javascript:1"), find("http://[")] == [None] * 4


def test_an_image_is_no_page_and_not_too_large(
    server: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    """An error page with status 200 is none."""
    monkeypatch.setattr(address, "LARGEST_PICTURE", 1_000_000)
    with pytest.raises(ReadingError, match="no image"):
        picture_from(server.at("/x", says()))
    with pytest.raises(ReadingError, match="more than 1 MB"):
        picture_from(server.at("/y", says(b"x" * 1_000_001, "image/png")))
