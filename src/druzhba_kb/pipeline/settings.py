"""Settings: mkdocs.yml and an edition in, the texts and addresses that rendering needs out."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import yaml

from druzhba_kb.pipeline.editions import Edition
from druzhba_kb.report import Place, Report


def read_settings(root: Path, edition: Edition, report: Report) -> dict[str, str] | None:
    """Return the plain settings of mkdocs.yml and of the edition."""
    try:
        loaded = yaml.load((root / "mkdocs.yml").read_text(encoding="utf-8"), Loader=yaml.BaseLoader)
    except (OSError, yaml.YAMLError) as error:
        report.error(Place("mkdocs.yml"), "bad-config", f"cannot be read: {str(error).splitlines()[0]}")
        return None
    if not isinstance(loaded, dict) or not isinstance(loaded.get("site_name"), str):
        report.error(Place("mkdocs.yml"), "bad-config", "'site_name' is missing; expected the name of the site")
        return None
    plain = {key: value for key, value in {**loaded, **edition.settings}.items() if isinstance(value, str)}
    return {
        "site_description": "",
        "report_url": _report_url(loaded, report),
        "full_texts": "yes" * edition.private,
        "whole_lists": "yes" * edition.offline,  # from a disk no script can fetch the rest of one
        **plain,
    }


def _report_url(loaded: Mapping[str, object], report: Report) -> str:
    """Return the address for reports of errors, with `{title}` and `{page}` in it, or nothing where none is given."""
    extra = loaded.get("extra")
    url = extra.get("report_url") if isinstance(extra, dict) else None
    if not url:
        return ""
    if isinstance(url, str) and url.startswith(("https://", "http://", "mailto:")):
        return url
    report.error(Place("mkdocs.yml"), "bad-config", "'report_url' is no address; expected https:, http: or mailto:")
    return ""
