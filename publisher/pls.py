"""Lexicons as the W3C writes them, for reading systems and other programs: PLS.

A file is for one language. What a lexeme here has beside its spellings and phonemes (as what it
is said, whether its capitals are meant) PLS has no sign for: the former is written as an alias.

Source:
    W3C, Pronunciation Lexicon Specification (PLS) 1.0, 2008.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Final

from lxml import etree
from lxml.builder import ElementMaker

from publisher.lexicon import Lexeme, Lexicon, lexeme
from publisher.xsampa import ipa_of

NAMESPACE: Final = "http://www.w3.org/2005/01/pronunciation-lexicon"
MEDIA_TYPE: Final = "application/pls+xml"
_ALPHABETS: Final[dict[str, Callable[[str], str]]] = {"ipa": str, "x-sampa": ipa_of}
_LANG: Final = "{http://www.w3.org/XML/1998/namespace}lang"
_PLS: Final = f"{{{NAMESPACE}}}"


class LexiconError(ValueError):
    """A file is no lexicon, or a word in it makes no sense.

    Attributes:
        line: where; 0 when unknown.
    """

    def __init__(self, message: str, line: int = 0) -> None:
        super().__init__(message)
        self.line = line


def read_pls(data: bytes) -> Lexicon:
    """The lexemes of a PLS file, each for the file's language.

    Of several ways to say a word the one that is preferred is taken, else the first; beside
    phonemes the first alias is kept for voices that take none. Roles are not looked at. No
    entity is resolved, and nothing is fetched.

    Raises:
        LexiconError: it is no PLS.
    """
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)
    try:
        root = etree.fromstring(data, parser)
    except etree.XMLSyntaxError as error:
        raise LexiconError(f"it is not well formed: {error.msg}", error.lineno or 0) from error
    if root.getroottree().docinfo.doctype:
        raise LexiconError("it has a document type, which a lexicon needs not", 1)
    if root.tag != f"{_PLS}lexicon":
        raise LexiconError(
            f"it begins with {root.tag!r}, and a lexicon with {_PLS}lexicon", root.sourceline
        )
    language = root.get(_LANG, "")
    return tuple(
        _lexeme(each, root.get("alphabet", ""), language) for each in root.iter(f"{_PLS}lexeme")
    )


def _lexeme(element: etree._Element, alphabet: str, language: str) -> Lexeme:
    graphemes = tuple(_text(each) for each in element.iter(f"{_PLS}grapheme"))
    ways = list(element.iter(f"{_PLS}phoneme", f"{_PLS}alias"))
    if not graphemes or not any(graphemes):
        raise LexiconError("a lexeme has no grapheme", element.sourceline)
    if not ways:
        raise LexiconError(f"{graphemes[0]!r} has neither phoneme nor alias", element.sourceline)
    first = next((each for each in ways if each.get("prefer") == "true"), ways[0])
    alias = next((each for each in (first, *ways) if each.tag == f"{_PLS}alias"), None)
    told = {"said": "" if alias is None else _text(alias)}
    try:
        if first.tag == f"{_PLS}phoneme":
            told["ipa"] = _ipa(first, alphabet)
        return lexeme(graphemes, told, language)
    except LexiconError:
        raise
    except ValueError as error:
        raise LexiconError(str(error), element.sourceline) from error


def _ipa(phoneme: etree._Element, alphabet: str) -> str:
    name = phoneme.get("alphabet") or alphabet
    if name.lower() not in _ALPHABETS:
        known = " and ".join(_ALPHABETS)
        raise LexiconError(f"the alphabet {name!r} is not read; {known} are", phoneme.sourceline)
    return _ALPHABETS[name.lower()](_text(phoneme))


def _text(element: etree._Element) -> str:
    return " ".join("".join(element.itertext()).split())


def pls(lexicon: Mapping[Lexeme, Iterable[str]], language: str) -> bytes:
    """A lexicon as a PLS file.

    Args:
        lexicon: lexemes, each with the ways to write it: PLS knows no “any letters”.
        language: BCP 47 tag of the file.
    """
    make = ElementMaker(namespace=NAMESPACE, nsmap={None: NAMESPACE})
    root = make.lexicon({_LANG: language}, version="1.0", alphabet="ipa")
    for each, forms in lexicon.items():
        for alias, written in _by_alias(each, forms):
            entry = make.lexeme(*(make.grapheme(form) for form in written))
            entry.extend([make.phoneme(each.ipa)] if each.ipa else [])
            entry.extend([make.alias(alias)] if alias else [])
            root.append(entry)
    etree.indent(root)
    return bytes(etree.tostring(root, encoding="utf-8", xml_declaration=True)) + b"\n"


def _by_alias(each: Lexeme, forms: Iterable[str]) -> Iterator[tuple[str, list[str]]]:
    """The ways to write a lexeme that are said alike, with how they are spelt."""
    found: dict[str, list[str]] = {}
    for form in forms:
        alias = each.spelt(form) if each.said or each.kind else ""
        found.setdefault(alias, []).append(form)
    yield from found.items()
