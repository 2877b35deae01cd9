"""What of a round a person sees: all of it where its area is theirs, else their own unit and what that came from."""

from dataclasses import dataclass

from tuquan.accounts import queries as accounts
from tuquan.accounts.models import User
from tuquan.accounts.permissions import Permission
from tuquan.reporting.models import Round, Submission
from tuquan.units import queries as units


@dataclass(frozen=True)
class Seen:
    """`top`: the unit whose totals are shown. `own`: the units asked in the round that are theirs or came to be theirs.

    `only_now`: `top` did not stand at the round's end, so its totals can only be restated.
    """

    top: int
    own: frozenset[int]
    sees_all: bool
    only_now: bool


def seen(user: User | None, unit_id: int | None, round_: Round) -> Seen | None:
    """What a person acting at a unit sees of a round; None where it does not exist for them."""
    if accounts.may(user, Permission.VIEW_AREA, unit_id=round_.scope_id):
        return Seen(round_.scope_id, frozenset({round_.scope_id}), sees_all=True, only_now=False)
    if unit_id is None:
        return None
    asked = Submission.objects.filter(round=round_, unit__in={unit_id, *units.ancestry({unit_id})})
    own = frozenset(asked.values_list("unit_id", flat=True))
    if not own:
        return None
    stood = bool(units.versions({unit_id}, round_.last_day))
    return Seen(unit_id, own, sees_all=False, only_now=not stood)


def rounds_seen(user: User | None, unit_id: int | None) -> list[Round]:
    """Every round that exists for the person (`seen` is not None), the newest first; one question a scope."""
    rounds = list(Round.objects.select_related("report_kind").order_by("-last_day", "-pk"))
    scopes = {row.scope_id for row in rounds}
    whole = {scope for scope in scopes if accounts.may(user, Permission.VIEW_AREA, unit_id=scope)}
    family = set() if unit_id is None else {unit_id, *units.ancestry({unit_id})}
    asked = set(Submission.objects.filter(unit__in=family).values_list("round_id", flat=True))
    return [row for row in rounds if row.scope_id in whole or row.pk in asked]
