"""Finding codes: the source, the tests and the explanations name the same ones."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

from druzhba_kb.commands.checks import codes

ROOT = Path(__file__).resolve().parent.parent


def reported(tree: ast.Module) -> Iterator[str]:
    """Yield the codes that calls of `error`, `warning` and `Finding` give as plain text."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and len(node.args) > 2:
            called = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
            code = node.args[1]
            if called in ("error", "warning", "record", "Finding") and isinstance(code, ast.Constant):
                yield str(code.value)


def written(folder: str, pattern: str) -> str:
    return "\n".join(path.read_text(errors="replace") for path in sorted((ROOT / folder).rglob(pattern)))


def test_every_code_of_the_source_is_explained() -> None:
    found = {code for path in (ROOT / "src").rglob("*.py") for code in reported(ast.parse(path.read_text()))}
    assert len(found) > 40
    assert found - set(codes()) == set()


def test_the_source_knows_every_code_that_is_explained() -> None:
    source = written("src", "*.py")
    assert [code for code in codes() if f'"{code}"' not in source] == []


def test_a_test_expects_every_code_that_is_explained() -> None:
    tests = written("tests", "*.py") + written("tests", "expected.txt")
    forms = ('"{}"', "[{}]", " {}: ")
    assert [code for code in codes() if not any(form.format(code) in tests for form in forms)] == []
