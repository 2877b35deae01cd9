"""Rows of a re-arrangement sheet, each read by itself: which standing hamlets go where, in whose words."""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from difflib import get_close_matches
from enum import StrEnum

from tuquan.sheets import Column, Heading, Record
from tuquan.units.models import UnitType, UnitVersion
from tuquan.units.places import cells
from tuquan.units.places.errors import SizeRefused
from tuquan.units.places.hamlets import NAME_LENGTH
from tuquan.units.places.names import HAMLET_TYPES, HamletName, meant, name_key, read_name, read_type, tidy
from tuquan.units.places.sizes import refuse_impossible
from tuquan.vn.text import key

_OLD = ("cũ", "hiện nay", "hiện tại", "hiện có", "trước sắp xếp", "trước khi sắp xếp", "trước khi sáp nhập")
_NEW = ("mới", "sau sắp xếp", "sau khi sắp xếp", "sau sáp nhập", "sau khi sáp nhập", "dự kiến")
_THINGS = ("Thôn", "Tên thôn", "Tên", "Thôn, tổ dân phố", "Thôn, TDP", "Tên thôn, tổ dân phố", "Thôn, bản",
           "Tổ dân phố", "TDP", "Bản", "Tên thôn, bản", "Đơn vị")  # fmt: skip


def _headers(things: Sequence[str], when: Sequence[str]) -> tuple[str, ...]:
    return tuple(f"{thing} {word}" for thing in things for word in when)


COLUMNS = (
    Column("old", _headers(_THINGS, _OLD), needed=True),
    Column("new", _headers(_THINGS, _NEW), needed=True),
    Column("type", ("Loại", *_headers(("Loại", "Loại hình"), _NEW))),
    Column("form", ("Hình thức", "Hình thức sắp xếp", "Phương án", "Phương án sắp xếp", "Cách sắp xếp", "Nội dung")),
    Column("households", _headers(("Số hộ", "Hộ", "Tổng số hộ"), _NEW)),
    Column("population", _headers(("Nhân khẩu", "Số nhân khẩu", "Dân số", "Số khẩu"), _NEW)),
    Column("plain_households", ("Số hộ", "Hộ", "Tổng số hộ")),
    Column("plain_population", ("Nhân khẩu", "Số nhân khẩu", "Dân số", "Số khẩu", "Tổng số nhân khẩu")),
)


class Form(StrEnum):
    """What the column of forms says; checked against what the names say, never instead of them."""

    KEPT = "giữ nguyên"
    MERGED = "sáp nhập"
    SPLIT = "chia tách"
    RENAMED = "đổi tên"
    ABOLISHED = "giải thể"
    FOUNDED = "lập mới"


# Folded words, those that decide first.
_FORMS = (
    ("giu nguyen", Form.KEPT), ("khong thay doi", Form.KEPT), ("khong sap xep", Form.KEPT), ("nhu cu", Form.KEPT),
    ("doi ten", Form.RENAMED), ("giai the", Form.ABOLISHED), ("bai bo", Form.ABOLISHED),
    ("lap moi", Form.FOUNDED), ("thanh lap moi", Form.FOUNDED),
    ("mot phan", Form.SPLIT), ("chia", Form.SPLIT), ("tach", Form.SPLIT),
    ("nhap", Form.MERGED), ("hop nhat", Form.MERGED), ("gop", Form.MERGED),
)  # fmt: skip
_PARTED = re.compile(r"\s*[+;]\s*")
_SEVERAL = re.compile(r"\s*(?:[+;,&]|(?<!\w)và(?!\w))\s*", re.IGNORECASE)


@dataclass(frozen=True)
class New:
    """A hamlet as it will be called. `said`: whether the sheet names its type, or it is that of the old one."""

    type: UnitType
    name: str
    said: bool

    @property
    def key(self) -> tuple[UnitType, str]:
        return self.type, name_key(self.name)

    @property
    def full_name(self) -> str:
        return f"{self.type.label} {self.name}"


@dataclass(frozen=True)
class Moved:
    """One row: the old hamlets that it names (none: a new one from nothing) and the new ones (none: kept or ended)."""

    record: Record
    olds: tuple[UnitVersion, ...]
    news: tuple[New, ...]
    form: Form | None
    households: int | None
    population: int | None


@dataclass
class Reading:
    """What goes along while rows are read: the commune's hamlets, faults and notes so far."""

    standing: list[UnitVersion]
    faults: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)


def read_rows(heading: Heading, reading: Reading) -> list[Moved]:
    """Every row that could be read; what could not is in `reading.faults`."""
    for plain in ("plain_households", "plain_population"):
        if plain in heading.columns and not _after_new(heading, plain):
            name = heading.row.cell(heading.columns[plain])
            reading.notes.append(f"Cột « {name} » đứng trước cột thôn mới nên được hiểu là số của thôn cũ, không ghi.")
    rows = [_row(record, heading, reading) for record in heading.records]
    return [row for row in rows if row is not None]


