"""Hours of narration, and for each of its sentences whether it was said once and whole.

    python -m benchmarks.narration.hours 10 --into FOLDER
    python -m benchmarks.narration.hours 10 --into FOLDER --ear EAR --every 10
    python -m benchmarks.narration.hours 10 --into FOLDER --book    # one book, in every edition

Articles of some 600 words are made up from paragraphs of our own (`source/` and the English ones
of `benchmarks/structure/gold`), shuffled, one long word in six of them changed for another with the
same ending, so that no sentence is said from memory. Each is published as anyone would, and its
EPUB opened as a reading system opens it. Of every sentence that the document has is asked:

* once: it has one clip, and the clips follow one another in the document's order;
* pace: what is heard between its clip's ends lasts as long as its phonemes ask for;
* words: each printed word has a time, they grow, and the last begins before all has been said;
* whole: the loudness of what the recording plays runs as that of what the engine said runs, from
  beginning to end; nothing is left out, said again, or cut off;
* heard: in one article of so many, whether Whisper misses or repeats several words in a row.

One line is kept for each article in FOLDER, so a run that was stopped goes on where it was. A book
has all articles as its chapters; the build of it is a process of its own, whose time and memory are
told beside those of the bare engine's best schedule, which speaks the first tenth. What was made
stays in FOLDER, so that it may be examined again without being made again.
"""

import argparse
import io
import json
import random
import re
import resource
import shutil
import time
import zipfile
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import Any

import numpy as np
import soundfile
from numpy.typing import NDArray
from scipy.signal import resample_poly

from benchmarks.narration.ear import RATE, Ear, slips, words
from benchmarks.narration.finished import packed
from benchmarks.speed import CORES, Bench
from publisher.pipeline import publish
from publisher.planning import Plan, planned
from publisher.reading import load
from publisher.settings import EDITIONS, Settings
from publisher.speaking.joining import joined
from publisher.speaking.levels import samples_of, trimmed
from publisher.speaking.narrating import asked
from publisher.speaking.pauses import CLAUSE
from publisher.speaking.saying import Phonetic
from publisher.speaking.timing import WORD
from publisher.workshop import Workshop
from tests.speaking.hearing import Lit, by_recording, lit

ROOT = Path(__file__).parents[2]
ARTICLE_WORDS = 600
WORDS_AN_HOUR = 10_600  # as Piper says them, pauses included
CHANGED = 1 / 6
FRAME_MS = 10
QUIET_DB = -45.0
BEHIND_DB = -30.0
ALIKE = 0.9  # how well the loudness of what is played follows that of what was said
SENTENCE = re.compile(r"(?<=[.!?]) ")
PHONEME_MS = (35.0, 140.0)  # the least and the most in the mean of a sentence
SHORT_MS = 600.0  # a word or two may be said at any pace
RUN = 4  # words in a row that are missed or said twice are no mishearing

Samples = NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Said:
    """A sentence of the document: the words that were said, their phonemes, and the sound."""

    words: str
    phonemes: int
    sound: Samples
    rate: int


def paragraphs() -> list[str]:
    """Paragraphs of our own, without markup, in a fixed order."""
    gold = ROOT / "benchmarks" / "structure" / "gold"
    files = [*sorted((ROOT / "source").iterdir()), *sorted(gold.rglob("*.gold"))]
    texts = (path.read_text(encoding="utf-8") for path in files if path.suffix != ".html")
    english = (text for text in texts if "\nlanguage: en" in text or "\nlanguage:" not in text)
    found = (part.strip() for text in english for part in text.split("\n\n"))
    return [each for each in found if _is_prose(each)]


def _is_prose(text: str) -> bool:
    return (
        len(text.split()) > 12 and text[-1] in ".!?”" and not re.search(r"[#*_|\[\]<>{}\n`]", text)
    )


def article(number: int) -> str:
    """A made-up article in Markdown, the same for the same number."""
    chance = random.Random(number)  # noqa: S311  # a throw of words, no secret
    pool = paragraphs()
    by_end: dict[str, list[str]] = {}
    for word in sorted({each for text in pool for each in re.findall(r"\b[a-z]{5,}\b", text)}):
        by_end.setdefault(word[-2:], []).append(word)

    def other(found: re.Match[str]) -> str:
        return chance.choice(by_end[found[0][-2:]]) if chance.random() < CHANGED else found[0]

    blocks, count = [f"# The {number} hundredth night of the tide"], 0
    while count < ARTICLE_WORDS:
        if len(blocks) % 6 == 0:
            blocks.append(f"## What the harbour heard, part {len(blocks) // 6}")
        blocks.append(re.sub(r"\b[a-z]{5,}\b", other, chance.choice(pool)))
        count += len(blocks[-1].split())
    return "\n\n".join(blocks) + "\n"


