"""The one error of the tools: what is wrong and what to do, for a person to read."""

from __future__ import annotations

import signal
import sys
from collections.abc import Callable


class Refusal(Exception):
    """Something is not as it has to be; the text is one clear line, or one line for each thing."""


def run_as_program(main: Callable[[], None], *, status: int = 1) -> None:
    """
    Run *main*; what goes wrong is told on stderr and ends the program with *status*, without a traceback.

    SIGTERM and SIGHUP end it as an exception does, so that what was begun is cleaned up.
    """
    # SIGHUP is not everywhere.
    numbers = [getattr(signal, name) for name in ("SIGTERM", "SIGHUP") if hasattr(signal, name)]
    before = {number: signal.signal(number, _leave) for number in numbers}
    try:
        main()
    except (Refusal, OSError) as error:
        print(error, file=sys.stderr)
        sys.exit(status)
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


def _leave(number: int, _: object) -> None:
    sys.exit(128 + number)