def _row(record: Record, heading: Heading, reading: Reading) -> Moved | None:
    before = len(reading.faults)
    note = reading.faults.append
    form = _form(record, reading)
    olds = list(_olds(record, reading))
    news = [] if form == Form.ABOLISHED else list(_news(record, olds, form, note))
    counts = [_count(record, heading, field, note) for field in ("households", "population")]
    try:
        refuse_impossible(*counts)
    except SizeRefused as wrong:
        note(f"{record.where()}: {wrong}")
    if not record.text("old") and form != Form.FOUNDED and len(reading.faults) == before:
        note(f"{record.where('old')}: chưa ghi thôn cũ. Nếu là thôn lập mới thì ghi « lập mới » ở cột « Hình thức ».")
    if len(reading.faults) > before:
        return None
    return Moved(record, tuple(olds), tuple(news), form, counts[0], counts[1])


def _form(record: Record, reading: Reading) -> Form | None:
    for column in ("form", "new"):
        words = key(record.text(column))
        found = next((form for word, form in _FORMS if f" {word} " in f" {words} "), None)
        # In the column of new names only these stand for a name; « Thôn Tách » may be one.
        if found and (column == "form" or (found in (Form.KEPT, Form.ABOLISHED) and words in dict(_FORMS))):
            return found
        if words and column == "form":
            reading.notes.append(f"{record.where('form')}: không hiểu « {record.text('form')} », theo tên thôn mà làm.")
    return None


def _olds(record: Record, reading: Reading) -> Iterator[UnitVersion]:
    text = tidy(record.text("old"))
    whole = meant(read_name(text), reading.standing) if text else []
    pieces = [text] if len(whole) == 1 or not text else [piece for piece in _SEVERAL.split(text) if piece]
    for piece in pieces if text else ():
        found = meant(read_name(piece), reading.standing)
        if len(found) == 1:
            yield found[0]
        elif found:
            offers = " hoặc ".join(f"« {row.full_name} »" for row in found)
            reading.faults.append(f"{record.where('old')}: « {piece} » có thể là {offers}. Ghi rõ loại và dấu.")
        else:
            reading.faults.append(f"{record.where('old')}: không có « {piece} » trong xã.{_similar(piece, reading)}")


def _similar(piece: str, reading: Reading) -> str:
    names = {name_key(row.name): row.full_name for row in reading.standing}
    close = get_close_matches(name_key(read_name(piece).name), list(names), n=3, cutoff=0.6)
    offers = ", ".join(f"« {names[name]} »" for name in close)
    return f" Có phải {offers}?" if offers else " Xem lại tên, hoặc ghi thôn này vào danh mục trước."


def _news(record: Record, olds: Sequence[UnitVersion], form: Form | None, note: Callable[[str], None]) -> Iterator[New]:
    text = tidy(record.text("new"))
    if _says_kept(text):
        return
    if not text:
        if form != Form.KEPT:
            note(
                f"{record.where('new')}: chưa ghi thôn mới. Không đổi thì ghi « giữ nguyên », hết thì ghi « giải thể »."
            )
        return
    said = record.text("type")
    kind = read_type(said) if said else None
    if said and kind is None:
        labels = ", ".join(one.label for one in HAMLET_TYPES)
        note(f"{record.where('type')}: « {said} » không phải là loại có trong danh mục ({labels}).")
    for piece in _new_names(text):
        if new := _new(record, piece, kind, olds, note):
            yield new


def _new_names(text: str) -> list[HamletName]:
    """Several parted by « ; » or « + »; by a comma or « và » only where each has its type, since names hold these."""
    parted = [read_name(piece) for piece in _PARTED.split(text) if piece.strip()]
    listed = [read_name(piece) for piece in _SEVERAL.split(text) if piece]
    if len(parted) > 1 or not listed:
        return parted
    return listed if all(piece.type is not None for piece in listed) else [read_name(text)]


def _new(
    record: Record, read: HamletName, kind: UnitType | None, olds: Sequence[UnitVersion], note: Callable[[str], None]
) -> New | None:
    if not any(sign.isalnum() for sign in read.name) or len(read.name) > NAME_LENGTH:
        note(f"{record.where('new')}: tên thôn mới còn trống hoặc dài quá {NAME_LENGTH} ký tự.")
        return None
    # A column for the type settles it: « Bản Chùa » of type thôn is « thôn Bản Chùa ».
    if kind is not None and read.type not in (None, kind):
        return New(kind, read.full, said=True)
    types = {UnitType(row.type) for row in olds}
    given = kind or read.type
    if given is None and len(types) != 1:
        note(
            f"{record.where('new')}: chưa rõ « {read.name} » là thôn, bản, tiểu khu hay tổ dân phố. Ghi loại trước tên."
        )
        return None
    return New(given or types.pop(), read.name, said=given is not None)


def _says_kept(text: str) -> bool:
    return dict(_FORMS).get(key(text)) in (Form.KEPT, Form.ABOLISHED)


def _count(record: Record, heading: Heading, field: str, note: Callable[[str], None]) -> int | None:
    if field in heading.columns:
        return cells.whole(record, field, note)
    plain = f"plain_{field}"
    return cells.whole(record, plain, note) if _after_new(heading, plain) else None


def _after_new(heading: Heading, field: str) -> bool:
    return heading.columns.get(field, -1) > heading.columns["new"]
