"""Settings: mkdocs.yml and an edition in, the texts and addresses that the pages need, and the renderer's own, out."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

import yaml

from druzhba_kb.pipeline.editions import Edition
from druzhba_kb.report import Place, Report

INSTANT = "navigation.instant"  # a feature, and what the names of more such begin with
MOST_INSTANT = 2000  # pages whose list is about 10 kB, compressed


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


def renderer_settings(root: Path, edition: Edition, nav: Sequence[Mapping[str, object]], pages: int) -> str:
    """Return the renderer's settings of an edition, which build on mkdocs.yml, for so many pages.

    Instant navigation fetches the list of all pages with each first page; where there are many it is left out.
    """
    theme: dict[str, object] = {"custom_dir": "../templates/theme"}
    features = _features(root)
    calm = [feature for feature in features if not feature.startswith(INSTANT)]
    if pages > MOST_INSTANT and calm != features:
        theme["features"] = calm
    settings = {
        "INHERIT": "../mkdocs.yml",
        "docs_dir": edition.docs,
        "site_dir": edition.site,
        "theme": theme,
        "nav": list(nav),
        **edition.settings,
    }
    return yaml.safe_dump(settings, sort_keys=False, allow_unicode=True)


def _features(root: Path) -> list[str]:
    theme = yaml.load((root / "mkdocs.yml").read_text("utf-8"), Loader=yaml.BaseLoader).get("theme")
    features = theme.get("features") if isinstance(theme, dict) else None
    return [feature for feature in features if isinstance(feature, str)] if isinstance(features, list) else []


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
