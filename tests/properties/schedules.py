"""What can go wrong, and what is asked meanwhile: schedules for the model server."""

from __future__ import annotations

from typing import Literal
from uuid import UUID

from attrs import frozen
from hypothesis import strategies as st

from atlas_resilient import RetryPolicy
from atlas_resilient.policy import TRANSIENT_STATUSES
from tests.properties.model import HEALTHY, NOTHING, Fault, RetryAfter, Row

Doing = Literal[
    "get",
    "safe_get",
    "list",
    "iter",
    "wait",
    "create",
    "plan",
    "unkeyed",
    "sync",
    "update",
    "delete",
    "get_or_create",
    "adopt",
    "rollback",
    "nested",
    "nested plan",
]

DOINGS: tuple[Doing, ...] = Doing.__args__  # type: ignore[attr-defined]
# Some things that take more than one call to go wrong, or to go right, are tried more often.
OFTEN: tuple[Doing, ...] = ("rollback", "rollback", "unkeyed", "nested plan")
READS = frozenset({"get", "safe_get", "list", "iter", "wait", "nested"})

#: The document of a Retry-After: what is sent, with which Date, and what it means.
RETRY_AFTERS: tuple[RetryAfter, ...] = (
    NOTHING,
    ("0", None, 0.0),
    ("1", None, 1.0),
    ("2.5", None, 2.5),
    ("59", None, 59.0),
    ("61", None, 61.0),
    ("86400", None, 86400.0),
    ("-5", None, None),
    ("soon", None, None),
    ("nan", None, None),
    ("1e3", None, None),
    ("9" * 35, None, None),
    ("5, 10", None, None),
    ("Fri, 31 Dec 1999 23:59:59 GMT", "Fri, 31 Dec 1999 23:59:29 GMT", 30.0),
    ("Fri, 31 Dec 1999 23:59:59 GMT", "Fri, 31 Dec 1999 23:59:58 GMT", 1.0),
    ("Fri, 31 Dec 1999 23:59:59 GMT", "Sat, 01 Jan 2000 23:59:59 GMT", 0.0),
    ("Friday, 31-Dec-99 23:59:59 GMT", "Fri, 31 Dec 1999 23:59:49 GMT", 10.0),
    ("Fri, 31 Dec 1999 23:59:59 GMT", None, 0.0),
    ("Fri, 31 Dec 100000 23:59:59 GMT", "Fri, 31 Dec 1999 23:59:59 GMT", None),
)
# No sum of these is a deadline or a timeout: an answer at that very moment may be judged either way.
SLOWNESS = (0.0, 0.0, 0.0, 0.31, 2.73, 7.17, 40.39)
BODIES = (
    b"",
    b"{",
    b"<html><title>Log in</title>",
    b"null",
    b'{"id": 1}',
    b"[[1]]",
    b"[" * 2000,
    b"\xff",
    b"NaN",
)
REFUSALS = (400, 401, 403, 404, 409, 410, 413, 422, 429, 499, 501, 505)


def faults() -> st.SearchStrategy[Fault]:
    """Return a strategy for what happens to one request."""
    seconds, after = st.sampled_from(SLOWNESS), st.sampled_from(RETRY_AFTERS)
    transient, commits = st.sampled_from(sorted(TRANSIENT_STATUSES)[:9]), st.booleans()
    return st.one_of(
        st.builds(Fault, st.just("healthy"), seconds=seconds),
        st.builds(Fault, st.just("status"), st.just(503), commits, retry_after=after),
        st.builds(Fault, st.just("status"), transient, commits, seconds, after),
        st.builds(Fault, st.just("status"), st.sampled_from(REFUSALS), st.just(False), seconds, after),
        st.builds(Fault, st.just("status"), st.just(429), st.just(False), seconds, after),
        st.builds(
            Fault, st.just("page"), st.sampled_from((404, 410, 429, 502, 503)), st.just(False), seconds, after
        ),
        st.builds(Fault, st.just("refused"), seconds=seconds),
        st.builds(Fault, st.just("lost"), commits=commits, seconds=seconds),
        st.builds(Fault, st.just("silent"), commits=commits),
        st.builds(
            Fault,
            st.just("malformed"),
            status=st.sampled_from((200, 201)),
            commits=commits,
            seconds=seconds,
            body=st.sampled_from(BODIES),
        ),
        st.builds(Fault, st.just("cancelled"), commits=commits),
    )


def policies() -> st.SearchStrategy[RetryPolicy]:
    """Return a strategy for policies."""
    return st.builds(
        RetryPolicy,
        attempts=st.sampled_from((4, 4, 4, 6, 5, 3, 2, 1)),
        deadline=st.sampled_from((None, None, None, 0.05, 0.7, 3.0, 10.0, 45.0, 90.0)),
        base=st.sampled_from((0.1, 1.0)),
        retry_after_max=st.sampled_from((60.0, 5.0)),
    )


@frozen
class Doings:
    """One thing to do, with which of the rows; *policy* is that of a `retry` around it."""

    what: Doing
    which: int
    policy: RetryPolicy


@frozen
class Schedule:
    """A server's life, a client's settings, and what it is asked to do."""

    faults: tuple[Fault, ...]
    tail: Fault
    existing: tuple[str, ...]
    states: tuple[str, ...]
    policy: RetryPolicy
    timeout: float | None
    reserve: float
    failures: int | None
    jitter: float
    doings: tuple[Doings, ...]

    def rows(self) -> dict[UUID, Row]:
        """Return the agent classes that are there to begin with, under ids counted from 1."""
        made = (Row(UUID(int=number), name, None) for number, name in enumerate(self.existing, 1))
        return {row.id: row for row in made}


def schedules() -> st.SearchStrategy[Schedule]:
    """Return a strategy for schedules."""
    dead = st.sampled_from(
        (Fault("refused"), Fault("status", 503), Fault("silent"), Fault("lost", commits=True))
    )
    states = st.sampled_from(
        (("running", "completed"), ("failed",), ("running",), ("new", "unheard", "completed"))
    )
    doing = st.builds(Doings, st.sampled_from(DOINGS + OFTEN), st.integers(0, 2), policies())
    return st.builds(
        Schedule,
        faults=st.lists(faults(), max_size=8).map(tuple),
        tail=st.one_of(st.just(HEALTHY), st.just(HEALTHY), dead),
        existing=st.sampled_from(((), ("alpha",), ("alpha", "beta"), ("beta", "other", "more", "alpha"))),
        states=states,
        policy=policies(),
        timeout=st.sampled_from((1.0, 5.0, 30.0)),
        reserve=st.sampled_from((10.0, 10.0, 0.0, 2.0)),
        failures=st.sampled_from((None, None, 2, 5)),
        jitter=st.sampled_from((1.0, 0.0, 0.5)),
        doings=st.lists(doing, min_size=1, max_size=3).map(tuple),
    )
