"""A section's sound as a picture: its wave, how loud it is, how fast each sentence, where it rests.

An SVG that stands within the report's page and takes its colours from there, so that they follow
whether the reader likes it dark. All three rows share one line of time.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from html import escape
from typing import TYPE_CHECKING

from publisher.binding.soundings import Sounding
from publisher.outline import clock

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

TARGET = -19.0  # LUFS, to which sentences are mastered
_LEFT, _RIGHT = 52, 12
_NARROWEST, _WIDEST = 1060, 2400  # of a picture, in pixels
_PIXELS_A_SECOND = 5
_WAVE, _LOUD, _PACE = (8, 98), (128, 212), (246, 312)  # from where to where each row reaches
_TIMES = 332
_HEIGHT = 340
_SOFTEST, _LOUDEST = -34.0, -12.0  # LUFS shown


@dataclass(frozen=True, slots=True)
class Bar:
    """A sentence as it is drawn.

    Attributes:
        name: its name.
        words: as they are said.
        begin: milliseconds from the track's beginning.
        end: the same.
        spoken_ms: how long it is spoken.
        pause_ms: how long nobody speaks behind it.
        pace: words a minute; 0 where too little is said to tell.
        take: in which it is spoken.
    """

    name: str
    words: str
    begin: int
    end: int
    spoken_ms: int
    pause_ms: int
    pace: int
    take: int = 0


def chart(sounding: Sounding, bars: Sequence[Bar], label: str, fastest: int) -> str:
    """A section's picture.

    Args:
        sounding: its track, measured.
        bars: its sentences.
        label: what it is called.
        fastest: words a minute at the top of its lowest row.

    Returns:
        An ``svg`` element; what it shows is told in words by its ``desc``.
    """
    name, length = sounding.track.section, max(sounding.track.length, 1)
    width = min(max(length * _PIXELS_A_SECOND // 1000, _NARROWEST), _WIDEST)
    scale = Scale(length, width)
    parts = (
        f'<svg role="img" aria-labelledby="{name}-t {name}-d" viewBox="0 0 {width} {_HEIGHT}" '
        f'width="{width}" height="{_HEIGHT}">',
        f'<title id="{name}-t">{escape(label)}: sound over time</title>',
        f'<desc id="{name}-d">{escape(described(sounding, bars))}</desc>',
        *_stripes(bars, scale),
        *_wave(sounding, scale),
        *_loudness(sounding, scale),
        *_paces(bars, scale, fastest),
        *_clock(scale),
        "</svg>",
    )
    return "\n".join(parts)


def described(sounding: Sounding, bars: Sequence[Bar]) -> str:
    """What a picture shows, in words."""
    paces = [bar.pace for bar in bars if bar.pace]
    told = [f"{clock(sounding.track.length)} long, {len(bars)} sentences"]
    if sounding.loudness > -69:
        heard = [each for each in sounding.short_term[::50].tolist() if each > _SOFTEST]
        low, high = (min(heard), max(heard)) if heard else (sounding.loudness,) * 2
        told.append(f"between {low:.1f} and {high:.1f} LUFS, {sounding.loudness:.1f} as a whole")
    else:
        told.append("silent")
    if paces:
        told.append(f"sentences from {min(paces)} to {max(paces)} words a minute")
    rests = [bar for bar in bars[:-1] if bar.spoken_ms]
    if rests:
        longest = max(rests, key=lambda bar: bar.pause_ms)
        told.append(f"the longest pause {longest.pause_ms / 1000:.1f} s, behind {longest.name}")
    return "; ".join(told).replace(" -", " −") + "."


@dataclass(frozen=True, slots=True)
class Scale:
    """How time is laid out in a picture.

    Attributes:
        length: milliseconds.
        width: pixels of the whole picture.
    """

    length: int
    width: int

    def x(self, milliseconds: float) -> float:
        """Where a time is."""
        inner = self.width - _LEFT - _RIGHT
        return round(_LEFT + inner * min(milliseconds / self.length, 1.0), 1)

    @property
    def columns(self) -> int:
        """How many pixels there are for time."""
        return self.width - _LEFT - _RIGHT


def _stripes(bars: Iterable[Bar], scale: Scale) -> Iterator[str]:
    """Every other sentence shaded, so that borders show; each with its words to point at."""
    for place, bar in enumerate(bars):
        left, right = scale.x(bar.begin), scale.x(bar.end)
        about = f"{bar.name}, {clock(bar.begin)}: {_brief(bar.words)}"
        kind = "odd" if place % 2 else "even"
        yield (
            f'<rect class="{kind}" x="{left:g}" y="{_WAVE[0]}" width="{right - left:.1f}" '
            f'height="{_PACE[1] - _WAVE[0]}"><title>{escape(about)}</title></rect>'
        )


def _wave(sounding: Sounding, scale: Scale) -> Iterator[str]:
    top, bottom = _WAVE
    middle, half = (top + bottom) / 2, (bottom - top) / 2
    tops = _columns(sounding.tops, scale.columns // 2)
    wide = scale.columns / max(len(tops), 1)
    marks = "".join(
        f"M{_LEFT + column * wide:.0f} {middle - half * tall:.0f}v{2 * half * tall:.0f}"
        for column, tall in enumerate(tops)
    )
    yield f'<text class="row" x="0" y="{middle + 4:g}">wave</text>'
    yield f'<path class="grid" d="M{_LEFT} {middle:g}H{scale.width - _RIGHT}"/>'
    yield f'<path class="wave" d="{marks}"/>'


def _loudness(sounding: Sounding, scale: Scale) -> Iterator[str]:
    yield f'<text class="row" x="0" y="{_LOUD[0] - 8}">loudness, LUFS</text>'
    for level in (-14, -19, -24, -30):
        kind = "aim" if level == TARGET else "grid"
        y = _loud_y(level)
        yield f'<path class="{kind}" d="M{_LEFT} {y:g}H{scale.width - _RIGHT}"/>'
        yield f'<text class="tick" x="{_LEFT - 5}" y="{y + 4:g}">{level:d}</text>'.replace("-", "−")
    levels = _columns(sounding.short_term, scale.columns // 2)
    wide = scale.columns / max(len(levels), 1)
    points = (f"{_LEFT + at * wide:.0f} {_loud_y(level):g}" for at, level in enumerate(levels))
    if levels:
        yield f'<path class="loud" d="M{"L".join(points)}"/>'


def _loud_y(level: float) -> float:
    top, bottom = _LOUD
    within = min(max(level, _SOFTEST), _LOUDEST)
    return round(bottom - (within - _SOFTEST) / (_LOUDEST - _SOFTEST) * (bottom - top), 1)


def _paces(bars: Iterable[Bar], scale: Scale, fastest: int) -> Iterator[str]:
    """How fast each sentence is, as wide as it is spoken: what is left open is a pause."""
    top, bottom = _PACE
    yield f'<text class="row" x="0" y="{top - 6}">words a minute</text>'
    for pace in range(100, fastest, 100):
        y = bottom - (bottom - top) * pace / fastest
        yield f'<path class="grid" d="M{_LEFT} {y:.1f}H{scale.width - _RIGHT}"/>'
        yield f'<text class="tick" x="{_LEFT - 5}" y="{y + 4:.1f}">{pace}</text>'
    yield f'<path class="grid" d="M{_LEFT} {bottom}H{scale.width - _RIGHT}"/>'
    for bar in bars:
        if bar.pace:
            tall = (bottom - top) * min(bar.pace / max(fastest, 1), 1.0)
            left, right = scale.x(bar.begin), scale.x(bar.begin + bar.spoken_ms)
            about = f"{bar.name}: {bar.pace} words a minute, then {bar.pause_ms / 1000:.1f} s rest"
            kind = "pace again" if bar.take else "pace"
            yield (
                f'<rect class="{kind}" x="{left:g}" y="{bottom - tall:.1f}" '
                f'width="{max(right - left, 1):.1f}" height="{tall:.1f}">'
                f"<title>{escape(about)}</title></rect>"
            )


def _clock(scale: Scale) -> Iterator[str]:
    step = next(
        (s for s in (5, 10, 15, 30, 60, 120, 300, 600) if scale.length / 1000 / s < 12), 1800
    )
    for second in range(0, scale.length // 1000 + 1, step):
        x = scale.x(second * 1000)
        yield f'<path class="grid" d="M{x:g} {_PACE[1]}v5"/>'
        yield f'<text class="time" x="{x:g}" y="{_TIMES}">{clock(second * 1000)}</text>'


def _columns(values: "NDArray[np.generic]", count: int) -> list[float]:
    """The highest of the values that share each column."""
    import numpy as np

    if not len(values):
        return []
    count = min(count, len(values))
    starts = np.arange(count) * len(values) // count
    return [float(each) for each in np.maximum.reduceat(values, starts)]


def _brief(words: str, longest: int = 90) -> str:
    return words if len(words) <= longest else f"{words[: longest - 1].rstrip()}…"
