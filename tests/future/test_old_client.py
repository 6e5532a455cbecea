"""The client of today and a server of one day: nothing that the server adds is lost, fatal, or sent back."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from atlas_control_plane.models import AgentClassUpdate, DeploymentStatus
from atlas_control_plane.sync_methods import SyncMethods

from atlas_codegen.document import operations_of
from atlas_resilient import AsyncRollback, AtlasConflictError, AtlasValidationError, Rollback
from atlas_resilient.sandbox import Sandbox
from atlas_resilient.testing import virtual_time
from tests.conftest import World
from tests.future.changes import ANSWERED, ASKED, SENT, grown, schemas_of
from tests.future.server import MARK, FutureServer, serving
from tests.future.tour import tour
from tests.generating import generated, imported, real_document
from tools.spec_diff.changes import Level
from tools.spec_diff.compare import changes_between

METHODS = {name for name in vars(SyncMethods) if not name.startswith("_")}


@pytest.fixture
def future() -> Iterator[FutureServer]:
    """A server of one day, where nothing moves by itself."""
    with Sandbox(lifecycle="manual") as box, serving(box, grown(real_document())) as server:
        yield server


def test_every_method_works(world: World, future: FutureServer) -> None:
    """Each answer comes back from `to_dict` as it was served, and nothing that is new is sent to the server."""
    atlas, called = world.client(future.url), set[str]()

    def call(name: str, *args: Any, **options: Any) -> Any:
        before = len(future.answers)
        result = world.call(getattr(atlas, name), *args, **options)
        result = world.collect(result) if name.startswith("iter_") else result
        called.add(name)
        if result is not None:
            kept(name, result, future.answers[before:])

        return result

    with virtual_time():
        tour(call, future.box)

    assert called == METHODS
    assert future.renewed == {
        name
        for name, schema in future.document["components"]["schemas"].items()
        if "enum" in schema and schema in schemas_of(future.document, "responses")
    }
    only_known_was_sent(future)


def kept(method: str, result: Any, answers: list[Any]) -> None:
    """Check that *result* of a method is what was answered, with all that is new in it."""
    served = [row for answer in answers for row in (answer if isinstance(answer, list) else [answer])]
    assert all(row[ANSWERED] == MARK for row in served)
    one = result[0] if isinstance(result, tuple) else result
    rows = one if isinstance(one, list) else [one]
    assert all(row.additional_properties[ANSWERED] == MARK for row in rows)
    got, wanted = [moments(row.to_dict()) for row in rows], [moments(row) for row in served]
    if method.startswith("get_or_create_"):
        # A conflict comes before the list that has it.
        assert got[0] in wanted
    elif method.startswith("iter_"):
        # Pages overlap.
        assert got == [row for place, row in enumerate(wanted) if row not in wanted[:place]]
    else:
        assert got == (wanted[-1:] if method.startswith("wait_for_") else wanted)


def only_known_was_sent(future: FutureServer) -> None:
    """Check that every operation was asked, and with what the document of today has."""
    today = real_document()
    assert {asked.operation for asked in future.asked} == {each.name for each in operations_of(today)}
    sent = [json.dumps([asked.query, asked.body]) for asked in future.asked]
    assert not [text for text in sent if any(new in text for new in (ANSWERED, ASKED, SENT))]


def moments(value: Any) -> Any:
    """Return *value* with its timestamps as moments, which may be written in two ways."""
    if isinstance(value, dict):
        return {name: moments(each) for name, each in value.items()}
    if isinstance(value, list):
        return [moments(each) for each in value]
    try:
        return datetime.fromisoformat(value) if "T" in value else value
    except (TypeError, ValueError):
        return value


def test_an_update_sends_what_was_set(world: World, future: FutureServer) -> None:
    """Read, then changed: the unknown field was kept in what was read, and stays there."""
    atlas = world.client(future.url)
    read = world.call(atlas.create_agent_class, {"name": "support"})

    changed = world.call(atlas.update_agent_class, read.id, AgentClassUpdate(description=read.name))

    assert future.asked[-1].body == {"description": "support"}
    assert read.additional_properties == changed.additional_properties == {ANSWERED: MARK}


def test_an_update_made_of_what_was_read_sends_no_unknown_field(world: World, future: FutureServer) -> None:
    """Neither what a newer server has added, nor what can't be written at all."""
    atlas = world.client(future.url)
    read = world.call(atlas.create_agent_class, {"name": "support"})

    update = AgentClassUpdate.from_dict({**read.to_dict(), "description": "second line"})
    world.call(atlas.update_agent_class, read.id, update)

    assert ANSWERED in read.to_dict()
    assert future.asked[-1].body == {"name": "support", "description": "second line"}


