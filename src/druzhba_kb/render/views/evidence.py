"""Evidence: claims and quotations in, what a reader sees of them out: values, footnotes, sources and who speaks.

Every page shows values in these forms, so that none is ever shown without a way to its words. A quotation is given as
it stands, with its article, its block, what we say of that block, and its chain of speakers; no voice is left out. The
link out leads to the publisher's own page at the quoted words, or nowhere. Where no value is recorded, a page says of an article
that it does not give one only if somebody read it for that; what cannot be asked of such a thing is not missed.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from urllib.parse import quote as percent

from druzhba_kb.locales import N_, gettext
from druzhba_kb.locales.formats import commas, within
from druzhba_kb.model import Alias, Attribute, Claim, Entity, Evidence, Statement
from druzhba_kb.relate.voices import voice_of
from druzhba_kb.render.markdown import Markdown, digest_html
from druzhba_kb.render.page_model import Link, block_label, href, is_web, link_to
from druzhba_kb.render.site_index import NAME, SiteIndex
from druzhba_kb.render.views.attributions import Voice, Voices, speakers_of, voices_of
from druzhba_kb.values import TYPES, is_inferred

DATE = Attribute(name="date", label="Date", type="date")


@dataclass(frozen=True, slots=True)
class ShownValue:
    """A value as people read it: its attribute's label, the text or the source's words, and where it leads.

    `lang` is the language of the source's words, or of words of ours that are not translated, where it is another than
    that of the site.
    """

    label: str
    text: str
    words: bool
    denies: bool
    href: str | None
    lang: str = ""


@dataclass(frozen=True, slots=True)
class Source:
    """Where a quotation stands: the article, the block, the publisher's page at the quoted words, and who speaks.

    `voice` is article, opinion or speaker, and `lang` the article's language, where it is another than that of the base.
    """

    voice: str
    article: str
    block: str
    href: str
    outward: str | None
    voices: tuple[Voice, ...]
    lang: str


@dataclass(frozen=True, slots=True)
class Quote:
    """A quotation with its source, the way to its footnote, and whether part of the value is inferred or all rejected."""

    quote: str
    source: Source
    evidence: str
    inferred: bool
    rejected: bool = False


@dataclass(frozen=True, slots=True)
class StatedValue:
    """A value with its voices, whether part of it is inferred, and the way to its first footnote."""

    shown: ShownValue
    inferred: bool
    voices: Voices
    evidence: str


@dataclass(frozen=True, slots=True)
class Footnote:
    """One numbered piece of evidence: what is claimed, in which words, where they stand, and what we say of that block.

    `anchor` is nothing where the page shows it a second time, or where it stands on the page of another record, its `home`;
    `retold` is whether the page has shown before what we say of the block.
    """

    number: int
    anchor: str
    href: str
    home: Link | None
    cited: Evidence
    claims: tuple[ShownValue, ...]
    quote: str
    source: Source
    genre: str
    digest: tuple[Markdown, ...]
    retold: bool
    inferred: str
    weighed: str
    paraphrase: bool
    when: str
    standing: str
    notes: tuple[str, ...]


def show_claim(index: SiteIndex, entity: Entity, claim: Claim, here: str, statement: Statement) -> ShownValue:
    """Return a claim of a statement as it is shown on the page here."""
    attribute, lang = index.attribute(entity, claim.attribute), index.language_of(statement)
    return show_value(index, attribute, claim.value, claim.words, here, statement.denies, lang)


def show_value(
    index: SiteIndex,
    attribute: Attribute,
    value: str | None,
    words: str | None,
    here: str,
    denies: bool = False,
    lang: str = "",
) -> ShownValue:
    """Return a value, or the source's words in a language where there is none, as it is shown on the page here."""
    if value is None:
        return ShownValue(attribute.label, words or "", True, denies, None, lang)
    if attribute.type == "ref":
        entity = index.heads.get(value)
        name, to = (entity.name, href(here, entity.page)) if entity else (value, None)
        return ShownValue(attribute.label, name, False, denies, to)
    text = value if attribute is NAME else TYPES[attribute.type].show(value, attribute)
    to = value if attribute.type == "url" and is_web(value) else None
    return ShownValue(attribute.label, text, False, denies, to, index.original(text))


