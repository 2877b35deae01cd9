"""Words around a time or a number that say what the time holds for."""

from __future__ import annotations

import re

# "60 buổi (cùng kỳ 12 buổi)": the second number is of the year before.
SAME_TIME_BEFORE = re.compile(
    r"(?<!với )(?<!so )cùng kỳ(?: năm (?:trước|ngoái|liền trước))?\s*(?:là|:|có|chỉ|đạt)?\s*$"
)
AT_EVENT = re.compile(
    r"(?:nhân |trong )?dịp này|cũng (?:nhân dịp này|tại|trong)|tại (?:đây|(?:buổi )?lễ|ngày hội|hội nghị|chương trình"
    r"|buổi (?:gặp|làm việc|sinh hoạt)|diễn đàn)|kết thúc (?:hội nghị|ngày hội)|(?:nhân|trong) (?:ngày hội|buổi lễ)"
)
# A time that opens its sentence, or after words that say what the text is a report of.
OPENING = re.compile(
    r"(?:^|[.;:\n(]\s*)(?:[^\s.;:\n(),]+\s+){0,3}$"
    r"|(?<!\w)(?:trong|tính đến|tính từ|đến|từ|hết)\s*$|(?<!\w)(?:tổng kết|sơ kết|báo cáo|kết quả)[^.;\n]{0,80}$"
)
# What the text gives an account of: "tổng kết công tác năm 2023".
ACCOUNT = re.compile(r"(?<!\w)(?:tổng kết|sơ kết|báo cáo|kết quả|nhìn lại|biểu dương|đánh giá)[^.;\n]{0,140}$")
# A state of the day the text speaks from.
TODAY = re.compile(
    r"(?<!\w)(?:hiện(?! tượng| trạng| trường| vật| đại| hành)|nay|bây giờ|lúc này|đang có|tới giờ|đến giờ)(?!\w)"
)
JUST_NOW = re.compile(r"(?<!\w)(?:vừa|mới đây|vừa qua|hôm nay)(?!\w)")
# "lớp nghiệp vụ năm 2024": the year names the course and says no more than the day.
NAMED_BY_YEAR = re.compile(r"(?<!\w)(?:lớp|ngày hội|lễ|hội thi|hội nghị)(?!\s+(?:tổng|sơ) kết)[^.;,\n]{0,60}$")
# "suốt 10 năm", "sau hai năm thực hiện": a time whose beginning is not told.
LONG = re.compile(
    r"(?<!\w)(?:\d{1,2}|một|hai|ba|bốn|năm|sáu|bảy|tám|chín|mười|nhiều) năm(?:\s+(?:qua|nay|thực hiện|làm|triển khai"
    r"|xây dựng|duy trì|hoạt động|trước|liền|thi hành|\(|,)|\s*$|(?=\s*[:,.]))"
)
MADE_UNDER = re.compile(
    r"(?<!\w)(?:(?:thành lập|lập|ra đời|hình thành) theo\s|quyết định [^.;]{0,70}?(?<!\w)(?:thành lập|lập) )"
)
ELAPSED = re.compile(
    r"(?<!\w)(?:\d{1,2}|một|hai|ba|bốn|năm|sáu|bảy|tám|chín|mười)\s+(?:năm|tháng|tuần)\s+(?:trôi qua|qua đi|nay"
    r"|(?:triển khai|thực hiện|hoạt động|ra quân|ra mắt|đi vào|áp dụng|vận hành))(?!\w)"
)
# "trong năm đã sơ kết 260 mô hình": the year of which the text tells.
IN_YEAR = re.compile(r"(?<!\w)(?:trong|cả|suốt) năm(?=\s*,|\s+(?!\d|học|qua|tới|đó|sau|ấy)[^\W\d])")
DIGIT = re.compile(r"\d")
EXACT = re.compile(r"[/.-]|tháng")
FOUR_DIGITS = re.compile(r"\d{4}")
