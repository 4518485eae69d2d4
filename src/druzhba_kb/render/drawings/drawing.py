"""Drawing: shapes and words at their places, which is all that a figure is, and how one becomes a picture that can leave.

A figure stands on a page, in a frame on the page of others, and in a file of its own. So it is drawn here once, from plain
shapes that a template only prints; their styles have names, and which colour a name has is the template's to say.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace

from druzhba_kb.render.drawings.basemap import text_width

LINE = 17  # units from one line of words to the next
LETTERS = 13  # their size
PADDING = 24  # about a picture
PAGE, PHONE = 920, 340  # the widths for which a figure is drawn
KEY_GAP = 26
TITLE, TITLE_LINE = 24, 30


@dataclass(frozen=True, slots=True)
class Shape:
    """A path with the name of its style."""

    style: str
    path: str
    x: int = 0
    y: int = 0


@dataclass(frozen=True, slots=True)
class Lettering:
    """A line of words: the name of its style, where it stands, at which end it is anchored, whether it runs upwards."""

    style: str
    x: int
    y: int
    text: str
    anchor: str = "start"
    turned: bool = False


@dataclass(frozen=True, slots=True)
class Drawing:
    """Shapes and the words above them on a sheet."""

    width: int
    height: int
    shapes: tuple[Shape, ...]
    words: tuple[Lettering, ...]

    def moved(self, x: int, y: int) -> Drawing:
        """Return the same lower and further in, on a sheet that is larger by as much."""
        shapes = (replace(shape, x=shape.x + x, y=shape.y + y) for shape in self.shapes)
        words = (replace(one, x=one.x + x, y=one.y + y) for one in self.words)
        return Drawing(self.width + x, self.height + y, tuple(shapes), tuple(words))


@dataclass(frozen=True, slots=True)
class LegendEntry:
    """What a sign of a drawing means: the shapes of the sign about its middle, a letter in it, and the words."""

    shapes: tuple[Shape, ...]
    words: str
    letter: str = ""
    style: str = "sign"


def box(x: float, y: float, width: float, height: float) -> str:
    """Return the path of a box."""
    return f"M{x:g} {y:g}h{width:g}v{height:g}h{-width:g}z"


def circle(x: float, y: float, radius: float) -> str:
    """Return the path of a circle."""
    return f"M{x - radius:g} {y:g}a{radius:g} {radius:g} 0 1 0 {2 * radius:g} 0a{radius:g} {radius:g} 0 1 0 {-2 * radius:g} 0z"


def diamond(x: float, y: float, radius: float) -> str:
    """Return the path of a square that stands on its corner."""
    return f"M{x:g} {y - radius:g}l{radius:g} {radius:g}l{-radius:g} {radius:g}l{-radius:g} {-radius:g}z"


def wrapped(text: str, width: float, size: float = LETTERS) -> list[str]:
    """Return a text in lines that are no wider, as far as its words allow."""
    lines: list[str] = []
    for word in text.split():
        if lines and text_width(f"{lines[-1]} {word}", size) <= width:
            lines[-1] += f" {word}"
        else:
            lines.append(word)
    return lines


def lettered(
    style: str, x: int, y: int, lines: Iterable[str], anchor: str = "start", step: int = LINE
) -> Iterator[Lettering]:
    """Yield lines of words, one below the other."""
    for number, line in enumerate(lines):
        yield Lettering(style, x, y + number * step, line, anchor)


def below_each_other(width: int, top: int, rows: Iterable[Callable[[int], Drawing]], first: bool = True) -> Drawing:
    """Return rows with a rule above each, but where `first` is not, the first; each is drawn from where the last ends."""
    whole = Drawing(width, top, (), ())
    for number, row in enumerate(rows):
        drawn = row(whole.height)
        rule = (Shape("rule", f"M0 {whole.height}h{width}"),) if number or first else ()
        shapes, words = (*whole.shapes, *rule, *drawn.shapes), (*whole.words, *drawn.words)
        whole = Drawing(width, drawn.height, shapes, words)
    return whole


def with_keys(drawing: Drawing, keys: Iterable[LegendEntry], style: str = "quiet", size: float = LETTERS) -> Drawing:
    """Return a drawing with what its signs mean below it, in letters of a style and its size."""
    shapes, words, x, y = list(drawing.shapes), list(drawing.words), 0, drawing.height + 22
    for key in keys:
        lines = wrapped(key.words, drawing.width - KEY_GAP, size)
        wide = KEY_GAP + round(max(text_width(line, size) for line in lines))
        if x and x + wide > drawing.width:
            x, y = 0, y + round(size) + 9
        shapes += [replace(shape, x=x + 9, y=y) for shape in key.shapes]
        if key.letter:
            words.append(Lettering(key.style, x + 9, y + (11 if key.style == "quote" else 5), key.letter, "middle"))
        words += lettered(style, x + KEY_GAP, y + round(size / 3), lines, step=round(size) + 4)
        x, y = x + wide + 18, y + (round(size) + 4) * (len(lines) - 1)
    return Drawing(drawing.width, y + 12, tuple(shapes), tuple(words))


def picture(drawing: Drawing, title: str, note: str, source: str) -> Drawing:
    """Return a drawing as it leaves the site: under its title, above where it is from and under which licence."""
    head = list(lettered("title", 0, TITLE, wrapped(title, drawing.width, TITLE), step=TITLE_LINE))
    under = head[-1].y + 22 if head else 0
    head += lettered("quiet", 0, under, wrapped(note, drawing.width))
    below = drawing.moved(0, head[-1].y + 18)
    foot = tuple(lettered("quiet", 0, below.height + 26, wrapped(source, drawing.width)))
    rule = Shape("rule", f"M0 {below.height + 6}h{drawing.width}")
    whole = Drawing(drawing.width, foot[-1].y + 4, (*below.shapes, rule), (*head, *below.words, *foot)).moved(
        PADDING, PADDING
    )
    sheet = Drawing(whole.width + PADDING, whole.height + PADDING, whole.shapes, whole.words)
    return replace(sheet, shapes=(Shape("sheet", box(0, 0, sheet.width, sheet.height)), *sheet.shapes))
