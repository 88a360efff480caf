"""What a web page says of itself: to search engines, to social networks, to libraries.

Four vocabularies say much the same: JSON-LD, written by the newsroom's own system and so the
best; Open Graph; Dublin Core and the names that scholars' indexes read; and plain ``<meta>``.
Nothing here is shown to readers, so nothing here is taken for the article's own words: see
`pagehead` for which of it the page shows too.
"""

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from html import unescape
from itertools import islice
from typing import Any
from urllib.parse import urljoin, urlsplit

from lxml.html import HtmlElement

from publisher.article import Metadata
from publisher.reading.tidying import printable

LARGEST = 2_000_000  # characters of JSON-LD in one element
MOST = 5_000  # things in it that are looked at
MOST_SUBJECTS = 24

_ARTICLES = re.compile(r"Article|BlogPosting|LiveBlogPosting|Report|Review|CreativeWork\b")
_SPACE = re.compile(r"\s+")
_TAGS = re.compile(r"</?[a-zA-Z][^<>]*>")
_LANGUAGE = re.compile(r"[A-Za-z]{2,3}(?:[-_][A-Za-z0-9]{2,8}){0,3}")
_ADDRESS = re.compile(r"https?://|^www\.|^/|^@", re.IGNORECASE)
_BY = re.compile(r"^(?:by|von|par|por|di|door|av)\s+(?=\w)", re.IGNORECASE)
_RELATED = ("commentcount", "ispartof", "mentions", "citation", "hasparts", "comment", "itemlist")
_NO_NAMES = {"admin", "administrator", "editor", "staff", "null", "none", "undefined", "user"}

# Where each thing may be said in <meta>, most telling first.
_META: Mapping[str, tuple[str, ...]] = {
    "title": ("og:title", "citation_title", "dc.title", "dcterms.title", "parsely-title",
              "twitter:title", "title"),
    "description": ("og:description", "description", "dc.description", "dcterms.description",
                    "twitter:description"),
    "authors": ("citation_author", "dc.creator", "dcterms.creator", "parsely-author", "author",
                "article:author", "article:author_name", "byl", "sailthru.author"),
    "date": ("article:published_time", "citation_publication_date", "citation_date",
             "parsely-pub-date", "dcterms.issued", "dc.date.issued", "dcterms.created",
             "dc.date", "dcterms.date", "datepublished", "pubdate", "publish-date",
             "publication_date", "sailthru.date", "date"),
    "publisher": ("og:site_name", "dc.publisher", "dcterms.publisher", "citation_journal_title",
                  "application-name"),
    "language": ("dc.language", "dcterms.language", "content-language", "og:locale"),
    "rights": ("dc.rights", "dcterms.rights", "copyright", "rights"),
    "subjects": ("article:tag", "dc.subject", "dcterms.subject", "news_keywords",
                 "parsely-tags", "keywords"),
}  # fmt: skip


@dataclass(slots=True)
class Said:
    """What a page says of itself, not all of it shown.

    Attributes:
        titles: the headline in the wordings it is given in, best first.
        descriptions: what it is about, in a sentence or two, likewise.
        authors: names.
        date: of publication, ISO 8601 or as said.
        publisher: who published it, or the name of the site.
        language: BCP 47, or "".
        rights: a line that says whose they are.
        source: the address that it wants to be known by.
        subjects: what it is about, in keywords.
        whole: the ``<title>``, site's name and all.
    """

    titles: list[str] = field(default_factory=list)
    descriptions: list[str] = field(default_factory=list)
    authors: list[str] = field(default_factory=list)
    date: str = ""
    publisher: str = ""
    language: str = ""
    rights: str = ""
    source: str = ""
    subjects: list[str] = field(default_factory=list)
    whole: str = ""

    def metadata(self) -> Metadata:
        """All of it that needs no look at the page itself."""
        return Metadata(
            authors=tuple(self.authors),
            date=self.date,
            language=self.language,
            publisher=self.publisher,
            rights=self.rights,
            source=self.source,
            subjects=tuple(self.subjects[:MOST_SUBJECTS]),
        )


