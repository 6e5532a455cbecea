"""What a text in a URL, a header or a form means by its schema."""

from __future__ import annotations

import json
import re
from typing import Any

from .reading import Judge, resolved

_NUMBER_OR_BOOLEAN = re.compile(r"true|false|-?\d+(\.\d+)?([eE][+-]?\d+)?")


def value_of(judge: Judge, schema: Any, texts: list[str]) -> Any:
    """Return the value that *texts* mean: a list where *schema* has one, else what the only text says."""
    items = branch(judge, schema, "array")
    if items is not None:
        return [value_of(judge, items.get("items", {}), [text]) for text in texts]

    assert len(texts) == 1, f"several times, and not a list: {texts}"
    [text] = texts
    meant = json.loads(text) if _NUMBER_OR_BOOLEAN.fullmatch(text) else text
    return text if judge.wrong(schema, text, writing=True) is None else meant


def branch(judge: Judge, schema: Any, kind: str) -> dict[str, Any] | None:
    """Return what of *schema* is of this type, references and choices followed, or None."""
    found_at = resolved(judge.document, schema)
    kinds = found_at.get("type", ())
    if kind == kinds or (kind in kinds and not isinstance(kinds, str)):
        return found_at
    if kind == "object" and "properties" in found_at:
        return found_at
    choices = (each for union in ("allOf", "anyOf", "oneOf") for each in found_at.get(union, ()))
    return next((found for each in choices if (found := branch(judge, each, kind)) is not None), None)
