"""Setting type: which typeface draws a text, where its lines end, how large they are.

A stranger would trip over three things. A font has no colour emoji and not every script,
so what no font can draw is left off, and said. Pillow joins Arabic letters and runs them
from right to left only when it finds FriBiDi on the machine (its ``raqm`` feature). And
letters are measured, never counted: a size is tried until the lines fit.
"""

import json
import math
import re
import unicodedata
from bisect import bisect
from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.metadata import entry_points
from importlib.resources import files
from itertools import groupby, pairwise
from operator import sub
from pathlib import Path
from typing import Final

from PIL import ImageFont, features

BOLD, MEDIUM = 700, 500
SHAPING: Final = features.check("raqm")
_COMFORTABLE: Final = 112  # pixels to the em; a long word is parted rather than set smaller
_LONG_WORD: Final = 20  # letters, from which a word may be parted
_LEADING: Final = 1.1  # ems from one baseline to the next, at least
_NEVER_FITS: Final = 2000  # letters, more than any size has room for; the rest is not measured
_JOINERS: Final = "\u200c\u200d"  # they shape Arabic and Indic letters, and are never seen
_SHY: Final = "\u00ad"  # the soft hyphen, which shows only at the end of a line
# Before a consonant that a vowel follows, but within no ch, ph, sh, th.
_ONSET: Final = re.compile("(?!(?<=[cpst])h)[^{0}][{0}]".format("aeiouyæøœαεηιουωаеёиоуыэюяєії"))
# Scripts that put no spaces between words, as the Unicode names of their characters begin.
# Thai and Khmer would want a dictionary; a break between syllables is the next best.
_UNSPACED: Final = (
    *("BOPOMOFO", "CJK", "FULLWIDTH", "HIRAGANA", "IDEOGRAPHIC", "KATAKANA"),
    *("KHMER", "LAO", "MYANMAR", "THAI"),
)
# What may not begin a line: small kana and the like (JLReq section 3.1.7), and Thai and Lao
# vowels that are written after their consonant; and vowels written before it, which end none.
_NO_LINE_START: Final = (
    f"{_JOINERS}ぁぃぅぇぉっゃゅょゎァィゥェォッャュョヮヵヶーゝゞヽヾ々〜ะาำๆฯະາຳໆ"
)
_NO_LINE_END: Final = f"{_JOINERS} เแโใไເແໂໃໄ"


@cache
def installed_faces() -> tuple[Path, ...]:
    """One upright font file of each installed `fontpkg` family: ours first, then by name."""
    families = {point.name: point.module for point in entry_points(group="fontpkg.family")}
    names = sorted(families, key=lambda name: (name != "noto_serif", "noto" not in name, name))
    # Unshaped Arabic or Hindi is a wrong text; Latin, Greek and Cyrillic need no shaping.
    able = names if SHAPING else names[:1]
    return tuple(face for name in able for face in _upright(families[name]))


def _upright(family: str) -> list[Path]:
    """The upright font file nearest to bold; none in a family of italics."""
    package = files(family)
    listed = json.loads((package / "metadata.json").read_text(encoding="utf-8"))["files"]
    upright = [entry for entry in listed if entry["style"] == "normal"]
    upright.sort(key=lambda entry: abs((entry["weight"] or BOLD) - BOLD))
    return [Path(str(package / entry["path"])) for entry in upright[:1]]


@lru_cache(maxsize=16)
def _font(face: Path, size: int, weight: int) -> ImageFont.FreeTypeFont:
    """A typeface at a size in pixels to the em and, where it is variable, a weight."""
    font = ImageFont.truetype(face, size)
    with suppress(OSError):  # its weight cannot be set
        axes = font.get_variation_axes()
        font.set_variation_by_axes(
            [weight if axis["name"] == b"Weight" else axis["default"] or 0 for axis in axes]
        )
    return font


@dataclass(frozen=True, slots=True)
class Wording:
    """Words that one typeface can draw.

    Attributes:
        text: on one line; empty when nothing is left of it.
        face: the font file.
        missing: the characters left out, each once.
    """

    text: str
    face: Path
    missing: str


def drawable(text: str) -> Wording:
    """What of a text can be drawn by the typeface that has most of it.

    Less than half of the letters is nothing: two Latin letters out of a Japanese title
    would be another title.
    """
    text = clean(text)
    face = max(installed_faces(), key=lambda face: sum(_can_draw(face, each) for each in text))
    missing = "".join(each for each in dict.fromkeys(text) if not _can_draw(face, each))
    left = text.translate(dict.fromkeys(map(ord, missing))).split()
    drawn = " ".join(word for word in left if word.strip(_JOINERS))
    kept, letters = (sum(map(str.isalnum, each)) for each in (drawn, text))
    enough = not missing or 2 * kept >= max(letters, 1)
    return Wording(drawn if enough else "", face, missing)


def clean(text: str) -> str:
    """Text on one line: composed, spaces made single, without what is never seen."""
    text = unicodedata.normalize("NFC", text)
    return " ".join("".join(map(_seen, text)).split())


