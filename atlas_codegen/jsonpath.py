"""The part of JSONPath (RFC 9535) that overlays here need: names, wildcards, positions and one comparison."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from attrs import frozen

from .refusal import Refusal

_QUOTED = r"""'((?:[^'\\]|\\.)*)'|"((?:[^"\\]|\\.)*)\""""
_SEGMENT = re.compile(
    rf"\.(?P<name>[A-Za-z_]\w*)|(?P<all>\.\*|\[\*\])|\[(?P<number>\d+)\]|\[(?P<quoted>{_QUOTED})\]"
    rf"|\[\?\s*@\.(?P<key>[A-Za-z_]\w*)\s*==\s*(?P<wanted>{_QUOTED})\s*\]"
)


@frozen
class Node:
    """A thing in a document, and where it hangs."""

    parent: Any
    key: str | int | None
    value: Any


def nodes_at(document: Any, path: str) -> list[Node]:
    """
    Return what *path* selects, in the document's order.

    >>> [node.value for node in nodes_at({"a": [{"in": "x"}, {"in": "y"}]}, "$.a[?@.in == 'y'].in")]
    ['y']

    Raises:
        Refusal: *path* is no JSONPath, or one of a kind that is not understood here.
    """
    if not path.startswith("$"):
        raise Refusal(f"{path!r} is no JSONPath: it has to begin with $")

    found, position = [Node(None, None, document)], 1
    while position < len(path):
        segment = _SEGMENT.match(path, position)
        if segment is None:
            raise Refusal(f"{path!r}: {path[position:]!r} is no JSONPath that is understood here")

        found = [below for node in found for below in _selected(node.value, segment)]
        position = segment.end()

    return found


def _selected(value: Any, segment: re.Match[str]) -> Iterator[Node]:
    children = _children(value)
    if segment["all"]:
        yield from children
    elif segment["key"]:
        wanted = _unquoted(segment["wanted"])
        yield from (
            each
            for each in children
            if isinstance(each.value, dict) and each.value.get(segment["key"]) == wanted
        )
    else:
        name: str | int = segment["name"] or (
            int(segment["number"]) if segment["number"] else _unquoted(segment["quoted"])
        )
        yield from (each for each in children if each.key == name and type(each.key) is type(name))


def _children(value: Any) -> list[Node]:
    if isinstance(value, dict):
        return [Node(value, key, each) for key, each in value.items()]

    return [Node(value, number, each) for number, each in enumerate(value)] if isinstance(value, list) else []


def _unquoted(text: str) -> str:
    return re.sub(r"\\(.)", r"\1", text[1:-1])
