"""What the document has to promise beyond being valid, so that nothing gets lost or is guessed."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator
from typing import Any

from openapi_python_client.strings import ClassName, PythonIdentifier, snake_case

from .document import (
    Document,
    Operation,
    has_unseen,
    is_example,
    json_schema,
    operations_of,
    parameters_of,
    resolve,
    walk,
)
from .refusal import Refusal

EXTENSIONS = {
    "x-atlas-failed",
    "x-atlas-idempotency-key",
    "x-atlas-natural-key",
    "x-atlas-repeatable",
    "x-atlas-terminal",
}
# What the generated modules and the clients call their own.
TAKEN_METHODS = {
    "aclose",
    "base_url",
    "close",
    "hooks",
    "operations",
    "policy",
    "service",
    "shapes",
    "t",
    "type_checking",
    "uuid",
    "with_options",
}
TAKEN_CLASSES = re.compile(
    "ABC|Any|AsyncIterator|AsyncMethods|AuthenticatedClient|BinaryIO|Body|BytesIO|Callable|Client|Collection|Field"
    "|File|Generator|Generic|Iterator|Literal|Mapping|NaturalKey|OpenEnum|Operation|Response|Sequence|Service|States"
    "|SyncMethods|T|TextIO|TypeVar|UNSET|UUID|Unset"
)


def check_document(document: Document) -> None:
    """
    Check that every operation can become a method, and that the facts agree with each other.

    Raises:
        Refusal: one line for each thing that is wrong.
    """
    troubles = [trouble for check in _CHECKS for trouble in check(document)]
    if troubles:
        raise Refusal("\n".join(troubles))


def _names(document: Document) -> Iterator[str]:
    counted = Counter(operation.name for operation in operations_of(document))
    for name, count in counted.items():
        if count > 1:
            yield f"operationId {name} stands {count} times: only one of them would be generated"
        elif name != PythonIdentifier(name, "") or not name.isascii():
            yield f"operationId {name!r} has to be a Python name in snake_case"
        elif name in TAKEN_METHODS:
            yield f"operationId {name} is a name that the clients need for themselves"


def _names_on_the_wire(document: Document) -> Iterator[str]:
    """Names that the generator would send without a part of them."""
    for path in document["paths"]:
        if has_unseen(path):
            yield f"the path {path!r} has in it what can't be seen, and would be sent without"

    for where, thing in walk(document):
        names = thing if where.endswith("/properties") else [thing.get("in") and thing.get("name")]
        if not is_example(where):
            for name in names:
                if isinstance(name, str) and has_unseen(name):
                    yield f"{where}: the name {name!r} has in it what can't be seen, and would be sent without"


def _tags_and_answers(document: Document) -> Iterator[str]:
    for operation in operations_of(document):
        if len(operation.content.get("tags", [])) != 1:
            yield f"{operation.name} has to have exactly one tag"
        if not operation.success:
            yield f"{operation.name} has to have a success answer, 200 to 299"
        if "?" in operation.path:
            yield f"{operation.name}: {operation.path} is no path: what follows ? is not part of one"


def _class_names(document: Document) -> Iterator[str]:
    """Equal names of classes: the generator would keep one of them."""
    components = document.get("components", {}).get("schemas", {})
    named = [ClassName(schema.get("title", name), "field_") for name, schema in components.items()]
    titles = [
        ClassName(schema["title"], "field_")
        for where, schema in walk({key: value for key, value in document.items() if key != "info"})
        if isinstance(schema.get("title"), str) and not re.fullmatch(r"/components/schemas/[^/]+", where)
        if not where.endswith("/properties") and not is_example(where)
    ]
    for name, count in Counter([*named, *titles]).items():
        if count > 1:
            yield f"{count} schemas are titled or named {name}: only one of them would be generated"
        if TAKEN_CLASSES.fullmatch(name):
            yield f"a schema can't be named {name}: the generated modules use that name themselves"


def _enum_names(document: Document) -> Iterator[str]:
    """Values that would be named by their position, which moves when others are added."""
    for where, schema in walk(document):
        values = schema.get("enum")
        if not isinstance(values, list) or "x-enum-varnames" in schema or where.endswith("/properties"):
            continue

        for value in values:
            if isinstance(value, str) and not value[:1].isalpha():
                yield f"{where}: the value {value!r} gives no name: state x-enum-varnames"

        names = Counter(snake_case(value).upper() for value in values if isinstance(value, str))
        for name, count in names.items():
            if count > 1:
                yield f"{where}: {count} values would be the member {name}: state x-enum-varnames"


def _enum_varnames(document: Document) -> Iterator[str]:
    """Names that are too few, so that the generator would ignore them, or the same, so that one would be lost."""
    for where, schema in walk(document):
        names, values = schema.get("x-enum-varnames"), schema.get("enum")
        if not isinstance(names, list) or not isinstance(values, list):
            continue

        if len(names) != len([value for value in values if value is not None]):
            yield f"{where}: x-enum-varnames has to have a name for each value"
        elif len({snake_case(str(name)).upper() for name in names}) < len(names):
            yield f"{where}: two names in x-enum-varnames would be the same member"


def _extensions(document: Document) -> Iterator[str]:
    for where, thing in walk(document):
        for key in sorted(map(str, thing)):
            if key.startswith("x-atlas-") and key not in EXTENSIONS:
                yield f"{where}: there is no {key}; there are {', '.join(sorted(EXTENSIONS))}"


def _idempotency_keys(document: Document) -> Iterator[str]:
    for operation in operations_of(document):
        headers = [
            each["name"].lower() for each in parameters_of(document, operation) if each["in"] == "header"
        ]
        if ("idempotency-key" in headers) != (operation.content.get("x-atlas-idempotency-key") is True):
            yield f"{operation.name}: x-atlas-idempotency-key and the header Idempotency-Key go together"


def _states(document: Document) -> Iterator[str]:
    for where, schema in walk(document):
        if "x-atlas-terminal" in schema or "x-atlas-failed" in schema:
            values = set(schema.get("enum", []))
            terminal, failed = set(schema.get("x-atlas-terminal", [])), set(schema.get("x-atlas-failed", []))
            if not (failed <= terminal <= values and terminal and "x-atlas-failed" in schema):
                yield f"{where}: x-atlas-failed has to be part of x-atlas-terminal, and that part of the enum"


def _natural_keys(document: Document) -> Iterator[str]:
    operations = {operation.name: operation for operation in operations_of(document)}
    for operation in operations.values():
        stated = operation.content.get("x-atlas-natural-key")
        if stated is None:
            continue

        if not isinstance(stated, dict) or set(stated) != {"key", "scope", "list"}:
            yield f"{operation.name}: x-atlas-natural-key has to have key, scope and list"
        elif not operation.name.startswith("create_"):
            yield f"{operation.name}: only a create_ has a natural key"
        elif (listing := operations.get(stated["list"])) is None:
            yield f"{operation.name}: its natural key names {stated['list']}, which is no operation"
        else:
            yield from _natural_key(document, operation, listing, [stated["key"], *stated["scope"]])


def _natural_key(
    document: Document, create: Operation, listing: Operation, fields: list[str]
) -> Iterator[str]:
    query = {each["name"] for each in parameters_of(document, listing) if each["in"] == "query"}
    if not {"limit", "offset"} <= query:
        yield f"{create.name}: {listing.name}, which finds its natural key, has to take limit and offset"
    if re.findall("{.*?}", create.path) != re.findall("{.*?}", listing.path):
        yield f"{create.name}: {listing.name} has to have the same path parameters"

    items = _success_schema(document, listing).get("items", {})
    sent = json_schema(document, create.content.get("requestBody", {}))
    for where, schema in (("what is sent", sent), (f"the items of {listing.name}", items)):
        missing = sorted(set(fields) - set(resolve(document, schema or {}).get("properties", {})))
        if missing:
            yield f"{create.name}: {where} lack {', '.join(missing)} of its natural key"


def _success_schema(document: Document, operation: Operation) -> Any:
    if not operation.success:
        return {}

    return resolve(
        document, json_schema(document, operation.content["responses"][operation.success[0]]) or {}
    )


_CHECKS: tuple[Callable[[Document], Iterator[str]], ...] = (
    _names,
    _names_on_the_wire,
    _tags_and_answers,
    _class_names,
    _enum_names,
    _enum_varnames,
    _extensions,
    _idempotency_keys,
    _states,
    _natural_keys,
)
