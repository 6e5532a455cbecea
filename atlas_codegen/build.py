"""The way from a document to a package, all of it or nothing."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from openapi_python_client.parser import GeneratorData

from .derived import all_derived
from .facts import Facts, facts_of
from .low_level import write_low_level
from .prepare import prepared
from .recipe import Recipe
from .refusal import Refusal
from .service import service_of
from .surface import write_surface
from .tidy import tidy


def build(recipe: Recipe, folder: Path) -> Path:
    """
    Return a fresh package, written into *folder*.

    Raises:
        Refusal: the document holds something that can't be generated.
    """
    package = folder / recipe.package
    data = write_low_level(prepared(recipe.document), recipe.config, recipe.templates, recipe.origin, package)
    service = service_of(recipe.document)
    facts = facts_of(recipe.document, data, service)
    write_surface(facts, service, data, recipe, package)
    (package / "py.typed").touch()
    tidy(package)
    check_complete(facts, data, package)
    return package


def check_complete(facts: list[Facts], data: GeneratorData, package: Path) -> None:
    """
    Check that all of the document has arrived in the package.

    Raises:
        Refusal: an operation has no module, entry or method.
    """
    entries = (package / "operations.py").read_text(encoding="utf-8")
    surfaces = [(package / f"{world}_methods.py").read_text(encoding="utf-8") for world in ("sync", "async")]
    derived = all_derived(facts)
    for each in facts:
        module = package.joinpath(*each.module[1:].split(".")).with_suffix(".py")
        names = [each.name, *derived[each.name].values()]
        has_methods = all(f"def {name}(" in surface for name in names for surface in surfaces)
        if not (module.is_file() and f"\n{each.name.upper()}: " in entries and has_methods):
            raise Refusal(f"{each.name} got lost while generating: it has no module, no entry, or no method")

    modules = Counter(str(made.class_info.module_name) for made in [*data.models, *data.enums])
    for made in [*data.models, *data.enums]:
        if modules[str(made.class_info.module_name)] > 1:
            raise Refusal(f"the model {made.class_info.name} shares its module with another: rename one")
        if not (package / "models" / f"{made.class_info.module_name}.py").is_file():
            raise Refusal(f"the model {made.class_info.name} got lost while generating")


@contextmanager
def replaced(old: Path, new: Path, *, aside: Path) -> Iterator[None]:
    """Put *new* where *old* is, which goes aside; whatever goes wrong then puts *old* back."""
    had_one = old.exists()
    if had_one:
        old.rename(aside)

    try:
        new.rename(old)
        yield
    except BaseException:
        if old.exists():
            old.rename(new)
        if had_one:
            aside.rename(old)

        raise
