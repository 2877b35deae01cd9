"""The narrow door in append-only tables: characters of a kept text may become █ and nothing else, ever.

What newer rules recognise as a line that must be stored nowhere has to go from texts kept before. The triggers let an
update through only where the text keeps its length and each changed character is a blank (docs/decisions/0014).
"""

import re
from collections.abc import Callable, Sequence
from typing import Any

from django.db import connection, transaction
from django.db.backends.signals import connection_created

BLANK = "█"
FUNCTION = "tuquan_only_blanked"
# For PostgreSQL; on SQLite the function comes with each connection of the program: without it nothing is let through.
DEFINITION = f"""CREATE OR REPLACE FUNCTION {FUNCTION}(before text, after text) RETURNS boolean
LANGUAGE sql IMMUTABLE AS
$$ SELECT char_length(before) = char_length(after) AND NOT EXISTS (
     SELECT 1 FROM unnest(string_to_array(before, NULL), string_to_array(after, NULL)) AS pair(b, a)
     WHERE b IS DISTINCT FROM a AND a IS DISTINCT FROM '{BLANK}') $$"""

# What is blanked: pairs (words as they stood, the same words blanked).
Pairs = Sequence[tuple[str, str]]
Room = Callable[[int, Pairs], int]
_rooms: list[Room] = []


def only_blanked(before: str | None, after: str | None) -> bool:
    """Whether `after` is `before` with some characters as █."""
    if before is None or after is None or len(before) != len(after):
        return False
    return all(old == new or new == BLANK for old, new in zip(before, after, strict=True))


def also(room: Room) -> None:
    """Register a room that may quote: `room(unit_key, pairs)` blanks its open texts of a unit, returns how many."""
    if room not in _rooms:
        _rooms.append(room)


def elsewhere(unit_key: int, pairs: Pairs) -> int:
    """Blank what other rooms quote; returns how many texts changed."""
    return sum(room(unit_key, pairs) for room in _rooms)


def blanked(text: str, pairs: Pairs) -> str:
    """The text with every quoted piece blanked, where it stands by itself: "bắt 4" is no piece of "bắt 47"."""
    for before, after in pairs:
        if before in text:
            text = re.sub(rf"(?<!\w){re.escape(before)}(?!\w|[.,]\d)", after.replace("\\", r"\\"), text)
    return text


def begin() -> None:
    """Before the first update: what SQLite frees is overwritten, and its journal emptied once the work is done."""
    if connection.vendor != "sqlite":
        return
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA secure_delete = ON")
    transaction.on_commit(_empty_journal)


def _empty_journal() -> None:
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")


def _bring(*, connection: Any, **_more: Any) -> None:
    if connection.vendor == "sqlite":
        connection.connection.create_function(FUNCTION, 2, only_blanked, deterministic=True)


def ready() -> None:
    """Bring the function to every connection of the program."""
    connection_created.connect(_bring, dispatch_uid=FUNCTION)
