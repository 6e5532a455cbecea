"""Where everything is: what generation reads, and what it writes."""

from __future__ import annotations

from pathlib import Path

from attrs import evolve, frozen

ROOT = Path(__file__).resolve().parents[1]


@frozen
class Places:
    """The files of one generation."""

    document: Path
    config: Path
    templates: Path
    output: Path
    lock: Path | None

    def elsewhere(self, document: Path | None, output: Path | None) -> Places:
        """Return these places with another document or output; another output has its lock beside it."""
        moved = self if document is None else evolve(self, document=document)
        if output is None:
            return moved

        return evolve(moved, output=output, lock=output.with_name(f"{output.name}.lock.json"))


def places_under(root: Path = ROOT) -> Places:
    """Return the places of the project at *root*."""
    openapi = root / "openapi"
    return Places(
        document=openapi / "control_plane.json",
        config=openapi / "config.yaml",
        templates=openapi / "templates",
        output=root / "generated" / "atlas_control_plane",
        lock=openapi / "lock.json",
    )
