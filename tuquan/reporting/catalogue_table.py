"""The packaged table of indicators and its exceptions: rows of text become unsaved lines, or every fault at once."""

from collections import Counter

from tuquan.reporting.errors import DataRefused
from tuquan.reporting.models import Access, Indicator, IndicatorKind, OverTime, OverUnits

# How a kind adds up unless data/exceptions.csv says otherwise, with its reason (house rule "How an indicator adds up").
DEFAULTS: dict[str, tuple[OverUnits, OverTime]] = {
    IndicatorKind.STOCK: (OverUnits.SUM, OverTime.LAST),
    IndicatorKind.FLOW: (OverUnits.SUM, OverTime.SUM),
    IndicatorKind.RATIO: (OverUnits.RATIO, OverTime.LAST),
    IndicatorKind.DISTINCT: (OverUnits.RECORDS, OverTime.RECORDS),
    IndicatorKind.RATE: (OverUnits.NONE, OverTime.NONE),
}


def parse(table: list[dict[str, str]], exceptions: list[dict[str, str]]) -> list[Indicator]:
    """Unsaved indicators of the two tables, in the order of the first. Raises DataRefused listing all faults."""
    faults = [*_faults(table), *_exception_faults(table, exceptions)]
    if faults:
        raise DataRefused("Danh mục chỉ tiêu", faults)
    other = {row["code"]: row for row in exceptions}
    return [_line(row, other.get(row["code"]), position) for position, row in enumerate(table, start=1)]


def _faults(table: list[dict[str, str]]) -> list[str]:
    seen = Counter(row["code"] for row in table)
    faults = [f"Mã « {code} » có {times} dòng, chỉ được một." for code, times in seen.items() if times > 1]
    for number, row in enumerate(table, start=2):
        faults += [f"Dòng {number}: thiếu {column}." for column in ("code", "name_vi", "measure") if not row[column]]
        if row["kind"] not in IndicatorKind.values:
            faults.append(f"Dòng {number}, {row['code']}: không có kiểu số « {row['kind']} ».")
        if row["access"] not in Access.values:
            faults.append(f"Dòng {number}, {row['code']}: không có mức sử dụng « {row['access']} ».")
    return faults


def _exception_faults(table: list[dict[str, str]], exceptions: list[dict[str, str]]) -> list[str]:
    known = {row["code"] for row in table}
    seen = Counter(row["code"] for row in exceptions)
    faults = [f"Ngoại lệ của « {code} » ghi {times} lần." for code, times in seen.items() if times > 1]
    for row in exceptions:
        if row["code"] not in known:
            faults.append(f"Ngoại lệ của « {row['code']} »: danh mục không có mã này.")
        if row["over_units"] not in OverUnits.values or row["over_time"] not in OverTime.values:
            faults.append(f"Ngoại lệ của « {row['code']} »: không có cách cộng ghi ở đó.")
        if not row["reason"]:
            faults.append(f"Ngoại lệ của « {row['code']} » chưa có lý do.")
    return faults


def _line(row: dict[str, str], exception: dict[str, str] | None, position: int) -> Indicator:
    over_units, over_time = DEFAULTS[row["kind"]]
    return Indicator(
        code=row["code"],
        group=row["group"],
        name=row["name_vi"],
        name_en=row["name_en"],
        measure=row["measure"],
        kind=row["kind"],
        access=row["access"],
        over_units=exception["over_units"] if exception else over_units.value,
        over_time=exception["over_time"] if exception else over_time.value,
        definition=row["definition_vi"],
        position=position,
    )
