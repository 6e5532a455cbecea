"""Several files replaced together: all of them, or none."""

from __future__ import annotations

import signal
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

_SIGNALS = {signal.SIGINT, signal.SIGTERM, signal.SIGHUP}


def replace_all(root: Path, contents: Mapping[Path, str]) -> None:
    """
    Write all of *contents* to files below *root*; whatever goes wrong then puts the old ones back.

    Everything is written aside first, and signals wait while the files change their names.  Only a SIGKILL
    between two renames is not covered: what comes first in *contents* is then new and the rest is not.
    """
    with tempfile.TemporaryDirectory(dir=root, prefix=".spec-pull-") as folder:
        fresh = [Path(folder) / f"new-{number}" for number, _ in enumerate(contents)]
        for path, text in zip(fresh, contents.values(), strict=True):
            path.write_text(text, encoding="utf-8")

        with _signals_waiting():
            _swap(dict(zip(contents, fresh, strict=True)), Path(folder))


def _swap(fresh: Mapping[Path, Path], aside: Path) -> None:
    done: list[tuple[Path, Path | None]] = []
    try:
        for number, (path, new) in enumerate(fresh.items()):
            old = aside / f"old-{number}" if path.exists() else None
            if old is not None:
                # A copy by another name, so that there is never a moment without the file.
                old.hardlink_to(path)
            done.append((path, old))
            new.replace(path)
    except BaseException:
        for path, old in reversed(done):
            if old is not None:
                old.replace(path)
            else:
                path.unlink(missing_ok=True)

        raise


@contextmanager
def _signals_waiting() -> Iterator[None]:
    before = signal.pthread_sigmask(signal.SIG_BLOCK, _SIGNALS)
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)
