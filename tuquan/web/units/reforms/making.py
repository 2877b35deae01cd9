"""What the parts of a plan rest on: new units as a form describes them, their keys, types, codes and parents."""

from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from django import forms

from tuquan.units import queries
from tuquan.units.errors import UnitUnknown
from tuquan.units.models import Level, UnitType, UnitVersion
from tuquan.units.reforms.plan import Begin, Plan, Ref
from tuquan.vn.text import key as folded
from tuquan.web.schemes.area import capital


@dataclass(frozen=True)
class NewUnit:
    """A unit as a form describes it; an empty type is that of the unit it comes from."""

    name: str
    type: str = ""
    code: str = ""


@dataclass
class Maker:
    """What the parts of a plan rest on: the plan so far, the reform's day, the unit under which it happens."""

    plan: Plan
    day: date
    scope_id: int | None
    _next: int = field(default=0)

    def begin(self, new: NewUnit, parent: Ref | None, like: Ref | None) -> Begin:
        """A unit to be founded; type and parent as those of `like` where not given."""
        old = self.version(like) if isinstance(like, int) else None
        kind = new.type or (old.type if old else "")
        if not kind:
            raise forms.ValidationError("Chưa chọn loại của đơn vị mới. Chọn xã, phường, thôn… trong danh sách.")
        if parent is None:
            parent = parent_after(like, self.day) if isinstance(like, int) else self.scope_id
        return Begin(self.key(), kind, new.name, parent, new.code, self.code_list(kind) if new.code else "")

    def key(self) -> str:
        """A key that no unit of the plan bears yet."""
        taken = {row.key for row in self.plan.begin}
        self._next += 1
        while f"n{self._next}" in taken:
            self._next += 1
        return f"n{self._next}"

    def version(self, unit_id: int) -> UnitVersion | None:
        """The unit as it was on the eve."""
        return queries.versions({unit_id}, self.day - timedelta(days=1)).get(unit_id)

    def code_list(self, kind: str) -> str:
        """The list of codes in use for units of that level."""
        level = UnitType(kind).level
        rows = UnitVersion.objects.filter(unit__level=level, begins_on__lte=self.day).exclude(code_list="")
        return rows.order_by("-begins_on", "-pk").values_list("code_list", flat=True).first() or "mã của đơn vị"


def type_choices(scope_level: int, *, hamlets: bool, empty: str) -> list[Any]:
    """Types by level below the scope's, for a select."""
    levels = [Level.HAMLET] if hamlets else [level for level in Level if level > scope_level]
    groups = [
        (
            capital(str(level.label)),
            [(kind.value, capital(str(kind.label))) for kind in UnitType if kind.level == level],
        )
        for level in levels
    ]
    return [("", empty), *groups]


def tidy(new: NewUnit) -> NewUnit:
    """Without spare spaces; « xã Đồng Lê » gives name and type."""
    name = " ".join(new.name.split())
    for kind in sorted(UnitType, key=lambda kind: -len(kind.label)):
        label = str(kind.label)
        if kind.level > Level.COUNTRY and name.casefold().startswith(f"{label} ") and folded(name) != folded(label):
            return NewUnit(name[len(label) :].strip(), new.type or kind.value, new.code.strip())
    return NewUnit(name, new.type, new.code.strip())


def parent_after(unit_id: int, day: date) -> int | None:
    """The nearest unit above that still stands on the day, or its only heir; None where nothing above is known."""
    try:
        steps = queries.path(unit_id, day - timedelta(days=1))
    except UnitUnknown:
        return None
    for step in reversed(steps[:-1]):
        if UnitVersion.objects.on(day).filter(unit_id=step.unit_id).exists():
            return step.unit_id
        heirs = queries.heirs_on(step.unit_id, day)
        if len(heirs) == 1 and heirs[0][1]:
            return heirs[0][0]
    return None
