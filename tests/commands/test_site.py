"""The commands of the site: what they hand to the pipeline, and the arguments that they refuse."""

from __future__ import annotations

from pathlib import Path

import pytest

from druzhba_kb.cli import main
from druzhba_kb.commands import site
from druzhba_kb.pipeline import PUBLIC, Edition


def test_build_hands_its_options_over_with_the_edition(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "mkdocs.yml").touch()
    asked: list[Edition] = []
    monkeypatch.setattr(site, "build", lambda _root, _report, _progress, edition: asked.append(edition))
    options = ("--no-cache", "--site-url", "https://a.example/kb", "--published", "old.xml")
    for arguments in ((), options):
        assert main(["--root", str(tmp_path), "build", *arguments]) == 0
    plain, given = asked
    assert plain == PUBLIC
    assert (given.site, given.cached, given.sitemap) == ("site", False, Path("old.xml"))
    assert given.settings == {"site_url": "https://a.example/kb/"}


@pytest.mark.parametrize("port", ["x", "-1", "65536", "٨٠"])
def test_a_port_that_is_none_is_wrong_usage(port: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as stopped:
        main(["serve", f"--port={port}"])
    assert stopped.value.code == 2
    assert f"'{port}' is no port; expected a number from 0 to 65535" in capsys.readouterr().err
