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
SENTENCES = tuple(example.text for entry in BUNDLED_WORDS.entries for example in entry.examples)


def text(chance: Random, *, characters: int = PAGE) -> str:
    """A report of about so many characters, its table as lines of cells between tabs."""
    out = [HEAD.format(number=chance.randint(1, 400), day=chance.randint(10, 28))]
    out.append(TITLE.format(year=chance.randint(2019, 2025)))
    length, part = 0, 0
    while length < characters:
        if part * characters < length * len(PARTS):
            out.append(PARTS[part % len(PARTS)] + "\n")
            part += 1
        paragraph = " ".join(chance.sample(SENTENCES, chance.randint(2, 6)))
        out.append(paragraph + "\n")
        length += len(paragraph)
    return "".join(out)


def rows(chance: Random, *, count: int = 12) -> list[tuple[str, str, str, str]]:
    """Rows of a table: number, label, measure, figure."""
    chosen = chance.sample(ROWS, count)
    return [(str(at), e.name, e.measure, str(chance.randint(0, 4000))) for at, e in enumerate(chosen, start=1)]


def docx(chance: Random, *, pages: int = 6) -> bytes:
    """A report of so many pages as Word writes it: paragraphs, then a table."""
    from docx import Document

    paper = Document()
    for line in text(chance, characters=pages * PAGE).split("\n"):
        paper.add_paragraph(line)
    lines = [("TT", "Nội dung", "Đơn vị", "Kết quả"), *rows(chance)]
    grid = paper.add_table(rows=len(lines), cols=4)
    for at, line in enumerate(lines):
        for cell, told in zip(grid.rows[at].cells, line, strict=True):
            cell.text = told
    out = io.BytesIO()
    paper.save(out)
    return out.getvalue()
