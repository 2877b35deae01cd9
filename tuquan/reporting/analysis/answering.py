"""From a question to its table: who may ask, which rounds and units, then cell by cell in the layout asked."""

from collections.abc import Callable, Sequence
from dataclasses import replace

from tuquan.accounts.models import User
from tuquan.reporting.analysis.asking import LARGE, Question, QuestionRefused
from tuquan.reporting.analysis.gathering import Gathered
from tuquan.reporting.analysis.laying import all_of, laid, own_of
from tuquan.reporting.analysis.measuring import Measuring
from tuquan.reporting.analysis.places import places
from tuquan.reporting.analysis.spans import Known, Span, known
from tuquan.reporting.analysis.table import Cell, Table
from tuquan.reporting.models import Access, Indicator
from tuquan.vn.dates import show_date
from tuquan.vn.windows import Window

Step = Callable[[str], None]


def answer(*, question: Question, user: User | None, unit_id: int | None, step: Step | None = None) -> Table:
    """The table of a question for a person acting at a unit; `step` hears what is being done (a round each time).

    Raises NotHere for what lies outside their area, QuestionRefused with what to change.
    """
    seen = known(user, unit_id, question.report_kind)
    spans = _spans(question, seen)
    lines = _lines(question)
    _refuse_backwards(question, spans)
    days = [question.day] if question.day else [span.window.last for span in spans]
    where = places(user, question.where, days)
    gathered = Gathered(lines, where)
    for base in {base for span in spans for base in span.bases}:
        gathered.window(base, question.day)
        if step is not None:
            step(base.title)
    return laid(question, Measuring(gathered, seen, spans, question.day), lines)


def cell(*, question: Question, user: User | None, unit_id: int | None, place: str, line: str, span: Window) -> Cell:
    """One cell of a question's table, with what it is made of. Raises as `answer`."""
    seen = known(user, unit_id, question.report_kind)
    found = replace(question, indicators=(line,), spans=(span,))
    spans, lines = _spans(found, seen), _lines(found)
    _refuse_backwards(found, spans)
    where = places(user, question.where, [question.day or spans[0].window.last])
    gathered = Gathered(lines, where)
    wanted = next((row for row in (*where.rows, own_of(where), all_of(where)) if row.key == place), None)
    if wanted is None:
        raise QuestionRefused("Đơn vị này không có trong bảng đang xem. Mở lại bảng rồi chọn ô khác.")
    measuring = Measuring(gathered, seen, spans, question.day)
    return measuring.cell(question.measures[0], lines[0], wanted, spans[0])


def large(question: Question, place_count: int) -> bool:
    """Whether the question is worked at in the background."""
    cells = len(question.indicators) * len(question.spans) * place_count * len(question.measures)
    return cells > LARGE


def _spans(question: Question, seen: Known) -> list[Span]:
    missing = [window.title() for window in question.spans if window not in seen.spans]
    if missing:
        raise QuestionRefused(f"Không có kỳ {', '.join(missing)} của báo cáo này. Chọn kỳ khác trong danh sách.")
    if not question.spans:
        raise QuestionRefused("Chưa chọn kỳ nào. Chọn ít nhất một kỳ.")
    return [seen.spans[window] for window in dict.fromkeys(question.spans)]


def _lines(question: Question) -> list[Indicator]:
    """In the order of the catalogue; what may not be stored cannot be asked."""
    if not question.indicators:
        raise QuestionRefused("Chưa chọn chỉ tiêu nào. Chọn ít nhất một chỉ tiêu.")
    found = {row.code: row for row in Indicator.objects.filter(code__in=question.indicators)}
    if any(code not in found for code in question.indicators):
        raise QuestionRefused("Danh mục không có một trong các chỉ tiêu đang hỏi. Chọn lại chỉ tiêu.")
    closed = [row.name for row in found.values() if row.access == Access.RESTRICTED]
    if closed:
        raise QuestionRefused(f"Số liệu nghiệp vụ, không lưu ở đây: {', '.join(closed)}. Bỏ chỉ tiêu này ra.")
    return sorted(found.values(), key=lambda row: (row.position, row.pk))


def _refuse_backwards(question: Question, spans: Sequence[Span]) -> None:
    last = max(span.window.last for span in spans)
    if question.day and question.day < last:
        raise QuestionRefused(
            f"Có kỳ kết thúc ngày {show_date(last)}, không quy ngược về đơn vị ngày {show_date(question.day)} được."
        )
