"""Outlines: npm's world-atlas (Natural Earth 1:50m, public domain) in, src/druzhba_kb/render/drawings/outlines.json out.

npm pack world-atlas@2.0.2 && python tools/outlines.py world-atlas-2.0.2.tgz   (or: make outlines)
"""

from __future__ import annotations

import hashlib
import json
import sys
import tarfile
from collections import defaultdict
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

from babel.core import get_global

TARGET = Path(__file__).resolve().parent.parent / "src/druzhba_kb/render/drawings/outlines.json"
SHA256 = "032e7765f2ce00edaeafec23ff22bc3b77e42987c257da944cc585b452c05b97"
MEMBER = "package/countries-50m.json"
NOTE = "Natural Earth 1:50m, public domain, by way of npm's world-atlas 2.0.2; made by tools/outlines.py"
SCALE = 100  # steps in a degree
TOLERANCE = 0.015  # degrees

Point = tuple[float, float]
UNNUMBERED = {"Kosovo": "XK"}  # that the Unicode CLDR knows, and ISO does not
EVERYWHERE = (-180.0, -90.0, 180.0, 90.0)
# Which of the lines drawn are disputed, and where (west, south, east, north): world-atlas does not say, so this
# follows Natural Earth's list of disputed boundary lines (ne_50m_admin_0_boundary_lines_disputed_areas).
DISPUTED = (
    ("India", "Pakistan", (73.4, 32.3, 78.0, 37.1)),
    ("India", "Siachen Glacier", EVERYWHERE),
    ("Pakistan", "Siachen Glacier", EVERYWHERE),
    ("China", "Siachen Glacier", EVERYWHERE),
    ("China", "Pakistan", EVERYWHERE),
    ("China", "India", (77.7, 30.1, 81.1, 35.6)),
    ("China", "India", (91.6, 27.0, 97.4, 29.5)),
    ("Bhutan", "China", (89.0, 27.3, 90.4, 28.3)),
    ("Israel", "Syria", EVERYWHERE),
    ("Israel", "Palestine", EVERYWHERE),
    ("S. Sudan", "Sudan", (27.8, 9.5, 29.0, 10.2)),
    ("Kenya", "S. Sudan", EVERYWHERE),
    ("Egypt", "Sudan", (33.0, 21.9, 37.0, 22.3)),
    ("North Korea", "South Korea", EVERYWHERE),
    ("Somalia", "Somaliland", EVERYWHERE),
    ("Kosovo", "Serbia", EVERYWHERE),
    ("Cyprus", "N. Cyprus", EVERYWHERE),
    ("Morocco", "W. Sahara", EVERYWHERE),
    ("Russia", "Ukraine", (33.5, 45.7, 35.1, 46.3)),
    ("Guyana", "Suriname", (-58.5, 1.4, -57.4, 3.4)),
    ("France", "Suriname", (-54.2, 2.1, -53.9, 3.4)),
)


def main(archive: Path) -> None:
    """Write the outlines anew from the package's archive."""
    content = archive.read_bytes()
    if hashlib.sha256(content).hexdigest() != SHA256:
        sys.exit(f"{archive} is not the archive of world-atlas 2.0.2 that this was written for")
    with tarfile.open(archive) as files:
        member = files.extractfile(MEMBER)
        assert member is not None
        atlas = json.load(member)
    TARGET.write_text(_text(outlines(atlas)), encoding="utf-8")


def outlines(atlas: dict) -> dict:
    """Return the arcs in whole steps, the countries as rings of arcs, and which arcs are borders, disputed or not."""
    shapes = [(it["properties"]["name"], list(_rings(it))) for it in atlas["objects"]["countries"]["geometries"]]
    owners = defaultdict(set)
    for name, rings in shapes:
        for index in (i for ring in rings for i in ring):
            owners[max(index, ~index)].add(name)
    arcs, parts, borders, disputed = [], {}, [], []
    for index, points in enumerate(_decoded(atlas)):
        parts[index] = []
        for line, contested in _cut(points, owners[index]):
            if len(owners[index]) == 2:
                (disputed if contested else borders).append(len(arcs))
            parts[index].append(len(arcs))
            arcs.append(_steps(_simple(line)))
    drawn = [(name, [_renamed(ring, parts) for ring in rings]) for name, rings in shapes]
    codes = {it["properties"]["name"]: _code(it) for it in atlas["objects"]["countries"]["geometries"]}
    countries = [[name, codes[name], [ring for ring in rings if _has_height(ring, arcs)]] for name, rings in drawn]
    return {
        "note": NOTE,
        "scale": SCALE,
        "borders": borders,
        "disputed": disputed,
        "countries": countries,
        "arcs": arcs,
    }


