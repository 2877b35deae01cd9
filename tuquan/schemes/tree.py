"""Which units stand under which on a day, those that ended before it included."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import date

from django.db import connection
from django.db.models.expressions import RawSQL

# A unit that ended stands where it last stood, and beneath the heir that took the whole of it: its schemes and
# events stay in the sums of both. One recursive query for all roots; SQLite and PostgreSQL read the same text.
_EDGES = """
    SELECT v.parent_id AS upper_id, v.unit_id AS lower_id FROM units_unitversion v
    WHERE v.parent_id IS NOT NULL AND v.begins_on <= %s AND NOT EXISTS (
        SELECT 1 FROM units_unitversion w
        WHERE w.unit_id = v.unit_id AND w.begins_on > v.begins_on AND w.begins_on <= %s)
    UNION
    SELECT s.new_id, s.old_id FROM units_succession s JOIN units_change c ON c.id = s.change_id
    WHERE s.whole AND c.effective_on <= %s"""


def below(unit_ids: Iterable[int], day: date) -> dict[int, set[int]]:
    """For each unit at or under one of `unit_ids` on `day`: the ones of `unit_ids` it stands under. One query."""
    roots = sorted(set(unit_ids))
    found: dict[int, set[int]] = defaultdict(set)
    if not roots:
        return found
    with connection.cursor() as cursor:
        cursor.execute(
            f"""WITH RECURSIVE edge AS ({_EDGES}),
            down(root, unit) AS (
                SELECT id, id FROM units_unit WHERE id IN ({_marks(roots)})
                UNION SELECT down.root, edge.lower_id FROM down JOIN edge ON edge.upper_id = down.unit)
            SELECT root, unit FROM down""",
            [*[day.isoformat()] * 3, *roots],
        )
        for root, unit in cursor.fetchall():
            found[unit].add(root)
    return found


def above(unit_ids: Iterable[int], day: date) -> dict[int, list[int]]:
    """For each of `unit_ids`: itself and the units above it, nearest first, by the parents of `day`. One query."""
    leaves = sorted(set(unit_ids))
    found: dict[int, list[int]] = {unit: [] for unit in leaves}
    if not leaves:
        return found
    with connection.cursor() as cursor:
        cursor.execute(
            f"""WITH RECURSIVE edge AS ({_EDGES}),
            up(leaf, unit, steps) AS (
                SELECT id, id, 0 FROM units_unit WHERE id IN ({_marks(leaves)})
                UNION SELECT up.leaf, edge.upper_id, up.steps + 1 FROM up JOIN edge ON edge.lower_id = up.unit
                WHERE up.steps < 12)
            SELECT leaf, unit FROM up GROUP BY leaf, unit ORDER BY leaf, MIN(steps), unit""",
            [*[day.isoformat()] * 3, *leaves],
        )
        for leaf, unit in cursor.fetchall():
            found[leaf].append(unit)
    return found


def inside(unit_ids: Iterable[int], day: date) -> RawSQL:
    """A subquery for `unit_id__in`: all units at or under `unit_ids` on `day`; costs no query of its own."""
    roots = sorted(set(unit_ids)) or [-1]
    return RawSQL(
        f"""WITH RECURSIVE edge AS ({_EDGES}),
        down(unit) AS (
            SELECT id FROM units_unit WHERE id IN ({_marks(roots)})
            UNION SELECT edge.lower_id FROM down JOIN edge ON edge.upper_id = down.unit)
        SELECT unit FROM down""",
        [*[day.isoformat()] * 3, *roots],
    )


def _marks(values: list[int]) -> str:
    return ", ".join(["%s"] * len(values))
