"""The example exists twice, for two worlds, and must not drift apart."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

EXAMPLES = Path(__file__).parents[2] / "examples"


def functions(name: str) -> str:
    """Return an example from its first function on."""
    text = (EXAMPLES / name).read_text()
    return text[text.index("NOBODY") :]


def test_the_sync_example_is_the_async_one_without_its_awaits() -> None:
    """Line by line: what is learnt from one holds for the other."""
    without = re.sub(
        r"\b(async|await) |Async(?=ControlPlane|Rollback)", "", functions("robust_error_recovery.py")
    )

    assert without.replace("asyncio.run(main())", "main()") == functions("robust_error_recovery_sync.py")


@pytest.mark.parametrize("line", ["await", "async", "asyncio."])
def test_the_sync_example_knows_no_event_loop(line: str) -> None:
    """Nobody who writes a script has to read about one."""
    assert line not in functions("robust_error_recovery_sync.py")


def test_the_demo_ends_well(capsys: pytest.CaptureFixture[str]) -> None:
    """Both worlds, both days; each pattern says what came out, and nothing was made twice."""
    from examples.demo import BAD_DAY, main

    assert main() == 0
    printed = capsys.readouterr().out
    assert printed.count("=>") == 4 * len(BAD_DAY)
    assert printed.count("agent classes: 1, definitions left: 0") == 4
    assert "failed:" not in printed
