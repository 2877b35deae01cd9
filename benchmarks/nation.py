"""Five years of the whole country, asked as people ask: each question against the floor in the same run.

`python -m benchmarks.nation`: the small set (a third of the lines); TUQUAN_NATION=full the whole of 58.6 million
figures. TUQUAN_NATION_DATA names a folder in which the set is kept for the next run, and for other engines
(`nation_peers`, `nation_spark`).
"""

import os
import platform
import resource
import sys
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING

from benchmarks.measure import Result, compare

if TYPE_CHECKING:
    from benchmarks.nation_queries import Asked

LINES = {"small": 40, "full": 120}
ROOM = {"goal": (2.0, 25.0), "worst": (4.0, 50.0)}


def main() -> int:
    size = os.environ.get("TUQUAN_NATION", "small")
    kept = os.environ.get("TUQUAN_NATION_DATA")
    with tempfile.TemporaryDirectory(prefix="tuquan-bench-") as folder:
        os.environ["TUQUAN_DATA"] = kept or folder
        os.environ.pop("DATABASE_URL", None)
        from tuquan.cli.station import open_station

        open_station(migrate=True)
        results = run(LINES[size], at_hand=bool(kept))
    return 0 if results else 1


def run(lines: int, *, at_hand: bool) -> list[Result]:
    from django.conf import settings

    from benchmarks import nation_data, nation_queries

    start = time.perf_counter()
    nation = (nation_data.at_hand(lines) if at_hand else None) or nation_data.make(lines)
    print(
        f"Python {platform.python_version()}, {os.cpu_count()} nhân, tải {os.getloadavg()[0]:.1f}; "
        f"{nation.rows:,} dòng "
        f"trong 60 tệp, {nation.size / 1e6:,.0f} MB (sau {time.perf_counter() - start:.0f} giây); "
        f"DuckDB {settings.FACTS_THREADS} luồng, {settings.FACTS_MEMORY}.\n",
        flush=True,
    )
    asked = list(nation_queries.questions(nation))
    print(_first(asked), flush=True)
    results = [measured(one) for one in asked]
    print(verdict(results))
    print(f"bộ nhớ cao nhất {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1e6:.2f} GB (cần ≤ 1,5)")
    if at_hand:
        nation_queries.write_for_others(asked, Path(os.environ["TUQUAN_DATA"]))
    return results


def _first(asked: "list[Asked]") -> str:
    """The very first time in a process: what it reads of the database, once."""
    from tuquan.reporting.facts.asking import ask

    told = []
    for one in asked:
        start = time.perf_counter()
        ask(one.question)
        told.append(((time.perf_counter() - start) * 1000, one.name))
    longest, name = max(told)
    usual = sorted(time for time, _ in told)[len(told) // 2]
    return f"lần hỏi đầu của một tiến trình: thường {usual:.0f} ms, lâu nhất {longest:.0f} ms ({name})\n"


def measured(asked: "Asked") -> Result:
    from benchmarks.nation_queries import floor
    from tuquan.reporting.facts.asking import ask
    from tuquan.reporting.facts.engine import engine

    bare = floor(asked.question)
    count = 0

    def ours() -> None:
        nonlocal count
        rows = ask(asked.question)
        if asked.then is not None:
            asked.then(rows)
        count = len(rows)

    result = compare(asked.name, ours, "SUM … GROUP BY trần", lambda: engine().rows(bare))
    print(f"{'  ' if _within(result, 'goal') else '! '}{result.line()}; {count} dòng", flush=True)
    return result


def _within(result: Result, room: str) -> bool:
    times, more = ROOM[room]
    return result.ours_ms <= max(times * result.floor_ms, result.floor_ms + more)


def verdict(results: list[Result]) -> str:
    good, bearable = (sum(_within(row, room) for row in results) for room in ROOM)
    return (
        f"\n{good}/{len(results)} câu trong mức max(2 × nền, nền + 25 ms); "
        f"{bearable}/{len(results)} trong max(4 × nền, nền + 50 ms)"
    )


if __name__ == "__main__":
    sys.exit(main())
