"""Opening a round: every expected submission stands from the first day, so that silence is visible."""

from collections.abc import Mapping
from datetime import date

from django.db import transaction

from tuquan.accounts import queries as accounts
from tuquan.accounts.models import User
from tuquan.accounts.permissions import Permission
from tuquan.ground import audit, clock, locks, notices
from tuquan.reporting.actions.locking import hold, is_open
from tuquan.reporting.actions.prefill import prefill, refresh
from tuquan.reporting.actions.spanning import Ended, ended_within, lay
from tuquan.reporting.asked import lines_for
from tuquan.reporting.closing import refuse_closed_round
from tuquan.reporting.errors import DueMissing, FormMissing, NotEditable, OrgansMissing, RoundExists, RoundWithoutUnits
from tuquan.reporting.models import Figure, FormLine, ReportKind, Round, RoundDue, State, Submission
from tuquan.reporting.queries.keeping import keepers
from tuquan.reporting.transitions import NEXT_STEP
from tuquan.units import queries as units
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
    dues: Mapping[Level, date],
    organs: Mapping[int, int],
) -> Round:
    """Open a round over the units directly under `scope_id` on the window's last day, and for the scope itself.

    Units that ended within the window owe their part of it, finished by who took over (see `spanning`). `dues`: the
    day each level owes its figures. `organs`: unit → organ that sends for it, the scope's own among them; for a unit
    that was divided within the window, who finishes for it.
    What records can answer is filled in. Raises PermissionRefused, RoundExists, RoundWithoutUnits, OrgansMissing,
    FormMissing, DueMissing.
    """
    accounts.require(by, Permission.APPROVE, unit_id=scope_id, on=clock.today())
    with locks.one_at_a_time("reporting.open_round"):
        below = units.children(scope_id, window.last)
        ended = ended_within(scope_id, window, below, organs)
        _refuse(report_kind, scope_id, window, below, dues, organs, ended)
        opened = Round.objects.create(
            report_kind=report_kind, scope_id=scope_id, first_day=window.first, last_day=window.last, title=title
        )
    RoundDue.objects.bulk_create(RoundDue(round=opened, level=level, due_on=day) for level, day in dues.items())
    made = _submissions(opened, [scope_id, *(row.unit_id for row in below)], organs)
    made += lay(opened, ended)
    _figures(opened, made)
    filled = prefill(opened)
    audit.record(
        by=by,
        action="reporting.open_round",
        subject_kind="round",
        subject_key=opened.pk,
        summary=f"Mở kỳ {title} cho {len(below)} đơn vị{_and_ended(ended)}",
        unit_key=scope_id,
        detail={"window": window.iso, "submissions": len(made), "filled_from_records": filled},
    )
    _tell(opened, by)
    return opened


@transaction.atomic
def refresh_records(*, by: User | None, submission: Submission) -> int:
    """Count the records again; where they say something new it is claimed, and chosen where records were chosen.

    Returns how many figures got a new claim. Raises PermissionRefused, NotEditable.
    """
    held = hold(submission.pk)
    accounts.require(by, Permission.ENTER_FIGURES, organ_id=held.organ_id, on=clock.today())
    refuse_closed_round(held.round)
    if not is_open(held, None):
        raise NotEditable(f"Không sửa được số liệu lúc này. {NEXT_STEP[State(held.state)]}")
    return refresh(by, held)


def _refuse(
    kind: ReportKind,
    scope_id: int,
    window: Window,
    below: list[UnitVersion],
    dues: Mapping[Level, date],
    organs: Mapping[int, int],
    ended: list[Ended],
) -> None:
    if Round.objects.filter(report_kind=kind, scope=scope_id, first_day=window.first, last_day=window.last).exists():
        raise RoundExists(f"Kỳ {window.title()} của báo cáo này đã mở ở đây. Mở kỳ đã có để làm tiếp.")
    if not below:
        raise RoundWithoutUnits(f"Ngày {show_date(window.last)} địa bàn này không có đơn vị cấp dưới. Kiểm tra lại kỳ.")
    missing = [row.full_name for row in below if row.unit_id not in organs]
    if scope_id not in organs:
        missing.insert(0, units.full_name(scope_id, window.last))
    missing += [f"{row.name} (đã chia trong kỳ)" for row in ended if row.keeper is None]
    if missing:
        raise OrgansMissing(f"Chưa rõ cơ quan gửi số liệu của: {', '.join(missing)}. Chọn cơ quan rồi mở kỳ lại.")
    for level in _levels(scope_id, below):
        if not _lines(kind, window, level):
            raise FormMissing(f"Cấp {level.label} chưa có biểu của báo cáo này vào ngày {show_date(window.last)}.")
        if level not in dues:
            raise DueMissing(f"Chưa có hạn gửi của cấp {level.label}. Đặt hạn gửi rồi mở kỳ lại.")


def _and_ended(ended: list[Ended]) -> str:
    return f", {len(ended)} đơn vị đã kết thúc trong kỳ" if ended else ""


def _levels(scope_id: int, below: list[UnitVersion]) -> list[Level]:
    keys = [scope_id, *(row.unit_id for row in below)]
    return [Level(level) for level in sorted(set(Unit.objects.filter(pk__in=keys).values_list("level", flat=True)))]


def _lines(kind: ReportKind, window: Window, level: Level) -> list[FormLine]:
    return lines_for(Round(report_kind=kind, first_day=window.first, last_day=window.last), level)


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
