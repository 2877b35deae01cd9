"""The demonstration as `tuquan demo` makes it, made once for one state of the program; tests work on copies.

It takes most of a minute of a small machine, and three parts of `make test` begin with it.
"""

import fcntl
import hashlib
import shutil
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.cli.station import tuquan

PROGRAM = Path(__file__).parent.parent / "tuquan"


@dataclass(frozen=True)
class Made:
    """What the command left: the data folder, what it wrote into the folder it was given, and what it said."""

    home: Path

    @property
    def out(self) -> Path:
        return self.home / "out"

    @property
    def said(self) -> str:
        return (self.home / "said.txt").read_text("utf-8")

    def copy(self, to: Path) -> Path:
        """A data folder of one's own with the same in it."""
        shutil.copytree(self.home / "data", to, dirs_exist_ok=True)
        return to


def made(config: pytest.Config) -> Made:
    """The demonstration of the program as it stands; made by whoever asks first, while others wait."""
    assert config.cache is not None
    shelf = config.cache.mkdir("demonstration")
    home = shelf / _fingerprint()
    with _alone(shelf / "lock"):
        if not home.exists():
            for old in shelf.glob("[0-9a-f]*"):
                shutil.rmtree(old, ignore_errors=True)
            _make(shelf / "unfinished").rename(home)
    return Made(home)


def _make(home: Path) -> Path:
    shutil.rmtree(home, ignore_errors=True)
    (home / "data").mkdir(parents=True)
    done = tuquan("demo", "--folder", home / "out", data=home / "data")
    assert done.returncode == 0, done.stderr
    (home / "said.txt").write_text(done.stdout, "utf-8")
    return home


def _fingerprint() -> str:
    told = hashlib.sha256(f"{sys.version}".encode())
    for path in sorted(PROGRAM.rglob("*")):
        if path.is_file() and "__pycache__" not in path.parts:
            told.update(f"{path.relative_to(PROGRAM)}\n".encode() + path.read_bytes())
    return told.hexdigest()[:20]


@contextmanager
def _alone(lock: Path) -> Iterator[None]:
    with lock.open("w") as held:
        fcntl.flock(held, fcntl.LOCK_EX)
        yield
