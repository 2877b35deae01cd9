"""Keeps the demonstration as this version's database: later versions prove on it that they migrate without loss.

Run once a release: `python tools/keep_state.py 0.1.0` writes tests/fixtures/state-0.1.0.sql.gz (SQLite statements).
"""

import gzip
import sqlite3
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
# What a person signs in with or what is under way is nobody's past.
PASSING = ("django_session", "axes_", "django_tasks_")


def main() -> int:
    version = sys.argv[1]
    target = ROOT / "tests" / "fixtures" / f"state-{version}.sql.gz"
    target.parent.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        tuquan = Path(sys.executable).with_name("tuquan")
        subprocess.run([tuquan, "demo"], env={"TUQUAN_DATA": folder, "PATH": ""}, check=True)
        target.write_bytes(gzip.compress(_statements(Path(folder) / "tuquan.sqlite3").encode(), mtime=0))
    print(f"{target.relative_to(ROOT)}: {target.stat().st_size // 1024} KB")
    return 0


def _statements(path: Path) -> str:
    with sqlite3.connect(path) as database:
        passing = " OR ".join(f"name LIKE '{name}%'" for name in PASSING)
        tables = database.execute(f"SELECT name FROM sqlite_master WHERE type = 'table' AND ({passing})")
        for (table,) in tables.fetchall():
            database.execute(f"DELETE FROM {table}")
        # Nobody signs in to a fixture, and no hash is published.
        database.execute("UPDATE accounts_user SET password = '!'")
        return "\n".join(database.iterdump())


if __name__ == "__main__":
    sys.exit(main())
