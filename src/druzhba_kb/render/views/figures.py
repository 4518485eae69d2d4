"""Figures: what kinds declare to be drawn in, each figure out: its drawings, the same in words, and how it can be taken away.

A number is never drawn without who gives it and how it is put, and what may mean something else stands apart. A record of which
nothing is recorded has its row too, since a figure without it would look complete.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from druzhba_kb.locales import formats, gettext, ngettext
from druzhba_kb.model import Attribute, Claim, Entity, Figure, Kind, Statement
from druzhba_kb.render.drawings import figure_charts as charts
from druzhba_kb.render.drawings.drawing import Drawing
from druzhba_kb.render.exports.table import Row, yes_or_no
from druzhba_kb.render.page_model import EMBED, Link, href, link_to
from druzhba_kb.render.site_index import Contest, SiteIndex, cited_claims, contest_of, kind_link, stated_claims
from druzhba_kb.render.views.attributions import named_column, said_in, voices_of
from druzhba_kb.render.views.disputes_page import Side, between, dispute_anchor
from druzhba_kb.render.views.evidence import (
    Quote,
    Source,
    evidence_link,
    negated,
    one_of_each_voice,
    quotes_of,
    show_claim,
    silence_on,
)
from druzhba_kb.render.views.index_pages import years_of
from druzhba_kb.render.views.reference_pages import CitedEntry, entries_of
from druzhba_kb.values import TYPES
from druzhba_kb.values.amounts import Amount, read

FIGURES = "figures/"
FORMS = {"": charts.DOT, "~": charts.RING, ">=": charts.LEAST, ">": charts.LEAST, "<=": charts.MOST, "<": charts.MOST}
Texts = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class TakeAway:
    """How a drawing can be taken away from the page here: as a picture, as numbers, or in a frame; and its own page.

    `address` is that of the frame, from the site's root.
    """

    id: str
    title: str
    page: str
    svg: str
    csv: str
    embed: str
    address: str
    source: str


@dataclass(frozen=True, slots=True)
class FigureNumber:
    """A number as one source puts it: of which record, about what, on which words, and whether sources differ on it.

    `other` is whether it may mean something else than the figure is about; `voice` says who gives it, in words. `form` is the
    sign that stands for it, none where it is denied or in words only; `low` and `high` differ in a range.
    """

    record: Link
    label: str
    about: str
    text: str
    form: str
    low: float | None
    high: float | None
    evidence: str
    other: bool
    denies: bool
    quote: Quote | None = None
    entries: tuple[CitedEntry, ...] = ()
    voice: str = ""
    contested: Contest = ""

    @property
    def inferred(self) -> bool:
        """Whether part of it is inferred."""
        return self.quote is not None and self.quote.inferred


@dataclass(frozen=True, slots=True)
class FigureView:
    """A figure: what it says at once, its drawings for a page and for a phone, and the same in words.

    A figure of values has `numbers`, one of what is known has `columns` and `rows`.
    """

    away: TakeAway
    note: str
    kind: Link
    lead: str
    wide: Drawing
    narrow: Drawing
    numbers: tuple[FigureNumber, ...]
    columns: tuple[Link, ...]
    rows: tuple[charts.KnownRow, ...]


@dataclass(frozen=True, slots=True)
class FramedDrawing:
    """A drawing alone in a frame on the page of others; one that is the same at all widths has no narrow form."""

    away: TakeAway
    note: str
    wide: Drawing
    narrow: Drawing | None


def declared(index: SiteIndex) -> tuple[tuple[str, str], ...]:
    """Return the figures of all kinds, each as the ids of its kind and its own."""
    return tuple((kind.id, figure.id) for kind in index.kinds for figure in kind.figures if index.ordered[kind.id])


def leading_figure(index: SiteIndex, site: Texts) -> FigureView | None:
    """Return the first figure of the leading kind for the home page."""
    figures = index.lead.figures if index.lead else ()
    return figure_view(index, site, index.lead.id, figures[0].id, "") if index.lead and figures else None


def take_away(index: SiteIndex, site: Texts, id: str, title: str, page: str, here: str) -> TakeAway:
    """Return how a drawing can be taken away from the page here; `page` is the address of its own."""
    files = href(here, FIGURES).removeprefix("./")
    return TakeAway(
        id=id,
        title=title,
        page=href(here, page),
        svg=f"{files}{id}.svg",
        csv=f"{files}{id}.csv",
        embed=href(here, f"{EMBED}{id}/"),
        address=f"{EMBED}{id}/",
        source=_source(index, site),
    )


def figure_view(index: SiteIndex, site: Texts, kind: str, id: str, here: str) -> FigureView:
    """Return a figure of a kind as it is shown on the page here."""
    of = index.kb.records.kinds[kind]
    figure = next(figure for figure in of.figures if figure.id == id)
    away = take_away(index, site, id, figure.title, f"{FIGURES}{id}/", here)
    return (_values if figure.type == "values" else _matrix)(index, of, figure, away, here)


def figure_rows(view: FigureView) -> Iterator[Row]:
    """Yield what a figure draws, a row for each number that a source gives, or for each cell; never a mean of several."""
    if view.numbers:
        yield from _number_rows(view.numbers)
    else:
        yield from _cell_rows(view)


def _number_rows(numbers: Iterable[FigureNumber]) -> Iterator[Row]:
    for number in numbers:
        source = number.quote.source if number.quote else None
        yield {
            "record": number.record.name,
            "about": number.about,
            "value": number.text,
            "low": _plain(number.low),
            "high": _plain(number.high),
            "put_as": number.form,
            "denied": yes_or_no(number.denies),
            "inferred": yes_or_no(number.inferred),
            "contested": yes_or_no(number.contested == "fact"),
            "may_count_something_else": yes_or_no(number.other or number.contested == "scope"),
            "who": number.voice,
            "voice": source.voice if source else "reference",
            "article": source.article if source else "",
            "block": source.block if source else "",
            "words": number.quote.quote if number.quote else "",
            "evidence": number.evidence,
        }


def _cell_rows(view: FigureView) -> Iterator[Row]:
    for row in view.rows:
        for known in row.cells:
            yield {
                "record": known.record,
                "about": row.label,
                "known": known.state or "does not apply",
                "articles": known.articles,
                "values": known.text,
                "evidence": known.href,
            }


def _plain(number: float | None) -> str:
    return "" if number is None else f"{number:.15g}"


def _source(index: SiteIndex, site: Texts) -> str:
    """Return the line that says where a picture is from, and under which licence."""
    years = sorted({article.published[:4] for article in index.articles if article.published})
    span = gettext("{first} to {last}").format(first=years[0], last=years[-1]) if years[1:] else "".join(years)
    count = len(index.by_date)
    articles = ngettext("{n} article", "{n} articles", count).format(n=formats.number(count))
    parts = (site.get("site_name"), formats.commas(filter(None, (articles, span))), site.get("copyright"))
    said = " ".join(f"{part.removesuffix('.')}." for part in parts if part)
    # L10n: the line below a drawing: the name of the site, how many articles it is made of, and its copyright
    return gettext("Source: {said}").format(said=said)


def _labels(index: SiteIndex, members: Sequence[Entity]) -> tuple[str, ...]:
    """Return what records are called in a figure: their years where these stand in their names and tell them apart."""
    names, years = [entity.name for entity in members], ["".join(years_of(index, entity)) for entity in members]
    # a tram line that was opened in 1904 is not known by its year, as the Games of 1904 are
    named = all(year and year in name for year, name in zip(years, names, strict=True))
    return tuple(years if named and len(set(years)) == len(years) else names)


def _values(index: SiteIndex, kind: Kind, figure: Figure, away: TakeAway, here: str) -> FigureView:
    members = index.members(kind.id)
    groups: list[charts.MarkGroup] = []
    numbers: list[FigureNumber] = []
    for entity, label in zip(members, _labels(index, members), strict=True):
        those = tuple(_numbers(index, figure, entity, label, here))
        groups.append(_group(label, those))
        numbers += those
    unit = kind.attributes[figure.attributes[0]].unit or ""
    known = {number.record.href for number in numbers if number.low is not None and not number.denies}
    # also where the editors reject a side, which is not drawn
    contested = (entity for entity in members if index.contest(entity, figure.attributes[0]) == "fact")
    differ = sum(link_to(entity, here).href in known for entity in contested)
    lead = gettext("A number is recorded for {known} of {all}.")
    if differ:
        lead = gettext("A number is recorded for {known} of {all}, and for {differ} of these the sources differ.")
    lead = _counted(lead, known=len(known), all=len(members), differ=differ)
    wide, narrow = (charts.value_chart(groups, unit, wide) for wide in (True, False))
    return FigureView(away, figure.note, kind_link(kind, here), lead, wide, narrow, tuple(numbers), (), ())


def _counted(words: str, **counts: int) -> str:
    return words.format(**{name: formats.number(count) for name, count in counts.items()})


def _group(label: str, numbers: Sequence[FigureNumber]) -> charts.MarkGroup:
    """Return the rows of a record as they are drawn, with who differs in those that contest each other."""
    sides: dict[str, list[Quote]] = {}
    for number in numbers:
        if number.contested == "fact" and not number.other and number.quote:
            sides.setdefault(number.text, []).append(number.quote)
    differ = between(tuple(Side((), tuple(quotes)) for quotes in sides.values())) if len(sides) > 1 else ""
    return charts.MarkGroup(label, tuple(_mark(number) for number in numbers), differ)


def _mark(number: FigureNumber) -> charts.Mark:
    notes = (number.about if number.other else "", gettext("inferred") if number.inferred else "")
    return charts.Mark(
        who=number.voice,
        spoken=bool(number.quote and number.quote.source.voices),
        text=negated(number.text, number.denies),
        note=formats.commas(filter(None, notes)),
        form=number.form,
        low=None if number.form == charts.NONE else number.low,
        high=None if number.form == charts.NONE else number.high,
        contested=number.contested == "fact" and not number.other,
    )


def _numbers(index: SiteIndex, figure: Figure, entity: Entity, label: str, here: str) -> Iterator[FigureNumber]:
    """Yield what sources give of the figure's attributes, those on its subject first, and of these the contested ones."""
    for name in figure.attributes:
        other = name != figure.attributes[0]
        stated = [(s, c, index.contest(entity, name, s.id)) for s, c in stated_claims(entity, name)]
        for statement, claim, contest in sorted(stated, key=lambda one: one[2] != "fact"):
            found = replace(_number(index, entity, statement, claim, label, here, other), contested=contest)
            for quote in one_of_each_voice(quotes_of(index, statement, index.attribute(entity, name), here)):
                yield replace(found, quote=quote, evidence=quote.evidence, voice=_voice(quote.source))
        for statement, claim in cited_claims(entity, name):
            made = _number(index, entity, statement, claim, label, here, other)
            entries = entries_of(index, statement, here)
            titles = formats.commas(dict.fromkeys(entry.title for entry in entries))
            yield replace(made, entries=entries, voice=titles)


