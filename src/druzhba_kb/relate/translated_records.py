"""Translated records: records in; the same out, with each text that editors have written as another language has it.

Quotations, titles and the words of sources are other people's: they stay as they are in every language, and so does what
cannot be compared in words, such as dates and numbers. This is the one list of what can be translated: a catalogue is begun,
held against the originals and applied by it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
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
    Kind,
    OwnPage,
    Passage,
    Records,
    Statement,
)
from druzhba_kb.relate.page_markdown import heading_anchors
from druzhba_kb.report import Place

# The text of a part of a file, as 'summary' of 'entities/mills/old-mill.yml': what takes its place.
Ask = Callable[[Place, str, str], str]
Some = TypeVar("Some", str, str | None)
Noun = TypeVar("Noun")
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
        references={id: one.parts(reference.place, reference, "note") for id, reference in records.references.items()},
        pages={file: one.page(page) for file, page in records.pages.items()},
        changes=tuple(map(one.change, records.changes)),
    )


@dataclass(frozen=True, slots=True)
class _Translation:
    ask: Ask
    kinds: Mapping[str, Kind]

    def text(self, place: Place, part: str, text: Some) -> Some:
        return self.ask(place, part, text) if text else text

    def parts(self, place: Place, one: Noun, *names: str) -> Noun:
        """Return a noun with its fields of these names translated, each as the part that is called like it."""
        said = {name: self.text(place, name, getattr(one, name)) for name in names}
        return replace(one, **said)  # type: ignore[type-var]

    def each(self, place: Place, part: str, texts: Iterable[str]) -> tuple[str, ...]:
        return tuple(self.text(place, part, text) for text in texts)

    def kind(self, kind: Kind) -> Kind:
        place = kind.place
        return replace(
            self.parts(place, kind, "label", "plural", "summary"),
            categories=self.each(place, "category", kind.categories),
            attributes={name: self.attribute(place, one) for name, one in kind.attributes.items()},
            figures=tuple(self.parts(place, it, "title", "note") for it in kind.figures),
        )

    def attribute(self, place: Place, one: Attribute) -> Attribute:
        return replace(
            self.parts(place, one, "label", "inverse", "unit"),
            only=self.each(place, "category", one.only),
            option_names={it: self.text(place, "option", one.option_name(it)) for it in one.options},
        )

    def entity(self, entity: Entity) -> Entity:
        place = entity.place
        name = self.text(place, "name", entity.name)
        return replace(
            entity,
            name=name,
            category=self.text(self.kinds[entity.kind].place, "category", entity.category),
            summary=self.text(place, "summary", entity.summary),
            image=self.parts(place, entity.image, "alt") if entity.image else None,
            aliases=(*self.former(entity, name), *(self.parts(place, it, "note") for it in entity.aliases)),
            statements=tuple(self.statement(entity, it) for it in entity.statements),
            declared=tuple(self.parts(place, it, "note") for it in entity.declared),
        )

    def former(self, entity: Entity, name: str) -> tuple[Alias, ...]:
        """Return the name in the language of the base, under which it stays known."""
        known = {name, *(alias.name for alias in entity.aliases)}
        return () if entity.name in known else (Alias(entity.name, None, None, None, None, None, False, entity.place),)

    def statement(self, entity: Entity, one: Statement) -> Statement:
        return replace(
            self.parts(entity.place, one, "note"),
            claims=tuple(self.claim(entity, it) for it in one.claims),
            evidence=tuple(self.parts(entity.place, it, "note") for it in one.evidence),
        )

    def claim(self, entity: Entity, claim: Claim) -> Claim:
        attribute = self.kinds[entity.kind].attributes[claim.attribute]
        return self.parts(entity.place, claim, "value") if attribute.type == "text" else claim

    def passage(self, place: Place, one: Passage) -> Passage:
        text = self.text(place, f"block {one.first}", one.markdown) if one.is_written else one.markdown
        return replace(one, markdown=text)

    def article(self, article: Article) -> Article:
        place = article.place
        return replace(
            self.parts(place, article, "published_note"),
            body=tuple(self.passage(place, it) for it in article.body),
            uncited={at: replace(it, text=self.text(place, "uncited", it.text)) for at, it in article.uncited.items()},
        )

    def page(self, page: OwnPage) -> OwnPage:
        place = page.place
        paragraphs = page.body.markdown.strip().split(PARAGRAPHS)
        return replace(
            self.parts(place, page, "title", "section", "summary"),
            body=replace(page.body, markdown=PARAGRAPHS.join(self.each(place, "text", paragraphs))),
        )

    def change(self, change: Change) -> Change:
        return replace(
            self.parts(change.place, change, "title", "text"),
            items=tuple(self.parts(change.place, it, "text", "reason") for it in change.items),
        )
