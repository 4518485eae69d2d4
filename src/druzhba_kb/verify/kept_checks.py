"""Kept checks: what the check of a record looked at and found in; the same findings out while all that it looked at is as it was.

A wrong one would let a false fact pass. So a check is given the records through mappings that note each look-up, and what it
found holds for the digests of exactly these: of whole records as they are after parsing and relating, with their places, texts
and seals. What a check is given besides says its caller, and what reaches every check (the program, the libraries) who keeps them.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import astuple
from typing import Any

from druzhba_kb.look_ups import WHOLE, Dependency, WatchedMapping
from druzhba_kb.model import Article, Entity, Records
from druzhba_kb.report import Finding, Place, Report

Check = Callable[[Report], Mapping[str, int]]


class KeptChecks:
    """The checks of single records: `known` are the rows that were kept, by the names of the checks."""

    def __init__(self, records: Records, known: Mapping[str, Any]) -> None:
        self._known = known
        self._rows: dict[str, dict[str, Any]] = {}
        self._noted: dict[Dependency, None] = {}
        self._digests: dict[Dependency, str] = {}
        self._plain: Mapping[str, Mapping[str, Article | Entity]] = {
            "articles": records.articles,
            "entities": records.entities,
        }
        watched = {name: WatchedMapping(name, field, self._noted) for name, field in self._plain.items()}
        # nothing else of the records is there to be looked at
        self.records = Records(records.kinds, watched["articles"], watched["entities"], language=records.language)
        self._common = _digest(f"{records.language!r} {records.kinds!r}")

    def of(self, name: str, given: str, check: Check, report: Report) -> Mapping[str, int]:
        """Report what a check finds, and return what it counts; `given` is the digest of what it has beside the records."""
        row = self._known.get(name)
        if (
            row is None
            or row["given"] != [self._common, given]
            or row["rests_on"] != list(map(self._now, row["rests_on"]))
        ):
            row = self._made(given, check)
        self._rows[name] = row
        report.checked.update(row["checked"])
        for (file, line, column), code, message, level in row["findings"]:
            report.findings.append(Finding(Place(file, line, column), code, message, level))
        counted: Mapping[str, int] = row["counted"]
        return counted

    def rows(self) -> dict[str, Any]:
        """Return the rows to keep, as plain data for JSON."""
        return {name: {**row, "rests_on": list(map(self._now, row["rests_on"]))} for name, row in self._rows.items()}

    def _made(self, given: str, check: Check) -> dict[str, Any]:
        self._noted.clear()
        found = Report()
        counted = check(found)
        return {
            "given": [self._common, given],
            "rests_on": list(self._noted),
            "findings": [list(astuple(finding)) for finding in found.findings],
            "checked": dict(found.checked),
            "counted": dict(counted),
        }

    def _now(self, look_up: Sequence[str]) -> list[str]:
        """Return a look-up, the field and the key, with the digest of what it finds now."""
        name, key = look_up[:2]
        return [name, key, self._digest((name, key))]

    def _digest(self, one: Dependency) -> str:
        """Return the digest of what a look-up finds."""
        if one not in self._digests:
            name, key = one
            field = self._plain[name]
            every = (f"{id} {self._digest((name, id))}" for id in field) if key == WHOLE else ()
            self._digests[one] = _digest("\n".join(every) if key == WHOLE else repr(field.get(str(key))))
        return self._digests[one]


def _digest(text: str) -> str:
    return hashlib.blake2b(text.encode("utf-8", "surrogatepass"), digest_size=16).hexdigest()


def digest_of_words(words: Mapping[str, Any]) -> str:
    """Return the digest of the words that tell of entities."""
    return _digest("\n".join(f"{word} {sorted(words[word].full)}" for word in sorted(words)))
