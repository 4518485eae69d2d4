"""Look: what `mkdocs.yml` says of accent, logo, icon and fonts in, a sheet of styles and the renderer's settings for it out.

A colour that readers cannot tell from the page is refused, with the nearest that they can.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping
from colorsys import hls_to_rgb, rgb_to_hls
from dataclasses import dataclass, replace
from importlib.util import find_spec
from pathlib import Path
from urllib.parse import quote

import yaml

from druzhba_kb.folding import nearest
from druzhba_kb.layout import PICTURES
from druzhba_kb.locales import Interface
from druzhba_kb.model import Records
from druzhba_kb.pipeline.ignored_settings import place_in, report_lost_files
from druzhba_kb.pipeline.settings import PUBLIC, Edition, in_languages, interface_of, over, page_settings, read_settings
from druzhba_kb.render.page_model import media
from druzhba_kb.report import Report
from druzhba_kb.theme import Theme, theme_of
from druzhba_kb.yaml_read import value_of

SHEET = "assets/look.css"
Colour = tuple[float, float, float]
# the grounds of the schemes on which an accent stands: the page, and a panel
GROUNDS: Mapping[str, tuple[str, str]] = {"default": ("#ffffff", "#f3f5f7"), "slate": ("#10161c", "#18212a")}
# the dark pages of readers without scripts, who cannot choose; a card in somebody's frame stays as it is
UNSCRIPTED = (
    "@media screen and (scripting: none) and (prefers-color-scheme: dark) "
    '{{ [data-md-color-scheme="default"]:not(.framed) {} }}'
)
LEAST = 4.5  # WCAG 2.2, 1.4.3
TINT, LINE = 0.08, 0.5  # how much of the accent is in its own ground, and in a line
HEX = re.compile(r"#(?:[0-9a-f]{3}|[0-9a-f]{6})", re.IGNORECASE)
FONTS = {  # by the setting: the family, its weight, its style
    "text": ("text", "100 900", "normal"),
    "text-bold": ("text", "600 900", "normal"),
    "text-italic": ("text", "100 900", "italic"),
    "headings": ("headings", "100 900", "normal"),
    "code": ("code", "100 900", "normal"),
}
USED = {"text": "--k-sans", "headings": "--k-serif", "code": "--md-code-font-family"}
ENDS = {"text": "sans-serif", "headings": "serif", "code": "monospace"}


@dataclass(frozen=True, slots=True)
class Look:
    """A sheet of styles, empty where a project asks for none, and what the renderer is told of it and of pictures."""

    sheet: str
    theme: Mapping[str, str]

    @property
    def settings(self) -> yaml.Node | None:
        """Return the renderer's settings."""
        told = {"theme": dict(self.theme), **({"extra_css": [SHEET]} if self.sheet else {})}
        return yaml.compose(yaml.safe_dump(told), Loader=yaml.SafeLoader)


@dataclass(frozen=True, slots=True)
class SiteSettings:
    """What `mkdocs.yml` asks for in an edition: the renderer's settings, those that pages show, language and styles."""

    given: yaml.MappingNode
    shown: Mapping[str, str]
    interface: Interface
    sheet: str


def check_settings(root: Path, records: Records | None, report: Report) -> None:
    """Report what a build would of `mkdocs.yml`, but for what it runs: whether that is trusted is said to the build.

    Without records, of content that has errors, what the settings say of its files and languages is left out.
    """
    edition, theme = replace(PUBLIC, trusted=True), theme_of(root)
    if records is None:
        read_settings(root, report, edition.trusted)
        return
    for one in (edition, *map(edition.translated, sorted(records.translations))):
        site_settings(root, records, one, theme, report)


def site_settings(root: Path, records: Records, edition: Edition, theme: Theme, report: Report) -> SiteSettings | None:
    """Return the settings of an edition; None where they cannot be read, other faults are findings alone."""
    given = read_settings(root, report, edition.trusted)
    if given is None:
        return None
    given = in_languages(given, edition, records.translations)
    report_lost_files(given, theme, report)
    look = read_look(given, records.assets, theme, report)
    given = over(given, look.settings)
    return SiteSettings(given, page_settings(given, edition, report), interface_of(root, given, report), look.sheet)


def read_look(settings: yaml.Node, assets: Collection[str], theme: Theme, report: Report) -> Look:
    """Return the look that settings ask for; a colour or a file that will not do is a finding."""
    told = value_of(settings, "theme")
    rules = [*_accent(value_of(told, "accent"), report), *_fonts(value_of(told, "fonts"), assets, report)]
    _report_lost_icons(value_of(told, "icon"), report)
    social = value_of(value_of(settings, "extra"), "social")
    for one in social.value if isinstance(social, yaml.SequenceNode) else ():
        _report_lost_icons(value_of(one, "icon"), report)
    pictures = (value_of(told, name) for name in ("logo", "favicon"))
    found = zip(("logo", "favicon"), pictures, strict=True)
    named = {name: _picture(node, assets, theme, report) for name, node in found if isinstance(node, yaml.ScalarNode)}
    return Look("".join(f"{rule}\n" for rule in rules), {name: file for name, file in named.items() if file})


