"""Release: a tag and the address of a repository in; the reasons against a release of that out, none where there is none."""

from __future__ import annotations

import os
import re
import sys
import tomllib
from pathlib import Path

from druzhba_kb import __version__

ROOT = Path(__file__).resolve().parents[1]


def reasons(tag: str, repository: str) -> list[str]:
    """Return what speaks against a release."""
    home = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]["urls"]["Source"]
    changes = (ROOT / "CHANGELOG.md").read_text("utf-8")
    cut = re.search(rf"^## \[{re.escape(__version__)}\] - \d{{4}}-\d\d-\d\d$", changes, re.M)
    found = {
        f"the tag is '{tag}'; expected v{__version__}, as __init__.py has it": tag == f"v{__version__}",
        f"CHANGELOG.md has no '## [{__version__}] - YYYY-MM-DD'": cut is not None,
        f"the repository is '{repository}'; expected {home}, as [project.urls] has it": repository == home,
    }
    return [reason for reason, holds in found.items() if not holds]


if __name__ == "__main__":
    sys.exit("\n".join(reasons(os.environ.get("TAG", ""), os.environ.get("REPOSITORY", ""))) or 0)
