"""Answers unlike the unit's own earlier ones, or unlike those of units of the same type in the same round."""

from collections.abc import Iterator
from fractions import Fraction

from tuquan.reporting.checks.parsing import decimal
from tuquan.reporting.checks.peers import PER, Peers, peers_of
from tuquan.reporting.checks.reading_rules import filled
from tuquan.reporting.checks.subject import Subject
from tuquan.reporting.checks.usual import Limits, Usual
from tuquan.reporting.checks.wording import value_words
from tuquan.reporting.models import Answer, CheckRule, Figure, IndicatorKind, Severity
from tuquan.reporting.questions import Question
from tuquan.reporting.values import Value
from tuquan.vn.numbers import show


def measured(figure: Figure, value: Value | None) -> Fraction | None:
    """The number to compare: a share in percent where it is x of y, else the value; None where there is none.

    "Không phát sinh" is a statement of its own: it is what others are compared with, never asked about itself.
    """
    if value is None or value.number is None:
        return None
    if figure.indicator.kind != IndicatorKind.RATIO or value.answer != Answer.VALUE:
        return Fraction(value.number)
    return Fraction(value.number) / Fraction(value.of) * 100 if value.of else None


def unlike_history(rule: CheckRule, subject: Subject) -> Iterator[Question]:
    """Against rounds of the same length, where enough of them were answered."""
    limits = Limits.of(rule.parameters)
    for code, figure, now in _answered(subject):
        earlier = [number for value in subject.past.series(code) if (number := measured(figure, value)) is not None]
        if len(earlier) < limits.least:
            continue
        usual = Usual.among(earlier, ratio=False)
        if usual.refuses(now, limits):
            places = {
                "nay": _said(now, figure),
                "từ đến": _between(_said(usual.low, figure), _said(usual.high, figure)),
            }
            yield _question(rule, subject, figure, places)


def unlike_others(rule: CheckRule, subject: Subject) -> Iterator[Question]:
    """Against sent answers of units of the same type in the round, per household where all sizes are known."""
    limits = Limits.of(rule.parameters)
    others = peers_of(subject.submission)
    if others is None or others.count < limits.least:
        return
    for code, figure, now in _answered(subject):
        found = _unlike(code, figure, now, others, limits)
        if found is not None:
            yield _question(rule, subject, figure, {**found, **_who(others)})


def _unlike(code: str, figure: Figure, now: Fraction, others: Peers, limits: Limits) -> dict[str, str] | None:
    per_household = others.households if figure.indicator.kind in _SIZED and others.sized(code) else None
    usual = others.usual(code, figure.indicator.kind, per_household=per_household is not None)
    if usual is None:
        return None
    size = Fraction(per_household or PER, PER)
    if not usual.refuses(now / size, limits, size):
        return None
    told, low, high = (_said(number, figure) for number in (now, usual.low, usual.high))
    if per_household:
        told += f" (bằng {_tenths(now / size)} trên {show(PER)} hộ)"
        low, high = _tenths(usual.low), _tenths(usual.high)
    return {
        "nay": told,
        "từ đến": _between(low, high),
        "trên đơn vị nào": f" trên {show(PER)} hộ" if per_household else "",
    }


def _between(low: str, high: str) -> str:
    return low if low == high else f"từ {low} đến {high}"


def _tenths(number: Fraction) -> str:
    return show(decimal(Fraction(round(number * 10), 10)))


_SIZED = (IndicatorKind.STOCK, IndicatorKind.FLOW)


def _who(others: Peers) -> dict[str, str]:
    return {"các đơn vị khác": f"các {others.type_label} khác", "đơn vị này": f"{others.type_label} này"}


def _answered(subject: Subject) -> Iterator[tuple[str, Figure, Fraction]]:
    for code, figure in subject.figures.items():
        value = subject.value(code)
        if value is not None and value.answer == Answer.VALUE:
            number = measured(figure, value)
            if number is not None:
                yield code, figure, number


def _said(number: Fraction, figure: Figure) -> str:
    if figure.indicator.kind == IndicatorKind.RATIO:
        return f"{_tenths(number)}%"
    return value_words(number)


def _question(rule: CheckRule, subject: Subject, figure: Figure, places: dict[str, str]) -> Question:
    places = {"tên dong_nay": figure.indicator.name, **places}
    sentence = filled(rule.sentence, places)
    # What is usual moves with every unit that sends: an explanation holds as long as the answer itself stands.
    about = f"{figure.indicator.code}={places['nay']}"
    blocking = rule.severity == Severity.ERROR
    return subject.ask(rule.code, sentence, figure, blocking=blocking, about=about)
