"""Data: the records in, files of them out: `kb.json` with its JSON Schema, JSON and YAML of entities, points of kinds.

Who wants to reuse the collection, or not to trust its pages, needs all of it in forms that programs read. Every key is
always there, null where empty; what the file format's table does not export is in none of them, and what is exported and not
promised by the schema is a fault, for which a test looks. Citations name the content version: it is a digest of content, and
never of a clock or of another page's data.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from io import BytesIO
from typing import Any

from druzhba_kb import __version__
from druzhba_kb.fileformat import ALIAS, ARTICLE, CITATION, EVIDENCE, REFERENCE, STATEMENT, Form, Key
from druzhba_kb.model import (
    Article,
    Claim,
    Disagreement,
    Entity,
    Evidence,
    Kind,
    KnowledgeBase,
    Position,
    Reference,
    Statement,
)
from druzhba_kb.relate.voices import VOICES, Origin, origins_of, strongest, voice_of
from druzhba_kb.render.page_model import Page
from druzhba_kb.render.site_index import SiteIndex, coordinates

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
        language=TEXT,
        content={"type": "string", "pattern": "^[0-9a-f]{12}$"},
        articles=_list(
            _object(
                id=TEXT,
                **_exported_keys(ARTICLE, blocks={"type": "string", "pattern": "^[dphqe]*$"}),
                absent=_list(_object(entity=TEXT, attribute=TEXT)),
                sealed=FLAG,
                attested_by=MAYBE,
                attested_on=MAYBE,
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


PLAIN = json.JSONEncoder(ensure_ascii=False)
SORTED = json.JSONEncoder(ensure_ascii=False, sort_keys=True)
# YAML 1.1 takes NEL and the Unicode separators for line breaks, and refuses C1 controls, which JSON leaves as they are.
UNPRINTABLE = re.compile(r"[\x7f-\x9f\u2028\u2029\ufeff]")


def data_pages(kb: KnowledgeBase, licence: str = "") -> list[Page]:
    """Return `data/kb.json` and its schema."""
    return [Page("data/kb.json", "", data=_dumped(kb, licence)), Page("data/kb.schema.json", dump(SCHEMA))]


def entity_files(data: Json) -> Iterator[Page]:
    """Yield the data of an entity as JSON and as YAML."""
    name = f"data/entities/{data['entity']['id']}"
    yield Page(f"{name}.json", dump_by_record(data))
    yield Page(f"{name}.yml", "\n".join(_yaml(data, "")) + "\n")


def points(kind: Kind, entities: Sequence[Json], licence: str) -> Iterator[Page]:
    """Yield the points of a kind's entities, with all that their pages show, if it has coordinates."""
    if attributes := [attribute.name for attribute in coordinates(kind)]:
        yield Page(f"data/{kind.id}.geojson", dump(_geojson(entities, attributes, licence)))


def export(kb: KnowledgeBase, licence: str = "") -> Json:
    """Return the whole knowledge base as plain data."""
    content = {name: list(items) for name, items in _lists(kb).items()}
    return {**_about(kb, licence, _version(content)), **content}


def _lists(kb: KnowledgeBase) -> dict[str, Iterator[Json]]:
    """Return the lists of the whole export, each item made when it is asked for."""
    records = kb.records
    return {
        "articles": ({**_article(one), **_proof(one)} for one in records.articles.values()),
        "references": map(exported_reference, records.references.values()),
        "entities": (exported_entity(kb, entity) for entity in records.entities.values()),
        "mentions": (
            {"article": m.article, "in_entity": m.in_entity, "block": m.block, "entity": m.entity, "text": m.text}
            for m in kb.mentions
        ),
        "disagreements": (exported_disagreement(d, records.entities[d.entity]) for d in kb.disagreements),
    }


def _dumped(kb: KnowledgeBase, licence: str) -> bytes:
    """Return the whole export as its file, without all of it as data in memory: 200 MB at 5,000 records."""
    lists, version, written = _lists(kb), hashlib.sha256(), dict[str, list[str]]()
    for number, name in enumerate(sorted(lists)):  # the version is that of the whole with its keys in order
        lines = list[str]()
        version.update(f"{', ' if number else '{'}{PLAIN.encode(name)}: [".encode())
        for item in lists[name]:
            version.update(f"{', ' if lines else ''}{SORTED.encode(item)}".encode())
            lines.append(PLAIN.encode(item))
        version.update(b"]")
        written[name] = _listed(lines)
    version.update(b"}")
    about = {key: [PLAIN.encode(value)] for key, value in _about(kb, licence, version.hexdigest()[:12]).items()}
    whole = BytesIO()  # as one text it would be twice as large, for its quotation marks
    whole.writelines(map(str.encode, _by_key(about | {name: written[name] for name in lists})))
    return whole.getvalue()


