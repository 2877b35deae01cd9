"""What a number is when it counts nothing: dates, document numbers, ages, names, counters."""

from __future__ import annotations

import re
from functools import lru_cache

from tuquan.reader.mentions import Mention

DATE = re.compile(
    r"(?<![\d.,/-])(?:\d{1,2}\s*[/.-]\s*\d{1,2}\s*[/.-]\s*\d{2,4}|(?:19|20)\d\d-\d{2}(?:-\d{2})?"
    r"|\d{1,2}[/-](?:19|20)\d\d"
    r"|\d{1,2}:\d{2}(?::\d{2})?|\d{4}\s*-\s*\d{4}|\d{1,2}\s*(?:h|giờ)\s*\d{1,2}(?:\s*phút)?"
    r"|\d{1,2}h(?!\w)|\d{1,2}h\d{2})(?![\d/])"
)
# Words which make the number right after them a day, an ordinal, a document's number, part of a name.
NAMING = re.compile(
    r"(?:(?<!\w)(?:(?:1|một) trong(?: số)?|hôm|mùng|mồng|khóa|điều|khoản|thứ|lần thứ|đại hội|quốc lộ"
    r"|ql|tỉnh lộ|tl|hẻm|ngõ"
    r"|kiệt|số nhà|covid\s*-?"
    r"|pv|pa|pc|nghị định|thông tư|luật"
    r"|(?:nghị quyết|nghị định|thông tư|quyết định|chỉ thị|hướng dẫn|kế hoạch|công văn|báo cáo|thông báo|tờ trình"
    r"|đề án|văn bản|giấy phép|tiêu chí|điều)\s+(?:\S+\s+){0,3}?số"
    r"|đt|sđt|điện thoại|tel|fax|cmnd|cccd|stk|hotline|tài khoản)\s*[:.]?\s*$)"
)
# After these a number is a name only where no counted noun could follow, or where it is a possible day or year.
CALENDAR = {"ngày": 31, "sáng": 31, "chiều": 31, "tối": 31, "đêm": 31, "tháng": 12, "quý": 4}
MAYBE = re.compile(
    r"(?<!\w)(?<!thắp )(?<!chiếu )(?<!soi )(?<!điểm )(?P<word>ngày|sáng|chiều|tối|đêm|tháng|quý|năm"
    r"|điểm|mục|phần|chương|phòng|đội|bcđ|ban chỉ đạo|giai đoạn"
    r"|nhiệm kỳ|nghị quyết|quyết định|chỉ thị|hướng dẫn|kế hoạch|công văn|đề án|chương trình|tiêu chí|số)\s*[:.]?\s*$"
)
NOUN = re.compile(
    r"\s+(?:lượt|người|mô hình|tập thể|cá nhân|đối tượng|hộ|tổ|buổi|cuộc|vụ|tin|camera|xã|thôn|đơn vị"
    r"|cơ quan|lớp|suất|điểm|đoàn|thành viên|văn bản|trường|khu|loại|bài|tờ|câu|gia đình|đồng chí"
    r"|đại biểu|hội|đội|ban|ca|đợt|phường|ấp|bản|doanh nghiệp|báo cáo|mắt|bóng|tuyến|nhóm|quần chúng|ngành"
    r"|điển hình|trường hợp|học|công văn|kế hoạch|chỉ thị"
    r"|nghị quyết|hội nghị|phiên|ý kiến|diễn đàn|khẩu|viên|quả|kg|km|vũ khí|tiêu chí|chiếc|bộ)(?!\w)"
)
CALLED = re.compile(r"(?:số|đt|sđt|điện thoại|tel|fax|cmnd|cccd|stk|hotline|tài khoản)\s*:")
HOURS = re.compile(r"\s*(?:giờ)(?!\w)")
SHARE_AGAIN = re.compile(r"[^.;:\d\n]{0,60}(?:\(|,)\s*(?:đạt|chiếm|bằng)?\s*(?:tỷ lệ|tỉ lệ)?\s*(?:là|đạt)?\s*")
AGE = re.compile(r"\s*(?:tuổi|phút|h(?!\w)|ha(?!\w)|m2|m²|km2|km²|cm(?!\w)|độ c|năm tuổi|dân tộc|nhân khẩu)")
# "Ngọc Diễm – Lê Hoài | 265 lượt xem": the counter of a web page.
COUNTER = re.compile(r"\s*(?:lượt xem|lượt đọc|lượt thích|bình luận|chia sẻ|views?)\s*(?:[|•·.\n]|$)")
COUNTED_AT = re.compile(r"(?:^|\n)[^\n.;:]{0,60}(?:[|•·]|(?:\n|^))\s*$")
YEARS = re.compile(r"\s*năm(?!\s+(?:mô|tập|cá))(?!\w)")
BIG_ID = re.compile(r"\d{9,12}$")


