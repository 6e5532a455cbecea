"""What this process holds: descriptors, sockets, threads and memory, as Linux tells it."""

from __future__ import annotations

import gc
import os
import threading
from pathlib import Path
from typing import Self

from attrs import frozen

from .figures import Figure

_FDS = Path("/proc/self/fd")
MEMORY_GROWTH = 8.0

#: Elsewhere nothing here can be measured.
CAN_BE_TOLD = _FDS.is_dir()


@frozen
class Usage:
    """Descriptors, sockets among them, and threads, by number; *memory* in MB, resident."""

    descriptors: int
    sockets: int
    threads: int
    memory: float

    @classmethod
    def now(cls) -> Self:
        """Return what is held now, garbage collected."""
        gc.collect()
        targets = [_target(each) for each in _FDS.iterdir()]
        held = [target for target in targets if target]
        return cls(
            descriptors=len(held),
            sockets=sum(target.startswith("socket:") for target in held),
            threads=threading.active_count(),
            memory=int(Path("/proc/self/statm").read_text().split()[1]) * os.sysconf("SC_PAGE_SIZE") / 2**20,
        )


def _target(descriptor: Path) -> str:
    try:
        return os.readlink(descriptor)
    except FileNotFoundError:
        # That of the listing itself.
        return ""


def growth(before: Usage, warm: Usage, end: Usage, closed: Usage, workers: int) -> list[Figure]:
    """Return how much more is held after all calls than after the first ones, and after closing than before all."""
    sockets = end.sockets - before.sockets
    return [
        Figure.at_most("open connections at the end, one a worker at most", sockets, workers),
        Figure.at_most("descriptors more, after closing", closed.descriptors - before.descriptors, 0),
        Figure.at_most("threads more, after closing", closed.threads - before.threads, 0),
        Figure.at_most("memory more than after the warm-up", end.memory - warm.memory, MEMORY_GROWTH, "MB"),
    ]
