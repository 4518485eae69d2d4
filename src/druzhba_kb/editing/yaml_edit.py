"""Scalars: the text of a YAML file in, the same text with single values replaced and everything else untouched out."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass

import yaml

from druzhba_kb.report import Place

BLOCK_STYLES = ("|", ">")


@dataclass(frozen=True, slots=True)
class Span:
    """Where a value stands in the text, from its first character or quotation mark on, and how it is written."""

    start: int
    end: int
    style: str | None
    in_flow: bool


def replaced(text: str, values: Mapping[Place, str]) -> str:
    """Return text with the values that stand at these places replaced; folded and literal blocks are left alone."""
    spans = _spans(text) if values else {}
    for place, value in sorted(values.items(), reverse=True):
        span = spans.get((place.line, place.column))
        if span and span.style not in BLOCK_STYLES:
            text = text[: span.start] + _written(value, span) + text[span.end :]
    return text


def _spans(text: str) -> dict[tuple[int, int], Span]:
    """Return every value by its line and column, both counted from 1."""
    found = {}
    flows = [False]
    for event in yaml.parse(text, Loader=yaml.BaseLoader):
        if isinstance(event, yaml.CollectionStartEvent):
            flows.append(bool(event.flow_style))
        elif isinstance(event, yaml.CollectionEndEvent):
            flows.pop()
        elif isinstance(event, yaml.ScalarEvent) and event.start_mark and event.end_mark:
            at = (event.start_mark.line + 1, event.start_mark.column + 1)
            found[at] = Span(event.start_mark.index, event.end_mark.index, event.style, flows[-1])
    return found


def _written(value: str, span: Span) -> str:
    """Return value as YAML in the style that it had, where that style can hold it."""
    if span.style == "'":
        return "'" + value.replace("'", "''") + "'"
    plain = span.style in (None, "") and _is_plain(value, span.in_flow)
    return value if plain else json.dumps(value, ensure_ascii=False)


def _is_plain(value: str, in_flow: bool) -> bool:
    try:
        return bool(yaml.load(f"{{a: {value}}}" if in_flow else f"a: {value}", Loader=yaml.BaseLoader) == {"a": value})
    except yaml.YAMLError:
        return False