def book(hours: float) -> str:
    """A made-up book in Markdown that lasts so long, a chapter an article, no sentence twice."""
    chapters, words, seen = ["# Ten hundred nights of the tide"], 0, set[str]()

    def new(paragraph: str) -> str:
        if paragraph.startswith("#"):
            return f"#{paragraph}, night {len(chapters)}"
        kept = [each for each in SENTENCE.split(paragraph) if each not in seen]
        seen.update(kept)
        return " ".join(kept)

    while words < hours * WORDS_AN_HOUR:
        paragraphs = map(new, article(len(chapters)).split("\n\n"))
        chapters.append("\n\n".join(filter(None, paragraphs)))
        words += len(chapters[-1].split())
    return "\n\n".join(chapters) + "\n"


def examined(number: int, voice: str, folder: Path, kept: Path, ear: Ear | None) -> dict[str, Any]:
    """Publish one article, and tell what is to be told of each of its sentences."""
    folder.mkdir(parents=True, exist_ok=True)
    source = folder / f"night-{number}.md"
    source.write_text(article(number), encoding="utf-8")
    settings = Settings(voice=voice, editions=("epub",), granularity="word")
    shop = Workshop(folder / "build", kept / "cache", settings, voices=(kept / "voices",))
    begun = time.process_time()
    made = publish(load(source), shop)
    spent_s = time.process_time() - begun
    (epub,) = (each for each in made.files if each.suffix == ".epub")
    told = followed(epub, planned(load(source), shop), ear, 1)
    shutil.rmtree(folder / "build")
    shutil.rmtree(kept / "cache" / "sounds", ignore_errors=True)
    peak_mb = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    return {"article": number, "cpu_s": round(spent_s, 1), "peak_mb": peak_mb, **told}


def followed(epub: Path, plan: Plan, ear: Ear | None, every: int) -> dict[str, Any]:
    """What is to be told of each sentence of a read-along EPUB, its recordings in turn.

    Args:
        epub: that was made of the plan.
        plan: of the same article, from whose voices each sentence is asked again.
        ear: listens to the first recording, and to one in so many after it.
        every: how many.
    """
    assert plan.cast is not None
    voice = plan.cast.narrator.engine
    phonetic = voice if isinstance(voice, Phonetic) else None
    faults: list[str] = []
    order: list[str] = []
    count, timed, printed, length_ms, heard_words = 0, 0, 0, 0.0, 0
    lines = {name: (clauses, who) for name, clauses, who in asked(plan.document, plan.cast)}
    said = {name: clauses for name, (clauses, _) in lines.items()}
    with zipfile.ZipFile(epub) as package:
        for place, (file, clips) in enumerate(by_recording(lit(package)).items()):
            samples, rate = soundfile.read(io.BytesIO(package.read(file)), dtype="float32")
            length_ms += len(samples) * 1000 / rate
            known = [each for each in clips if said.get(each.name)]
            order += [each.name for each in known]
            for clip in known:
                sounds = [lines[clip.name][1].say(each) for each in said[clip.name]]
                whole = trimmed(joined(said[clip.name], sounds, CLAUSE)[1])
                spelt = "".join(map(phonetic.phonemes, said[clip.name])) if phonetic else ""
                phonemes = sum(each.isalpha() for each in spelt)
                one = Said(" ".join(said[clip.name]), phonemes, samples_of(whole), whole.rate)
                part = samples[round(clip.begin * rate / 1000) : round(clip.end * rate / 1000)]
                faults += [f"{clip.name}: {each}" for each in found_in(clip, part, rate, one)]
                printed += len(WORD.findall(clip.text))
                timed += len(clip.words) or len(WORD.findall(clip.text)) == 1
                count += 1
            if ear is not None and place % every == 0:
                for names, missed, many in listened(ear, known, said, samples, rate):
                    heard_words += many
                    faults += [f"{names}: heard: {each}" for each in missed]
    wanted = [name for name, parts in said.items() if parts]
    met = set(order)
    faults += [f"{name}: skipped" for name in wanted if name not in met]
    faults += [f"{name}: doubled" for name, times in Counter(order).items() if times > 1]
    faults += ["out of order"] if [name for name in wanted if name in met] != order else []
    return {
        "sentences": count, "of": len(wanted), "printed words": printed, "timed": timed,
        "seconds": round(length_ms / 1000, 1), "heard words": heard_words, "faults": faults,
    }  # fmt: skip


