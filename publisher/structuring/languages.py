"""Which language an article is in, found offline when it is not said.

Source:
    py3langid, 97 languages in version 0.3 and 142 in 0.4, a naive Bayes classifier over byte
    n-grams: Lui and Baldwin, "langid.py: An Off-the-shelf Language Identification Tool", ACL
    2012.
"""

import langcodes

from publisher.article import Passage, Role
from publisher.errors import SettingsError
from publisher.report import Finding, Weight

DEFAULT = "en"
ENOUGH = 50  # letters; below this a guess is not much better than chance
ENOUGH_OTHER = 8  # letters of another alphabet than the Latin: those tell sooner
SAMPLE = 20_000  # characters; more change nothing


def language_of(passages: tuple[Passage, ...], said: str) -> tuple[str, tuple[Finding, ...]]:
    """The language of an article, as a BCP 47 tag, and a finding when it had to be guessed blind.

    Raises:
        SettingsError: what was said is no language tag.
    """
    if said:
        return tidy_tag(said), ()
    written = (passage.text for passage in passages if passage.role is not Role.CODE)
    sample = " ".join(written)[:SAMPLE]
    if not _tells(sample):
        return _unsure("too few words to tell the language by")
    try:
        return _classified(sample), ()
    except OSError as error:  # py3langid unpacks its model into the temporary folder
        return _unsure(f"the language could not be told ({error.strerror or error})")


def _unsure(why: str) -> tuple[str, tuple[Finding, ...]]:
    message = f"{why}; taken for {DEFAULT!r}"
    return DEFAULT, (Finding("language-unsure", Weight.NOTE, message),)


def _tells(sample: str) -> bool:
    """Whether there are letters enough to tell a language by."""
    letters = [letter for letter in sample if letter.isalpha()]
    other = sum(letter > "\u02af" for letter in letters)  # beyond Latin and its extensions
    return len(letters) >= ENOUGH or other >= ENOUGH_OTHER


def tidy_tag(tag: str) -> str:
    """A language tag in the usual case: ``en-gb`` becomes ``en-GB``, ``zh-hant`` ``zh-Hant``.

    Raises:
        SettingsError: it is no language tag, or names no language.

    Source:
        RFC 5646, through langcodes.
    """
    try:
        tidy = langcodes.standardize_tag(tag.strip())
    except ValueError:  # langcodes has a kind of its own, and does not export it
        tidy = ""
    if not langcodes.tag_is_valid(tidy):
        raise SettingsError(f"{tag!r} is no language tag", "Write one such as en, en-GB or pt-BR.")
    return str(tidy)


def _classified(sample: str) -> str:
    import py3langid  # its model takes half a second to load: only when it is needed

    language, _ = py3langid.classify(sample)
    return tidy_tag(str(language))
