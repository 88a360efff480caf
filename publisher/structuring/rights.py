"""The rights line: whose the article is, since when, and what may be done with it."""

import re
from dataclasses import replace

from publisher.article import Metadata

LONGEST = 400  # characters; agencies say at length what may not be done

_RESERVED = (
    r"(?:all\s+rights\s+reserved|tous\s+droits\s+réservés|alle\s+rechte\s+vorbehalten"
    r"|(?:reservados\s+)?todos\s+los\s+derechos(?:\s+reservados)?|tutti\s+i\s+diritti\s+riservati"
    r"|riproduzione\s+riservata|todos\s+os\s+direitos\s+reservados|alle\s+rechten\s+voorbehouden"
    r"|جميع\s+الحقوق\s+محفوظة|حقوق\s+النشر\s+محفوظة|版权所有|版權所有|無断転載|禁無断|無断複製)"
)
_RIGHTS = re.compile(
    rf"""
      (?: © | \(c\) | Ⓒ | & copy; ) .*
    | (?i: copyright ) \s* (?: [©\d(,:] | by \s | of \s | held \s | \(c\) | [A-Z] ) .*
    | (?i: .* \b all \s rights \s reserved \.? | .{{0,80}} {_RESERVED} .* )
    | (?i: (?: this \s )? (?: work | article | story | piece | content | text ) \s (?: is | was
    | may ) \s (?: licensed | published | made \s available | republished
    | available ) \s under \s .* | (?: republished | licensed | published
    | available ) \s under \s (?:a \s|the \s)? creative \s commons .*
    | creative \s commons \s (?:licen[cs]e|attribution) .* | CC [ -]BY .* )
    | (?i: this \s material \s may \s not \s be \s published .* | (?: no \s part
    | reproduction ) \b .* (?: prohibited | permission ) .*
    | .* \b may \s not \s be \s (?: reproduced | reprinted | republished | redistributed ) .* )
    | (?i: reproduction \s (?:interdite|autorisée) .* | prohibida \s (?:su|la) \s reproducción .*
    | nachdruck \s .* | vervielfältigung \s .* )
    | .{{0,60}} © \s* (?: 1[5-9]\d\d | 20\d\d ) .{{0,80}}
    """,
    re.VERBOSE | re.DOTALL,
)
# One of these is in every rights line, and in few lines of a story: they are sooner looked for.
_TELLING = (
    "©|(c)|Ⓒ|&copy;|copyright|rights|droits|rechte|derechos|diritti|riproduzione|direitos|حقوق|版权"
    "|版權|転載|無断| under |commons|cc by|cc-by|may not be|prohibited|permission|reproduction"
    "|prohibida|nachdruck|vervielfältigung"
)
_IN_RIGHTS = tuple(_TELLING.split("|"))
_YEAR = re.compile(r"(?<!\d)(1[5-9]\d\d|20\d\d)(?!\d)")
_YEARS = re.compile(
    r"(?<!\d)(?:1[5-9]|20)\d\d\s*(?:[-–—/]|to|bis|à|al?)\s*\d{2}(?:\d\d)?(?!\d)"
    r"|\b(?:since|seit|depuis|desde|dal)\s+\d{4}",
    re.IGNORECASE,
)
_NOT_HOLDER = re.compile(
    r"copyright|©|Ⓒ|\(c\)|\b(?:1[5-9]\d\d|20\d\d)(?:\s*[-–]\s*\d{2,4})?(?!\d)",
    re.IGNORECASE,
)
_RESERVED_FIRST = re.compile(rf"^\W*{_RESERVED}\W*(?=[\w©(])", re.IGNORECASE)
_CONDITIONS = re.compile(
    rf"(?:^|[.,;|–—-]|\s)\s*{_RESERVED}.*"
    r"|\.\s+(?:no|all|any|this|reprod\w+|(?:re)?distrib\w+|unauthori\w+|for|used|published|please)\b.*",
    re.IGNORECASE | re.DOTALL,
)
_BY = re.compile(r"^(?:by|of|held by|is held by)\s+", re.IGNORECASE)


def is_rights(text: str) -> bool:
    """Whether words are a rights line, wherever they stand."""
    line = " ".join(text.split())
    if len(line) > LONGEST:
        return False
    low = line.lower()
    return any(word in low for word in _IN_RIGHTS) and _RIGHTS.fullmatch(line) is not None


def with_rights(metadata: Metadata, rights: str) -> Metadata:
    """The metadata with a rights line, and with what it tells."""
    year = _YEAR.search(rights)
    return replace(
        metadata, rights=rights, rights_holder=_holder(rights), rights_year=year[1] if year else ""
    )


def is_of_years(rights: str) -> bool:
    """Whether a rights line is for more than a year: then none of them is the article's.

    >>> is_of_years("© 2010–2024 Harbour Courier"), is_of_years("© 2024 Harbour Courier")
    (True, False)
    """
    return _YEARS.search(rights) is not None or len({*_YEAR.findall(rights)}) > 1


def _holder(rights: str) -> str:
    """Whose rights they are.

    >>> _holder("Copyright © 2019-2026 by Ann Lee. All rights reserved.")
    'Ann Lee'
    """
    first = _CONDITIONS.sub("", _RESERVED_FIRST.sub("", rights))
    named = " ".join(_NOT_HOLDER.sub(" ", first).split()).strip(" .,:;|–—-")
    return _BY.sub("", named)
