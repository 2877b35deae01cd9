"""Reminders before and after the due day, by the dated rule: each step once for a submission, by the daily work."""

from datetime import date

from django.db import transaction

from tuquan.accounts import queries as accounts
from tuquan.accounts.permissions import Permission
from tuquan.ground import audit, clock, notices, working_days
from tuquan.reporting import sentences
from tuquan.reporting.actions.opening import day_of
from tuquan.reporting.models import DueReminder, ReminderRule, Round, Submission
from tuquan.reporting.queries.keeping import Places, keepers
from tuquan.reporting.transitions import EDITABLE
from tuquan.units.models import Unit
from tuquan.vn.dates import show_date

# This many working days past the last step the program reminds no more.
_LATEST = 5


def remind_due() -> int:
    """Tell whoever has not sent, in every open round, what the rule says for this day; returns how many were told of.

    A step that was missed (the program did not run) is caught up by the next one; none is given twice.
    """
    told = 0
    standing = Round.objects.filter(closed_on=None)
    for scope in Unit.objects.filter(pk__in=standing.values("scope")).order_by("pk"):
        with day_of(scope):
            for round_ in standing.filter(scope=scope).order_by("pk"):
                told += remind_of(round_)
    return told


@transaction.atomic
def remind_of(round: Round) -> int:
    """The same for one round, on the day of the clock."""
    today = clock.today()
    rules = sorted(ReminderRule.objects.on(today).values_list("days", flat=True))
    due = dict(round.dues.values_list("level", "due_on"))
    step = {level: days for level, day in due.items() if (days := _step(rules, day, today)) is not None}
    if not step:
        return 0
    waiting = round.submissions.filter(state__in=EDITABLE, unit__level__in=step).select_related("unit", "round")
    given = set(DueReminder.objects.filter(submission__round=round).values_list("submission", "days"))
    rows = [row for row in waiting if (row.pk, step[row.unit.level]) not in given]
    at_work, places = keepers(rows, today), Places(row.unit_id for row in rows)
    for row in rows:
        level = row.unit.level
        _remind(row, step[level], due[level], at_work[row.pk], places.on(row.unit_id, round.last_day))
    if rows:
        audit.record(
            by=None, action="reporting.remind_due", subject_kind="round", subject_key=round.pk,
            unit_key=round.scope_id, detail={"day": today},
            summary=f"Nhắc {len(rows)} đơn vị gửi số liệu {round.title}",
        )  # fmt: skip
    return len(rows)


def _step(rules: list[int], due_on: date, today: date) -> int | None:
    """The last step whose day has come; None before the first one, and once the last one is long past."""
    passed = [days for days in rules if working_days.add(due_on, days) <= today]
    if not passed or working_days.between(working_days.add(due_on, rules[-1]), today) > _LATEST:
        return None
    return passed[-1]


def _remind(row: Submission, days: int, due_on: date, organ_id: int, where: str) -> None:
    hear = accounts.users_with(Permission.PRESENT, organ_id=organ_id, on=clock.today())
    text = f"{row.round.title}: {sentences.due(due_on, clock.today())} gửi số liệu {where} ({show_date(due_on)})."
    keys = [user.pk for user in hear]
    told = notices.tell(user_keys=keys, text=text, url=f"submission:{row.pk}", mail=text)
    DueReminder.objects.create(submission=row, days=days, on=clock.today(), told=told)
