"""Who works on a submission on a day, and who approves it: its own office, or the one that took over."""

from dataclasses import dataclass
from datetime import date, timedelta

from tuquan.accounts import queries as accounts
from tuquan.accounts.errors import OrganUnknown
from tuquan.reporting.models import State, Submission, SubmissionPlacement
from tuquan.units.models import UnitVersion


@dataclass(frozen=True)
class Keeper:
    """The organ that works on a submission, and the unit in which it does."""

    organ_id: int
    unit_id: int


@dataclass(frozen=True)
class Work:
    """A submission on an organ's desk; `carried`: it belongs to a unit whose own office has ended."""

    submission: Submission
    carried: bool


def keeper(submission: Submission, day: date) -> int:
    """The organ that works on the submission on a day."""
    return keeping(submission, day).organ_id


def keeping(submission: Submission, day: date) -> Keeper:
    """Its own organ unless a reform placed it elsewhere, or that organ has ended and another took over."""
    placed: SubmissionPlacement | None = SubmissionPlacement.objects.on(day).filter(submission=submission.pk).first()
    at_first = placed.organ_id if placed else submission.organ_id
    organ = working(at_first, day)
    unit = placed.unit_id if placed else submission.unit_id
    if organ == at_first and (placed or _stands(unit, day)):
        return Keeper(organ, unit)
    try:
        return Keeper(organ, accounts.unit_of(organ, day))
    except OrganUnknown:
        return Keeper(organ, unit)


def working(organ_id: int, day: date) -> int:
    """The organ itself while it works, else the one that took over by `day`; itself where nobody did."""
    try:
        accounts.unit_of(organ_id, day)
    except OrganUnknown:
        return accounts.heir_organ(organ_id, day) or organ_id
    return organ_id


def approver(submission: Submission, day: date) -> int | None:
    """The organ that takes the submission: above its keeper on the day, else above its own organ in the round."""
    for organ, asked in ((keeper(submission, day), day), (submission.organ_id, submission.round.last_day)):
        try:
            superior = accounts.superior_of(organ, asked)
        except OrganUnknown:
            continue
        if superior is not None:
            return working(superior, day)
    return None


def open_work(organ_id: int, day: date) -> list[Work]:
    """What an organ has to finish on a day: its own submissions not approved yet, and those it took over."""
    open_ones = Submission.objects.exclude(state=State.APPROVED).select_related("round__report_kind", "unit")
    own = open_ones.filter(organ_id__in={organ_id, *accounts.organs_taken_over(organ_id, day)})
    here = SubmissionPlacement.objects.on(day).filter(organ_id=organ_id).values("submission_id")
    placed = open_ones.filter(pk__in=here)
    found = {row.pk: row for row in (*own, *placed) if keeper(row, day) == organ_id}
    rows = [Work(row, carried=row.organ_id != organ_id) for row in found.values()]
    rows.sort(key=lambda work: (work.carried, work.submission.pk))
    return sorted(rows, key=lambda work: work.submission.round.last_day, reverse=True)


def unit_named(unit_id: int, day: date) -> UnitVersion | None:
    """A unit as it was called on a day, else as it was last called before it."""
    rows = UnitVersion.objects.filter(unit_id=unit_id, begins_on__lte=day).order_by("-begins_on")
    found: UnitVersion | None = rows.first()
    return found


def place(unit_id: int, day: date) -> str:
    """ "xã Châu Hóa", and for one that ended by the day "xã Châu Hóa (đến 30/06/2025)"."""
    row = unit_named(unit_id, day)
    if row is None:
        return ""
    if row.ends_on is None or row.ends_on > day:
        return row.full_name
    return f"{row.full_name} (đến {(row.ends_on - timedelta(days=1)):%d/%m/%Y})"


def _stands(unit_id: int, day: date) -> bool:
    row = unit_named(unit_id, day)
    return row is None or row.ends_on is None or row.ends_on > day