def _number(
    index: SiteIndex, entity: Entity, statement: Statement, claim: Claim, label: str, here: str, other: bool
) -> FigureNumber:
    """Return a number of a statement, which has no voice yet."""
    attribute, amount = index.attribute(entity, claim.attribute), read(claim.value) if claim.value else None
    # The axis has the unit.
    bare = (
        TYPES[attribute.type].show(claim.value, replace(attribute, unit=None))
        if claim.value
        else gettext("“{words}”").format(words=claim.words)
    )
    return FigureNumber(
        record=link_to(entity, here),
        label=label,
        about=attribute.label,
        text=bare,
        form=charts.NONE if amount is None or statement.denies else charts.OTHER if other else _form(amount),
        low=float(amount.low) if amount else None,
        high=float(amount.high) if amount else None,
        evidence=evidence_link(index.home(statement), statement, here),
        other=other,
        denies=statement.denies,
    )


def _form(amount: Amount) -> str:
    """Return the sign that stands for an amount."""
    return FORMS[amount.sign] if amount.low == amount.high else charts.RANGE


def _voice(source: Source) -> str:
    at = " ".join(filter(None, (source.article, source.block)))
    return said_in(named_column(at, source.voice), [source.voices] if source.voices else [])


def _matrix(index: SiteIndex, kind: Kind, figure: Figure, away: TakeAway, here: str) -> FigureView:
    members = index.members(kind.id)
    labels = _labels(index, members)
    attributes = [kind.attributes[name] for name in figure.attributes or kind.attributes]
    asked = [attribute for attribute in attributes if not attribute.claim]
    rows = tuple(
        charts.KnownRow(one.label, tuple(_cell(index, entity, one, here) for entity in members)) for one in asked
    )
    states = [cell.state for row in rows for cell in row.cells if cell.state]
    known, differ = len(states) - states.count(charts.NOTHING), states.count(charts.CONTESTED)
    wide, narrow = (charts.known_grid(labels, rows, wide) for wide in (True, False))
    lead = gettext("Of {all} points {known} are recorded.")
    if differ:
        lead = gettext("Of {all} points {known} are recorded, and on {differ} of these the sources differ.")
    lead = _counted(lead, all=len(states), known=known, differ=differ)
    columns = tuple(replace(link_to(entity, here), note=label) for entity, label in zip(members, labels, strict=True))
    return FigureView(away, figure.note, kind_link(kind, here), lead, wide, narrow, (), columns, rows)


