"""yaml-language-server over its protocol: what an editor who writes an entity file is offered and told."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import yaml

CURSOR = "‸"


class Server:
    """One conversation with the language server about files of a project."""

    def __init__(self, program: Path, root: Path) -> None:
        self.root = root
        self.process = subprocess.Popen([program, "--stdio"], stdin=subprocess.PIPE, stdout=subprocess.PIPE)
        self.number = 0
        self.diagnostics: dict[str, list[dict[str, Any]]] = {}
        self.ask("initialize", {"processId": None, "rootUri": root.as_uri(), "capabilities": {}})
        self.notify("initialized", {})
        settings = {"yaml": {"validate": True, "completion": True, "hover": True}}
        self.notify("workspace/didChangeConfiguration", {"settings": settings})

    def close(self) -> None:
        """End the conversation."""
        self.process.kill()
        self.process.wait()

    def notify(self, method: str, params: object) -> None:
        """Send a notification."""
        self._send({"method": method, "params": params})

    def ask(self, method: str, params: object) -> Any:
        """Send a request and return its result; requests of the server are answered with nothing."""
        self.number += 1
        self._send({"id": self.number, "method": method, "params": params})
        return next(message["result"] for message in self._messages() if self._answers(message, self.number))

    def open(self, file: str, text: str) -> str:
        """Open a file with a text and return its address."""
        uri = (self.root / file).as_uri()
        document = {"uri": uri, "languageId": "yaml", "version": 1, "text": text}
        self.notify("textDocument/didOpen", {"textDocument": document})
        return uri

    def offered(self, file: str, text: str) -> list[str]:
        """Return what is offered at the cursor."""
        return [item["label"] for item in self._at_cursor("textDocument/completion", file, text)["items"]]

    def hovered(self, file: str, text: str) -> str:
        """Return what is shown about what stands at the cursor."""
        return str(self._at_cursor("textDocument/hover", file, text)["contents"])

    def problems(self, file: str, text: str) -> list[tuple[int, str]]:
        """Return the faults of a text: the line from 0, and the message."""
        uri = self.open(file, text)
        for _ in self._messages():
            if uri in self.diagnostics:
                return [(one["range"]["start"]["line"], one["message"]) for one in self.diagnostics[uri]]
        return []

    def _at_cursor(self, method: str, file: str, text: str) -> Any:
        before, after = text.split(CURSOR)
        uri = self.open(file, before + after)
        position = {"line": before.count("\n"), "character": len(before.rpartition("\n")[2])}
        return self.ask(method, {"textDocument": {"uri": uri}, "position": position})

    def _answers(self, message: dict[str, Any], number: int) -> bool:
        return message.get("id") == number and "method" not in message

    def _send(self, message: dict[str, object]) -> None:
        body = json.dumps({"jsonrpc": "2.0", **message}).encode()
        assert self.process.stdin
        self.process.stdin.write(b"Content-Length: %d\r\n\r\n%b" % (len(body), body))
        self.process.stdin.flush()

    def _messages(self) -> Iterator[dict[str, Any]]:
        assert self.process.stdout
        while head := self.process.stdout.readline():
            self.process.stdout.readline()
            message = json.loads(self.process.stdout.read(int(head.split(b":")[1])))
            if message.get("method") == "textDocument/publishDiagnostics":
                self.diagnostics[message["params"]["uri"]] = message["params"]["diagnostics"]
            elif "method" in message and "id" in message:
                self._send({"id": message["id"], "result": None})
            yield message


def faults(program: Path, root: Path) -> Iterator[str]:
    """Yield what the server should say of a new entity of each kind, by the schemas that the project has, and does not."""
    kb = json.loads((root / "build/site/data/kb.json").read_text("utf-8"))
    server = Server(program, root)
    try:
        for schema in sorted((root / "build/schemas").glob("*.json")):
            kind = root / "entities" / schema.stem / "_kind.yml"
            if kind.is_file():
                yield from _faults_of(server, schema.stem, yaml.safe_load(kind.read_text("utf-8"))["attributes"], kb)
    finally:
        server.close()


def _faults_of(server: Server, kind: str, attributes: dict[str, Any], kb: dict[str, Any]) -> Iterator[str]:
    head = f"# yaml-language-server: $schema=../../build/schemas/{kind}.json\nname: New\nstatements:\n"
    file = f"entities/{kind}/a-new-one-{{}}.yml"
    sources = server.offered(file.format(1), f"{head}  - source: {CURSOR}\n")
    if missing := {article["id"] for article in kb["articles"]} - set(sources):
        yield f"{kind}: after 'source: ' these are not offered: {sorted(missing)}"
    references = {name: set(one["to"]) for name, one in attributes.items() if one["type"] == "ref"}
    for name, kinds in references.items():
        ids = {entity["id"] for entity in kb["entities"] if entity["kind"] in kinds}
        if missing := ids - set(server.offered(file.format(name), f"{head}  - {name}: {CURSOR}\n")):
            yield f"{kind}: after '{name}: ' these are not offered: {sorted(missing)}"
    keys = server.offered(file.format(2), f"{head}  - {CURSOR}\n")
    if missing := {"source", "quote", "said_by", *attributes} - set(keys):
        yield f"{kind}: in a statement these are not offered: {sorted(missing)}"
    if not server.hovered(file.format(3), f"{head}  - qu{CURSOR}ote: a few words\n"):
        yield f"{kind}: nothing is shown about 'quote'"
    problems = server.problems(file.format(4), f"{head}  - sorce: none\n    quote: a few words\n")
    if not any(line == 3 and "sorce" in message for line, message in problems):
        yield f"{kind}: 'sorce' is not reported as unknown: {problems}"
    offered = f"{len(keys)} keys, {len(sources)} articles and the ids of {len(references)} attributes offered"
    print(f"language server: {kind}: {offered}, {len(problems)} faults reported")
