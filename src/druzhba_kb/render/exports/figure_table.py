"""Figure table: a figure, the map or the timeline in, what it draws as CSV out, so that anybody can draw it otherwise.

A row is what one source gives, never a mean of several; it has its words and its place as the page has.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from druzhba_kb.render.exports.table import cell, csv_of
from druzhba_kb.render.site_index import SiteIndex
from druzhba_kb.render.views.figures import FigureNumber, FigureView
from druzhba_kb.render.views.map_page import MapView
from druzhba_kb.render.views.timeline_page import entries

Row = Mapping[str, object]


def figure_table(view: FigureView) -> str:
    """Return the rows of a figure whose addresses begin at the site's root."""
    return table(_numbers(view.numbers) if view.numbers else _cells(view))


def table(rows: Iterable[Row]) -> str:
    """Return rows as CSV under the names of the first one's columns."""
    every = list(rows)
    return csv_of(every[0] if every else (), (map(cell, row.values()) for row in every))


def place_rows(view: MapView) -> Iterator[Row]:
    """Yield a row for each position of a map, latitude and longitude apart."""
    for spot, position in sorted(view.spots.items(), key=lambda one: (one[0].link.name, one[1].value)):
        yield {
            "place": spot.link.name,
            "id": position.entity.id,
            "latitude": spot.latitude,
            "longitude": spot.longitude,
            "inferred": _flag(spot.inferred),
            "contested": _flag(spot.contested),
            "years": "; ".join(spot.years),
            "page": position.entity.page,
        }


def date_rows(index: SiteIndex) -> Iterator[Row]:
    """Yield a row for each date on the timeline, as often as it is quoted."""
    for entry in entries(index, ""):
        for rest in entry.rests:
            yield {
                "date": entry.iso,
                "in_words": entry.date,
                "record": entry.entity.name,
                "about": entry.label,
                "denied": _flag(entry.denies),
                "inferred": _flag(entry.inferred),
                "contested": _flag(entry.contested == "fact"),
                "words": rest.quote,
                "article": rest.source.article,
                "block": rest.source.block,
                "speakers": ", reported by ".join(voice.name for voice in rest.source.voices),
                "evidence": rest.evidence,
            }


def _numbers(numbers: Iterable[FigureNumber]) -> Iterator[Row]:
    for number in numbers:
        source = number.quote.source if number.quote else None
        yield {
            "record": number.record.name,
            "about": number.about,
            "value": number.text,
            "low": _plain(number.low),
            "high": _plain(number.high),
            "put_as": number.form,
            "denied": _flag(number.denies),
            "inferred": _flag(number.inferred),
            "contested": _flag(number.contested == "fact"),
            "may_count_something_else": _flag(number.other or number.contested == "scope"),
            "who": number.voice,
            "voice": source.voice if source else "reference",
            "article": source.article if source else "",
            "block": source.block if source else "",
            "words": number.quote.quote if number.quote else "",
            "evidence": number.evidence,
        }


def _cells(view: FigureView) -> Iterator[Row]:
    for row in view.rows:
        for known in row.cells:
            yield {
                "record": known.record,
                "about": row.label,
                "known": known.state or "does not apply",
                "articles": known.articles,
                "values": known.text,
                "evidence": known.href,
            }


def _plain(number: float | None) -> str:
    return "" if number is None else f"{number:.15g}"


def _flag(holds: bool) -> str:
    return "yes" if holds else "no"
