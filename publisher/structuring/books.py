"""Books as plain text, as libraries on the net give them away.

Around the book stands what the library says: what it may be used for, and who typed it. Before
its first chapter stand a title page, and a list of contents that repeats every heading. Within
it, headings are called chapters, or counted, or set in capitals, and a chapter's title has a
line of its own under “CHAPTER IV.”.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import takewhile

from publisher.article import Article, Metadata, Passage, Role, Run
from publisher.report import Finding, Weight
from publisher.structuring import shapes
from publisher.structuring.dates import date_in
from publisher.structuring.lengths import CLOSERS, length, stopped, words
from publisher.structuring.levels import with_levels
from publisher.structuring.shapes import Shape
from publisher.structuring.transcription import illustrations, with_italics, with_notes

FEWEST_CHAPTERS = 3  # lines that are called chapters, for a text without boilerplate to be a book
FEWEST_LISTED = 3  # lines of a list of contents
FEWEST_CAPITALS = 2  # lines in capitals that stand as headings, to be believed
LISTED_LONGEST = 140  # letters' widths of one line of contents
TITLE_LONGEST = 300  # of what stands under “CHAPTER IV.”: “In which …” can be long
TITLE_PAGE = 40  # passages within which a title page and a list of contents begin
SHORTEST_KEY = 8  # letters of a heading that is a part of its line in the contents
SENTENCE = 5  # words; an imprint has fewer, and a stop
REPEATED = 3  # times; who speaks in a play is printed in capitals again and again

_START = re.compile(r"\*{2,}\s?START OF (?:THE|THIS)\b.*|\*END\*?\s?THE SMALL PRINT!.*", re.DOTALL)
_END = re.compile(
    r"\*{2,}\s?END OF (?:THE|THIS)\b.*|End of (?:the )?Project Gutenberg.*"
    r"|(?:Ende|Fin) d(?:ieses|e ce) Projekt? Gutenberg.*",
    re.DOTALL,
)
_FACT = re.compile(r"(?P<name>[A-Z][\w ]{2,24}):\s+(?P<words>\S.*)")
_BYLINE_WORDS = frozenset(("by", "von", "par", "por", "di", "door", "av", "af"))
_PRODUCED = re.compile(
    r"(?:produced|prepared|transcribed|scanned|digitized|e-?text (?:prepared|produced|by)"
    r"|this e-?(?:text|book) was (?:prepared|produced)|html version by|updated editions)\b"
    r"|\W*(?:original )?transcriber[’']?s?[’']? notes?\b",
    re.IGNORECASE,
)
_CONTENTS = re.compile(
    r"(?:the |table of )?contents(?: of .{1,30})?|list of illustrations|illustrations|inhalt"
    r"|inhaltsverzeichnis|table(?: des matières)?|índice|indice|sommaire|содержание|оглавление"
    r"|目次|目录|目錄|الفهرس|المحتويات",
    re.IGNORECASE,
)
_NAMED = re.compile(
    r"(?:(?:author’s |author's |translator’s |editor’s )?(?:preface|note)|introduction|prologue"
    r"|epilogue|foreword|afterword|conclusion|postscript|dedication|appendix|glossary|notes|index"
    r"|advertisement|argument|vorwort|einleitung|nachwort|anhang|préface|avant-propos"
    r"|introducción|prólogo|epílogo|prefazione|introduzione|epilogo|предисловие|пролог|эпилог"
    r"|まえがき|あとがき|はじめに|おわりに|序|序章|序文|終章|プロローグ|エピローグ)"
    r"(?:\s(?:to|by|of)\s.{1,60}|\s[IVXLC\d]{1,4})?[.:]?",
    re.IGNORECASE,
)
_SUMMARY = re.compile(
    r"(?:in which|containing|wherein|where|how|of|showing|being|treats|shows|a |the |wie|in welchem"
    r"|où|comment|de |donde|que trata|como|в которой|i which)\b",
    re.IGNORECASE,
)
_PAGES = re.compile(r"[\s.·…]*\b(?:\d{1,4}|[ivxlc]{1,7})$|[\s.·…]{2,}$")
_COUNTED = re.compile(r"(?:[^\W\d]{3,10}?)?(?:[ivxlc]+|\d+)|")  # before a title, in a key
_LETTERS = re.compile(r"[\W_]+")
_RANK_OF_NAMED = 2  # with chapters
_RANK_OF_NUMBERED = 4  # below chapters, where there are any
_RANK_OF_CAPITALS = 3


def as_book(article: Article) -> Article:
    """The article, or the book that it holds, with its headings marked.

    Returns:
        The article itself if it shows no signs of a book. Of a book: its passages without
        what the library, the printer and the list of contents say, which findings quote;
        headings marked, notes held as notes, ``_italics_`` set apart; and the metadata that
        the library tells, where the article declares none.
    """
    passages = article.passages
    if not article.guess or any(each.role is Role.HEADING for each in passages):
        return article
    begin, end = _bounds(passages)
    bounded = (begin, end) != (0, len(passages))
    called = [at for at in _chapters(passages) if _form(passages[at]).rank == _RANK_OF_NAMED]
    if not bounded and len(called) < FEWEST_CHAPTERS:
        return article
    metadata = _metadata(article.metadata, passages[:begin])
    book = _Book(passages[begin:end], [], _key(metadata.title))
    book.aside("boilerplate", (*passages[:begin], *passages[end:]), "said by the library")
    book.take_out()
    book.mark_headings()
    made = with_notes(with_italics(book.passages)) if bounded else book.passages
    findings = sorted(book.findings, key=lambda found: int(found.place.split()[-1] or 0))
    return replace(
        article,
        passages=made,
        metadata=metadata,
        findings=(*article.findings, *findings),
    )


@dataclass(slots=True)
class _Book:
    """A book whose passages are told apart."""

    passages: tuple[Passage, ...]
    findings: list[Finding]
    title: str = ""
    listed: frozenset[str] = frozenset()

    def aside(self, what: str, passages: Iterable[Passage], meaning: str) -> None:
        """Set passages aside, each with its words."""
        for passage in passages:
            message = f"“{passage.text}” is {meaning}, and not of the book"
            place = f"line {passage.line}"
            self.findings.append(Finding(f"{what}-set-aside", Weight.NOTE, message, place))

    def take_out(self) -> None:
        """Set aside what is no part of the text: who typed it, illustrations, contents."""
        self._without(_typed(self.passages), "boilerplate", "said by whoever typed it")
        self._without(illustrations(self.passages), "illustration", "what stands for a picture")
        contents = _contents(self.passages, self.title)
        self.listed = frozenset(
            key for key in (_key(self.passages[at].text) for at in contents) if key != self.title
        )
        self._without(contents, "contents", "of the list of contents")
        self.passages = tuple(_bylines_joined(self.passages))

    def _without(self, places: Iterable[int], what: str, meaning: str) -> None:
        out = frozenset(places)
        self.aside(what, (self.passages[place] for place in sorted(out)), meaning)
        self.passages = tuple(each for place, each in enumerate(self.passages) if place not in out)

    def mark_headings(self) -> None:
        """Mark the headings, each with the title that stands on a line under it."""
        self.passages = tuple(_titles_joined(self.passages))
        forms = [_form(passage) for passage in self.passages]
        ranks = {at: forms[at].rank for at in _chapters(self.passages)}
        for at, passage in enumerate(self.passages):
            if at in ranks or not _is_line(passage) or not self._has_text(at):
                continue
            if _NAMED.fullmatch(passage.text) or _key(passage.text) in self.listed:
                numbered = forms[at].shape is Shape.NUMBERED
                ranks[at] = _RANK_OF_NUMBERED if numbered else _RANK_OF_NAMED
        ranks |= dict.fromkeys(self._counted(forms, ranks), _RANK_OF_NUMBERED)
        ranks |= dict.fromkeys(self._in_capitals(ranks), _RANK_OF_CAPITALS)
        self.passages = with_levels(self.passages, ranks)

    def _has_text(self, place: int) -> bool:
        """Whether a paragraph, or at most two more lines and then one, stand under a line."""
        for below in self.passages[place + 1 : place + 4]:
            if below.role is not Role.BODY:
                continue
            said = stopped(below.text) and words(below.text) >= SENTENCE
            if below.within or said or length(below.text) > LISTED_LONGEST:
                return True
        return False

    def _counted(self, forms: list[shapes.Form], ranks: dict[int, int]) -> Iterator[int]:
        """The lines that begin with their numbers, or are numbers, and count up."""
        counted = [
            at
            for at, form in enumerate(forms)
            if form.shape is Shape.NUMBERED and at not in ranks and self._has_text(at)
        ]
        for series, times in Counter(forms[at].series for at in counted).items():
            places = {at for at in counted if forms[at].series == series}
            apart = [at for at in sorted(places) if not places & {at - 1, at + 1}]
            if times > 1 and len(apart) > 1 and not series.startswith("A"):
                yield from apart

    def _in_capitals(self, ranks: dict[int, int]) -> tuple[int, ...]:
        """The lines in capitals, if they are not those who speak in a play."""
        printed = Counter(passage.text for passage in self.passages)
        found = tuple(
            at
            for at in range(min(ranks, default=0) + 1, len(self.passages))
            if at not in ranks
            and _is_in_capitals(self.passages[at])
            and printed[self.passages[at].text] < REPEATED
            and self._has_text(at)
            and not self._in_row(at)
        )
        return found if len(found) >= FEWEST_CAPITALS else ()

    def _in_row(self, place: int) -> bool:
        """Whether the line above or below is in capitals as well: an inscription, or a list."""
        around = self.passages[max(place - 1, 0) : place] + self.passages[place + 1 : place + 2]
        return any(each.text.isupper() and _key(each.text) != self.title for each in around)


def _bounds(passages: tuple[Passage, ...]) -> tuple[int, int]:
    """Where the book begins and ends within what the library sends."""
    begin = next((at + 1 for at, each in enumerate(passages) if _START.match(each.text)), 0)
    ends = (at for at in range(begin, len(passages)) if _END.match(passages[at].text))
    return begin, next(ends, len(passages))


def _metadata(declared: Metadata, passages: Iterable[Passage]) -> Metadata:
    """The metadata with what the library tells, where nothing is declared."""
    facts: dict[str, str] = {}
    for passage in passages:
        found = _FACT.fullmatch(passage.text)
        if found is not None:
            facts.setdefault(found["name"].casefold(), found["words"])
    author, language = facts.get("author", ""), facts.get("language", "")
    return replace(
        declared,
        title=declared.title or facts.get("title", ""),
        authors=declared.authors or ((author,) if author else ()),
        language=declared.language or _LANGUAGES.get(language.casefold(), ""),
        date=declared.date or date_in(facts.get("release date", "").partition("[")[0].strip()),
    )


_LANGUAGES = {
    "english": "en", "french": "fr", "german": "de", "spanish": "es", "italian": "it",
    "portuguese": "pt", "dutch": "nl", "russian": "ru", "japanese": "ja", "chinese": "zh",
    "arabic": "ar", "latin": "la", "finnish": "fi", "swedish": "sv", "danish": "da",
    "norwegian": "no", "polish": "pl", "greek": "el", "hungarian": "hu", "czech": "cs",
    "catalan": "ca", "esperanto": "eo", "korean": "ko",
}  # fmt: skip


def _chapters(passages: tuple[Passage, ...]) -> tuple[int, ...]:
    """The places of the lines that are called chapters or parts."""
    return tuple(
        at
        for at, passage in enumerate(passages)
        if _form(passage).shape is Shape.PART and at + 1 < len(passages)
    )


def _form(passage: Passage) -> shapes.Form:
    """The form of a line, or of the first of a heading of two."""
    if passage.role is not Role.BODY or passage.within:
        return shapes.NONE
    return shapes.form(passage.runs[0].text if passage.runs else "")


def _is_line(passage: Passage) -> bool:
    return passage.role is Role.BODY and not passage.within


def _is_in_capitals(passage: Passage) -> bool:
    """Whether a line is in capitals, has words enough for a title, and is not said."""
    text = passage.text
    if not _is_line(passage) or not text.isupper() or length(text) > LISTED_LONGEST:
        return False
    title = sum(len(word) > 2 for word in text.split()) > 1
    return title and text[0] not in "“\"‘'_[(" and text[-1] not in ",!?—-:"


def _typed(passages: tuple[Passage, ...]) -> Iterator[int]:
    """The places of what tells who typed the book, line under line."""
    going_on = False
    for place, passage in enumerate(passages[:TITLE_PAGE]):
        close = place > 0 and passage.line - passages[place - 1].line == 1
        going_on = (going_on and close) or _PRODUCED.match(passage.text) is not None
        if going_on and passage.role is Role.BODY:
            yield place


def _bylines_joined(passages: tuple[Passage, ...]) -> Iterator[Passage]:
    """The passages, but with “by” and the name under it in one."""
    waiting: Passage | None = None
    for place, passage in enumerate(passages):
        if waiting is not None:
            yield replace(waiting, runs=(Run(f"{waiting.text} {passage.text}"),))
            waiting = None
        elif place < TITLE_PAGE and passage.text.strip("_*").casefold() in _BYLINE_WORDS:
            waiting = passage
        else:
            yield passage
    if waiting is not None:
        yield waiting


def _titles_joined(passages: tuple[Passage, ...]) -> Iterator[Passage]:
    """The passages, but with “CHAPTER IV.” and the title under it in one."""
    called = _chapters(passages)
    untitled = [at for at in called if _is_untitled(passages[at])]
    untitled += _numbers_alone(passages)
    printed = Counter(passage.text for passage in passages)
    titles = {
        at + 1
        for at in untitled
        if _titles(passages, at + 1) and printed[passages[at + 1].text] <= len(untitled)
    }
    joined = -1
    for place, passage in enumerate(passages):
        if place == joined:
            continue
        if place + 1 in titles:
            joined = place + 1
            head = replace(passage.runs[-1], breaks=True)
            yield replace(passage, runs=(*passage.runs[:-1], head, *passages[joined].runs))
        else:
            yield passage


def _numbers_alone(passages: tuple[Passage, ...]) -> tuple[int, ...]:
    """The places of the lines that are a number, if they count up."""
    places = tuple(
        at
        for at, passage in enumerate(passages[:-1])
        if words(passage.text) == 1 and _form(passage).shape is Shape.NUMBERED
    )
    numbers = [_form(passages[at]).numbers for at in places]
    return places if len(places) >= FEWEST_CHAPTERS and numbers == sorted(numbers) else ()


def _is_untitled(passage: Passage) -> bool:
    """Whether a line is called a chapter, or counted, and no more: “CHAPTER IV.”, “IV.”."""
    form = _form(passage)
    if form.shape is Shape.PART:
        return words(passage.text) <= 2 or shapes.is_part_alone(passage.text)
    return form.shape is Shape.NUMBERED and words(passage.text) == 1


def _titles(passages: tuple[Passage, ...], place: int) -> bool:
    """Whether a line under “CHAPTER IV.” is the chapter's title, and no paragraph or verse."""
    title, below = passages[place], passages[place + 1 : place + 2]
    text = title.text
    if (
        not below
        or not _is_line(title)
        or text.endswith((":", "-", "—", ","))
        or shapes.form(text).shape is Shape.PART
    ):
        return False
    follows = (
        below[0].role is not Role.BODY
        or stopped(below[0].text)
        or length(below[0].text) > LISTED_LONGEST
    )
    if not follows or length(text) > TITLE_LONGEST or text.startswith(("“", '"', "[", "_(")):
        return False
    if text.isupper() or _SUMMARY.match(text):
        return length(below[0].text) > length(text) or text.isupper()
    shape = shapes.form(text).shape
    return shape in (Shape.BARE, Shape.ASKED, Shape.EXCLAIMED) or (
        shape is Shape.STOPPED and _is_capitalised(text)
    )


