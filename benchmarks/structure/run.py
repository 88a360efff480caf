"""How well articles are understood: every gold article, in every dialect, scored.

    python benchmarks/structure/run.py                             the table
    python benchmarks/structure/run.py --only text,html --worst 5  and the worst files of it
    python benchmarks/structure/run.py --articles ferry,mill-fr    only these articles
    python benchmarks/structure/run.py --write                     the table into README.md

The peers come with the extra `bench`; the run needs none of them.
"""

import argparse
import logging
import math
import re
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, replace
from difflib import SequenceMatcher
from pathlib import Path

from articles import Gold, gold_articles
from bars import standing
from expecting import expected
from marked import bare_markdown, clean_html, markdown, messy_page, soup, whole_page
from packed import bold_docx, epub, styled_docx
from peers import asked
from plain import TEXTS, Page
from scoring import Expected, Found, Score, leaks, lost_and_added, score, words

from publisher.article import Role
from publisher.document import Document, Paragraph
from publisher.reading import READERS, Source, read
from publisher.structuring import structure

HERE = Path(__file__).parent
WORKERS = 2

Renderer = Callable[[Gold], Page | None]

FORMS: dict[str, tuple[Renderer, ...]] = {
    "text": TEXTS,
    "markdown": (markdown, bare_markdown),
    "html": (clean_html, whole_page, messy_page, soup),
    "docx": (styled_docx, bold_docx),
    "epub": (epub,),
}

FIELDS = ("title", "standfirst", "byline", "rights", "precision", "recall", "f1", "pk",
          "windowdiff", "kept", "own", "order", "leaked", "leaked_held", "overall")  # fmt: skip
HEADS = ("title", "stand", "by", "rights", "P", "R", "F1", "Pk", "WD", "kept", "own", "order",
         "leaked", "held", "overall")  # fmt: skip


@dataclass(frozen=True, slots=True)
class Result:
    """What came of one file.

    Attributes:
        article: its gold article's name.
        dialect: which way it was rendered.
        form: which reader read it.
        ours: how well we did; None when it was not read.
        problem: why it was not.
        peer: who else read it.
        theirs: how well they did; None where they are not installed.
        story: what was wrong, for a person.
        seconds: what reading and structuring took.
        held: whether the article is held out.
        shape: what kind of article it is, and in which language.
    """

    article: str
    dialect: str
    form: str
    ours: Score | None
    problem: str
    peer: str
    theirs: Score | None
    story: str
    seconds: float
    held: bool
    shape: str


def understood(page: Page) -> Found:
    """What publisher makes of a page."""
    return found_in(
        structure(read(Source(f"{page.dialect}.{page.form}", page.data, None), page.form))
    )


def found_in(document: Document) -> Found:
    """A document as something to be scored.

    The byline and the dateline on its front are facts about the article, not words of it.
    """
    facts = document.metadata
    apart = (Role.BYLINE, Role.DATELINE, Role.RIGHTS)
    blocks = [block for section in (document.front, *document.sections)
              for block in section.blocks() if block.role not in apart]  # fmt: skip
    return Found(
        title=facts.title,
        standfirst=facts.standfirst,
        byline=facts.byline,
        authors=facts.authors,
        rights=facts.rights,
        headings=tuple(s.heading.text for s in document.sections if s.heading is not None),
        sections=tuple(tuple(_running(section.paragraphs)) for section in document.sections),
        spoken=tuple(block.text for block in blocks),
    )


def _running(paragraphs: Iterable[Paragraph]) -> Iterator[str]:
    """The blocks of a section, all that is not running text left out."""
    for paragraph in paragraphs:
        if paragraph.role in (Role.BODY, Role.CODE):
            yield paragraph.text


def measured(gold: Gold, renderer: Renderer, peers: bool) -> Result | None:
    """One file read and scored, by us and by a peer; None where there is no such file."""
    page = renderer(gold)
    if page is None:
        return None
    truth = expected(page.gold or gold, page)
    peer, theirs = asked(page) if peers else ("", None)
    result = Result(
        gold.name, page.dialect, page.form, None, "not read", peer,
        score(truth, theirs) if theirs else None, "", 0.0, gold.held, gold.shape,
    )  # fmt: skip
    if page.form not in READERS:
        return result
    began = time.perf_counter()
    try:  # a benchmark tells what broke, and goes on
        found = understood(page)
    except Exception as error:
        return replace(result, problem=f"{type(error).__name__}: {error}")
    taken = time.perf_counter() - began
    ours = score(truth, found)
    return replace(result, ours=ours, problem="", story=told(truth, found, ours), seconds=taken)


