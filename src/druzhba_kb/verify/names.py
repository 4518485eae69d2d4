"""Names: entities in, findings out where two of them go by the same name without saying so."""

from __future__ import annotations

from druzhba_kb.model import Entity, Records
from druzhba_kb.report import Place, Report
from druzhba_kb.text import fold


def verify_names(records: Records, report: Report) -> None:
    """Report each name of two entities, unless it is a metonym or every alias that bears it says that it is ambiguous."""
    owners: dict[str, list[tuple[Entity, bool, Place]]] = {}
    for entity in records.entities.values():
        for name, ambiguous, place in _names(entity):
            owners.setdefault(fold(name).casefold(), []).append((entity, ambiguous, place))
            report.checked["names"] += 1
    for name, borne in owners.items():
        _verify_name(name, borne, report)


def _names(entity: Entity) -> list[tuple[str, bool, Place]]:
    own = (entity.name, False, entity.places.get("name", entity.place))
    aliases = [alias for alias in entity.aliases if alias.use != "metonym"]
    return [own, *((alias.name, alias.ambiguous, alias.place) for alias in aliases)]


def _verify_name(name: str, borne: list[tuple[Entity, bool, Place]], report: Report) -> None:
    first, *others = borne
    for entity, ambiguous, place in others:
        if entity.id != first[0].id and not (ambiguous and first[1]):
            where = f"{first[2].file}:{first[2].line}"
            message = f"'{name}' is a name of '{first[0].id}' too ({where}); say 'ambiguous: true' at both aliases, or drop one"
            report.error(place, "name-of-two", message)
