"""JSON Schemas: good files pass them, a slip of the pen does not, and they are written with the build's own data."""

from __future__ import annotations

import json
from collections.abc import Callable
from contextlib import chdir
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import yaml
from check_jsonschema import main as check_jsonschema
from click.testing import CliRunner, Result
from jsonschema import Draft7Validator, ValidationError

from druzhba_kb.cli import main
from druzhba_kb.editing.schemas import schemas
from druzhba_kb.load import load
from druzhba_kb.parse import parse
from druzhba_kb.report import Report
from tests.sites_on_disk import SITES, lay_out

GOOD = SITES / "good"


class Loader(yaml.SafeLoader):
    """Reads dates as strings, as editors' programs do."""


Loader.yaml_implicit_resolvers = {
    first: [(tag, pattern) for tag, pattern in resolvers if not tag.endswith(":timestamp")]
    for first, resolvers in yaml.SafeLoader.yaml_implicit_resolvers.items()
}


@cache
def schemas_of(root: Path) -> dict[str, dict[str, Any]]:
    report = Report()
    found = schemas(parse(load(root, report), report))
    assert report.findings == []
    return found


def faults(root: Path, kind: str, data: object) -> list[str]:
    validator = Draft7Validator(schemas_of(root)[kind])
    data = json.loads(json.dumps(data))
    return [error.message for fault in validator.iter_errors(data) for error in (fault.context or [fault])]


def read(path: Path) -> Any:
    return yaml.load(path.read_text(), Loader=Loader)


def front_matter(path: Path) -> str:
    return path.read_text().split("---\n")[1]


def test_every_good_file_passes_the_schema_of_its_kind() -> None:
    entities = sorted((GOOD / "entities").glob("*/[a-z0-9]*.yml"))
    assert {path.stem: faults(GOOD, path.parent.name, read(path)) for path in entities} == {
        "gull-point": [], "skerry-light": [], "ada-finch": [],
    }  # fmt: skip
    for path in (GOOD / "articles").glob("[a-z0-9]*.md"):
        assert faults(GOOD, "article", yaml.load(front_matter(path), Loader=Loader)) == []
    guards = [*(GOOD / "entities").glob("_*.yml"), *(GOOD / "entities").glob("*/_kind.yml")]
    assert {path.stem for path in guards} == {"_assertions", "_kind", "_ratchets"}
    assert [faults(GOOD, path.stem, read(path)) for path in guards] == [[]] * len(guards)


@pytest.mark.parametrize(
    ("schema", "data", "message"),
    [
        ("_ratchets", {"ratchets": {"warning": 0}}, "'warning' was unexpected"),
        ("_ratchets", {"ratchets": {"warnings": "few"}}, "'few' is not of type 'integer'"),
        ("_assertions", {"assertions": [{"count": "people"}]}, "'at_least' is a required property"),
        ("_assertions", {"assertions": [{"every": "persons", "has": "office"}]}, "'persons' is not one of"),
        ("_kind", {"label": "Mill", "attributes": {"size": {"type": "weight"}}}, "'weight' is not one of"),
        ("_kind", {"label": "Mill", "attributes": {"size": {"type": "text", "units": "m"}}}, "'units' was unexpected"),
        ("_changes", {"changes": [{"title": "A change"}]}, "'date' is a required property"),
    ],
)
def test_a_slip_in_a_guard_or_a_kind_is_rejected(schema: str, data: dict[str, Any], message: str) -> None:
    validator = Draft7Validator(schemas_of(GOOD)[schema])
    found = [leaf.message for fault in validator.iter_errors(data) for leaf in leaves(fault)]
    assert any(message in one for one in found), found


def leaves(fault: ValidationError) -> list[ValidationError]:
    return [leaf for inner in fault.context for leaf in leaves(inner)] if fault.context else [fault]


def test_every_schema_is_one() -> None:
    for schema in schemas_of(GOOD).values():
        Draft7Validator.check_schema(schema)


Change = Callable[[dict[str, Any]], object]
FILES = {"lighthouses": "entities/lighthouses/gull-point.yml", "people": "entities/people/ada-finch.yml"}


def good_data(kind: str) -> dict[str, Any]:
    """Return an entity of the good site, or the front matter of an article, as an editor's program reads it."""
    head = yaml.safe_load(front_matter(GOOD / "articles/courier-1931.md"))
    data: dict[str, Any] = read(GOOD / FILES[kind]) if kind in FILES else head
    data.pop("published", None)
    return data


@pytest.mark.parametrize(
    ("kind", "change"),
    [
        ("lighthouses", lambda e: e.update(adjectives=["Gullish"])),
        ("lighthouses", lambda e: e["statements"][0].update(context=["negated", "spoken"], note="So weighed.")),
        ("lighthouses", lambda e: e["statements"][0].update(inferred=["hedge"], note="Told so in the log book.")),
        ("people", lambda e: e["statements"][0].update(inferred=["as_of"], note="Told so in the log book.")),
        ("article", lambda e: e.update(lang="pt-BR")),
    ],
)
def test_what_an_editor_may_write_is_taken(kind: str, change: Change) -> None:
    data = good_data(kind)
    change(data)
    assert faults(GOOD, kind, data) == []


