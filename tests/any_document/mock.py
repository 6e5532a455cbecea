"""A server without a socket that answers any document, and takes nothing that the document does not have."""

from __future__ import annotations

import json
import re
from collections import deque
from typing import Any, Final
from urllib.parse import unquote

import httpx
from attrs import frozen

from .checking import check
from .reading import Document, Judge, Operation, operations, resolved, success
from .sample import sample

SAMPLED: Final = object()
BYTES = b"\x00bytes\xff"


@frozen
class _Order:
    status: int
    answer: Any


class MockService(httpx.BaseTransport, httpx.AsyncBaseTransport):
    """
    The transport of a client: holds each request against the document, and answers a sample.

    A request that the document does not have is an AssertionError of one line that says what is wrong with it:
    its path or method, a parameter, its credentials, the type of its body or what is in it.  The answer has the
    first status that means success, and is JSON, text or bytes as the document says.

    Args:
        prefix: what comes before the paths of the document.
        sparse: answer only the members that must be there.

    Attributes:
        asked: the operations that were asked, by operationId, or as "METHOD /path" of the document.
        requests: the same, as they came.
        answered: the last answer: what its JSON was made of, its text, its bytes, or None.
    """

    def __init__(self, document: Document, *, prefix: str = "", sparse: bool = False) -> None:
        self._document, self._prefix, self.sparse = document, prefix, sparse
        self._judge = Judge(document)
        # Literal paths come before templates that would fit as well.
        self._operations = sorted(operations(document), key=lambda each: each.path.count("{"))
        self._orders: deque[_Order] = deque()
        self.asked: list[str] = []
        self.requests: list[httpx.Request] = []
        self.answered: Any = None

    def order(self, status: int, answer: Any = SAMPLED) -> None:
        """Answer a coming request like this: bytes as they are, anything else as JSON; by default a sample."""
        self._orders.append(_Order(status, answer))

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        assert isinstance(request.stream, httpx.SyncByteStream)
        return self._answer(request, b"".join(request.stream))

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        assert isinstance(request.stream, httpx.AsyncByteStream)
        return self._answer(request, b"".join([chunk async for chunk in request.stream]))

    def _answer(self, request: httpx.Request, body: bytes) -> httpx.Response:
        operation, path = self._operation(request)
        self.asked.append(operation.name)
        self.requests.append(request)
        check(self._judge, operation, path, request, body)
        if not self._orders:
            status, response = success(self._document, operation)
            return self._sampled(request, status, response)

        order = self._orders.popleft()
        if order.answer is SAMPLED:
            return self._sampled(request, order.status, self._response_of(operation, order.status))

        self.answered = order.answer
        if isinstance(order.answer, bytes):
            return httpx.Response(order.status, content=order.answer)
        return httpx.Response(order.status, json=order.answer)

    def _operation(self, request: httpx.Request) -> tuple[Operation, dict[str, str]]:
        """Return the operation that is meant, and the values of the parameters in its path."""
        path = request.url.raw_path.decode().partition("?")[0]
        assert path.startswith(self._prefix), f"{request.method} {path}: not below {self._prefix}"
        path = path.removeprefix(self._prefix)
        methods = []
        for operation in self._operations:
            values = in_path(operation.path, path)
            if values is not None:
                methods.append(operation.method)
                if operation.method == request.method:
                    return operation, values
        other = f", only {', '.join(methods)}" if methods else ""
        raise AssertionError(f"{request.method} {path}: the document has no such operation{other}")

    def _response_of(self, operation: Operation, status: int) -> dict[str, Any]:
        answers = {str(key).upper(): value for key, value in operation.content["responses"].items()}
        name = next((key for key in (str(status), f"{status // 100}XX", "DEFAULT") if key in answers), None)
        assert name is not None, f"{operation.name}: the document has no answer {status}"
        return resolved(self._document, answers[name])

    def _sampled(self, request: httpx.Request, status: int, response: dict[str, Any]) -> httpx.Response:
        headers = {}
        for name, header in response.get("headers", {}).items():
            schema = resolved(self._document, header).get("schema", {})
            headers[name] = str(sample(self._document, schema, writing=False))

        self.answered, content = None, response.get("content", {})
        if not content or request.method == "HEAD":
            return httpx.Response(status, headers=headers)

        kind = next((kind for kind in content if is_json(kind)), next(iter(content)))
        value = sample(self._document, content[kind].get("schema", {}), writing=False, sparse=self.sparse)
        if is_json(kind):
            self.answered, written = value, json.dumps(value).encode()
        elif kind.startswith("text/"):
            # Text, whatever it is text of.
            self.answered = value if isinstance(value, str) else json.dumps(value)
            written = self.answered.encode()
        else:
            self.answered = written = BYTES
        return httpx.Response(status, headers={**headers, "content-type": kind}, content=written)


def in_path(template: str, path: str) -> dict[str, str] | None:
    """Return the values that the parameters of *template* have in *path*, or None where it is another one."""
    names = re.findall(r"\{(.+?)\}", template)
    pattern = re.sub(r"\\\{.+?\\\}", "([^/]+)", re.escape(template))
    match = re.fullmatch(pattern, path)
    return None if match is None else dict(zip(names, map(unquote, match.groups()), strict=True))


def is_json(kind: str) -> bool:
    """Return whether a content type is JSON: `application/json`, `application/problem+json`."""
    essence = kind.partition(";")[0].strip().lower()
    return essence == "application/json" or essence.endswith("+json")
