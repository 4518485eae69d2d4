"""Context: statements in, findings out where the sentence around a quotation takes it back, or has another speaker.

A true quotation can carry a false claim when 'denied that', 'if' or another speaker stands just outside it. The marks are
read by `reading.context`, or known from the seal; here they are held against what the statement says. What an editor has
weighed passes, with a note, counted and shown.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence, Set
from dataclasses import dataclass, replace
from functools import lru_cache

from druzhba_kb.folding import find_whole, words
from druzhba_kb.model import Article, Attribute, Claim, Entity, Evidence, Names, Records, Speaker, Statement
from druzhba_kb.reading import Words
from druzhba_kb.reading.context import Context, inside, means, negates, sense, speakers_in, words_of
from druzhba_kb.reading.language import language
from druzhba_kb.reading.sentences import sentence_around
from druzhba_kb.relate.locations import contexts_of
from druzhba_kb.report import Place, Report
from druzhba_kb.sealing import is_vouched, vouch
from druzhba_kb.values import TYPES

SAYS = {
    "negated": "a negation stands in or beside it",
    "asked": "its sentence asks",
    "conditional": "its sentence says so under a condition only",
    "doubted": "its sentence denies or doubts it, or passes it on as a rumour",
    "compared": "the words around it change what its number says",
}
NOWHERE = Place("")
DESCRIBED = 5
OPENS = 7
WAY_OUT = {
    "negated": "say 'denies: true', quote more of it",
    "compared": "quote more of it",
}


@dataclass(frozen=True, slots=True)
class Fault:
    """What stands against one item of evidence: the finding's code and its message."""

    code: str
    message: str


def verify_context(records: Records, misquoted: Set[Place], report: Report) -> None:
    """Check each item of evidence against the sentence around it, read in the text or else as it was sealed."""
    for entity in records.entities.values():
        for statement in entity.statements:
            contexts_of_statement(records, entity, statement, misquoted, report)


def contexts_of_statement(
    records: Records, entity: Entity, statement: Statement, misquoted: Set[Place], report: Report
) -> None:
    """Check the evidence of one statement against the sentences around it."""
    if statement.by_reference:
        return
    attributes = records.kinds[entity.kind].attributes
    claims = [(claim, attributes[claim.attribute]) for claim in statement.claims]
    for item in statement.evidence:
        if item.place not in misquoted:
            _verify_item(records, statement, claims, item, report)
    if misquoted.isdisjoint(item.place for item in statement.evidence) and _invents_negation(
        records, statement, claims
    ):
        message = "the value says 'not', and nothing in or beside the quotation does; quote the words that do"
        report.error(statement.place, "undenied", message)


def _verify_item(
    records: Records,
    statement: Statement,
    claims: Sequence[tuple[Claim, Attribute]],
    item: Evidence,
    report: Report,
) -> None:
    article = records.articles[item.article]
    block = item.quoted_block
    found = contexts_of(article, item.quote, block) if block is not None else ()
    report.checked["contexts"] += bool(found)
    report.checked["acknowledged contexts"] += len(item.context)
    faults = _fewest(records, statement, claims, item, article, found)
    for fault in faults:
        report.error(item.place, fault.code, fault.message + _sentence(article, item, block))
    for mark in item.context if found and not faults else ():
        without = replace(item, context=tuple(other for other in item.context if other != mark))
        if not _fewest(records, statement, claims, without, article, found):
            message = f"nothing has to be weighed here as '{mark}'; expected no 'context' for it"
            report.error(item.place, "needless-context", message)


def _fewest(
    records: Records,
    statement: Statement,
    claims: Sequence[tuple[Claim, Attribute]],
    item: Evidence,
    article: Article,
    found: Sequence[Context],
) -> list[Fault]:
    """Return what stands against an item at the place of its words where least does."""
    judged = [list(_faults(records, statement, claims, item, article, context)) for context in found]
    return min(judged, key=len, default=[])


