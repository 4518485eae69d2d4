"""Context: statements in, findings out where the sentence around a quotation takes it back, or has another speaker.

A true quotation can carry a false claim when 'denied that', 'if' or another speaker stands just outside it. The marks are
read by `reading.context`, or known from the seal; here they are held against what the statement says. What an editor has
weighed passes, with a note, counted and shown.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence, Set
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import islice

from druzhba_kb.folding import find_whole, words
from druzhba_kb.model import Article, Attribute, Claim, Entity, Evidence, Names, Records, Speaker, Statement
from druzhba_kb.reading import Words
from druzhba_kb.reading.context import inside, means, sense, speakers_in, words_of
from druzhba_kb.reading.language import language
from druzhba_kb.reading.negation import negates
from druzhba_kb.reading.quoted_words import Context
from druzhba_kb.reading.sentences import sentence_around
from druzhba_kb.reading.speech import label_of
from druzhba_kb.relate.locations import contexts_of, root_of
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
# blocks; a speaker who was named further up has been replaced by then, or is named again
DESCRIBED = 5
# words; where a sentence opens with a name, what it says without a verb of saying is that speaker's
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


def verify_context(records: Records, entity: Entity, misquoted: Set[Place], report: Report) -> None:
    """Check each item of an entity's evidence against the sentence around it, read in the text or else as it was sealed."""
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
    cases = [_Case(records, statement, claims, item, records.articles[item.article]) for item in statement.evidence]
    for case in cases:
        if case.item.place not in misquoted:
            case.verify(report)
    if misquoted.isdisjoint(item.place for item in statement.evidence) and _invents_negation(cases):
        message = "the value says 'not', and nothing in or beside the quotation does; quote the words that do"
        report.error(statement.place, "undenied", message)


def _invents_negation(cases: Sequence[_Case]) -> bool:
    """Return whether a paraphrase denies what no quotation, nor the words around one, denies."""
    texts = [(one.records.language, claim) for one in cases[:1] for claim, of in one.claims if of.type == "text"]
    if not any(negates(claim.value or "", lang, []) for lang, claim in texts):
        return False
    return not any(one.denies_at_all() for one in cases)


def _verify_heard(article: Article, item: Evidence, found: Sequence[Context], report: Report) -> None:
    """Check that the words for a speaker who is no entity stand in the block, or in the seal of who speaks there."""
    block = item.quoted_block if article.text is not None else None
    sealed = (who for context in found for who in context.speakers)
    heard = tuple(sealed) if article.text is None or block is None else (article.text[block].text,)
    for speaker in item.said_by:
        if not speaker.words or any(find_whole(speaker.words.casefold(), text.casefold()) for text in heard):
            continue
        if block is not None:
            message = (
                f"the words '{speaker.words}' do not stand in the block; use its words, or say in a note who is meant"
            )
            report.warning(speaker.place, "unheard-speaker", message)
        else:
            report.checked["speakers not heard without the text"] += 1


