"""Whether a submission can go up: every question about it, at once."""

from tuquan.reporting.asked import answers, lines_of
from tuquan.reporting.checks.asking import questions
from tuquan.reporting.checks.subject import Subject
from tuquan.reporting.models import Answer, Figure, Scope, Submission
from tuquan.reporting.queries.disagreements import disagreements
from tuquan.reporting.questions import Question, Readiness


def readiness(submission: Submission) -> Readiness:
    """What blocks the submission and what needs a sentence; an explained figure is not asked again."""
    lines = [line for line in lines_of(submission) if answers(submission, line)]
    figures = {
        figure.indicator_id: figure
        for figure in Figure.objects.filter(submission=submission, scope=Scope.OWN).select_related(
            "indicator", "chosen"
        )
    }
    subject = Subject.of(submission, lines, figures)
    asked = [*questions(subject), *_differences(submission)]
    explained = set(submission.figures.exclude(explanation="").values_list("pk", flat=True))
    return Readiness(
        blocking=[question for question in asked if question.blocking],
        to_explain=[question for question in asked if not question.blocking and question.figure_id not in explained],
        answered=sum(1 for line in lines if _answered(figures.get(line.indicator_id))),
        expected=len(lines),
    )


def _answered(figure: Figure | None) -> bool:
    return figure is not None and figure.answer != Answer.NOT_REPORTED


def _differences(submission: Submission) -> list[Question]:
    return [
        Question("sources_differ", found.sentence, found.figure.indicator.code, found.figure.pk)
        for found in disagreements(submission)
    ]