def _is_capitalised(text: str) -> bool:
    """Whether the words of a title begin with capitals, but for the little ones."""
    long = [word for word in text.split() if len(word) > 4]
    return bool(long) and all(word[:1].isupper() for word in long)


def _contents(passages: tuple[Passage, ...], title: str) -> frozenset[int]:
    """The places of the list of contents: of its heading, and of its lines."""
    out: set[int] = set()
    for at, passage in enumerate(passages[:TITLE_PAGE]):
        bare = passage.text.strip(" .:_*").rstrip(CLOSERS)
        if at in out:
            continue
        named = _CONTENTS.fullmatch(bare) is not None
        first = at + 1 if named else at
        listed = tuple(takewhile(lambda p: _is_listed(passages[p]), range(first, len(passages))))
        own = _of_contents(passages, listed, title) if len(listed) >= FEWEST_LISTED else ()
        if len(own) >= FEWEST_LISTED and (named or _recurs(passages, own)):
            out |= {at, *own}
    return frozenset(out)


def _recurs(passages: tuple[Passage, ...], places: tuple[int, ...]) -> bool:
    """Whether all lines of a row, which are counted, come again below it."""
    if _form(passages[places[0]]).shape not in (Shape.NUMBERED, Shape.PART):
        return False
    below = [_key(each.text) for each in passages[places[-1] + 1 :] if _is_listed(each)]
    found = sum(any(_same(_key(passages[at].text), key) for key in below) for at in places)
    return 4 * found >= 3 * len(places)