@dataclass(frozen=True, slots=True)
class _Case:
    """One item of evidence with the statement that it is for."""

    records: Records
    statement: Statement
    claims: Sequence[tuple[Claim, Attribute]]
    item: Evidence
    article: Article

    def verify(self, report: Report) -> None:
        """Report what stands against the item, and marks that an editor has weighed and that weigh nothing."""
        item, found = self.item, self.contexts()
        report.checked["contexts"] += bool(found)
        report.checked["acknowledged contexts"] += len(item.context)
        faults = self.faults(found)
        if not (faults or item.note or self.statement.note):
            _verify_heard(self.article, item, found, report)
        for fault in faults:
            report.error(item.place, fault.code, fault.message + _sentence(self.article, item, item.quoted_block))
        # a mark that weighs nothing would hide the next real fault at this place
        for mark in item.context if found and not faults else ():
            without = replace(item, context=tuple(other for other in item.context if other != mark))
            if not replace(self, item=without).faults(found):
                message = f"nothing has to be weighed here as '{mark}'; expected no 'context' for it"
                report.error(item.place, "needless-context", message)

    def contexts(self) -> Sequence[Context]:
        """Return the contexts of the places in which the quotation stands."""
        block = self.item.quoted_block
        return contexts_of(self.article, self.item.quote, block) if block is not None else ()

    def faults(self, found: Sequence[Context]) -> list[Fault]:
        """Return what stands against the item at the place of its words where least does."""
        # of several places of the same words an editor means the one that says it
        return min((list(self._faults(context)) for context in found), key=len, default=[])

    def denies_at_all(self) -> bool:
        """Return whether the quotation, or the words around a place of it, deny or doubt anything."""
        marks = {mark for context in self.contexts() for mark in context.marks} | set(self.item.context)
        return bool({"negated", "doubted"} & marks) or means(self.item.quote, self.article.lang, "negated")

    def _faults(self, context: Context) -> Iterator[Fault]:
        item = self.item
        around, within = context.marks - set(item.context), inside(item.quote, self.article.lang)
        if self.statement.denies and not self._is_denied(context):
            yield Fault(
                "undenied", "nothing in or beside the quotation denies it; quote the words that do, or drop 'denies'"
            )
        for mark, why in SAYS.items():
            marked = mark in around or (mark not in item.context and mark in within)
            negated = mark == "negated" and mark not in item.context and self._is_negated()
            if (marked or negated) and not self._conveys(mark):
                out = WAY_OUT.get(mark, "quote more of it")
                yield Fault("out-of-context", f"{why}; {out}, or weigh it with 'context: [{mark}]' and a note")
        yield from _speaker_faults(self.records, item, self.article, context)

    def _is_denied(self, context: Context) -> bool:
        """Return whether the text denies a claim; that a cue of a choice has a negation in it is no denial of the choice."""
        marks = {*context.marks, *inside(self.item.quote, self.article.lang), *self.item.context}
        if {"negated", "doubted"} & marks:
            return True
        if any(attribute.type == "choice" for _, attribute in self.claims):
            return self._is_negated()
        return words_of(self.item.quote, self.article.lang, "negated")

    def _is_negated(self) -> bool:
        """Return whether a negation inside the quotation reaches the words that bear a value out."""
        quoted = Words(self.item.quote, self.article.lang)
        if not words_of(quoted.text, quoted.lang, "negated"):
            return False
        return any(negates(quoted.text, quoted.lang, self._spans(quoted, *claim)) for claim in self.claims)

    def _spans(self, quoted: Words, claim: Claim, attribute: Attribute) -> list[tuple[int, int]]:
        if not claim.value:
            return []
        names = self.records.entities[claim.value].supporting_names if attribute.type == "ref" else Names()
        return TYPES[attribute.type].spans(claim.value, quoted, attribute, names)

    def _conveys(self, mark: str) -> bool:
        """Return whether the statement itself says what a mark says: a denial, a paraphrase with 'not', a cue with it."""
        if self.statement.denies and mark in {"negated", "doubted"}:
            return True
        # a hedge outside the quotation changes a number, and no name, option or text
        if mark == "compared":
            return not any(attribute.type in {"quantity", "integer", "money", "date"} for _, attribute in self.claims)
        return all(self._claim_conveys(mark, *claim) for claim in self.claims)

    def _claim_conveys(self, mark: str, claim: Claim, attribute: Attribute) -> bool:
        value, lang = claim.value or "", self.article.lang
        if claim.words is not None:
            return words_of(claim.words, lang, mark)
        if attribute.type == "text":
            return sense(value, None, mark)
        # an option "planned" may say that a sentence is conditional; no option says "not" for another
        if attribute.type == "choice" and mark != "negated":
            cues = attribute.options.get(value, ()) or (value.replace("-", " "),)
            quoted = [cue for cue in cues if find_whole(cue.casefold(), self.item.quote.casefold())]
            return any(sense(cue, lang, mark) for cue in quoted) or sense(value, None, mark)
        return False


def _sentence(article: Article, item: Evidence, block: int | None) -> str:
    """Return the sentence of the text for a message, where the text is here."""
    found = _sentences(article, block, item.quote) if article.text is not None and block is not None else []
    return f": “{' '.join(found[0].split())}”" if found else ""


def _speaker_faults(records: Records, item: Evidence, article: Article, context: Context) -> Iterator[Fault]:
    if not item.said_by:
        passed_on = "spoken" in context.marks or words_of(item.quote, article.lang, "passed_on")
        # what the author or the publisher says is the article's own voice
        if (
            passed_on
            and "spoken" not in item.context
            and not any(_is_author(article, [who]) for who in context.speakers)
        ):
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
    mine, its = _content_words(name, lang), _content_words(who, lang)
    if not (mine and its):
        return False
    # one word that is held by a longer phrase proves nothing: "Reed" of "Otto Reed's keeper"
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
    # another capital beside the surname makes it somebody else's, unless it is a title or the speaker's own
    beside = [*said[:at][-1:], *(said[at + 1 : at + 2] if is_first else ())]
    return all(word[:1].islower() or word.casefold() in own for word in beside)


