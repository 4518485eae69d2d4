"""The packet of a record on the disk: which record is meant, what is refused, and that nothing of others is overwritten."""

from __future__ import annotations

import hashlib
import os
import shutil
from pathlib import Path

import pytest

from tests.projects import built, content, make_project, run
from tests.sites_on_disk import SITES

NAMES = ["gull-point.packet.html", "gull-point.packet.json", "verify.py"]


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return make_project("good", tmp_path / "site")


def pack(root: Path, *arguments: str) -> tuple[int, list[str], str]:
    """Return the status of the command, what it printed, and the findings."""
    done = run(root, "packet", *arguments)
    told = [line for line in done.stderr.splitlines() if "error[" in line]
    return done.returncode, done.stdout.splitlines(), "\n".join(told)


def test_it_writes_a_page_data_and_the_program_and_prints_the_digests(root: Path) -> None:
    status, printed, told = pack(root, "gull-point")
    made = content(root / "build/packets")
    assert (status, told, sorted(made)) == (0, "", NAMES)
    assert printed == [f"{hashlib.sha256(made[name]).hexdigest()}  {name}" for name in NAMES[:2]]


def test_the_digests_are_those_that_the_site_publishes(tmp_path_factory: pytest.TempPathFactory) -> None:
    root = built("good", tmp_path_factory.getbasetemp())
    listed = (root / "build/site/data/digests/gull-point.txt").read_text("utf-8").splitlines()
    for record in ("gull-point", "gull-point-contest-masons", "gull-point-contest-relit", "gull-point-contest-sold"):
        _, printed, _ = pack(root, record)
        assert set(printed) <= set(listed)
        listed = [line for line in listed if line not in printed]
    assert listed == []
    made, site = root / "build/packets/verify.py", root / "build/site/data/verify.py"
    assert made.read_bytes() == site.read_bytes()


def test_the_packet_of_a_base_in_another_language_is_that_whose_digest_its_site_publishes(tmp_path: Path) -> None:
    root = tmp_path / "base"
    shutil.copytree(SITES / "russian", root)
    assert run(root).returncode == 0
    listed = (root / "build/site/data/digests/orchid-wing.txt").read_text("utf-8").splitlines()
    assert pack(root, "orchid-wing")[1] == listed
    assert '<html lang="ru">' in (root / "build/packets/orchid-wing.packet.html").read_text("utf-8")


def test_the_same_base_gives_the_same_bytes_and_takes_its_own_packet_for_its_own(root: Path) -> None:
    assert pack(root, "gull-point")[0] == 0
    before = content(root / "build/packets")
    assert pack(root, "gull-point")[0] == 0
    assert content(root / "build/packets") == before


@pytest.mark.parametrize(
    ("name", "id"),
    [
        ("gull-point", "gull-point"),
        ("lighthouses/gull-point/", "gull-point"),
        ("https://lights.example/kb/lighthouses/gull-point/#e-39647d94db-1", "gull-point"),
        ("gull-point#contest-relit", "gull-point-contest-relit"),
        ("gull-point-contest-relit", "gull-point-contest-relit"),
        ("https://lights.example/lighthouses/gull-point/#contest-relit", "gull-point-contest-relit"),
        ("disagreements/#gull-point-contest-relit", "gull-point-contest-relit"),
        ("courier-1931", "courier-1931"),
        ("articles/courier-1931/#b2", "courier-1931"),
    ],
)
def test_a_record_is_named_by_its_id_or_its_address(root: Path, name: str, id: str) -> None:
    assert pack(root, name)[0] == 0
    assert (root / f"build/packets/{id}.packet.json").is_file()


@pytest.mark.parametrize(
    ("name", "near"),
    [
        ("gull-pont", "'gull-pont'; did you mean 'gull-point'?"),
        ("gull-point#contest-relitt", "'gull-point#contest-relitt'; did you mean 'gull-point-contest-relit'?"),
        ("coast-pilot", "'coast-pilot'; expected one of: courier-1931, tidings-1931, ada-finch, gull-point, "),
        ("", "''; expected one of: courier-1931, tidings-1931, ada-finch, gull-point, "),
    ],
)
def test_what_is_no_record_is_told_with_the_nearest(root: Path, name: str, near: str) -> None:
    status, printed, told = pack(root, name)
    assert (status, printed) == (1, [])
    start = "RECORD: error[unknown-reference]: there is no entity, disagreement or article "
    assert told.startswith(start + near), told
    assert not (root / "build").exists()


