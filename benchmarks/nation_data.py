"""Five years of the whole country as the Parquet set, made by DuckDB itself, beside the real tree of units.

The tree is known since 10/4/2023; here the units of 30/6/2025 are taken to have stood since 2021.

43 monthly windows × 10,035 communes before 1/7/2025 and 17 × 3,321 after it, × 120 lines: 58.6 million figures; a third
of it (40 lines) is the small set. Values are made up, skewed as such figures are, with some not reported and some
"không phát sinh". One window is half rewritten since its base: those rows are real figures of the database.
"""

import calendar
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import duckdb

if TYPE_CHECKING:
    from tuquan.reporting.models import Indicator, ReportKind

BEFORE, AFTER = date(2025, 6, 30), date(2025, 7, 1)
REWRITTEN = date(2025, 5, 1)
KIND = "nation_month"
# Uniform numbers of a row's own, so that the set is the same wherever it is made.
ROWS = """
SELECT {span}::INTEGER AS span, indicator::INTEGER AS indicator, unit::INTEGER AS unit,
       CASE WHEN u < 0.01 THEN {silent} ELSE {unit_said} END::BIGINT AS said,
       CASE WHEN u >= 0.04 THEN floor(exp(v * 5)) * 1000 END::BIGINT AS value,
       CASE WHEN u >= 0.04 AND ratio THEN (floor(exp(v * 5)) + floor(exp(u * 5))) * 1000 END::BIGINT AS whole
  FROM (SELECT *, (hash(unit, indicator, {span}) % 1000003) / 1000003.0 AS u,
                  (hash(indicator, unit, {span} + 7) % 1000003) / 1000003.0 AS v
          FROM units CROSS JOIN lines)
UNION ALL SELECT {span}, 0, unit, 1, NULL, NULL FROM units
 ORDER BY indicator, unit"""


@dataclass(frozen=True)
class Nation:
    """What was made: days of all windows in order, the lines, keys of provinces and of a commune."""

    kind: "ReportKind"
    lines: "list[Indicator]"
    days: list[tuple[date, date]]
    rows: int
    size: int

    def lines_of(self, kind: str) -> "list[Indicator]":
        return [line for line in self.lines if line.kind == kind]


def months() -> list[tuple[date, date]]:
    """Sixty months from December 2021: five years, the last seventeen on today's units."""
    found, year, month = [], 2021, 12
    while (year, month) <= (2026, 11):
        found.append((date(year, month, 1), date(year, month, calendar.monthrange(year, month)[1])))
        year, month = (year, month + 1) if month < 12 else (year + 1, 1)
    return found


def make(lines: int, *, rewritten: bool = True, times: int = 1) -> Nation:
    """Fill this installation's database and folder of facts; `times`: so many communes for each (the keys beyond the
    real ones stand under no unit and are read all the same)."""
    from tuquan.reporting import catalogue, forms
    from tuquan.reporting.models import ReportKind
    from tuquan.units import bulk

    catalogue.load()
    forms.load()
    bulk.load_country()
    _stand_since_2021()
    kind = ReportKind.objects.create(code=KIND, name="Báo cáo tháng cả nước", subject="đo")
    chosen = _lines(lines)
    rows = size = 0
    with duckdb.connect(config={"threads": 2, "memory_limit": "1GB", "preserve_insertion_order": True}) as duck:
        duck.execute("CREATE TABLE lines(indicator INTEGER, ratio BOOLEAN)")
        duck.executemany("INSERT INTO lines VALUES (?, ?)", [(line.pk, line.kind == "ratio") for line in chosen])
        loaded: list[int] = []
        for first, last in months():
            units = _communes(last)
            if units != loaded:
                _units(duck, units, times)
                loaded = units
            made = _base(duck, kind, first, last)
            rows, size = rows + made[0], size + made[1]
    if rewritten:
        _rewrite(kind, chosen)
    return Nation(kind, chosen, months(), rows, size)


def at_hand(lines: int) -> Nation | None:
    """The set that an earlier run made in this folder."""
    from django.db.models import Sum

    from tuquan.reporting.models import ReportKind, WindowFacts

    kind = ReportKind.objects.filter(code=KIND).first()
    if kind is None:
        return None
    made = WindowFacts.objects.filter(report_kind=kind).aggregate(rows=Sum("base_rows"), size=Sum("base_bytes"))
    return Nation(kind, _lines(lines), months(), made["rows"], made["size"])


def _stand_since_2021() -> None:
    from benchmarks.restating import _run

    _run("DELETE FROM units_unitversion WHERE ends_on <= %s", [BEFORE])
    _run("UPDATE units_unitversion SET begins_on = %s WHERE begins_on <= %s", [date(2021, 1, 1), BEFORE])
    _run("UPDATE units_unit SET begins_on = NULL, known_from = %s WHERE known_from <= %s AND (ends_on IS NULL OR "
         "ends_on > %s)", [date(2021, 1, 1), BEFORE, BEFORE])  # fmt: skip


