"""Card: a picture of the size that link previews show, the same each time, without boxes for unknown letters."""

from __future__ import annotations

from pathlib import Path

import pytest
from PIL import Image

from druzhba_kb.publishing.social_card import draw_card


def drawn(folder: Path, name: str, description: str = "") -> bytes:
    draw_card(folder / "card.png", name, description)
    return (folder / "card.png").read_bytes()


def test_the_picture_has_the_size_of_a_preview_and_is_small(tmp_path: Path) -> None:
    made = drawn(tmp_path, "A garden", "What the papers said of it. " * 30)
    with Image.open(tmp_path / "card.png") as image:
        assert image.size == (1200, 630)
    assert made == drawn(tmp_path, "A garden", "What the papers said of it. " * 30)
    assert len(made) < 60_000


@pytest.mark.parametrize("name", ["Дружба", "باغ", "園", "", " "])
def test_a_name_in_another_script_is_left_out(name: str, tmp_path: Path) -> None:
    assert drawn(tmp_path, name) == drawn(tmp_path, "")
