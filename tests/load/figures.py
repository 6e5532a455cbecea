"""Figures: what was measured, what has to hold, and whether it does; as a table for people."""

from __future__ import annotations

import os
import platform
from collections.abc import Iterable, Sequence
from pathlib import Path

from attrs import frozen


@frozen
class Figure:
    """One figure; without *held* it is only told."""

    name: str
    value: str
    held: str = ""
    holds: bool = True

    @classmethod
    def none(cls, name: str, cases: Sequence[object]) -> Figure:
        """Return how many *cases* there were, of which none is allowed; the first ones are shown."""
        shown = f": {'; '.join(str(case)[:60] for case in cases[:3])}" if cases else ""
        return cls(name, f"{len(cases)}{shown}", "0", not cases)

    @classmethod
    def at_most(cls, name: str, value: float, limit: float, unit: str = "") -> Figure:
        """Return *value*, which may not be more than *limit*."""
        unit = unit and f" {unit}"
        return cls(name, f"{value:.4g}{unit}", f"<= {limit:g}{unit}", value <= limit)


def table(figures: Iterable[Figure]) -> str:
    """Return the figures as a Markdown table, which reads well in a terminal too."""
    rows = [("figure", "measured", "to hold", "")]
    rows += [
        (each.name, each.value, each.held, ("yes" if each.holds else "NO") if each.held else "")
        for each in figures
    ]
    widths = [max(len(row[column]) for row in rows) for column in range(4)]
    lines = ["| " + " | ".join(map(str.ljust, row, widths)) + " |" for row in rows]
    lines.insert(1, "|" + "|".join("-" * (width + 2) for width in widths) + "|")
    return "\n".join(lines)


def environment() -> str:
    """Return what the figures depend on, in a line."""
    load = f", load {os.getloadavg()[0]:.1f} before" if hasattr(os, "getloadavg") else ""
    python = f"{platform.python_implementation()} {platform.python_version()}"
    return f"{python} on {platform.system()}, {os.cpu_count()} cores shared by client and server{load}"


def write(
    path: Path, title: str, command: str, about: str, where: str, tables: dict[str, list[Figure]]
) -> None:
    """Write a Markdown page with command, environment and figures."""
    parts = [f"# {title}", about, f"`{command}`, {where}."]
    parts += [part for name, figures in tables.items() for part in (f"## {name}", table(figures))]
    path.parent.mkdir(exist_ok=True)
    path.write_text("\n\n".join(parts) + "\n")
