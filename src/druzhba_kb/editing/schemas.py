"""JSON Schemas: records in, one schema for each kind of entity and one for the front matter of articles out."""

from __future__ import annotations

import argparse
import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from druzhba_kb.editing.messages import FORMATS, conclude, talk
from druzhba_kb.editing.schemaparts import (
    ARTICLE_TEXTS,
    DATE,
    DRAFT_07,
    ENTITY_TEXTS,
    EVIDENCE_TEXTS,
    ID,
    STATEMENT_TEXTS,
    TEXT,
    URL,
    described,
    listed,
    mapping,
    one_of,
    or_null,
)
from druzhba_kb.load import load
from druzhba_kb.model import Attribute, Kind, KnowledgeBase, Records
from druzhba_kb.parse import parse
from druzhba_kb.parse.entities import REASONS
from druzhba_kb.reading.context import MARKS
from druzhba_kb.report import Place, Report
from druzhba_kb.usage import Commands, add_command
from druzhba_kb.values import TYPES
from druzhba_kb.verify.times import TIMES
from druzhba_kb.write import replace

Schema = dict[str, Any]
FOLDER = "build/schemas"
UNCITED = r"^[0-9]{1,5}(-[0-9]{1,5})?$"


def write_schemas(kb: KnowledgeBase, root: Path, report: Report) -> list[str]:
    """Write the schemas of a knowledge base, its drafts included, into build/schemas; return the files that changed."""
    return _write(kb.records, root, report)


def _write(records: Records, root: Path, report: Report) -> list[str]:
    found = {f"{FOLDER}/{name}.json": schema for name, schema in schemas(records).items()}
    texts = {file: json.dumps(schema, ensure_ascii=False, indent=1) + "\n" for file, schema in found.items()}
    try:
        for stale in sorted((root / FOLDER).glob("*.json")):
            if stale.relative_to(root).as_posix() not in texts:
                stale.unlink()
        return [file for file, text in texts.items() if _replaced(root / file, text)]
    except OSError as error:
        report.error(Place(FOLDER), "cannot-write", f"cannot be written: {error.strerror}")
        return []


def _replaced(path: Path, text: str) -> bool:
    changed = not path.is_file() or path.read_text(encoding="utf-8") != text
    if changed:
        replace(path, text)
    return changed


def schemas(records: Records) -> dict[str, Schema]:
    """Return the schema of each kind by its id, and that of articles' front matter as 'article'."""
    return {"article": article_schema(), **{kind.id: kind_schema(kind, records) for kind in records.kinds.values()}}


def kind_schema(kind: Kind, records: Records) -> Schema:
    """Return the schema of the entity files of a kind."""
    articles, entities = one_of(records.articles), one_of(records.entities)
    about = one_of([*kind.attributes, "name"])
    disagreement = {"about": listed(about), "reason": one_of(REASONS), "note": TEXT}
    alias = {"name": TEXT, "lang": TEXT, "source": articles, "quote": TEXT, "note": TEXT}
    alias |= {"use": one_of(["metonym"]), "ambiguous": {"type": "boolean"}}
    properties = {
        "name": TEXT,
        "status": one_of(["draft"]),
        "aliases": _array({**mapping(alias, ["name"]), "anyOf": [{"required": ["source"]}, {"required": ["note"]}]}),
        "short_names": listed(TEXT),
        "adjectives": listed(TEXT),
        "summary": or_null(TEXT),
        "statements": _array(_statement(kind, records, articles, entities)),
        "disagreements": _array(mapping(disagreement, ["about"])),
        "formerly": listed(ID),
    }
    return {**_head(kind.label, kind.summary), **mapping(described(properties, ENTITY_TEXTS), ["name"])}


def _head(title: str, description: str) -> Schema:
    return {"$schema": DRAFT_07, "title": title, "description": description}


def _array(items: Schema) -> Schema:
    return {"type": "array", "items": items}


