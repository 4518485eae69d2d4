"""Statements: what the texts name and say in, statements that could be drafted out, each with its exact evidence."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence

import regex

from druzhba_kb.model import Kind, KnowledgeBase, Names
from druzhba_kb.reading import Words
from druzhba_kb.relate.locations import locate
from druzhba_kb.relate.passages import BlockText, Sentence, sentences_of
from druzhba_kb.suggesting.attribute_matching import find_cues, fits
from druzhba_kb.suggesting.counting import numbers_in, sums_in
from druzhba_kb.suggesting.dating import dates_in
from druzhba_kb.suggesting.drafts import Draft, Fit, Presence, Scene, Value
from druzhba_kb.suggesting.lexicon import look_up
from druzhba_kb.suggesting.mention_index import Cast, Subject
from druzhba_kb.suggesting.quoting import Span, shortest
from druzhba_kb.suggesting.speakers import speaker_of
from druzhba_kb.suggesting.suggest_model import Detail, Name
from druzhba_kb.values import TYPES

DENIED = regex.compile(r"\b(?:not|never|denied|denies|deny|no|n't)\b(?: \w+){0,3} *$", regex.IGNORECASE)

OTHERS = r"(?:\p{L}*(?:first|second|third|[^n]th)|last|previous|other|next|former|past|earlier|of|in|and|to|for)\b"


def find_statements(
    kb: KnowledgeBase, cast: Cast, names: Sequence[Name], texts: Sequence[BlockText]
) -> tuple[Draft, ...]:
    """Return what could be stated and is not yet, in the order of articles and blocks; of several alike the first."""
    found: dict[tuple[str, tuple[tuple[str, str], ...], str], Draft] = {}
    for id in dict.fromkeys(text.article for text in texts):
        drafter = _Drafter(kb, cast, id, [text for text in texts if text.article == id])
        for draft in [*drafter.told(names), *drafter.read()]:
            found.setdefault((draft.entity, draft.values, draft.article), draft)
    return tuple(draft for draft in found.values() if not _is_stated(kb, draft))


def _is_stated(kb: KnowledgeBase, draft: Draft) -> bool:
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

    def __init__(self, kb: KnowledgeBase, cast: Cast, id: str, texts: Sequence[BlockText]) -> None:
        self.kinds = kb.records.kinds
        self.article = kb.records.articles[id]
        self.cast = cast
        self.texts = {text.block: text for text in texts}
        self.sentences = [sentence for text in texts for sentence in sentences_of(text)]
        self.narrow = _led_to_countries(kb)

    def read(self) -> Iterator[Draft]:
        """Yield what the sentences say of their subjects; each value goes where it fits best."""
        for number in range(len(self.sentences)):
            scene = self._scene(number)
            for value in self._values(scene):
                options = [fit for one in scene.cast for fit in fits(scene, value, one, self.kinds[one.subject.kind])]
                drafts = (self._draft(scene, value, fit) for fit in sorted(options))
                yield from [draft for draft in drafts if draft][:1]

    def told(self, names: Sequence[Name]) -> Iterator[Draft]:
        """Yield what stands right beside a name: an office, a rank, an edition."""
        numbers = {(one.block, one.start): number for number, one in enumerate(self.sentences)}
        for name in names:
            subject = self.cast.subject_of(name)
            for detail in name.details if subject else ():
                at = detail.at.sentence
                if subject and at.article == self.article.id and (at.block, at.start) in numbers:
                    draft = self._told(self._scene(numbers[at.block, at.start]), subject, detail)
                    yield from [draft] if draft else []

    def _told(self, scene: Scene, subject: Subject, detail: Detail) -> Draft | None:
        attribute = self.kinds[subject.kind].attributes.get(detail.key)
        if attribute is None:
            return None
        span = (detail.at.start, detail.at.end)
        inside = self.cast.seen(scene.text.article, scene.text.block, span)
        target = next((one.subject for one in inside if one.subject.kind in attribute.to), None)
        if attribute.type == "ref" and target in (None, subject):
            return None
        value = Value(attribute.type, span, (target.id if target else detail.words,), target=target)
        near = next((one.span for one in scene.seen if one.subject == subject), span)
        return self._draft(scene, value, Fit(0, 0, subject.id, (attribute.name,), subject, (attribute,), near))

    def _scene(self, number: int) -> Scene:
        sentence = self.sentences[number]
        text = self.texts[sentence.block]
        seen = self.cast.seen(text.article, text.block, (sentence.start, sentence.end))
        named = {one.subject for one in seen}
        mains = (self.cast.main(text.article, id) for id, kind in self.kinds.items() if _has_names(kind))
        meant = [found for main in mains if main and main not in named and (found := self._meant(text, sentence, main))]
        return Scene(
            number, text, sentence, tuple(seen), (*(Presence(one.subject, one.span, True) for one in seen), *meant)
        )

    def _meant(self, text: BlockText, sentence: Sentence, main: Subject) -> Presence | None:
        """Return the article's main entity of a kind where a sentence calls it by its kind, or its paragraph names it."""
        called = _called(self.kinds[main.kind])
        if found := called.search(sentence.text):
            return Presence(main, _shifted(sentence, found.span()), False)
        in_block = called.search(text.text) or any(
            one.subject == main for one in self.cast.seen(text.article, text.block)
        )
        return Presence(main, None, False) if in_block else None

    def _values(self, scene: Scene) -> Iterator[Value]:
        sentence = scene.sentence
        lang = self.article.lang
        dates, sums = dates_in(sentence.text, self.article.published, lang), sums_in(sentence.text, lang)
        for date in dates:
            forms = (date.value, date.until) if date.until else (date.value,)
            yield Value("date", _shifted(sentence, date.span), forms, inferred=date.inferred, note=date.note)
        for sum_ in sums:
            yield Value("money", _shifted(sentence, sum_.span), (sum_.amount,))
        names = [(one.start - sentence.start, one.end - sentence.start) for one in scene.seen]
        taken = [*(one.span for one in dates), *(one.span for one in sums), *names]
        for number in numbers_in(sentence.text, lang):
            if all(number.end <= start or end <= number.start for start, end in taken):
                yield Value("quantity", _shifted(sentence, number.span), (number.amount,))
        for seen in scene.seen:
            yield Value("ref", seen.span, (seen.subject.id,), target=seen.subject)
        yield from self._choices(scene)

    def _choices(self, scene: Scene) -> Iterator[Value]:
        """Yield each option whose cue stands in the sentence and is not denied there."""
        for kind in dict.fromkeys(one.subject.kind for one in scene.cast):
            for attribute in self.kinds[kind].attributes.values():
                for option, cues in attribute.options.items():
                    for span in find_cues(scene.sentence.text, cues or (option.replace("_", " "),)):
                        if not DENIED.search(scene.sentence.text[: span[0]]):
                            yield Value("choice", _shifted(scene.sentence, span), (option,), attribute.name)

    def _draft(self, scene: Scene, value: Value, fit: Fit) -> Draft | None:
        values = () if self._leads_elsewhere(value, fit) else _canonical(value, fit)
        sentence = (scene.sentence.start, scene.sentence.end)
        quote = (
            shortest(
                scene.text.text, value.span, sentence, fit.towards, _bearing(value, fit, values, self.article.lang)
            )
            if values
            else None
        )
        if quote is None:
            return None
        said = speaker_of(quote, scene.text, self.sentences, self.cast, self.article.lang)
        return Draft(
            entity=fit.subject.id,
            kind=fit.subject.kind,
            values=values,
            article=self.article.id,
            quote=quote,
            block=scene.text.block,
            is_unique=len(locate(self.article, quote)) == 1,
            said_by=None if said and said.id == fit.subject.id else said,
            inferred=value.inferred,
            note=value.note,
            target=value.target.id if value.target else None,
        )

    def _leads_elsewhere(self, value: Value, fit: Fit) -> bool:
        """Return whether a reference leads to no country where the base's own values of the attribute all are countries."""
        is_narrow = value.target is not None and (fit.subject.kind, *fit.names) in self.narrow
        return is_narrow and value.target is not None and not _is_country(value.target.names)


