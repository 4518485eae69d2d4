"""Fitting: a value and a subject in a sentence in, the attributes of the subject that may take the value out."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import lru_cache

import regex

from druzhba_kb.model import Attribute, Kind
from druzhba_kb.suggesting.drafts import Fit, Presence, Scene, Value
from druzhba_kb.suggesting.quoting import Span, distance
from druzhba_kb.suggesting.vocabulary import titles, words
from druzhba_kb.text import fold, fold_with_offsets

REACH = {"date": 8, "quantity": 3, "integer": 2, "money": 10, "ref": 1}
UNIT_REACH = 2
SUBJECT_REACH = 15
CALLED_REACH = 6
BESIDE = 1
UNNAMED = 40
WEAK = 3
STOP = regex.compile(r"[.,;:()]")
TITLE = regex.compile(r"\s+(\p{Lu}[\p{L}-]+)")
PROPER = regex.compile(r"\b\p{Lu}[\p{L}-]+")
SHORTEST_WITH_ENDINGS = 4
ENDINGS = "(?:s|es|d|ed|ing)?"


def fits(scene: Scene, value: Value, presence: Presence, kind: Kind) -> Iterator[Fit]:
    """Yield each way in which attributes of a subject may take a value; the least is the best."""
    subject = presence.subject
    gap = distance(scene.text.text, presence.span, value.span) if presence.span else UNNAMED
    if value.target == subject or (presence.span and gap > SUBJECT_REACH) or _is_of_a_title(scene, value):
        return
    for attributes in _takers(value, kind):
        if near := _claim(scene, value, attributes, presence, kind):
            names = tuple(attribute.name for attribute in attributes)
            yield Fit(near[0], gap + (not presence.is_named), subject.id, names, subject, attributes, near[1])


def _is_of_a_title(scene: Scene, value: Value) -> bool:
    """Return whether a reference is but the first part of somebody's title: 'Tide Office Chairman …'."""
    after = TITLE.match(scene.text.text, value.span[1]) if value.type == "ref" else None
    return bool(after and after[1].lower() in titles())


def _takers(value: Value, kind: Kind) -> Iterable[tuple[Attribute, ...]]:
    """Return the attributes whose type takes the value: for a range of dates the two that bound the kind's timeline."""
    if len(value.forms) == 2:
        ends = [kind.attributes[name] for end in ("start", "end") if (name := kind.timeline.get(end))]
        return [tuple(ends)] if len(ends) == 2 else []
    known = kind.attributes.values()
    return [(one,) for one in known if _may_take(one, value)]


def _may_take(attribute: Attribute, value: Value) -> bool:
    types = {"quantity", "integer"} if value.type == "quantity" else {value.type}
    return attribute.type in types and value.attribute in (None, attribute.name) and _leads(value, attribute)


def _leads(value: Value, attribute: Attribute) -> bool:
    return value.target is None or value.target.kind in attribute.to


def _claim(
    scene: Scene, value: Value, attributes: tuple[Attribute, ...], presence: Presence, kind: Kind
) -> tuple[int, Span] | None:
    """Return how many words part a value from what claims it, and where that stands; None where nothing claims it."""
    if value.type == "choice":
        return (0, presence.span) if presence.span and _gap(scene, presence.span, value.span) <= CALLED_REACH else None
    if len(attributes) == 2:
        return 0, presence.span or value.span
    (attribute,) = attributes
    rivals = [one for one in kind.attributes.values() if one.type == attribute.type and one != attribute]
    unit = _unit(scene, value, attribute) if attribute.unit and value.type == "quantity" else None
    cue = _nearest(scene, value, attribute, presence)
    if cue:
        return cue[0], unit[1] if unit else cue[1]
    if unit and all(one.unit != attribute.unit for one in rivals):
        return unit
    is_sole = not attribute.cues and not attribute.unit and not any(_leads(value, one) for one in rivals)
    beside = is_sole and value.type != "quantity" and presence.is_named and presence.span
    return (UNNAMED, beside) if beside and _gap(scene, beside, value.span) <= BESIDE else None


