"""Captions and transcripts, read by libraries that had no part in writing them."""

import json
from dataclasses import replace
from datetime import timedelta
from html import unescape
from itertools import pairwise
from pathlib import Path

import pytest
import srt
import webvtt
from hypothesis import given
from hypothesis import strategies as st

from publisher.binding.captions import LINES, WIDTH, Cue, _parts, vtt
from publisher.binding.captions import srt as as_srt
from publisher.narration import Word
from publisher.publication import Publication
from tests.binding.doors import NEAR_MS, Piece, pieces

Times = list[tuple[str, str, int, int]]


@pytest.fixture(scope="module")
def told(doors: Publication) -> list[Piece]:
    """What the record says of it."""
    return pieces(doors.folder)


def whole(told: list[Piece]) -> Times:
    """All sentences with their times from the beginning of the whole."""
    found, begin = [], 0
    for piece in told:
        found += [(name, words, a + begin, b + begin) for name, words, a, b in piece.heard]
        begin += piece.length
    return found


def spoken(times: Times) -> Times:
    """Those in which something is said."""
    return [each for each in times if each[1]]


def cues_of(path: Path) -> list[tuple[str, int, int, str]]:
    """Name, times in milliseconds and words of each cue, as webvtt-py reads them."""
    return [
        (each.identifier or "", *map(_milliseconds, (each.start, each.end)), each.text)
        for each in webvtt.read(str(path), strict=True)
    ]


def _milliseconds(clock: str) -> int:
    hours, minutes, seconds = clock.split(":")
    return round((int(hours) * 60 + int(minutes)) * 60_000 + float(seconds) * 1000)


def joined(cues: list[tuple[str, int, int, str]]) -> Times:
    """Cues put together again to sentences."""
    found: Times = []
    for name, begin, end, text in cues:
        words, sentence = " ".join(text.split()), name.partition(".")[0]
        if found and found[-1][0] == sentence and "." in name:
            found[-1] = (sentence, f"{found[-1][1]} {words}", found[-1][2], end)
        else:
            found.append((sentence, words, begin, end))
    return found


def test_every_sentence_is_shown_while_it_is_heard(doors: Publication, told: list[Piece]) -> None:
    """Who cannot hear it reads it then; none is missing, doubled or early."""
    path = doors.folder / f"captions/{doors.folder.name}.vtt"
    assert joined(cues_of(path)) == spoken(whole(told))


def test_each_chapter_has_captions_of_its_own(doors: Publication, told: list[Piece]) -> None:
    """They go with its MP3, whose times begin at nothing."""
    songs = sorted((doors.folder / "audio").glob("*.mp3"))
    for song, piece in zip(songs, told, strict=True):
        path = doors.folder / f"captions/{song.stem}.vtt"
        assert joined(cues_of(path)) == spoken(list(piece.heard))


def test_srt_says_the_same_as_webvtt(doors: Publication) -> None:
    """Older players take nothing else."""
    path = doors.folder / f"captions/{doors.folder.name}.srt"
    found = list(srt.parse(path.read_text("utf-8")))
    assert [each.index for each in found] == list(range(1, len(found) + 1))
    thousandth = timedelta(milliseconds=1)
    assert [(each.start // thousandth, each.end // thousandth, each.content) for each in found] == [
        (begin, end, text) for _, begin, end, text in cues_of(path.with_suffix(".vtt"))
    ]


def test_words_begin_when_they_are_heard(doors: Publication) -> None:
    """A player that follows them (`::cue(:past)`) is not a word ahead or behind."""
    path = doors.folder / "captions/01-opening.vtt"
    timed = json.loads(path.with_suffix(".json").read_text("utf-8"))["segments"]
    assert any(len(each.get("words", ())) > 20 for each in timed)
    for each in timed:
        words = each.get("words", ())
        assert all(one["startTime"] <= other["startTime"] for one, other in pairwise(words))
        said = each["body"].replace(" – ", " ")  # a dash by itself is not heard
        assert " ".join(word["body"] for word in words) in ("", said)
    text = path.read_text("utf-8")
    for word in timed[0]["words"][1:]:
        assert f"<00:00:{word['startTime']:06.3f}>{word['body']}" in text.replace("\n", " ")


def test_json_holds_every_sentence_by_its_name(doors: Publication, told: list[Piece]) -> None:
    """By which it is found on the page, in the EPUB and in a report."""
    path = doors.folder / f"captions/{doors.folder.name}.json"
    found = json.loads(path.read_text("utf-8"))["segments"]
    assert [(each["id"], each["body"]) for each in found] == [
        (name, words) for name, words, _, _ in spoken(whole(told))
    ]
    for each, (_, _, begin, end) in zip(found, spoken(whole(told)), strict=True):
        assert abs(each["startTime"] * 1000 - begin) < NEAR_MS
        assert abs(each["endTime"] * 1000 - end) < NEAR_MS


def test_a_transcript_is_all_that_is_heard(doors: Publication, told: list[Piece]) -> None:
    """For who would rather read, and for searching."""
    text = (doors.folder / f"captions/{doors.folder.name}.txt").read_text("utf-8")
    assert text.split() == [word for _, words, _, _ in whole(told) for word in words.split()]


LETTERS = st.text(st.characters(categories=("L", "N", "P")), min_size=1, max_size=WIDTH)


def timed(texts: list[str]) -> tuple[str, tuple[Word, ...]]:
    """Words in a row, a tenth of a second each."""
    words, at = [], 0
    for number, text in enumerate(texts):
        words.append(Word(at, at + len(text), number * 100, number * 100 + 100))
        at += len(text) + 1
    return " ".join(texts), tuple(words)


@given(st.lists(LETTERS, min_size=1, max_size=60))
def test_parts_of_a_sentence_are_all_of_it_and_fit_two_lines(texts: list[str]) -> None:
    """Unless one word alone does not."""
    text, words = timed(texts)
    parts = _parts(text, words)
    assert [word for part in parts for word in part] == list(words)
    for part in parts:
        shown = text[part[0].start : part[-1].stop]
        assert len(shown) <= WIDTH * LINES + LINES or len(part) == 1


@given(st.lists(LETTERS, min_size=1, max_size=20))
def test_whatever_is_said_comes_back_from_webvtt_and_srt(texts: list[str]) -> None:
    """Angle brackets and ampersands are words as well."""
    text, words = timed(texts)
    cue = Cue("c01-p01-s01", 0, len(texts) * 100, text, words)
    (read,) = webvtt.from_string(vtt([cue]))
    assert unescape(" ".join(read.text.split())) == text  # as players do
    (plain,) = srt.parse(as_srt([replace(cue, words=())]))
    assert plain.content.split() == text.split()
