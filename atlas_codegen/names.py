"""Names in the generated code that a member or a parameter must not have, because the code there uses them itself."""

from __future__ import annotations

import re
from typing import Any

from openapi_python_client.config import Config
from openapi_python_client.parser import GeneratorData
from openapi_python_client.strings import PythonIdentifier, snake_case

_IN_MODELS = {
    "additional_keys",
    "additional_properties",
    "cls",
    "d",
    "field_dict",
    "files",
    "from_dict",
    "prop",
    "prop_name",
    "src_dict",
    "to_dict",
    "to_multipart",
}
_IN_FUNCTIONS = {
    "body",
    "client",
    "cookies",
    "errors",
    "headers",
    "httpx",
    "kwargs",
    "params",
    "parsed",
    "quote",
    "response",
}


def keep_apart(data: GeneratorData, config: Config) -> None:
    """Give members and parameters another name in Python, where theirs would be taken for something else."""
    for model in data.models:
        members = [*(model.required_properties or []), *(model.optional_properties or [])]
        _rename(members, _IN_MODELS, config)

    for collection in data.endpoint_collections_by_tag.values():
        for endpoint in collection.endpoints:
            parameters = [*endpoint.path_parameters, *endpoint.query_parameters]
            parameters += [*endpoint.header_parameters, *endpoint.cookie_parameters]
            _keep_words_apart(parameters, config)
            _rename(parameters, _IN_FUNCTIONS, config)


def _keep_words_apart(properties: list[Any], config: Config) -> None:
    """Call `filter[min]` filter_min; the generator leaves brackets out, and what was between them runs together."""
    present = {str(each.python_name) for each in properties}
    for each in properties:
        wire = each.name.get_untrusted_value()
        name = PythonIdentifier(snake_case(re.sub(r"\W+", " ", wire)), config.field_prefix)
        if "[" in wire and name not in present:
            each.set_python_name(name, config)
            present.add(str(name))


def _rename(properties: list[Any], taken: set[str], config: Config) -> None:
    present = {str(each.python_name) for each in properties}
    for each in properties:
        if str(each.python_name) in taken:
            free = next(name for name in _others(str(each.python_name)) if name not in present)
            each.set_python_name(free, config, skip_snake_case=True)
            present.add(free)


def _others(name: str) -> list[str]:
    return [f"{name}_value", *(f"{name}_{number}" for number in range(2, 100))]
