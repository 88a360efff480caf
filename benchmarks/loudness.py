"""How even and how clean a recording is, decoded, against what the engine made.

    python -m benchmarks.loudness [--voice piper] [--voice kokoro:bm_george] [ARTICLE ...]

Each article is published as MP3s, which are decoded again and measured, and its sentences are
taken from the engine as they are, trimmed:

* raw: the standard deviation of the sentences' loudness, and how far sections are apart when one
  gain is all that they get;
* ours: the same of the decoded MP3s, each sentence cut out by the times in `publication.json`;
  the highest true peak; the noise floor; how loud headings of one to three words are beside
  sentences;
* joins: the steepest step of the samples within 10 ms of a sentence's begin and of its end, in
  hundredths of the steepest within speech;
* quality: what DNSMOS (ITU-T P.835 scales from 1 to 5: speech, background, overall; a no-reference
  model, in the package speechmos) says of each sentence in the MP3, less what it says of the
  engine's own samples. It comes with the extra [bench], and is left out where it is not there.
"""

import argparse
import json
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import numpy as np
import soundfile
from numpy.typing import NDArray
from scipy.signal import resample_poly

from publisher.pipeline import publish
from publisher.planning import planned
from publisher.reading import load
from publisher.settings import Settings
from publisher.speaking.joining import joined
from publisher.speaking.levels import loudness, samples_of, trimmed
from publisher.speaking.narrating import asked
from publisher.workshop import Workshop

SOURCE = Path(__file__).parent.parent / "source"
EAR_RATE = 16_000
WINDOW = int(9.01 * EAR_RATE)  # what the model hears at a time
SHORT = 3  # words
SCALES = ("speech", "background", "overall")
CURVES = (  # from the model's figures to the scales, as the model's authors fitted them
    np.poly1d([-0.08397278, 1.22083953, 0.0052439]),
    np.poly1d([-0.13166888, 1.60915514, -0.39604546]),
    np.poly1d([-0.06766283, 1.11546468, 0.04602535]),
)

Samples = NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Said:
    """One sentence: as the engine made it, and as it is heard in the MP3."""

    section: str
    words: str
    rate: int
    raw: Samples
    heard: Samples
    steps: tuple[float, float]


