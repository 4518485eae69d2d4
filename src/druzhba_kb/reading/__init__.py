"""Reading: a passage and its language in, what its words say out: numbers, dates, sums, measures, and the marks of context.

No other room takes a number or a date out of prose: three readers that differed let a value pass in one place and fail in
another. It knows words and never records.
"""

from __future__ import annotations

from druzhba_kb.reading.readings import Reading, Words, read, readings_of

__all__ = ["Reading", "Words", "read", "readings_of"]
