"""Whether words that somebody typed name a person, with a number beside the name or without.

Stricter than the lint of received reports: whoever types can be asked to write the sentence anew.
"""

import re

from tuquan.reader.names import bundled
from tuquan.reader.personal import WORDS
from tuquan.reader.surnames import MIDDLE_NAMES, PLACE_WORDS, PLACES, SURNAMES
from tuquan.vn.text import nfc

# Family names that hardly ever open the name of a place: two syllables are enough.
SURE = frozenset(("nguyễn", "trần", "phạm", "huỳnh", "đặng", "bùi", "trịnh"))
COMMON = "nguyễn|trần|lê|phạm|hoàng|huỳnh|phan|vũ|võ|đặng|bùi|đỗ|hồ|ngô|dương|đinh|trịnh|trương"
PUBLIC = frozenset(("hồ chí minh", "võ nguyên giáp", "tôn đức thắng", "trần hưng đạo", "lý thường kiệt"))
# Schools and roads bear names of persons with their middle name: "Trường THCS Nguyễn Văn Trỗi".
NAMED_AFTER = re.compile(r"(?:thcs|thpt|tiểu học|mầm non|trường|đường|(?<!khu )phố|công ty|quảng trường)\s+$", re.I)
ADDRESS = re.compile(
    r"(?<!\w)(?:(?P<kin>ông|bà|anh|chị|(?<!công )(?<!dụng )cụ|cô|(?<!ghi )chú|(?<!phản )bác|thầy|đ/c|đồng chí)"
    r"|(?<!trẻ )(?<!chị )(?<!anh )(?<!con )em|cháu|(?<!\d )(?<!số )(?<!các )hộ(?:\s+gia đình)?|gia đình"
    r"|người\s+(?:tố giác|tố cáo|báo tin|cung cấp(?: tin)?|trình báo|khai|vi phạm|nghiện|bị hại|làm chứng|đứng đầu)"
    r"|họ và tên|họ tên|đối tượng|bị can|bị cáo|bị hại|nạn nhân|nghi phạm|nghi can|nhân chứng)"
    r"(?:\s+(?:là|tên|tên là|ông|bà|anh|chị))*\s*[:(“\"]?\s*$",
    re.I,
)
# "đồng chí Bí thư", "ông Trưởng thôn", "bà Mẹ Việt Nam anh hùng": an office or an honour, no name.
OFFICE = re.compile(
    r"(?:bí thư|phó|trưởng|chủ tịch|chủ nhiệm|giám đốc|hiệu trưởng|đội trưởng|tổ trưởng|ủy viên|uỷ viên|cán bộ|công an"
    r"|chỉ huy|chính trị|thường trực|lãnh đạo|thủ trưởng|đại biểu|đảng viên|đảng ủy|hội|chi hội|ban|tổ"
    r"|mẹ|việt nam|hùng lực lượng|hùng lao động|(?:thiếu|trung|thượng|đại) (?:tá|úy|uý|tướng))(?!\w)",
    re.I,
)
PLACES_OF_ADDRESS = re.compile(r"(?:Bà (?:Rịa|Nà|Đen|Trưng|Triệu|Điểm)|Anh Sơn|Bác Hồ|Cô Tô)(?!\w)")
UNDER_CASE = re.compile(rf"(?<!\w)(?:{COMMON}) (?:văn|thị) (?!hóa|hoá|minh|bản|nghệ|phòng|trấn|xã)[^\W\d_]+")
WITHOUT_ACCENTS = re.compile(
    r"(?<!\w)(?:(?:Nguyen|Tran|Le|Pham|Hoang|Huynh|Phan|Vu|Vo|Dang|Bui|Do|Ho|Ngo|Duong|Dinh|Trinh|Truong) (?:Van|Thi)"
    r"|(?:Nguyen|Tran|Pham|Huynh) [A-Z][a-z]+) [A-Z][a-z]*"
)
# Characters before a name in which its form of address stands.
BEFORE = 40


def names_a_person(text: str) -> bool:
    """Whether a personal name stands in the text: after a form of address, or led by a family name.

    "Ông Hùng", "hộ Trần Bình" and "Nguyễn Văn An" are persons; "thôn Lâm Lang", "dòng họ Trần", "Trường THCS
    Nguyễn Văn Trỗi" and "đồng chí Bí thư" are none. A family name that opens places too ("Lê", "Lâm") and is
    followed by one syllable is believed only after a form of address.
    """
    text = nfc(text)
    if WITHOUT_ACCENTS.search(text) or any(not _after_place(text, m.start()) for m in UNDER_CASE.finditer(text)):
        return True
    return any(_row_names(text, row) for row in WORDS.finditer(text))


def _row_names(text: str, row: re.Match[str]) -> bool:
    """Whether a row of capitalised words holds a person, from any of its words on."""
    words = [row.start() + word.start() for word in re.finditer(r"\S+", row[0])]
    return any(_person_from(text, start, text[start : row.end()].split()) for start in words)


def _person_from(text: str, start: int, words: list[str]) -> bool:
    spelt = [word.lower().rstrip(".") for word in words]
    if " ".join(spelt[:3]) in PUBLIC or spelt[:2] == ["văn", "hóa"]:
        return False
    address = ADDRESS.search(text, max(0, start - BEFORE), start)
    if address and not _no_name(text, address, start):
        return bool(address["kin"] and not words[0].isupper()) or (spelt[0] in SURNAMES and len(spelt) > 1)
    return _led_by_surname(text, start, words, spelt)


def _no_name(text: str, address: re.Match[str], start: int) -> bool:
    """An office after the address, or an address that is part of a place's name ("cầu Ông Lãnh", "Bà Rịa")."""
    capital = address[0][:1].isupper()
    place = capital and _after_place(text, address.start())
    return bool(OFFICE.match(text, start) or PLACES_OF_ADDRESS.match(text, address.start()) or place)


def _led_by_surname(text: str, start: int, words: list[str], spelt: list[str]) -> bool:
    if spelt[0] not in SURNAMES or len(spelt) < 2 or NAMED_AFTER.search(text, max(0, start - BEFORE), start):
        return False
    if len(spelt) > 2 and spelt[1] in MIDDLE_NAMES and " ".join(spelt[:2]) not in PLACES:
        return True
    if words[0].isupper() or words[1].isupper() or _after_place(text, start) or _is_place(spelt):
        return False
    return spelt[0] in SURE or (len(spelt) > 2 and spelt[0] in COMMON.split("|"))


def _after_place(text: str, start: int) -> bool:
    before = text[max(0, start - 12) : start].lower().split()
    return (
        not PLACE_WORDS.isdisjoint(before[-1:]) or NAMED_AFTER.search(text, max(0, start - BEFORE), start) is not None
    )


def _is_place(spelt: list[str]) -> bool:
    pair = " ".join(spelt[:2])
    return pair in PLACES or bool(bundled().candidates(pair))
