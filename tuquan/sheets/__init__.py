"""Lists as xlsx and csv for people's own tables. Plain Python."""

from tuquan.sheets.columns import Cell, SheetError
from tuquan.sheets.csv_out import write_csv
from tuquan.sheets.xlsx_out import write_xlsx

__all__ = ["Cell", "SheetError", "write_csv", "write_xlsx"]
