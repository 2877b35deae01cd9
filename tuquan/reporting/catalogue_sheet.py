"""A province's own lines as a workbook, out and back: new rows are added, changed ones reworded from a day on."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from django.db import transaction

from tuquan.accounts.models import User
from tuquan.ground import clock
from tuquan.ground.errors import PermissionRefused, Refusal
from tuquan.reporting.actions.cataloguing import Words, add_line, reword
from tuquan.reporting.groups import GROUPS
from tuquan.reporting.models import Access, Indicator, IndicatorKind, IndicatorVersion, OverTime, OverUnits
from tuquan.reporting.wording import rest, worded_all
from tuquan.sheets import Cell, Column, Filled, Heading, Marks, Record, find_heading, refuse_lost, write_filled
from tuquan.vn.dates import DateError, parse_date, show_date
from tuquan.vn.text import key

SCHEMA, VERSION = "chi-tieu-rieng", 1
HEADER = (
    "Mã", "Tên chỉ tiêu", "Đơn vị tính", "Kiểu số", "Nhóm", "Mức sử dụng", "Nội dung", "Tử số", "Mẫu số",
    "Cộng theo đơn vị", "Cộng theo thời gian", "Vì sao cộng khác thường", "Áp dụng từ", "Căn cứ",
)  # fmt: skip
_FIELDS = (
    "code", "name", "measure", "kind", "group", "access", "definition", "numerator", "denominator", "over_units",
    "over_time", "adding_because", "begins_on", "because",
)  # fmt: skip
_NEEDED = ("name", "measure", "kind")
COLUMNS = [Column(field, (name,), needed=field in _NEEDED) for field, name in zip(_FIELDS, HEADER, strict=True)]
KEEP = "Chỉ tiêu thôi dùng thì ghi ở trang chỉ tiêu, đừng xóa dòng."
_ACCESS = (Access.OPEN, Access.LIMITED)
CODED: dict[str, dict[str, str]] = {
    "kind": {label: value for value, label in IndicatorKind.choices},
    "group": {label: value for value, label in GROUPS.items() if value != "restricted"},
    "access": {access.label: access.value for access in _ACCESS},
    "over_units": {label: value for value, label in OverUnits.choices},
    "over_time": {label: value for value, label in OverTime.choices},
}
CHOICES = {HEADER[_FIELDS.index(field)]: tuple(values) for field, values in CODED.items()}
_WORDS = ("name", "measure", "definition", "numerator", "denominator", "access", "over_units", "over_time",
          "adding_because")  # fmt: skip


@dataclass(frozen=True)
class Change:
    """One row that does something: `doing` "thêm" or "sửa", its cell, and what it means."""

    where: str
    name: str
    doing: str
    words: str


@dataclass(frozen=True)
class Preview:
    """What taking the file would do; nothing is written."""

    changes: tuple[Change, ...]
    faults: tuple[str, ...]

    @property
    def ready(self) -> bool:
        return not self.faults and bool(self.changes)


def write(owner_id: int, title: str) -> bytes:
    """The province's own lines as worded today, and room for new ones."""
    lines = list(Indicator.objects.filter(owner=owner_id))
    now = worded_all(lines, clock.today())
    rows = [_row(line, now[line.pk]) for line in lines]
    notes = (
        "Thêm chỉ tiêu: ghi dòng mới ở dưới, để trống cột « Mã » thì phần mềm tự đặt mã.",
        "Sửa chỉ tiêu: sửa ngay trên dòng, ghi « Áp dụng từ » và « Căn cứ »; lời cũ vẫn được giữ cho các kỳ trước.",
        "Không đổi « Kiểu số » của chỉ tiêu đã có: cách đo khác là chỉ tiêu khác.",
    )
    marks = Marks(SCHEMA, VERSION, tuple(line.code for line in lines))
    return write_filled(title, HEADER, rows, marks=marks, choices=CHOICES, notes=notes)


def _row(line: Indicator, said: IndicatorVersion) -> list[Cell]:
    share = line.kind == IndicatorKind.RATIO
    return [
        line.code, said.name, said.measure, IndicatorKind(line.kind).label, GROUPS.get(line.group, line.group),
        Access(said.access).label, rest(said.definition, said.denominator) if share else said.definition,
        said.numerator, said.denominator,
        OverUnits(said.over_units).label, OverTime(said.over_time).label, said.adding_because, None, None,
    ]  # fmt: skip


