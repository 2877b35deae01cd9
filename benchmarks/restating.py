"""A year of 120 lines of all 10,035 communes before 1/7/2025 restated onto today's units, against the bare join.

The floor adds the same rows through a plain table old → new, worked out beforehand, in the same database: no reasons,
no divided communes, no coverage. Run alone: `python -m benchmarks.restating` (a database of its own, thrown away);
DATABASE_URL measures PostgreSQL.
"""

import os
import sys
import tempfile
from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING, Any

from benchmarks.measure import Result, compare

if TYPE_CHECKING:
    from tuquan.reporting.models import Indicator, Round

BEFORE, AFTER = date(2025, 6, 30), date(2025, 7, 1)
LINES = 120
BARE = """
SELECT m.heir, f.indicator_id, SUM(r.value), SUM(r.of), COUNT(*)
  FROM reporting_submission s
  JOIN bench_mapping m ON m.old = s.unit_id
  JOIN reporting_figure f ON f.submission_id = s.id
  JOIN reporting_figurerevision r ON r.figure_id = f.id
 WHERE s.round_id = %s AND f.indicator_id IN ({lines}) AND f.scope = 'own' AND r.superseded_at IS NULL
 GROUP BY m.heir, f.indicator_id"""
# Every figure with its claim and approval, made by the database itself: numbers 1 … 97 that differ by unit and line.
FIGURES = """
INSERT INTO reporting_figure (submission_id, indicator_id, scope, answer, explanation, reopened_because, version)
SELECT s.id, i.id, 'own', 'none_arose', '', '', 0 FROM reporting_submission s CROSS JOIN reporting_indicator i
 WHERE s.round_id = %s AND s.unit_id <> %s AND i.id IN ({lines})"""
CLAIMS = """
INSERT INTO reporting_claim (figure_id, value, source_kind, source_key, source_label, at)
SELECT f.id, (1 + (f.submission_id * 31 + f.indicator_id * 7) %% 97) * 1000, 'typed', '', 'đo', s.approved_at
  FROM reporting_figure f JOIN reporting_submission s ON s.id = f.submission_id WHERE s.round_id = %s"""
ANSWERS = """
UPDATE reporting_figure SET answer = 'value',
       chosen_id = (SELECT c.id FROM reporting_claim c WHERE c.figure_id = reporting_figure.id)
 WHERE submission_id IN (SELECT id FROM reporting_submission WHERE round_id = %s)"""
APPROVALS = """
INSERT INTO reporting_figurerevision (figure_id, number, answer, value, claim_id, approved_at, reason)
SELECT c.figure_id, 1, 'value', c.value, c.id, c.at, '' FROM reporting_claim c
  JOIN reporting_figure f ON f.id = c.figure_id JOIN reporting_submission s ON s.id = f.submission_id
 WHERE s.round_id = %s"""


def results() -> list[Result]:
    from tuquan.reporting import catalogue, forms
    from tuquan.reporting.restated_table import restated_table
    from tuquan.reporting.views import Restated
    from tuquan.units import bulk
    from tuquan.units.models import UnitVersion

    catalogue.load()
    forms.load()
    bulk.load_country()
    communes = list(
        UnitVersion.objects.on(BEFORE).filter(unit__level=3).order_by("unit_id").values_list("unit_id", flat=True)
    )
    round_, lines = fill(communes, LINES)
    prepare_bare(AFTER)
    _measure_tables()
    return [
        compare(
            f"một năm {len(lines)} chỉ tiêu của {len(communes)} xã cũ, quy về đơn vị nay",
            lambda: restated_table(round_, Restated(AFTER), lines),
            "một câu SQL JOIN bảng xã cũ → mới đã tính sẵn, GROUP BY",
            lambda: bare_rows(round_, lines),
        )
    ]


def fill(unit_ids: Sequence[int], count: int) -> "tuple[Round, list[Indicator]]":
    """A closed national round in which each of these units answered the first `count` lines that add."""
    from tuquan.accounts.models import Organ
    from tuquan.ground import clock
    from tuquan.reporting.models import Access, Indicator, OverUnits, ReportKind, Round, Submission
    from tuquan.units.models import Unit

    lines = list(Indicator.objects.filter(over_units=OverUnits.SUM, access=Access.OPEN)[:count])
    scope = Unit.objects.get(level=0)
    round_ = Round.objects.create(
        report_kind=ReportKind.objects.get(code="movement_year"), scope=scope, title="một năm",
        first_day=date(2024, 7, 1), last_day=BEFORE,
    )  # fmt: skip
    organ, now = Organ.objects.create(kind="police"), clock.now()
    said: dict[str, Any] = {"state": "approved", "presented_at": now, "submitted_at": now, "approved_at": now}
    Submission.objects.bulk_create(
        Submission(round=round_, organ=organ, unit_id=key, first_submitted_on=BEFORE, **said)
        for key in [scope.pk, *unit_ids]
    )
    listed = ", ".join(str(line.pk) for line in lines)
    for sql, given in ((FIGURES.format(lines=listed), [round_.pk, scope.pk]), (CLAIMS, [round_.pk]),
                       (ANSWERS, [round_.pk]), (APPROVALS, [round_.pk])):  # fmt: skip
        _run(sql, given)
    return round_, lines


def prepare_bare(day: date) -> int:
    """The floor's own table: every old commune with the one unit that it went to wholly."""
    from tuquan.units.models import UnitVersion
    from tuquan.units.restating import landings

    communes = set(UnitVersion.objects.on(BEFORE).filter(unit__level=3).values_list("unit_id", flat=True))
    whole = [(key, row.heir) for key, row in landings(day, communes).items() if row.heir is not None]
    _run("DROP TABLE IF EXISTS bench_mapping", [])
    _run("CREATE TEMPORARY TABLE bench_mapping (old BIGINT PRIMARY KEY, heir BIGINT NOT NULL)", [])
    for at in range(0, len(whole), 400):
        rows = whole[at : at + 400]
        _run(
            f"INSERT INTO bench_mapping VALUES {', '.join(['(%s, %s)'] * len(rows))}", [k for row in rows for k in row]
        )
    return len(whole)


def bare_rows(round_: "Round", lines: "Sequence[Indicator]") -> list[tuple[Any, ...]]:
    """The floor: one join and one GROUP BY."""
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute(BARE.format(lines=", ".join(str(line.pk) for line in lines)), [round_.pk])
        return list(cursor.fetchall())


def _run(sql: str, given: list[Any]) -> None:
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute(sql, given)


def _measure_tables() -> None:
    """A database in use has its statistics; one filled a second ago does not."""
    for table in ("reporting_submission", "reporting_figure", "reporting_figurerevision", "bench_mapping"):
        _run(f"ANALYZE {table}", [])


def main() -> int:
    with tempfile.TemporaryDirectory(prefix="tuquan-bench-") as folder:
        os.environ["TUQUAN_DATA"] = folder
        from tuquan.cli.station import open_station

        open_station(migrate=True)
        for result in results():
            print(result.line(), flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main())
