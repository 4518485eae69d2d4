"""YAML dump: plain data in, YAML as an editor of this project writes it out.

What is pasted into an entity file must read back as it was: PyYAML alone would quote dates and numbers, which the
project reads as they stand. Only for new text; files that people wrote are never dumped anew, for their comments would
be lost.
"""

from __future__ import annotations

from math import inf
from typing import Any

import yaml

WIDTH = 120


class _Dumper(yaml.SafeDumper):
    """Writes dates and numbers without quotation marks, for the project reads every value as it stands; lists are indented."""

    def ignore_aliases(self, data: Any) -> bool:
        """Write what stands twice twice."""
        return True

    def increase_indent(self, flow: bool = False, indentless: bool = False) -> None:
        """Indent the items of a list."""
        super().increase_indent(flow, False)


_Dumper.yaml_implicit_resolvers = {
    first: [(tag, pattern) for tag, pattern in resolvers if tag.endswith((":null", ":bool"))]
    for first, resolvers in yaml.SafeDumper.yaml_implicit_resolvers.items()
}


_Dumper.add_representer(int, lambda dumper, number: dumper.represent_str(str(number)))


def as_yaml(data: Any) -> str:
    """Return data as YAML, keys in their order."""
    return yaml.dump(data, Dumper=_Dumper, sort_keys=False, allow_unicode=True, width=WIDTH)


def as_flow(data: Any) -> str:
    """Return data as YAML on one line."""
    # within a list, since a single value at the top would end in a mark of its own
    listed = yaml.dump([data], Dumper=_Dumper, sort_keys=False, allow_unicode=True, width=inf, default_flow_style=True)
    return str(listed).strip()[1:-1]