# What a web page puts below a report: other titles, to be read elsewhere.
ELSEWHERE_TO_READ = re.compile(
    r"(?:^|(?<=[\n|>»•]))[^\n\w]*(?:các tin khác|tin khác|tin liên quan|tin cùng chuyên mục|xem thêm|đọc thêm"
    r"|tin mới|bài liên quan|tin đọc nhiều|đọc nhiều|có thể bạn quan tâm|tin, bài khác)(?:\s*[:|>»-]|(?=\s*\n))[^\n]*"
)


def other_titles(low: str) -> list[tuple[int, int]]:
    """Spans of the titles of other articles."""
    return [m.span() for m in ELSEWHERE_TO_READ.finditer(low)]


def dates(low: str) -> list[tuple[int, int]]:
    """Spans of written dates and clock times."""
    return [m.span() for m in DATE.finditer(low)]


def quoted(low: str) -> list[tuple[int, int]]:
    """Spans of names in quotes; a quote left open ends nowhere and hides nothing."""
    return [m.span() for m in re.finditer(r"\"[^\"\n;.]{1,45}\"|'[^'\n;.]{1,45}'", low)]


def is_trap(low: str, mention: Mention, hidden: list[tuple[int, int]]) -> bool:
    """Whether the number is a date, part of a name or number of a document, an age, a clock or a measure."""
    if any(a < mention.end and mention.start < b for a, b in hidden):
        return True
    before = low[max(0, mention.start - 45) : mention.start]
    if _named(before) or BIG_ID.search(low[mention.start : mention.end]):
        return True
    maybe = MAYBE.search(before)
    if maybe and not _is_label(maybe[0]) and not _counts_anyway(low, mention, maybe["word"], before):
        return True
    if of_each(low, mention) or _measures(low, mention):
        return True
    if COUNTER.match(low, mention.end) and COUNTED_AT.search(low[max(0, mention.start - 70) : mention.start]):
        return True
    return is_norm(low, mention) or any(a <= mention.start < b for a, b in populations(low))


def _named(before: str) -> bool:
    found = NAMING.search(before)
    return found is not None and not _is_label(found[0])


def _is_label(words: str) -> bool:
    """ "Đội dân phòng: 12" is a label and its figure; "Số: 12", "Điện thoại: 091…" are not."""
    return ":" in words and not CALLED.search(words)


def _measures(low: str, mention: Mention) -> bool:
    """Ages, clocks, areas, lengths of time."""
    if HOURS.match(low, mention.end):
        return mention.value <= 24
    if AGE.match(low, mention.end):
        return True
    return mention.form in ("plain", "word") and bool(YEARS.match(low, mention.end))


def _counts_anyway(low: str, mention: Mention, word: str, before: str) -> bool:
    """ "mỗi năm 60 buổi", "hướng dẫn 5 lượt", "trong tháng 03 vụ": too large for a date, or a noun follows."""
    if mention.of is not None or mention.form != "plain":
        return mention.form != "plain" or word not in CALENDAR
    if re.search(r"(?:tổng|trong|tăng|giảm|một|trừ|con|thiểu|đổi|đa|mã) số\s*$", before):
        return True
    if word == "năm":
        return not 1900 <= mention.value <= 2100
    if word in CALENDAR:
        return mention.value > CALENDAR[word]
    if word in ("bcđ", "ban chỉ đạo") and mention.value == 138:
        return False
    return bool(NOUN.match(low, mention.end))