def _seen(character: str) -> str:
    """A character as it is drawn: control characters part words, as spaces do."""
    kind = unicodedata.category(character)
    # Variation selectors choose between pictures of an emoji; no cover shows either.
    if character not in _JOINERS and (kind[0] == "C" or "\ufe00" <= character <= "\ufe0f"):
        return " " if kind == "Cc" else ""
    return character


def _can_draw(face: Path, character: str) -> bool:
    """Whether a typeface has a glyph of its own for a character."""
    # U+FFFF is never a character: its picture is the box drawn for what a typeface lacks.
    return character in " " + _JOINERS or _picture(face, character) != _picture(face, "\uffff")


@lru_cache(maxsize=8192)
def _picture(face: Path, character: str) -> tuple[tuple[int, int], bytes]:
    """A character as drawn by itself: its size in pixels, and its pixels."""
    mask = _unshaped(face).getmask(character)
    return mask.size, bytes(mask)


@lru_cache(maxsize=64)
def _unshaped(face: Path) -> ImageFont.FreeTypeFont:
    """A typeface that sets each letter by itself; a lone mark is on no dotted circle."""
    return ImageFont.truetype(face, 40, layout_engine=ImageFont.Layout.BASIC)


def runs_right_to_left(text: str) -> bool:
    """Whether its first strong character runs that way (Unicode Annex 9, rules P2 and P3)."""
    strong = (unicodedata.bidirectional(character) for character in text)
    return next((kind for kind in strong if kind in ("L", "R", "AL")), "L") != "L"


@dataclass(frozen=True, slots=True)
class Block:
    """Words broken over lines at one size.

    Attributes:
        lines: the words of each line, in the order they are read.
        font: the typeface at its size and weight.
        leading: from baseline to baseline, in pixels.
        rise: how far the ink of the first line stands above its baseline, in pixels.
        depth: what the last line takes below its baseline, descenders or not, in pixels.
        width: of its widest line's ink, in pixels.
        cut: whether words are missing at the end.
        top: where its ink begins, in pixels from the top of the page.
        right: whether lines end at the right margin rather than begin at the left.
    """

    lines: tuple[str, ...]
    font: ImageFont.FreeTypeFont
    leading: int
    rise: int
    depth: int
    width: float
    cut: bool = False
    top: int = 0
    right: bool = False

    @property
    def bottom(self) -> int:
        """Where its ink ends, in pixels from the top of the page."""
        return self.top + self.rise + self.leading * (len(self.lines) - 1) + self.depth


def typeset(
    wording: Wording, sizes: Sequence[int], weight: int, height: int, measure: float
) -> Block:
    """Words broken over balanced lines, as large as fits.

    Args:
        wording: what to set; not empty.
        sizes: to try, in pixels to the em, largest first.
        weight: of the type, from 100 (thin) to 900 (black).
        height: that the ink may take, in pixels.
        measure: that a line may take, in pixels.

    Returns:
        At the smallest size, words that do not fit are cut, and an ellipsis says so.
    """
    box = _Box(wording.face, weight, height, measure)
    text = wording.text[:_NEVER_FITS]
    whole = box.largest(pieces(text, part_words=False), sizes)
    if whole is not None and whole.font.size >= min(_COMFORTABLE, sizes[0]):
        return whole
    parts = pieces(text, part_words=True)
    return box.largest(parts, sizes) or box.cut(parts, sizes[-1])


@dataclass(frozen=True, slots=True)
class _Box:
    """What pieces are set into; weight, height and measure as in `typeset`."""

    face: Path
    weight: int
    height: int
    measure: float

    def largest(self, parts: Sequence[str], sizes: Sequence[int]) -> Block | None:
        """The first size at which all fits, or None."""
        widths = self.widths(parts)
        for size in sizes:
            # Most sizes are far too large, which is cheaper to reckon than to draw; the
            # reckoning is a little off, since letters are moved to whole pixels.
            room = 1.02 * self.measure / size
            if max(widths) <= room and sum(widths) <= room * (self.height / size + 1):
                lines = balanced(parts, widths, self.measure / size)
                if (len(lines) - 1) * _LEADING * size > self.height:
                    continue
                block = self.block(lines, size)
                if self.holds(block):
                    return block
        return None

    def cut(self, parts: Sequence[str], size: int) -> Block:
        """As many pieces as fit at one size, with an ellipsis; after a word, if possible."""
        ends = range(1, len(parts))
        most = bisect(ends, False, key=lambda end: not self.holds(self.ended(parts[:end], size)))
        after_word = (end for end in range(most, 0, -1) if parts[end].startswith(" "))
        return self.ended(parts[: next(after_word, most or 1)], size)

    def ended(self, parts: Sequence[str], size: int) -> Block:
        """Pieces with an ellipsis behind them."""
        kept = [*parts[:-1], parts[-1].rstrip(_SHY + ",;:.–—-") + "…"]
        lines = broken(kept, self.widths(kept), self.measure / size)
        return self.block(lines, size, cut=True)

    def widths(self, parts: Sequence[str]) -> list[float]:
        """How wide each piece is, in ems."""
        font = _font(self.face, 200, self.weight)
        return [font.getlength(part.strip(_SHY + " ")) / 200 for part in parts]

    def block(self, lines: Sequence[str], size: int, cut: bool = False) -> Block:
        """Lines at a size, far enough apart that no ink touches."""
        font = _font(self.face, size, self.weight)
        inks = (font.getbbox(line, anchor="ls") for line in lines)
        lefts, tops, rights, bottoms = zip(*inks, strict=True)
        leading = round(max(_LEADING * size, max(bottoms) - min(tops) + 0.06 * size))
        # Room for descenders even where there are none, so that what follows stands alike.
        depth = math.ceil(max(bottoms[-1], 0.24 * size))
        width = max(map(sub, rights, lefts))
        return Block(tuple(lines), font, leading, math.ceil(-tops[0]), depth, width, cut)

    def holds(self, block: Block) -> bool:
        """Whether a block's ink stays inside."""
        return block.width <= self.measure and block.bottom <= self.height