def _cell(index: SiteIndex, entity: Entity, attribute: Attribute, here: str) -> charts.KnownCell:
    stated, cited = stated_claims(entity, attribute.name), cited_claims(entity, attribute.name)
    items = [item for statement, _ in stated for item in statement.evidence]
    voices = voices_of(index, items, here)
    contest = {"fact": charts.CONTESTED, "scope": charts.SCOPE}.get(index.contest(entity, attribute.name))
    state = contest or voices.strongest or (charts.REFERENCE if cited else charts.NOTHING)
    if state == charts.NOTHING and not silence_on(index, entity, attribute, here).asked:
        state = ""
    shown = (show_claim(index, entity, claim, here, s) for s, claim in (*stated, *cited))
    texts = dict.fromkeys(negated(one.text, one.denies) for one in shown)
    return charts.KnownCell(
        entity.name, state, voices.articles, "; ".join(texts), _home(index, entity, attribute, here)
    )


def _home(index: SiteIndex, entity: Entity, attribute: Attribute, here: str) -> str:
    """Return where what is known of an attribute stands: in its dispute, or at its first evidence."""
    for dispute in index.contested(entity).get(attribute.name, ()):
        if contest_of({dispute.type}):
            return href(here, entity.page, dispute_anchor(dispute))
    first = next((s for s, _ in (*stated_claims(entity, attribute.name), *cited_claims(entity, attribute.name))), None)
    return evidence_link(index.home(first), first, here) if first and first.evidence else href(here, entity.page)