# "xã có 17 khu phố, gần 4.000 hộ, hơn 15.000 người": how large a place is.
PLACE = (
    r"(?:xã|phường|thị trấn|thôn|bản|ấp|khóm|khu phố|tổ dân phố|khu dân cư|buôn|làng|xóm|huyện"
    r"|thị xã|quận|tỉnh|đảo)"
)
ABOUT = r"(?:gần|hơn|trên|khoảng|chừng|xấp xỉ|với|và|có|cùng|gồm|\s)*"
FIGURE = r"\d[\d.,]{0,20}"
POPULATION = re.compile(
    rf"(?<!\w){PLACE}(?!\w)[^.;:\d]{{0,60}}?(?<!\w)(?:có|đông|gồm|với|rộng|vốn đông)(?!\w)[^.;:\d]{{0,25}}"
    rf"(?:{FIGURE}\s*{PLACE}(?:\s*,\s*{PLACE})*[\s,]*{ABOUT})?"
    rf"{FIGURE}\s*(?:hộ dân|hộ gia đình|hộ|nóc nhà)\s*[,/(]?\s*{ABOUT}"
    rf"{FIGURE}\s*(?:nhân khẩu|khẩu|người dân|dân|người)(?!\w)"
    r"(?!\s*(?:tham gia|ký|dự|nghe|vào|trong tổ|hưởng ứng|được))"
    rf"|(?<!\d)(?:{FIGURE}\s*{PLACE}(?:\s*,\s*{PLACE})*[\s,;]*{ABOUT})?"
    rf"{FIGURE}\s*(?:hộ dân|hộ gia đình|hộ|nóc nhà)\s*[,;/(]?\s*{ABOUT}"
    rf"{FIGURE}\s*(?:nhân khẩu|khẩu)(?!\w)"
)


@lru_cache(maxsize=8)
def populations(low: str) -> tuple[tuple[int, int], ...]:
    """Spans that tell how many hamlets, households and people a place has."""
    return tuple(m.span() for m in POPULATION.finditer(low) if not re.search(r"(?<!\w)(?:tổ|mô hình|nhóm)(?!\w)", m[0]))


# "nơi từ 350 hộ trở lên được xếp 4 người mỗi tổ, các nơi khác 3 người", "tuần tra mỗi tuần 3 đêm": a rule, no outcome.
PER_GROUP = re.compile(
    r"\s+(?:người|thành viên|đồng chí|tổ viên|hộ|camera)\s+(?:mỗi|một)\s+(?:tổ|đội|ban|thôn|nhóm|khu|chốt|điểm)(?!\w)"
)
ONE_OF_KIND = re.compile(
    r"(?:(?:^|[.;,:\n])\s*|(?<!\w)(?:mỗi|một) )(?:tổ|đội|ban|nhóm)\s+(?:ở|tại)\s+(?:các\s+)?"
    r"(?:thôn|ấp|khu phố|bản|xã|phường|khóm|vùng|nơi|tổ dân phố|khu dân cư)\s+"
    r"(?:(?:lớn|nhỏ|đông dân|đô thị|nông thôn|vùng sâu)\s+)?(?:có|là|gồm|bố trí|được|thì)\s+(?:từ\s+)?$"
)
OTHER_KIND = re.compile(
    r"\d\s+(?:thành viên|người|tổ viên)[,;]\s*(?:còn\s+)?ở\s+(?:[^\s.;:,\d]+\s+){1,4}(?:thì|là|có)\s+$"
)
ELSE = re.compile(r"(?:nơi|thôn|địa bàn|chỗ|khu|tổ)\s+(?:khác|còn lại)\s+(?:thì\s+)?(?:bố trí|được|có|là|xếp)?\s*$")
OFTEN = re.compile(
    r"(?:(?:mỗi|hằng|hàng)\s+(?:tuần|đêm|ngày|tháng|quý)|(?:đêm|ngày|tuần|tháng) nào)\s+(?:[^\s,.;\d]+\s+){0,3}$"
)
TIMES = re.compile(r"\s*(?:-\s*\d+\s*)?(?:lần|buổi|đêm|ca|kỳ|phiên|hôm|tối)(?!\w)")
CONDITION = re.compile(
    r"(?:cứ|từ|dưới|chưa quá|chưa đến|không quá|quá|trên)\s+(?:đủ\s+)?\d[\d.]*\s*(?:hộ|nhân khẩu|dân|người)"
    r"[^.;]{0,60}?(?:thì|được|lại|bố trí|xếp)[^.;\d]{0,30}$"
)
# "cứ 1 tổ kèm 2 người lầm lỗi".
FOR_EACH = re.compile(r"(?<!\w)cứ\s+(?:\d+|một|hai|ba|mỗi)\s+[^.;,\d]{2,40}$")
RULED = 10