def negated(text: str, denies: bool) -> str:
    """Return a value in words, with the word that denies it where a source does."""
    return gettext("not {value}").format(value=text) if denies else text


def stated_values(
    index: SiteIndex, entity: Entity, stated: Iterable[tuple[Statement, Claim]], here: str
) -> dict[StatedValue, tuple[Statement, ...]]:
    """Return each value of some claims once, as it is shown on the page here, with the statements that give it."""
    giving: dict[ShownValue, list[tuple[Statement, Attribute]]] = {}
    for statement, claim in stated:
        shown = show_claim(index, entity, claim, here, statement)
        giving.setdefault(shown, []).append((statement, index.attribute(entity, claim.attribute)))
    return {stated_value(index, shown, those, here): tuple(s for s, _ in those) for shown, those in giving.items()}


def stated_value(
    index: SiteIndex, shown: ShownValue, stated: Sequence[tuple[Statement, Attribute]], here: str
) -> StatedValue:
    """Return a value with the voices of the statements that give it, each with the attribute that it fills."""
    first = stated[0][0]
    return StatedValue(
        shown=shown,
        inferred=all(is_inferred(s.inferred_everywhere, index.stated_as(attribute)) for s, attribute in stated),
        voices=voices_of(index, [item for statement, _ in stated for item in statement.evidence], here),
        evidence=evidence_link(index.home(first), first, here),
    )


def show_date(value: str | None) -> str:
    """Return an EDTF date as people read it, or nothing where there is none."""
    return TYPES["date"].show(value, DATE) if value else ""


def show_period(statement: Statement, as_of: str | None, form: str = N_("as of {date}")) -> str:
    """Return when a statement holds, as of a time of its evidence, which stands in `form`."""
    parts = ((form, as_of), (N_("from {date}"), statement.since), (N_("until {date}"), statement.until))
    return commas(gettext(form).format(date=show_date(value)) for form, value in parts if value)


def anchor_of(statement: str, number: int) -> str:
    """Return the anchor of the evidence of the statement with an id on its entity's page, counted from 1."""
    return f"e-{statement}-{number}"


def evidence_link(entity: Entity, statement: Statement, here: str, number: int = 1) -> str:
    """Return the way from the page here to a statement's evidence on the entity's page."""
    return href(here, entity.page, anchor_of(statement.id, number))


def one_of_each_voice(quotes: Iterable[Quote]) -> tuple[Quote, ...]:
    """Return the first quotation of each voice in each article."""
    first: dict[tuple[object, object], Quote] = {}
    for quote in quotes:
        first.setdefault((quote.source.article, quote.source.voices), quote)
    return tuple(first.values())


def quotes_of(index: SiteIndex, statement: Statement, attribute: Attribute, here: str) -> Iterator[Quote]:
    """Yield the quotations that a statement on an attribute rests on, with the way to its footnotes at its home."""
    for number, evidence in enumerate(statement.evidence, 1):
        source = source_of(index, evidence, here)
        inferred = is_inferred(statement.inferred_in(evidence.article), index.stated_as(attribute))
        link = evidence_link(index.home(statement), statement, here, number)
        yield Quote(evidence.quote, source, link, inferred, statement.standing == "rejected")


def source_of(index: SiteIndex, evidence: Evidence, here: str) -> Source:
    """Return where a quotation stands."""
    article = index.article(evidence.article)
    block = evidence.quoted_block
    return Source(
        voice=voice_of(article, evidence),
        article=index.labels[article.id],
        block="" if block is None else block_label(article, block),
        href=href(here, article.page, "" if block is None else f"b{block}"),
        outward=_outward(article.url, evidence.quote),
        voices=speakers_of(index, evidence.said_by, here),
        lang=index.foreign(article.lang),
    )


