"""Map panels: spots on the earth in, one drawing of all of them out, and a closer one where many stand close together.

Each spot is a pin with its name beside it. Where there are more than can be told apart, those that stand close together
are one circle with their number, so that a map weighs no more because the base has more records. A name must never lie
over another or over a pin; one that finds no room is left out, for the list beside the map has it. Below each other, the
panels are one picture that can leave the site.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from operator import itemgetter
from statistics import fmean

from druzhba_kb.locales import formats, gettext
from druzhba_kb.render.drawings.basemap import Box, CountryName, Viewport, basemap, text_width, viewport
from druzhba_kb.render.drawings.drawing import Drawing, LegendEntry, Lettering, Shape, box, circle, with_keys
from druzhba_kb.render.page_model import Link

CLOSE = 26  # units between pins that touch
SURROUNDINGS = 0.5  # margin of the closer panel: what lies about the places tells where they are
EDGE = 8
MOST_PINS = 80  # that can be told apart on one drawing
MESH = 88  # units of the squares whose spots are one circle where there are more
SIZE = 27  # of the letters, in units of the drawing
GAP = 19  # from the middle of a pin to its name
LINE = 1.15
PIN = 13

NamedPoint = tuple[float, float, str]


@dataclass(frozen=True, slots=True)
class Label:
    """Where a name stands, from the middle of its pin, at which end it is anchored, and the room it takes."""

    x: int
    y: int
    anchor: str
    box: Box


@dataclass(frozen=True, slots=True)
class Spot:
    """A position to be drawn: where, whose, and what is to be known of it."""

    longitude: float
    latitude: float
    link: Link
    inferred: bool
    contested: bool
    years: tuple[str, ...] = ()

    @property
    def text(self) -> str:
        """Return what stands beside its pin: its name, its years, and the sign that sources differ about it."""
        return " ".join((formats.commas((self.link.name, *self.years)), *(["≠"] if self.contested else [])))


@dataclass(frozen=True, slots=True)
class Pin:
    """A spot on a panel, with its name where there is room for it."""

    x: int
    y: int
    spot: Spot
    label: Label | None

    @property
    def text(self) -> str:
        """Return its name."""
        return self.spot.text


@dataclass(frozen=True, slots=True)
class Cluster:
    """Spots that stand too close together to be drawn one by one: where, by number, and whether any is contested."""

    number: int
    x: int
    y: int
    spots: tuple[Spot, ...]

    @property
    def contested(self) -> bool:
        """Whether the sources differ about any of the places."""
        return any(spot.contested for spot in self.spots)

    @property
    def anchor(self) -> str:
        """Return the anchor of the list of its places."""
        return f"close-{self.number}"


@dataclass(frozen=True, slots=True)
class Inset:
    """Where the closer panel lies on the first one, and what it holds."""

    x: int
    y: int
    width: int
    height: int
    count: int
    title: Box


@dataclass(frozen=True, slots=True)
class Panel:
    """One drawing with its pins."""

    number: int
    title: str
    width: int
    height: int
    land: str
    borders: str
    disputed: str
    names: tuple[CountryName, ...]
    pins: tuple[Pin, ...]
    cut: Inset | None
    clusters: tuple[Cluster, ...] = ()


def map_panels(spots: Sequence[Spot]) -> tuple[Panel, ...]:
    """Return a panel of all spots, and one of the most crowded of them where they stand too close to be told apart."""
    whole = viewport([(spot.longitude, spot.latitude) for spot in spots])
    if len(spots) > MOST_PINS:
        return (_clustered(whole, spots),)
    crowd = _crowd(spots, whole)
    if len(crowd) < 2:
        return (_panel(whole, spots),)
    closer = viewport([(spot.longitude, spot.latitude) for spot in crowd], SURROUNDINGS)
    # One that shows half of what the first shows would tell nothing that is not seen there.
    if (closer.east - closer.west) * 2 > whole.east - whole.west:
        return (_panel(whole, spots),)
    inner = [spot for spot in spots if _is_within(spot, closer)]
    outer = [spot for spot in spots if spot not in inner]
    if not outer:
        # All stand in the crowd, so its own panel is the whole map.
        return (_panel(closer, inner),)
    first = _panel(whole, outer, _inset(whole, closer, len(inner), outer))
    return first, replace(_panel(closer, inner), number=2, title=gettext("Closer view"))


def _clustered(view: Viewport, spots: Sequence[Spot]) -> Panel:
    """Return a panel on which the spots of each square of a mesh are one circle, a single one its own pin."""
    squares: dict[tuple[int, int], list[Spot]] = {}
    for spot in spots:
        x, y = view.locate(spot.longitude, spot.latitude)
        squares.setdefault((int(y // MESH), int(x // MESH)), []).append(spot)
    # By rows and columns of the mesh, so that the numbers go from north to south.
    crowds = [those for _, those in sorted(squares.items(), key=itemgetter(0)) if len(those) > 1]
    clusters = tuple(_cluster(number, those, view) for number, those in enumerate(crowds, 1))
    panel = _panel(view, [those[0] for those in squares.values() if len(those) == 1])
    # Names of countries are placed without knowing of the circles, which would lie over them.
    return replace(panel, names=(), clusters=clusters)


def _cluster(number: int, spots: Sequence[Spot], view: Viewport) -> Cluster:
    points = [view.locate(spot.longitude, spot.latitude) for spot in spots]
    x, y = (round(fmean(along)) for along in zip(*points, strict=True))
    return Cluster(number, x, y, tuple(spots))


def _crowd(spots: Sequence[Spot], view: Viewport) -> list[Spot]:
    """Return the largest group of spots that stand close to each other, from one to the next."""
    left, largest = list(spots), list[Spot]()
    while left:
        group = [left.pop()]
        for member in group:
            near = [spot for spot in left if _is_near(member, spot, view)]
            group += near
            left = [spot for spot in left if spot not in near]
        largest = max(largest, group, key=len)
    return largest


def _is_near(one: Spot, other: Spot, view: Viewport) -> bool:
    (ax, ay), (bx, by) = (view.locate(spot.longitude, spot.latitude) for spot in (one, other))
    return (ax - bx) ** 2 + (ay - by) ** 2 < CLOSE**2


def _is_within(spot: Spot, view: Viewport) -> bool:
    x, y = view.locate(spot.longitude, spot.latitude)
    return 0 <= x <= view.width and 0 <= y <= view.height


def _inset(whole: Viewport, closer: Viewport, count: int, outer: Sequence[Spot]) -> Inset:
    left, top = whole.locate(closer.west, closer.north)
    wide = (closer.east - closer.west) / (whole.east - whole.west) * whole.width
    high = (closer.north - closer.south) / (whole.north - whole.south) * whole.height
    frame, panel = Box(left, top, left + wide, top + high), Box(0, 0, whole.width, whole.height)
    pins = [pin_box(*whole.locate(spot.longitude, spot.latitude)) for spot in outer]
    title = min(_titles(frame), key=lambda it: (not it.within(panel), sum(it.meets(box) for box in pins)))
    return Inset(round(left), round(top), round(wide), round(high), count, title)


def _titles(frame: Box) -> Iterator[Box]:
    """Yield where the title of the inset may stand: above or below its frame, from either side, or beside it."""
    long, middle = text_width(gettext("Closer view"), SIZE), (frame.top + frame.bottom) / 2 - 15
    above = [(left, top) for top in (frame.top - 34, frame.bottom + 3) for left in (frame.left, frame.right - long)]
    for left, top in [*above, (frame.left - long - 6, middle), (frame.right + 8, middle)]:
        yield Box(round(left), round(top), left + long, top + 31)


def _panel(view: Viewport, spots: Sequence[Spot], cut: Inset | None = None) -> Panel:
    drawn, frame = basemap(view), Box(EDGE, EDGE, view.width - EDGE, view.height - EDGE)
    taken = [Box(cut.x, cut.y, cut.x + cut.width, cut.y + cut.height), cut.title] if cut else []
    points = [view.locate(spot.longitude, spot.latitude) for spot in spots]
    both = list(zip(points, spots, strict=True))
    labels = place_labels([(x, y, spot.text) for (x, y), spot in both], taken, frame)
    pins = tuple(Pin(round(x), round(y), spot, labels.get(at)) for at, ((x, y), spot) in enumerate(both))
    taken += [pin_box(*point) for point in points] + [label.box for label in labels.values()]
    names = tuple(_free(drawn.names, taken))
    size = (view.width, view.height)
    return Panel(1, gettext("All places"), *size, drawn.land, drawn.borders, drawn.disputed, names, pins, cut)


def _free(names: Sequence[Sequence[CountryName]], taken: Iterable[Box]) -> Iterator[CountryName]:
    """Yield each country's name at its best place that nothing else takes."""
    taken = list(taken)
    for choices in names:
        free = next((it for it in choices if not any(it.box.meets(box) for box in taken)), None)
        if free:
            taken.append(free.box)
            yield free


