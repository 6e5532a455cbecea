"""`retry` for any function: what it repeats, how long it waits, and what it leaves on the error."""

from __future__ import annotations

import contextlib
import gc
import weakref
from typing import Any

import httpx
import pytest

from atlas_resilient import AtlasConnectionError, AtlasError, retry
from atlas_resilient.hooks import Attempted, Event, GaveUp, Pausing
from atlas_resilient.testing import virtual_time
from tests.conftest import World
from tests.scripted import Script

GET, POST = httpx.Request("GET", "http://atlas.test/"), httpx.Request("POST", "http://atlas.test/")


def outcome_of(world: World, script: Script, **options: Any) -> Any:
    """Run the script under `retry` and return what came out, be it an exception."""
    try:
        return world.run(retry(**options)(script.of(world))())
    except Exception as error:
        return error


def lost(request: httpx.Request | None) -> httpx.ReadTimeout:
    """Return an answer that didn't come."""
    return httpx.ReadTimeout("lost", request=request)


def failed(status: int, request: httpx.Request, **headers: str) -> httpx.HTTPStatusError:
    """Return what `raise_for_status` raises."""
    response = httpx.Response(status, request=request, headers=headers)
    return httpx.HTTPStatusError("failed", request=request, response=response)


@pytest.mark.parametrize(
    "failure",
    [
        httpx.ConnectError("refused", request=POST),
        httpx.ConnectTimeout("too slow", request=POST),
        httpx.PoolTimeout("all busy", request=POST),
        httpx.ConnectError("refused"),
        failed(429, POST),
        lost(GET),
        httpx.RemoteProtocolError("gone", request=GET),
        *(failed(status, GET) for status in (408, 425, 500, 502, 503, 504, 520, 524)),
        failed(503, httpx.Request("PUT", "http://atlas.test/")),
        failed(503, httpx.Request("DELETE", "http://atlas.test/")),
        AtlasConnectionError("not there"),
    ],
    ids=repr,
)
def test_what_is_safe_is_repeated(world: World, failure: Exception) -> None:
    """What never left, was refused unprocessed, or can be done twice, is tried again."""
    script = Script(failure, "good")

    with virtual_time():
        assert outcome_of(world, script) == "good"

    assert script.calls == 2


@pytest.mark.parametrize(
    "failure",
    [
        lost(POST),
        lost(None),
        httpx.WriteTimeout("stuck", request=POST),
        httpx.RemoteProtocolError("gone", request=POST),
        failed(503, POST),
        failed(500, httpx.Request("PATCH", "http://atlas.test/")),
        *(failed(status, GET) for status in (400, 401, 403, 404, 409, 422, 499, 501, 505)),
        httpx.UnsupportedProtocol("ftp", request=GET),
        httpx.DecodingError("no gzip", request=GET),
        AtlasConnectionError("broke", safe_to_repeat=False, outcome_unknown=True),
        AtlasError("no idea"),
        ValueError("a bug"),
    ],
    ids=repr,
)
def test_what_is_not_safe_or_will_not_pass_is_not_repeated(world: World, failure: Exception) -> None:
    """A write that may have happened, a refusal, a bug: one attempt, and the error as it was."""
    script = Script(failure, "good")

    assert outcome_of(world, script) is failure
    assert script.calls == 1


@pytest.mark.parametrize("reason", ["certificate", "handshake"])
def test_certificate_failures_are_not_repeated(world: World, reason: str) -> None:
    """A wrong certificate is as wrong a moment later."""
    import ssl

    error = httpx.ConnectError(reason, request=GET)
    error.__cause__ = (
        ssl.SSLCertVerificationError() if reason == "certificate" else ssl.SSLError(1, "WRONG_VERSION")
    )

    assert outcome_of(world, Script(error, "good")) is error


def test_a_response_is_judged_like_an_exception(world: World) -> None:
    """`httpx.get` and a generated `*_detailed` return their failures."""
    good = httpx.Response(200, request=GET)
    script = Script(httpx.Response(503, request=GET), good)

    with virtual_time():
        assert outcome_of(world, script) is good


def test_the_last_response_is_returned_when_all_failed(world: World) -> None:
    """Who returns failures gets the last one back, not an exception."""
    bad = httpx.Response(503, request=GET)

    with virtual_time() as time:
        assert outcome_of(world, Script(bad)) is bad

    assert time.pauses == [0.1, 0.2, 0.4]


