"""Speakers: evidence in, findings out where another says it than the statement names, or nobody is named who does.

Who speaks is read by `reading.context`, or known from the seal; whom a text means without a verb of saying is looked for here.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import islice

from druzhba_kb.folding import find_whole, words
from druzhba_kb.model import Article, Evidence, Records, Speaker
from druzhba_kb.reading.context import speakers_in, words_of
from druzhba_kb.reading.language import language
from druzhba_kb.reading.quoted_words import Context
from druzhba_kb.reading.sentences import sentence_around
from druzhba_kb.reading.speech import label_of, quoted_spans, tagged
from druzhba_kb.reading.tokens import tokenize
from druzhba_kb.relate.locations import contexts_of, root_of
from druzhba_kb.report import Place, Report
from druzhba_kb.sealing import is_vouched, vouch

NOWHERE = Place("")
# blocks; a speaker who was named further up has been replaced by then, or is named again
DESCRIBED = 5
WEIGHED = "weigh it with 'context: [spoken]' and a note"
# words; where a sentence opens with a name, what it says without a verb of saying is that speaker's
OPENS = 7


@dataclass(frozen=True, slots=True)
class Fault:
    """What stands against one item of evidence: the finding's code and its message."""

    code: str
    message: str


def sentences_around(article: Article, block: int, quote: str) -> list[str]:
    """Return the sentences of a block in which a quotation stands."""
    text = article.text[block].text if article.text is not None else ""
    return [text[slice(*sentence_around(text, *place, article.lang))] for place in find_whole(quote, text)]


def verify_heard(article: Article, item: Evidence, found: Sequence[Context], report: Report) -> None:
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


def speaker_faults(records: Records, item: Evidence, article: Article, context: Context) -> Iterator[Fault]:
    """Yield what stands against the speakers of an item, or against its having none."""
    if not item.said_by:
        # what the author or the publisher says is the article's own voice
        if (
            (_is_spoken(item, article, context) or _is_told(article, item))
            and "spoken" not in item.context
            and not _is_authors(article, context)
        ):
            who = f" ({context.speakers[0]})" if context.speakers else ""
            message = f"somebody says this{who}; name the speaker with 'said_by', or {WEIGHED} that the article says it"
            yield Fault("unattributed", message)
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
            out = f"name that speaker with 'said_by', or {WEIGHED} that both are one"
            yield Fault("wrong-speaker", f"'{named}' says this, not '{names[0]}'; {out}")
        elif not _is_vouched(article, item, speaker, names):
            who = next(iter(context.speakers), "…")
            out = f"name who does, as {{words: {who}}}, or {WEIGHED} that this one is meant"
            yield Fault("wrong-speaker", f"nothing near the quotation says that '{names[0]}' says it; {out}")


def _is_spoken(item: Evidence, article: Article, context: Context) -> bool:
    return "spoken" in context.marks or words_of(item.quote, article.lang, "passed_on")


def _is_told(article: Article, item: Evidence) -> bool:
    """Return whether the sentence tells a number as somebody's, by no verb of saying: the club put the number at 900."""
    around = sentences_around(article, item.quoted_block, item.quote) if item.quoted_block is not None else []
    # ", and its secretary, Ada Finch, said" is another sentence in all but the full stop
    told = (_main_clause(sentence, item.quote, article.lang) for sentence in around)
    return bool(around) and all(words_of(clause, article.lang, "told_of") for clause in told)


def _main_clause(sentence: str, quote: str, lang: str | None) -> str:
    """Return the part of a sentence around a quotation that a semicolon or ", and" parts off, where somebody else speaks."""
    known = language(lang)
    joins = known.word_set("dates", "and") | known.word_set("context", "barriers") if known else ()
    parts = re.split(rf";|, (?=(?:{'|'.join(map(re.escape, joins))})\b)", sentence) if joins else []
    return next((part for part in parts if find_whole(quote, part) and speakers_in(part, lang)), sentence)


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
    spoke = [
        *_last_speakers(article, block, spoken=spoken),
        *_described_before(article, block),
        *_turn(article, block),
        *(told := list(_tagged(article, block, quote))),
    ]
    # the firm expects 90 guests: whom that means stands in the few blocks before
    is_told = any(who[1:].islower() for who in told)
    described = (spoken or is_told) and not any(_names(who, Speaker("", None, NOWHERE), article.lang) for who in spoke)
    if any(_same(name, who, article.lang) for name in names for who in spoke):
        return True
    if spoken and any(_names_beside(one, names, article.lang) for one in sentences_around(article, block, quote)):
        return True
    sentences = sentences_around(article, block, quote) if speaker.id is None else []
    if any(words_of(sentence, article.lang, "passed_on") for sentence in sentences):
        return True
    openings = (" ".join(sentence.split()[:OPENS]) for sentence in sentences)
    wanted = [content for name in names if (content := _content_words(name, article.lang))]
    near = (*openings, *_near(article, block, described=described))
    return any(content <= _content_words(text, article.lang) for text in near for content in wanted)


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
    # "What do critics say?" tells of nobody who says anything
    own = [one.text for one in texts[max(0, block - 1) : block + 1] if not one.text.endswith("?")]
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


def _tagged(article: Article, block: int, quote: str) -> Iterator[str]:
    """Yield who is named behind a verb of saying in the sentences of a quotation."""
    known = language(article.lang)
    for sentence in sentences_around(article, block, quote) if known else ():
        text = tokenize(sentence)
        yield from (sentence[slice(*text.span(*subject))] for subject in (tagged(text, known) if known else ()))


def _names_beside(sentence: str, names: Sequence[str], lang: str | None) -> bool:
    """Return whether a name stands outside the quotation marks of a sentence of no other speaker: “…” – Ada Finch, the keeper."""
    spans = quoted_spans(sentence)
    if not spans or any(_names(who, Speaker("", None, NOWHERE), lang) for who in speakers_in(sentence, lang)):
        return False
    places = (at for name in names for at, _ in find_whole(name, sentence))
    return any(not any(start <= at < end for start, end in spans) for at in places)


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
