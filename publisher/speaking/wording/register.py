"""Whose English it is: what is said one way in London and another in New York.

The register follows the language tag. Plain ``en`` and American English say “one hundred and
five”, “one hundred five thousand” and “March twelfth”; British English says “one hundred and five
thousand”, “March the twelfth”, “per cent” and “kilometres”, and puts the day before the month.
"""

from dataclasses import dataclass
from functools import cache

# Where English is printed as in America; Canada dates its numbers both ways.
_AMERICAN = {"", "us", "ca", "ph", "lr", "pr"}


@dataclass(frozen=True, slots=True)
class Register:
    """How English is said.

    Attributes:
        british: whether as in Britain, Ireland, Australia and so on; else as in America.
        language: the primary language of the tag.
        in_full: whether long addresses of the web are said to their end.
    """

    british: bool = False
    language: str = "en"
    in_full: bool = False

    def spelt(self, word: str) -> str:
        """A unit's name as this register spells it: metres here, meters there."""
        if not self.british:
            return word
        return word.replace("meter", "metre").replace("liter", "litre").replace("gray", "grey")


@cache
def register_of(language: str) -> Register:
    """The register of a BCP 47 tag.

    >>> register_of("en-GB").british, register_of("en-US").british, register_of("en").british
    (True, False, False)
    """
    primary, *parts = language.replace("_", "-").lower().split("-")
    region = next((part for part in parts if len(part) == 2 and part.isalpha()), "")
    return Register(region not in _AMERICAN or "oxendict" in parts, primary)
