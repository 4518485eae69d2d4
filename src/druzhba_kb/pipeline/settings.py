"""Settings: `mkdocs.yml` and the edition in, the renderer's settings and the words that pages show out.

An edition is a way to build the same content: public, offline, private or preview. A misspelt setting is a finding at its
line, as MkDocs would pass over it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from difflib import get_close_matches
from html import escape
from itertools import islice
from pathlib import Path

import yaml
from packaging.licenses import InvalidLicenseExpression, canonicalize_license_expression

from druzhba_kb import theme
from druzhba_kb.characters import MOST, bad_characters
from druzhba_kb.layout import SETTINGS, TRANSLATIONS
from druzhba_kb.locales import N_, TRANSLATED, Interface, gettext, interface, language_fault, spoken
from druzhba_kb.locales.catalogue import Catalogue
from druzhba_kb.pipeline.ignored_settings import (
    FILES,
    NEARLY,
    NULL,
    leave_out_ignored,
    place_in,
    plain,
    report_misspelt,
)
from druzhba_kb.publishing.escape_settings import TEXTS
from druzhba_kb.publishing.renderer import MKDOCS, RENDERERS
from druzhba_kb.report import Place, Report, place_of
from druzhba_kb.yaml_faults import YamlFault, find_fault, odd_indent
from druzhba_kb.yaml_read import read_yaml, value_of


@dataclass(frozen=True, slots=True)
class Edition:
    """A site that a build can make: its folder, its tree and its configuration in build/, and what sets it apart.

    `sitemap` is that of the site as published before, no address of which may be lost; `cached` whether pages that
    nothing has changed are taken over from the last build; `at_once` whether the site is shown before its pages are
    indexed and before those that were made earlier are looked through again; `trusted` whether the settings may name
    programs to run; `renderer` who lays the pages out.
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
    trusted: bool = False
    renderer: str = MKDOCS.name
    language: str = ""

    def translated(self, code: str) -> Edition:
        """Return the same edition in another language: a site of its own, which is put into this one's as a folder."""
        url = self.settings.get("site_url")
        settings = {**self.settings, "site_url": f"{url}{code}/"} if url else self.settings
        site, docs, config = (f"{TRANSLATIONS}/{code}/{name}" for name in (self.site, self.docs, self.config))
        return replace(self, site=site, docs=docs, config=config, settings=settings, sitemap=None, language=code)


