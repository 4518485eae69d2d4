"""Data: a knowledge base in, `kb.json`, its JSON Schema and the data of single records out (design, section 4.4)."""

from __future__ import annotations

import hashlib
import json

from druzhba_kb import __version__
from druzhba_kb.fileformat import ARTICLE, STATEMENT, Form, Key
from druzhba_kb.model import Article, Claim, Disagreement, Entity, Evidence, KnowledgeBase, Position, Statement
from druzhba_kb.render.downloads import dump, dump_by_record
from druzhba_kb.render.page_model import Page
from druzhba_kb.render.site_index import SiteIndex

Json = dict[str, object]


def data_pages(kb: KnowledgeBase) -> list[Page]:
    """Return `data/kb.json` and its schema."""
    return [Page("data/kb.json", dump_by_record(export(kb))), Page("data/kb.schema.json", dump(SCHEMA))]


def export(kb: KnowledgeBase) -> Json:
    """Return the whole knowledge base as plain data; every key is always present, null where empty."""
    return _versioned(
        {
            "articles": [_article(article) for article in kb.records.articles.values()],
            "entities": [exported_entity(kb, entity) for entity in kb.records.entities.values()],
            "mentions": [
                {"article": m.article, "in_entity": m.in_entity, "block": m.block, "entity": m.entity, "text": m.text}
                for m in kb.mentions
            ],
            "disagreements": [_disagreement(kb, d) for d in kb.disagreements],
        }
    )


def entity_data(cat: SiteIndex, entity: Entity) -> Json:
    """Return what the export says of an entity, with the articles that it is quoted from, under a version of its own."""
    quoted = dict.fromkeys(item.article for statement in entity.statements for item in statement.evidence)
    return _versioned(
        {
            "entity": exported_entity(cat.kb, entity),
            "disagreements": [_disagreement(cat.kb, d) for d in cat.disagreements.get(entity.id, ())],
            "articles": [_article(cat.article(name)) for name in quoted],
        }
    )


def article_version(cat: SiteIndex, article: Article) -> str:
    """Return the version of what is told of an article and stated from it."""
    quoting = cat.quoted.get(article.id, {}).values()
    stated = [_row(cat.kb, s, c) for e in quoting for s in e.statements if _is_from(article, s) for c in s.claims]
    told = [[passage.first, passage.last, passage.markdown] for passage in article.body]
    return _version({"article": _article(article), "told": told, "statements": stated})


def _is_from(article: Article, statement: Statement) -> bool:
    return any(item.article == article.id for item in statement.evidence)


def _versioned(content: Json) -> Json:
    return {"generator": f"druzhba-kb {__version__}", "content": _version(content), **content}


def _version(content: Json) -> str:
    return hashlib.sha256(json.dumps(content, ensure_ascii=False, sort_keys=True).encode()).hexdigest()[:12]


def _article(article: Article) -> Json:
    return {"id": article.id, **_exported(ARTICLE, article)}


def _exported(form: Form, record: object) -> Json:
    """Return what the export says of a record, by the keys of its mapping in the file format."""
    said = {key.name: getattr(record, key.attribute) for key in form.exported}
    return {name: list(value) if isinstance(value, tuple) else value for name, value in said.items()}


def exported_entity(kb: KnowledgeBase, entity: Entity) -> Json:
    """Return what the export says of an entity."""
    return {
        "id": entity.id,
        "kind": entity.kind,
        "name": entity.name,
        "aliases": [{"name": alias.name, "lang": alias.lang} for alias in entity.aliases],
        "page": entity.page,
        "statements": [_row(kb, s, claim) for s in entity.statements for claim in s.claims],
    }


def _row(kb: KnowledgeBase, statement: Statement, claim: Claim) -> Json:
    return {
        "id": _row_id(statement, claim),
        "group": statement.id,
        "attribute": claim.attribute,
        "value": claim.value,
        "words": claim.words,
        **_exported(STATEMENT, statement),
        "evidence": [_evidence(kb, item) for item in statement.evidence],
    }


def _evidence(kb: KnowledgeBase, item: Evidence) -> Json:
    return {
        "article": item.article,
        "block": item.quoted_block,
        "quote": item.quote,
        "said_by": [speaker.id or speaker.words for speaker in item.said_by],
        "context": list(item.context),
    }


def _disagreement(kb: KnowledgeBase, disagreement: Disagreement) -> Json:
    rows = [
        (statement, claim)
        for statement in kb.records.entities[disagreement.entity].statements
        for claim in statement.claims
        if claim.attribute in disagreement.about
    ]
    return {
        "entity": disagreement.entity,
        "about": list(disagreement.about),
        "reason": disagreement.reason,
        "note": disagreement.note,
        "values": [_side(position, rows) for position in disagreement.positions],
    }


def _side(position: Position, rows: list[tuple[Statement, Claim]]) -> Json:
    held = [
        _row_id(statement, claim)
        for statement, claim in rows
        if statement.id in position.statements and (claim.value, claim.words) == (position.value, position.words)
    ]
    value = position.value if position.value is not None else position.words
    return {"value": value, "denies": position.denies, "statements": held}


def _row_id(statement: Statement, claim: Claim) -> str:
    return f"{statement.id}-{claim.attribute}"


def _object(**properties: object) -> Json:
    return {"type": "object", "properties": properties, "required": list(properties), "additionalProperties": False}


def _list(items: object) -> Json:
    return {"type": "array", "items": items}


TEXT: Json = {"type": "string"}
MAYBE: Json = {"type": ["string", "null"]}
FLAG: Json = {"type": "boolean"}
BLOCK: Json = {"type": ["integer", "null"], "minimum": 0}


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
        content={"type": "string", "pattern": "^[0-9a-f]{12}$"},
        articles=_list(
            _object(
                id=TEXT,
                **_exported_keys(ARTICLE, blocks={"type": "string", "pattern": "^[dphqe]*$"}),
            )
        ),
        entities=_list(
            _object(
                id=TEXT,
                kind=TEXT,
                name=TEXT,
                aliases=_list(_object(name=TEXT, lang=MAYBE)),
                page=TEXT,
                statements=_list(
                    _object(
                        id=TEXT,
                        group=TEXT,
                        attribute=TEXT,
                        value=MAYBE,
                        words=MAYBE,
                        **_exported_keys(STATEMENT),
                        evidence=_list(
                            _object(article=TEXT, block=BLOCK, quote=TEXT, said_by=_list(TEXT), context=_list(TEXT))
                        ),
                    )
                ),
            )
        ),
        mentions=_list(_object(article=MAYBE, in_entity=MAYBE, block=BLOCK, entity=TEXT, text=TEXT)),
        disagreements=_list(
            _object(
                entity=TEXT,
                about=_list(TEXT),
                reason=TEXT,
                note=MAYBE,
                values=_list(_object(value=MAYBE, denies=FLAG, statements=_list(TEXT))),
            )
        ),
    ),
}
