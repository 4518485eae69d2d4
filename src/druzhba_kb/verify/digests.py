"""Digests: findings where a text is not the one that was imported, a block is not told, or a figure entered on the way.

A text that changed since the import would let every quotation of it be judged against other words, so nothing else is checked
before it is the same again. A digest replaces a text that may not be published: each block is told, with its own numbers.
"""

from __future__ import annotations

from collections.abc import Iterator

from druzhba_kb.model import BLOCK_KINDS, Article, Entity, KnowledgeBase, Passage, Records
from druzhba_kb.reading import Words
from druzhba_kb.reading.agreement import numbers_said, unsaid
from druzhba_kb.relate.coverage import ADDRESS, covered_blocks
from druzhba_kb.relate.locations import root_of
from druzhba_kb.relate.references import claims_of
from druzhba_kb.report import Place, Report
from druzhba_kb.sealing import is_vouched, vouch
from druzhba_kb.values import TYPES
from druzhba_kb.verify.paraphrases import Paraphrases, report_copied, report_unsealed
from druzhba_kb.verify.records import LINK

MOST_NUMBERS = 8  # of a block, in a message


def verify_texts(records: Records, report: Report) -> bool:
    """Return whether every text that is present is the one that its article names."""
    before = len(report.findings)
    for article in records.articles.values():
        if article.text is not None:
            _verify_text(article, report)
            report.checked["texts"] += 1
    return len(report.findings) == before


def _verify_text(article: Article, report: Report) -> None:
    if article.text_sha256 and article.source_sha256 and article.text_sha256 != article.source_sha256:
        message = f"'{article.source_sha256[:12]}…' is not the sha256 of {article.text_place.file if article.text_place else ''}"
        place = article.places.get("source_sha256", article.place)
        report.error(
            place,
            "text-changed",
            f"{message}, '{article.text_sha256[:12]}…'; import the article again or restore its text",
        )
        return
    # the title is block 0, and quotations of it are looked up there
    if article.text and article.text[0].text != article.title:
        message = f"'{article.title}' is not the title of the text, '{article.text[0].text}'"
        report.error(article.places.get("title", article.place), "title-changed", message)
    count = len(article.text or ()) - 1
    if article.blocks and count != len(article.blocks):
        place = article.places.get("blocks", article.place)
        report.error(place, "bad-blocks", f"'blocks' names {len(article.blocks)} blocks; the text has {count}")


def verify_uncited(kb: KnowledgeBase, report: Report) -> None:
    """Check that a block with a reason for not being quoted is not quoted."""
    for id, blocks in covered_blocks(kb).items():
        for block in blocks:
            if block.reason is not None and block.statements:
                entity = next(iter(block.statements))
                message = f"block {block.number} is quoted by '{entity}'; expected no reason why it is not"
                report.error(kb.records.articles[id].uncited[block.number].place, "needless-reason", message)


def verify_digests(records: Records, report: Report) -> None:
    """Check the passages of withheld articles against their texts, and the summaries against the statements."""
    checker = Paraphrases(records)
    for article in records.articles.values():
        untold = list(_untold(article, report)) if article.rights == "withheld" else []
        if article.draft:
            _tell_draft(article, untold, report)
        elif untold:
            # a warning: a digest is written block by block, over days
            report.warning(untold[0][1], "block-not-told", _not_told([block for block, _ in untold], article))
        if article.rights == "withheld":
            for passage in article.body:
                _verify_passage(checker, article, passage, report)
    published = records.published
    for entity in records.entities.values():
        # what only a draft article says bears out no published summary
        _verify_summary(published if entity.id in published.entities else records, entity, report)


def _tell_draft(article: Article, untold: list[tuple[int, Place]], report: Report) -> None:
    """Say in one line that an article is work in progress, and what of it is missing."""
    missing = f"{_not_told([block for block, _ in untold], article)}; " if untold else ""
    message = f"a draft, which only the preview shows: {missing}remove 'status: draft' to publish it"
    report.warning(article.places["status"], "draft-article", message)


def _untold(article: Article, report: Report) -> Iterator[tuple[int, Place]]:
    """Yield each block that no paragraph tells, and where it is missing; what paragraphs tell wrongly is reported."""
    covering: dict[int, Passage] = {}
    crossed: set[Place] = set()
    for passage in article.body:
        wrong = next((at for at in (passage.first, passage.last) if not 1 <= at <= len(article.blocks)), None)
        if wrong is not None:
            message = f"'{article.id}' has no block {wrong} to tell; expected 1 to {len(article.blocks)}"
            report.error(passage.block_line, "bad-blocks", message)
        for number in range(passage.first, (passage.last if wrong is None else passage.first) + 1):
            earlier = covering.setdefault(number, passage)
            if earlier is not passage and earlier.place not in crossed:
                crossed.add(earlier.place)  # a range that is too long is one fault, however many it runs into
                report.error(
                    passage.block_line,
                    "block-told-twice",
                    f"block {number} is told already in line {earlier.block_line.line}",
                )
    for at in range(1, len(article.blocks) + 1):
        if at not in covering or not covering[at].is_written:
            yield at, covering[at].place if at in covering else article.place


