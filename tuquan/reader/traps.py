"""What a number is when it counts nothing: dates, document numbers, ages, names, counters."""

from __future__ import annotations

import re

from tuquan.reader.mentions import Mention

DATE = re.compile(
    r"(?<![\d.,/-])(?:\d{1,2}\s*[/.-]\s*\d{1,2}\s*[/.-]\s*\d{2,4}|\d{4}-\d{2}(?:-\d{2})?|\d{1,2}[/-]\d{4}"
    r"|\d{1,2}:\d{2}(?::\d{2})?|\d{4}\s*-\s*\d{4}|\d{1,2}\s*(?:h|giờ)(?!\w)\s*\d{0,2}|\d{1,2}h\d{2})(?![\d/])"
)
# Words which make the number right after them a date, an ordinal or part of a name.
NAMING = re.compile(
    r"(?:(?<!\w)(?:ngày|hôm|sáng|chiều|tối|đêm|mùng|mồng|tháng|năm|quý|khóa|điều|khoản|điểm|mục|phần|chương|tuổi|thứ|lần thứ"
    r"|đại hội|giai đoạn|nhiệm kỳ|quốc lộ|ql|tỉnh lộ|tl|hẻm|ngõ|kiệt|số nhà|covid\s*-?|bcđ|ban chỉ đạo|đội|phòng|pv|pa|pc"
    r"|nghị quyết|nghị định|thông tư|quyết định|chỉ thị|hướng dẫn|kế hoạch|công văn|luật|đề án|chương trình|tiêu chí"
    r"|(?:nghị quyết|nghị định|thông tư|quyết định|chỉ thị|hướng dẫn|kế hoạch|công văn|báo cáo|thông báo|tờ trình"
    r"|đề án|văn bản|giấy phép|chỉ thị)\s+(?:\S+\s+){0,3}?số)"
    r"|(?<!tổng )(?<!trong )(?<!một )(?<!tăng )(?<!tổng số )\bsố(?=\s*$)"
    r"|đt|sđt|điện thoại|tel|fax|cmnd|cccd|stk|hotline)\s*[:.]?\s*$"
)
# A number after these names a hamlet, a team, a ward; only when no counted noun follows.
PLACED = re.compile(r"(?<!\w)(?:tổ|thôn|ấp|khóm|bản|phường|quận|khu phố|khu|đội|cụm|tổ dân phố|tdp|lớp|trường|km|đường|phố)\s*$")
AGE = re.compile(r"\s*(?:tuổi|giờ|phút|h(?!\w)|ha(?!\w)|m2|m²|km2|km²|cm(?!\w)|độ c|năm tuổi|dân tộc|nhân khẩu)")
YEARS = re.compile(r"\s*năm(?!\s+(?:mô|tập|cá))(?!\w)")
BIG_ID = re.compile(r"\d{9,12}$")


def dates(low: str) -> list[tuple[int, int]]:
    """Spans of written dates and clock times."""
    return [m.span() for m in DATE.finditer(low)]


def quoted(low: str) -> list[tuple[int, int]]:
    """Spans of names in quotes; a quote left open ends nowhere and hides nothing."""
    return [m.span() for m in re.finditer(r"\"[^\"\n;.]{1,80}\"|'[^'\n;.]{1,60}'", low)]


def is_trap(low: str, mention: Mention, hidden: list[tuple[int, int]]) -> bool:
    """Whether the number is a date, part of a name or number of a document, an age, a clock or a measure."""
    if any(a < mention.end and mention.start < b for a, b in hidden):
        return True
    before = low[max(0, mention.start - 45) : mention.start]
    if NAMING.search(before) and not _counts_anyway(low, mention, before):
        return True
    if AGE.match(low, mention.end) or BIG_ID.search(low[mention.start : mention.end]):
        return True
    return mention.form == "plain" and bool(YEARS.match(low, mention.end))


def _counts_anyway(low: str, mention: Mention, before: str) -> bool:
    """"hướng dẫn 5 lượt", "kế hoạch 3 buổi", "năm 03 mô hình": a verb or a leading zero, not a name."""
    text = low[mention.start : mention.end]
    ambiguous = re.search(r"(?:hướng dẫn|kế hoạch|chương trình|điểm|phòng|đội|ngày|năm|tháng|số|đề án|ban chỉ đạo|quyết định|công văn|nghị quyết|chỉ thị|thông tư)\s*$", before)
    return bool(ambiguous and (text.startswith("0") and "/" not in text or mention.of is not None)) or bool(
        re.search(r"(?:hướng dẫn|quyết định công nhận|trong năm|tiêu chí)\s*$", before)
        and not re.fullmatch(r"(?:19|20)\d\d", text)
    )


def names_a_place(low: str, mention: Mention) -> bool:
    """"tổ 7", "phường 12": a number that may be a name."""
    return bool(PLACED.search(low[max(0, mention.start - 14) : mention.start]))
