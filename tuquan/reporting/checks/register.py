"""The identity of schemes: what stands at the end is what stood, plus what began, less what was struck off."""

from collections.abc import Iterator

from tuquan.reporting.checks.subject import Subject
from tuquan.reporting.questions import Question
from tuquan.schemes import tree
from tuquan.schemes.models import CountingRule
from tuquan.vn.numbers import show


def stock_identity(subject: Subject) -> Iterator[Question]:
    """Domain study 7.5, rule 1. Asked only when all flows since the last round are known."""
    if not subject.follows:
        return
    now, before = subject.number("schemes_active"), subject.before.get("schemes_active")
    founded, struck_off = subject.number("schemes_founded"), subject.number("schemes_struck_off")
    if now is None or before is None or before.number is None or founded is None or struck_off is None:
        return
    copies = subject.number("schemes_replicated") or 0
    counted = copies if copies and copies_count(subject) else 0
    expected = before.number + founded + counted - struck_off
    if now == expected:
        return
    plus = f" + {show(counted)} nhân rộng" if counted else ""
    yield subject.ask(
        "stock_identity",
        f"{subject.name('schemes_active')}: kỳ trước {show(before.number)} + {show(founded)} xây dựng mới{plus} "
        f"− {show(struck_off)} thanh loại = {show(expected)}, nhưng kỳ này ghi {show(now)}. "
        "Kiểm tra hoặc nói rõ vì sao.",
        "schemes_active",
    )


def copies_count(subject: Subject) -> bool:
    """Whether a copy is a scheme of its own here: the nearest rule at or above the unit, else yes.

    A unit that ended within the round stands where it last stood, as it does for the register's own counts.
    """
    day, unit_id = subject.submission.round.last_day, subject.submission.unit_id
    upward = tree.above([unit_id], day)[unit_id]
    rules = dict(CountingRule.objects.on(day).filter(unit__in=upward).values_list("unit_id", "copy_is_scheme"))
    return next((rules[key] for key in upward if key in rules), True)
