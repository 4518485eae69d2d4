"""The manual: what stands in docs/ is what the commands say today."""

from __future__ import annotations

from pathlib import Path

import pytest

from tools import manual


@pytest.mark.parametrize("name", manual.PAGES)
def test_a_page_is_the_one_that_make_docs_writes(root: Path, name: str) -> None:
    assert (root / "docs" / name).read_text("utf-8") == manual.PAGES[name]()


def test_an_argument_is_written_as_it_is_typed() -> None:
    page = manual.commands_page()
    for line in (
        "- `FILE…`: a file with one article or many",
        "- `--port PORT`: of 127.0.0.1",
        "- `--yes`: ask nothing",
        "## kind add",
    ):
        assert f"\n{line}" in page
    assert "\n## kind\n" not in page


def test_a_code_has_its_group_its_reason_and_its_examples() -> None:
    assert (
        "\n\n### no-evidence\n\nA statement without evidence. In this knowledge base every fact shows its evidence.\n\n"
        "```text\nwrong:\n- height: 27\n\nright:\n- height: 27\n  source: courier-1931\n"
    ) in manual.codes_page().partition("\n## Records\n")[2].partition("\n## ")[0]
