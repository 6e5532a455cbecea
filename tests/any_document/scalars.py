"""Texts and numbers that a schema allows."""

from __future__ import annotations

import math
from importlib import import_module
from typing import Any

_TEXTS = {
    "uuid": "3f2504e0-4f89-41d3-9a0c-0305e82c3301",
    "date": "2026-03-01",
    # As `datetime.isoformat` writes it, so that it comes back as the same text.
    "date-time": "2026-03-01T10:20:30+00:00",
    "time": "10:20:30",
    "duration": "P1DT2H",
    "uri": "https://example.test/a",
    "url": "https://example.test/a",
    "email": "someone@example.test",
    "byte": "aGVsbG8=",
    "binary": "bytes",
    "decimal": "12.50",
    "ipv4": "192.0.2.1",
}
# What 3.1 says instead of the `format` of 3.0.
_FORMATS = {"base64": "byte", "application/octet-stream": "binary"}


def text(schema: dict[str, Any]) -> str:
    """Return a text of the format, the pattern or the length that *schema* wants."""
    if "pattern" in schema:
        return _matching(import_module("re._parser").parse(schema["pattern"]))
    coded = schema.get("contentEncoding") or schema.get("contentMediaType") or ""
    kind = schema.get("format") or _FORMATS.get(coded, "")
    found = _TEXTS.get(kind, "text")
    return found.ljust(schema.get("minLength", 0), "x")[: schema.get("maxLength")]


def _matching(parsed: Any) -> str:
    """Return the shortest text that a simple pattern matches, out of the first of each choice."""
    said = ""
    for kind, what in parsed:
        match str(kind):
            case "LITERAL":
                said += chr(what)
            case "IN":
                said += _matching(what[:1])
            case "RANGE":
                said += chr(what[0])
            case "CATEGORY":
                said += "1" if "DIGIT" in str(what) else "a" if "WORD" in str(what) else " "
            case "ANY":
                said += "a"
            case "MAX_REPEAT" | "MIN_REPEAT":
                said += _matching(what[2]) * (what[0] or min(1, what[1]))
            case "SUBPATTERN":
                said += _matching(what[3])
            case "BRANCH":
                said += _matching(what[1][0])
            case "AT":
                pass
            case other:
                raise NotImplementedError(f"a pattern with {other}")
    return said


def number(schema: dict[str, Any], *, whole: bool) -> int | float:
    """Return a number within the limits of *schema*."""
    low, high = schema.get("minimum", -math.inf), schema.get("maximum", math.inf)
    step = schema.get("multipleOf", 1 if whole else 0.5)
    above, below = schema.get("exclusiveMinimum", False), schema.get("exclusiveMaximum", False)
    if above is not False:
        low = (low if above is True else above) + step
    if below is not False:
        high = (high if below is True else below) - step
    value = min(max(3 if whole else 1.5, low), high)
    steps = math.ceil(value / step) if value == low else math.floor(value / step)
    return int(steps * step) if whole else round(steps * step, 9)
