"""Numbers in running text: where they stand, what they are worth, and whether they count anything."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal

from tuquan.vn.numbers import NumberError, parse

NUMBER = r"(?:\d{1,3}(?:\.\d{3})+(?:,\d+)?|\d+(?:,\d+)?)(?!\d)"
SCALES = {"nghìn": 3, "ngàn": 3, "triệu": 6, "tỷ": 9, "tỉ": 9}
# "33.446" at the end of a row, "Tỷ lệ …" in the next one.
SCALE = r"(?:\s*(?:nghìn|ngàn|triệu|tỷ|tỉ)(?!\w)(?!\s+lệ(?!\w)))"
MONEY = r"(?:\s*(?:đồng|vnđ|vnd|đ)(?!\w)(?!\s+chí))"
# "6 vụ trong 3 tháng" is no share of three.
SPAN = r"\s*(?:năm|tháng|ngày|tuần|quý|giờ|phút)(?!\w)(?! tuổi)"
MANY_SOURCE = (
    rf"(?<!\d/)(?<!\d[.\-])(?P<a>{NUMBER})(?P<as>{SCALE}?)(?:\s*%(?=\s*(?:-|đến)\s*\d))?"
    rf"(?:(?P<join>\s*/\s*|\s+trong\s+(?:tổng\s+)?số\s+|(?P<within>\s+trong\s+(?=\d))|\s+trên\s+(?:tổng\s+(?:số\s+)?)?|\s*-\s*|\s+đến\s+)"
    rf"(?P<b>{NUMBER})(?P<bs>{SCALE}?)(?![./-]\d)(?(within)(?!{SPAN})))?"
    rf"(?P<more>\s+{NUMBER}{SCALE})?(?P<sign>\s*%|{MONEY})?"
)
MANY = re.compile(rf"(?<![\w,]){MANY_SOURCE}")
# "xây dựng mới03 mô hình": the blank before the number was forgotten after a word that often stands there.
BEFORE_NUMBERS = (
    *(
        "mới",
        "được",
        "có",
        "phát",
        "lập",
        "gồm",
        "với",
        "trên",
        "hơn",
        "gần",
        "lắp",
        "thêm",
        "mắt",
        "rộng",
        "cố",
        "loại",
    ),
    *("cho", "còn", "tặng", "tại", "đạt", "cộng", "khoảng", "trong", "chức", "mở", "nộp", "hồi", "đó", "và", "thu"),
)
GLUED = re.compile(rf"(?<!\w)(?:{'|'.join(BEFORE_NUMBERS)})\d[\d.,]*\s+[^\W\d_]")
MANY_GLUED = re.compile(rf"(?:(?<![\w,])|{'|'.join(f'(?<=[^0-9_a-z]{w})' for w in BEFORE_NUMBERS)}){MANY_SOURCE}")
# "góp 480 triệu": millions of nothing said are đồng.
MILLIONS = re.compile(r"(?:triệu|tỷ|tỉ)$")
BARE_MONEY = re.compile(r"\s*(?:$|[,.;:)]|(?:do|từ|để|cho|của|làm|mua|vốn|tiền)(?!\w))")
SIGN = re.compile(rf"\s*%|{MONEY}")
UNITS = {"một": 1, "hai": 2, "ba": 3, "bốn": 4, "năm": 5, "sáu": 6, "bảy": 7, "bẩy": 7, "tám": 8, "chín": 9, "mười": 10}
WORD = re.compile(
    r"(?<!\w)(?<!cả )(hai|ba|bốn|năm|sáu|bảy|bẩy|tám|chín|mười(?:\s+(?:một|hai|ba|bốn|lăm|sáu|bảy|tám"
    r"|chín))?)(?=\s+\w)"
    r"(?!\s+(?:xã|phường|thôn|bản|ấp|khóm|làng|huyện|tỉnh|thành phố|tổ|khu|bên|mặt|cấp|phía|là|năm|tháng|ngày|xứ|họ))"
)
# "xây dựng mới một mô hình": one, where a verb says that just this was done.
ONE = re.compile(
    r"(?:(?<!\w)(?:mới|thêm|ra mắt|thành lập|thanh loại|nhân rộng|khen|củng cố|được)\s+|:\s*)"
    r"(?P<one>một)(?=\s+(?:mô hình|tập thể|cá nhân|câu lạc bộ|tổ tự quản|đội)(?!\w))"
)
# "năm" is five only before these; elsewhere it is the year.
FIVE = re.compile(r"\s+(?:mô hình|tập thể|cá nhân|vụ|đối tượng|buổi|lớp|người|hộ|suất)(?!\w)")
QUALIFIERS = (
    ("over", re.compile(r"(?<!\w)(?:hơn|trên|vượt|quá)\s*$")),
    ("under", re.compile(r"(?<!\w)(?:gần|dưới|ngót)\s*$")),
    ("about", re.compile(r"(?<!\w)(?:khoảng|chừng|xấp xỉ|ước|ước chừng|độ)\s*$")),
    ("at_least", re.compile(r"(?<!\w)(?:ít nhất|tối thiểu|không dưới|từ)\s*(?:là\s*|có\s*)?$")),
)
AT_LEAST_AFTER = re.compile(r"[^.;\d]{0,40}?trở lên")
# "-3 mô hình", "(-3", "âm 3": a sign; "10 -15" is a range, and a stroke that opens its line a bullet.
MINUS = re.compile(r"(?:(?<=[^\s\d][ (:=¦])|(?<=[(:=¦]))-$|(?<!\w)âm\s+$")
# "210 bóng đèn trên 38 trụ": on them, not more than 38.
UPON = re.compile(r"(?:đèn|camera|mắt|bóng|biển|loa|công trình)\s+(?:[^\s,;\d]+\s+){0,2}trên\s*$")
UPON_WHAT = re.compile(r"\s*(?:trụ|cột|tuyến|đoạn|con đường|trục|km|ngõ|hẻm)(?!\w)")
# "từ 27 vụ xuống 11 vụ": a beginning, no lower limit.
FROM_TO = re.compile(r"[^.;,\d]{0,30}?\s(?:xuống|lên|còn|thành)(?!\w)[^.;,\d]{0,12}\d")
UPPER = re.compile(r"(?:tối đa|nhiều nhất|không quá)\s*(?:là\s*)?$")


@dataclass(frozen=True, slots=True)
class Mention:
    """A number with its span in the composed text (x/y, scale, % and đồng included).

    `form` is plain, percent, money or word; `upper` marks a ceiling ("tối đa").
    """

    start: int
    end: int
    value: Decimal
    of: Decimal | None
    value_max: Decimal | None
    form: str
    qualifier: str
    upper: bool = False


def mentions(low: str) -> list[Mention]:
    """Every number of a prepared text, in order, dates and names included (see `traps`)."""
    digits = list(_digit_mentions(low))
    taken = {i for m in digits for i in range(m.start, m.end)}
    words = [m for m in _word_mentions(low) if m.start not in taken]
    return _of_all(low, sorted((*digits, *words), key=lambda m: m.start))


# "3.120 người trên tổng số 3.859", "12 xã trong tổng số 15 xã": a share whose noun stands between.
OF_ALL = re.compile(
    r"(?:\s+[^\W\d]+){1,4}?\s+(?:trên tổng(?: số)?|trong tổng số|trên tổng cộng)(?:\s+(?:gần|hơn|khoảng))?\s*"
)


def _of_all(low: str, found: list[Mention]) -> list[Mention]:
    """Counts told of a whole that is named after their noun become shares of it."""
    out: list[Mention] = []
    for mention in found:
        part = out[-1] if out else None
        if part and _share_of(low, part, mention):
            out[-1] = replace(part, of=mention.value)
        else:
            out.append(mention)
    return out


def _share_of(low: str, part: Mention, whole: Mention) -> bool:
    plain = part.form == whole.form == "plain" and part.of is whole.of is part.value_max is None
    return plain and part.value <= whole.value and bool(OF_ALL.fullmatch(low, part.end, whole.start))


def minus(low: str, start: int) -> int:
    """Length of the minus sign or the word "âm" right before the number at `start`; 0 where there is none."""
    sign = MINUS.search(low, max(0, start - 12), start)
    return len(sign[0]) if sign else 0


def _digit_mentions(low: str) -> Iterator[Mention]:
    position, shape = 0, MANY_GLUED if GLUED.search(low) else MANY
    while found := shape.search(low, position):
        mention = _mention(low, found)
        position = mention.end if mention else found.end("a")
        if mention:
            yield mention


def _mention(low: str, found: re.Match[str]) -> Mention | None:
    first = _value(found["a"], found["as"])
    if first is None:
        return None
    first, of, top, end = _joined(found, first)
    if found["more"] and found["as"] and end == found.end("as"):
        first, end = first + _more(found["more"]), found.end("more")
    form, end = _form(low, end)
    before = low[max(0, found.start() - 20) : found.start()]
    return Mention(found.start(), end, first, of, top, form, _qualifier(low, before, end), bool(UPPER.search(before)))


def _joined(found: re.Match[str], first: Decimal) -> tuple[Decimal, Decimal | None, Decimal | None, int]:
    """Value, y of x/y, upper end of a range, and where the number ends; "5 - 7 triệu", "1/2 triệu" scale both."""
    alone, end = (first, None, None, found.end("as")), found.end("bs")
    second = _value(found["b"], found["bs"]) if found["b"] else None
    if second is None:
        return alone
    low = first if found["as"] else first * _scale(found["bs"])
    if (found["join"] or "").strip() not in ("-", "đến"):
        part = low if low <= second else first
        return (part, second, None, end) if part <= second else alone
    return (low, None, second, end) if second > low else alone


def _form(low: str, end: int) -> tuple[str, int]:
    sign = SIGN.match(low, end)
    if sign is None:
        return ("money" if MILLIONS.search(low, max(0, end - 6), end) and BARE_MONEY.match(low, end) else "plain"), end
    return ("percent" if "%" in sign[0] else "money"), sign.end()


def _more(text: str) -> Decimal:
    number = re.match(rf"\s*({NUMBER})({SCALE})", text)
    return (_value(number[1], number[2]) or Decimal(0)) if number else Decimal(0)


def _value(digits: str, scale: str) -> Decimal | None:
    try:
        return parse(digits) * _scale(scale)
    except NumberError:
        return None


def _scale(word: str) -> Decimal:
    return Decimal(10) ** SCALES.get((word or "").strip(), 0)


def _qualifier(low: str, before: str, end: int) -> str:
    if AT_LEAST_AFTER.match(low, end):
        return "at_least"
    if FROM_TO.match(low, end) and before.rstrip().endswith("từ"):
        return "exact"
    if UPON.search(before) and UPON_WHAT.match(low, end):
        return "exact"
    return next((name for name, pattern in QUALIFIERS if pattern.search(before)), "exact")


def _word_mentions(low: str) -> Iterator[Mention]:
    for found in ONE.finditer(low):
        yield Mention(found.start("one"), found.end("one"), Decimal(1), None, None, "word", "exact")
    for found in WORD.finditer(low):
        words = found[1].split()
        if words[0] == "năm" and not FIVE.match(low, found.end()):
            continue
        value = UNITS[words[0]] + (UNITS.get(words[1], 5) if len(words) > 1 else 0)
        before = low[max(0, found.start() - 20) : found.start()]
        yield Mention(
            found.start(), found.end(), Decimal(value), None, None, "word", _qualifier(low, before, found.end())
        )