def said(root: HtmlElement, address: str = "") -> Said:
    """What a page says of itself.

    Args:
        root: its tree, scripts included.
        address: where it came from, or "".
    """
    things = [*_things(root)]
    metas = _metas(root)
    whole = _clean(" ".join(next((each.itertext() for each in root.iter("title")), iter(()))))
    publisher = _first(_name(each.get("publisher")) for each in things)
    language = _first(_words(each.get("inLanguage")) for each in things)
    named = _first_said(metas, "language")
    html_tag = root.get("lang") or root.get("{http://www.w3.org/XML/1998/namespace}lang") or ""
    return Said(
        titles=_unique([*(_words(each.get("headline")) for each in things),
                        *_all_said(metas, "title")]),
        descriptions=_unique([*(_words(each.get("description")) for each in things),
                              *_all_said(metas, "description")]),
        authors=_authors(things, metas),
        date=_first([*(_words(each.get("datePublished")) for each in things),
                     _first_said(metas, "date")]),
        publisher=publisher or _first_said(metas, "publisher"),
        language=_language(html_tag) or _language(language) or _language(named),
        rights=_rights(things) or _first_said(metas, "rights"),
        source=_source(root, metas, things, address),
        subjects=_subjects(things, metas),
        whole=whole,
    )  # fmt: skip


def base_of(root: HtmlElement, address: str, source: str) -> str:
    """The address that links of a page start from, or "" when it is not known."""
    from_ = address or source
    for each in root.iter("base"):
        if each.get("href"):
            from_ = joined(from_, each.get("href"))
            break
    return from_ if scheme_of(from_) in ("http", "https") else ""


def joined(base: str, address: str) -> str:
    """An address as it leads from another; itself where it leads nowhere."""
    try:
        return urljoin(base, address.strip())
    except ValueError:
        return address


def _metas(root: HtmlElement) -> dict[str, list[str]]:
    """What ``<meta>`` says, by its name in lower case."""
    found: dict[str, list[str]] = {}
    for each in root.iter("meta"):
        name = each.get("property") or each.get("name") or each.get("itemprop")
        name = name or each.get("http-equiv") or ""
        content = _clean(each.get("content", ""))
        for one in name.lower().split():
            if content:
                found.setdefault(one, []).append(content)
    return found


def _all_said(metas: Mapping[str, list[str]], what: str) -> list[str]:
    return [words for name in _META[what] for words in metas.get(name, ())]


def _first_said(metas: Mapping[str, list[str]], what: str) -> str:
    return next(iter(_all_said(metas, what)), "")


def _things(root: HtmlElement) -> Iterator[dict[str, Any]]:
    """What JSON-LD says of articles, in the order of the page."""
    for script in root.iter("script"):
        words = script.text or ""
        if "ld+json" in script.get("type", "").lower() and len(words) <= LARGEST:
            yield from islice(_articles(_loaded(words)), 3)


def _loaded(words: str) -> Any:
    """JSON, however a template has put it into the page; None if it is none."""
    bare = words.strip().removeprefix("<!--").removesuffix("-->").strip()
    bare = bare.removeprefix("//<![CDATA[").removeprefix("<![CDATA[")
    bare = bare.removesuffix("//]]>").removesuffix("]]>").rstrip(" \n;")
    try:
        return json.loads(bare, strict=False)
    except (ValueError, RecursionError):
        return None


def _articles(loaded: Any) -> Iterator[dict[str, Any]]:
    """The articles in JSON-LD, found without recurring."""
    waiting, seen = [loaded], 0
    while waiting and seen < MOST:
        thing, seen = waiting.pop(0), seen + 1
        if isinstance(thing, list):
            waiting += thing
        elif isinstance(thing, dict):
            kinds = thing.get("@type")
            kinds = kinds if isinstance(kinds, list) else [kinds]
            if any(isinstance(kind, str) and _ARTICLES.search(kind) for kind in kinds):
                yield thing
            else:
                waiting += [thing[key] for key in ("@graph", "mainEntity") if key in thing]


