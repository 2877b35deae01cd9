"""Timeliness and completeness by unit and year, never by person: counts, shares that add to 100 %, means as Σ/Σ."""

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal

from django.db.models import Count, Q

from tuquan.ground import clock
from tuquan.reporting.asked import lines_for
from tuquan.reporting.models import Answer, Figure, ReportKind, Round, RoundDue, Scope, Submission
from tuquan.reporting.queries.keeping import Places
from tuquan.units.models import Unit, UnitVersion
from tuquan.vn.dates import show_date
from tuquan.vn.shares import shares


@dataclass(frozen=True)
class LeagueRow:
    """One unit (or all) over the rounds whose due day is over or that it sent already.

    `days`: calendar days late in sum; `answered` of `asked`: cells of lines that the form requires.
    """

    unit_id: int
    name: str
    sort_key: str = ""
    on_time: int = 0
    late: int = 0
    not_sent: int = 0
    days: int = 0
    answered: int = 0
    asked: int = 0

    @property
    def expected(self) -> int:
        return self.on_time + self.late + self.not_sent

    @property
    def shares(self) -> list[Decimal]:
        """On time, late, not sent, in percent: they add to exactly 100."""
        return shares([self.on_time, self.late, self.not_sent])

    @property
    def mean_late(self) -> Decimal | None:
        """Days late over rounds sent late; None where none was."""
        return (Decimal(self.days) / self.late).quantize(Decimal("0.1")) if self.late else None

    @property
    def complete(self) -> Decimal | None:
        """Required cells answered of asked, in percent, never rounded up to 100; None where nothing was asked."""
        if not self.asked:
            return None
        return Decimal(self.answered * 1000 // self.asked) / 10

    def plus(self, other: "LeagueRow") -> "LeagueRow":
        """Both together, under the name of this one."""
        names = ("on_time", "late", "not_sent", "days", "answered", "asked")
        return replace(self, **{name: getattr(self, name) + getattr(other, name) for name in names})


@dataclass(frozen=True)
class League:
    """`rows` by on-time share, then completeness, then name; `changed`: units that began or ended within the year."""

    year: int
    rounds: tuple[Round, ...]
    rows: tuple[LeagueRow, ...]
    total: LeagueRow
    changed: tuple[str, ...] = field(default=())

    @property
    def note(self) -> str:
        """Why ranks do not compare, where units changed; "" elsewhere."""
        if not self.changed:
            return ""
        return (
            f"Trong năm có đơn vị mới lập hoặc kết thúc: {', '.join(self.changed)}. "
            "Các đơn vị này không đủ số kỳ như đơn vị khác, chỉ so tỉ lệ trong số kỳ của mình."
        )


def years(scope_ids: Iterable[int]) -> list[int]:
    """The years for which areas have rounds, the newest first; a round belongs to the year of its last day."""
    return sorted(
        {row.year for row in Round.objects.filter(scope__in=scope_ids).dates("last_day", "year")}, reverse=True
    )


def league(*, scope_id: int, year: int, report_kind: ReportKind | None = None, only: set[int] | None = None) -> League:
    """Of the units directly asked in an area's rounds that end in a year. `only`: the units that may be seen.

    A round that is neither due yet nor sent counts for nothing. Derived rounds that asked a unit nothing do not either.
    """
    found = Round.objects.filter(scope=scope_id, last_day__year=year).select_related("report_kind")
    if report_kind is not None:
        found = found.filter(report_kind=report_kind)
    rounds = tuple(found.order_by("last_day", "first_day"))
    asked = Submission.objects.filter(round__in=rounds).exclude(unit=scope_id).select_related("unit")
    submissions = [row for row in asked if only is None or row.unit_id in only]
    rows = _rows(rounds, submissions)
    total = LeagueRow(0, "Cộng")
    for row in rows:
        total = total.plus(row)
    return League(year, rounds, tuple(sorted(rows, key=_order)), total, _changed(submissions, year))


def _order(row: LeagueRow) -> tuple[Decimal, Decimal, str]:
    return -row.shares[0], -(row.complete or Decimal(0)), row.sort_key


def _rows(rounds: Iterable[Round], submissions: list[Submission]) -> list[LeagueRow]:
    last_day = {row.pk: row.last_day for row in rounds}
    places = Places(row.unit_id for row in submissions)
    keys = _sort_keys({row.unit_id for row in submissions})
    due = _dues(rounds)
    cells = {key: value for row in rounds for key, value in _cells(row).items()}
    found: dict[int, LeagueRow] = {}
    for row in submissions:
        one = _one(row, due.get((row.round_id, row.unit.level)), cells.get(row.pk, (0, 0)))
        if one is None:
            continue
        name = places.on(row.unit_id, last_day[row.round_id])
        standing = found.get(row.unit_id) or LeagueRow(row.unit_id, name, keys.get(row.unit_id, name))
        found[row.unit_id] = replace(standing, name=name).plus(one)
    return list(found.values())


def _one(row: Submission, due_on: date | None, cells: tuple[int, int]) -> LeagueRow | None:
    """One round of one unit; None where it is not due yet, or has no due day."""
    sent = row.first_submitted_on
    if due_on is None or (sent is None and clock.today() <= due_on):
        return None
    late = sent is not None and sent > due_on
    return LeagueRow(
        row.unit_id,
        "",
        on_time=int(sent is not None and not late),
        late=int(late),
        not_sent=int(sent is None),
        days=(sent - due_on).days if sent is not None and late else 0,
        # What was typed and never sent has not been reported.
        answered=cells[0] if sent is not None else 0,
        asked=cells[1],
    )


def _dues(rounds: Iterable[Round]) -> dict[tuple[int, int], date]:
    rows = RoundDue.objects.filter(round__in=[row.pk for row in rounds])
    return {(round_id, level): day for round_id, level, day in rows.values_list("round", "level", "due_on")}


def _cells(round_: Round) -> dict[int, tuple[int, int]]:
    """Required cells answered and asked, by submission."""
    levels = set(Unit.objects.filter(pk__in=round_.submissions.values("unit")).values_list("level", flat=True))
    required = {level: [line.indicator_id for line in lines_for(round_, level) if line.required] for level in levels}
    found: dict[int, tuple[int, int]] = {}
    for level, indicators in required.items():
        rows = Figure.objects.filter(
            submission__round=round_, submission__unit__level=level, scope=Scope.OWN, indicator__in=indicators
        ).values("submission")
        counted = rows.annotate(asked=Count("pk"), answered=Count("pk", filter=~Q(answer=Answer.NOT_REPORTED)))
        found |= {row["submission"]: (row["answered"], row["asked"]) for row in counted}
    return found


def _sort_keys(unit_ids: set[int]) -> dict[int, str]:
    rows = UnitVersion.objects.filter(unit__in=unit_ids).order_by("begins_on").values_list("unit", "sort_key")
    return {unit: str(key) for unit, key in rows}


def _changed(submissions: list[Submission], year: int) -> tuple[str, ...]:
    first, last = date(year, 1, 1), date(year, 12, 31)
    units = {row.unit_id: row.unit for row in submissions}
    places = Places(units)
    said = []
    for unit in units.values():
        if unit.begins_on and first < unit.begins_on <= last:
            said.append(f"{places.on(unit.pk, unit.begins_on)} (từ {show_date(unit.begins_on)})")
        elif unit.ends_on and first < unit.ends_on <= last:
            said.append(places.on(unit.pk, last))
    return tuple(sorted(said))
