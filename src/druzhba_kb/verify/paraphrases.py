"""Paraphrases: our own words in, findings out where they say a number or a name that no source has, or repeat a source's.

What is said in our words cannot be compared as a whole; but a number, a date or a name in it can, and these are what a
reader takes away. Where the text of a withheld article is not here, what was held against it is known by its seal.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from functools import cached_property, lru_cache

import regex

from druzhba_kb.folding import fold, words
from druzhba_kb.model import Article, Attribute, Claim, Entity, Evidence, Records, Statement
from druzhba_kb.reading import Words, read
from druzhba_kb.reading.agreement import follows, opposed, unsaid
from druzhba_kb.reading.context import words_of
from druzhba_kb.reading.language import DEFAULT, language
from druzhba_kb.relate.locations import contexts_of, root_of
from druzhba_kb.relate.mentions import NameFinder, Owners, all_words
from druzhba_kb.report import Place, Report
from druzhba_kb.sealing import is_vouched, vouch

# words; fixed phrases and long names are shorter, and a copied sentence is longer
COPIED = 8
QUOTED = regex.compile(r"[“\"«„][^“”\"«»„]*[”\"»“]")
MARK = regex.compile(r"[“\"«„]")
CAPITAL = regex.compile(r"\p{Lu}[\p{L}\p{M}'’-]*")
# the first word of a sentence has a capital whatever it is
AFTER_STOP = regex.compile(r"(?:^|[.!?:])\s*[“\"‘'(«„\[]*$")
# letters; with three, "may" would be related to "mayor" and "car" to "cargo"
SHARED = 4
# words; two that are no name, date or number show no reader why the value follows
THIN = 2
SAYS = {"unsupported-number": "number", "unsupported-name": "name"}


class Paraphrases:
    """Holds our own words against the words of the sources; one for each check, since it reads each text once.

    `words` are those that tell of entities, all of these where none are given.
    """

    def __init__(self, records: Records, words: Mapping[str, Owners] | None = None) -> None:
        self.records = records
        self._words = words
        self._runs: dict[str, frozenset[tuple[str, ...]]] = {}
        self._named: dict[str, frozenset[str]] = {}

    @cached_property
    def names(self) -> NameFinder:
        """Return the finder of every name, alias and adjective."""
        return NameFinder(all_words(self.records.entities.values()) if self._words is None else self._words)

    def left_over(self, text: str, sources: Sequence[Words], exempt: Set[str]) -> list[tuple[str, str]]:
        """Return what text says in numbers and names that no source says, each with the code of its finding.

        `exempt` are entities that it may name without.
        """
        numbers = (("unsupported-number", one) for one in unsaid(Words(text, self.records.language), lambda: sources))
        return [*numbers, *(("unsupported-name", one) for one in self._unnamed(text, sources, exempt))]

    def _unnamed(self, text: str, sources: Sequence[Words], exempt: Set[str]) -> Iterator[str]:
        hits = list(self._longest(text))
        named = [one for one in hits if one[2].isdisjoint(exempt)]
        said = {id for words in sources for id in self.named(words.text)} if named else set()
        yield from (text[start:end] for start, end, ids in named if ids.isdisjoint(said))
        if self._has_capital_nouns:
            return
        for match in CAPITAL.finditer(text):
            inside = any(start < match.end() and match.start() < end for start, end, _ in hits)
            if inside or AFTER_STOP.search(text[: match.start()]):
                continue
            if not self._is_known(match[0], [vocabulary(words.text) for words in sources]):
                yield match[0]

    @cached_property
    def _has_capital_nouns(self) -> bool:
        """Whether the base is written in a language in which a capital tells no name from a noun."""
        known = language(self.records.language)
        return known is not None and known.data["words"].get("nouns") == "capitals"

    def named(self, text: str) -> frozenset[str]:
        """Return the entities that a text names in any way."""
        if text not in self._named:
            self._named[text] = frozenset(id for hit in self.names.find(text) for id in hit.owners.full)
        return self._named[text]

    def _longest(self, text: str) -> Iterator[tuple[int, int, frozenset[str]]]:
        done = 0
        for hit in sorted(self.names.find(text), key=lambda hit: (hit.start, -hit.end)):
            # "may" and "reed" in small letters name nobody
            if hit.start >= done and not text[hit.start : hit.end].islower():
                done = hit.end
                yield hit.start, hit.end, hit.owners.full

    def _is_known(self, word: str, vocabularies: Sequence[Set[str]]) -> bool:
        known = language(self.records.language)
        low = fold(word).casefold().removesuffix("'s").rstrip("'")
        stops = known.word_set("words", "stop") if known else frozenset()
        # days are dates and read as such; other capitals of grammar are no names
        if known and (low in known.weekdays or low in stops or known.months.at((low,), 0)):
            return True
        # "Noël" may be "Noel" in the source
        low = plain(low)
        # "Anglo-Danish" is known where both halves are
        return all(any(_has(one, part) for one in vocabularies) for part in low.split("-") if part)

    def copied(self, text: str, articles: Iterable[Article]) -> str | None:
        """Return the first run of words that text shares with a withheld text that is here, outside quotation marks."""
        # most values have a word or two, and the texts need not be cut into runs for them
        if text.count(" ") < COPIED - 1:
            return None
        # what is marked as a quotation may be copied; the bar keeps runs from closing over it
        said = words(QUOTED.sub(" | ", text) if MARK.search(text) else text)
        lows = tuple(word.casefold() for word in said)
        for article in articles:
            runs = self._runs_of(article) if article.rights == "withheld" and article.text is not None else ()
            for start in range(len(lows) - COPIED + 1) if runs else ():
                if lows[start : start + COPIED] in runs:
                    return " ".join(said[start : start + COPIED])
        return None

    def _runs_of(self, article: Article) -> frozenset[tuple[str, ...]]:
        if article.id not in self._runs:
            found: set[tuple[str, ...]] = set()
            for block in article.text or ():
                lows = tuple(word.casefold() for word in words(block.text))
                found.update(lows[start : start + COPIED] for start in range(len(lows) - COPIED + 1))
            self._runs[article.id] = frozenset(found)
        return self._runs[article.id]

    # What a statement rests on

    def over_quotations(self, entity: Entity, statement: Statement, value: str) -> list[tuple[str, str]]:
        """Return what a value says that the statement's own quotations do not."""
        return self.left_over(value, self._quotes(statement), may_name(entity, statement))

    def contrary(self, statement: Statement, value: str) -> tuple[str, str] | None:
        """Return a word of a value and the opposite of it in the quotations, where nothing denies either."""
        said, quotes = Words(value, self.records.language), self._quotes(statement)
        # "was not sunk" beside "floated" are one claim: where anything is denied, opposites prove nothing
        found = None if statement.denies else opposed(said, quotes)
        if found is None or any(words_of(one.text, one.lang, "negated") for one in (said, *quotes)):
            return None
        return None if any(self._is_negated(item) for item in statement.evidence) else found

    def _is_negated(self, item: Evidence) -> bool:
        article = self.records.articles[item.article]
        block = item.quoted_block
        found = contexts_of(article, item.quote, block) if block is not None else ()
        return any("negated" in context.marks for context in found)

    def over_blocks(self, entity: Entity, statement: Statement, value: str) -> list[tuple[str, str]]:
        """Return what a value says that neither the quotations nor their blocks do; the texts must be here."""
        sources = [*self._quotes(statement), *self._blocks(statement)]
        return self.left_over(value, sources, may_name(entity, statement))

    def _quotes(self, statement: Statement) -> list[Words]:
        return [Words(item.quote, self.records.articles[item.article].lang) for item in statement.evidence]

    def _blocks(self, statement: Statement) -> Iterator[Words]:
        for item in statement.evidence:
            article = self.records.articles[item.article]
            block = item.quoted_block
            if article.text is not None and block is not None:
                yield Words(article.text[block].text, article.lang)

    def value_line(self, item: Evidence, value: str) -> str:
        """Return the line that seals a value for the article of an item of evidence."""
        article = self.records.articles[item.article]
        return vouch(root_of(article), item.quoted_block or 0, "value", value)


