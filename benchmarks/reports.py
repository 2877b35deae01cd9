"""Reports to measure with: letterhead, headings, paragraphs, a table, put together from the examples of the words."""

from __future__ import annotations

import io
from random import Random

from tuquan.reader import BUNDLED_WORDS

# A page of a report in 14 points holds about so many characters.
PAGE = 2_200
HEAD = (
    "CÔNG AN HUYỆN LÂM BÌNH\nCÔNG AN XÃ KHUÔN HÀ\nSố: {number}/BC-CAX\n\n"
    "Khuôn Hà, ngày {day} tháng 12 năm 2021\n\nBÁO CÁO\n"
)
TITLE = "Kết quả xây dựng phong trào toàn dân bảo vệ an ninh Tổ quốc năm {year}\n\n"
PARTS = (
    "I. CÔNG TÁC THAM MƯU, CHỈ ĐẠO",
    "II. CÔNG TÁC TUYÊN TRUYỀN, VẬN ĐỘNG",
    "III. XÂY DỰNG, NHÂN RỘNG MÔ HÌNH",
    "IV. LỰC LƯỢNG BẢO VỆ AN NINH, TRẬT TỰ Ở CƠ SỞ",
    "V. KẾT QUẢ, THI ĐUA, KHEN THƯỞNG",
)
ROWS = tuple(entry for entry in BUNDLED_WORDS.entries if entry.name and entry.measure)
# What stands between the figures of a real report, where one figure comes to several hundred characters.
PROSE = (
    "Cấp ủy, chính quyền xã xác định công tác này là nhiệm vụ thường xuyên, giao từng đoàn thể phụ trách địa bàn.",
    "Nhân dân các thôn đồng tình, tích cực hưởng ứng; nhiều hộ tự nguyện hiến công, vật liệu cho việc chung của thôn.",
    "Công an xã làm nòng cốt tham mưu, phối hợp với Mặt trận và các đoàn thể duy trì nền nếp giao ban.",
    "Nội dung tuyên truyền bám sát đời sống, tập trung vào thủ đoạn mới của tội phạm trên không gian mạng.",
    "Bên cạnh đó vẫn còn hạn chế: một số nơi sinh hoạt chưa đều, kinh phí hoạt động của lực lượng cơ sở còn khó khăn.",
    "Nguyên nhân chủ yếu do cán bộ kiêm nhiệm nhiều việc, việc đôn đốc, kiểm tra có lúc chưa kịp thời.",
    "Thời gian tới tiếp tục nâng cao chất lượng, rà soát, củng cố các tổ chức quần chúng ở khu dân cư.",
    "Các mâu thuẫn trong nhân dân được nắm và hòa giải từ khi mới phát sinh, không để kéo dài thành điểm nóng.",
)
SENTENCES = tuple(example.text for entry in BUNDLED_WORDS.entries for example in entry.examples)


def text(chance: Random, *, characters: int = PAGE, prose: int = 0) -> str:
    """A report of about so many characters, its table as lines of cells between tabs; so many sentences without any
    figure stand beside each that has some."""
    out = [HEAD.format(number=chance.randint(1, 400), day=chance.randint(10, 28))]
    out.append(TITLE.format(year=chance.randint(2019, 2025)))
    length, part = 0, 0
    while length < characters:
        if part * characters < length * len(PARTS):
            out.append(PARTS[part % len(PARTS)] + "\n")
            part += 1
        told = chance.sample(SENTENCES, chance.randint(2, 6) if not prose else 1)
        paragraph = " ".join((*told, *chance.sample(PROSE, prose)))
        out.append(paragraph + "\n")
        length += len(paragraph)
    return "".join(out)


def rows(chance: Random, *, count: int = 12) -> list[tuple[str, str, str, str]]:
    """Rows of a table: number, label, measure, figure."""
    chosen = chance.sample(ROWS, count)
    return [(str(at), e.name, e.measure, str(chance.randint(0, 4000))) for at, e in enumerate(chosen, start=1)]


def docx(chance: Random, *, pages: int = 6, prose: int = 0) -> bytes:
    """A report of so many pages as Word writes it: paragraphs, then a table."""
    from docx import Document

    paper = Document()
    for line in text(chance, characters=pages * PAGE, prose=prose).split("\n"):
        paper.add_paragraph(line)
    lines = [("TT", "Nội dung", "Đơn vị", "Kết quả"), *rows(chance)]
    grid = paper.add_table(rows=len(lines), cols=4)
    for at, line in enumerate(lines):
        for cell, told in zip(grid.rows[at].cells, line, strict=True):
            cell.text = told
    out = io.BytesIO()
    paper.save(out)
    return out.getvalue()
