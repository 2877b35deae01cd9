"""A process killed in the middle of taking a file leaves the database as it was; taken again, all of it is there."""

import os
import random
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest

from tests import demonstration
from tests.cli.station import environment

# A process of its own on SQLite, whatever database the tests run on.
pytestmark = pytest.mark.once
KILLS = 50 if os.environ.get("TUQUAN_SOAK") else 3
CODES = ("outreach_points", "outreach_attendances", "schemes_struck_off", "village_security_boards", "security_teams")
FILE = "indicator,period,unit,value,of\n" + "".join(f"{code},2021-01-01/P1Y,Châu Hóa,7,\n" for code in CODES)


def take(data: Path, file: Path, last: int) -> "subprocess.CompletedProcess[str]":
    command = [sys.executable, "-m", "tests.reporting.exchange.killed", "movement_year", str(file), str(last)]
    return subprocess.run(command, env=environment(data), capture_output=True, text=True, check=False)


def written(data: Path) -> tuple[int, int, int]:
    """Imported claims, answers that point to one, and events that tell of it; the file itself is sound."""
    with sqlite3.connect(data / "tuquan.sqlite3") as base:
        assert base.execute("pragma integrity_check").fetchone() == ("ok",)
        imported = "from reporting_claim c where c.source_kind = 'imported'"
        claims = base.execute(f"select count(*) {imported}").fetchone()[0]
        chosen = base.execute(
            f"select count(*) from reporting_figure f where f.chosen_id in (select c.id {imported})"
        ).fetchone()[0]
        told = base.execute("select count(*) from ground_auditevent where action = 'reporting.import_values'")
        return claims, chosen, told.fetchone()[0]


def test_killed_at_any_statement_nothing_is_half_written(request: pytest.FixtureRequest, tmp_path: Path) -> None:
    made = demonstration.made(request.config)
    file = tmp_path / "so-lieu.csv"
    file.write_text(FILE, "utf-8")
    whole = made.copy(tmp_path / "whole")
    done = take(whole, file, 0)
    assert done.returncode == 0, done.stderr
    every = written(whole)
    assert every[0] == every[1] >= 3
    statements = int(done.stdout)
    chance = random.Random(2021)
    data = made.copy(tmp_path / "data")
    for last in sorted(chance.choices(range(1, statements + 1), k=KILLS)):
        assert take(data, file, last).returncode == -9
        assert written(data) == (0, 0, 0)
    assert take(data, file, 0).returncode == 0
    assert written(data) == every
