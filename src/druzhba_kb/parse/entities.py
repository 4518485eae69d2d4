"""Entities: documents in, entities with their names and statements out.

A statement's id is made of what it claims, by whom and on which words: links to it survive reordering, and do not survive
another claim.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterator

from druzhba_kb.fileformat import (
    CITATION,
    ENTITY,
    EVIDENCE,
    MARKS,
    QUOTATION,
    STATEMENT,
    TEXT_MARKS,
    WORDS,
    Form,
)
from druzhba_kb.folding import fold, nearest
from druzhba_kb.load import Document
from druzhba_kb.model import (
    Alias,
    Attribute,
    Citation,
    Claim,
    Declared,
    Entity,
    Evidence,
    Kind,
    Picture,
    Speaker,
    Statement,
)
from druzhba_kb.parse.fields import Fields
from druzhba_kb.report import Place, Report
from druzhba_kb.values import TYPES
from druzhba_kb.yaml_read import Listing, Node, Scalar, Table

ENCODER = json.JSONEncoder(ensure_ascii=False)
SIDES = re.compile(r"[0-9a-f]{12}")
# What a statement says beside its evidence.
OWN = Form(STATEMENT.what, tuple(key for key in STATEMENT.keys if key not in (*QUOTATION.keys, *CITATION.keys)))


def parse_entity(document: Document, kind: Kind, report: Report) -> Entity:
    """Return the entity of a document; its attributes are those of its kind."""
    fields = Fields(document.table, ENTITY, report)
    statements = [_Reader(one, document.id, kind).statement() for one in fields.each("statements")]
    read = fields.read()
    if (category := read["category"]) and category not in kind.categories:
        message = f"'{category}' is no category of {kind.plural.lower()}{nearest(category, list(kind.categories))}"
        fields.error("category", "bad-value", message)
    return Entity(
        **{**read, "name": read["name"] or document.id},
        id=document.id,
        kind=kind.id,
        image=_picture(fields.inner("image")),
        aliases=tuple(map(_alias, fields.each("aliases"))),
        statements=tuple(_without_repeats([s for s in statements if s], report)),
        declared=tuple(_all_declared(fields.each("disagreements"), kind)),
        place=document.table.place,
        places=fields.places,
    )


def _picture(fields: Fields | None) -> Picture | None:
    """Return the picture of an entity; one that lacks anything is a finding, and none."""
    read = fields.read() if fields else {}
    return Picture(**read, place=fields.place) if fields and all(read.values()) else None


def _without_repeats(statements: list[Statement], report: Report) -> list[Statement]:
    seen: dict[str, Statement] = {}
    for statement in statements:
        if statement.id in seen:
            line = seen[statement.id].place.line
            report.error(statement.place, "repeated-statement", f"this statement stands already in line {line}")
        seen.setdefault(statement.id, statement)
    return list(seen.values())


def _alias(fields: Fields) -> Alias:
    alias = Alias(**fields.read(), place=fields.place)
    if not alias.source and not alias.reference and not alias.note and not fields.unknown:
        message = f"the alias '{alias.name}' has neither a source nor a reference nor a note; expected one"
        fields.error(fields.place, "unsourced-alias", message)
    if bool(alias.reference) != bool(alias.entry):
        fields.error(fields.place, "missing-key", "'reference' and 'entry' stand together; expected both or neither")
    return alias


def _all_declared(given: list[Fields], kind: Kind) -> Iterator[Declared]:
    """Yield each declared disagreement; a second one about the same has no address of its own."""
    seen: dict[frozenset[str], int] = {}
    for fields in given:
        declared = _declared(fields, kind)
        about = frozenset(declared.about)
        if about and about in seen:
            names = ", ".join(declared.about)
            message = f"a disagreement about '{names}' stands already in line {seen[about]}; expected one note on both"
            fields.error(declared.place, "repeated-disagreement", message)
        else:
            seen[about] = declared.place.line
            yield declared


def _declared(fields: Fields, kind: Kind) -> Declared:
    declared = Declared(**fields.read(), place=fields.place)
    for name in declared.about:
        if name != "name" and name not in kind.attributes:
            message = f"{kind.plural.lower()} have no '{name}'{nearest(name, list(kind.attributes))}"
            fields.error("about", "unknown-attribute", message)
    if not declared.about:
        fields.error(fields.place, "missing-key", "a disagreement needs 'about', the attributes that it is about")
    if declared.sides and not SIDES.fullmatch(declared.sides):
        message = f"'{declared.sides}' is no digest of evidence; 'druzhba-kb check --accept' writes it"
        fields.error("sides", "bad-value", message)
    return declared


class _Reader:
    """Reads one statement."""

    def __init__(self, fields: Fields, entity: str, kind: Kind) -> None:
        self.fields = fields
        self.entity = entity
        self.kind = kind

    def statement(self) -> Statement | None:
        fields = self.fields
        claims = tuple(claim for claim in map(self._claim, fields.values) if claim)
        evidence, citations = self._all_evidence()
        if not claims and all(key in STATEMENT.names for key in fields.values):
            fields.error(fields.place, "no-attribute", f"this statement has no attribute of {self.kind.plural.lower()}")
        read = fields.read(OWN)
        if (read["inferred"] or read["standing"] != "normal") and not read["note"]:
            key = "inferred" if read["inferred"] else "standing"
            fields.error(key, "missing-note", f"'{key}' needs a 'note' that says why")
        if not claims or not (evidence or citations):
            return None
        return Statement(
            **{**read, "concerns": fields.placed("concerns")},
            id=self._id(claims, evidence, citations),
            claims=claims,
            evidence=evidence,
            citations=citations,
            place=fields.place,
        )

    def _claim(self, key: str) -> Claim | None:
        if key in STATEMENT.names:
            return None
        place = self.fields.places[key]
        attribute = self.kind.attributes.get(key)
        if attribute is None:
            attributes = list(self.kind.attributes)
            near = nearest(key, [*attributes, *STATEMENT.names]) or nearest(key, attributes)
            message = f"{self.kind.plural.lower()} have no '{key}'{near}"
            self.fields.error(place, "unknown-attribute", message)
            return None
        if attribute.column:
            there, by = attribute.column.kind, attribute.column.by
            message = (
                f"'{key}' is filled from '{attribute.column.attribute}' of {there}; "
                f"write it there, in the record whose '{by}' is '{self.entity}'"
            )
            self.fields.error(place, "derived-attribute", message)
            return None
        return self._value(attribute, self.fields.values[key], place)

    def _value(self, attribute: Attribute, node: Node, place: Place) -> Claim | None:
        if isinstance(node, Table):
            words = self._words(node, attribute.name)
            return Claim(attribute.name, None, words, place) if words else None
        if isinstance(node, Listing):
            message = f"a list stands for '{attribute.name}'; expected one value, and one statement for each"
            self.fields.error(node.place, "bad-shape", message)
            return None
        if attribute.type == "ref" and node.text.strip():  # a name in place of an id is told where the names are known
            return Claim(attribute.name, node.text.strip(), None, place)
        try:
            return Claim(attribute.name, TYPES[attribute.type].parse(node.text.strip(), attribute), None, place)
        except ValueError as error:
            self.fields.error(node.place, "bad-value", str(error))
            return None

    def _all_evidence(self) -> tuple[tuple[Evidence, ...], tuple[Citation, ...]]:
        fields = self.fields
        citations: list[Citation | None] = []
        if "evidence" in fields.values:
            for key in (*QUOTATION.names, *CITATION.names):
                if key in fields.values and key not in ("said_by", "origin"):
                    message = f"'{key}' stands beside 'evidence'; expected it in the list"
                    fields.error(fields.places[key], "doubled-evidence", message)
            tables = fields.tables("evidence")
            of_references = [table for table in tables if any(key.text == "reference" for key, _ in table.items)]
            citations = [self._citation(Fields(table, CITATION, self.fields.report)) for table in of_references]
            items = [Fields(table, EVIDENCE, self.fields.report) for table in tables if table not in of_references]
            found = [self._evidence(item, EVIDENCE) for item in items]
        elif "source" in fields.values or "quote" in fields.values:
            found = [self._evidence(fields, QUOTATION)]
        else:
            found = []
        if "reference" in fields.values or "entry" in fields.values:
            citations.append(self._citation(fields))
        if citations and not found:
            self._check_alone()
        if not found and not citations:
            fields.error(fields.place, "no-evidence", "this statement has no evidence; expected 'source' and 'quote'")
        return tuple(item for item in found if item), tuple(item for item in citations if item)

    def _check_alone(self) -> None:
        """Report what is said of a quotation where a reference is the only evidence."""
        for key in ("block", "context", "said_by", "origin", "inferred"):
            if key in self.fields.values:
                message = f"'{key}' is about a quotation, and a reference has none; expected it beside 'source'"
                self.fields.error(self.fields.places[key], "not-by-reference", message)

    def _citation(self, fields: Fields) -> Citation | None:
        read = fields.read(CITATION)
        return Citation(**read, place=fields.at("reference")) if read["reference"] and read["entry"] else None

    def _evidence(self, fields: Fields, form: Form) -> Evidence | None:
        read = fields.read(form)
        if not read["article"] or not read["quote"]:
            return None
        known = [*MARKS, *TEXT_MARKS]
        for mark in (mark for mark in read["context"] if mark not in known):
            fields.error("context", "bad-value", f"'{mark}' is no mark of context{nearest(mark, known)}")
        for key in ("context", "inferred"):
            if read.get(key) and not read.get("note") and not self.fields.text("note"):
                fields.error(key, "missing-note", f"'{key}' needs a 'note' that says why")
        origins = self._speakers(fields, "origin") or self._speakers(self.fields, "origin")
        return Evidence(
            **read,
            said_by=self._speakers(fields, "said_by") or self._speakers(self.fields, "said_by"),
            origin=origins[0] if origins else None,
            place=fields.at("quote"),
            article_place=fields.at("source"),
        )

    def _speakers(self, fields: Fields, key: str) -> tuple[Speaker, ...]:
        return tuple(speaker for node in fields.nodes(key) if (speaker := self._speaker(node, key)))

    def _speaker(self, node: Node, key: str) -> Speaker | None:
        if isinstance(node, Scalar) and node.text.strip():
            return Speaker(node.text.strip(), None, node.place)
        if isinstance(node, Table):
            words = self._words(node, key)
            return Speaker(None, " ".join(words.split()), node.place) if words else None
        self.fields.error(node.place, "bad-speaker", "a speaker is an id, or {words: …} for one who is no entity")
        return None

    def _words(self, table: Table, key: str) -> str | None:
        """Return the source's own words, which stand for the value of a key."""
        return Fields(table, WORDS.called(f"'{key}'"), self.fields.report).text("words", required=True)

    def _id(self, claims: tuple[Claim, ...], evidence: tuple[Evidence, ...], citations: tuple[Citation, ...]) -> str:
        """Return an id made of what is claimed, by whom and on which words, so that it survives reordering."""
        content = [
            self.entity,
            sorted([claim.attribute, claim.value, claim.words] for claim in claims),
            sorted([e.article, fold(e.quote), e.block or 0, [s.id or s.words for s in e.said_by]] for e in evidence),
            self.fields.text("denies") == "true",
            *(sorted([one.reference, one.entry] for one in citations)),
        ]
        return hashlib.sha256(ENCODER.encode(content).encode()).hexdigest()[:10]