def told(truth: Expected, found: Found, ours: Score) -> str:
    """What is wrong with a file, for whoever mends it. Held-out clutter is counted, not shown."""
    lines = [
        *_facts(truth, found, ours),
        *_headings(truth.headings, found.headings),
        *_leaked(truth, found),
        *_miscounted(truth, found),
    ]
    if ours.pk:
        lines.append(f"sections: Pk {ours.pk:.2f}, WindowDiff {ours.windowdiff:.2f}")
    return "\n".join(f"    {_masked(line, truth)}" for line in lines)


def _masked(line: str, truth: Expected) -> str:
    """A line of the report without the words of held-out clutter."""
    what, colon, text = line.partition(": ")
    said = f" {' '.join(words(text))} "
    if any(held and f" {' '.join(words(each))} " in said for each, held in truth.clutter):
        return f"{what}{colon}(a held-out line)"
    return line


def _facts(truth: Expected, found: Found, ours: Score) -> Iterator[str]:
    for name in ("title", "standfirst", "byline", "rights"):
        if getattr(ours, name) == 0:
            yield f"{name} should be: {getattr(truth, name)}"
            yield f"{name} found: {getattr(found, name) or '(none)'}"


def _headings(true: Sequence[str], guess: Sequence[str]) -> Iterator[str]:
    matcher = SequenceMatcher(None, list(map(words, true)), list(map(words, guess)), autojunk=False)
    for what, first, last, begin, end in matcher.get_opcodes():
        if what != "equal":
            yield from (f"heading missed: {text}" for text in true[first:last])
            yield from (f"no heading: {text[:150]}" for text in guess[begin:end])


def _leaked(truth: Expected, found: Found) -> Iterator[str]:
    leaked = [(line, held) for line, held in truth.clutter if leaks(line, truth, found)]
    yield from (f"leaked: {line}" for line, held in leaked if not held)
    if held := sum(held for _, held in leaked):
        yield f"leaked: {held} held-out lines"


def _miscounted(truth: Expected, found: Found) -> Iterator[str]:
    lost, added = lost_and_added(truth, found)
    if lost:
        yield f"words lost: {lost.total()}: {_some(lost)}"
    held = {word for line, held in truth.clutter if held for word in words(line)}
    shown = {word: count for word, count in added.items() if word not in held}
    if added:
        yield f"words added or doubled: {added.total()}: {_some(shown)}"


def _some(counted: dict[str, int]) -> str:
    return " ".join(list(counted)[:25])


def table(results: Sequence[Result], held: bool) -> str:
    """The mean of each measure for each dialect, ours above the peer's, as Markdown."""
    results = [result for result in results if result.held == held]
    rows = [f"| form | dialect | files | who | {' | '.join(HEADS)} |",
            "|---" * (4 + len(HEADS)) + "|"]  # fmt: skip
    for form, dialect in dict.fromkeys((result.form, result.dialect) for result in results):
        own = [r for r in results if (r.form, r.dialect) == (form, dialect)]
        ours = [result.ours for result in own if result.ours]
        rows.append(_row(form, dialect, len(own), "**publisher**", ours))
        theirs = [result.theirs for result in own if result.theirs]
        if own[0].peer:
            rows.append(_row("", "", len(theirs), own[0].peer, theirs))
    return "\n".join(rows)


def _row(form: str, dialect: str, files: int, who: str, scores: Sequence[Score]) -> str:
    if not scores:
        return f"| {form} | {dialect} | {files} | {who} | " + "not read |" + " |" * (len(HEADS) - 1)
    numbers = (_mean([getattr(each, name) for each in scores]) for name in FIELDS)
    return f"| {form} | {dialect} | {files} | {who} | {' | '.join(numbers)} |"


def _mean(values: Iterable[float | None]) -> str:
    known = [value for value in values if value is not None]
    # A file that fails in one word of a thousand must not be rounded up to a whole.
    return f"{math.floor(sum(known) / len(known) * 1000 + 0.001) / 1000:.3f}" if known else ""


def shapes(results: Sequence[Result], golds: Sequence[Gold]) -> str:
    """The mean of some measures for each shape of article, over every format and dialect."""
    names = ("article", "shape", "language", "words", "F1", "peer's F1", "own", "leaked", "overall")
    rows = [f"| {' | '.join(names)} |", "|---" * len(names) + "|"]
    for gold in golds:
        own = [r for r in results if r.article == gold.name and "topics" not in r.dialect]
        facts = (gold.name, gold.shape, gold.language, str(gold.words))
        if not gold.held and any(result.ours for result in own):
            rows.append(f"| {' | '.join((*facts, *_shape(own)))} |")
    held = [r for r in results if r.held and "topics" not in r.dialect]
    if any(result.ours for result in held):
        count = len({result.article for result in held})
        rows.append(f"| {' | '.join((f'{count} held out', '', '', '', *_shape(held)))} |")
    return "\n".join(rows)


