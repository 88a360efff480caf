"""What stands in an article and is no part of it: page furniture, and the rights line.

Furniture is set aside as a finding that quotes it, so nothing is lost unseen. Only whole
passages are taken, and only short ones: a sentence that happens to say “read more” stays. What
could be a sentence (“Share the road with cyclists.”) is taken only when it has no full stop,
or speaks of what only pages have.
"""

import re
from dataclasses import replace

from publisher.article import Article, Metadata, Passage, Role
from publisher.report import Finding, Weight
from publisher.structuring.lengths import CLOSERS, one_line

LONGEST = 120  # characters; furniture is a line, never a paragraph

_WHOLE = re.compile(
    r"""
      read \s (?: more | next | also ) | continue \s reading | keep \s reading
    | (?: story | article ) \s continues .* | advertisement | advertising | advert | sponsored
    | sponsored \s content | promoted | copy \s link | print | print \s this .* | tweet | e-?mail
    | save | share | like | follow | follow \s us \s on \s .*
    | share \s (?: on | via ) \s .* | (?: facebook | twitter | whatsapp | linkedin | messenger )
    | (?: \b (?: facebook | twitter | whatsapp | linkedin | messenger | reddit | pinterest
      | e-?mail | x | bluesky | instagram | telegram ) \b [ \s ,|/·]* ){2,}
    | sign \s up (?: \s now | \s here )? | subscribe (?: \s now | \s today | \s here )?
    | (?: related | recommended | most \s (?: read | popular ) | more \s on \s this | see \s also
      | you \s (?: may | might ) \s also \s (?: like | enjoy ) | top \s stories | trending \s now )
      (?: \s (?: articles? | stories | story | topics? | content ) )?
    | (?: log | sign ) \s in | register \s now | back \s to \s top | view \s comments?
    | (?: \d+ | view | show | hide | leave \s a ) \s comments? | comments
    | listen \s to \s this \s (?: article | story ) (?: \s .* )?
    | \d+ \s? (?: min | minute | minutes ) \s read | skip \s (?: past | to ) \s .*
    | .* newsletter \s sign [-\s]? up | (?: image | media | video ) \s (?: source | caption ) ,? .*
    | lire \s (?: aussi | la \s suite ) | publicité | weiterlesen | mehr \s zum \s thema | anzeige
    | leer \s más | lea \s también | publicidad | 続きを読む | 広告 | 相关文章 | 阅读更多
    | اقرأ \s (?: المزيد | أيضا )
    """,
    re.VERBOSE | re.IGNORECASE,
)
_OPEN = re.compile(
    r"""
      (?: read \s (?: more | next | also ) | lire \s aussi | related | see \s also
      | more \s on \s this | most \s (?: read | popular ) | lea \s también
      | mehr \s zum \s thema ) \s* [:|] .*
    | continue \s reading \s .* | more \s from \s .* | share \s* [:|] .*
    | (?: e-?mail | tweet | save | share | like | follow ) \s (?: this | us ) (?: \s \w+ ){0,2}
    | (?: sign \s up | subscribe | (?: log | sign ) \s in ) \s .* | (?: get | join ) \s our \s .*
    """,
    re.VERBOSE | re.IGNORECASE,
)
_OF_PAGES = re.compile(
    r"\b(?:newsletters?|e-?mails?|inbox|account|app|podcast|notifications?|here)\b",
    re.IGNORECASE,
)
_AROUND = " \t\n.:!…→›»>|[]()*-–—▶►"

