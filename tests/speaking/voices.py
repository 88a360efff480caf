"""Piper's voices on a server of this machine, that speaks as Hugging Face's does.

The list is `voices.json`, as in rhasspy/piper-voices; files lie where the list says, and an address
that ends with `?download=true` sends on to where the bytes are.
"""

import hashlib
import json
from pathlib import Path
from typing import Any

from tests.serving import Server, says, sends_to
from tests.speaking.kettle import kettle

CARD = """# Model card for kettle (medium)

* Language: en_GB (English, Great Britain)
* Quality: medium

## Dataset

* URL: https://example.org/kettles
* License: CC0

## Training

Boiled from tap water.
"""


def offering(server: Server, folder: Path, *names: str, **made: Any) -> str:
    """Put voices on a server; the address of them all comes back."""
    listed: dict[str, Any] = {}
    for name in names or ("en_GB-kettle-medium",):
        model = kettle(folder / name, name, **made)
        card = model.with_name("MODEL_CARD")
        card.write_text(CARD, "utf-8")
        code, voice, quality = name.split("-")
        under = f"{code.partition('_')[0]}/{code}/{voice}/{quality}"
        files = {}
        for path in (model, model.with_name(f"{model.name}.json"), card):
            served = path.read_bytes()
            place = f"/{under}/{path.name}"
            server.at(f"/cdn{place}", says(served))
            server.at(f"{place}?download=true", sends_to(f"/cdn{place}"))
            md5 = hashlib.md5(served, usedforsecurity=False).hexdigest()
            files[place[1:]] = {"size_bytes": len(served), "md5_digest": md5}
        listed[name] = {"key": name, "quality": quality, "files": files}
    return server.at("/voices.json", says(json.dumps(listed).encode())).rpartition("/")[0]
