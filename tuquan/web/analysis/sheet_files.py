"""The table as sheets that hold exactly what is seen: xlsx, csv for machines, csv for the office."""

import csv
from decimal import Decimal
from io import BytesIO, StringIO
from typing import Any

import xlsxwriter

from tuquan.reporting.analysis import Cell, Table
from tuquan.sheets.csv_out import inert
from tuquan.vn.dates import show_date
from tuquan.web.analysis.showing import Shown, shown

FONT = "Times New Roman"  # Decree 30/2020/NĐ-CP, annex I
_LOOKS: dict[str, dict[str, Any]] = {
    "title": {"bold": True, "font_size": 14},
    "plain": {"text_wrap": False},
    "head": {
        "bold": True,
        "text_wrap": True,
        "align": "center",
        "valign": "vcenter",
        "border": 1,
        "bg_color": "#E8EEF4",
    },
    "name": {"text_wrap": True, "valign": "top", "border": 1},
    "words": {"align": "right", "valign": "top", "border": 1, "italic": True, "font_color": "#52605A"},
    "number": {"num_format": "#,##0.###", "valign": "top", "border": 1},
    "whole": {"num_format": "#,##0", "valign": "top", "border": 1},
    "tenth": {"num_format": "#,##0.0", "valign": "top", "border": 1},
    "signed": {"num_format": "+#,##0;-#,##0;0", "valign": "top", "border": 1},
    "signed_part": {"num_format": "+#,##0.0##;-#,##0.0##;0", "valign": "top", "border": 1},
}


def title_of(table: Table) -> str:
    """ "Phân tích số liệu, huyện Tuyên Hóa"."""
    return f"Phân tích số liệu, {table.place}"


def source_lines(table: Table) -> list[str]:
    """What every file says of its numbers: the rounds, the view, the coverage, the source, the day."""
    spans = "; ".join(span.title for span in sorted(table.spans, key=lambda span: span.window))
    return [
        f"Kỳ: {spans}",
        f"Đơn vị hành chính {table.view_label}; đã có số liệu: {table.coverage}",
        f"Nguồn: số liệu đã duyệt của từng đơn vị. Lập ngày {show_date(table.asked_on)}.",
        *table.notes,
    ]


def xlsx(table: Table, sort: str) -> bytes:
    """A sheet a grid: title, headings as on the page (frozen), numbers as numbers, the source under the table."""
    buffer = BytesIO()
    book = xlsxwriter.Workbook(buffer, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False})
    looks = {name: book.add_format({"font_name": FONT, "font_size": 12} | look) for name, look in _LOOKS.items()}
    looks |= {f"{name}!": book.add_format({"font_name": FONT, "font_size": 12, "bold": True} | _LOOKS[name])
              for name in _LOOKS}  # fmt: skip
    for number, grid in enumerate(shown(table, sort), 1):
        name = f"Bảng {number}" if len(table.grids) > 1 else "Phân tích"
        _sheet(book.add_worksheet(name), table, grid, looks)
    book.close()
    return buffer.getvalue()


def _sheet(sheet: Any, table: Table, grid: Shown, looks: dict[str, Any]) -> None:
    names = len(grid.corner)
    sheet.write_string(0, 0, title_of(table), looks["title"])
    sheet.write_string(1, 0, grid.caption, looks["plain"])
    top = 3
    for column, corner in enumerate(grid.corner):
        _over(sheet, top, column, grid.depth, 1, corner, looks["head"])
    for level, heads in enumerate(grid.heads):
        column = names
        for head in heads:
            _over(sheet, top + level, column, 1, head.wide, head.text, looks["head"])
            column += head.wide
    first = top + grid.depth
    for place, line in enumerate(grid.lines, first):
        bold = "!" if line.total else ""
        for column, name in enumerate(line.names):
            sheet.write_string(place, column, name, looks[f"name{bold}"])
        for column, cell in enumerate(line.cells, names):
            _write(sheet, place, column, cell, looks, bold)
    for place, said in enumerate(source_lines(table), first + len(grid.lines) + 1):
        sheet.write_string(place, 0, said, looks["plain"])
    sheet.set_column(0, names - 1, 30)
    sheet.set_column(names, names + (len(grid.lines[0].cells) if grid.lines else 1), 16)
    sheet.freeze_panes(first, names)
    sheet.set_landscape()
    sheet.set_paper(9)
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(top, first - 1)


