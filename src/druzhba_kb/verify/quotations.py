"""Quotations: evidence in, findings out where the words do not stand in the article, or too few or many of them are quoted.

The words must stand there to the letter, but for what folding forgives. Twelve words at most keep what is quoted within what a
quotation may be; fewer than two words prove nothing.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import pairwise

import regex
from rapidfuzz.distance import Indel

from druzhba_kb.folding import QUOTES, find_whole, fold, length, words
from druzhba_kb.model import Alias, Article, Entity, Records
from druzhba_kb.reading.context import VERSION
from druzhba_kb.relate.locations import contexts_of, locate, root_of
from druzhba_kb.report import Place, Report
from druzhba_kb.sealing import Commitment

# one word stands in every article; more than twelve are somebody's sentence
SHORTEST, LONGEST = 2, 12
LEFT_OUT = regex.compile(r"\[[^\]]*\]|…|\.{3}")
TOKEN = regex.compile(r"[\p{L}\p{M}\p{N}]+|\S")


@dataclass(frozen=True, slots=True)
class Quotation:
    """Words that the site quotes from an article, and the blocks in which they stand; `block` is given by the editor.

    `evidence` tells those of a statement from those of an alias.
    """

    article: str
    quote: str
    block: int | None
    found: tuple[int, ...]
    evidence: bool
    place: Place

    @property
    def first_block(self) -> int | None:
        """Return the block that the editor names if the words stand there, or the first in which they do."""
        return self.block if self.block in self.found else next(iter(self.found), None)


def quotations(records: Records) -> Iterator[Quotation]:
    """Yield every quotation of the entities."""
    for entity in records.entities.values():
        yield from quotations_of(entity)


def quotations_of(entity: Entity) -> Iterator[Quotation]:
    """Yield every quotation of the statements of an entity, then of its aliases."""
    for item in (item for statement in entity.statements for item in statement.evidence):
        yield Quotation(item.article, item.quote, item.block, item.found, True, item.place)
    for alias in _sourced_aliases(entity):
        yield Quotation(alias.source or "", alias.quotation, None, alias.found, False, alias.place)


def _sourced_aliases(entity: Entity) -> Iterator[Alias]:
    return (alias for alias in entity.aliases if alias.source)


def verify_quotations(records: Records, entity: Entity, report: Report) -> tuple[set[Place], Counter[str]]:
    """Check length, place and uniqueness of the quotations of an entity.

    Return where one is at fault, and how many of each article are not sealed.
    """
    misquoted, unsealed = set[Place](), Counter[str]()
    for quotation in quotations_of(entity):
        article = records.articles[quotation.article]
        report.checked["quotations"] += 1
        report.checked["against the text" if article.text is not None else "against seals"] += 1
        fault = _fault(records, article, quotation)
        if fault:
            report.error(quotation.place, *fault)
            misquoted.add(quotation.place)
            continue
        unsealed[article.id] += _lacks_seal(article, quotation)
    for alias in _sourced_aliases(entity):
        if alias.quote and not find_whole(alias.name, alias.quote):
            report.error(
                alias.place, "alias-not-quoted", f"'{alias.name}' does not stand in its quotation '{alias.quote}'"
            )
    return misquoted, +unsealed


def report_unsealed(records: Records, unsealed: Mapping[str, int], report: Report) -> None:
    """Warn of the articles of which quotations are not sealed."""
    for id, count in unsealed.items():
        message = f"quotations from '{id}' that are not sealed yet: {count}; run 'druzhba-kb seal' before you commit"
        report.warning(records.articles[id].place, "not-sealed", message)


def verify_commitment(article: Article, report: Report) -> None:
    """Check that a commitment is that of the text, where it is here; of an older reader nobody can know."""
    root = root_of(article)
    is_old = article.seals is not None and article.seals.version < VERSION
    if article.commitment and not is_old and article.commitment != root:
        message = (
            f"'{article.commitment[:12]}…' is not the commitment of the text, '{root[:12]}…'; run 'druzhba-kb seal'"
        )
        place = article.places.get("commitment", article.place)
        report.error(place, "other-commitment", f"{message} if you know why, or restore it")


def _fault(records: Records, article: Article, quotation: Quotation) -> tuple[str, str] | None:
    """Return the code and message of what is wrong with a quotation, or None."""
    quote, count = quotation.quote, length(quotation.quote)
    if quotation.evidence and count < SHORTEST:
        return "quote-too-short", f"'{quote}' has {count} word; expected {SHORTEST} to {LONGEST}"
    if count > LONGEST:
        return "quote-too-long", f"this quotation has {count} words; expected {SHORTEST} to {LONGEST}"
    found = quotation.found
    where = ", ".join(map(str, found))
    if not found:
        return _not_found(records, article, quote)
    if quotation.block is not None and quotation.block not in found:
        return (
            "wrong-block",
            f"'{quote}' does not stand in block {quotation.block} of '{article.id}'; it stands in {where}",
        )
    if quotation.evidence and quotation.block is None and len(found) > 1:
        return (
            "ambiguous-quote",
            f"'{quote}' stands in blocks {where} of '{article.id}'; say which with 'block: {found[0]}'",
        )
    return None


def _not_found(records: Records, article: Article, quote: str) -> tuple[str, str]:
    for other in records.articles.values():
        if found := locate(other, quote):
            message = f"'{quote}' does not stand in '{article.id}', but in block {found[0]} of '{other.id}'"
            return "quote-of-another-article", message
    if article.text is None:
        message = f"'{quote}' has no seal in articles/{article.id}.seals; check it where the text is and run 'druzhba-kb seal'"
        # without the text, an unknown quotation and one that nobody sealed cannot be told apart
        return "unsealed-quote", message
    message = f"'{quote}' does not stand in '{article.id}'"
    if locate(article, quote.strip(f"{QUOTES} ")):
        return "quote-not-found", f"{message} with these marks around it; 'druzhba-kb check --fix' takes them away"
    if parts := _in_parts(article, quote):
        return "quote-not-found", f"{message}; {parts}"
    near = _nearest_passage(article, quote)
    return "quote-not-found", f"{message}; the nearest words are in block {near[0]}: {near[1]}" if near else message


def _in_parts(article: Article, quote: str) -> str | None:
    """Return what to do where the parts of a quotation stand in the article, but not together."""
    parts = [part.strip() for part in LEFT_OUT.split(quote) if part.strip()] if LEFT_OUT.search(quote) else []
    blocks = [found[0] for part in parts if (found := locate(article, part))]
    if parts and len(blocks) == len(parts):
        if len(parts) == 1:
            return f"quote '{parts[0]}' alone: what stands in brackets is not the article's"
        shown = " and ".join(f"'{part}' (block {block})" for part, block in zip(parts, blocks, strict=True))
        return f"its parts do: give {shown} as items of their own under 'evidence'"
    said = words(quote)
    for one, following in pairwise(article.text or ()):
        end, start = words(one.text)[-len(said) :], words(following.text)[: len(said)]
        if any(end[-at:] == said[:at] and start[: len(said) - at] == said[at:] for at in range(1, len(said))):
            both = f"block {one.number} into block {following.number}"
            return f"it runs on from {both}: give the words of each as an item of its own under 'evidence'"
    return None


def _nearest_passage(article: Article, quote: str) -> tuple[int, str] | None:
    """Return the block with the most similar run of words, and that run with [-what is quoted-] {+what stands there+}."""
    wanted = TOKEN.findall(fold(quote))
    runs = (
        (block.number, run) for block in article.text or () for run in _runs(TOKEN.findall(fold(block.text)), wanted)
    )
    scored = ((_likeness(run, wanted), number, run) for number, run in runs)
    score, number, run = max(scored, key=lambda one: one[0], default=((0.0, 0.0), 0, []))
    # below that the run has the small words only, and would send an editor astray
    return (number, _marked(wanted, run)) if score[0] >= 0.4 else None


def _runs(there: list[str], wanted: list[str]) -> Iterator[list[str]]:
    """Yield the runs of words, as many as are wanted, that have one of them."""
    known = set(wanted)
    for start in range(max(1, len(there) - len(wanted) + 1)):
        run = there[start : start + len(wanted)]
        if not known.isdisjoint(run):
            yield run


def _likeness(run: list[str], wanted: list[str]) -> tuple[float, float]:
    """Return how alike two runs are by their words, and where that is equal by their letters."""
    return Indel.normalized_similarity(run, wanted), Indel.normalized_similarity(" ".join(run), " ".join(wanted))


def _marked(quoted: list[str], there: list[str]) -> str:
    parts = []
    for kind, i, j, k, m in SequenceMatcher(None, quoted, there, autojunk=False).get_opcodes():
        if kind == "equal":
            parts.append(" ".join(quoted[i:j]))
        if kind != "equal" and i < j:
            parts.append(f"[-{' '.join(quoted[i:j])}-]")
        if kind != "equal" and k < m:
            parts.append(f"{{+{' '.join(there[k:m])}+}}")
    return " ".join(parts)


def _lacks_seal(article: Article, quotation: Quotation) -> bool:
    """Say whether a quotation stands in the text that is here, but a clone without the text could not know it."""
    if article.rights == "full" or article.text is None or not article.source_sha256:
        return False
    if article.seals is None or article.text_key is None or article.seals.commitment != root_of(article):
        return True
    # each place is needed: a clone that has one of two contexts would judge the quotation otherwise
    needed = {
        (block, one.position) for block in quotation.found for one in contexts_of(article, quotation.quote, block)
    }
    return not needed or not needed <= article.seals.places(quotation.quote)


def seals_of_quotation(tree: Commitment, article: Article, quotation: Quotation) -> Iterator[str]:
    """Yield the line that opens a quotation at each place where it stands in the text, of which this is the tree."""
    for block in quotation.found:
        for context in contexts_of(article, quotation.quote, block):
            yield tree.opened(block, context.position, quotation.quote)
