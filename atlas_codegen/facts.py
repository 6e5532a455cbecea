"""What the method surface has to know of each operation: the document's facts, the generator's names."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from attrs import field, frozen
from openapi_python_client.parser import GeneratorData
from openapi_python_client.parser.openapi import Endpoint
from openapi_python_client.parser.properties import ModelProperty
from openapi_python_client.parser.properties.list_property import ListProperty

from .document import Document, Operation, json_schema, operations_of, parameters_of, resolve
from .fields import Field, field_of
from .low_level import FreeObject
from .refusal import Refusal
from .service import Service, authenticated
from .signatures import Parameter, body_type, classes_in, other_parameters, path_parameters, type_of, union

SAFE_METHODS = ("delete", "get", "head", "put")
DEFAULT_PAGE_LIMIT = 100
_RAW = {"response.text": "text", "response.content": "bytes"}
_BODY_KINDS = {"data": "form", "files": "multipart", "content": "bytes"}


@frozen
class Body:
    """What an operation takes: *kind* is "object", "json", "form", "multipart" or "bytes"."""

    kind: str
    content_type: str
    required: bool


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
    sends: Body | None
    accept: str
    answers: Mapping[int, Field | None]
    returns: str
    item: str | None
    repeatable: bool
    idempotency_key: bool
    authenticated: bool
    page_limit: int
    natural_key: NaturalKey | None
    states: States | None
    errors: Mapping[str, str]
    imports: set[str] = field(factory=set)
    answered: set[str] = field(factory=set)

    @property
    def paged(self) -> bool:
        """Whether it lists page by page."""
        return self.page_limit > 0

    @property
    def filters(self) -> list[Parameter]:
        """The query without the paging; iterating has a page size of its own."""
        return [each for each in self.query if each.name not in ("limit", "offset", "page_size")]

    @property
    def page_size(self) -> Parameter:
        """The argument of iterating; as much as the list gives, but no more than is good for a start."""
        most = str(min(DEFAULT_PAGE_LIMIT, self.page_limit))
        return Parameter("page_size", "int", "how many are asked for at a time.", False, most)


def facts_of(document: Document, data: GeneratorData, service: Service) -> list[Facts]:
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

    return [_facts(document, operation, service, *endpoints[operation.name]) for operation in operations]


def _facts(document: Document, operation: Operation, service: Service, tag: str, endpoint: Endpoint) -> Facts:
    content = operation.content
    said = {each["name"]: each.get("description", "") for each in parameters_of(document, operation)}
    answers = [each for each in endpoint.responses.patterns if each.status_code.pattern in operation.success]
    props = [each.prop for each in answers if not _says_nothing(each)]
    model = _row(props)
    body, sends = _body(operation, document, endpoint)
    sent = endpoint.list_all_parameters()
    return Facts(
        name=operation.name,
        method=operation.method.upper(),
        path=operation.path,
        module=f".api.{tag}.{operation.name}",
        summary=content.get("summary", operation.name),
        description=content.get("description", ""),
        path_parameters=path_parameters(endpoint, said),
        query=other_parameters(endpoint, said),
        body=body,
        sends=sends,
        accept=_accept(document, operation),
        answers={int(each.status_code.pattern): _answer(each) for each in answers},
        returns=_returns(operation, answers),
        item=None if model is None else str(model.class_info.name),
        repeatable=operation.method in SAFE_METHODS or content.get("x-atlas-repeatable") is True,
        idempotency_key=content.get("x-atlas-idempotency-key") is True,
        authenticated=authenticated(document, operation, service),
        page_limit=0 if model is None else _page_limit(document, operation),
        natural_key=_natural_key(document, operation),
        states=_states(document, operation),
        errors=_errors(document, operation),
        imports={name for prop in [*props, *sent] for name in classes_in(prop)},
        answered={name for prop in props for name in classes_in(prop)},
    )


def _says_nothing(answer: Any) -> bool:
    return bool(answer.source["return_type"] == "None")


def _answer(answer: Any) -> Field | None:
    """Return what an answer of one status has to look like; None where it says nothing."""
    if _says_nothing(answer):
        return None

    raw = _RAW.get(answer.source["attribute"])
    return field_of(answer.prop) if raw is None else Field(raw, required=True, nullable=False)


def _returns(operation: Operation, answers: list[Any]) -> str:
    """Return the type of what comes back."""
    types = ["None" if _says_nothing(each) else type_of(each.prop) for each in answers]
    # What an earlier attempt has deleted already has no answer any more.
    return union([*types, *(["None"] if operation.method == "delete" else [])])


def _row(props: list[Any]) -> ModelProperty | None:
    """Return the model of the rows of a list, if each can be told from the others by its `id`."""
    if len(props) != 1 or not isinstance(props[0], ListProperty):
        return None

    row = props[0].inner_property
    if not isinstance(row, ModelProperty):
        return None

    members = [*(row.required_properties or []), *(row.optional_properties or [])]
    return row if "id" in {str(each.python_name) for each in members} else None


def _accept(document: Document, operation: Operation) -> str:
    """Return the content types of the success answers, JSON where nothing is said."""
    answers = [resolve(document, operation.content["responses"][status]) for status in operation.success]
    types = dict.fromkeys(type_ for answer in answers for type_ in answer.get("content", {}))
    return ", ".join(types) or "application/json"


def _body(
    operation: Operation, document: Document, endpoint: Endpoint
) -> tuple[Parameter | None, Body | None]:
    if not endpoint.bodies:
        return None, None

    [body, *others] = endpoint.bodies
    if others:
        raise Refusal(f"{operation.name}: a request body has to have one content type")

    prop = body.prop
    json_kind = "object" if isinstance(prop, ModelProperty | FreeObject) else "json"
    kind = _BODY_KINDS.get(body.body_type.value, json_kind)
    taken = "Mapping[str, Any]" if kind == "form" and not isinstance(prop, ModelProperty) else body_type(prop)
    holder = resolve(document, operation.content["requestBody"])
    described = f"what is sent, a `{taken}`"
    if isinstance(prop, ModelProperty):
        described = f"what is sent, a `{prop.class_info.name}` or a dict like one."
    sends = Body(kind, body.content_type.get_untrusted_value(), holder.get("required") is True)
    said = holder.get("description") or described
    if sends.required:
        return Parameter("body", taken, said), sends

    return Parameter("body", union([taken, "None"]), said, False, "None"), sends


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
