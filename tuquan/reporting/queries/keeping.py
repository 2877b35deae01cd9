"""Who works on a submission on a day, and who approves it: its own office, or the one that took over."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from tuquan.accounts import queries as accounts
from tuquan.accounts.errors import OrganUnknown
from tuquan.accounts.models import OrganPlacement, OrganVersion
from tuquan.reporting.channels import has_main_rules, main_taker
from tuquan.reporting.models import State, Submission, SubmissionPlacement
from tuquan.units.models import UnitVersion
from tuquan.vn.dates import show_date


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
    """The organ that takes the submission: above its keeper on the day, else above its own organ in the round.

    A main rule of channels may name another organ beside it (Ban Chỉ đạo instead of UBND).
    """
    for organ, asked in ((keeper(submission, day), day), (submission.organ_id, submission.round.last_day)):
        try:
            superior = accounts.superior_of(organ, asked)
        except OrganUnknown:
            continue
        if superior is not None:
            return main_taker(submission, working(superior, day), day)
    return None


def approvers(rows: Iterable[Submission], day: date, at_work: Mapping[int, int]) -> dict[int, int | None]:
    """As `approver`, for many whose keepers are known (`at_work`): a few queries, and more only for odd ones."""
    given = list(rows)
    above = dict(
        OrganVersion.objects.on(day)
        .filter(organ__in=set(at_work.values()), superior__isnull=False)
        .values_list("organ", "superior")
    )
    if has_main_rules(day):
        above = {}
    takers = {superior: working(superior, day) for superior in set(above.values())}
    plain = {organ: takers[superior] for organ, superior in above.items()}
    return {row.pk: plain[at_work[row.pk]] if at_work[row.pk] in plain else approver(row, day) for row in given}


def keepers(rows: Iterable[Submission], day: date) -> dict[int, int]:
    """The organ that works on each submission on a day, by submission: two queries, and more only for ended organs."""
    given = list(rows)
    placed = dict(SubmissionPlacement.objects.on(day).filter(submission__in=given).values_list("submission", "organ"))
    found = {row.pk: placed.get(row.pk, row.organ_id) for row in given}
    at_work = set(OrganPlacement.objects.on(day).filter(organ__in=set(found.values())).values_list("organ", flat=True))
    heirs = {organ: working(organ, day) for organ in set(found.values()) - at_work}
    return {key: heirs.get(organ, organ) for key, organ in found.items()}


def areas_kept(organ_id: int, day: date) -> set[int]:
    """The unit where an organ works on a day, and those where the organs worked that it took over from."""
    past = accounts.organs_taken_over(organ_id, day)
    rows = OrganPlacement.objects.filter(organ__in=past).values_list("unit", flat=True)
    try:
        return {accounts.unit_of(organ_id, day), *rows}
    except OrganUnknown:
        return set(rows)


def open_work(organ_id: int, day: date) -> list[Work]:
    """What an organ has to finish on a day: its own submissions not approved yet, and those it took over."""
    open_ones = Submission.objects.exclude(state=State.APPROVED).select_related("round__report_kind", "unit")
    own = open_ones.filter(organ_id__in={organ_id, *accounts.organs_taken_over(organ_id, day)})
    here = SubmissionPlacement.objects.on(day).filter(organ_id=organ_id).values("submission_id")
    placed = open_ones.filter(pk__in=here)
    found = {row.pk: row for row in (*own, *placed)}
    at_work = keepers(found.values(), day)
    rows = [Work(row, carried=row.organ_id != organ_id) for row in found.values() if at_work[row.pk] == organ_id]
    rows.sort(key=lambda work: (work.carried, work.submission.pk))
    return sorted(rows, key=lambda work: work.submission.round.last_day, reverse=True)


def last_versions(unit_ids: set[int], day: date) -> dict[int, UnitVersion]:
    """Units that ended by a day, as they last were; no query where there are none."""
    if not unit_ids:
        return {}
    rows = UnitVersion.objects.filter(unit_id__in=unit_ids, begins_on__lte=day).order_by("begins_on")
    return {row.unit_id: row for row in rows}


def unit_named(unit_id: int, day: date) -> UnitVersion | None:
    """A unit as it was called on a day, else as it was last called before it."""
    rows = UnitVersion.objects.filter(unit_id=unit_id, begins_on__lte=day).order_by("-begins_on")
    found: UnitVersion | None = rows.first()
    return found


def place(unit_id: int, day: date) -> str:
    """ "xã Châu Hóa"; of one that ended by the day "xã Châu Hóa (đến 30/06/2025)"; as first known before it began."""
    return Places([unit_id]).on(unit_id, day)


class Places:
    """The same for many units on any day, from one query."""

    def __init__(self, unit_ids: Iterable[int]) -> None:
        self._versions: dict[int, list[UnitVersion]] = {}
        for row in UnitVersion.objects.filter(unit_id__in=set(unit_ids)).order_by("begins_on"):
            self._versions.setdefault(row.unit_id, []).append(row)

    def on(self, unit_id: int, day: date) -> str:
        """As `place`."""
        rows = self._versions.get(unit_id, [])
        row = next((row for row in reversed(rows) if row.begins_on <= day), rows[0] if rows else None)
        if row is None:
            return ""
        if row.ends_on is None or row.ends_on > day:
            return row.full_name
        return f"{row.full_name} (đến {show_date(row.ends_on - timedelta(days=1))})"


def _stands(unit_id: int, day: date) -> bool:
    row = unit_named(unit_id, day)
    return row is None or row.ends_on is None or row.ends_on > day
