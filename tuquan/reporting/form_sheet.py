"""A form as a workbook, out and back: every line of the catalogue with « có » or « không », then the differences."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from django.db import transaction

from tuquan.accounts.models import User
from tuquan.reporting import access, owning
from tuquan.reporting.actions.forming import Laid, lay_form
from tuquan.reporting.catalogue_errors import FormRefused
from tuquan.reporting.form_faults import Given
from tuquan.reporting.models import Form, FormLine, Indicator, ReportKind
from tuquan.sheets import Cell, Column, Filled, Heading, Marks, Record, find_heading, refuse_lost, write_filled
from tuquan.vn.text import key

SCHEMA, VERSION = "bieu", 1
HEADER = ("Mã", "Tên chỉ tiêu", "Dùng", "Thứ tự", "Mục", "Bắt buộc", "Việc của chính cấp này")
YES, NO = "có", "không"
LEAVE_OUT = "Muốn bỏ một dòng thì ghi « không » ở cột « Dùng », đừng xóa dòng."
CHOICES = dict.fromkeys(("Dùng", "Bắt buộc", "Việc của chính cấp này"), (YES, NO))
_FIELDS = ("code", "name", "used", "order", "section", "required", "own")
COLUMNS = [
    Column(field, (name,), needed=field in ("code", "used"))
    for field, name in zip(_FIELDS, HEADER, strict=True)
]  # fmt: skip
_ANSWERS = {key(YES): True, "x": True, "1": True, key(NO): False, "": False, "0": False}


@dataclass(frozen=True)
class Change:
    """One line that the file changes: `doing` in a word, what it means in a sentence, and the cell."""

    where: str
    name: str
    doing: str
    words: str


@dataclass(frozen=True)
class Preview:
    """What laying the form down would do; nothing is written. `lines`: the form as it would be."""

    changes: tuple[Change, ...]
    faults: tuple[str, ...]
    lines: tuple[Given, ...]

    @property
    def ready(self) -> bool:
        return not self.faults and bool(self.changes)


def write(form: Form | None, owner_id: int | None, day: date, title: str) -> bytes:
    """The form's lines first, in order, then every other line that could stand in it."""
    chosen = list(form.lines.select_related("indicator")) if form else []
    rows = [*map(_row, chosen), *(_free(line) for line in _others(chosen, owner_id, day))]
    notes = (
        "Cột « Dùng »: ghi « có » để đưa chỉ tiêu vào biểu, « không » để bỏ ra. Không xóa dòng nào.",
        "Cột « Thứ tự »: số nhỏ đứng trước; để trống thì xếp sau cùng.",
        "Cột « Tên chỉ tiêu » chỉ để đọc; đổi tên thì làm ở trang chỉ tiêu.",
    )
    marks = Marks(SCHEMA, VERSION, tuple(str(row[0]) for row in rows))
    return write_filled(title, HEADER, rows, marks=marks, choices=CHOICES, notes=notes, spare=0)


def _row(line: FormLine) -> list[Cell]:
    return [
        line.indicator.code, line.indicator.name, YES, line.position, line.section, _said(line.required),
        _said(line.own_work),
    ]  # fmt: skip


def _free(line: Indicator) -> list[Cell]:
    return [line.code, line.name, NO, None, None, NO, NO]


def _said(answer: bool) -> str:
    return YES if answer else NO


def _others(chosen: Sequence[FormLine], owner_id: int | None, day: date) -> list[Indicator]:
    usable = list(owning.usable(owner_id, day).exclude(pk__in=[line.indicator_id for line in chosen]))
    shut = access.shut_in(usable, owner_id, day)
    return [line for line in usable if line.pk not in shut]


def preview(form: Form | None, filled: Filled) -> Preview:
    """The differences between a filled file and the form it changes, with the cell of each. Raises SheetError
    (sheet_truncated) for a file that lost rows."""
    heading = find_heading(filled.tables, COLUMNS)
    if not isinstance(heading, Heading):
        return Preview((), (heading,), ())
    refuse_lost(filled.marks, [record.text("code") for record in heading.records], LEAVE_OUT)
    faults = [*heading.faults, *_faults(heading.records)]
    if faults:
        return Preview((), tuple(faults), ())
    wanted = sorted((_place(r), at, _given(r)) for at, r in enumerate(heading.records) if _yes(r, "used"))
    lines = tuple(given for _, _, given in wanted)
    return Preview(tuple(_changes(form, lines)), (), lines)


