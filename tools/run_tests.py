"""`make test`: SQLite, PostgreSQL and the browser; says plainly which parts ran and which were left out, and why."""

import argparse
import os
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import debian
import postgres

ROOT = Path(__file__).resolve().parent.parent
# Rooms that never touch a database need no second run on PostgreSQL. Nor do pages one by one: what they call is
# tested in its own room, and tests/test_reach.py opens every address on both databases.
PLAIN = ["vn", "marks", "reader", "writer", "sheets", "design", "web"]
# A file stays with one process: what its tests share is made once.
TWO = ["-n", "2", "--dist", "loadfile"]


@dataclass(frozen=True)
class Outcome:
    part: str
    ran: bool
    ok: bool
    why: str = ""


def pytest(*arguments: str, **environment: str) -> bool:
    command = [sys.executable, "-m", "pytest", *arguments]
    return subprocess.run(command, cwd=ROOT, env={**os.environ, **environment}).returncode == 0


def on_sqlite(extra: list[str]) -> Outcome:
    return Outcome("SQLite", True, pytest("tests", "-m", "not browser", *TWO, *extra))


def on_postgres(extra: list[str]) -> Outcome:
    debian.install_if_missing("postgresql", probe=postgres.found)
    if not postgres.found():
        return Outcome("PostgreSQL", False, True, "máy này chưa có PostgreSQL và không cài được (cần quyền root)")
    skipped = [f"--ignore=tests/{room}" for room in PLAIN]
    with postgres.server() as url:
        return Outcome(
            "PostgreSQL",
            True,
            pytest("tests", "-m", "not browser and not once", *TWO, *skipped, *extra, DATABASE_URL=url),
        )


def in_browser(extra: list[str]) -> Outcome:
    debian.install_if_missing("chromium", probe=debian.chromium)
    if not debian.chromium():
        return Outcome("trình duyệt", False, True, "máy này chưa có Chromium và không cài được (cần quyền root)")
    ok = pytest("tests", "-m", "browser", *TWO, *extra, TUQUAN_CHROMIUM=debian.chromium())
    return Outcome("trình duyệt", True, ok)


def soaked(_: list[str]) -> Outcome:
    """The full number of mutated documents, its outcome kept beside the documentation."""
    command = [sys.executable, "-m", "tests.reader.soak", "--keep", "docs/measurements/reader-soak.txt"]
    return Outcome("20.000 tài liệu biến dạng", True, subprocess.run(command, cwd=ROOT).returncode == 0)


PARTS: dict[str, Callable[[list[str]], Outcome]] = {
    "sqlite": on_sqlite,
    "postgres": on_postgres,
    "browser": in_browser,
}


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--only", choices=PARTS)
    parser.add_argument("--soak", action="store_true", help="full numbers instead of samples")
    given, extra = parser.parse_known_args()
    if given.soak:
        os.environ["TUQUAN_SOAK"] = "1"
    outcomes = [run(extra) for name, run in PARTS.items() if given.only in (None, name)]
    if given.soak:
        outcomes.append(soaked(extra))
    print("\nCác phần kiểm thử:")
    for outcome in outcomes:
        state = ("đạt" if outcome.ok else "KHÔNG ĐẠT") if outcome.ran else f"bỏ qua: {outcome.why}"
        print(f"  {outcome.part}: {state}")
    return 0 if all(outcome.ok for outcome in outcomes) else 1


if __name__ == "__main__":
    sys.exit(main())
