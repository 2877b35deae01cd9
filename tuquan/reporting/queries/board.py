"""Who has sent, who has not, how late: one row a unit, and the round in one sentence."""

from collections import Counter
from dataclasses import dataclass
from datetime import date, timedelta

from tuquan.ground import clock
from tuquan.reporting import sentences
from tuquan.reporting.models import Answer, Figure, Round, Scope, State, Submission
from tuquan.reporting.queries.keeping import keepers, last_versions
from tuquan.units import queries as units
from tuquan.units.models import Level, Unit, UnitVersion
from tuquan.vn.dates import show_date

_SENT = (State.SUBMITTED, State.APPROVED)


@dataclass(frozen=True)
class BoardRow:
    """One unit's submission. `days_late`: calendar days after the deadline, of the first sending or of today."""

    unit_id: int
    name: str
    full_name: str
    organ_id: int
    submission_id: int
    version: int
    state: State
    state_label: str
    first_submitted_on: date | None
    due_on: date | None
    days_late: int
    due_text: str
    answered: int
    expected: int
    # Who works on it today: its own organ, or the one that took over.
    keeper_id: int

    @property
    def sent(self) -> bool:
        """Whether it has gone up once; a report that came back for more was still sent, and on that day."""
        return self.first_submitted_on is not None

    @property
    def owes(self) -> bool:
        """Whether the next step is the unit's."""
        return self.state not in _SENT


@dataclass(frozen=True)
class Board:
    """The state of a round. `own` is the round's own level, not counted among the units."""

    round: Round
    rows: list[BoardRow]
    own: BoardRow | None
    submitted: int
    approved: int
    expected: int
    missing: list[str]
    returned: list[str]
    measure: str
    due_on: date | None
    sentence: str
    zalo: str

    @property
    def plain(self) -> str:
        """One sentence with the deadline: "Còn 2 ngày làm việc; 17/19 xã, thị trấn đã gửi; chưa gửi: Ngư Hóa"."""
        return sentences.state(self.round, self.due_on, self.sentence, all_sent=not self.missing, asked=self.expected)


def board(round: Round) -> Board:
    """The board of a round as of today: units in alphabetical order. A fixed number of queries however many units."""
    submissions = list(round.submissions.select_related("round"))
    asked = {row.unit_id for row in submissions}
    named = units.versions(asked, round.last_day)
    named |= last_versions(asked - named.keys(), round.last_day)
    at_work = keepers(submissions, clock.today())
    levels = dict(Unit.objects.filter(pk__in=named).values_list("pk", "level"))
    dues = dict(round.dues.values_list("level", "due_on"))
    progress = _progress(round)
    # Said once a deadline, not once a unit: working days are looked up.
    said = {day: sentences.due(day, clock.today()) for day in set(dues.values())}
    rows = {
        row.pk: _row(
            row, named[row.unit_id], dues.get(levels[row.unit_id]), said, progress.get(row.pk, (0, 0)), at_work
        )
        for row in submissions
        if row.unit_id in named
    }
    below = [row for row in submissions if row.unit_id in named and row.unit_id != round.scope_id]
    below.sort(key=lambda row: (named[row.unit_id].sort_key, row.unit_id))
    own = next((rows[row.pk] for row in submissions if row.unit_id == round.scope_id and row.pk in rows), None)
    lower = max((levels[row.unit_id] for row in below), default=Level.COMMUNE)
    measure = sentences.measure_of(named[row.unit_id].type for row in below)
    return _board(round, [rows[row.pk] for row in below], own, measure, dues.get(lower))


def _board(round_: Round, rows: list[BoardRow], own: BoardRow | None, measure: str, due_on: date | None) -> Board:
    missing = [row.name for row in rows if not row.sent]
    returned = [row.name for row in rows if row.state == State.SENT_BACK]
    done = len(rows) - len(missing)
    return Board(
        round=round_,
        rows=rows,
        own=own,
        submitted=done,
        approved=sum(1 for row in rows if row.state == State.APPROVED),
        expected=len(rows),
        missing=missing,
        returned=returned,
        measure=measure,
        due_on=due_on,
        sentence=sentences.sent(done, len(rows), measure, missing, returned),
        zalo=sentences.for_zalo(round_.title, clock.now(), missing, returned, len(rows), due_on),
    )


def _row(
    row: Submission, named: UnitVersion, due_on: date | None, said: dict[date, str], progress: tuple[int, int],
    at_work: dict[int, int],
) -> BoardRow:  # fmt: skip
    today = clock.today()
    last = _last_day(named, row.round.last_day)
    arrived = row.first_submitted_on or today
    return BoardRow(
        unit_id=row.unit_id,
        name=f"{named.name}{last}",
        full_name=f"{named.full_name}{last}",
        organ_id=row.organ_id,
        submission_id=row.pk,
        version=row.version,
        state=State(row.state),
        state_label=State(row.state).label,
        first_submitted_on=row.first_submitted_on,
        due_on=due_on,
        days_late=max((arrived - due_on).days, 0) if due_on else 0,
        due_text=said[due_on] if due_on and row.first_submitted_on is None else "",
        answered=progress[0],
        expected=progress[1],
        keeper_id=at_work[row.pk],
    )


def _last_day(named: UnitVersion, day: date) -> str:
    """ " (đến 30/06/2025)" for a unit that ended within the round: its heir may bear the same name."""
    ended = named.ends_on is not None and named.ends_on <= day
    return f" (đến {show_date(named.ends_on - timedelta(days=1))})" if ended and named.ends_on else ""


def _progress(round_: Round) -> dict[int, tuple[int, int]]:
    """Answered and expected figures by submission."""
    rows = Figure.objects.filter(submission__round=round_, scope=Scope.OWN).values_list("submission_id", "answer")
    expected: Counter[int] = Counter()
    answered: Counter[int] = Counter()
    for submission_id, answer in rows:
        expected[submission_id] += 1
        answered[submission_id] += answer != Answer.NOT_REPORTED
    return {key: (answered[key], expected[key]) for key in expected}
