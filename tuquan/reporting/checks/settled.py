"""What an explanation settles: the questions that were asked when it was written, of the numbers they were asked of.

Where another number of the question changed since, it is asked again, though the figure itself still stands.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable

from tuquan.reporting.checks.asking import live
from tuquan.reporting.models import ExplainedQuestion, Figure
from tuquan.reporting.questions import Question

_Settled = dict[int, set[tuple[str, str]]]


def remember(figure: Figure) -> None:
    """Keep what the figure is being asked, now that it was explained (or that it was asked nothing)."""
    asked = {(q.code, q.operands) for q in live(figure.submission) if q.figure_id == figure.pk and not q.blocking}
    ExplainedQuestion.objects.filter(figure=figure).delete()
    ExplainedQuestion.objects.bulk_create(
        ExplainedQuestion(figure=figure, check_code=code, operands=operands) for code, operands in asked or {("", "")}
    )


def unsettled(asked: Iterable[Question], explained: Collection[int]) -> list[Question]:
    """The questions that still need a sentence. `explained`: keys of figures that have an explanation. One query."""
    kept: _Settled = defaultdict(set)
    for key, code, operands in ExplainedQuestion.objects.filter(figure__in=explained).values_list(
        "figure", "check_code", "operands"
    ):
        kept[key].add((code, operands))
    return [question for question in asked if not _settles(question, explained, kept)]


def _settles(question: Question, explained: Collection[int], kept: _Settled) -> bool:
    if question.blocking or question.figure_id is None or question.figure_id not in explained:
        return False
    known = kept.get(question.figure_id)
    return known is None or (question.code, question.operands) in known