def may_name(entity: Entity, statement: Statement) -> Set[str]:
    """Return the entities that a value may name without a quotation: what it is about, and who says it."""
    return {entity.id, *(speaker.id for item in statement.evidence for speaker in item.said_by if speaker.id)}


def is_paraphrase(claim: Claim, attribute: Attribute, statement: Statement) -> bool:
    """Return whether a claim is in our own words, which nobody infers."""
    return (
        attribute.type == "text"
        and claim.value is not None
        and {"value", attribute.name}.isdisjoint(statement.inferred_everywhere)
    )


def verify_paraphrases(checker: Paraphrases, entity: Entity, misquoted: Set[Place], report: Report) -> None:
    """Check every value of type text of an entity, its summary and every note."""
    for statement in entity.statements:
        if misquoted.isdisjoint(item.place for item in statement.evidence):
            paraphrases_of_statement(checker, entity, statement, report)
    _verify_copies(checker, entity, report)


def paraphrases_of_statement(checker: Paraphrases, entity: Entity, statement: Statement, report: Report) -> None:
    """Check the paraphrases of one statement, and whether its quotations say enough."""
    if statement.by_reference:
        return
    attributes = checker.records.kinds[entity.kind].attributes
    paraphrased = [claim for claim in statement.claims if is_paraphrase(claim, attributes[claim.attribute], statement)]
    for claim in paraphrased:
        _verify_value(checker, entity, statement, claim, report)
    _verify_thickness(checker, statement, paraphrased, report)


