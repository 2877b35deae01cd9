"""The counted noun before its number: "Tổ hòa giải cơ sở: 63", "doanh nghiệp đạt 10/12", "số mô hình lên 85"."""

from __future__ import annotations

import re
from dataclasses import replace

from tuquan.reader.engine import ALONE, NOTHING, matches
from tuquan.reader.mentions import Mention
from tuquan.reader.surroundings import Match, Surroundings
from tuquan.reader.words_data import Words

# "Số mô hình hiện có: 46", "nâng tổng số mô hình của tỉnh lên 85".
LABEL = re.compile(
    r"(?:tổng số|số lượng|số)\s+(?P<noun>[^,.;:\d]{3,90}?(?:,[^,.;:\d]{3,60})?)(?:\s+năm\s+\d{4})?"
    r"\s*(?::|là|lên|lên con số|lên tới|lên thành|tăng lên|đạt|còn|lên đến|đã lên|tăng đến|ở mức|có)"
    r"(?:\s+(?:hơn|gần|trên|khoảng|tới|đến))?\s*$"
)
# ", camera chừng 40": a part of a sentence told the same way, a verb or a guess between.
PART_LABEL = re.compile(
    r"(?:[,;]|(?<!\w)(?:trong đó|riêng))\s+(?P<noun>[^,.;:\d]{5,60}?)"
    r"\s+(?:là|đạt|chừng|khoảng|hơn|gần|trên|lên tới)(?:\s+(?:hơn|gần|trên|khoảng))?\s*$"
)
# "dựng mới 5 mô hình, đưa tổng lên con số 85": the sum of what was counted before.
SUM = re.compile(r"(?:đưa|nâng)\s+tổng(?:\s+số)?\s+lên(?:\s+(?:con số|tới|đến|thành|hơn|gần|trên))*\s*$")
# What follows the figure of a label in its own clause.
CLAUSE = re.compile(r"[^,;]*")
# What ties a noun to the number after it.
TIE = re.compile(
    r"\s*(?P<tie>:(?:\s+(?:gần|hơn|trên|khoảng|chừng))?|(?<!\w)(?:thì có|nay có|hiện có|đạt|là|có|được|lên|còn|gồm|thì"
    r"|chỉ|treo|phát)"
    r"(?:\s+(?:gần|hơn|trên|khoảng|được|tới|đến))?)?\s*$"
)
# Where the clause, or the line of a list, begins that the noun opens.
CLAUSE_OPENS = re.compile(r".*(?:[,;:.()+•*¦]|(?<!\w)-|(?<!\w)(?:và|cùng|còn|trong đó|riêng)(?!\w))", re.S)
LINE_OPENS = re.compile(r".*(?:[;:.()+•*¦]|(?<!\w)-|(?<!\w)(?:trong đó|riêng)(?!\w))", re.S)
# "Mô hình: củng cố 37, thanh loại 5": what opens the line is what each of its verbs counts.
HEADED = re.compile(
    r"[\W\d]*(?:[ivx]+[.)]\s*)?(?:về\s+)?(?:các\s+)?"
    r"(?P<noun>mô hình|câu lạc bộ|tổ bảo vệ antt|camera|tập thể|báo cáo)(?:\s+tự quản)?\s*:(?=\s*[^\W\d])"
)
REACH = 90
# Nouns of one among many: "thôn 7", "tổ 3" are names, no counts.
NAME_OF_ONE = re.compile(
    r"(?:^|\s)(?:thôn|xã|phường|ấp|khu|phố|khóm|bản|xóm|tổ|đội|cụm|quận|(?<!thiểu )(?<!đổi )(?<!mã )số"
    r"|dân phố|lớp|khối|dân cư|tháng|quý|hội|đoàn"
    r"|(?<!tin )(?<!tin, )bài|trang|ảnh|hình|bước|nhóm|chi bộ|khóa|kỳ|lần|(?<!thanh )(?<!các )loại|cấp|tuyến|đường|điểm"
    r"|mục|phần|ngày|năm|phòng|trường|từ|đến|tới)$"
)
UNIT = re.compile(r"\s*(?:chiếc|cái|bộ|đơn vị|vị trí)(?=\s*(?:[,.;)]|$))")
# "lựu đạn 19 quả", "pháo 866 kg và 2.878 quả": what is counted stands before, its unit after.
PIECE = re.compile(
    r"\s*(?P<unit>khẩu|viên|quả|trái|kg|ki-lô-gam|kilôgam|cây|thanh|bánh|dây|hộp|kíp|cái|chiếc"
    r"|lượt|buổi|cuộc|tờ|cuốn|bài|lớp)(?=\s*(?:[,.;:)]|$|(?:và|cùng|loại)(?!\w)))"
)
SAME = re.compile(r"(?P<noun>[^,;:.\d]{2,40}?)\s+\d[\d.,]*\s*(?:kg|khẩu|viên|quả|hộp|bánh)\s+(?:và|cùng)\s*$")
# "súng hơi 7, súng cồn 5": weapons have no numbers for names.
WEAPON = re.compile(r"(?:súng|đạn|lựu đạn|dao|kiếm|pháo|mìn|bom|nỏ|mã tấu|vũ khí|công cụ hỗ trợ|kíp nổ|roi điện)(?!\w)")
LEAST = 10
LONGEST = 6
WHOLE = 2
NEAR = 5
YEAR = re.compile(r"(?:19|20)\d\d")


