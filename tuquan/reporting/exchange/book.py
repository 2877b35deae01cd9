"""The form of one submission as a workbook to fill in: a row a line, and a hidden sheet that knows what went out."""

from collections.abc import Sequence
from dataclasses import dataclass

from tuquan.reporting.asked import answers, lines_of
from tuquan.reporting.models import Answer, Figure, FormLine, Scope, Submission
from tuquan.reporting.queries.keeping import place
from tuquan.reporting.values import NOT_REPORTED, Value
from tuquan.sheets import Cell, Marks, write_filled

VERSION = 1
SECTION, NAME, MEASURE, VALUE, OF = "Mục", "Chỉ tiêu", "Đơn vị tính", "Số liệu", "Trên tổng số"
HEADER = (SECTION, NAME, MEASURE, VALUE, OF)
_APART = "|"


@dataclass(frozen=True)
class Sent:
    """What the workbook said of a line when it went out."""

    code: str
    version: int
    text: str
    name: str

    @property
    def key(self) -> str:
        return _APART.join((self.code, str(self.version), self.text, self.name))

    @classmethod
    def of_key(cls, key: str) -> "Sent":
        """Raises ValueError for what is no key of ours."""
        code, version, text, name = key.split(_APART, 3)
        return cls(code, int(version), text, name)


def schema(submission: Submission) -> str:
    """What the hidden sheet is called by: a workbook of another submission is another list."""
    return f"bieu-{submission.pk}"


def workbook(submission: Submission) -> bytes:
    """The form with the answers as they stand, to be filled in and handed back (`differences.compare`)."""
    lines = own_lines(submission)
    found = standing(submission)
    sent = [_sent(line, found.get(line.indicator.code)) for line in lines]
    name = place(submission.unit_id, submission.round.last_day)
    return write_filled(
        f"{name}, {submission.round.title}"[:150],
        HEADER,
        [_row(line, found.get(line.indicator.code)) for line in lines],
        marks=Marks(schema(submission), VERSION, tuple(one.key for one in sent)),
        notes=_notes(submission, name, len(lines)),
        spare=0,
    )


def own_lines(submission: Submission) -> list[FormLine]:
    """The lines that the submission answers itself."""
    return [line for line in lines_of(submission) if answers(submission, line)]


def standing(submission: Submission) -> dict[str, Figure]:
    """Its figures by the code of their line."""
    rows = Figure.objects.filter(submission=submission, scope=Scope.OWN).select_related("indicator", "chosen")
    return {figure.indicator.code: figure for figure in rows}


def said(figure: Figure | None) -> Value:
    """What a figure answers now."""
    if figure is None:
        return NOT_REPORTED
    chosen = figure.chosen
    return Value(Answer(figure.answer), chosen.value if chosen else None, chosen.of if chosen else None)


def _sent(line: FormLine, figure: Figure | None) -> Sent:
    return Sent(line.indicator.code, figure.version if figure else 0, said(figure).text, line.indicator.name)


def _row(line: FormLine, figure: Figure | None) -> Sequence[Cell]:
    now = said(figure)
    value: Cell = now.value if now.answer == Answer.VALUE else (now.text if now.answer == Answer.NONE_AROSE else None)
    return (line.section, line.indicator.name, line.indicator.measure, value, now.of)


def _notes(submission: Submission, name: str, lines: int) -> list[str]:
    return [
        f"Biểu số liệu của {name}, {submission.round.title}, {lines} chỉ tiêu.",
        "Ghi số ở cột « Số liệu »; chỉ tiêu x trên y ghi y ở cột « Trên tổng số ».",
        "Không có việc nào trong kỳ: ghi « không phát sinh ». Ô trống là chưa báo cáo.",
        "Không thêm, xóa dòng, không đổi tên chỉ tiêu. Điền xong, đưa tệp lên lại ở trang biểu số liệu.",
    ]
