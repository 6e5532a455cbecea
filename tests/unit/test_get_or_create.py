"""One resource for one name: created, found, or a reason why neither."""

from __future__ import annotations

from typing import Any

import httpx
import pytest
from atlas_control_plane.models import AgentClassCreate

from atlas_resilient import (
    AtlasConflictError,
    AtlasServerError,
    DeploymentError,
    RetryPolicy,
    get_or_create,
)
from atlas_resilient.testing import virtual_time
from tests.conftest import World
from tests.scripted import SUPPORT, Scripted, answer, problem

BODY = AgentClassCreate(name="support")
LOST = httpx.ReadTimeout("lost")
ONCE = RetryPolicy(attempts=1)


def call(
    world: World, server: Scripted, body: Any = BODY, *, policy: RetryPolicy = ONCE, **options: Any
) -> Any:
    """Call `get_or_create_agent_class`, without pausing."""
    atlas = world.client("http://atlas.test", transport=server.transport, policy=policy)
    with virtual_time():
        return world.call(atlas.get_or_create_agent_class, body, **options)


def other(name: str, number: int) -> dict[str, Any]:
    """Return another agent class."""
    return SUPPORT | {"name": name, "id": f"22222222-2222-4222-8222-{number:012d}"}


def test_what_is_not_there_is_created(world: World) -> None:
    """One request, and it is ours."""
    server = Scripted(answer(201, SUPPORT))
    resource, created = call(world, server)

    assert (resource.name, created) == ("support", True)
    assert server.calls == ["POST /api/v1/agent-classes"]


def test_what_is_there_is_found_on_any_page(world: World) -> None:
    """Exactly that name, case included, and not one that only begins like it."""
    crowd = [other(name, n) for n, name in enumerate(["Support", "support2", *(f"c{n}" for n in range(998))])]
    server = Scripted(problem(409), answer(200, crowd), answer(200, [crowd[-1], SUPPORT]))
    resource, created = call(world, server)

    assert (str(resource.id), created) == (SUPPORT["id"], False)
    assert [request.url.params.get("offset") for request in server.requests] == [None, "0", "999"]


def test_a_lost_create_that_happened_is_ours(world: World) -> None:
    """The same key gets the same answer again: nobody else made it."""
    server = Scripted(LOST, answer(200, [SUPPORT]), answer(201, SUPPORT, idempotency_replayed="true"))
    resource, created = call(world, server)

    assert (str(resource.id), created) == (SUPPORT["id"], True)
    first, _, again = server.header("idempotency-key")
    assert first == again


def test_a_lost_create_that_somebody_else_made_is_adopted(world: World) -> None:
    """The same key is refused: it is there, and not ours."""
    server = Scripted(LOST, answer(200, [SUPPORT]), problem(409), answer(200, [SUPPORT]))

    assert call(world, server)[1] is False


def test_a_lost_create_that_did_not_happen_is_made_once_more(world: World) -> None:
    """Looked for first, then created under the same key."""
    server = Scripted(LOST, answer(200, []), answer(201, SUPPORT))

    assert call(world, server)[1] is True
    assert len(set(server.header("idempotency-key")) - {None}) == 1


def test_a_lost_create_is_found_although_the_server_stays_silent(world: World) -> None:
    """If it is there but nobody answers whose it is, it is not claimed."""
    server = Scripted(LOST, answer(200, [SUPPORT]), LOST, answer(200, [SUPPORT]))

    assert call(world, server)[1] is False


@pytest.mark.parametrize("refusal", [problem(401), problem(403), problem(503), answer(201, b"{")])
def test_a_lost_create_that_nobody_vouches_for_is_not_claimed(world: World, refusal: httpx.Response) -> None:
    """It may well be ours; but without an answer under our own key nothing proves it, so created is False."""
    server = Scripted(LOST, answer(200, [SUPPORT]), refusal, answer(200, [SUPPORT]))
    resource, created = call(world, server)

    assert (str(resource.id), created) == (SUPPORT["id"], False)
    first, _, again, *_ = server.header("idempotency-key")
    assert first == again


def test_a_conflict_that_is_about_something_else_is_raised(world: World) -> None:
    """Not found twice, with a new key the second time, as a refusal is kept under its key."""
    server = Scripted(
        problem(409, "deprecated"), answer(200, []), problem(409, "deprecated"), answer(200, [])
    )
    with pytest.raises(AtlasConflictError, match="deprecated"):
        call(world, server)

    first, _, second, _ = server.header("idempotency-key")
    assert first != second


def test_a_difference_is_an_error_that_shows_it(world: World) -> None:
    """What was asked, what is there; or adopted, if the caller says so."""
    outcomes = (problem(409), answer(200, [SUPPORT]))
    wish = {"name": "support", "description": "Answers"}
    with pytest.raises(DeploymentError, match="description") as caught:
        call(world, Scripted(*outcomes), wish)

    assert caught.value.differences == {"description": ("Answers", None)}
    assert str(caught.value.resource.id) == SUPPORT["id"]
    assert call(world, Scripted(*outcomes), wish, adopt_different=True)[1] is False