def _faults(
    records: Records,
    statement: Statement,
    claims: Sequence[tuple[Claim, Attribute]],
    item: Evidence,
    article: Article,
    context: Context,
) -> Iterator[Fault]:
    around = context.marks - set(item.context)
    within = inside(item.quote, article.lang)
    if statement.denies and not _is_denied(records, claims, item, article, context):
        yield Fault(
            "undenied", "nothing in or beside the quotation denies it; quote the words that do, or drop 'denies'"
        )
    for mark, why in SAYS.items():
        stands = mark in around or (mark not in item.context and mark in within)
        negated = mark == "negated" and mark not in item.context and _is_negated(records, claims, item, article)
        if (stands or negated) and not _conveyed(mark, statement, claims, item, article):
            out = WAY_OUT.get(mark, "quote more of it")
            yield Fault("out-of-context", f"{why}; {out}, or weigh it with 'context: [{mark}]' and a note")
    yield from _speaker_faults(records, item, article, context)


def _invents_negation(records: Records, statement: Statement, claims: Sequence[tuple[Claim, Attribute]]) -> bool:
    """Return whether a paraphrase denies what no quotation, nor the words around one, denies."""
    if not any(
        negates(claim.value or "", records.language, []) for claim, attribute in claims if attribute.type == "text"
    ):
        return False
    for item in statement.evidence:
        article = records.articles[item.article]
        block = item.quoted_block
        found = contexts_of(article, item.quote, block) if block is not None else ()
        marks = {mark for context in found for mark in context.marks} | set(item.context)
        if {"negated", "doubted"} & marks or means(item.quote, article.lang, "negated"):
            return False
    return True


def _is_denied(
    records: Records, claims: Sequence[tuple[Claim, Attribute]], item: Evidence, article: Article, context: Context
) -> bool:
    """Return whether the text denies a claim; that a cue of a choice has a negation in it is no denial of the choice."""
    marks = {*context.marks, *inside(item.quote, article.lang), *item.context}
    if {"negated", "doubted"} & marks:
        return True
    if any(attribute.type == "choice" for _, attribute in claims):
        return _is_negated(records, claims, item, article)
    return words_of(item.quote, article.lang, "negated")


def _is_negated(records: Records, claims: Sequence[tuple[Claim, Attribute]], item: Evidence, article: Article) -> bool:
    """Return whether a negation inside the quotation reaches the words that bear a value out."""
    if not words_of(item.quote, article.lang, "negated"):
        return False
    words = Words(item.quote, article.lang)
    for claim, attribute in claims:
        names = (
            records.entities[claim.value or ""].supporting_names if attribute.type == "ref" and claim.value else Names()
        )
        spans = TYPES[attribute.type].spans(claim.value, words, attribute, names) if claim.value else []
        if negates(item.quote, article.lang, spans):
            return True
    return False


def _conveyed(
    mark: str, statement: Statement, claims: Sequence[tuple[Claim, Attribute]], item: Evidence, article: Article
) -> bool:
    """Return whether the statement itself says what a mark says: a denial, a paraphrase with 'not', a cue with it."""
    if statement.denies and mark in {"negated", "doubted"}:
        return True
    if mark == "compared":
        return not any(attribute.type in {"quantity", "integer", "money", "date"} for _, attribute in claims)
    return all(_claim_conveys(mark, claim, attribute, item, article) for claim, attribute in claims)


def _claim_conveys(mark: str, claim: Claim, attribute: Attribute, item: Evidence, article: Article) -> bool:
    if claim.words is not None:
        return words_of(claim.words, article.lang, mark)
    if attribute.type == "text":
        return sense(claim.value or "", None, mark)
    if attribute.type == "choice" and mark != "negated":
        cues = attribute.options.get(claim.value or "", ()) or ((claim.value or "").replace("-", " "),)
        quoted = [cue for cue in cues if find_whole(cue.casefold(), item.quote.casefold())]
        return any(sense(cue, article.lang, mark) for cue in quoted) or sense(claim.value or "", None, mark)
    return False


def _sentence(article: Article, item: Evidence, block: int | None) -> str:
    """Return the sentence of the text for a message, where the text is here."""
    found = _sentences(article, block, item.quote) if article.text is not None and block is not None else []
    return f": “{' '.join(found[0].split())}”" if found else ""


