"""Publisher turns articles into editions for people who cannot, or would rather not, read print.

The verbs, in order: `read`, `structure`, `speak`, `bind`, `check`; and `publish`, which is all
of them. What they hand to one another: `Article`, `Document`, `Narration`, `Edition`, `Report`.
"""

from importlib import import_module
from typing import TYPE_CHECKING

__version__ = "0.1.0"

if TYPE_CHECKING:
    from publisher.article import Article
    from publisher.binding.binders import bind
    from publisher.binding.materials import Materials
    from publisher.checking import check, inspect
    from publisher.document import Document
    from publisher.edition import Edition
    from publisher.errors import PublisherError
    from publisher.narration import Narration
    from publisher.pipeline import publish
    from publisher.publication import Publication
    from publisher.reading import Source, read
    from publisher.report import Finding, Report
    from publisher.speaking.narrating import speak
    from publisher.structuring import structure
    from publisher.workshop import Workshop

__all__ = [
    "Article",
    "Document",
    "Edition",
    "Finding",
    "Materials",
    "Narration",
    "Publication",
    "PublisherError",
    "Report",
    "Source",
    "Workshop",
    "__version__",
    "bind",
    "check",
    "inspect",
    "publish",
    "read",
    "speak",
    "structure",
]

_HOMES = {
    "publisher.article": ("Article",),
    "publisher.binding.binders": ("bind",),
    "publisher.binding.materials": ("Materials",),
    "publisher.checking": ("check", "inspect"),
    "publisher.document": ("Document",),
    "publisher.edition": ("Edition",),
    "publisher.errors": ("PublisherError",),
    "publisher.narration": ("Narration",),
    "publisher.pipeline": ("publish",),
    "publisher.publication": ("Publication",),
    "publisher.reading": ("Source", "read"),
    "publisher.report": ("Finding", "Report"),
    "publisher.speaking.narrating": ("speak",),
    "publisher.structuring": ("structure",),
    "publisher.workshop": ("Workshop",),
}


def __getattr__(name: str) -> object:
    """Fetch a name from its home when it is first asked for, so that `--help` waits for none."""
    for home, names in _HOMES.items():
        if name in names:
            return getattr(import_module(home), name)
    raise AttributeError(f"module 'publisher' has no attribute {name!r}")
