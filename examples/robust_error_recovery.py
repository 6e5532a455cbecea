"""
Deploy an agent so that it survives a bad day: every recovery pattern, for asyncio.

    python -m atlas_resilient.sandbox &
    python examples/robust_error_recovery.py

`robust_error_recovery_sync.py` is the same for scripts, with the awaits removed.
"""

from __future__ import annotations

import asyncio
from uuid import UUID

from atlas_control_plane.models import (
    AgentClassCreate,
    AgentDefinitionCreate,
    AgentDefinitionRead,
    ModelProviderCreate,
)

from atlas_resilient import (
    AsyncControlPlane,
    AsyncRollback,
    AtlasAPIError,
    AtlasConnectionError,
    AtlasRateLimitError,
    AtlasValidationError,
    DeploymentError,
    RetryPolicy,
    retry,
    robust_operation,
)

NOBODY = UUID("00000000-0000-0000-0000-000000000000")


async def get_or_create(atlas: AsyncControlPlane) -> str:
    """Take the agent class if it is there, else create it; a lost answer makes no second one."""
    body = AgentClassCreate(name="support", description="Answers customers")
    agent_class, created = await atlas.get_or_create_agent_class(body)
    return f"{'created' if created else 'found'} agent class {agent_class.name!r}"


async def create_or_explain(atlas: AsyncControlPlane) -> str:
    """Give each kind of error its own answer, as a tool for people would."""
    try:
        await atlas.create_agent_class(AgentClassCreate(name=""))
    except AtlasValidationError as error:
        return f"not created, as expected: {'; '.join(map(str, error.details))} -> {error.user_action}"
    except AtlasAPIError as error:
        kind = "try again later" if error.recoverable else "give up"
        raise DeploymentError(
            f"{error} -> {error.user_action}: {kind}", recoverable=error.recoverable
        ) from error

    raise DeploymentError("a class without a name was created")


async def safe_get(atlas: AsyncControlPlane) -> str:
    """Look for something that may not be there: None, and an error only for real trouble."""
    agent_class = await atlas.safe_get_agent_class(NOBODY)
    return f"{NOBODY} not found" if agent_class is None else f"found {agent_class.name!r}"


async def roll_back(atlas: AsyncControlPlane) -> str:
    """Create a definition, fail to set it up, and leave nothing behind."""
    agent_class, _ = await atlas.get_or_create_agent_class(
        AgentClassCreate(name="support", description="Answers customers")
    )
    provider, _ = await atlas.get_or_create_model_provider(ModelProviderCreate(name="house"))
    body = AgentDefinitionCreate(
        name="first line", agent_class_id=agent_class.id, model_provider_id=provider.id, model_name="gpt-4"
    )
    try:
        async with AsyncRollback() as undo:
            definition = await atlas.create_agent_definition(body)
            undo.add(atlas.delete_agent_definition, definition.id)
            await configure(definition)
    except DeploymentError as error:
        left = [found.name async for found in atlas.iter_agent_definitions()]
        return f"{error}; definitions left: {left}"

    return "configured"


async def configure(definition: AgentDefinitionRead) -> None:
    """Stand for the steps after the create, one of which fails."""
    raise DeploymentError(f"no prompt for {definition.name!r}")


async def respect_rate_limits(atlas: AsyncControlPlane) -> str:
    """Read ten times in a row; wait where Atlas asks for it, and say for how long where that is too long."""
    try:
        batches = [await atlas.list_agent_classes(limit=100) for _ in range(10)]
    except AtlasRateLimitError as error:
        return f"rate limited: come back in {error.retry_after or 'some'} seconds"

    return f"read {len(batches)} batches"


async def robust(atlas: AsyncControlPlane) -> str:
    """Run one operation with everything there is, and one error if nothing helps."""
    health = await robust_operation(atlas, "Health check", atlas.health, max_retries=3)
    return f"Atlas is {health.status}"


async def retry_your_own(atlas: AsyncControlPlane) -> str:
    """Give a function of your own the same care: what it calls decides what is safe to repeat."""

    @retry(attempts=6, deadline=20.0)
    async def names() -> list[str]:
        return [agent_class.name async for agent_class in atlas.iter_agent_classes()]

    return f"agent classes: {', '.join(await names())}"


PATTERNS = {
    "Get or create": get_or_create,
    "An answer to each error": create_or_explain,
    "Safe get": safe_get,
    "Rollback on failure": roll_back,
    "Rate limits": respect_rate_limits,
    "Robust operation": robust,
    "Custom retry": retry_your_own,
}


async def main() -> None:
    """Run every pattern against `ATLAS_BASE_URL`, else http://localhost:8000."""
    async with AsyncControlPlane(timeout=30.0, policy=RetryPolicy(deadline=60.0)) as atlas:
        for title, pattern in PATTERNS.items():
            print(f"\n=== {title} ===")
            try:
                print(await pattern(atlas))
            except (DeploymentError, AtlasConnectionError) as error:
                print(f"failed: {error}")
                if error.recoverable:
                    print("  (this may pass: try again later)")


if __name__ == "__main__":
    asyncio.run(main())
