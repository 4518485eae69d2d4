"""Data schema: the file format's table in, the JSON Schema of `kb.json` out.

Whoever reads the data can hold it against the schema, and a test does: a key that is exported and not promised here is a fault.
"""

from __future__ import annotations

from typing import Any

from druzhba_kb.fileformat import ALIAS, ARTICLE, CITATION, EVIDENCE, REFERENCE, STATEMENT, Form, Key
from druzhba_kb.relate.voices import VOICES

Json = dict[str, Any]


def _object(**properties: object) -> Json:
    return {"type": "object", "properties": properties, "required": list(properties), "additionalProperties": False}


def _list(items: object) -> Json:
    return {"type": "array", "items": items}


TEXT: Json = {"type": "string"}
MAYBE: Json = {"type": ["string", "null"]}
FLAG: Json = {"type": "boolean"}
BLOCK: Json = {"type": ["integer", "null"], "minimum": 0}
COUNT: Json = {"type": "integer", "minimum": 0}
VOICE: Json = {"enum": list(VOICES)}


def _exported_keys(form: Form, **special: Json) -> dict[str, Json]:
    return {key.name: special.get(key.name) or _exported_key(key) for key in form.exported}


def _exported_key(key: Key) -> Json:
    if key.reader == "flag":
        return FLAG
    if key.reader == "texts":
        return _list(TEXT)
    if key.options and key.default:
        return {"enum": list(key.options)}
    return TEXT if key.required else MAYBE


SCHEMA: Json = {
    "$schema": "https://json-schema.org/draft/2020-12/schema",
    "title": "A knowledge base in which every fact shows its evidence",
    **_object(
        generator=TEXT,
        license=MAYBE,
        content={"type": "string", "pattern": "^[0-9a-f]{12}$"},
        articles=_list(
            _object(
                id=TEXT,
                **_exported_keys(ARTICLE, blocks={"type": "string", "pattern": "^[dphqe]*$"}),
                absent=_list(_object(entity=TEXT, attribute=TEXT)),
            )
        ),
        references=_list(_object(id=TEXT, **_exported_keys(REFERENCE))),
        entities=_list(
            _object(
                id=TEXT,
                kind=TEXT,
                category=MAYBE,
                name=TEXT,
                aliases=_list(_object(**_exported_keys(ALIAS))),
                page=TEXT,
                statements=_list(
                    _object(
                        id=TEXT,
                        group=TEXT,
                        attribute=TEXT,
                        value=MAYBE,
                        words=MAYBE,
                        **_exported_keys(STATEMENT),
                        concerns=_list(TEXT),
                        # No voice, origin or article where a reference alone bears it.
                        voice={"enum": [*VOICES, None]},
                        origins=_list(TEXT),
                        articles=COUNT,
                        evidence=_list(
                            _object(
                                article=TEXT,
                                told=MAYBE,
                                block=BLOCK,
                                quote=TEXT,
                                voice=VOICE,
                                said_by=_list(TEXT),
                                origin=TEXT,
                                context=_list(TEXT),
                                **_exported_keys(EVIDENCE),
                            )
                        ),
                        citations=_list(_object(**dict.fromkeys(CITATION.names, TEXT))),
                    )
                ),
            )
        ),
        mentions=_list(_object(article=MAYBE, in_entity=MAYBE, block=BLOCK, entity=TEXT, text=TEXT)),
        disagreements=_list(
            _object(
                entity=TEXT,
                type={"enum": ["fact", "scope", "name"]},
                about=_list(TEXT),
                reason=TEXT,
                note=MAYBE,
                values=_list(_object(value=MAYBE, denies=FLAG, statements=_list(TEXT))),
            )
        ),
    ),
}
