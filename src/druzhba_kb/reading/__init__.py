"""Reading: a passage and its language in, what its words say out: numbers, dates, sums, measures, and the marks of context."""

from __future__ import annotations

from druzhba_kb.reading.readings import Reading, Words, read, readings_of

__all__ = ["Reading", "Words", "read", "readings_of"]
