"""A sandbox in a process of its own behind a proxy that resets connections; both can be killed and started again."""

from __future__ import annotations

import json
import socket
import subprocess
import sys
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Any, Self

ROOT = Path(__file__).parents[2]


class Server:
    """
    A Control Plane on the SQLite file *folder*`/atlas.db`, at `url`; `direct` is where no proxy is in between.

    Args:
        folder: holds the database and the faults.
        faults: as `python -m atlas_resilient.sandbox --faults` takes them.
        resets: the share of requests whose connection is reset; 0 for no proxy.
        seed: of the proxy's dice.
    """

    def __init__(
        self, folder: Path, faults: Sequence[dict[str, Any]] = (), *, resets: float = 0.0, seed: int = 7
    ) -> None:
        self.database = folder / "atlas.db"
        self._ports = [free_port(), free_port()]
        self._faults = folder / "faults.json"
        self._faults.write_text(json.dumps(list(faults)))
        self._resets, self._seed = resets, seed
        self._processes: list[subprocess.Popen[bytes]] = []
        self.direct = f"http://127.0.0.1:{self._ports[0]}"
        self.url = f"http://127.0.0.1:{self._ports[bool(resets)]}"

    def __enter__(self) -> Self:
        self.start()
        return self

    def __exit__(self, *_: object) -> None:
        self.kill()

    def start(self) -> None:
        """Start, on the same ports and file as ever, and return when connections are accepted."""
        sandbox = ["atlas_resilient.sandbox", "--port", str(self._ports[0]), "--lifecycle", "manual"]
        sandbox += ["--db", f"sqlite:///{self.database}", "--faults", str(self._faults)]
        self._spawn(sandbox, self._ports[0])
        if self._resets:
            proxy = ["tests.load.proxy", "--port", str(self._ports[1]), "--to", str(self._ports[0])]
            self._spawn(
                [*proxy, "--probability", str(self._resets), "--seed", str(self._seed)], self._ports[1]
            )

    def kill(self) -> None:
        """End both with SIGKILL, the door first."""
        for process in reversed(self._processes):
            process.kill()
            process.wait()
        self._processes.clear()

    def restart_after_kill(self, down: float = 0.0) -> float:
        """Kill, wait *down* seconds, start again; return the seconds that nobody was there."""
        began = time.perf_counter()
        self.kill()
        time.sleep(down)
        self.start()
        return time.perf_counter() - began

    def _spawn(self, module: Sequence[str], port: int) -> None:
        process = subprocess.Popen([sys.executable, "-m", *module], cwd=ROOT, stdout=subprocess.DEVNULL)
        self._processes.append(process)
        for _ in range(1200):
            with socket.socket() as probe:
                if probe.connect_ex(("127.0.0.1", port)) == 0:
                    return
            if process.poll() is not None:
                break
            time.sleep(0.05)

        raise RuntimeError(f"{module[0]} did not start")


def free_port() -> int:
    """Return a port that nobody listens on."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        return int(server.getsockname()[1])
