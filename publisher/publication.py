"""What was published, and whether it stands there still, as it would be made again."""

import os
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from publisher import record
from publisher.errors import BindingError
from publisher.report import Finding
from publisher.workshop import Workshop

if TYPE_CHECKING:
    from publisher.planning import Plan


@dataclass(frozen=True, slots=True)
class Publication:
    """What was published.

    Attributes:
        folder: where it stands.
        files: what it is made of.
        findings: all that was found on the way.
        duration_ms: how long it plays.
        spoken: how many clauses were spoken anew.
        remembered: how many were remembered.
        fresh: False when nothing had changed, so nothing was made.
    """

    folder: Path
    files: tuple[Path, ...]
    findings: tuple[Finding, ...]
    duration_ms: int = 0
    spoken: int = 0
    remembered: int = 0
    fresh: bool = True


def unchanged(made: "Plan", shop: Workshop) -> Publication | None:
    """What stands in a plan's place already, when it is what the plan would make; else None.

    Raises:
        BindingError: what stands there was made from something else, or not by us.
        OSError: it may not be looked at.
    """
    known = record.read(made.target)
    _must_be_ours(made, known, shop)
    if known is None or known.key != made.key or shop.force:
        return None
    if not record.whole(made.target, known):
        return None
    files = tuple(made.target / kept.path for kept in known.files)
    return Publication(made.target, files, made.findings, known.duration_ms, fresh=False)


def _must_be_ours(made: "Plan", known: record.Known | None, shop: Workshop) -> None:
    """Refuse to take the place of what was made from something else.

    Raises:
        BindingError: it would.
        OSError: its place may not be looked at.
    """
    if known is not None and known.source == made.origin:
        return
    taken = made.target in shop.taken
    if taken or (known is not None and not shop.force):
        raise BindingError(
            f"{made.name} would take the place of {made.target}, "
            f"made from {known.source if known else 'another article'}",
            remedy="Give one of them a `slug:` of its own in its front matter"
            f"{'.' if taken else ', or use --force if this one is to replace it.'}",
        )
    if known is None and not shop.force and os.path.lexists(made.target):
        raise BindingError(
            f"{made.target} is in the way, and no record in it says that publisher made it",
            remedy="Move it, choose another folder with --output, or use --force to replace it.",
        )
