"""Proof packets: a record in, one file of data and one page out that prove its quotations to whoever has nothing else.

A quotation is held by hashes up to the root of its article, which nobody without the text can make. All the rest, values and
speakers too, is held by the digest of the file, which the site publishes apart: here must stand no digest of the file itself.
A packet follows from the content, the theme and the version alone, so that whoever makes it anew gets the same bytes.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from importlib.resources import files
from typing import Any

from druzhba_kb import __version__
from druzhba_kb.locales import gettext, spoken
from druzhba_kb.model import Alias, Article, Disagreement, Entity, Evidence, Statement
from druzhba_kb.render.exports.data import PLAIN, Json, exported_disagreement, exported_reference, row_of
from druzhba_kb.render.markdown import Markdown
from druzhba_kb.render.page_model import Page, block_label
from druzhba_kb.render.site_index import SiteIndex
from druzhba_kb.render.templates import Templates
from druzhba_kb.render.views.attributions import attributions_of, in_words
from druzhba_kb.render.views.disputes_page import Dispute, every_dispute
from druzhba_kb.render.views.evidence import negated, show_claim, show_date, show_period, source_of

FORMAT = 1
VERIFIER, SCHEMA = "verify.py", "packet.schema.json"
OF_A_VALUE = ("id", "attribute", "value", "words")  # keys of a row; the others are the statement's


@dataclass(frozen=True, slots=True)
class PackedRecord:
    """What a packet is about: its sort, its id, which names the files, its name, its page, and what it holds."""

    type: str
    id: str
    name: str
    page: str
    statements: tuple[tuple[Entity, Statement], ...]
    aliases: tuple[tuple[Entity, Alias], ...]
    disagreements: tuple[tuple[Entity, Disagreement, Dispute], ...] = ()


def packed_records(index: SiteIndex, record: Entity | Article) -> Iterator[PackedRecord]:
    """Yield what packets there are of an entity, that of each of its disagreements too, or of an article; none of a draft."""
    if record.draft:
        return
    if isinstance(record, Article):
        yield _of_article(index, record)
        return
    pairs = zip(index.disagreements.get(record.id, ()), every_dispute(index, record, ""), strict=True)
    disagreements = tuple((record, *pair) for pair in pairs)
    statements = tuple((record, one) for one in record.statements)
    aliases = tuple((record, one) for one in record.aliases)
    yield PackedRecord("entity", record.id, record.name, record.page, statements, aliases, disagreements)
    yield from (_of_disagreement(*one) for one in disagreements)


def _of_article(index: SiteIndex, article: Article) -> PackedRecord:
    """Return what rests on an article, with its own quotations alone."""
    statements = tuple(
        (entity, replace(one, evidence=tuple(item for item in one.evidence if item.article == article.id)))
        for entity, one in index.quoted.get(article.id, ())
    )
    named = (index.heads[id] for id in dict.fromkeys(index.named.get(article.id, ())))
    aliases = tuple((entity, one) for entity in named for one in entity.aliases if one.source == article.id)
    return PackedRecord("article", article.id, article.title, article.page, statements, aliases)


def _of_disagreement(entity: Entity, one: Disagreement, shown: Dispute) -> PackedRecord:
    statements = tuple((entity, each) for each in entity.statements if each.id in one.statements)
    values = {position.value for position in one.positions} if one.type == "name" else set()
    aliases = tuple((entity, alias) for alias in entity.aliases if alias.name in values)
    name, page = f"{entity.name}: {shown.label}", f"{entity.page}#{shown.anchor}"
    return PackedRecord("disagreement", shown.id, name, page, statements, aliases, ((entity, one, shown),))


def packet_data(index: SiteIndex, record: PackedRecord, site: Mapping[str, str]) -> Json:
    """Return a packet as plain data, as `packet.schema.json` promises it."""
    statements = [_statement(index, *one) for one in record.statements]
    names = [_name(index, *one) for one in record.aliases]
    quotations = dict.fromkeys(
        (item["article"], item["quote"], item["block"]) for one in (*statements, *names) for item in one["evidence"]
    )
    works = dict.fromkeys(cited["reference"] for one in (*statements, *names) for cited in one["citations"])
    articles = index.dated({record.id, *(id for id, *_ in quotations)})
    return {
        "packet": FORMAT,
        "generator": f"druzhba-kb {__version__}",
        "site": site.get("site_name") or "",
        "license": site.get("license") or None,
        "record": {"type": record.type, "id": record.id, "name": record.name, "page": record.page},
        "statements": statements,
        "names": names,
        "disagreements": [_disagreement(*one) for one in record.disagreements],
        "articles": [_article(one, [rest for id, *rest in quotations if id == one.id]) for one in articles],
        "references": [exported_reference(index.kb.records.references[id]) for id in works],
    }


def _statement(index: SiteIndex, entity: Entity, statement: Statement) -> Json:
    rows = [row_of(index.kb, statement, claim) for claim in statement.claims]
    shown = [show_claim(index, entity, claim, entity.page, statement) for claim in statement.claims]
    said = {key: value for key, value in rows[0].items() if key not in (*OF_A_VALUE, "group")}
    evidence = zip(said["evidence"], statement.evidence, strict=True)
    return {
        "id": statement.id,
        "entity": entity.id,
        "name": entity.name,
        "values": [
            {**{key: row[key] for key in OF_A_VALUE}, "label": one.label, "text": one.text}
            for row, one in zip(rows, shown, strict=True)
        ],
        **said,
        "evidence": [{**item, **_in_words(index, statement, one)} for item, one in evidence],
    }


def _in_words(index: SiteIndex, statement: Statement, item: Evidence) -> Json:
    """Return as a reader has it when something is so, who says it, and in which block."""
    by, place = in_words(attributions_of(index, [item], "")[0]), source_of(index, item, "").block
    return {"when": show_period(statement, item.as_of or statement.as_of), "by": by, "place": place}


def _name(index: SiteIndex, entity: Entity, alias: Alias) -> Json:
    """Return another name of an entity in the shape of a statement."""
    evidence = []
    if alias.source and alias.found:
        article, at = index.article(alias.source), alias.found[0]
        quoted = {"article": article.id, "block": at, "quote": alias.quotation}
        evidence = [{**quoted, "by": index.labels[article.id], "place": block_label(article, at)}]
    value = {
        "id": None,
        "attribute": "name",
        "value": alias.name,
        "words": None,
        "label": gettext("Name"),
        "text": alias.name,
    }
    citations = [{"reference": alias.reference, "entry": alias.entry or ""}] if alias.reference else []
    about = {"entity": entity.id, "name": entity.name, "values": [value], "denies": False, "note": alias.note}
    return {**about, "evidence": evidence, "citations": citations}


def _disagreement(entity: Entity, one: Disagreement, shown: Dispute) -> Json:
    sides = [[negated(value.text, value.denies) for value in side.values] for side in shown.sides]
    return {**exported_disagreement(one, entity), "label": shown.label, "sides": sides}


def _article(article: Article, quotations: Iterable[Sequence[Any]]) -> Json:
    """Return an article with its root, what leads up to it, and the quotations from it."""
    seals = article.seals if article.rights != "full" else None
    about = ("id", "title", "publisher", "author", "published", "genre", "url", "rights")
    return {
        **{key: getattr(article, key) for key in about},
        "day": show_date(article.published),
        "root": seals.commitment if seals else None,
        "reader": seals.version if seals else None,
        "blocks": [[seals.lengths[at], root.hex()] for at, root in seals.roots.items()] if seals else [],
        "quotations": [_quotation(article, quote, block) for quote, block in quotations],
    }


def _quotation(article: Article, quote: str, block: int) -> Json:
    """Return a quotation with what proves it: its words, opened; of a text that may be published, the block itself."""
    text = article.text[block].text if article.rights == "full" and article.text else None
    proofs = article.seals.proofs(quote) if article.seals and text is None else ()
    return {"quote": quote, "block": block, "text": text, "places": [one for one in proofs if one["block"] == block]}


def packet_files(data: Json, templates: Templates) -> list[Page]:
    """Return a packet as a page that holds its data too, and as data; no page, and a finding, of a bad template."""
    # so that nothing in it ends the element of the page around it
    text = f"{PLAIN.encode(data)}\n".replace("<", "\\u003c")
    name = f"{data['record']['id']}.packet"
    shown = {"packet": data, "data": Markdown(text), "verifier": VERIFIER, "interface": spoken()}
    return [*templates.file(f"{name}.html", "packet.html.j2", **shown), Page(f"{name}.json", text)]


def digest_list(pages: Iterable[Page]) -> str:
    """Return the digests of files as `sha256sum` writes and reads them."""
    return "".join(f"{page.digest}  {page.path}\n" for page in pages)


def digests(index: SiteIndex, record: Entity | Article, site: Mapping[str, str], templates: Templates) -> str:
    """Return the digests of the packets of a record, as a site publishes them; '' for a draft."""
    data = (packet_data(index, one, site) for one in packed_records(index, record))
    return digest_list(page for one in data for page in packet_files(one, templates))


def verifier_files() -> Iterator[Page]:
    """Yield the program that checks a packet, and the schema of one, as a site publishes them."""
    here = files(__package__)
    for name, source in ((VERIFIER, "packet_verifier.py"), (SCHEMA, SCHEMA)):
        yield Page(f"data/{name}", (here / source).read_text("utf-8"))
