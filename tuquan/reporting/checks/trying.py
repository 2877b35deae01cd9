"""Trying a rule on the last round before it is kept: which units it would have asked, and with which words."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from tuquan.reporting.asked import answers, lines_for
from tuquan.reporting.checks.asking import ask
from tuquan.reporting.checks.past import pasts
from tuquan.reporting.checks.reading_rules import codes_of
from tuquan.reporting.checks.relations import judges
from tuquan.reporting.checks.subject import Subject
from tuquan.reporting.models import CheckKind, CheckRule, Figure, FormLine, Round, State, Submission
from tuquan.schemes import tree
from tuquan.units import queries as units
from tuquan.units.models import UnitVersion

# A province has some hundreds of communes; more would keep the page waiting.
MOST = 600
_SENT = (State.SUBMITTED, State.APPROVED)


@dataclass(frozen=True)
class AskedUnit:
    """One unit that would be asked, and the question."""

    submission_id: int
    name: str
    sentence: str


@dataclass(frozen=True)
class Trial:
    """`title`: of the round tried on ("" where no unit has sent yet). `units`: how many submissions were gone through,
    `judged`: in how many the rule could say anything; `left_out`: how many more there are."""

    title: str
    asked: tuple[AskedUnit, ...] = ()
    units: int = 0
    left_out: int = 0
    judged: int = 0

    @property
    def asked_units(self) -> int:
        return len({row.submission_id for row in self.asked})


def try_rule(rule: CheckRule, *, top_id: int, day: date) -> Trial:
    """The rule asked of every submission under `top_id` in the last round that units there have sent.

    Nothing is written. A dozen queries for each round of that window, and one a unit where a rule asks about hamlets,
    communes or households.
    """
    rows = _submissions(rule, top_id, day)
    if not rows:
        return Trial("")
    tried = rows[:MOST]
    names = units.versions({row.unit_id for row in tried}, rows[0].round.last_day)
    found = subjects(rule, tried)
    asked = [
        AskedUnit(subject.submission.pk, _name(names, subject.submission), question.sentence)
        for subject in found
        for question in ask(rule, subject)
    ]
    return Trial(
        rows[0].round.title, tuple(asked), len(found), len(rows) - len(tried), sum(1 for s in found if judges(rule, s))
    )


def subjects(rule: CheckRule, rows: Iterable[Submission]) -> list[Subject]:
    """Subjects of many submissions with what the rule needs of them, gathered round by round."""
    by_round: dict[Round, list[Submission]] = defaultdict(list)
    for row in rows:
        by_round[row.round].append(row)
    return [subject for round_, its in by_round.items() for subject in _of_round(rule, round_, its)]


def _of_round(rule: CheckRule, round_: Round, rows: list[Submission]) -> list[Subject]:
    figures = _figures(rule, rows)
    past = pasts(round_, [(row.unit_id, row.organ_id) for row in rows])
    lines: dict[int, list[FormLine]] = {level: lines_for(round_, level) for level in {row.unit.level for row in rows}}
    found = []
    for row in (row for row in rows if figures[row.pk]):  # the rest is not asked for any line of the rule
        asked = [line for line in lines[row.unit.level] if answers(row, line)]
        subject = Subject.made_of(row, asked, figures[row.pk])
        subject.known_past = past[row.unit_id]
        found.append(subject)
    return found


def _figures(rule: CheckRule, rows: list[Submission]) -> dict[int, list[Figure]]:
    by_key = {row.pk: row for row in rows}
    figures = Figure.objects.filter(submission__in=by_key).select_related("indicator", "chosen")
    if codes := codes_of(rule):
        figures = figures.filter(indicator__code__in=codes)
    if rule.kind == CheckKind.SOURCES:
        figures = figures.prefetch_related("claims")
    found: dict[int, list[Figure]] = defaultdict(list)
    for figure in figures:
        figure.submission = by_key[figure.submission_id]
        found[figure.submission_id].append(figure)
    return found


def _submissions(rule: CheckRule, top_id: int, day: date) -> list[Submission]:
    """Those of the newest window in which somebody under `top_id` has sent."""
    under = Submission.objects.filter(unit__in=tree.inside([top_id], day), round__last_day__lte=day)
    if rule.report_kind_id is not None:
        under = under.filter(round__report_kind=rule.report_kind_id)
    if rule.level is not None:
        under = under.filter(unit__level=rule.level)
    newest = under.filter(state__in=_SENT).select_related("round").order_by("-round__last_day", "round__first_day")
    last = newest.first()
    if last is None:
        return []
    same = under.filter(
        round__report_kind=last.round.report_kind_id,
        round__first_day=last.round.first_day,
        round__last_day=last.round.last_day,
    )
    return list(same.select_related("round", "unit").order_by("round_id", "unit_id"))


def _name(names: dict[int, UnitVersion], row: Submission) -> str:
    found = names.get(row.unit_id)
    return found.full_name if found else units.full_name(row.unit_id, row.round.last_day)
