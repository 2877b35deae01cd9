"""Biên bản bàn giao: the same parts as a docx in the layout of Decree 30/2020, with room for pen and signatures."""

from datetime import date

from tuquan.accounts import queries as accounts
from tuquan.accounts.models import User
from tuquan.ground.models import FixedDay
from tuquan.vn.dates import show_date
from tuquan.web.handover.offices import Office
from tuquan.web.handover.parts import Handover, Part
from tuquan.writer.content import Block, Heading, Letterhead, PaperContent, Paragraph, Row, Signature, Table
from tuquan.writer.inlines import Text

# What is left of a line after its label, for the pen: a longer run of dots would stretch the words before it.
DOTS = "…" * 20
PAPERS = "Hồ sơ giấy để ở đâu: "
SIGNED = ("Họ và tên", "Chức vụ", "Ngày nhận", "Ký")


def record(office: Office, shown: Handover, person: User | None) -> PaperContent:
    """The record of a handover: nothing of it is stored, and no number of it is marked as a figure."""
    giver = person.full_name if person else office.name
    return PaperContent(
        letterhead=_letterhead(office),
        type_name="Biên bản",
        subject=f"Bàn giao công việc của {shown.title}",
        addressees=(),
        blocks=(*_opening(office, shown, giver), *_body(shown), *_closing()),
        signature=Signature(("Xác nhận của", "Thủ trưởng cơ quan"), ""),
        recipients=("Bên giao", "Bên nhận", "Lưu: VT"),
        demonstration=FixedDay.objects.exists(),
    )


def file_name(office: Office, day: date) -> str:
    """A name without accents: the organ's key and the day."""
    return f"bien-ban-ban-giao-{office.organ.pk}-{day.isoformat()}.docx"


def _letterhead(office: Office) -> Letterhead:
    organ = accounts.organ_name(office.organ.pk, office.day)
    tail = organ.symbol.partition("-")[2]
    return Letterhead(
        superior=organ.letterhead_superior,
        issuer=organ.name if organ.name.upper() == organ.letterhead_name.upper() else organ.letterhead_name,
        number=None,
        symbol=f"BB-{tail}" if tail else "BB",
        place=organ.place_name.strip() or office.place,
        day=None,
    )


def _opening(office: Office, shown: Handover, giver: str) -> tuple[Block, ...]:
    lines = [
        f"Hôm nay, ngày …… tháng …… năm ………, tại {office.name}, hai bên lập biên bản bàn giao công việc.",
        f"Bên giao: {giver}.",
        f"Bên nhận: {_receiver(office)}",
        f"Nội dung dưới đây ghi theo phần mềm ngày {show_date(shown.day)}.",
    ]
    lines += [office.taken_over] if office.taken_over else []
    return tuple(Paragraph(f"mo-dau-{place}", (Text(words),)) for place, words in enumerate(lines))


def _receiver(office: Office) -> str:
    """Who took over, where that is known; else room for the pen."""
    return f"{', '.join(heir.name for heir in office.heirs)}." if office.heirs and office.ended_on else DOTS


def _body(shown: Handover) -> tuple[Block, ...]:
    blocks: list[Block] = []
    for part in shown.parts:
        blocks += [Heading(1, part.title), *_part(part)]
        blocks.append(Paragraph(f"{part.key}-giay", (Text(PAPERS + DOTS),)))
    if shown.withheld:
        blocks.append(Paragraph("khong-hien", (Text(shown.withheld, italic=True),)))
    return tuple(blocks)


def _part(part: Part) -> tuple[Block, ...]:
    said = [Paragraph(f"{part.key}-ghi-chu", (Text(part.note),))] if part.note else []
    if not part.rows:
        return (Paragraph(f"{part.key}-khong", (Text(part.nothing),)), *said)
    table = Table(
        key=part.key,
        caption="",
        header=part.columns,
        rows=tuple(tuple((Text(cell),) for cell in row.cells) for row in part.rows),
        widths=part.widths,
        aligns=part.aligns,
    )
    return (table, Paragraph(f"{part.key}-nguon", (Text(part.source, italic=True),)), *said)


def _closing() -> tuple[Block, ...]:
    rows: tuple[Row, ...] = tuple(((Text(words),), (Text(""),), (Text(""),)) for words in SIGNED)
    return (
        Heading(1, "Ký nhận"),
        Table("ky", "", ("", "BÊN GIAO", "BÊN NHẬN"), rows, (24, 38, 38), ("left", "left", "left")),
        Paragraph("ban", (Text("Biên bản lập thành …… bản, mỗi bên giữ …… bản; hai bên đã đọc và cùng ký."),)),
    )
