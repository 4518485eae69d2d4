"""Picture sizes: the pictures of entities in, each in the sizes that pages show out, made once for as long as it is the same.

What a camera has written into a picture, such as where it was taken, is in none of them.
"""

from __future__ import annotations

from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

from druzhba_kb.model import Records
from druzhba_kb.render.page_model import CARD_WIDTH, WIDTHS, Page, sized


def picture_sizes(root: Path, records: Records, tree: Path) -> Iterator[Page]:
    """Yield each size of each picture; `tree` has those of the last build."""
    files = sorted({entity.image.file for entity in records.entities.values() if entity.image})
    for file in (file for file in files if file in records.assets):
        for width in (*WIDTHS, CARD_WIDTH):
            name = sized(file, records.assets[file].digest, width)
            known = tree / name
            yield Page(name, "", data=known.read_bytes() if known.is_file() else _scaled(root / file, width))


def _scaled(file: Path, width: int) -> bytes:
    from PIL import Image, ImageOps  # slow to load, and seldom needed

    made = BytesIO()
    with Image.open(file) as image:
        plain = ImageOps.exif_transpose(image).convert("RGBA" if image.has_transparency_data else "RGB")
        plain.thumbnail((width, width * 4))
        if width != CARD_WIDTH:
            plain.save(made, "WEBP", quality=82)
        else:  # not every program that shows a link reads WebP, or sees through a picture
            ground = Image.new("RGB", plain.size, "white")
            ground.paste(plain, mask=plain.getchannel("A") if plain.mode == "RGBA" else None)
            ground.save(made, "JPEG", quality=85, optimize=True)
    return made.getvalue()
