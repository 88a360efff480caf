"""What a voice can say of a lexicon: phonemes where it takes them, else spellings."""

from collections.abc import Iterable, Iterator
from dataclasses import replace

from publisher.lexicon import Lexicon
from publisher.report import Finding, Weight
from publisher.speaking.engines import lacking


def fitted(lexicon: Lexicon, engine: object) -> Lexicon:
    """A lexicon without the phonemes that an engine cannot say.

    A word that has a spelling, too, goes by that; any other is said as it is printed.
    """
    found = (
        replace(each, ipa="") if each.ipa and lacking(engine, each.ipa) else each
        for each in lexicon
    )
    return tuple(each for each in found if each.ipa or each.said or each.kind)


def unsaid(lexicon: Lexicon, engine: object, voice: str) -> Iterator[Finding]:
    """A finding for the words whose phonemes an engine cannot say.

    Args:
        lexicon: the words that are said.
        engine: who would say them.
        voice: its name.
    """
    lacked = [(each, lacking(engine, each.ipa)) for each in lexicon if each.ipa]
    missing = {each.graphemes[0]: (each, signs) for each, signs in lacked if signs}
    if not missing:
        return
    bare = [word for word, (each, _) in missing.items() if not (each.said or each.kind)]
    if all(signs == each.ipa for each, signs in missing.values()):
        why = f"{voice} takes no phonemes"
    else:
        signs = "".join(dict.fromkeys("".join(signs for _, signs in missing.values())))
        why = f"{voice} has no sound for {' '.join(signs)}"
    said = f"; as printed: {_some(bare)}" if bare else ""
    message = f"{why}, so these are said as they are spelt: {_some(missing)}{said}"
    yield Finding("phonemes-unsaid", Weight.WARNING if bare else Weight.NOTE, message)


def _some(words: Iterable[str]) -> str:
    """Words in a row; the first eight of many."""
    all_ = tuple(words)
    return ", ".join(all_[:8]) + (f" and {len(all_) - 8} more" if len(all_) > 8 else "")
