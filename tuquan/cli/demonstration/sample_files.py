"""A narrative as the file that an office would send: docx in the layout of Decree 30/2020/NĐ-CP, one pdf, one txt."""

import io
from typing import Any

from tuquan.cli.demonstration import STAMP
from tuquan.cli.demonstration.narratives import TITLE, Narrative
from tuquan.vn.dates import show_long
from tuquan.vn.text import key

NATION = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"
MOTTO = "Độc lập - Tự do - Hạnh phúc"
# Offices send what they have: one scan-free pdf and one plain text among the Word files.
AS_PDF = "xã Sơn Hóa"
AS_TEXT = "xã Hương Hóa"


def file_of(narrative: Narrative) -> tuple[str, bytes]:
    """The file's name ("bao-cao-chau-hoa.docx") and its bytes."""
    stem = f"bao-cao-{key(narrative.place).replace(' ', '-')}"
    if narrative.unit == AS_PDF:
        return f"{stem}.pdf", as_pdf(narrative)
    if narrative.unit == AS_TEXT:
        return f"{stem}.txt", as_text(narrative).encode()
    return f"{stem}.docx", as_docx(narrative)


def as_text(narrative: Narrative) -> str:
    """The report as plain text: head, title, blocks; cells parted by tabs."""
    lines = [narrative.issuer.upper(), f"Số: {narrative.number}", _dateline(narrative), "", "BÁO CÁO", TITLE, ""]
    for block in narrative.blocks:
        lines += ["\t".join(row) for row in block.rows]
    return "\n".join([*lines, "", narrative.signer.upper(), "(Đã ký)", "", STAMP, ""])


def as_docx(narrative: Narrative) -> bytes:
    """The report as a Word file."""
    from docx import Document
    from docx.enum.text import WD_ALIGN_PARAGRAPH
    from docx.shared import Mm, Pt

    paper = Document()
    style = paper.styles["Normal"]
    style.font.name, style.font.size = "Times New Roman", Pt(14)
    page = paper.sections[0]
    page.page_width, page.page_height = Mm(210), Mm(297)
    page.top_margin = page.bottom_margin = Mm(20)
    page.left_margin, page.right_margin = Mm(30), Mm(15)
    page.header.paragraphs[0].text = STAMP
    _head(paper, narrative)
    for text in ("BÁO CÁO", TITLE):
        title = paper.add_paragraph()
        title.alignment = WD_ALIGN_PARAGRAPH.CENTER
        title.add_run(text).bold = True
    for block in narrative.blocks:
        _add(paper, block)
    signed = paper.add_paragraph(f"{narrative.signer.upper()}\n(Đã ký)")
    signed.alignment = WD_ALIGN_PARAGRAPH.RIGHT
    out = io.BytesIO()
    paper.save(out)
    return out.getvalue()


def _head(paper: Any, narrative: Narrative) -> None:
    from docx.enum.text import WD_ALIGN_PARAGRAPH

    table = paper.add_table(rows=1, cols=2)
    left = f"{narrative.superior.upper()}\n{narrative.issuer.upper()}\nSố: {narrative.number}"
    right = f"{NATION}\n{MOTTO}\n{_dateline(narrative)}"
    for cell, text in zip(table.rows[0].cells, (left, right), strict=True):
        lines = text.split("\n")
        cell.text = lines[0]
        for line in lines[1:]:
            cell.add_paragraph(line)
        for paragraph in cell.paragraphs:
            paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER


def _add(paper: Any, block: Any) -> None:
    if block.kind == "table":
        table = paper.add_table(rows=0, cols=len(block.rows[0]), style="Table Grid")
        for row in block.rows:
            for cell, text in zip(table.add_row().cells, row, strict=True):
                cell.text = text
        return
    paragraph = paper.add_paragraph()
    paragraph.add_run(block.text).bold = block.kind == "heading"


def as_pdf(narrative: Narrative) -> bytes:
    """The report as a pdf with a text layer."""
    import typst

    lines = ['#set page(paper: "a4", margin: (left: 30mm, right: 15mm, y: 20mm), header: [' + _safe(STAMP) + "])"]
    lines += ['#set text(size: 13pt, lang: "vi")', "#set par(justify: true, leading: 0.8em)"]
    head = [narrative.issuer.upper(), f"Số: {narrative.number}", _dateline(narrative), "BÁO CÁO", TITLE]
    lines += [f"#align(center)[{_safe(text)}]" for text in head]
    for block in narrative.blocks:
        lines.append(f"#strong[{_safe(block.text)}]" if block.kind == "heading" else _typst(block))
        lines.append("")
    lines.append(f"#align(right)[{_safe(narrative.signer.upper())}]")
    return bytes(typst.compile("\n".join(lines).encode(), format="pdf"))


def _typst(block: Any) -> str:
    if block.kind != "table":
        return _safe(block.text)
    cells = ", ".join(f"[{_safe(cell)}]" for row in block.rows for cell in row)
    return f"#table(columns: {len(block.rows[0])}, {cells})"


def _safe(text: str) -> str:
    return "".join(f"\\{c}" if c in "\\#$*_`<>@~[]\"'=-+/" else c for c in text)


def _dateline(narrative: Narrative) -> str:
    return f"{narrative.place}, {show_long(narrative.issued_on)}"
