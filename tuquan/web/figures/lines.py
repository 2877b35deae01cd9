"""The table of totals line by line, with the round before beside it: as it was, or both restated onto one day."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from django.http import HttpRequest, HttpResponse

from tuquan.reporting import history, rollup
from tuquan.reporting.models import Round
from tuquan.reporting.queries import board
from tuquan.reporting.rollup import Part, Total, View
from tuquan.web.exports import export
from tuquan.web.views_of_units import Switch


@dataclass(frozen=True)
class Line:
    """A total and the same total of the round before, in the same view."""

    total: Total
    past: Total | None

    @property
    def note(self) -> str:
        """Why there is no number, or what it leaves out."""
        return note_of(self.total)


def lines_of(round_: Round, top: int, view: View) -> list[Line]:
    """Every line of the round's forms for a unit, in the order of the form."""
    now = rollup.totals(round=round_, unit_id=top, view=view)
    before = history.round_before(round_)
    asked = [total.indicator for total in now.values()]
    past = rollup.totals(round=before, unit_id=top, indicators=asked, view=view) if before else {}
    return [Line(total, past.get(code)) for code, total in now.items()]


def note_of(said: Total | Part) -> str:
    """The reason in words; empty where the number stands by itself."""
    if not said.comparable:
        return said.why_not
    return said.comparable_note if isinstance(said, Total) else ""


def or_words(said: Total | Part) -> Decimal | str:
    """An empty cell would not tell "không phát sinh" from "chưa báo cáo", "không cộng được", "không so sánh được"."""
    return said.text if said.value is None else said.value


EXPORTED = (
    "Chỉ tiêu", "Đơn vị tính", "Tổng", "Trên tổng số", "Đã có số liệu", "Ghi chú", "Kỳ trước", "Kỳ trước đã có số liệu",
)  # fmt: skip


def export_lines(request: HttpRequest, found: Round, lines: Sequence[Line], switch: Switch) -> HttpResponse:
    """Exactly the lines that are shown; the head says the view."""
    rows = [
        [
            line.total.indicator.name,
            line.total.indicator.measure,
            or_words(line.total),
            line.total.of,
            line.total.coverage.text,
            line.note,
            or_words(line.past) if line.past else None,
            line.past.coverage.text if line.past else None,
        ]
        for line in lines
    ]
    name = f"tong-hop-{found.window.file_name}"
    return export(request, name, titled(found.title, switch), EXPORTED, rows, sourced(board(found).sentence, switch))


def titled(title: str, switch: Switch) -> str:
    """The title of an export, with the view where it is not as it was."""
    return f"{title}, {switch.label}" if switch.restated else title


def sourced(source: str, switch: Switch) -> str:
    """The source of an export, which always says the view."""
    return f"{source}; đơn vị hành chính {switch.label}"
