"""A workbook that came back, beside the form as it stands: what it would change, cell by cell, and what is wrong."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from tuquan.accounts.models import User
from tuquan.ground.errors import Refusal
from tuquan.reporting.actions.filling import Fill, fill
from tuquan.reporting.exchange import book, typed
from tuquan.reporting.exchange.book import NAME, OF, VALUE, Sent
from tuquan.reporting.exchange.errors import SheetRefused
from tuquan.reporting.meanwhile import standing
from tuquan.reporting.models import Figure, Indicator, SourceKind, Submission
from tuquan.reporting.values import Value
from tuquan.sheets import Column, Heading, Record, SheetError, find_heading, read_filled
from tuquan.vn.text import key

COLUMNS = (Column("name", (NAME,), needed=True), Column("value", (VALUE,), needed=True), Column("of", (OF,)))


@dataclass(frozen=True)
class Change:
    """A cell of the file that says something new. `meanwhile`: who changed the figure since the file was taken down."""

    where: str
    indicator: Indicator
    before: Value
    after: Value
    version: int
    meanwhile: str = ""


@dataclass(frozen=True)
class Fault:
    """What in the file cannot be taken, and where it stands."""

    where: str
    sentence: str


@dataclass(frozen=True)
class Differences:
    """What the file would change, all its faults, and how many cells say what stands already."""

    file_name: str
    changes: tuple[Change, ...]
    faults: tuple[Fault, ...]
    same: int


def compare(submission: Submission, data: bytes, *, file_name: str) -> Differences:
    """Read a workbook of this submission; nothing is written. Cells that a person left as they were change nothing,
    whatever stands in the program by now.

    Raises SheetRefused: no workbook of this submission, of an older shape, cut off, or rows missing.
    """
    try:
        filled = read_filled(data, file_name=file_name, schema=book.schema(submission), version=book.VERSION)
        heading = find_heading(filled.tables, COLUMNS)
        sent = {key(one.name): one for one in map(Sent.of_key, filled.marks.keys)}
    except SheetError as error:
        raise SheetRefused(error.message) from error
    except ValueError as error:
        raise SheetRefused("Tệp bị sửa ở trang ẩn nên không so được. Tải lại biểu, điền rồi đưa lên lại.") from error
    if isinstance(heading, str):
        raise SheetRefused(heading)
    _refuse_lost(heading, sent)
    return _compared(submission, heading, sent, file_name)


def take(*, by: User | None, submission: Submission, changes: Sequence[Change], file_name: str, token: str = "") -> int:
    """Write the changes, all or none, each figure as the person saw it. Returns how many cells were written.

    Raises what `actions.fill` raises (StaleFigure where somebody was faster).
    """
    cells = [
        Fill(one.indicator, one.after, one.version, source_label=f"tệp “{file_name}”, ô {one.where}") for one in changes
    ]
    said = f"nhập từ tệp “{file_name}”"
    return len(fill(by=by, submission=submission, cells=cells, source_kind=SourceKind.IMPORTED, said=said, token=token))


def _refuse_lost(heading: Heading, sent: Mapping[str, Sent]) -> None:
    here = {key(record.text("name")) for record in heading.records}
    lost = [one.name for name, one in sent.items() if name not in here]
    if lost:
        some = "; ".join(lost[:5]) + (" …" if len(lost) > 5 else "")
        raise SheetRefused(
            f"Tệp thiếu {len(lost)}/{len(sent)} dòng so với lúc tải xuống ({some}), có thể bị cắt hoặc bị đổi tên. "
            "Không ô nào được ghi. Đưa lại tệp đủ dòng; chỉ tiêu không có việc thì ghi « không phát sinh »."
        )


def _compared(submission: Submission, heading: Heading, sent: Mapping[str, Sent], file_name: str) -> Differences:
    lines = {line.indicator.code: line.indicator for line in book.own_lines(submission)}
    figures = book.standing(submission)
    changes: list[Change] = []
    faults = [Fault(*_parted(told)) for told in heading.faults]
    same, seen = 0, set[str]()
    for record in heading.records:
        found = _one(record, sent, lines, figures, seen)
        if isinstance(found, Change):
            changes.append(found)
        elif isinstance(found, Fault):
            faults.append(found)
        else:
            same += 1
    return Differences(file_name, tuple(changes), tuple(faults), same)


def _one(
    record: Record, sent: Mapping[str, Sent], lines: Mapping[str, Indicator], figures: Mapping[str, Figure],
    seen: set[str],
) -> Change | Fault | None:  # fmt: skip
    name = key(record.text("name"))
    was = sent.get(name)
    if was is None or was.code not in lines:
        return Fault(record.where("name"), f"Biểu không có chỉ tiêu “{record.text('name')}”. Bỏ dòng này khỏi tệp.")
    if name in seen:
        return Fault(record.where("name"), f"Chỉ tiêu “{was.name}” có hai dòng trong tệp. Giữ một dòng.")
    seen.add(name)
    line = lines[was.code]
    try:
        after = typed.read(line, record.get("value"), record.get("of"))
    except Refusal as refused:
        return Fault(record.where("value"), refused.message)
    figure = figures.get(was.code)
    now = book.said(figure)
    if after.text == was.text or after == now:
        return None
    return Change(record.where("value"), line, now, after, figure.version if figure else 0, _meanwhile(figure, was))


def _meanwhile(figure: Figure | None, was: Sent) -> str:
    if figure is None or figure.version == was.version:
        return ""
    return f"Từ lúc tải biểu xuống, {standing(figure).sentence}."


def _parted(told: str) -> Iterator[str]:
    where, _, sentence = told.partition(": ")
    yield where
    yield sentence or told
