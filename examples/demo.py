"""
The reference example against a sandbox of its own, in both worlds, once healthy and once on a bad day.

    make demo

For every pattern it prints what was tried, what failed, how long it waited, and what came out.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable, Mapping
from typing import Any

from atlas_resilient import AsyncControlPlane, AtlasError, ControlPlane, RetryPolicy
from atlas_resilient.hooks import Attempted, Event, GaveUp, Pausing, Undone
from atlas_resilient.sandbox import CommitThenHangUp, Delay, HangUp, Sandbox, Status
from examples import robust_error_recovery as in_asyncio
from examples import robust_error_recovery_sync as in_scripts

# What goes wrong in which pattern on the bad day: (operation, fault, how many times).
BAD_DAY: Mapping[str, list[tuple[str, Any, int]]] = {
    "Get or create": [("create_agent_class", CommitThenHangUp(), 1)],
    "An answer to each error": [("create_agent_class", Status(503), 1)],
    "Safe get": [("get_agent_class", Status(502, html=True), 1), ("get_agent_class", HangUp(), 1)],
    "Rollback on failure": [
        ("create_agent_definition", CommitThenHangUp(), 1),
        ("delete_agent_definition", Status(503), 1),
    ],
    "Rate limits": [("list_agent_classes", Status(429, retry_after=1), 1)],
    "Robust operation": [("health", Status(503), 2)],
    "Custom retry": [("list_agent_classes", Delay(0.2), 1), ("list_agent_classes", Status(500), 5)],
}


def narrate(event: Event) -> None:
    """Print one event of a call."""
    if isinstance(event, Attempted):
        attempt = event.attempt
        status = f" {attempt.status}" if attempt.status else ""
        print(
            f"    tried  {event.name} #{attempt.number}: {attempt.outcome}{status} ({attempt.duration:.3f} s)"
        )
    elif isinstance(event, Pausing):
        print(f"    waited {event.seconds:.2f} s")
    elif isinstance(event, GaveUp) and event.reason != "not retryable":
        print(f"    gave up on {event.name}: {event.reason}")
    elif isinstance(event, Undone):
        print(f"    undid  {event.name.split('(')[0]}{f': failed, {event.error}' if event.error else ''}")


def show(
    box: Sandbox, patterns: Mapping[str, Any], run: Callable[[Any], str], faults: Mapping[str, Any]
) -> bool:
    """Run every pattern, with its faults, and return whether all came out well."""
    well = True
    for title, pattern in patterns.items():
        print(f"  {title}")
        for operation, fault, times in faults.get(title, []):
            box.fail(operation, fault, times=times)
            print(f"    fault  {operation}: {fault}{f', {times} times' if times > 1 else ''}")
        try:
            print(f"    => {run(pattern)}")
        except AtlasError as error:
            print(f"    => failed: {error} ({error.user_action})")
            well = False

    return well


def sync_day(box: Sandbox, faults: Mapping[str, Any]) -> bool:
    """Go through the patterns with `ControlPlane`."""
    with ControlPlane(box.url, policy=RetryPolicy(deadline=30.0), hooks=[narrate]) as atlas:
        return show(box, in_scripts.PATTERNS, lambda pattern: pattern(atlas), faults)


def async_day(box: Sandbox, faults: Mapping[str, Any]) -> bool:
    """Go through the patterns with `AsyncControlPlane`, on one event loop."""
    with asyncio.Runner() as runner:
        atlas = AsyncControlPlane(box.url, policy=RetryPolicy(deadline=30.0), hooks=[narrate])
        try:
            return show(box, in_asyncio.PATTERNS, lambda pattern: runner.run(pattern(atlas)), faults)
        finally:
            runner.run(atlas.aclose())


def main() -> int:
    """Show all four days; 1 if something came out badly."""
    # The narration says it already.
    logging.getLogger("atlas_resilient").addHandler(logging.NullHandler())
    well = True
    with Sandbox() as box:
        print(f"A sandbox of the Control Plane is at {box.url}")
        for world, day in (("sync", sync_day), ("async", async_day)):
            for weather, faults in (("a healthy day", {}), ("a bad day", BAD_DAY)):
                box.reset()
                print(f"\n=== {world}, {weather} ===")
                well = day(box, faults) and well
                classes, requests = box.rows("agent_class"), len(box.requests)
                print(
                    f"  Atlas received {requests} requests; agent classes: {classes}, definitions left: "
                    f"{box.rows('agent_definition')}"
                )

    print("\nEverything came out well." if well else "\nSomething came out badly.")
    return 0 if well else 1


if __name__ == "__main__":
    try:
        raise SystemExit(main())
    except KeyboardInterrupt:
        raise SystemExit(130) from None
