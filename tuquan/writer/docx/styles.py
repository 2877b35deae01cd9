"""styles.xml: one named style for each block of Decree 30/2020 (annex I), so an office can restyle a draft."""

from typing import NamedTuple

from tuquan.writer.docx.measures import mm
from tuquan.writer.docx.xml import Node, node

FONT = "Times New Roman"
LANGUAGE = "vi-VN"


class Style(NamedTuple):
    """A paragraph style; `points` is its size, `before` the space above in points, indents in twips."""

    id: str
    name: str
    points: float = 14
    align: str = "left"
    bold: bool = False
    italic: bool = False
    before: float = 0
    first_line: int = 0
    left: int = 0
    hanging: int = 0
    line: int = 240  # 240 is single
    keep_next: bool = False
    outline: int = 0  # 1-3 makes it a heading


_INDENT = mm(12.7)
# "Kính gửi" is about 18 mm wide: the dashes stand under the colon (item 9a).
_ADDRESS = mm(24)
_ADDRESSEES = _ADDRESS + mm(19)

STYLES = (
    Style("Superior", "Cơ quan chủ quản", 13, "center"),
    Style("Issuer", "Cơ quan ban hành", 13, "center", bold=True),
    Style("Nation", "Quốc hiệu", 13, "center", bold=True),
    Style("Motto", "Tiêu ngữ", 14, "center", bold=True),
    Style("NumberLine", "Số, ký hiệu", 13, "center", before=4),
    Style("DateLine", "Địa danh, ngày tháng", 14, "center", italic=True, before=4),
    Style("TypeName", "Tên loại", 14, "center", bold=True, before=18, keep_next=True),
    Style("Subject", "Trích yếu", 14, "center", bold=True, keep_next=True),
    Style("Address", "Kính gửi", 14, "left", before=12, left=_ADDRESS, keep_next=True),
    Style("AddressAlone", "Kính gửi một nơi", 14, "center", before=12, keep_next=True),
    Style("Addressee", "Nơi gửi", 14, "left", before=2, left=_ADDRESSEES + mm(3), hanging=mm(3)),
    Style("body", "Nội dung", 14, "both", before=6, first_line=_INDENT, line=264),
    Style("grounds", "Căn cứ", 14, "both", italic=True, before=6, first_line=_INDENT, line=264),
    Style("item", "Nội dung gạch đầu dòng", 14, "both", before=6, first_line=_INDENT, line=264),
    Style("heading1", "heading 1", 14, "both", True, before=9, first_line=_INDENT, keep_next=True, outline=1),
    Style("heading2", "heading 2", 14, "both", True, before=6, first_line=_INDENT, keep_next=True, outline=2),
    Style("heading3", "heading 3", 14, "both", before=6, first_line=_INDENT, keep_next=True, outline=3),
    Style("caption", "caption", 13, "center", bold=True, before=12, keep_next=True),
    Style("CellHead", "Tiêu đề cột", 12, "center", bold=True, keep_next=True),
    Style("Cell", "Ô của bảng", 12),
    Style("RecipientsTitle", "Nơi nhận", 12, bold=True, italic=True),
    Style("Recipient", "Danh sách nơi nhận", 11),
    Style("Authority", "Quyền hạn, chức vụ", 14, "center", bold=True, keep_next=True),
    Style("Signer", "Họ tên người ký", 14, "center", bold=True, before=72),
    Style("AnnexLabel", "Phụ lục", 14, "center", bold=True, keep_next=True),
    Style("AnnexTitle", "Tên phụ lục", 14, "center", bold=True, keep_next=True),
    Style("AnnexNote", "Ghi chú phụ lục", 14, "center", italic=True, keep_next=True),
    Style("PageNumber", "Số trang", 14, "center"),
    Style("PageMark", "Dấu minh họa", 10, "right", bold=True),
)


def styles() -> Node:
    """The root of styles.xml."""
    fonts = node("w:rFonts", ascii=FONT, hAnsi=FONT, eastAsia=FONT, cs=FONT)
    language = node("w:lang", val=LANGUAGE, eastAsia=LANGUAGE, bidi="ar-SA")
    size = (node("w:sz", val=28), node("w:szCs", val=28))
    defaults = node(
        "w:docDefaults",
        node("w:rPrDefault", node("w:rPr", fonts, node("w:color", val="000000"), *size, language)),
        node("w:pPrDefault", node("w:pPr", node("w:spacing", before=0, after=0, line=240, lineRule="auto"))),
    )
    normal = node("w:style", node("w:name", val="Normal"), node("w:qFormat"), type="paragraph", default=1,
                  styleId="Normal")  # fmt: skip
    return node("w:styles", defaults, normal, *map(_style, STYLES))


def _style(style: Style) -> Node:
    return node(
        "w:style",
        node("w:name", val=style.name),
        node("w:basedOn", val="Normal"),
        node("w:qFormat"),
        _paragraph_properties(style),
        _run_properties(style),
        type="paragraph",
        styleId=style.id,
    )


def _paragraph_properties(style: Style) -> Node:
    indents = {"left": style.left, "firstLine": style.first_line, "hanging": style.hanging}
    given = {side: length for side, length in indents.items() if length}
    parts = [node("w:keepNext"), node("w:keepLines")] if style.keep_next else []
    parts.append(node("w:spacing", before=round(style.before * 20), after=0, line=style.line, lineRule="auto"))
    parts += [node("w:ind", **given)] if given else []
    parts.append(node("w:jc", val=style.align))
    parts += [node("w:outlineLvl", val=style.outline - 1)] if style.outline else []
    return node("w:pPr", *parts)


def _run_properties(style: Style) -> Node:
    bold = [node("w:b"), node("w:bCs")] if style.bold else []
    italic = [node("w:i"), node("w:iCs")] if style.italic else []
    size = round(style.points * 2)
    return node("w:rPr", *bold, *italic, node("w:sz", val=size), node("w:szCs", val=size))
