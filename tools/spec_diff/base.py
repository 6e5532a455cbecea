"""The two documents that are compared, as they are: an old one need not be what the generator would take."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path

from attrs import frozen

from atlas_codegen.document import Document, check_valid
from atlas_codegen.refusal import Refusal

from .versions import version_in

IN_GIT = "openapi/control_plane.json"


@frozen
class Base:
    """What is compared with, and the version of our package then, if that is known."""

    name: str
    document: Document
    version: str | None


def base_for(stated: str, root: Path) -> Base:
    """
    Return the document of a file, if there is one of that name, or of a revision of the project at *root*.

    Raises:
        Refusal: there is neither, or it is not an OpenAPI document.
    """
    if Path(stated).is_file():
        return Base(stated, read_any(Path(stated)), None)

    document = _parsed(f"{stated}:{IN_GIT}", _at_revision(root, stated, IN_GIT))
    return Base(stated, document, version_in(_at_revision(root, stated, "pyproject.toml").decode()))


def read_any(path: Path) -> Document:
    """
    Return the document in a file.

    Raises:
        Refusal: it can't be read, or is not an OpenAPI document.
    """
    try:
        return _parsed(path.name, path.read_bytes())
    except OSError as error:
        raise Refusal(f"{path.name} can't be read: {error.strerror}") from error


def _parsed(name: str, content: bytes) -> Document:
    try:
        document: Document = json.loads(content)
    except ValueError as error:
        raise Refusal(f"{name} is not JSON: {error}") from error

    version = str(document.get("openapi"))[:3] if isinstance(document, dict) else ""
    if version not in ("3.0", "3.1"):
        raise Refusal(f"{name} is not an OpenAPI 3.0 or 3.1 document")

    check_valid(name, document, version)
    return document


def _at_revision(root: Path, revision: str, name: str) -> bytes:
    # An empty one would be git's index, and one that begins like an option would be one.
    found = subprocess.run(
        ["git", "-C", str(root), "show", "--end-of-options", f"{revision or 'nothing'}:{name}"],
        capture_output=True,
        check=False,
    )
    if found.returncode:
        reason = found.stderr.decode(errors="replace").strip().splitlines()
        raise Refusal(
            f"{revision} is no file, and no revision with {name}: {reason[0] if reason else 'git fails'}"
        )

    return found.stdout
