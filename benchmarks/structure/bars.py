"""What the project set out to reach, and where it stands: one row for each bar."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Protocol

from scoring import Score


class Measured(Protocol):
    """A result, as far as the bars need to know it."""

    @property
    def dialect(self) -> str:
        """Which way it was rendered."""

    @property
    def form(self) -> str:
        """Which reader read it."""

    @property
    def shape(self) -> str:
        """What kind of article it is, and in which language."""

    @property
    def held(self) -> bool:
        """Whether the article is held out."""

    @property
    def ours(self) -> Score | None:
        """How well we did."""

    @property
    def theirs(self) -> Score | None:
        """How well the peer did."""


@dataclass(frozen=True, slots=True)
class Bar:
    """One thing to be reached.

    Attributes:
        what: in words.
        goal: the figure, with its sign.
        measure: the name of a `Score`'s field.
        among: which results it is a mean of.
    """

    what: str
    goal: str
    measure: str
    among: Callable[[Measured], bool]


def _is_clean(result: Measured) -> bool:
    apart = result.dialect.startswith(("copied", "book", "topics"))
    return result.form == "text" and not apart


def _is_copied(result: Measured) -> bool:
    return result.dialect.startswith("copied")


def _is_page(result: Measured) -> bool:
    return result.dialect.startswith("whole page")


def _is_marked(result: Measured) -> bool:
    return result.form == "markdown" or result.dialect in ("clean", "styles")


def _is_hard(result: Measured) -> bool:
    hard = ("interview", "Japanese", "Arabic", "question", "full stop")
    stopped = result.dialect == "heads with full stops"
    return _is_clean(result) and (stopped or any(word in result.shape for word in hard))


BARS = (
    Bar("headings F1, clean plain text", ">= 0.95", "f1", _is_clean),
    Bar("headings F1, text copied from web pages", ">= 0.90", "f1", _is_copied),
    Bar("title exact, text copied from web pages", ">= 0.95", "title", _is_copied),
    Bar("clutter leaked, text copied from web pages", "<= 0.05", "leaked", _is_copied),
    Bar("own words kept, plain text", "1.000", "kept", lambda r: r.form == "text"),
    Bar("words that are its own, clean plain text", ">= 0.998", "own", _is_clean),
    Bar("headings F1, web pages", ">= 0.95", "f1", _is_page),
    Bar("clutter leaked, web pages", "less than theirs", "leaked", _is_page),
    Bar("headings F1, Markdown, clean HTML, styled DOCX", ">= 0.99", "f1", _is_marked),
    Bar("overall, DOCX with bold lines", ">= 0.90", "overall", lambda r: r.dialect == "bold lines"),
    Bar("overall, HTML soup", ">= 0.90", "overall", lambda r: r.dialect == "soup"),
    Bar("overall, books as plain text", ">= 0.90", "overall", lambda r: "book," in r.dialect),
    Bar("headings F1, interviews, Japanese, Arabic, questions, stops", ">= 0.90", "f1", _is_hard),
    Bar("Pk, topics where there are no heads", "<= 0.40", "pk", lambda r: "topics" in r.dialect),
)


def standing(results: Iterable[Measured], mean: Callable[[Iterable[float | None]], str]) -> str:
    """Where each bar stands, as Markdown: ours, ours on held-out articles, the peers'."""
    every = list(results)
    rows = ["| measure | ours | ours, held out | peer | bar |", "|---|---|---|---|---|"]
    for bar in BARS:
        among = [result for result in every if bar.among(result)]
        shown = [result.ours for result in among if not result.held]
        held = [result.ours for result in among if result.held]
        theirs = [result.theirs for result in among if not result.held]
        figures = (
            mean(getattr(score, bar.measure) for score in scores if score)
            for scores in (shown, held, theirs)
        )
        rows.append(f"| {bar.what} | {' | '.join(figures)} | {bar.goal} |")
    return "\n".join(rows)
