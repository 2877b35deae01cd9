"""What may stand in a cell, and the check that every row is as long as the header."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from decimal import Decimal
from typing import TypeAlias

Cell: TypeAlias = str | int | Decimal | date | None


class SheetError(ValueError):
    """A list that cannot become a sheet. `code` is stable; the message is a Vietnamese sentence."""

    def __init__(self, code: str, message: str) -> None:
        super().__init__(message)
        self.code = code
        self.message = message


def checked(header: Sequence[str], rows: Iterable[Sequence[Cell]]) -> Iterator[Sequence[Cell]]:
    """The rows, one after another; SheetError `no_columns`, or `ragged` at the first row of another length."""
    if not header:
        raise SheetError("no_columns", "Bảng chưa có cột nào; hãy chọn ít nhất một cột rồi xuất lại.")
    for place, row in enumerate(rows, 1):
        if len(row) != len(header):
            raise SheetError("ragged", f"Dòng {place} có {len(row)} ô, trong khi bảng có {len(header)} cột.")
        yield row
