"""Whether a picture may move, and so may flash: what nobody has looked at is not called safe."""

import io

from PIL import Image

from publisher.article import Picture


def may_move(picture: Picture) -> bool:
    """Whether there is more than one image in a picture, or no telling.

    Source:
        schema.org's accessibilityHazard: ``none`` is for what is known to hold none.
    """
    try:
        with Image.open(io.BytesIO(picture.data)) as image:
            return bool(getattr(image, "is_animated", False)) and image.format != "MPO"
    except Exception:  # Pillow's many decoders raise what they like
        return True