def _shape(results: Sequence[Result]) -> tuple[str, ...]:
    ours = [result.ours for result in results if result.ours]
    theirs = [result.theirs for result in results if result.theirs]
    numbers = [_mean(each.f1 for each in ours), _mean(each.f1 for each in theirs)]
    return (*numbers, *(_mean(getattr(each, name) for each in ours) for name in SHAPE))


SHAPE = ("own", "leaked", "overall")


def broken(results: Sequence[Result]) -> Iterator[str]:
    """What went wrong altogether, each kind once, with the files that it happened to."""
    told_once: dict[str, list[str]] = {}
    for result in results:
        if result.problem not in ("", "not read"):
            name = f"{result.article} ({result.form}, {result.dialect})"
            told_once.setdefault(result.problem, []).append(name)
    for problem, names in told_once.items():
        yield f"{len(names)} files, such as {names[0]}: {problem}"


def worst(results: Sequence[Result], count: int, by: str) -> Iterator[str]:
    """The files that were understood worst, and what was wrong with each.

    Files of one article with the same faults are told once.
    """
    known = [(r, worth) for r in results if not r.held and (worth := _worth(r, by)) is not None]
    alike: dict[tuple[str, str], list[tuple[Result, float]]] = {}
    for result, worth in sorted(known, key=lambda pair: pair[1]):
        alike.setdefault((result.article, result.story), []).append((result, worth))
    for (article, story), files in list(alike.items())[:count]:
        (first, worth), more = files[0], len(files) - 1
        same = f" (the same in {more} more)" if more else ""
        yield f"{article}, {first.form}, {first.dialect}: {worth:.3f}{same}\n{story}"


LESS_IS_BETTER = ("pk", "windowdiff", "leaked", "leaked_held")


def _worth(result: Result, by: str) -> float | None:
    """How well a file was understood, 1 being best; None where that cannot be said."""
    if result.ours is None:
        return None
    if "topics" in result.dialect and by not in ("pk", "windowdiff"):
        return None
    value: float | None = getattr(result.ours, by)
    return 1 - value if by in LESS_IS_BETTER and value is not None else value


def write(tables: dict[str, str], readme: Path) -> None:
    """The tables into a README, between their markers."""
    text = readme.read_text(encoding="utf-8")
    for name, lines in tables.items():
        start, end = f"<!-- {name} -->", f"<!-- end of {name} -->"
        text = re.sub(f"{start}.*?{end}", f"{start}\n{lines}\n{end}".replace("\\", r"\\"), text,
                      flags=re.S)  # fmt: skip
    readme.write_text(text, encoding="utf-8")


ENDINGS = {"text": "txt", "markdown": "md"}


def save(golds: Sequence[Gold], renderers: Sequence[Renderer], folder: Path) -> None:
    """The rendered files, to be looked at."""
    folder.mkdir(parents=True, exist_ok=True)
    for gold in golds:
        for page in filter(None, (renderer(gold) for renderer in renderers)):
            name = re.sub(r"\W+", "-", f"{gold.name} {page.dialect}")
            path = folder / f"{name}.{ENDINGS.get(page.form, page.form)}"
            path.write_bytes(page.data)


def main() -> None:
    """Measure, and print."""
    options = _options()
    logging.disable(logging.CRITICAL)
    golds = [g for g in gold_articles() if not options.articles or g.name in options.articles]
    if options.save:
        save(golds, _chosen(options), options.save)
        return
    jobs = [(gold, each, not options.alone) for each in _chosen(options) for gold in golds]
    with ProcessPoolExecutor(WORKERS) as pool:
        every = pool.map(measured, *zip(*jobs, strict=True), chunksize=4)
        results = [result for result in every if result]
    tables = {
        "bars": standing(results, _mean),
        "dialects": table(results, held=False),
        "held out": table(results, held=True),
        "articles": shapes(results, golds),
    }
    print("\n\n".join(tables.values()))
    for line in (*broken(results), *worst(results, options.worst, options.by)):
        print("\n" + line)
    if options.write:
        write(tables, HERE / "README.md")


def _chosen(options: argparse.Namespace) -> Sequence[Renderer]:
    return [renderer for form in options.only or FORMS for renderer in FORMS[form]]


def _options() -> argparse.Namespace:
    def listed(text: str) -> list[str]:
        return text.split(",")

    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--only", type=listed, help=f"forms: {','.join(FORMS)}")
    parser.add_argument("--articles", type=listed, help="names of gold articles")
    parser.add_argument("--worst", type=int, default=0, help="how many of the worst files to tell")
    parser.add_argument("--by", choices=FIELDS, default="overall", help="worst in which measure")
    parser.add_argument("--save", type=Path, metavar="FOLDER", help="only save the rendered files")
    parser.add_argument("--alone", action="store_true", help="ask no peer")
    parser.add_argument("--write", action="store_true", help="put the tables into README.md")
    return parser.parse_args()


if __name__ == "__main__":
    main()
