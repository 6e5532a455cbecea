"""Whether our own version admits that something breaks: semver.org, and its habit before 1.0."""

from __future__ import annotations

import re
import tomllib

from atlas_codegen.refusal import Refusal


def version_in(pyproject: str) -> str:
    """
    Return the project's version from the text of its pyproject.toml.

    Raises:
        Refusal: there is none.
    """
    try:
        return str(tomllib.loads(pyproject)["project"]["version"])
    except (KeyError, TypeError, tomllib.TOMLDecodeError) as error:
        raise Refusal(f"pyproject.toml states no project.version: {error!r}") from error


def admits(old: str, new: str) -> bool:
    """
    Return whether going from *old* to *new* says that something breaks: a minor step before 1.0, then a major.

    >>> admits("0.1.0", "0.2.0"), admits("1.4.0", "1.5.0"), admits("1.4.0", "2.0.0")
    (True, False, True)

    Raises:
        Refusal: one of them is no version.
    """
    before, after = _numbers(old), _numbers(new)
    return after[:2] > before[:2] if before[0] == 0 else after[0] > before[0]


def _numbers(version: str) -> tuple[int, ...]:
    found = re.match(r"(\d+)\.(\d+)(?:\.(\d+))?", version)
    if found is None:
        raise Refusal(f"{version!r} is no version such as 1.2.3")

    return tuple(int(number or 0) for number in found.groups())
