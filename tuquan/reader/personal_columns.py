"""Columns that list persons: under "CCCD" or "Điện thoại" every number is somebody's, also one that lost its zero."""

import re
from collections.abc import Sequence
from typing import Protocol

# "bảng 1, dòng 2, cột 3", "trang tính “Năm”, ô B12": the table, and the column in it.
PLACE = re.compile(r"(?P<table>.+), (?:dòng (?P<row>\d+), cột (?P<at>\d+)|ô (?P<letters>[A-Z]+)(?P<line>\d+))$")
NUMBERS = re.compile(
    r"(?<!\w)(?:CCCD|CMND|CMT|ĐDCN|định danh|căn cước|chứng minh|hộ chiếu|điện thoại|SĐT|ĐT|di động|zalo|tài khoản"
    r"|STK)(?!\w)",
    re.I,
)
PERSONS = re.compile(
    r"(?:họ,? (?:và )?tên|tên (?:công dân|đối tượng|chủ hộ|người)|địa chỉ|nơi (?:ở|cư trú|thường trú)|chỗ ở|HKTT"
    r"|thường trú|email|ngày sinh|năm sinh)",
    re.I,
)
LONGEST_HEADING = 60
LEAST_DIGITS = 7
Span = tuple[int, int]


class Cell(Protocol):
    """A block of an opened document: its place in the text, and where it stands in words."""

    @property
    def start(self) -> int: ...
    @property
    def end(self) -> int: ...
    @property
    def label(self) -> str: ...


def column_spans(text: str, blocks: Sequence[Cell]) -> list[Span]:
    """Cells under such headings: the numbers, and in rows with one the name, birthday and home."""
    headed: dict[tuple[str, str], str] = {}
    found: dict[tuple[str, str], list[Span]] = {}
    beside: dict[tuple[str, str], list[Span]] = {}
    for block in blocks:
        if place := PLACE.match(block.label):
            column = place["table"], place["at"] or place["letters"]
            row = place["table"], place["row"] or place["line"]
            said = text[block.start : block.end]
            kind = headed[column] = headed.get(column) or _heading(said)
            if kind == "numbers" and _digits(said) >= LEAST_DIGITS:
                found.setdefault(row, []).append((block.start, block.end))
            elif kind == "persons":
                beside.setdefault(row, []).append((block.start, block.end))
    return sorted(span for row, spans in found.items() for span in (*spans, *beside.get(row, ())))


def _heading(said: str) -> str:
    """What the column under such a heading holds: "numbers", "persons" or "" for anything else."""
    if len(said) > LONGEST_HEADING or _digits(said) >= LEAST_DIGITS:
        return ""
    if NUMBERS.search(said):
        return "numbers"
    return "persons" if PERSONS.match(said.strip()) else ""


def _digits(said: str) -> int:
    return sum(letter.isdigit() for letter in said)
