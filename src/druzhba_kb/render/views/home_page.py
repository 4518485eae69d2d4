"""Home page: the site index in, what a newcomer sees first out: the articles, the leading kind, how much is in dispute.

It weighs the same however much there is: of many articles or records a few stand here, and the way to all.
"""

from __future__ import annotations

from dataclasses import dataclass

from druzhba_kb.locales import formats, gettext, ngettext, spoken
from druzhba_kb.model import Article, Attribute, Entity, Kind
from druzhba_kb.relate.voices import own_voice
from druzhba_kb.render.page_model import Link, link_to
from druzhba_kb.render.site_index import SiteIndex, stated_claims
from druzhba_kb.render.views.articles_on import evidence_on, is_alone_on
from druzhba_kb.render.views.attributions import Voices, voices_of
from druzhba_kb.render.views.evidence import show_date
from druzhba_kb.render.views.index_pages import KindView, kind_view

STRIP_TYPES = {"date", "ref", "quantity", "money"}
STRIP_LINES = 5  # attributes of each, dates first
COUNTS = ("No", "One", "Two", "Three", "Four", "Five", "Six", "Seven", "Eight", "Nine", "Ten", "Eleven", "Twelve")
STRIP_LENGTH = 24  # entities on the home page, which once weighed more the more there were


@dataclass(frozen=True, slots=True)
class HomeArticle:
    """An article on the home page, and the records of the leading kind that it alone speaks of.

    `voice` is in what voice it speaks itself.
    """

    link: Link
    publisher: str
    published: str
    inferred: bool
    genre: str
    voice: str
    paragraphs: int
    alone: tuple[Link, ...]


@dataclass(frozen=True, slots=True)
class HomeView:
    """What the home page shows; `said_in` is for each of the strip on whose word it stands, `more` how many there are in all.

    The titles say how many articles and records there are. `more` is nothing where the strip shows all; `articles` are
    none where they are too many to be overlooked, `changed` is the day of the last change.
    """

    strip: KindView | None
    strip_title: str
    said_in: tuple[Voices, ...]
    more: int
    articles: tuple[HomeArticle, ...]
    article_count: int
    articles_title: str
    changed: str


def home_view(index: SiteIndex) -> HomeView:
    """Return what the home page shows, its strip being of the leading kind."""
    lead = index.lead
    members = index.members(lead.id) if lead else ()
    shown, count = members[:STRIP_LENGTH], len(index.by_date)
    return HomeView(
        strip=kind_view(index, lead, shown, "", _strip(index, lead)) if lead else None,
        strip_title=_counted(lead, len(members)) if lead else "",
        said_in=tuple(voices_of(index, tuple(evidence_on(index, one)), "") for one in shown),
        more=len(members) if len(members) > STRIP_LENGTH else 0,
        articles=tuple(_article(index, article, members) for article in index.dated(index.squares)),
        article_count=count,
        articles_title=ngettext("{count} article", "{count} articles", count).format(count=_in_words(count)),
        changed=show_date(next(iter(index.changes), None)),
    )


def _counted(kind: Kind, count: int) -> str:
    """Return how many records of a kind there are, its name as it stands within a sentence."""
    name = kind.label if count == 1 else kind.plural
    within = name.lower() if _is_english() and name[1:] == name[1:].lower() else name
    # L10n: such as "Seven lighthouses"; elsewhere than in English the number is in digits, and the name as it is written
    return gettext("{count} {kinds}").format(count=_in_words(count), kinds=within)


def _in_words(count: int) -> str:
    return COUNTS[count] if _is_english() and count < len(COUNTS) else formats.number(count)


def _is_english() -> bool:
    return spoken().locale.language == "en"


def _strip(index: SiteIndex, kind: Kind) -> list[Attribute]:
    """Return the dates of a kind and the attributes that most of its entities have, in the kind's order."""
    shown = [a for a in kind.attributes.values() if not a.claim]
    dates = {a.name for a in shown} & set(kind.timeline.values())
    others = [a.name for a in shown if a.type in STRIP_TYPES and a.name not in dates and _differs(index, kind, a.name)]
    counts = {name: sum(bool(stated_claims(e, name)) for e in index.members(kind.id)) for name in others}
    common = sorted((name for name in others if counts[name]), key=lambda name: -counts[name])
    chosen = dates | set(common[: STRIP_LINES - len(dates)])
    return [attribute for name, attribute in kind.attributes.items() if name in chosen]


def _differs(index: SiteIndex, kind: Kind, attribute: str) -> bool:
    """Whether the entities of a kind differ in an attribute: what is the same of all tells none from another."""
    every = [{claim.value for _, claim in stated_claims(e, attribute)} for e in index.members(kind.id)]
    given = [values for values in every if values]
    return len(given) < 2 or any(values != given[0] for values in given)


def _article(index: SiteIndex, article: Article, members: tuple[Entity, ...]) -> HomeArticle:
    return HomeArticle(
        link=index.article_link(article.id, ""),
        publisher=article.publisher or "",
        published=show_date(article.published),
        inferred=article.published_basis == "inferred",
        genre=article.genre or "",
        voice=own_voice(article),
        paragraphs=len(article.blocks),
        alone=tuple(link_to(one, "") for one in members if is_alone_on(index, article, one)),
    )
