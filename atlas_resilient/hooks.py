"""
What the outside is told when we try, wait, give up or undo.

A hook is any function that takes one event.  It is called in the caller's thread or task, must be quick, and
changes nothing: what it raises is logged and forgotten.  The same events go to the logger `atlas_resilient`:
attempts at DEBUG, pauses at INFO, undone steps and giving up at WARNING.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Sequence
from typing import TypeAlias

from attrs import frozen

from ._steps import Attempt

logger = logging.getLogger("atlas_resilient")


@frozen
class Attempted:
    """One request of *name* has ended; `attempt` says how."""

    name: str
    attempt: Attempt


@frozen
class Pausing:
    """*name* failed and will be tried again after *seconds*."""

    name: str
    seconds: float
    attempt: Attempt
    error: BaseException | None


@frozen
class Parked:
    """*name* waits *seconds* before it is sent: a 429 to another call of the client asked all of them to."""

    name: str
    seconds: float


@frozen
class GaveUp:
    """*name* failed for good after *attempts* requests; *reason* says why there was no further one."""

    name: str
    attempts: int
    reason: str
    error: BaseException | None


@frozen
class Undone:
    """*name* was undone while rolling back; *error* is None where that worked."""

    name: str
    error: BaseException | None


Event: TypeAlias = Attempted | Pausing | Parked | GaveUp | Undone
Hook: TypeAlias = Callable[[Event], None]


def tell(hooks: Sequence[Hook], event: Event) -> None:
    """Log *event* and hand it to every hook."""
    _log(event)
    for hook in hooks:
        try:
            hook(event)
        except Exception:
            logger.exception("a hook failed on %s; it is ignored", type(event).__name__)


def _log(event: Event) -> None:
    if isinstance(event, Attempted):
        attempt = event.attempt
        logger.debug(
            "%s: attempt %d: %s after %.3f s", event.name, attempt.number, attempt.outcome, attempt.duration
        )
    elif isinstance(event, Pausing):
        outcome, number = event.attempt.outcome, event.attempt.number
        logger.info("%s: attempt %d: %s; again in %.3f s", event.name, number, outcome, event.seconds)
    elif isinstance(event, Parked):
        logger.info("%s: parked for %.3f s, as the server wants no requests now", event.name, event.seconds)
    elif isinstance(event, GaveUp):
        # Not the error's own text: a server's words may repeat what was sent.
        what = type(event.error).__name__ if event.error is not None else "a failed answer"
        logger.log(
            logging.DEBUG if event.reason == "not retryable" else logging.WARNING,
            "%s: %s after %d attempts: %s",
            event.name,
            what,
            event.attempts,
            event.reason,
        )
    elif event.error is None:
        logger.warning("%s: undone", event.name)
    else:
        logger.error("%s: could not be undone: %s", event.name, type(event.error).__name__)
