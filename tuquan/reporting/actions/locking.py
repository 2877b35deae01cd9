"""Taking hold of a submission for one change: locked, allowed, still editable."""

from tuquan.accounts import queries as accounts
from tuquan.accounts.models import User
from tuquan.accounts.permissions import Permission
from tuquan.ground import clock
from tuquan.reporting import asked
from tuquan.reporting.closing import refuse_closed_round
from tuquan.reporting.errors import NotEditable, NotOwnWork, ScopeUnknown
from tuquan.reporting.meanwhile import refuse_stale
from tuquan.reporting.models import Figure, Indicator, Scope, State, Submission
from tuquan.reporting.queries.keeping import approver, keeper
from tuquan.reporting.transitions import EDITABLE, NEXT_STEP
from tuquan.reporting.values import refuse_closed


def hold(submission_id: int) -> Submission:
    """The submission as it now stands, locked until the transaction ends (SQLite's is IMMEDIATE already)."""
    return Submission.objects.select_for_update().get(pk=submission_id)


def figure_to_edit(
    *,
    by: User | None,
    submission: Submission,
    indicator: Indicator,
    scope: str = Scope.OWN,
    version: int | None = None,
    read_for: bool = False,
) -> Figure:
    """The figure, made if it was not there, ready to be changed by `by`.

    `read_for`: the organ above takes it from the unit's own report (docs/decisions/0013); the caller sees to that.
    Raises IndicatorRestricted, IndicatorLimited, PermissionRefused, NotEditable, NotOwnWork, and StaleFigure when
    `version` is given and somebody changed the figure since.
    """
    refuse_closed(indicator, submission.unit_id)
    _refuse_scope(scope)
    held = hold(submission.pk)
    held.__dict__.update(_known(submission, held))
    at_work = keeper(held, clock.today())
    organ = approver(held, clock.today()) or at_work if read_for else at_work
    accounts.require(by, Permission.ENTER_FIGURES, organ_id=organ, on=clock.today())
    rows = Figure.objects.select_related("chosen")
    figure = rows.filter(submission=held, indicator=indicator, scope=scope).first()
    refuse_closed_round(held.round)
    if not is_open(held, figure):
        raise NotEditable(f"Không sửa được số liệu lúc này. {NEXT_STEP[State(held.state)]}")
    _refuse_double(held, indicator, scope)
    if figure is None:
        figure = Figure.objects.create(submission=held, indicator=indicator, scope=scope)
    figure.submission = held
    figure.indicator = indicator
    refuse_stale(figure, version)
    return figure


def _known(submission: Submission, held: Submission) -> dict[str, bool]:
    """What was looked up of the submission before and never changes: its round, unit, and whether it sums."""
    held._state.fields_cache.update(submission._state.fields_cache)
    return {name: value for name, value in submission.__dict__.items() if name == "_sums_its_own_round"}


def _refuse_double(submission: Submission, indicator: Indicator, scope: str) -> None:
    """A total typed as own work would count its units twice."""
    if scope != Scope.OWN or not asked.is_summing(submission):
        return
    own = {line.indicator_id for line in asked.lines_of(submission) if line.own_work}
    if indicator.pk not in own:
        raise NotOwnWork(
            f"« {indicator.name} » là tổng của các đơn vị, cấp này không tự ghi thêm. "
            "Tổng ghi trong báo cáo của cấp này chỉ để đối chiếu."
        )


def _refuse_scope(scope: str) -> None:
    """Anything but the two scopes would be counted as neither, or worse, as own work."""
    if scope not in Scope.values:
        raise ScopeUnknown("Loại số liệu không có. Tải lại trang rồi nhập lại.")


def is_open(submission: Submission, figure: Figure | None) -> bool:
    """Whether the figure may be changed: its submission is being worked on, or it alone was reopened."""
    if submission.state == State.APPROVED:
        return figure is not None and bool(figure.reopened_because)
    return submission.state in EDITABLE
