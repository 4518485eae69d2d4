"""Evidence: an entity's statements in, the numbered list of its quotations out, dissent first."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import quote as percent

from druzhba_kb.model import BLOCK_KINDS, Alias, Article, Claim, Disagreement, Entity, Evidence, Speaker, Statement
from druzhba_kb.render.page_model import href
from druzhba_kb.render.shown import Shown, show_claim, show_date
from druzhba_kb.render.site_index import SiteIndex


@dataclass(frozen=True, slots=True)
class Voice:
    """One link in the chain of those who say it."""

    name: str
    href: str | None


@dataclass(frozen=True, slots=True)
class Source:
    """Where a quotation stands: the article, the block, who speaks, and the publisher's page at the quoted words."""

    article: str
    block: str
    href: str
    outward: str | None
    voices: tuple[Voice, ...]


@dataclass(frozen=True, slots=True)
class Item:
    """One numbered footnote: what is claimed, in which words, and where they stand."""

    number: int
    anchor: str
    article: str
    claims: tuple[Shown, ...]
    quote: str
    source: Source
    inferred: str
    weighed: str
    paraphrase: bool
    when: str
    standing: str
    note: str | None
    statement: str


@dataclass(frozen=True, slots=True)
class Group:
    """The footnotes about one attribute."""

    label: str
    contested: bool
    items: tuple[Item, ...]


def anchor(statement: Statement, index: int) -> str:
    """Return the anchor of a statement's evidence on the entity's page, counted from 1."""
    return f"e-{statement.id}-{index}"


def evidence_groups(cat: SiteIndex, entity: Entity, here: str) -> tuple[Group, ...]:
    """Return the evidence of an entity: each statement once, under its most contested attribute, dissent first."""
    groups: list[Group] = []
    number = 1
    for label, contested, statements in _partition(cat, entity):
        items = tuple(_items(cat, entity, statements, here, number))
        number += len(items)
        if items:
            groups.append(Group(label, contested, items))
    return tuple(groups)


def source_of(cat: SiteIndex, evidence: Evidence, here: str) -> Source:
    """Return where a quotation stands."""
    article = cat.article(evidence.article)
    block = evidence.quoted_block
    return Source(
        article=cat.labels[article.id],
        block="" if block is None else block_label(article, block),
        href=href(here, article.page, "" if block is None else f"b{block}"),
        outward=outward(article.url, evidence.quote),
        voices=tuple(_voice(cat, speaker, here) for speaker in evidence.said_by),
    )


def alias_source(cat: SiteIndex, alias: Alias, here: str) -> Source:
    """Return where a name stands."""
    quoted = Evidence(alias.source or "", alias.quote or alias.name, None, (), alias.place, alias.place)
    return source_of(cat, quoted, here)


def block_label(article: Article, block: int) -> str:
    """Return how a block is called: its number, and its kind where it is no paragraph."""
    if block == 0:
        return "title"
    kind = BLOCK_KINDS.get(article.blocks[block - 1 : block], "")
    return f"¶{block}" if kind in {"", "paragraph"} else f"¶{block}, {kind}"


def outward(url: str | None, quote: str) -> str | None:
    """Return the publisher's page at the quoted words; a dash or comma of theirs must not be read as syntax."""
    if not url or not url.startswith(("https://", "http://")):
        return None
    text = percent(" ".join(quote.split()), safe="").replace("-", "%2D")
    return f"{url}{':' if '#' in url else '#:'}~:text={text}"


def _voice(cat: SiteIndex, speaker: Speaker, here: str) -> Voice:
    entity = cat.kb.records.entities.get(speaker.id or "")
    if entity is None:
        return Voice(speaker.words or speaker.id or "", None)
    return Voice(entity.name, href(here, entity.page))


def _partition(cat: SiteIndex, entity: Entity) -> Iterator[tuple[str, bool, list[Statement]]]:
    placed: set[str] = set()
    for disagreement in cat.disagreements.get(entity.id, ()):
        members = {name for position in disagreement.positions for name in position.statements} - placed
        yield _about(cat, entity, disagreement), True, [s for s in entity.statements if s.id in members]
        placed |= members
    for attribute in cat.kind(entity).attributes.values():
        rest = [s for s in entity.statements if s.id not in placed and s.claims[0].attribute == attribute.name]
        yield attribute.label, False, rest


def _about(cat: SiteIndex, entity: Entity, disagreement: Disagreement) -> str:
    return ", ".join(cat.attribute(entity, name).label for name in disagreement.about)


def _items(cat: SiteIndex, entity: Entity, statements: list[Statement], here: str, number: int) -> Iterator[Item]:
    for statement in statements:
        for index, evidence in enumerate(statement.evidence, 1):
            yield _item(cat, entity, statement, evidence, index, here, number)
            number += 1


def _item(
    cat: SiteIndex, entity: Entity, statement: Statement, evidence: Evidence, index: int, here: str, number: int
) -> Item:
    return Item(
        number=number,
        anchor=anchor(statement, index),
        article=evidence.article,
        claims=tuple(show_claim(cat, entity, claim, here, denies=statement.denies) for claim in statement.claims),
        quote=evidence.quote,
        source=source_of(cat, evidence, here),
        inferred=", ".join(_component(cat, entity, name) for name in statement.inferred),
        weighed=", ".join(evidence.context),
        paraphrase=any(_is_paraphrase(cat, entity, claim) for claim in statement.claims),
        when=_when(statement),
        standing="" if statement.standing == "normal" else statement.standing,
        note=statement.note,
        statement=statement.id,
    )


def _component(cat: SiteIndex, entity: Entity, name: str) -> str:
    """Return what is inferred: a component of a value, or the label of a whole attribute."""
    attribute = cat.kind(entity).attributes.get(name)
    return name if attribute is None else attribute.label.lower()


def _is_paraphrase(cat: SiteIndex, entity: Entity, claim: Claim) -> bool:
    return claim.words is None and cat.attribute(entity, claim.attribute).type == "text"


def _when(statement: Statement) -> str:
    parts = (("as of", statement.as_of), ("from", statement.since), ("until", statement.until))
    return ", ".join(f"{word} {show_date(value)}" for word, value in parts if value)
