"""
The OpenAPI document that this sandbox answers for.
"""

from __future__ import annotations

import functools
import json
import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

_NAME = "control_plane.json"
_METHODS = ("get", "put", "post", "delete", "options", "head", "patch", "trace")


@dataclass(frozen=True)
class Operation:
    """
    One operation of the document: its `operationId`, method and path template.
    """

    id: str
    method: str
    path: str

    @functools.cached_property
    def _pattern(self) -> re.Pattern[str]:
        return re.compile(re.sub(r"\\\{[^/]+?\\\}", "[^/]+", re.escape(self.path)))

    def matches(self, path: str) -> bool:
        """Whether *path* is one of this operation's."""
        return self._pattern.fullmatch(path) is not None


@dataclass(frozen=True)
class Document:
    """
    The document as it is served, its version, and its operations, literal paths first.
    """

    text: bytes
    version: str
    operations: Sequence[Operation]

    def find(self, method: str, path: str) -> Operation | None:
        """Return the operation that answers *method* on *path*, or None."""
        return next((each for each in self._on(path) if each.method == method), None)

    def methods(self, path: str) -> list[str]:
        """Return the methods that *path* answers, sorted."""
        return sorted(each.method for each in self._on(path))

    def _on(self, path: str) -> list[Operation]:
        # `/tools/sync` is a path of its own, not a tool by that id, whatever the method.
        first = next((each.path for each in self.operations if each.matches(path)), None)
        return [each for each in self.operations if each.path == first]

    @functools.cached_property
    def ids(self) -> frozenset[str]:
        """Every operationId."""
        return frozenset(each.id for each in self.operations)


def parse_document(text: bytes) -> Document:
    """
    Return the document that *text* holds.
    """
    content: dict[str, Any] = json.loads(text)
    operations = [
        Operation(item[method]["operationId"], method.upper(), path)
        for path, item in content["paths"].items()
        for method in _METHODS
        if method in item
    ]
    # A literal path wins over a template that would match it too.
    operations.sort(key=lambda each: (each.path.count("{"), each.path, each.method))
    return Document(text, content["info"]["version"], tuple(operations))


@functools.cache
def load_document() -> Document:
    """
    Return the document that was packaged with the sandbox or, in a checkout, the one in `openapi/`.

    Raises:
        FileNotFoundError: neither is there.
    """
    here = Path(__file__).resolve()
    places = [here.with_name(_NAME), here.parents[2] / "openapi" / _NAME]
    for place in places:
        if place.is_file():
            return parse_document(place.read_bytes())
    raise FileNotFoundError(f"{_NAME} is neither packaged with the sandbox nor in openapi/")
