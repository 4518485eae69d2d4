"""SVG: what may stand in a drawing passes, what could run or fetch something is named with its line."""

from __future__ import annotations

from io import BytesIO

import pytest
from PIL import Image

from druzhba_kb.pictures import examined, faults_of

HEAD = '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" viewBox="0 0 9 9">\n'
GOOD = '<?xml version="1.0"?>\n<!-- ours -->\n' + HEAD + (
    '<defs><linearGradient id="g"><stop offset="1"/></linearGradient></defs>'
    '<style>rect { fill: url(#g) }</style><rect width="9" height="9" style="fill: url(#g)"/><use xlink:href="#g"/></svg>'
)  # fmt: skip


def faults(inside: str, head: str = HEAD) -> list[tuple[int, str]]:
    return [*faults_of(f"{head}{inside}</svg>".encode())]


def test_a_plain_drawing_passes() -> None:
    assert [*faults_of(GOOD.encode())] == []


@pytest.mark.parametrize(
    ("inside", "fault"),
    [
        ("<script>alert(1)</script>", "'script' stands in it"),
        ('<g>\n<rect onclick="x()"/></g>', "'onclick' would run something"),
        ('<foreignObject/>', "'foreignObject' stands in it"),
        ('<p xmlns="http://www.w3.org/1999/xhtml"/>', "'p' stands in it"),
        ('<animate attributeName="href" to="javascript:x()"/>', "'animate' stands in it"),
        ('<a href="javascript:x()"/>', "'href' leads out of it"),
        ('<image xlink:href="https://a.example/x.png"/>', "'href' leads out of it"),
        ('<image href="data:image/svg+xml;base64,AA"/>', "'href' leads out of it"),
        ("<style>@import 'x'</style>", "its style fetches something"),
        ('<rect style="fill: u\\72l(//a.example)"/>', "'style' fetches something"),
        ('<rect fill="url(https://a.example/x#g)"/>', "'fill' fetches something"),
        ("<style>svg { background: image-set('//a.example/x.png' 1x) }</style>", "its style fetches something"),
        ('<a href="#g" ping="https://a.example/"/>', "'ping' leads out of it"),
        ('<?xml-stylesheet href="x.css"?>', "'<?xml-stylesheet' stands in it"),
    ],
)  # fmt: skip
def test_what_could_run_or_fetch_is_named_with_its_line(inside: str, fault: str) -> None:
    assert faults(inside) == [(2 + inside.count("\n"), fault)]


def test_what_is_no_drawing_is_refused() -> None:
    assert faults("", "<html>\n")[0][1].startswith("it cannot be read")
    assert [*faults_of(b"<svg/>")] == [(1, "its first element is no 'svg' in the namespace of SVG")]


DRAWING, NO_UTF_8 = HEAD + "</svg>", [(1, "it is not in UTF-8")]


@pytest.mark.parametrize("declared", ['ENTITY x "y"', 'ATTLIST svg onload CDATA "x()"', "ELEMENT svg ANY"])
def test_a_drawing_declares_nothing_by_which_its_marks_would_mean_more(declared: str) -> None:
    head = f"<!DOCTYPE svg SYSTEM '>'\n[<!{declared}>]>"
    assert [*faults_of((head + DRAWING).encode())] == [(2, "it declares entities or attributes")]
    assert [*faults_of(("<!DOCTYPE svg>" + DRAWING).encode())] == []


def test_a_drawing_in_an_encoding_in_which_declarations_are_not_seen_is_refused() -> None:
    assert [*faults_of(("\ufeff" + DRAWING).encode("utf-16-le"))] == NO_UTF_8
    assert [*faults_of(('<?xml version="1.0" encoding="iso-2022-jp"?>' + DRAWING).encode())] == NO_UTF_8
    assert [*faults_of(("\ufeff" + DRAWING).encode())] == []


def picture(size: tuple[int, int], form: str, orientation: int = 1) -> bytes:
    made, exif = BytesIO(), Image.Exif()
    exif[0x0112] = orientation
    Image.new("RGB", size, "teal").save(made, form, exif=exif)
    return made.getvalue()


@pytest.mark.parametrize("form", ["PNG", "JPEG", "WEBP"])
def test_the_size_of_a_picture_is_that_in_which_it_is_shown(form: str) -> None:
    assert examined(picture((30, 20), form), f".{form.lower()}") == ((30, 20), [])
    assert examined(picture((30, 20), form, orientation=6), f".{form.lower()}") == ((20, 30), [])


def test_a_damaged_picture_is_told() -> None:
    assert examined(picture((30, 20), "PNG")[:60], ".png") == ((0, 0), [(1, "it cannot be read as a picture")])
