"""The house: things know no rooms, rooms never import one another, and every import has a use."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

PACKAGE = Path(__file__).parent.parent / "publisher"
ROOMS = {"reading", "structuring", "speaking", "binding", "checking"}
WAY = {
    "ahead",
    "workshop",
    "identity",
    "understanding",
    "planning",
    "making",
    "finishing",
    "publication",
    "rebinding",
    "shelving",
    "glance",
    "journal",
    "preview",
}
TOP = {"arguments", "cli", "pipeline", "__main__", "__init__", "display"} | WAY  # see every room


def imported(source: str) -> Iterator[str]:
    """The modules of this package that a module imports, type-checking imports included."""
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("publisher"):
            yield node.module or ""
            yield from (f"{node.module}.{name.name}" for name in node.names)
        elif isinstance(node, ast.Import):
            yield from (name.name for name in node.names if name.name.startswith("publisher"))


def room_of(module: str) -> str:
    """The room that a dotted module stands in, or "" for a thing."""
    parts = module.split(".")
    return parts[1] if len(parts) > 1 and parts[1] in ROOMS else ""


def crossings(path: Path, source: str) -> list[str]:
    """Imports that a module has no business with."""
    inside = path.relative_to(PACKAGE)
    own = inside.parts[0] if inside.parts[0] in ROOMS else ""
    if not own and inside.parts[0].removesuffix(".py") in TOP:
        return []
    upward = {f"publisher.{name}" for name in TOP if not name.startswith("__")}
    return [
        module
        for module in imported(source)
        if (room_of(module) and room_of(module) != own) or module in upward
    ]


@pytest.mark.parametrize("path", sorted(PACKAGE.rglob("*.py")), ids=lambda path: path.stem)
def test_no_room_looks_into_another(path: Path) -> None:
    """A reader that knew of voices could not be mended without listening to the result."""
    assert crossings(path, path.read_text("utf-8")) == []


@pytest.mark.parametrize(
    "planted",
    [
        "from publisher.speaking.narrating import speak",
        "import publisher.binding.epub",
        "from publisher.pipeline import publish",
        "def late():\n    from publisher import checking",
    ],
)
def test_a_planted_crossing_is_seen(planted: str) -> None:
    """A guard that never barks guards nothing."""
    assert crossings(PACKAGE / "structuring" / "planted.py", planted)


def test_there_is_no_circle_among_modules() -> None:
    """A circle makes it matter which module is imported first."""
    known = {
        ".".join(("publisher", *path.relative_to(PACKAGE).with_suffix("").parts)): path
        for path in PACKAGE.rglob("*.py")
        if path.stem not in ("__init__", "__main__")
    }
    needs = {
        name: {each for each in imported(path.read_text("utf-8")) if each in known}
        for name, path in known.items()
    }
    while free := {name for name, wanted in needs.items() if not wanted & needs.keys()}:
        needs = {name: wanted for name, wanted in needs.items() if name not in free}
    assert not needs