def is_norm(low: str, mention: Mention) -> bool:
    """Whether the number says how many there shall be of each, or how often."""
    if mention.form not in ("plain", "word") or mention.value > RULED or mention.of is not None:
        return False
    if PER_GROUP.match(low, mention.end) or re.search(r"(?<!\w)cứ\s+$", low[max(0, mention.start - 8) : mention.start]):
        return True
    before = low[max(0, mention.start - 160) : mention.start]
    if OFTEN.search(before[-30:]) and TIMES.match(low, mention.end):
        return True
    if ONE_OF_KIND.search(before[-80:]) or OTHER_KIND.search(before[-60:]):
        return True
    return bool(ELSE.search(before[-40:]) or CONDITION.search(before) or FOR_EACH.search(before[-60:]))


# "mỗi tổ có 3 thành viên, gồm 1 tổ trưởng, 1 tổ phó": what one of many has is no count of the whole.
EACH = re.compile(
    r"(?<!\w)(?:mỗi|từng)\s+(?!năm|tháng|ngày|tuần|quý|đêm|kỳ|lần|khi|đợt|dịp|buổi tối|một)"
    r"(?P<rest>[^\s,.;:()]+(?:\s+[^\s,.;:()]+){0,5}?\s+"
    r"(?:có|gồm|bao gồm|bố trí|từ|biên chế|trang bị|lắp|cử|là|nặng|dài|trị giá)(?!\w)[^.;:()\n]*)$"
)
EACH_REACHES = 400
# A new statement after the share of each: another subject or a sum.
ELSEWHERE = re.compile(
    r",\s*(?=\S)(?!gồm|trong đó|và|với|bao gồm|trong số|có|cơ cấu|bố trí|tối|ít nhất|từ|\d)"
    r"|tổng|(?<!\w)toàn(?!\w)|cả thảy"
)


def of_each(low: str, mention: Mention) -> bool:
    """Whether the number is the share of each of many units, told in one clause with "mỗi"."""
    if mention.form not in ("plain", "word"):
        return False
    line = max(0, low.rfind("\n", 0, mention.start), mention.start - EACH_REACHES)
    found = EACH.search(low, line, mention.start)
    return found is not None and not ELSEWHERE.search(found["rest"])


def told_again(low: str, before: Mention, mention: Mention) -> bool:
    """ "255 khu được công nhận, đạt 94,4%": the percentage of the count just told, if both are of one indicator."""
    if mention.form != "percent" or before.form == "percent":
        return False
    return bool(SHARE_AGAIN.fullmatch(low[before.end : mention.start]))


def repeats(low: str, before: Mention | None, mention: Mention) -> bool:
    """ "112/118 thôn (94,9%)", "156/172 vụ, đạt tỷ lệ 90,7%": the same share told again in percent."""
    if before is None or before.of is None or mention.form != "percent":
        return False
    return bool(SHARE_AGAIN.fullmatch(low[before.end : mention.start]))