def _verify_value(checker: Paraphrases, entity: Entity, statement: Statement, claim: Claim, report: Report) -> None:
    value = claim.value or ""
    if contrary := checker.contrary(statement, value):
        message = (
            f"the value says '{contrary[0]}' where its quotation says '{contrary[1]}'; say what it says, or quote more"
        )
        report.error(claim.place, "contrary-value", message)
    if not checker.over_quotations(entity, statement, value):
        return
    articles = checker.records.articles
    away = [item for item in statement.evidence if articles[item.article].text is None]
    if not away:
        # a paraphrase may lean on the sentence beside its quotation, within the same block
        over = checker.over_blocks(entity, statement, value)
        report.checked["from the block"] += not over
        for code, missing in over:
            message = (
                f"the {SAYS[code]} '{missing}' of '{claim.attribute}' stands neither in the quotation nor in its block; "
                f"quote the words that give it, or name '{claim.attribute}' under 'inferred' with a note"
            )
            report.error(claim.place, code, message)
    # each article that is not here must have vouched, since any of them may be the one that gives it
    elif all(is_vouched(articles[item.article].seals, checker.value_line(item, value)) for item in away):
        report.checked["from the block"] += 1
    else:
        report_unsealed(claim.place, f"'{claim.attribute}'", report)


def report_unsealed(place: Place, what: str, report: Report) -> None:
    """Report words of ours that nobody has held against the text, as far as can be known here."""
    message = f"nobody has held {what} against the text, which is not here; 'druzhba-kb seal' does, where the text is"
    report.warning(place, "unsealed-text", message)


def _verify_copies(checker: Paraphrases, entity: Entity, report: Report) -> None:
    articles = checker.records.articles
    texts = [articles[id] for id in sorted({item.article for s in entity.statements for item in s.evidence})]
    own = [(entity.places.get("summary", entity.place), entity.summary)]
    for statement in entity.statements:
        own += [(claim.place, claim.value or "") for claim in statement.claims]
        own += [(statement.place, statement.note or "")]
        own += [(item.place, item.note or "") for item in statement.evidence]
    for place, text in own:
        report_copied(checker, place, text, texts, report)


