"""A database of any earlier state of main migrates without loss: kept states, one a release."""

import gzip
import os
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest

# Processes of their own, on SQLite, whatever database the tests run on.
pytestmark = pytest.mark.once
FIXTURES = sorted((Path(__file__).parent / "fixtures").glob("state-*.sql.gz"))
ROOT = Path(__file__).parent.parent


@pytest.fixture(params=FIXTURES, ids=lambda path: path.name.removesuffix(".sql.gz"))
def old(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    """A data folder with the database as that version left it."""
    with sqlite3.connect(tmp_path / "tuquan.sqlite3") as database:
        database.executescript(gzip.decompress(request.param.read_bytes()).decode())
    return tmp_path


def counts(folder: Path) -> dict[str, int]:
    with sqlite3.connect(folder / "tuquan.sqlite3") as database:
        names = database.execute("SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite%'")
        return {n: database.execute(f'SELECT COUNT(*) FROM "{n}"').fetchone()[0] for (n,) in names.fetchall()}


def manage(folder: Path, *arguments: str) -> str:
    environment = {**os.environ, "TUQUAN_DATA": str(folder), "DJANGO_SETTINGS_MODULE": "tuquan.config.settings"}
    environment.pop("DATABASE_URL", None)
    done = subprocess.run(
        [sys.executable, "manage.py", *arguments], cwd=ROOT, env=environment, capture_output=True, text=True
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


TOTALS = """
from tuquan.reporting import rollup
from tuquan.reporting.models import Round
r = Round.objects.get(title="Năm 2021")
t = rollup.totals(round=r, unit_id=r.scope_id)
print(t["outreach_attendances"].text, t["outreach_attendances"].coverage.text)
"""


def test_there_is_a_kept_state() -> None:
    assert FIXTURES


LEFT_BEHIND = """
from tuquan.schemes.models import SchemePlacement
print(SchemePlacement.objects.filter(ends_on=None, unit__ends_on__isnull=False).count())
"""


def test_an_earlier_state_migrates_without_loss_and_hands_over_what_ended_units_kept(old: Path) -> None:
    before = counts(old)
    manage(old, "migrate", "--verbosity", "0")
    after = counts(old)
    own = ("ground_", "units_", "accounts_", "schemes_", "reporting_", "intake_", "papers_")
    lost = {t: (n, after.get(t)) for t, n in before.items() if t.startswith(own) and after.get(t, 0) < n}
    assert not lost
    assert "No migrations to apply" in manage(old, "migrate") or "Không" in manage(old, "migrate")
    assert manage(old, "shell", "--no-imports", "-c", TOTALS).split("\n")[0] == "25.284 14/19 xã, thị trấn"
    tried = manage(old, "reform", "--settle")
    assert "Thử, chưa ghi gì" in tried
    assert "Chuyển về đơn vị kế thừa" in manage(old, "reform", "--settle", "--commit")
    assert manage(old, "shell", "--no-imports", "-c", LEFT_BEHIND).split("\n")[0] == "0"
