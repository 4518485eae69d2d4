"""Generator version: `extra.generator_version` of `mkdocs.yml` in; whether this program is one that the project is for out.

A project that a newer or an older program builds may come out otherwise without a word. The key stands below `extra`, which
MkDocs leaves to whoever wants it. A project that does not have it is for every version.
"""

from __future__ import annotations

from pathlib import Path

import yaml
from packaging.specifiers import InvalidSpecifier, SpecifierSet
from packaging.version import Version

from druzhba_kb import __version__
from druzhba_kb.editing.asking import UsageError
from druzhba_kb.editing.yaml_edit import Edit, edited, with_entry
from druzhba_kb.layout import SETTINGS
from druzhba_kb.yaml_read import value_of

KEY = "generator_version"


def this_range() -> str:
    """Return the range of versions that build a project as this one does: those with the same promise."""
    major, minor, *_ = Version(__version__).release
    return f">={major}.{minor},<{major + 1}" if major else f">=0.{minor},<0.{minor + 1}"


def check_version(root: Path) -> None:
    """Raise UsageError where a project is not for this version, or does not say so in a way that can be read."""
    if (node := _node(_settings(root)[1])) is None:
        return
    if not _versions(node).contains(__version__, prereleases=True):
        is_older = version_before(root) > Version(__version__)
        other = "" if is_older else ", or bring the project to this one (druzhba-kb upgrade)"
        said = f"{_place(node)}: this project is for druzhba-kb {node.value}, and this is {__version__}"
        raise UsageError(f"{said}; install one of those (pip install 'druzhba-kb{node.value}'){other}")


def version_before(root: Path) -> Version:
    """Return the version that a project was last brought to, 0 where it does not say."""
    node = _node(_settings(root)[1])
    floors = [one.version for one in _versions(node) if one.operator in (">=", "==", "~=")] if node else []
    return max((Version(floor.removesuffix(".*")) for floor in floors), default=Version("0"))


def with_this_range(root: Path) -> dict[str, str]:
    """Return the settings of a project with the range of this version in them, where it is another."""
    text, settings = _settings(root)
    node, extra = _node(settings), value_of(settings, "extra")
    if not isinstance(settings, yaml.MappingNode):
        raise UsageError(f"{SETTINGS} cannot be read; druzhba-kb check says why")
    if node and node.value == this_range():
        return {}
    if node:
        new = f'{"" if node.value else " "}"{this_range()}"'
        return {SETTINGS: edited(text, [Edit(node.start_mark.index, node.end_mark.index, new)])}
    if extra and extra.value and not isinstance(extra, yaml.MappingNode):
        raise UsageError(f"{_place(extra)}: '{KEY}: \"{this_range()}\"' cannot be added to 'extra'; add it by hand")
    return {SETTINGS: with_entry(text, ("extra",), KEY, f'"{this_range()}"')}


def _versions(node: yaml.Node) -> SpecifierSet:
    try:
        return SpecifierSet(node.value if isinstance(node, yaml.ScalarNode) else "a list")
    except InvalidSpecifier:
        expected = f'expected the versions that build this project, such as "{this_range()}"'
        raise UsageError(f"{_place(node)}: '{KEY}' is no range of versions; {expected}") from None


def _node(settings: yaml.Node | None) -> yaml.Node | None:
    return value_of(value_of(settings, "extra"), KEY)


def _place(node: yaml.Node) -> str:
    return f"{SETTINGS}:{node.start_mark.line + 1}:{node.start_mark.column + 1}"


def _settings(root: Path) -> tuple[str, yaml.Node | None]:
    """Return the text of the settings and its nodes, of which no tag makes an object; what is wrong with them others tell."""
    try:
        text = (root / SETTINGS).read_bytes().decode("utf-8")
        return text, yaml.compose(text, Loader=yaml.SafeLoader)
    except (OSError, UnicodeDecodeError, yaml.YAMLError, RecursionError):
        return "", None
