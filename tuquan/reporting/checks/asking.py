"""Runs every check over a submission."""

from collections.abc import Iterator
from decimal import Decimal

from tuquan.reporting.checks.register import stock_identity
from tuquan.reporting.checks.rules import AT_MOST, JUMP, JUMP_FROM, NEEDS, PAIRS
from tuquan.reporting.checks.subject import Subject
from tuquan.reporting.questions import Question
from tuquan.reporting.values import shown
from tuquan.vn.numbers import show


def questions(subject: Subject) -> list[Question]:
    """All questions, in the order in which an officer would meet them."""
    checks = (missing, at_most, wholes, pairs, needs, stock_identity, jumps)
    return [question for check in checks for question in check(subject)]


def missing(subject: Subject) -> Iterator[Question]:
    """A required line without an answer blocks: silence is not 0."""
    for line in subject.lines:
        code = line.indicator.code
        if line.required and subject.value(code) is None:
            sentence = f"{line.indicator.name}: chưa có trả lời. Nhập số, hoặc chọn « không phát sinh »."
            yield subject.ask("required_missing", sentence, code, blocking=True)


def at_most(subject: Subject) -> Iterator[Question]:
    """A part larger than its whole."""
    for rule in AT_MOST:
        part, whole = subject.number(rule.part), subject.number(rule.whole)
        if part is not None and whole is not None and part > whole:
            sentence = (
                f"{subject.name(rule.part)} ({show(part)}) nhiều hơn {subject.name(rule.whole)} ({show(whole)}). "
                "Kiểm tra hai số."
            )
            yield subject.ask("part_exceeds_whole", sentence, rule.part, blocking=rule.blocking)


def wholes(subject: Subject) -> Iterator[Question]:
    """The whole of a share of schemes is the number of active schemes."""
    share, active = subject.value("schemes_with_full_dossier"), subject.number("schemes_active")
    if share is None or share.of is None or active is None or share.of == active:
        return
    sentence = (
        f"{subject.name('schemes_with_full_dossier')} ghi trên tổng số {show(share.of)}, "
        f"nhưng {subject.name('schemes_active')} là {show(active)}. Kiểm tra hai số."
    )
    yield subject.ask("whole_differs", sentence, "schemes_with_full_dossier")


def pairs(subject: Subject) -> Iterator[Question]:
    """Members without a body cannot be; a body without members must be explained."""
    for rule in PAIRS:
        bodies, members = subject.number(rule.bodies), subject.number(rule.members)
        if bodies is None or members is None:
            continue
        if members > 0 and bodies == 0:
            sentence = f"{subject.name(rule.members)} là {show(members)} nhưng {subject.name(rule.bodies)} là 0."
            yield subject.ask("members_without_body", sentence, rule.members, blocking=True)
        elif bodies > members:
            sentence = (
                f"{subject.name(rule.bodies)} ({show(bodies)}) nhiều hơn {subject.name(rule.members)} "
                f"({show(members)})."
            )
            yield subject.ask("body_without_members", sentence, rule.bodies)


def needs(subject: Subject) -> Iterator[Question]:
    """Listeners but no point of outreach."""
    for rule in NEEDS:
        what, source = subject.number(rule.what), subject.number(rule.source)
        if what and source == 0:
            sentence = f"{subject.name(rule.what)} là {show(what)} nhưng {subject.name(rule.source)} là 0."
            yield subject.ask("effect_without_source", sentence, rule.what)


def jumps(subject: Subject) -> Iterator[Question]:
    """More than three times the last round, or less than a third of it."""
    for code in subject.figures:
        now, before = subject.value(code), subject.before.get(code)
        if now is None or before is None or now.number is None or before.number is None:
            continue
        if _jumps(now.number, before.number):
            sentence = (
                f"{subject.name(code)}: kỳ này {_said(now.number)}, kỳ trước {_said(before.number)}. "
                "Nói rõ vì sao thay đổi nhiều."
            )
            yield subject.ask("jump", sentence, code)


def _jumps(now: Decimal, before: Decimal) -> bool:
    if max(now, before) < JUMP_FROM or not before:
        return False
    return now > JUMP * before or now * JUMP < before


def _said(number: Decimal) -> str:
    return shown(number)
