"""Ignored settings: a project's `mkdocs.yml` in, the same without the keys that a MkDocs site has and that do nothing here.

Each is a warning that names the way to what its author wants. Settings are nodes of YAML, which know their places.
"""

from __future__ import annotations

from collections.abc import Iterator
from difflib import get_close_matches
from typing import Any

import yaml

from druzhba_kb.folding import nearest
from druzhba_kb.layout import SETTINGS
from druzhba_kb.locales.script import CATALOGUE
from druzhba_kb.report import Place, Report
from druzhba_kb.theme import Theme
from druzhba_kb.yaml_read import value_of

NULL = "tag:yaml.org,2002:null"
FILES = ("extra_css", "extra_javascript")  # lists to which those of a project are added
PAGES = "own pages in 'pages/' stand in it by 'section' and 'order' of their front matter"
NONE_ASKED = "no page asks another host for anything"
LANGUAGES = "'theme.language' is that of the base, and each catalogue in 'translations/' makes the site in another"
WAYS = {
    "nav": f"the navigation follows from the content, and {PAGES}",
    "docs_dir": "articles, entities and own pages are read from 'articles/', 'entities/' and 'pages/'",
    "site_dir": "a build writes 'build/site'",
    "use_directory_urls": "each page is the address of a folder",
    "exclude_docs": "'status: draft' in its front matter keeps a page out",
    "draft_docs": "'status: draft' in its front matter keeps a page out",
    "not_in_nav": PAGES,
    "theme.name": "the theme is Material; files in 'templates/' change it",
    "theme.custom_dir": "files in 'templates/theme/' stand over Material's",
    "theme.palette": "'theme.accent' sets the colour, and readers choose between light and dark",
    "theme.font": f"{NONE_ASKED}; 'theme.fonts' names font files of 'assets/'",
    "extra.analytics": NONE_ASKED,
    "extra.consent": NONE_ASKED,
    "languages": LANGUAGES,
    "extra.languages": LANGUAGES,
    "extra.alternate": LANGUAGES,
    "extra.version": "a site has one version",
    "extra.homepage": "the logo leads to the home page",
}


# What has an effect here, by where it stands; own templates and MkDocs may have others, so only what is hardly another is told.
KNOWN = {
    "": "site_name site_url site_description site_author copyright repo_url edit_uri theme extra extra_css extra_javascript",
    "theme": "accent logo favicon fonts icon language direction features",
    "extra": "footer license report_url generator_version",
}
NEARLY = 0.8


def report_misspelt(own: yaml.Node | None, report: Report) -> None:
    """Warn of each setting whose name is nearly that of one that has an effect."""
    for parent, listed in KNOWN.items():
        node, known = value_of(own, parent) if parent else own, listed.split()
        others = [name.rpartition(".")[2] for name in WAYS if name.rpartition(".")[0] == parent]
        for key, _ in node.value if isinstance(node, yaml.MappingNode) else ():
            close = get_close_matches(str(key.value), known, n=1, cutoff=NEARLY)
            if close and key.value not in (*known, *others):
                name = f"{parent}.{key.value}".lstrip(".")
                report.warning(
                    place_in(key), "ignored-setting", f"'{name}' has no effect here; did you mean '{close[0]}'?"
                )


def leave_out_ignored(own: yaml.Node | None, usual: yaml.Node | None, report: Report) -> None:
    """Take out each setting that is to have no effect, and warn of it; what only repeats what every site has is no matter."""
    told = {one.place for one in report.findings}
    for name, way in WAYS.items():
        parent, _, key = name.rpartition(".")
        above, theirs = (value_of(node, parent) if parent else node for node in (own, usual))
        node, theirs = value_of(above, key), value_of(theirs, key)
        if node is None or not isinstance(above, yaml.MappingNode):
            continue
        above.value = [pair for pair in above.value if pair[1] is not node]
        is_usual = theirs is not None and plain(node) == plain(theirs)
        is_empty = node.tag == NULL or node.value in ("", "true", "false", [])
        if not is_usual and not is_empty and place_in(node) not in told:
            report.warning(place_in(node), "ignored-setting", f"'{name}' has no effect here: {way}")


def report_lost_files(own: yaml.Node | None, theme: Theme, report: Report) -> None:
    """Report each style and script that settings name and that is not there."""
    for item in (item for name in FILES for item in _items(value_of(own, name))):
        path = value_of(item, "path") or item
        name = str(path.value)
        if name not in {*theme.files, CATALOGUE} and not name.startswith(("https://", "http://")):
            near = nearest(f"templates/{name}", [f"templates/{one}" for one in theme.below("assets/")])
            report.error(place_in(path), "bad-config", f"there is no 'templates/{name}'{near}")


def _items(node: yaml.Node | None) -> Iterator[yaml.Node]:
    yield from node.value if isinstance(node, yaml.SequenceNode) else ()


def plain(node: yaml.Node) -> Any:
    """Return a value as plain data, all of it text."""
    return yaml.load(yaml.serialize(node), Loader=yaml.BaseLoader)


def place_in(node: yaml.Node) -> Place:
    """Return where a setting stands."""
    return Place(SETTINGS, node.start_mark.line + 1, node.start_mark.column + 1)
