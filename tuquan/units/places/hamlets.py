"""Hamlets as the commune keeps them: found, rename, change type, put a slip right. Merging and ending is a reform."""

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from django.db import transaction

from tuquan.ground import audit, locks
from tuquan.units import actions, laws, queries
from tuquan.units.models import Level, Unit, UnitType, UnitVersion
from tuquan.units.naming import search_key, sort_key
from tuquan.units.places.errors import HamletRefused, HamletTwin
from tuquan.units.places.names import HAMLET_TYPES, name_key, read_name, same_words
from tuquan.units.places.sizes import Size, sizes_of

if TYPE_CHECKING:
    from tuquan.ground.audit import Actor

NAME_LENGTH = 120


@dataclass(frozen=True)
class HamletLine:
    """One hamlet of a list: its version of the day, and what is known of its size by then."""

    version: UnitVersion
    size: Size


def listing(commune_id: int, day: date) -> list[HamletLine]:
    """The hamlets of a commune on a day, in alphabetical order, with their latest size."""
    rows = hamlets_of(commune_id, day)
    sizes = sizes_of([row.unit_id for row in rows], day)
    return [HamletLine(row, sizes[row.unit_id]) for row in rows]


def hamlets_of(commune_id: int, day: date) -> list[UnitVersion]:
    """The versions of a commune's hamlets on a day, in alphabetical order."""
    return [row for row in queries.children(commune_id, day) if UnitType(row.type).level == Level.HAMLET]


@transaction.atomic
def found_hamlet(
    *,
    by: "Actor | None",
    commune_id: int,
    type: UnitType,
    name: str,
    on: date,
    begins_on: date | None = None,
    code: str = "",
    source: str = "",
    accept_similar: bool = False,
) -> Unit:
    """Enter a hamlet that is known `on` that day (`begins_on` only when the day of its founding is known).

    `name` without its type, or with the same one in front. Raises HamletRefused, HamletTwin, UnitUnknown.
    """
    commune = commune_on(commune_id, on)
    kind = _hamlet_type(type)
    clean = _clean(name, kind)
    with locks.one_at_a_time(laws.LOCK):
        _no_twin(clean, kind, hamlets_of(commune_id, on), accept_similar)
        return actions.found_unit(
            by=by, type=kind, name=clean, known_from=on, begins_on=begins_on, parent_id=commune.unit_id,
            code=code.strip(), code_list=code_list(commune_id) if code.strip() else "", source=source,
        )  # fmt: skip


@transaction.atomic
def rename_hamlet(
    *, by: "Actor | None", unit_id: int, name: str, on: date, source: str = "", accept_similar: bool = False
) -> UnitVersion:
    """From `on` the hamlet bears another name by decision; its old name stays with its past.

    Raises HamletRefused (also when it has borne its present name only since that day: that is a slip, see
    correct_name), HamletTwin, UnitUnknown.
    """
    with locks.one_at_a_time(laws.LOCK):
        before = _hamlet(unit_id, on)
        clean = _clean(name, UnitType(before.type))
        _no_twin(clean, UnitType(before.type), _siblings(before, on), accept_similar)
        _really_new(before, on, clean != before.name, "tên")
        after = actions.add_version(by=by, unit_id=unit_id, begins_on=on, name=clean, source=source)
        _still(before, after, name=clean, search_key=after.search_key, sort_key=after.sort_key)
        return after


@transaction.atomic
def retype_hamlet(*, by: "Actor | None", unit_id: int, type: UnitType, on: date, source: str = "") -> UnitVersion:
    """From `on` the hamlet is of another type (a thôn becomes a tổ dân phố). Raises as `rename_hamlet`."""
    kind = _hamlet_type(type)
    with locks.one_at_a_time(laws.LOCK):
        before = _hamlet(unit_id, on)
        _no_twin(before.name, kind, _siblings(before, on), accept=False)
        _really_new(before, on, kind != before.type, "loại")
        after = actions.add_version(by=by, unit_id=unit_id, begins_on=on, type=kind, source=source)
        _still(before, after, type=kind)
        return after


