"""Statements: what the texts name and say in, statements that could be drafted out, each with its exact evidence.

A draft must pass the check that its editor will run, so a quotation is taken only where the value's own type says that
it gives the value. Each value goes where it fits best and nowhere else: two statements of one number would both look
right. What an article denies is not stated, and what the base has already from the same article is not said again.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace

import regex

from druzhba_kb.model import Attribute, KnowledgeBase, Names
from druzhba_kb.reading import Words
from druzhba_kb.relate.locations import locate
from druzhba_kb.relate.passages import BlockText, Sentence, day_of_post, sentences_of
from druzhba_kb.suggesting.article_subject import CALLED, NAMED, SubjectScope
from druzhba_kb.suggesting.attribute_fit import fits
from druzhba_kb.suggesting.lexicon import has_country
from druzhba_kb.suggesting.mention_index import MentionIndex
from druzhba_kb.suggesting.sentence_ties import find_cues
from druzhba_kb.suggesting.sentence_values import in_block, shortest, values_in
from druzhba_kb.suggesting.suggest_model import (
    DISAGREEMENT,
    FURTHER_EVIDENCE,
    AttributeFit,
    ExtractedName,
    NameDetail,
    PossibleSubject,
    Span,
    StatementDraft,
    Subject,
    SubjectSentence,
    ValueCandidate,
)
from druzhba_kb.values import TYPES

# up to three words before the cue: "has never been lit"
DENIED = regex.compile(r"\b(?:not|never|denied|denies|deny|no|n't)\b(?: \w+){0,3} *$", regex.IGNORECASE)


def find_statements(
    kb: KnowledgeBase, index: MentionIndex, names: Sequence[ExtractedName], texts: Sequence[BlockText]
) -> tuple[StatementDraft, ...]:
    """Return what could be stated and is not yet, in the order of articles and blocks; of several alike the first."""
    found: dict[tuple[str, tuple[tuple[str, str], ...], str], StatementDraft] = {}
    for id in dict.fromkeys(text.article for text in texts):
        drafter = _Drafter(kb, index, id, [text for text in texts if text.article == id])
        for draft in [*drafter.from_names(names), *drafter.from_sentences()]:
            found.setdefault((draft.entity, draft.values, draft.article), draft)
    return tuple(_related(kb, draft) for draft in found.values() if not _is_stated(kb, draft))


def surest(kb: KnowledgeBase, drafts: Sequence[StatementDraft]) -> tuple[StatementDraft, ...]:
    """Return drafts in their order, of two values of which an article can give but one the surer, or else the first."""
    kept: list[StatementDraft] = []
    for draft in sorted(drafts, key=lambda one: one.doubt):
        known = kb.records.kinds[draft.kind].attributes
        single = {name: form for name, form in draft.values if known[name].single}
        rivals = (one for one in kept if (one.entity, one.article) == (draft.entity, draft.article))
        # two who speak may well disagree
        heard = (one for one in rivals if not (one.said_by and draft.said_by and one.said_by != draft.said_by))
        told = ((name, form) for one in heard for name, form in one.values if name in single)
        if all(TYPES[known[name].type].compatible(form, single[name]) for name, form in told):
            kept.append(draft)
    return tuple(draft for draft in drafts if draft in kept)


def _related(kb: KnowledgeBase, draft: StatementDraft) -> StatementDraft:
    """Return a draft with what it is to the statements that the base has: evidence for one, or against one."""
    entity = kb.records.entities.get(draft.entity)
    for statement in (one for one in entity.statements if not one.denies) if entity else ():
        stated = [(claim.attribute, claim.value) for claim in statement.claims]
        known = kb.records.kinds[draft.kind].attributes
        against = f"{statement.place.file}:{statement.place.line}"
        if all(value in stated for value in draft.values):
            return replace(draft, relation=FURTHER_EVIDENCE, against=against)
        pairs = [
            (known[name], mine, its) for name, mine in draft.values for other, its in stated if name == other and its
        ]
        if any(one.single and not TYPES[one.type].compatible(mine, its) for one, mine, its in pairs):
            draft = replace(draft, relation=DISAGREEMENT, against=draft.against or against)
    return draft


def statements_about(
    kb: KnowledgeBase, index: MentionIndex, texts: Sequence[BlockText], entity: str
) -> tuple[StatementDraft, ...]:
    """Return what the sentences of one article would say of an entity if all of them spoke of it."""
    drafter = _Drafter(kb, index, texts[0].article, texts, about=index.entities[entity])
    return tuple(drafter.from_sentences())


def _is_stated(kb: KnowledgeBase, draft: StatementDraft) -> bool:
    """Return whether the base has these values already from this article."""
    entity = kb.records.entities.get(draft.entity)
    stated = {
        (claim.attribute, claim.value)
        for statement in (entity.statements if entity else ())
        for claim in statement.claims
        if any(item.article == draft.article for item in statement.evidence)
    }
    return all(value in stated for value in draft.values)


class _Drafter:
    """Drafts the statements of one article."""

    def __init__(
        self,
        kb: KnowledgeBase,
        index: MentionIndex,
        id: str,
        texts: Sequence[BlockText],
        about: Subject | None = None,
    ) -> None:
        self.about = about
        # what is filled from elsewhere is drafted there
        self.kinds = {
            id: replace(kind, attributes={one.name: one for one in kind.stated})
            for id, kind in kb.records.kinds.items()
        }
        self.article = kb.records.articles[id]
        self.index = index
        self.texts = {text.block: text for text in texts}
        self.sentences = [sentence for text in texts for sentence in sentences_of(text)]
        self.only_countries = _led_to_countries(kb)
        self.main = index.main(id)
        year = (self.article.published or "")[:4]
        self.scopes = [SubjectScope(one, self.kinds[one.kind], year, index.descriptions) for one in index.called(id)]
        self.placed = {sentence: self._with_subjects(sentence) for sentence in self.sentences}

    def from_sentences(self) -> Iterator[StatementDraft]:
        """Yield what the sentences say of their subjects; each value goes where it fits best."""
        for sentence in self.placed.values():
            for value in self._values(sentence):
                found = (fits(sentence, value, one, self.kinds[one.subject.kind]) for one in sentence.subjects)
                drafts = (self._draft(sentence, value, fit) for fit in sorted(fit for each in found for fit in each))
                yield from [draft for draft in drafts if draft][:1]

    def from_names(self, names: Sequence[ExtractedName]) -> Iterator[StatementDraft]:
        """Yield what stands right beside a name: an office, a rank, an edition."""
        own = set(self.sentences)
        for name in names:
            subject = self.index.subject_of(name)
            for detail in name.details if subject else ():
                if subject and detail.at.sentence in own:
                    draft = self._from_detail(self.placed[detail.at.sentence], subject, detail)
                    yield from [draft] if draft else []

    def _from_detail(self, sentence: SubjectSentence, subject: Subject, detail: NameDetail) -> StatementDraft | None:
        attribute = self.kinds[subject.kind].attributes.get(detail.key)
        if attribute is None:
            return None
        inside = self.index.mentions(*detail.at.block, detail.at.span)
        target = next((one.subject for one in inside if one.subject.kind in attribute.to), None)
        if attribute.type == "ref" and target in (None, subject):
            return None
        form = target.id if target else detail.words
        value = ValueCandidate(attribute.type, detail.at.span, (form,), target=target)
        near = next((one.span for one in sentence.mentions if one.subject == subject), detail.at.span)
        fit = AttributeFit(0, 0, 0, subject.id, (attribute.name,), subject, (attribute,), near)
        return self._draft(sentence, value, fit)

    def _with_subjects(self, sentence: Sentence) -> SubjectSentence:
        """Return a sentence with what it names, and the article's main subject where it means that."""
        text = self.texts[sentence.block]
        named = self.index.mentions(text.article, text.block, (sentence.start, sentence.end))
        mentions = tuple(one for one in named if not self._is_the_main_in_other_words(one.subject))
        subjects = [PossibleSubject(one.subject, one.span, True) for one in mentions if one.subject != self.main]
        if self.about:
            own = next((one.span for one in mentions if one.subject == self.about), None)
            subjects = [PossibleSubject(self.about, own, own is not None, is_main=True)]
        for scope in () if self.about else self.scopes:
            place = scope.place(text, sentence, mentions)
            # only of what the article is about a sentence need not speak
            if place and (scope.main == self.main or place[0] == CALLED):
                is_named, is_main, turns = place[0] == NAMED, scope.main == self.main, scope.turns(sentence, mentions)
                subjects.append(PossibleSubject(scope.main, place[1], is_named, is_main=is_main, turns=turns))
        return SubjectSentence(text, sentence, mentions, tuple(subjects))

    def _is_the_main_in_other_words(self, one: Subject) -> bool:
        """Return whether something new has but a description, and may be what the article is about."""
        is_alike = self.main and not self.main.suggested and one.kind == self.main.kind
        return bool(is_alike and one.suggested and self.index.is_described(one))

    def _values(self, sentence: SubjectSentence) -> Iterator[ValueCandidate]:
        spans = [one.span for one in sentence.mentions if not self.index.is_described(one.subject)]
        post = day_of_post(self.article, sentence.text.block)
        yield from values_in(sentence.sentence, self.article.published, self.article.lang, spans, post)
        for one in sentence.mentions:
            yield ValueCandidate("ref", one.span, (one.subject.id,), target=one.subject)
        yield from self._choices(sentence)

    def _choices(self, sentence: SubjectSentence) -> Iterator[ValueCandidate]:
        """Yield each option whose cue stands in the sentence and is not denied there."""
        inner = sentence.sentence
        for kind in dict.fromkeys(one.subject.kind for one in sentence.subjects):
            for attribute in self.kinds[kind].attributes.values():
                for option in attribute.options:
                    for span in find_cues(inner.text, attribute.option_cues(option)):
                        yield from self._told(inner, attribute, option, span)

    def _told(self, inner: Sentence, attribute: Attribute, option: str, span: Span) -> Iterator[ValueCandidate]:
        """Yield an option where an editor's cue for it, or another form of that, is not denied."""
        words = inner.text[slice(*span)]
        is_own = words.casefold() in map(str.casefold, attribute.option_cues(option))
        inferred, note = (
            ((), None) if is_own else (("cue",), f"“{words}” says that it is {attribute.option_name(option)}.")
        )
        if not DENIED.search(inner.text[: span[0]]):
            yield ValueCandidate("choice", in_block(inner, span), (option,), attribute.name, None, inferred, note)

    def _draft(self, sentence: SubjectSentence, value: ValueCandidate, fit: AttributeFit) -> StatementDraft | None:
        lang, within = self.article.lang, (sentence.sentence.start, sentence.sentence.end)
        values = () if self._leads_elsewhere(value, fit) else _canonical(value, fit)
        gives = _gives(value, fit, values, lang)
        quote = shortest(sentence.text.text, value.span, within, fit.towards, gives) if values else None
        if quote is None:
            return None
        speaker = self.index.speaker_of(quote, sentence.text, self.sentences, lang)
        return StatementDraft(
            entity=fit.subject.id,
            kind=fit.subject.kind,
            values=values,
            article=self.article.id,
            quote=quote,
            block=sentence.text.block,
            is_unique=len(locate(self.article, quote)) == 1,
            # who speaks of himself is the subject already
            said_by=None if speaker and speaker.id == fit.subject.id else speaker,
            inferred=value.inferred,
            note=value.note,
            target=value.target.id if value.target else None,
            doubt=fit.doubt,
        )

    def _leads_elsewhere(self, value: ValueCandidate, fit: AttributeFit) -> bool:
        """Return whether a reference leads to no country where the base's own values of the attribute all are countries."""
        # where editors put countries alone, "the Navy of Norway took part" means Norway
        is_narrow = (fit.subject.kind, *fit.names) in self.only_countries
        return is_narrow and value.target is not None and not has_country(value.target.names)


