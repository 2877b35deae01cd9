"""Where sources contradict each other: claims, printed totals, the unit's own reports. Both sides are quoted."""

from collections.abc import Iterator
from decimal import Decimal

from tuquan.reporting.checks.heard import Heard
from tuquan.reporting.checks.reading_rules import filled
from tuquan.reporting.checks.subject import Subject
from tuquan.reporting.models import CheckRule, Figure, Severity
from tuquan.reporting.queries.disagreements import Disagreement, against_totals, of_figure
from tuquan.reporting.questions import Question
from tuquan.reporting.values import shown


def sources(rule: CheckRule, subject: Subject) -> Iterator[Question]:
    """What is answered, and what other sources claim."""
    for figure in subject.figures.values():
        found = of_figure(figure)
        if found is not None:
            yield _differs(rule, subject, found)


def stated(rule: CheckRule, subject: Subject) -> Iterator[Question]:
    """A total that the level's own report printed, and what its units' figures make."""
    chosen = [figure for figure in subject.stated if figure.chosen is not None]
    for found in against_totals(subject.submission, chosen):
        yield _differs(rule, subject, found)


def _differs(rule: CheckRule, subject: Subject, found: Disagreement) -> Question:
    return _question(rule, subject, found.figure, {"câu": found.sentence}, found.sentence)


def reading(rule: CheckRule, subject: Subject) -> Iterator[Question]:
    """What a report of the unit says and nobody took: unconfirmed, or rejected by hand, as the rule has it."""
    sure = rule.parameters["sure"].split()
    for said in subject.heard:
        figure = subject.figures.get(said.indicator)
        if figure is None or said.answer != rule.parameters["answer"] or said.sure not in sure:
            continue
        value = subject.value(said.indicator)
        if value is not None and differ((value.number, value.of), (said.value, said.of)):
            yield _of_report(rule, subject, figure, said, value.text, said.key)


def named(rule: CheckRule, subject: Subject) -> Iterator[Question]:
    """A sentence that lists names, where the form's number is another than that of the names."""
    for said in subject.heard:
        figure, value = subject.figures.get(said.indicator), subject.value(said.indicator)
        if figure is None or value is None or said.named is None or said.answer == "rejected":
            continue
        if miscounts(value.number, said.named):
            yield _of_report(rule, subject, figure, said, value.text, f"{said.key}:{said.named}")


def differ(one: tuple[Decimal | None, Decimal | None], other: tuple[Decimal | None, Decimal | None]) -> bool:
    """Whether two (value, of) say different things; a whole that one of them leaves out is no difference."""
    if one[0] != other[0]:
        return True
    return None not in (one[1], other[1]) and one[1] != other[1]


def miscounts(number: Decimal | None, names: int) -> bool:
    """Whether a number is another than that of the names listed for it."""
    return number is not None and number != names


def _of_report(rule: CheckRule, subject: Subject, figure: Figure, said: Heard, now: str, key: str) -> Question:
    places = {
        "tên dong_nay": figure.indicator.name,
        "ghi": now,
        "đọc": shown(said.value, said.of),
        "báo cáo": said.report,
        "câu": " ".join(said.sentence.split()),
        "tên kể": str(said.named or ""),
    }
    return _question(rule, subject, figure, places, f"{figure.indicator.code}={now}; {key}")


def _question(rule: CheckRule, subject: Subject, figure: Figure, places: dict[str, str], about: str) -> Question:
    sentence = filled(rule.sentence, places)
    return subject.ask(rule.code, sentence, figure, blocking=rule.severity == Severity.ERROR, about=about)
