"""One number that counts things of several kinds: "49 tập thể, cá nhân", "72 thôn, cơ quan, trường học"."""

from __future__ import annotations

import re

KINDS = (
    ("commune", r"xã|phường|thị trấn|đặc khu"),
    ("hamlet", r"thôn|bản|ấp|khóm|khu phố|tổ dân phố|khu dân cư|buôn|làng|xóm"),
    ("institution", r"cơ quan|đơn vị|doanh nghiệp|công ty|trường học|nhà trường|cơ sở giáo dục|bệnh viện"),
    ("collective", r"tập thể|hộ gia đình"),
    ("person", r"cá nhân"),
)
KIND = "|".join(rf"(?P<{name}>{words})" for name, words in KINDS)
KINDS_OF_PLACE = "|".join(words for name, words in KINDS[:3])
FIRST = re.compile(rf"[\s\"']*(?:{KIND})(?!\w)")
NEXT = re.compile(rf"\s*(?:,(?:\s+và)?|và|hoặc)\s+(?:các\s+)?(?:{KIND})(?!\w)(?!\s+(?:\d|đã|đều|có|cũng|được|là))")

# "18/18 xã, 142 thôn và 25 cơ quan mở hội": each is told by the words after the last.
MORE = re.compile(
    rf"\s*(?:,|và|cùng|cùng với)\s*\d[\d.,/]*\s+(?:{KINDS_OF_PLACE})(?:\s*(?:,|và)\s*(?:{KINDS_OF_PLACE}))*(?!\w)"
)


def past_list(ahead: str, noun_end: int) -> int:
    """Where a list of counted places ends that begins with the one whose noun ends there."""
    if not FIRST.match(ahead, 0, noun_end):
        return noun_end
    while found := MORE.match(ahead, noun_end):
        noun_end = found.end()
    return noun_end


def is_mixed(ahead: str, noun_end: int) -> bool:
    """Whether what is counted goes on past the noun that ends there, with things of another kind.

    Such a number is no count of the first kind alone. `ahead` is the prepared text after the number.
    """
    first = FIRST.match(ahead, 0, noun_end)
    kinds = {first.lastgroup} if first else set()
    while kinds and (found := NEXT.match(ahead, noun_end)):
        kinds.add(found.lastgroup)
        noun_end = found.end()
    return len(kinds) > 1