def _is_listed(passage: Passage) -> bool:
    """Whether a passage may be a line of a list of contents."""
    if passage.role is Role.BREAK:
        return True
    text = passage.text
    ends = text.rstrip(CLOSERS).endswith((".", "?", "!"))
    return (
        _is_line(passage)
        and length(text) <= LISTED_LONGEST
        and not (ends and shapes.sentences_inside(text))
    )


def _of_contents(
    passages: tuple[Passage, ...], listed: tuple[int, ...], title: str
) -> tuple[int, ...]:
    """The lines of a list, without the headings of the first chapter, which repeat some."""
    keys = {at: _key(passages[at].text) for at in listed}
    again = (n for n in range(1, len(listed)) if _same(keys[listed[n]], keys[listed[0]]))
    end = next(again, len(listed))
    if end == len(listed):
        while end > 1 and _is_again(keys, listed[: end - 1], listed[end - 1], title):
            end -= 1
    if end < len(listed) and not _is_untitled(passages[listed[end]]):
        end -= _is_untitled(passages[listed[end - 1]])  # the number above the title
    return listed[:end]


def _is_again(keys: dict[int, str], above: tuple[int, ...], place: int, title: str) -> bool:
    """Whether a line repeats one of the list above it, or the title, or is a number alone."""
    key = keys[place]
    if not key.strip("ivxlc"):
        return True
    return key == title or any(_same(key, keys[at]) for at in above)


def _key(text: str) -> str:
    """A line's letters and digits, without the page that it tells."""
    alone = shapes.is_part_alone(text)  # whose number is no page
    return _LETTERS.sub("", text if alone else _PAGES.sub("", text)).casefold()


def _same(one: str, other: str) -> bool:
    """Whether a heading and its line in the contents are the same; either may say more."""
    shorter, longer = sorted((one, other), key=len)
    if not shorter:
        return False
    counted = longer.endswith(shorter) and _COUNTED.fullmatch(longer[: -len(shorter)])
    return bool(counted) or (len(shorter) > SHORTEST_KEY and shorter in longer)
