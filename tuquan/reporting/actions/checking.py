"""A province's own rules of checking, and the shared warnings it does without: dated, never backwards."""

from datetime import date

from django.db import transaction

from tuquan.accounts.models import User
from tuquan.ground import audit, clock, locks
from tuquan.reporting import free_text, owning
from tuquan.reporting.checks.drafting import FIRST_OWN, Draft, checked
from tuquan.reporting.checks.standing import may_be_off, rules_on
from tuquan.reporting.errors import CheckRefused, ReasonMissing
from tuquan.reporting.models import CheckRule, CheckSwitch
from tuquan.units import queries as units
from tuquan.vn.dates import show_date


@transaction.atomic
def add_rule(*, by: User | None, owner_id: int, draft: Draft, begins_on: date) -> CheckRule:
    """A province's own rule from a day on. Raises PermissionRefused, OwnerRefused and as `drafting.checked`."""
    owning.require_editor(by, owner_id)
    _refuse_past(begins_on)
    with locks.one_at_a_time("reporting.checks"):
        rule = checked(draft, owner_id=owner_id, begins_on=begins_on)
        number = CheckRule.objects.filter(owner=owner_id).count() + 1
        rule.code, rule.position, rule.set_by = f"rieng_{owner_id}_{number}", FIRST_OWN + number, by
        rule.save()
    _record(by, "check_added", rule, f"Đặt quy tắc kiểm tra « {rule.name} » từ {show_date(begins_on)}")
    return rule


@transaction.atomic
def change_rule(*, by: User | None, rule: CheckRule, draft: Draft, begins_on: date) -> CheckRule:
    """The rule as written anew from a day on; rounds that ended before are judged by the words of their day.

    Raises as `add_rule`, and CheckRefused for a shared rule or a day not after the one it stands since.
    """
    owner_id = _own(by, rule)
    _refuse_past(begins_on)
    with locks.one_at_a_time("reporting.checks"):
        held = _held(rule)
        made = checked(draft, owner_id=owner_id, begins_on=begins_on)
        made.code, made.position, made.set_by = held.code, held.position, by
        if begins_on < held.begins_on:
            raise CheckRefused(f"Quy tắc đã có từ {show_date(held.begins_on)}. Chọn ngày ấy hoặc một ngày sau.")
        if begins_on == held.begins_on:
            made.pk = held.pk  # it has judged nothing yet: rounds end on its first day at the earliest
        else:
            _end(held, begins_on)
        made.save()
    _record(by, "check_changed", made, f"Sửa quy tắc kiểm tra « {made.name} » từ {show_date(begins_on)}")
    return made


@transaction.atomic
def end_rule(*, by: User | None, rule: CheckRule, ends_on: date, because: str) -> CheckRule:
    """The rule stands no more from a day on; earlier rounds keep it. Raises as `change_rule`, ReasonMissing."""
    _own(by, rule)
    _refuse_past(ends_on)
    reason = _reason(because)
    with locks.one_at_a_time("reporting.checks"):
        held = _held(rule)
        if ends_on <= held.begins_on:
            raise CheckRefused(f"Quy tắc có từ {show_date(held.begins_on)}. Chọn một ngày sau ngày ấy.")
        _end(held, ends_on)
    _record(by, "check_ended", held, f"Bỏ quy tắc kiểm tra « {held.name} » từ {show_date(ends_on)}. Lý do: {reason}")
    return held


@transaction.atomic
def switch_off(*, by: User | None, unit_id: int, code: str, begins_on: date, because: str) -> CheckSwitch:
    """A province does without a shared warning from a day on. Raises PermissionRefused, OwnerRefused, CheckRefused
    for a rule that blocks, is not shared or is off already, ReasonMissing, FreeTextRefused."""
    owning.require_editor(by, unit_id)
    _refuse_past(begins_on)
    reason = _reason(because)
    rule = next((rule for rule in rules_on(begins_on, [unit_id]) if rule.code == code), None)
    if rule is None or not may_be_off(rule):
        raise CheckRefused("Quy tắc này không tắt được: chỉ tắt được quy tắc chung thuộc loại cần giải trình.")
    with locks.one_at_a_time("reporting.checks"):
        if CheckSwitch.objects.filter(unit=unit_id, rule_code=code, ends_on__isnull=True).exists():
            raise CheckRefused("Quy tắc này đang tắt rồi.")
        made = CheckSwitch.objects.create(
            rule_code=code, unit_id=unit_id, begins_on=begins_on, because=reason, set_by=by
        )
    _record(by, "check_off", rule, f"Tắt quy tắc « {rule.name} » từ {show_date(begins_on)}. Lý do: {reason}", unit_id)
    return made


@transaction.atomic
def switch_on(*, by: User | None, unit_id: int, code: str, on: date) -> None:
    """The warning is asked again from a day on. Raises PermissionRefused, OwnerRefused, CheckRefused where it is on."""
    owning.require_editor(by, unit_id)
    _refuse_past(on)
    with locks.one_at_a_time("reporting.checks"):
        row = CheckSwitch.objects.filter(unit=unit_id, rule_code=code, ends_on__isnull=True).first()
        if row is None:
            raise CheckRefused("Quy tắc này đang bật.")
        if row.begins_on >= on:
            row.delete()  # it was to begin today or later, and was never in force
        else:
            row.ends_on = on
            row.save(update_fields=["ends_on"])
    rule = next((rule for rule in rules_on(on, [unit_id]) if rule.code == code), CheckRule(code=code, name=code))
    _record(by, "check_on", rule, f"Bật lại quy tắc « {rule.name} » từ {show_date(on)}", unit_id)


def _refuse_past(day: date) -> None:
    if day < clock.today():
        raise CheckRefused(
            f"Chọn từ hôm nay ({show_date(clock.today())}) trở đi: kỳ đã qua xét theo quy tắc của ngày cuối kỳ ấy."
        )


def _own(by: User | None, rule: CheckRule) -> int:
    if rule.owner_id is None:
        raise CheckRefused("Quy tắc chung không sửa ở đây. Tắt quy tắc này và đặt quy tắc riêng của tỉnh.")
    owning.require_editor(by, rule.owner_id)
    return rule.owner_id


def _held(rule: CheckRule) -> CheckRule:
    held: CheckRule = CheckRule.objects.select_for_update().get(pk=rule.pk)
    if held.ends_on is not None:
        raise CheckRefused(f"Bản này của quy tắc chỉ dùng đến trước {show_date(held.ends_on)}. Mở bản mới nhất để sửa.")
    return held


def _end(rule: CheckRule, day: date) -> None:
    rule.ends_on = day
    rule.save(update_fields=["ends_on"])


def _reason(text: str) -> str:
    reason = free_text.kept(text)
    if not reason:
        raise ReasonMissing("Chưa có lý do. Viết một câu nói rõ vì sao.")
    return reason[:500]


def _record(by: User | None, action: str, rule: CheckRule, summary: str, unit_id: int | None = None) -> None:
    where = rule.owner_id if unit_id is None else unit_id
    named = f" ở {units.full_name(where, clock.today())}" if where else ""
    audit.record(
        by=by,
        action=f"reporting.{action}",
        subject_kind="check",
        subject_key=rule.code,
        summary=f"{summary}{named}",
        unit_key=where,
        detail={
            "condition": rule.condition, "left": rule.left, "operator": rule.operator, "right": rule.right,
            "severity": rule.severity, "sentence": rule.sentence, "begins_on": str(rule.begins_on),
        },
    )  # fmt: skip
