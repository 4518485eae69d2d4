"""The time that an import takes grows with the text: what is looked at once for each line or word is counted."""

from __future__ import annotations

from time import process_time
from types import SimpleNamespace

import pytest

from druzhba_kb.importing import bylines, neighbours
from druzhba_kb.importing.bylines import without_dates


def test_a_line_is_folded_once_however_many_words_it_has(monkeypatch: pytest.MonkeyPatch) -> None:
    counts = []
    real = neighbours.fold
    monkeypatch.setattr(neighbours, "fold", lambda text: counts.append(text) or real(text))
    neighbours._by_words(iter([" ".join(f"word{number}" for number in range(500))]))
    assert len(counts) == 1


def test_a_long_line_without_a_number_is_looked_through_once() -> None:
    page = SimpleNamespace(lines=[SimpleNamespace(text="Aa" * 100_000, mark="")], foot_start=0)
    begun = process_time()
    assert [*neighbours._numbered(page, {})] == []  # type: ignore[arg-type]
    assert process_time() - begun < 3  # once takes a hundredth of a second, once from each letter minutes


def test_each_part_between_dates_is_looked_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    class Clock:
        length = 0

        def sub(self, _by: str, text: str) -> str:
            self.length += len(text)
            return text

    clock = Clock()
    monkeypatch.setattr(bylines, "CLOCK", clock)
    line = "March 4, 2021 and " * 50
    without_dates(line)
    assert clock.length <= len(line)


def test_dates_clocks_and_weekdays_are_blanked_out() -> None:
    assert without_dates("By Jo Marsh, Tuesday March 4, 2021 9:15 am") == "By Jo Marsh,"
