"""Groups of units across the tree: clusters, former districts, coast and mountain; members come and go by date."""

from datetime import date
from typing import TYPE_CHECKING

from django.db import transaction
from django.db.models import Q

from tuquan.ground import audit
from tuquan.units import queries
from tuquan.units.models import GroupMembership, GroupType, UnitGroup, UnitVersion
from tuquan.units.naming import search_key, sort_key
from tuquan.units.places.errors import GroupForbidden, GroupRefused
from tuquan.units.places.kept_words import marks_a_place

if TYPE_CHECKING:
    from tuquan.ground.audit import Actor

NAME_LENGTH = 200


@transaction.atomic
def found_group(
    *, by: "Actor | None", scope_id: int, name: str, type: GroupType, on: date, source: str = ""
) -> UnitGroup:
    """A new group under `scope_id`. Raises GroupRefused; GroupForbidden where it would mark faith or key areas."""
    scope, clean = queries.version(scope_id, on), clean_name(name)
    if type not in GroupType.values:
        raise GroupRefused("Loại nhóm này không có trong danh mục. Chọn một loại trong danh sách.")
    if any(search_key(row.name) == search_key(clean) for row in groups(scope_id, on)):
        raise GroupRefused(f"Trong {scope.full_name} đã có nhóm « {clean} ». Chọn tên khác, hoặc sửa nhóm đã có.")
    refuse_mark(source)
    row = UnitGroup.objects.create(
        name=clean, type=type, scope_id=scope_id, begins_on=on, source=" ".join(source.split())[:300],
        sort_key=sort_key(clean)[:800],
    )  # fmt: skip
    _tell(by, "found", row, f"Lập nhóm « {row.name} » ({GroupType(type).label}) từ {on:%d/%m/%Y}.")
    return row


@transaction.atomic
def rename_group(*, by: "Actor | None", group: UnitGroup, name: str) -> UnitGroup:
    """Another name for the same group. Raises as `found_group`."""
    row: UnitGroup = UnitGroup.objects.select_for_update().get(pk=group.pk)
    before, row.name = row.name, clean_name(name)
    row.sort_key = sort_key(row.name)[:800]
    row.save(update_fields=["name", "sort_key"])
    _tell(by, "rename", row, f"Nhóm « {before} » nay ghi là « {row.name} ».")
    return row


@transaction.atomic
def close_group(*, by: "Actor | None", group: UnitGroup, on: date) -> UnitGroup:
    """The group lasts until the day before `on`, and its members with it. Raises GroupRefused."""
    row: UnitGroup = UnitGroup.objects.select_for_update().get(pk=group.pk)
    if row.ends_on is not None or row.begins_on >= on:
        raise GroupRefused(f"Nhóm « {row.name} » đã kết thúc, hoặc có sau ngày {on:%d/%m/%Y}. Xem lại ngày.")
    members = GroupMembership.objects.filter(group=row)
    members.filter(begins_on__gte=on).delete()
    members.filter(Q(ends_on__isnull=True) | Q(ends_on__gt=on)).update(ends_on=on)
    row.ends_on = on
    row.save(update_fields=["ends_on"])
    _tell(by, "close", row, f"Nhóm « {row.name} » kết thúc từ {on:%d/%m/%Y}.")
    return row


@transaction.atomic
def add_member(*, by: "Actor | None", group: UnitGroup, unit_id: int, on: date) -> GroupMembership:
    """From `on` the unit belongs to the group. Raises GroupRefused: outside its area or life, or a member already."""
    row: UnitGroup = UnitGroup.objects.select_for_update().get(pk=group.pk)
    unit = queries.version(unit_id, on)
    if not row.alive_on(on):
        raise GroupRefused(f"Nhóm « {row.name} » không có vào ngày {on:%d/%m/%Y}. Chọn ngày khác.")
    # The area of a unit that has ended is what became of it.
    areas = {heir for heir, _ in queries.heirs_on(row.scope_id, on)}
    if unit_id in areas or not any(queries.lies_under(unit_id, area, on) for area in areas):
        raise GroupRefused(f"« {unit.full_name} » không thuộc địa bàn của nhóm « {row.name} ».")
    if GroupMembership.objects.during(on, date.max).filter(group=row, unit_id=unit_id).exists():
        raise GroupRefused(f"« {unit.full_name} » đã ở trong nhóm « {row.name} » từ trước hoặc sau ngày ấy.")
    member = GroupMembership.objects.create(group=row, unit_id=unit_id, begins_on=on, ends_on=row.ends_on)
    _tell(by, "add_member", row, f"« {unit.full_name} » vào nhóm « {row.name} » từ {on:%d/%m/%Y}.", unit_id)
    return member