def preview(by: User | None, owner_id: int, filled: Filled) -> Preview:
    """A true rehearsal: everything is done and taken back, so that all faults are told at once, with their cells.

    Raises PermissionRefused, SheetError (sheet_truncated).
    """
    with transaction.atomic():
        found = _run(by, owner_id, filled)
        transaction.set_rollback(True)
    return found


def take(*, by: User | None, owner_id: int, filled: Filled) -> Preview:
    """Add and reword what the file says; with any fault nothing is written. Raises as `preview`."""
    with transaction.atomic():
        found = _run(by, owner_id, filled)
        if found.faults:
            transaction.set_rollback(True)
    return found


def _run(by: User | None, owner_id: int, filled: Filled) -> Preview:
    heading = find_heading(filled.tables, COLUMNS)
    if not isinstance(heading, Heading):
        return Preview((), (heading,))
    refuse_lost(filled.marks, [record.text("code") for record in heading.records], KEEP)
    known = {line.code: line for line in Indicator.objects.filter(owner=owner_id)}
    said = worded_all(known.values(), clock.today())
    faults, changes = list(heading.faults), []
    for record in heading.records:
        if wrong := list(_faults(record)):
            faults += wrong
            continue
        try:
            with transaction.atomic():
                line = known.get(record.text("code"))
                change = _add(by, owner_id, record) if line is None else _reword(by, line, said[line.pk], record)
        except PermissionRefused:
            raise
        except Refusal as refused:
            faults.append(f"{record.where()}: {refused.message}")
            continue
        changes += [change] if change else []
    return Preview(tuple(changes), tuple(faults))


def _add(by: User | None, owner_id: int, record: Record) -> Change:
    begins_on = _day(record) or clock.today()
    line = add_line(
        by=by, owner_id=owner_id, kind=_coded(record, "kind"), group=_coded(record, "group") or "results",
        words=_words(record), begins_on=begins_on, code=record.text("code"), because=record.text("because"),
    )  # fmt: skip
    return Change(record.where("name"), line.name, "thêm", f"{line.measure}, từ ngày {show_date(begins_on)}")


def _reword(by: User | None, line: Indicator, said: IndicatorVersion, record: Record) -> Change | None:
    was = dict(zip(_FIELDS, (str(cell or "") for cell in _row(line, said)), strict=True))
    changed = [field for field in _WORDS if field in record.columns and record.text(field).strip() != was[field]]
    kind = _coded(record, "kind")
    if not changed and kind == line.kind:
        return None
    begins_on = _day(record)
    if begins_on is None:
        raise Refusal("Dòng này có sửa mà chưa ghi « Áp dụng từ ».")
    words = _words(record)
    reword(by=by, indicator=line, begins_on=begins_on, words=words, because=record.text("because"), kind=kind)
    told = "; ".join(f"{HEADER[_FIELDS.index(field)].lower()}: {record.text(field) or '(bỏ)'}" for field in changed)
    return Change(record.where("name"), said.name, "sửa", f"từ ngày {show_date(begins_on)}: {told}")


def _words(record: Record) -> Words:
    def text(field: str) -> str:
        return _coded(record, field) if field in CODED else record.text(field).strip()

    return Words(**{field: text(field) for field in _WORDS})


def _coded(record: Record, field: str) -> str:
    return _by_key(field).get(key(record.text(field)), "")


def _by_key(field: str) -> dict[str, str]:
    return {key(label): value for label, value in CODED[field].items()}


def _day(record: Record) -> date | None:
    try:
        return parse_date(record.text("begins_on")) if record.text("begins_on").strip() else None
    except DateError:
        return None


def _faults(record: Record) -> Iterator[str]:
    for field in CODED:
        if record.text(field).strip() and not _coded(record, field):
            allowed = ", ".join(f"« {label} »" for label in CODED[field])
            yield f"{record.where(field)}: « {record.text(field)} » không dùng được. Chọn một trong: {allowed}."
    if record.get("begins_on") is not None and _day(record) is None:
        yield f"{record.where('begins_on')}: « {record.text('begins_on')} » không phải ngày. Ghi theo mẫu 15/06/2026."
