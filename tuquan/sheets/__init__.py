"""Lists as xlsx and csv, out and in, for people's own tables. Plain Python."""

from tuquan.sheets.columns import Cell, SheetError
from tuquan.sheets.csv_out import write_csv
from tuquan.sheets.filled import Filled, Marks, read_filled, refuse_lost, write_filled
from tuquan.sheets.heading import Column, Heading, Record, find_heading
from tuquan.sheets.reading import read_paste, read_tables
from tuquan.sheets.table import Merged, Row, Table
from tuquan.sheets.xlsx_out import write_xlsx

__all__ = [
    "Cell",
    "Column",
    "Filled",
    "Heading",
    "Marks",
    "Merged",
    "Record",
    "Row",
    "SheetError",
    "Table",
    "find_heading",
    "read_filled",
    "read_paste",
    "read_tables",
    "refuse_lost",
    "write_csv",
    "write_filled",
    "write_xlsx",
]
