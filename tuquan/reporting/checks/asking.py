"""Runs every rule over a submission: each asks alone, so neither their order nor a new one changes what others ask."""

from collections.abc import Callable, Iterable, Iterator

from tuquan.reporting.checks.contradictions import named, reading, sources, stated
from tuquan.reporting.checks.decided import decided
from tuquan.reporting.checks.outliers import unlike_history, unlike_others
from tuquan.reporting.checks.relations import relation
from tuquan.reporting.checks.standing import rules_for
from tuquan.reporting.checks.subject import Subject
from tuquan.reporting.models import CheckKind, CheckRule, Submission
from tuquan.reporting.questions import Question

Asker = Callable[[CheckRule, Subject], Iterator[Question]]
ASKERS: dict[str, Asker] = {
    CheckKind.RELATION: relation,
    CheckKind.HISTORY: unlike_history,
    CheckKind.PEERS: unlike_others,
    CheckKind.NAMED: named,
    CheckKind.READING: reading,
    CheckKind.SOURCES: sources,
    CheckKind.STATED: stated,
    CheckKind.DATED: decided,
}
MISSING = "required_missing"


def live(submission: Submission) -> list[Question]:
    """All questions about a submission as it stands, cheap enough to ask after each saved cell.

    The number of queries does not depend on how many lines, rules or units there are (a test counts them).
    """
    return questions(Subject.of(submission))


def questions(subject: Subject, rules: Iterable[CheckRule] | None = None) -> list[Question]:
    """The questions of `rules` (those that stand for the submission) and of lines left silent, in the form's order.

    The same sentence about the same figure is asked once; where one of two blocks, that one.
    """
    asked_by = rules_for(subject.submission, subject.upward) if rules is None else list(rules)
    found = [*missing(subject), *(question for rule in asked_by for question in ask(rule, subject))]
    order = {rule.code: (rule.position, rule.pk or 0) for rule in asked_by}
    last = len(subject.asked)
    found.sort(
        key=lambda q: (
            subject.asked.get(q.indicator_code, last),
            q.indicator_code,
            not q.blocking,
            order.get(q.code, (0, 0)),
            q.code,
            q.sentence,
        )
    )
    first: dict[tuple[int | None, str, str], Question] = {}
    for question in found:
        first.setdefault((question.figure_id, question.indicator_code, question.sentence), question)
    return list(first.values())


def ask(rule: CheckRule, subject: Subject) -> Iterator[Question]:
    """The questions of one rule."""
    return ASKERS[rule.kind](rule, subject)


def missing(subject: Subject) -> Iterator[Question]:
    """A required line without an answer blocks: silence is not 0."""
    for line in subject.lines:
        code = line.indicator.code
        if line.required and subject.value(code) is None:
            sentence = f"{line.indicator.name}: chưa có trả lời. Nhập số, hoặc chọn « không phát sinh »."
            yield subject.ask(MISSING, sentence, subject.figures.get(code), code=code, blocking=True)
