"""Which voice suits a language: by how far what it speaks is from it, then by how good it is."""

from publisher import language_tags
from publisher.speaking.engines import Offer


def speaks(offer: Offer, language: str) -> bool:
    """Whether a voice speaks a language, in whatever region.

    >>> from publisher.narration import Voice
    >>> speaks(Offer(Voice("piper", "nb_NO-talesyntese-medium", "nb-NO")), "no")
    True
    """
    return same_language(offer.voice.language, language)


def same_language(one: str, other: str) -> bool:
    """Whether two tags are of one language, in whatever region or script."""
    first, second = _language(one), _language(other)
    return first == second or language_tags.distance(first, second) <= _ONE


_ONE = 1  # CLDR's distance of Norwegian from Bokmål, which is what it means


def fitness(offer: Offer, language: str) -> tuple[int, int, bool]:
    """What to order voices of a language by, the best first.

    Who chose a voice of many speakers did so for one of them, and has to say which.

    Source:
        Unicode CLDR's distances between languages: for ``en-GB``, ``en-AU`` is nearer than
        ``en-US``, which is what ``en`` alone means.
    """
    away = language_tags.distance(language, offer.voice.language)
    return away, -offer.quality, len(offer.speakers) > 1


def _language(tag: str) -> str:
    """The language of a tag, without script and region."""
    try:
        return language_tags.language(tag)
    except ValueError:  # it is no tag
        return "und"
