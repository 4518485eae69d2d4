"""Clauses: where the clause around a place of a sentence begins and ends."""

from __future__ import annotations

import pytest

from druzhba_kb.folding import find_whole
from druzhba_kb.reading.clauses import clause_around
from druzhba_kb.reading.language import language


@pytest.mark.parametrize(
    ("sentence", "clause"),
    [
        ("Gull had 9,000 rowers, Kestrel 40.", "Kestrel 40."),
        ("Gull had 9,400 rowers.", "Gull had 9,400 rowers."),
        ("Gull had five and Kestrel 40.", "Kestrel 40."),
        ("At Gull, there were 40.", "At Gull, there were 40."),
        ("The best of Gull, there were 40.", "there were 40."),
        ("Gull and Kestrel had 40.", "Gull and Kestrel had 40."),
        ("Gull sank; not only Kestrel, but also Gull had 40.", "not only Kestrel, but also Gull had 40."),
        ("Salt and Pepper had 40.", "Salt and Pepper had 40."),
    ],
)
def test_a_clause_ends_at_marks_and_joining_words_and_at_no_name(sentence: str, clause: str) -> None:
    names = sorted(span for name in ("Gull", "Kestrel", "Salt and Pepper") for span in find_whole(name, sentence))
    known = language("en")
    assert known is not None
    assert sentence[slice(*clause_around(sentence, sentence.index("40"), known, names))].strip() == clause
