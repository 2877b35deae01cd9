"""The rules of channels: set from a day, ended on a day; what was sent by them stays."""

from datetime import date

from django.db import transaction

from tuquan.accounts import queries as accounts
from tuquan.accounts.models import OrganKind, User
from tuquan.accounts.permissions import Permission
from tuquan.ground import audit, clock, locks
from tuquan.reporting.errors import ChannelRefused
from tuquan.reporting.models import Channel, ChannelRule, ReportKind
from tuquan.vn.dates import show_date


@transaction.atomic
def set_channel(
    *,
    by: User | None,
    report_kind: ReportKind | None,
    from_kind: OrganKind,
    to_kind: OrganKind,
    channel: Channel,
    basis: str,
    on: date,
) -> ChannelRule:
    """Figures of organs of `from_kind` go to the organ of `to_kind` at the unit above, from `on` (None: every report).

    Raises PermissionRefused, ChannelRefused: no ground, a past day, or such a rule stands already.
    """
    accounts.require(by, Permission.MANAGE_ACCOUNTS)
    basis = " ".join(basis.split())
    if not basis:
        raise ChannelRefused("Chưa ghi căn cứ của quy định này.")
    if on < clock.today():
        raise ChannelRefused("Quy định kênh không đặt lùi ngày: biểu đã gửi giữ nguyên nơi nhận.")
    with locks.one_at_a_time("reporting.channels"):
        same = ChannelRule.objects.during(on, date.max).filter(
            report_kind=report_kind, from_kind=from_kind, channel=channel
        )
        same = same if channel == Channel.MAIN else same.filter(to_kind=to_kind)
        if twice := same.first():
            raise ChannelRefused(f"Đã có quy định như vậy từ {show_date(twice.begins_on)} ({twice.basis}).")
        made: ChannelRule = ChannelRule.objects.create(
            report_kind=report_kind, from_kind=from_kind, to_kind=to_kind, channel=channel, basis=basis, begins_on=on
        )
    _record(by, "reporting.set_channel", made, f"Từ {show_date(on)}: {said(made)}. Căn cứ: {basis}.")
    return made


@transaction.atomic
def end_channel(*, by: User | None, rule: ChannelRule, on: date) -> ChannelRule:
    """The rule's last day is the day before `on`. Raises PermissionRefused, ChannelRefused (ended, or `on` is past)."""
    accounts.require(by, Permission.MANAGE_ACCOUNTS)
    held: ChannelRule = ChannelRule.objects.select_for_update(of=("self",)).get(pk=rule.pk)
    if held.ends_on is not None:
        raise ChannelRefused(f"Quy định này đã thôi từ {show_date(held.ends_on)}.")
    if on < clock.today() or on <= held.begins_on:
        raise ChannelRefused("Ngày thôi phải sau ngày bắt đầu và không ở trước hôm nay.")
    held.ends_on = on
    held.save(update_fields=["ends_on"])
    _record(by, "reporting.end_channel", held, f"Thôi từ {show_date(on)}: {said(held)}.")
    return held


def said(rule: ChannelRule) -> str:
    """ "Công an gửi Ban Chỉ đạo cùng nơi với cấp trên, kênh thứ hai (biết)"."""
    kinds = OrganKind(rule.from_kind).label, OrganKind(rule.to_kind).label
    return f"{kinds[0]} gửi {kinds[1]} cùng nơi với cấp trên, {Channel(rule.channel).label}"


def _record(by: User | None, action: str, rule: ChannelRule, summary: str) -> None:
    audit.record(by=by, action=action, subject_kind="channel_rule", subject_key=rule.pk, summary=summary)
