"""What templates do to text: quotations within quotation marks, Markdown between headings."""

from __future__ import annotations

import pytest
from lxml import html

from druzhba_kb.render.templates import in_html, language, nested
from tests.projects import built


@pytest.mark.parametrize(
    ("quote", "shown"),
    [
        ("plain words", "plain words"),
        ("“mountainous areas.”", "‘mountainous areas.’"),
        ('the "Gannet" and "Seabird', "the ‘Gannet’ and ‘Seabird"),
        ("army’s «Дружба»", "army’s ‹Дружба›"),
    ],
)
def test_double_marks_within_a_quotation_become_single(quote: str, shown: str) -> None:
    assert nested(quote) == shown


def test_a_language_is_named_and_what_is_none_keeps_its_code() -> None:
    codes = ("ru", "pt-BR", "zh-Hant", "xx", "not a code")
    assert [language(code) for code in codes] == [
        "Russian", "Portuguese (Brazil)", "Chinese (Traditional)", "xx", "not a code",
    ]  # fmt: skip


BODY = """
<p>*as it is*</p>

# Lamp

An *old* one.

## Related
"""


def test_headings_stay_and_words_between_them_become_html() -> None:
    assert in_html(BODY, markdown=False) == "<p>*as it is*</p>\n\n# Lamp\n\n<p>An <em>old</em> one.</p>\n\n## Related"


def test_what_a_projects_own_template_writes_after_an_element_is_markdown_too() -> None:
    body = "# Lamp\n\n<div>*as it is*</div>\n\nAn *old* one.\n"
    assert in_html(body, markdown=True) == "# Lamp\n\n<div>*as it is*</div>\n\n<p>An <em>old</em> one.</p>"


@pytest.mark.parametrize("name", ["good", "other-topic"])
def test_no_template_of_ours_writes_words_after_an_element(name: str, tmp_path_factory: pytest.TempPathFactory) -> None:
    lone = []
    for file in (built(name, tmp_path_factory.getbasetemp()) / "build/docs").rglob("*.md"):
        body = file.read_text("utf-8").partition("\n---\n")[2]
        sections = "\n".join(line for line in body.split("\n") if not line.startswith("#"))
        lone += [(file.name, one.tail) for one in html.fragments_fromstring(sections) if (one.tail or "").strip()]
    assert lone == []
