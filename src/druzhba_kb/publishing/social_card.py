"""Card: the site's name and description in, the picture that stands for it where its pages are linked out.

Networks show a picture and nothing else that is sure to be seen. It is drawn of what `mkdocs.yml` says; a letter that
the font lacks must not be shown as a box.
"""

from __future__ import annotations

from pathlib import Path

from PIL import Image, ImageDraw, ImageFont

SIZE = (1200, 630)  # as networks crop it
EDGE, MEASURE = 90, 1020
PAPER, INK, PALE, ACCENT = "#ffffff", "#14202b", "#414e5b", "#b0360a"  # as in the style sheet of the theme
SIGN = ((0, 26, 90, 26), (0, 60, 90, 60), (66, 0, 24, 86))


def draw_card(file: Path, name: str, description: str) -> None:
    """Draw the picture; letters that its font lacks are left out with their line."""
    image = Image.new("RGB", SIZE, PAPER)
    pen = ImageDraw.Draw(image)
    for left, top, right, bottom in SIGN:
        pen.line((EDGE + left, EDGE + top, EDGE + right, EDGE + bottom), fill=ACCENT, width=10)
    pen.line((EDGE, 240, SIZE[0] - EDGE, 240), fill=INK, width=4)
    below = _write(pen, 276, name, 64, INK, 2)
    _write(pen, below + 24, description, 32, PALE, 4)
    image.save(file, optimize=True)


def _write(pen: ImageDraw.ImageDraw, top: int, text: str, size: int, colour: str, most: int) -> int:
    """Write text in at most so many lines and return where they end."""
    font = ImageFont.load_default(size)
    for line in _lines(_known(text), font)[:most]:
        pen.text((EDGE, top), line, fill=colour, font=font)
        top += size * 5 // 4
    return top


def _lines(text: str, font: ImageFont.FreeTypeFont | ImageFont.ImageFont) -> list[str]:
    lines = [""]
    for word in text.split():
        longer = f"{lines[-1]} {word}".strip()
        if font.getlength(longer) <= MEASURE or not lines[-1]:
            lines[-1] = longer
        else:
            lines.append(word)
    return lines


def _known(text: str) -> str:
    """Return text, or nothing where the built-in font, which is Latin only, would show boxes."""
    # its typographic quotes and dashes are missing too, and plain ones read the same
    plain = text.translate({0x201C: '"', 0x201D: '"', 0x2018: "'", 0x2019: "'", 0x2013: "-", 0x2014: "-"})
    return plain if plain.isprintable() and all(ord(char) < 0x180 for char in plain) else ""
