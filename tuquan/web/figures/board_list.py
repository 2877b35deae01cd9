"""The list of units of a round: filtered by state, sorted, exported as it stands."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, HttpResponse

from tuquan.reporting.models import Round, State
from tuquan.reporting.queries import Board, BoardRow
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


def export_board(request: HttpRequest, round_: Round, board: Board, rows: list[BoardRow]) -> HttpResponse:
    """Exactly the rows that are shown."""
    header = ["Đơn vị", "Tình trạng", "Ngày gửi", "Số ngày muộn", "Đã trả lời", "Phải trả lời"]
    lines = [
        [
            row.full_name,
            row.state_label,
            show_date(row.first_submitted_on) if row.first_submitted_on else "",
            row.days_late,
            row.answered,
            row.expected,
        ]
        for row in rows
    ]
    return export(request, f"tinh-trang-{round_.window.file_name}", round_.title, header, lines, board.sentence)
