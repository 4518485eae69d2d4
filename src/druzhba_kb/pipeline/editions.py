"""Editions: what sets the sites that a build can make apart."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Edition:
    """A site that a build can make: its folder, its tree and its configuration in build/, and what sets it apart.

    `sitemap` is that of the site as published before, no address of which may be lost; `cached` whether pages that
    nothing has changed are taken over from the last build; `at_once` whether the site is shown before its pages are
    indexed and before those that were made earlier are looked through again.
    """

    site: str
    docs: str
    config: str
    drafts: bool
    offline: bool = False
    private: bool = False
    settings: Mapping[str, object] = field(default_factory=dict)
    sitemap: Path | None = None
    cached: bool = True
    at_once: bool = False


PUBLIC = Edition("site", "docs", "mkdocs.yml", drafts=False)
OFFLINE = Edition("offline", "offline-docs", "offline.yml", drafts=False, offline=True, settings={"site_url": ""})
NOTICE = "For the desk, not for publication: this edition shows texts that belong to their publishers."
PRIVATE = Edition(
    "private", "private-docs", "private.yml", drafts=False, private=True,
    settings={"site_url": "", "extra": {"robots": "noindex", "notice": NOTICE}},
)  # fmt: skip
EDITIONS = {"public": PUBLIC, "offline": OFFLINE, "private": PRIVATE}
PREVIEW = Edition(
    "preview",
    "preview-docs",
    "preview.yml",
    drafts=True,
    at_once=True,
    settings={"site_url": "", "extra": {"robots": "noindex"}},
)