def alias_source(index: SiteIndex, alias: Alias, here: str) -> Source | None:
    """Return where a name stands, or None where no article has it."""
    if not alias.source or alias.source not in index.kb.records.articles:
        return None
    quoted = Evidence(alias.source, alias.quotation, None, (), alias.place, alias.place, found=alias.found)
    return source_of(index, quoted, here)


def _outward(url: str | None, quote: str) -> str | None:
    """Return the publisher's page at the quoted words; a dash or comma of theirs must not be read as syntax."""
    if not url or not is_web(url):
        return None
    # As in "well-known, at Old Harbour": browsers take "-," for the end of a prefix, and "," for that of a range.
    text = percent(" ".join(quote.split()), safe="").replace("-", "%2D")
    # After the fragment, where the address has one already.
    return f"{url}{':' if '#' in url else '#:'}~:text={text}"


def footnote(index: SiteIndex, statement: Statement, at: int, here: str, known: Iterable[Footnote]) -> Footnote:
    """Return a quotation of a statement, counted from 1, as the page here shows it after what it is `known` to show."""
    home, item = index.home(statement), statement.evidence[at - 1]
    attributes, article = index.kind(home).attributes, index.article(item.article)
    inferred = dict.fromkeys((*statement.inferred, *item.inferred))
    elsewhere, link = home.page != here, evidence_link(home, statement, here, at)
    numbers = {one.href: one.number for one in known}
    block = (item.article, item.quoted_block)
    return Footnote(
        number=numbers.get(link, len(numbers) + 1),
        anchor="" if link in numbers or elsewhere else anchor_of(statement.id, at),
        href=link,
        home=link_to(home, here, anchor=anchor_of(statement.id, at)) if elsewhere else None,
        cited=item,
        claims=tuple(show_claim(index, home, claim, here, statement) for claim in statement.claims),
        quote=item.quote,
        source=source_of(index, item, here),
        genre=article.genre or "",
        digest=digest_html(index, article, item.quoted_block, here),
        retold=any(block == (one.cited.article, one.cited.quoted_block) for one in known),
        # A component of the value, such as the year, or the label of a whole attribute.
        inferred=commas(within(attributes[one].label) if one in attributes else gettext(one) for one in inferred),
        weighed=commas(map(gettext, item.context)),
        paraphrase=any(is_paraphrase(attributes[claim.attribute], claim) for claim in statement.claims),
        when=show_period(statement, item.as_of or statement.as_of),
        standing="" if statement.standing == "normal" else statement.standing,
        notes=tuple(dict.fromkeys(note for note in (statement.note, item.note) if note)),
    )


def is_paraphrase(attribute: Attribute, claim: Claim) -> bool:
    """Whether a value is in our own words."""
    return claim.words is None and attribute.type == "text"


@dataclass(frozen=True, slots=True)
class Silence:
    """Whether an attribute can be asked of an entity, and the articles that were read for it and do not give it.

    `rejected` is whether an article says something of it that the editors reject, so that something is recorded after all.
    """

    asked: bool
    absent: tuple[Link, ...]
    rejected: bool = False


def silence_on(index: SiteIndex, entity: Entity, attribute: Attribute, here: str) -> Silence:
    """Return what the page here says of an attribute of an entity where it shows no value."""
    absent = index.dated(index.absent.get((entity.id, attribute.name), ()))
    links = tuple(index.article_link(article.id, here) for article in absent)
    rejected = (statement for statement in entity.statements if statement.standing == "rejected")
    named = any(claim.attribute == attribute.name for statement in rejected for claim in statement.claims)
    return Silence(attribute.is_asked_of(entity.category), links, named)
