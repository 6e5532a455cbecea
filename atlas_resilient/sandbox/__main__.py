"""
`python -m atlas_resilient.sandbox`: a Control Plane at the command line, until Ctrl-C or SIGTERM.
"""

from __future__ import annotations

import argparse
import os
import signal
import sys
import threading
from collections.abc import Sequence
from contextlib import ExitStack
from typing import NoReturn, TextIO, cast

from . import Received, Sandbox
from .answers import to_json
from .plan import read_plan
from .record import OnRequest, as_json

_USAGE = 2


class _Parser(argparse.ArgumentParser):
    """A parser whose complaint is one line."""

    def error(self, message: str) -> NoReturn:
        self.exit(_USAGE, f"{self.prog}: {message}\n")


def main(arguments: Sequence[str] | None = None) -> int:
    """
    Serve until told to stop, and return the exit code: 0, 1 when the server died, or 2 when it could not start.
    """
    options = _read(arguments)
    with ExitStack() as stack:
        try:
            box = _start(options, stack)
        except (ValueError, OverflowError, RecursionError) as error:
            return _complain(str(error))
        except OSError as error:
            return _complain(f"cannot listen on {options.host} port {options.port}: {error.strerror}")
        except KeyboardInterrupt:
            return 0
        stop = threading.Event()
        for number in (signal.SIGINT, signal.SIGTERM):
            signal.signal(number, lambda *_: stop.set())
        _introduce(box)
        while box.is_serving() and not stop.wait(0.5):
            continue
        return 0 if stop.is_set() else _complain("the server has ended by itself", 1)


def _start(options: argparse.Namespace, stack: ExitStack) -> Sandbox:
    box = Sandbox(
        options.db,
        host=options.host,
        port=options.port,
        token=options.token,
        read_only_token=options.read_only_token,
        rate_limit=options.rate_limit,
        burst=options.burst,
        on_request=_hook(options, stack),
        lifecycle=options.lifecycle,
    )
    if options.faults is not None:
        _order(box, options.faults)
    return stack.enter_context(box)


def _order(box: Sandbox, file: str) -> None:
    with _open(file, "--faults", "r") as source:
        try:
            for planned in read_plan(source.read()):
                box.plan(planned)
        except ValueError as error:
            raise ValueError(f"--faults {file}: {error}") from error


def _open(file: str, option: str, mode: str) -> TextIO:
    try:
        # A line that was written is there for whoever reads along.
        return cast(TextIO, open(file, mode, encoding="utf-8", buffering=1))
    except OSError as error:
        raise ValueError(f"{option} {file}: {error.strerror}") from error


def _hook(options: argparse.Namespace, stack: ExitStack) -> OnRequest:
    hooks: list[OnRequest] = [_log] if options.log_requests else []
    if options.record is not None:
        file = stack.enter_context(_open(options.record, "--record", "a"))
        hooks.append(lambda received: print(to_json(as_json(received)), file=file))

    def on_request(received: Received) -> None:
        for hook in hooks:
            hook(received)

    return on_request


def _read(arguments: Sequence[str] | None) -> argparse.Namespace:
    parser = _Parser("python -m atlas_resilient.sandbox", description="A Control Plane for a laptop.")
    parser.add_argument("--db", default="sqlite://", help="database URL; in memory unless told")
    parser.add_argument("--port", type=int, default=8000, help="0 takes a free one")
    parser.add_argument("--host", default="127.0.0.1", help="127.0.0.1, ::1 or localhost")
    parser.add_argument("--token", help="the bearer token to require; without it any or none is accepted")
    parser.add_argument("--read-only-token", help="a bearer token that may not write")
    parser.add_argument("--rate-limit", type=float, metavar="N", help="requests a second for each caller")
    parser.add_argument("--burst", type=int, metavar="N", help="how many of them may come at once")
    parser.add_argument("--faults", metavar="FILE", help="a JSON array of faults to begin with")
    parser.add_argument("--record", metavar="FILE", help="append a line of JSON for every request")
    parser.add_argument(
        "--lifecycle",
        choices=("real", "manual"),
        default="real",
        help="whether deployments and analyses move on by themselves, or when /_sandbox/advance is called",
    )
    parser.add_argument("--log-requests", action="store_true", help="print a line for every request")
    return parser.parse_args(arguments)


def _introduce(box: Sandbox) -> None:
    faults = [str(each) for each in box.faults()]
    _say(f"Atlas sandbox: {box.url}")
    _say(f"database: {box.database}")
    _say(f"token: {box.tokens}")
    _say(f"rate limit: {box.rate_limit}")
    _say("\n  ".join([f"faults: {len(faults) or 'none'} (more at {box.url}/_sandbox/faults)", *faults]))
    _say("Ctrl-C stops it.")


def _log(received: Received) -> None:
    outcome = "hung up" if received.status is None else received.status
    fault = f" fault={received.fault}" if received.fault else ""
    replayed = " replayed" if received.replayed else ""
    name = received.operation or "-"
    _say(f"{received.method} {received.path} {outcome} {name} {received.request_id}{fault}{replayed}")


def _say(line: str) -> None:
    try:
        print(line, flush=True)
    except BrokenPipeError:
        # Whoever read along has gone; the server goes on, and says the rest to nobody.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _complain(message: str, code: int = _USAGE) -> int:
    print(f"atlas sandbox: {' '.join(message.split())}", file=sys.stderr, flush=True)
    return code


if __name__ == "__main__":
    sys.exit(main())
