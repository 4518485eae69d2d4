"""Parse: documents in, kinds, articles and entities out, typed and frozen.

Here a fault of form ends: what later stages get is whole, or the build stops. Parsing must never look at a second record to
judge the first; what needs two is for `relate` and `verify`.
"""

from __future__ import annotations

from druzhba_kb.folding import nearest
from druzhba_kb.load import Sources
from druzhba_kb.model import Entity, Records
from druzhba_kb.parse.articles import parse_article, parse_page, parse_reference
from druzhba_kb.parse.collection import parse_assertions, parse_changes, parse_moves, parse_ratchets
from druzhba_kb.parse.entities import parse_entity
from druzhba_kb.parse.kinds import check_figures, parse_kind
from druzhba_kb.report import Place, Report


def parse(sources: Sources, report: Report) -> Records:
    """Return every record that can be read; what cannot is a finding."""
    kind_ids = sorted(sources.kinds)
    kinds = {id: parse_kind(sources.kinds[id], kind_ids, report) for id in kind_ids}
    check_figures(kinds.values(), report)
    articles = {document.id: parse_article(document, sources, report) for document in sources.articles}
    for id, seals in sources.seals.items():
        if id not in articles:
            near = nearest(id, list(articles))
            message = f"these seals belong to no article; there is no articles/{id}.md{near}"
            report.error(Place(seals.file), "unexpected-file", message)
    entities: dict[str, Entity] = {}
    for kind_id, documents in sorted(sources.entities.items()):
        for document in documents if kind_id in kinds else ():
            if document.id in entities:
                other = entities[document.id].place.file
                report.error(document.table.place, "repeated-id", f"the id '{document.id}' is taken by {other}")
            else:
                entities[document.id] = parse_entity(document, kinds[kind_id], report)
    changes = tuple(change for document in sources.changes for change in parse_changes(document, report))
    assertions = tuple(one for document in sources.assertions for one in parse_assertions(document, kinds, report))
    ratchets = tuple(one for document in sources.ratchets for one in parse_ratchets(document, report))
    references = [one for document in sources.references if (one := parse_reference(document, report))]
    return Records(
        kinds,
        dict(sorted(articles.items())),
        dict(sorted(entities.items())),
        changes,
        assertions,
        ratchets,
        sources.language,
        {one.id: one for one in references},
        tuple(move for document in sources.moved for move in parse_moves(document, report)),
        {document.file: parse_page(document, report) for document in sources.pages},
        sources.assets,
        sources.translations,
    )
