"""A submission as the checks see it: its answers by code, beside those of the last round."""

from dataclasses import dataclass
from decimal import Decimal

from tuquan.reporting import history
from tuquan.reporting.models import Answer, Figure, FormLine, Indicator, Submission
from tuquan.reporting.questions import Question
from tuquan.reporting.values import Value


@dataclass(frozen=True)
class Subject:
    """`lines`: what is asked. `figures`: by code. `before`: the same unit's answers in the last round, by code.

    `follows`: this round begins the day after the last one ended.
    """

    submission: Submission
    lines: list[FormLine]
    figures: dict[str, Figure]
    before: dict[str, Value]
    follows: bool

    @classmethod
    def of(cls, submission: Submission, lines: list[FormLine], figures: dict[int, Figure]) -> "Subject":
        last = history.last_round(submission)
        before = history.values(last, submission.unit_id, submission.organ_id) if last else {}
        by_code = {figure.indicator.code: figure for figure in figures.values()}
        return cls(submission, lines, by_code, before, last is not None and history.is_next(last, submission.round))

    def value(self, code: str) -> Value | None:
        """The answer to a line, or None where it is not answered (không phát sinh is an answer)."""
        figure = self.figures.get(code)
        if figure is None or figure.answer == Answer.NOT_REPORTED:
            return None
        chosen = figure.chosen
        return Value(Answer(figure.answer), chosen.value if chosen else None, chosen.of if chosen else None)

    def number(self, code: str) -> Decimal | None:
        """The answer as a number (0 where nothing arose), or None where it is not answered."""
        value = self.value(code)
        return None if value is None else value.number

    def name(self, code: str) -> str:
        figure = self.figures.get(code)
        return figure.indicator.name if figure else code

    def indicator(self, code: str) -> Indicator | None:
        figure = self.figures.get(code)
        return figure.indicator if figure else None

    def ask(self, check: str, sentence: str, code: str, *, blocking: bool = False) -> Question:
        """A question that belongs to the figure of `code`; the sentence gets a capital and a stop."""
        figure = self.figures.get(code)
        said = f"{sentence[0].upper()}{sentence[1:]}"
        return Question(check, said, code, figure.pk if figure else None, blocking)
