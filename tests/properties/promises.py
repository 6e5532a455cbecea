"""What holds for every schedule, whichever way it was gone through."""

from __future__ import annotations

from asyncio import CancelledError
from collections.abc import Callable, Sequence
from itertools import pairwise
from types import NoneType

from atlas_resilient import AtlasError
from atlas_resilient._steps import Attempt
from atlas_resilient.hooks import Pausing
from atlas_resilient.policy import TRANSIENT_STATUSES
from tests.properties.schedules import READS
from tests.properties.ways import Boom, Did, Run

# Floats add up.
EPSILON = 1e-6
# What is asked of a client for longer than that, its gate forgets.
LONGEST = 3600.0


def hold(run: Run) -> None:
    """Fail unless all of them hold."""
    for promise in OF_A_RUN:
        promise(run)
    for did in run.did:
        for promise_of_each in OF_EACH:
            promise_of_each(run, did)


def one_logic(runs: Sequence[Run]) -> None:
    """The same values, errors, attempts, pauses and requests in all ways."""
    first = runs[0]
    for run in runs[1:]:
        assert run.did == first.did, run.way
        assert run.time.pauses == first.time.pauses, run.way
        assert run.recorded.outcomes == first.recorded.outcomes, run.way
        assert [(entry.at, entry.method, entry.path) for entry in run.model.log] == [
            (entry.at, entry.method, entry.path) for entry in first.model.log
        ], run.way


def nothing_happens_twice(run: Run) -> None:
    """A create takes effect once for its call and once for its key, whatever was repeated."""
    keys = {entry.request_id: entry.key for entry in run.model.log}
    made = [request for what, request in run.model.effects if what in ("created", "planned")]
    assert len(made) == len(set(made)), "a request took effect twice"
    under = [keys[request] for request in made if keys[request] is not None]
    assert len(under) == len(set(under)), "a key took effect twice"


def one_key_for_one_call(run: Run) -> None:
    """All attempts of a call carry the same key, or none."""
    pairs = {(entry.request_id, entry.key) for entry in run.model.log}
    assert len(pairs) == len({request for request, _ in pairs}), "a call changed its key"


def retry_after_is_a_minimum(run: Run) -> None:
    """For the same call; after a 429, for all calls of the client."""
    for number, entry in enumerate(run.model.log):
        asked = entry.fault.asks_for
        if asked is None or (entry.timeout is not None and entry.fault.seconds > entry.timeout):
            continue

        throttled = entry.fault.status == 429
        for later in run.model.log[number + 1 :]:
            if later.request_id == entry.request_id or throttled:
                least = min(asked, LONGEST) if throttled else asked
                if later.request_id == entry.request_id:
                    assert asked <= run.schedule.policy.retry_after_max, "waited for what was to be refused"
                assert later.at >= entry.ended + least - EPSILON, f"asked for {asked} s, came back too early"


def an_attempt_is_limited(run: Run) -> None:
    """No request waits longer for its answer than the client's timeout."""
    for entry in run.model.log:
        assert entry.timeout is not None
        assert run.schedule.timeout is not None
        assert 0 < entry.timeout <= run.schedule.timeout + EPSILON


def within_the_deadline(run: Run, did: Did) -> None:
    """Attempts, pauses and slow answers together."""
    deadline = run.schedule.policy.deadline
    if did.doing.what == "wait":
        limit: float | None = 20.0
    elif did.doing.what.startswith("nested"):
        limit = did.doing.policy.deadline
    elif did.doing.what == "rollback":
        # Two creates, each with a deadline of its own, and what undoing may take.
        limit = None if deadline is None else 2 * deadline + 200.0
    elif did.doing.what == "iter":
        pages = len({entry.request_id for entry in run.model.log[did.requests]}) + 1
        limit = None if deadline is None else pages * deadline
    else:
        limit = deadline

    assert limit is None or did.ended - did.began <= limit + EPSILON, "the deadline was overrun"


def within_the_attempts(run: Run, did: Did) -> None:
    """The same request is made as often as the policy says; nested retries don't multiply."""
    attempts = run.schedule.policy.attempts
    # The second round of a get-or-create makes the same request again.
    rounds = 2 if did.doing.what in ("get_or_create", "adopt", "rollback") else 1
    requests = [entry.request_id for entry in run.model.log[did.requests]]
    for request in set(requests):
        assert requests.count(request) <= attempts * rounds, "more attempts than allowed"

    if did.doing.what.startswith("nested"):
        assert len(requests) <= did.doing.policy.attempts - 1 + attempts, "nested retries multiply"

    if isinstance(did.error, AtlasError):
        # An attempt of a `retry` may end before anything is sent.
        assert did.doing.what.startswith("nested") or len(did.error.attempts) <= len(requests)
        for earlier, later in pairwise(did.error.attempts):
            assert later.started >= earlier.started + earlier.duration + earlier.wait - EPSILON


