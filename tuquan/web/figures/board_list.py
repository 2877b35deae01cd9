"""The list of units of a round: filtered by state, sorted, exported as it stands; each as the viewer sees it."""

from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.http import HttpRequest, HttpResponse

from tuquan.accounts.models import User
from tuquan.ground import clock
from tuquan.reporting.models import Figure, Reminder, Round, State, Submission
from tuquan.reporting.queries import Board, BoardRow, Standing, standings
from tuquan.vn.dates import show_date
from tuquan.vn.text import collation_key
from tuquan.web.exports import export

SORTS: dict[str, Callable[[BoardRow], Any]] = {
    "name": lambda row: collation_key(row.name),
    "state": lambda row: list(State).index(row.state),
    "sent": lambda row: (row.first_submitted_on is None, row.first_submitted_on or row.name),
    "late": lambda row: row.days_late,
    "answered": lambda row: row.answered,
}


@dataclass(frozen=True)
class BoardList:
    """The rows that are shown, and the filter in plain words."""

    rows: list[BoardRow]
    chips: list[dict[str, str]]
    states: list[tuple[str, str]]
    state: str
    export_query: str


@dataclass(frozen=True)
class Seat:
    """One unit's line of the matrix: when it reached each state, and what it means for the viewer.

    `explained`: figures that somebody had to explain and a reviewer has to read; `reminded`: the last day of a
    reminder. `presented_on`, `approved_on` are None where the submission is not, or no longer, there.
    """

    row: BoardRow
    standing: Standing
    presented_on: date | None
    approved_on: date | None
    explained: int
    reminded: date | None

    @property
    def approvable(self) -> bool:
        """Whether the viewer may approve it now."""
        return self.row.state == State.SUBMITTED and self.standing.mine

    @property
    def clean(self) -> bool:
        """Nothing in it was explained: it can go with "approve all clean"."""
        return self.approvable and not self.explained


def seats(user: User | None, rows: Iterable[BoardRow]) -> list[Seat]:
    """The lines for these rows, in their order; a fixed number of queries however many."""
    given = list(rows)
    keys = [row.submission_id for row in given]
    found = {row.pk: row for row in Submission.objects.filter(pk__in=keys).select_related("round")}
    stand = standings(user, found.values())
    asked = Figure.objects.filter(submission__in=keys).exclude(explanation="").values_list("submission", flat=True)
    explained = Counter(asked)
    reminded = dict(Reminder.objects.filter(submission__in=keys).order_by("on").values_list("submission", "on"))
    return [
        Seat(
            row,
            stand[row.submission_id],
            _day(found[row.submission_id].presented_at, row.state != State.DRAFT),
            _day(found[row.submission_id].approved_at, True),
            explained[row.submission_id],
            reminded.get(row.submission_id),
        )
        for row in given
    ]


def _day(moment: Any, shown: bool) -> date | None:
    return moment.astimezone(clock.VIETNAM).date() if moment and shown else None


def board_list(request: HttpRequest, rows: list[BoardRow]) -> BoardList:
    """Read `?tinh-trang=` and `?sort=`; what is not known is left aside."""
    state = request.GET.get("tinh-trang", "")
    known = {choice.value: choice.label for choice in State}
    shown = [row for row in rows if row.state == state] if state in known else rows
    key = request.GET.get("sort", "name")
    if key.lstrip("-") in SORTS:
        shown = sorted(shown, key=SORTS[key.lstrip("-")], reverse=key.startswith("-"))
    chips = [{"label": known[state], "remove_url": request.path + "#don-vi"}] if state in known else []
    query = (
        f"bang=don-vi&tinh-trang={state if state in known else ''}&sort={key if key.lstrip('-') in SORTS else 'name'}"
    )
    return BoardList(shown, chips, [("", "mọi tình trạng"), *known.items()], state, query)


def export_board(request: HttpRequest, round_: Round, board: Board, rows: list[Seat]) -> HttpResponse:
    """Exactly the rows that are shown."""
    header = [
        "Đơn vị", "Tình trạng", "Đối với người xem", "Ngày trình", "Ngày gửi", "Số ngày muộn", "Ngày duyệt",
        "Đã trả lời", "Phải trả lời",
    ]  # fmt: skip
    lines = [
        [
            seat.row.full_name,
            seat.row.state_label,
            seat.standing.text,
            _said(seat.presented_on),
            _said(seat.row.first_submitted_on),
            seat.row.days_late,
            _said(seat.approved_on),
            seat.row.answered,
            seat.row.expected,
        ]
        for seat in rows
    ]
    return export(request, f"tinh-trang-{round_.window.file_name}", round_.title, header, lines, board.sentence)


def _said(day: date | None) -> str:
    return show_date(day) if day else ""
