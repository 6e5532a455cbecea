"""
Thousands of calls through faults, a thousand cancels and a crowd of waiters, and what the process holds afterwards.

    make soak

The sandbox is a process of its own.  Five of a hundred of its answers fail, in five ways.  Descriptors, threads and
memory are read from Linux, the connections also from the pool's own counts.  The exit code is 1 where a figure is not
what has to hold.
"""

from __future__ import annotations

import argparse
import asyncio
import logging
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

from . import cancels, crowds, figures, leaks
from .figures import Figure
from .server import Server


def soaked(soak: leaks.Soak) -> list[Figure]:
    """Return the figures of a soak against a server whose faults are on."""
    with tempfile.TemporaryDirectory() as folder, Server(Path(folder), leaks.FAULTS) as server:
        return soak.run(server.url)


def cancelled(number: int) -> list[Figure]:
    """Return the figures of that many cancels."""
    with tempfile.TemporaryDirectory() as folder, Server(Path(folder), cancels.FAULTS) as server:
        return asyncio.run(cancels.cancels(server.url, number))


def main(arguments: Sequence[str] | None = None) -> int:
    """Do it all, print the figures, and return the exit code."""
    parser = argparse.ArgumentParser("python -m tests.load.soak", description="Nothing is left behind.")
    parser.add_argument("--calls", type=int, default=20_000, help="in each world")
    parser.add_argument("--cancels", type=int, default=1_000)
    parser.add_argument("--waiters", type=int, default=1_000)
    parser.add_argument("--write", type=Path, metavar="FILE", help="a page to put the figures on")
    # Giving up is what is measured here, not what is to be told.
    logging.getLogger("atlas_resilient").addHandler(logging.NullHandler())
    options, where = parser.parse_args(arguments), figures.environment()
    tables = {
        "Threads": soaked(leaks.Soak(world="threads", calls=options.calls)),
        "Tasks": soaked(leaks.Soak(world="tasks", calls=options.calls)),
        "Cancels": cancelled(options.cancels),
        "Crowds": [*crowds.outages(), *asyncio.run(crowds.waiters(options.waiters))],
    }
    for name, measured in tables.items():
        print(f"\n{name}\n{figures.table(measured)}", flush=True)

    if options.write is not None:
        about = " ".join((__doc__ or "").split("\n\n")[2].split())
        figures.write(options.write, "Soak", "make soak", about, where, tables)

    return int(not all(each.holds for table in tables.values() for each in table))


if __name__ == "__main__":
    sys.exit(main())
