"""Setting nodes: `mkdocs.yml` as it is composed in, single values of it, their plain data and their places out."""

from __future__ import annotations

from typing import Any

import yaml

from druzhba_kb.layout import SETTINGS
from druzhba_kb.report import Place

NULL = "tag:yaml.org,2002:null"
FILES = ("extra_css", "extra_javascript")  # lists to which those of a project are added


def plain(node: yaml.Node) -> Any:
    """Return a value as plain data, all of it text."""
    return yaml.load(yaml.serialize(node), Loader=yaml.BaseLoader)


def place_in(node: yaml.Node) -> Place:
    """Return where a setting stands."""
    return Place(SETTINGS, node.start_mark.line + 1, node.start_mark.column + 1)
