"""What a long run went through, as docs/properties.md has it."""

from __future__ import annotations

import platform
from asyncio import CancelledError
from collections import Counter
from collections.abc import Iterable
from importlib.metadata import version

from atlas_resilient import AtlasError
from tests.properties.breaks import BREAKS
from tests.properties.model import Fault
from tests.properties.promises import OF_A_RUN, OF_EACH, one_logic

_HEAD = """\
# Properties

What random schedules of faults went through, as `make properties` counted it; never edited by hand.  A schedule has up
to eight faults and three calls on one client, and is gone through in three ways: the flows driven by hand, the sync
client, and the async client, in virtual time, against a model of Atlas that counts effects.  Every run tries other
schedules; `make test` tries the same 300 each time.
"""


def name_of(fault: Fault) -> str:
    """Return a fault as the table calls it."""
    name = f"{fault.kind} {fault.status}" if fault.kind in ("status", "page") else fault.kind
    name = "slow, but healthy" if name == "healthy" else name
    return f"{name}, after its effect" if fault.commits else name


def outcome_of(error: BaseException | None, *, disturbed: bool) -> str:
    """Return how a call went, as the table calls it."""
    if error is None:
        return "recovered" if disturbed else "undisturbed"

    if isinstance(error, CancelledError):
        return "cancelled"

    if isinstance(error, AtlasError):
        return f"gave up: {error.stop_reason or type(error).__name__}"

    return "its block failed on purpose, and was rolled back"


def text(counted: Counter[str]) -> str:
    """Return the whole page."""
    totals = ["schedules", "calls", "requests", "pauses", "faults"]
    told = ", ".join(f"{counted[each]:,} {each}" for each in totals)
    packages = ", ".join(f"{name} {version(name)}" for name in ("hypothesis", "httpx", "backoff"))
    parts = (
        _HEAD,
        f"Python {platform.python_version()}, {platform.system()}; {packages}.\n",
        f"**{told}**, each in three ways.  What held for all of them is listed below.\n",
        _table("how the calls went", "calls", _part(counted, "outcome: ")),
        _table("fault", "times", _part(counted, "fault: ")),
        _promises(),
        _breaks(),
    )
    return "\n".join(parts)


def _part(counted: Counter[str], prefix: str) -> Iterable[tuple[str, str]]:
    chosen = {what.removeprefix(prefix): n for what, n in counted.items() if what.startswith(prefix)}
    return ((what, f"{chosen[what]:,}") for what in sorted(chosen))


def _table(first: str, second: str, rows: Iterable[tuple[str, str]]) -> str:
    return f"| {first} | {second} |\n|---|--:|\n" + "".join(f"| {a} | {b} |\n" for a, b in rows)


def _promises() -> str:
    lines = [
        f"* `{each.__name__}`: {(each.__doc__ or '').strip().splitlines()[0]}\n"
        for each in (one_logic, *OF_A_RUN, *OF_EACH)
    ]
    return "## Promises\n\nOf `tests/properties/promises.py`.\n\n" + "".join(lines)


def _breaks() -> str:
    rows = "".join(f"| {name} | `{each.noticed_by.__name__}` |\n" for name, each in BREAKS.items())
    head = "Each of these is made by `tests/properties/test_promises_can_fail.py`, and random schedules come upon it.\n"
    return f"## Deliberate breaks\n\n{head}\n| break | noticed by |\n|---|---|\n{rows}"
