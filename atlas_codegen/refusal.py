"""The one error of the tools: what is wrong and what to do, for a person to read."""

from __future__ import annotations

import sys
from collections.abc import Callable


class Refusal(Exception):
    """Something is not as it has to be; the text is one clear line, or one line for each thing."""


def run_as_program(main: Callable[[], None], *, status: int = 1) -> None:
    """Run *main*; what goes wrong is told on stderr and ends the program with *status*, without a traceback."""
    try:
        main()
    except (Refusal, OSError) as error:
        print(error, file=sys.stderr)
        sys.exit(status)