@transaction.atomic
def correct_name(
    *,
    by: "Actor | None",
    unit_id: int,
    on: date,
    name: str,
    because: str,
    type: UnitType | None = None,
    accept_similar: bool = False,
) -> UnitVersion:
    """Put a slip of the pen right in the name (or `type`) of that day, for as long as the name is borne; audited.

    A name that a legal act gave is not touched (HamletRefused); a new name by decision is `rename_hamlet`.
    """
    because = " ".join(because.split())
    if not because:
        raise HamletRefused("Chưa ghi lý do sửa. Ghi ngắn gọn, ví dụ « gõ nhầm dấu ».")
    with locks.one_at_a_time(laws.LOCK):
        row = _hamlet(unit_id, on)
        borne = _borne(row)
        # A later act that only moved the hamlet copied its name; the first version says who gave it.
        if borne[0].change_id is not None:
            raise HamletRefused(
                f"Tên « {row.full_name} » do một văn bản đặt. Hoàn tác lần sắp xếp ấy, hoặc đổi tên theo văn bản mới."
            )
        kind = UnitType(row.type) if type is None else _hamlet_type(type)
        before, clean = row.full_name, _clean(name, kind)
        _no_twin(clean, kind, _siblings(row, on), accept_similar)
        same = [one.pk for one in borne if one.type == row.type]
        row.type, row.name, row.search_key, row.sort_key = kind, clean, search_key(clean), sort_key(clean)
        names = {"name": clean, "search_key": row.search_key, "sort_key": row.sort_key}
        UnitVersion.objects.filter(pk__in=[one.pk for one in borne]).update(**names)
        UnitVersion.objects.filter(pk__in=same).update(type=kind)
        audit.record(
            by=by, action="units.correct_name", subject_kind="unit", subject_key=unit_id, unit_key=unit_id,
            summary=f"Sửa lỗi gõ: « {before} » viết đúng là « {row.full_name} »; lý do: {because[:200]}.",
            detail={"before": before, "after": row.full_name, "version": row.pk},
        )  # fmt: skip
    return row


def commune_on(commune_id: int, day: date) -> UnitVersion:
    """The commune as it was on a day. Raises UnitUnknown, or HamletRefused when the unit is none."""
    row = queries.version(commune_id, day)
    if UnitType(row.type).level != Level.COMMUNE:
        raise HamletRefused(f"« {row.full_name} » không phải là xã, phường, thị trấn hay đặc khu nên không có thôn.")
    return row


def code_list(commune_id: int) -> str:
    """The list in which a commune's own codes of hamlets are unique."""
    return f"mã thôn của đơn vị {commune_id}"


def twins(name: str, among: list[UnitVersion]) -> list[UnitVersion]:
    """Hamlets whose name is the same when accents, tone placement and leading zeros are left aside."""
    return [row for row in among if name_key(row.name) == name_key(name)]


def _hamlet(unit_id: int, day: date) -> UnitVersion:
    row = queries.version(unit_id, day)
    if UnitType(row.type).level != Level.HAMLET:
        raise HamletRefused(f"« {row.full_name} » không phải là thôn, bản, tiểu khu hay tổ dân phố.")
    return row


def _borne(row: UnitVersion) -> list[UnitVersion]:
    """All versions around `row`, without a break, in which the hamlet bears the same name; the first one first."""
    found: list[UnitVersion] = []
    for version in UnitVersion.objects.filter(unit_id=row.unit_id).order_by("begins_on"):
        if version.name != row.name:
            if any(one.pk == row.pk for one in found):
                break
            found = []
        else:
            found.append(version)
    return found


def _still(before: UnitVersion, after: UnitVersion, **given: str) -> None:
    """Recorded late: later versions that had only kept what `before` said now say what `after` does."""
    ((column, kept),) = [(name, getattr(before, name)) for name in ("name", "type") if name in given]
    for row in UnitVersion.objects.filter(unit_id=after.unit_id, begins_on__gt=after.begins_on).order_by("begins_on"):
        if getattr(row, column) != kept:
            return
        UnitVersion.objects.filter(pk=row.pk).update(**given)


def _siblings(row: UnitVersion, day: date) -> list[UnitVersion]:
    return [other for other in hamlets_of(row.parent_id or 0, day) if other.unit_id != row.unit_id]


def _hamlet_type(type: UnitType) -> UnitType:
    if type not in HAMLET_TYPES:
        raise HamletRefused(f"Loại phải là {', '.join(kind.label for kind in HAMLET_TYPES)}.")
    return UnitType(type)


def _clean(name: str, kind: UnitType) -> str:
    read = read_name(name)
    clean = read.name if read.type in (None, kind) else " ".join(name.split())
    if not any(sign.isalnum() for sign in clean):
        raise HamletRefused("Chưa có tên. Nhập tên không kèm loại, ví dụ « Lâm Lang » hoặc « 3 ».")
    if len(clean) > NAME_LENGTH:
        raise HamletRefused(f"Tên dài quá {NAME_LENGTH} ký tự. Viết ngắn lại.")
    return clean


def _no_twin(name: str, kind: UnitType, among: list[UnitVersion], accept: bool) -> None:
    for row in twins(name, among):
        if row.type == kind and same_words(row.name, name):
            raise HamletTwin(f"Xã đã có « {row.full_name} ». Chọn tên khác, hoặc mở thôn đã có để sửa.")
        if row.type == kind and not accept:
            raise HamletTwin(
                f"Xã đã có « {row.full_name} », chỉ khác dấu. Nếu đúng là hai nơi khác nhau thì chọn « vẫn ghi »."
            )


def _really_new(before: UnitVersion, on: date, differs: bool, what: str) -> None:
    if not differs:
        raise HamletRefused(f"« {before.full_name} » đã mang {what} ấy. Không có gì để đổi.")
    if before.begins_on == on:
        raise HamletRefused(
            f"« {before.full_name} » mang {what} này từ chính ngày {on:%d/%m/%Y}. Chọn ngày muộn hơn, "
            "hoặc sửa lỗi gõ nếu ghi nhầm."
        )
