"""Lists as xlsx and csv, out and in, for people's own tables. Plain Python."""

from tuquan.sheets.columns import Cell, SheetError
from tuquan.sheets.csv_out import write_csv
from tuquan.sheets.heading import Column, Heading, Record, find_heading
from tuquan.sheets.reading import read_paste, read_tables
from tuquan.sheets.table import Merged, Row, Table
from tuquan.sheets.xlsx_out import write_xlsx

__all__ = [
    "Cell",
    "Column",
    "Heading",
    "Merged",
    "Record",
    "Row",
    "SheetError",
    "Table",
    "find_heading",
    "read_paste",
    "read_tables",
    "write_csv",
    "write_xlsx",
]
