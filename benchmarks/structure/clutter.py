"""What newsrooms put around and between the words of an article, drawn by chance.

`clutter/LANGUAGE.txt` holds the phrases that reports may show, `LANGUAGE.held.txt` as many that
they may not: lines under ``[top]``, ``[under]`` (the headline), ``[middle]`` and ``[foot]``;
``/`` parts the lines of a group. Names in braces are filled in from ``[name]``, ``[place]``,
``[headline]`` and ``[about]`` of the same file.
"""

import random
import re
from functools import cache
from pathlib import Path

HERE = Path(__file__).parent / "clutter"
PLACES = ("top", "under", "middle", "foot")


@cache
def phrases(tongue: str, held: bool) -> dict[str, tuple[str, ...]]:
    """The phrases of a language, by where they stand."""
    path = HERE / f"{tongue}{'.held' if held else ''}.txt"
    lists: dict[str, list[str]] = {}
    for line in path.read_text(encoding="utf-8").splitlines():
        if line.startswith("["):
            lists[line.strip("[]")] = last = []
        elif line.strip():
            last.append(line.strip())
    return {name: tuple(lines) for name, lines in lists.items()}


class Drawer:
    """Draws phrases, never the same one twice unless asked to, and remembers which.

    Attributes:
        drawn: every line, and whether it is held out.
    """

    def __init__(self, tongue: str, dice: random.Random) -> None:
        self.drawn: list[tuple[str, bool]] = []
        self._dice = dice
        self._fill = phrases(tongue, False)
        self._left = {
            place: [(line, held) for held in (False, True) for line in phrases(tongue, held)[place]]
            for place in PLACES
        }
        for lines in self._left.values():
            dice.shuffle(lines)

    def draw(self, place: str, count: int) -> list[tuple[str, ...]]:
        """So many groups of lines for a place, fewer when they run out."""
        groups = []
        for _ in range(min(count, len(self._left[place]))):
            phrase, held = self._left[place].pop()
            group = tuple(self._filled(line) for line in phrase.split(" / "))
            self.drawn += [(line, held) for line in group]
            groups.append(group)
        return groups

    def again(self, group: tuple[str, ...]) -> list[tuple[str, ...]]:
        """The same group once more, as pages repeat the label of their advertisements."""
        held = dict(self.drawn)
        self.drawn += [(line, held[line]) for line in group]
        return [group]

    def _filled(self, line: str) -> str:
        def fill(match: re.Match[str]) -> str:
            name = match[1]
            return str(self._dice.randint(2, 180)) if name == "n" else self._choice(name)

        return re.sub(r"\{(\w+)\}", fill, line)

    def _choice(self, name: str) -> str:
        return self._dice.choice(self._fill[name])
