"""A rule as it is kept, and as it is worked with: its sides read once; what is wrong with one, in sentences."""

import re
from collections.abc import Iterator, Mapping
from functools import lru_cache
from typing import NamedTuple

from tuquan.reporting.checks.language import THIS_LINE, Leaf, Relation, Side, bind, leaves
from tuquan.reporting.checks.parsing import parse, parse_condition
from tuquan.reporting.errors import ExpressionRefused
from tuquan.reporting.models import CheckKind, CheckLines, CheckRule

PLACE = re.compile(r"\{([^{}]*)\}")
# What a sentence of a relation may hold beside expressions and "tên" with an expression.
PLACES = frozenset({"trái", "phải", "tên trái", "tên phải", "tính trái", "tính phải"})


class Sides(NamedTuple):
    """A relation's parts, of one line where it is asked of each."""

    condition: tuple[Relation, ...]
    relation: Relation


@lru_cache(maxsize=16384)
def sides(condition: str, left: str, operator: str, right: str, code: str = "") -> Sides:
    """The parts of a relation, said of the line `code`. Raises ExpressionRefused."""
    asked = Relation(parse(left), operator, parse(right))
    when = parse_condition(condition)
    return Sides(tuple(_bound(part, code) for part in when), _bound(asked, code)) if code else Sides(when, asked)


def _bound(relation: Relation, code: str) -> Relation:
    return Relation(bind(relation.left, code), relation.operator, bind(relation.right, code))


def sides_of(rule: CheckRule, code: str = "") -> Sides:
    """The parts of `rule`, of the line `code` where it is asked of each."""
    return sides(rule.condition, rule.left, rule.operator, rule.right, code)


def all_leaves(rule: CheckRule, code: str = "") -> Iterator[Leaf]:
    """Everything a relation asks about: its sides first, then its condition."""
    condition, relation = sides_of(rule, code)
    for side in (relation.left, relation.right, *(s for part in condition for s in (part.left, part.right))):
        yield from leaves(side)


def codes_of(rule: CheckRule) -> set[str]:
    """Codes of the lines a rule names; a rule of another kind, or of each line, names none."""
    if rule.kind != CheckKind.RELATION:
        return set()
    return {leaf.code for leaf in all_leaves(rule) if leaf.code and leaf.code != THIS_LINE}


def filled(sentence: str, places: Mapping[str, str]) -> str:
    """A sentence with its places filled; a place that nothing fills is left out."""
    return PLACE.sub(lambda match: places.get(match[1], ""), sentence)


def place_side(place: str) -> Side:
    """The expression in a place of a sentence: "{tên a + b}", "{truoc(a)}". Raises ExpressionRefused."""
    return parse(place.removeprefix("tên "))


def _fills(place: str) -> bool:
    if place in PLACES:
        return True
    try:
        place_side(place)
    except ExpressionRefused:
        return False
    return True


def faults_of(rule: CheckRule) -> list[str]:
    """What is wrong with a rule as written, one sentence each; nothing of what the catalogue knows."""
    if rule.kind != CheckKind.RELATION:
        return [] if rule.sentence else ["chưa có câu hỏi."]
    try:
        asked = [leaf.code for leaf in all_leaves(rule)]
    except ExpressionRefused as refused:
        return [refused.message]
    faults = [] if rule.sentence.strip() else ["chưa có câu hỏi."]
    faults += [
        f"câu hỏi có chỗ {{{place}}} không dùng được; dùng {{tên trái}}, {{trái}}, {{tên phải}}, {{phải}}."
        for place in PLACE.findall(rule.sentence)
        if not _fills(place)
    ]
    if (THIS_LINE in asked) != (rule.lines != CheckLines.WRITTEN):
        faults.append("« dong_nay » chỉ dùng được khi quy tắc xét từng chỉ tiêu, và khi ấy phải có.")
    if not any(asked):
        faults.append("hai vế chưa nêu chỉ tiêu nào.")
    return faults
