"""The versions of the program that a project is for: written by `init`, held against this one by each command."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml

from druzhba_kb.cli import main
from druzhba_kb.editing import generator_version
from druzhba_kb.editing.asking import UsageError
from druzhba_kb.editing.generator_version import check_version, this_range, version_before, with_this_range


@pytest.fixture(autouse=True)
def version(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(generator_version, "__version__", "0.7.1")


def project(folder: Path, settings: str) -> Path:
    (folder / "mkdocs.yml").write_bytes(settings.encode())
    return folder


@pytest.mark.parametrize(
    ("version", "versions"), [("0.7.1", ">=0.7,<0.8"), ("1.0.0", ">=1.0,<2"), ("2.3.4rc1", ">=2.3,<3")]
)
def test_a_new_project_is_for_the_versions_with_the_same_promise(
    version: str, versions: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(generator_version, "__version__", version)
    assert this_range() == versions


@pytest.mark.parametrize(
    "settings",
    [
        "site_name: A\n",
        "extra:\n",
        "extra: {generator_version: '>=0.6,<0.8'}",
        "a: [",
        "extra:\n  generator_version:\n",
    ],
)
def test_a_project_that_asks_for_no_other_version_is_let_through(settings: str, tmp_path: Path) -> None:
    check_version(project(tmp_path, settings))


@pytest.mark.parametrize(
    ("value", "message"),
    [
        ('">=0.6,<0.7"', "this project is for druzhba-kb >=0.6,<0.7, and this is 0.7.1; install one of those "
         "(pip install 'druzhba-kb>=0.6,<0.7'), or bring the project to this one (druzhba-kb upgrade)"),
        ('">=0.8"', "this project is for druzhba-kb >=0.8, and this is 0.7.1; install one of those "
         "(pip install 'druzhba-kb>=0.8')"),
        ("0.7", "'generator_version' is no range of versions; expected the versions that build this project, "
         'such as ">=0.7,<0.8"'),
        ("[a]", "'generator_version' is no range of versions; expected the versions that build this project, "
         'such as ">=0.7,<0.8"'),
    ],
)  # fmt: skip
def test_another_version_is_told_with_the_way_on(
    value: str, message: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    root = project(tmp_path, f"site_name: A\nextra:\n  generator_version: {value}\n")
    assert main(["--root", str(root), "check"]) == 2
    assert capsys.readouterr().err == f"druzhba-kb: mkdocs.yml:3:22: {message}\n"


def test_what_needs_no_project_asks_for_no_version(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(project(tmp_path, "extra: {generator_version: <0.1}\n"))
    assert main(["explain", "tab"]) == 0


@pytest.mark.parametrize(
    ("value", "version"), [('">=0.6,<0.7"', "0.6"), ("==0.5.*", "0.5"), ("~=0.4.2", "0.4.2"), ("<9", "0")]
)
def test_the_version_before_is_the_lowest_that_the_project_is_for(value: str, version: str, tmp_path: Path) -> None:
    assert str(version_before(project(tmp_path, f"extra: {{generator_version: {value}}}\n"))) == version


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("site_name: A\n# end", 'site_name: A\nextra:\n  generator_version: ">=0.7,<0.8"\n# end'),
        ("extra:\n    a: 1\nb: 2\n", 'extra:\n    a: 1\n    generator_version: ">=0.7,<0.8"\nb: 2\n'),
        ("extra: {a: 1}\n", 'extra: {a: 1, generator_version: ">=0.7,<0.8"}\n'),
        ("extra: # none\n", 'extra:\n  generator_version: ">=0.7,<0.8" # none\n'),
        ("extra:\n  generator_version:\n", 'extra:\n  generator_version: ">=0.7,<0.8"\n'),
        ("extra:\r\n  generator_version: '>=0.6' # up\r\n", 'extra:\r\n  generator_version: ">=0.7,<0.8" # up\r\n'),
        (
            "site_name: !!python/name:a.b x\n",
            'site_name: !!python/name:a.b x\nextra:\n  generator_version: ">=0.7,<0.8"\n',
        ),
    ],
)
def test_the_range_is_written_into_the_settings_and_nothing_else_changes(
    before: str, after: str, tmp_path: Path
) -> None:
    root = project(tmp_path, before)
    assert with_this_range(root) == {"mkdocs.yml": after}
    assert yaml.compose(after)
    assert with_this_range(project(tmp_path, after)) == {}


@pytest.mark.parametrize("settings", ["extra: 3\n", "extra: [a]\n", "a: [\n"])
def test_settings_that_cannot_take_it_are_told(settings: str, tmp_path: Path) -> None:
    with pytest.raises(UsageError, match=r"add it by hand|druzhba-kb check says why"):
        with_this_range(project(tmp_path, settings))