def a_read_changes_nothing(run: Run, did: Did) -> None:
    """Neither rows nor anything else, and it doesn't even ask for it."""
    if did.doing.what in READS:
        assert did.before == did.after, "a read changed something"
        assert {entry.method for entry in run.model.log[did.requests]} <= {"GET"}


def a_known_failure_changed_nothing(run: Run, did: Did) -> None:
    """An error of a write either says that its outcome is unknown, or there was no effect."""
    if did.doing.what in ("create", "plan", "unkeyed", "sync", "update", "delete", "nested plan"):
        known = isinstance(did.error, AtlasError) and not did.error.outcome_unknown
        assert not (known and run.model.effects[did.effects]), "an error hides that something happened"


def one_plan_for_one_call(run: Run, did: Did) -> None:
    """Also where a `retry` around the call would make another under a new key."""
    planned = [what for what, _ in run.model.effects[did.effects] if what == "planned"]
    assert len(planned) <= 1, "a plan was made twice"


def a_success_happened(run: Run, did: Did) -> None:
    """What is answered is there; what is deleted is not."""
    if did.error is not None:
        return

    ids = {str(each) for each in did.after}
    if did.doing.what in ("create", "update", "get"):
        assert did.outcome["id"] in ids
    if did.doing.what == "delete":
        assert not any(each.int == did.doing.which + 1 for each in did.after)
    if did.doing.what in ("get_or_create", "adopt"):
        assert did.outcome[0]["id"] in ids
    if did.doing.what == "iter":
        assert [row["id"] for row in did.outcome] == [str(each) for each in did.before], "rows are missing"


def created_only_if_proved(run: Run, did: Did) -> None:
    """
    True: the row is new, and made under our key.  False: it was there, or the last create got no 2xx to read.

    Without that answer nothing tells a row of our own from one that somebody else made meanwhile.
    """
    if did.error is not None or did.doing.what not in ("get_or_create", "adopt"):
        return

    resource, created = did.outcome
    found = resource["id"]
    old = found in {str(each) for each in did.before}
    creates = [entry for entry in run.model.log[did.requests] if entry.method == "POST"]
    if created:
        assert not old, "created, but it was there before"
        assert found in {run.model.made_under(entry.key) for entry in creates}, "made under another's key"
    else:
        assert old or not creates[-1].succeeded, "its own key proved that it was created"


def what_failed_is_undone(run: Run, did: Did) -> None:
    """After a rollback there is what was there before, unless it says what could not be undone."""
    if did.doing.what == "rollback":
        assert did.before.items() <= did.after.items(), "something adopted was deleted"
        assert did.undo_failed or did.before == did.after, "something created is still there"


def the_budget_pays_for_retries(run: Run) -> None:
    """A retry costs 1; there is the reserve, 0.1 for each call, and 1 for each attempt that settled something."""
    attempts, events = run.recorded.attempts, run.recorded.events
    paid = sum(isinstance(event, Pausing) for event in events)
    # Calls that ended before their first attempt did: not admitted, or cancelled.
    unheard = sum(event.attempts == 0 for event in run.recorded.gave_up)
    unheard += sum(entry.fault.kind == "cancelled" for entry in run.model.log)
    calls = sum(attempt.number == 1 for attempt in attempts) + unheard
    settled = sum(not _passes(attempt) for attempt in attempts)
    assert paid <= run.schedule.reserve + 0.1 * calls + settled + EPSILON, "more retries than the budget has"
    assert run.lowest_budget >= 0, "the budget is negative"


def _passes(attempt: Attempt) -> bool:
    broken = attempt.outcome in ("AtlasConnectionError", "AtlasTimeoutError")
    return broken or attempt.status == 429 or attempt.status in TRANSIENT_STATUSES


def all_answers_are_closed(run: Run) -> None:
    """An answer that is not is a connection that stays open."""
    assert run.server.unread == 0, "an answer was not closed"


def pauses_take_their_time(run: Run) -> None:
    """No pause is made beside the clock."""
    assert sum(run.time.pauses) <= run.time.now + EPSILON


def errors_are_ours(run: Run, did: Did) -> None:
    """Nothing comes out but an AtlasError, what a block raised itself, and a cancellation."""
    assert isinstance(did.error, (AtlasError, Boom, CancelledError, NoneType)), repr(did.error)


OF_A_RUN: tuple[Callable[[Run], None], ...] = (
    nothing_happens_twice,
    one_key_for_one_call,
    retry_after_is_a_minimum,
    an_attempt_is_limited,
    the_budget_pays_for_retries,
    all_answers_are_closed,
    pauses_take_their_time,
)
OF_EACH: tuple[Callable[[Run, Did], None], ...] = (
    errors_are_ours,
    within_the_deadline,
    within_the_attempts,
    a_read_changes_nothing,
    a_known_failure_changed_nothing,
    one_plan_for_one_call,
    a_success_happened,
    created_only_if_proved,
    what_failed_is_undone,
)
