"""The table of the file format: each key is read, offered, explained and documented from its one row."""

from __future__ import annotations

from dataclasses import fields, replace
from pathlib import Path
from typing import Any

import pytest

from druzhba_kb import fileformat
from druzhba_kb.fileformat import (
    ALIAS,
    ARTICLE,
    ATTRIBUTE,
    CHANGE,
    CITATION,
    DISAGREEMENT,
    ENTITY,
    EVIDENCE,
    FORMS,
    KIND,
    QUOTATION,
    REFERENCE,
    STATEMENT,
    Form,
    Key,
)
from druzhba_kb.model import (
    Alias,
    Article,
    Attribute,
    Change,
    Citation,
    Declared,
    Entity,
    Evidence,
    Kind,
    Reference,
    Statement,
)
from druzhba_kb.parse.fields import Fields
from druzhba_kb.report import Report
from druzhba_kb.yaml_read import read_yaml
from tools import reference

OWN = Form(
    "what a statement says itself", tuple(key for key in STATEMENT.keys if key not in (*QUOTATION.keys, *CITATION.keys))
)
READ: list[tuple[Form, Any]] = [
    (ENTITY, Entity), (ALIAS, Alias), (EVIDENCE, Evidence), (OWN, Statement), (DISAGREEMENT, Declared), (ARTICLE, Article),
    (CITATION, Citation), (REFERENCE, Reference), (KIND, Kind), (ATTRIBUTE, Attribute), (CHANGE, Change),
]  # fmt: skip


@pytest.mark.parametrize(("form", "noun"), READ, ids=[form.what for form, _ in READ])
def test_each_key_that_is_read_without_a_function_of_its_own_is_a_field_of_the_model(form: Form, noun: Any) -> None:
    plain = {key.attribute for key in form.keys if key.reader not in ("special", "mapping", "mappings")}
    assert plain <= {field.name for field in fields(noun)}


def test_a_new_row_is_read_and_its_faults_are_told() -> None:
    form = Form(
        "a lamp", (Key("lit", "flag", "Whether it is lit."), Key("hue", "choice", "", options=("red", "white")))
    )
    report = Report()
    table = read_yaml("lit: true\nhue: rad\nglow: 1\n", "lamp.yml", report)
    assert table is not None
    assert Fields(table, form, report).read() == {"lit": True, "hue": None}
    assert [str(one) for one in report.in_order()] == [
        "lamp.yml:2:6: error[bad-value]: 'rad' is no 'hue' of a lamp; did you mean 'red'?",
        "lamp.yml:3:1: error[unknown-key]: a lamp has no 'glow'; expected one of: lit, hue",
    ]


def test_every_key_has_one_sentence_of_help_and_every_mapping_is_documented() -> None:
    known = [form for form in vars(fileformat).values() if isinstance(form, Form)]
    for form in known:
        assert all(key.help.endswith(".") for key in form.keys)
        assert len(set(form.names)) == len(form.names)
    documented = [form for forms in reference.PLACES.values() for form in forms]
    assert documented == list(FORMS)


def test_the_reference_page_is_that_of_the_table(root: Path) -> None:
    assert (root / "docs/file-format.md").read_text("utf-8") == reference.page()


def test_the_page_says_what_a_key_takes() -> None:
    key = Key("rights", "choice", "Who may read it.", required=True, options=("withheld", "full"))
    form = Form("a thing", (key, replace(key, name="about", reader="texts", options=(), required=False, nullable=True)))
    assert reference.section(form) == (
        "\n### A thing\n\n| key | takes | meaning |\n| --- | --- | --- |\n"
        "| `rights` | one of withheld, full; needed | Who may read it. |\n"
        "| `about` | a text, or a list of them; or null | Who may read it. |\n"
    )