def _led_to_countries(kb: KnowledgeBase) -> set[tuple[str, ...]]:
    """Return the kinds and attributes whose references lead to countries wherever the base has one."""
    led: dict[tuple[str, ...], list[bool]] = {}
    entities = kb.records.entities
    for entity in entities.values():
        for claim in (claim for statement in entity.statements for claim in statement.claims):
            target = entities.get(claim.value or "")
            if target and kb.records.kinds[entity.kind].attributes[claim.attribute].type == "ref":
                led.setdefault((entity.kind, claim.attribute), []).append(has_country(target.names))
    return {attribute for attribute, countries in led.items() if all(countries)}


def _canonical(value: ValueCandidate, fit: AttributeFit) -> tuple[tuple[str, str], ...]:
    """Return the values by attribute as the base writes them; nothing where one is no value of its attribute."""
    pairs = zip(fit.attributes, value.forms, strict=True)
    try:
        return tuple((attribute.name, TYPES[attribute.type].parse(form, attribute)) for attribute, form in pairs)
    except ValueError:
        return ()


def _gives(
    value: ValueCandidate, fit: AttributeFit, values: tuple[tuple[str, str], ...], lang: str | None
) -> Callable[[str], bool]:
    """Return the check's own rule for whether a quotation gives the values."""
    names = value.target.supporting if value.target else Names()
    return lambda quote: (
        not any(
            TYPES[attribute.type].missing(form, value.inferred, [Words(quote, lang)], attribute, names)
            for attribute, (_, form) in zip(fit.attributes, values, strict=True)
        )
    )
