"""Places that host a scheme: found, rename, move, close; looked up under a unit on a day. Never with people."""

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from django.db import transaction
from django.db.models import Q

from tuquan.ground import audit
from tuquan.units import queries
from tuquan.units.models import Facility, FacilityPlacement, FacilityType, Level, UnitType, UnitVersion
from tuquan.units.naming import search_key, sort_key
from tuquan.units.places.errors import FacilityRefused
from tuquan.units.places.kept_words import points_to_a_person

if TYPE_CHECKING:
    from tuquan.ground.audit import Actor

NAME_LENGTH = 200


@dataclass(frozen=True)
class FacilityLine:
    """A facility of a list, with the unit in which it lies on that day."""

    facility: Facility
    unit: UnitVersion


@transaction.atomic
def found_facility(
    *, by: "Actor | None", unit_id: int, name: str, type: FacilityType, on: date, accept_similar: bool = False
) -> Facility:
    """Enter a facility that lies in a commune or hamlet since `on` (or is known there since then).

    Raises FacilityRefused: no name, one that points to a person, another of that name there, a wrong unit.
    """
    place, clean = _place(unit_id, on), _clean(name)
    if not accept_similar:
        _no_twin(clean, unit_id, on)
    row = Facility(name=clean, type=_type(type), begins_on=on)
    _set_keys(row)
    row.save()
    FacilityPlacement.objects.create(facility=row, unit_id=unit_id, begins_on=on)
    _tell(by, "found", row, unit_id, f"Ghi « {row.name} » tại {place.full_name}, từ {on:%d/%m/%Y}.")
    return row


@transaction.atomic
def rename_facility(*, by: "Actor | None", facility: Facility, name: str, type: FacilityType | None = None) -> Facility:
    """Another name, or another type, for the same place. Raises FacilityRefused."""
    row: Facility = Facility.objects.select_for_update().get(pk=facility.pk)
    before, row.name = row.name, _clean(name)
    row.type = row.type if type is None else _type(type)
    _set_keys(row)
    row.save()
    _tell(by, "rename", row, None, f"« {before} » nay ghi là « {row.name} » ({FacilityType(row.type).label}).")
    return row


@transaction.atomic
def move_facility(*, by: "Actor | None", facility: Facility, unit_id: int, on: date) -> FacilityPlacement:
    """From `on` it lies in another commune or hamlet; where it lay stays in its past. Raises FacilityRefused."""
    row: Facility = Facility.objects.select_for_update().get(pk=facility.pk)
    place = _place(unit_id, on)
    before = row.placements.on(on).first()
    if before is None or before.unit_id == unit_id or before.begins_on == on:
        raise FacilityRefused(
            f"Không chuyển được « {row.name} » từ {on:%d/%m/%Y}: ngày ấy nơi này không có, mới ghi, hoặc đã ở đó. "
            "Chọn ngày hoặc nơi khác."
        )
    until, before.ends_on = before.ends_on, on
    before.save(update_fields=["ends_on"])
    after = FacilityPlacement.objects.create(facility=row, unit_id=unit_id, begins_on=on, ends_on=until)
    _tell(by, "move", row, unit_id, f"Từ {on:%d/%m/%Y}, « {row.name} » thuộc {place.full_name}.")
    return after


@transaction.atomic
def close_facility(*, by: "Actor | None", facility: Facility, on: date, because: str = "") -> Facility:
    """The place is there until the day before `on`. Raises FacilityRefused when it has closed, or began that day."""
    row: Facility = Facility.objects.select_for_update().get(pk=facility.pk)
    if row.ends_on is not None or row.begins_on >= on:
        raise FacilityRefused(f"« {row.name} » đã đóng, hoặc có sau ngày {on:%d/%m/%Y}. Xem lại ngày.")
    row.placements.filter(begins_on__gte=on).delete()
    row.placements.filter(Q(ends_on__isnull=True) | Q(ends_on__gt=on)).update(ends_on=on)
    row.ends_on = on
    row.save(update_fields=["ends_on"])
    why = " ".join(because.split())[:200]
    _tell(by, "close", row, None, f"« {row.name} » không còn từ {on:%d/%m/%Y}{f'; {why}' if why else ''}.")
    return row


def facilities(
    unit_id: int, day: date, *, text: str = "", type: FacilityType | None = None, below: bool = True
) -> list[FacilityLine]:
    """Those that lie in a unit on a day, and (`below`) in whatever lies under it; `text` with or without accents."""
    tops = {unit_id} | ({row.unit_id for row in queries.descendant_rows(unit_id, day)} if below else set())
    rows = FacilityPlacement.objects.on(day).filter(unit_id__in=tops).select_related("facility")
    for word in search_key(text).split():
        rows = rows.filter(facility__search_key__contains=f" {word}")
    if type is not None:
        rows = rows.filter(facility__type=type)
    found = list(rows.order_by("facility__sort_key", "facility_id"))
    names = queries.versions({row.unit_id for row in found}, day)
    return [FacilityLine(row.facility, names[row.unit_id]) for row in found if row.unit_id in names]


def _place(unit_id: int, day: date) -> UnitVersion:
    row = queries.version(unit_id, day)
    if UnitType(row.type).level not in (Level.COMMUNE, Level.HAMLET):
        raise FacilityRefused(f"« {row.full_name} » không phải là xã hay thôn. Chọn xã hoặc thôn nơi cơ sở đặt.")
    return row


def _clean(name: str) -> str:
    clean = " ".join(name.split())
    if not any(sign.isalnum() for sign in clean):
        raise FacilityRefused("Chưa có tên. Ghi tên nơi, ví dụ « Trường THCS Đồng Lê ».")
    if len(clean) > NAME_LENGTH:
        raise FacilityRefused(f"Tên dài quá {NAME_LENGTH} ký tự. Viết ngắn lại.")
    if why := points_to_a_person(clean):
        raise FacilityRefused(why)
    return clean


def _type(type: FacilityType) -> FacilityType:
    if type not in FacilityType.values:
        raise FacilityRefused("Loại nơi này không có trong danh mục. Chọn một loại trong danh sách.")
    return FacilityType(type)


def _no_twin(name: str, unit_id: int, day: date) -> None:
    for line in facilities(unit_id, day, below=False):
        if search_key(line.facility.name) == search_key(name):
            raise FacilityRefused(f"Ở đây đã có « {line.facility.name} ». Nếu là nơi khác thì chọn « vẫn ghi ».")


def _set_keys(row: Facility) -> None:
    # A space before every word: a word is looked for from its beginning.
    row.search_key = "".join(f" {word}" for word in search_key(row.name).split())[:250]
    row.sort_key = sort_key(row.name)[:800]


def _tell(by: "Actor | None", what: str, row: Facility, unit_id: int | None, summary: str) -> None:
    if unit_id is None:
        last = row.placements.order_by("-begins_on").first()
        unit_id = last.unit_id if last else None
    audit.record(
        by=by, action=f"units.{what}_facility", subject_kind="facility", subject_key=row.pk, unit_key=unit_id,
        summary=summary, detail={"name": row.name, "type": row.type, "ends_on": row.ends_on},
    )  # fmt: skip
