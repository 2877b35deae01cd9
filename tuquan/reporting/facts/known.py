"""Every window with a round has a row of facts, also those of rounds opened before there were any."""

from collections.abc import Collection

from django.db.models import Exists, OuterRef, Q

from tuquan.reporting.models import Round, WindowFacts
from tuquan.vn.windows import Window


def make_known(report_kind_id: int | None = None, windows: Collection[Window] | None = None) -> None:
    """Write the rows that are missing (for one report kind and some windows of it, where named)."""
    same = WindowFacts.objects.filter(
        report_kind=OuterRef("report_kind"), first_day=OuterRef("first_day"), last_day=OuterRef("last_day")
    )
    rounds = Round.objects.filter(~Exists(same))
    if report_kind_id is not None:
        rounds = rounds.filter(report_kind=report_kind_id)
    if windows is not None:
        found = Q(pk=None)
        for row in windows:
            found |= Q(first_day=row.first, last_day=row.last)
        rounds = rounds.filter(found)
    for kind, first, last in rounds.order_by().values_list("report_kind", "first_day", "last_day").distinct():
        WindowFacts.objects.get_or_create(report_kind_id=kind, first_day=first, last_day=last)
