"""The program as an office runs it: `tuquan serve` in a process of its own, on a data folder of its own."""

import os
import shutil
import socket
import sqlite3
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

PASSWORD = "minh-hoa-2021"
PATIENCE = 60  # seconds a server has to answer for the first time
SERVE = "import sys; from tuquan.cli.main import main; sys.exit(main())"


@dataclass(frozen=True)
class Station:
    """A running server and the folder where its data lies."""

    address: str
    data: Path

    def rows(self, query: str, *values: Any) -> list[tuple[Any, ...]]:
        """What stands in its database now."""
        with closing(sqlite3.connect(f"file:{self.data / 'tuquan.sqlite3'}?mode=ro", uri=True)) as base:
            return list(base.execute(query, values))

    def one(self, query: str, *values: Any) -> Any:
        """The first column of the first row."""
        return self.rows(query, *values)[0][0]

    def submission(self, unit: str, round_title: str = "Năm 2021") -> int:
        """The key of a unit's submission ("Châu Hóa")."""
        return int(
            self.one(
                "select s.id from reporting_submission s join reporting_round r on r.id = s.round_id"
                " join units_unitversion v on v.unit_id = s.unit_id where v.name = ? and r.title = ?",
                unit,
                round_title,
            )
        )

    def round(self, title: str = "Năm 2021") -> int:
        """The key of a round by its title."""
        return int(self.one("select id from reporting_round where title = ?", title))


def copy_of(data: Path, to: Path) -> Path:
    """A copy of a data folder that nobody is writing to."""
    shutil.copytree(data, to)
    return to


@contextmanager
def serving(data: Path) -> Iterator[Station]:
    """`tuquan serve` with its worker, on a free port, until the block ends."""
    port = _free_port()
    log = (data / "serve.log").open("w")
    server = subprocess.Popen(
        [sys.executable, "-c", SERVE, "serve", "--port", str(port)],
        env=environment(data),
        stdout=log,
        stderr=subprocess.STDOUT,
    )
    try:
        _wait_until_it_answers(server, f"http://127.0.0.1:{port}/suc-khoe/", data)
        yield Station(f"http://127.0.0.1:{port}", data)
    finally:
        server.terminate()
        server.wait(30)
        log.close()


def environment(data: Path) -> dict[str, str]:
    kept = {name: value for name, value in os.environ.items() if name not in ("DATABASE_URL", "DJANGO_SETTINGS_MODULE")}
    return {**kept, "TUQUAN_DATA": str(data)}


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _wait_until_it_answers(server: subprocess.Popen[bytes], address: str, data: Path) -> None:
    until = time.monotonic() + PATIENCE
    while time.monotonic() < until and server.poll() is None:
        try:
            with urllib.request.urlopen(address, timeout=5) as answer:
                if answer.status == 200:
                    return
        except OSError:
            time.sleep(0.1)
    raise AssertionError(f"The server did not start: {(data / 'serve.log').read_text()}")
