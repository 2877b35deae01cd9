"""Reading the 19 commune reports of the demonstration, against taking their bare text with python-docx."""

import io
import re

from benchmarks.measure import Result, compare
from tuquan.cli.demonstration.figures import units
from tuquan.cli.demonstration.narratives import compose
from tuquan.cli.demonstration.sample_files import as_docx
from tuquan.reader import read
from tuquan.reader.lint import personal_spans, redact, secrecy_mark
from tuquan.reader.opening import open_document

NUMBER = re.compile(r"\d[\d.,/]*")


def results() -> list[Result]:
    files = [as_docx(compose(unit)) for unit in units()]
    return [
        compare(
            f"{len(files)} báo cáo xã, từ tệp docx đến số liệu đã che",
            lambda: [_whole_way(data) for data in files],
            "chỉ lấy chữ bằng python-docx và tìm chữ số",
            lambda: [_bare_text(data) for data in files],
        ),
    ]


def _whole_way(data: bytes) -> int:
    opened = open_document(data, file_name="bao-cao.docx")
    secrecy_mark(opened.text)
    reading = read(opened.text)
    redact(opened.text, [(span.start, span.end) for span in personal_spans(opened.text)])
    return len(reading.findings)


def _bare_text(data: bytes) -> int:
    from docx import Document

    paper = Document(io.BytesIO(data))
    text = "\n".join(paragraph.text for paragraph in paper.paragraphs)
    cells = "\n".join(cell.text for table in paper.tables for row in table.rows for cell in row.cells)
    return len(NUMBER.findall(text + cells))
