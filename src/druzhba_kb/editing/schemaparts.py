"""The parts that schemas are made of: what each key means to an editor, and small schemas for texts, ids, lists and mappings."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from druzhba_kb.parse.fields import DATE as DATE_ATTRIBUTE
from druzhba_kb.parse.fields import URL as URL_ATTRIBUTE
from druzhba_kb.values import TYPES

Schema = dict[str, Any]

# Programs for editors understand this draft best.
DRAFT_07 = "http://json-schema.org/draft-07/schema#"
ID: Schema = {"type": "string", "pattern": "^[a-z0-9]+(-[a-z0-9]+)*$"}
# The project reads every value as text; YAML reads some of them as numbers.
TEXT: Schema = {"type": ["string", "number"]}
DATE: Schema = TYPES["date"].schema(DATE_ATTRIBUTE, ())
URL: Schema = TYPES["url"].schema(URL_ATTRIBUTE, ())

ENTITY_TEXTS = {
    "name": "The name that pages, lists and links show.",
    "status": "draft: checked and shown in the preview, not published.",
    "aliases": "Other names, each with the article that uses it or a note.",
    "short_names": "Names that link only in an article that has the name or an alias too.",
    "adjectives": "Words such as Maltese that bear a reference to it and never link.",
    "summary": "Our own words, in Markdown; a link such as ../kind/id.yml becomes a link to a page.",
    "statements": "What the articles claim, each with the words that bear it out.",
    "disagreements": "Disagreements that cannot be computed, and the reason of each.",
    "formerly": "Former ids of this entity; their addresses lead here.",
}
EVIDENCE_TEXTS = {
    "source": "The id of the article that is quoted.",
    "quote": "Two to twelve words of one block of the article, word for word.",
    "block": "The number of the block; only where the same words stand in several.",
    "context": "Marks of the sentence around the quotation that you have weighed (negated, asked …); a note says why.",
    "said_by": "Who claims it, where it is not the article: an id, {words: …}, or a list from speaker to mouthpiece.",
}
STATEMENT_TEXTS = {
    "evidence": "Several quotations instead of source and quote; those of one article are read together.",
    "denies": "true: this source says that the value is not so.",
    "as_of": "When it held, as the source has it (EDTF).",
    "from": "Since when it holds (EDTF).",
    "until": "Until when it held (EDTF).",
    "inferred": "The parts of the value that the quotation does not give; a note says where they come from.",
    "standing": "preferred or rejected, with a note; normal when absent.",
    "note": "What a reader must know to judge it.",
}
ARTICLE_TEXTS = {
    "title": "The title as published; block 0.",
    "publisher": "Who published it.",
    "author": "Who wrote it, or null.",
    "published": "When it was published (EDTF): 2018-10-23, or 2016-09-23~ for an inferred day.",
    "published_basis": "How the date is known; inferred needs published_note.",
    "published_note": "What an inferred date was inferred from.",
    "url": "Its address, http or https.",
    "archived_url": "The address of an archived copy, or null.",
    "genre": "What sort of text it is.",
    "rights": "withheld: the site shows a digest; full: the whole text may be published.",
    "blocks": "The kind of each block: d deck, p paragraph, h heading, q quotation, e embedded post.",
    "source_sha256": "The sha256 of the clean text in sources/, written by the import.",
    "budget": "The largest share of its words, in per cent, that the site may quote; 25 if not given.",
    "formerly": "Former ids of this article; their addresses lead here.",
    "lang": "Its language, as in en, de or pt-BR; that of the base, if not given.",
    "uncited": "Why a block (7, or 7-9) is not quoted by any statement.",
}


def described(properties: Mapping[str, Schema], texts: Mapping[str, str]) -> dict[str, Schema]:
    """Return properties, each with its description."""
    return {name: {"description": texts[name], **schema} for name, schema in properties.items()}


def mapping(properties: Mapping[str, Schema], required: Iterable[str] = ()) -> Schema:
    """Return the schema of a mapping with these keys and no others."""
    needed = {"required": list(required)} if required else {}
    return {"type": "object", "properties": dict(properties), "additionalProperties": False, **needed}


def one_of(names: Iterable[str]) -> Schema:
    """Return the schema of one of names; of any id where there is none yet."""
    known = list(names)
    return {"enum": known} if known else ID


def listed(item: Schema) -> Schema:
    """Return the schema of a list, for which a single value may stand."""
    return {"anyOf": [item, {"type": "array", "items": item}]}


def or_null(schema: Schema) -> Schema:
    """Return the schema that allows null too."""
    return {"anyOf": [schema, {"type": "null"}]}
