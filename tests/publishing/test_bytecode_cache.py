"""The bytecode cache: kept from one run to the next, and never trusted when damaged."""

from __future__ import annotations

from pathlib import Path

import pytest
from jinja2 import Environment, FileSystemLoader

from druzhba_kb.publishing.bytecode_cache import CompiledTemplates


def shown(folder: Path) -> str:
    """Return what a template prints, in an environment of its own."""
    kept = folder / "kept"
    kept.mkdir(exist_ok=True)
    environment = Environment(
        loader=FileSystemLoader(folder), bytecode_cache=CompiledTemplates(str(kept), "mark"), autoescape=True
    )
    return environment.get_template("lamp.j2").render(name="Lamp")


def test_a_template_is_compiled_once_and_anew_when_it_changes(tmp_path: Path) -> None:
    (tmp_path / "lamp.j2").write_text("{{ name }} burns")
    assert shown(tmp_path) == "Lamp burns"
    (kept,) = (tmp_path / "kept").iterdir()
    written = kept.stat().st_mtime_ns
    assert shown(tmp_path) == "Lamp burns"
    assert kept.stat().st_mtime_ns == written
    (tmp_path / "lamp.j2").write_text("{{ name }} is out")
    assert shown(tmp_path) == "Lamp is out"


def test_no_damage_reaches_a_page(tmp_path: Path) -> None:
    (tmp_path / "lamp.j2").write_text("{{ name }} burns")
    shown(tmp_path)
    (kept,) = (tmp_path / "kept").iterdir()
    kept.write_bytes(kept.read_bytes().replace(b"burns", b"BURNS"))
    assert shown(tmp_path) == "Lamp burns"


@pytest.mark.parametrize("length", [0, 1, 10, 30, 40, 60, 90])
@pytest.mark.parametrize("more", [b"", b"garbage" * 20])
def test_a_damaged_file_is_compiled_anew(tmp_path: Path, length: int, more: bytes) -> None:
    (tmp_path / "lamp.j2").write_text("{{ name }} burns")
    shown(tmp_path)
    (kept,) = (tmp_path / "kept").iterdir()
    kept.write_bytes(kept.read_bytes()[:length] + more)
    assert shown(tmp_path) == "Lamp burns"


def test_a_template_that_cannot_be_kept_is_used_all_the_same(tmp_path: Path) -> None:
    (tmp_path / "lamp.j2").write_text("{{ name }} burns")
    shown(tmp_path)
    (kept,) = (tmp_path / "kept").iterdir()
    kept.unlink()
    kept.mkdir()
    assert shown(tmp_path) == "Lamp burns"
