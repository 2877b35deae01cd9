"""Reading several tables as they stood at one moment, without keeping anybody from writing."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connection


@contextmanager
def one_moment() -> Iterator[bool]:
    """All that is read within stood at one moment; yields whether it is committed, and so may be remembered.

    Inside somebody's transaction it is that transaction's own view, which may still be undone.
    """
    if connection.in_atomic_block:
        yield False
        return
    connection.ensure_connection()
    opening = (
        "BEGIN DEFERRED"  # Django's own would take the writer's lock
        if connection.vendor == "sqlite"
        else "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY"
    )
    with connection.cursor() as cursor:
        cursor.execute(opening)
    try:
        yield True
    finally:
        with connection.cursor() as cursor:
            cursor.execute("ROLLBACK")
