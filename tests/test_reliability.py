"""What is promised in docs/reliability.md is shown by a test that is there."""

import ast
import re

from tests.conftest import ROOT

PAGE = (ROOT / "docs/reliability.md").read_text("utf-8")
NAMED = re.findall(r"`(tests/[\w/]+\.py)::(\w+)`", PAGE)
PROMISES = [line for line in PAGE.splitlines() if re.match(r"\| (?!what happens)", line)]


def test_every_promise_names_its_tests() -> None:
    """One without is a hope."""
    assert len(PROMISES) > 15
    for promise in PROMISES:
        assert promise.rstrip(" |").endswith("`"), promise
        assert re.search(r"`tests/[\w/]+\.py::\w+`", promise), promise


def test_every_test_that_is_named_is_there() -> None:
    """A test that was renamed or taken away takes its promise with it."""
    assert NAMED
    for path, name in NAMED:
        tests = ast.parse((ROOT / path).read_text("utf-8")).body
        assert name in {each.name for each in tests if isinstance(each, ast.FunctionDef)}, path
