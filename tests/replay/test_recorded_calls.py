"""What the Control Plane answered once, and what both clients make of it, without a network."""

from __future__ import annotations

from typing import Any
from uuid import UUID

import pytest
from atlas_control_plane.models import (
    AgentClassCreate,
    AgentClassUpdate,
    AgentDefinitionCreate,
    AgentDefinitionStatus,
    ModelProviderCreate,
)

from atlas_resilient import (
    AtlasAuthenticationError,
    AtlasConflictError,
    AtlasRateLimitError,
    AtlasResponseError,
    AtlasServerError,
    AtlasValidationError,
    DeploymentError,
)
from atlas_resilient.sandbox import Status
from atlas_resilient.testing import virtual_time
from tests.conftest import World
from tests.replay.conftest import SECRET, Server

pytestmark = [pytest.mark.vcr, pytest.mark.block_network]

NOBODY = UUID(int=0)


def test_life_of_an_agent_class(world: World, atlas: Any) -> None:
    """Create, read, list, change, delete, and gone."""
    created = world.run(
        atlas.create_agent_class(AgentClassCreate(name="support", description="Answers customers"))
    )

    assert world.run(atlas.get_agent_class(created.id)) == created
    assert world.run(atlas.list_agent_classes(limit=10)) == [created]

    changed = world.run(atlas.update_agent_class(created.id, AgentClassUpdate(description=None)))
    assert (changed.name, changed.description) == ("support", None)

    world.run(atlas.delete_agent_class(created.id))
    assert world.run(atlas.safe_get_agent_class(created.id)) is None


def test_life_of_an_agent_definition(world: World, atlas: Any) -> None:
    """A definition belongs to a class and a provider, shows no secrets, and holds both back from deletion."""
    agent_class = world.run(atlas.create_agent_class({"name": "support"}))
    provider = world.run(
        atlas.create_model_provider(ModelProviderCreate(name="house", config={"api_key": SECRET}))
    )
    definition = world.run(
        atlas.create_agent_definition(
            AgentDefinitionCreate(
                name="First Line",
                agent_class_id=agent_class.id,
                model_provider_id=provider.id,
                config={"t": 0.5},
            )
        )
    )

    assert provider.config == {"api_key": "***"}
    assert (definition.slug, definition.status, definition.config) == ("first-line", "draft", {"t": 0.5})
    assert world.run(atlas.list_agent_definitions(status=AgentDefinitionStatus.PUBLISHED)) == []
    for delete, owner in ((atlas.delete_agent_class, agent_class), (atlas.delete_model_provider, provider)):
        with pytest.raises(AtlasConflictError):
            world.call(delete, owner.id)

    world.run(atlas.delete_agent_definition(definition.id))


def test_get_or_create(world: World, atlas: Any) -> None:
    """Created once, found ever after; a different wish is an error that shows the difference."""
    body = AgentClassCreate(name="support", description="Answers customers")

    first, created = world.run(atlas.get_or_create_agent_class(body))
    assert created
    assert world.run(atlas.get_or_create_agent_class(body)) == (first, False)

    with pytest.raises(DeploymentError) as caught:
        world.call(atlas.get_or_create_agent_class, {"name": "support", "description": "Other"})

    assert caught.value.differences == {"description": ("Other", "Answers customers")}
    assert world.run(
        atlas.get_or_create_agent_class({"name": "support", "description": "Other"}, adopt_different=True)
    )


def test_paging(world: World, atlas: Any) -> None:
    """Every resource once, in order, page by page."""
    names = [f"class {number}" for number in range(7)]
    for name in names:
        world.run(atlas.create_agent_class({"name": name}))

    assert [found.name for found in world.collect(atlas.iter_agent_classes(page_size=3))] == names


def test_three_attempts(world: World, atlas: Any, server: Server, vcr: Any) -> None:
    """503, 503, 200 is one call with three attempts."""
    server.fail("health", Status(503), times=2)

    with virtual_time() as time:
        assert world.run(atlas.health()).status == "healthy"

    assert time.pauses == [0.1, 0.2]
    assert [response["status"]["code"] for response in vcr.responses] == [503, 503, 200]


def test_a_gateway_page(world: World, atlas: Any, server: Server) -> None:
    """An HTML page with status 502 is waited out; one with 200 is no answer."""
    server.fail("health", Status(502, html=True))
    server.fail("list_agent_classes", Status(200, html=True))

    with virtual_time():
        assert world.run(atlas.health()).status == "healthy"

    with pytest.raises(AtlasResponseError, match="text/html"):
        world.call(atlas.list_agent_classes)


def test_a_gateway_404(world: World, atlas: Any, server: Server) -> None:
    """A page that says "not found" proves nothing about a resource."""
    server.fail("get_agent_class", Status(404, html=True))

    with pytest.raises(Exception, match="get_agent_class: 404"):
        world.call(atlas.safe_get_agent_class, NOBODY)

    assert world.run(atlas.safe_get_agent_class(NOBODY)) is None


def test_a_rate_limit(world: World, atlas: Any, server: Server) -> None:
    """Waited for as long as asked; raised at once where that is too long."""
    server.fail("list_agent_classes", Status(429, retry_after=2))
    server.fail("list_agent_classes", Status(429, retry_after=600))

    with virtual_time(jitter=0.0) as time, pytest.raises(AtlasRateLimitError) as caught:
        world.call(atlas.list_agent_classes)

    assert time.pauses == [2.0]
    assert caught.value.retry_after == 600.0


def test_a_server_that_stays_broken(world: World, atlas: Any, server: Server) -> None:
    """After four attempts the error tells them all."""
    server.fail("health", Status(500), times=4)

    with virtual_time(), pytest.raises(AtlasServerError) as caught:
        world.call(atlas.health)

    assert [attempt.status for attempt in caught.value.attempts] == [500] * 4
    assert (caught.value.stop_reason, caught.value.recoverable) == ("attempts exhausted", True)


def test_validation(world: World, atlas: Any) -> None:
    """What is wrong, and where; and a reference to nothing."""
    with pytest.raises(AtlasValidationError) as caught:
        world.call(atlas.create_agent_class, {"name": ""})

    assert caught.value.details[0].loc == ("body", "name")

    with pytest.raises(AtlasValidationError) as caught:
        world.call(atlas.create_agent_definition, AgentDefinitionCreate(name="x", agent_class_id=NOBODY))

    assert caught.value.details[0].type == "reference_not_found"


def test_a_wrong_token(world: World, server: Server) -> None:
    """One request, and the token in no text of the error."""
    stranger = world.client(server.url, token="a-wrong-token")

    with pytest.raises(AtlasAuthenticationError) as caught:
        world.call(stranger.list_agent_classes)

    assert caught.value.user_action == "Check credentials"
    assert "a-wrong-token" not in f"{caught.value} {caught.value!r} {vars(caught.value)} {stranger!r}"


def test_what_a_server_can_not_do(world: World, atlas: Any, server: Server) -> None:
    """It says so with a 501, which is not tried again."""
    server.fail("list_tools", Status(501))

    with pytest.raises(AtlasServerError) as caught:
        world.call(atlas.list_tools)

    assert (caught.value.status_code, len(caught.value.attempts)) == (501, 1)


def test_verifying_a_provider(world: World, atlas: Any) -> None:
    """A POST without a body, harmless to repeat."""
    provider = world.run(
        atlas.create_model_provider({"name": "house", "api_base_url": "https://models.example", "config": {}})
    )

    assert world.run(atlas.verify_model_provider(provider.id)).status == "ok"
