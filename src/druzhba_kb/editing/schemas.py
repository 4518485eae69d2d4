"""JSON Schemas: records in, one schema for each kind of entity, for articles and for the files of guards out.

By them an editor's program completes keys, ids and options, and underlines a slip before any check runs. They follow from the
rows of the file format and the project's own kinds, and must never forbid what the check accepts.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from druzhba_kb import fileformat
from druzhba_kb.fileformat import Form, Key, Reader
from druzhba_kb.layout import SCHEMAS
from druzhba_kb.load import load
from druzhba_kb.model import Attribute, Kind, Records
from druzhba_kb.parse import parse
from druzhba_kb.parse.fields import DATE as DATE_ATTRIBUTE
from druzhba_kb.parse.fields import URL as URL_ATTRIBUTE
from druzhba_kb.report import Place, Report
from druzhba_kb.values import TYPES
from druzhba_kb.write import put

Schema = dict[str, Any]

DRAFT_07 = "http://json-schema.org/draft-07/schema#"  # programs for editors understand this draft best
UNCITED = r"^[0-9]{1,5}(-[0-9]{1,5})?$"  # a block or a range of blocks
ID: Schema = {"type": "string", "pattern": "^[a-z0-9]+(-[a-z0-9]+)*$"}
TEXT: Schema = {"type": ["string", "number"]}  # the project reads every value as text; YAML reads some as numbers
WORD: Schema = {"type": ["string", "number", "boolean"]}  # 'on' and 'off' are words that programs read as more
READ_AS: Mapping[Reader, Schema] = {
    "text": TEXT,
    "texts": TEXT,
    "ids": ID,
    "flag": {"type": "boolean"},
    "choice": TEXT,
    "number": {"type": "integer", "minimum": 0},
    "limit": {"anyOf": [{"type": "integer", "minimum": 0}, {"type": "string", "pattern": "^[0-9]{1,9} ?%$"}]},
    "date": TYPES["date"].schema(DATE_ATTRIBUTE, ()),
    "url": TYPES["url"].schema(URL_ATTRIBUTE, ()),
}


def refresh_schemas(root: Path, report: Report) -> tuple[int, int] | None:
    """Write the schemas of what can be read; return how many there are and how many of them changed.

    A reference that leads nowhere must not stop the completion that would mend it, so nothing is related here.
    """
    sources = load(root, report)
    records = parse(sources, report) if not report.failed else None
    if records is None or report.failed:
        return None
    return write_schemas(records, root, report)


def write_schemas(records: Records, root: Path, report: Report) -> tuple[int, int]:
    """Write the schemas of a project, its drafts included, into build/schemas; return how many there are, and how many changed."""
    texts = {f"{name}.json": json.dumps(one, ensure_ascii=False) + "\n" for name, one in schemas(records).items()}
    try:
        # the schema of a kind that is gone would still complete its keys
        for stale in sorted((root / SCHEMAS).glob("*.json")):
            if stale.name not in texts:
                stale.unlink()
        return len(texts), sum(put(root / SCHEMAS, name, text) for name, text in texts.items())
    except OSError as error:
        report.error(Place(SCHEMAS), "cannot-write", f"cannot be written: {error.strerror}")
        return len(texts), 0


def schemas(records: Records) -> dict[str, Schema]:
    """Return the schema of each kind by its id, of articles' front matter and of references, and those of the files with '_'."""
    fixed = {"article": _article(), "reference": _whole("Reference", fileformat.REFERENCE)}
    fixed |= {"_page": _whole("Page", fileformat.PAGE)}
    fixed |= {"_kind": _whole("Kind", fileformat.KIND, _kind_parts(records))}
    fixed |= {"_assertions": _whole("Assertions", fileformat.ASSERTIONS, {"assertions": _array(_assertion(records))})}
    fixed |= {"_moved": _whole("Moves", fileformat.MOVES)}
    fixed |= {"_ratchets": _whole("Ratchets", fileformat.RATCHETS), "_changes": _whole("Changes", fileformat.CHANGES)}
    return {**fixed, **{kind.id: _kind(kind, records) for kind in records.kinds.values()}}


def _kind(kind: Kind, records: Records) -> Schema:
    """Return the schema of the entity files of a kind."""
    articles, about = _one_of(records.articles), _one_of([*kind.attributes, "name"])
    alias = {
        **_form(fileformat.ALIAS, {"source": articles, "reference": _one_of(records.references)}),
        "anyOf": [{"required": ["source"]}, {"required": ["reference", "entry"]}, {"required": ["note"]}],
    }
    special = {
        "aliases": _array(alias),
        "statements": _array(_statement(kind, records, articles)),
        "disagreements": _array(_form(fileformat.DISAGREEMENT, {"about": about})),
        **({"category": _one_of(kind.categories)} if kind.categories else {}),
    }
    return {**_head(kind.label, kind.summary), **_form(fileformat.ENTITY, special)}


def _statement(kind: Kind, records: Records, articles: Schema) -> Schema:
    entities = _one_of(records.entities)
    speaker = {"anyOf": [entities, _mapping({"words": TEXT}, ["words"])]}
    own = {"source": articles, "said_by": {"anyOf": [*speaker["anyOf"], _array(speaker)]}, "origin": speaker}
    own["inferred"] = _one_of(_components(kind.attributes))
    cited = {"reference": _one_of(records.references)}
    item = {"anyOf": [_form(fileformat.EVIDENCE, own), _form(fileformat.CITATION, cited)]}
    special = {**own, **cited, "evidence": _array(item), "concerns": entities}
    claims = {attribute.name: _claim(attribute, records) for attribute in kind.stated}
    alone = {"anyOf": [{"required": ["source", "quote"]}, {"required": ["reference", "entry"]}]}
    several = {"if": {"required": ["evidence"]}, "else": alone}
    return {**_mapping({**claims, **_properties(fileformat.STATEMENT, special)}), **several}


