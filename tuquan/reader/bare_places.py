"""Units named without the word of their kind: "ở Đức Trọng", "Công an Mèo Vạc", "Kim Sơn: 16 mô hình"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from tuquan.reader.names import Candidate, Names
from tuquan.reader.shadow import CAPITAL

# Words of a name stand in one line and one cell.
BLANK = "[ \u00a0]"
NAME = rf"{CAPITAL}[\w’']*(?:(?:{BLANK}+|{BLANK}*-{BLANK}*){CAPITAL}[\w’']*){{0,4}}"
BARE = re.compile(rf"(?<![\w\"“‘/])(?P<name>{NAME})")
# Capital words which stand before a name without being part of it.
OPENERS = re.compile(
    r"(?:riêng|tại|ở|còn|theo|nay|về|đến|từ|trong|khi|nhưng|với|và|do|sau|trước|hiện|người|dân|vùng|huyện|tỉnh|xã"
    r"|công|an|tp|tx|ubnd|hđnd|mttq|catp|ca|bcđ|lhpn|lđlđ|ccb|bđbp|báo|đài|địa|bàn|bên)[\s\u00a0]+",
    re.I,
)
# What bears the name of a place, or of a person who gave it to one, and is no unit.
NOT_UNIT = re.compile(
    r"(?<!\w)(?:đường|phố|trường|thpt|thcs|tiểu học|mầm non|ông|bà|anh|chị|em|cô|chú|bác|đồng chí|đ/c|chợ|cầu"
    r"|ngã (?:ba|tư|năm|sáu)|công ty|khách sạn|bệnh viện|họ|nghĩa trang|sông|hồ|núi|đèo|cảng|bến|công viên|giáo xứ"
    r"|giáo họ|chùa|đình|đền|quốc lộ|tỉnh lộ|tuyến|cao tốc|sân bay|ga|khu công nghiệp|cụm công nghiệp|nông trường"
    r"|lâm trường|thủy điện|nhà máy|htx|thpt|clb|tá|úy|tướng|tác giả|ảnh:?|tin:?|thực hiện:?|báo|đài|phóng viên"
    r"|dân tộc|tên|trưởng|phó|sĩ|viên|sư)\s+$",
    re.I,
)
# Before names that no list knows as those of a province or district.
AT = re.compile(r"(?<!\w)(?:tại|ở|(?:trên )?địa bàn|về)\s+$", re.I)
AT_OR_ORGAN = re.compile(r"(?<!\w)(?:tại|ở|(?:trên )?địa bàn|về|ubnd|công an|đảng ủy|hđnd|mttq)\s+$", re.I)
NO_PLACE = re.compile(
    r"(?:việt|quốc|trung|đảng|hội|bộ|ban|nhà|công|trường|chi|liên|uỷ|ủy|tổ|khu|cục|sở|phòng|viện|trụ|lễ)(?!\w)", re.I
)
# One syllable, and yet the name of nothing else.
SHORT_NAMES = frozenset(("huế", "pleiku", "kbang", "m'đrắk"))
# "gộp An Trường, An Trường A và Tân Bình": one of several.
LISTED = re.compile(rf"{CAPITAL}[\w’']*(?:\s*,\s*|\s+và\s+|\s*-\s*)$")
STATION = re.compile(rf"Đồn Biên phòng(?:{BLANK}+[Cc]ửa khẩu)?(?:{BLANK}+[Cc]ảng)?{BLANK}+{NAME}")
# A school, parish or firm that opens its sentence is what the sentence tells of.
BODIES = (
    rf"(?:[Gg]iáo (?:xứ|họ)|[Tt]rường(?:{BLANK}+(?:[Tt]iểu học|[Mm]ầm non|[Đđ]ại học|[Cc]ao đẳng))?"
    r"|[Kk]hu công nghiệp|[Cc]ông ty|[Cc]hợ|[Cc]hùa|[Bb]ệnh viện)"
)
FACILITY = re.compile(rf"(?:^|(?<=\n)|(?<=[.;:] ))(?:(?:Ở|Tại|Còn|Riêng){BLANK}+)*(?P<name>{BODIES}{BLANK}+{NAME})")
# Provinces by their initials.
SHORTENED = re.compile(r"(?<![\w.])(?:BR-VT|BRVT|TT-Huế|T\.?P\.? ?HCM|TPHCM)(?!\w)")
# Several provinces together: "khu vực Tây Bắc và phụ cận", "các tỉnh Tây Nguyên".
REGION = re.compile(
    rf"(?:[Kk]hu vực|[Vv]ùng|[Cc]ác tỉnh)(?:{BLANK}+(?:phía|miền))?{BLANK}+"
    r"(?:Tây|Đông|Nam|Bắc|Trung|Đồng bằng|Duyên hải)"
    rf"(?:{BLANK}+{CAPITAL}\w*)*(?:{BLANK}+(?:và{BLANK}+phụ cận|sông{BLANK}+{CAPITAL}\w+(?:{BLANK}+{CAPITAL}\w+)*))?"
)
PARISH = re.compile(rf"(?<=[,;:.] )(?P<name>[Gg]iáo{BLANK}+(?:xứ|họ){BLANK}+{NAME})")
LISTED_AT = re.compile(rf"(?m)^[^\w\n]*(?P<name>{CAPITAL}\w+(?:{BLANK}+{CAPITAL}\w+){{1,2}})(?=\s*:)")
STANDS_AT = re.compile(rf"(?:^|(?<=\n)|(?<=[.;] ))(?:Ở|Tại)\s+(?P<name>{NAME})(?=\s*[,:(])")

# "Nậm Lúa, xã vùng biên, …".
CALLED = re.compile(
    rf"(?<!\w)(?:(?:Riêng|Còn|Ở|Tại){BLANK}+)?(?P<name>{NAME})"
    rf"(?=\s*,\s+(?:một\s+|là\s+)?(?:xã|phường|huyện|thị xã|thị trấn)\s+(?!{CAPITAL})[^\W\d])"
)

# "Tả Gia Khâu (Mường Khương)", "Nậm Cắn (huyện Kỳ Sơn, Nghệ An)".
WITHIN = re.compile(
    rf"(?<![\w\"“‘/])(?P<name>{NAME}){BLANK}*"
    rf"\((?:(?:huyện|thị xã|thành phố|TP\.?|TX\.?|tỉnh|quận){BLANK}*)?(?P<outer>{NAME})"
)

Found = tuple[int, int, str]


def known(plain: str, names: Names) -> Iterator[Found]:
    """Start, end and level of names of provinces and districts, of communes after "tại", "ở", an organ's name."""
    for m in SHORTENED.finditer(plain):
        yield m.start(), m.end(), "tỉnh"
    for m in BARE.finditer(plain):
        start = _after_openers(m)
        before = plain[max(0, start - 24) : start]
        if start == m.end() or NOT_UNIT.search(before):
            continue
        level = _level(plain[start : m.end()], before, names)
        if level and not (level != "tỉnh" and LISTED.search(before)):
            yield start, m.end(), level