def test_an_unknown_state_is_of_its_type(world: World, future: FutureServer) -> None:
    """A caller may compare it with members and with strings, and none of the known members is meant."""
    atlas = world.client(future.url)
    owner = world.call(atlas.create_agent_class, {"name": "support"})
    definition = world.call(
        atlas.create_agent_definition, {"name": "first line", "agent_class_id": str(owner.id)}
    )
    made = world.call(atlas.create_deployment, {"name": "b", "agent_definition_id": str(definition.id)})

    assert isinstance(made.status, DeploymentStatus)
    assert made.status == "someday"
    assert made.status not in list(DeploymentStatus)
    assert made.to_dict()["status"] == "someday"


def test_errors_are_understood(world: World, future: FutureServer) -> None:
    """More in an error's body, and a place told in a third way, leave what is known of it."""
    atlas = world.client(future.url)
    world.call(atlas.create_agent_class, {"name": "support"})

    with pytest.raises(AtlasConflictError, match="support"):
        world.call(atlas.create_agent_class, {"name": "support"})
    with pytest.raises(AtlasValidationError) as caught:
        world.call(atlas.create_agent_class, {"name": ""})

    assert future.answers[-1]["detail"][0]["loc"] == [{"pointer": "/someday"}, "body", "name"]
    assert caught.value.details[0].loc == ("body", "name")


def test_a_rollback_undoes_there_too(world: World, future: FutureServer) -> None:
    """What was created is deleted when the block fails."""
    atlas = world.client(future.url)

    async def fails_async() -> None:
        async with AsyncRollback() as undo:
            await undo.create(atlas.create_agent_class, {"name": "support"})
            raise KeyError("on purpose")

    def fails() -> None:
        with Rollback() as undo:
            undo.create(atlas.create_agent_class, {"name": "support"})
            raise KeyError("on purpose")

    with pytest.raises(KeyError, match="on purpose"):
        world.call(fails_async if world.is_async else fails)

    assert future.box.count("delete_agent_class") == 1
    assert future.box.rows("agent_class") == 0


def test_that_day_breaks_nobody() -> None:
    """The new document has changes of all kinds, and by our own judgement none of them breaks."""
    changes = changes_between(real_document(), grown(real_document()))

    assert Level.BREAKING not in {change.level for change in changes}
    assert {change.rule for change in changes} >= {
        "response-property-enum-value-added",
        "request-property-enum-value-added",
        "new-optional-request-parameter",
    }


def test_that_day_can_be_generated(tmp_path: Path) -> None:
    """The new operation is on both clients, with what follows from it, and the fields and values are known."""
    package = generated(grown(real_document()), tmp_path)
    imported(package, "of_one_day")

    for world in ("sync", "async"):
        surface = (package / f"{world}_methods.py").read_text()
        assert "def get_tool_usage(self, tool_id: UUID | str, *, as_of: str | None = None)" in surface
        assert "def safe_get_tool_usage(" in surface

    from of_one_day.models import DeploymentRead, DeploymentStatus, ToolUsage  # type: ignore[import-not-found]

    assert DeploymentStatus("someday") is DeploymentStatus.SOMEDAY
    assert {ANSWERED} <= set(DeploymentRead.__annotations__)
    assert {"calls", ANSWERED} <= set(ToolUsage.__annotations__)