def _code(geometry: dict) -> str:
    """Return the code of two letters by which the Unicode CLDR names a country; nothing where it has none."""
    codes = get_global("territory_aliases").get(geometry.get("id", ""), [""])
    return UNNUMBERED.get(geometry["properties"]["name"], codes[0])


def _rings(geometry: dict) -> Iterator[list[int]]:
    polygons = geometry.get("arcs", [])
    for polygon in [polygons] if geometry["type"] == "Polygon" else polygons:
        yield from polygon


def _decoded(atlas: dict) -> Iterator[list[Point]]:
    (sx, sy), (tx, ty) = atlas["transform"]["scale"], atlas["transform"]["translate"]
    for arc in atlas["arcs"]:
        x = y = 0
        points = []
        for dx, dy in arc:
            x, y = x + dx, y + dy
            points.append((x * sx + tx, y * sy + ty))
        yield _unrolled(points)


def _unrolled(points: list[Point]) -> list[Point]:
    """Return a line without leaps from 180 to -180: it goes on beyond."""
    turns, kept = 0, points[:1]
    for before, here in pairwise(points):
        turns -= round((here[0] - before[0]) / 360)
        kept.append((here[0] + 360 * turns, here[1]))
    return kept


def _cut(points: list[Point], owners: set[str]) -> Iterator[tuple[list[Point], bool]]:
    """Yield the stretches of a border that are disputed and those that are not, in order."""
    boxes = [box for one, other, box in DISPUTED if {one, other} == owners]
    inside = [any(_within(a, box) and _within(b, box) for box in boxes) for a, b in pairwise(points)]
    start = 0
    for end in range(1, len(points)):
        if end == len(inside) or inside[end] != inside[start]:
            yield points[start : end + 1], inside[start]
            start = end


def _within(point: Point, box: tuple[float, float, float, float]) -> bool:
    return box[0] <= point[0] <= box[2] and box[1] <= point[1] <= box[3]


def _renamed(ring: list[int], parts: dict[int, list[int]]) -> list[int]:
    found: list[int] = []
    for index in ring:
        found += parts[index] if index >= 0 else [~part for part in reversed(parts[~index])]
    return found


def _has_height(ring: list[int], arcs: list[list[int]]) -> bool:
    """Return whether a ring is more than the edge of the map along a pole."""
    return any(step for index in ring for step in arcs[max(index, ~index)][3::2])


def _simple(line: list[Point]) -> list[Point]:
    """Return a line without what is finer than the tolerance (Douglas and Peucker); a ring keeps three corners."""
    if line[0] == line[-1] and len(line) > 4:
        far = max(range(len(line)), key=lambda i: _distance(line[i], line[0], line[0]))
        kept = [*_simple(line[: far + 1])[:-1], *_simple(line[far:])]
        return kept if len(kept) > 3 else [line[0], line[len(line) // 3], line[2 * len(line) // 3], line[-1]]
    if len(line) < 3:
        return line
    worst = max(range(1, len(line) - 1), key=lambda i: _distance(line[i], line[0], line[-1]))
    if _distance(line[worst], line[0], line[-1]) <= TOLERANCE:
        return [line[0], line[-1]]
    return [*_simple(line[: worst + 1])[:-1], *_simple(line[worst:])]


def _distance(point: Point, one: Point, other: Point) -> float:
    dx, dy = other[0] - one[0], other[1] - one[1]
    length = dx * dx + dy * dy
    share = 0.0 if not length else ((point[0] - one[0]) * dx + (point[1] - one[1]) * dy) / length
    share = min(1.0, max(0.0, share))
    return float(((point[0] - one[0] - share * dx) ** 2 + (point[1] - one[1] - share * dy) ** 2) ** 0.5)


def _steps(line: list[Point]) -> list[int]:
    """Return the first point and the way from each to the next, in whole steps."""
    whole = [(round(x * SCALE), round(y * SCALE)) for x, y in line]
    flat = [*whole[0]]
    for before, here in pairwise(whole):
        if here != before or len(whole) < 5:
            flat += [here[0] - before[0], here[1] - before[1]]
    return flat


def _text(content: dict) -> str:
    """Return JSON with a line for each country and arc, so that a difference can be read."""
    lines = []
    for key, value in content.items():
        rows = value if key in {"countries", "arcs"} else None
        flat = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
        packed = rows and ",\n".join(json.dumps(row, ensure_ascii=False, separators=(",", ":")) for row in rows)
        lines.append(f'"{key}":' + (f"[\n{packed}\n]" if rows else flat))
    return "{" + ",\n".join(lines) + "}\n"


if __name__ == "__main__":
    main(Path(sys.argv[1]))
