"""The same questions to plain SQL on SQLite and PostgreSQL, to pandas, and to Spark SQL over the same Parquet files.

`python -m benchmarks.nation_peers FOLDER` reads the set that `python -m benchmarks.nation` kept in FOLDER
(TUQUAN_NATION_DATA). The databases hold a sample, as plain a table as can be, with the index that helps most: one
row a figure, keyed by (indicator, span, unit). pandas and Spark are used where they are installed.
"""

import os
import sqlite3
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

# What is asked everywhere: the name, the windows (places in the set), how many lines, by province or for the country.
ASKED = (
    ("một kỳ, một chỉ tiêu, theo tỉnh", 40, 41, 1),
    ("một kỳ, 10 chỉ tiêu, theo tỉnh", 40, 41, 10),
    ("12 tháng, một chỉ tiêu, theo tỉnh", 24, 36, 1),
    ("12 tháng, 10 chỉ tiêu, theo tỉnh", 24, 36, 10),
)
WINDOWS = range(24, 42)
SQL = """
SELECT t.top, f.indicator, SUM(f.value) FROM facts f JOIN tree t ON t.unit = f.unit
 WHERE f.span IN ({spans}) AND f.indicator IN ({lines}) GROUP BY t.top, f.indicator"""
Run = Callable[[str], object]


def main() -> int:
    folder = Path(sys.argv[1])
    os.environ["TUQUAN_DATA"] = str(folder)
    from tuquan.cli.station import open_station

    open_station(migrate=False)
    files, tree, lines = _set()
    print(f"tải {os.getloadavg()[0]:.1f}", flush=True)
    for name, open_peer in (("SQLite", _sqlite), ("PostgreSQL", _postgresql), ("pandas", _pandas), ("DuckDB", _duckdb)):
        try:
            for row in _told(name, open_peer(files, tree), files, lines):
                print(row, flush=True)
        except ImportError as missing:
            print(f"{name}: không cài ({missing.name})", flush=True)
    return 0


def _set() -> tuple[dict[int, Path], list[tuple[int, int]], list[int]]:
    """The base files of the sample by window key, the tree by province, the lines."""
    from benchmarks import nation_data
    from tuquan.reporting.facts import folder
    from tuquan.reporting.models import WindowFacts
    from tuquan.units.models import UnitVersion

    rows = WindowFacts.objects.filter(report_kind__code=nation_data.KIND).order_by("first_day")
    files = {row.pk: folder.folder() / row.base_file for row in rows}
    parents = dict(UnitVersion.objects.on(nation_data.BEFORE).values_list("unit_id", "parent_id"))
    communes = nation_data._communes(nation_data.BEFORE)
    tree = [(parents[parents[key] or 0] or 0, key) for key in communes if parents.get(key)]
    # Above a district a province, above that the country: the top is the commune's province.
    tree = [(parents[key] or 0, key) if parents[parents[key] or 0] == 0 else (top, key) for top, key in tree]
    kept = [line.pk for line in nation_data._lines(10) if line.over_units == "sum"]
    return files, tree, kept


def _told(name: str, run: Run, files: dict[int, Path], lines: list[int]) -> Iterator[str]:
    keys = list(files)
    for what, first, last, count in ASKED:
        sql = SQL.format(spans=", ".join(map(str, keys[first:last])), lines=", ".join(map(str, lines[-count:])))
        times = []
        for _ in range(4):
            start = time.perf_counter()
            run(sql)
            times.append((time.perf_counter() - start) * 1000)
        yield f"{name:>11}  {what}: {sorted(times[1:])[1]:9.1f} ms"


def _sample(files: dict[int, Path]) -> Iterator[list[tuple[Any, ...]]]:
    import duckdb

    keys = list(files)
    for at in WINDOWS:
        with duckdb.connect() as duck:
            yield duck.execute(
                "SELECT span, indicator, unit, value, whole FROM read_parquet(?) WHERE indicator > 0",
                [str(files[keys[at]])],
            ).fetchall()


