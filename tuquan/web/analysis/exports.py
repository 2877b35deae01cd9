"""Which file an export is, by the word of `?xuat=`."""

from collections.abc import Callable

from django.http import Http404, HttpResponse

from tuquan.design import vega
from tuquan.reporting.analysis import Table
from tuquan.web.analysis import drawing, sheet_files, word_file
from tuquan.web.analysis.address import NO_CHART, Asked

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
TABLES: dict[str, tuple[str, str, Callable[[Table, str], bytes]]] = {
    "xlsx": ("xlsx", XLSX, sheet_files.xlsx),
    "csv": ("csv", "text/csv; charset=utf-8", sheet_files.office_csv),
    "csv-may": ("csv", "text/csv; charset=utf-8", sheet_files.machine_csv),
    "docx": ("docx", DOCX, word_file.word),
}
PICTURES = {"png": "image/png", "svg": "image/svg+xml"}


def export(word: str, table: Table, asked: Asked) -> HttpResponse:
    """The table or its chart as a file; 404 for a word that names none, and where nothing is drawn."""
    if word in TABLES:
        ending, media_type, write = TABLES[word]
        return _file(write(table, asked.sort), f"{_name(table)}.{ending}", media_type)
    if word not in PICTURES:
        raise Http404
    drawn = drawing.chart(table, asked if asked.chart != NO_CHART else Asked())
    if drawn is None:
        raise Http404
    spec = drawn.titled(_source(table))
    data = vega.png(spec) if word == "png" else vega.svg(spec, label=drawn.title).encode()
    return _file(data, f"{_name(table)}.{word}", PICTURES[word])


def links(asked: Asked) -> list[tuple[str, str, str]]:
    """(address, label, group) of every file of a question."""
    here = asked.link()
    return [
        (f"{here}&xuat=xlsx", "Excel", "table"),
        (f"{here}&xuat=docx", "Word", "table"),
        (f"{here}&xuat=csv", "CSV cho Excel", "table"),
        (f"{here}&xuat=csv-may", "CSV cho máy", "table"),
        (f"{here}&xuat=png", "Ảnh PNG", "chart"),
        (f"{here}&xuat=svg", "Ảnh SVG", "chart"),
    ]


def _source(table: Table) -> str:
    return f"Nguồn: số liệu đã duyệt; {table.view_label}; đã có {table.coverage}"


def _name(table: Table) -> str:
    last = max(span.window for span in table.spans).file_name if table.spans else "trong"
    return f"phan-tich-{last}"


def _file(data: bytes, name: str, media_type: str) -> HttpResponse:
    return HttpResponse(
        data, content_type=media_type, headers={"Content-Disposition": f'attachment; filename="{name}"'}
    )
