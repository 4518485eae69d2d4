"""The parts that schemas are made of: small ones for texts, ids and lists, and one for each mapping of the file format."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from druzhba_kb.fileformat import Form, Key, Reader
from druzhba_kb.parse.fields import DATE as DATE_ATTRIBUTE
from druzhba_kb.parse.fields import URL as URL_ATTRIBUTE
from druzhba_kb.values import TYPES

Schema = dict[str, Any]

# Programs for editors understand this draft best.
DRAFT_07 = "http://json-schema.org/draft-07/schema#"
ID: Schema = {"type": "string", "pattern": "^[a-z0-9]+(-[a-z0-9]+)*$"}
# The project reads every value as text; YAML reads some of them as numbers.
TEXT: Schema = {"type": ["string", "number"]}
READ_AS: Mapping[Reader, Schema] = {
    "text": TEXT,
    "texts": TEXT,
    "ids": ID,
    "flag": {"type": "boolean"},
    "choice": TEXT,
    "number": {"type": "integer", "minimum": 0},
    "date": TYPES["date"].schema(DATE_ATTRIBUTE, ()),
    "url": TYPES["url"].schema(URL_ATTRIBUTE, ()),
}


def form_schema(form: Form, special: Mapping[str, Schema] | None = None) -> Schema:
    """Return the schema of a mapping of the file format; `special` has those of its keys that depend on the content."""
    return mapping(form_properties(form, special), [key.name for key in form.keys if key.required])


def form_properties(form: Form, special: Mapping[str, Schema] | None = None) -> dict[str, Schema]:
    """Return the schema of each key of a mapping, with what it means."""
    return {key.name: {"description": key.help, **_key_schema(key, special or {})} for key in form.keys}


def _key_schema(key: Key, special: Mapping[str, Schema]) -> Schema:
    schema = special.get(key.name) or _plain_schema(key)
    schema = listed(schema) if key.reader in ("texts", "ids") else schema
    return or_null(schema) if key.nullable else schema


def _plain_schema(key: Key) -> Schema:
    if key.form is not None:
        inner = form_schema(key.form)
        return {"type": "array", "items": inner} if key.reader == "mappings" else inner
    return {"enum": list(key.options)} if key.options else READ_AS[key.reader]


def mapping(properties: Mapping[str, Schema], required: Iterable[str] = ()) -> Schema:
    """Return the schema of a mapping with these keys and no others."""
    needed = {"required": list(required)} if required else {}
    return {"type": "object", "properties": dict(properties), "additionalProperties": False, **needed}


def one_of(names: Iterable[str]) -> Schema:
    """Return the schema of one of names; of any id where there is none yet."""
    known = list(names)
    return {"enum": known} if known else ID


def array(items: Schema) -> Schema:
    """Return the schema of a list."""
    return {"type": "array", "items": items}


def listed(item: Schema) -> Schema:
    """Return the schema of a list, for which a single value may stand."""
    return {"anyOf": [item, array(item)]}


def or_null(schema: Schema) -> Schema:
    """Return the schema that allows null too."""
    return {"anyOf": [schema, {"type": "null"}]}
