"""Opening a limited line for a while: one person proposes by a decision, another agrees, either ends it early."""

from datetime import date

from django.db import transaction

from tuquan.accounts.models import User
from tuquan.ground import audit, clock, locks
from tuquan.ground.errors import PermissionRefused
from tuquan.reporting import free_text, owning
from tuquan.reporting.catalogue_errors import OneAlone, OpeningRefused
from tuquan.reporting.models import Access, Indicator, LimitedOpening
from tuquan.units import queries as units
from tuquan.vn.dates import show_date


def may_open(by: User, area_id: int) -> bool:
    """Whether a person may propose, agree and end openings for a unit: editors of the province it lies in."""
    day = clock.today()
    return any(units.is_within(area_id, top, day) for top in owning.provinces_edited(by, day))


@transaction.atomic
def propose_opening(
    *,
    by: User,
    indicator: Indicator,
    area_id: int,
    decision_number: str,
    decided_on: date,
    begins_on: date,
    ends_on: date,
) -> LimitedOpening:
    """Propose that units of an area answer a limited line from `begins_on` until the day before `ends_on`.

    Nothing is open before somebody else agrees. Raises PermissionRefused, OpeningRefused.
    """
    _require(by, area_id)
    with locks.one_at_a_time("reporting.openings"):
        _refuse(indicator, area_id, decision_number, decided_on, begins_on, ends_on)
        made = LimitedOpening.objects.create(
            indicator=indicator,
            area_id=area_id,
            decision_number=free_text.kept(decision_number),
            decided_on=decided_on,
            begins_on=begins_on,
            ends_on=ends_on,
            proposed_by=by,
        )
    made.proposed_at = clock.now()
    made.save(update_fields=["proposed_at"])
    _record(by, made, "propose_opening", "Đề nghị mở")
    return made


@transaction.atomic
def agree_opening(*, by: User, opening: LimitedOpening) -> LimitedOpening:
    """Agree to what somebody else proposed. Raises PermissionRefused, OneAlone, OpeningRefused."""
    held: LimitedOpening = LimitedOpening.objects.select_for_update().get(pk=opening.pk)
    _require(by, held.area_id)
    if held.proposed_by_id == by.pk:
        raise OneAlone("Người đề nghị không tự đồng ý. Việc mở chỉ tiêu hạn chế cần hai người.")
    if held.agreed_by_id is not None:
        raise OpeningRefused("Đề nghị này đã được đồng ý. Tải lại trang để xem.")
    if held.until <= clock.today():
        raise OpeningRefused("Đề nghị này đã hết hạn hoặc đã rút. Lập đề nghị mới theo quyết định còn hiệu lực.")
    held.agreed_by, held.agreed_at = by, clock.now()
    held.save(update_fields=["agreed_by", "agreed_at"])
    _record(by, held, "agree_opening", "Đồng ý mở")
    return held


@transaction.atomic
def close_opening(*, by: User, opening: LimitedOpening, because: str) -> LimitedOpening:
    """End an opening (or take a proposal back) today, before its own end. Raises PermissionRefused, OpeningRefused."""
    held: LimitedOpening = LimitedOpening.objects.select_for_update().get(pk=opening.pk)
    _require(by, held.area_id)
    reason = free_text.kept(because)
    if not reason:
        raise OpeningRefused("Chưa ghi lý do ngừng dùng.")
    if held.until <= clock.today():
        raise OpeningRefused(f"Việc mở này đã hết từ ngày {show_date(held.until)}, không cần ngừng nữa.")
    held.closed_on, held.closed_by, held.closed_because = clock.today(), by, reason
    held.save(update_fields=["closed_on", "closed_by", "closed_because"])
    _record(by, held, "close_opening", f"Ngừng dùng ({reason})")
    return held


def _require(by: User, area_id: int) -> None:
    if not may_open(by, area_id):
        raise PermissionRefused(
            "Chỉ cán bộ, lãnh đạo cấp tỉnh của địa bàn đó được đề nghị hoặc đồng ý mở chỉ tiêu hạn chế."
        )


def _refuse(indicator: Indicator, area_id: int, number: str, decided_on: date, begins_on: date, ends_on: date) -> None:
    if indicator.access == Access.RESTRICTED:
        raise OpeningRefused(f"« {indicator.name} » không lưu ở phần mềm này, không quyết định nào mở được.")
    if indicator.access != Access.LIMITED:
        raise OpeningRefused(f"« {indicator.name} » dùng chung, không cần mở.")
    if not number.strip():
        raise OpeningRefused("Chưa ghi số quyết định cho phép dùng chỉ tiêu này.")
    if decided_on > min(clock.today(), begins_on):
        raise OpeningRefused("Quyết định phải có trước ngày bắt đầu dùng, và không ở tương lai.")
    if ends_on <= max(begins_on, clock.today()):
        raise OpeningRefused("Ngày hết hạn phải sau ngày bắt đầu và sau hôm nay.")
    for other in indicator.openings.filter(area=area_id, begins_on__lt=ends_on):
        if other.until > max(begins_on, clock.today()):
            raise OpeningRefused(
                f"Chỉ tiêu này đã mở hoặc đang chờ đồng ý ở đây đến ngày {show_date(other.until)} "
                f"theo Quyết định {other.decision_number}."
            )


def _record(by: User, row: LimitedOpening, action: str, verb: str) -> None:
    audit.record(
        by=by,
        action=f"reporting.{action}",
        subject_kind="limited_opening",
        subject_key=row.pk,
        summary=f"{verb} chỉ tiêu hạn chế « {row.indicator.name} » theo Quyết định {row.decision_number}, "
        f"từ {show_date(row.begins_on)} đến trước {show_date(row.until)}",
        unit_key=row.area_id,
        detail={"indicator": row.indicator.code},
    )
