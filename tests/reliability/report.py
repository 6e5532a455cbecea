"""The reliability table as it was seen: a line for each fault, in both worlds."""

from __future__ import annotations

import os
import platform
from collections.abc import Sequence
from importlib.metadata import version
from pathlib import Path

from attrs import frozen

from tests.reliability.rows import NOTES, ROWS

_HEAD = """\
# Reliability

What was seen when each of these faults was made, by `make reliability`; never edited by hand.

*Made by*: **S** the sandbox's own faults, **P** a TCP proxy in front of it, **R** a raw-socket server, **M** a scripted
transport, **O** the process or the operating system.  *Cases* are the neighbours of a fault that were tried, in both
worlds together.  *Requests*, *rows* (in the server's database) and *seconds* are the most that any case showed; a dash
where nothing is counted.  A call that has a deadline never overran it by 0.25 s; each test asserts that.

"""


@frozen
class Line:
    """What one case of a row saw."""

    number: int
    world: str
    outcome: str
    requests: int | None
    seconds: float
    rows: int | None
    passed: bool


def write(path: Path, lines: Sequence[Line]) -> None:
    """Write the table of *lines* to *path*."""
    text = _HEAD + _environment() + "\n"
    text += "| # | fault | by | cases | sync | async | requests | seconds | rows | |\n"
    text += "|--:|---|---|--:|---|---|--:|--:|--:|---|\n"
    text += "".join(
        _row(number, [line for line in lines if line.number == number]) for number in sorted(ROWS)
    )
    text += "\n## Where it differs from what one may expect\n\n"
    text += "".join(f"* {note}\n" for note in NOTES)
    path.write_text(text)


def _environment() -> str:
    packages = ", ".join(f"{name} {version(name)}" for name in ("httpx", "httpcore", "backoff"))
    return f"Python {platform.python_version()}, {platform.system()}, {os.cpu_count()} cores; {packages}.\n"


def _rounded(seconds: float) -> str:
    # What waits for nothing takes a few hundredths more or less in each run.
    return f"{seconds:.1f}" if seconds >= 0.25 else "< 0.3"


def _row(number: int, lines: Sequence[Line]) -> str:
    title, injector = ROWS[number]
    if not lines:
        return f"| {number} | {title} | {injector} | 0 | | | | | | **not tried** |\n"

    worlds = {
        world: ", ".join(sorted({line.outcome for line in lines if line.world == world})) or "-"
        for world in ("sync", "async")
    }
    requests = [line.requests for line in lines if line.requests is not None]
    rows = [line.rows for line in lines if line.rows is not None]
    cells = (
        number,
        title,
        injector,
        len(lines),
        worlds["sync"],
        worlds["async"],
        max(requests, default="-"),
        _rounded(max(line.seconds for line in lines)),
        max(rows, default="-"),
        "holds" if all(line.passed for line in lines) else "**does not hold**",
    )
    return f"| {' | '.join(map(str, cells))} |\n"
