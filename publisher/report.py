"""What was guessed, set aside, or found wanting: findings with stable codes.

Every room may find something; a finding is how a silent decision becomes one that a
person can read, and overrule.
"""

from dataclasses import dataclass
from enum import StrEnum
from typing import Any


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
        entry: of that file, where it is an archive.
        line: of it; 0 when unknown.
    """

    code: str
    weight: Weight
    message: str
    place: str = ""
    entry: str = ""
    line: int = 0

    @property
    def where(self) -> str:
        """The place, what is meant of it, and the line there, as a person is told."""
        whole = f"{self.place}: {self.entry}" if self.entry else self.place
        return f"{whole}, line {self.line}" if self.line else whole

    def __str__(self) -> str:
        where = f"{self.where}: " if self.where else ""
        return f"{self.weight}: {where}{self.message} [{self.code}]"


@dataclass(frozen=True, slots=True)
class Report:
    """All that checking found.

    Attributes:
        findings: in the order they were found.
        absent: which tools did not look, for they are not there; each a sentence with the cure.
        sheets: of each MP3 what was measured, against what its profile asks, as programs read it.
    """

    findings: tuple[Finding, ...] = ()
    absent: tuple[str, ...] = ()
    sheets: tuple[dict[str, Any], ...] = ()

    def of(self, weight: Weight) -> tuple[Finding, ...]:
        """The findings of one weight, in the order they were found."""
        return tuple(finding for finding in self.findings if finding.weight is weight)

    @property
    def sound(self) -> bool:
        """Whether an edition may go out: nothing found is an error."""
        return not self.of(Weight.ERROR)

    @property
    def warnings(self) -> tuple[Finding, ...]:
        """What some readers lack."""
        return self.of(Weight.WARNING)
