"""Parts that do not make their whole: "46 mô hình, gồm 30 … và 12 …", and indicators that are parts of others."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from tuquan.reader.contradictions.ground import Ground, alike, name
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
# Kinds that shut each other out, so that their parts may be added up.
APART = re.compile(
    r"(?:loại |xếp loại |hoạt động |đạt loại )?(?:xuất sắc|tốt|khá|trung bình|yếu|kém|hiệu quả cao)(?!\w)"
    r"|(?:thuộc )?khối(?!\w)|cấp (?:tỉnh|huyện|xã)(?!\w)|nam(?!\w)|nữ(?!\w)"
)
# More follows than the pieces that were read.
OPEN = re.compile(r"\s*(?:\.\.|…|v\.v|\(\s*\d)")
MIXED = re.compile(r"(?:lượt|vượt|giảm|tăng|so với|cùng kỳ)(?!\w)")


def of_lists(ground: Ground) -> Iterator[Contradiction]:
    """Sums of one sentence or of the bullets under it."""
    for found in WHOLE.finditer(ground.low):
        whole = _number(found["n"])
        pieces = list(_pieces(ground.low, found.end()))
        if whole is None or not pieces or MIXED.search(found["noun"]) or found.start("n") in ground.unfit:
            continue
        end = pieces[-1].end()
        noun = _counted(found["noun"])
        if not all(_same_kind(noun, found["noun"], p["words"]) for p in pieces) or OPEN.match(ground.low, end):
            continue
        values = [_number(p["n"]) or Decimal(0) for p in pieces]
        if not _fits(whole, values, found["marker"], [p["words"] for p in pieces]):
            yield _question(ground, found, whole, values, (pieces[0].start("n"), end))


def of_indicators(ground: Ground) -> Iterator[Contradiction]:
    """A count of the catalogue that cannot be more than another, of the same place and day."""
    for part_code, whole_code in PART_OF.items():
        for part in ground.of(part_code):
            for whole in ground.of(whole_code):
                if alike(part, whole) and part.value > whole.value and not ground.is_part(whole):
                    question = (
                        f"“{name(part_code)}” là {part.shown}, nhiều hơn “{name(whole_code)}” là {whole.shown}. "
                        "Số nào đúng?"
                    )
                    codes = (part_code, whole_code)
                    yield Contradiction("more_than_whole", question, ground.side(part), ground.side(whole), codes)
    yield from _team(ground)


PART_OF = {
    "schemes_with_full_dossier": "schemes_active",
    "schemes_rated_good": "schemes_active",
    "schemes_rated_average": "schemes_active",
    "schemes_rated_weak": "schemes_active",
    "schemes_in_communities": "schemes_active",
    "schemes_in_institutions": "schemes_active",
    "forum_opinions_answered": "forum_opinions",
    "tips_valuable": "tips_received",
    "security_team_leaders": "security_team_members",
    "security_team_deputies": "security_team_members",
    "festival_points_with_leaders": "festival_points",
}
TEAM = ("security_team_leaders", "security_team_deputies", "security_team_ordinary_members")


def _team(ground: Ground) -> Iterator[Contradiction]:
    """Leaders, deputies and ordinary members are all members (Law on forces at the grass roots, 2023, article 14)."""
    for whole in ground.of("security_team_members"):
        parts = [[t for t in ground.of(code) if alike(t, whole)] for code in TEAM]
        if any(len(p) != 1 for p in parts) or ground.is_part(whole):
            continue
        total = sum((p[0].value for p in parts), Decimal(0))
        if total != whole.value:
            question = (
                f"Tổ trưởng, tổ phó và tổ viên cộng lại là {show(total)}, còn tổng số thành viên ghi {whole.shown}. "
                "Số nào đúng?"
            )
            codes = ("security_team_members", *TEAM)
            yield Contradiction("parts", question, ground.side(whole), ground.side(parts[0][0]), codes)


def _pieces(low: str, at: int) -> Iterator[re.Match[str]]:
    """The numbers that open their item, one after the other; what opens otherwise ends the list."""
    lead = re.compile(r"\s*").match(low, at)
    at = lead.end() if lead else at
    while found := PIECE.match(low, at):
        yield found
        following = NEXT.match(low, found.end())
        if following is None:
            return
        at = following.end()


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
    if PERSON.match(counted) and PERSON.match(words):
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
