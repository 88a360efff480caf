"""Who speaks: passages in other languages, quotations and sides of an interview have voices."""

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from publisher.document import Document
from publisher.errors import VoiceError
from publisher.reading import read
from publisher.report import Finding, Weight
from publisher.settings import Settings
from publisher.speaking.casting import Cast, assembled
from publisher.speaking.engines import NOWHERE, Folders, silence
from publisher.speaking.narrating import lines, new_lines, speak
from publisher.speaking.remembering import Remembering
from publisher.speaking.script import Manner
from publisher.store import Store
from publisher.structuring import structure
from tests.conftest import article
from tests.speaking.kettle import kettle

TALK = """\
---
title: A talk
language: en
---

It was said to be long, <span lang="cy">bore da</span> and all.

<p lang="cy">Mae’r tegell yn canu am 7.</p>

> It sings, says the book.
>
> <p lang="de">Er singt, sagt das Buch, für 2,5 Mio. Euro.</p>

Quill: Does it sing, when the tide is low and nobody is there to hear it?

Reyes: It does, as all do.

Quill: And at night, when the water is out and the mill stands still?

Reyes: It sleeps, as I do.
"""


def work_of(text: str = TALK) -> Document:
    """An article, understood."""
    return structure(read(article(text, "a.md"), ""), sought="none")


def cast_of(
    folder: Path, text: str = TALK, folders: Folders = NOWHERE, **wishes: Any
) -> tuple[Cast, tuple[Finding, ...]]:
    """The cast of an article."""
    return assembled(work_of(text), Settings(**wishes), folders, Store(folder / "sounds"))


def spoken_by(cast: Cast, text: str = TALK) -> dict[str, str]:
    """Whose voice speaks each line, by the words that are said."""
    return {
        line.wording.words: str(cast.speaker(line.language, line.part, line.side).voice)
        for line in lines(work_of(text), cast.manner(()))
    }


def test_each_passage_is_spoken_in_its_language_and_each_part_by_its_voice(tmp_path: Path) -> None:
    """And put into words by the rules of that language; a foreign phrase stays in its sentence."""
    cast, _ = cast_of(
        tmp_path,
        voice="espeak:en-us",
        quotation_voice="espeak:en-gb",
        interview_voices=("espeak:en-gb-scotland", "espeak:en-gb-x-rp"),
    )
    said = {words[:12]: voice.removeprefix("espeak:") for words, voice in spoken_by(cast).items()}
    assert said == {
        "A talk.": "en-us",
        "It was said ": "en-us",
        "Mae’r tegell": "cy",
        "It sings, sa": "en-gb",
        "Er singt, sa": "de",
        "Quill: Does ": "en-gb-scotland",
        "Reyes: It do": "en-gb-x-rp",
        "Quill: And a": "en-gb-scotland",
        "Reyes: It sl": "en-gb-x-rp",
    }
    assert "Er singt, sagt das Buch, für 2,5 Millionen Euro." in spoken_by(cast)
    assert [voice.name for voice in cast.voices] == [
        *("en-us", "en-gb", "en-gb-scotland", "en-gb-x-rp", "cy", "de")
    ]


def test_one_voice_reads_it_all_to_who_wants_that(tmp_path: Path) -> None:
    """And words it as it can say it: figures in its own language."""
    cast, findings = cast_of(tmp_path, voice="espeak:en-us", foreign_voices="narrator")
    assert set(spoken_by(cast).values()) == {"espeak:en-us"}
    assert "Mae’r tegell yn canu am seven." in spoken_by(cast)
    assert findings == ()


def test_no_voice_is_loaded_that_has_nothing_to_say(tmp_path: Path) -> None:
    """An article in one language costs what it did, whatever voices the settings name."""
    cast, findings = cast_of(
        tmp_path, "# A mill\n\nIt grinds.\n", voice="silence", quotation_voice="piper:nobody"
    )
    assert cast.everybody == (cast.narrator,)
    assert cast.identity == cast.narrator.identity
    assert findings == ()