def pieces(text: str, part_words: bool) -> list[str]:
    """What a text may be broken into; joined again, it is the text, but for soft hyphens.

    Args:
        text: with single spaces; each stays at the head of the piece it parts from the last.
        part_words: whether a very long word may be parted too: a soft hyphen, where its
            script has hyphens, then ends each part.
    """
    # A word of one letter does not end a line: a no-break space ties it to the next.
    kept = re.sub(r"(?<!\S)(\w) (?=\S\S)", "\\1\u00a0", text)
    words = re.split(r"(?= )|(?<=[-–—/])(?=\w)", kept)
    return [part for word in words for part in _parts(word, part_words)]


def _parts(word: str, part_words: bool) -> Iterator[str]:
    """Where lines may end inside a word: anywhere in Japanese, nowhere in most scripts."""
    for anywhere, letters in groupby(_clusters(word), _unspaced):
        run = list(letters)
        if anywhere:
            yield from run
        elif part_words and len(run) > _LONG_WORD:
            for part in _syllables(run):
                # Scripts with capitals are those with hyphens.
                yield part + _SHY * (part[-1].lower() != part[-1].upper())
        else:
            yield "".join(run)


def _unspaced(cluster: str) -> bool:
    """Whether lines may end after a cluster: so in Japanese, not in Korean."""
    return any(unicodedata.name(each, "").startswith(_UNSPACED) for each in cluster)


def _syllables(letters: Sequence[str]) -> Sequence[str]:
    """A word parted before each consonant that a vowel follows, but within no ch, sh, th.

    A rule of thumb for Latin, Greek and Cyrillic letters that needs no dictionary; at
    least three letters stay on either side. What seems to have no syllables stays letters.
    """
    plain = "".join(unicodedata.normalize("NFD", letter)[0].lower() for letter in letters)
    parts = ["".join(letters[:3])]
    for n, letter in enumerate(letters[3:], start=3):
        if n <= len(letters) - 3 and _ONSET.match(plain, n):
            parts.append(letter)
        else:
            parts[-1] += letter
    return parts if max(map(len, parts)) <= _LONG_WORD else letters


def _clusters(word: str) -> list[str]:
    """What of a word must stay together: characters with their marks and punctuation."""
    parts: list[str] = []
    for character in word:
        if parts and _tied(parts[-1][-1], character):
            parts[-1] += character
        else:
            parts.append(character)
    return parts


def _tied(one: str, other: str) -> bool:
    """Whether a line may never end between two characters, as after a bracket or a virama."""
    opens = unicodedata.category(one) in ("Ps", "Pi") or unicodedata.combining(one) == 9
    closes = unicodedata.category(other) in ("Mn", "Mc", "Me", "Pe", "Pf", "Po")
    return opens or closes or one in _NO_LINE_END or other in _NO_LINE_START


def broken(parts: Sequence[str], widths: Sequence[float], measure: float) -> list[str]:
    """Pieces filled into lines, each as full as it gets; measure and widths in ems."""
    lines: list[str] = []
    filled = math.inf
    for part, width in zip(parts, widths, strict=True):
        space, hyphen = 0.26 * part.startswith(" "), 0.33 * part.endswith(_SHY)
        if filled + space + width + hyphen <= measure:
            lines[-1] += part
            filled += space + width
        else:
            lines.append(part)
            filled = width
    return [_shown(line, after) for line, after in pairwise([*lines, " "])]


def _shown(line: str, after: str) -> str:
    """A line as it is printed: a hyphen shows only where a word goes on in the next."""
    hyphen = "-" if line.endswith(_SHY) and not after.startswith(" ") else ""
    return line.lstrip(" ").replace(_SHY, "") + hyphen


def balanced(parts: Sequence[str], widths: Sequence[float], measure: float) -> list[str]:
    """Lines as `broken` gives, no more of them, but as even as can be.

    The narrowest measure that needs no more lines leaves no short last line behind.
    """
    most, low = len(broken(parts, widths, measure)), max(widths)
    step = (measure - low) / 4096
    narrow = bisect(
        range(4096), False, key=lambda n: len(broken(parts, widths, low + n * step)) <= most
    )
    return broken(parts, widths, low + narrow * step)