def _components(attributes: Mapping[str, Attribute]) -> list[str]:
    names = [name for one in attributes.values() for name in TYPES[one.type].components(one)]
    return list(dict.fromkeys([*names, *(key.name for key in fileformat.STATEMENT.read_by("date"))]))


def _claim(attribute: Attribute, records: Records) -> Schema:
    """Return the schema of one attribute: a value of its type, or the source's own words."""
    value = TYPES[attribute.type].schema(attribute, records.ids_of(attribute.to))
    words = _mapping({"words": {**TEXT, "description": "The source's own words, shown and never compared."}}, ["words"])
    return {"title": attribute.label, "description": _range(attribute), "anyOf": [*value.get("anyOf", [value]), words]}


def _range(attribute: Attribute) -> str:
    to = " to " + " or ".join(attribute.to) if attribute.to else ""
    unit = f", in {attribute.unit}" if attribute.unit else ""
    options = ": " + ", ".join(attribute.options) if attribute.options else ""
    single = "; only one value can be true" if attribute.single else ""
    return f"{attribute.label} ({attribute.type}{to}{unit}{options}){single}."


def _article() -> Schema:
    """Return the schema of the front matter of articles; one whose text is not published must name that text."""
    special: dict[str, Schema] = {
        "absent": {"type": "object", "additionalProperties": _listed(TEXT)},
        "blocks": {"type": "string", "pattern": "^[dphqe]*$"},
        "source_sha256": {"type": "string", "pattern": "^[0-9a-f]{64}$"},
        "commitment": {"type": "string", "pattern": "^[0-9a-f]{64}$"},
        "budget": {"type": "integer", "minimum": 1, "maximum": 100},
        "uncited": {"type": "object", "patternProperties": {UNCITED: TEXT}, "additionalProperties": False},
    }
    withheld = {"properties": {"rights": {"const": "withheld"}}, "required": ["rights"]}
    named = {"properties": {"source_sha256": {"type": "string"}}, "required": ["source_sha256"]}
    head = _head("Article", "The front matter of an article.")
    return {**head, **_form(fileformat.ARTICLE, special), "if": withheld, "then": named}


def _assertion(records: Records) -> Schema:
    bound = {**_form(fileformat.COUNTED), "anyOf": [{"required": ["at_least"]}, {"required": ["at_most"]}]}
    return {"anyOf": [bound, _form(fileformat.REQUIRED, {"every": _one_of(records.kinds)})]}


def _kind_parts(records: Records) -> dict[str, Schema]:
    """Return the schemas of the keys of a kind that depend on the types of values and on the kinds that there are."""
    attribute = {"type": _one_of(TYPES), "to": _one_of(records.kinds), "cues": WORD}
    attribute["from"] = _one_of(f"{kind.id}.{one.name}" for kind in records.kinds.values() for one in kind.stated)
    attribute["by"] = TEXT
    attribute["options"] = {"type": "object", "additionalProperties": _listed(WORD)}
    return {
        "order_by": TEXT,
        "attributes": {"type": "object", "additionalProperties": _form(fileformat.ATTRIBUTE, attribute)},
        "figures": _array(_form(fileformat.FIGURE, {"attributes": TEXT})),
        "suggest": _form(fileformat.SUGGEST, {"as": _one_of(fileformat.RECOGNIZERS)}),
    }


def _whole(title: str, form: Form, special: Mapping[str, Schema] | None = None) -> Schema:
    return {**_head(title, f"{form.what[:1].upper()}{form.what[1:]}."), **_form(form, special)}


def _head(title: str, description: str) -> Schema:
    return {"$schema": DRAFT_07, "title": title, "description": description}


def _form(form: Form, special: Mapping[str, Schema] | None = None) -> Schema:
    """Return the schema of a mapping of the file format; `special` has those of its keys that depend on the content."""
    return _mapping(_properties(form, special), [key.name for key in form.keys if key.required])


def _properties(form: Form, special: Mapping[str, Schema] | None = None) -> dict[str, Schema]:
    """Return the schema of each key of a mapping, with what it means."""
    return {key.name: {"description": key.help, **_key(key, special or {})} for key in form.keys}


def _key(key: Key, special: Mapping[str, Schema]) -> Schema:
    schema = special.get(key.name) or _plain_key(key)
    schema = _listed(schema) if key.reader in ("texts", "ids") else schema
    return {"anyOf": [schema, {"type": "null"}]} if key.nullable else schema


def _plain_key(key: Key) -> Schema:
    if key.form is not None:
        inner = _form(key.form)
        return _array(inner) if key.reader == "mappings" else inner
    return {"enum": list(key.options)} if key.options else READ_AS[key.reader]


def _mapping(properties: Mapping[str, Schema], required: Iterable[str] = ()) -> Schema:
    """Return the schema of a mapping with these keys and no others."""
    needed = {"required": list(required)} if required else {}
    # a misspelt key is underlined as it is typed
    return {"type": "object", "properties": dict(properties), "additionalProperties": False, **needed}


def _one_of(names: Iterable[str]) -> Schema:
    """Return the schema of one of names; of any id where there is none yet."""
    known = list(names)
    return {"enum": known} if known else ID  # an empty enum would forbid every value


def _array(items: Schema) -> Schema:
    return {"type": "array", "items": items}


def _listed(item: Schema) -> Schema:
    """Return the schema of a list, for which a single value may stand."""
    return {"anyOf": [item, _array(item)]}
