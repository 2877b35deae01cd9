"""The frozen content of a paper: all that is printed, and nothing that is not.

Plain values only; both renderings (docx, pdf) come from here, and `to_json` / `from_json` keep it exactly.
A content that breaks a rule cannot be made: the classes raise ContentError (code, Vietnamese sentence).
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Literal, TypeAlias

from tuquan.writer.errors import ContentError
from tuquan.writer.inlines import Inline, Number, check_text

SCHEMA = 1

Kind = Literal["body", "grounds", "item"]
Align = Literal["left", "center", "right"]
Row: TypeAlias = tuple[tuple[Inline, ...], ...]


@dataclass(frozen=True, slots=True)
class Letterhead:
    """Who writes, under what number, where and when (Decree 30/2020, annex I, items 2-4).

    `superior` may be empty (a People's Committee has none), `number` and `day` are None until the paper
    is issued, `symbol` is what follows the number ("BC-UBND"). Names in natural case: the page capitalises.
    """

    superior: str
    issuer: str
    number: str | None
    symbol: str
    place: str
    day: date | None

    def __post_init__(self) -> None:
        check_text("tên cơ quan chủ quản", self.superior)
        check_text("tên cơ quan ban hành", self.issuer, needed=True)
        check_text("số của văn bản", self.number or "")
        check_text("ký hiệu của văn bản", self.symbol, needed=True)
        check_text("địa danh", self.place, needed=True)


@dataclass(frozen=True, slots=True)
class Heading:
    """A titled part; the page numbers it: level 1 I., II.; level 2 1., 2.; level 3 a), b)."""

    level: int
    text: str

    def __post_init__(self) -> None:
        check_text("đề mục", self.text, needed=True)
        if self.level not in (1, 2, 3):
            raise ContentError("bad_level", f"Đề mục “{self.text}” có cấp {self.level}; chỉ có cấp 1 đến 3.")


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph; `key` names its place in the draft. "grounds" is italic, "item" has a dash."""

    key: str
    inlines: tuple[Inline, ...]
    kind: Kind = "body"

    def __post_init__(self) -> None:
        if self.kind not in ("body", "grounds", "item"):
            raise ContentError("bad_kind", f"Đoạn “{self.key}” có loại “{self.kind}” không có trong mẫu.")


@dataclass(frozen=True, slots=True)
class Table:
    """A table: every row as long as `header`; `widths` are shares of the page width (whole, positive)."""

    key: str
    caption: str
    header: tuple[str, ...]
    rows: tuple[Row, ...]
    widths: tuple[int, ...]
    aligns: tuple[Align, ...]

    def __post_init__(self) -> None:
        check_text("tên bảng", self.caption)
        for cell in self.header:
            check_text("tiêu đề cột", cell)
        columns = len(self.header)
        sizes = {len(self.widths), len(self.aligns), *(len(row) for row in self.rows)}
        if not columns or sizes - {columns}:
            raise ContentError("ragged_table", f"Bảng “{self.caption}” có dòng không đủ {columns} cột.")
        if min(self.widths) < 1 or set(self.aligns) - {"left", "center", "right"}:
            raise ContentError("bad_columns", f"Bảng “{self.caption}” có độ rộng hoặc căn lề cột không đúng.")


Block: TypeAlias = Heading | Paragraph | Table


@dataclass(frozen=True, slots=True)
class Signature:
    """The lines of authority from above ("TM. …", "KT. TRƯỞNG …", "PHÓ TRƯỞNG …"), and the signer's name."""

    authority: tuple[str, ...]
    name: str

    def __post_init__(self) -> None:
        if not self.authority:
            raise ContentError("empty", "Chưa có quyền hạn, chức vụ của người ký; hãy chọn người ký.")
        for line in self.authority:
            check_text("chức vụ của người ký", line, needed=True)
        check_text("họ tên người ký", self.name)


@dataclass(frozen=True, slots=True)
class Appendix:
    """An annex on pages of its own; an empty `note` becomes "(Kèm theo Báo cáo số … của …)"."""

    title: str
    note: str
    blocks: tuple[Block, ...]
    landscape: bool = False

    def __post_init__(self) -> None:
        check_text("tên phụ lục", self.title, needed=True)
        check_text("ghi chú của phụ lục", self.note)


@dataclass(frozen=True, slots=True)
class PaperContent:
    """One paper. `demonstration` prints "DỮ LIỆU MINH HỌA" on every page. Raises ContentError."""

    letterhead: Letterhead
    type_name: str
    subject: str
    addressees: tuple[str, ...]
    blocks: tuple[Block, ...]
    signature: Signature
    recipients: tuple[str, ...]
    appendix: tuple[Appendix, ...] = ()
    demonstration: bool = False
    schema: int = SCHEMA

    def __post_init__(self) -> None:
        if self.schema != SCHEMA:
            raise ContentError(
                "unknown_schema", f"Nội dung theo phiên bản {self.schema}, chương trình chỉ hiểu {SCHEMA}."
            )
        check_text("tên loại văn bản", self.type_name, needed=True)
        check_text("trích yếu", self.subject, needed=True)
        for line in (*self.addressees, *self.recipients):
            check_text("nơi gửi, nơi nhận", line, needed=True)
        if not self.blocks:
            raise ContentError("empty", "Báo cáo chưa có nội dung; hãy soạn ít nhất một đoạn.")

    def inlines(self) -> Iterator[Inline]:
        """Every inline in the order of reading, appendices last."""
        for blocks in (self.blocks, *(each.blocks for each in self.appendix)):
            for block in blocks:
                yield from _inlines_of(block)

    def numbers(self) -> tuple[Number, ...]:
        """Every marked number in the order of reading."""
        return tuple(each for each in self.inlines() if isinstance(each, Number))


def _inlines_of(block: Block) -> Iterator[Inline]:
    if isinstance(block, Paragraph):
        yield from block.inlines
    elif isinstance(block, Table):
        for row in block.rows:
            for cell in row:
                yield from cell