@pytest.mark.parametrize(
    ("kind", "change", "message"),
    [
        ("lighthouses", lambda e: e["statements"][0].update(relitt="1931"), "'relitt' was unexpected"),
        ("lighthouses", lambda e: e.update(sumary="A tower."), "'sumary' was unexpected"),
        ("lighthouses", lambda e: e["statements"][0].update(status="lighted"), "'lighted' is not one of"),
        ("lighthouses", lambda e: e["statements"][0].update(relit="4 May 1931"), "'4 May 1931' does not match"),
        ("lighthouses", lambda e: e["statements"][0].update(source="courier-1932"), "'courier-1932' is not one of"),
        ("lighthouses", lambda e: e["statements"][0].update(said_by="ada-fink"), "'ada-fink' is not one of"),
        ("lighthouses", lambda e: e["statements"][0].update(standing="best"), "'best' is not one of"),
        ("lighthouses", lambda e: e["statements"][0].update(inferred=["hour"]), "'hour'"),
        ("lighthouses", lambda e: e["statements"][0].update(context=["negative"]), "'negative' is not one of"),
        ("lighthouses", lambda e: e["statements"][0].pop("quote"), "'quote' is a required property"),
        ("lighthouses", lambda e: e["aliases"][0].pop("note"), "'note' is a required property"),
        ("lighthouses", lambda e: e["disagreements"][0].update(reason="mood"), "'mood' is not one of"),
        ("lighthouses", lambda e: e["disagreements"][0].update(about=["relight"]), "'relight'"),
        ("lighthouses", lambda e: e.pop("name"), "'name' is a required property"),
        ("people", lambda e: e["statements"][1].update(lights="ada-finch"), "'ada-finch' is not one of"),
        ("article", lambda e: e.update(genre="novel"), "'novel' is not one of"),
        ("article", lambda e: e.update(publisherr="x"), "'publisherr' was unexpected"),
        ("article", lambda e: e.pop("rights"), "'rights' is a required property"),
        ("article", lambda e: e.pop("source_sha256"), "'source_sha256' is a required property"),
        ("article", lambda e: e.update(url="javascript:alert(1)"), "does not match"),
    ],
)
def test_a_slip_of_the_pen_is_rejected(kind: str, change: Change, message: str) -> None:
    data = good_data(kind)
    assert faults(GOOD, kind, data) == []
    change(data)
    assert any(message in fault for fault in faults(GOOD, kind, data)), faults(GOOD, kind, data)


def test_the_command_writes_what_is_new_and_removes_what_is_stale(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    root = lay_out(None, tmp_path / "site")
    (root / "mkdocs.yml").write_text("site_name: Lights\n")
    (root / "build/schemas").mkdir(parents=True)
    (root / "build/schemas/ships.json").write_text("{}")
    assert main(["--root", str(root), "schema"]) == 0
    assert main(["--root", str(root), "schema"]) == 0
    assert capsys.readouterr().out == (
        "build/schemas: 10 schemas, 10 changed\nbuild/schemas: 10 schemas, none changed\n"
    )
    assert sorted(path.name for path in (root / "build/schemas").iterdir()) == [
        "_assertions.json", "_changes.json", "_kind.json", "_moved.json", "_page.json", "_ratchets.json", "article.json",
        "lighthouses.json", "people.json", "reference.json",
    ]  # fmt: skip


def test_a_reference_that_leads_nowhere_does_not_stop_the_schemas(tmp_path: Path) -> None:
    root = lay_out("unknown-reference", tmp_path / "site")
    (root / "mkdocs.yml").write_text("site_name: Lights\n")
    assert main(["--root", str(root), "schema"]) == 0
    schema = json.loads((root / "build/schemas/people.json").read_text())
    lights = schema["properties"]["statements"]["items"]["properties"]["lights"]
    assert lights["anyOf"][0] == {"enum": ["gull-point", "skerry-light"]}


@pytest.fixture(scope="module")
def written(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the good site with its schemas."""
    root = lay_out(None, tmp_path_factory.mktemp("schemas") / "site")
    (root / "mkdocs.yml").write_text("site_name: Lights\n")
    assert main(["--root", str(root), "schema"]) == 0
    return root


def checked(root: Path, *arguments: str) -> Result:
    with chdir(root):
        return CliRunner().invoke(check_jsonschema, arguments)


def test_another_checker_takes_the_schemas(written: Path) -> None:
    names = sorted(path.name for path in (written / "build/schemas").glob("*.json"))
    done = checked(written, "--check-metaschema", *(f"build/schemas/{name}" for name in names))
    assert done.exit_code == 0, done.output


SLIPS = {
    "{relitt: 1931, source: courier-1931, quote: was lit again}": "'relitt' was unexpected",
    "{relit: 1931, source: courier-1932, quote: was lit again}": "'courier-1932' is not one of",
    "{status: lighted, source: courier-1931, quote: was lit again}": "'lighted' is not one of",
}


def test_another_checker_rejects_a_slip_of_the_pen_and_nothing_else(written: Path) -> None:
    for number, text in enumerate(SLIPS):
        (written / f"slip-{number}.yml").write_text(f"name: A light\nstatements:\n  - {text}\n")
    good = [str(path) for path in sorted((written / "entities/lighthouses").glob("[a-z0-9]*.yml"))]
    slips = [f"slip-{number}.yml" for number in range(len(SLIPS))]
    done = checked(written, "--schemafile", "build/schemas/lighthouses.json", *good, *slips)
    assert done.exit_code == 1
    assert [message for message in SLIPS.values() if message not in done.output] == []
    assert not any(path in done.output for path in good)
