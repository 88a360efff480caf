"""What was guessed, set aside, or found wanting: findings with stable codes.

Every room may find something; a finding is how a silent decision becomes one that a
person can read, and overrule.
"""

from dataclasses import dataclass
from enum import StrEnum


class Weight(StrEnum):
    """How much a finding matters to a reader, least first."""

    NOTE = "note"
    WARNING = "warning"
    ERROR = "error"


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that a person may want to know.

    Attributes:
        code: stable and documented, such as ``furniture-set-aside``.
        weight: how much it matters.
        message: what was found, and what it means for a reader.
        place: where: ``line 14`` of an article, a sentence's name, or a file of an edition.
    """

    code: str
    weight: Weight
    message: str
    place: str = ""

    def __str__(self) -> str:
        where = f"{self.place}: " if self.place else ""
        return f"{self.weight}: {where}{self.message} [{self.code}]"


@dataclass(frozen=True, slots=True)
class Report:
    """All that checking found."""

    findings: tuple[Finding, ...] = ()

    def of(self, weight: Weight) -> tuple[Finding, ...]:
        """The findings of one weight, in the order they were found."""
        return tuple(finding for finding in self.findings if finding.weight is weight)

    @property
    def sound(self) -> bool:
        """Whether an edition may go out: nothing found is an error."""
        return not self.of(Weight.ERROR)
