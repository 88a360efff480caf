"""Tags of languages (BCP 47): those of most articles are known here, all others to langcodes.

langcodes takes as long to be loaded as an article takes to be read, and most are in one of a few
languages. What is said of those here is what langcodes says of them.

Source:
    RFC 5646; ISO 639-2; Unicode CLDR, likely subtags and the distances between languages.
"""

from functools import lru_cache
from typing import Final

_LIKELY: Final = {
    "en": "US",
    "de": "DE",
    "fr": "FR",
    "es": "ES",
    "it": "IT",
    "nl": "NL",
    "pt": "BR",
    "sv": "SE",
    "da": "DK",
    "pl": "PL",
}
"""Languages written in Latin letters, and the region that is meant where a tag has none."""
_REGIONS: Final = frozenset(
    (*_LIKELY.values(), "GB", "IE", "CA", "AU", "NZ", "AT", "BE", "MX", "PT")
)


def tidy(tag: str) -> str:
    """A tag in the usual case: ``en-gb`` becomes ``en-GB``, ``zh-hant`` ``zh-Hant``.

    Raises:
        ValueError: it is no tag.
    """
    if _is_plain(tag):
        return tag
    import langcodes

    return str(langcodes.standardize_tag(tag))


@lru_cache(256)
def is_valid(tag: str) -> bool:
    """Whether a tag is one, and names languages, scripts and regions that there are."""
    if _is_plain(tag):
        return True
    import langcodes

    return langcodes.tag_is_valid(tag)


def language(tag: str) -> str:
    """The language of a tag, without script and region; a macrolanguage for those it holds.

    >>> language("cmn-Hans")
    'zh'

    Raises:
        ValueError: it is no tag.
    """
    if _is_plain(tag):
        return tag[:2]
    import langcodes

    return str(langcodes.standardize_tag(tag, macro=True)).partition("-")[0]


def script(tag: str) -> str:
    """The script that a language is written in as far as its tag tells, or ""."""
    if _is_plain(tag):
        return "Latn"
    import langcodes

    return langcodes.get(tag).maximize().script or ""


def likely_language(script: str) -> str:
    """The language that a script most likely stands for, or ``und``."""
    import langcodes

    return langcodes.get(f"und-{script}").maximize().language or "und"


def distance(one: str, other: str) -> int:
    """How far a language is from another for a person who speaks it, from 0 to 134.

    >>> distance("en-GB", "en-AU") < distance("en-GB", "en-US")
    True
    """
    if one == other or (_is_plain(one) and _is_plain(other) and _full(one) == _full(other)):
        return 0
    import langcodes

    return langcodes.tag_distance(one, other)


def three_letters(tag: str, *, bibliographic: bool = False) -> str:
    """A language in three letters: ISO 639-2, by its own name or by the English one.

    >>> three_letters("de-AT"), three_letters("de-AT", bibliographic=True)
    ('deu', 'ger')

    Raises:
        LookupError: it has no such code, or is no tag.
    """
    if _is_plain(tag) and tag[:2] == "en":
        return "eng"
    import langcodes

    return langcodes.get(tag).to_alpha3(variant="B" if bibliographic else "T")


def _is_plain(tag: str) -> bool:
    """Whether a tag is a language of ours, with a region or without, in the usual case."""
    begin, _, region = tag.partition("-")
    return begin in _LIKELY and (region in _REGIONS if len(tag) > 2 else True)


def _full(tag: str) -> str:
    return tag if len(tag) > 2 else f"{tag}-{_LIKELY[tag]}"
