"""Docstrings from the document's texts, which are strangers' words and must stay words."""

from __future__ import annotations

import re
import textwrap
import unicodedata
from collections.abc import Iterable, Mapping

WIDTH = 100

_ERRORS = {
    "400": "AtlasValidationError",
    "401": "AtlasAuthenticationError",
    "403": "AtlasAuthorizationError",
    "404": "AtlasNotFoundError",
    "409": "AtlasConflictError",
    "422": "AtlasValidationError",
    "429": "AtlasRateLimitError",
}


def docstring(
    summary: str,
    description: str = "",
    arguments: Mapping[str, str] | None = None,
    raises: Iterable[str] = (),
) -> list[str]:
    """Return the lines that go between the quotes of a docstring, escaped, the first one a sentence."""
    lines = textwrap.wrap(_sentence(summary), WIDTH)
    for paragraph in filter(None, (part.strip() for part in description.split("\n\n"))):
        lines += ["", *textwrap.wrap(paragraph, WIDTH)]

    told = [f"{name}: {_capitalised(text)}" for name, text in (arguments or {}).items() if text.strip()]
    for title, entries in (("Args", told), ("Raises", list(raises))):
        if entries:
            lines += ["", f"{title}:"]
            for entry in entries:
                lines += textwrap.wrap(entry, WIDTH, initial_indent="    ", subsequent_indent="        ")

    return [harmless(line) for line in lines]


def raises(responses: Mapping[str, str]) -> list[str]:
    """Return a line for each error that the documented error statuses become, from their descriptions."""
    found: dict[str, list[str]] = {}
    for status, description in sorted(responses.items()):
        error = "AtlasServerError" if status.startswith("5") else _ERRORS.get(status, "AtlasAPIError")
        found.setdefault(error, []).append(_reason(status, description))

    return [f"{error}: {'; '.join(reasons)}." for error, reasons in found.items()]


def _reason(status: str, description: str) -> str:
    # Up to the first pause: the same few descriptions come with every operation.
    text = re.split(r"[,.:;]\s|\.$", " ".join(description.split()))[0]
    return f"{status}, {text[:1].lower()}{text[1:]}" if text else status


def _capitalised(text: str) -> str:
    text = " ".join(text.split())
    return text[:1].upper() + text[1:]


def _sentence(text: str) -> str:
    text = " ".join(text.split())
    return text if text.endswith((".", "!", "?")) else f"{text}."


def harmless(line: str) -> str:
    """Return *line* so that it can't end the docstring, escape anything, or look like what it isn't."""
    visible = "".join(character for character in line if unicodedata.category(character)[0] != "C")
    return visible.replace("\\", "\\\\").replace('"""', '\\"\\"\\"').rstrip()
