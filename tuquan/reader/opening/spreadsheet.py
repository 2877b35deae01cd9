"""A workbook (xlsx, xls, ods) read as text: every row a line, every cell a block with its sheet and address."""

import json
import subprocess
import sys
from typing import Any

from tuquan.reader.opening import sheet_rows
from tuquan.reader.opening.composer import Composer
from tuquan.reader.opening.notes import sentences
from tuquan.reader.opening.opened import OpenedDocument
from tuquan.reader.opening.refusals import Unreadable, refusal

SECONDS = 30
MEGABYTES = 600


def open_spreadsheet(data: bytes) -> OpenedDocument:
    """The text of a workbook; hidden sheets are left out and said. Raises Unreadable."""
    found = _rows(data)
    composer = Composer()
    composer.counts["hidden_sheet"] = found["hidden"]
    for name, rows in found["sheets"]:
        for number, row in enumerate(rows, start=1):
            _row(composer, name, number, row)
        composer.separate("\n")
    return OpenedDocument(composer.text(), tuple(composer.blocks), "sheet", sentences(composer.counts))


def _rows(data: bytes) -> dict[str, Any]:
    """In a process of its own, held to time and memory: a damaged workbook may ask for all there is."""
    command = [sys.executable, "-I", sheet_rows.__file__, str(MEGABYTES)]
    try:
        done = subprocess.run(command, input=data, capture_output=True, timeout=SECONDS, check=False)
    except (subprocess.TimeoutExpired, OSError) as broken:
        raise refusal("damaged", where="bảng tính") from broken
    if done.returncode:
        raise _refused(done.stderr)
    return json.loads(done.stdout)  # type: ignore[no-any-return]


def _refused(said: bytes) -> Unreadable:
    if b"too_long" in said:
        return refusal("too_long", where=f"bảng tính có hơn {sheet_rows.MAX_CELLS // 1000} nghìn ô")
    return refusal("encrypted") if b"assword" in said else refusal("damaged", where="bảng tính")


def _row(composer: Composer, name: str, number: int, row: list[str]) -> None:
    written = False
    for column, shown in enumerate(row):
        if not shown.strip():
            continue
        if written:
            composer.separate("\t")
        place = composer.place
        with composer.flat():
            composer.write(shown)
        written |= composer.block("cell", place, f"trang tính “{name}”, ô {_letters(column)}{number}")
    if written:
        composer.separate("\n")


def _letters(column: int) -> str:
    letters = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(65 + rest) + letters
    return letters
