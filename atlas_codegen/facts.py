"""What the method surface has to know of each operation: the document's facts, the generator's names."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from attrs import field, frozen
from openapi_python_client.parser import GeneratorData
from openapi_python_client.parser.openapi import Endpoint
from openapi_python_client.parser.properties import EnumProperty, ModelProperty
from openapi_python_client.parser.properties.boolean import BooleanProperty
from openapi_python_client.parser.properties.list_property import ListProperty
from openapi_python_client.parser.properties.uuid import UuidProperty

from .document import Document, Operation, json_schema, operations_of, parameters_of, resolve
from .refusal import Refusal

SAFE_METHODS = ("delete", "get", "head", "put")
DEFAULT_PAGE_LIMIT = 100


@frozen
class Parameter:
    """A parameter of a method: its Python name, what it takes, and what it says of itself."""

    name: str
    type: str
    description: str
    required: bool = True
    default: str | None = None


@frozen
class NaturalKey:
    """What finds a resource without its id."""

    key: str
    scope: tuple[str, ...]
    list_operation: str
    defaults: Mapping[str, Any]


@frozen
class States:
    """The states in which a resource stays, and which of them are failures."""

    field: str
    terminal: tuple[str, ...]
    failed: tuple[str, ...]


@frozen
class Facts:
    """One operation, ready for the templates."""

    name: str
    method: str
    path: str
    module: str
    summary: str
    description: str
    path_parameters: list[Parameter]
    query: list[Parameter]
    body: Parameter | None
    success: list[int]
    model: str | None
    many: bool
    repeatable: bool
    idempotency_key: bool
    authenticated: bool
    page_limit: int
    natural_key: NaturalKey | None
    states: States | None
    errors: Mapping[str, str]
    imports: set[str] = field(factory=set)

    @property
    def paged(self) -> bool:
        """Whether it lists page by page."""
        return self.page_limit > 0

    @property
    def returns(self) -> str:
        """The type of what comes back."""
        return "None" if self.model is None else f"list[{self.model}]" if self.many else self.model

    @property
    def filters(self) -> list[Parameter]:
        """The query without the paging."""
        return [each for each in self.query if each.name not in ("limit", "offset")]


def facts_of(document: Document, data: GeneratorData, package: str) -> list[Facts]:
    """
    Return the facts of every operation, by name.

    Raises:
        Refusal: an operation got lost on the way, or has a form that no method can have.
    """
    endpoints = {
        str(endpoint.name): (str(tag), endpoint)
        for tag, collection in data.endpoint_collections_by_tag.items()
        for endpoint in collection.endpoints
    }
    operations = operations_of(document)
    if lost := sorted({operation.name for operation in operations} ^ set(endpoints)):
        raise Refusal(f"openapi-python-client lost or renamed {', '.join(lost)}")

    return [_facts(document, operation, package, *endpoints[operation.name]) for operation in operations]


def _facts(document: Document, operation: Operation, package: str, tag: str, endpoint: Endpoint) -> Facts:
    content = operation.content
    model, many = _answer(operation, endpoint)
    said = {each["name"]: each.get("description", "") for each in parameters_of(document, operation)}
    query = [_query_parameter(each, said) for each in endpoint.query_parameters]
    return Facts(
        name=operation.name,
        method=operation.method.upper(),
        path=operation.path,
        module=f"{package}.api.{tag}.{operation.name}",
        summary=content.get("summary", operation.name),
        description=content.get("description", ""),
        path_parameters=[_path_parameter(each, said) for each in endpoint.path_parameters],
        query=sorted(query, key=lambda each: (not each.required, each.name in ("limit", "offset"))),
        body=_body(operation, document, endpoint),
        success=[int(status) for status in operation.success],
        model=model,
        many=many,
        repeatable=operation.method in SAFE_METHODS or content.get("x-atlas-repeatable") is True,
        idempotency_key=content.get("x-atlas-idempotency-key") is True,
        authenticated=bool(content.get("security", document.get("security"))),
        page_limit=_page_limit(document, operation) if many else 0,
        natural_key=_natural_key(document, operation),
        states=_states(document, operation),
        errors=_errors(document, operation),
        imports=_imports(endpoint, model),
    )


def _path_parameter(prop: Any, said: Mapping[str, str]) -> Parameter:
    return Parameter(str(prop.python_name), _argument_type(prop), said[prop.name.get_untrusted_value()])


def _query_parameter(prop: Any, said: Mapping[str, str]) -> Parameter:
    name, description = str(prop.python_name), said[prop.name.get_untrusted_value()]
    if isinstance(prop, BooleanProperty) and prop.default is not None:
        # A flag with a default is always sent, so its type says that it always has a value.
        return Parameter(name, "bool", description, False, str(prop.default.raw_value))

    kind = _argument_type(prop)
    if prop.required:
        return Parameter(name, kind, description)

    return Parameter(name, kind if kind.endswith(" | None") else f"{kind} | None", description, False, "None")


def _argument_type(prop: Any) -> str:
    kind: str = prop.get_type_string(no_optional=True).as_unembedded_code()
    return f"{kind} | str" if isinstance(prop, UuidProperty | EnumProperty) else kind


def _body(operation: Operation, document: Document, endpoint: Endpoint) -> Parameter | None:
    if not endpoint.bodies:
        return None

    [body, *others] = endpoint.bodies
    if others or body.body_type != "json" or not isinstance(body.prop, ModelProperty):
        raise Refusal(f"{operation.name}: a request body has to be one JSON object with declared properties")

    holder = resolve(document, operation.content["requestBody"])
    said = holder.get("description") or f"what is sent, a `{body.prop.class_info.name}` or a dict like one."
    return Parameter("body", f"{body.prop.class_info.name} | Mapping[str, Any]", said)


def _answer(operation: Operation, endpoint: Endpoint) -> tuple[str | None, bool]:
    """Return the model of the success answers, and whether it is a list of them."""
    answers = [each for each in endpoint.responses.patterns if each.status_code.pattern.startswith("2")]
    found = {_answer_model(operation, each) for each in answers}
    if len(found) != 1:
        raise Refusal(f"{operation.name}: its success answers differ, so no method can say what it returns")

    return found.pop()


def _answer_model(operation: Operation, answer: Any) -> tuple[str | None, bool]:
    if answer.source["return_type"] == "None":
        return None, False

    many = isinstance(answer.prop, ListProperty)
    model = answer.prop.inner_property if isinstance(answer.prop, ListProperty) else answer.prop
    if not isinstance(model, ModelProperty):
        raise Refusal(
            f"{operation.name}: a success answer has to be a schema with properties, a list of such, or empty"
        )

    return str(model.class_info.name), many


def _imports(endpoint: Endpoint, model: str | None) -> set[str]:
    """Return the names that the method's signature takes from `models`."""
    props = [*endpoint.path_parameters, *endpoint.query_parameters, *(body.prop for body in endpoint.bodies)]
    named = {str(prop.class_info.name) for prop in props if isinstance(prop, EnumProperty | ModelProperty)}
    return named | ({model} if model else set())


