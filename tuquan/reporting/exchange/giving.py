"""The approved figures of a round as a machine's table: what `trial` reads elsewhere, with codes and ISO windows."""

import csv
from collections.abc import Iterator
from decimal import Decimal
from io import StringIO

from tuquan.ground import clock
from tuquan.reporting import access
from tuquan.reporting.models import Answer, FigureRevision, Indicator, Round, Scope
from tuquan.units import queries as units
from tuquan.units.models import UnitVersion

NONE_AROSE = "khong phat sinh"
HEADER = ("indicator", "period", "unit", "unit_name", "value", "of", "source", "approved_on")


def given(round_: Round) -> bytes:
    """A csv with one row an approved answer of the round's units, in the order of units and lines; lines of which only
    totals may be shown are left out. UTF-8, commas, CRLF."""
    rows = list(_approved(round_))
    named = _named({row.figure.submission.unit_id for row in rows}, round_)
    told = [(named[row.figure.submission.unit_id], row) for row in rows]
    told.sort(key=lambda one: (one[0].sort_key, one[1].figure.indicator.position, one[1].pk))
    buffer = StringIO(newline="")
    writer = csv.writer(buffer, lineterminator="\r\n")
    writer.writerow(HEADER)
    writer.writerows(_row(row, unit, round_) for unit, row in told)
    return buffer.getvalue().encode()


def _named(unit_ids: set[int], round_: Round) -> dict[int, UnitVersion]:
    """The units as they stood at the round's end; those that ended within it, as they last were."""
    standing = units.versions(unit_ids, round_.last_day)
    past = UnitVersion.objects.filter(unit_id__in=unit_ids - set(standing), begins_on__lte=round_.last_day)
    return {row.unit_id: row for row in past.order_by("begins_on")} | standing


def _approved(round_: Round) -> Iterator[FigureRevision]:
    open_lines = [line.pk for line in Indicator.objects.all() if access.may_show_parts(line)]
    rows = FigureRevision.objects.filter(
        figure__submission__round=round_, superseded_at=None, figure__scope=Scope.OWN, figure__indicator__in=open_lines
    ).exclude(answer=Answer.NOT_REPORTED)
    yield from rows.select_related("figure__indicator", "figure__submission", "claim")


def _row(row: FigureRevision, unit: UnitVersion, round_: Round) -> tuple[str, ...]:
    said = NONE_AROSE if row.answer == Answer.NONE_AROSE else _number(row.value)
    line, day = row.figure.indicator.code, row.approved_at.astimezone(clock.VIETNAM).date().isoformat()
    source = row.claim.source_kind if row.claim else ""
    return (line, round_.window.iso, unit.code or unit.name, unit.name, said, _number(row.of), source, day)


def _number(value: Decimal | None) -> str:
    """As machines write it: no thousands, a point before decimals."""
    return "" if value is None else format(value.normalize(), "f")
