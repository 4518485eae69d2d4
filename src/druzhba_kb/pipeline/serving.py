"""Serving: a project folder in, its preview on this machine out, made anew after every change, until somebody stops it.

The process stays from one build to the next, so that an edit shows in the browser at once. A build that fails leaves the last
good pages, with its errors shown over them. It must never be reached from another machine: the preview shows drafts.
"""

from __future__ import annotations

import signal
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from druzhba_kb.editing.asking import UsageError
from druzhba_kb.layout import TRANSLATIONS
from druzhba_kb.pipeline.building import Progress, build, index_preview
from druzhba_kb.pipeline.fingerprint import INPUTS
from druzhba_kb.pipeline.settings import PREVIEW
from druzhba_kb.publishing.preview import changes, listen, serving
from druzhba_kb.report import Report
from druzhba_kb.reporter import formatted
from druzhba_kb.theme import SHIPPED

Concluded = Callable[[Report, str], None]


def serve(
    root: Path, port: int, progress: Progress, concluded: Concluded, trusted: bool = False, code: str = ""
) -> None:
    """Serve the preview of a project, in the language of a translation if it is given by its `code`.

    `concluded` hears after each build what was found, and how the preview is now.
    """
    if code and not (root / TRANSLATIONS / f"{code}.po").is_file():
        raise UsageError(f"there is no {TRANSLATIONS}/{code}.po; 'druzhba-kb translate {code}' begins it")
    edition = replace(PREVIEW.translated(code) if code else PREVIEW, trusted=trusted)
    try:
        server = listen(root / "build" / edition.site, port)
    except OSError as error:
        message = f"port {port} cannot be used: {error.strerror}; name another with --port"
        raise UsageError(message) from error
    with serving(server) as address:
        for stop in (signal.SIGINT, signal.SIGTERM):
            signal.signal(stop, server.stop)
        for _ in changes([*(root / name for name in INPUTS), SHIPPED], server):  # the theme too, for who works on it
            report, late = Report(), Report()
            changed = build(root, report, progress, edition)
            errors = [finding for finding in report.in_order() if finding.level == "error"]
            server.show(formatted(errors, root, "text", plain=True))
            failed = "shows the last good pages until the errors are mended"
            concluded(report, f"{address} {failed if changed is None else 'is ready, drafts included'}")
            if changed is not None:  # the search may come seconds later, an edit must not
                index_preview(root, late, progress, edition)
                concluded(late, "")
