"""Article facts: stretches of an article in, out the facts that rest on each, and how each stretch stands to the whole base.

A claim stands once for each stretch, with who says it there, and beside it the other articles that give the same value. The
state of a stretch is the strongest of its facts': contested, given by other articles too, given here alone, or none.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Mapping, Sequence, Set
from dataclasses import dataclass
from typing import Literal

from druzhba_kb.folding import fold
from druzhba_kb.locales import gettext
from druzhba_kb.locales.formats import commas
from druzhba_kb.model import Article, Claim, Entity, Evidence, Speaker, Statement
from druzhba_kb.render.markdown import Markdown
from druzhba_kb.render.page_model import Link, href
from druzhba_kb.render.site_index import Contest, SiteIndex, contest_of
from druzhba_kb.render.views.attributions import Attribution, Voices, voices_of
from druzhba_kb.render.views.disputes_page import dispute_anchor
from druzhba_kb.render.views.evidence import ShownValue, evidence_link, show_value
from druzhba_kb.values import is_inferred

Support = tuple[Entity, Statement, int]
"""A statement of an entity, and the number of its evidence."""
Said = tuple[str, str | None, str | None, bool]
"""What is claimed: the attribute, the value or the source's words, and whether it is denied."""
State = Literal["contested", "agree", "only", "none"]
Against = tuple[Contest, Link | None, tuple[str, ...]]
"""How a claim is contested, the way to that dispute, and who says otherwise."""
STATES: tuple[State, ...] = ("contested", "agree", "only", "none")  # the strongest first


@dataclass(frozen=True, slots=True)
class BlockFact:
    """What is stated of an entity in a stretch of an article: claims of one evidence, that as many articles give.

    `voices` are those of the stretch, `every` those of all articles. `claims` have beside them whether the article gives the
    value but by inference.
    """

    entity: str
    draft: bool
    href: str
    claims: tuple[tuple[ShownValue, bool], ...]
    quotes: tuple[str, ...]
    voices: Voices
    every: Voices
    contested: Contest
    against: Link | None
    opponents: tuple[str, ...]

    @property
    def also(self) -> tuple[Attribution, ...]:
        """Return who gives the same in other articles."""
        here = {one.article for one in self.voices.by}
        return tuple(one for one in self.every.by if one.article not in here)


@dataclass(frozen=True, slots=True)
class BlockView:
    """A stretch of the source, told or not, with the facts that rest on it."""

    anchors: tuple[str, ...]
    label: str
    kind: str
    paragraphs: tuple[Markdown, ...]
    told: bool
    facts: tuple[BlockFact, ...]

    @property
    def state(self) -> str:
        """Return how the stretch stands to the whole base: contested, agree, only or none."""
        if any(fact.contested == "fact" for fact in self.facts):
            return "contested"
        return "agree" if self.agreeing else "only" if self.facts else "none"

    @property
    def agreeing(self) -> int:
        """Return how many other articles give some of its facts."""
        return len({one.article for fact in self.facts for one in fact.also})

    @property
    def opponents(self) -> tuple[str, ...]:
        """Return against whom its contested facts stand."""
        contested = (fact.opponents for fact in self.facts if fact.contested == "fact")
        return tuple(dict.fromkeys(name for names in contested for name in names))

    @property
    def count(self) -> int:
        """Return how many claims rest on it."""
        return sum(len(fact.claims) for fact in self.facts)


def block_facts(index: SiteIndex, article: Article, numbers: Iterable[int]) -> tuple[BlockFact, ...]:
    """Return what is stated on some blocks of an article; claims that all articles give alike stand together."""
    given: dict[tuple[str, Said], list[Support]] = {}
    for support in (one for number in numbers for one in index.support.get((article.id, number), ())):
        entity, statement, _ = support
        for claim in statement.claims:
            given.setdefault((entity.id, _said(statement, claim)), []).append(support)
    facts: dict[Hashable, tuple[list[Said], list[Support], tuple[Evidence, ...], Against]] = {}
    for (_, said), supports in given.items():
        entity = index.kb.records.entities[supports[0][0].id]
        every = tuple(item for one in saying(entity)[said] for item in one.evidence)
        contest = _contest(index, article, said, supports)
        alike = (tuple((one.id, at) for _, one, at in supports), every, contest)
        facts.setdefault(alike, ([], supports, every, contest))[0].append(said)
    return tuple(_fact(index, article, *fact) for fact in facts.values())


