"""Words as a page shows them: white space and line ends brought to one form.

Every reader's words pass through here, so that no later room meets a control character, two
spaces in a row, or a passage in which there is nothing to see.
"""

import re
from collections.abc import Iterator
from itertools import groupby

from publisher.article import Run, plain

_SPACE = re.compile(r"[ \t\n\r\f]+")
_WIDE = "\u2e80-\u312f\u3190-\ua4cf\uf900-\ufaff\ufe30-\ufe4f\uff01-\uff60"
_WIDE_LINES = re.compile(rf"(?<=[{_WIDE}])[ \t]*\n[ \t]*(?=[{_WIDE}])")
_INVISIBLE = "\u00ad\u200b\u200c\u200d\u200e\u200f\u2060\ufeff"
_UNSEEN = dict.fromkeys(map(ord, _INVISIBLE))
_LINE_ENDS = re.compile(r"\r\n?|[\v\f\x1c-\x1e\x85\u2028\u2029]")
_ILLEGAL = re.compile(r"[\x00-\x08\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")


def printable(text: str) -> str:
    """Text as a file can hold it that is decoded, whatever escapes have put into it.

    Source:
        XML 1.0, production 2 (Char); Unicode 15, section 5.8 (newlines).
    """
    return _ILLEGAL.sub("", _LINE_ENDS.sub("\n", text))


def tidy(runs: list[Run]) -> tuple[Run, ...]:
    """Runs with white space as a browser shows it: one space at most, none at the ends.

    Nothing is left of runs in which there is nothing to see.
    """
    seen = "".join([run.text for run in runs]).strip()
    if not seen or (seen[0] in _INVISIBLE and not seen.translate(_UNSEEN).strip()):
        return ()
    kept: list[Run] = []
    for run in _joined(runs):
        words = _SPACE.sub(" ", _WIDE_LINES.sub("", run.text))
        at_start = not kept or kept[-1].breaks or kept[-1].text.endswith(" ")
        _add(kept, _said(run, words.lstrip(" ") if at_start else words))
        if run.breaks:
            _break(kept)
    _trim(kept)
    return tuple(kept)


def _joined(runs: list[Run]) -> Iterator[Run]:
    """Runs with those that are set alike joined: a parser hands out words in pieces."""
    for _, alike in groupby(runs, key=lambda run: (run.marks, run.link, run.language, run.note)):
        words: list[str] = []
        for run in alike:
            words.append(run.text)
            if run.breaks:
                yield _said(run, "".join(words), breaks=True)
                words = []
        yield _said(run, "".join(words))


def _said(run: Run, text: str, *, breaks: bool = False) -> Run:
    """A run with other words, or itself where these are its own."""
    if text == run.text and breaks == run.breaks:
        return run
    return Run(text, run.marks, run.link, run.language, breaks, run.note)


def _add(kept: list[Run], run: Run) -> None:
    """Put a run behind the others, within the last one when set alike."""
    if not run.text:
        return
    if kept and not kept[-1].breaks and _said(kept[-1], "") == _said(run, ""):
        kept[-1] = _said(kept[-1], kept[-1].text + run.text)
    else:
        kept.append(run)


def _break(kept: list[Run]) -> None:
    """End a line behind the last words, if there are any."""
    while kept and not kept[-1].text.rstrip(" "):
        kept.pop()
    if kept:
        kept[-1] = _said(kept[-1], kept[-1].text.rstrip(" "), breaks=True)


def _trim(kept: list[Run]) -> None:
    """Take the white space off both ends, of whatever kind it is."""
    while not kept[-1].text.rstrip():
        kept.pop()
    kept[-1] = _said(kept[-1], kept[-1].text.rstrip())
    while not kept[0].text.lstrip():
        kept.pop(0)
    kept[0] = _said(kept[0], kept[0].text.lstrip(), breaks=kept[0].breaks)


def code(runs: list[Run]) -> tuple[Run, ...]:
    """Runs of code: as they are, but for the line end that closes the block."""
    words = plain(tuple(runs)).rstrip("\n")
    return (Run(words),) if words.strip() else ()
