"""When units end: open submissions are finished by the heir's office, and the heir is asked for its own part.

Figures stay with the unit that reported them, so approved submissions are not touched.
"""

from collections.abc import Iterable, Sequence
from datetime import date, timedelta

from tuquan.accounts import queries as accounts
from tuquan.accounts.models import Organ, OrganKind
from tuquan.reporting import asked
from tuquan.reporting.facts.changing import touch_submission
from tuquan.reporting.models import Figure, Round, State, Submission, SubmissionPlacement
from tuquan.units import queries as units
from tuquan.units.models import Unit, UnitVersion
from tuquan.units.placing import close, lay_out
from tuquan.units.reforms.carrying import Going, Touched, touched_at
from tuquan.units.reforms.plan import Plan

PREFIX = "reporting.submission:"


class SubmissionCarrier:
    """Open submissions: in draft, presented, submitted, sent back. They go after the organs, which must stand."""

    name = "reporting.submission"
    words = "biểu số liệu đang làm dở"
    order = 60

    def touched(self, plan: Plan, day: date) -> Sequence[Touched]:
        """Every open submission that an ended unit still has to finish."""
        standing = [(row, unit) for row, unit, _ in _standing(day) if unit in plan.ending]
        named = units.versions({unit for _, unit in standing}, day - timedelta(days=1))
        return [
            touched_at(
                plan,
                key=f"{PREFIX}{row.pk}",
                name=f"{row.round.report_kind.name}, {row.round.title}: biểu của {_called(named, unit)}",
                unit_id=unit,
                note=f"{State(row.state).label}; nơi tiếp nhận làm tiếp, số liệu vẫn của đơn vị cũ",
            )
            for row, unit in standing
        ]

    def faults(self, plan: Plan, day: date) -> Sequence[str]:
        """Nothing of its own: what is undecided stands in `touched`."""
        return ()

    def carry(self, things: Sequence[Touched], going: Going) -> None:
        """Place each with the heir's office; expect the heir's own submission in the rounds that run on."""
        ending = going.plan.ending
        wanted = {thing.key: thing for thing in things if thing.goes_to is not None}
        expected: dict[tuple[int, int, int], Submission] = {}
        for row, unit, placed in _standing(going.day):
            thing = wanted.get(f"{PREFIX}{row.pk}")
            if thing is None or thing.goes_to is None:
                continue
            _place(row, placed, going.unit_of(thing.goes_to), going)
            if row.unit_id != unit or row.round.last_day < going.day:
                continue
            for heir in ending[unit]:
                made = _expected(row, going.unit_of(heir.unit), going.day)
                if made is not None:
                    expected.setdefault((made.round_id, made.unit_id, made.organ_id), made)
        _open(expected.values(), going)


def _standing(day: date) -> list[tuple[Submission, int, SubmissionPlacement | None]]:
    """Open submissions, each with the unit where it is worked on from the day on, and the row that says so."""
    rows = Submission.objects.exclude(state=State.APPROVED).select_related("round__report_kind", "organ")
    found = []
    for row in rows.prefetch_related("placements").order_by("pk"):
        placements = sorted(row.placements.all(), key=lambda placed: placed.begins_on)
        later = [placed for placed in placements if placed.ends_on is None or placed.ends_on > day]
        placed = later[0] if later else None
        found.append((row, placed.unit_id if placed else row.unit_id, placed))
    return found


def _called(named: dict[int, UnitVersion], unit_id: int) -> str:
    return named[unit_id].full_name if unit_id in named else "đơn vị kết thúc"


def _place(row: Submission, placed: SubmissionPlacement | None, heir: int, going: Going) -> None:
    """Close where it was worked on, open where it will be; where nobody works there yet, who takes over the old
    organ later finds it (queries.keeping)."""
    old = placed.organ if placed else row.organ
    begins_on = max(placed.begins_on, going.day) if placed else going.day
    pieces = lay_out(heir, begins_on)
    organs = [organ_at(unit, old, since) for unit, since, _ in pieces]
    if placed is not None:
        close([placed], going)
    going.journal.create_all(
        SubmissionPlacement(submission=row, unit_id=unit, organ_id=organ, begins_on=since, ends_on=until)
        for (unit, since, until), organ in zip(pieces, organs, strict=True)
        if organ is not None
    )


def organ_at(unit_id: int, old: Organ, day: date) -> int | None:
    """Who works at the unit in the place of `old` on a day: who took over from it, itself, or one of its kind."""
    heir = accounts.heir_organ_at(old.pk, unit_id, day)
    if heir is not None:
        return heir
    alike = accounts.organs_at(unit_id, day, OrganKind(old.kind))
    return alike[0].pk if alike else accounts.heir_organ(old.pk, day)


def _expected(row: Submission, heir: int, day: date) -> Submission | None:
    """The heir's own submission in the same round, unsaved; None where it is expected already, or not asked."""
    if not _asked(row.round, heir):
        return None
    organ = organ_at(heir, row.organ, day)
    if organ is None or row.round.submissions.filter(unit_id=heir, organ__kind=row.organ.kind).exists():
        return None
    return Submission(round=row.round, unit_id=heir, organ_id=organ)


def _asked(round_: Round, unit_id: int) -> bool:
    """Whether the round is asked of the unit: it lies under the round's area, or under what became of it."""
    tops = [unit for unit, _ in units.heirs_on(round_.scope_id, round_.last_day)]
    return any(top != unit_id and units.lies_under(unit_id, top, round_.last_day) for top in tops)


def _open(expected: Iterable[Submission], going: Going) -> None:
    """Write the submissions with an empty figure for every line their form asks."""
    made = going.journal.create_all(list(expected))
    levels = dict(Unit.objects.filter(pk__in=[row.unit_id for row in made]).values_list("pk", "level"))
    going.journal.create_all(
        [
            Figure(submission=row, indicator=line.indicator)
            for row in made
            for line in asked.lines_for(row.round, levels[row.unit_id])
        ]
    )
    for row in made:
        touch_submission(row)
