"""Translated records: records in; the same out, with each text that editors have written as another language has it.

Quotations, titles and the words of sources are other people's: they stay as they are in every language, and so does what
cannot be compared in words, such as dates and numbers. This is the one list of what can be translated: a catalogue is begun,
held against the originals and applied by it.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import TypeVar

from druzhba_kb.locales import Interface
from druzhba_kb.model import (
    Alias,
    Article,
    Attribute,
    Change,
    Claim,
    Entity,
    Evidence,
    Kind,
    OwnPage,
    Records,
    Statement,
)
from druzhba_kb.relate.page_markdown import heading_anchors
from druzhba_kb.report import Place

# The text of a part of a file, as 'summary' of 'entities/mills/old-mill.yml': what takes its place.
Ask = Callable[[Place, str, str], str]
Some = TypeVar("Some", str, str | None)
PARAGRAPHS = "\n\n"


def context_of(place: Place, part: str) -> str:
    """Return under which context a catalogue has the text of a part of a file."""
    return f"{place.file}: {part}"


def translated_into(records: Records, code: str) -> Records:
    """Return the records as the translations into a language have them; `untranslated` are the texts that they lack."""
    catalogue, lacking = records.translations[code], dict[str, str]()

    def translation(place: Place, part: str, text: str) -> str:
        context = context_of(place, part)
        if (context, text) not in catalogue.lines:
            lacking[text] = records.language or "en"
            return text
        return catalogue.messages.pgettext(context, text)

    found, is_latin = translated(records, translation), Interface(records.language or "en").is_latin
    # links are the same in all languages, and headings are not
    pages = {
        file: replace(page, anchors=heading_anchors(records.pages[file], is_latin))
        for file, page in found.pages.items()
    }
    return replace(found, pages=pages, untranslated=lacking, language=code)


def translated(records: Records, ask: Ask) -> Records:
    """Return the records with each text replaced by what `ask` returns for its file, its part and itself."""
    one = _Translation(ask, records.kinds)
    return replace(
        records,
        kinds={id: one.kind(kind) for id, kind in records.kinds.items()},
        entities={id: one.entity(entity) for id, entity in records.entities.items()},
        articles={id: one.article(article) for id, article in records.articles.items()},
        references={
            id: replace(reference, note=one.text(reference.place, "note", reference.note))
            for id, reference in records.references.items()
        },
        pages={file: one.page(page) for file, page in records.pages.items()},
        changes=tuple(map(one.change, records.changes)),
    )


@dataclass(frozen=True, slots=True)
class _Translation:
    ask: Ask
    kinds: Mapping[str, Kind]

    def text(self, place: Place, part: str, text: Some) -> Some:
        return self.ask(place, part, text) if text else text

    def kind(self, kind: Kind) -> Kind:
        place = kind.place
        figures = (
            replace(it, title=self.text(place, "title", it.title), note=self.text(place, "note", it.note))
            for it in kind.figures
        )
        return replace(
            kind,
            label=self.text(place, "label", kind.label),
            plural=self.text(place, "plural", kind.plural),
            summary=self.text(place, "summary", kind.summary),
            categories=tuple(self.text(place, "category", it) for it in kind.categories),
            attributes={name: self.attribute(place, one) for name, one in kind.attributes.items()},
            figures=tuple(figures),
        )

    def attribute(self, place: Place, one: Attribute) -> Attribute:
        return replace(
            one,
            label=self.text(place, "label", one.label),
            inverse=self.text(place, "inverse", one.inverse),
            unit=self.text(place, "unit", one.unit),
            only=tuple(self.text(place, "category", it) for it in one.only),
            option_names={it: self.text(place, "option", one.option_name(it)) for it in one.options},
        )

    def entity(self, entity: Entity) -> Entity:
        place = entity.place
        name = self.text(place, "name", entity.name)
        image = entity.image
        return replace(
            entity,
            name=name,
            category=self.text(self.kinds[entity.kind].place, "category", entity.category),
            summary=self.text(place, "summary", entity.summary),
            image=replace(image, alt=self.text(place, "alt", image.alt)) if image else None,
            aliases=(*self.former(entity, name), *(self.alias(place, it) for it in entity.aliases)),
            statements=tuple(self.statement(entity, it) for it in entity.statements),
            declared=tuple(replace(it, note=self.text(place, "note", it.note)) for it in entity.declared),
        )

    def former(self, entity: Entity, name: str) -> tuple[Alias, ...]:
        """Return the name in the language of the base, under which it stays known."""
        known = {name, *(alias.name for alias in entity.aliases)}
        return () if entity.name in known else (Alias(entity.name, None, None, None, None, None, False, entity.place),)

    def alias(self, place: Place, alias: Alias) -> Alias:
        return replace(alias, note=self.text(place, "note", alias.note))

    def statement(self, entity: Entity, one: Statement) -> Statement:
        return replace(
            one,
            note=self.text(entity.place, "note", one.note),
            claims=tuple(self.claim(entity, it) for it in one.claims),
            evidence=tuple(self.evidence(entity.place, it) for it in one.evidence),
        )

    def claim(self, entity: Entity, claim: Claim) -> Claim:
        attribute = self.kinds[entity.kind].attributes[claim.attribute]
        if attribute.type != "text":
            return claim
        return replace(claim, value=self.text(entity.place, "value", claim.value))

    def evidence(self, place: Place, item: Evidence) -> Evidence:
        return replace(item, note=self.text(place, "note", item.note))

    def article(self, article: Article) -> Article:
        place = article.place
        return replace(
            article,
            published_note=self.text(place, "published_note", article.published_note),
            body=tuple(
                replace(it, markdown=self.text(place, f"block {it.first}", it.markdown)) if it.is_written else it
                for it in article.body
            ),
            uncited={at: replace(it, text=self.text(place, "uncited", it.text)) for at, it in article.uncited.items()},
        )

    def page(self, page: OwnPage) -> OwnPage:
        place = page.place
        paragraphs = (self.text(place, "text", it) for it in page.body.markdown.strip().split(PARAGRAPHS))
        return replace(
            page,
            title=self.text(place, "title", page.title),
            section=self.text(place, "section", page.section),
            summary=self.text(place, "summary", page.summary),
            body=replace(page.body, markdown=PARAGRAPHS.join(paragraphs)),
        )

    def change(self, change: Change) -> Change:
        items = (
            replace(
                it,
                text=self.text(change.place, "text", it.text),
                reason=self.text(change.place, "reason", it.reason),
            )
            for it in change.items
        )
        return replace(
            change,
            title=self.text(change.place, "title", change.title),
            text=self.text(change.place, "text", change.text),
            items=tuple(items),
        )
