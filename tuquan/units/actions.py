"""What happens to units. No action ever updates a unit key: bodies end and others begin."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING

from django.db import transaction

from tuquan.ground import audit, locks
from tuquan.units import laws
from tuquan.units.errors import ChangeRefused
from tuquan.units.models import Change, Succession, Unit, UnitType, UnitVersion
from tuquan.units.naming import search_key, sort_key
from tuquan.units.placing import lay_out

if TYPE_CHECKING:
    from tuquan.ground.audit import Actor


@dataclass(frozen=True)
class Heir:
    """`old` went to `new`, wholly or in part; `new` None: abolished without an heir."""

    old: int
    new: int | None
    whole: bool = True


@transaction.atomic
def found_unit(
    *,
    by: "Actor | None",
    type: UnitType,
    name: str,
    known_from: date,
    begins_on: date | None = None,
    parent_id: int | None = None,
    code: str = "",
    code_list: str = "",
    grade: str = "V",
    source: str = "",
) -> Unit:
    """Enter a body with its first version, which holds from `known_from` (the day it began, or a source knew it).

    Recorded late, it goes on under the heir of a parent that has ended since. Raises ChangeRefused: no name, or it
    would stand outside its parent's life; PlaceUndecided: the parent was divided since.
    """
    name = " ".join(name.split())
    if not name:
        raise ChangeRefused("Đơn vị chưa có tên. Nhập tên, không kèm « xã », « phường »…")
    with locks.one_at_a_time(laws.LOCK):
        unit = Unit.objects.create(level=type.level, begins_on=begins_on, known_from=known_from)
        first, *_ = [
            _version(unit, since, name, type, parent, code, code_list, grade, source, until)
            for parent, since, until in _under(parent_id, known_from)
        ]
        _hold([unit.pk])
    audit.record(
        by=by, action="units.found", subject_kind="unit", subject_key=unit.pk, unit_key=unit.pk,
        summary=f"Ghi « {first.full_name} » vào danh mục, biết từ {known_from:%d/%m/%Y}.",
    )  # fmt: skip
    return unit


@transaction.atomic
def add_version(
    *,
    by: "Actor | None",
    unit_id: int,
    begins_on: date,
    name: str | None = None,
    type: UnitType | None = None,
    parent_id: int | None = None,
    code: str | None = None,
    code_list: str | None = None,
    grade: str = "V",
    source: str = "",
) -> UnitVersion:
    """From `begins_on` the same body has another name, type, code or parent; what is None stays as it was.

    The version of that day is closed and the new one takes over until the closed one would have ended.
    Raises ChangeRefused: the unit had no version on that day, or a law of the tree would be broken.
    """
    with locks.one_at_a_time(laws.LOCK):
        before: UnitVersion | None = UnitVersion.objects.on(begins_on).filter(unit_id=unit_id).first()
        if before is None or before.begins_on == begins_on:
            raise ChangeRefused(
                f"Đơn vị số {unit_id} không có tên nào đang dùng để thay từ {begins_on:%d/%m/%Y}. Chọn ngày khác."
            )
        until = before.ends_on
        UnitVersion.objects.filter(pk=before.pk).update(ends_on=begins_on)
        after = _version(
            before.unit, begins_on, name or before.name, type or UnitType(before.type),
            parent_id or before.parent_id, before.code if code is None else code,
            before.code_list if code_list is None else code_list, grade, source, until,
        )  # fmt: skip
        _hold([unit_id])
    audit.record(
        by=by, action="units.add_version", subject_kind="unit", subject_key=unit_id, unit_key=unit_id,
        summary=f"Từ {begins_on:%d/%m/%Y}, « {before.full_name} » là « {after.full_name} ».",
        detail={"old_parent": before.parent_id, "new_parent": after.parent_id},
    )  # fmt: skip
    return after


@transaction.atomic
def record_change(
    *,
    by: "Actor | None",
    title: str,
    act_number: str,
    effective_on: date,
    successions: Sequence[Heir],
    act_date: date | None = None,
    issuer: str = "",
    grade: str = "V",
    source: str = "",
) -> Change:
    """A legal act ends every `old` unit on `effective_on` and links it to its heirs; accepted also when late.

    Heirs are founded, and what stays alive under an ended unit is given its new parent, beforehand. Raises
    ChangeRefused, with every broken law, when a unit would end twice, outlive its parent or be its own heir.
    """
    with locks.one_at_a_time(laws.LOCK):
        change = Change.objects.create(
            title=title, act_number=act_number, act_date=act_date, issuer=issuer,
            effective_on=effective_on, grade=grade, source=source,
        )  # fmt: skip
        olds = {heir.old for heir in successions}
        _refuse_unfit(successions, effective_on)
        _end(olds, effective_on)
        Succession.objects.bulk_create(
            Succession(change=change, old_id=h.old, new_id=h.new, whole=h.whole) for h in successions if h.new
        )
        _hold(olds)
    audit.record(
        by=by, action="units.record_change", subject_kind="change", subject_key=change.pk,
        summary=f"Ghi {act_number}: {title}, có hiệu lực từ {effective_on:%d/%m/%Y}; {len(olds)} đơn vị kết thúc.",
        detail={"successions": [[h.old, h.new, h.whole] for h in successions]},
    )  # fmt: skip
    return change


def _under(parent_id: int | None, since: date) -> "list[tuple[int | None, date, date | None]]":
    """The parents from a day on, through the ends of those that stood that day; a law refuses any other."""
    if parent_id is None or not Unit.objects.filter(pk=parent_id, ends_on__gt=since).exists():
        return [(parent_id, since, None)]
    return [*lay_out(parent_id, since)]


def _refuse_unfit(successions: Sequence[Heir], day: date) -> None:
    rows = Unit.objects.in_bulk({h.old for h in successions} | {h.new for h in successions if h.new})
    wrong = [h.old for h in successions if h.old not in rows or rows[h.old].ends_on is not None]
    if wrong:
        raise ChangeRefused(f"Đơn vị số {_list(wrong)} không có hoặc đã kết thúc từ trước. Bỏ khỏi danh sách.")
    wrong = [h.old for h in successions if rows[h.old].known_from >= day]
    if wrong:
        raise ChangeRefused(f"Đơn vị số {_list(wrong)} không thể kết thúc vào ngày lập hoặc trước đó ({day:%d/%m/%Y}).")
    wrong = [h.new for h in successions if h.new and (h.new not in rows or rows[h.new].known_from > day)]
    if wrong:
        raise ChangeRefused(
            f"Đơn vị kế thừa số {_list(wrong)} chưa có vào ngày {day:%d/%m/%Y}. Ghi đơn vị đó vào danh mục trước."
        )


def _end(unit_ids: set[int], day: date) -> None:
    Unit.objects.filter(pk__in=unit_ids).update(ends_on=day)
    # Names decided for after the end never came to be: a reform recorded late takes them away.
    UnitVersion.objects.filter(unit_id__in=unit_ids, begins_on__gte=day).delete()
    UnitVersion.objects.on(day - timedelta(days=1)).filter(unit_id__in=unit_ids).update(ends_on=day)


def _version(
    unit: Unit,
    begins_on: date,
    name: str,
    type: UnitType,
    parent_id: int | None,
    code: str,
    code_list: str,
    grade: str,
    source: str,
    ends_on: date | None = None,
) -> UnitVersion:
    return UnitVersion.objects.create(
        unit=unit, begins_on=begins_on, ends_on=ends_on, name=name, type=type, parent_id=parent_id,
        code=code, code_list=code_list, grade=grade, source=source,
        search_key=search_key(name), sort_key=sort_key(name),
    )  # fmt: skip


def _hold(unit_ids: Iterable[int]) -> None:
    if broken := laws.faults(unit_ids):
        raise ChangeRefused("Chưa ghi gì, vì sẽ sai: " + " ".join(broken[:20]))


def _list(keys: Iterable[int | None]) -> str:
    return ", ".join(str(key) for key in sorted({key for key in keys if key is not None}))
