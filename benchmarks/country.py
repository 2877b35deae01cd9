"""The whole country: loading, trees and names, each against a floor in the same run and the same database.

Run alone: `python -m benchmarks.country` (a database of its own, thrown away); DATABASE_URL measures PostgreSQL.
"""

import os
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import date
from typing import Any

from benchmarks.measure import Result, compare

BEFORE, AFTER = date(2025, 6, 30), date(2025, 7, 1)
# What descendants must answer, asked by hand: three levels below the country, as plain rows.
BARE_TREE = """
SELECT v.unit_id, v.name, v.type, v.code, v.parent_id, v.sort_key FROM units_unitversion v
  JOIN units_unit u ON u.id = v.unit_id
 WHERE v.begins_on <= %(day)s AND (v.ends_on IS NULL OR v.ends_on > %(day)s) AND u.level > 0
 ORDER BY v.sort_key, v.unit_id"""
BARE_PROVINCE = """
WITH d AS (SELECT unit_id, name, type, code, parent_id, sort_key FROM units_unitversion
            WHERE parent_id = %(top)s AND begins_on <= %(day)s AND (ends_on IS NULL OR ends_on > %(day)s)),
     c AS (SELECT v.unit_id, v.name, v.type, v.code, v.parent_id, v.sort_key FROM units_unitversion v
            JOIN d ON v.parent_id = d.unit_id
            WHERE v.begins_on <= %(day)s AND (v.ends_on IS NULL OR v.ends_on > %(day)s))
SELECT * FROM d UNION ALL SELECT * FROM c ORDER BY 6, 1"""


def results() -> list[Result]:
    from tuquan.units import bulk
    from tuquan.units.models import UnitVersion
    from tuquan.units.queries import descendant_rows

    bulk.load_country()
    root = UnitVersion.objects.get(type="country").unit_id
    province = UnitVersion.objects.on(BEFORE).get(name="Nghệ An", type="province").unit_id
    given = {"top": province, "day": BEFORE.isoformat()}
    return [
        compare("nạp cả nước vào cơ sở dữ liệu trống", _loading(bulk.load_country), "bulk_create cùng số hàng",
                _loading(_bare_rows())),
        compare("cây cả nước một ngày, hàng trơn", lambda: descendant_rows(root, BEFORE), "một câu SQL phẳng",
                lambda: _rows(BARE_TREE, given)),
        compare("mọi đơn vị dưới Nghệ An, hàng trơn", lambda: descendant_rows(province, BEFORE),
                "hai tầng SQL viết tay", lambda: _rows(BARE_PROVINCE, given)),
    ]  # fmt: skip


def names_per_second() -> float:
    """Names looked up a second in a day's directory: the official name of every commune, with its type."""
    from tuquan.units.models import Level, UnitVersion
    from tuquan.units.queries import Directory

    names = Directory(BEFORE)
    texts = [row.full_name for row in UnitVersion.objects.on(BEFORE).filter(unit__level=Level.COMMUNE)]
    start = time.perf_counter()
    for text in texts:
        names.find(text)
    return len(texts) / (time.perf_counter() - start)


def _loading(load: Callable[[], object]) -> Callable[[], None]:
    """The act inside a transaction that is thrown away: both start from empty tables."""
    from django.db import transaction

    def run() -> None:
        with transaction.atomic():
            _empty()
            load()
            transaction.set_rollback(True)

    return run


def _empty() -> None:
    from tuquan.units.models import Change, Succession, Unit, UnitVersion

    for model in (Succession, Change, UnitVersion, Unit):
        model.objects.all()._raw_delete(model.objects.db)


def _bare_rows() -> Callable[[], None]:
    """Django's own bulk_create of the very rows, already in memory with their keys."""
    from tuquan.units.models import Change, Succession, Unit, UnitVersion

    rows: list[tuple[Any, list[Any]]] = [
        (model, list(model.objects.all())) for model in (Unit, UnitVersion, Change, Succession)
    ]

    def write() -> None:
        for model, made in rows:
            model.objects.bulk_create(made)

    return write


def _rows(sql: str, given: dict[str, object]) -> list[tuple[object, ...]]:
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute(sql, given)
        return list(cursor.fetchall())


def main() -> int:
    with tempfile.TemporaryDirectory(prefix="tuquan-bench-") as folder:
        os.environ["TUQUAN_DATA"] = folder
        from tuquan.cli.station import open_station

        open_station(migrate=True)
        for result in results():
            print(result.line(), flush=True)
        print(f"{names_per_second():,.0f} tên/giây")
    return 0


if __name__ == "__main__":
    sys.exit(main())
