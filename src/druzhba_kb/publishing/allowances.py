"""Allowances: mkdocs.yml in, what it says about links to other hosts out: which are not asked, and why."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import yaml

from druzhba_kb.fileformat import Form, Key
from druzhba_kb.load import Listing, Scalar, Table
from druzhba_kb.parse.fields import Fields
from druzhba_kb.report import Place, Report

FILE = "mkdocs.yml"
LIST = "allowed_links"
ALLOWED = Form("an allowed link", (Key("url", "url", ""), Key("reason", "text", "")))
ENDS = ("/", "?", "=", "&", "#")
WEB = ("https://", "http://")


@dataclass(frozen=True, slots=True)
class Allowance:
    """Addresses that are not asked, by how they begin, with an editor's reason."""

    prefix: str
    reason: str
    place: Place

    def covers(self, address: str) -> bool:
        """Return whether address begins with the prefix, whose last part counts as a whole."""
        rest = address.removeprefix(self.prefix)
        return address.startswith(self.prefix) and (self.prefix.endswith(ENDS) or rest[:1] in ("", *ENDS))


@dataclass(frozen=True, slots=True)
class Settings:
    """The site's own address, how the links begin that its pages are given by pattern, and the allow list."""

    base: str = ""
    patterns: tuple[str, ...] = ()
    allowed: tuple[Allowance, ...] = ()

    def allowance(self, address: str) -> Allowance | None:
        """Return why address is not asked; None where it is."""
        return next((one for one in self.allowed if one.covers(address)), None)


def read_settings(root: Path, report: Report) -> Settings:
    """Read mkdocs.yml; tags and whatever else MkDocs understands may stand beside the keys that are read here."""
    try:
        top = yaml.compose((root / FILE).read_text(encoding="utf-8"), Loader=yaml.CBaseLoader)
    except (OSError, UnicodeDecodeError, yaml.YAMLError) as error:
        report.error(Place(FILE), "bad-config", f"cannot be read: {str(error).splitlines()[0]}")
        return Settings()
    extra = _value(top, "extra")
    heads = [_text(extra, "report_url").partition("{")[0], _text(top, "repo_url"), _text(top, "edit_uri")]
    patterns = sorted({head for head in heads if head.startswith(WEB)}, key=len, reverse=True)
    return Settings(_text(top, "site_url"), tuple(patterns), tuple(_allowed(extra, report)))


def _value(node: yaml.Node | None, name: str) -> yaml.Node | None:
    pairs = node.value if isinstance(node, yaml.MappingNode) else ()
    return next((value for key, value in pairs if key.value == name), None)


def _text(node: yaml.Node | None, name: str) -> str:
    value = _value(node, name)
    return str(value.value) if isinstance(value, yaml.ScalarNode) else ""


def _allowed(extra: yaml.Node | None, report: Report) -> Iterator[Allowance]:
    value = _value(extra, LIST)
    if value is None:
        return
    table = Table(((Scalar(LIST, _place(value)), _node(value)),), _place(value))
    for item in Fields(table, Form("'extra'", (Key(LIST, "mappings", ""),)), report).tables(LIST):
        if allowance := _allowance(Fields(item, ALLOWED, report)):
            yield allowance


def _allowance(fields: Fields) -> Allowance | None:
    prefix = fields.url("url") if fields.text("url", required=True) else None
    reason = fields.text("reason")
    if not reason:
        fields.error(fields.at("reason"), "missing-key", "an allowed link needs 'reason': why it is not asked")
    return Allowance(prefix, reason, fields.at("url")) if prefix and reason else None


def _node(node: yaml.Node, depth: int = 3) -> Scalar | Listing | Table:
    """Return a node of PyYAML's as our own: a list of mappings of texts is as deep as an allow list goes."""
    inner = depth - 1
    if isinstance(node, yaml.ScalarNode):
        null = node.style in (None, "") and node.value in ("", "null", "~")
        return Scalar(node.value, _place(node), null)
    if isinstance(node, yaml.SequenceNode):
        return Listing(tuple(_node(item, inner) for item in node.value if inner), _place(node))
    pairs = ((Scalar(str(key.value), _place(key)), _node(value, inner)) for key, value in node.value if inner)
    return Table(tuple(pairs), _place(node))


def _place(node: yaml.Node) -> Place:
    return Place(FILE, node.start_mark.line + 1, node.start_mark.column + 1)