def alone(mention: Mention, around: Surroundings, words: Words) -> list[Match]:
    """Rules that hold where no counted noun follows the number: the noun is read before it."""
    label = LABEL.search(around.behind) or PART_LABEL.search(around.behind)
    if label and not PIECE.match(around.ahead) and (named := _named(mention, around, label["noun"], words)):
        return named
    total = SUM.search(around.behind)
    if around.noun and total:
        return _named(mention, replace(around, behind=total[0], left=total[0], previous=()), around.noun, words)
    found = _piece(mention, around, words) or matches(words, mention, around)
    if found or mention.form != "plain":
        return found
    noun, tied = _opening(around.behind[-REACH:])
    if not noun or not _counts(noun, tied, mention):
        return found
    surely = bool(tied or WEAPON.match(noun))
    least = surely or mention.of or mention.value >= LEAST
    told = _told(mention, around, noun, words) if least else []
    if not (surely and told) and max((m.noun_words for m in told), default=0) < WHOLE:
        told = _elided(mention, around, noun, words) or told
    if not told and (headed := HEADED.match(around.behind)):
        clause = replace(around, after="")  # the next verb has a number of its own
        told = [m for m in _told(mention, clause, headed["noun"], words) if m.rule.asks or m.rule.before]
        told = told if told and told[0].distance <= NEAR else []
    return [replace(m, resembles=True) for m in told]


def _told(mention: Mention, around: Surroundings, noun: str, words: Words) -> list[Match]:
    """Rules that hold by words here, for the noun itself; what counts nothing is not told by a noun before it."""
    here = [m for m in _named(mention, around, noun, words) if m.noun_words and not m.carried]
    return [] if here and here[0].rule.indicator == NOTHING else here


def _elided(mention: Mention, around: Surroundings, told: str, words: Words) -> list[Match]:
    """ "vùng giáo 58 mô hình, vùng dân tộc thiểu số 121": what was counted before is counted on, told apart by words
    of its own."""
    if len(told.split()) > LONGEST or YEAR.fullmatch(around.left[-4:].strip()) or not around.ahead.strip():
        return []
    for noun in dict.fromkeys(filter(None, (around.noun, *around.nouns))):
        named = _told(mention, around, f"{noun} {told}", words)
        best = named[0] if named else None
        if best and best.rule.sure and best.distance <= NEAR and (noun == around.noun or best.rule.asks):
            return named
    return []


def _piece(mention: Mention, around: Surroundings, words: Words) -> list[Match]:
    """Rules that hold for unit and noun put together, as if told "19 quả lựu đạn"."""
    unit = PIECE.match(around.ahead)
    if unit is None or re.search(r"(?<!các) loại\s*$", around.behind):
        return []
    behind = around.behind[-REACH:]
    same = SAME.search(behind)
    named = (same["noun"].strip() if same else _opening(behind)[0]).split()[-5:]
    for first in range(len(named)):
        again = named[first] == unit["unit"]  # "Lượt tuyên truyền: 1.127 lượt"
        noun = " ".join(named[first:] if again else (unit["unit"], *named[first:]))
        told = replace(around, ahead=f" {noun}{around.ahead[unit.end() :]}")
        if found := [m for m in matches(words, mention, told) if m.noun_words > 1]:
            return [replace(m, noun_end=unit.end()) for m in found]
    return []


def _opening(behind: str) -> tuple[str, bool]:
    """The words that open the clause of a number, and whether a verb or a colon ties them to it."""
    tie = TIE.search(behind)
    told = behind[: tie.start()] if tie else behind
    opens = (LINE_OPENS if tie and (tie["tie"] or "").startswith(":") else CLAUSE_OPENS).match(told)
    return told[opens.end() if opens else 0 :].strip(), bool(tie and tie["tie"])


# "trong đó 5 do phụ nữ quản lý", "9 phải nhập vào nhau": said of what was counted before, without its noun.
PREDICATE = re.compile(
    r"\s+(?:do|đã|được|phải|bị|chưa|không còn|không|hoạt động|chạy|xếp|thuộc|của|gửi|nộp|tạm|quá hạn|là)(?!\w)"
)


def elided(mention: Mention, around: Surroundings, words: Words) -> list[Match]:
    """Rules that hold when the noun of the label, or the one counted before, is put in again.

    They must be told by words close by.
    """
    if mention.form != "plain" or not PREDICATE.match(around.ahead):
        return []
    opening, tied = _opening(around.behind[-REACH:])
    for noun in (opening if tied else "", around.noun):
        told = replace(around, ahead=f" {noun}{around.ahead}")
        named = [m for m in matches(words, mention, told) if m.noun_words and not m.carried] if noun else []
        best = named[0] if named else None
        if best and best.rule.sure and best.distance <= NEAR and best.rule.indicator != NOTHING:
            return [replace(m, noun_end=0, resembles=True) for m in named]
    return []


def stands_alone(around: Surroundings) -> bool:
    """Whether nothing that could be counted follows the number, at most a bare unit."""
    return any(shape.match(around.ahead) for shape in (ALONE, UNIT, PIECE))


def _named(mention: Mention, around: Surroundings, noun: str, words: Words) -> list[Match]:
    clause = CLAUSE.match(around.ahead)
    told = replace(around, ahead=f" {noun}{clause[0] if clause else ''}")
    return [replace(m, noun_end=0) for m in matches(words, mention, told)]


def _counts(noun: str, tied: bool, mention: Mention) -> bool:
    """Without a verb or a colon a number after some nouns is a name ("thôn 7")."""
    if tied or mention.of is not None:
        return True
    return bool(WEAPON.match(noun)) or not NAME_OF_ONE.search(noun)
