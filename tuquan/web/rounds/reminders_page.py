"""Nhắc gửi: the round in one sentence, as a text and as a picture; who owes what, by office."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from tuquan.accounts.permissions import Permission
from tuquan.design.states import STATES
from tuquan.ground import clock
from tuquan.reporting.models import Round
from tuquan.reporting.queries import Board, BoardRow, board
from tuquan.reporting.queries.reminders import reminder_list
from tuquan.vn.dates import show_date
from tuquan.web.access import acting, page
from tuquan.web.figures.ground import ground_of, round_or_404
from tuquan.web.units.story import name_of
from tuquan.writer.picture import PictureCell, table_png


@page(Permission.VIEW_AREA)
def reminders(request: HttpRequest, key: int) -> HttpResponse:
    """Only for who sees the whole round: the list names every unit."""
    found = _whole_round_or_404(request, key)
    made = board(found)
    context = {
        "round": found,
        "place": name_of(found.scope_id, found.last_day),
        "board": made,
        "list": reminder_list(found, made),
        "moment": clock.now(),
    }
    return render(request, "web/rounds/reminders.html", context)


@page(Permission.VIEW_AREA)
def picture(request: HttpRequest, key: int) -> HttpResponse:
    """The table of states as a png; `?tai=1` to be saved as a file."""
    found = _whole_round_or_404(request, key)
    data = picture_of(found, board(found))
    name = f"tinh-hinh-gui-{found.window.file_name}.png"
    kind = "attachment" if request.GET.get("tai") else "inline"
    headers = {"Content-Disposition": f'{kind}; filename="{name}"', "Cache-Control": "no-store"}
    return HttpResponse(data, content_type="image/png", headers=headers)


def picture_of(round_: Round, made: Board) -> bytes:
    """What stands at this moment, with the moment on it: who was late first is not hidden below."""
    place = name_of(round_.scope_id, round_.last_day)
    now = clock.now()
    return table_png(
        title=f"{round_.title} · {place[:1].upper()}{place[1:]}",
        lead=f"{made.plain}.",
        header=["Đơn vị", "Tình trạng", "Ngày gửi", "Hạn"],
        rows=[_cells(row) for row in made.rows],
        foot=f"Tính đến {now:%H:%M} ngày {show_date(now.date())}. Nguồn: tình trạng biểu số liệu trong Tự Quản.",
    )


def _cells(row: BoardRow) -> list[PictureCell]:
    look = STATES[row.state]
    label, tone = (look.label, look.tone) if row.sent else ("Chưa gửi", "error" if row.days_late else "plain")
    if row.days_late:
        due = f"{'muộn' if row.sent else 'quá hạn'} {row.days_late} ngày"
    else:
        due = "đúng hạn" if row.sent else row.due_text
    sent = show_date(row.first_submitted_on) if row.first_submitted_on else "—"
    return [
        PictureCell(row.full_name[:1].upper() + row.full_name[1:]),
        PictureCell(label, tone),
        PictureCell(sent),
        PictureCell(due),
    ]


def _whole_round_or_404(request: HttpRequest, key: int) -> Round:
    found = round_or_404(request, key)
    if not ground_of(request, found).sees_all:
        raise Http404
    assert acting(request).user is not None
    return found
