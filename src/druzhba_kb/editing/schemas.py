"""JSON Schemas: records in, one schema for each kind of entity and one for the front matter of articles out."""

from __future__ import annotations

import argparse
import json
from collections.abc import Mapping, Sequence
from pathlib import Path

from druzhba_kb.editing.schemaparts import (
    DRAFT_07,
    TEXT,
    Schema,
    array,
    form_properties,
    form_schema,
    listed,
    mapping,
    one_of,
)
from druzhba_kb.fileformat import (
    ALIAS,
    ARTICLE,
    ASSERTIONS,
    ATTRIBUTE,
    CHANGES,
    COUNTED,
    DISAGREEMENT,
    ENTITY,
    EVIDENCE,
    KIND,
    RATCHETS,
    RECOGNIZERS,
    REQUIRED,
    STATEMENT,
    SUGGEST,
    Form,
)
from druzhba_kb.load import load
from druzhba_kb.model import Attribute, Kind, KnowledgeBase, Records
from druzhba_kb.parse import parse
from druzhba_kb.report import Place, Report
from druzhba_kb.reporter import FORMATS, conclude, stream
from druzhba_kb.usage import Commands, add_command
from druzhba_kb.values import TYPES
from druzhba_kb.write import replace

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
    """Return the schema of each kind by its id, that of articles' front matter as 'article', and those of the files with '_'."""
    fixed = {"article": article_schema(), "_kind": _whole("Kind", KIND, _kind_parts(records))}
    fixed |= {"_assertions": _whole("Assertions", ASSERTIONS, {"assertions": array(_assertion(records))})}
    fixed |= {"_ratchets": _whole("Ratchets", RATCHETS), "_changes": _whole("Changes", CHANGES)}
    return {**fixed, **{kind.id: kind_schema(kind, records) for kind in records.kinds.values()}}


def kind_schema(kind: Kind, records: Records) -> Schema:
    """Return the schema of the entity files of a kind."""
    articles, about = one_of(records.articles), one_of([*kind.attributes, "name"])
    alias = {**form_schema(ALIAS, {"source": articles}), "anyOf": [{"required": ["source"]}, {"required": ["note"]}]}
    special = {
        "aliases": array(alias),
        "statements": array(_statement(kind, records, articles)),
        "disagreements": array(form_schema(DISAGREEMENT, {"about": about})),
    }
    return {**_head(kind.label, kind.summary), **form_schema(ENTITY, special)}


def _head(title: str, description: str) -> Schema:
    return {"$schema": DRAFT_07, "title": title, "description": description}


def _whole(title: str, form: Form, special: Mapping[str, Schema] | None = None) -> Schema:
    return {**_head(title, f"{form.what[:1].upper()}{form.what[1:]}."), **form_schema(form, special)}


def _statement(kind: Kind, records: Records, articles: Schema) -> Schema:
    entities = one_of(records.entities)
    speaker = {"anyOf": [entities, mapping({"words": TEXT}, ["words"])]}
    own = {"source": articles, "said_by": {"anyOf": [*speaker["anyOf"], array(speaker)]}}
    special = {**own, "evidence": array(form_schema(EVIDENCE, own))}
    special["inferred"] = one_of(_components(kind.attributes))
    claims = {name: _claim(attribute, records) for name, attribute in kind.attributes.items()}
    several = {"if": {"required": ["evidence"]}, "else": {"required": ["source", "quote"]}}
    return {**mapping({**claims, **form_properties(STATEMENT, special)}), **several}


def _components(attributes: Mapping[str, Attribute]) -> list[str]:
    names = [name for one in attributes.values() for name in TYPES[one.type].components(one)]
    names += [key.name for key in STATEMENT.read_by("date")]
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
    special: dict[str, Schema] = {
        "blocks": {"type": "string", "pattern": "^[dphqe]*$"},
        "source_sha256": {"type": "string", "pattern": "^[0-9a-f]{64}$"},
        "budget": {"type": "integer", "minimum": 1, "maximum": 100},
        "uncited": {"type": "object", "patternProperties": {UNCITED: TEXT}, "additionalProperties": False},
    }
    head = _head("Article", "The front matter of an article.")
    return {**head, **form_schema(ARTICLE, special), **_withheld()}


def _assertion(records: Records) -> Schema:
    bound = {**form_schema(COUNTED), "anyOf": [{"required": ["at_least"]}, {"required": ["at_most"]}]}
    return {"anyOf": [bound, form_schema(REQUIRED, {"every": one_of(records.kinds)})]}


def _kind_parts(records: Records) -> dict[str, Schema]:
    """Return the schemas of the keys of a kind that depend on the types of values and on the kinds that there are."""
    word = {"type": ["string", "number", "boolean"]}  # 'on' and 'off' are words that programs read as more
    attribute = {"type": one_of(TYPES), "to": one_of(records.kinds), "cues": word}
    attribute["options"] = {"type": "object", "additionalProperties": listed(word)}
    return {
        "order_by": TEXT,
        "attributes": {"type": "object", "additionalProperties": form_schema(ATTRIBUTE, attribute)},
        "suggest": form_schema(SUGGEST, {"as": one_of(RECOGNIZERS)}),
    }


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
        print(_told(records, changed), file=stream(options.format))
    return conclude(report, root, options.format)


def _told(records: Records, changed: Sequence[str]) -> str:
    return f"{FOLDER}: {len(schemas(records))} schemas, {len(changed) or 'none'} changed"
