"""How times are written: one pattern a shape, and the days it means."""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Callable
from datetime import date

Span = tuple[date | None, date | None]
WithYear = Callable[[re.Match[str], int], Span]

ROMAN = {"i": 1, "ii": 2, "iii": 3, "iv": 4, "1": 1, "2": 2, "3": 3, "4": 4}
WORDS = {"hai": 2, "ba": 3, "bốn": 4, "năm": 5, "sáu": 6, "bảy": 7, "tám": 8, "chín": 9, "mười": 10}
Y = r"(?P<y>(?:19|20)\d\d)"
N = rf"(?P<n>\d{{1,2}}|{'|'.join(WORDS)})"
A = r"(?P<a>(?:19|20)\d\d)"
Y2 = r"(?P<y2>20[0-3]\d)"
Y1 = r"(?P<y1>(?:19|20)\d\d)"
D1 = r"(?P<d1>\d{1,2})"
M1 = r"(?P<m1>\d{1,2})"
D = r"(?P<d>\d{1,2})"
M = r"(?P<m>\d{1,2})"
# "đến 10/10 khu dân cư" is a share, "đến 10/10 xã có" a day.
NO_SHARE = (
    r"(?!\s*(?:xã|phường|thị trấn|thôn|bản|ấp|khóm|khu|hộ|tổ|đơn vị|trường|huyện|cơ quan|làng|buôn|tiểu khu|điểm)(?!\w)"
    r"(?!\s+(?:có|đã|hiện|mới|lắp|lập)(?!\w)))"
)


def _year(year: int) -> Span:
    return date(year, 1, 1), date(year, 12, 31)


def _months(year: int, first: int, last: int) -> Span:
    return date(year, first, 1), date(year, last, monthrange(year, last)[1])


def _month(m: re.Match[str], year: int) -> Span:
    return _months(year, int(m["m"]), int(m["m"]))


def _day(m: re.Match[str], year: int) -> Span:
    day = date(year, int(m["m"]), int(m["d"]))
    return day, day


def _day_in_brackets(m: re.Match[str], year: int) -> Span:
    day = date(year, int(m["m"] or m["m2"]), int(m["d"] or m["d2"]))
    return day, day


def _bare_year(m: re.Match[str], year: int) -> Span:
    return _year(int(m["z"] or m["y2"] or year))


def _years(m: re.Match[str], year: int) -> Span:
    return date(int(m["a"]), 1, 1), date(year, 12, 31)


def _school_year(m: re.Match[str], year: int) -> Span:
    """From September to the end of May (frame of the school year of the Ministry of Education)."""
    return date(int(m["a"]), 9, 1), date(year, 5, 31)


def _day_to_day(m: re.Match[str], year: int) -> Span:
    begins = int(m["y1"] or (year - 1 if int(m["m1"]) > int(m["m"]) else year))
    return date(begins, int(m["m1"]), int(m["d1"])), date(year, int(m["m"]), int(m["d"]))


def _days_of_month(m: re.Match[str], year: int) -> Span:
    month = int(m["m"])
    return date(year, month, int(m["d1"])), date(year, month, int(m["d"]))


def _month_to_month(m: re.Match[str], year: int) -> Span:
    begins = int(m["y1"] or (year - 1 if int(m["m1"]) > int(m["m"]) else year))
    return date(begins, int(m["m1"]), 1), _months(year, int(m["m"]), int(m["m"]))[1]


def _quarter(m: re.Match[str], year: int) -> Span:
    return _months(year, 3 * ROMAN[m["q"]] - 2, 3 * ROMAN[m["q"]])


def _count(m: re.Match[str]) -> int:
    return min(WORDS[m["n"]] if m["n"] in WORDS else int(m["n"]), 12)


def _first_months(m: re.Match[str], year: int) -> Span:
    return _months(year, 1, _count(m))


def _last_months(m: re.Match[str], year: int) -> Span:
    return _months(year, 13 - _count(m), 12)


