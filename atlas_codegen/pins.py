"""Which tools generate, to the version: another one writes other bytes, and sometimes other types."""

from __future__ import annotations

import subprocess
import sys
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Any

from openapi_python_client.config import ClassOverride, ConfigFile
from ruamel.yaml import YAML
from ruamel.yaml.error import YAMLError

from .refusal import Refusal

PINS = {"openapi-python-client": "0.29.1", "ruff": "0.17.6"}

# `-m` takes this environment's ruff, whatever PATH has; `-P` keeps a types.py of the current folder out.
RUFF = (sys.executable, "-P", "-m", "ruff")


def check_pins() -> None:
    """
    Check that the pinned tools are the ones that will run.

    Raises:
        Refusal: a tool is missing, or has another version.
    """
    for package, wanted in PINS.items():
        found = _installed(package)
        if found != wanted:
            raise Refusal(f"{package} has to be {wanted}, not {found}: pip install {package}=={wanted}")

    told = subprocess.run([*RUFF, "--version"], capture_output=True, text=True, check=False)
    if told.stdout.split()[:2] != ["ruff", PINS["ruff"]]:
        what = told.stdout.strip() or told.stderr.strip()
        raise Refusal(f"the ruff that runs has to be {PINS['ruff']}, but says {what!r}: install it anew")


def _installed(package: str) -> str:
    try:
        return version(package)
    except PackageNotFoundError:
        return "missing"


def read_config(path: Path) -> ConfigFile:
    """
    Return the generator's settings, every key of which it knows.

    Raises:
        Refusal: the file can't be read, or has a key that the generator would ignore.
    """
    try:
        content: Any = YAML(typ="safe").load(path.read_text(encoding="utf-8")) or {}
    except (OSError, YAMLError) as error:
        raise Refusal(f"{path.name} can't be read: {_first_line(error)}") from error

    if not isinstance(content, dict):
        raise Refusal(f"{path.name} has to be a mapping of settings")

    _refuse_unknown(path.name, content, set(ConfigFile.model_fields))
    for override in (content.get("class_overrides") or {}).values():
        _refuse_unknown(f"{path.name}: class_overrides", override, set(ClassOverride.model_fields))

    if content.get("post_hooks") != []:
        raise Refusal(f"{path.name}: post_hooks has to be [], or the generator runs what PATH has")

    try:
        return ConfigFile(**content)
    except ValueError as error:
        raise Refusal(f"{path.name}: {_first_line(error)}") from error


def _refuse_unknown(where: str, found: dict[str, Any], known: set[str]) -> None:
    unknown = sorted(map(str, set(found) - known))
    if unknown:
        raise Refusal(
            f"{where}: there is no setting {', '.join(unknown)}; there are {', '.join(sorted(known))}"
        )


def _first_line(error: Exception) -> str:
    return " ".join(str(error).split())[:300]
