"""Whether a submission can go up: every question about it, at once."""

from tuquan.reporting import checks
from tuquan.reporting.checks.settled import unsettled
from tuquan.reporting.checks.subject import Subject
from tuquan.reporting.models import Submission
from tuquan.reporting.questions import Readiness


def readiness(submission: Submission) -> Readiness:
    """What blocks the submission and what needs a sentence, in the order of the form.

    An explained question is not asked again as long as the numbers stand that it was asked of.
    """
    subject = Subject.of(submission)
    asked = checks.questions(subject)
    figures = [*subject.figures.values(), *subject.stated]
    explained = {figure.pk for figure in figures if figure.explanation}
    return Readiness(
        blocking=[question for question in asked if question.blocking],
        to_explain=unsettled([question for question in asked if not question.blocking], explained),
        answered=sum(1 for line in subject.lines if subject.value(line.indicator.code) is not None),
        expected=len(subject.lines),
    )