def _nearest(scene: Scene, value: Value, attribute: Attribute, presence: Presence) -> tuple[int, Span] | None:
    """Return the cue nearest to the value, one before it first, with its distance; one inside the subject's name is none."""
    start = scene.sentence.start
    found = [(start + one, start + other) for one, other in find_cues(scene.sentence.text, cues_of(attribute))]
    near = [
        (2 * gap + (cue[0] > value.span[0]), cue)
        for cue in found
        if (gap := _gap(scene, cue, value.span)) <= REACH[attribute.type]
        and not _is_part(scene, value, cue, attribute)
        and not _is_named(scene, value, cue, presence)
        and _binds(scene, value, cue, presence)
    ]
    return min(near, default=None)


def _is_named(scene: Scene, value: Value, cue: Span, presence: Presence) -> bool:
    """Return whether a cue is but a part of the subject's name, and the value is none."""
    own = [
        seen for seen in scene.seen if seen.subject == presence.subject and seen.start < cue[1] and cue[0] < seen.end
    ]
    return any(not (seen.start <= value.span[0] and value.span[1] <= seen.end) for seen in own)


def _is_part(scene: Scene, value: Value, cue: Span, attribute: Attribute) -> bool:
    """Return whether a number counts but a part of what the cue means: '18 Norwegian sailors' are not 'sailors'."""
    between = scene.text.text[value.span[1] : cue[0]] if value.type == "quantity" else ""
    known = {word.casefold() for one in cues_of(attribute) for word in one.split()}
    return any(word.casefold() not in known for word in PROPER.findall(between))


def _binds(scene: Scene, value: Value, cue: Span, presence: Presence) -> bool:
    """Return whether a cue ties the value to the subject: a word such as 'in' only right between the two.

    A cue of a reference stands right before the name it leads to, or is joined to it: 'held in Lund', 'Lund-based'.
    """
    text, span = scene.text.text, presence.span
    is_before = cue[1] <= value.span[0]
    if value.type == "ref" and not (is_before and not STOP.search(text, cue[1], value.span[0])):
        return text[value.span[1] : cue[0]] == "-"
    if cue[1] - cue[0] > WEAK and text[slice(*cue)].lower() not in words("before_places"):
        return value.type != "ref" or span is None or _gap(scene, span, cue) <= CALLED_REACH
    is_between = is_before and presence.is_named and span is not None and span[1] <= cue[0]
    reach = 0 if value.type == "ref" else BESIDE
    return (
        is_between and span is not None and _gap(scene, span, cue) <= reach and not STOP.search(text, span[1], cue[0])
    )


def _gap(scene: Scene, one: Span, other: Span) -> int:
    return distance(scene.text.text, one, other)


def cues_of(attribute: Attribute) -> tuple[str, ...]:
    """Return the words near which a value of the attribute stands: its cues, else its own name and label."""
    return attribute.cues or tuple(dict.fromkeys((attribute.name.replace("_", " "), attribute.label.casefold())))


def find_cues(text: str, cues: tuple[str, ...]) -> list[Span]:
    """Return where cues stand in text, in any case, with the endings of English words."""
    folded, offsets = fold_with_offsets(text)
    return [(offsets[match.start()], offsets[match.end() - 1] + 1) for match in _pattern(cues).finditer(folded)]


@lru_cache(maxsize=1024)
def _pattern(cues: tuple[str, ...]) -> regex.Pattern[str]:
    words = "|".join(_form(cue) for cue in sorted(cues, key=len, reverse=True))
    return regex.compile(rf"(?i)(?<![\p{{L}}\p{{N}}])(?:{words})(?![\p{{L}}\p{{N}}])")


def _form(cue: str) -> str:
    return regex.escape(fold(cue)).replace("\\ ", "[ -]") + (ENDINGS if len(cue) >= SHORTEST_WITH_ENDINGS else "")


def _unit(scene: Scene, value: Value, attribute: Attribute) -> tuple[int, Span] | None:
    """Return the attribute's unit where it follows a number."""
    start, text, span = scene.sentence.start, scene.text.text, value.span
    for one, other in find_cues(scene.sentence.text, _spellings(attribute.unit or "")):
        unit = (start + one, start + other)
        gap = _gap(scene, span, unit)
        follows = span[1] <= unit[0] and gap <= UNIT_REACH and not STOP.search(text, span[1], unit[0])
        if follows and not _is_part(scene, value, unit, attribute):
            return gap, unit
    return None


@lru_cache(maxsize=64)
def _spellings(unit: str) -> tuple[str, ...]:
    """Return a unit in singular and in both spellings of metre; the plural is an ending."""
    single = unit.removesuffix("s")
    return tuple({unit, single, single.replace("metre", "meter"), single.replace("meter", "metre")})
