"""The document as it may be one day: everything that a service may add without asking its clients."""

from __future__ import annotations

import json
import re
from typing import Any

from atlas_codegen.document import Document, operations_of
from tests.generating import operation

# Names that nothing of today has.
ANSWERED, SENT, ASKED, POINTER = "since_someday", "if_someday", "as_of", "Pointer"
VALUE = "someday"


def new_enum_values(document: Document) -> None:
    """Know another value of each enum; a state of that name is not final."""
    for schema in document["components"]["schemas"].values():
        if "enum" in schema:
            schema["enum"].append(VALUE.upper() if schema["enum"][0].isupper() else VALUE)


def new_answer_fields(document: Document) -> None:
    """Answer another member, an object, wherever an object with properties is answered."""
    for schema in schemas_of(document, "responses"):
        if "properties" in schema:
            schema["properties"][ANSWERED] = {"type": "object", "description": "Known one day."}


def new_request_fields(document: Document) -> None:
    """Take another optional member wherever an object with properties is sent."""
    for schema in schemas_of(document, "requestBody"):
        if "properties" in schema:
            schema["properties"][SENT] = {"type": "string", "description": "Taken one day."}


def new_parameters(document: Document) -> None:
    """Let every operation take another optional parameter."""
    for each in operations_of(document):
        added = {"in": "query", "name": ASKED, "description": "As it was then.", "schema": {"type": "string"}}
        operation(document, each.name)["parameters"].append(added)


def new_kind(document: Document) -> None:
    """Say where a request is wrong in a third way: the document's only union in what is answered."""
    schemas = document["components"]["schemas"]
    schemas[POINTER] = {
        "type": "object",
        "description": "A place.",
        "properties": {"pointer": {"type": "string", "description": "A JSON pointer."}},
        "required": ["pointer"],
    }
    schemas["FieldError"]["properties"]["loc"]["items"]["anyOf"].append(
        {"$ref": f"#/components/schemas/{POINTER}"}
    )


def new_operation(document: Document) -> None:
    """Tell how often a tool was used."""
    document["components"]["schemas"]["ToolUsage"] = {
        "type": "object",
        "description": "How often a tool was used.",
        "properties": {"calls": {"type": "integer", "description": "How often."}},
        "required": ["calls"],
    }
    told = {"schema": {"$ref": "#/components/schemas/ToolUsage"}}
    get_tool = operation(document, "get_tool")
    document["paths"]["/api/v1/tools/{tool_id}/usage"] = {
        "get": {
            **get_tool,
            "operationId": "get_tool_usage",
            "parameters": list(get_tool["parameters"]),
            "responses": {
                **get_tool["responses"],
                "200": {"description": "Found.", "content": {"application/json": told}},
            },
        }
    }


# The new operation first, so that it gets what all others get.
CHANGES = (
    new_operation,
    new_enum_values,
    new_kind,
    new_answer_fields,
    new_request_fields,
    new_parameters,
)


def grown(document: Document) -> Document:
    """Return *document* after all changes."""
    for change in CHANGES:
        change(document)

    return document


def schemas_of(document: Document, part: str) -> list[dict[str, Any]]:
    """Return the named schemas that *part* of the operations, "responses" or "requestBody", leads to."""
    text = json.dumps([each.content.get(part) for each in operations_of(document)])
    components, found = document["components"], dict[str, dict[str, Any]]()
    while True:
        pairs = re.findall(r"#/components/(\w+)/(\w+)", text)
        missing = [(kind, name) for kind, name in pairs if f"{kind}/{name}" not in found]
        if not missing:
            return [schema for where, schema in found.items() if where.startswith("schemas/")]

        found.update({f"{kind}/{name}": components[kind][name] for kind, name in missing})
        text = json.dumps(list(found.values()))
