"""Parts that do not make their whole: "46 mô hình, gồm 30 … và 12 …"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from tuquan.reader.contradictions.ground import Ground
from tuquan.reader.contradictions.model import Contradiction
from tuquan.reader.mentions import NUMBER
from tuquan.vn.numbers import NumberError, parse, show

WHOLE = re.compile(
    rf"(?<![\w.,/-])(?P<n>{NUMBER})(?!\s*%)\s+(?P<noun>[^\s\d,.;:()¦%]+(?:,?\s+[^\s\d,.;:()¦%]+){{0,9}}?)"
    r"\s*[,:;(-]?\s*(?P<marker>(?:bao )?gồm(?: có)?|trong đó(?: có| gồm)?|chia ra|riêng)\s*:?\s*(?=[\d\n+•*-])"
)
PIECE = re.compile(
    rf"(?:[-+•*]\s*)?(?P<n>{NUMBER})(?!\s*%|\s*/)\s+(?P<words>[^\d,.;:()¦\n%]+?)\s*(?=[,.;:()\n]|và\s+(?:có\s+)?\d|$)"
)
NEXT = re.compile(
    r"\s*(?:\([^()\n]*\)\s*)?(?:[,;]\s*(?:và\s+)?|(?<!\w)và\s+|\n\s*(?=[-+•*]))\s*(?:có\s+)?(?=[-+•*]?\s*\d)"
)
PERSON = re.compile(
    r"(?:thành viên|đồng chí|người|cá nhân|tổ viên|tổ trưởng|tổ phó|đội trưởng|đội phó|đội viên|cán bộ|hội viên|nam"
    r"|nữ|trưởng|phó|ủy viên|uỷ viên|chủ tịch|đại biểu|trưởng ban|phó ban|đảng viên|đoàn viên)(?!\w)"
)
# One syllable says what is counted; what follows is of which sort.
UNITS = re.compile(
    r"(?:suất|buổi|cuộc|lớp|điểm|vụ|tin|bài|tờ|hộ|khẩu|viên|quả|mắt|bóng|trụ|xã|phường|thôn|bản|ấp|đợt)(?!\w)"
)
# Kinds that shut each other out, so that their parts may be added up.
APART = re.compile(
    r"(?:loại |xếp loại |hoạt động |đạt loại )?(?:xuất sắc|tốt|khá|trung bình|yếu|kém|hiệu quả cao)(?!\w)"
    r"|(?:thuộc )?khối(?!\w)|cấp (?:tỉnh|huyện|xã)(?!\w)|nam(?!\w)|nữ(?!\w)"
)
# More follows than the pieces that were read.
OPEN = re.compile(r"\s*(?:\.\.|…|v\.v|\(\s*\d|[^.\n]{0,60}còn lại)")
MIXED = re.compile(r"(?:lượt|vượt|giảm|tăng|so với|cùng kỳ)(?!\w)")


def of_lists(ground: Ground) -> Iterator[Contradiction]:
    """Sums of one sentence or of the bullets under it."""
    for found in WHOLE.finditer(ground.low):
        whole = _number(found["n"])
        pieces = _pieces(ground.low, found.end())
        if whole is None or not pieces or MIXED.search(found["noun"]) or found.start("n") in ground.unfit:
            continue
        end = pieces[-1].end()
        noun = _counted(found["noun"])
        if not all(_same_kind(noun, found["noun"], p["words"]) for p in pieces) or OPEN.match(ground.low, end):
            continue
        values = [_number(p["n"]) or Decimal(0) for p in pieces]
        if not _fits(whole, values, found["marker"], [p["words"] for p in pieces]):
            yield _question(ground, found, whole, values, (pieces[0].start("n"), end))


def _pieces(low: str, at: int) -> list[re.Match[str]]:
    """The numbers that open their item, one after the other; none where one of them cannot be read."""
    lead = re.compile(r"\s*").match(low, at)
    at = lead.end() if lead else at
    found: list[re.Match[str]] = []
    while piece := PIECE.match(low, at):
        found.append(piece)
        following = NEXT.match(low, piece.end())
        if following is None:
            return found
        at = following.end()
    return []


def _fits(whole: Decimal, values: list[Decimal], marker: str, words: list[str]) -> bool:
    """A "gồm" tells all parts; after "trong đó" and "riêng" they may overlap or be only some."""
    if max(values) > whole:
        return False
    if len(values) < 2:
        return True
    apart = all(APART.search(w) for w in words)
    if "gồm" in marker or marker == "chia ra":
        return sum(values) == whole
    return not apart or sum(values) <= whole if not _blocks(words) else sum(values) == whole


def _blocks(words: list[str]) -> bool:
    return all("khối" in w for w in words)


def _counted(noun: str) -> str:
    """ "mô hình" of "mô hình tự quản về an ninh trật tự"."""
    words = noun.replace(",", " ").split()
    return " ".join(words[:2])


def _same_kind(counted: str, noun: str, words: str) -> bool:
    words = words.strip()
    if PERSON.match(words):
        return PERSON.match(counted) is not None or ("," in noun and words.split()[0] in noun)
    if UNITS.match(counted) and counted.split()[0] == words.split()[0]:
        return True
    if words.startswith(counted) or APART.match(words):
        return True
    first = words.split()[:2]
    return "," in noun and " ".join(first) in noun


def _question(
    ground: Ground, found: re.Match[str], whole: Decimal, values: list[Decimal], span: tuple[int, int]
) -> Contradiction:
    told = " + ".join(show(v) for v in values)
    told = f"{told} = {show(sum(values, Decimal(0)))}" if len(values) > 1 else told
    question = f"Tổng ghi {show(whole)} {_counted(found['noun'])}, các phần kể ra là {told}. Số nào đúng?"
    first = ground.side_at(found.start("n"), found.end("noun"))
    second = ground.side_at(*span)
    codes = tuple(t.finding.indicator for t in ground.told if t.index == first.finding)
    return Contradiction("parts", question, first, second, codes)


def _number(text: str) -> Decimal | None:
    try:
        return parse(text)
    except NumberError:
        return None