SHAPES: tuple[tuple[str, WithYear], ...] = (
    (rf"năm học\s+{A}\s*-\s*{Y}", _school_year),
    (
        rf"(?:giai đoạn|từ(?: năm)?|trong các năm|năm)\s+{A}\s*(?:-|đến(?: hết)?(?: năm)?"
        rf"|tới(?: năm)?)\s*{Y}",
        _years,
    ),
    (rf"(?:các|những|hai|ba|bốn|2|3|4)\s+năm\s+{A}(?:\s*,\s*20\d\d)*\s*(?:và|,|-)\s*(?:năm\s+)?{Y}", _years),
    (
        rf"(?:từ(?: ngày)?\s+|ngày\s+|(?<![\d/.-])){D1}[/.-]{M1}(?:[/.-]{Y1})?"
        rf"\s*(?:đến|tới|-)(?: hết)?(?: ngày)?\s*{D}[/.-]{M}[/.-]{Y}",
        _day_to_day,
    ),
    (
        rf"(?:từ(?: ngày)?|ngày)\s+{D1}(?P<m1>)(?P<y1>)\s*(?:đến|tới|-)(?: hết)?(?: ngày)?\s*{D}[/.-]{M}[/.-]{Y}",
        _days_of_month,
    ),
    (
        rf"từ(?: ngày)?\s+{D1}[/-]{M1}(?P<y1>)\s+(?:đến|tới)(?: hết)?(?: ngày)?\s+{D}[/-]{M}(?![/\d-])",
        _day_to_day,
    ),
    (rf"quý\s+(?P<q>iv|iii|ii|i|[1-4])(?:(?:\s*[/,-]\s*|\s+năm\s+|\s+){Y})?(?!\w)", _quarter),
    (rf"(?:(?:0?6|sáu) tháng đầu(?: năm)?|nửa đầu năm)(?:\s*(?:/|năm)?\s*{Y})?(?!\w)", lambda _, y: _months(y, 1, 6)),
    (
        rf"(?:(?:0?6|sáu) tháng cuối(?: năm)?|nửa cuối năm)(?:\s*(?:/|năm)?\s*{Y})?(?!\w)",
        lambda _, y: _months(y, 7, 12),
    ),
    (
        rf"từ tháng\s+{M1}(?:\s*(?:[/-]|năm)\s*{Y1})?\s*(?:đến|tới|-)(?: hết)? tháng\s+{M}"
        rf"(?:\s*(?:[/-]|năm)\s*{Y})?(?![\d/])",
        _month_to_month,
    ),
    (
        rf"từ (?:đầu )?năm\s+{A}\s+(?:đến|tới)(?: hết| cuối)?\s+(?:tháng\s+)?{M}[/.-]{Y}(?!\d)",
        lambda m, y: (date(int(m["a"]), 1, 1), _months(y, int(m["m"]), int(m["m"]))[1]),
    ),
    (rf"{N} tháng cuối(?: năm)?(?:\s*(?:/|năm)?\s*{Y})?(?!\w)", _last_months),
    (rf"{N} tháng(?: đầu(?: năm)?| qua)?(?:\s*(?:/|năm)\s*|\s+){Y}", _first_months),
    (
        rf"(?:ngày|hôm|sáng|chiều|tối|,|\(|từ|đến|trưa)?\s*(?:ngày\s+)?{D}\s*[/.-]\s*{M}\s*[/.-]\s*{Y}",
        _day,
    ),
    (rf"(?:ngày\s+)?{D}\s+tháng\s+{M}\s*,?(?:\s+năm)?\s+{Y}", _day),
    (rf"{Y}-(?P<m>\d{{2}})-(?P<d>\d{{2}})(?!\d)", _day),
    (rf"{Y}-(?P<m>\d{{2}})(?![\d-])", _month),
    (rf"(?:tháng\s+)?{M}\s*[/-]\s*{Y}(?!\d)", _month),
    (rf"tháng\s+{M}\.{Y}(?!\d)", _month),
    (rf"tháng\s+{M}\s*(?:,\s*)?năm\s+{Y}", _month),
    (rf"(?<!nhiệm kỳ )(?<!khóa ){A}\s*-\s*{Y}(?![\d/-])", _years),
    (rf"giữa năm\s+{Y}", lambda _, y: _months(y, 6, 6)),
    (rf"(?:năm|hết năm|đến năm|năm học)\s+{Y}(?!\s*[-/]\s*\d)", lambda _, y: _year(y)),
    (rf"(?<=từ ){Y}(?=\s*,?\s*(?:đến|tới) nay)", lambda _, y: _year(y)),
    (rf"(?<![\d/.-]){Y}(?=\s*[:,)])|(?<=[^\W\d] ){Y2}(?=\s*(?:\n|$))|(?<=, )(?P<z>(?:19|20)\d\d)(?=\.\s)", _bare_year),
    (
        r"(?<!với )(?<!hơn )(?<!bằng )(?<!\d )(?<!ba )(?<!hai )(?<!bốn )(?<!năm )(?<!mười )"
        r"năm (?:trước đó|ngoái|liền trước)(?!\w)",
        lambda _, y: _year(y - 1),
    ),
    (
        r"(?:đến )?(?:hết|cuối) năm nay|(?:đến hết|hết|đến cuối) năm(?=,| có| phải| sẽ| đạt| hoàn)",
        lambda _, y: _year(y),
    ),
    (rf"{N} tháng đầu(?: năm)?(?!\w)", _first_months),
    (rf"(?<=, ){D}/{M}(?=\))|ngày \w+ (?P<d2>\d{{1,2}})/(?P<m2>\d{{1,2}})(?![\d/])", _day_in_brackets),
    (rf"ngày\s+{D}\s+tháng\s+{M}(?!\d|\s*(?:/|năm\s+\d))", _day),
    (rf"(?:ngày|hôm|sáng|chiều|tối|trưa)\s+(?:ngày\s+)?{D}\s*[/.-]\s*{M}(?![/\d.-]\d|\d)", _day),
    (rf"(?:đến|tới|tính đến|từ)\s+(?:ngày\s+)?{D}\s*[/-]\s*{M}(?![/\d-]){NO_SHARE}", _day),
    (rf"(?<!\d )(?<!mỗi )(?<!hằng )(?<!hàng )tháng {M}(?![\d/]|\s*(?:,\s*)?năm\s+\d|[.-]\d)", _month),
)
COMPILED = tuple((re.compile(rf"(?<!\w)(?:{shape})"), span) for shape, span in SHAPES)
