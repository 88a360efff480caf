"""How well finished narration is understood: the MP3s of whole articles, heard by Whisper.

    bash benchmarks/narration/ear.sh FOLDER
    python -m benchmarks.narration.finished --ear FOLDER --voice piper --voice kokoro:bm_george

Each article is published as anyone would publish it, names, figures, headings and all; the
recordings in its EPUB are decoded, and Whisper hears them in stretches of up to 28 seconds that end
where a sentence ends. What it writes is laid beside the words that the voice was given. ``--slips``
prints what was misheard, with the sentence.
"""

import argparse
import io
import re
import tempfile
import zipfile
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import soundfile
from scipy.signal import resample_poly

from benchmarks.narration.ear import LONGEST_S, RATE, Ear, Samples, Slip, slips, words
from publisher.pipeline import publish
from publisher.planning import planned
from publisher.reading import load
from publisher.settings import Settings
from publisher.speaking.narrating import utterances
from publisher.workshop import Workshop
from tests.speaking.hearing import by_recording, lit

SOURCE = Path(__file__).parents[2] / "source"
QUIET_S = 0.2  # on both sides of what it is given


@dataclass(frozen=True, slots=True)
class Stretch:
    """Some sentences in a row, and their sound."""

    names: tuple[str, ...]
    said: str
    samples: Samples


@dataclass(frozen=True, slots=True)
class Recording:
    """An MP3 of an EPUB, decoded, and what is lit when.

    Attributes:
        clips: names of sentences, and from when to when they are heard, in milliseconds.
        said: the words of each.
        samples: the whole of it.
    """

    clips: tuple[tuple[str, float, float], ...]
    said: Mapping[str, str]
    samples: Samples

    def stretch(self, clips: Sequence[tuple[str, float, float]]) -> Stretch:
        """Some clips that follow one another."""
        begin, end = (round(at * RATE / 1000) for at in (clips[0][1], clips[-1][2]))
        names = tuple(name for name, _, _ in clips)
        return Stretch(names, " ".join(self.said[name] for name in names), self.samples[begin:end])


def recordings(
    article: Path, voice: str, rate: float, folder: Path, kept: Path, names: str = "news"
) -> Iterator[Recording]:
    """An article's narration, as it is in its EPUB.

    Args:
        article: a file.
        voice: who says it.
        rate: speaking rate against the voice's own.
        folder: where the EPUB goes.
        kept: the cache, and beside it the voices.
        names: the setting of that name.
    """
    settings = Settings(voice=voice, rate=rate, editions=("epub",), names=names)
    shop = Workshop(folder, kept / "cache", settings, voices=(kept / "voices",))
    source = load(article)
    said = {name: " ".join(parts) for name, parts in utterances(planned(source, shop).document)}
    (book,) = (each for each in publish(source, shop).files if each.suffix == ".epub")
    with zipfile.ZipFile(book) as package:
        for file, clips in by_recording(lit(package)).items():
            samples, pace = soundfile.read(io.BytesIO(package.read(file)), dtype="float32")
            heard = resample_poly(samples, RATE // 50, pace // 50).astype(np.float32)
            known = ((each.name, each.begin, each.end) for each in clips if said.get(each.name))
            yield Recording(tuple(known), said, heard)


def narrated(
    article: Path, voice: str, rate: float, folder: Path, kept: Path, names: str = "news"
) -> Iterator[Stretch]:
    """The same in stretches that Whisper takes."""
    for each in recordings(article, voice, rate, folder, kept, names):
        yield from map(each.stretch, packed(each.clips))


def packed(
    clips: Sequence[tuple[str, float, float]],
) -> Iterator[Sequence[tuple[str, float, float]]]:
    """Clips that follow one another, together while they last no longer than it takes."""
    some: list[tuple[str, float, float]] = []
    for clip in clips:
        if some and (clip[2] - some[0][1] > LONGEST_S * 1000 or clip[1] != some[-1][2]):
            yield some
            some = []
        some.append(clip)
    if some:
        yield some


def listened(ear: Ear, stretches: Sequence[Stretch]) -> Iterator[tuple[Stretch, list[Slip], int]]:
    """What it misheard of each stretch, and how many words that has."""
    quiet = np.zeros(round(QUIET_S * RATE), np.float32)
    sounds = [np.concatenate([quiet, each.samples, quiet]) for each in stretches]
    for each, heard in zip(stretches, ear.heard(sounds), strict=True):
        said = words(each.said)
        yield each, slips(said, words(heard)), len(said)


def names(texts: Sequence[str]) -> set[str]:
    """Words that are written with a capital within a sentence, and never without one.

    >>> sorted(names(["In Aleppo the mill stood.", "The mill of Harlow."]))
    ['aleppo', 'harlow']
    """
    whole = " ".join(texts)
    capital = re.findall(r"(?<=[a-z,;] )[A-Z][\w’'-]+", whole)
    small = set(words(" ".join(re.findall(r"\b[a-z][\w’'-]*", whole))))
    return {word for each in capital for word in words(each)} - small


def main() -> None:
    """Print a row for each voice and rate."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("articles", nargs="*", type=Path, default=sorted(SOURCE.iterdir()))
    parser.add_argument("--ear", type=Path, required=True, help="the folder that ear.sh filled")
    parser.add_argument("--kept", type=Path, help="a cache to keep; voices/ in it has the voices")
    parser.add_argument("--voice", action="append", help="piper, unless told otherwise")
    parser.add_argument("--rate", action="append", type=float, help="1, unless told otherwise")
    parser.add_argument("--names", default="news", help="news, or none: which names are known")
    parser.add_argument("--slips", action="store_true", help="print what was misheard")
    options = parser.parse_args()
    ear = Ear(options.ear)
    print("| voice | rate | words | error rate | names aside | words a minute |")
    print("|---|---|---|---|---|---|")
    for voice in options.voice or ["piper"]:
        for rate in options.rate or [1.0]:
            with tempfile.TemporaryDirectory() as name:
                folder = Path(name)
                kept = options.kept or folder
                stretches = [
                    each
                    for article in options.articles
                    for each in narrated(
                        article, voice, rate, folder / "build", kept, options.names
                    )
                ]
            count, wrong, plain, plainly = 0, 0, 0, 0
            known = names([each.said for each in stretches])
            for each, found, said in listened(ear, stretches):
                count, wrong = count + said, wrong + len(found)
                plain += sum(word not in known for word in words(each.said))
                plainly += sum(slip.said not in known for slip in found)
                if options.slips and found:
                    told = ", ".join(f"{said or '-'} > {heard or '-'}" for said, heard in found)
                    print(f"{each.names[0]}: {told}")
            minutes = sum(len(each.samples) for each in stretches) / RATE / 60
            print(
                f"| {voice} | {rate:g} | {count} | {wrong / count:.2%} | {plainly / plain:.2%} | "
                f"{count / minutes:.0f} |",
                flush=True,
            )


if __name__ == "__main__":
    main()
