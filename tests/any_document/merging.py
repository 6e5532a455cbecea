"""Schemas put together."""

from __future__ import annotations

from typing import Any


def merged(below: dict[str, Any], above: dict[str, Any]) -> dict[str, Any]:
    """Return both schemas in one; *above* wins, except that members and what is required add up."""
    both = {**below, **above}
    if "properties" in below and "properties" in above:
        both["properties"] = dict(below["properties"])
        for name, member in above["properties"].items():
            both["properties"][name] = {**below["properties"].get(name, {}), **member}
    if "required" in below and "required" in above:
        both["required"] = [*below["required"], *above["required"]]
    return both


def tagged(schema: dict[str, Any], branch: dict[str, Any]) -> dict[str, Any]:
    """Return a branch of a union with its discriminator said."""
    if "discriminator" not in schema or "$ref" not in branch:
        return branch
    mapping = schema["discriminator"].get("mapping", {})
    own = branch["$ref"].rpartition("/")[2]
    tag = next((key for key, ref in mapping.items() if ref in (branch["$ref"], own)), own)
    name = schema["discriminator"]["propertyName"]
    return {**branch, "type": "object", "properties": {name: {"const": tag}}, "required": [name]}
