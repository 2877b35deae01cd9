"""Five years of the whole country, asked as people ask: each question against the floor in the same run.

`python -m benchmarks.nation`: the small set (a third of the lines); TUQUAN_NATION=full the whole of 58.6 million
figures. TUQUAN_NATION_DATA keeps the set between runs (var/bench/nation-… when it says "keep").
"""

import os
import platform
import resource
import sys
import tempfile
import time

from benchmarks.measure import Result, compare

LINES = {"small": 40, "full": 120}
ROOM = {"goal": (2.0, 25.0), "worst": (4.0, 50.0)}


def main() -> int:
    size = os.environ.get("TUQUAN_NATION", "small")
    with tempfile.TemporaryDirectory(prefix="tuquan-bench-") as folder:
        os.environ["TUQUAN_DATA"] = folder
        os.environ.pop("DATABASE_URL", None)
        from tuquan.cli.station import open_station

        open_station(migrate=True)
        run(LINES[size])
    return 0


def run(lines: int) -> None:
    from benchmarks import nation_data, nation_queries

    start = time.perf_counter()
    nation = nation_data.make(lines)
    from django.conf import settings

    print(
        f"Python {platform.python_version()}, {os.cpu_count()} nhân, tải {os.getloadavg()[0]:.1f}; "
        f"{nation.rows:,} dòng trong 60 tệp, {nation.size / 1e6:,.0f} MB, làm trong {time.perf_counter() - start:.0f} giây; "
        f"DuckDB {settings.FACTS_THREADS} luồng, {settings.FACTS_MEMORY}.\n",
        flush=True,
    )
    print(_first(nation_queries.questions(nation)), flush=True)
    results = [measured(asked) for asked in nation_queries.questions(nation)]
    print(verdict(results))
    print(f"bộ nhớ cao nhất {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1e6:.2f} GB (cần ≤ 1,5)")


def _first(questions: "object") -> str:
    """The very first question of a process: what it reads of the database, once."""
    from tuquan.reporting.facts.asking import ask

    told = []
    for asked in questions:  # type: ignore[attr-defined]
        start = time.perf_counter()
        ask(asked.question)
        told.append((time.perf_counter() - start, asked.name))
    worst = max(told)
    return f"lần hỏi đầu của một tiến trình: trung bình {sum(t for t, _ in told) / len(told) * 1000:.0f} ms, lâu nhất {worst[0] * 1000:.0f} ms ({worst[1]})\n"


def measured(asked: "object") -> Result:
    from benchmarks.nation_queries import Asked, floor
    from tuquan.reporting.facts.asking import ask
    from tuquan.reporting.facts.engine import engine

    assert isinstance(asked, Asked)
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
    return f"\n{good}/{len(results)} câu trong mức max(2 × nền, nền + 25 ms); {bearable}/{len(results)} trong max(4 × nền, nền + 50 ms)"


if __name__ == "__main__":
    sys.exit(main())
