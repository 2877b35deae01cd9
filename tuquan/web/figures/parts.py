"""One total unit by unit: a row a unit, what a restated row is made of, bars, the export."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from django.http import HttpRequest, HttpResponse

from tuquan.reporting.models import Answer, Round, State
from tuquan.reporting.rollup import Part, Total
from tuquan.web.exports import export
from tuquan.web.figures.lines import note_of, or_words, sourced, titled
from tuquan.web.views_of_units import Switch

# What silence means while a submission is on its way.
WAITING = {State.SUBMITTED: "chờ duyệt", State.SENT_BACK: "bị trả lại"}


@dataclass(frozen=True)
class PartRow:
    """`text`: the figure or what silence means; `state` of its submission, empty where a row is made of several."""

    part: Part
    text: str
    state: str

    @property
    def linked(self) -> bool:
        return self.part.figure_id is not None and self.part.answer != Answer.NOT_REPORTED

    @property
    def made_of(self) -> tuple[Part, ...]:
        """What it is made of, where that is not simply the unit's own figure."""
        made = self.part.made_of
        return () if len(made) == 1 and made[0].unit_id == self.part.unit_id else made

    @property
    def note(self) -> str:
        return note_of(self.part)


def part_rows(round_: Round, made: Total) -> list[PartRow]:
    """A row for every unit of the total, in its order."""
    states = {row.unit_id: State(row.state) for row in round_.submissions.all()}
    return [_row(part, states.get(part.unit_id)) for part in made.parts]


def _row(part: Part, state: State | None) -> PartRow:
    own = not part.made_of or {piece.unit_id for piece in part.made_of} == {part.unit_id}
    if not own or state is None:
        return PartRow(part, part.text, "")
    silent = part.answer == Answer.NOT_REPORTED and state != State.APPROVED
    return PartRow(part, WAITING.get(state, "chưa gửi") if silent else part.text, state)


@dataclass(frozen=True)
class Bar:
    """One unit's bar; a ratio is drawn by its numerator."""

    name: str
    value: Decimal | None
    most: Decimal


def bars(made: Total) -> list[Bar]:
    """Bars of what can be compared, from the largest; none where there is nothing to compare."""
    shown = [part for part in made.parts if part.comparable]
    values = [part.value for part in shown if part.value is not None]
    if len(values) < 2 or not max(values):
        return []
    shown.sort(key=lambda part: (part.value is None, -(part.value or 0)))
    return [Bar(_named(part), _drawn(part), max(values)) for part in shown]


def _named(part: Part) -> str:
    """A sum over some of what the unit was made of is not compared in silence with one over all of it."""
    coverage = part.coverage
    if coverage is None or coverage.complete or part.value is None:
        return part.name
    return f"{part.name} (mới {coverage.got}/{coverage.expected})"


def _drawn(part: Part) -> Decimal | None:
    return Decimal(0) if part.answer == Answer.NONE_AROSE else part.value


HEADER = ("Đơn vị", "Giá trị", "Trên tổng số", "Đã có số liệu", "Gồm số của", "Ghi chú")


def export_parts(
    request: HttpRequest, found: Round, made: Total, rows: Sequence[PartRow], switch: Switch
) -> HttpResponse:
    """Exactly the units that are shown; the head says the view, the last row the total."""
    lines = [
        [
            row.part.name,
            or_words(row.part) if row.part.answer != Answer.NOT_REPORTED else row.text,
            row.part.of,
            row.part.coverage.text if row.part.coverage else "",
            ", ".join(f"{piece.name}: {piece.text}" for piece in row.made_of),
            row.note,
        ]
        for row in rows
    ]
    lines.append(["Tổng", or_words(made), made.of, made.coverage.text, "", note_of(made)])
    name = f"{made.indicator.code.replace('_', '-')}-{found.window.file_name}"
    title = titled(f"{made.indicator.name[:1].upper()}{made.indicator.name[1:]}, {found.title.lower()}", switch)
    return export(request, name, title, HEADER, lines, sourced("Số liệu đã duyệt của từng đơn vị", switch))