def _picture(node: yaml.ScalarNode, assets: Collection[str], theme: Theme, report: Report) -> str:
    """Return where a picture of the settings lies in the site."""
    if node.value in assets and node.value.lower().endswith(PICTURES):
        return media(node.value)
    if node.value and f"theme/{node.value}" not in theme.files and not node.value.startswith("assets/images/"):
        near = nearest(node.value, [file for file in assets if file.lower().endswith(PICTURES)])
        report.error(place_in(node), "bad-config", f"'{node.value}' is no picture in 'assets'{near}")
    return str(node.value)


def _report_lost_icons(node: yaml.Node | None, report: Report) -> None:
    """Report each icon of the settings, alone or in a mapping, that the theme does not have."""
    if isinstance(node, yaml.MappingNode):
        for _, one in node.value:
            _report_lost_icons(one, report)
    elif isinstance(node, yaml.ScalarNode) and node.value:
        found = find_spec("material")
        folder = Path(found.origin if found and found.origin else "").parent / "templates/.icons"
        if ".." in node.value or not (folder / f"{node.value}.svg").is_file():
            known = [path.relative_to(folder).with_suffix("").as_posix() for path in sorted(folder.rglob("*.svg"))]
            report.error(place_in(node), "bad-config", f"there is no icon '{node.value}'{nearest(node.value, known)}")


def _accent(node: yaml.Node | None, report: Report) -> Iterator[str]:
    if node is None or not node.value:
        return
    items = node.value if isinstance(node, yaml.SequenceNode) else [node]
    texts = [str(item.value) for item in items]
    if len(texts) > 2 or not all(map(HEX.fullmatch, texts)):
        message = f"'{', '.join(texts)}' is no colour; expected one such as '#0a5a8a', or a list of two, the second for dark pages"
        report.error(place_in(node), "bad-config", message)
        return
    for at, (scheme, grounds) in enumerate(GROUNDS.items()):
        given, page = _read(texts[min(at, len(texts) - 1)]), _read(grounds[0])
        shown = _legible(given, grounds)
        if shown != given and at < len(texts):
            name, least = ("light", "dark")[at], _contrast(given, grounds)
            message = f"'{texts[at]}' has a contrast of {least:.2f}:1 on {name} pages; expected {LEAST}:1, as '{_hex(shown)}' has"
            report.error(place_in(items[at]), "bad-config", message)
        tint, line = (_hex(_mixed(shown, page, share)) for share in (TINT, LINE))
        colours = f"{{ --acc: {_hex(shown)}; --accbg: {tint}; --accline: {line}; }}"
        yield f'[data-md-color-scheme="{scheme}"] {colours}'
    yield UNSCRIPTED.format(colours)


def _fonts(node: yaml.Node | None, assets: Collection[str], report: Report) -> Iterator[str]:
    families: set[str] = set()
    for key, value in node.value if isinstance(node, yaml.MappingNode) else ():
        files = [file for file in assets if file.endswith((".woff2", ".woff"))]
        if key.value not in FONTS:
            report.error(
                place_in(key), "bad-config", f"there is no font '{key.value}'{nearest(key.value, list(FONTS))}"
            )
        elif value.value not in files:
            report.error(
                place_in(value),
                "bad-config",
                f"'{value.value}' is no font in 'assets'{nearest(str(value.value), files)}",
            )
        else:
            family, weight, style = FONTS[key.value]
            families.add(family)
            source = f'url("../{quote(media(value.value))}")'
            yield (
                f'@font-face {{ font-family: "own {family}"; src: {source}; font-weight: {weight}; font-style: {style}; '
                "font-display: swap; }"
            )
    yield from (f':root {{ {USED[one]}: "own {one}", {ENDS[one]}; }}' for one in sorted(families))


def _legible(colour: Colour, grounds: tuple[str, str]) -> Colour:
    """Return the nearest colour of the same hue that can be read on the grounds: darker on light ones, lighter on dark ones."""
    hue, light, strength = rgb_to_hls(*colour)
    step = -1 / 256 if _luminance(_read(grounds[0])) > 0.5 else 1 / 256
    while _contrast(colour, grounds) < LEAST and 0 <= light <= 1:
        light += step
        colour = _read(_hex(hls_to_rgb(hue, min(1, max(0, light)), strength)))
    return colour


def _contrast(colour: Colour, grounds: tuple[str, str]) -> float:
    """Return the least contrast of a colour on grounds, and on its own tint."""
    page, panel = map(_read, grounds)
    return min(_ratio(colour, ground) for ground in (page, panel, _mixed(colour, page, TINT)))


def _ratio(one: Colour, other: Colour) -> float:
    low, high = sorted((_luminance(one), _luminance(other)))
    return (high + 0.05) / (low + 0.05)


def _luminance(colour: Colour) -> float:
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in colour)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _mixed(colour: Colour, ground: Colour, share: float) -> Colour:
    red, green, blue = (one * share + other * (1 - share) for one, other in zip(colour, ground, strict=True))
    return red, green, blue


def _read(text: str) -> Colour:
    digits = text[1:] if len(text) == 7 else "".join(digit * 2 for digit in text[1:])
    red, green, blue = (int(digits[at : at + 2], 16) / 255 for at in (0, 2, 4))
    return red, green, blue


def _hex(colour: Colour) -> str:
    return "#" + "".join(f"{round(part * 255):02x}" for part in colour)
