"""openapi-python-client, run in this process with what it lacks, every warning fatal."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, redirect_stdout
from copy import copy
from pathlib import Path
from typing import Any, ClassVar

import openapi_python_client
from attrs import define
from openapi_python_client import Project
from openapi_python_client import schema as oai
from openapi_python_client.config import Config, ConfigFile, MetaType
from openapi_python_client.parser import GeneratorData
from openapi_python_client.parser.errors import GeneratorError
from openapi_python_client.parser.properties import AnyProperty, ModelProperty
from openapi_python_client.parser.properties import merge_properties as merging
from openapi_python_client.parser.properties.list_property import ListProperty
from openapi_python_client.strings import PythonCode, PythonIdentifier

from .document import Document, operations_of, parameters_of, resolve
from .names import keep_apart
from .refusal import Refusal

OWN_TEMPLATES = {"property_templates/free_object_property.py.jinja"}
SURFACE = "surface"
_SEPARATORS = {"form": ",", "pipeDelimited": "|", "spaceDelimited": " "}


@define
class FreeObject(AnyProperty):
    """A JSON object with any members: a plain dict, not a class of its own."""

    template: ClassVar[str] = "free_object_property.py.jinja"
    _type_string: ClassVar[str] = "dict[str, Any]"
    _json_type_string: ClassVar[str] = "dict[str, Any]"

    def get_instance_type_string(self) -> PythonCode:
        """Return what `isinstance` takes."""
        return PythonCode("dict")


def write_low_level(
    document: Document, config: ConfigFile, templates: Path, origin: str, output: Path
) -> GeneratorData:
    """
    Write the low-level package to *output*, and return what the generator made of the document.

    Its docstring says that it was generated from *origin*.

    Raises:
        Refusal: it warned, which is how it says that it left something out.
    """
    check_template_names(templates)
    # The name of the source is never read: the document is here already.
    settings = Config.from_sources(
        config, MetaType.NONE, output, "utf-8", overwrite=False, output_path=output
    )
    try:
        with _free_objects(), _merging_copies(), redirect_stdout(io.StringIO()):
            data, troubles = _generated(document, settings, templates, origin, output)
    except Exception as error:
        raise Refusal(f"openapi-python-client fails on the document: {_told(error)}") from error

    if troubles:
        raise Refusal("\n".join(f"openapi-python-client warns: {_told(trouble)}" for trouble in troubles))

    if not isinstance(data, GeneratorData):
        raise Refusal("openapi-python-client made nothing of the document")

    return data


def _generated(
    document: Document, settings: Config, templates: Path, origin: str, output: Path
) -> tuple[GeneratorData | GeneratorError, Sequence[GeneratorError]]:
    data = GeneratorData.from_dict(document, config=settings)
    if isinstance(data, GeneratorError):
        return data, [data]

    keep_apart(data, settings)
    project = Project(openapi=data, config=settings, custom_template_path=templates)
    project.env.globals.update(origin=origin, separators=separators(document))
    troubles = project.build()
    for module in (output / "models").glob("*.py"):
        # It is known to be one there, and mypy doesn't like to be told twice.
        text = module.read_text(encoding="utf-8")
        module.write_text(text.replace("cast(list[Any], data)", "data"), encoding="utf-8")

    return data, troubles


def separators(document: Document) -> dict[str, dict[str, str]]:
    """
    Return what stands between the items of lists in a query that are no parameters of their own.

    By operation and name on the wire, both parts as Python code.  Rule: https://spec.openapis.org/oas/v3.1.0#style-values
    """
    found: dict[str, dict[str, str]] = {}
    for operation in operations_of(document):
        for each in parameters_of(document, operation):
            kinds = resolve(document, each.get("schema", {})).get("type")
            if each.get("in") == "query" and each.get("explode") is False and "array" in (kinds or ()):
                mark = _SEPARATORS.get(each.get("style", "form"), ",")
                found.setdefault(operation.name, {})[ascii(each["name"])] = ascii(mark)

    return found


def check_template_names(templates: Path) -> None:
    """
    Check that every template overrides one: a misspelt one would be ignored.

    Raises:
        Refusal: the generator has no template of that name.
    """
    for name, original in overridden(templates).items():
        if not original.is_file():
            raise Refusal(f"openapi/templates/{name} overrides nothing: the generator has no such template")


def overridden(templates: Path) -> dict[str, Path]:
    """Return the generator's own templates that are overridden in *templates*, by name."""
    originals = Path(openapi_python_client.__file__).parent / "templates"
    names = [
        path.relative_to(templates).as_posix() for path in sorted(templates.rglob("*")) if path.is_file()
    ]
    ours = {name for name in names if name.startswith(f"{SURFACE}/")} | OWN_TEMPLATES
    return {name: originals / name for name in names if name not in ours}


@contextmanager
def _free_objects() -> Iterator[None]:
    """Let an object without declared members become a `FreeObject`, where it would become a class."""
    original, build = ModelProperty.__dict__["build"], ModelProperty.build

    def build_either(*, data: oai.Schema, schemas: Any, **rest: Any) -> Any:
        if not is_free(data):
            return build(data=data, schemas=schemas, **rest)

        name, config = rest["name"], rest["config"]
        found = FreeObject.build(
            name=name,
            required=rest["required"],
            default=None,
            python_name=PythonIdentifier(value=name, prefix=config.field_prefix),
            description=data.description,
            example=data.example,
        )
        return found, schemas

    _replace_build(staticmethod(build_either))
    try:
        yield
    finally:
        _replace_build(original)


@contextmanager
def _merging_copies() -> Iterator[None]:
    """Let `allOf` refine the items of a parent's list in the child only; the generator changes the parent as well."""
    original = merging.merge_properties

    def merge(first: Any, second: Any) -> Any:
        return original(copy(first) if isinstance(first, ListProperty) else first, second)

    merging.merge_properties = merge  # type: ignore[assignment]  # for properties of any kind
    try:
        yield
    finally:
        merging.merge_properties = original


def _replace_build(build: Any) -> None:
    type.__setattr__(ModelProperty, "build", build)


def is_free(schema: oai.Schema) -> bool:
    """Whether *schema* is an object that may have any members, and declares none."""
    declares = schema.properties or schema.allOf or schema.anyOf or schema.oneOf
    return not declares and schema.additionalProperties in (None, True)


def _told(trouble: GeneratorError | Exception) -> str:
    text = (
        f"{trouble.header} {trouble.detail or ''}" if isinstance(trouble, GeneratorError) else repr(trouble)
    )
    # It shows the document's own words as objects.
    return " ".join(re.sub(r"<[\w.]*UntrustedString object at \w+>", "(a name)", text).split())[:500]