def _page_limit(document: Document, operation: Operation) -> int:
    stated = [each for each in parameters_of(document, operation) if each["in"] == "query"]
    query = {each["name"]: resolve(document, each.get("schema", {})) for each in stated}
    return int(query["limit"].get("maximum", DEFAULT_PAGE_LIMIT)) if {"limit", "offset"} <= set(query) else 0


def _natural_key(document: Document, operation: Operation) -> NaturalKey | None:
    stated = operation.content.get("x-atlas-natural-key")
    if stated is None:
        return None

    body = resolve(document, json_schema(document, operation.content["requestBody"]))
    properties = {name: body["properties"][name] for name in (stated["key"], *stated["scope"])}
    defaults = {name: schema["default"] for name, schema in properties.items() if "default" in schema}
    return NaturalKey(stated["key"], tuple(stated["scope"]), stated["list"], defaults)


def _states(document: Document, operation: Operation) -> States | None:
    """Return the states of what a `get_` answers, where the document says which ones are final."""
    if not operation.name.startswith("get_"):
        return None

    answer = resolve(document, operation.content["responses"][operation.success[0]])
    schema = resolve(document, json_schema(document, answer)) or {}
    status = resolve(document, schema.get("properties", {}).get("status", {}))
    for choice in [status, *(resolve(document, each) for each in status.get("anyOf", []))]:
        if "x-atlas-terminal" in choice:
            return States("status", tuple(choice["x-atlas-terminal"]), tuple(choice["x-atlas-failed"]))

    return None


def _errors(document: Document, operation: Operation) -> dict[str, str]:
    return {
        status: resolve(document, answer).get("description", "")
        for status, answer in operation.content["responses"].items()
        if status[0] in "45"
    }
