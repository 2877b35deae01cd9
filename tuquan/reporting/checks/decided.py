"""Nothing begins before its decision: events of the register whose decision is dated later."""

from collections.abc import Iterator
from datetime import date

from tuquan.reporting.checks.reading_rules import filled
from tuquan.reporting.checks.subject import Subject
from tuquan.reporting.models import CheckRule, Severity
from tuquan.reporting.questions import Question
from tuquan.schemes.models import EventKind, SchemeEvent
from tuquan.vn.dates import show_date


def decided(rule: CheckRule, subject: Subject) -> Iterator[Question]:
    """One question an event of the round; `rule.parameters` says which line an event is counted in. One query."""
    asked = {kind: code for kind, code in rule.parameters.items() if subject.value(code) is not None}
    if not asked:
        return
    round_ = subject.submission.round
    events = SchemeEvent.objects.filter(
        unit=subject.submission.unit_id,
        on__range=(round_.first_day, round_.last_day),
        kind__in=asked,
        decision_date__isnull=False,
    ).select_related("scheme")
    for event in events:
        if event.decision_date is not None and precedes(event.on, event.decision_date):
            figure = subject.figures[asked[event.kind]]
            places = {
                "tên dong_nay": figure.indicator.name,
                "việc": f"{EventKind(event.kind).label} “{event.scheme.name}”",
                "ngày việc": show_date(event.on),
                "ngày quyết định": show_date(event.decision_date),
            }
            yield subject.ask(
                rule.code,
                filled(rule.sentence, places),
                figure,
                blocking=rule.severity == Severity.ERROR,
                about=f"{event.pk}: {event.on} < {event.decision_date}",
            )


def precedes(event: date, decision: date) -> bool:
    """Whether something happened before it was decided."""
    return event < decision