def test_what_no_neural_voice_speaks_is_read_by_espeak_and_a_finding_says_so(
    tmp_path: Path,
) -> None:
    """With the first of the passages and its line, and what there is to do."""
    kettle(tmp_path / "voices", "en_GB-kettle-medium")
    folders = Folders(tmp_path / "cache", (tmp_path / "voices",))
    cast, findings = cast_of(tmp_path, folders=folders, voice="auto")
    plain = [finding for finding in findings if finding.code == "passage-plain"]
    assert [(each.weight, each.place) for each in plain] == [
        (Weight.WARNING, "line 8"),
        (Weight.WARNING, "line 12"),
    ]
    assert "'cy'" in plain[0].message
    assert "“Mae’r tegell yn canu am 7.”" in plain[0].message
    assert "publisher voices add" in plain[0].message
    assert [str(each.voice) for each in cast.tongues.values()] == ["espeak:cy", "espeak:de"]


def test_a_neural_voice_is_chosen_where_there_is_one(tmp_path: Path) -> None:
    """Even for one sentence: that is good to know, and nothing to be warned of."""
    kettle(tmp_path / "voices", "de_DE-kettle-medium")
    folders = Folders(tmp_path / "cache", (tmp_path / "voices",))
    cast, findings = cast_of(tmp_path, folders=folders, voice="auto")
    assert str(cast.tongues["de"].voice) == "piper:de_DE-kettle-medium"
    told = {finding.code: finding.weight for finding in findings if "'de'" in finding.message}
    assert told == {"passage-voice": Weight.NOTE}


def test_what_nobody_speaks_is_read_by_the_narrator_and_a_finding_says_so(tmp_path: Path) -> None:
    """Better misread than left out."""
    text = '# Runes\n\n<p lang="got">𐌰𐍄𐍄𐌰 𐌿𐌽𐍃𐌰𐍂 𐌸𐌿 𐌹𐌽 𐌷𐌹𐌼𐌹𐌽𐌰𐌼.</p>\n\nIt is old, and in English.\n'
    cast, findings = cast_of(tmp_path, text, voice="espeak:en-us", language="en")
    assert [(each.code, each.weight) for each in findings] == [("passage-foreign", Weight.WARNING)]
    assert cast.tongues == {}


def test_an_interview_without_turns_is_told_of(tmp_path: Path) -> None:
    """Who named two voices wonders why one is heard."""
    _, findings = cast_of(
        tmp_path, "# A mill\n\nIt grinds.\n", voice="silence", interview_voices=("espeak", "espeak")
    )
    assert [finding.code for finding in findings] == ["interview-unfound"]


def test_a_voice_that_is_not_there_is_refused(tmp_path: Path) -> None:
    """Before an hour was spoken in another."""
    with pytest.raises(VoiceError, match="siri"):
        cast_of(tmp_path, voice="silence", quotation_voice="siri")


def test_the_cast_is_part_of_what_a_publication_is(tmp_path: Path) -> None:
    """Another voice for quotations makes another edition."""
    kinds = [
        cast_of(tmp_path, voice="silence", foreign_voices="narrator", quotation_voice=voice)[0]
        for voice in ("", "espeak:en-gb", "espeak:en-us")
    ]
    assert len({cast.identity for cast in kinds}) == len(kinds)


def test_what_will_be_spoken_anew_is_told_by_who_speaks_it(tmp_path: Path) -> None:
    """What one voice said is not what another will say."""
    work, store = work_of(), Store(tmp_path / "sounds")
    narrator = Remembering(silence.load("", "en", 1.0), store)
    other = Remembering(silence.load("", "en", 0.5), store)
    all_ = len(tuple(lines(work, Manner())))
    (tmp_path / "a").mkdir()
    speak(work, Cast(narrator), tmp_path / "a")
    assert new_lines(work, Cast(narrator)) == (0, all_)
    quoted = [line for line in lines(work, Manner()) if line.part == "quotation"]
    parts = {(quoted[0].part, 0): other}
    assert new_lines(work, Cast(narrator, parts)) == (len(quoted), all_)


def test_a_track_tells_who_is_heard_in_it(tmp_path: Path) -> None:
    """The first voice that speaks comes first; a narration names the narrator first."""
    work, store = work_of(), Store(tmp_path / "sounds")
    slow = replace(silence.load("", "en", 1.0).voice, name="slow")
    narrator = Remembering(silence.load("", "en", 1.0), store)
    other = Remembering(silence.load("", "en", 0.5), store)
    other.voice = slow
    quoted = next(line for line in lines(work, Manner()) if line.part == "quotation")
    told = speak(work, Cast(narrator, {(quoted.part, 0): other}), tmp_path)
    assert told.voices == (narrator.voice, slow)
    assert told.heard_in(told.tracks[0]) == (narrator.voice, slow)
