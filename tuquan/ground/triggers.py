"""Stepping around the triggers of append-only tables, inside one transaction that puts them back.

Only a restore does this, to empty the tables; the rows that come in meet the triggers again. It writes an audit
event that says so.
"""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager

from django.db import connection


@contextmanager
def aside(tables: Iterable[str]) -> Iterator[None]:
    """Within it no trigger of ours fires on `tables`; needs an open transaction, which undoes it on failure."""
    names = sorted(tables)
    if connection.vendor == "postgresql":
        with _disabled(names):
            yield
        return
    with _dropped(names):
        yield


@contextmanager
def _disabled(tables: list[str]) -> Iterator[None]:
    with connection.cursor() as cursor:
        for table in tables:
            cursor.execute(f"ALTER TABLE {connection.ops.quote_name(table)} DISABLE TRIGGER USER")
        yield
        # Foreign keys are checked now: a table with checks outstanding cannot be altered.
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        for table in tables:
            cursor.execute(f"ALTER TABLE {connection.ops.quote_name(table)} ENABLE TRIGGER USER")
        cursor.execute("SET CONSTRAINTS ALL DEFERRED")


@contextmanager
def _dropped(tables: list[str]) -> Iterator[None]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT name, sql, tbl_name FROM sqlite_master WHERE type = 'trigger'")
        found = [(name, sql) for name, sql, table in cursor.fetchall() if table in set(tables)]
        for name, _ in found:
            cursor.execute(f"DROP TRIGGER {connection.ops.quote_name(name)}")
        yield
        for _, sql in found:
            cursor.execute(sql)
