"""The author's own cover: used as it is, within bounds, and never a reason to fail."""

import io
import zlib
from dataclasses import replace

import pytest
from PIL import Image

from publisher.article import Metadata, Picture
from publisher.binding.cover import HEIGHT, WIDTH, draw_cover
from publisher.binding.covers import cover_of, shown_on, squared
from tests.binding.kinds import image, moving

KNOWN = Metadata(title="The mill", language="en-GB")


def opened(data: bytes) -> Image.Image:
    """A JPEG."""
    found = Image.open(io.BytesIO(data))
    assert found.format == "JPEG"
    return found


def covered(picture: Picture) -> Metadata:
    """What is known of an article with a cover of its own."""
    return replace(KNOWN, cover=picture)


def test_without_a_picture_a_cover_is_drawn() -> None:
    """As it always was."""
    assert cover_of(KNOWN) == draw_cover(KNOWN)


@pytest.mark.parametrize("kind", ["PNG", "JPEG", "GIF", "WEBP"])
def test_the_authors_picture_is_the_cover(kind: str) -> None:
    """Whatever it came as, it goes out as the JPEG that shops and players ask for."""
    cover = cover_of(covered(image("red", kind, (400, 600))))
    shown = opened(cover.image)
    assert shown.size == (400, 600)
    red, green, blue = shown.getpixel((200, 300))  # type: ignore[misc]
    assert red > 240
    assert max(green, blue) < 20
    assert (cover.alternative_text, cover.findings) == ("Cover of “The mill”.", ())


@pytest.mark.parametrize("about", [
    KNOWN, replace(KNOWN, title=""), replace(KNOWN, title="\U0001f30a"),
    replace(KNOWN, authors=("Ann Lee", "Bo Poe"), language="de"),
    covered(image("red", "PNG", (40, 60))), covered(Picture("c.png", "image/png", b"no picture")),
])  # fmt: skip
def test_what_is_shown_is_told_without_drawing_it(about: Metadata) -> None:
    """It is spoken before the cover is there; another text would be lit than is heard."""
    assert shown_on(about) == cover_of(about).alternative_text


def test_a_large_picture_is_made_as_small_as_a_cover_needs() -> None:
    """Every MP3 holds it: ten megabytes in each of thirty would be three hundred."""
    cover = cover_of(covered(image("blue", "JPEG", (5000, 4000))))
    assert opened(cover.image).size == (WIDTH, WIDTH * 4000 // 5000)
    assert opened(cover.image).height <= HEIGHT


def test_what_shows_through_is_white() -> None:
    """JPEG knows no transparency; black would hide dark letters."""
    file = io.BytesIO()
    Image.new("RGBA", (10, 10), (0, 0, 0, 0)).save(file, "PNG")
    cover = cover_of(covered(Picture("c.png", "image/png", file.getvalue())))
    assert opened(cover.image).getpixel((5, 5)) == (255, 255, 255)


def test_a_picture_lying_on_its_side_is_set_upright() -> None:
    """Telephones note which way they were held (Exif, orientation)."""
    file = io.BytesIO()
    exif = Image.Exif()
    exif[0x0112] = 6
    exif[0x010E] = "a private note"
    Image.new("RGB", (60, 40), "red").save(file, "JPEG", exif=exif)
    cover = cover_of(covered(Picture("c.jpg", "image/jpeg", file.getvalue())))
    assert opened(cover.image).size == (40, 60)
    assert b"private" not in cover.image


def test_of_a_picture_that_moves_the_first_is_taken() -> None:
    """A cover stands still."""
    assert opened(cover_of(covered(moving())).image).size == (8, 8)


def bomb() -> bytes:
    """A PNG of few bytes that says it has four thousand million pixels."""
    file = io.BytesIO()
    Image.new("1", (1, 1)).save(file, "PNG")
    data = bytearray(file.getvalue())
    data[16:24] = (65_000).to_bytes(4, "big") * 2
    data[29:33] = zlib.crc32(data[12:29]).to_bytes(4, "big")
    return bytes(data)


UNUSABLE = {
    "a bomb": bomb(),
    "no picture": b"<svg/>",
    "nothing": b"",
    "cut off": image("red", "PNG", (300, 300)).data[:200],
}


@pytest.mark.parametrize("data", UNUSABLE.values(), ids=UNUSABLE.keys())
def test_a_picture_that_cannot_be_used_gives_way_to_a_drawn_one(data: bytes) -> None:
    """The book is made all the same, and says why."""
    cover = cover_of(covered(Picture("c.png", "image/png", data)))
    assert cover.image == draw_cover(KNOWN).image
    assert [finding.code for finding in cover.findings] == ["cover-unusable"]


def test_the_same_picture_gives_the_same_bytes() -> None:
    """Books are compared byte for byte."""
    metadata = covered(image("red", "JPEG", (400, 600)))
    assert cover_of(metadata) == cover_of(metadata)


def corner(image: bytes) -> tuple[tuple[int, int], tuple[int, ...]]:
    """The size of a JPEG, and the colour of its upper left corner."""
    with Image.open(io.BytesIO(image)) as picture:
        colour = picture.convert("RGB").getpixel((1, 1))
        assert isinstance(colour, tuple)
        return picture.size, colour


SQUARES = {
    "tall": ((600, 900), (1024, 1024)),
    "wide": ((1600, 800), (1600, 1600)),
    "large": ((1600, 2400), (2400, 2400)),
    "square": ((1200, 1200), (1200, 1200)),
    "small": ((10, 20), (1024, 1024)),
}


@pytest.mark.parametrize(("size", "expected"), SQUARES.values(), ids=SQUARES.keys())
def test_a_square_cover_is_large_enough_and_of_the_cover_s_own_ground(
    size: tuple[int, int], expected: tuple[int, int]
) -> None:
    """Players of audiobooks show squares; a bar of another colour would look like a mistake."""
    file = io.BytesIO()
    Image.new("RGB", size, (20, 60, 120)).save(file, "JPEG", quality=95)
    shown, colour = corner(squared(file.getvalue()))
    assert shown == expected
    assert all(abs(one - other) < 8 for one, other in zip(colour, (20, 60, 120), strict=True))
