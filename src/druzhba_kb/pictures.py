"""Pictures: a picture's bytes in, its size out, and of a drawing what in it could run or fetch something, each with its line.

A drawing shown in a page runs nothing, but one that is opened by its own address is a page of the site, and no host is sure to
send a policy with it. So what is no mark of a drawing is refused, and nothing is repaired.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from io import BytesIO

from lxml import etree

ORIENTATION = 0x0112  # the tag of EXIF
NAMESPACE = "{http://www.w3.org/2000/svg}"
HTML = "{http://www.w3.org/1999/xhtml}"
DRAWN = re.compile(
    "svg|g|defs|symbol|use|path|rect|circle|ellipse|line|polyline|polygon|text|tspan|textPath|title|desc|metadata|style|image|a|"
    "switch|linearGradient|radialGradient|stop|pattern|clipPath|mask|marker|filter|view|fe[A-Z][A-Za-z]+"
)
INSIDE = re.compile(r"\s*(?:#|data:image/(?:png|jpeg|gif|webp);)")
DECLARED = re.compile(rb"<!(?!--|\[CDATA\[|DOCTYPE\b)")  # a default of an attribute runs as the attribute does
UTF_8, NO_UTF_8 = ("utf-8", "us-ascii"), "it is not in UTF-8"  # in another encoding a declaration is not seen
FETCHES = re.compile(
    r"@import|image-set\(|src\(|url\(\s*[\"']?(?!\s*(?:#|data:image/(?:png|jpeg|gif|webp);))|\\", re.IGNORECASE
)


def examined(picture: bytes, ending: str) -> tuple[tuple[int, int], list[tuple[int, str]]]:
    """Return the size of a picture of points, and each fault of a picture with its line."""
    if ending == ".svg":
        return (0, 0), [*faults_of(picture)]
    try:
        return size_of(picture), []
    except ValueError as error:
        return (0, 0), [(1, str(error))]


def size_of(picture: bytes) -> tuple[int, int]:
    """Return the width and the height of a picture of points, as it is shown; raise ValueError where it is none."""
    from PIL import Image  # slow to load, and seldom needed

    try:
        with Image.open(BytesIO(picture)) as image:
            (width, height), turned = image.size, image.getexif().get(ORIENTATION, 1) >= 5
        with Image.open(BytesIO(picture)) as image:  # which was read on meanwhile
            image.verify()
    except Exception as error:  # what a damaged picture raises is not said anywhere
        raise ValueError("it cannot be read as a picture") from error
    return (height, width) if turned else (width, height)


def faults_of(drawing: bytes) -> Iterator[tuple[int, str]]:
    """Yield the line and a word for each thing in a drawing that is none of a drawing."""
    if declared := DECLARED.search(drawing):
        yield drawing.count(b"\n", 0, declared.start()) + 1, "it declares entities or attributes"
        return
    try:
        drawing.decode("utf-8")
        root = etree.fromstring(drawing, etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False))
    except UnicodeDecodeError:
        yield 1, NO_UTF_8
        return
    except etree.XMLSyntaxError as error:
        yield error.lineno or 1, f"it cannot be read: {error.msg}"
        return
    if str(root.getroottree().docinfo.encoding).lower() not in UTF_8:
        yield 1, NO_UTF_8
    if root.tag != f"{NAMESPACE}svg":
        yield 1, "its first element is no 'svg' in the namespace of SVG"
    for node in (root, *root.itersiblings(preceding=True), *root.iterdescendants()):
        line = node.sourceline or 1
        if isinstance(node, etree._ProcessingInstruction):
            yield line, f"'<?{node.target!s}' stands in it"
        elif isinstance(node.tag, str):
            yield from ((line, fault) for fault in _faults(node))


def _faults(node: etree._Element) -> Iterator[str]:
    tag, name = str(node.tag), etree.QName(node).localname
    if tag.startswith(HTML) or (tag.startswith(NAMESPACE) and not DRAWN.fullmatch(name)):
        yield f"'{name}' stands in it"
    if name == "style" and FETCHES.search("".join(map(str, node.itertext()))):
        yield "its style fetches something"
    for key, value in node.attrib.items():
        space, said, text = etree.QName(str(key)).namespace, etree.QName(str(key)).localname, str(value)
        if said.lower().startswith("on"):
            yield f"'{said}' would run something"
        elif said.lower() in ("href", "src", "ping") and not INSIDE.match(text):
            yield f"'{said}' leads out of it"
        elif space is None and FETCHES.search(text):
            yield f"'{said}' fetches something"
