"""Post days: on which day a post of an article was written, as the article states it."""

from __future__ import annotations

from pathlib import Path

import pytest

from druzhba_kb.model import Block
from druzhba_kb.relate.post_days import day_of_post
from tests.verify.stating import lay, said, state


class _Log:
    """As much of an article as is asked."""

    published, lang = "2021-09-28", None

    def __init__(self, *blocks: str) -> None:
        self.text = tuple(Block(number, "p", text) for number, text in enumerate(("A log", *blocks)))


@pytest.mark.parametrize(
    ("stated", "day"),
    [
        ("2021-09-29 13:05", "2021-09-29"),
        ("Wednesday 29 September", "2021-09-29"),
        ("29 September 2021, 13:05 CEST", "2021-09-29"),
        ("[29.09.2021 13:05] Two men were hurt.", "2021-09-29"),
        ("13:05, 29 September: Two men were hurt", "2021-09-29"),
        ("13:05", None),
        ("On 29 September they came.", None),
        ("29 September 2021, the boats came.", None),
        ("29 September 2016", None),  # a chronicle
    ],
)
def test_a_day_above_a_post_is_that_of_the_post(stated: str, day: str | None) -> None:
    article = _Log("The harbour rests.", stated, "They came today.")
    assert [day_of_post(article, block) for block in (1, 3)] == [None, day]  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("lit", "quote", "expected"),
    [
        ("1931-05-06", "lit on Wednesday", []),
        ("1931-05-13", "lit on Wednesday", []),
        ("1931-04-29", "lit on Wednesday", ["unsupported-value"]),
        ("1931-05-06", "lit this morning", []),
        ("1931-05-05", "lit this morning", ["unsupported-value"]),
    ],
)
def test_a_relative_day_of_a_post_counts_from_the_day_above_it(
    tmp_path: Path, lit: str, quote: str, expected: list[str]
) -> None:
    site = lay(tmp_path, "1931-05-06 13:05", f"The lamp was {quote}.")
    note = "The day of the post as it stands above."
    state(site, f"lit: {lit}", "source: log", f"quote: {quote}", "inferred: [day, month, year]", f"note: {note}")
    assert [one.split(":")[0] for one in said(site)] == expected
