"""Setting the dated rules by which rounds open: a rule is followed by another one, never changed."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from django.db import transaction

from tuquan.accounts import queries as accounts
from tuquan.accounts.models import OrganKind, User
from tuquan.accounts.permissions import Permission
from tuquan.ground import audit, clock, locks
from tuquan.reporting.calendar import pattern, title_of
from tuquan.reporting.calendar_errors import DueOutOfOrder, RuleOverlaps, RuleRefused, RuleUsed
from tuquan.reporting.due_days import lay
from tuquan.reporting.models import ReminderRule, ReportKind, Round, RoundRule, RuleDue, WindowRule
from tuquan.units.models import Level, Unit
from tuquan.vn.dates import show_date
from tuquan.vn.window_rules import WindowPattern


@dataclass(frozen=True)
class Offsets:
    """Working days after the last day of a window; a cut-off of 0 is that day; without `above`, that level's due."""

    due: int
    cut_off: int = 0
    above: int | None = None


@transaction.atomic
def set_rule(
    *,
    by: User | None,
    report_kind: ReportKind,
    scope: Unit | None,
    scope_level: Level,
    window_rule: WindowRule,
    begins_on: date,
    dues: Mapping[Level, Offsets],
    organ_kind: str = OrganKind.POLICE,
    opens_before: int = 10,
    title_pattern: str = "{kỳ}",
    basis: str = "",
) -> RoundRule:
    """Rounds of this report open by this rule for each window that ends on or after `begins_on`.

    A rule of the same report, area and windows that stands then ends that day. `scope` None: for every area of
    `scope_level`. Raises PermissionRefused, RuleRefused, RuleOverlaps, RuleUsed, DueOutOfOrder.
    """
    _allow(by, scope)
    refuse_title(title_pattern, window_rule)
    if scope is not None and scope.level != scope_level:
        raise RuleRefused("Cấp tổng hợp không phải cấp của địa bàn đã chọn. Chọn lại.")
    with locks.one_at_a_time("reporting.round_rules"):
        _make_room(report_kind, scope, scope_level, window_rule, begins_on)
        rule = RoundRule.objects.create(
            report_kind=report_kind, scope=scope, scope_level=scope_level, window_rule=window_rule,
            begins_on=begins_on, organ_kind=organ_kind, opens_before=opens_before, title_pattern=title_pattern.strip(),
            basis=basis.strip(),
        )  # fmt: skip
    _lay_dues(rule, dues)
    _record(by, rule, "set_rule", f"Đặt lịch {report_kind.name}: {window_rule.name}, từ {show_date(begins_on)}")
    return rule


@transaction.atomic
def end_rule(*, by: User | None, rule: RoundRule, on: date) -> RoundRule:
    """Windows that end on or after `on` are no longer opened by this rule. Raises PermissionRefused, RuleRefused,
    RuleUsed (a round of a later window is open already)."""
    _allow(by, rule.scope)
    with locks.one_at_a_time("reporting.round_rules"):
        held = RoundRule.objects.get(pk=rule.pk)
        if on <= held.begins_on:
            raise RuleRefused(f"Lịch này đặt từ {show_date(held.begins_on)}; chọn ngày thôi áp dụng sau ngày đó.")
        _end(held, on)
    _record(by, held, "end_rule", f"Thôi lịch {held.report_kind.name}, {held.window_rule.name}, từ {show_date(on)}")
    rule.ends_on = on
    return rule


@transaction.atomic
def add_window_rule(*, by: User | None, name: str, shape: WindowPattern, basis: str = "") -> WindowRule:
    """Another way to lay windows. Raises PermissionRefused, RuleRefused (no name; one of the same days stands)."""
    accounts.require(by, Permission.KEEP_CALENDAR, on=clock.today())
    days = {
        "months": shape.months,
        "first_day": shape.first_day,
        "lead_months": shape.lead_months,
        "first_part": shape.first_part,
        "parts": shape.parts,
    }
    if not name.strip():
        raise RuleRefused("Chưa có tên cách tính kỳ. Viết như « Năm học (01/9–31/8) ».")
    if same := WindowRule.objects.filter(**days).first():
        raise RuleRefused(f"Cách tính kỳ này đã có: « {same.name} ». Chọn nó trong danh sách.")
    code = "m{months}_d{first_day}_l{lead_months}_p{first_part}_{parts}".format(**days)
    rule = WindowRule.objects.create(code=code, name=name.strip(), basis=basis.strip(), **days)
    audit.record(
        by=by, action="reporting.add_window_rule", subject_kind="window_rule", subject_key=rule.pk,
        summary=f"Thêm cách tính kỳ « {rule.name} »", detail=days,
    )  # fmt: skip
    return rule


