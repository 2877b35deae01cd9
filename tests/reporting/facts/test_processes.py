"""Several processes on one installation: an approval is in everybody's next answer; one that is killed harms nobody."""

import os
import random
import shutil
import signal
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from django.db import connection

# Its own installation is SQLite's; what the two databases do differently is a row lock, and the moves' tests hold that.
pytestmark = pytest.mark.skipif(connection.vendor != "sqlite", reason="the installation copies SQLite's tables")
ROOT = Path(__file__).parents[3]
TIMES = 50 if os.environ.get("TUQUAN_SOAK") else 3


def run(folder: Path, *act: str) -> "subprocess.CompletedProcess[str]":
    return subprocess.run(
        command(folder, *act), cwd=ROOT, env=environment(), capture_output=True, text=True, check=False
    )


def command(folder: Path, *act: str) -> list[str]:
    return [sys.executable, "-m", "tests.reporting.facts.station", str(folder), *act]


def environment() -> dict[str, str]:
    given = {key: value for key, value in os.environ.items() if key not in ("DATABASE_URL", "TUQUAN_DATA")}
    return given | {"DJANGO_SETTINGS_MODULE": "tuquan.config.settings"}


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory, django_db_setup: None, django_db_blocker: Any) -> tuple[Path, int]:
    """An installation with a laid base, and how many lines laying takes. Its empty tables are those of the tests."""
    folder = tmp_path_factory.mktemp("installation")
    with django_db_blocker.unblock(), closing(sqlite3.connect(folder / "tuquan.sqlite3")) as target:
        connection.ensure_connection()
        connection.connection.backup(target)
    done = run(folder, "build")
    assert done.returncode == 0, done.stderr
    return folder, int(done.stdout.split()[-1])


@pytest.fixture
def installation(built: tuple[Path, int], tmp_path: Path) -> tuple[Path, int]:
    """A copy of it."""
    folder = tmp_path / "copy"
    shutil.copytree(built[0], folder)
    return folder, built[1]


@pytest.fixture
def workers(installation: tuple[Path, int]) -> "Iterator[list[subprocess.Popen[str]]]":
    """Two worker processes that have answered once, and remember."""
    found = [
        subprocess.Popen(
            command(installation[0], "serve"),
            cwd=ROOT, env=environment(), stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True,
        )
        for _ in range(2)
    ]  # fmt: skip
    assert {answer(worker) for worker in found} == {"6 6"}
    yield found
    for worker in found:
        worker.terminate()
        worker.communicate()


def answer(worker: "subprocess.Popen[str]") -> str:
    assert worker.stdout
    return worker.stdout.readline().strip()


def ask(worker: "subprocess.Popen[str]") -> str:
    assert worker.stdin
    worker.stdin.write("\n")
    worker.stdin.flush()
    return answer(worker)


def test_an_approval_is_in_the_very_next_answer_of_every_process(
    installation: tuple[Path, int], workers: "list[subprocess.Popen[str]]"
) -> None:
    for value, said in ((800, "105 105"), (16, "7 7")):
        assert run(installation[0], "approve", str(value)).returncode == 0
        assert {ask(worker) for worker in workers} == {said}


def test_killed_anywhere_while_laying_there_is_never_half_a_state(installation: tuple[Path, int]) -> None:
    folder, lines = installation
    at = random.Random(5)
    for _ in range(TIMES):
        done = run(folder, "kill", str(at.randint(1, lines)))
        assert done.returncode == -signal.SIGKILL, done.stderr
        named = _named(folder)
        assert named, "the row names a base"
        for name, size in named:
            assert (folder / "facts" / name).stat().st_size == size
        assert run(folder, "approve", "24").returncode == 0
        worker = subprocess.run(
            command(folder, "serve"), cwd=ROOT, env=environment(), input="", capture_output=True, text=True, check=True
        )
        value, same = worker.stdout.split()
        assert value == same
    # What it left behind goes with the next one that ends well.
    assert run(folder, "kill", "0").returncode == 0
    assert {path.name for path in (folder / "facts").iterdir()} == {name for name, _ in _named(folder)}


def _named(folder: Path) -> list[tuple[str, int]]:
    with closing(sqlite3.connect(folder / "tuquan.sqlite3")) as database:
        return database.execute("SELECT base_file, base_bytes FROM reporting_windowfacts").fetchall()
