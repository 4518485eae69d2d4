"""The audit: the site through the Nu HTML checker and Lighthouse, the schemas through yaml-language-server, all from npm.

`make audit` installs them into build/audit and needs node, Java and a Chromium; the tests need none of these.
"""

from __future__ import annotations

import gzip
import json
import os
import shutil
import subprocess
import sys
import threading
from collections.abc import Iterator
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from io import BytesIO
from pathlib import Path

from tests import language_server
from tests.browser import ensure

ROOT = Path(__file__).resolve().parent.parent
SITE = ROOT / "build" / "site"
TOOLS = ROOT / "build" / "audit"
# What the theme writes and the project cannot reach from an override: the switch of the colour scheme.
OF_THE_THEME = (
    "Attribute “autocomplete” is only allowed when the input type is",
    "Bad value “” for attribute “tabindex” on element “label”",
    "The value of the “for” attribute of the “label” element must be the ID of a non-hidden form control",
)
LEAST = {
    "desktop": {"performance": 95, "accessibility": 100, "best-practices": 100, "seo": 100},
    "mobile": {"performance": 90, "accessibility": 100, "best-practices": 100, "seo": 100},
}


class Host(SimpleHTTPRequestHandler):
    """Serves the site as hosts of static pages do: text is compressed."""

    def send_head(self) -> BytesIO:
        """Send the head of a file's answer and return its body."""
        path = Path(self.translate_path(self.path))
        path = path / "index.html" if path.is_dir() else path
        known = path.is_file()
        body = gzip.compress(path.read_bytes()) if known else b""
        self.send_response(200 if known else 404)
        self.send_header("Content-Type", self.guess_type(path.as_posix()))
        self.send_header("Content-Encoding", "gzip")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        return BytesIO(body)

    def log_message(self, *_: object) -> None:
        """Say nothing."""


def main() -> int:
    """Install the checkers, run them and print what they find; status 1 where something falls short."""
    if not (SITE / "index.html").is_file():
        sys.exit("there is no build/site; make site first")
    TOOLS.mkdir(exist_ok=True)
    for name in ("package.json", "package-lock.json"):
        shutil.copy(ROOT / "locks" / name, TOOLS)
    subprocess.run(["npm", "ci", "--ignore-scripts", "--silent", "--prefix", str(TOOLS)], check=True)
    server = TOOLS / "node_modules/.bin/yaml-language-server"
    faults = [*language_server.faults(server, ROOT), *markup_faults(), *lighthouse_faults()]
    for fault in faults:
        print(fault)
    print(f"{len(faults)} faults")
    return 1 if faults else 0


def markup_faults() -> Iterator[str]:
    """Yield each error of the Nu HTML checker that is not the theme's."""
    jar = TOOLS / "node_modules/vnu-jar/build/dist/vnu.jar"
    command = ["java", "-jar", str(jar), "--errors-only", "--format", "json", "--skip-non-html", str(SITE)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    messages = json.loads(done.stderr or done.stdout)["messages"]
    for message in messages:
        if not message["message"].startswith(OF_THE_THEME):
            page = message.get("url", "").partition("build/site/")[2]
            yield f"{page}:{message.get('lastLine', 1)}: {message['message']}"
    print(f"Nu HTML checker: {len(messages)} messages on {len(list(SITE.rglob('*.html')))} pages")


def lighthouse_faults() -> Iterator[str]:
    """Yield each score of home, the busiest entity and the longest article that is too low, and print them all."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(Host, directory=str(SITE)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    for form, least in LEAST.items():
        for page in pages():
            scores = lighthouse(f"http://127.0.0.1:{server.server_port}/{page}", form)
            print(f"{form:<8} {page or 'home':<40}", *(f"{name} {score}" for name, score in scores.items()))
            low = (f"{name} {scores[name]}, expected {score}" for name, score in least.items() if scores[name] < score)
            yield from (f"/{page} on {form}: {fault}" for fault in low)
    server.shutdown()


def pages() -> list[str]:
    """Return home, the entity with most statements and the article with most blocks."""
    kb = json.loads((SITE / "data/kb.json").read_text("utf-8"))
    entity = max(kb["entities"], key=lambda one: len(one["statements"]))
    article = max(kb["articles"], key=lambda one: len(one["blocks"]))
    return ["", entity["page"], f"articles/{article['id']}/"]


def lighthouse(url: str, form: str) -> dict[str, int]:
    """Return the scores of a page, 0 to 100."""
    command = [
        *(str(TOOLS / "node_modules/.bin/lighthouse"), url, "--quiet", "--output=json"),
        *("--chrome-flags=--headless=new --no-sandbox", f"--only-categories={','.join(LEAST[form])}"),
        *(["--preset=desktop"] if form == "desktop" else []),
    ]
    chrome = {**os.environ, "CHROME_PATH": ensure()}
    done = subprocess.run(command, capture_output=True, text=True, check=True, env=chrome)
    categories = json.loads(done.stdout)["categories"]
    return {name: round(100 * (categories[name]["score"] or 0)) for name in LEAST[form]}


if __name__ == "__main__":
    sys.exit(main())
