"""What a file of values would do, without doing it: every row looked at, every fault listed with its place."""

import hashlib
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from tuquan.accounts.models import User
from tuquan.ground.errors import Refusal
from tuquan.reporting.exchange import typed
from tuquan.reporting.exchange.reading import Row, rows_of
from tuquan.reporting.exchange.resolving import Ground
from tuquan.reporting.models import Answer, Figure, Indicator, ReportKind, Scope, SourceKind, Submission
from tuquan.reporting.values import NOT_REPORTED, Value
from tuquan.vn.text import key


@dataclass(frozen=True)
class Entry:
    """A row that can be taken: what its figure says now, and what it would say."""

    where: str
    submission: Submission
    indicator: Indicator
    before: Value
    after: Value
    figure_id: int | None
    version: int


@dataclass(frozen=True)
class Fault:
    """A row that cannot be taken, and why."""

    where: str
    sentence: str


@dataclass(frozen=True)
class Trial:
    """A file tried: `entries` would be written, `same` say what stands already, `faults` cannot be taken.

    `digest` names the file (SHA-256); `state` what stood when it was tried, so that the act can tell whether the trial
    still holds.
    """

    file_name: str
    digest: str
    rows: int
    entries: tuple[Entry, ...]
    faults: tuple[Fault, ...]
    same: int

    @property
    def new(self) -> int:
        return sum(1 for entry in self.entries if entry.before.answer == Answer.NOT_REPORTED)

    @property
    def changed(self) -> int:
        return len(self.entries) - self.new

    @property
    def submissions(self) -> int:
        return len({entry.submission.pk for entry in self.entries})

    @property
    def state(self) -> str:
        told = "".join(f"{entry.figure_id}:{entry.version};" for entry in self.entries)
        return hashlib.sha256(told.encode()).hexdigest()[:20]


def trial(*, by: User | None, report_kind: ReportKind, data: bytes, file_name: str) -> Trial:
    """Try a file of values (csv, xlsx, json; see `reading`) for one report kind; nothing is written.

    Raises SheetRefused where the file is no table of values.
    """
    rows = rows_of(data, file_name=file_name)
    ground = Ground.of(by, report_kind, (row.window for row in rows))
    placed, faults = _placed(ground, rows)
    figures = _figures({submission.pk for _, submission, _, _ in placed})
    entries, same = [], 0
    for row, submission, line, after in placed:
        figure_id, version, before, source = figures.get((submission.pk, line.pk), (None, 0, NOT_REPORTED, None))
        if before == after:
            same += 1
        elif ground.for_its_unit(submission) and (why := _its_own(before, after, source)):
            faults.append(Fault(row.where, why))
        else:
            entries.append(Entry(row.where, submission, line, before, after, figure_id, version))
    digest = hashlib.sha256(data).hexdigest()
    return Trial(file_name, digest, len(rows), tuple(entries), tuple(faults), same)


_Placed = tuple[Row, Submission, Indicator, Value]


def _placed(ground: Ground, rows: Sequence[Row]) -> tuple[list[_Placed], list[Fault]]:
    placed: list[_Placed] = []
    faults: list[Fault] = []
    first: dict[tuple[int, int], str] = {}
    for row in rows:
        try:
            submission, line = _place(ground, row)
            after = typed.read(line, row.value, row.of)
            earlier = first.setdefault((submission.pk, line.pk), row.where)
            if earlier is not row.where:
                raise _Faulty(f"ô này đã có ở {earlier}. Giữ một dòng.")
        except Refusal as refused:
            faults.append(Fault(row.where, refused.message))
        else:
            placed.append((row, submission, line, after))
    return placed, faults


class _Faulty(Refusal):
    code = "row_faulty"


def _place(ground: Ground, row: Row) -> tuple[Submission, Indicator]:
    line = ground.indicators.get(row.indicator) or ground.indicators.get(key(row.indicator))
    if line is None:
        raise _Faulty(f"danh mục không có chỉ tiêu “{row.indicator}”.")
    window = ground.window(row.window)
    if isinstance(window, str):
        raise _Faulty(window)
    unit = ground.unit(row.unit, window)
    if isinstance(unit, str):
        raise _Faulty(unit)
    submission = ground.submissions.get((window.first, window.last, unit))
    if submission is None:
        raise _Faulty(f"“{row.unit}” không có biểu của báo cáo này trong kỳ {window.title()}. Mở kỳ trước rồi nhập.")
    if why := ground.barred(submission):
        raise _Faulty(why)
    if ground.shut(submission, line):
        raise _Faulty(f"chỉ tiêu “{line.name}” không được lưu, hoặc chưa mở để dùng ở đơn vị này. Bỏ dòng này.")
    if ground.doubles(submission, line):
        raise _Faulty(f"“{line.name}” ở cấp này là tổng của các đơn vị, không nhập thêm. Bỏ dòng này.")
    return submission, line


# What the unit's own office did not say itself.
_NOT_ITS_OWN = (None, SourceKind.RECORDS, SourceKind.IMPORTED)


def _its_own(before: Value, after: Value, source: str | None) -> str:
    """Why the office above may not write this for the unit; "" where it may."""
    if after.answer != Answer.VALUE:
        return "« không phát sinh » và ô trống là trả lời của chính đơn vị; cấp trên chỉ nhập số thay."
    if before.answer == Answer.NONE_AROSE or source not in _NOT_ITS_OWN:
        return f"đơn vị đã tự trả lời ({before.text}); số ấy giữ nguyên. Cần sửa thì đề nghị đơn vị."
    return ""


def _figures(submission_ids: Iterable[int]) -> dict[tuple[int, int], tuple[int, int, Value, str | None]]:
    """By submission and line: the figure's key, its version, what it says, and the source of that."""
    keys = sorted(submission_ids)
    found: dict[tuple[int, int], tuple[int, int, Value, str | None]] = {}
    for at in range(0, len(keys), 500):
        rows = Figure.objects.filter(submission__in=keys[at : at + 500], scope=Scope.OWN).values_list(
            "submission_id",
            "indicator_id",
            "pk",
            "version",
            "answer",
            "chosen__value",
            "chosen__of",
            "chosen__source_kind",
        )
        for submission, line, pk, version, answer, value, of, source in rows.iterator(5000):
            found[submission, line] = (pk, version, Value(Answer(answer), value, of), source)
    return found


def by_unit(entries: Iterable[Entry]) -> Counter[int]:
    """How many entries each submission would get."""
    return Counter(entry.submission.pk for entry in entries)
