"""Whether a line of a pdf goes on with the sentence of the line before it."""

import re

CLOSES = tuple(".;:!?…)]}”\"'")
# "a) …", "1. …", "II. …", "Điều 3. …" begin a point of their own.
POINT = re.compile(r"(?:[^\W\d_]|[IVX]+|\d+(?:\.\d+)*|(?:Điều|Chương|Mục|Phần|Phụ lục)\s+\w+)[.)/:](?:\s|$)")
# The first line of a row whose label goes on below: its number, the label, no value yet.
NUMBERED_LABEL = re.compile(r"\d{1,3}[.)]?\t[^\t\d]{2,}")
NUMBER = r"\d[\d.,/]*(?:\s?[-–]\s?\d[\d.,/]*)?%?"
# "củng cố" / "12 mô hình", "đạt" / "97,35%.": a number inside a sentence, not the first cell of a row.
NUMBER_IN_SENTENCE = re.compile(rf"{NUMBER}[,;]?\s+(\w)|{NUMBER}[.;]$")
# A year or a date that its word left behind: "năm" / "2025".
WAITS_FOR_NUMBER = ("năm", "đoạn", "tháng", "ngày", "quý", "đạt", "là", "được", "với", "hơn", "trên", "từ", "đến", "và")
# How full a line is, against the widest of its page, when it was the page's edge that broke it.
FULL = 0.7
# A capital letter is a weaker sign ("an ninh" / "Tổ quốc" or a new heading): only after a line to the edge.
TO_THE_EDGE = 0.9
LONG_LINE = 45
# A tab after the bullet or number of a point does not make a row of a table.
BULLET = 6


def goes_on(before: str, line: str, *, width: int) -> bool:
    """Whether `line` carries on the sentence of `before`; `width` is the widest line on the page of `before`."""
    if NUMBERED_LABEL.fullmatch(before) and _is_row(line) and not line[:1].isdigit():
        return True  # "7<tab>Ngày hội Toàn dân bảo vệ an ninh" / "Tổ quốc<tab>lần<tab>01"
    if before.endswith(CLOSES) or POINT.match(line) or _is_row(before):
        return False
    if line[:1].islower():
        return True  # a row as well: its label was broken inside its cell
    if _is_row(line):
        return False
    if line[:1].isdigit():
        waits = before.split()[-1].lower() in WAITS_FOR_NUMBER
        return (waits or len(before) >= FULL * width) and _number_goes_on(before, line)
    if line[:1].isupper():
        return len(before) >= max(TO_THE_EDGE * width, LONG_LINE) and before[-1].islower() and not line.isupper()
    return False


def _is_row(line: str) -> bool:
    return "\t" in line[BULLET:]


def _number_goes_on(before: str, line: str) -> bool:
    found = NUMBER_IN_SENTENCE.match(line)
    if found:
        return found[1] is None or found[1].islower()
    return before.split()[-1].lower() in WAITS_FOR_NUMBER
