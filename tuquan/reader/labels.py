"""The counted noun before its number: "Tổ hòa giải cơ sở: 63", "doanh nghiệp đạt 10/12", "số mô hình lên 85"."""

from __future__ import annotations

import re
from dataclasses import replace

from tuquan.reader.engine import ALONE, Match, Surroundings, matches
from tuquan.reader.mentions import Mention
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
# What follows the figure of a label in its own clause.
CLAUSE = re.compile(r"[^,;]*")
# What ties a noun to the number after it.
TIE = re.compile(
    r"\s*(?P<tie>:|(?<!\w)(?:thì có|nay có|hiện có|đạt|là|có|được|lên|còn|gồm)"
    r"(?:\s+(?:gần|hơn|trên|khoảng|được|tới|đến))?)?\s*$"
)
# Where the clause, or the line of a list, begins that the noun opens.
CLAUSE_OPENS = re.compile(r".*(?:[,;:.(+•*¦]|(?<!\w)-|(?<!\w)(?:và|cùng|còn|trong đó|riêng)(?!\w))", re.S)
LINE_OPENS = re.compile(r".*(?:[;:.(+•*¦]|(?<!\w)-|(?<!\w)(?:trong đó|riêng)(?!\w))", re.S)
REACH = 90
# Nouns of one among many: "thôn 7", "tổ 3" are names, no counts.
NAME_OF_ONE = re.compile(
    r"(?:^|\s)(?:thôn|xã|phường|ấp|khu|phố|khóm|bản|xóm|tổ|đội|cụm|quận|số|dân phố|lớp|khối|dân cư|tháng|quý|hội|đoàn"
    r"|bài|trang|ảnh|hình|bước|nhóm|chi bộ|khóa|kỳ|lần|loại|cấp|tuyến|đường|điểm|mục|phần|ngày|năm|phòng|trường|từ|đến"
    r"|tới)$"
)
UNIT = re.compile(r"\s*(?:chiếc|cái|bộ|đơn vị|vị trí)(?=\s*(?:[,.;)]|$))")
# "lựu đạn 19 quả", "pháo 866 kg và 2.878 quả": what is counted stands before, its unit after.
PIECE = re.compile(
    r"\s*(?P<unit>khẩu|viên|quả|trái|kg|ki-lô-gam|kilôgam|cây|thanh|bánh|dây|hộp|kíp|cái|chiếc)(?=\s*(?:[,.;:)]|$|(?:và|cùng)(?!\w)))"
)
SAME = re.compile(r"(?P<noun>[^,;:.\d]{2,40}?)\s+\d[\d.,]*\s*(?:kg|khẩu|viên|quả|hộp|bánh)\s+(?:và|cùng)\s*$")
LEAST = 10


def alone(mention: Mention, around: Surroundings, words: Words) -> list[Match]:
    """Rules that hold where no counted noun follows the number: the noun is read before it."""
    label = LABEL.search(around.behind) or PART_LABEL.search(around.behind)
    if label and not PIECE.match(around.ahead):
        return _named(mention, around, label["noun"], words)
    found = _piece(mention, around, words) or matches(words, mention, around)
    if found or mention.form != "plain":
        return found
    noun, tied = _opening(around.behind[-REACH:])
    if not noun or not _counts(noun, tied, mention):
        return found
    return [replace(m, resembles=True) for m in _named(mention, around, noun, words) if m.noun_words and not m.carried]


def _piece(mention: Mention, around: Surroundings, words: Words) -> list[Match]:
    """Rules that hold for unit and noun put together, as if told "19 quả lựu đạn"."""
    unit = PIECE.match(around.ahead)
    if unit is None:
        return []
    behind = around.behind[-REACH:]
    same = SAME.search(behind)
    named = (same["noun"].strip() if same else _opening(behind)[0]).split()[-5:]
    for first in range(len(named)):
        told = replace(around, ahead=f" {unit['unit']} {' '.join(named[first:])}{around.ahead[unit.end() :]}")
        if found := [m for m in matches(words, mention, told) if m.noun_words > 1]:
            return [replace(m, noun_end=unit.end()) for m in found]
    return []


def _opening(behind: str) -> tuple[str, bool]:
    """The words that open the clause of a number, and whether a verb or a colon ties them to it."""
    tie = TIE.search(behind)
    told = behind[: tie.start()] if tie else behind
    opens = (LINE_OPENS if tie and tie["tie"] == ":" else CLAUSE_OPENS).match(told)
    return told[opens.end() if opens else 0 :].strip(), bool(tie and tie["tie"])


def stands_alone(around: Surroundings) -> bool:
    """Whether nothing that could be counted follows the number, at most a bare unit."""
    return any(shape.match(around.ahead) for shape in (ALONE, UNIT, PIECE))


def _named(mention: Mention, around: Surroundings, noun: str, words: Words) -> list[Match]:
    clause = CLAUSE.match(around.ahead)
    told = replace(around, ahead=f" {noun}{clause[0] if clause else ''}")
    return [replace(m, noun_end=0) for m in matches(words, mention, told)]


def _counts(noun: str, tied: bool, mention: Mention) -> bool:
    """Without a verb or a colon a small number after one noun is its name."""
    if tied or mention.of is not None:
        return True
    return mention.value >= LEAST and " " in noun and not NAME_OF_ONE.search(noun)
