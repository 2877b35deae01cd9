"""A submission as the checks see it: its answers by code, what was answered before, what is known of its unit."""

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass, field
from fractions import Fraction
from functools import cached_property

from django.db.models import prefetch_related_objects

from tuquan.reporting import rollup
from tuquan.reporting.asked import answers, is_summing, lines_of
from tuquan.reporting.checks import area
from tuquan.reporting.checks.heard import Heard, heard
from tuquan.reporting.checks.language import Leaf
from tuquan.reporting.checks.past import Past, pasts
from tuquan.reporting.models import Answer, Figure, FormLine, Indicator, Scope, Submission
from tuquan.reporting.questions import Question
from tuquan.reporting.totals import Total
from tuquan.reporting.values import Value
from tuquan.schemes import tree


@dataclass
class Subject:
    """`lines`: what is asked. `figures`: own answers by code. `stated`: totals the level's own report printed.

    What costs a query is asked when a rule first needs it, and once.
    """

    submission: Submission
    lines: list[FormLine]
    figures: dict[str, Figure]
    stated: list[Figure] = field(default_factory=list)
    known_past: Past | None = None

    @classmethod
    def of(cls, submission: Submission) -> "Subject":
        """The subject of one submission, in five queries."""
        lines = [line for line in lines_of(submission) if answers(submission, line)]
        figures = list(Figure.objects.filter(submission=submission).select_related("indicator", "chosen"))
        prefetch_related_objects(figures, "claims")
        for figure in figures:
            figure.submission = submission
        return cls.made_of(submission, lines, figures)

    @classmethod
    def made_of(cls, submission: Submission, lines: list[FormLine], figures: Iterable[Figure]) -> "Subject":
        """The subject of figures at hand (with indicator and chosen claim)."""
        ordered = sorted(figures, key=lambda figure: (figure.indicator.position, figure.pk))
        own = {figure.indicator.code: figure for figure in ordered if figure.scope == Scope.OWN}
        return cls(submission, lines, own, [figure for figure in ordered if figure.scope == Scope.STATED])

    @cached_property
    def past(self) -> Past:
        if self.known_past is not None:
            return self.known_past
        key = (self.submission.unit_id, self.submission.organ_id)
        return pasts(self.submission.round, [key])[self.submission.unit_id]

    @cached_property
    def upward(self) -> list[int]:
        """The unit and those above it on the round's last day, nearest first."""
        return tree.above([self.submission.unit_id], self.submission.round.last_day)[self.submission.unit_id]

    @cached_property
    def totals(self) -> dict[str, Total]:
        """Totals of the units below, for the round's own level; nothing elsewhere."""
        if not is_summing(self.submission):
            return {}
        return rollup.totals(round=self.submission.round, unit_id=self.submission.unit_id)

    @cached_property
    def heard(self) -> list[Heard]:
        """What the unit's own reports say."""
        return heard(self.submission)

    @cached_property
    def asked(self) -> dict[str, int]:
        """The place of each line in the form, by code."""
        return {line.indicator.code: place for place, line in enumerate(self.lines)}

    def value(self, code: str) -> Value | None:
        """The answer to a line, or None where it is not answered (không phát sinh is an answer)."""
        figure = self.figures.get(code)
        if figure is None or figure.answer == Answer.NOT_REPORTED:
            return None
        chosen = figure.chosen
        return Value(Answer(figure.answer), chosen.value if chosen else None, chosen.of if chosen else None)

    def facts(self, leaf: Leaf) -> Fraction | None:
        """What the language of checks asks for; None where nobody answered."""
        if not leaf.code:
            return self._area(leaf.function)
        if leaf.function in ("", "mau", "neu_co"):
            return self._now(leaf)
        if leaf.function == "so_ky":
            return Fraction(len(self.past.series(leaf.code)))
        if leaf.function == "tong":
            total = self.totals.get(leaf.code)
            return None if total is None or total.value is None else Fraction(total.value)
        read = {
            "truoc": self.past.last,
            "lien_truoc": self.past.last_following,
            "namtruoc": self.past.year,
            "cong_don": self.past.within,
        }
        return _exact(read[leaf.function](leaf.code))

    def _now(self, leaf: Leaf) -> Fraction | None:
        value = self.value(leaf.code)
        if leaf.function == "mau":
            return None if value is None or value.of is None else Fraction(value.of)
        if value is None and leaf.function == "neu_co" and leaf.code not in self.asked:
            return Fraction(0)
        return _exact(value)

    def _area(self, name: str) -> Fraction | None:
        if name not in self._areas:
            self._areas[name] = area.known(name, self.submission, self)
        return self._areas[name]

    @cached_property
    def _areas(self) -> dict[str, Fraction | None]:
        return {}

    def name(self, code: str) -> str:
        """The line's name, whether this submission has a figure of it or not."""
        figure = self.figures.get(code)
        return figure.indicator.name if figure else self._names.get(code, "chỉ tiêu không có trong danh mục")

    @cached_property
    def _names(self) -> dict[str, str]:
        return dict(Indicator.objects.values_list("code", "name"))

    @staticmethod
    def ask(
        check: str, sentence: str, figure: Figure | None, *, code: str = "", blocking: bool = False, about: str = ""
    ) -> Question:
        """A question that belongs to `figure`; the sentence gets a capital. `about`: the numbers it was asked of."""
        said = f"{sentence[0].upper()}{sentence[1:]}"
        operands = hashlib.sha256((about or said).encode()).hexdigest()
        line = figure.indicator.code if figure else code
        return Question(check, said, line, figure.pk if figure else None, blocking, operands)


def _exact(value: Value | None) -> Fraction | None:
    return None if value is None or value.number is None else Fraction(value.number)
