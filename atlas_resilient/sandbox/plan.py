"""
Which faults are on: for which operation, how often, with what probability.
"""

from __future__ import annotations

import dataclasses
import difflib
import json
import random
import threading
from collections.abc import Mapping, Set
from dataclasses import dataclass
from typing import Any, Self

from .faults import KINDS, Fault, Unhealthy, is_int, is_number, read_fault

ANY_OPERATION = "*"
_TERMS = ("operation", "times", "probability", "seed")


@dataclass(frozen=True)
class PlannedFault:
    """
    A fault that is on for an *operation* (`"*"`: any), and for how many more requests (None: until cleared).

    With a *probability* below 1 each request that comes by meets it or not, as dice with that *seed* fall.

    Raises:
        ValueError: something is out of its bounds.
    """

    operation: str
    fault: Fault
    times: int | None = 1
    probability: float = 1.0
    seed: int | None = None

    def __post_init__(self) -> None:
        if not isinstance(self.operation, str):
            raise ValueError('operation must be an operationId of the document or "*"')
        if not isinstance(self.fault, Fault):
            kinds = ", ".join(kind.__name__ for kind in KINDS.values())
            raise ValueError(f"fault must be one of {kinds}, not {self.fault!r}")
        if isinstance(self.fault, Unhealthy) and self.operation != "health":
            raise ValueError(f"unhealthy must be for the operation health, not {self.operation!r}")
        if self.times is not None and (not is_int(self.times) or self.times < 1):
            raise ValueError(
                f"times must be an integer from 1, or None for until cleared, not {self.times!r}"
            )
        if not is_number(self.probability) or not 0 < self.probability <= 1:
            raise ValueError(f"probability must be a number above 0, at most 1, not {self.probability!r}")
        if self.seed is not None and not is_int(self.seed):
            raise ValueError(f"seed must be an integer or None, not {self.seed!r}")

    @classmethod
    def read(cls, members: Mapping[str, Any]) -> Self:
        """
        Return what *members* describe, as `as_json` gives them.

        Raises:
            ValueError: with what is allowed.
        """
        terms = {key: members[key] for key in _TERMS if key in members}
        if not isinstance(terms.get("operation"), str):
            raise ValueError('operation must be an operationId of the document or "*"')
        described = {key: value for key, value in members.items() if key not in terms}
        return cls(fault=read_fault(described), **terms)

    def as_json(self) -> dict[str, Any]:
        """Return this as `/_sandbox/faults` shows and takes it."""
        terms = {name: getattr(self, name) for name in _TERMS}
        return {**terms, "fault": self.fault.name, **dataclasses.asdict(self.fault)}

    def __str__(self) -> str:
        told = [f"{self.operation}: {self.fault.name}"]
        for each in dataclasses.fields(self.fault):
            value = getattr(self.fault, each.name)
            if value != each.default:
                told.append(f"{each.name}={value}")
        told += [] if self.times == 1 else ["until cleared" if self.times is None else f"{self.times} times"]
        told += [] if self.probability == 1 else [f"probability {self.probability:g} (seed {self.seed})"]
        return " ".join(told)


def read_plan(text: str) -> list[PlannedFault]:
    """
    Return the faults of a JSON array, each as `/_sandbox/faults` takes it.

    Raises:
        ValueError: with what is wrong, and with which one.
    """
    orders = json.loads(text)
    if not isinstance(orders, list):
        raise ValueError("the faults must be a JSON array of objects")
    planned = []
    for number, members in enumerate(orders, 1):
        if not isinstance(members, dict):
            raise ValueError(f"fault {number} must be a JSON object")
        try:
            planned.append(PlannedFault.read(members))
        except ValueError as error:
            raise ValueError(f"fault {number}: {error}") from error
    return planned


class FaultPlan:
    """
    The faults that are on, first come, first served; one request meets one fault at most.
    """

    def __init__(self, operations: Set[str]) -> None:
        self._operations = operations
        self._entries: list[_Entry] = []
        self._lock = threading.Lock()

    def add(self, planned: PlannedFault) -> PlannedFault:
        """
        Put *planned* on, and return it with the seed that its dice have.

        Raises:
            ValueError: there is no such operation.
        """
        operation = planned.operation
        if operation != ANY_OPERATION and operation not in self._operations:
            near = difflib.get_close_matches(operation, self._operations, n=3)
            hint = f" (near it: {', '.join(near)})" if near else ""
            raise ValueError(
                f'operation must be an operationId of the document or "*", not {operation!r}{hint}'
            )
        if planned.probability < 1 and planned.seed is None:
            # Told in the list, so that what happened by chance can be had again.
            planned = dataclasses.replace(planned, seed=random.SystemRandom().randrange(2**32))
        with self._lock:
            self._entries.append(_Entry(planned))
        return planned

    def take(self, operation: str) -> Fault | None:
        """Return the fault that the next request of *operation* meets, used up by one."""
        with self._lock:
            for entry in self._entries:
                if entry.planned.operation in {operation, ANY_OPERATION} and entry.strikes():
                    self._use_up(entry)
                    return entry.planned.fault
        return None

    def planned(self) -> list[PlannedFault]:
        """Return the faults that are still on, in their order."""
        with self._lock:
            return [entry.planned for entry in self._entries]

    def clear(self) -> None:
        """Put every fault off."""
        with self._lock:
            self._entries.clear()

    def _use_up(self, entry: _Entry) -> None:
        if entry.planned.times == 1:
            self._entries.remove(entry)
        elif entry.planned.times is not None:
            entry.planned = dataclasses.replace(entry.planned, times=entry.planned.times - 1)


class _Entry:
    """
    A fault that is on, and the dice that it is played with.
    """

    def __init__(self, planned: PlannedFault) -> None:
        self.planned = planned
        self._dice = random.Random(planned.seed)

    def strikes(self) -> bool:
        """Whether the request that comes by now meets this fault."""
        return self.planned.probability == 1 or self._dice.random() < self.planned.probability
