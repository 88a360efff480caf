"""What was measured on each MP3, against what its profile asks: the conformance sheets.

One pass over each file: ffmpeg decodes it and measures its loudness on the way, and the decoded
samples are taken as they come, so an hour of sound is never held in memory. Nothing here is shared
with mastering or encoding: what is wrong there must not be wrong here in the same way.

Source:
    ITU-R BS.1770-4 (loudness by ffmpeg's `ebur128`; true peaks by the filter of annex 2); ISO/IEC
    11172-3 and 13818-3 for the frames; what ACX asks of a file, as its users' guides tell it.
"""

import hashlib
import json
import mmap
import re
import subprocess
from collections.abc import Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import asdict, dataclass, replace
from itertools import repeat
from math import inf
from pathlib import Path
from tempfile import TemporaryFile
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from publisher.checking.catalogue import known_code
from publisher.checking.frames import Frames, frames_of
from publisher.checking.lengths import LENGTH_MS
from publisher.edition import Edition, File
from publisher.errors import CheckingError
from publisher.machine import cores
from publisher.report import Finding, Weight
from publisher.sound import ffmpeg
from publisher.store import Store

if TYPE_CHECKING:
    from numpy.typing import NDArray

NAME: Final = "audio/conformance.json"
TEXT: Final = "audio/conformance.txt"
USUAL: Final = "podcast"
SILENT: Final = -69.0  # LUFS; what lies below is meant to be silent, and has no level
LOWEST: Final = -120.0  # dB; what is lower is digital silence

_VERSION: Final = 1  # raised when something is measured in another way
_FRAME_MS: Final = 10
_FLOOR_MS: Final = 500  # the quietest half second is the floor
_UNDER_DB: Final = 40.0  # below the loud parts of a file, nothing is said
_BLOCK_S: Final = 10
_LOUD: Final = re.compile(rb"I:\s+(-?[\d.]+|-inf) LUFS")
_NEAR: Final = 0.7  # of the highest peak so far: no lower sample hides a higher one beside it
_PIECE: Final = 1024  # samples, of which one at least is that high
_TAPS: Final = 12
_RISING: Final = (
    (0.0017089843750, 0.0109863281250, -0.0196533203125, 0.0332031250000, -0.0594482421875,
     0.1373291015625, 0.9721679687500, -0.1022949218750, 0.0476074218750, -0.0266113281250,
     0.0148925781250, -0.0083007812500),
    (-0.0291748046875, 0.0292968750000, -0.0517578125000, 0.0891113281250, -0.1665039062500,
     0.4650878906250, 0.7797851562500, -0.2003173828125, 0.1015625000000, -0.0582275390625,
     0.0330810546875, -0.0189208984375),
)  # fmt: skip
"""The first two phases of the filter of BS.1770-4, annex 2; the others are these, turned round."""


class Bar(NamedTuple):
    """What is asked of a file.

    Attributes:
        what: is measured, in words; a name of `Measured` without its unit.
        unit: of it.
        least: that will do.
        most: that will do.
        code: of the finding when it does not do.
    """

    what: str
    unit: str
    least: float
    most: float
    code: str

    def holds(self, found: float) -> bool:
        """Whether what was found will do."""
        return self.least <= found <= self.most

    @property
    def asked(self) -> str:
        """What is asked, in words."""
        unit = f" {self.unit}" if self.unit else ""
        if self.least == self.most:
            return f"{self.least:g}{unit}"
        if self.least == -inf:
            return f"at most {self.most:g}{unit}"
        if self.most == inf:
            return f"at least {self.least:g}{unit}"
        return f"{self.least:g} to {self.most:g}{unit}"


