"""A realistic paper of an invented commune, in our own words, and strategies for any paper."""

from datetime import date

from tuquan.marks import Mark, to_tag
from tuquan.writer import (
    Appendix,
    Blank,
    Heading,
    Inline,
    Letterhead,
    Number,
    PaperContent,
    Paragraph,
    Signature,
    Table,
    Text,
)

UNIT, ROUND = 1042, 12


def number(shown: str, indicator: str, label: str, figure: int | None = None) -> Number:
    return Number(shown, to_tag(Mark(indicator, UNIT, ROUND, figure)), label)


def paragraph(key: str, *parts: Inline | str, kind: str = "body") -> Paragraph:
    inlines = tuple(Text(part) if isinstance(part, str) else part for part in parts)
    return Paragraph(key, inlines, kind)  # type: ignore[arg-type]


LETTERHEAD = Letterhead(
    superior="Ủy ban nhân dân xã Sơn Hà",
    issuer="Ban Chỉ đạo phong trào toàn dân bảo vệ an ninh Tổ quốc",
    number="5",
    symbol="BC-BCĐ",
    place="Sơn Hà",
    day=date(2026, 1, 8),
)

OPENING = (
    paragraph(
        "grounds",
        "Căn cứ Kế hoạch số 12/KH-BCĐ ngày 20/01/2025 của Ban Chỉ đạo tỉnh về công tác năm 2025;",
        kind="grounds",
    ),
    paragraph("intro", "Ban Chỉ đạo xã Sơn Hà báo cáo kết quả xây dựng phong trào năm 2025 như sau:"),
)

RESULTS = (
    Heading(1, "Đặc điểm, tình hình"),
    paragraph(
        "situation",
        "Xã có ",
        number("14", "hamlets_total", "thôn"),
        " thôn với ",
        number("33.446", "population", "nhân khẩu"),
        " nhân khẩu. Tình hình an ninh, trật tự cơ bản ổn định, không để xảy ra vụ việc phức tạp kéo dài; "
        "người dân chủ động trình báo, hòa giải ngay từ cơ sở.",
    ),
    Heading(1, "Kết quả thực hiện"),
    Heading(2, "Công tác tham mưu, chỉ đạo"),
    paragraph(
        "direction",
        "Đã ban hành ",
        number("09", "documents_issued", "văn bản chỉ đạo", 8812),
        " văn bản chỉ đạo, tổ chức ",
        number("02", "conferences", "hội nghị"),
        " hội nghị giao ban với các thôn.",
    ),
    Heading(2, "Công tác tuyên truyền"),
    Heading(3, "Hình thức trực tiếp"),
    paragraph(
        "outreach",
        "Tổ chức ",
        number("126", "outreach_sessions", "buổi tuyên truyền"),
        " buổi, thu hút ",
        number("11.208", "outreach_attendances", "lượt người tham dự"),
        " lượt người; tỷ lệ hộ ký cam kết đạt ",
        number("97,35", "households_pledged_rate", "tỷ lệ hộ ký cam kết"),
        "%.",
        kind="item",
    ),
    paragraph("media", "Phát thanh ", number("61", "broadcasts", "tin, bài"), " tin, bài.", kind="item"),
    Heading(2, "Xây dựng mô hình tự quản"),
    paragraph(
        "schemes",
        Text("Mô hình xây dựng mới: ", bold=True),
        number("03", "schemes_founded", "mô hình xây dựng mới", 8813),
        " mô hình, gồm “Camera an ninh”, “Dòng họ tự quản” và “Tiếng kẻng bình yên”. ",
        Text("Không có mô hình bị thanh loại.", italic=True),
    ),
    paragraph("restricted", "Số việc chuyển hồ sơ theo dõi riêng: ", Blank("số việc"), "."),
)

