"""Find a Chromium or Chrome for the tests, or fetch Playwright's; run as a script it prints where it is."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome")


def find() -> str | None:
    """Return the browser that CHROME names, else one on the PATH, else Playwright's own, else None."""
    named = os.environ.get("CHROME")
    if named:
        return named
    on_path = (shutil.which(name) for name in NAMES)
    return next((path for path in on_path if path), None) or _playwrights_own()


def ensure() -> str:
    """Return a browser, Playwright's own where there was none; a machine without one is a failure."""
    found = find()
    if found is None:
        command = [sys.executable, "-m", "playwright", "install", "chromium"]
        print("+", *command, file=sys.stderr)
        subprocess.run(command, check=False)
        found = find()
    if found is None or not shutil.which(found):
        sys.exit(
            f"no browser at '{found or 'any known name'}'; expected Chromium or Chrome on the PATH (on Debian the package "
            "chromium), or its path in CHROME"
        )
    return found


def is_root() -> bool:
    """Return whether this process is root's; Chromium's sandbox does not start then."""
    return hasattr(os, "geteuid") and os.geteuid() == 0


def _playwrights_own() -> str | None:
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        path = Path(playwright.chromium.executable_path)
    return str(path) if path.is_file() else None


if __name__ == "__main__":
    print(ensure())
