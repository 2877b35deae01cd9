"""Which rules a submission is asked by: the shared ones, its province's own, less what its province switched off."""

from collections.abc import Collection, Iterable
from datetime import date

from django.db.models import Q

from tuquan.reporting.checks.packaged import packaged
from tuquan.reporting.models import CheckRule, CheckSwitch, Severity, Submission


def rules_for(submission: Submission, upward: Collection[int]) -> list[CheckRule]:
    """The rules of the round's last day for a submission whose unit and those above it are `upward`, in order."""
    round_ = submission.round
    level = submission.unit.level
    off = set(CheckSwitch.objects.on(round_.last_day).filter(unit__in=upward).values_list("rule_code", flat=True))
    return [
        rule
        for rule in rules_on(round_.last_day, upward)
        if not (rule.code in off and may_be_off(rule))
        and rule.level in (None, level)
        and rule.report_kind_id in (None, round_.report_kind_id)
    ]


def rules_on(day: date, upward: Collection[int]) -> list[CheckRule]:
    """All rules in force on a day for units under `upward`, in order; one query. A kept shared row replaces the
    packaged one of its code."""
    own = list(
        CheckRule.objects.on(day)
        .filter(Q(owner__isnull=True) | Q(owner__in=upward))
        .select_related("report_kind", "set_by")
        .order_by("position", "pk")
    )
    kept = {rule.code for rule in own if rule.owner_id is None}
    shared = [rule for rule in shared_on(day) if rule.code not in kept]
    return sorted([*shared, *own], key=lambda rule: (rule.owner_id is not None, rule.position, rule.code))


def shared_on(day: date) -> Iterable[CheckRule]:
    """The packaged rules of a day."""
    return (item.rule for item in packaged() if item.rule.alive_on(day))


def may_be_off(rule: CheckRule) -> bool:
    """A province may do without a shared warning; what blocks is arithmetic, and stays."""
    return rule.owner_id is None and rule.severity == Severity.WARNING