def take(
    *,
    by: User | None,
    report_kind: ReportKind,
    level: int,
    owner_id: int | None,
    begins_on: date,
    name: str,
    lines: Sequence[Given],
) -> Laid:
    """Lay the form of a previewed file down. Raises what `lay_form` raises; then nothing is written."""
    return lay_form(
        by=by, report_kind=report_kind, level=level, owner_id=owner_id, begins_on=begins_on, name=name, lines=lines
    )


def rehearse(
    *,
    by: User | None,
    report_kind: ReportKind,
    level: int,
    owner_id: int | None,
    begins_on: date,
    name: str,
    lines: Sequence[Given],
) -> tuple[str, ...]:
    """What `take` would refuse, all of it; nothing stays written."""
    try:
        with transaction.atomic():
            take(
                by=by, report_kind=report_kind, level=level, owner_id=owner_id, begins_on=begins_on, name=name,
                lines=lines,
            )  # fmt: skip
            transaction.set_rollback(True)
    except FormRefused as refused:
        return refused.faults
    return ()


def _faults(records: Sequence[Record]) -> Iterator[str]:
    for record in records:
        for field, name in zip(_FIELDS, HEADER, strict=True):
            text = record.text(field).strip()
            if name in CHOICES and (key(text) not in _ANSWERS or (text and not key(text))):
                yield f"{record.where(field)}: ghi « {YES} » hoặc « {NO} », không phải « {text} »."
        order = record.get("order")
        if order is not None and not isinstance(order, int):
            yield f"{record.where('order')}: thứ tự phải là số nguyên, không phải « {record.text('order')} »."


def _yes(record: Record, field: str) -> bool:
    return _ANSWERS[key(record.text(field))]


def _place(record: Record) -> tuple[bool, int]:
    order = record.get("order")
    return (order is None, order if isinstance(order, int) else 0)


def _given(record: Record) -> Given:
    section = record.text("section").strip()
    return Given(
        record.text("code"), section, _yes(record, "required"), _yes(record, "own"), where=record.where("code")
    )


def _changes(form: Form | None, lines: Sequence[Given]) -> Iterator[Change]:
    stood = list(form.lines.select_related("indicator")) if form else []
    before = {line.indicator.code: line for line in stood}
    names = dict(Indicator.objects.filter(code__in=[given.code for given in lines]).values_list("code", "name"))
    now = {given.code for given in lines}
    order = [line.indicator.code for line in stood if line.indicator.code in now]
    kept = [given.code for given in lines if given.code in before]
    for place, given in enumerate(lines, start=1):
        name = names.get(given.code, given.code)
        if given.code not in before:
            yield Change(given.where, name, "thêm", f"đứng thứ {place}, mục « {given.section} »")
        elif said := [*_differs(before[given.code], given), *_moved(given.code, order, kept)]:
            yield Change(given.where, name, "đổi", "; ".join(said))
    for line in stood:
        if line.indicator.code not in now:
            yield Change("", line.indicator.name, "bỏ", "không còn trong biểu")


def _differs(line: FormLine, given: Given) -> Iterator[str]:
    if line.section != given.section:
        yield f"mục « {line.section} » → « {given.section} »"
    if line.required != given.required:
        yield "bắt buộc" if given.required else "không bắt buộc nữa"
    if line.own_work != given.own_work:
        yield "là việc của chính cấp này" if given.own_work else "là tổng của các đơn vị"


def _moved(code: str, order: list[str], kept: list[str]) -> Iterator[str]:
    """Only lines whose neighbour before changed are told to have moved."""
    at, was = kept.index(code), order.index(code)
    if (kept[at - 1] if at else "") != (order[was - 1] if was else ""):
        yield f"chuyển từ thứ {was + 1} sang thứ {at + 1}"
