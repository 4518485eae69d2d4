"""Downloads: exported data in, files of it out: JSON and YAML of an entity, tables of a kind, the whole by record."""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from druzhba_kb.fileformat import STATEMENT
from druzhba_kb.model import Kind
from druzhba_kb.render.page_model import Page

Json = dict[str, Any]
ABOUT_CLAIM = ("id", "group", "attribute", "value", "words")
ABOUT_STATEMENT = (*ABOUT_CLAIM, *(key.name for key in STATEMENT.exported if key.reader != "texts"))
COLUMNS = ("entity", "name", *ABOUT_STATEMENT, "inferred", "article", "block", "quote", "said_by")
UNPRINTABLE = re.compile(r"[\x7f-\x9f\u2028\u2029\ufeff]")
PLAIN = json.JSONEncoder(ensure_ascii=False)
FORMULA = re.compile(r"[=+\-@\t\r](?![\d., -]*$)")


def dump(content: object) -> str:
    """Return content as a JSON file."""
    return json.dumps(content, ensure_ascii=False, indent=1) + "\n"


def dump_by_record(content: Mapping[str, object]) -> str:
    """Return content as a JSON file with a line for each key, and for each item of a list."""
    lines = (f"{PLAIN.encode(key)}: {_listed(value)}" for key, value in content.items())
    return "{\n" + ",\n".join(lines) + "\n}\n"


def entity_files(data: Json) -> Iterator[Page]:
    """Yield the data of an entity as JSON and as YAML."""
    name = f"data/entities/{data['entity']['id']}"
    yield Page(f"{name}.json", dump_by_record(data))
    yield Page(f"{name}.yml", "\n".join(_yaml(data, "")) + "\n")


def kind_files(kind: Kind, entities: Sequence[Json]) -> Iterator[Page]:
    """Yield the exported entities of a kind as a table, and as points where some attribute has coordinates."""
    yield Page(f"data/{kind.id}.csv", _csv(entities))
    if attributes := points(kind):
        yield Page(f"data/{kind.id}.geojson", dump(_geojson(entities, attributes)))


def points(kind: Kind) -> tuple[str, ...]:
    """Return the attributes of a kind that are coordinates."""
    return tuple(name for name, attribute in kind.attributes.items() if attribute.type == "coordinates")


def _listed(value: object) -> str:
    if not isinstance(value, list) or not value:
        return PLAIN.encode(value)
    return "[\n" + ",\n".join(map(PLAIN.encode, value)) + "\n]"


def _yaml(content: object, indent: str) -> list[str]:
    """Return the lines of plain data in YAML; the strings of JSON are strings of YAML."""
    if isinstance(content, dict) and content:
        return [line for key, value in content.items() for line in _under(f"{indent}{key}:", value, indent + "  ")]
    if isinstance(content, list) and content:
        items = (_yaml(value, indent + "  ") for value in content)
        return [line for lines in items for line in (f"{indent}- {lines[0].lstrip(' ')}", *lines[1:])]
    return [indent + _scalar(content)]


def _scalar(content: object) -> str:
    return UNPRINTABLE.sub(lambda match: f"\\u{ord(match[0]):04x}", PLAIN.encode(content))


def _under(head: str, value: object, indent: str) -> list[str]:
    if isinstance(value, (dict, list)) and value:
        return [head, *_yaml(value, indent)]
    return [f"{head} {_scalar(value)}"]


def _csv(entities: Iterable[Json]) -> str:
    """Return a line for each quotation that bears a statement."""
    text = io.StringIO()
    table = csv.DictWriter(text, COLUMNS, lineterminator="\n")
    table.writeheader()
    for entity in entities:
        for row in entity["statements"]:
            for item in row["evidence"]:
                table.writerow({key: _cell(value) for key, value in _line(entity, row, item).items()})
    return text.getvalue()


def _line(entity: Json, row: Json, item: Json) -> Json:
    lists = {"inferred": "; ".join(row["inferred"]), "said_by": "; ".join(item["said_by"])}
    where = {key: item[key] for key in ("article", "block", "quote")}
    return {
        "entity": entity["id"],
        "name": entity["name"],
        **{key: row[key] for key in ABOUT_STATEMENT},
        **where,
        **lists,
    }


def _cell(value: object) -> object:
    """Return a value that no spreadsheet takes for a formula."""
    if isinstance(value, bool):
        return str(value).lower()
    return f"'{value}" if isinstance(value, str) and FORMULA.match(value) else value


def _geojson(entities: Iterable[Json], attributes: Sequence[str]) -> Json:
    points = [_point(entity, row) for entity in entities for row in entity["statements"] if _is_point(row, attributes)]
    return {"type": "FeatureCollection", "features": points}


def _is_point(row: Json, attributes: Sequence[str]) -> bool:
    stands = row["value"] is not None and not row["denies"] and row["standing"] != "rejected"
    return row["attribute"] in attributes and stands


def _point(entity: Json, row: Json) -> Json:
    latitude, longitude = (float(part) for part in row["value"].split(","))
    known = {key: entity[key] for key in ("id", "kind", "name", "page")}
    properties = {**known, "attribute": row["attribute"], "statement": row["id"]}
    geometry = {"type": "Point", "coordinates": [longitude, latitude]}
    return {"type": "Feature", "id": row["id"], "geometry": geometry, "properties": properties}
