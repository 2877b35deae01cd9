"""Totals of the district (all lines of its forms), against the bare SQL sum over the same rows."""

from django.db import connection

from benchmarks.measure import Result, compare
from tuquan.reporting import rollup
from tuquan.reporting.models import Round

BARE = """
SELECT f.indicator_id, SUM(r.value), COUNT(*)
  FROM reporting_figurerevision r
  JOIN reporting_figure f ON f.id = r.figure_id
  JOIN reporting_submission s ON s.id = f.submission_id
 WHERE s.round_id = %s AND r.superseded_at IS NULL AND f.scope = 'own'
 GROUP BY f.indicator_id"""


def results() -> list[Result]:
    round_ = Round.objects.order_by("-last_day").select_related("report_kind").get(title="Năm 2021")
    return [
        compare(
            "tổng hợp huyện: mọi chỉ tiêu, độ phủ, từng xã",
            lambda: rollup.totals(round=round_, unit_id=round_.scope_id),
            "một câu SQL SUM … GROUP BY trên cùng dữ liệu",
            lambda: _bare_sum(round_.pk),
        )
    ]


def _bare_sum(round_id: int) -> list[tuple[object, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(BARE, [round_id])
        return list(cursor.fetchall())
