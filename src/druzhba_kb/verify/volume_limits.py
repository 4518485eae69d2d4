"""Volume limits: records in, findings out where the site quotes or retells more of a withheld article than it may.

Quotations have a budget, which is an error to exceed. A digest that is nearly as long as its text is no digest: each
paragraph that is longer than a sentence should take half of the words of its blocks at most, and the whole less than half of
the article.
"""

from __future__ import annotations

from collections.abc import Mapping
from math import ceil

from druzhba_kb.folding import length
from druzhba_kb.model import Passage, Records
from druzhba_kb.relate.coverage import block_lengths, passage_length, volumes
from druzhba_kb.relate.locations import all_evidence
from druzhba_kb.report import Report

LONGEST_DIGEST = 45  # per cent of the words of the article
SENTENCE = 20  # words: what is said of a short block is a sentence, however short the block
NAMED = 3
SHORT_ARTICLE = 100  # words: of a text as short as this a few sentences are most


def verify_volumes(records: Records, report: Report) -> None:
    """Check the budget of each article whose length is known here, and the length of its digest."""
    for id, volume in volumes(records).items():
        article = records.articles[id]
        report.checked["budgets"] += 1
        if volume.quoted * 100 > article.budget * volume.words:
            message = (
                f"{volume.quoted_share:.1f} % of the words of '{id}' are quoted; expected at most {article.budget} %: quote "
                f"less, or say 'budget: {ceil(volume.quoted_share)}' in its front matter; the longest: {_longest(records, id)}"
            )
            report.error(article.places.get("budget", article.place), "over-budget", message)
        if volume.words > SHORT_ARTICLE and volume.retold * 100 > LONGEST_DIGEST * volume.words:
            message = (
                f"the digest of '{id}' has {volume.retold:,} words, {volume.retold_share:.0f} % of the {volume.words:,} "
                f"of the article; expected at most {LONGEST_DIGEST} %"
            )
            report.warning(article.place, "long-digest", message)
        lengths = block_lengths(article)
        for passage in article.body:
            _verify_passage(lengths, passage, report)


def _longest(records: Records, article: str) -> str:
    """Return where the longest quotations of an article stand, each once, with their numbers of words."""
    found = {item.quote: item for item in all_evidence(records) if item.article == article}
    longest = sorted(found.values(), key=lambda item: (-length(item.quote), item.place))[:NAMED]
    return ", ".join(f"{item.place.file}:{item.place.line} ({length(item.quote)} words)" for item in longest)


def _verify_passage(lengths: Mapping[int, int], passage: Passage, report: Report) -> None:
    told, said = sum(lengths.get(block, 0) for block in range(passage.first, passage.last + 1)), passage_length(passage)
    longest = max(SENTENCE, told // 2)
    if passage.is_written and told and said > longest:
        blocks = (
            f"blocks {passage.first} to {passage.last}" if passage.last > passage.first else f"block {passage.first}"
        )
        message = f"{said} words retell the {told} of {blocks}; expected at most {longest}; say less"
        report.warning(passage.place, "long-digest", message)