@dataclass(frozen=True, slots=True)
class Measured:
    """What was measured on a decoded file.

    Attributes:
        loudness: integrated, in LUFS.
        rms: of all its samples, in dBFS.
        true_peak: in dBTP.
        peak: of its samples, in dBFS.
        floor: of its quietest half second, in dBFS; `LOWEST` for digital silence.
        head_ms: before the first word.
        tail_ms: after the last.
        rate: samples per second.
        channels: how many.
        bitrate: of its first frame, in kbit/s.
        bitrates: how many different ones its frames have: 1 where it is constant.
        length_ms: of what was decoded.
        told_ms: how long it says it is.
        spread: between the loudest and the quietest of its publication's files, in LU.
    """

    loudness: float
    rms: float
    true_peak: float
    peak: float
    floor: float
    head_ms: int
    tail_ms: int
    rate: int
    channels: int
    bitrate: int
    bitrates: int
    length_ms: int
    told_ms: int
    spread: float = 0.0

    @property
    def minutes(self) -> float:
        """How long it lasts, in minutes."""
        return round(self.length_ms / 60_000, 1)


_LEVELS = ("loudness", "rms", "floor", "head", "tail", "spread")  # that silence does not have
_FIELDS = {"true peak": "true_peak", "head": "head_ms", "tail": "tail_ms", "length": "minutes"}

_MASTER = (
    Bar("loudness", "LUFS", -19.5, -18.5, "sound-loudness"),
    Bar("true peak", "dBTP", -inf, -3.0, "sound-peak"),
    Bar("floor", "dBFS", -inf, -60.0, "sound-floor"),
    Bar("spread", "LU", -inf, 0.3, "sound-uneven"),
)
_CONTAINER = (
    Bar("channels", "", 1, 1, "sound-container"),
    Bar("bitrates", "", 1, 1, "sound-container"),
)
PROFILES: Final[dict[str, tuple[Bar, ...]]] = {
    "podcast": (
        *_MASTER,
        Bar("head", "ms", 450, 1_500, "sound-edges"),
        Bar("tail", "ms", 950, 5_000, "sound-edges"),
        *_CONTAINER,
        Bar("bitrate", "kbit/s", 32, 320, "sound-container"),
    ),
    "acx": (
        *_MASTER,
        Bar("rms", "dBFS", -23.0, -18.0, "sound-loudness"),
        Bar("peak", "dBFS", -inf, -3.0, "sound-peak"),
        Bar("head", "ms", 500, 1_000, "sound-edges"),
        Bar("tail", "ms", 1_000, 5_000, "sound-edges"),
        *_CONTAINER,
        Bar("rate", "Hz", 44_100, 44_100, "sound-container"),
        Bar("bitrate", "kbit/s", 192, 320, "sound-container"),
        Bar("length", "min", -inf, 120, "sound-long"),
    ),
    "daisy": (
        *_MASTER,
        Bar("head", "ms", 450, 1_500, "sound-edges"),
        Bar("tail", "ms", 950, 5_000, "sound-edges"),
        *_CONTAINER,
        Bar("rate", "Hz", 22_050, 44_100, "sound-container"),
        Bar("bitrate", "kbit/s", 32, 128, "sound-container"),
    ),
}
"""What each profile asks; the levels of the master are the same in all."""


class Line(NamedTuple):
    """One line of a sheet.

    Attributes:
        what: was measured, in words.
        asked: in words.
        measured: the figure.
        unit: of it.
        held: whether it will do.
        code: of the finding when it does not.
    """

    what: str
    asked: str
    measured: float
    unit: str
    held: bool
    code: str


@dataclass(frozen=True, slots=True)
class Sheet:
    """What was measured on one file, and whether that is what its profile asks.

    Attributes:
        file: its name, as the publication has it.
        profile: a key of `PROFILES`.
        found: what was measured.
    """

    file: str
    profile: str
    found: Measured

    @property
    def lines(self) -> tuple[Line, ...]:
        """Each thing that is asked, and what was measured of it."""
        return tuple(self._line(bar) for bar in PROFILES[self.profile] if self._is_due(bar))

    @property
    def holds(self) -> bool:
        """Whether the file is all that its profile asks."""
        return all(line.held for line in self.lines)

    def _is_due(self, bar: Bar) -> bool:
        return self.found.loudness > SILENT or bar.what not in _LEVELS

    def _line(self, bar: Bar) -> Line:
        value = float(getattr(self.found, _FIELDS.get(bar.what, bar.what)))
        return Line(bar.what, bar.asked, value, bar.unit, bar.holds(value), bar.code)


