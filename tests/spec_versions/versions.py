"""
Ten versions of what the service publishes, from harmless to cruel, each made from the last one that was taken.

One comes twice: refused because of our overlay, and taken once that has followed.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from typing import Any

from attrs import field, frozen

from atlas_codegen.document import Document
from tests.spec_pull.trees import operation, schema

Change = Callable[[Document], Any]


@frozen
class Version:
    """
    What is published, and what has to come of it.

    *refused* is what the line says; *rules* are those of the changes, by level, of a version that is taken.
    *tells* is a sentence among them.
    """

    name: str
    change: Change
    refused: str = ""
    rules: Sequence[tuple[str, str]] = ()
    tells: str = ""
    spoil: Callable[[bytes], bytes] = field(default=lambda content: content)
    overlay: tuple[str, str] = ("", "")


def other_words(document: Document) -> None:
    """Say the same otherwise, in another order."""
    document["info"]["description"] = "Administers tools."
    operation(document, "get_tool")["summary"] = "Read a tool"
    document["components"] = dict(reversed(document["components"].items()))


def optional_parameter(document: Document) -> None:
    """Let `list_tools` filter."""
    source = {"in": "query", "name": "source", "description": "Where from.", "schema": {"type": "string"}}
    operation(document, "list_tools")["parameters"].append(source)


def enum_value(document: Document) -> None:
    """Know another level of risk."""
    schema(document, "RiskLevel")["enum"].append("critical")


def nullable_answer(document: Document) -> None:
    """Answer no name where there is none."""
    name = schema(document, "ToolRead")["properties"]["name"]
    name["anyOf"] = [{"type": name.pop("type")}, {"type": "null"}]


def renamed(document: Document) -> None:
    """Call the list otherwise."""
    operation(document, "list_tools")["operationId"] = "search_tools_api_v1_tools__get"


def required_field(document: Document) -> None:
    """Want to know of each tool who owns it."""
    create = schema(document, "ToolCreate")
    create["properties"]["owner"] = {"type": "string", "title": "Owner", "description": "Who answers for it."}
    create["required"].append("owner")


def colliding(document: Document) -> None:
    """Have two values that are the same name in Python."""
    schema(document, "RiskLevel")["enum"] += ["very_high", "very-high"]


def twice(document: Document) -> None:
    """Call two operations the same, as a copied route does."""
    operation(document, "get_tool")["operationId"] = "delete_tool"


def elsewhere(document: Document) -> None:
    """Keep a schema in another file."""
    schema(document, "ToolRead")["properties"]["risk_level"] = {"$ref": "risks.json#/RiskLevel"}


def nothing(document: Document) -> None:
    """Publish the same."""


FINE, RISKY, BREAKING = "fine", "risky", "breaking"
VERSIONS = [
    Version("other words", other_words),
    Version(
        "an optional parameter",
        optional_parameter,
        rules=[(FINE, "new-optional-request-parameter")],
        tells="`ControlPlane.list_tools` now takes `source`",
    ),
    Version(
        "another enum value",
        enum_value,
        rules=[(FINE, "enum-member-added"), (FINE, "request-property-enum-value-added")],
        tells='`RiskLevel` now takes "critical"',
    ),
    Version(
        "a null in an answer",
        nullable_answer,
        rules=[(BREAKING, "response-property-became-nullable")],
        tells="`ToolRead.name` may now be None",
    ),
    Version(
        "a renamed operation", renamed, refused="create_tool: its natural key names list_tools, which is no"
    ),
    Version(
        "a renamed operation, and the overlay adapted",
        renamed,
        rules=[(BREAKING, "api-operation-id-removed"), (RISKY, "natural-key-list-changed")],
        tells="`ControlPlane.list_tools` is now called `search_tools`",
        overlay=('"list_tools"', '"search_tools"'),
    ),
    Version(
        "another required field",
        required_field,
        rules=[(BREAKING, "new-required-request-property")],
        tells="`ToolCreate` now requires `owner`",
    ),
    Version("colliding enum members", colliding, refused="2 values would be the member VERY_HIGH"),
    Version("an operationId twice", twice, refused="Operation ID 'delete_tool' .* is not unique"),
    Version(
        "a schema in another file",
        elsewhere,
        refused="refers to another document at .*: risks.json#/RiskLevel",
    ),
    Version("a cut file", nothing, refused="is not JSON: ", spoil=lambda text: text[:-99]),
]


def published(document: Document, version: Version) -> bytes:
    """Return what the service sends after *document* has become *version*."""
    version.change(document)
    return version.spoil(json.dumps(document).encode())
