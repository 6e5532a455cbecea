"""The Control Plane of one day: the sandbox's answers, with everything in them that a later document has."""

from __future__ import annotations

import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import httpx
from attrs import define, field, frozen

from atlas_codegen.document import Document, json_schema, resolve
from atlas_resilient.sandbox import Sandbox
from tests.contract import operation_for
from tests.future.changes import ANSWERED, POINTER
from tests.generating import operation

MARK = {"told": [1, None, {"by": "a newer server"}]}


@frozen
class Asked:
    """A request, as it came in."""

    operation: str
    query: str
    body: Any


@define
class FutureServer:
    """A server of *document* in front of *box*: what it was asked, what it answered, and which enums were new."""

    box: Sandbox
    document: Document
    url: str = ""
    asked: list[Asked] = field(factory=list)
    answers: list[Any] = field(factory=list)
    renewed: set[str] = field(factory=set)

    def answer(self, method: str, target: str, answer: httpx.Response) -> bytes:
        """Return the body of the sandbox's *answer*, renewed by the document."""
        known = operation_for(method, target)
        if known is None or not answer.content:
            return answer.content

        stated = operation(self.document, known.id)["responses"][str(answer.status_code)]
        schema = json_schema(self.document, resolve(self.document, stated))
        content = self._renewed(schema, answer.json())
        self.answers.append(content)
        return json.dumps(content).encode()

    def _renewed(self, schema: Any, value: Any) -> Any:
        name, schema = str(schema.get("$ref", "")).rpartition("/")[2], resolve(self.document, schema)
        choices = [each for each in schema.get("anyOf", []) if each.get("type") != "null"]
        if value is None or choices:
            return None if value is None else self._renewed(choices[0], value)

        if "enum" in schema:
            if value in schema.get("x-atlas-terminal", []):
                return value

            self.renewed.add(name)
            return schema["enum"][-1]

        if isinstance(value, list):
            first = [{"pointer": "/someday"}] if POINTER in json.dumps(schema["items"]) else []
            return [*first, *(self._renewed(schema["items"], each) for each in value)]

        properties = schema.get("properties", {})
        if not isinstance(value, dict) or not properties:
            return value

        known = {name: self._renewed(properties.get(name, {}), each) for name, each in value.items()}
        return known | ({ANSWERED: MARK} if ANSWERED in properties else {})


@contextmanager
def serving(box: Sandbox, document: Document) -> Iterator[FutureServer]:
    """Serve *document* on a free port of this machine until the block ends."""
    future = FutureServer(box, document)
    with httpx.Client(base_url=box.url) as today:
        server = ThreadingHTTPServer(("127.0.0.1", 0), _handler(future, today))
        future.url = f"http://127.0.0.1:{server.server_port}"
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()
        try:
            yield future
        finally:
            server.shutdown()
            thread.join()
            # Not server_close(): it waits for connections that their clients have still open.
            server.socket.close()


def _handler(future: FutureServer, today: httpx.Client) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"
        disable_nagle_algorithm = True

        def handle_any(self) -> None:
            content = self.rfile.read(int(self.headers.get("Content-Length", 0)))
            known, query = operation_for(self.command, self.path), self.path.partition("?")[2]
            body = json.loads(content) if content else None
            future.asked.append(Asked(known.id if known else "", query, body))
            # The sandbox is asked for what can be read and changed.
            headers = {**dict(self.headers), "Accept-Encoding": "identity"}
            answer = today.request(self.command, self.path, headers=headers, content=content)
            fresh = future.answer(self.command, self.path, answer)
            self.send_response(answer.status_code)
            for name, value in answer.headers.items():
                if name not in ("content-length", "connection", "date", "server"):
                    self.send_header(name, value)
            if answer.status_code != 204:
                self.send_header("Content-Length", str(len(fresh)))
            self.end_headers()
            self.wfile.write(fresh)

        def log_request(self, *told: Any) -> None:
            pass

    for method in ("GET", "POST", "PATCH", "PUT", "DELETE"):
        setattr(Handler, f"do_{method}", Handler.handle_any)

    return Handler