class Judge:
    """DNSMOS, where it is installed."""

    def __init__(self) -> None:
        import onnxruntime

        found = find_spec("speechmos")
        assert found is not None
        assert found.submodule_search_locations
        folder = Path(found.submodule_search_locations[0])
        alone = onnxruntime.SessionOptions()
        alone.intra_op_num_threads = 1
        model = folder / "dnsmos_models/sig_bak_ovr.onnx"
        self._model = onnxruntime.InferenceSession(str(model), alone)

    def __call__(self, samples: Samples, rate: int) -> NDArray[np.float64]:
        """Speech, background and overall, from 1 to 5, of a sound at its usual level."""
        level = 10 ** ((-26.0 - loudness(samples, rate)) / 20)
        at_ear = resample_poly(samples * level, EAR_RATE // 50, rate // 50)
        window = np.resize(at_ear, WINDOW).astype(np.float32)
        told = self._model.run(None, {"input_1": window[None]})[0][0]
        return np.array([curve(each) for curve, each in zip(CURVES, told, strict=True)])


def said(path: Path, voice: str, folder: Path, cache: Path, voices: Path) -> Iterator[Said]:
    """The sentences of an article, twice."""
    settings = Settings(voice=voice, editions=("mp3",))
    shop = Workshop(folder / "build", cache, settings, voices=(voices,))
    known = json.loads((publish(load(path), shop).folder / "publication.json").read_text("utf-8"))
    place = folder / "build" / known["slug"]
    songs = {
        each["section"]: place / each["path"]
        for each in known["files"]
        if each["media_type"] == "audio/mpeg"
    }
    plan = planned(load(path), shop)
    assert plan.cast is not None
    raw = {}
    for name, words, who in asked(plan.document, plan.cast):
        if words:
            sound = trimmed(joined(words, [who.say(each) for each in words], 120)[1])
            raw[name] = (" ".join(words), sound)
    heard: dict[str, Any] = {
        name: soundfile.read(song, dtype="float32") for name, song in songs.items()
    }
    sections = [(known["front"], known["sections"][0]["heard_with"])]
    sections += [(each, each["heard_with"]) for each in known["sections"]]
    for section, with_ in sections:
        for sentence in (each for block in section["paragraphs"] for each in block["sentences"]):
            if sentence["name"] not in raw or sentence["begin_ms"] is None:
                continue
            samples, rate = heard[with_]
            words, sound = raw[sentence["name"]]
            begin, end = (round(sentence[at] * rate / 1000) for at in ("begin_ms", "end_ms"))
            end = min(end, begin + round(sound.length_ms * rate / 1000))
            near = rate // 100
            steps = (
                float(np.abs(np.diff(samples[at - near : at + near])).max()) for at in (begin, end)
            )
            cut = samples[begin:end]
            yield Said(with_, words, rate, samples_of(sound), cut, (next(steps), next(steps)))


def spread(found: list[Said], which: str) -> float:
    """How far the sections of one article are apart in loudness."""
    names = dict.fromkeys(each.section for each in found)
    levels = [
        loudness(
            np.concatenate([getattr(s, which) for s in found if s.section == name]), found[0].rate
        )
        for name in names
    ]
    return max(levels) - min(levels)


def main() -> None:
    """Publish, measure, and print a table for each voice."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--voice", action="append")
    parser.add_argument("--cache", type=Path, help="where what was spoken before is remembered")
    parser.add_argument("--voices", type=Path, default=Path("voices"), help="where Kokoro lies")
    parser.add_argument("articles", nargs="*", type=Path)
    options = parser.parse_args()
    articles = options.articles or sorted(SOURCE.iterdir())
    judge = Judge() if find_spec("speechmos") else None
    for voice in options.voice or ("piper", "espeak:en-gb"):
        every: list[Said] = []
        apart_raw, apart = [], []
        peaks, floors, whole = [], [], []
        with tempfile.TemporaryDirectory() as name:
            for path in articles:
                cache = options.cache or Path(name) / "cache"
                found = list(said(path, voice, Path(name), cache, options.voices))
                every += found
                apart_raw.append(spread(found, "raw"))
            for sheet in sorted(Path(name).glob("build/*/audio/conformance.json")):
                files = json.loads(sheet.read_text("utf-8"))["files"]
                rows = [
                    {line["what"]: line["measured"] for line in each["measures"]} for each in files
                ]
                peaks += [row["true peak"] for row in rows]
                floors += [row["floor"] for row in rows]
                whole += [row["loudness"] for row in rows]
                apart.append(rows[0]["spread"])
        raw = np.array([loudness(each.raw, each.rate) for each in every])
        ours = np.array([loudness(each.heard, each.rate) for each in every])
        short = np.array([len(each.words.split()) <= SHORT for each in every])
        steep = float(np.percentile([np.abs(np.diff(each.heard)).max() for each in every], 50))
        steps = np.array([each.steps for each in every])
        print(f"{voice}: {len(every)} sentences, {len(whole)} sections, {len(articles)} articles")
        print(f"  sentences, sd: raw {raw.std():.2f} LU, ours {ours.std():.2f} LU")
        print(f"  sentences, range: raw {np.ptp(raw):.1f} LU, ours {np.ptp(ours):.1f} LU")
        print(f"  of {short.sum()} of up to {SHORT} words, against the others: raw "
              f"{raw[short].mean() - raw[~short].mean():+.1f} LU, ours "
              f"{ours[short].mean() - ours[~short].mean():+.1f} LU")  # fmt: skip
        print(f"  sections apart, at most: one gain on raw {max(apart_raw):.1f} LU, ours "
              f"{max(apart):.1f} LU")  # fmt: skip
        print(f"  sections: {min(whole)} to {max(whole)} LUFS; peak {max(peaks)} dBTP; floor "
              f"{min(floors)} to {max(floors)} dBFS")  # fmt: skip
        print(f"  steepest step at a begin {steps[:, 0].max() / steep:.0%}, at an end "
              f"{steps[:, 1].max() / steep:.0%} of a sentence's own")  # fmt: skip
        if judge is not None:
            long = [each for each in every if len(each.raw) > 2 * each.rate]
            lost = np.array([judge(s.heard, s.rate) - judge(s.raw, s.rate) for s in long])
            mine = np.array([judge(s.raw, s.rate) for s in long]).mean(axis=0)
            error = lost.std(axis=0) / len(long) ** 0.5
            for at, scale in enumerate(SCALES):
                print(f"  DNSMOS {scale:<10}: raw {mine[at]:.2f}, MP3 {lost[:, at].mean():+.3f}"
                      f" ±{2 * error[at]:.3f} ({len(long)} sentences)")  # fmt: skip


if __name__ == "__main__":
    main()