def saying(entity: Entity) -> Mapping[Said, tuple[Statement, ...]]:
    """Return what articles claim of an entity, each claim once, with the statements that make it."""
    found: dict[Said, tuple[Statement, ...]] = {}
    for statement in entity.from_articles:
        for claim in statement.claims:
            said = _said(statement, claim)
            found[said] = (*found.get(said, ()), statement)
    return found


def _said(statement: Statement, claim: Claim) -> Said:
    return claim.attribute, claim.value, claim.words, statement.denies


def _fact(
    index: SiteIndex,
    article: Article,
    claims: Sequence[Said],
    supports: Sequence[Support],
    every: Sequence[Evidence],
    contest: Against,
) -> BlockFact:
    entity, statement, at = supports[0]
    items = [one.evidence[number - 1] for _, one, number in supports]
    contested, against, opponents = contest
    return BlockFact(
        entity=entity.name,
        draft=entity.draft,
        href=evidence_link(entity, statement, article.page, at),
        claims=tuple(_claim(index, article, said, supports) for said in claims),
        # Folded, for two editors may have copied the same words with other quotation marks or spaces.
        quotes=tuple({fold(item.quote): item.quote for item in items}.values()),
        voices=voices_of(index, items, article.page),
        every=voices_of(index, every, article.page),
        contested=contested,
        against=against,
        opponents=opponents,
    )


def _claim(index: SiteIndex, article: Article, said: Said, supports: Sequence[Support]) -> tuple[ShownValue, bool]:
    name, value, words, denies = said
    attribute = index.attribute(supports[0][0], name)
    inferred = all(is_inferred(statement.inferred_in(article.id), attribute) for _, statement, _ in supports)
    return show_value(index, attribute, value, words, article.page, denies, index.foreign(article.lang)), inferred


def _contest(index: SiteIndex, article: Article, said: Said, supports: Sequence[Support]) -> Against:
    """Return how a claim is contested, with a link to that dispute, named by those on the other side, and these."""
    entity, ours = supports[0][0], {statement.id for _, statement, _ in supports}
    items = [statement.evidence[at - 1] for _, statement, at in supports]
    voices, words = {item.said_by for item in items}, {fold(item.quote) for item in items}
    for disagreement in index.contests(entity):
        others = [position for position in disagreement.positions if ours.isdisjoint(position.statements)]
        if said[0] not in disagreement.about or len(others) == len(disagreement.positions):
            continue
        against = (item for p in others for s in p.statements for item in index.statements[s][1].evidence)
        # The same words give a day and its year, and are not against themselves.
        apart = (item for item in against if item.article != article.id or fold(item.quote) not in words)
        if names := dict.fromkeys(_opponent(index, article, item, voices) for item in apart):
            link = Link(commas(names), href(article.page, entity.page, dispute_anchor(disagreement)))
            return contest_of({disagreement.type}), link, tuple(names)
    return "", None, ()


def _opponent(index: SiteIndex, article: Article, item: Evidence, voices: Set[tuple[Speaker, ...]]) -> str:
    """Return who says otherwise: another article, this one itself, or whoever speaks in it."""
    if item.article != article.id:
        return index.labels[item.article]
    if item.said_by in voices:
        return gettext("the same speaker") if item.said_by else gettext("itself")
    if not item.said_by:
        return gettext("the article itself")
    return gettext("a speaker here") if () in voices else gettext("another speaker here")
