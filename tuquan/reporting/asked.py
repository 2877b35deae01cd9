"""Which lines a submission is asked for."""

from datetime import timedelta

from tuquan.reporting.deriving import not_carried
from tuquan.reporting.forms_asked import form_on, lines_asked, open_to
from tuquan.reporting.models import FormLine, Round, Submission
from tuquan.units.models import Unit
from tuquan.vn.windows import Window


def lines_of(submission: Submission) -> list[FormLine]:
    """The lines of the submission's form, in order (empty when no form stands for its level on the last day).

    For the round's own level they include lines that are sums over its units; `answers` tells them apart.
    """
    round_ = submission.round
    return open_to(lines_for(round_, submission.unit.level), submission.unit_id)


def lines_for(round_: Round, level: int) -> list[FormLine]:
    """The lines that units of `level` see in this round; of a derived one, what its parts do not carry."""
    form = form_on(round_.report_kind, level, round_.last_day, round_.scope_id)
    return not_carried(round_, level, lines_asked(form, round_.scope_id, round_.last_day)) if form else []


def window_of(round_: Round, unit: Unit) -> Window:
    """The part of the round for which a unit answers: one that ended within it, until its last day."""
    if unit.ends_on is None or not round_.first_day < unit.ends_on <= round_.last_day:
        return round_.window
    return Window(round_.first_day, unit.ends_on - timedelta(days=1))


def is_summing(submission: Submission) -> bool:
    """Whether other lines of the submission are sums over its units: that of the round's own level, and that of a level
    whose units were asked in a round of its own (a district's inside its province's)."""
    if submission.unit_id == submission.round.scope_id:
        return True
    kept = submission.__dict__
    if "_sums_its_own_round" not in kept:  # asked line by line: looked up once for this object
        kept["_sums_its_own_round"] = _asked_its_units(submission)
    return bool(kept["_sums_its_own_round"])


def _asked_its_units(submission: Submission) -> bool:
    over = submission.round
    own = Round.objects.filter(report_kind=over.report_kind_id, scope=submission.unit_id)
    return own.filter(first_day=over.first_day, last_day=over.last_day).exists()


def answers(submission: Submission, line: FormLine) -> bool:
    """Whether the submission answers the line itself, rather than by the sum of its units."""
    return line.own_work or not is_summing(submission)