def bound(hours: float, voice: str, folder: Path, ear: Ear | None, every: int) -> dict[str, Any]:
    """Publish a book in every edition, or take the one that was, and look at its sentences."""
    folder.mkdir(parents=True, exist_ok=True)
    source, taken = folder / "book.md", folder / "taken.json"
    source.write_text(book(hours), encoding="utf-8")
    settings = Settings(voice=voice, editions=EDITIONS, granularity="word")
    if not taken.exists():
        part = folder / "part.txt"
        part.write_text(re.sub("^#+ ", "", book(hours / 10), flags=re.MULTILINE), "utf-8")
        options = ("--editions", "all", "--granularity", "word", "--voice", voice)
        bench = Bench(folder, source)
        bare = bench.bare(CORES, 1, part)
        run = bench.cold(*options, source=source)
        parts = len(source.read_text("utf-8").split()) / len(part.read_text("utf-8").split())
        found = {
            "wall_s": round(run.wall), "cpu_s": round(run.cpu), "peak_mb": round(run.peak),
            "over_bare": round(run.wall / (bare.wall * parts), 3),
        }  # fmt: skip
        taken.write_text(json.dumps(found))
    shop = Workshop(folder / "build", folder / "cache", settings)
    (made,) = (folder / "build").glob("*/publication.json")
    epub = made.parent / f"{made.parent.name}.epub"
    return {"article": 0, **json.loads(taken.read_text()),
            **followed(epub, planned(load(source), shop), ear, every)}  # fmt: skip


def found_in(clip: Lit, part: Samples, rate: int, said: Said) -> Iterator[str]:
    """What is wrong with one sentence as it is heard."""
    loud = np.flatnonzero(np.abs(part) > np.abs(part).max(initial=0) * 10 ** (QUIET_DB / 20))
    if not len(loud):
        yield "silent"
        return
    spoken_ms = (loud[-1] - loud[0]) * 1000 / rate
    pace = spoken_ms / max(said.phonemes, 1)
    if said.phonemes and spoken_ms > SHORT_MS and not PHONEME_MS[0] < pace < PHONEME_MS[1]:
        yield f"pace: {pace:.0f} ms a phoneme"
    told = [each.begin for each in clip.words] or [clip.begin]
    shown = WORD.findall(clip.text)
    if clip.words and len(told) != len(shown):
        yield f"words: {len(told)} of {len(shown)} timed"
    if told[-1] - clip.begin > loud[-1] * 1000 / rate:
        yield "words: the last begins when all has been said"
    if not clip.words and len(shown) > 1:
        yield "words: none timed"
    if any(later <= earlier for earlier, later in pairwise(told)):
        yield "words: not in order"
    heard, made = _run(part, rate), _run(said.sound, said.rate)
    follows = np.corrcoef(heard[: len(made)], made[: len(heard)])[0, 1] if len(made) > 3 else 1.0
    if follows < ALIKE or len(heard) < len(made):
        yield f"whole: {follows:.2f} alike, {len(heard)} frames of {len(made)}"
    if heard[len(made) + 3 :].max(initial=-40.0) > BEHIND_DB:
        yield "whole: something is said behind its end"