def test_a_draft_is_not_packed_nor_what_a_packet_of_others_says_of_it(root: Path) -> None:
    text = "name: Old Light\nstatus: draft\nstatements:\n  - height: 27\n    source: courier-1931\n    quote: 27 metres high\n"
    (root / "entities/lighthouses/old-light.yml").write_text(text)
    status, _, told = pack(root, "old-light")
    assert status == 1
    assert told.endswith("error[draft-reference]: 'old-light' is a draft, and of drafts there are no packets")
    assert pack(root, "courier-1931")[0] == 0
    assert b"old-light" not in (root / "build/packets/courier-1931.packet.json").read_bytes()


def test_a_quotation_that_is_not_sealed_yet_is_not_packed(root: Path) -> None:
    (root / "articles/courier-1931.seals").unlink()
    status, _, told = pack(root, "skerry-light")
    assert status == 0, told
    status, _, told = pack(root, "gull-point")
    assert status == 1
    expected = "no seal proves '27 metres high' without the text; run 'druzhba-kb seal' where that is"
    assert f"articles/courier-1931.md:2:1: error[not-sealed]: {expected}" in told
    assert not (root / "build/packets/gull-point.packet.json").exists()


def test_a_base_with_an_error_has_no_packets(root: Path) -> None:
    file = root / "entities/lighthouses/gull-point.yml"
    file.write_text(file.read_text("utf-8").replace("height: 27", "height: 28"), "utf-8")
    status, printed, told = pack(root, "ada-finch")
    assert (status, printed) == (1, [])
    assert "error[unsupported-value]" in told


@pytest.mark.parametrize("name", NAMES)
def test_a_file_of_others_stays_unless_it_is_to_be_overwritten(root: Path, name: str, tmp_path: Path) -> None:
    out = tmp_path / "desk"
    out.mkdir()
    (out / name).write_text("mine")
    status, printed, told = pack(root, "gull-point", "--to", str(out))
    assert (status, printed) == (1, [])
    message = f"stands in '{out}', and is no packet of 'gull-point'; name another folder with --to, or add --force"
    assert told == f"{name}:1:1: error[cannot-write]: {message}"
    assert content(out) == {name: b"mine"}
    assert pack(root, "gull-point", "--to", str(out), "--force")[0] == 0
    assert sorted(content(out)) == NAMES


def test_a_packet_of_another_record_is_not_taken_for_one_of_this(root: Path, tmp_path: Path) -> None:
    pack(root, "skerry-light", "--to", str(tmp_path / "desk"))
    shutil.move(tmp_path / "desk/skerry-light.packet.json", tmp_path / "desk/gull-point.packet.json")
    status, _, told = pack(root, "gull-point", "--to", str(tmp_path / "desk"))
    assert (status, told.startswith("gull-point.packet.json:1:1: error[cannot-write]: stands in")) == (1, True)


def test_a_pipe_or_a_folder_in_the_way_is_a_finding(root: Path, tmp_path: Path) -> None:
    out = tmp_path / "desk"
    (out / NAMES[0]).mkdir(parents=True)
    os.mkfifo(out / NAMES[1])
    _, _, told = pack(root, "gull-point", "--to", str(out))
    assert [line.split(":")[0] for line in told.splitlines()] == NAMES[:2]
    assert pack(root, "gull-point", "--to", "/proc/nowhere")[0] == 1
    (tmp_path / "file").touch()
    status, printed, told = pack(root, "gull-point", "--to", str(tmp_path / "file"))
    assert (status, printed) == (1, [])
    assert "error[cannot-write]" in told


def test_a_bad_template_is_a_finding_and_nothing_is_written(root: Path) -> None:
    (root / "templates").mkdir()
    (root / "templates/packet.html.j2").write_text("{{ packet.nothing }}")
    status, printed, told = pack(root, "gull-point")
    assert (status, printed) == (1, [])
    assert told.startswith("templates/packet.html.j2:1:11: error[template]: ")
    assert not (root / "build/packets").exists()