def _over(sheet: Any, row: int, column: int, tall: int, wide: int, text: str, look: Any) -> None:
    if tall * wide > 1:
        sheet.merge_range(row, column, row + tall - 1, column + wide - 1, text, look)
    else:
        sheet.write_string(row, column, text, look)


def _write(sheet: Any, row: int, column: int, cell: Cell, looks: dict[str, Any], bold: str) -> None:
    if cell.number is None:
        sheet.write_string(row, column, cell.text, looks[f"words{bold}"])
    else:
        sheet.write_number(row, column, cell.number, looks[f"{_look(cell, cell.number)}{bold}"])


def _look(cell: Cell, number: Decimal) -> str:
    whole = number == number.to_integral_value()
    if cell.signed:
        return "signed" if whole else "signed_part"
    return "whole" if whole else "tenth" if cell.places == 1 else "number"


def office_csv(table: Table, sort: str) -> bytes:
    """For Excel on a Vietnamese Windows: a mark of UTF-8, semicolons, 1.234,5 as on the page; no formula runs."""
    buffer = StringIO(newline="")
    writer = csv.writer(buffer, delimiter=";", lineterminator="\r\n")
    for grid in shown(table, sort):
        if grid.caption:
            writer.writerow([inert(grid.caption)])
        for heads in _flat_heads(grid):
            writer.writerow([inert(text) for text in heads])
        for line in grid.lines:
            cells = [cell.text if cell.number is None else _plain_minus(cell.text) for cell in line.cells]
            writer.writerow(
                [*map(inert, line.names), *(_safe(text, cell) for text, cell in zip(cells, line.cells, strict=True))]
            )
        writer.writerow([])
    writer.writerows([[inert(said)] for said in (title_of(table), *source_lines(table))])
    return buffer.getvalue().encode("utf-8-sig")


def _safe(text: str, cell: Cell) -> str:
    """A number stays a number ("+12" and "-3" are none that a formula could hide in); words are made inert."""
    return text if cell.number is not None else inert(text)


def _plain_minus(text: str) -> str:
    return text.replace("−", "-")


def _flat_heads(grid: Shown) -> list[list[str]]:
    rows = []
    for level, heads in enumerate(grid.heads):
        corner = list(grid.corner) if level == grid.depth - 1 else [""] * len(grid.corner)
        rows.append([*corner, *(head.text for head in heads for _ in range(head.wide))])
    return rows


_MACHINE = (
    "indicator", "indicator_name", "measure_of", "unit", "unit_code", "unit_name", "window", "said", "number", "value",
    "of", "answer", "text", "note",
)  # fmt: skip


def machine_csv(table: Table, sort: str) -> bytes:
    """For programs: plain UTF-8, commas, points; a row a cell, in the order of the page, with codes and ISO windows."""
    buffer = StringIO(newline="")
    writer = csv.writer(buffer, lineterminator="\n")
    writer.writerow(_MACHINE)
    lines = {line.code: line for line in table.lines}
    titles = {item.key: item for grid in table.grids for row in grid.rows for item in row.items}
    titles |= {item.key: item for grid in table.grids for head in grid.columns for item in head.items}
    titles |= {item.key: item for grid in table.grids for item in grid.layer}
    for grid in shown(table, sort):
        for line in grid.lines:
            for cell in line.cells:
                place, span = titles[cell.place], titles[cell.span]
                writer.writerow([
                    cell.code, inert(lines[cell.code].name), inert(lines[cell.code].measure), cell.place, place.code,
                    inert(place.title), span.code, cell.measure.value, _number(cell.number), _number(cell.value),
                    _number(cell.of), cell.answer, _safe(cell.text, cell), inert(cell.said),
                ])  # fmt: skip
    return buffer.getvalue().encode()


def _number(number: Decimal | None) -> str:
    return "" if number is None else format(number.normalize() + Decimal(0), "f")
