"""Picture sizes: each picture of an entity once in each size, without what a camera wrote, and made anew when it is another."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path

from PIL import Image

from druzhba_kb.model import Records
from druzhba_kb.pipeline.checking import relate_project
from druzhba_kb.publishing.picture_sizes import picture_sizes
from druzhba_kb.report import Report
from tests.sites_on_disk import lay_out

IMAGE = "image: {file: assets/lamp.jpg, alt: A lamp, credit: Ours, licence: CC0}\n"


def with_picture(site: Path) -> Records:
    (site / "assets").mkdir(exist_ok=True)
    exif = Image.Exif()
    exif[0x0112], exif[0x010F] = 6, "A camera"
    Image.new("RGB", (1500, 3000), "teal").save(site / "assets/lamp.jpg", exif=exif)
    for name in ("people/ada-finch", "lighthouses/gull-point"):
        file = site / f"entities/{name}.yml"
        file.write_text(file.read_text() + IMAGE)
    report = Report()
    kb = relate_project(site, report)
    assert kb, report.findings
    return kb.records


def test_a_picture_is_made_once_in_each_size_as_it_is_shown(tmp_path: Path) -> None:
    records = with_picture(lay_out(None, tmp_path / "site"))
    digest = records.assets["assets/lamp.jpg"].digest[:12]
    made = {page.path: page.content for page in picture_sizes(tmp_path / "site", records, tmp_path / "tree")}
    pictures = {path: Image.open(BytesIO(data)) for path, data in made.items()}
    assert {path: (one.format, one.size) for path, one in pictures.items()} == {
        f"media/sizes/lamp-{digest}-160.webp": ("WEBP", (160, 80)),
        f"media/sizes/lamp-{digest}-480.webp": ("WEBP", (480, 240)),
        f"media/sizes/lamp-{digest}-960.webp": ("WEBP", (960, 480)),
        f"media/sizes/lamp-{digest}-1200.jpg": ("JPEG", (1200, 600)),
    }
    assert not any(b"A camera" in data for data in made.values())


def test_a_size_that_the_last_build_made_is_taken_over(tmp_path: Path) -> None:
    records = with_picture(lay_out(None, tmp_path / "site"))
    for page in picture_sizes(tmp_path / "site", records, tmp_path / "tree"):
        (tmp_path / "tree" / page.path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / "tree" / page.path).write_bytes(b"as before")
    again = picture_sizes(tmp_path / "site", records, tmp_path / "tree")
    assert {page.content for page in again} == {b"as before"}