def _not_told(untold: list[int], article: Article) -> str:
    """Return which blocks a digest leaves out; one is called what it is, of several each run is one range."""
    if len(untold) == 1:
        return f"block {untold[0]} ({BLOCK_KINDS[article.blocks[untold[0] - 1]]}) is not told yet"
    starts = [at for at in untold if at - 1 not in untold]
    ends = [at for at in untold if at + 1 not in untold]
    runs = (f"{start}-{end}" if start < end else f"{start}" for start, end in zip(starts, ends, strict=True))
    return f"blocks {', '.join(runs)} are not told yet"


def _verify_passage(checker: Paraphrases, article: Article, passage: Passage, report: Report) -> None:
    # of a block that is not there nothing more can be said
    if not passage.is_written or not 1 <= passage.first <= passage.last <= len(article.blocks):
        return
    if article.text is None:
        if not is_vouched(article.seals, digest_line(article, passage)):
            report_unsealed(passage.place, "this paragraph", report)
        return
    report.checked["digest paragraphs"] += 1
    blocks = [Words(block.text, article.lang) for block in article.text[passage.first : passage.last + 1]]
    told = f"blocks {passage.first}-{passage.last}" if passage.last > passage.first else f"block {passage.first}"
    for number in unsaid(Words(ADDRESS.sub("]", passage.markdown), checker.records.language), lambda: blocks):
        there = ", ".join(f"'{one}'" for one in numbers_said(blocks)[:MOST_NUMBERS])
        known = f"expected one of {there}" if there else "it has none"
        report.error(passage.place, "number-not-in-source", f"the number '{number}' does not stand in {told}; {known}")
    report_copied(checker, passage.place, passage.markdown, [article], report)


def digest_line(article: Article, passage: Passage) -> str:
    """Return the line that seals a paragraph of a digest."""
    return vouch(root_of(article), passage.first, "digest", passage.markdown)


def _verify_summary(records: Records, entity: Entity, report: Report) -> None:
    place = entity.places.get("summary", entity.place)
    report.checked["summaries"] += 1
    said = Words(ADDRESS.sub("]", entity.summary), records.language)
    subjects = (records.entities[entity.id], *_linked(records, entity))
    for number in unsaid(said, lambda: [words for one in subjects for words in _stated(records, one)]):
        message = f"the number '{number}' of the summary stands in no statement of '{entity.id}' nor of what it links"
        report.error(place, "number-without-statement", message)
    # a summary rests on all the articles that it cites, so each must have vouched for it
    away = [article for article in cited(records, records.entities[entity.id]) if article.text is None]
    if entity.summary and not all(is_vouched(article.seals, summary_line(article, entity)) for article in away):
        report_unsealed(place, "the summary", report)


def summary_line(article: Article, entity: Entity) -> str:
    """Return the line that seals the summary of an entity for an article that it cites."""
    return vouch(root_of(article), 0, "summary", entity.id, entity.summary)


def cited(records: Records, entity: Entity) -> list[Article]:
    """Return the articles that the statements of an entity quote."""
    return [records.articles[id] for id in sorted(entity.quoted_articles)]


def _linked(records: Records, entity: Entity) -> Iterator[Entity]:
    """Yield the entities that a summary links, whose own numbers it may say: the third tour."""
    for target in LINK.findall(entity.summary):
        linked = records.entities.get(target.rpartition("/")[2].partition("#")[0].removesuffix(".yml"))
        yield from [linked] if linked else []


def _stated(records: Records, entity: Entity) -> Iterator[Words]:
    """Yield what is stated of an entity, in words: its names, values as they are shown, quotations and times."""
    yield from (Words(name, records.language) for name in entity.names)
    for statement, claim, attribute in claims_of(records, entity):
        shown = TYPES[attribute.type].show(claim.value, attribute) if claim.value else claim.words or ""
        # values are shown in English, whatever language the base is written in
        yield Words(shown, records.language if attribute.type == "text" else None)
        if attribute.type == "integer" and claim.value:
            yield Words(f"{claim.value}th")  # an edition is told as an ordinal
        yield from (Words(item.quote, records.articles[item.article].lang) for item in statement.evidence)
        times = (time for time in (*statement.by_time, statement.since, statement.until) if time)
        yield from (Words(TYPES["date"].show(time, attribute)) for time in times)
