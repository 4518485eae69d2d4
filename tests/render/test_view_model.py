"""What docs/templates.md promises to templates is what they are given: each name, its type, and nothing else."""

from __future__ import annotations

import dataclasses
import inspect
import re
import shutil
import types
import typing
from collections.abc import Iterator, Mapping
from functools import cached_property
from pathlib import Path
from typing import Any

import pytest
from jinja2 import nodes
from jinja2.defaults import DEFAULT_FILTERS
from PIL import Image

from druzhba_kb import model
from druzhba_kb.pipeline import PUBLIC
from druzhba_kb.pipeline.checking import relate_project
from druzhba_kb.pipeline.settings import page_settings, read_settings
from druzhba_kb.render.markdown import Markdown
from druzhba_kb.render.site_index import Contest, index_site
from druzhba_kb.render.site_pages import tasks
from druzhba_kb.render.templates import Templates, load_templates
from druzhba_kb.report import Report
from druzhba_kb.theme import theme_of
from tests.render.views.test_collection_pages import DATED
from tests.render.views.test_map_page import crowded
from tests.sites_on_disk import SITES, lay_out

ROOT = Path(__file__).resolve().parents[2]
PAGE = (ROOT / "docs/templates.md").read_text("utf-8")
SECTIONS = dict(re.findall(r"^##+ (.+)\n((?:(?!##).*\n)*)", PAGE, re.MULTILINE))
NAMED = re.compile(r"^- `(\w+(?:\([\w, ]+\))?)` \((.+?)\)(?:: .+)?$", re.MULTILINE)
LINK = re.compile(r"\[([^]]+)\]\(#([^)]+)\)")
PLAIN: dict[object, str] = {
    str: "text",
    Contest: "text",
    bool: "yes or no",
    int: "number",
    float: "number",
    Markdown: "markup",
    Mapping[str, str]: "mapping of text to text",
}
SETTINGS = "[settings](#settings)"
OWN_PAGE = "---\ntitle: Method\n---\nOur words.\n\n## Heading\n\n{list: people}\n{table: lighthouses}\n{map}\n{figure: heights}\n"
Given = dict[str, dict[str, list[object]]]


def promised(heading: str) -> dict[str, str]:
    """Return the names below a heading with their types; the parameters belong to the name of what is called."""
    return dict(NAMED.findall(SECTIONS[heading]))


def members(found: type) -> Iterator[tuple[str, str, list[type]]]:
    """Yield what a template may read of an object: the name, the type as the page words it, and the objects in that."""
    hints = typing.get_type_hints(found)
    hints = {field.name: hints[field.name] for field in dataclasses.fields(found)}  # type: ignore[arg-type]
    for name, member in vars(found).items():
        if isinstance(member, property | cached_property):
            hints[name] = returned(member.fget if isinstance(member, property) else member.func)
        elif inspect.isfunction(member) and not name.startswith("_"):
            _self, *parameters = inspect.signature(member).parameters.values()
            if all(parameter.default is not parameter.empty for parameter in parameters):
                hints[f"{name}({', '.join(parameter.name for parameter in parameters)})"] = returned(member)
    for name, hint in hints.items():
        if not name.startswith("_") and (shape := worded(hint)):
            yield name, *shape


def returned(function: Any) -> object:
    return typing.get_type_hints(function)["return"]


def worded(hint: Any) -> tuple[str, list[type]] | None:
    """Return a type as the page words it, '[]' for each object, and those objects; None for what is the program's own."""
    inner = typing.get_args(hint)
    if hint in PLAIN:
        return PLAIN[hint], []
    if dataclasses.is_dataclass(hint) and not hint.__module__.startswith(model.__name__):
        return "[]", [typing.cast(type, hint)]
    if typing.get_origin(hint) not in (tuple, types.UnionType):
        return None
    shapes = [worded(one) for one in inner if one not in (..., types.NoneType)]
    known = [shape for shape in shapes if shape]
    if len(known) < len(shapes):
        return None
    texts, classes = [text for text, _ in known], [one for _, those in known for one in those]
    if typing.get_origin(hint) is types.UnionType:
        return f"{texts[0]} or nothing", classes
    return f"list of {texts[0]}" if ... in inner else f"({', '.join(texts)})", classes


def found_in(kind: str, value: Any) -> Iterator[tuple[str, type]]:
    """Yield each object in a value by its name on the page, where the value is of the type."""
    if kind.endswith(" or nothing"):
        yield from () if value is None else found_in(kind.removesuffix(" or nothing"), value)
    elif kind.startswith("list of "):
        assert isinstance(value, tuple)
        for item in value:
            yield from found_in(kind.removeprefix("list of "), item)
    elif kind.startswith("("):
        for one, item in zip(kind[1:-1].split(", ", 1), value, strict=True):
            yield from found_in(one, item)
    elif link := LINK.fullmatch(kind):
        yield link[1], type(value)
    else:
        assert kind == PLAIN[type(value)]


@pytest.fixture(scope="module")
def given(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Given]:
    """Return the values that each page template is given, by name, and those of the front matter under ''."""
    every: Given = {}
    fill = Templates.page

    def noted(self: Templates, path: str, form: str, fields: Mapping[str, object], **context: object) -> Any:
        for template, values in ((form, context), ("", fields)):
            for name, value in values.items():
                every.setdefault(template, {}).setdefault(name, []).append(value)
        return fill(self, path, form, fields, **context)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Templates, "page", noted)
        fill_pages(with_offices(tmp_path_factory.mktemp("site") / "good"))
        fill_pages(SITES / "other-topic")
        crowded(lambda number: f"{50 + number % 9}, {number % 9 * 4}")
    yield every


