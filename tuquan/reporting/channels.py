"""Which organs a submission goes to on a day: by dated rules, over and above who is whose superior."""

from datetime import date

from django.db.models import Q, QuerySet

from tuquan.accounts import queries as accounts
from tuquan.accounts.errors import OrganUnknown
from tuquan.accounts.models import Organ, OrganKind
from tuquan.reporting.models import Channel, ChannelRule, Submission


def rules_for(submission: Submission, channel: Channel, day: date) -> QuerySet[ChannelRule]:
    """The rules of a channel for the sender's kind and the report, those of this very report first."""
    kind = Organ.objects.filter(pk=submission.organ_id).values("kind")
    report = submission.round.report_kind_id
    rows = ChannelRule.objects.on(day).filter(Q(report_kind=report) | Q(report_kind=None))
    found: QuerySet[ChannelRule] = rows.filter(channel=channel, from_kind__in=kind).order_by("report_kind", "pk")
    return found


def has_main_rules(day: date) -> bool:
    """Whether any rule says who approves; without one it is always the superior."""
    return bool(ChannelRule.objects.on(day).filter(channel=Channel.MAIN).exists())


def main_taker(submission: Submission, superior_id: int, day: date) -> int:
    """Who approves: the organ of the main rule's kind beside the superior, else the superior itself."""
    for rule in rules_for(submission, Channel.MAIN, day):
        for organ in _beside(superior_id, OrganKind(rule.to_kind), day):
            return organ
    return superior_id


def second_takers(submission: Submission, superior_id: int | None, day: date) -> list[int]:
    """Organs of the second channel at the unit above (the round's area where nobody is above); never the sender."""
    found: list[int] = []
    for rule in rules_for(submission, Channel.SECOND, day):
        kind = OrganKind(rule.to_kind)
        if superior_id is not None:
            found += _beside(superior_id, kind, day)
        else:
            found += [organ.pk for organ in accounts.organs_at(submission.round.scope_id, day, kind)]
    return [key for key in dict.fromkeys(found) if key not in (superior_id, submission.organ_id)]


def _beside(organ_id: int, kind: OrganKind, day: date) -> list[int]:
    try:
        unit_id = accounts.unit_of(organ_id, day)
    except OrganUnknown:
        return []
    return [organ.pk for organ in accounts.organs_at(unit_id, day, kind)]
