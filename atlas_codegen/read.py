"""A document as somebody publishes it, JSON or YAML, from an address or a file."""

from __future__ import annotations

import json
from codecs import BOM_UTF8
from collections.abc import Iterator, Mapping
from io import StringIO
from itertools import count
from typing import Any

from ruamel.yaml import YAML
from ruamel.yaml.error import YAMLError

from .document import Document, is_example, walk, without_doubles
from .refusal import Refusal

LIMIT = 1_000_000  # values in a YAML document, where a few lines can refer to each other over and over


def parsed(content: bytes, name: str, *, yaml: bool = False) -> Document:
    """
    Return the document in *content*, JSON, or *yaml* where it is none.

    Raises:
        Refusal: it can't be read, is no OpenAPI 3.0 or 3.1, or refers to other documents.
    """
    try:
        document: Document = json.loads(content.decode("utf-8-sig"), object_pairs_hook=without_doubles)
    except (ValueError, RecursionError) as error:
        if not yaml or content.removeprefix(BOM_UTF8).lstrip()[:1] == b"{":
            raise Refusal(f"{name} is not JSON: {error}") from error

        document = _from_yaml(content, name)

    version = document.get("openapi") if isinstance(document, dict) else None
    if not str(version).startswith(("3.0.", "3.1.")) or not isinstance(document.get("paths"), dict):
        raise Refusal(f"{name} is not OpenAPI 3.0 or 3.1, but says openapi: {version!r}")

    for where, thing in walk(document):
        reference = thing.get("$ref")
        if isinstance(reference, str) and not is_example(where) and not reference.startswith("#/"):
            raise Refusal(f"{name} refers to another document at {where}: {reference}")

    return document


def _from_yaml(content: bytes, name: str) -> Any:
    try:
        return _as_json(YAML(typ="safe", pure=True).load(StringIO(content.decode("utf-8-sig"))), count(1))
    except (YAMLError, ValueError, RecursionError) as error:
        raise Refusal(f"{name} is neither JSON nor YAML: {' '.join(str(error).split())[:300]}") from error


def _as_json(thing: Any, counted: Iterator[int]) -> Any:
    """Return what YAML gave as JSON has it: statuses and dates are text there, and nothing is the same as another."""
    if next(counted) > LIMIT:
        raise ValueError(f"it unfolds to more than {LIMIT} values")

    if isinstance(thing, Mapping):
        return without_doubles([(str(key), _as_json(value, counted)) for key, value in thing.items()])
    if isinstance(thing, list):
        return [_as_json(each, counted) for each in thing]

    return thing if thing is None or isinstance(thing, str | bool | int | float) else str(thing)