def _run(samples: Samples, rate: int) -> NDArray[np.float64]:
    """How loud each 10 ms are, in decibels under the loudest, 40 at most."""
    size = rate * FRAME_MS // 1000
    frames = samples[: len(samples) // size * size].reshape(-1, size).astype(np.float64)
    levels = 20 * np.log10(np.sqrt(np.mean(frames**2, axis=1)) + 1e-9)
    return np.maximum(levels - levels.max(initial=-180.0), -40.0)


def listened(
    ear: Ear, clips: Sequence[Lit], said: dict[str, tuple[str, ...]], samples: Samples, rate: int
) -> Iterator[tuple[str, list[str], int]]:
    """For sentences in a row: words missed or repeated in a row, and how many words there are."""
    at_pace = resample_poly(samples, RATE // 50, rate // 50).astype(np.float32)
    ms = RATE // 1000
    rows = list(packed([(each.name, each.begin, each.end) for each in clips]))
    parts = [at_pace[round(row[0][1] * ms) : round(row[-1][2] * ms)] for row in rows]
    for row, text in zip(rows, ear.heard(parts), strict=True):
        wanted = words(" ".join(part for name, _, _ in row for part in said[name]))
        yield row[0][0], list(_runs(wanted, words(text))), len(wanted)


def _runs(wanted: Sequence[str], heard: Sequence[str]) -> Iterator[str]:
    """Words of a stretch that are in but one of two texts, more than are misheard by chance."""
    missed: list[str] = []
    more: list[str] = []
    for slip in slips(wanted, heard):
        if not slip.heard:
            missed.append(slip.said)
        elif not slip.said:
            more.append(slip.heard)
    if len(missed) - len(more) >= RUN:
        yield f"{len(missed)} words missed: {' '.join(missed)[:80]!r}"
    if len(more) - len(missed) >= RUN:
        yield f"{len(more)} words too many: {' '.join(more)[:80]!r}"


def table(lines: Sequence[dict[str, Any]]) -> str:
    """All that was found, in a few rows."""
    hours = sum(each["seconds"] for each in lines) / 3600
    faults = [f"{each['article']} {fault}" for each in lines for fault in each["faults"]]
    kinds = {
        kind: sum(kind in fault for fault in faults)
        for kind in ("skipped", "doubled", "out of order", "silent", "pace", "words:", "whole",
                     "heard")
    }  # fmt: skip
    total = {name: sum(each[name] for each in lines) for name in
             ("sentences", "of", "printed words", "timed", "heard words", "cpu_s")}  # fmt: skip
    books = [each for each in lines if "over_bare" in each]
    rows = (
        ("hours of narration", f"{hours:.2f}"),
        ("articles, or books", len(lines)),
        ("sentences said, of those in the documents", f"{total['sentences']} of {total['of']}"),
        ("printed words with a time", f"{total['timed']} of {total['printed words']}"),
        *((f"faults: {kind.strip(':')}", number) for kind, number in kinds.items()),
        ("words that Whisper listened to", total["heard words"]),
        ("CPU for an hour", f"{total['cpu_s'] / 60 / max(hours, 1e-9):.1f} minutes"),
        *(("wall, over the bare engine's best", each["over_bare"]) for each in books),
        ("most memory", f"{max(each['peak_mb'] for each in lines)} MB"),
        ("memory after the first and the last", f"{lines[0]['peak_mb']}, {lines[-1]['peak_mb']}"),
    )
    shown = "\n".join(f"| {name} | {number} |" for name, number in rows)
    return "\n".join(["| what | number |\n|---|---|", shown, *faults])


def main() -> None:
    """Narrate until there are so many hours, and print the table."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("hours", type=float)
    parser.add_argument("--voice", default="piper")
    parser.add_argument("--into", type=Path, required=True, help="a folder for what is found")
    parser.add_argument("--kept", type=Path, help="a cache to keep; voices/ in it has the voices")
    parser.add_argument("--ear", type=Path, help="the folder that ear.sh filled")
    parser.add_argument("--every", type=int, default=20, help="articles from one heard to the next")
    parser.add_argument(
        "--book", action="store_true", help="one book in every edition, not articles"
    )
    options = parser.parse_args()
    ear = Ear(options.ear) if options.ear else None
    if options.book:
        print(table([bound(options.hours, options.voice, options.into, ear, options.every)]))
        return
    options.into.mkdir(parents=True, exist_ok=True)
    found = options.into / "found.jsonl"
    lines = [json.loads(each) for each in found.read_text().splitlines()] if found.exists() else []
    while sum(each["seconds"] for each in lines) < options.hours * 3600:
        number = len(lines)
        now = ear if number % options.every == 0 else None
        kept = options.kept or options.into
        lines.append(examined(number, options.voice, options.into / "work", kept, now))
        with found.open("a", encoding="utf-8") as file:
            file.write(json.dumps(lines[-1]) + "\n")
        done = sum(each["seconds"] for each in lines) / 3600
        print(
            f"{done:.2f} hours, {len(lines[-1]['faults'])} faults in article {number}", flush=True
        )
    print(table(lines))


if __name__ == "__main__":
    main()