@lru_cache(maxsize=16384)
def _content_words(phrase: str, lang: str | None) -> frozenset[str]:
    known = language(lang)
    stops = known.word_set("words", "stop") if known else frozenset()
    found = (word.casefold() for word in words(phrase))
    # initials tell nobody apart
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
    return vouch(root_of(article), block, "speaker", item.quote, speaker.id or speaker.words or "")


def is_meant(article: Article, block: int, quote: str, speaker: Speaker, names: Sequence[str]) -> bool:
    """Return whether a speaker whom no verb of saying names is near enough to be meant.

    That is as who last spoke in this block or before; where the words are spoken by somebody whom the text but describes
    ('the release noted'), in the few blocks before; in an embedded post or a quotation set apart, or beside it; as whose
    turn it is in a transcript. Who is no entity stands where the sentence opens, or it passes the words on without a name.
    """
    spoken = any("spoken" in context.marks for context in contexts_of(article, quote, block))
    spoke = [*_last_speakers(article, block, spoken=spoken), *_described_before(article, block), *_turn(article, block)]
    if any(_same(name, who, article.lang) for name in names for who in spoke):
        return True
    sentences = _sentences(article, block, quote) if speaker.id is None else []
    if any(words_of(sentence, article.lang, "passed_on") for sentence in sentences):
        return True
    openings = (" ".join(sentence.split()[:OPENS]) for sentence in sentences)
    wanted = [content for name in names if (content := _content_words(name, article.lang))]
    near = (*openings, *_near(article, block, described=spoken and not spoke))
    return any(content <= _content_words(text, article.lang) for text in near for content in wanted)


def _sentences(article: Article, block: int, quote: str) -> list[str]:
    """Return the sentences of a block in which a quotation stands."""
    text = article.text[block].text if article.text is not None else ""
    return [text[slice(*sentence_around(text, *place))] for place in find_whole(quote, text)]


def _is_beside(article: Article, item: Evidence, names: Sequence[str]) -> bool:
    """Return whether a second speaker is named in the block; without the text, the first has to do."""
    block = item.quoted_block
    # the first speaker was checked by the seal
    if article.text is None or block is None:
        return True
    content = _content_words(article.text[block].text, article.lang)
    return any(_content_words(name, article.lang) <= content for name in names)


def _described_before(article: Article, block: int) -> Iterator[str]:
    """Yield who speaks in an earlier block that has all words by which this one calls a speaker: the press release."""
    texts = article.text or ()
    own = [one.text for one in texts[max(0, block - 1) : block + 1]]
    called = [_content_words(who, article.lang) for text in own for who in speakers_in(text, article.lang)]
    for one in texts[max(0, block - 2 * DESCRIBED) : block]:
        if any(content and content <= _content_words(one.text, article.lang) for content in called):
            yield from speakers_in(one.text, article.lang)


def _turn(article: Article, block: int) -> Iterator[str]:
    """Yield whose turn a block of a transcript is: whose name and a colon open it, or the nearest one before it."""
    labels = (label_of(one.text) for one in reversed((article.text or ())[max(0, block - DESCRIBED) : block + 1]))
    yield from islice(filter(None, labels), 1)


def _near(article: Article, block: int, *, described: bool) -> Iterator[str]:
    """Yield the blocks near a quotation in which a name can mean who says it."""
    texts = article.text or ()
    # a post names its author below it, an article introduces it above
    embedded = any(one.kind in "eq" for one in texts[max(0, block - 1) : block + 2])
    before = DESCRIBED if described else 1 if embedded else -1
    yield from (one.text for one in texts if block - before <= one.number <= block + embedded)


def _last_speakers(article: Article, block: int, *, spoken: bool) -> list[str]:
    """Return who is named as speaking in a block and in the nearest one before it in which anybody is."""
    found: list[str] = []
    texts = [one for one in article.text or () if block - DESCRIBED <= one.number <= block]
    for one in reversed(texts if spoken else texts[-1:]):
        named = [
            # "the keeper" and "he" may be anybody; who spoke last must have a name
            who
            for who in speakers_in(one.text, article.lang)
            if _names(who, Speaker("", None, NOWHERE), article.lang)
        ]
        found += named
        if named and one.number < block:
            break
    return found
