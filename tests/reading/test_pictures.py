"""Images: taken from the article's own folder or from within it, if they are images at all."""

import io
from base64 import b64encode
from pathlib import Path

import pytest
from PIL import Image

from publisher.article import Picture
from publisher.reading.pictures import LARGEST, gallery, picture
from publisher.reading.source import Source


def image(kind: str = "PNG", size: tuple[int, int] = (2, 2), mode: str = "RGB") -> bytes:
    """The bytes of a small image."""
    made = io.BytesIO()
    Image.new(mode, size).save(made, kind)
    return made.getvalue()


@pytest.fixture
def page(tmp_path: Path) -> Source:
    """An article in a folder of its own, with images beside and above it."""
    (tmp_path / "secret.png").write_bytes(image())
    folder = tmp_path / "article"
    (folder / "page_files").mkdir(parents=True)
    (folder / "page_files" / "a b.png").write_bytes(image())
    (folder / "link.png").symlink_to(tmp_path / "secret.png")
    return Source("page.html", b"x", folder / "page.html")


@pytest.mark.parametrize(
    ("kind", "media_type"),
    [("PNG", "image/png"), ("JPEG", "image/jpeg"), ("GIF", "image/gif"), ("WEBP", "image/webp")],
)
def test_what_every_reader_shows_is_kept_as_it_is(kind: str, media_type: str) -> None:
    """Byte for byte: a picture made again is a picture made worse."""
    assert picture("a", image(kind)) == Picture("a", media_type, image(kind))


@pytest.mark.parametrize("kind", ["BMP", "TIFF", "PPM"])
def test_other_images_become_png(kind: str) -> None:
    """E-readers need not show them."""
    made = picture("a", image(kind))
    assert made is not None
    assert made.media_type == "image/png"
    with Image.open(io.BytesIO(made.data)) as shown:
        assert (shown.format, shown.size) == ("PNG", (2, 2))


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"GIF89a",
        b"<svg xmlns='http://www.w3.org/2000/svg' onload='boo()'/>",
        b"%!PS-Adobe-3.0 EPSF-3.0",
        image()[:-30],
        image("PNG", (20_000, 20_000), "1"),
        image() + b"\0" * LARGEST,
    ],
    ids=["nothing", "cut off", "svg", "eps", "torn", "a bomb", "too large"],
)
def test_what_is_no_image_or_could_act_is_left(data: bytes) -> None:
    """Its description is told instead."""
    assert picture("a", data) is None


@pytest.mark.parametrize(
    "name", ["page_files/a%20b.png", "./page_files/a b.png", "page_files/../page_files/a b.png"]
)
def test_images_below_the_article_are_found(page: Source, name: str) -> None:
    """As browsers find them, and under one name however they are called."""
    found = gallery(page)(name)
    assert found is not None
    assert found.name == "page_files/a b.png"


@pytest.mark.parametrize(
    "name",
    [
        "../secret.png",
        "link.png",
        "/etc/passwd",
        "%2e%2e/secret.png",
        "file:///etc/passwd",
        "https://example.invalid/a.png",
        "//example.invalid/a.png",
        "http://[",
        "a\0.png",
        "page_files",
        "gone.png",
        "",
    ],
)
def test_nothing_is_opened_elsewhere(page: Source, name: str) -> None:
    """A page from a stranger names what it likes; and nothing is fetched unasked."""
    assert gallery(page)(name) is None


def test_an_image_can_be_written_into_the_page(page: Source) -> None:
    """Saved pages often hold them so (RFC 2397)."""
    address = "data:image/png;base64," + b64encode(image()).decode()
    assert gallery(page)(address) == Picture("", "image/png", image())
    assert gallery(page)("data:image/png;base64,AAA") is None
    assert gallery(page)("data:,Hello") is None


def test_standard_input_has_no_images() -> None:
    """It has no folder either."""
    assert gallery(Source("-", b"x"))("a.png") is None