def sheet_of(
    path: Path, profile: str = USUAL, name: str = "", memory: Store | None = None
) -> Sheet:
    """The sheet of one MP3.

    Args:
        path: where it lies.
        profile: a key of `PROFILES`.
        name: what the sheet calls it; its file name when that is left out.
        memory: where what was measured on the same bytes before is found again.

    Raises:
        CheckingError: it cannot be decoded.
        OSError: it cannot be read.
    """
    found = _measured_once(path, memory) if memory is not None else measured(path)
    return Sheet(name or path.name, profile, found)


def _measured_once(path: Path, memory: Store) -> Measured:
    """What there is to measure on one MP3, unless its bytes were measured before."""
    with path.open("rb") as file:
        digest = hashlib.file_digest(file, "sha256")
    digest.update(f"measured {_VERSION}".encode())
    known = memory.recall(digest.hexdigest())
    if known is not None:
        return Measured(**json.loads(known))
    found = measured(path)
    memory.remember(digest.hexdigest(), json.dumps(asdict(found)).encode())
    return found


def together(sheets: Iterable[Sheet]) -> tuple[Sheet, ...]:
    """The sheets of one publication, each told how far its files are apart in loudness."""
    all_ = tuple(sheets)
    heard = [sheet.found.loudness for sheet in all_ if sheet.found.loudness > SILENT]
    spread = round(max(heard) - min(heard), 1) if heard else 0.0
    return tuple(replace(sheet, found=replace(sheet.found, spread=spread)) for sheet in all_)


def uneven(sheets: Iterable[Sheet]) -> Iterator[Finding]:
    """A finding where the sections of one publication are not equally loud."""
    for line in (line for sheet in sheets for line in sheet.lines if line.what == "spread"):
        if not line.held:
            message = f"its sections are up to {line.measured:g} LU apart; asked is {line.asked}"
            yield Finding("sound-uneven", Weight.WARNING, message)
        return


def failures(sheet: Sheet) -> Iterator[Finding]:
    """A finding for each thing that a file by itself is not, though its profile asks it."""
    told, held = sheet.found.told_ms, sheet.found.length_ms
    if told - held > LENGTH_MS:
        message = f"it says that it lasts {told / 1000:.1f} s, and ends after {held / 1000:.1f} s"
        yield Finding("sound-length", Weight.ERROR, message)
    for line in sheet.lines:
        if not line.held and line.what != "spread":
            unit = f" {line.unit}" if line.unit else ""
            message = f"its {line.what} is {line.measured:g}{unit}; {sheet.profile} asks"
            yield Finding(line.code, Weight.WARNING, f"{message} {line.asked}")


def measured(path: Path) -> Measured:
    """What there is to measure on one MP3, in one pass.

    Raises:
        CheckingError: it cannot be decoded.
        OSError: it cannot be read.
    """
    frames = _walked(path)
    heard = _Heard(frames.rate, frames.channels)
    command = (  # told that it is an MP3: a playlist of that name would lead ffmpeg elsewhere
        ffmpeg(), "-hide_banner", "-nostats", "-nostdin", "-f", "mp3", "-i", f"file:{path}",
        "-map", "0:a:0", "-af", "ebur128=peak=none:framelog=quiet:dualmono=false",
        "-ar", str(frames.rate), "-ac", str(frames.channels), "-f", "f32le", "-",
    )  # fmt: skip
    with TemporaryFile() as told:
        with subprocess.Popen(
            command, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=told
        ) as decoder:
            assert decoder.stdout is not None  # it is a pipe
            size = 4 * frames.channels * frames.rate * _BLOCK_S
            while block := decoder.stdout.read(size):
                heard.take(block)
        told.seek(0)
        said = told.read()
    loud = _LOUD.search(said[said.rfind(b"Summary:") :])
    if decoder.returncode != 0 or loud is None or not heard.samples:
        raise CheckingError(f"{path} cannot be decoded", "Make or fetch it again.")
    return heard.measured(max(float(loud[1]), LOWEST), frames)


