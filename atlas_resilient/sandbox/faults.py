"""
Faults to order, as data.  All durations are seconds.
"""

from __future__ import annotations

import dataclasses
import difflib
import math
import re
import threading
from collections.abc import Mapping, Set
from dataclasses import dataclass
from typing import Any, ClassVar, TypeAlias

from .answers import Answer, plain_error

ANY_OPERATION = "*"


@dataclass(frozen=True)
class Status:
    """
    Answer *code* without doing the work: an error body in JSON, or a page of HTML as a gateway writes it.

    `Status(200, html=True)` is success that is no JSON.  *retry_after* is sent as it is, sense or nonsense.
    """

    name: ClassVar[str] = "status"

    code: int
    retry_after: int | float | str | None = dataclasses.field(default=None, kw_only=True)
    html: bool = dataclasses.field(default=False, kw_only=True)

    def __post_init__(self) -> None:
        if not _is_int(self.code) or not 200 <= self.code <= 599:
            raise ValueError(f"code must be an integer from 200 to 599, not {self.code!r}")
        if not isinstance(self.html, bool):
            raise ValueError(f"html must be true or false, not {self.html!r}")
        value = self.retry_after
        if value is not None and not _is_number(value) and not isinstance(value, str):
            raise ValueError(f"retry_after must be a number, text or None, not {value!r}")
        if value is not None and not re.fullmatch(r"(?! )[ -~\xa1-\xff]*(?<! )", str(value)):
            raise ValueError(f"retry_after must be what a header can carry, not {value!r}")

    def answer(self) -> Answer:
        """Return the answer that is given."""
        headers = {} if self.retry_after is None else {"Retry-After": str(self.retry_after)}
        if self.code in {204, 304}:
            return Answer(self.code, "", headers)
        if self.html:
            page = f"<!DOCTYPE html><html><body><h1>{self.code}</h1></body></html>"
            return Answer(self.code, page, {**headers, "Content-Type": "text/html; charset=utf-8"})
        if self.code == 401:
            headers["WWW-Authenticate"] = "Bearer"
        return plain_error(self.code, f"a fault of the sandbox: {self.code}", headers)


@dataclass(frozen=True)
class CommitThenHangUp:
    """Do the work, commit it, and close the connection without a byte of answer."""

    name: ClassVar[str] = "commit_then_hang_up"


@dataclass(frozen=True)
class HangUp:
    """Close the connection before the body is read and before anything is done."""

    name: ClassVar[str] = "hang_up"


@dataclass(frozen=True)
class Delay:
    """Wait *seconds*, without keeping others waiting, then go on as if nothing was."""

    name: ClassVar[str] = "delay"

    seconds: float

    def __post_init__(self) -> None:
        if not _is_number(self.seconds) or not 0 <= self.seconds < math.inf:
            raise ValueError(f"seconds must be a finite number from 0, not {self.seconds!r}")


Fault: TypeAlias = Status | CommitThenHangUp | HangUp | Delay

_KINDS: dict[str, type[Fault]] = {kind.name: kind for kind in (Status, CommitThenHangUp, HangUp, Delay)}


@dataclass(frozen=True)
class PlannedFault:
    """
    A fault that is still on: for which operation, and for how many more requests (None: until cleared).
    """

    operation: str
    fault: Fault
    times: int | None

    def as_json(self) -> dict[str, Any]:
        """Return this as `/_sandbox/faults` shows and takes it."""
        members = dataclasses.asdict(self.fault)
        return {"operation": self.operation, "fault": self.fault.name, "times": self.times, **members}


class FaultPlan:
    """
    The faults that are on, first come, first served; one request meets one fault at most.
    """

    def __init__(self, operations: Set[str]) -> None:
        self._operations = operations
        self._planned: list[PlannedFault] = []
        self._lock = threading.Lock()

    def add(self, operation: str, fault: Fault, times: int | None = 1) -> PlannedFault:
        """
        Put *fault* on for the next *times* requests of *operation*, or of all (`"*"`).

        Raises:
            ValueError: there is no such operation, *fault* is no fault, or *times* is below 1.
        """
        if operation != ANY_OPERATION and operation not in self._operations:
            near = difflib.get_close_matches(str(operation), self._operations, n=3)
            hint = f" (near it: {', '.join(near)})" if near else ""
            raise ValueError(
                f'operation must be an operationId of the document or "*", not {operation!r}{hint}'
            )
        if not isinstance(fault, Fault):
            kinds = ", ".join(kind.__name__ for kind in _KINDS.values())
            raise ValueError(f"fault must be one of {kinds}, not {fault!r}")
        if times is not None and (not _is_int(times) or times < 1):
            raise ValueError(f"times must be an integer from 1, or None for until cleared, not {times!r}")
        planned = PlannedFault(operation, fault, times)
        with self._lock:
            self._planned.append(planned)
        return planned

    def take(self, operation: str) -> Fault | None:
        """Return the fault that the next request of *operation* meets, used up by one."""
        with self._lock:
            for index, planned in enumerate(self._planned):
                if planned.operation in {operation, ANY_OPERATION}:
                    self._use_up(index, planned)
                    return planned.fault
        return None

    def planned(self) -> list[PlannedFault]:
        """Return the faults that are still on, in their order."""
        with self._lock:
            return list(self._planned)

    def clear(self) -> None:
        """Put every fault off."""
        with self._lock:
            self._planned.clear()

    def _use_up(self, index: int, planned: PlannedFault) -> None:
        if planned.times == 1:
            del self._planned[index]
        elif planned.times is not None:
            self._planned[index] = dataclasses.replace(planned, times=planned.times - 1)


def read_fault(members: Mapping[str, Any]) -> Fault:
    """
    Return the fault that *members* describe: `fault` names it, the others are its fields.

    Raises:
        ValueError: with what is allowed.
    """
    kind = _KINDS.get(str(members.get("fault")))
    if kind is None:
        raise ValueError(f"fault must be one of {', '.join(_KINDS)}, not {members.get('fault')!r}")
    values = {key: value for key, value in members.items() if key != "fault"}
    allowed = [each.name for each in dataclasses.fields(kind)]
    if unknown := sorted(set(values) - set(allowed)):
        raise ValueError(f"{kind.name} takes {', '.join(allowed) or 'no fields'}, not {', '.join(unknown)}")
    try:
        return kind(**values)
    except TypeError as error:
        raise ValueError(f"{kind.name} needs its field: {allowed[0]}") from error


def _is_int(value: object) -> bool:
    return isinstance(value, int) and not isinstance(value, bool)


def _is_number(value: object) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool)