def test_what_comes_back_masked_can_not_differ(world: World) -> None:
    """A secret is never shown again; everything beside it is compared."""
    some_id, moment = SUPPORT["id"], SUPPORT["created_at"]
    row: dict[str, Any] = {"id": some_id, "name": "house", "api_base_url": None, "description": None}
    row |= {"config": {"api_key": "***", "region": "eu"}, "created_at": moment, "updated_at": moment}
    for region, differs in (("eu", False), ("us", True)):
        server = Scripted(problem(409), answer(200, [row]))
        atlas = world.client("http://atlas.test", transport=server.transport)
        body = {"name": "house", "config": {"api_key": "secret", "region": region}}
        if differs:
            with pytest.raises(DeploymentError, match="config"):
                world.call(atlas.get_or_create_model_provider, body)
        else:
            assert world.call(atlas.get_or_create_model_provider, body)[1] is False


def test_other_refusals_are_raised_at_once(world: World) -> None:
    """A validation error is nothing to look for."""
    server = Scripted(problem(422))
    with pytest.raises(Exception, match="422"):
        call(world, server)

    assert len(server.requests) == 1


def test_a_page_that_fails_is_asked_for_again(world: World) -> None:
    """The look-up is as patient as any read."""
    server = Scripted(problem(409), problem(503), answer(200, [SUPPORT]))

    assert call(world, server, policy=RetryPolicy())[1] is False


def test_the_deadline_spans_create_and_look_up(world: World) -> None:
    """All of it together, not each part."""
    server = Scripted(problem(503))
    policy = RetryPolicy(attempts=100, deadline=2.0, cap=1.0)
    atlas = world.client("http://atlas.test", transport=server.transport, policy=policy)
    with virtual_time() as time, pytest.raises(AtlasServerError) as caught:
        world.call(atlas.get_or_create_agent_class, BODY)

    assert time.now <= 2.0
    assert "GET /api/v1/agent-classes" in server.calls
    assert caught.value.outcome_unknown
    assert "create_agent_class" in str(caught.value)


def test_a_deployments_name_is_unique_within_its_environment(world: World) -> None:
    """The document's default stands for an environment that isn't said."""
    row: dict[str, Any] = {
        "id": SUPPORT["id"],
        "agent_definition_id": SUPPORT["id"],
        "blueprint_id": None,
        "name": "blue",
        "description": None,
        "environment": "production",
        "status": "active",
        "config": {},
        "project_context": {},
        "spec_md_path": None,
        "created_at": SUPPORT["created_at"],
        "updated_at": SUPPORT["created_at"],
    }
    staging = row | {"environment": "staging", "id": "33333333-3333-4333-8333-333333333333"}
    server = Scripted(problem(409), answer(200, [staging, row]))
    atlas = world.client("http://atlas.test", transport=server.transport)
    found, created = world.call(
        atlas.get_or_create_deployment, {"name": "blue", "agent_definition_id": SUPPORT["id"]}
    )

    assert (str(found.id), found.environment, created) == (SUPPORT["id"], "production", False)


def test_any_function_can_be_decorated(world: World) -> None:
    """Creates and finds of your own, sync or async."""
    store: dict[str, str] = {}

    def create(name: str) -> str:
        if name in store:
            request = httpx.Request("POST", "http://atlas.test")
            raise httpx.HTTPStatusError(
                "conflict", request=request, response=httpx.Response(409, request=request)
            )
        store[name] = name.upper()
        return store[name]

    async def create_async(name: str) -> str:
        return create(name)

    decorated = get_or_create(find=store.get)(create_async if world.is_async else create)

    assert world.run(decorated("a")) == ("A", True)
    assert world.run(decorated("a")) == ("A", False)


def test_a_lost_answer_of_any_function_is_looked_up(world: World) -> None:
    """A timeout of a POST may have happened."""
    store: dict[str, str] = {}

    def create(name: str) -> str:
        store[name] = name.upper()
        raise httpx.ReadTimeout("lost", request=httpx.Request("POST", "http://atlas.test"))

    async def create_async(name: str) -> str:
        return create(name)

    decorated = get_or_create(find=store.get)(create_async if world.is_async else create)

    with virtual_time():
        assert world.run(decorated("a")) == ("A", False)


def test_find_has_to_be_a_function() -> None:
    """Said where it is written."""
    with pytest.raises(TypeError, match="find"):
        get_or_create(find=None)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("policy", "retry_after"),
    [
        (RetryPolicy(attempts=1, deadline=0.05), None),
        (RetryPolicy(attempts=1, deadline=5.0), "7"),
        (RetryPolicy(attempts=1), "86400"),
        (RetryPolicy(attempts=1, retry_after_max=2.0), "3"),
    ],
)
def test_the_second_round_is_not_waited_for_too_long(
    world: World, policy: RetryPolicy, retry_after: str | None
) -> None:
    """The pause between the rounds keeps to the deadline, and to the longest Retry-After, as any other."""
    headers = {} if retry_after is None else {"retry_after": retry_after}
    server = Scripted(problem(503, **headers), answer(200, []), answer(201, SUPPORT))
    atlas = world.client("http://atlas.test", transport=server.transport, policy=policy)

    with virtual_time() as time, pytest.raises(AtlasServerError) as caught:
        world.call(atlas.get_or_create_agent_class, BODY)

    assert time.pauses == []
    assert caught.value.outcome_unknown
    assert len(server.requests) == 2