def _words(value: Any) -> str:
    """The words of a value: itself, or the first of a list, or what it calls itself."""
    if isinstance(value, list):
        return _first(map(_words, value[:MOST_SUBJECTS]))
    if isinstance(value, dict):
        return _words(value.get("@value") or value.get("name") or value.get("alternateName"))
    return _clean(str(value)) if isinstance(value, str | int | float) else ""


def _name(value: Any) -> str:
    """A name, never an address."""
    words = _words(value)
    return "" if _ADDRESS.search(words) else words


def _clean(words: str) -> str:
    """Words as they would be shown: templates escape them, some twice, and leave tags in."""
    bare = _TAGS.sub(" ", unescape(unescape(words))) if "&" in words or "<" in words else words
    return _SPACE.sub(" ", printable(bare)).strip()


def _first(words: Iterable[str]) -> str:
    return next(filter(None, words), "")


def _unique(words: Iterable[str]) -> list[str]:
    return [*dict.fromkeys(filter(None, words))]


def _authors(things: list[dict[str, Any]], metas: Mapping[str, list[str]]) -> list[str]:
    """Names of people, or of whoever signs: not addresses, not “admin”."""
    for thing in things:
        value = thing.get("author") or thing.get("creator")
        values = value if isinstance(value, list) else [value]
        names = [*filter(None, map(_person, map(_name, values)))]
        if names:
            return _unique(names)
    for name in _META["authors"]:
        names = [*filter(None, map(_person, metas.get(name, ())))]
        if names:
            return _unique(names)
    return []


def _person(name: str) -> str:
    bare = _BY.sub("", name).strip(" ,;")
    bad = _ADDRESS.search(bare) or bare.lower() in _NO_NAMES or len(bare) > 120
    return "" if bad else bare


def _rights(things: list[dict[str, Any]]) -> str:
    """A rights line put together of whose they are and since when, if both are said."""
    holder = _first(_name(each.get("copyrightHolder")) for each in things)
    year = _first(_words(each.get("copyrightYear")) for each in things)
    terms = _first(_words(each.get("copyrightNotice")) for each in things)
    licence = _first(_words(each.get("license")) for each in things)
    line = terms or (f"© {year} {holder}".replace("  ", " ") if holder else "")
    return f"{line} {licence}".strip() if licence and licence not in line else line


def _language(tag: str) -> str:
    found = _LANGUAGE.fullmatch(tag.strip())
    return found[0].replace("_", "-") if found else ""


def _subjects(things: list[dict[str, Any]], metas: Mapping[str, list[str]]) -> list[str]:
    values: list[Any] = [each["keywords"] for each in things if each.get("keywords")]
    listed = [one for each in values for one in (each if isinstance(each, list) else [each])]
    words = [*filter(None, map(_words, listed))]
    for name in _META["subjects"]:
        words = words or metas.get(name, [])
    parts = (part.strip() for line in words for part in re.split(r"[,;،、]", line))
    return _unique(part for part in parts if part and len(part) <= 80 and ":" not in part)


def _source(
    root: HtmlElement, metas: Mapping[str, list[str]], things: list[dict[str, Any]], address: str
) -> str:
    """The address that a page wants to be known by, or the one it came from."""
    links = (each.get("href", "") for each in root.iter("link") if "canonical" in _rel(each))
    ids = (each.get("url") or each.get("@id") for each in things)
    named = (each for each in ids if isinstance(each, str))
    for each in (*links, *metas.get("og:url", ()), *named):
        whole = joined(address, each)
        if scheme_of(whole) in ("http", "https"):
            return whole
    return address


def scheme_of(address: str) -> str:
    """The scheme of an address, or "" where it is no address."""
    try:
        return urlsplit(address).scheme
    except ValueError:
        return ""


def _rel(element: HtmlElement) -> list[str]:
    rel: str = element.get("rel", "")
    return rel.lower().split()
