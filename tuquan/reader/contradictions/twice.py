"""One indicator told twice with different values, in the text or in the text and its table."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from decimal import Decimal
from itertools import combinations

from tuquan.reader import BUNDLED_WORDS
from tuquan.reader.confidence import fits
from tuquan.reader.contradictions.ground import Ground, Told, name
from tuquan.reader.contradictions.model import Contradiction
from tuquan.reader.mentions import mentions

# What happened is told piece by piece; only these are told once for a whole period.
TOLD_ONCE = frozenset(
    re.findall(
        r"\w+",
        """schemes_founded schemes_struck_off schemes_replicated launch_campaigns flags_central flags_province
    festival_points festival_attendances communes_holding_festival villages_holding_festival""",
    )
)
# Told of many different things under one code.
OF_MANY = frozenset(
    re.findall(
        r"\w+",
        """communes_covered villages_covered units_covered units_inspected equipment_items clubs club_members
    forces_trained
    self_management_groups self_management_group_members patrol_groups patrol_group_members association_groups
    association_group_members association_schemes banners joint_agreements coordinating_bodies scheme_members
    scheme_households scheme_points scheme_target_rate scheme_meetings_held monthly_allowance social_groups
    social_group_members institutions_with_scheme""",
    )
)
# After the counted noun: the end of what is said, or words that leave the whole a whole.
WHOLE = re.compile(
    r"\s*(?:$|[.,;:()]|(?:tự quản |phong trào )?(?:về |bảo đảm |đảm bảo |giữ gìn )?(?:an ninh|antt|anqt|trật tự)"
    r"|(?:tại|trên|ở|của) (?:địa bàn )?(?:toàn )?(?:tỉnh|huyện|xã|phường|địa phương|đơn vị)"
    r"|(?:trên|toàn) địa bàn|toàn (?:tỉnh|huyện|xã|phường)"
    r"|trong (?:năm|kỳ|quý|tháng)|hoạt động|có hồ sơ|với|đã|được|đang|hiện|có \d|thu hút|gồm|trong đó)"
)


def told_twice(ground: Ground) -> Iterator[Contradiction]:
    """Every indicator of one place and period whose tellings cannot be parts of each other."""
    groups: dict[tuple[object, ...], list[Told]] = defaultdict(list)
    for told in ground.told:
        f = told.finding
        if not ground.is_earlier(told) and f.indicator not in OF_MANY and f.detail is None:
            groups[f.indicator, f.place, f.period_start, f.period_end].append(told)
    for (code, *_), group in groups.items():
        rows = [t for t in group if t.in_row]
        words = [t for t in group if not t.in_row and not ground.is_part(t) and _whole(ground, t)]
        yield from _with_table(ground, str(code), rows, words, group)
        yield from _in_text(ground, str(code), words, group)


def _with_table(
    ground: Ground, code: str, rows: list[Told], words: list[Told], group: list[Told]
) -> Iterator[Contradiction]:
    """One total in words and one in the table; several in words may be its pieces."""
    in_text = [t for t in group if not t.in_row]
    if len({_key(t) for t in rows}) != 1 or len({_key(t) for t in in_text}) != 1 or len(words) != len(in_text):
        return
    if not _differ(rows[0], words[0]) or words[0].value in _numbers_of_row(ground, rows[0]):
        return
    question = f"Lời văn ghi {words[0].shown}, bảng ghi {rows[0].shown} đối với chỉ tiêu “{name(code)}”. Số nào đúng?"
    yield Contradiction("text_and_table", question, ground.side(words[0]), ground.side(rows[0]), (code,))


def _numbers_of_row(ground: Ground, row: Told) -> set[Decimal]:
    """All columns of a row: another year or the sum may be what the words tell."""
    start, end = ground.low.rfind("\n", 0, row.start) + 1, ground.low.find("\n", row.start)
    return {m.value for m in mentions(ground.low[start : end if end >= 0 else len(ground.low)])}


def _in_text(ground: Ground, code: str, words: list[Told], group: list[Told]) -> Iterator[Contradiction]:
    if not _told_as_a_whole(code) or len({_key(t) for t in group if not t.in_row}) != 2:
        return
    for one, other in combinations(words, 2):
        pieces = one.value + other.value in {t.value for t in group if t.in_row}
        if pieces or not (_differ(one, other) and _same_wording(one, other)) or _one_breath(ground, one, other):
            continue
        question = f"Chỉ tiêu “{name(code)}” ghi chỗ là {one.shown}, chỗ là {other.shown}. Số nào đúng?"
        yield Contradiction("told_twice", question, ground.side(one), ground.side(other), (code,))
        return


def _told_as_a_whole(code: str) -> bool:
    return code in TOLD_ONCE or BUNDLED_WORDS.by_code[code].kind in ("stock", "ratio", "distinct")


def _whole(ground: Ground, told: Told) -> bool:
    return bool(WHOLE.match(ground.low, told.end))


def _key(told: Told) -> tuple[object, ...]:
    return told.finding.value, told.finding.of


def _differ(one: Told, other: Told) -> bool:
    """Another value; another whole is asked where it is told on both sides."""
    of = one.finding.of, other.finding.of
    return one.value != other.value or (None not in of and of[0] != of[1])


def _same_wording(one: Told, other: Told) -> bool:
    """A percentage and a count of one indicator are no rivals, nor are two different nouns."""
    return ("%" in one.finding.quote) == ("%" in other.finding.quote) and (
        one.finding.rule == other.finding.rule or (fits(one.finding) and fits(other.finding))
    )


def _one_breath(ground: Ground, one: Told, other: Told) -> bool:
    """Two numbers in one sentence are a list, a before and after, or a part."""
    return ground.sentence_at(one.start, one.end)[0] == ground.sentence_at(other.start, other.end)[0]