def pin_box(x: float, y: float) -> Box:
    """Return the room that a pin takes."""
    return Box(x - PIN, y - PIN, x + PIN, y + PIN)


def place_labels(pins: Sequence[NamedPoint], taken: Iterable[Box], frame: Box) -> dict[int, Label]:
    """Return the labels of pins by their number: the pin with the fewest free sides comes first; some find no room."""
    occupied = [*taken, *(pin_box(x, y) for x, y, _ in pins)]
    choices = {number: _sides(pin, frame) for number, pin in enumerate(pins)}
    placed: dict[int, Label] = {}
    while choices:
        for number, sides in choices.items():
            choices[number] = [side for side in sides if not any(side.box.meets(box) for box in occupied)]
        # A pin that has no free side left can wait: it takes none from the others.
        number = min(choices, key=lambda i: (len(choices[i]) or 99, i))
        for label in choices.pop(number)[:1]:
            placed[number] = label
            occupied.append(label.box)
    return placed


def _sides(pin: NamedPoint, frame: Box) -> list[Label]:
    """Return the eight places about a pin for its name, the best first, as far as they lie in the frame."""
    near, far = GAP, GAP + SIZE
    ways = [
        (near, 9, "start"), (-near, 9, "end"), (0, -near - 4, "middle"), (0, far + 2, "middle"),
        (near, -near, "start"), (near, far - 2, "start"), (-near, -near, "end"), (-near, far - 2, "end"),
    ]  # fmt: skip
    labels = (Label(x, y, anchor, _label_box(pin, x, y, anchor)) for x, y, anchor in ways)
    return [label for label in labels if label.box.within(frame)]