def _sqlite(files: dict[int, Path], tree: list[tuple[int, int]]) -> Run:
    path = Path(os.environ["TUQUAN_DATA"]) / "peer.sqlite3"
    path.unlink(missing_ok=True)
    database = sqlite3.connect(path)
    database.execute("CREATE TABLE facts(span INT, indicator INT, unit INT, value INT, whole INT, "
                     "PRIMARY KEY (indicator, span, unit)) WITHOUT ROWID")  # fmt: skip
    database.execute("CREATE TABLE tree(top INT, unit INTEGER PRIMARY KEY)")
    database.executemany("INSERT INTO tree VALUES (?, ?)", tree)
    count = 0
    for rows in _sample(files):
        count += len(rows)
        database.executemany("INSERT INTO facts VALUES (?, ?, ?, ?, ?)", rows)
    database.commit()
    database.execute("ANALYZE")
    print(f"SQLite: mẫu {count:,} dòng, {path.stat().st_size / 1e6:,.0f} MB", flush=True)
    return lambda sql: database.execute(sql).fetchall()


def _postgresql(files: dict[int, Path], tree: list[tuple[int, int]]) -> Run:
    import psycopg

    from tools import postgres

    server = postgres.server()
    url = server.__enter__()
    _open.append(server)
    database = psycopg.connect(url.replace("postgres://", "postgresql://"), autocommit=True)
    database.execute("CREATE TABLE facts(span INT, indicator INT, unit INT, value BIGINT, whole BIGINT)")
    database.execute("CREATE TABLE tree(top INT, unit INT PRIMARY KEY)")
    with database.cursor() as cursor:
        cursor.executemany("INSERT INTO tree VALUES (%s, %s)", tree)
        for rows in _sample(files):
            with cursor.copy("COPY facts FROM STDIN") as copy:
                for row in rows:
                    copy.write_row(row)
    database.execute("CREATE INDEX ON facts(indicator, span) INCLUDE (unit, value)")
    database.execute("VACUUM ANALYZE facts")
    size = database.execute("SELECT pg_total_relation_size('facts')").fetchone()
    print(f"PostgreSQL: mẫu cùng số dòng, {(size or [0])[0] / 1e6:,.0f} MB", flush=True)
    return lambda sql: database.execute(sql).fetchall()  # type: ignore[call-overload]


_open: list[Any] = []


def _pandas(files: dict[int, Path], tree: list[tuple[int, int]]) -> Run:
    import pandas

    rows = [row for block in _sample(files) for row in block]
    facts = pandas.DataFrame(rows, columns=["span", "indicator", "unit", "value", "whole"]).astype(
        {"span": "int32", "indicator": "int32", "unit": "int32"}
    )
    tops = pandas.DataFrame(tree, columns=["top", "unit"])
    print(f"pandas: cùng mẫu, mọi dòng trong bộ nhớ ({facts.memory_usage().sum() / 1e6:,.0f} MB)", flush=True)

    def run(sql: str) -> object:
        spans, lines = ([int(key) for key in part.split(")")[0].split(",")] for part in sql.split(" IN (")[1:])
        chosen = facts[facts["span"].isin(spans) & facts["indicator"].isin(lines)]
        return chosen.merge(tops, on="unit").groupby(["top", "indicator"])["value"].sum()

    return run


def _duckdb(files: dict[int, Path], tree: list[tuple[int, int]]) -> Run:
    import duckdb

    duck = duckdb.connect(config={"threads": 2, "memory_limit": "1GB"})
    duck.execute("SET parquet_metadata_cache = true; CREATE TABLE tree(top INTEGER, unit INTEGER)")
    listed = ", ".join(f"({top}, {unit})" for top, unit in tree)
    duck.execute(f"INSERT INTO tree VALUES {listed}")
    names = {key: f"'{path}'" for key, path in files.items()}

    def run(sql: str) -> object:
        spans = [int(key) for key in sql.split("f.span IN (")[1].split(")")[0].split(",")]
        opened = ", ".join(names[key] for key in spans)
        return duck.execute(sql.replace("FROM facts f", f"FROM read_parquet([{opened}]) f")).fetchall()

    print("DuckDB trên chính các tệp của bộ số liệu", flush=True)
    return run


if __name__ == "__main__":
    try:
        sys.exit(main())
    finally:
        for server in _open:
            server.__exit__(None, None, None)