def entity_data(index: SiteIndex, entity: Entity, licence: str = "") -> Json:
    """Return what the export says of an entity, with the articles that it is quoted from, under a version of its own.

    Once every page named the version of the whole content, and each edit changed every page.
    """
    works = (alias.reference for alias in entity.aliases if alias.reference)
    cited = dict.fromkeys((*works, *(one.reference for s in entity.statements for one in s.citations)))
    content = {
        "entity": exported_entity(index.kb, entity),
        "disagreements": [exported_disagreement(d, entity) for d in index.disagreements.get(entity.id, ())],
        "articles": [_article(index.article(name)) for name in entity.quoted_articles],
        "references": [exported_reference(index.kb.records.references[id]) for id in cited],
    }
    return {**_about(index.kb, licence, _version(content)), **content}


def exported_entity(kb: KnowledgeBase, entity: Entity) -> Json:
    """Return what the export says of an entity."""
    return {
        "id": entity.id,
        "kind": entity.kind,
        "category": entity.category,
        "name": entity.name,
        "aliases": [_exported(ALIAS, alias) for alias in entity.aliases],
        "page": entity.page,
        "statements": [row_of(kb, s, claim) for s in entity.statements for claim in s.claims],
    }


def article_version(index: SiteIndex, article: Article) -> str:
    """Return the version of the digest of an article and of what is stated from it."""
    quoting = index.quoted.get(article.id, ())
    stated = [row_of(index.kb, statement, claim) for _, statement in quoting for claim in statement.claims]
    digest = [[passage.first, passage.last, passage.markdown] for passage in article.body]
    # The names of the keys are part of what is hashed: with others, all published versions would change.
    return _version({"article": _article(article), "told": digest, "statements": stated})


def _about(kb: KnowledgeBase, licence: str, version: str) -> Json:
    about = {"license": licence or None, "language": kb.records.language or "en", "content": version}
    return {"generator": f"druzhba-kb {__version__}", **about}


def _version(content: Json) -> str:
    return hashlib.sha256(json.dumps(content, ensure_ascii=False, sort_keys=True).encode()).hexdigest()[:12]


def _article(article: Article) -> Json:
    absent = [{"entity": one.entity, "attribute": one.attribute} for one in article.absent]
    return {"id": article.id, **_exported(ARTICLE, article), "absent": absent}


def _proof(article: Article) -> Json:
    """Return what a page says of an article's proof; kept out of its version, which a signature does not change."""
    by = article.attested
    return {"sealed": article.sealed, "attested_by": by.by if by else None, "attested_on": by.day if by else None}


def exported_reference(reference: Reference) -> Json:
    """Return what the export says of a reference."""
    return {"id": reference.id, **_exported(REFERENCE, reference)}


def _exported(form: Form, record: object) -> Json:
    """Return what the export says of a record, by the keys of its mapping in the file format."""
    said = {key.name: getattr(record, key.attribute) for key in form.exported}
    return {name: list(value) if isinstance(value, tuple) else value for name, value in said.items()}


def row_of(kb: KnowledgeBase, statement: Statement, claim: Claim) -> Json:
    """Return what the export says of one value."""
    articles, items = kb.records.articles, statement.evidence
    origins = origins_of(articles, items)
    voices = [voice_of(articles[item.article], item) for item in items]
    return {
        "id": _row_id(statement, claim),
        "group": statement.id,
        "attribute": claim.attribute,
        "value": claim.value,
        "words": claim.words,
        **_exported(STATEMENT, statement),
        "concerns": list(kb.concerns.get(statement.id, ())),
        "voice": strongest(voices),
        "origins": [origin.name for origin in dict.fromkeys(origins)],
        "articles": len({item.article for item in items}),
        "evidence": [_evidence(articles, *one) for one in zip(items, voices, origins, strict=True)],
        "citations": [{"reference": one.reference, "entry": one.entry} for one in statement.citations],
    }


def _row_id(statement: Statement, claim: Claim) -> str:
    return f"{statement.id}-{claim.attribute}"


