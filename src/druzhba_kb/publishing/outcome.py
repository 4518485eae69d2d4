"""Outcome: what came of asking for each outward link in, the same for a summary in Markdown and as data out."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from druzhba_kb.publishing.allowances import Allowance
from druzhba_kb.publishing.outlinks import Link
from druzhba_kb.report import Place

MOST_PLACES = 3
ESCAPED = str.maketrans({"|": "\\|", "<": "&lt;", "\\": "\\\\", "`": "\\`", "*": "\\*", "_": "\\_", "[": "\\["})
ENCODED = str.maketrans({char: f"%{ord(char):02X}" for char in ' <>|"`\\'})


@dataclass(frozen=True, slots=True)
class Result:
    """A link with the status that its host gave, and why it failed or is not asked."""

    link: Link
    status: int | None
    reason: str


@dataclass(frozen=True, slots=True)
class Outcome:
    """The links by what came of them, and the allowances that no link needs any more."""

    good: tuple[Result, ...]
    archived: tuple[Result, ...]
    allowed: tuple[Result, ...]
    dead: tuple[Result, ...]
    unclear: tuple[Result, ...]
    needless: tuple[Allowance, ...]


def as_data(outcome: Outcome) -> dict[str, list[dict[str, Any]]]:
    """Return the outcome as an object for programs."""
    groups = ("good", "archived", "allowed", "dead", "unclear")
    data = {name: [_result_data(result) for result in getattr(outcome, name)] for name in groups}
    needless = [{"url": it.prefix, "reason": it.reason, "places": [str(it.place)]} for it in outcome.needless]
    return {**data, "needless": needless}


def _result_data(result: Result) -> dict[str, Any]:
    return {
        "address": result.link.address,
        "status": result.status,
        "reason": result.reason,
        "archive": result.link.archive,
        "places": [str(place) for place in result.link.places],
    }


def as_markdown(outcome: Outcome) -> str:
    """Return the outcome for a job's summary: what needs a person first; links that answer are only counted."""
    needless = [Result(Link(it.prefix, (it.place,)), None, it.reason) for it in outcome.needless]
    parts = [
        "# Links to other hosts",
        _counts(outcome),
        *_table("Dead", "Answer", outcome.dead),
        *_table("Unclear", "Answer", outcome.unclear),
        *_table("Good by their archive", "Answer", outcome.archived, archive=True),
        *_table("Not asked", "Reason", outcome.allowed),
        *_table("Allowed, and no longer linked", "Reason", needless),
    ]
    return "\n\n".join(parts) + "\n"


def _counts(outcome: Outcome) -> str:
    groups = {
        "dead": outcome.dead,
        "unclear": outcome.unclear,
        "good by their archive": outcome.archived,
        "not asked": outcome.allowed,
    }
    every = len(outcome.good) + sum(map(len, groups.values()))
    told = [f"{len(outcome.good)} good", *(f"{len(group)} {name}" for name, group in groups.items() if group)]
    return f"{every} address{'es' * (every != 1)}: {', '.join(told)}."


def _table(title: str, why: str, results: Sequence[Result], archive: bool = False) -> Iterator[str]:
    if results:
        yield f"## {title}"
        rows = [_row(result, result.link.archive if archive else None) for result in results]
        yield "\n".join([f"| Address | {why} | Written in |", "|---|---|---|", *rows])


def _row(result: Result, archive: str | None) -> str:
    why = _cell(result.reason) + (f"; {_link(archive)} answers" if archive else "")
    return f"| {_link(result.link.address)} | {why} | {_places(result.link.places)} |"


def _link(address: str) -> str:
    return f"<{address.translate(ENCODED)}>"


def _cell(text: str) -> str:
    return " ".join(text.split()).translate(ESCAPED)


def _places(places: Sequence[Place]) -> str:
    named = ", ".join(f"`{place.file}:{place.line or 1}`" for place in places[:MOST_PLACES])
    more = len(places) - MOST_PLACES
    return f"{named} and {more} more" if more > 0 else named
