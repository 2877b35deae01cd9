"""The figures of a window that count, as plain rows from the record: the same rule as reporting.cells and said."""

import csv
from collections.abc import Collection, Iterator, Sequence
from pathlib import Path
from typing import Any

from django.db import connection

from tuquan.reporting.models import FormLine, Round, Submission, WindowFacts
from tuquan.units.models import Level

# A level's own work counts as its head has sent it; what others reported, as it was last approved.
_SENT = "s.unit_id = r.scope_id AND s.state IN ('submitted', 'approved') AND f.reopened_because = ''"
_ROWS = f"""
SELECT s.unit_id, f.indicator_id, f.id,
       CASE CASE WHEN {_SENT} THEN f.answer ELSE v.answer END WHEN 'value' THEN 2 WHEN 'none_arose' THEN 1 ELSE 0 END,
       CASE WHEN {_SENT} THEN c.value ELSE v.value END, CASE WHEN {_SENT} THEN c.of ELSE v.of END,
       s.unit_id = r.scope_id
  FROM reporting_round r
  JOIN reporting_submission s ON s.round_id = r.id
  JOIN reporting_figure f ON f.submission_id = s.id AND f.scope = 'own'
  LEFT JOIN reporting_figurerevision v ON v.figure_id = f.id AND v.superseded_at IS NULL
  LEFT JOIN reporting_claim c ON c.id = f.chosen_id AND s.unit_id = r.scope_id
 WHERE r.report_kind_id = %s AND r.first_day = %s AND r.last_day = %s AND s.unit_id IN ({{units}})"""
# So many units are read at a time: some ten thousand rows, whatever the size of the window.
BLOCK = 200
COLUMNS = "{'unit': 'INTEGER', 'indicator': 'INTEGER', 'figure': 'BIGINT', 'answer': 'TINYINT', 'value': 'BIGINT', 'whole': 'BIGINT', 'above': 'BOOLEAN'}"  # noqa: E501
# How an answer counts, as a number that adds up: a unit that answered, a level's own work, a unit that did not. The sum
# over a group says how many there are of each, in one column and one addition (statement.SPLIT).
UNIT, OWN, SILENT = 1, 1 << 25, 1 << 50
# Two organs of a unit: a number before "không phát sinh" before silence, then the figure opened first. A level over
# which a round was opened is in no coverage, and its silence is no row.
AS_THEY_COUNT = f"""
SELECT {{window}}::INTEGER AS span, indicator, unit,
       CASE WHEN above THEN {OWN} WHEN answer > 0 THEN {UNIT} ELSE {SILENT} END::BIGINT AS said, value, whole
  FROM read_csv('{{file}}', header = false, columns = {{columns}})
 WHERE answer > 0 OR NOT above
QUALIFY row_number() OVER (PARTITION BY unit, indicator ORDER BY answer DESC, figure) = 1
 ORDER BY indicator, unit"""


def write_rows(window: WindowFacts, unit_ids: Collection[int] | None, target: Path) -> tuple[int, int]:
    """Write what counts of the window (of these units) to a CSV file; returns how many rows and how many units.

    Each unit that is asked has a row of the line 0 besides: what coverage is counted from.
    """
    standing = _standing(window, unit_ids)
    keys = sorted(standing)
    stated = _stated(window) if any(standing.values()) else frozenset[int]()
    rows = 0
    with target.open("w", newline="") as out:
        writer = csv.writer(out)
        for block in (keys[at : at + BLOCK] for at in range(0, len(keys), BLOCK)):
            asked = [(key, 0, 0, 1, None, None, False) for key in block if not standing[key]]
            found = [
                (*row[:6], standing[row[0]])
                for row in _rows(window, block)
                if row[6] or not standing[row[0]] or row[1] not in stated
            ]
            writer.writerows(asked)
            writer.writerows(found)
            rows += len(asked) + len(found)
    return rows, len(keys)


def select(window: WindowFacts, source: Path) -> str:
    """The rows of such a file as the set keeps them, as a DuckDB query."""
    return AS_THEY_COUNT.format(window=window.pk, file=quoted(source), columns=COLUMNS)


def quoted(path: Path) -> str:
    """A path within a string of SQL."""
    return str(path).replace("'", "''")


def _standing(window: WindowFacts, unit_ids: Collection[int] | None) -> dict[int, bool]:
    """Units with a submission of the window, each with whether a round was opened over it."""
    days = {"first_day": window.first_day, "last_day": window.last_day}
    areas = set(Round.objects.filter(report_kind=window.report_kind_id, **days).values_list("scope_id", flat=True))
    found: dict[int, bool] = {}
    for block in _blocks(unit_ids):
        asked = Submission.objects.filter(
            round__report_kind=window.report_kind_id, **{f"round__{name}": day for name, day in days.items()}
        )
        asked = asked if block is None else asked.filter(unit__in=block)
        found |= {unit: unit in areas for unit in asked.values_list("unit_id", flat=True)}
    return found


def _stated(window: WindowFacts) -> frozenset[int]:
    """Lines that a level between answers upwards only by repeating what its own units were asked: never added."""
    rows = FormLine.objects.filter(form__report_kind=window.report_kind_id, form__begins_on__lte=window.last_day)
    rows = rows.exclude(form__ends_on__lte=window.last_day)
    asked = rows.filter(form__level__gte=Level.COMMUNE).values_list("indicator_id", flat=True)
    own = rows.filter(form__level__lt=Level.COMMUNE, own_work=True).values_list("indicator_id", flat=True)
    return frozenset(set(asked) - set(own))


def _blocks(unit_ids: Collection[int] | None) -> Iterator[list[int] | None]:
    if unit_ids is None:
        yield None
        return
    keys = sorted(unit_ids)
    yield from (keys[at : at + 1000] for at in range(0, len(keys), 1000))


def _rows(window: WindowFacts, block: Sequence[int]) -> list[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        sql = _ROWS.format(units=", ".join(str(int(key)) for key in block))
        cursor.execute(sql, [window.report_kind_id, window.first_day, window.last_day])
        return list(cursor.fetchall())
