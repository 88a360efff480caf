"""`report.html`: how a publication sounds, as pictures that a person takes in at a glance.

One file that needs nothing beside it: for each section its wave, loudness, pace and pauses; the
slowest and the fastest sentences, with the command that has one spoken again; and all findings.
What is pictured is told in words too. The same publication gives the same bytes.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from html import escape
from importlib.resources import files
from pathlib import PurePosixPath
from typing import Any

from publisher.binding.charts import Bar, chart, described
from publisher.binding.materials import Materials
from publisher.binding.soundings import Sounding, loudness_of, sounded
from publisher.counting import word_count
from publisher.document import Section
from publisher.edition import Edition, File
from publisher.errors import BindingError
from publisher.outline import clock
from publisher.report import Finding, Weight

NAME = "report.html"
KIND = "report"
MEDIA_TYPE = "text/html"
_MOST = 8  # sentences that are told of as slow, and as fast
_FEWEST = 5  # words of a sentence by which its pace is told
_HEADROOM = 1.15
_BOUNDS = ("at", "most", "least", "to")


@dataclass(frozen=True, slots=True)
class Table:
    """A table of the report; others than ours may be added (`written`).

    Attributes:
        caption: what it is.
        head: over its columns.
        rows: cells as text, the first of each naming the row.
        numbers: the columns that are set to the right.
        heading: over it, where it stands by itself.
    """

    caption: str
    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    numbers: frozenset[int] = frozenset()
    heading: str = ""


@dataclass(frozen=True, slots=True)
class Account:
    """How a narration sounds.

    Attributes:
        sections: each that is heard by itself: what it is called, measured, its sentences.
    """

    sections: tuple[tuple[str, Sounding, tuple[Bar, ...]], ...] = field(default=())

    @property
    def bars(self) -> list[Bar]:
        """Every sentence."""
        return [bar for _, _, bars in self.sections for bar in bars]


def accounted(materials: Materials, takes: Mapping[str, int]) -> Account:
    """Measure all tracks of a narration, while they are there.

    Args:
        materials: with a narration.
        takes: in which take a sentence is spoken, by its name, where it is not the first.

    Raises:
        BindingError: a track cannot be read.
    """
    assert materials.narration is not None  # who is not heard has no account
    said = {
        sentence.name: sentence.said
        for _, parts in materials.document.spoken()
        for section in parts
        for sentence in section.heard()
    }
    labels = {section.name: _label(section, materials) for section, _ in _spoken(materials)}
    try:
        soundings = [sounded(track, materials.store) for track in materials.narration.tracks]
    except OSError as error:
        raise BindingError(f"A track cannot be measured: {error.strerror or error}") from error
    return Account(
        tuple(
            (labels[each.track.section], each, tuple(_bars(each, said, takes)))
            for each in soundings
        )
    )


def written(
    materials: Materials,
    account: Account,
    findings: Sequence[Finding],
    tables: Iterable[Table] = (),
) -> Edition:
    """Write the report.

    Args:
        materials: what was made.
        account: how it sounds.
        findings: all that was found on the way.
        tables: what else is known of its files.

    Raises:
        OSError: it cannot be written.
    """
    path = materials.folder / NAME
    path.write_text("\n".join(_page(materials, account, findings, tables)) + "\n", encoding="utf-8")
    return Edition(KIND, (File(path, MEDIA_TYPE),))


def sheets_table(sheets: Iterable[Mapping[str, Any]]) -> Table:
    """What was measured on each file, under what its profile asks.

    What there is but one right answer to, such as one channel, is shown only where it is wrong.

    Args:
        sheets: as ``audio/conformance.json`` has them, one at least.
    """
    all_ = tuple(sheets)
    measures = [each for sheet in all_ for each in sheet["measures"]]
    columns = {each["what"]: each for each in measures if each["unit"] or not each["held"]}
    units = (f"{what}, {each['unit']}" if each["unit"] else what for what, each in columns.items())
    asked = ("asked", "", *(_briefly(each["asked"]) for each in columns.values()))
    rows = (
        (PurePosixPath(sheet["file"]).stem, _verdict(sheet), *_figures(sheet, tuple(columns)))
        for sheet in all_
    )
    numbers = frozenset(range(2, 2 + len(columns)))
    caption = f"What the profile “{all_[0]['profile']}” asks of each, and what was measured"
    return Table(caption, ("MP3", "Holds", *units), (asked, *rows), numbers, "Conformance")


def _briefly(asked: str) -> str:
    """What is asked, without the unit that its column names."""
    words = [word for word in asked.split() if not word.rstrip("/s").isalpha() or word in _BOUNDS]
    return " ".join(words).replace("at most ", "≤ ").replace("at least ", "≥ ").replace("-", "−")


def _verdict(sheet: Mapping[str, Any]) -> str:
    return "yes" if sheet["holds"] else "no"


def _figures(sheet: Mapping[str, Any], columns: Sequence[str]) -> Iterator[str]:
    found = {each["what"]: each for each in sheet["measures"]}
    for what in columns:
        each = found.get(what)
        yield f"{each['measured']:g}{'' if each['held'] else ' (no)'}" if each else "–"


def _spoken(materials: Materials) -> Iterator[tuple[Section, tuple[Section, ...]]]:
    return materials.document.spoken()


def _label(section: Section, materials: Materials) -> str:
    around = materials.document.around
    if around and section.name in (around.contents.name, around.colophon.name):
        words = {around.contents.name: "Cover and contents", around.colophon.name: "Colophon"}
        return words[section.name]
    return section.label


def _bars(sounding: Sounding, said: Mapping[str, str], takes: Mapping[str, int]) -> Iterator[Bar]:
    for each in sounding.sentences():
        clip, words = each.clip, said.get(each.clip.sentence, "")
        count = word_count(words)
        pace = round(count * 60_000 / each.spoken_ms) if each.spoken_ms and count else 0
        yield Bar(
            clip.sentence,
            " ".join(words.split()),
            clip.begin,
            clip.end,
            each.spoken_ms,
            each.pause_ms,
            pace,
            takes.get(clip.sentence, 0),
        )


def _page(
    materials: Materials, account: Account, findings: Sequence[Finding], tables: Iterable[Table]
) -> Iterator[str]:
    about = materials.document.metadata
    style = (files("publisher.binding") / "styles" / "report.css").read_text("utf-8")
    title = escape(about.title)
    yield '<!DOCTYPE html>\n<html lang="en">\n<head>\n<meta charset="utf-8">'
    yield '<meta name="viewport" content="width=device-width, initial-scale=1">'
    yield f"<title>{title}: how it sounds</title>\n<style>\n{style}</style>\n</head>\n<body>"
    language = escape(about.language, quote=True)
    yield f'<header>\n<p class="kicker">Build report</p>\n<h1 lang="{language}">{title}</h1>'
    yield from _facts(materials, account, findings)
    yield "</header>\n<main>"
    yield from _findings(findings)
    yield from _table(_sections(account), heading="Sections", links=True)
    yield from _extremes(account, language)
    for table in tables:
        yield from _table(table, heading=table.heading or table.caption)
    fastest = round(max((bar.pace for bar in account.bars), default=0) * _HEADROOM)
    yield '<h2 id="pictures">Section by section</h2>'
    yield (
        '<p class="key">Each picture has three rows over one line of time: the wave; how loud it '
        'is heard to be, over three seconds, beside the <span class="aim">dashed line</span> at '
        "−19 LUFS that sentences are brought to; and how fast each sentence is spoken, with its "
        "pauses left open. Point at a sentence for its name and words.</p>"
    )
    for section in account.sections:
        yield from _section(*section, fastest, language)
    yield f"</main>\n<footer><p>{escape(materials.generator)}</p></footer>\n</body>\n</html>"


def _facts(materials: Materials, account: Account, findings: Sequence[Finding]) -> Iterator[str]:
    narration, settings = materials.narration, materials.settings
    assert narration is not None
    import numpy as np

    soundings = [sounding for _, sounding, _ in account.sections]
    powers = np.concatenate([each.powers for each in soundings]) if soundings else np.zeros(0)
    loudness = loudness_of(powers)
    words = sum(word_count(bar.words) for bar in account.bars)
    spoken = sum(bar.spoken_ms for bar in account.bars)
    length = sum(each.track.length for each in soundings)
    faults = len([each for each in findings if each.weight is not Weight.NOTE])
    shown = {
        "Length": clock(length),
        "Sentences": f"{len(account.bars):,}",
        "Pace": f"{round(words * 60_000 / spoken)} words a minute" if spoken else "silent",
        "Loudness": f"{loudness:.1f} LUFS".replace("-", "−") if loudness > -69 else "silent",
        "To look at": f"{faults} finding{'' if faults == 1 else 's'}" if faults else "nothing",
        "Voice": str(narration.voice),
        "Rate": f"{settings.rate:g} × the voice’s own",
        "Editions": ", ".join(settings.editions),
    }
    yield '<dl class="facts">'
    yield from (
        f"<div><dt>{key}</dt><dd>{escape(value)}</dd></div>" for key, value in shown.items()
    )
    yield "</dl>"


def _findings(findings: Sequence[Finding]) -> Iterator[str]:
    yield '<h2 id="findings">Findings</h2>'
    if not findings:
        yield "<p>Nothing was found.</p>"
        return
    order = (Weight.ERROR, Weight.WARNING, Weight.NOTE)
    yield '<ul class="findings">'
    for weight in order:
        for each in findings:
            if each.weight is weight:
                where = f"<code>{escape(each.where)}</code> " if each.where else ""
                yield (
                    f'<li class="{weight}"><strong>{str(weight).title()}</strong> {where}'
                    f"{escape(each.message)} <small>{escape(each.code)}</small></li>"
                )
    yield "</ul>"


def _sections(account: Account) -> Table:
    rows = tuple(
        (
            label,
            clock(sounding.track.length),
            str(len(bars)),
            f"{sounding.loudness:.1f}" if sounding.loudness > -69 else "silent",
            f"{sounding.peak:.1f}" if sounding.loudness > -69 else "",
            _middle([bar.pace for bar in bars if _tells(bar)]),
            f"#{sounding.track.section}",
        )
        for label, sounding, bars in account.sections
    )
    head = ("Section", "Length", "Sentences", "LUFS", "Peak, dBFS", "Words a minute")
    return Table("How long, loud and fast each is", head, rows, frozenset(range(1, 6)))


def _middle(values: Sequence[int]) -> str:
    return str(sorted(values)[len(values) // 2]) if values else ""


def _tells(bar: Bar) -> bool:
    """Whether a sentence's pace can be compared with others': a figure is more words than one."""
    is_plain = not any(map(str.isdecimal, bar.words)) and ":" not in bar.words
    return bar.pace > 0 and is_plain and word_count(bar.words) >= _FEWEST


def _extremes(account: Account, language: str) -> Iterator[str]:
    """The slowest and the fastest sentences."""
    told = sorted(filter(_tells, account.bars), key=lambda bar: bar.pace)
    half = min(_MOST, len(told) // 2)
    if not half:
        return
    yield '<h2 id="extremes">Slowest and fastest</h2>'
    example = told[0].name
    yield (
        f"<p>If one does not sound right, <code>publisher build ARTICLE --respeak {example}</code> "
        "has it spoken another way and leaves all else as it is.</p>"
    )
    for caption, bars in (("Slowest", told[:half]), ("Fastest", told[: -half - 1 : -1])):
        yield _open_table(caption, ("Sentence", "Words a minute", "Words"), frozenset({1}))
        for bar in bars:
            yield (
                f'<tr><th scope="row"><code>{bar.name}</code></th><td class="n">{bar.pace}</td>'
                f'<td lang="{language}">{escape(bar.words)}</td></tr>'
            )
        yield "</tbody></table></div>"


def _section(
    label: str, sounding: Sounding, bars: Sequence[Bar], fastest: int, language: str
) -> Iterator[str]:
    name = sounding.track.section
    shown = escape(label)
    yield f'<section id="{name}">\n<h3 lang="{language}">{shown}</h3>\n<figure>'
    box = 'class="scroll" role="region" tabindex="0"'
    yield f'<div {box} aria-label="Picture of {escape(label, quote=True)}">'
    yield chart(sounding, bars, label, fastest)
    yield f"</div>\n<figcaption>{escape(described(sounding, bars))}</figcaption>\n</figure>"
    yield f"<details><summary>All {len(bars)} sentences</summary>"
    head = ("Sentence", "From", "Words a minute", "Pause, s", "Words")
    yield _open_table(f"Sentences of {label}", head, frozenset({1, 2, 3}))
    for bar in bars:
        take = f" <small>take {bar.take}</small>" if bar.take else ""
        yield (
            f'<tr><th scope="row"><code>{bar.name}</code>{take}</th><td class="n">'
            f'{clock(bar.begin)}</td><td class="n">{bar.pace or ""}</td><td class="n">'
            f'{bar.pause_ms / 1000:.1f}</td><td lang="{language}">{escape(bar.words)}</td></tr>'
        )
    yield "</tbody></table></div></details>\n</section>"


def _table(table: Table, heading: str, *, links: bool = False) -> Iterator[str]:
    """A table under a heading; with ``links`` the last cell of a row is where its first leads."""
    yield f"<h2>{escape(heading)}</h2>"
    yield _open_table(table.caption, table.head, table.numbers)
    for row in table.rows:
        name, *cells = row[: len(table.head)]
        first = (
            f'<a href="{escape(row[-1], quote=True)}">{escape(name)}</a>' if links else escape(name)
        )
        rest = "".join(
            f"<td{' class=n' if at in table.numbers else ''}>{_minus(cell)}</td>"
            for at, cell in enumerate(cells, start=1)
        )
        yield f'<tr><th scope="row">{first}</th>{rest}</tr>'
    yield "</tbody></table></div>"


def _open_table(caption: str, head: Sequence[str], numbers: frozenset[int]) -> str:
    cells = "".join(
        f'<th scope="col"{" class=n" if at in numbers else ""}>{escape(each)}</th>'
        for at, each in enumerate(head)
    )
    label = escape(caption, quote=True)
    return (
        f'<div class="scroll" role="region" tabindex="0" aria-label="{label}"><table>'
        f"<caption>{escape(caption)}</caption><thead><tr>{cells}</tr></thead><tbody>"
    )


def _minus(cell: str) -> str:
    """A cell with a minus sign before a number, as print has it."""
    return escape(f"−{cell[1:]}" if cell[:1] == "-" and cell[1:2].isdecimal() else cell)
