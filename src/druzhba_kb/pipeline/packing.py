"""Packing: a project folder and the id of a record in, the proof packet of that record on the disk out.

It is made of the checked base, without its drafts, as the site is: so the digest that the site publishes is that of the file.
"""

from __future__ import annotations

from pathlib import Path

from druzhba_kb.folding import nearest
from druzhba_kb.journal import write_reported
from druzhba_kb.locales import speaking
from druzhba_kb.model import Records
from druzhba_kb.pipeline.checking import check
from druzhba_kb.pipeline.settings import PUBLIC, interface_of, page_settings, read_settings
from druzhba_kb.relate import relate
from druzhba_kb.render.exports import packet
from druzhba_kb.render.site_index import SiteIndex, index_site
from druzhba_kb.render.templates import load_templates
from druzhba_kb.report import Place, Report, argument
from druzhba_kb.theme import theme_of
from druzhba_kb.values.base import quoted

FOLDER = "build/packets"
OURS = b'"""Check a proof packet'  # how the program begins, in every version


def pack(root: Path, name: str, folder: Path, force: bool, report: Report) -> str:
    """Write the packet of a record, named by its id or address, into a folder; return the digests, '' after findings."""
    kb, given = check(root, report), read_settings(root, report)
    report.checked.clear()  # so that what is printed is a list of digests alone
    if kb is None or given is None:
        return ""
    published = relate(kb.records.published, report) if kb.records.drafts else kb
    with speaking(interface_of(root, given, report)):
        index = index_site(published)
        record = _found(index, kb.records, name, report)
        if record is None:
            return ""
        data = packet.packet_data(index, record, page_settings(given, PUBLIC, report))
        made = packet.packet_files(data, load_templates(theme_of(root), report))
    for id, one in ((each["id"], one) for each in data["articles"] for one in each["quotations"]):
        if not one["places"] and one["text"] is None:
            way = "run 'druzhba-kb seal' where that is, or leave out the signs at its ends"
            message = f"no seal proves '{one['quote']}' without the text; {way}"
            report.error(index.article(id).place, "not-sealed", message)
    files = {page.path: page.content for page in made} | {packet.VERIFIER: next(packet.verifier_files()).content}
    for file in files:
        if not force and (folder / file).exists() and not _is_older(folder / file, record):
            message = f"stands in '{folder}', and is no packet of '{record.id}'; name another folder with --to, or add --force"
            report.error(Place(file), "cannot-write", message)
    # below the project its own journal is used, so that any command undoes what a kill cut off
    where = folder.resolve()
    base = root if where.is_relative_to(root) else where
    below = {(where / file).relative_to(base).as_posix(): content for file, content in files.items()}
    written = not report.failed and write_reported(base, below, report, "cannot-write")
    return packet.digest_list(made) if written else ""


def _found(index: SiteIndex, everything: Records, name: str, report: Report) -> packet.PackedRecord | None:
    """Return what a name is the id or the address of; a draft is a finding, and what is nothing too."""
    page, _, anchor = name.partition("#")
    id = page.rstrip("/").rpartition("/")[2]
    wanted = [f"{id}-{anchor}", anchor] if "contest-" in anchor else [id]  # as on the entity's page, or on that of all
    records = index.kb.records
    known = {one.id: one for record in records.articles_and_entities for one in packet.packed_records(index, record)}
    if found := next((known[one] for one in wanted if one in known), None):
        return found
    if (draft := everything.entities.get(id) or everything.articles.get(id)) and draft.draft:
        report.error(draft.place, "draft-reference", f"'{id}' is a draft, and of drafts there are no packets")
        return None
    message = f"there is no entity, disagreement or article {quoted(name)}{nearest(wanted[0], list(known))}"
    report.error(argument("RECORD"), "unknown-reference", message)
    return None


def _is_older(path: Path, record: packet.PackedRecord) -> bool:
    """Whether a file is a packet of the same record, or the program beside it, as an earlier run left them."""
    begins = f'"record": {{"type": "{record.type}", "id": "{record.id}", '.encode()
    content = path.read_bytes() if path.is_file() else b""  # nobody waits for a pipe
    return content.startswith(OURS) if path.name == packet.VERIFIER else begins in content