@transaction.atomic
def set_reminders(*, by: User | None, days: list[int], begins_on: date) -> list[ReminderRule]:
    """From `begins_on`, remind that many working days after the due day (before it when negative), each once.

    Raises PermissionRefused, RuleRefused.
    """
    accounts.require(by, Permission.MANAGE_ACCOUNTS, on=clock.today())
    if any(not -30 <= day <= 30 for day in days):
        raise RuleRefused("Ngày nhắc không quá 30 ngày làm việc trước hoặc sau hạn.")
    ReminderRule.objects.on(begins_on).filter(begins_on__lt=begins_on).update(ends_on=begins_on)
    ReminderRule.objects.filter(begins_on__gte=begins_on).delete()
    made = ReminderRule.objects.bulk_create(ReminderRule(days=day, begins_on=begins_on) for day in sorted(set(days)))
    audit.record(
        by=by, action="reporting.set_reminders", subject_kind="reminder_rule", subject_key=begins_on.isoformat(),
        summary=f"Đặt lịch nhắc từ {show_date(begins_on)}", detail={"days": sorted(set(days))},
    )  # fmt: skip
    return made


def refuse_title(given: str, window_rule: WindowRule) -> None:
    """Raise RuleRefused where two windows of a year would bear one name, or the name would be too long."""
    years = [row for year in (2024, 2025) for row in pattern(window_rule).of_year(year)]
    titles = [title_of(given.strip(), row) for row in years]
    if len(set(titles)) < len(titles):
        raise RuleRefused("Các kỳ sẽ trùng tên. Thêm {kỳ} (tên kỳ) vào mẫu tên, ví dụ « Báo cáo {kỳ} ».")
    if max(len(title) for title in titles) > 120:
        raise RuleRefused("Tên kỳ sẽ dài quá 120 chữ. Rút ngắn mẫu tên.")


def _allow(by: User | None, scope: Unit | None) -> None:
    if scope is None:
        accounts.require(by, Permission.MANAGE_ACCOUNTS, on=clock.today())
    else:
        accounts.require(by, Permission.KEEP_CALENDAR, unit_id=scope.pk, on=clock.today())


def _make_room(kind: ReportKind, scope: Unit | None, level: Level, window_rule: WindowRule, begins_on: date) -> None:
    same = RoundRule.objects.filter(report_kind=kind, scope=scope, scope_level=level, window_rule=window_rule)
    later = same.filter(begins_on__gte=begins_on).order_by("begins_on").first()
    if later is not None:
        raise RuleOverlaps(
            f"Đã có lịch như thế đặt từ {show_date(later.begins_on)}. Chọn ngày áp dụng sau ngày đó, hoặc thôi lịch đó."
        )
    for row in same.on(begins_on):
        _end(row, begins_on)


def _end(rule: RoundRule, on: date) -> None:
    later = Round.objects.filter(rule=rule, last_day__gte=on).order_by("last_day").first()
    if later is not None:
        raise RuleUsed(
            f"Kỳ « {later.title} » đã mở theo lịch đang có. Chọn ngày áp dụng sau {show_date(later.last_day)}."
        )
    rule.ends_on = on
    rule.save(update_fields=["ends_on"])


def _lay_dues(rule: RoundRule, dues: Mapping[Level, Offsets]) -> None:
    if rule.scope_level not in dues or not any(level > rule.scope_level for level in dues):
        raise RuleRefused("Lịch cần hạn của cấp tổng hợp và của cấp dưới gửi lên. Ghi đủ hạn của từng cấp.")
    for level, row in dues.items():
        if row.due <= row.cut_off or (row.above is not None and row.above < row.due):
            raise DueOutOfOrder(
                f"Cấp {level.label}: hạn gửi phải sau ngày chốt số liệu ít nhất một ngày làm việc, "
                "cấp trên gửi tiếp không trước hạn đó."
            )
    rows = RuleDue.objects.bulk_create(
        RuleDue(rule=rule, level=level, cut_off_after=row.cut_off, due_after=row.due, above_after=row.above)
        for level, row in dues.items()
    )
    for window in pattern(rule.window_rule).of_year(rule.begins_on.year):
        lay(rows, window.window.last)


def _record(by: User | None, rule: RoundRule, action: str, said: str) -> None:
    audit.record(
        by=by, action=f"reporting.{action}", subject_kind="round_rule", subject_key=rule.pk, summary=said,
        unit_key=rule.scope_id, detail={"dues": list(rule.dues.values("level", "cut_off_after", "due_after"))},
    )  # fmt: skip
