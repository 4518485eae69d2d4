"""Settings: what the renderer is told beside mkdocs.yml."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

from druzhba_kb.pipeline.editions import OFFLINE, PUBLIC, Edition
from druzhba_kb.pipeline.settings import MOST_INSTANT, renderer_settings

NAV = [{"Overview": "index.md"}]
THEME = "theme: {name: material, features: [navigation.tabs, navigation.instant]}\n"


def told(root: Path, text: str, pages: int, edition: Edition = PUBLIC) -> dict[str, Any]:
    (root / "mkdocs.yml").write_text(text)
    found: dict[str, Any] = yaml.safe_load(renderer_settings(root, edition, NAV, pages))
    return found


def test_they_build_on_those_of_the_project(tmp_path: Path) -> None:
    assert told(tmp_path, THEME, MOST_INSTANT) == {
        "INHERIT": "../mkdocs.yml", "docs_dir": "docs", "site_dir": "site", "theme": {"custom_dir": "../templates/theme"},
        "nav": NAV,
    }  # fmt: skip
    assert told(tmp_path, THEME, 1, OFFLINE)["site_url"] == ""


def test_many_pages_have_no_instant_navigation(tmp_path: Path) -> None:
    assert told(tmp_path, THEME, MOST_INSTANT + 1)["theme"]["features"] == ["navigation.tabs"]


@pytest.mark.parametrize(
    "text", ["theme: material\n", "theme: {name: x}\n", "theme: {features: x}\n", "site_name: x\n"]
)
def test_a_theme_without_features_is_left_as_it_is(tmp_path: Path, text: str) -> None:
    assert "features" not in told(tmp_path, text, MOST_INSTANT + 1)["theme"]
