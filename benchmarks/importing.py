"""A file of 100,000 values through the whole path (parse, check, audit, store), against bare bulk_create of its claims.

Alone: `python -m benchmarks.importing` (a database of its own, thrown away); DATABASE_URL measures PostgreSQL.
"""

import os
import sys
import tempfile
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING

from benchmarks.measure import Result, compare

if TYPE_CHECKING:
    from tuquan.reporting.models import Indicator, Round

ROWS, LINES = 100_000, 125
BEFORE = date(2025, 6, 30)


def results() -> list[Result]:
    from tuquan.reporting import catalogue, forms
    from tuquan.units import bulk
    from tuquan.units.models import UnitVersion

    catalogue.load()
    forms.load()
    bulk.load_country()
    units = list(UnitVersion.objects.on(BEFORE).filter(unit__level=3).exclude(code="").order_by("unit_id"))
    round_, lines = _open([unit.unit_id for unit in units[: ROWS // LINES]])
    data = _file(round_, lines, [unit.code for unit in units[: ROWS // LINES]])
    return [
        compare(
            f"tệp 100.000 giá trị ({len(data) / 1e6:.1f} MB): đọc, kiểm tra, ghi, ghi dấu vết",
            lambda: _take(round_, data),
            "bulk_create cùng các số ấy, không đọc, không kiểm tra",
            lambda: _bare(round_),
        )
    ]


def _open(unit_ids: list[int]) -> "tuple[Round, list[Indicator]]":
    """A round in which these units have an empty figure for each line, as an opened round has."""
    from tuquan.accounts.models import Organ
    from tuquan.reporting.models import Access, Figure, Indicator, OverUnits, ReportKind, Round, Submission
    from tuquan.units.models import Unit

    lines = list(Indicator.objects.filter(over_units=OverUnits.SUM, access=Access.OPEN)[:LINES])
    round_ = Round.objects.create(
        report_kind=ReportKind.objects.get(code="movement_year"), scope=Unit.objects.get(level=0), title="một năm",
        first_day=date(2024, 7, 1), last_day=BEFORE,
    )  # fmt: skip
    organ = Organ.objects.create(kind="police")
    rows = Submission.objects.bulk_create(Submission(round=round_, organ=organ, unit_id=key) for key in unit_ids)
    Figure.objects.bulk_create(
        (Figure(submission=row, indicator=line) for row in rows for line in lines), batch_size=5000
    )
    return round_, lines


def _file(round_: "Round", lines: "list[Indicator]", codes: list[str]) -> bytes:
    """A machine's csv: code, window, unit's code, a value that differs by unit and line."""
    period = round_.window.iso
    rows = (
        f"{line.code},{period},{code},{1 + (at * 31 + line.pk * 7) % 97},"
        for at, code in enumerate(codes)
        for line in lines
    )
    return "\n".join(("indicator,period,unit,value,of", *rows)).encode()


class _Undone(Exception):
    """Leaves the transaction, so that the next run finds the same database."""


def _take(round_: "Round", data: bytes) -> None:
    from django.db import transaction

    from tuquan.reporting.exchange.importing import take

    try:
        with transaction.atomic():
            done = take(by=None, report_kind=round_.report_kind, data=data, file_name="so-lieu.csv")
            assert len(done.entries) == ROWS, done.faults[:3]
            raise _Undone
    except _Undone:
        pass


def _bare(round_: "Round") -> None:
    from django.db import transaction

    from tuquan.reporting.models import Claim, Figure

    keys = list(Figure.objects.filter(submission__round=round_).values_list("pk", flat=True))
    try:
        with transaction.atomic():
            Claim.objects.bulk_create(
                (
                    Claim(
                        figure_id=key, value=Decimal(key % 97), source_kind="imported", source_key="0" * 16,
                        source_label="tệp “so-lieu.csv”, dòng 2",
                    )
                    for key in keys
                ),
                batch_size=2000,
            )  # fmt: skip
            raise _Undone
    except _Undone:
        pass


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
