"""What happens to organs: names, superiors, letterheads and places are dated."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.db import transaction

from tuquan.accounts.actions.posts import end_post
from tuquan.accounts.errors import OrganRefused
from tuquan.accounts.models import Organ, OrganKind, OrganPlacement, OrganVersion, Post, User
from tuquan.ground import audit, locks
from tuquan.units import queries as units

LETTERHEAD = frozenset({"short_name", "letterhead_superior", "letterhead_name", "symbol", "place_name", "recipients"})


@transaction.atomic
def found_organ(
    *, by: User | None, kind: OrganKind, name: str, unit_id: int, on: date,
    superior: Organ | None = None, letterhead: Mapping[str, Any] | None = None,
) -> Organ:  # fmt: skip
    """An organ working at a unit from `on`. `letterhead` may give any of LETTERHEAD; the rest follows from the name.

    Raises OrganRefused (no name, unknown letterhead field), units' UnitUnknown (no such unit that day).
    """
    place = units.version(unit_id, on)
    organ = Organ.objects.create(kind=kind)
    texts = _texts(name, {"place_name": place.name, **(letterhead or {})})
    OrganVersion.objects.create(organ=organ, superior=superior, begins_on=on, **texts)
    OrganPlacement.objects.create(organ=organ, unit_id=unit_id, begins_on=on)
    audit.record(
        by=by, action="accounts.found_organ", subject_kind="organ", subject_key=organ.pk, unit_key=unit_id,
        summary=f"Ghi cơ quan « {texts['name']} » làm việc tại {place.full_name} từ {on:%d/%m/%Y}.",
    )  # fmt: skip
    return organ


@transaction.atomic
def rename_organ(
    *, by: User | None, organ: Organ, on: date, name: str = "", superior: Organ | None = None,
    letterhead: Mapping[str, Any] | None = None,
) -> OrganVersion:  # fmt: skip
    """From `on` the organ has another name, superior or letterhead; what is not given stays as it was.

    Papers and submissions of before keep the old ones. Raises OrganRefused when it has no name to follow.
    """
    with locks.one_at_a_time("organs"):
        before: OrganVersion | None = OrganVersion.objects.on(on).filter(organ=organ).first()
        if before is None or before.begins_on == on:
            raise OrganRefused(f"Cơ quan không có tên nào đang dùng để thay từ {on:%d/%m/%Y}. Chọn ngày khác.")
        kept = {field: getattr(before, field) for field in LETTERHEAD}
        texts = _texts(name or before.name, ({} if name else kept) | dict(letterhead or {}), kept)
        until = before.ends_on
        OrganVersion.objects.filter(pk=before.pk).update(ends_on=on)
        after: OrganVersion = OrganVersion.objects.create(
            organ=organ, superior=superior or before.superior, begins_on=on, ends_on=until, **texts
        )
    audit.record(
        by=by, action="accounts.rename_organ", subject_kind="organ", subject_key=organ.pk,
        summary=f"Từ {on:%d/%m/%Y}, « {before.name} » đổi thành « {after.name} ».",
    )  # fmt: skip
    return after


@transaction.atomic
def move_organ(*, by: User | None, organ: Organ, unit_id: int, on: date) -> OrganPlacement:
    """From `on` the organ works at another unit: its place is closed and another opened, no key is changed.

    Raises OrganRefused (it works nowhere that day, or there already), units' UnitUnknown.
    """
    place = units.version(unit_id, on)
    with locks.one_at_a_time("organs"):
        before: OrganPlacement | None = OrganPlacement.objects.on(on).filter(organ=organ).first()
        if before is None or before.begins_on == on or before.unit_id == unit_id:
            raise OrganRefused(f"Cơ quan không thể chuyển tới {place.full_name} từ {on:%d/%m/%Y}. Chọn nơi, ngày khác.")
        until = before.ends_on
        OrganPlacement.objects.filter(pk=before.pk).update(ends_on=on)
        after: OrganPlacement = OrganPlacement.objects.create(organ=organ, unit_id=unit_id, begins_on=on, ends_on=until)
    audit.record(
        by=by, action="accounts.move_organ", subject_kind="organ", subject_key=organ.pk, unit_key=unit_id,
        summary=f"Từ {on:%d/%m/%Y}, cơ quan làm việc tại {place.full_name}.", detail={"from": before.unit_id},
    )  # fmt: skip
    return after


@transaction.atomic
def close_organ(*, by: User | None, organ: Organ, on: date) -> None:
    """The organ ends on `on` (district offices on 1/7/2025): its name, its place and the posts at it end with it.

    Papers and submissions keep it. Raises OrganRefused when it had ended, or begins only then.
    """
    with locks.one_at_a_time("organs"):
        last: OrganVersion | None = OrganVersion.objects.filter(organ=organ).order_by("-begins_on").first()
        if last is None or last.ends_on is not None or last.begins_on >= on:
            raise OrganRefused(f"Cơ quan đã kết thúc, hoặc chưa bắt đầu trước {on:%d/%m/%Y}. Kiểm tra lại ngày.")
        for post in Post.objects.filter(organ=organ, ends_on__isnull=True):
            end_post(by=by, post=post, on=max(on, post.begins_on))
        OrganPlacement.objects.filter(organ=organ, begins_on__gte=on).delete()
        for rows in (OrganPlacement.objects, OrganVersion.objects):
            rows.filter(organ=organ, ends_on__isnull=True).update(ends_on=on)
    audit.record(
        by=by, action="accounts.close_organ", subject_kind="organ", subject_key=organ.pk,
        summary=f"« {last.name} » kết thúc hoạt động từ {on:%d/%m/%Y}.",
    )  # fmt: skip


def _texts(name: str, given: Mapping[str, Any], kept: Mapping[str, Any] | None = None) -> dict[str, Any]:
    name = " ".join(name.split())
    if not name:
        raise OrganRefused("Cơ quan chưa có tên. Nhập tên đầy đủ.")
    if unknown := given.keys() - LETTERHEAD:
        raise OrganRefused(f"Đầu văn bản không có mục {', '.join(sorted(unknown))}. Bỏ mục đó.")
    kept = kept or {}
    start = {
        "short_name": name, "letterhead_name": name.upper(), "place_name": kept.get("place_name", ""),
        "letterhead_superior": kept.get("letterhead_superior", ""), "symbol": kept.get("symbol", ""),
        "recipients": kept.get("recipients", []),
    }  # fmt: skip
    return {**start, **given, "name": name}