def report_copied(checker: Paraphrases, place: Place, text: str, articles: Iterable[Article], report: Report) -> None:
    """Report our own words where they repeat a withheld text."""
    if run := checker.copied(text, articles):
        message = (
            f"'{run} …' stands so in a withheld text; say it in your own words, or quote at most 12 words as evidence"
        )
        report.error(place, "copied-words", message)


def _verify_thickness(checker: Paraphrases, statement: Statement, paraphrased: Sequence[Claim], report: Report) -> None:
    """Report a quotation of a word or two that is no whole name, date or number, and one that shares nothing with the value."""
    langs = [checker.records.articles[item.article].lang for item in statement.evidence]
    for item, lang in zip(statement.evidence, langs, strict=True):
        if item.quote.count(" ") < THIN and len(words(item.quote)) <= THIN and not _is_whole(checker, item.quote, lang):
            message = f"'{item.quote}' is no whole name, date or number; quote the words that say it"
            report.warning(item.place, "thin-quote", message)
    for claim in paraphrased:
        quoted = zip(statement.evidence, langs, strict=True)
        is_ours = any(_base(lang) == _base(checker.records.language) for lang in langs)  # no other has our words
        if is_ours and not any(_shares(checker, claim.value or "", item.quote, lang) for item, lang in quoted):
            message = f"the quotation has no word in common with '{claim.attribute}'; quote the words that say it"
            report.warning(statement.evidence[0].place, "thin-quote", message)


def _base(lang: str | None) -> str:
    return (lang or DEFAULT).partition("-")[0]


def _is_whole(checker: Paraphrases, quote: str, lang: str | None) -> bool:
    """Return whether a short quotation is a whole name, date or number, but for words such as 'by' and 'since'."""
    known = language(lang)
    empty = known.word_set("words", "empty") | known.word_set("words", "stop") if known else frozenset()
    said = fold(quote).strip(" .,;:'\"")
    content = [word for word in words(said) if word.casefold() not in empty]
    named = (said[hit.start : hit.end] for hit in checker.names.find(said))
    if any(set(content) <= set(words(name)) for name in named):
        return True
    return sum(len(words(said[one.start : one.end])) + len(one.after) for one in read(said, lang)) >= len(content) > 0


def _shares(checker: Paraphrases, value: str, quote: str, lang: str | None) -> bool:
    """Return whether a value and a quotation have a telling word, a name or a number in common."""
    known = language(lang)
    stops = known.word_set("words", "stop") if known else frozenset()
    mine, its = (
        {one[:SHARED] for one in map(str.casefold, words(text)) if one not in stops} for text in (value, quote)
    )
    if mine & its:
        return True
    if checker.named(value) & checker.named(quote):
        return True
    return any(follows(one, other) for one in read(value, checker.records.language) for other in read(quote, lang))


@lru_cache(maxsize=4096)
def vocabulary(text: str) -> frozenset[str]:
    """Return the words of a text as `plain` writes them."""
    return frozenset(plain(word) for word in words(text))


def plain(word: str) -> str:
    """Return a word in small letters without marks: Noël as noel."""
    if word.isascii():
        return word.lower()
    return "".join(char for char in unicodedata.normalize("NFD", word.casefold()) if not unicodedata.combining(char))


def _has(known: Set[str], word: str) -> bool:
    return word in known or any(_related(word, other) for other in known)


def _related(one: str, other: str) -> bool:
    """Return whether two words are one, or one with another ending: Iceland and Icelandic, Dane and Danes."""
    short, long = sorted((one, other), key=len)
    return one == other or (len(short) >= SHARED and long.startswith(short))
