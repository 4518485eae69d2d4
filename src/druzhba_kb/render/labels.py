"""Labels: pins on a plate in, names beside them that do not overlap out."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

SIZE = 27  # of the letters, in units of the drawing
GAP = 19  # from the middle of a pin to its name
LINE = 1.15
THIN, SMALL, LARGE, FULL = 0.36, 0.6, 0.76, 1.0  # shares of the size that letters are wide
DOT = 13


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle on the drawing."""

    left: float
    top: float
    right: float
    bottom: float

    def meets(self, other: Box) -> bool:
        """Return whether two boxes overlap."""
        apart = self.right <= other.left or other.right <= self.left
        return not (apart or self.bottom <= other.top or other.bottom <= self.top)

    def within(self, other: Box) -> bool:
        """Return whether the box lies in another."""
        across = other.left <= self.left and self.right <= other.right
        return across and other.top <= self.top and self.bottom <= other.bottom


@dataclass(frozen=True, slots=True)
class Label:
    """Where a name stands, from the middle of its pin, at which end it is anchored, and the room it takes."""

    x: int
    y: int
    anchor: str
    box: Box


Spot = tuple[float, float, str]


def dot(spot: Spot) -> Box:
    """Return the room that a pin takes."""
    return Box(spot[0] - DOT, spot[1] - DOT, spot[0] + DOT, spot[1] + DOT)


def length(text: str, size: float = SIZE) -> float:
    """Return about how long a text is; which font a reader has is not known."""
    return size * sum(_wide(char) for char in text)


def _wide(char: str) -> float:
    if unicodedata.east_asian_width(char) in "WF":
        return FULL
    if char in "mwMW":
        return (LARGE + FULL) / 2
    return THIN if char in "fijlrtI .,:;'’|!()-" else LARGE if char.isupper() else SMALL


def place(spots: Sequence[Spot], taken: Iterable[Box], frame: Box) -> dict[int, Label]:
    """Return the labels of pins by their index: the pin with the fewest free sides comes first; some find no room."""
    occupied = [*taken, *(dot(spot) for spot in spots)]
    choices = {index: _sides(spot, frame) for index, spot in enumerate(spots)}
    placed: dict[int, Label] = {}
    while choices:
        for index, sides in choices.items():
            choices[index] = [side for side in sides if not any(side.box.meets(box) for box in occupied)]
        index = min(choices, key=lambda i: (len(choices[i]) or 99, i))
        for label in choices.pop(index)[:1]:
            placed[index] = label
            occupied.append(label.box)
    return placed


def _sides(spot: Spot, frame: Box) -> list[Label]:
    """Return the eight places about a pin for its name, the best first, as far as they lie in the frame."""
    near, far = GAP, GAP + SIZE
    ways = [
        (near, 9, "start"), (-near, 9, "end"), (0, -near - 4, "middle"), (0, far + 2, "middle"),
        (near, -near, "start"), (near, far - 2, "start"), (-near, -near, "end"), (-near, far - 2, "end"),
    ]  # fmt: skip
    labels = (Label(x, y, anchor, _box(spot, x, y, anchor)) for x, y, anchor in ways)
    return [label for label in labels if label.box.within(frame)]


def _box(spot: Spot, x: int, y: int, anchor: str) -> Box:
    long = length(spot[2])
    left = spot[0] + x - long * {"start": 0.0, "middle": 0.5, "end": 1.0}[anchor]
    bottom = spot[1] + y + SIZE * 0.22
    return Box(left, bottom - SIZE * LINE, left + long, bottom)