def _speaker_faults(records: Records, item: Evidence, article: Article, context: Context) -> Iterator[Fault]:
    if not item.said_by:
        passed_on = "spoken" in context.marks or words_of(item.quote, article.lang, "passed_on")
        if passed_on and "spoken" not in item.context and not _is_authors(article, context):
            who = f" ({context.speakers[0]})" if context.speakers else ""
            yield Fault("unattributed", f"somebody says this{who}; name the speaker with 'said_by'")
        return
    everyone = [names_of(records, speaker) for speaker in item.said_by]
    matched = [any(_same(name, who, article.lang) for name in names for who in context.speakers) for names in everyone]
    for speaker, names, is_matched in zip(item.said_by, everyone, matched, strict=True):
        named = next((who for who in context.speakers if _names(who, speaker, article.lang)), None)
        if is_matched or "spoken" in item.context or _is_author(article, names):
            continue
        if any(matched) and _is_beside(article, item, names):
            continue  # the one speaks for the other
        if named and not any(matched):
            yield Fault("wrong-speaker", f"'{named}' says this, not '{names[0]}'; name that speaker with 'said_by'")
        elif not _is_vouched(article, item, speaker, names):
            message = (
                f"nothing near the quotation says that '{names[0]}' says it; name who does, or leave 'said_by' out"
            )
            yield Fault("wrong-speaker", message)


def names_of(records: Records, speaker: Speaker) -> list[str]:
    """Return the names of a speaker, all that an entity goes by, or the words for one who is none."""
    entity = records.entities.get(speaker.id or "")
    return list(entity.names) if entity else [speaker.words or speaker.id or ""]


def _is_authors(article: Article, context: Context) -> bool:
    return any(_is_author(article, [who]) for who in context.speakers)


def _is_author(article: Article, names: Sequence[str]) -> bool:
    """Return whether one of the names is that of the author or of the publisher, whose words the article's own are."""
    own = [one for one in (article.author, article.publisher) if one]
    return any(find_whole(name.casefold(), one.casefold()) for name in names for one in own)


def _names(who: str, speaker: Speaker, lang: str | None) -> bool:
    """Return whether the words for a speaker name one, and do not but describe one: 'Ada Finch', not 'the keeper'.

    Beside a speaker who is no entity, whom words describe too, a description is as good as a name.
    """
    known = language(lang)
    pronouns = known.word_set("context", "pronouns") if known else frozenset()
    if speaker.id is None and who.casefold() not in pronouns:
        return True
    parts = [part.split() for part in who.split(",") if part.strip()]
    return any(part[-1][:1].isupper() and part[-1].casefold() not in pronouns for part in parts)


def _same(name: str, who: str, lang: str | None) -> bool:
    """Return whether the words for a speaker in the text can mean a name: one holds the other's telling words."""
    mine, its = _telling(name, lang), _telling(who, lang)
    if not (mine and its):
        return False
    return its <= mine or (len(mine) > 1 and mine <= its) or _shares_surname(name, who, lang)


def _shares_surname(name: str, who: str, lang: str | None) -> bool:
    """Return whether the last word of a name stands in the words for a speaker as theirs: General Reed, not Otto Reed."""
    known, said = language(lang), words(who)
    last = words(name)[-1:]
    if known is None or not last or not last[0][:1].isupper() or last[0] not in said:
        return False
    at = said.index(last[0])
    own = (
        known.word_set("context", "titles")
        | known.word_set("words", "stop")
        | {word.casefold() for word in words(name)}
    )
    is_first = len(words(name)) > 1 and f"{last[0]} {' '.join(said[at + 1 : at + 2])}" in who
    beside = [*said[:at][-1:], *(said[at + 1 : at + 2] if is_first else ())]
    return all(word[:1].islower() or word.casefold() in own for word in beside)


@lru_cache(maxsize=16384)
def _telling(phrase: str, lang: str | None) -> frozenset[str]:
    known = language(lang)
    stops = known.word_set("words", "stop") if known else frozenset()
    found = (word.casefold() for word in words(phrase))
    return frozenset(word for word in found if word not in stops and len(word) > 1)


