"""What is due today, from whom, and the next step for each: the lines of "Việc hôm nay"."""

from dataclasses import dataclass, field

from django.urls import reverse

from tuquan.accounts import queries as accounts
from tuquan.accounts.models import User
from tuquan.accounts.permissions import Permission
from tuquan.ground import clock, working_days
from tuquan.reporting.models import Round, State, Submission
from tuquan.reporting.queries import (
    Board,
    BoardRow,
    Standing,
    approver,
    areas_kept,
    board,
    open_work,
    standing_for,
)
from tuquan.vn.dates import show_date
from tuquan.web.acting import Acting

WEEK = 5  # working days


@dataclass(frozen=True)
class Task:
    """One line: what · where · by when · one button that does the next step."""

    what: str
    where: str
    href: str
    step: str = ""
    due: str = ""
    due_date: str = ""
    tone: str = "plain"
    primary: bool = False


@dataclass
class Today:
    """The groups in the order in which they matter."""

    overdue: list[Task] = field(default_factory=list)
    this_week: list[Task] = field(default_factory=list)
    mine: list[Task] = field(default_factory=list)
    others: list[Task] = field(default_factory=list)

    @property
    def empty(self) -> bool:
        return not (self.overdue or self.this_week or self.mine or self.others)


def today_for(acting: Acting) -> Today:
    """Everything that waits for or from the organ of the acting post, round by round, newest first."""
    found = Today()
    if acting.post is None or acting.unit_id is None:
        return found
    areas = areas_kept(acting.post.organ_id, clock.today())
    for round_ in open_rounds(acting):
        made = board(round_)
        for row in [*made.rows, *([made.own] if made.own else [])]:
            if row.keeper_id == acting.post.organ_id:
                _own(found, acting, made, row)
        if round_.scope_id in areas:
            _from_units(found, acting, made)
    return found


def open_rounds(acting: Acting) -> list[Round]:
    """Rounds in which the organ has something left to do or to wait for."""
    assert acting.post is not None
    own = {work.submission.round_id for work in open_work(acting.post.organ_id, clock.today())}
    areas = areas_kept(acting.post.organ_id, clock.today())
    below = Submission.objects.filter(round__scope_id__in=areas).exclude(state=State.APPROVED)
    own |= set(below.values_list("round_id", flat=True))
    begun = Round.objects.filter(first_day__lte=clock.today())
    return list(begun.filter(pk__in=own).select_related("report_kind").order_by("-last_day"))


def _own(found: Today, acting: Acting, made: Board, row: BoardRow) -> None:
    href = reverse("figures-submission", args=[row.submission_id])
    step, mine = _next_step(acting, row)
    said = row.state_label if mine else standing_of(acting.user, row).text
    task = Task(
        what=f"{made.round.report_kind.name}, {made.round.title.lower()}: {said}",
        where=row.full_name,
        href=href,
        step=step,
        due=row.due_text,
        due_date=show_date(row.due_on) if row.due_on else "",
        tone=_tone(row),
        primary=mine,
    )
    if not mine:
        if not (not row.owes and _nobody_above(row)):
            found.others.append(task)
    else:
        _group(found, row).append(task)


def standing_of(user: User | None, row: BoardRow) -> Standing:
    """Where one's own submission stands, for the one who looks."""
    return standing_for(user, Submission.objects.select_related("round").get(pk=row.submission_id))


def _nobody_above(row: BoardRow) -> bool:
    """What has gone up waits for nobody when no one above works with this installation."""
    above = approver(Submission.objects.select_related("round").get(pk=row.submission_id), clock.today())
    return above is None or not accounts.users_with(Permission.APPROVE, organ_id=above, on=clock.today())


def _group(found: Today, row: BoardRow) -> list[Task]:
    if row.due_on is None:
        return found.mine
    if row.due_on < clock.today():
        return found.overdue
    return found.this_week if working_days.between(clock.today(), row.due_on) <= WEEK else found.mine


def _tone(row: BoardRow) -> str:
    if not row.owes or row.due_on is None:
        return "plain"
    if row.due_on < clock.today():
        return "late"
    return "soon" if working_days.between(clock.today(), row.due_on) <= WEEK else "plain"


def _next_step(acting: Acting, row: BoardRow) -> tuple[str, bool]:
    """The words of the button, and whether the step is this person's."""
    assert acting.post is not None
    may = {p: accounts.may(acting.user, p, organ_id=acting.post.organ_id) for p in _STEPS}
    if row.state == State.DRAFT:
        return ("Làm biểu số liệu", True) if may[Permission.ENTER_FIGURES] else ("Xem biểu số liệu", False)
    if row.state == State.SENT_BACK:
        return ("Sửa theo lý do trả lại", True) if may[Permission.ENTER_FIGURES] else ("Xem lý do trả lại", False)
    if row.state == State.PRESENTED:
        return ("Xem và gửi cấp trên", True) if may[Permission.SUBMIT] else ("Xem biểu đã trình", False)
    return "Xem biểu đã gửi", False


_STEPS = (Permission.ENTER_FIGURES, Permission.SUBMIT)


def _from_units(found: Today, acting: Acting, made: Board) -> None:
    """What the units below have sent, and who has not sent yet."""
    approves = accounts.may(acting.user, Permission.APPROVE, unit_id=acting.unit_id)
    for row in made.rows:
        href = reverse("figures-submission", args=[row.submission_id])
        what = f"Biểu số liệu {made.round.title.lower()}"
        if row.state == State.SUBMITTED:
            task = Task(what, row.full_name, href, "Xem và duyệt" if approves else "Xem", primary=approves)
            (found.mine if approves else found.others).append(task)
        elif row.owes:
            late = row.due_on is not None and row.due_on < clock.today()
            due = show_date(row.due_on) if row.due_on else ""
            task = Task(f"{what}: {row.state_label}", row.full_name, href, "Xem", row.due_text, due, _tone(row))
            (found.overdue if late and approves else found.others).append(task)
