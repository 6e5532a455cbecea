"""
Deploy an agent so that it survives a bad day: every recovery pattern, for scripts.

    python -m atlas_resilient.sandbox &
    python examples/robust_error_recovery_sync.py

`robust_error_recovery.py` is the same for asyncio.
"""

from __future__ import annotations

from uuid import UUID

from atlas_control_plane.models import (
    AgentClassCreate,
    AgentDefinitionCreate,
    AgentDefinitionRead,
    ModelProviderCreate,
)

from atlas_resilient import (
    AtlasAPIError,
    AtlasConnectionError,
    AtlasRateLimitError,
    AtlasValidationError,
    ControlPlane,
    DeploymentError,
    RetryPolicy,
    Rollback,
    retry,
    robust_operation,
)

NOBODY = UUID("00000000-0000-0000-0000-000000000000")


def get_or_create(atlas: ControlPlane) -> str:
    """Take the agent class if it is there, else create it; a lost answer makes no second one."""
    body = AgentClassCreate(name="support", description="Answers customers")
    agent_class, created = atlas.get_or_create_agent_class(body)
    return f"{'created' if created else 'found'} agent class {agent_class.name!r}"


def create_or_explain(atlas: ControlPlane) -> str:
    """Give each kind of error its own answer, as a tool for people would."""
    try:
        atlas.create_agent_class(AgentClassCreate(name=""))
    except AtlasValidationError as error:
        return f"not created, as expected: {'; '.join(map(str, error.details))} -> {error.user_action}"
    except AtlasAPIError as error:
        kind = "try again later" if error.recoverable else "give up"
        raise DeploymentError(
            f"{error} -> {error.user_action}: {kind}", recoverable=error.recoverable
        ) from error

    raise DeploymentError("a class without a name was created")


def safe_get(atlas: ControlPlane) -> str:
    """Look for something that may not be there: None, and an error only for real trouble."""
    agent_class = atlas.safe_get_agent_class(NOBODY)
    return f"{NOBODY} not found" if agent_class is None else f"found {agent_class.name!r}"


def roll_back(atlas: ControlPlane) -> str:
    """Create a definition, fail to set it up, and leave nothing behind."""
    agent_class, _ = atlas.get_or_create_agent_class(
        AgentClassCreate(name="support", description="Answers customers")
    )
    provider, _ = atlas.get_or_create_model_provider(ModelProviderCreate(name="house"))
    body = AgentDefinitionCreate(
        name="first line", agent_class_id=agent_class.id, model_provider_id=provider.id, model_name="gpt-4"
    )
    try:
        with Rollback() as undo:
            definition = atlas.create_agent_definition(body)
            undo.add(atlas.delete_agent_definition, definition.id)
            configure(definition)
    except DeploymentError as error:
        left = [found.name for found in atlas.iter_agent_definitions()]
        return f"{error}; definitions left: {left}"

    return "configured"


def configure(definition: AgentDefinitionRead) -> None:
    """Stand for the steps after the create, one of which fails."""
    raise DeploymentError(f"no prompt for {definition.name!r}")


def respect_rate_limits(atlas: ControlPlane) -> str:
    """Read ten times in a row; wait where Atlas asks for it, and say for how long where that is too long."""
    try:
        batches = [atlas.list_agent_classes(limit=100) for _ in range(10)]
    except AtlasRateLimitError as error:
        return f"rate limited: come back in {error.retry_after or 'some'} seconds"

    return f"read {len(batches)} batches"


def robust(atlas: ControlPlane) -> str:
    """Run one operation with everything there is, and one error if nothing helps."""
    health = robust_operation(atlas, "Health check", atlas.health, max_retries=3)
    return f"Atlas is {health.status}"


def retry_your_own(atlas: ControlPlane) -> str:
    """Give a function of your own the same care: what it calls decides what is safe to repeat."""

    @retry(attempts=6, deadline=20.0)
    def names() -> list[str]:
        return [agent_class.name for agent_class in atlas.iter_agent_classes()]

    return f"agent classes: {', '.join(names())}"


PATTERNS = {
    "Get or create": get_or_create,
    "An answer to each error": create_or_explain,
    "Safe get": safe_get,
    "Rollback on failure": roll_back,
    "Rate limits": respect_rate_limits,
    "Robust operation": robust,
    "Custom retry": retry_your_own,
}


def main() -> None:
    """Run every pattern against `ATLAS_BASE_URL`, else http://localhost:8000."""
    with ControlPlane(timeout=30.0, policy=RetryPolicy(deadline=60.0)) as atlas:
        for title, pattern in PATTERNS.items():
            print(f"\n=== {title} ===")
            try:
                print(pattern(atlas))
            except (DeploymentError, AtlasConnectionError) as error:
                print(f"failed: {error}")
                if error.recoverable:
                    print("  (this may pass: try again later)")


if __name__ == "__main__":
    main()