def _is_vouched(article: Article, item: Evidence, speaker: Speaker, names: Sequence[str]) -> bool:
    """Return whether a speaker whom no verb of saying names is meant, by the text or by a seal."""
    block = item.quoted_block
    if article.text is not None and block is not None:
        return is_meant(article, block, item.quote, speaker, names)
    return is_vouched(article.seals, speaker_line(article, item, speaker))


def speaker_line(article: Article, item: Evidence, speaker: Speaker) -> str:
    """Return the line that seals a speaker whom no verb of saying names."""
    block = item.quoted_block or 0
    return vouch(article.source_sha256 or "", block, "speaker", item.quote, speaker.id or speaker.words or "")


def is_meant(article: Article, block: int, quote: str, speaker: Speaker, names: Sequence[str]) -> bool:
    """Return whether a speaker whom no verb of saying names is near enough to be meant.

    That is as who last spoke in this block or before; where the words are spoken by somebody whom the text but describes
    ('the release noted'), in the few blocks before; in an embedded post or a quotation set apart, or beside it. Who is no
    entity stands where the sentence opens, or it passes the words on without a name: reportedly.
    """
    spoken = any("spoken" in context.marks for context in contexts_of(article, quote, block))
    spoke = [*_last_speakers(article, block, spoken=spoken), *_described_before(article, block)]
    if any(_same(name, who, article.lang) for name in names for who in spoke):
        return True
    sentences = _sentences(article, block, quote) if speaker.id is None else []
    if any(words_of(sentence, article.lang, "passed_on") for sentence in sentences):
        return True
    openings = (" ".join(sentence.split()[:OPENS]) for sentence in sentences)
    wanted = [telling for name in names if (telling := _telling(name, article.lang))]
    near = (*openings, *_near(article, block, described=spoken and not spoke))
    return any(telling <= _telling(text, article.lang) for text in near for telling in wanted)


def _sentences(article: Article, block: int, quote: str) -> list[str]:
    """Return the sentences of a block in which a quotation stands."""
    text = article.text[block].text if article.text is not None else ""
    return [text[slice(*sentence_around(text, *place))] for place in find_whole(quote, text)]


def _is_beside(article: Article, item: Evidence, names: Sequence[str]) -> bool:
    """Return whether a second speaker is named in the block; without the text, the first has to do."""
    block = item.quoted_block
    if article.text is None or block is None:
        return True
    telling = _telling(article.text[block].text, article.lang)
    return any(_telling(name, article.lang) <= telling for name in names)


def _described_before(article: Article, block: int) -> Iterator[str]:
    """Yield who speaks in an earlier block that has all words by which this one calls a speaker: the press release."""
    texts = article.text or ()
    own = [one.text for one in texts[max(0, block - 1) : block + 1]]
    called = [_telling(who, article.lang) for text in own for who in speakers_in(text, article.lang)]
    for one in texts[max(0, block - 2 * DESCRIBED) : block]:
        if any(telling and telling <= _telling(one.text, article.lang) for telling in called):
            yield from speakers_in(one.text, article.lang)


def _near(article: Article, block: int, *, described: bool) -> Iterator[str]:
    """Yield the blocks near a quotation in which a name can mean who says it."""
    texts = article.text or ()
    embedded = any(one.kind in "eq" for one in texts[max(0, block - 1) : block + 2])
    before = DESCRIBED if described else 1 if embedded else -1
    yield from (one.text for one in texts if block - before <= one.number <= block + embedded)


def _last_speakers(article: Article, block: int, *, spoken: bool) -> list[str]:
    """Return who is named as speaking in a block and in the nearest one before it in which anybody is."""
    found: list[str] = []
    texts = [one for one in article.text or () if block - DESCRIBED <= one.number <= block]
    for one in reversed(texts if spoken else texts[-1:]):
        named = [
            who for who in speakers_in(one.text, article.lang) if _names(who, Speaker("", None, NOWHERE), article.lang)
        ]
        found += named
        if named and one.number < block:
            break
    return found