@transaction.atomic
def remove_member(*, by: "Actor | None", group: UnitGroup, unit_id: int, on: date) -> None:
    """It belongs to the group until the day before `on`; on the day it came: it never did. Raises GroupRefused."""
    row: UnitGroup = UnitGroup.objects.select_for_update().get(pk=group.pk)
    member = GroupMembership.objects.on(on).filter(group=row, unit_id=unit_id).first()
    if member is None:
        raise GroupRefused(f"Đơn vị này không ở trong nhóm « {row.name} » vào ngày {on:%d/%m/%Y}.")
    name = queries.full_name(unit_id, on)
    if member.begins_on == on:
        member.delete()
    else:
        member.ends_on = on
        member.save(update_fields=["ends_on"])
    _tell(by, "remove_member", row, f"« {name} » ra khỏi nhóm « {row.name} » từ {on:%d/%m/%Y}.", unit_id)


def groups(scope_id: int, day: date) -> list[UnitGroup]:
    """The groups of a unit on a day, in alphabetical order."""
    return list(UnitGroup.objects.on(day).filter(scope_id=scope_id).order_by("type", "sort_key", "pk"))


def members(group: UnitGroup, day: date) -> list[UnitVersion]:
    """The units of a group on a day, as they were called then, in alphabetical order."""
    keys = set(GroupMembership.objects.on(day).filter(group=group).values_list("unit_id", flat=True))
    return sorted(queries.versions(keys, day).values(), key=lambda row: (row.sort_key, row.unit_id))


def groups_of(unit_id: int, day: date) -> list[UnitGroup]:
    """The groups that a unit belongs to on a day, in alphabetical order."""
    keys = GroupMembership.objects.on(day).filter(unit_id=unit_id).values("group_id")
    return list(UnitGroup.objects.on(day).filter(pk__in=keys).order_by("type", "sort_key", "pk"))


def clean_name(name: str) -> str:
    """The name with single spaces. Raises GroupRefused, GroupForbidden."""
    clean = " ".join(name.split())
    if not any(sign.isalnum() for sign in clean):
        raise GroupRefused("Nhóm chưa có tên. Ghi như trong văn bản, ví dụ « Cụm thi đua số 342 ».")
    if len(clean) > NAME_LENGTH:
        raise GroupRefused(f"Tên nhóm dài quá {NAME_LENGTH} ký tự. Viết ngắn lại.")
    refuse_mark(clean)
    return clean


def refuse_mark(text: str) -> None:
    """Raises GroupForbidden for words that mark key areas, faith or ethnicity."""
    if word := marks_a_place(text):
        raise GroupForbidden(
            f"Không lập nhóm mang chữ « {word} »: phần mềm không đánh dấu địa bàn theo tình hình an ninh, tôn giáo "
            "hay dân tộc. Đặt tên theo cụm thi đua, huyện cũ hoặc địa lý."
        )


def _tell(by: "Actor | None", what: str, row: UnitGroup, summary: str, unit_id: int | None = None) -> None:
    audit.record(
        by=by, action=f"units.{what}_group" if "member" not in what else f"units.{what}", subject_kind="unit_group",
        subject_key=row.pk, unit_key=unit_id or row.scope_id, summary=summary, detail={"name": row.name},
    )  # fmt: skip