_RIGHTS = re.compile(
    r"""
      (?: © | \(c\) | Ⓒ ) .*
    | (?i: copyright ) \s* (?: [©\d(,:] | by \s | of \s | held \s | [A-Z] ) .*
    | (?i: .* \b all \s rights \s reserved \.? | all \s rights \s reserved .* )
    | (?i: (?: tous \s droits \s réservés | alle \s rechte \s vorbehalten
      | todos \s los \s derechos \s reservados ) .* )
    """,
    re.VERBOSE,
)
_RIGHTS_LONGEST = 300  # characters; agencies say at length what may not be done
_RIGHTS_REACH = 6  # passages from either end; a law on copyright is spoken of in between
_YEAR = re.compile(r"(?<!\d)(1[5-9]\d\d|20\d\d)(?!\d)")
_NOT_HOLDER = re.compile(
    r"copyright|©|Ⓒ|\(c\)|\b(?:1[5-9]\d\d|20\d\d)(?:\s*[-–]\s*\d{2,4})?(?!\d)",
    re.IGNORECASE,
)
_RESERVED = (
    r"(?:all\s+rights\s+reserved|tous\s+droits\s+réservés|alle\s+rechte\s+vorbehalten"
    r"|todos\s+los\s+derechos\s+reservados)"
)
_RESERVED_FIRST = re.compile(rf"^\W*{_RESERVED}\W*(?=[\w©(])", re.IGNORECASE)
_CONDITIONS = re.compile(
    rf"(?:^|[.,;|–—-]|\s)\s*{_RESERVED}.*"
    r"|\.\s+(?:no|all|any|this|reprod\w+|(?:re)?distrib\w+|unauthori\w+|for|used|published|please)\b.*",
    re.IGNORECASE | re.DOTALL,
)
_BY = re.compile(r"^(?:by|of|held by|is held by)\s+", re.IGNORECASE)


def set_aside(article: Article) -> tuple[tuple[Passage, ...], Metadata, tuple[Finding, ...]]:
    """Part the story from what stands between it.

    Returns:
        The passages that are left, the metadata with the rights line in it, and a finding
        for each passage that was taken out.
    """
    declared = article.metadata.rights
    if not article.guess:
        return article.passages, _with_rights(article.metadata, declared), ()
    passages = article.passages
    ends = {*range(_RIGHTS_REACH), *range(len(passages) - _RIGHTS_REACH, len(passages))}
    out: dict[int, Finding] = {}
    lines: list[str] = []
    for place, passage in enumerate(passages):
        if place in ends and is_rights(passage):
            lines.append(one_line(passage))
            out[place] = _finding("rights", passage, "the rights line; it goes into the metadata")
        elif is_furniture(passage):
            out[place] = _finding("furniture", passage, "furniture of a page, not of the story")
    kept = tuple(passage for place, passage in enumerate(passages) if place not in out)
    metadata = _with_rights(article.metadata, declared or " ".join(lines))
    return kept, metadata, tuple(out.values())


def is_furniture(passage: Passage) -> bool:
    """Whether a passage is a page's furniture, by its words alone."""
    bare = passage.text.strip(_AROUND)
    if passage.role is not Role.BODY or passage.within or len(bare) > LONGEST:
        return False
    if _WHOLE.fullmatch(bare):
        return True
    sentence = passage.text.rstrip(CLOSERS).endswith((".", "!", "?"))
    return bool(_OPEN.fullmatch(bare) and (not sentence or _OF_PAGES.search(bare)))


def is_rights(passage: Passage) -> bool:
    """Whether a passage is a rights line, wherever it stands."""
    plain = passage.role is Role.BODY and len(passage.text) <= _RIGHTS_LONGEST
    return plain and _RIGHTS.fullmatch(one_line(passage).strip()) is not None


def _finding(what: str, passage: Passage, meaning: str) -> Finding:
    place = f"line {passage.line}" if passage.line else ""
    return Finding(f"{what}-set-aside", Weight.NOTE, f"“{passage.text}” is {meaning}", place)


def _with_rights(metadata: Metadata, rights: str) -> Metadata:
    year = _YEAR.search(rights)
    return replace(
        metadata, rights=rights, rights_holder=_holder(rights), rights_year=year[1] if year else ""
    )


def _holder(rights: str) -> str:
    """Whose rights they are.

    >>> _holder("Copyright © 2019-2026 by Ann Lee. All rights reserved.")
    'Ann Lee'
    """
    first = _CONDITIONS.sub("", _RESERVED_FIRST.sub("", rights))
    named = " ".join(_NOT_HOLDER.sub(" ", first).split()).strip(" .,:;|–—-")
    return _BY.sub("", named)
