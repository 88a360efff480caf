"""Whether a picture may move: nothing is called safe that nobody has looked at."""

import pytest

from publisher.article import Picture
from publisher.binding.motion import may_move
from tests.binding.kinds import image, moving


@pytest.mark.parametrize("kind", ["PNG", "JPEG", "GIF", "WEBP"])
def test_one_image_stands_still(kind: str) -> None:
    """Whatever kind of file it is in."""
    assert not may_move(image("red", kind))


def test_two_images_in_one_file_may_flash() -> None:
    """Three flashes in a second can be a seizure (WCAG 2.3.1)."""
    assert may_move(moving())


def test_what_cannot_be_looked_at_is_not_called_safe() -> None:
    """An SVG may move, or not."""
    assert may_move(Picture("a.svg", "image/svg+xml", b"<svg/>"))
