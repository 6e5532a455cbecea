"""Two documents side by side: every pair of things that the rules look at."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from attrs import define, evolve, field

from atlas_codegen.document import Document

from .changes import Subject
from .shape import Shape, shape_of
from .subjects import ClassPair, Field, FieldPair, OperationPair, ParameterPair, ValuePair
from .told import Parameter, Told, python_name, told_of


def pairs_of(old: Document, new: Document) -> Iterator[Subject]:
    """Yield operations, parameters, bodies, answers with all that is in them, and classes."""
    walk = _Walk(old, new)
    for pair in _operations(told_of(old), told_of(new)):
        yield pair
        if pair.old and pair.new:
            yield from walk.inside_operation(pair.old, pair.new)

    yield from _classes(old, new)


def _operations(old: dict[str, Told], new: dict[str, Told]) -> Iterator[OperationPair]:
    """Pair by name, and what is left by method and path: that is a renamed one."""
    left = {(each.method, _blank(each.path)): each for name, each in new.items() if name not in old}
    for name, each in old.items():
        yield OperationPair(each, new.get(name) or left.pop((each.method, _blank(each.path)), None))

    for each in left.values():
        yield OperationPair(None, each)


def _paired(old: Told, new: Told) -> Iterator[tuple[Parameter | None, Parameter | None]]:
    """Pair parameters by name; those in the path by their place in it, if only names changed."""
    olds, news = dict(old.parameters), dict(new.parameters)
    places = list(zip(old.path_parameters, new.path_parameters, strict=False))
    if len(old.path_parameters) == len(new.path_parameters) and {a.name for a, _ in places} != {
        b.name for _, b in places
    }:
        yield from places
        olds = {key: each for key, each in olds.items() if key[0] != "path"}
        news = {key: each for key, each in news.items() if key[0] != "path"}

    yield from ((olds.get(key), news.get(key)) for key in {**olds, **news})


def _blank(path: str) -> str:
    return re.sub("{.*?}", "{}", path)


def _classes(old: Document, new: Document) -> Iterator[ClassPair]:
    before, after = _named(old), _named(new)
    for key in sorted({**before, **after}):
        olds, news = before.get(key), after.get(key)
        name = (olds or news or ("", None))[0]
        yield ClassPair(name, olds[1] if olds else None, news[1] if news else None)


def _named(document: Document) -> dict[str, tuple[str, Shape]]:
    """Return the classes of the schemas, by the schema's key."""
    schemas = document.get("components", {}).get("schemas", {})
    shapes = {key: shape_of(document, {"$ref": f"#/components/schemas/{key}"}) for key in schemas}
    return {key: (shape.class_name, shape) for key, shape in shapes.items() if shape.class_name}


@define
class _Walk:
    """The way through both documents; what was seen already is not entered again."""

    old: Document
    new: Document
    seen: set[tuple[str, str, str]] = field(factory=set)

    def inside_operation(self, old: Told, new: Told) -> Iterator[Subject]:
        """Yield the parameters, the body and the answer."""
        yield from self._parameters(old, new)
        for side, what, before, after in (
            ("request", "body", old.body, new.body),
            ("response", "answer", old.answer, new.answer),
        ):
            if before is not None and after is not None:
                label = f"the {what} of `ControlPlane.{old.name}`"
                yield from self._value(f"{side}-body", f"{old.name}.{what}", label, before, after)

    def _parameters(self, old: Told, new: Told) -> Iterator[Subject]:
        for before, after in _paired(old, new):
            pair = ParameterPair(old.name, before, after)
            yield pair
            if before and after:
                label = f"`{pair.name}` of `ControlPlane.{old.name}`"
                yield from self._value("request-parameter", pair.where, label, before.schema, after.schema)

    def _value(self, kind: str, where: str, label: str, old: Any, new: Any) -> Iterator[Subject]:
        before, after = shape_of(self.old, old), shape_of(self.new, new)
        side = kind.partition("-")[0]
        if before.reference is None or after.reference is None:
            yield ValuePair(kind, where, label, before, after)
            yield from self._inside(side, where, label, before, after)
            return

        # What both refer to is judged once, under its own name; here, only what is said beside it.
        here = evolve(before, nullable=after.nullable, default=after.default, class_name=after.class_name)
        yield ValuePair(kind, where, label, before, here)
        key = (side, before.reference, after.reference)
        if key not in self.seen:
            self.seen.add(key)
            name = before.class_name or before.reference.rpartition("/")[2]
            alike = evolve(
                after, nullable=before.nullable, default=before.default, class_name=before.class_name
            )
            yield ValuePair(f"{side}-property", name, f"`{name}`", before, alike)
            yield from self._inside(side, name, f"`{name}`", before, after)

    def _inside(self, side: str, where: str, label: str, old: Shape, new: Shape) -> Iterator[Subject]:
        kind = f"{side}-property"
        if old.properties and new.properties:
            yield from self._fields(side, where, old, new)
        if old.items is not None and new.items is not None:
            yield from self._value(kind, f"{where}[]", f"an item of {label}", old.items, new.items)
        if isinstance(old.additional, dict) and isinstance(new.additional, dict):
            yield from self._value(
                kind, f"{where}{{}}", f"a value of {label}", old.additional, new.additional
            )
        for name in (name for name in old.choices if name in new.choices):
            yield from self._value(kind, where, label, old.choices[name], new.choices[name])

    def _fields(self, side: str, owner: str, old: Shape, new: Shape) -> Iterator[Subject]:
        # By the name on the wire; what is left by the name in Python, which may have stayed.
        left = {python_name(name): name for name in new.properties if name not in old.properties}
        for name in old.properties:
            renamed = name if name in new.properties else left.pop(python_name(name), None)
            before = self._field(self.old, old, name)
            after = None if renamed is None else self._field(self.new, new, renamed)
            pair = FieldPair(f"{side}-field", owner, python_name(name), before, after)
            yield pair
            if renamed is not None:
                yield from self._value(
                    f"{side}-property",
                    pair.where,
                    f"`{pair.where}`",
                    old.properties[name],
                    new.properties[renamed],
                )

        for attribute, name in left.items():
            yield FieldPair(f"{side}-field", owner, attribute, None, self._field(self.new, new, name))

    def _field(self, document: Document, shape: Shape, name: str) -> Field:
        return Field(name, shape_of(document, shape.properties[name]), name in shape.required)
