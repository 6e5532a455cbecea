"""What a stranger's schemas say in another way is said in the one that the generator reads."""

from __future__ import annotations

from typing import Any

import pytest

from atlas_codegen.fit_schemas import fit_schemas

BASE = {"$ref": "#/components/schemas/Base"}
MEMBERS = {"name": {"type": "string"}}


@pytest.mark.parametrize(
    ("schema", "fitted"),
    [
        # With one part only, the generator takes the whole for that part: what it adds would be gone.
        (
            {"allOf": [BASE], "properties": MEMBERS},
            {"allOf": [BASE, {"type": "object"}], "properties": MEMBERS},
        ),
        (
            {"allOf": [BASE], "required": ["name"]},
            {"allOf": [BASE, {"type": "object"}], "required": ["name"]},
        ),
        ({"allOf": [BASE], "description": "Itself."}, {"allOf": [BASE], "description": "Itself."}),
        (
            {"type": "object", "unevaluatedProperties": {"type": "string"}},
            {"type": "object", "additionalProperties": {"type": "string"}},
        ),
        (
            {"additionalProperties": False, "unevaluatedProperties": {"type": "string"}},
            {"additionalProperties": False},
        ),
    ],
)
def test_a_schema_is_fitted(schema: dict[str, Any], fitted: dict[str, Any]) -> None:
    """It means the same before and after."""
    document = {"components": {"schemas": {"Base": {"type": "object"}, "Own": schema}}}

    fit_schemas(document)

    assert document["components"]["schemas"]["Own"] == fitted