def _label_box(pin: NamedPoint, x: int, y: int, anchor: str) -> Box:
    long = text_width(pin[2], SIZE)
    left = pin[0] + x - long * {"start": 0.0, "middle": 0.5, "end": 1.0}[anchor]
    bottom = pin[1] + y + SIZE * 0.22
    return Box(left, bottom - SIZE * LINE, left + long, bottom)


CAPTION = 46  # units below a panel
LARGE = 22  # letters that can still be read where the drawing is half its size
SPILL = 12  # units by which outlines run over the edge


def map_picture(panels: Sequence[Panel]) -> Drawing:
    """Return the drawing of some panels, with what their signs mean."""
    whole = Drawing(max(panel.width for panel in panels), 0, (), ())
    for panel in panels:
        below = _drawn_panel(panel).moved(0, whole.height)
        whole = Drawing(whole.width, below.height, (*whole.shapes, *below.shapes), (*whole.words, *below.words))
    return with_keys(whole, _legend([pin for panel in panels for pin in panel.pins]), "caption", LARGE)


def _drawn_panel(panel: Panel) -> Drawing:
    """Return a panel; what runs over its edge is cut off with it."""
    lines = [("land", panel.land), ("border", panel.borders), ("disputed", panel.disputed)]
    shapes = [
        Shape("sea", box(0, 0, panel.width, panel.height)),
        *(Shape(style, path) for style, path in lines if path),
    ]
    words = [Lettering("country", name.x, name.y, name.name, "middle") for name in panel.names]
    edge = box(-SPILL, -SPILL, panel.width + 2 * SPILL, panel.height + 2 * SPILL)
    shapes.append(Shape("beyond", f"{edge}{box(0, 0, panel.width, panel.height)}"))
    if panel.cut:
        shapes.append(Shape("frame", box(panel.cut.x, panel.cut.y, panel.cut.width, panel.cut.height)))
    for pin in panel.pins:
        shapes += _drawn_pin(pin)
        words += _drawn_name(pin)
    for cluster in panel.clusters:
        shapes.append(Shape("dot", circle(cluster.x, cluster.y, 21)))
        words.append(Lettering("crowd", cluster.x, cluster.y + 8, formats.number(len(cluster.spots)), "middle"))
    words.append(Lettering("caption", 0, panel.height + 28, panel.title))
    return Drawing(panel.width, panel.height + CAPTION, tuple(shapes), tuple(words))


def _drawn_pin(pin: Pin) -> Iterator[Shape]:
    if pin.spot.contested:
        yield Shape("halo", circle(pin.x, pin.y, 15))
    yield Shape("ring" if pin.spot.inferred else "dot", circle(pin.x, pin.y, 9))


def _drawn_name(pin: Pin) -> Iterator[Lettering]:
    if pin.label:
        style = "doubted" if pin.spot.contested else "name"
        yield Lettering(style, pin.x + pin.label.x, pin.y + pin.label.y, pin.spot.text, pin.label.anchor)


def _legend(pins: Sequence[Pin]) -> Iterator[LegendEntry]:
    if any(not pin.spot.inferred for pin in pins):
        yield LegendEntry((Shape("dot", circle(0, 0, 6)),), gettext("position stated"))
    if any(pin.spot.inferred for pin in pins):
        yield LegendEntry((Shape("ring", circle(0, 0, 6)),), gettext("position inferred"))
    if any(pin.spot.contested for pin in pins):
        yield LegendEntry(
            (Shape("halo", circle(0, 0, 8)), Shape("dot", circle(0, 0, 4))), gettext("sources differ about the place")
        )