def _statement(kind: Kind, records: Records, articles: Schema, entities: Schema) -> Schema:
    speaker = {"anyOf": [entities, mapping({"words": TEXT}, ["words"])]}
    item = {
        "source": articles,
        "quote": TEXT,
        "block": {"type": "integer", "minimum": 0},
        "context": listed(one_of(MARKS)),
        "said_by": {"anyOf": [*speaker["anyOf"], _array(speaker)]},
    }
    evidence = described(item, EVIDENCE_TEXTS)
    rest = {
        "evidence": _array(mapping(evidence, ["source", "quote"])),
        "denies": {"type": "boolean"},
        **dict.fromkeys(("as_of", "from", "until"), DATE),
        "inferred": listed(one_of(_components(kind.attributes))),
        "standing": one_of(["preferred", "normal", "rejected"]),
        "note": TEXT,
    }
    claims = {name: _claim(attribute, records) for name, attribute in kind.attributes.items()}
    several = {"if": {"required": ["evidence"]}, "else": {"required": ["source", "quote"]}}
    return {**mapping({**claims, **evidence, **described(rest, STATEMENT_TEXTS)}), **several}


def _components(attributes: Mapping[str, Attribute]) -> list[str]:
    names = [name for one in attributes.values() for name in TYPES[one.type].components(one)] + list(TIMES)
    return list(dict.fromkeys(names))


def _claim(attribute: Attribute, records: Records) -> Schema:
    """Return the schema of one attribute: a value of its type, or the source's own words."""
    ids = [id for id, entity in records.entities.items() if entity.kind in attribute.to]
    value = TYPES[attribute.type].schema(attribute, ids)
    words = mapping({"words": {**TEXT, "description": "The source's own words, shown and never compared."}}, ["words"])
    return {"title": attribute.label, "description": _range(attribute), "anyOf": [*value.get("anyOf", [value]), words]}


def _range(attribute: Attribute) -> str:
    told = attribute.type
    if attribute.to:
        told += " to " + " or ".join(attribute.to)
    if attribute.unit:
        told += f", in {attribute.unit}"
    if attribute.options:
        told += ": " + ", ".join(attribute.options)
    return f"{attribute.label} ({told}){'; only one value can be true' if attribute.single else ''}."


def article_schema() -> Schema:
    """Return the schema of the front matter of articles."""
    text, url = or_null(TEXT), or_null(URL)
    reasons = {"type": "object", "patternProperties": {UNCITED: TEXT}, "additionalProperties": False}
    properties = {
        "title": TEXT,
        **dict.fromkeys(("publisher", "author"), text),
        "published": or_null(DATE),
        "published_basis": or_null(one_of(["stated", "dateline", "inferred"])),
        "published_note": text,
        **dict.fromkeys(("url", "archived_url"), url),
        "genre": or_null(one_of(["report", "analysis", "opinion"])),
        "rights": one_of(["withheld", "full"]),
        "blocks": or_null({"type": "string", "pattern": "^[dphqe]*$"}),
        "source_sha256": or_null({"type": "string", "pattern": "^[0-9a-f]{64}$"}),
        "budget": {"type": "integer", "minimum": 1, "maximum": 100},
        "formerly": listed(ID),
        "uncited": reasons,
        "lang": TEXT,
    }
    head = _head("Article", "The front matter of an article.")
    return {**head, **mapping(described(properties, ARTICLE_TEXTS), ["title", "rights"]), **_withheld()}


def _withheld() -> Schema:
    """Return what an article whose text is not published must have."""
    withheld = {"properties": {"rights": {"const": "withheld"}}, "required": ["rights"]}
    sealed = {"properties": {"source_sha256": {"type": "string"}}, "required": ["source_sha256"]}
    return {"if": withheld, "then": sealed}


def add_parser(commands: Commands) -> None:
    """Add `schema` to the commands."""
    summary = "write the JSON Schemas by which an editor's program completes and checks entity files"
    examples = ("druzhba-kb schema", "druzhba-kb schema --format json")
    parser = add_command(commands, "schema", summary, _run, examples, f", into {FOLDER}")
    parser.add_argument("--format", choices=FORMATS, default="text", help="how findings are told: text, if not given")


def _run(options: argparse.Namespace, root: Path) -> int:
    """Write the schemas of what can be read, so that a reference that leads nowhere does not stop completion."""
    report = Report()
    sources = load(root, report)
    records = parse(sources, report) if not report.failed else None
    if records and not report.failed:
        changed = _write(records, root, report)
        print(_told(records, changed), file=talk(options.format))
    return conclude(report, root, options.format)


def _told(records: Records, changed: Sequence[str]) -> str:
    return f"{FOLDER}: {len(records.kinds) + 1} schemas, {len(changed) or 'none'} changed"
