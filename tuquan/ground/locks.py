"""One at a time, for laws that no portable constraint can say (no overlap, life within the parent's)."""

import hashlib
from collections.abc import Iterator
from contextlib import contextmanager

from django.db import transaction

from tuquan.ground.errors import OutsideTransaction


@contextmanager
def one_at_a_time(name: str) -> Iterator[None]:
    """Hold the lock `name` until the transaction ends. Raises OutsideTransaction when none is open.

    PostgreSQL: an advisory lock of the transaction. SQLite: every transaction begins IMMEDIATE, so writers
    are already one at a time.
    """
    connection = transaction.get_connection()
    if not connection.in_atomic_block:
        raise OutsideTransaction("one_at_a_time must run inside transaction.atomic().")
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [number_of(name)])
    yield


def number_of(name: str) -> int:
    """The 64-bit number that stands for a lock's name on PostgreSQL."""
    return int.from_bytes(hashlib.sha256(name.encode()).digest()[:8], "big", signed=True)
