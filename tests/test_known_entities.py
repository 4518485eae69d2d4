"""Known entities: parsed once, and anew where the file, its kind or what was kept of it has changed."""

from __future__ import annotations

import pickle
from pathlib import Path

import pytest

from druzhba_kb import load
from druzhba_kb.pipeline.checking import relate_project
from druzhba_kb.pipeline.known_entities import known_entities
from druzhba_kb.publishing.kept_file import keep
from druzhba_kb.report import Report
from tests.projects import make_project

ADA = "entities/people/ada-finch.yml"


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return make_project("good", tmp_path / "kb")


@pytest.fixture
def read(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Return the files of YAML that are read, as they are read."""
    names, reader = list[str](), load.read_yaml

    def noting(text: str, file: str, report: Report) -> object:
        names.append(file)
        return reader(text, file, report)

    monkeypatch.setattr(load, "read_yaml", noting)
    return names


def related(root: Path, read: list[str]) -> list[str]:
    """Relate the project with what is known of it, and return which entities were read; it must be as without."""
    told, plain = Report(), Report()
    kb = relate_project(root, told, parsed=root / "build/parsed")
    mine = [file for file in read if file.startswith("entities/") and "/_" not in file]
    assert kb == relate_project(root, plain)
    assert told == plain
    read.clear()
    return mine


def test_an_entity_is_parsed_again_where_its_file_its_kind_or_any_bit_of_what_was_kept_has_changed(
    root: Path, read: list[str]
) -> None:
    (root / "build").mkdir()
    every = related(root, read)
    assert ADA in every
    assert related(root, read) == []
    file = root / ADA
    file.write_text(file.read_text().replace("summary: ", "summary: Known of old, "))
    assert related(root, read) == [ADA]
    kind = root / "entities/people/_kind.yml"
    kind.write_text(kind.read_text().replace("plural: ", "plural: Notable "))
    assert related(root, read) == every
    kept = root / "build/parsed"
    kept.write_bytes(kept.read_bytes()[:-1] + b"?")
    assert related(root, read) == every


def test_what_a_file_was_warned_of_is_told_again(root: Path, read: list[str]) -> None:
    (root / "build").mkdir()
    (root / "entities/people/pier.yml").write_text("name: Pier #9\nsummary: A keeper.\n")
    related(root, read)
    assert related(root, read) == ["entities/people/pier.yml"]


def test_what_is_kept_can_run_nothing(tmp_path: Path) -> None:
    for name in (
        b"cos\nsystem\n",
        b"cbuiltins\nexec\n",
        b"cdruzhba_kb.report\nCounter\n",
        b"cdruzhba_kb.model.entities\nreplace\n",
    ):
        keep(tmp_path / "kept", name + b".")
        assert known_entities(tmp_path / "kept", "") == {}
    keep(tmp_path / "kept", pickle.dumps({"a": ("b", None)}))
    assert known_entities(tmp_path / "kept", "") == {"a": ("b", None)}
