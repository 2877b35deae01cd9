"""Opening a round: every expected submission stands from the first day, so that silence is visible."""

from collections.abc import Collection, Mapping
from datetime import date

from django.db import transaction

from tuquan.accounts import queries as accounts
from tuquan.accounts.models import User
from tuquan.accounts.permissions import Permission
from tuquan.ground import audit, clock, locks, notices
from tuquan.reporting.actions.locking import hold, is_open
from tuquan.reporting.actions.prefill import prefill, refresh
from tuquan.reporting.actions.round_refusals import Opening, asked_under, refuse_opening
from tuquan.reporting.actions.spanning import Ended, ended_within, lay
from tuquan.reporting.asked import lines_for
from tuquan.reporting.closing import refuse_closed_round
from tuquan.reporting.deriving import covering
from tuquan.reporting.due_days import DueDays, as_days
from tuquan.reporting.errors import NotEditable
from tuquan.reporting.facts.changing import touch_round
from tuquan.reporting.models import Figure, ReportKind, Round, RoundDue, RoundPart, RoundRule, State, Submission
from tuquan.reporting.queries.keeping import keeper, keepers
from tuquan.reporting.transitions import NEXT_STEP
from tuquan.units.models import Level, Unit, UnitVersion
from tuquan.vn.dates import show_date
from tuquan.vn.windows import Window


@transaction.atomic
def open_round(
    *,
    by: User | None,
    report_kind: ReportKind,
    scope_id: int,
    window: Window,
    title: str,
    dues: Mapping[Level, date | DueDays],
    organs: Mapping[int, int],
    only: Collection[int] | None = None,
    rule: RoundRule | None = None,
    derive: bool = True,
) -> Round:
    """Open a round over the units directly under `scope_id` on the window's last day, and for the scope itself.

    Units that ended within the window owe their part of it, finished by who took over (see `spanning`). `dues`: the
    days of each level, or only the one on which it owes its figures. `organs`: unit → organ that sends for it, the
    scope's own among them; for a unit that was divided within the window, who finishes for it. `only`: ask these units
    alone. `rule`: by which it opens. `derive`: where shorter rounds of the report cover the window, only what they do
    not carry is asked (see `deriving`). What records can answer is filled in. Raises PermissionRefused, RoundExists,
    RoundWithoutUnits, UnitsOutside, OrgansMissing, FormMissing, DueMissing, DueOutOfOrder.
    """
    accounts.require(by, Permission.APPROVE, unit_id=scope_id, on=clock.today())
    days = as_days(dues)
    with locks.one_at_a_time("reporting.open_round"):
        below = asked_under(scope_id, window, only)
        ended = ended_within(scope_id, window, below, organs)
        refuse_opening(Opening(report_kind, scope_id, window, days, organs), below, ended)
        parts = covering(report_kind, scope_id, window) if derive and only is None else []
        opened = Round.objects.create(
            report_kind=report_kind, scope_id=scope_id, first_day=window.first, last_day=window.last, title=title,
            rule=rule, derived=bool(parts),
        )  # fmt: skip
    RoundPart.objects.bulk_create(RoundPart(round=opened, part=part) for part in parts)
    RoundDue.objects.bulk_create(
        RoundDue(round=opened, level=level, due_on=row.due, cut_off_on=row.cut_off, above_on=row.above)
        for level, row in days.items()
    )
    made = _submissions(opened, _who_answers(opened, below), organs)
    made += lay(opened, _who_ended(opened, ended))
    _figures(opened, made)
    touch_round(opened, [row.unit_id for row in made])
    filled = prefill(opened)
    audit.record(
        by=by,
        action="reporting.open_round",
        subject_kind="round",
        subject_key=opened.pk,
        summary=f"Mở kỳ {title} cho {len(below)} đơn vị{_and_ended(ended)}",
        unit_key=scope_id,
        detail={
            "window": window.iso, "submissions": len(made), "filled_from_records": filled,
            "rule": rule.pk if rule else None, "parts": [part.pk for part in parts],
        },
    )  # fmt: skip
    _tell(opened, by)
    return opened


def _who_answers(opened: Round, below: list[UnitVersion]) -> list[int]:
    """The round's own level, and the units that it asks for something: a derived round may ask nothing of them."""
    levels = dict(Unit.objects.filter(pk__in=[row.unit_id for row in below]).values_list("pk", "level"))
    lines = {level: bool(lines_for(opened, level)) for level in set(levels.values())}
    return [opened.scope_id, *(row.unit_id for row in below if lines[levels[row.unit_id]])]


def _who_ended(opened: Round, ended: list[Ended]) -> list[Ended]:
    levels = dict(Unit.objects.filter(pk__in=[row.unit_id for row in ended]).values_list("pk", "level"))
    lines = {level: bool(lines_for(opened, level)) for level in set(levels.values())}
    return [row for row in ended if lines[levels[row.unit_id]]]


@transaction.atomic
def refresh_records(*, by: User | None, submission: Submission) -> int:
    """Count the records again; where they say something new it is claimed, and chosen where records were chosen.

    Returns how many figures got a new claim. Raises PermissionRefused, NotEditable.
    """
    held = hold(submission.pk)
    accounts.require(by, Permission.ENTER_FIGURES, organ_id=keeper(held, clock.today()), on=clock.today())
    refuse_closed_round(held.round)
    if not is_open(held, None):
        raise NotEditable(f"Không sửa được số liệu lúc này. {NEXT_STEP[State(held.state)]}")
    return refresh(by, held)


def _and_ended(ended: list[Ended]) -> str:
    return f", {len(ended)} đơn vị đã kết thúc trong kỳ" if ended else ""


def _submissions(opened: Round, unit_ids: list[int], organs: Mapping[int, int]) -> list[Submission]:
    rows = [Submission(round=opened, unit_id=unit_id, organ_id=organs[unit_id]) for unit_id in unit_ids]
    return Submission.objects.bulk_create(rows)


def _figures(opened: Round, submissions: list[Submission]) -> None:
    """An empty figure for every line a submission answers itself."""
    levels = dict(Unit.objects.filter(pk__in=[row.unit_id for row in submissions]).values_list("pk", "level"))
    lines = {level: lines_for(opened, level) for level in set(levels.values())}
    Figure.objects.bulk_create(
        Figure(submission=row, indicator=line.indicator)
        for row in submissions
        for line in lines[levels[row.unit_id]]
        if line.own_work or row.unit_id != opened.scope_id
    )


def _tell(opened: Round, by: User | None) -> None:
    due = dict(opened.dues.values_list("level", "due_on"))
    rows = list(opened.submissions.select_related("unit"))
    at_work = keepers(rows, clock.today())
    for row in rows:
        hear = accounts.users_with(Permission.PRESENT, organ_id=at_work[row.pk], on=clock.today())
        keys = [user.pk for user in hear if by is None or user.pk != by.pk]
        text = f"Đã mở kỳ {opened.title}: hạn gửi số liệu {show_date(due[row.unit.level])}."
        notices.tell(user_keys=keys, text=text)
