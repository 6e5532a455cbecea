"""The method surface, rendered from our own templates: what is called, what comes back, what is said."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined, TemplateError
from openapi_python_client.parser import GeneratorData

from . import prose
from .derived import all_derived, derived_text, told
from .facts import Facts
from .fields import shapes_from
from .low_level import SURFACE
from .recipe import Recipe
from .refusal import Refusal
from .service import Service
from .signatures import Parameter


def write_surface(
    facts: list[Facts], service: Service, data: GeneratorData, recipe: Recipe, output: Path
) -> None:
    """
    Write operations.py, shapes.py, the methods of both clients, and these if they are wanted, into *output*.

    Raises:
        Refusal: two methods would have the same name.
    """
    derived = all_derived(facts)
    _refuse_collisions(facts, derived)
    models = {str(model.class_info.name): model for model in data.models}
    classes = [each.class_info for each in (*data.models, *data.enums)]
    modules = {str(each.name): str(each.module_name) for each in classes}
    answered = {name for each in facts for name in each.answered}
    environment = _environment(recipe.templates)
    common: dict[str, Any] = {
        "facts": facts,
        "derived": derived,
        "modules": modules,
        "origin": recipe.origin,
        "service": service,
    }

    def write(name: str, template: str, **values: Any) -> None:
        try:
            text = environment.get_template(template).render(**common, **values)
        except TemplateError as error:
            raise Refusal(f"openapi/templates/{SURFACE}/{template}: {error}") from error

        (output / name).write_text(text, encoding="utf-8")

    write("operations.py", "operations.py.jinja", names=sorted(answered))
    write("shapes.py", "shapes.py.jinja", shapes=shapes_from(answered & set(models), models))
    used = sorted({name for each in facts for name in each.imports})
    write("sync_methods.py", "methods.py.jinja", names=used, is_async=False)
    write("async_methods.py", "methods.py.jinja", names=used, is_async=True)
    if recipe.clients is not None:
        write("clients.py", "clients.py.jinja", clients=recipe.clients)


def _refuse_collisions(facts: list[Facts], derived: dict[str, dict[str, str]]) -> None:
    origin: dict[str, str] = {}
    for each in facts:
        for name in [each.name, *derived[each.name].values()]:
            if name in origin:
                raise Refusal(f"{origin[name]} and {each.name} would both be the method {name}: rename one")

            origin[name] = each.name


def _environment(templates: Path) -> Environment:
    environment = Environment(
        loader=FileSystemLoader(templates / SURFACE),
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    environment.filters.update(
        literal=_literal, prose=prose.harmless, signature=_signature, doc=_doc, doc_of=_doc_of
    )
    return environment


def _literal(value: Any) -> str:
    """Return Python code for a value; the only way for the document's strings into code."""
    if isinstance(value, list | tuple):
        return f"({''.join(f'{_literal(each)}, ' for each in value)})"

    return ascii(value)


def _signature(parameters: Sequence[Parameter]) -> str:
    """Return parameters as they stand in a signature."""
    defaults = {each.name: f" = {each.default}" for each in parameters if each.default is not None}
    return ", ".join(f"{each.name}: {each.type}{defaults.get(each.name, '')}" for each in parameters)


def _doc_of(facts: Facts) -> str:
    """Return the docstring's content for an operation's own method."""
    everything = [*facts.path_parameters, *([facts.body] if facts.body else []), *facts.query]
    raises = prose.raises(facts.errors)
    return _joined(prose.docstring(facts.summary, facts.description, told(everything), raises))


def _doc(facts: Facts, kind: str) -> str:
    """Return the docstring's content for a derived method."""
    text = derived_text(facts, kind)
    arguments = {**told(facts.path_parameters), **text.arguments}
    return _joined(prose.docstring(text.summary, text.description, arguments, text.raises))


def _joined(lines: list[str]) -> str:
    return "\n".join(f"        {line}".rstrip() for line in lines)
