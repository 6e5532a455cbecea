"""What a document tells of an operation, as far as Python users notice."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from attrs import frozen
from openapi_python_client.strings import PythonIdentifier

from atlas_codegen.derived import derived_methods
from atlas_codegen.document import Document, Operation, operations_of, parameters_of, resolve
from atlas_codegen.facts import SAFE_METHODS

from .shape import Shape, shape_of


@frozen
class Parameter:
    """A parameter: where it goes, what it takes."""

    place: str
    name: str
    required: bool
    deprecated: bool
    schema: Any

    @property
    def python_name(self) -> str:
        """Its name in Python."""
        return python_name(self.name)


@frozen
class Told:
    """An operation."""

    name: str
    method: str
    path: str
    module: str
    deprecated: bool
    authenticated: bool
    parameters: Mapping[tuple[str, str], Parameter]
    body_types: Mapping[str, Any]
    body_required: bool
    answers: Mapping[str, Mapping[str, Any]]
    errors: tuple[str, ...]
    answer: Any
    returns: str
    repeatable: bool
    idempotency_key: bool
    natural_key: Mapping[str, Any] | None
    states: Shape | None
    paged: bool

    @property
    def path_parameters(self) -> list[Parameter]:
        """Those in the path, in its order: the positional arguments."""
        found = {name: each for (place, name), each in self.parameters.items() if place == "path"}
        return [found[name] for name in re.findall(r"{(.*?)}", self.path) if name in found]

    @property
    def derived(self) -> Mapping[str, str]:
        """The methods that follow from it, by kind."""
        return derived_methods(self)

    @property
    def body(self) -> Any:
        """The schema of the body, or None."""
        return next(iter(self.body_types.values()), None)


def told_of(document: Document) -> dict[str, Told]:
    """Return all operations, by name."""
    return {operation.name: _told(document, operation) for operation in operations_of(document)}


def python_name(name: str) -> str:
    """Return the attribute or argument that a name on the wire becomes."""
    return str(PythonIdentifier(name, "field_"))


def _told(document: Document, operation: Operation) -> Told:
    content = operation.content
    responses = {
        str(status): resolve(document, each) for status, each in content.get("responses", {}).items()
    }
    answers = {status: _content(responses[status]) for status in operation.success}
    answer = next((schema for each in answers.values() for schema in each.values()), None)
    shape = shape_of(document, answer)
    many = "list" in shape.types
    items = shape_of(document, shape.items) if many else shape
    parameters = [_parameter(each) for each in parameters_of(document, operation)]
    body = resolve(document, content.get("requestBody", {}))
    tag = next(iter(content.get("tags", ())), "default")
    names = {each.name for each in parameters if each.place == "query"}
    return Told(
        name=operation.name,
        method=operation.method.upper(),
        path=operation.path,
        module=f"api.{PythonIdentifier(tag, 'tag')}.{operation.name}",
        deprecated=content.get("deprecated") is True,
        authenticated=_needs_token(content.get("security", document.get("security"))),
        parameters={(each.place, each.name): each for each in parameters},
        body_types=_content(body),
        body_required=body.get("required") is True,
        answers=answers,
        errors=tuple(sorted(status for status in responses if status[0] in "45")),
        answer=answer,
        returns="None" if answer is None else f"list[{_name(items)}]" if many else _name(shape),
        repeatable=operation.method in SAFE_METHODS or content.get("x-atlas-repeatable") is True,
        idempotency_key=content.get("x-atlas-idempotency-key") is True,
        natural_key=_natural_key(content.get("x-atlas-natural-key")),
        states=_states(document, operation.name, shape),
        paged=many and {"limit", "offset"} <= names,
    )


def _parameter(content: Mapping[str, Any]) -> Parameter:
    return Parameter(
        place=content["in"],
        name=content["name"],
        required=content.get("required") is True,
        deprecated=content.get("deprecated") is True,
        schema=content.get("schema", {}),
    )


def _content(holder: Mapping[str, Any]) -> dict[str, Any]:
    return {kind: each.get("schema", {}) for kind, each in holder.get("content", {}).items()}


def _name(shape: Shape) -> str:
    return shape.class_name or " | ".join(sorted(shape.types))


def _needs_token(security: Any) -> bool:
    return bool(security) and {} not in security


def _natural_key(stated: Any) -> Mapping[str, Any] | None:
    if not isinstance(stated, dict):
        return None

    return {"key": stated.get("key"), "scope": stated.get("scope", []), "list": stated.get("list")}


def _states(document: Document, name: str, answer: Shape) -> Shape | None:
    status = shape_of(document, answer.properties.get("status"))
    return status if name.startswith("get_") and status.terminal else None