def _evidence(articles: Mapping[str, Article], item: Evidence, voice: str, origin: Origin) -> Json:
    return {
        "article": item.article,
        "told": articles[item.article].published,
        "block": item.quoted_block,
        "quote": item.quote,
        "voice": voice,
        "said_by": [speaker.id or speaker.words for speaker in item.said_by],
        "origin": origin.name,
        "context": list(item.context),
        **_exported(EVIDENCE, item),
    }


def exported_disagreement(disagreement: Disagreement, entity: Entity) -> Json:
    """Return what the export says of a disagreement, each side with the rows that give it."""
    every = ((statement, claim) for statement in entity.statements for claim in statement.claims)
    claims = [(statement, claim) for statement, claim in every if claim.attribute in disagreement.about]
    return {
        "entity": disagreement.entity,
        "type": disagreement.type,
        "about": list(disagreement.about),
        "reason": disagreement.reason,
        "note": disagreement.note,
        "values": [_side(position, claims) for position in disagreement.positions],
    }


def _side(position: Position, claims: list[tuple[Statement, Claim]]) -> Json:
    held = [
        _row_id(statement, claim)
        for statement, claim in claims
        if statement.id in position.statements and (claim.value, claim.words) == (position.value, position.words)
    ]
    value = position.value if position.value is not None else position.words
    return {"value": value, "denies": position.denies, "statements": held}


def dump(content: object) -> str:
    """Return content as a JSON file, a line for each item."""
    return json.dumps(content, ensure_ascii=False, indent=1) + "\n"


def dump_by_record(content: Mapping[str, object]) -> str:
    """Return content as a JSON file with a line for each key and each item of a list, so that a diff shows records."""
    lists = {key: _listed([*map(PLAIN.encode, value)]) for key, value in content.items() if isinstance(value, list)}
    return "".join(_by_key({key: lists.get(key) or [PLAIN.encode(value)] for key, value in content.items()}))


def _by_key(parts: Mapping[str, list[str]]) -> list[str]:
    return _between("{\n", ((PLAIN.encode(key), ": ", *those) for key, those in parts.items()), "\n}\n")


def _listed(lines: Sequence[str]) -> list[str]:
    return _between("[\n", ((line,) for line in lines), "\n]") if lines else ["[]"]


def _between(opens: str, items: Iterable[Sequence[str]], closes: str) -> list[str]:
    """Return the parts of items, parted by commas, between two marks: each copy of a whole export would cost its memory."""
    parts = [part for item in items for part in (",\n", *item)]
    return [opens, *parts[1:], closes]


def _yaml(content: object, indent: str) -> list[str]:
    """Return the lines of plain data in YAML; the strings of JSON are strings of YAML."""
    if isinstance(content, dict) and content:
        return [line for key, value in content.items() for line in _under(f"{indent}{key}:", value, indent + "  ")]
    if isinstance(content, list) and content:
        items = (_yaml(value, indent + "  ") for value in content)
        return [line for lines in items for line in (f"{indent}- {lines[0].lstrip(' ')}", *lines[1:])]
    return [indent + UNPRINTABLE.sub(lambda match: f"\\u{ord(match[0]):04x}", PLAIN.encode(content))]


def _under(head: str, value: object, indent: str) -> list[str]:
    nested = isinstance(value, (dict, list)) and value
    return [head, *_yaml(value, indent)] if nested else [f"{head} {_yaml(value, '')[0]}"]


def _geojson(entities: Iterable[Json], attributes: Collection[str], licence: str) -> Json:
    rows = ((entity, row) for entity in entities for row in entity["statements"] if row["attribute"] in attributes)
    features = [
        _point(entity, row)
        for entity, row in rows
        if row["value"] is not None and not row["denies"] and row["standing"] != "rejected"
    ]
    return {"type": "FeatureCollection", "license": licence or None, "features": features}


def _point(entity: Json, row: Json) -> Json:
    latitude, longitude = (float(part) for part in row["value"].split(","))
    known = {key: entity[key] for key in ("id", "kind", "name", "page")}
    cited = [one["reference"] for one in row["citations"]]
    voice = {key: row[key] for key in ("voice", "origins", "articles")}
    properties = {**known, "attribute": row["attribute"], "statement": row["id"], "references": cited, **voice}
    # GeoJSON has longitude before latitude, the file format latitude before longitude.
    geometry = {"type": "Point", "coordinates": [longitude, latitude]}
    return {"type": "Feature", "id": row["id"], "geometry": geometry, "properties": properties}
