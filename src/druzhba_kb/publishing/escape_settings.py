"""Hook of MkDocs: the settings of a project are text and no marks, unless the run trusts them.

MkDocs loads it as a hook, by its path, so it stands alone.
"""

from __future__ import annotations

from typing import Any

from markupsafe import escape

TEXTS = ("site_name", "site_description", "site_author", "copyright", "repo_name", "edit_uri", "edit_uri_template")


def on_config(config: Any) -> Any:
    """Escape the texts that the theme prints as they are."""
    for name in TEXTS:
        config[name] = escaped(config[name])
    config.extra.update(escaped(dict(config.extra)))
    config.theme.update(escaped(dict(config.theme)))
    return config


def escaped(value: Any) -> Any:
    """Return a setting with all its texts escaped; Jinja's own filter leaves them as they are then."""
    if isinstance(value, dict):
        return {key: escaped(one) for key, one in value.items()}
    if isinstance(value, list):
        return [escaped(one) for one in value]
    return escape(value) if isinstance(value, str) else value