def test_retry_after_is_waited_for_in_full(world: World) -> None:
    """Never less than the server asked for."""
    script = Script(failed(429, POST, **{"retry-after": "7"}), "good")

    with virtual_time(jitter=0.0) as time:
        assert outcome_of(world, script) == "good"

    assert time.pauses == [7.0]


def test_a_long_retry_after_stops_at_once(world: World) -> None:
    """Two minutes are for the caller to plan, not for us to sit out or cut short."""
    failure = failed(429, POST, **{"retry-after": "121"})

    with virtual_time() as time:
        assert outcome_of(world, Script(failure, "good")) is failure

    assert time.pauses == []


def test_the_deadline_spans_attempts_and_pauses(world: World) -> None:
    """No pause is begun that would end after it."""
    script = Script(failed(503, GET))

    with virtual_time() as time:
        outcome_of(world, script, attempts=10, deadline=1.0)

    assert time.pauses == [0.1, 0.2, 0.4]
    assert time.now <= 1.0


def test_the_error_tells_its_attempts(world: World) -> None:
    """When each began, how long it took and what was waited, and why it ended."""
    with virtual_time(), pytest.raises(AtlasConnectionError) as caught:
        world.run(retry(attempts=3)(Script(AtlasConnectionError("not there")).of(world))())

    error = caught.value
    assert [(a.number, a.started, a.wait) for a in error.attempts] == [
        (1, 0.0, 0.1),
        (2, 0.1, 0.2),
        (3, pytest.approx(0.3), 0.0),
    ]
    assert {a.outcome for a in error.attempts} == {"AtlasConnectionError"}
    assert error.stop_reason == "attempts exhausted"
    assert "3 attempts" in str(error)


def test_named_exceptions_are_repeated(world: World) -> None:
    """Whoever names an exception vouches for it: by class, or by looking at it."""
    for on in (KeyError, (OSError, KeyError), lambda error: "x" in str(error)):
        script = Script(KeyError("x"), "good")
        with virtual_time():
            assert outcome_of(world, script, on=on) == "good"


@pytest.mark.parametrize("interruption", [KeyboardInterrupt, SystemExit])
def test_interruptions_are_never_repeated(world: World, interruption: type[BaseException]) -> None:
    """Ctrl-C means stop, even where everything is to be repeated."""
    script = Script(interruption(), "good")

    with pytest.raises(interruption):
        retry(on=Exception)(script)()

    assert script.calls == 1


def test_hooks_are_told_and_can_do_no_harm(world: World) -> None:
    """Each attempt, pause and end is told; a hook that raises changes nothing."""
    told: list[Event] = []

    def broken(event: Event) -> None:
        raise RuntimeError("hook")

    with virtual_time():
        outcome_of(world, Script(failed(503, GET)), attempts=2, hooks=[broken, told.append])

    assert [type(event) for event in told] == [Attempted, Pausing, Attempted, GaveUp]


@pytest.mark.parametrize(
    "options", [{"attempts": 0}, {"attempts": -1}, {"deadline": -1.0}, {"deadline": 0.0}]
)
def test_senseless_options_are_refused_at_once(options: dict[str, Any]) -> None:
    """Not when the function is called one day, but where it is decorated."""
    with pytest.raises(ValueError, match=next(iter(options))):
        retry(**options)


def test_unknown_options_are_refused() -> None:
    """A misspelt option doesn't pass silently."""
    with pytest.raises(TypeError):
        retry(retries=3)  # type: ignore[call-overload]


def test_an_error_is_not_kept_alive(world: World) -> None:
    """Who has dealt with it holds nothing of it any more, without waiting for the collector."""
    seen: list[weakref.ref[BaseException]] = []

    def look(event: Event) -> None:
        if isinstance(event, GaveUp) and event.error is not None:
            seen.append(weakref.ref(event.error))

    @retry(attempts=2, hooks=[look])
    def fail() -> None:
        raise AtlasConnectionError("not there")

    @retry(attempts=2, hooks=[look])
    async def fail_async() -> None:
        raise AtlasConnectionError("not there")

    def deal_with_it() -> None:
        with contextlib.suppress(AtlasConnectionError):
            fail()

    async def deal_with_it_async() -> None:
        with contextlib.suppress(AtlasConnectionError):
            await fail_async()

    gc.disable()
    try:
        with virtual_time():
            world.run((deal_with_it_async if world.is_async else deal_with_it)())
        assert [reference() for reference in seen] == [None]
    finally:
        gc.enable()
