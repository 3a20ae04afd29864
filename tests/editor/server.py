"""A client of the Language Server Protocol, as small as the checks need it."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Sequence
from pathlib import Path
from typing import Any, Self


class LanguageServer:
    """A server that runs for one folder, with settings as an editor sends them."""

    def __init__(self, command: Sequence[str], folder: Path, settings: dict[str, Any]) -> None:
        self._process = subprocess.Popen(
            command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL
        )
        self._settings = settings
        self._number = 0
        self._found: dict[str, list[dict[str, Any]]] = {}
        folders = [{"uri": folder.as_uri(), "name": folder.name}]
        capabilities = {"workspace": {"configuration": True, "workspaceFolders": True}}
        self._ask("initialize", processId=None, rootUri=folder.as_uri(), workspaceFolders=folders,
                  capabilities=capabilities)  # fmt: skip
        self._tell("initialized")
        self._tell("workspace/didChangeConfiguration", settings=settings)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._process.kill()
        self._process.communicate()

    def open(self, path: Path, text: str) -> list[str]:
        """Open a document, and return what is underlined in it; each may be opened once."""
        uri = path.as_uri()
        document = {"uri": uri, "languageId": "yaml", "version": 1, "text": text}
        self._tell("textDocument/didOpen", textDocument=document)
        while uri not in self._found:
            self._read()
        return [f"{each['range']['start']['line'] + 1}: {each['message']}" for each in self._found[uri]]

    def completions(self, path: Path, line: int, column: int) -> dict[str, str]:
        """The words proposed at a place (from 0), each with what is said of it."""
        answer = self._ask("textDocument/completion", **_place(path, line, column)) or {"items": []}
        return {each["label"]: str(each.get("documentation", "")) for each in answer["items"]}

    def hover(self, path: Path, line: int, column: int) -> str:
        """What is said of a place (from 0)."""
        answer = self._ask("textDocument/hover", **_place(path, line, column))
        return str(answer["contents"]["value"]) if answer else ""

    def _tell(self, method: str, **params: Any) -> None:
        self._send({"method": method, "params": params})

    def _ask(self, method: str, **params: Any) -> Any:
        self._number += 1
        self._send({"id": self._number, "method": method, "params": params})
        while True:
            message = self._read()
            if message.get("id") == self._number and "method" not in message:
                return message.get("result")

    def _send(self, message: dict[str, Any]) -> None:
        assert self._process.stdin is not None
        body = json.dumps({"jsonrpc": "2.0", **message}).encode()
        self._process.stdin.write(b"Content-Length: %d\r\n\r\n%b" % (len(body), body))
        self._process.stdin.flush()

    def _read(self) -> dict[str, Any]:
        """The next message, after an answer to what it asks and a note of what it reports."""
        assert self._process.stdout is not None
        length = 0
        while (line := self._process.stdout.readline()).strip():
            name, _, value = line.partition(b":")
            length = int(value) if name.lower() == b"content-length" else length
        if not length:
            raise SystemExit("the language server has gone away")
        message: dict[str, Any] = json.loads(self._process.stdout.read(length))
        params = message.get("params", {})
        if message.get("method") == "workspace/configuration":
            asked = [self._settings.get(each["section"]) for each in params["items"]]
            self._send({"id": message["id"], "result": asked})
        elif "method" in message and "id" in message:
            self._send({"id": message["id"], "result": None})
        elif message.get("method") == "textDocument/publishDiagnostics":
            self._found[params["uri"]] = params["diagnostics"]
        return message


def _place(path: Path, line: int, column: int) -> dict[str, Any]:
    return {"textDocument": {"uri": path.as_uri()}, "position": {"line": line, "character": column}}
