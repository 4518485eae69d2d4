"""Entries of YAML added by command, in the layout that is there."""

from __future__ import annotations

import pytest

from druzhba_kb.editing.yaml_edit import with_entry


@pytest.mark.parametrize(
    ("text", "after"),
    [
        ("name: a\n", "name: a\nextra:\n  key: 1\n"),
        ("extra:\n    old: 0\nname: a\n", "extra:\n    old: 0\n    key: 1\nname: a\n"),
        ("extra: {old: 0}\n", "extra: {old: 0, key: 1}\n"),
        ("{name: a}\n", "{name: a, extra: {key: 1}}\n"),
        ("{name: a, extra: {}}\n", "{name: a, extra: {key: 1}}\n"),
        ("extra:\r\n  old: 0\r\n", "extra:\r\n  old: 0\r\n  key: 1\r\n"),
    ],
)
def test_an_entry_comes_last_in_the_layout_that_is_there(text: str, after: str) -> None:
    assert with_entry(text, ("extra",), "key", "1") == after