def _walked(path: Path) -> Frames:
    """The frames of a file.

    Raises:
        CheckingError: there are none.
        OSError: it cannot be read.
    """
    try:
        with path.open("rb") as file, mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ) as data:
            found = frames_of(data)
    except ValueError:  # nothing can be mapped of an empty file
        found = None
    if found is None:
        raise CheckingError(f"{path} cannot be decoded", "Make or fetch it again.")
    return found


class _Heard:
    """A decoded file as it comes, block by block.

    Attributes:
        samples: that came, of each channel.
    """

    def __init__(self, rate: int, channels: int) -> None:
        import numpy as np

        self.samples = 0
        self._rate, self._channels = rate, channels
        self._size = rate * _FRAME_MS // 1000 * channels
        self._rest = np.zeros(0, np.float32)
        self._before = np.zeros((_TAPS, channels), np.float32)
        self._squares: list[NDArray[Any]] = []
        self._peak = self._true_peak = 0.0

    def take(self, block: bytes) -> None:
        """Take the next samples, of all channels in turns."""
        import numpy as np

        new = np.frombuffer(block[: len(block) // (4 * self._channels) * 4 * self._channels], "<f4")
        self.samples += len(new) // self._channels
        self._peaks(new.reshape(-1, self._channels))
        together = np.concatenate((self._rest, new))
        whole = len(together) // self._size * self._size
        self._rest = together[whole:]
        self._squares.append(np.mean(together[:whole].reshape(-1, self._size) ** 2, axis=1))

    def _peaks(self, new: "NDArray[Any]") -> None:
        import numpy as np

        self._peak = max(self._peak, float(np.abs(new).max(initial=0.0)))
        lines = np.concatenate((self._before, new))
        self._before = lines[-_TAPS:]
        for line in lines.T:
            self._true_peak = max(self._true_peak, _true_peak(line, self._peak))

    def measured(self, loudness: float, frames: Frames) -> Measured:
        """All that there is to say of what came."""
        import numpy as np

        squares = np.concatenate(self._squares) if self._squares else np.zeros(0)
        levels = 10 * np.log10(np.maximum(squares, 10 ** (LOWEST / 10)))
        said = np.flatnonzero(levels > _loud_parts(levels) - _UNDER_DB)
        length_ms = round(self.samples * 1000 / self._rate)
        frame_ms = self._size * 1000 / (self._rate * self._channels)
        return Measured(
            loudness=loudness,
            rms=_decibels(float(np.sqrt(squares.mean())) if len(squares) else 0.0),
            true_peak=_decibels(max(self._true_peak, self._peak)),
            peak=_decibels(self._peak),
            floor=_floor(squares),
            head_ms=round(int(said[0]) * frame_ms) if len(said) else length_ms,
            tail_ms=length_ms - round((int(said[-1]) + 1) * frame_ms) if len(said) else length_ms,
            rate=frames.rate,
            channels=frames.channels,
            bitrate=frames.bitrate,
            bitrates=frames.bitrates,
            length_ms=length_ms,
            told_ms=frames.length_ms or length_ms,
        )


def _loud_parts(levels: "NDArray[Any]") -> float:
    import numpy as np

    return float(np.percentile(levels, 90)) if len(levels) else 0.0


def _floor(squares: "NDArray[Any]") -> float:
    """The level of the quietest half second, in dBFS."""
    import numpy as np

    many = min(_FLOOR_MS // _FRAME_MS, len(squares))
    if not many:
        return LOWEST
    sums = np.cumsum(np.concatenate(([0.0], squares)))
    least = float((sums[many:] - sums[:-many]).min()) / many
    return _decibels(max(least, 0.0) ** 0.5)


def _true_peak(line: "NDArray[Any]", peak: float) -> float:
    """How high a line of samples rises between them, near its highest."""
    import numpy as np
    from numpy.lib.stride_tricks import sliding_window_view

    whole = (len(line) - _TAPS) // _PIECE
    if whole < 1:
        pieces = line[None]
    else:
        starts = np.append(np.arange(whole) * _PIECE, len(line) - _PIECE - _TAPS)
        views = sliding_window_view(line, _PIECE + _TAPS)[starts]
        pieces = views[np.abs(views).max(axis=1) > _NEAR * peak]
    if not pieces.size or pieces.shape[1] < _TAPS:
        return 0.0
    windows = sliding_window_view(pieces, _TAPS, axis=1)
    filters = np.array([*_RISING, *(taps[::-1] for taps in _RISING)], np.float32)
    return float(np.abs(windows @ filters.T).max())


def _decibels(amplitude: float) -> float:
    import numpy as np

    return max(round(20 * float(np.log10(max(amplitude, 1e-9))), 1), LOWEST)


def conforming(
    editions: Iterable[Edition], folder: Path, profile: str, memory: Store | None = None
) -> tuple[tuple[Edition, ...], tuple[Finding, ...], tuple[Sheet, ...]]:
    """Editions with the conformance sheets of their MP3s, what does not conform, and the sheets.

    Args:
        editions: as they were bound.
        folder: of the publication; files are named from here.
        profile: a key of `PROFILES`.
        memory: where what was measured on a file before is found again.

    Raises:
        CheckingError: an MP3 cannot be decoded.
        OSError: a sheet cannot be written.
    """
    whole, findings = [], []
    all_: list[Sheet] = []
    for edition in editions:
        of_it = edition.files if edition.kind == "mp3" else ()
        songs = [file.path for file in of_it if file.path.suffix == ".mp3"]
        names = [path.relative_to(folder).as_posix() for path in songs]
        with ThreadPoolExecutor(cores(), "measuring") as pool:
            sheets = together(pool.map(sheet_of, songs, repeat(profile), names, repeat(memory)))
        found = [known_code(each, sheet.file) for sheet in sheets for each in failures(sheet)]
        findings += [*found, *(known_code(each, NAME) for each in uneven(sheets))]
        files = written(sheets, folder) if sheets else ()
        all_ += sheets
        whole.append(replace(edition, files=(*edition.files, *files)))
    return tuple(whole), tuple(findings), tuple(all_)


def written(sheets: Iterable[Sheet], folder: Path) -> tuple[File, ...]:
    """Write the sheets into a publication: for programs, and for people.

    Args:
        sheets: of all its MP3s.
        folder: of the publication.

    Raises:
        OSError: they cannot be written.
    """
    all_ = tuple(sheets)
    data, text = folder / NAME, folder / TEXT
    told = {
        "profile": all_[0].profile if all_ else USUAL,
        "files": [told_of(each) for each in all_],
    }
    data.write_text(json.dumps(told, ensure_ascii=False, indent=2) + "\n", encoding="utf-8")
    text.write_text("\n".join(_in_words(all_)) + "\n", encoding="utf-8")
    return File(data, "application/json"), File(text, "text/plain")


def told_of(sheet: Sheet) -> dict[str, Any]:
    """A sheet as other programs read it."""
    return {
        "file": sheet.file,
        "profile": sheet.profile,
        "holds": sheet.holds,
        "length_ms": sheet.found.length_ms,
        "measures": [
            {key: value for key, value in line._asdict().items() if key != "code"}
            for line in sheet.lines
        ],
    }


def _in_words(sheets: tuple[Sheet, ...]) -> Iterator[str]:
    """The sheets as a person reads them."""
    for sheet in sheets:
        verdict = "holds" if sheet.holds else "DOES NOT HOLD"
        yield f"{sheet.file}: {verdict} (profile {sheet.profile})"
        for line in sheet.lines:
            found = f"{line.measured:g} {line.unit}".strip()
            mark = "" if line.held else "   <- no"
            yield f"  {line.what:<10} {found:>14}   asked: {line.asked}{mark}"


def profile_of(folder: Path) -> str:
    """The profile that a publication's own sheets name, or the usual one."""
    try:
        named = json.loads((folder / NAME).read_text("utf-8"))["profile"]
    except (OSError, ValueError, LookupError, TypeError, RecursionError):
        return USUAL
    return named if named in PROFILES else USUAL
