"""Record downloads: a record in, the files that hold its data and the digests of its packets, and the links to them, out.

Hosts limit how many files a site may have, free ones to 20,000. So in a large site records share files: which one follows
from the id, so that a new record changes one file and no other page.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import partial
from typing import Any

from druzhba_kb.locales import N_, gettext
from druzhba_kb.model import Article, Entity
from druzhba_kb.render.exports.data import dump_by_record, entity_data, entity_files
from druzhba_kb.render.exports.packet import digests
from druzhba_kb.render.page_model import Link, Page, address
from druzhba_kb.render.site_index import SiteIndex, Task, share_of
from druzhba_kb.render.templates import Templates

DATA, DIGESTS = "data/entities/", "data/digests/"
# L10n: these three stand after the name of a file: JSON of this page’s data
OWN = N_("of this page’s data")
SHARED = N_("of this page’s data, under its id among others")
PROOF = N_("of its proof packets")


def record_links(index: SiteIndex, record: Entity | Article) -> tuple[Link, ...]:
    """Return the links from the page of a record to its data, which an entity has, and to its digests."""
    name = str(share_of(record.id, index.shares)) if index.shares else record.id
    data, note = {"JSON": "json"} if index.shares else {"JSON": "json", "YAML": "yml"}, SHARED if index.shares else OWN
    files = [Link(form, f"{DATA}{name}.{end}", note) for form, end in data.items() if isinstance(record, Entity)]
    files += [] if record.draft else [Link(gettext("Digests"), f"{DIGESTS}{name}.txt", PROOF)]
    return tuple(Link(one.name, address(record.page, one.href), gettext(one.note)) for one in files)


def own_files(
    index: SiteIndex,
    record: Entity | Article,
    site: Mapping[str, str],
    templates: Templates,
    data: dict[str, Any] | None = None,
) -> Iterator[Page]:
    """Yield the files of a record, the `data` of an entity among them; none in a large site."""
    if index.shares:
        return
    if data is not None:
        yield from entity_files(data)
    if listed := digests(index, record, site, templates):
        yield Page(f"{DIGESTS}{record.id}.txt", listed)


def shared_file_tasks(index: SiteIndex, site: Mapping[str, str], templates: Templates) -> Iterator[Task]:
    """Yield what makes the files that the records of a large site share."""
    yield from (Task(f"{DATA}{share}", partial(_shared, share, site, templates)) for share in range(index.shares))


def _shared(share: int, site: Mapping[str, str], templates: Templates, index: SiteIndex) -> Iterator[Page]:
    records = index.kb.records
    ids, licence = index.sharing.get(share, ()), site.get("license") or ""
    entities = {id: records.entities[id] for id in ids if id in records.entities}
    data = {id: entity_data(index, one, licence) for id, one in entities.items()}
    yield Page(f"{DATA}{share}.json", dump_by_record(data))
    every = (entities.get(id) or records.articles[id] for id in ids)
    yield Page(f"{DIGESTS}{share}.txt", "".join(digests(index, one, site, templates) for one in every))