def _lines(count: int) -> "list[Indicator]":
    """So many lines: shares and stocks among them, the rest flows."""
    from tuquan.reporting.models import Access, Indicator

    usable = Indicator.objects.filter(access=Access.OPEN)
    shares = list(usable.filter(kind="ratio")[: count // 10])
    stocks = list(usable.filter(kind="stock", over_units="sum", over_time="last")[: count // 3])
    flows = list(usable.filter(kind="flow", over_units="sum", over_time="sum")[: count - len(shares) - len(stocks)])
    more = usable.filter(over_units="sum").exclude(pk__in=[line.pk for line in (*shares, *stocks, *flows)])
    found = [*shares, *stocks, *flows]
    return [*found, *more[: count - len(found)]]


def _communes(day: date) -> list[int]:
    from tuquan.units.models import UnitVersion

    rows = UnitVersion.objects.on(day).filter(unit__level=3).order_by("unit_id")
    return list(rows.values_list("unit_id", flat=True))


def _units(duck: duckdb.DuckDBPyConnection, units: Sequence[int], times: int) -> None:
    listed = ", ".join(f"({key + 1_000_000 * again})" for again in range(times) for key in units)
    duck.execute(f"CREATE OR REPLACE TABLE units AS SELECT * FROM (VALUES {listed}) u(unit)")


def _base(duck: duckdb.DuckDBPyConnection, kind: "ReportKind", first: date, last: date) -> tuple[int, int]:
    """One window's base, laid down as laying.py lays it, but from the numbers above."""
    from tuquan.ground import clock
    from tuquan.reporting.facts import counting, folder, laying
    from tuquan.reporting.models import WindowFacts

    row = WindowFacts.objects.create(report_kind=kind, first_day=first, last_day=last, revision=1)
    aside = folder.folder() / ".laying-nation.parquet"
    rows = ROWS.format(span=row.pk, silent=counting.SILENT, unit_said=counting.UNIT)
    duck.execute(
        laying.COPY.format(
            rows=rows, target=aside, group=laying.GROUP, kind=kind.code, window=row.window.iso, revision=1
        )
    )
    name = f"{kind.code}_{row.window.file_name}_r1.parquet"
    row.base_bytes, row.base_sha256 = aside.stat().st_size, folder.sha256_of(aside)
    row.base_file, row.base_revision, row.laid_at = name, 1, clock.now()
    found = duck.execute("SELECT num_rows FROM parquet_file_metadata(?)", [str(aside)]).fetchone()
    row.base_rows = int(found[0]) if found else 0
    folder.put(aside, name)
    row.save()
    return row.base_rows, row.base_bytes


def _rewrite(kind: "ReportKind", lines: "Sequence[Indicator]") -> None:
    """Half of the communes have approved another figure for every line of one window since its base was laid."""
    from benchmarks import restating
    from tuquan.accounts.models import Organ
    from tuquan.ground import clock
    from tuquan.reporting.models import FactChange, Round, Submission, WindowFacts
    from tuquan.units.models import Unit

    window = WindowFacts.objects.get(report_kind=kind, first_day=REWRITTEN)
    scope = Unit.objects.get(level=0)
    round_ = Round.objects.create(
        report_kind=kind, scope=scope, title="đo", first_day=window.first_day, last_day=window.last_day
    )
    organ, now = Organ.objects.create(kind="police"), clock.now()
    said: dict[str, Any] = {"state": "approved", "presented_at": now, "submitted_at": now, "approved_at": now}
    half = _communes(window.last_day)[::2]
    Submission.objects.bulk_create(
        Submission(round=round_, organ=organ, unit_id=key, first_submitted_on=BEFORE, **said) for key in half
    )
    listed = ", ".join(str(line.pk) for line in lines)
    for sql, given in ((restating.FIGURES.format(lines=listed), [round_.pk, scope.pk]), (restating.CLAIMS, [round_.pk]),
                       (restating.ANSWERS, [round_.pk]), (restating.APPROVALS, [round_.pk])):  # fmt: skip
        restating._run(sql, given)
    FactChange.objects.bulk_create(FactChange(window=window, unit_key=key, revision=2) for key in half)
    WindowFacts.objects.filter(pk=window.pk).update(revision=2)


def province(name: str, day: date) -> int:
    """The key of a province by its name on a day."""
    from tuquan.units.models import UnitVersion

    return int(UnitVersion.objects.on(day).get(name=name, unit__level=1).unit_id)


def folder_size(folder: Path) -> int:
    return sum(path.stat().st_size for path in folder.iterdir())
