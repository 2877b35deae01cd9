"""DuckDB in this process: one connection, opened after any fork, and what it remembers of the database.

Remembered are only rows that were committed, each with the mark or revision that says whether they still hold. All of
it is made again in a process that was forked.
"""

import json
import os
import threading
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

import duckdb
from django.conf import settings

# delta: rows of units that changed since the base, or of a window without one. changed: those units.
# asked: who was asked in a window. tree: unit under top on a ground (facts.trees, facts.landing).
# expected: how many of `asked` lie under a top (`standing`: without `gone`: units that ended within the window and have
# an heir that tells what stands). outside: units in a unit of today (origin) that were not asked then.
_TABLES = """
CREATE TABLE delta(span INTEGER, indicator INTEGER, unit INTEGER, said BIGINT, value BIGINT, whole BIGINT);
CREATE TABLE changed(span INTEGER, unit INTEGER);
CREATE TABLE asked(span INTEGER, unit INTEGER);
CREATE TABLE tree(ground INTEGER, top INTEGER, parent INTEGER, grandparent INTEGER, unit INTEGER, sure BOOLEAN);
CREATE TABLE expected(span INTEGER, ground INTEGER, top INTEGER, units INTEGER, standing INTEGER);
CREATE TABLE origin(ground INTEGER, level INTEGER, top INTEGER, unit INTEGER);
CREATE TABLE outside(span INTEGER, ground INTEGER, top INTEGER, units INTEGER);
CREATE TABLE gone(span INTEGER, unit INTEGER);
"""


@dataclass
class Engine:
    """A connection and the state of its tables; used under its lock, one question at a time (each takes all threads).

    `windows`: by window key, what is loaded. `counted`: (window, ground) pairs in `expected`. `grounds`: keys in
    `tree`. `placed`: the ground of a window. `forest`: the units these were made of.
    """

    pid: int
    duck: duckdb.DuckDBPyConnection
    lock: threading.RLock = field(default_factory=threading.RLock)
    windows: dict[int, Any] = field(default_factory=dict)
    counted: set[tuple[int, int]] = field(default_factory=set)
    grounds: dict[Any, int] = field(default_factory=dict)
    placed: dict[Any, int] = field(default_factory=dict)
    with_gone: set[int] = field(default_factory=set)
    forest: Any = None

    def rows(self, sql: str) -> list[tuple[Any, ...]]:
        return self.duck.execute(sql).fetchall()

    def run(self, sql: str) -> None:
        self.duck.execute(sql)

    def insert(self, table: str, types: Sequence[str], rows: Sequence[tuple[Any, ...]]) -> None:
        """Insert rows column by column, as JSON: the fastest way from Python without an array library."""
        if rows:
            columns = ", ".join(f"unnest(from_json(?, '[\"{kind}\"]'))" for kind in types)
            given = [json.dumps(column) for column in zip(*rows, strict=True)]
            self.duck.execute(f"INSERT INTO {table} SELECT {columns}", given)


_here: Engine | None = None
_opening = threading.Lock()


def engine() -> Engine:
    """This process's engine."""
    global _here
    with _opening:
        if _here is None or _here.pid != os.getpid():
            _here = _open()
        return _here


def forget() -> None:
    """Throw everything away that this process remembers."""
    global _here
    with _opening:
        _here = None


def _open() -> Engine:
    duck = duckdb.connect(
        config={
            "threads": settings.FACTS_THREADS,
            "memory_limit": settings.FACTS_MEMORY,
            "preserve_insertion_order": False,
        }
    )
    # Footers of files are kept: a base never changes under its name.
    duck.execute(f"SET parquet_metadata_cache = true; {_TABLES}")
    return Engine(os.getpid(), duck)