def with_offices(folder: Path) -> Path:
    site = lay_out(None, folder)
    shutil.copytree(SITES / "told", site, dirs_exist_ok=True)
    kind = site / "entities/people/_kind.yml"
    kind.write_text(kind.read_text().replace("attributes:\n", "suggest: {as: person}\nattributes:\n", 1))
    (site / "entities/people/ada-finch.yml").write_text(
        f"{DATED}image: {{file: assets/ada.png, alt: A, credit: B, licence: C}}\n"
    )
    (site / "assets").mkdir()
    Image.new("RGB", (9, 9)).save(site / "assets/ada.png")
    (site / "pages").mkdir()
    (site / "pages/method.md").write_text(OWN_PAGE)
    return site


def fill_pages(root: Path) -> None:
    report = Report()
    kb = relate_project(root, report)
    assert kb, report.findings
    cat = index_site(kb)
    for task in tasks(cat, {"site_name": "Lights"}, load_templates(theme_of(root), report)):
        task.make(cat)
    assert report.findings == []


def test_each_page_template_is_given_the_names_that_are_promised(given: Given) -> None:
    found = {template: set(values) for template, values in given.items() if template}
    assert found == {heading: promised(heading).keys() for heading in SECTIONS if heading.endswith(".md.j2")}
    assert found.keys() == {name for name in theme_of(ROOT).files if name.endswith(".md.j2")}


def test_each_object_has_the_members_that_are_promised_and_each_promise_is_kept(given: Given) -> None:
    start = [
        pair
        for template in given
        for name, kind in (promised(template) if template else {}).items()
        for value in given[template][name]
        if kind != SETTINGS
        for pair in found_in(kind, value)
    ]
    known: dict[str, type] = {}
    while start:
        name, found = start.pop()
        assert known.get(name, found) is found, f"'{name}' is {found} and {known[name]}"
        if name not in known:
            known[name] = found
            told = {member: (LINK.sub("[]", kind), LINK.findall(kind)) for member, kind in promised(name).items()}
            own = {member: (text, classes) for member, text, classes in members(found)}
            assert {member: text for member, (text, _) in told.items()} == {m: text for m, (text, _) in own.items()}, (
                name
            )
            for member, (_, links) in told.items():
                start += [(link, one) for (link, _), one in zip(links, own[member][1], strict=True)]
    assert len(set(known.values())) == len(known), "a class has two names"
    pages = {heading for heading in SECTIONS if heading.endswith(".md.j2")}
    assert known.keys() == {heading for heading in SECTIONS if promised(heading)} - pages - {"Settings"}


def test_each_link_of_the_page_leads_to_one_of_its_sections() -> None:
    anchors = {heading.lower().replace(" ", "-") for heading in SECTIONS}
    assert {anchor for _, anchor in LINK.findall(PAGE)} <= anchors
    assert [name for name, anchor in LINK.findall(PAGE) if name.lower().replace(" ", "-") != anchor] == []


def test_the_settings_that_are_always_there_are_those_promised(tmp_path: Path) -> None:
    (tmp_path / "mkdocs.yml").write_text("site_name: Lights\n")
    read = read_settings(tmp_path, Report())
    assert read is not None
    assert page_settings(read, PUBLIC, Report()).keys() == promised("Settings").keys()


def test_the_front_matter_is_what_is_promised(given: Given) -> None:
    assert set(re.findall(r"^- `(\w+)`:", SECTIONS["MkDocs' templates"], re.MULTILINE)) == given[""].keys()


def test_the_filters_and_the_macros_of_the_partials_are_those_promised() -> None:
    environment = load_templates(theme_of(ROOT), Report()).environment
    assert environment.filters.keys() - DEFAULT_FILTERS.keys() == {
        "nested", "language", "number", "listed", "commas", "translated",
    }  # fmt: skip
    text = SECTIONS["Partials"]
    macros = {
        f"{name}: {signature(macro)}"
        for name, file in theme_of(ROOT).below("partials/").items()
        for macro in environment.parse(file.read_text("utf-8")).find_all(nodes.Macro)
    }
    listed = re.findall(r"^- `([^`]+)`: ((?:.+\n)(?:  .+\n)*)", text, re.MULTILINE)
    assert {f"{name}: {one}" for name, those in listed for one in re.findall(r"`([^`]+)`", those)} == macros
    assert set(re.findall(r"`(partials/[^`]+)`", text)) == theme_of(ROOT).below("partials/").keys()
    assert environment.filters.keys() - DEFAULT_FILTERS.keys() <= set(re.findall(r"`(\w+)`", text))


def signature(macro: nodes.Macro) -> str:
    """Return a macro's name with its parameters, as a template writes them."""
    defaults = [str(default.as_const()).lower() for default in macro.defaults]
    plain = len(macro.args) - len(defaults)
    parameters = [arg.name for arg in macro.args[:plain]]
    parameters += [f"{arg.name}={value}" for arg, value in zip(macro.args[plain:], defaults, strict=True)]
    return f"{macro.name}({', '.join(parameters)})"