TABLE = Table(
    key="schemes_by_field",
    caption="Mô hình theo lĩnh vực",
    header=("TT", "Lĩnh vực", "Đầu kỳ", "Mới", "Cuối kỳ"),
    rows=tuple(
        (
            (Text(str(place)),),
            (Text(field),),
            (Number(str(start), to_tag(Mark("schemes_active", UNIT, ROUND - 1)), f"{field}, đầu kỳ"),),
            (number(f"{new:02d}" if new else "0", "schemes_founded", f"{field}, mới"),),
            (number(str(start + new), "schemes_active", f"{field}, cuối kỳ"),),
        )
        for place, (field, start, new) in enumerate(
            [
                ("Phòng, chống tội phạm", 11, 1),
                ("Giữ gìn trật tự, an toàn giao thông", 6, 0),
                ("Phòng cháy, chữa cháy", 14, 1),
                ("Dòng họ, gia đình tự quản", 21, 1),
                ("Trường học, cơ quan, doanh nghiệp an toàn về an ninh, trật tự", 9, 0),
            ],
            start=1,
        )
    ),
    widths=(1, 6, 2, 2, 2),
    aligns=("center", "left", "right", "right", "right"),
)

REST = (
    Heading(1, "Tồn tại, hạn chế"),
    paragraph(
        "limits",
        "Một số mô hình hoạt động chưa đều; hồ sơ của vài tổ tự quản còn thiếu biên bản họp. Kinh phí chủ "
        "yếu dựa vào đóng góp của người dân nên khó duy trì thiết bị. Nguyên nhân là cán bộ thôn kiêm nhiệm "
        "nhiều việc, việc sơ kết chưa được làm thường xuyên.",
    ),
    Heading(1, "Phương hướng"),
    *(
        paragraph(
            f"task{place}",
            f"Nhiệm vụ {place}: củng cố các mô hình hiện có, rà soát lại quy chế và danh sách điểm, gắn việc "
            "sinh hoạt của tổ với họp thôn để bà con dễ tham gia; kịp thời biểu dương nơi làm tốt.",
            kind="item",
        )
        for place in range(1, 9)
    ),
    Heading(1, "Kiến nghị"),
    paragraph("proposals", "Đề nghị cấp trên hỗ trợ kinh phí sửa chữa hệ thống loa và camera."),
)


def paper(**changes: object) -> PaperContent:
    """The sample, with some fields replaced."""
    parts: dict[str, object] = {
        "letterhead": LETTERHEAD,
        "type_name": "Báo cáo",
        "subject": "Kết quả công tác xây dựng phong trào toàn dân bảo vệ an ninh Tổ quốc năm 2025",
        "addressees": ("Ban Chỉ đạo tỉnh", "Công an tỉnh (qua Phòng Xây dựng phong trào)"),
        "blocks": (*OPENING, *RESULTS, TABLE, *REST),
        "signature": Signature(("TM. Ban Chỉ đạo", "KT. Trưởng ban", "Phó Trưởng ban"), "Nguyễn Thị Hòa"),
        "recipients": ("Như trên", "Đảng ủy, HĐND, UBND xã", "Thành viên Ban Chỉ đạo", "Lưu: VT, CA"),
        "appendix": (Appendix("Số liệu phong trào năm 2025", "", (long_table(),)),),
    }
    return PaperContent(**(parts | changes))  # type: ignore[arg-type]


def long_table() -> Table:
    """A table of more than one page, so that its header has to be repeated."""
    rows = tuple(
        (
            (Text(str(place)),),
            (Text(f"Chỉ tiêu thứ {place} của biểu mẫu"),),
            (Text("mô hình"),),
            (number(f"{place * 1234:,}".replace(",", "."), "schemes_active", f"chỉ tiêu {place}"),),
        )
        for place in range(1, 61)
    )
    return Table(
        "all_figures",
        "",
        ("TT", "Chỉ tiêu", "Đơn vị tính", "Số liệu"),
        rows,
        (1, 6, 2, 2),
        ("center", "left", "center", "right"),
    )
