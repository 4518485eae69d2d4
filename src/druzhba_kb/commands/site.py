"""The commands that make the site, and what leaves it: `build`, `serve`, `clean`, `packet`.

They call the pipeline and say how it ended; a build that fails must leave the last site, and end with status 1.
"""

from __future__ import annotations

import sys
from argparse import ArgumentParser, ArgumentTypeError, Namespace
from contextlib import suppress
from dataclasses import replace
from functools import partial
from pathlib import Path

from druzhba_kb.commands import Commands, add_command, add_format, finish
from druzhba_kb.pipeline import EDITIONS, PUBLIC, RENDERERS, build, clean, verify
from druzhba_kb.report import Report
from druzhba_kb.reporter import GOOD, conclude, stream


def add_build(commands: Commands) -> None:
    """Add `build`."""
    examples = ("druzhba-kb build", "druzhba-kb build --edition offline")
    parser = add_command(commands, "build", "check the content and render the site into build/site", _build, examples)
    add_format(parser)
    _add_trust(parser)
    text = (
        "public, if not given; offline: a folder build/offline that is read from a disk, without a server; "
        "private: build/private with the withheld texts, for the desk only"
    )
    parser.add_argument("--edition", choices=EDITIONS, default="public", help=text)
    text = "the program that lays the pages out, mkdocs if not given; each other one is to be installed beside it"
    parser.add_argument("--renderer", choices=RENDERERS, default=PUBLIC.renderer, help=text)
    text = "render every page anew, though nothing of it has changed"
    parser.add_argument("--no-cache", action="store_true", help=text)
    parser.add_argument("--site-url", metavar="URL", help="where it will be served, if not where mkdocs.yml says")
    text = "the sitemap.xml of the last site; none of its addresses may be lost"
    parser.add_argument("--published", metavar="SITEMAP", type=Path, help=text)
    text = "build nothing: read the finished site again, and name each file that is not as it was built"
    parser.add_argument("--verify", action="store_true", help=text)


def _add_trust(parser: ArgumentParser) -> None:
    text = "let mkdocs.yml name hooks, plugins, extensions and variables, which run as programs; only for one that you trust"
    parser.add_argument("--trust-settings", action="store_true", help=text)


def _build(options: Namespace, root: Path, report: Report) -> int:
    edition = EDITIONS[options.edition]
    url = {"site_url": options.site_url.rstrip("/") + "/"} if options.site_url else {}
    settings = {**edition.settings, **url}
    edition = replace(edition, settings=settings, sitemap=options.published, cached=not options.no_cache)
    edition = replace(edition, trusted=options.trust_settings, renderer=options.renderer)
    if options.verify:
        verify(root, report, _progress, edition)
        state = "as it was built"
    else:
        changed = build(root, report, _progress, edition)
        state = "ready" if changed else "up to date: nothing has changed"
    status = conclude(report, root, options.format)
    if status == GOOD:
        print(f"build/{edition.site} is {state}", file=stream(options.format))
    return status


def _progress(step: str) -> None:
    print(f"{step} …", file=sys.stderr, flush=True)


def add_serve(commands: Commands) -> None:
    """Add `serve`."""
    examples = ("druzhba-kb serve", "druzhba-kb serve --port 8080", "druzhba-kb serve --language ru")
    parser = add_command(
        commands, "serve", "show a preview, drafts included, that follows every edit", _serve, examples
    )
    parser.add_argument("--port", type=_port, default=8000, help="of 127.0.0.1, 8000 if not given; 0 takes a free one")
    text = "the language of translations/LANGUAGE.po; that of the base, if not given"
    parser.add_argument("--language", metavar="LANGUAGE", default="", help=text)
    _add_trust(parser)


def _port(text: str) -> int:
    if text.isascii() and text.isdigit() and int(text) < 2**16:
        return int(text)
    raise ArgumentTypeError(f"'{text}' is no port; expected a number from 0 to 65535")


def _serve(options: Namespace, root: Path, _report: Report) -> int:
    from druzhba_kb.pipeline.serving import serve

    with suppress(KeyboardInterrupt):
        done = partial(_conclude_build, root)
        serve(root, options.port, _progress, done, options.trust_settings, options.language)
    print("druzhba-kb: stopped; the last good preview stays in build/", file=sys.stderr)
    return GOOD


def _conclude_build(root: Path, report: Report, state: str) -> None:
    conclude(report, root)
    if state:
        print(f"{state}; Ctrl-C stops it", flush=True)


def add_clean(commands: Commands) -> None:
    """Add `clean`."""
    examples = ("druzhba-kb clean", "druzhba-kb clean && druzhba-kb build")
    add_command(commands, "clean", "delete what builds have made and kept; the next one begins anew", _clean, examples)


def _clean(_options: Namespace, root: Path, report: Report) -> int:
    return finish("build is deleted" if clean(root, report) else "", report, root)


def add_packet(commands: Commands) -> None:
    """Add `packet`."""
    summary = (
        "write the statements, quotations, seals and roots of a record into one file that anybody can check offline"
    )
    examples = ("druzhba-kb packet gull-point", "druzhba-kb packet gull-point#contest-relit --to ~/Desktop")
    more = ", as a page and as data, with the program that checks both; the digests are printed"
    parser = add_command(commands, "packet", summary, _packet, examples, more)
    text = "the id of an entity, a disagreement or an article, or its address on the site"
    parser.add_argument("record", metavar="RECORD", help=text)
    text = "where the files are written, build/packets if not given"
    parser.add_argument("--to", metavar="FOLDER", type=Path, help=text)
    parser.add_argument("--force", action="store_true", help="overwrite files that are no packet of this record too")


def _packet(options: Namespace, root: Path, report: Report) -> int:
    from druzhba_kb.pipeline.packing import FOLDER, pack

    digests = pack(root, options.record, options.to or root / FOLDER, options.force, report)
    return finish(digests.rstrip(), report, root)
