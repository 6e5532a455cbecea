"""What rules look at: two states of an operation, an argument, a field, a value, a class."""

from __future__ import annotations

from attrs import frozen

from .shape import Shape
from .told import Parameter, Told

VALUE_KINDS = ("request-body", "request-parameter", "request-property", "response-body", "response-property")


@frozen
class OperationPair:
    """An operation, before and after; it may have been renamed."""

    old: Told | None
    new: Told | None

    @property
    def kind(self) -> str:
        """`operation` where it was and is, else `gone` or `new`."""
        return "operation" if self.old and self.new else "gone" if self.old else "new"

    @property
    def before(self) -> Told:
        """The older state, which there is unless it is new."""
        assert self.old is not None
        return self.old

    @property
    def after(self) -> Told:
        """The newer state, which there is unless it is gone."""
        assert self.new is not None
        return self.new

    @property
    def where(self) -> str:
        """The name under which users know it."""
        return (self.old or self.after).name

    @property
    def label(self) -> str:
        """The method."""
        return f"`ControlPlane.{self.where}`"


@frozen
class ParameterPair:
    """A parameter of an operation that exists before and after."""

    operation: str
    old: Parameter | None
    new: Parameter | None

    @property
    def either(self) -> Parameter:
        """The older state, if there is one."""
        found = self.old or self.new
        assert found is not None
        return found

    @property
    def kind(self) -> str:
        """`path`, `query`, or `header`, which is no argument of a client's method."""
        return "header" if self.either.place == "cookie" else self.either.place

    @property
    def name(self) -> str:
        """Its name in Python."""
        return self.either.python_name

    @property
    def where(self) -> str:
        """Operation and argument."""
        return f"{self.operation}.{self.name}"

    @property
    def label(self) -> str:
        """The method."""
        return f"`ControlPlane.{self.operation}`"


@frozen
class Field:
    """A member of an object."""

    name: str
    shape: Shape
    required: bool


@frozen
class FieldPair:
    """A member of an object that is sent (`request-field`) or comes back (`response-field`)."""

    kind: str
    owner: str
    name: str
    old: Field | None
    new: Field | None

    @property
    def where(self) -> str:
        """Class and attribute."""
        return f"{self.owner}.{self.name}"


@frozen
class ValuePair:
    """A value at one place, sent or answered; *kind* is one of `VALUE_KINDS`."""

    kind: str
    where: str
    label: str
    old: Shape
    new: Shape

    @property
    def is_request(self) -> bool:
        """Whether callers send it."""
        return self.kind.startswith("request")


@frozen
class ClassPair:
    """A class of `atlas_control_plane.models` that a schema of components becomes."""

    where: str
    old: Shape | None
    new: Shape | None
    kind: str = "class"

    @property
    def both(self) -> tuple[Shape, Shape] | None:
        """Both states, if it was and is."""
        return (self.old, self.new) if self.old and self.new else None
