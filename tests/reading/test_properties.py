"""What holds of the readings of any passage: none fails, none overlaps, and each run of digits lies in one of them."""

from __future__ import annotations

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from druzhba_kb.fileformat import MARKS
from druzhba_kb.folding import fold
from druzhba_kb.reading import read
from druzhba_kb.reading.context import contexts
from druzhba_kb.reading.tokens import tokenize

LANGUAGES = ("en", "de", "fr", "es", "ru", "ar")
RUN = re.compile(r"\d+")
WRITTEN = (
    "70|1,400|1 400|2018|22|3/4|10:30|1e9|½|٧٠|.5|0|192.168.0.1|2018-10-22|$|€|%|-|–|to|and|between|"
    "or|of|a|about|at least|no|minus|,|.|'|million|hundred|lakh|dozen|half|third|two|seventy|several|"
    "III|V|No|Tour|th|May|Oct|October|in|on the|since|until|BC|s|am|year|metres|km|sailors|per|"
    "rund|Millionen|Prozent|quatre|vingt|mil|тысяч|в|года|مليون|و5|年|月|\u200b"
)
PIECES = tuple(WRITTEN.split("|"))
MIXED = st.lists(st.sampled_from(PIECES), max_size=9).flatmap(
    lambda pieces: st.sampled_from(["", " ", " ", "-"]).map(lambda joint: joint.join(pieces))
)
PASSAGES = st.one_of(st.text(), MIXED, st.text(alphabet="0123456789.,'/-: %$٣½IVXa", max_size=20))


@pytest.mark.parametrize("lang", LANGUAGES)
@settings(max_examples=300)
@given(PASSAGES)
def test_readings_stand_in_order_and_never_overlap(lang: str, passage: str) -> None:
    ends = 0
    for one in read(passage, lang):
        assert ends <= one.start < one.end <= len(passage)
        assert one.low <= one.high
        ends = one.end


@pytest.mark.parametrize("lang", LANGUAGES)
@settings(max_examples=300)
@given(PASSAGES)
def test_each_run_of_digits_lies_in_exactly_one_reading(lang: str, passage: str) -> None:
    readings = read(passage, lang)
    for run in RUN.finditer(passage):
        holding = [one for one in readings if one.start <= run.start() and run.end() <= one.end]
        assert len(holding) == 1, (run[0], readings)


def test_a_digit_that_not_every_library_knows_is_no_fault() -> None:
    assert read("\U000116d0") == ()


@given(PASSAGES)
def test_a_language_without_data_is_not_read_at_all(passage: str) -> None:
    assert read(passage, "pt") == ()


@given(PASSAGES)
def test_tokens_hold_all_but_white_space_and_hyphens_in_order(passage: str) -> None:
    text = tokenize(passage)
    ends = 0
    for token in text.tokens:
        assert token.joint.strip("- ") == ""
        assert ends <= token.start < token.end
        ends = token.end
    assert len(text.folded) == len(fold(passage))


@pytest.mark.parametrize("lang", LANGUAGES)
@settings(max_examples=100)
@given(before=PASSAGES, quote=PASSAGES, after=PASSAGES)
def test_the_context_of_any_words_is_known_wherever_they_stand(lang: str, before: str, quote: str, after: str) -> None:
    for context in contexts(f"{before} {quote} {after}", quote, lang):
        assert context.marks <= set(MARKS)
        assert not context.speakers or "spoken" in context.marks
