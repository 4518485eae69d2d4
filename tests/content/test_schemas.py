"""The shipped content for editors' programs: its files pass their schemas, and each kind has its own."""

from __future__ import annotations

import shutil
from contextlib import chdir
from pathlib import Path

import pytest
from check_jsonschema import main as check_jsonschema
from click.testing import CliRunner, Result

from druzhba_kb.cli import main
from tests.content.shipped import clone
from tests.projects import ROOT

KINDS = sorted(path.parent.name for path in (ROOT / "entities").glob("*/_kind.yml"))
FILLED = sorted({path.parent.name for path in (ROOT / "entities").glob("*/[a-z0-9]*.yml")})


@pytest.fixture(scope="module")
def shipped(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a copy of the shipped content with its schemas."""
    root = clone(tmp_path_factory.mktemp("shipped"))
    shutil.copy(ROOT / "mkdocs.yml", root)
    assert main(["--root", str(root), "schema"]) == 0
    return root


def checked(root: Path, *arguments: str) -> Result:
    with chdir(root):
        return CliRunner().invoke(check_jsonschema, arguments)


GUARDS = ("_assertions.json", "_changes.json", "_kind.json", "_moved.json", "_page.json", "_ratchets.json")


def test_every_schema_is_one(shipped: Path) -> None:
    names = sorted(path.name for path in (shipped / "build/schemas").iterdir())
    assert names == sorted([*(f"{kind}.json" for kind in KINDS), "article.json", "reference.json", *GUARDS])
    done = checked(shipped, "--check-metaschema", *(f"build/schemas/{name}" for name in names))
    assert done.exit_code == 0, done.output


@pytest.mark.parametrize("kind", FILLED)
def test_every_entity_passes_the_schema_of_its_kind(kind: str, shipped: Path) -> None:
    files = sorted(str(path) for path in (shipped / "entities" / kind).glob("[a-z0-9]*.yml"))
    done = checked(shipped, "--schemafile", f"build/schemas/{kind}.json", *files)
    assert done.exit_code == 0, done.output


def test_the_front_matter_of_every_article_passes(shipped: Path) -> None:
    for article in (shipped / "articles").glob("*.md"):
        (shipped / f"{article.stem}.yml").write_text(article.read_text("utf-8").split("---\n")[1], "utf-8")
    files = sorted(str(path) for path in shipped.glob("*.yml") if path.name != "mkdocs.yml")
    done = checked(shipped, "--schemafile", "build/schemas/article.json", *files)
    assert done.exit_code == 0, done.output


def test_every_reference_passes_its_schema(shipped: Path) -> None:
    files = sorted(map(str, shipped.glob("references/*.yml")))
    assert files
    done = checked(shipped, "--schemafile", "build/schemas/reference.json", *files)
    assert done.exit_code == 0, done.output


@pytest.mark.parametrize("schema", ["_assertions", "_kind", "_ratchets", "_changes"])
def test_the_guards_the_kinds_and_the_changes_pass(schema: str, shipped: Path) -> None:
    files = sorted(map(str, shipped.glob(f"entities/**/{schema}.yml"))) + sorted(
        map(str, shipped.glob(f"articles/{schema}.yml"))
    )
    assert files
    done = checked(shipped, "--schemafile", f"build/schemas/{schema}.json", *files)
    assert done.exit_code == 0, done.output
