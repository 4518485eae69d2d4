"""The editors' Markdown: emphasis and links, and nothing else."""

from __future__ import annotations

import pytest

from druzhba_kb.render.markdown import Prose, escape


def html(markdown: str, *spans: tuple[int, int, str]) -> list[str]:
    return [
        str(text)
        for text in Prose(markdown, spans, lambda target: target if target.startswith("http") else None).paragraphs()
    ]


@pytest.mark.parametrize(
    ("markdown", "expected"),
    [
        ("plain", "plain"),
        ("*soft* and **loud**", "<em>soft</em> and <strong>loud</strong>"),
        ("[page](https://a.example)", '<a href="https&#58;//a.example">page</a>'),
        ("[page](javascript:x)", escape("[page](javascript:x)")),
        ("![image](https://a.example)", escape("![image](https://a.example)")),
        (r"2 \* 3", "2 &#42; 3"),
        ("2 * 3 * 4", "2 &#42; 3 &#42; 4"),
        ("<b>x</b>", "&#60;b&#62;x&#60;/b&#62;"),
    ],
)
def test_prose(markdown: str, expected: str) -> None:
    assert html(markdown) == [expected]


def test_paragraphs_are_parted_by_blank_lines() -> None:
    assert html("one\ntwo\n\nthree\n") == ["one two", "three"]


def test_mention_is_linked_inside_emphasis_but_not_across_markup() -> None:
    assert html("*Old Harbour*", (1, 12, "x/")) == ['<em><a href="x/">Old Harbour</a></em>']
    assert html("*Old* Harbour", (1, 13, "x/")) == ["<em>Old</em> Harbour"]
