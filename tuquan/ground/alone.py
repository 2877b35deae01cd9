"""One process at a time on one data folder; the system lets go of the lock when the process dies."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

from tuquan.ground.errors import Refusal


class AlreadyRunning(Refusal):
    """Another process does this on the same data folder."""

    code = "already_running"


@contextmanager
def alone(path: Path, message: str) -> Iterator[None]:
    """Hold the lock file `path` while inside. Raises AlreadyRunning with `message` when another holds it."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("a+b") as handle:
        try:
            _lock(handle)
        except OSError:
            raise AlreadyRunning(message) from None
        yield


def _lock(handle: IO[bytes]) -> None:
    if os.name == "nt":  # pragma: no cover
        import msvcrt

        handle.seek(0)
        msvcrt.locking(handle.fileno(), msvcrt.LK_NBLCK, 1)  # type: ignore[attr-defined,unused-ignore]
        return
    import fcntl

    fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