def _led_to_countries(kb: KnowledgeBase) -> set[tuple[str, ...]]:
    """Return the kinds and attributes whose references lead to countries wherever the base has one."""
    led: dict[tuple[str, ...], list[bool]] = {}
    entities = kb.records.entities
    for entity in entities.values():
        for claim in (claim for statement in entity.statements for claim in statement.claims):
            target = entities.get(claim.value or "")
            if target and kb.records.kinds[entity.kind].attributes[claim.attribute].type == "ref":
                led.setdefault((entity.kind, claim.attribute), []).append(_is_country(target.names))
    return {attribute for attribute, countries in led.items() if all(countries)}


def _is_country(names: Iterable[str]) -> bool:
    return any((known := look_up(name)) and known.country for name in names)


def _has_names(kind: Kind) -> bool:
    """Return whether things of a kind go by names, so that 'the deal' is not rather another one than the article's main one."""
    return kind.suggest is None or kind.suggest.recognizer != "described"


def _called(kind: Kind) -> regex.Pattern[str]:
    """Return a pattern for calling an entity by its kind: 'the fair', 'the two-week fair', but not 'the first fair'."""
    words = "|".join(
        regex.escape(word.casefold()) for word in (kind.label, *(kind.suggest.cues if kind.suggest else ()))
    )
    return regex.compile(rf"(?i)\b(?:the|this|these)(?: (?!{OTHERS})[\p{{L}}-]+){{0,2}} (?:{words})\b")


def _canonical(value: Value, fit: Fit) -> tuple[tuple[str, str], ...]:
    """Return the values by attribute as the base writes them; nothing where one is no value of its attribute."""
    pairs = zip(fit.attributes, value.forms, strict=True)
    try:
        return tuple((attribute.name, TYPES[attribute.type].parse(form, attribute)) for attribute, form in pairs)
    except ValueError:
        return ()


def _bearing(value: Value, fit: Fit, values: tuple[tuple[str, str], ...], lang: str | None) -> Callable[[str], bool]:
    """Return the check's own rule for whether a quotation bears the values out."""
    names = Names(value.target.names if value.target else ())
    return lambda quote: (
        not any(
            TYPES[attribute.type].missing(form, value.inferred, [Words(quote, lang)], attribute, names)
            for attribute, (_, form) in zip(fit.attributes, values, strict=True)
        )
    )


def _shifted(sentence: Sentence, span: Span) -> Span:
    return sentence.start + span[0], sentence.start + span[1]
