"""An article understood, but not yet divided: what `structure` and `collect` share."""

from dataclasses import dataclass

from publisher.article import Metadata, Passage
from publisher.report import Finding


@dataclass(frozen=True, slots=True)
class Story:
    """What is left of an article once its head and its furniture are taken off.

    Attributes:
        passages: the body, headings and turns of topic marked.
        metadata: complete.
        findings: what reading and structuring found.
    """

    passages: tuple[Passage, ...]
    metadata: Metadata
    findings: tuple[Finding, ...]
