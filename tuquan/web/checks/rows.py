"""The rules that a person's area is asked by, as rows: in words, whose, since when, on or off."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date

from tuquan.reporting import owning
from tuquan.reporting.checks.standing import may_be_off, rules_on
from tuquan.reporting.checks.telling import of_whom, plainly
from tuquan.reporting.models import CheckRule, CheckSwitch, Indicator, Severity
from tuquan.units import queries as units
from tuquan.units.errors import UnitUnknown
from tuquan.vn.dates import show_date
from tuquan.vn.text import key
from tuquan.web.acting import Acting


@dataclass(frozen=True)
class Row:
    """One rule as the list shows it; `off`: the switch under which it is not asked on the day."""

    rule: CheckRule
    said: str
    whose: str
    of_whom: str
    off: CheckSwitch | None

    @property
    def blocks(self) -> bool:
        return self.rule.severity == Severity.ERROR

    @property
    def severity(self) -> str:
        return Severity(self.rule.severity).label

    @property
    def state(self) -> str:
        return f"Đã tắt từ {show_date(self.off.begins_on)}" if self.off else "Đang dùng"

    @property
    def since(self) -> str:
        return show_date(self.rule.begins_on)

    @property
    def search_key(self) -> str:
        return key(f"{self.rule.name} {self.said}")


@dataclass(frozen=True)
class Area:
    """The units from the person's own upwards on the day, and the provinces whose rules they may set."""

    upward: tuple[int, ...]
    edited: tuple[int, ...]
    day: date

    @property
    def province(self) -> int | None:
        """The province whose rules this person sets, or None."""
        return self.edited[0] if self.edited else None


def area_of(me: Acting) -> Area:
    """The area of who asks; empty for who has no unit."""
    upward = owning.above(me.unit_id, me.today) if me.unit_id else []
    return Area(tuple(upward), tuple(owning.provinces_edited(me.user, me.today)), me.today)


def rows(area: Area) -> list[Row]:
    """All rules of the area on its day, in order, those that are off among them."""
    found = rules_on(area.day, area.upward)
    name_of = names()
    off = _off(area)
    whose = {rule.owner_id: _whose(rule.owner_id, area.day) for rule in found}
    return [
        Row(rule, plainly(rule, name_of), whose[rule.owner_id], of_whom(rule), off.get(rule.code)) for rule in found
    ]


def row_of(area: Area, code: str) -> Row | None:
    """One rule of the area, or None."""
    return next((row for row in rows(area) if row.rule.code == code), None)


def may_switch(area: Area, row: Row) -> bool:
    """Whether this person may do without the rule in their province."""
    return area.province is not None and may_be_off(row.rule)


def may_edit(area: Area, row: Row) -> bool:
    """Whether the rule is one of their province's own."""
    return row.rule.owner_id is not None and row.rule.owner_id in area.edited


def names() -> Callable[[str], str]:
    """The names of lines by code."""
    known = dict(Indicator.objects.values_list("code", "name"))
    return lambda code: known.get(code, "chỉ tiêu không có trong danh mục")


def _off(area: Area) -> dict[str, CheckSwitch]:
    switches: Iterable[CheckSwitch] = CheckSwitch.objects.on(area.day).filter(unit__in=area.upward)
    return {row.rule_code: row for row in switches}


def _whose(owner_id: int | None, day: date) -> str:
    if owner_id is None:
        return "Quy tắc chung"
    try:
        return f"Riêng của {units.full_name(owner_id, day)}"
    except UnitUnknown:
        return "Riêng của địa phương"