def _after_openers(m: re.Match[str]) -> int:
    start = m.start("name")
    while opener := OPENERS.match(m.string, start, m.end("name")):
        start = opener.end()
    return start


def _level(name: str, before: str, names: Names) -> str | None:
    found: list[Candidate] = list(names.candidates(name))
    level = next((c.level for c in found if c.level in ("tỉnh", "huyện")), None)
    if " " not in name and level != "tỉnh" and name.lower() not in SHORT_NAMES:
        return None
    if level:
        return level
    return "xã" if any(c.level == "xã" for c in found) and AT_OR_ORGAN.search(before) else None


def within(plain: str, names: Names) -> Iterator[tuple[int, int]]:
    """Names with the province or district in brackets behind them."""
    for m in WITHIN.finditer(plain):
        start = _after_openers(m)
        outer = any(c.level in ("tỉnh", "huyện") for c in names.candidates(m["outer"]))
        before = plain[max(0, start - 24) : start]
        if outer and start < m.end("name") and " " in m["name"] and not NOT_UNIT.search(before):
            yield start, m.end("name")


def told(plain: str) -> Iterator[tuple[int, int]]:
    """Names that only their position shows to be units: "Ở Bảo Lâm, …", "- Hải Phòng: …", "tại Khả Cửu"."""
    for m in (*STANDS_AT.finditer(plain), *LISTED_AT.finditer(plain), *CALLED.finditer(plain)):
        yield m.start("name"), m.end("name")
    for m in BARE.finditer(plain):
        many = " " in m["name"] and not m["name"].isupper() and not NO_PLACE.match(m["name"])
        if many and AT.search(plain, max(0, m.start() - 24), m.start()):
            yield m.start(), m.end()


def bodies(plain: str) -> Iterator[Found]:
    """Border stations anywhere, schools, parishes and firms that open their sentence."""
    for m in STATION.finditer(plain):
        yield m.start(), m.end(), "xã"
    for m in (*FACILITY.finditer(plain), *PARISH.finditer(plain)):
        yield m.start("name"), m.end("name"), "thôn"