PUBLIC = Edition("site", "docs", "mkdocs.yml", drafts=False)
OFFLINE = Edition("offline", "offline-docs", "offline.yml", drafts=False, offline=True, settings={"site_url": ""})
PRIVATE = Edition(
    "private", "private-docs", "private.yml", drafts=False, private=True,
    settings={"site_url": "", "extra": {"robots": "noindex", "desk": True}},
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


INSTANT = "navigation.instant"  # a feature, and what the names of more such begin with
MOST_INSTANT = 2000  # pages whose list is about 10 kB, compressed
CALLED = {yaml.ScalarNode: "a single value", yaml.SequenceNode: "a list", yaml.MappingNode: "a mapping"}
# words of mkdocs-defaults.yml that readers see
WORDS = {
    N_("Switch to the dark scheme"),
    N_("Switch to the light scheme"),
    N_("Link to this section"),
    N_("On this page"),
}
PRINTED = (*TEXTS, "extra", "theme")  # which themes print as they are
ADDRESS = re.compile(r"(?:https?://[^\s<>\"'`\\]+)?")  # themes print it as it is, in scripts too
TEXT = "tag:yaml.org,2002:str"
# of headings in other letters than Latin ones nothing would be left in ASCII
UNICODE_ANCHORS = "tag:yaml.org,2002:python/name:markdown.extensions.toc.slugify_unicode"
# what runs or reads files: programs, settings elsewhere, pages that are templates, and extensions of Markdown in any module
PROGRAMS = ("hooks", "plugins", "extra_templates", "markdown_extensions")
WITHOUT = {
    "plugins": ", and the site has a search, a feed and previews of links without them",
    "markdown_extensions": ", and own pages have tables, footnotes and fenced code without them",
}
IF_TRUSTED = "; if you trust this file, build or serve with --trust-settings"


def read_settings(root: Path, report: Report, trusted: bool = False) -> yaml.MappingNode | None:
    """Return the settings of a project over those that every site has, or None with a finding."""
    text = ""
    if not (root / SETTINGS).resolve().is_relative_to(root.resolve()):
        report.error(Place(SETTINGS), "outside-link", "this link leads out of the project")
        return None
    try:
        text = (root / SETTINGS).read_text(encoding="utf-8")
        # composed and not loaded, so that a finding knows the line, and no tag of MkDocs builds an object
        own = yaml.compose(text, Loader=yaml.SafeLoader)
    except (OSError, UnicodeDecodeError, yaml.YAMLError, RecursionError) as error:
        told = "values are nested too deeply" if isinstance(error, RecursionError) else str(error).splitlines()[0]
        fault = odd_indent(text) or find_fault(text) or YamlFault(1, 1, told)
        report.error(Place(SETTINGS, fault.line, fault.column), "bad-config", f"cannot be read: {fault.message}")
        return None
    if not isinstance(value_of(own, "site_name"), yaml.ScalarNode):
        _report_nameless(own, report)
        return None
    usual = yaml.compose(theme.SETTINGS.read_text(encoding="utf-8"), Loader=yaml.SafeLoader)
    _report_text(text, trusted, report)
    if not trusted:
        _report_programs(own, usual, report)
    if parent := value_of(own, "INHERIT"):
        report.error(place_in(parent), "bad-config", "'INHERIT' is not followed; expected the settings themselves here")
    named = value_of(value_of(own, "theme"), "language")
    code = str(named.value) if isinstance(named, yaml.ScalarNode) else CALLED[type(named)] if named else ""
    if named and (wrong := language_fault(code)):
        report.error(place_in(named), "bad-config", wrong)
    _report_addresses(own, report)
    leave_out_ignored(own, usual, report)
    report_misspelt(own, report)
    whole = _merged(usual, own, report)
    return whole if isinstance(whole, yaml.MappingNode) and not report.failed else None


def _report_nameless(own: yaml.Node | None, report: Report) -> None:
    """Report that the site has no name, at the key that is nearly that of the name, where there is one."""
    keys = {str(key.value): key for key, _ in own.value} if isinstance(own, yaml.MappingNode) else {}
    if close := get_close_matches("site_name", keys.keys() - {"site_name"}, n=1, cutoff=NEARLY):
        message = f"'{close[0]}' has no effect here, and 'site_name' is missing; did you mean 'site_name'?"
        report.error(place_in(keys[close[0]]), "bad-config", message)
    else:
        report.error(Place(SETTINGS), "bad-config", "'site_name' is missing; expected the name of the site")


def _report_text(text: str, trusted: bool, report: Report) -> None:
    """Report what is no plain data in a project's settings, and what was taken for a comment, of a trusted one too."""
    read = Report()
    if not (told := [*islice(bad_characters(text), MOST)]):
        read_yaml(text, SETTINGS, read)
    for at, message in told if not trusted else ():
        report.error(place_of(text[:at], SETTINGS), "bad-character", message)
    for one in (one for one in read.findings if not trusted or one.level == "warning"):
        way_out = IF_TRUSTED if one.code in ("yaml-tag", "yaml-alias") else ""
        report.findings.append(replace(one, message=one.message + way_out))


def _report_addresses(own: yaml.Node | None, report: Report) -> None:
    """Report an address of the site or of its repository that is none."""
    for name in ("site_url", "repo_url"):
        node = value_of(own, name)
        if node is None or node.tag == NULL or node.tag.startswith("!"):  # such as !ENV, of a file that is trusted
            continue
        if not (isinstance(node, yaml.ScalarNode) and ADDRESS.fullmatch(node.value)):
            expected = "expected https: or http:, without spaces and quotation marks"
            report.error(place_in(node), "bad-config", f"'{name}' is no address; {expected}")


def _report_programs(own: yaml.Node | None, usual: yaml.Node | None, report: Report) -> None:
    """Report what in a project's settings names what runs or reads a file."""
    for name in PROGRAMS:
        value, theirs = value_of(own, name), value_of(usual, name)
        is_usual = value and theirs and plain(value) == plain(theirs)  # copied by an older version
        if value and value.value and value.tag != NULL and not is_usual:
            may = f"'{name}' may run programs and read files of this machine{WITHOUT.get(name, '')}"
            message = f"{may}; expected plain settings{IF_TRUSTED}"
            report.error(place_in(value), "untrusted-setting", message)


def page_settings(settings: yaml.MappingNode, edition: Edition, report: Report) -> dict[str, str]:
    """Return the plain settings of a project and of an edition."""
    said = {str(key.value): value.value for key, value in settings.value if isinstance(value, yaml.ScalarNode)}
    # addresses are joined to it everywhere, and MkDocs too adds the slash
    if url := said.get("site_url"):
        said["site_url"] = f"{url.rstrip('/')}/"
    return {
        "site_description": "",
        "site_author": "",
        "language": _language(settings),
        "license": _license(settings, report),
        "report_url": _report_url(settings, report),
        "full_texts": "yes" * edition.private,
        "whole_lists": "yes" * edition.offline,  # from a disk no script can fetch the rest of one
        **said,
        **{key: value for key, value in edition.settings.items() if isinstance(value, str)},
    }


def renderer_settings(
    settings: yaml.MappingNode,
    edition: Edition,
    docs: str,
    overrides: str,
    nav: Sequence[Mapping[str, object]],
    pages: int,
    hooks: Sequence[Path] = (),
) -> str:
    """Return the renderer's settings of an edition, with its folders of pages and of overrides, for so many pages.

    Instant navigation fetches the list of all pages with each first page; where there are many it is left out.
    """
    theme: dict[str, object] = {"custom_dir": overrides}
    features = value_of(value_of(settings, "theme"), "features")
    named = [item.value for item in features.value] if isinstance(features, yaml.SequenceNode) else []
    calm = [feature for feature in named if not str(feature).startswith(INSTANT)]
    if pages > MOST_INSTANT and calm != named:
        theme["features"] = calm
    ours = {
        "docs_dir": docs,
        "site_dir": edition.site,
        "use_directory_urls": True,
        "theme": theme,
        "nav": list(nav),
        **edition.settings,
    }
    named_hooks = value_of(settings, "hooks")
    own = plain(named_hooks) if isinstance(named_hooks, yaml.SequenceNode) else []
    renderer = RENDERERS[edition.renderer]
    if renderer.has_hooks and hooks:
        ours["hooks"] = [*own, *map(str, hooks)]
    elif not renderer.has_hooks and not edition.trusted:
        # no hook could tell it to escape them
        pairs = [(key, _mapped(value, escape) if key.value in PRINTED else value) for key, value in settings.value]
        settings = yaml.MappingNode(settings.tag, pairs, flow_style=False)
    node = yaml.compose(yaml.safe_dump(ours, sort_keys=False, allow_unicode=True), Loader=yaml.SafeLoader)
    whole = _mapped(over(settings, node), lambda text: gettext(text) if text in WORDS else text)
    if not spoken().is_latin and isinstance(toc := _toc(whole), yaml.MappingNode):
        toc.value = [*toc.value, (yaml.ScalarNode(TEXT, "slugify"), yaml.ScalarNode(UNICODE_ANCHORS, ""))]
    return str(yaml.serialize(whole, Dumper=yaml.SafeDumper, allow_unicode=True))


def _toc(settings: yaml.Node) -> yaml.Node | None:
    """Return the settings of the table of contents."""
    extensions = value_of(settings, "markdown_extensions")
    items = extensions.value if isinstance(extensions, yaml.SequenceNode) else []
    return next((found for item in items if (found := value_of(item, "toc"))), None)


def _mapped(node: yaml.Node, change: Callable[[str], str]) -> yaml.Node:
    """Return a setting with all its texts changed."""
    if isinstance(node, yaml.MappingNode):
        pairs = [(key, _mapped(value, change)) for key, value in node.value]
        return yaml.MappingNode(node.tag, pairs, flow_style=node.flow_style)
    if isinstance(node, yaml.SequenceNode):
        return yaml.SequenceNode(node.tag, [_mapped(one, change) for one in node.value], flow_style=node.flow_style)
    changed = change(node.value) if node.tag == TEXT else node.value
    return node if changed == node.value else yaml.ScalarNode(node.tag, changed)


def look_across(settings: yaml.MappingNode) -> bool:
    """Whether settings have what may look from one page at others."""
    return any(
        node is not None and bool(node.value) for node in (value_of(settings, "plugins"), value_of(settings, "hooks"))
    )


def over(settings: yaml.MappingNode, more: yaml.Node | None) -> yaml.MappingNode:
    """Return settings with more of them over them."""
    whole = _merged(settings, more, Report())
    return whole if isinstance(whole, yaml.MappingNode) else settings


def _merged(base: yaml.Node | None, own: yaml.Node | None, report: Report, name: str = "") -> yaml.Node | None:
    """Return a value with another over it: mappings key by key, lists of files one after the other."""
    # a key that is left empty asks for nothing, as in `extra_css:` with no file yet
    if base is None or own is None or own.tag == NULL:
        return base or own
    if isinstance(base, yaml.MappingNode) and isinstance(own, yaml.MappingNode):
        pairs = {str(key.value): (key, value) for key, value in base.value}
        for key, value in own.value:
            known = pairs.get(str(key.value), (key, None))[1]
            pairs[str(key.value)] = (key, _merged(known, value, report, str(key.value)))
        return yaml.MappingNode(base.tag, list(pairs.values()), flow_style=False)
    if name in FILES and isinstance(base, yaml.SequenceNode) and isinstance(own, yaml.SequenceNode):
        known_files = {_file(item) for item in base.value}
        # a list that was copied from the defaults must not load a file twice
        more = [item for item in own.value if _file(item) not in known_files]
        return yaml.SequenceNode(base.tag, [*base.value, *more], flow_style=False)
    if isinstance(base, yaml.MappingNode) or name in FILES:
        report.error(place_in(own), "bad-config", f"'{name}' holds {CALLED[type(own)]}; expected {CALLED[type(base)]}")
    return own


def _file(item: yaml.Node) -> str:
    """Return the path of a style or a script, which stands alone or beside how it is to be loaded."""
    path = value_of(item, "path") or item
    return str(path.value)


def _report_url(settings: yaml.MappingNode, report: Report) -> str:
    """Return the address for reports of errors, with `{title}` and `{page}` in it, or nothing where none is given."""
    url = value_of(value_of(settings, "extra"), "report_url")
    if url is None or not url.value:
        return ""
    # javascript: would run
    if isinstance(url, yaml.ScalarNode) and url.value.startswith(("https://", "http://", "mailto:")):
        return str(url.value)
    report.error(place_in(url), "bad-config", "'report_url' is no address; expected https:, http: or mailto:")
    return ""


def in_languages(
    settings: yaml.MappingNode, edition: Edition, translations: Mapping[str, Catalogue]
) -> yaml.MappingNode:
    """Return the settings as the edition's language has them, with what leads to the same pages in the others."""
    base, node = _language(settings), value_of(settings, "site_url")
    codes = [base, *translations] if translations and not edition.at_once else []
    url = str(edition.settings.get("site_url", node.value if node else "")).rstrip("/")
    up, root = ("../", url.removesuffix(f"/{edition.language}")) if edition.language else ("", url)
    others = [
        {"name": Interface(code).own_name, "lang": code, "link": up + folder, "root": f"{root}/{folder}"}
        for code, folder in ((code, "" if code == base else f"{code}/") for code in codes)
    ]
    more: dict[str, object] = {"extra": {"languages": others}} if others else {}
    if edition.language:
        said = translations[edition.language].messages.pgettext
        own = {name: value_of(settings, name) for name in TRANSLATED}
        more |= {name: said(f"{SETTINGS}: {name}", one.value) for name, one in own.items() if one and one.tag != NULL}
        more["theme"] = {"language": edition.language}
        if node is not None and node.value:
            more["site_url"] = f"{node.value.rstrip('/')}/{edition.language}/"
    return over(settings, yaml.compose(yaml.safe_dump(more, allow_unicode=True), Loader=yaml.SafeLoader))


def interface_of(root: Path, settings: yaml.MappingNode, report: Report) -> Interface:
    """Return the interface in the language of the theme, which lays out what stands around the content."""
    named = value_of(value_of(settings, "theme"), "language")
    return interface(root, _language(settings), report, place_in(named) if named else Place(SETTINGS))


def _language(settings: yaml.MappingNode) -> str:
    """Return the code of the site's language."""
    named = value_of(value_of(settings, "theme"), "language")
    return str(named.value) if isinstance(named, yaml.ScalarNode) and named.value else "en"


def _license(settings: yaml.MappingNode, report: Report) -> str:
    """Return the SPDX identifier of the content's licence, or nothing where none is named."""
    name = value_of(value_of(settings, "extra"), "license")
    if name is None or not name.value:
        return ""
    try:
        known = canonicalize_license_expression(name.value) if isinstance(name, yaml.ScalarNode) else ""
    except InvalidLicenseExpression:
        known = ""
    if not known or " " in known:
        message = "'license' is no licence of spdx.org/licenses; expected one identifier, such as CC-BY-4.0"
        report.error(place_in(name), "bad-config", message)
    return str(known)
