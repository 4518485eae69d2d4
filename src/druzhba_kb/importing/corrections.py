"""What an editor says of single lines of a raw file: numbers in, kept for the next import of the same file."""

from __future__ import annotations

from dataclasses import dataclass

import regex
import yaml

RANGE = regex.compile(r"\s*(?P<first>\d{1,6})(?:\s*[-–]\s*(?P<last>\d{1,6}))?\s*")
MOST_LINES = 100_000


@dataclass(frozen=True, slots=True)
class Corrections:
    """The numbers of lines that stay and of those that go, whatever the rules say."""

    keep: frozenset[int] = frozenset()
    drop: frozenset[int] = frozenset()


NO_CORRECTIONS = Corrections()


def parse_lines(text: str) -> frozenset[int] | None:
    """Return the numbers that a list such as "3,7-9" names, or None where it is no such list."""
    numbers: set[int] = set()
    for part in text.split(","):
        match = RANGE.fullmatch(part)
        first, last = (int(match["first"]), int(match["last"] or match["first"])) if match else (1, 0)
        if not 0 < first <= last <= MOST_LINES:
            return None
        numbers.update(range(first, last + 1))
    return frozenset(numbers)


def with_new(old: Corrections, new: Corrections) -> Corrections:
    """Return the old corrections with the new ones: what is said of a line last counts."""
    return Corrections((old.keep - new.drop) | new.keep, (old.drop - new.keep) | new.drop)


def write_corrections(corrections: Corrections, raw_sha256: str) -> str:
    """Return the file that keeps the corrections of the raw text with this hash."""
    return yaml.safe_dump(
        {"raw_sha256": raw_sha256, "keep": sorted(corrections.keep), "drop": sorted(corrections.drop)},
        sort_keys=False,
        default_flow_style=None,
    )


def read_corrections(text: str, raw_sha256: str) -> Corrections:
    """Return the corrections in a file, none where they were made for another raw text or the file is not ours."""
    try:
        loaded = yaml.safe_load(text)
        if not isinstance(loaded, dict) or loaded.get("raw_sha256") != raw_sha256:
            return NO_CORRECTIONS
        return Corrections(_numbers(loaded.get("keep")), _numbers(loaded.get("drop")))
    except (yaml.YAMLError, RecursionError):
        return NO_CORRECTIONS


def _numbers(value: object) -> frozenset[int]:
    return frozenset(one for one in value if isinstance(one, int)) if isinstance(value, list) else frozenset()
