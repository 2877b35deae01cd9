"""A level's three days in a round: data cut-off, due from it, due from the level above."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from tuquan.ground import working_days
from tuquan.reporting.calendar_errors import DueOutOfOrder
from tuquan.reporting.models import RuleDue
from tuquan.units.models import Level
from tuquan.vn.dates import show_date


@dataclass(frozen=True)
class DueDays:
    """`cut_off`: data until that day; `due`: the level sends; `above`: the level above sends on (None where unsaid)."""

    due: date
    cut_off: date | None = None
    above: date | None = None


def as_days(dues: Mapping[Level, date | DueDays]) -> dict[Level, DueDays]:
    """A bare day is the day on which the level owes its figures."""
    return {level: row if isinstance(row, DueDays) else DueDays(row) for level, row in dues.items()}


def refuse_disorder(dues: Mapping[Level, DueDays]) -> None:
    """Raise DueOutOfOrder, which lists every level where cut-off < due ≤ above does not hold.

    Nghị định 09/2019/NĐ-CP: at least one working day from the cut-off of the data to sending.
    """
    if faults := [fault for level, row in sorted(dues.items(), reverse=True) if (fault := _fault(level, row))]:
        raise DueOutOfOrder(" ".join(faults))


def _fault(level: Level, row: DueDays) -> str:
    if row.cut_off is not None and working_days.between(row.cut_off, row.due) < 1:
        return (
            f"Cấp {level.label}: từ ngày chốt số liệu {show_date(row.cut_off)} đến hạn gửi {show_date(row.due)} "
            "chưa đủ một ngày làm việc. Lùi hạn gửi lại."
        )
    if row.above is not None and row.above < row.due:
        return (
            f"Cấp {level.label}: cấp trên phải gửi tiếp ngày {show_date(row.above)}, "
            f"trước khi cấp này gửi ({show_date(row.due)}). Đổi lại hai ngày."
        )
    return ""


def lay(rows: list[RuleDue], last_day: date) -> dict[Level, DueDays]:
    """The days of a rule for the window that ends on `last_day`. Dues are working days.

    Without a day of its own, the level above sends on by its own due day. Raises DueOutOfOrder.
    """
    due = {Level(row.level): _working(last_day, row.due_after) for row in rows}
    above = _next_above(due)
    found = {
        Level(row.level): DueDays(
            due=due[Level(row.level)],
            cut_off=working_days.add(last_day, row.cut_off_after),
            above=above.get(Level(row.level)) if row.above_after is None else _working(last_day, row.above_after),
        )
        for row in rows
    }
    refuse_disorder(found)
    return found


def _working(day: date, after: int) -> date:
    """That many working days after the day; on the day itself only if it is one, else the next."""
    if after or working_days.is_working(day):
        return working_days.add(day, after)
    return working_days.add(day, 1)


def _next_above(due: Mapping[Level, date]) -> dict[Level, date]:
    levels = sorted(due)
    return {level: due[levels[place - 1]] for place, level in enumerate(levels) if place}
