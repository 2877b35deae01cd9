"""Opening rounds by the dated rules: every day, by itself; what cannot be decided is asked of the office above."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, timedelta

from django.db import transaction

from tuquan.accounts import queries as accounts
from tuquan.accounts.models import Organ, OrganPlacement, User
from tuquan.accounts.permissions import Permission
from tuquan.ground import audit, clock, notices
from tuquan.ground.errors import PermissionRefused, Refusal
from tuquan.ground.models import AuditEvent, FixedDay
from tuquan.reporting.actions.rounds import open_round
from tuquan.reporting.calendar import Planned, load, planned
from tuquan.reporting.calendar_errors import RuleRefused
from tuquan.reporting.models import Round, RoundRule
from tuquan.units import queries as units
from tuquan.units.models import Unit

# Rounds whose last due day is over are not opened by themselves: somebody opens them on the calendar page.
_BACK = timedelta(days=120)


@dataclass(frozen=True)
class Waiting:
    """A round that is due to be opened, and why it was not, in a sentence."""

    scope_id: int
    planned: Planned
    why: str


@dataclass(frozen=True)
class Opened:
    """What a day's opening did."""

    rounds: tuple[Round, ...]
    waiting: tuple[Waiting, ...]


def organs_for(scope_id: int, kind: str, day: date) -> dict[int, int]:
    """Unit → the organ of that kind that works there on the day, for the scope and the units under it.

    A unit with none, or with more than one, is left out: somebody has to say.
    """
    keys = [scope_id, *(row.unit_id for row in units.children(scope_id, day))]
    rows = OrganPlacement.objects.on(day).filter(unit__in=keys, organ__kind=kind).values_list("unit", "organ")
    found: dict[int, list[int]] = {}
    for unit, organ in rows:
        found.setdefault(unit, []).append(organ)
    return {unit: organs[0] for unit, organs in found.items() if len(organs) == 1}


@transaction.atomic
def open_planned(*, by: User | None, scope: Unit, row: Planned) -> Round:
    """Open one round of the calendar by its rule. Raises RuleRefused where there is none, else as `open_round`."""
    rule = row.rule
    if rule is None:
        raise RuleRefused("Kỳ này không theo lịch nào. Mở kỳ bằng mẫu mở kỳ riêng.")
    return open_round(
        by=by, report_kind=rule.report_kind, scope_id=scope.pk, window=row.window, title=row.title, dues=row.dues,
        organs=organs_for(scope.pk, rule.organ_kind, row.window.last), rule=rule,
    )  # fmt: skip


def open_due_rounds(*, by: User | None, scope: Unit | None = None) -> Opened:
    """Open every round that is due by the rules, of one area or of all; what is open already is left alone.

    Each round stands or falls alone. A long round waits for the shorter ones that it will be derived from. What
    cannot be decided is told once to the office above. Raises PermissionRefused.
    """
    opened: list[Round] = []
    waiting: list[Waiting] = []
    for area in [scope] if scope else scopes_with_rules(clock.today()):
        with day_of(area):
            for row in due_rounds(area):
                try:
                    opened.append(open_planned(by=by, scope=area, row=row))
                except PermissionRefused:
                    raise
                except Refusal as refused:
                    waiting.append(Waiting(area.pk, row, str(refused)))
                    _ask(area, row, str(refused))
    return Opened(tuple(opened), tuple(waiting))


def due_rounds(scope: Unit) -> list[Planned]:
    """The rounds that the rules want open today and that are not."""
    today = clock.today()
    ahead = max(RoundRule.objects.values_list("opens_before", flat=True), default=0)
    rows = [row for row in planned(scope, today - _BACK, today + timedelta(days=ahead)) if row.rule or row.round]
    return [
        row
        for row in rows
        if row.round is None and row.opens_on <= today <= row.last_due and not _parts_to_come(row, rows, today)
    ]


def _parts_to_come(row: Planned, rows: list[Planned], today: date) -> bool:
    """A shorter round within it will open later on: the long one would ask again what that one carries."""
    return today <= row.window.last and any(
        other.round is None
        and other.opens_on > today
        and other.report_kind == row.report_kind
        and other.window != row.window
        and row.window.covers(other.window)
        for other in rows
    )


def scopes_with_rules(day: date) -> list[Unit]:
    """The areas for which some rule stands: those named, and those of a level where an organ of the kind works."""
    keys: set[int] = set()
    for rule in RoundRule.objects.filter(ends_on__isnull=True) | RoundRule.objects.filter(ends_on__gt=day - _BACK):
        if rule.scope_id is not None:
            keys.add(rule.scope_id)
            continue
        working = OrganPlacement.objects.on(day).filter(organ__kind=rule.organ_kind, unit__level=rule.scope_level)
        keys |= set(working.values_list("unit", flat=True))
    return list(Unit.objects.filter(pk__in=keys).order_by("pk"))


def every_day() -> None:
    """The daily work: the packaged rules are there, and what is due is open."""
    load()
    open_due_rounds(by=None)


@contextmanager
def day_of(scope: Unit) -> Iterator[None]:
    """A demonstration stands on its own day."""
    fixed = (row for row in FixedDay.objects.all() if units.is_within(scope.pk, row.scope_key, row.day))
    row = next(fixed, None)
    with clock.at(row.day if row else None):
        yield


@transaction.atomic
def _ask(scope: Unit, row: Planned, why: str) -> None:
    """Tell the office above, once a round: the audit knows whether it was told."""
    assert row.rule is not None
    subject = f"{row.rule.pk}:{scope.pk}:{row.window.iso}"
    if AuditEvent.objects.filter(action="reporting.round_waits", subject_key=subject).exists():
        return
    text = f"Chưa mở được kỳ {row.title}: {why}"
    audit.record(
        by=None, action="reporting.round_waits", subject_kind="round_rule", subject_key=subject, summary=text,
        unit_key=scope.pk,
    )  # fmt: skip
    organs = OrganPlacement.objects.on(clock.today()).filter(unit=scope, organ__kind=row.rule.organ_kind)
    for organ in Organ.objects.filter(pk__in=organs.values("organ")):
        hear = accounts.users_with(Permission.APPROVE, organ_id=organ.pk, on=clock.today())
        notices.tell(user_keys=[user.pk for user in hear], text=text, url="calendar:")
