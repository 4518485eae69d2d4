"""Map picture: the panels of a map in, one drawing of them below each other out, which can leave the site."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from druzhba_kb.render.drawings.drawing import Drawing, LegendEntry, Lettering, Shape, box, circle, with_keys
from druzhba_kb.render.drawings.map_panels import Cluster, Panel, Pin

CAPTION = 46  # units below a panel
LARGE = 22  # letters that can still be read where the drawing is half its size
SPILL = 12  # units by which outlines run over the edge
INFERRED, STATED, CONTESTED = "position inferred", "position stated", "sources differ about the place"


def map_picture(panels: Sequence[Panel]) -> Drawing:
    """Return the drawing of some panels, with what their signs mean."""
    whole = Drawing(max(panel.width for panel in panels), 0, (), ())
    for panel in panels:
        below = _panel(panel).moved(0, whole.height)
        whole = Drawing(whole.width, below.height, (*whole.shapes, *below.shapes), (*whole.words, *below.words))
    return with_keys(whole, _legend([pin for panel in panels for pin in panel.pins]), "caption", LARGE)


def _panel(panel: Panel) -> Drawing:
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
        shapes += _pin(pin)
        words += _name(pin)
    for cluster in panel.clusters:
        shapes.append(_circle(cluster))
        words.append(Lettering("crowd", cluster.x, cluster.y + 8, str(len(cluster.spots)), "middle"))
    words.append(Lettering("caption", 0, panel.height + 28, panel.title))
    return Drawing(panel.width, panel.height + CAPTION, tuple(shapes), tuple(words))


def _pin(pin: Pin) -> Iterator[Shape]:
    if pin.spot.contested:
        yield Shape("halo", circle(pin.x, pin.y, 15))
    yield Shape("ring" if pin.spot.inferred else "dot", circle(pin.x, pin.y, 9))


def _name(pin: Pin) -> Iterator[Lettering]:
    if pin.label:
        style = "doubted" if pin.spot.contested else "name"
        yield Lettering(style, pin.x + pin.label.x, pin.y + pin.label.y, pin.spot.text, pin.label.anchor)


def _circle(cluster: Cluster) -> Shape:
    return Shape("dot", circle(cluster.x, cluster.y, 21))


def _legend(pins: Sequence[Pin]) -> Iterator[LegendEntry]:
    if any(not pin.spot.inferred for pin in pins):
        yield LegendEntry((Shape("dot", circle(0, 0, 6)),), STATED)
    if any(pin.spot.inferred for pin in pins):
        yield LegendEntry((Shape("ring", circle(0, 0, 6)),), INFERRED)
    if any(pin.spot.contested for pin in pins):
        yield LegendEntry((Shape("halo", circle(0, 0, 8)), Shape("dot", circle(0, 0, 4))), CONTESTED)
