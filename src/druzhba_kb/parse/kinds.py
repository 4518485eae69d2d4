"""Kinds: the documents `_kind.yml` in, kinds with their attributes out.

A kind is data: a new one needs no line of code, neither here nor in a template.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace

from druzhba_kb.fileformat import ATTRIBUTE, KIND, RECOGNIZERS, STATEMENT
from druzhba_kb.folding import nearest
from druzhba_kb.load import Document
from druzhba_kb.model import Attribute, Column, Figure, Kind, Suggest
from druzhba_kb.parse.fields import Fields
from druzhba_kb.report import Place, Report
from druzhba_kb.values import TYPES
from druzhba_kb.values.word_types import ID, no_id
from druzhba_kb.yaml_read import Node, Scalar, Table, items_of

NEED_CUES = ("named", "described")
NUMBERS = ("quantity", "integer")  # what can stand on an axis
OWN_FIGURES = ("map", "timeline")  # the site has these beside those that kinds declare
NAME = re.compile(r"[a-z][a-z0-9_]*")
ELSEWHERE = re.compile(r"([a-z0-9-]+)\.([a-z][a-z0-9_]*)")


def parse_kind(document: Document, kinds: list[str], report: Report) -> Kind:
    """Return the kind that a `_kind.yml` describes; kinds are the ids that a reference may lead to."""
    fields = Fields(document.table, KIND, report)
    table = fields.table("attributes")
    attributes = {}
    for key, node in table.items if table else ():
        attribute = _attribute(key, node, kinds, report)
        if attribute:
            attributes[key.text] = attribute
    timeline = _timeline(fields, attributes)
    _check_categories(fields, attributes)
    _check_location(fields, attributes)
    if len(timeline) == 2:
        attributes |= {name: replace(attributes[name], role=role) for role, name in timeline.items()}
    read = fields.read()
    label = read["label"] or document.id
    return Kind(
        **{**read, "label": label, "plural": read["plural"] or label},
        id=document.id,
        order_by=fields.choice("order_by", [*attributes, "name"]),
        attributes=attributes,
        timeline=timeline,
        place=document.table.place,
        suggest=_suggest(fields),
        figures=tuple(filter(None, (_figure(one, attributes) for one in fields.each("figures")))),
    )


def check_figures(kinds: Iterable[Kind], report: Report) -> None:
    """Check that no two figures have one address."""
    known = dict.fromkeys(OWN_FIGURES, "the site itself")
    for figure in (figure for kind in kinds for figure in kind.figures):
        if figure.id in known:
            report.error(figure.place, "repeated-id", f"the id '{figure.id}' is taken by {known[figure.id]}")
        known[figure.id] = f"{figure.place.file}:{figure.place.line}"


def check_attribute_name(name: str, place: Place, report: Report) -> bool:
    """Return whether an attribute can have this name; what cannot is a finding."""
    is_taken = name in STATEMENT.names
    if is_taken or not NAME.fullmatch(name):
        known = "another, for that is a key of statements" if is_taken else "lower-case words joined by '_'"
        report.error(place, "bad-attribute", f"'{name}' cannot name an attribute; expected {known}")
        return False
    return True


def _attribute(key: Scalar, node: Node, kinds: list[str], report: Report) -> Attribute | None:
    if not check_attribute_name(key.text, key.place, report):
        return None
    if not isinstance(node, Table):
        report.error(node.place, "bad-shape", f"'{key.text}' must be a mapping such as {{label: …, type: text}}")
        return None
    fields = Fields(node, ATTRIBUTE.called(f"the attribute '{key.text}'"), report)
    read = fields.read()
    type_name = read["type"]
    if type_name is None:
        return None
    if type_name not in TYPES:
        fields.error("type", "unknown-type", f"'{type_name}' is no type of value{nearest(type_name, list(TYPES))}")
        # its statements have no fault of their own
        return Attribute(name=key.text, label=key.text, type="text")
    read["label"] = read["label"] or key.text.replace("_", " ").capitalize()
    attribute = Attribute(**read, name=key.text, options=_options(fields), column=_column(fields))
    _check_targets(attribute, fields, kinds)
    return attribute


def _column(fields: Fields) -> Column | None:
    """Return where the values of an attribute stand that is filled from another kind; None where it is stated here."""
    by = fields.text("by")
    text = fields.text("from", required=bool(by))
    found = ELSEWHERE.fullmatch(text or "")
    if text and not found:
        fields.error("from", "bad-value", f"'{text}' stands for 'from'; expected kind.attribute")
    if text and not by:
        fields.error("from", "missing-key", f"{fields.what} needs 'by', the attribute that refers to its entity")
    if text and fields.flag("single"):
        message = f"{fields.what} is filled from several records and cannot be 'single'; delete one of both"
        fields.error("single", "bad-attribute", message)
    return Column(found[1], found[2], by, fields.at("from"), fields.at("by")) if found and by else None


def _check_targets(attribute: Attribute, fields: Fields, kinds: list[str]) -> None:
    if attribute.type == "ref" and not attribute.to:
        fields.error(
            fields.place, "missing-key", f"the reference '{attribute.name}' needs 'to', the kinds it may lead to"
        )
    if attribute.type == "choice" and not attribute.options:
        fields.error(fields.place, "missing-key", f"the choice '{attribute.name}' needs 'options' with their cue words")
    for kind in attribute.to:
        if kind not in kinds:
            fields.error("to", "unknown-kind", f"there is no kind '{kind}'{nearest(kind, kinds)}")


def _check_categories(fields: Fields, attributes: dict[str, Attribute]) -> None:
    known = list(fields.texts("categories"))
    for attribute in attributes.values():
        for category in attribute.only:
            if category not in known:
                message = f"'{category}' of '{attribute.name}' is none of the 'categories'{nearest(category, known)}"
                fields.error("attributes", "bad-value", message)


def _check_location(fields: Fields, attributes: dict[str, Attribute]) -> None:
    known = [one.name for one in attributes.values() if one.type == "ref"]
    for name in fields.texts("location"):
        if name not in known:
            message = f"'{name}' is no reference of {fields.what} by which it is located{nearest(name, known)}"
            fields.error("location", "bad-value", message)


def _options(fields: Fields) -> dict[str, tuple[str, ...]]:
    table = fields.table("options")
    options = {}
    for key, node in table.items if table else ():
        options[key.text] = tuple(item.text for item in items_of(node) if isinstance(item, Scalar) and item.text)
    return options


def _timeline(fields: Fields, attributes: dict[str, Attribute]) -> dict[str, str]:
    ends = fields.inner("timeline")
    if ends is None:
        return {}
    dated = [one.name for one in attributes.values() if one.type == "date" and one.column is None]
    found = {end: ends.choice(end, dated) for end in ends.form.names}
    return {end: name for end, name in found.items() if name}


def _figure(fields: Fields, attributes: dict[str, Attribute]) -> Figure | None:
    read = fields.read()
    id = read["id"]
    if id is not None and not ID.fullmatch(id):
        fields.error("id", "bad-id", no_id(id))
    drawn = [(node.text, node.place) for node in fields.nodes("attributes") if isinstance(node, Scalar)]
    for name, place in drawn:
        if name not in attributes:
            message = f"there is no attribute '{name}'{nearest(name, list(attributes))}"
            fields.error(place, "unknown-attribute", message)
    if read["type"] == "values":
        _check_numbers(fields, [(attributes[name], place) for name, place in drawn if name in attributes])
    return Figure(**read, place=fields.at("id")) if id and read["title"] else None


def _check_numbers(fields: Fields, drawn: list[tuple[Attribute, Place]]) -> None:
    """Check that what a figure of values draws can stand on one axis."""
    if not fields.texts("attributes"):
        message = f"{fields.what} of values needs 'attributes', the numbers that it draws"
        fields.error(fields.place, "missing-key", message)
    for attribute, place in drawn:
        first = drawn[0][0]
        if attribute.type not in NUMBERS:
            message = (
                f"'{attribute.name}' is a {attribute.type}; expected an attribute of the type {' or '.join(NUMBERS)}"
            )
            fields.error(place, "bad-value", message)
        elif attribute.unit != first.unit:
            unit = first.unit or "no unit"
            message = f"'{attribute.name}' counts {attribute.unit or 'no unit'}; expected {unit}, as in '{first.name}'"
            fields.error(place, "bad-value", message)


def _suggest(fields: Fields) -> Suggest | None:
    inner = fields.inner("suggest")
    if inner is None:
        return None
    recognizer = inner.text("as", required=True)
    cues = inner.texts("cues")
    if recognizer is None:
        return None
    if recognizer not in RECOGNIZERS:
        message = f"'{recognizer}' is no recognizer of names{nearest(recognizer, list(RECOGNIZERS))}"
        inner.error("as", "unknown-recognizer", message)
        return None
    if recognizer in NEED_CUES and not cues:
        inner.error(inner.place, "missing-key", f"the recognizer '{recognizer}' needs 'cues', the words next to a name")
    return Suggest(recognizer, cues)
