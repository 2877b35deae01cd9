"""What happens to a scheme once it works: strengthened, struck off."""

from datetime import date

from django.db import transaction
from django.db.models import Max

from tuquan.accounts.models import User
from tuquan.ground import audit, locks
from tuquan.schemes import checks, errors
from tuquan.schemes.actions import placing, writing
from tuquan.schemes.checks import Decision
from tuquan.schemes.models import EventKind, Scheme, SchemeEvent, SchemePlacement, SitePlacement, StrikeReason
from tuquan.vn.dates import show_date


@transaction.atomic
def strengthen(
    *,
    by: User | None,
    scheme: Scheme,
    on: date,
    decision_number: str = "",
    decision_date: date | None = None,
    decision_issuer: str = "",
    note: str = "",
    has_dossier: bool | None = None,
    board_size: int | None = None,
) -> SchemeEvent:
    """Strengthen a scheme (củng cố, kiện toàn); dossier and board size change only where given.

    A board size said for a day before a later strengthening is not today's: it is not written. A dossier
    is never taken away: past rounds counted it. Raises DayInTheFuture, BeforeItsBeginning, SchemeHasEnded,
    DossierStays, TextTooLong, PermissionRefused.
    """
    checks.not_future("Ngày củng cố", on)
    checks.not_future("Ngày quyết định", decision_date)
    checks.headcount(board_size, "số thành viên ban điều hành")
    note = checks.text(note, "ghi chú", 500, required=False)
    with locks.one_at_a_time("schemes"):
        scheme = Scheme.objects.get(pk=scheme.pk)
        checks.happens_in_its_life(scheme, on, EventKind.STRENGTHENED.label)
        unit_id = scheme.placements.on(on).get().unit_id
        writing.allowed(by, unit_id)
        _dossier(scheme, on, has_dossier)
        if board_size is not None and not scheme.events.filter(kind=EventKind.STRENGTHENED, on__gt=on).exists():
            scheme.board_size = board_size
        scheme.save(update_fields=["dossier_since", "board_size"])
        decision = Decision(decision_number, decision_date, decision_issuer)
        return writing.event(scheme, EventKind.STRENGTHENED, on, unit_id, by=by, decision=decision, note=note)


def _dossier(scheme: Scheme, on: date, has_dossier: bool | None) -> None:
    since = scheme.dossier_since
    if has_dossier and since is None:
        scheme.dossier_since = on
    if has_dossier is False and since is not None and since <= on:
        raise errors.DossierStays(scheme.name, since)


@transaction.atomic
def complete_dossier(*, by: User | None, scheme: Scheme, on: date) -> Scheme:
    """From `on` the scheme has its full dossier (hồ sơ); no event: nothing was strengthened.

    A scheme that has one already is left as it is. Raises DayInTheFuture, BeforeItsBeginning, SchemeHasEnded,
    PermissionRefused.
    """
    checks.not_future("Ngày đủ hồ sơ", on)
    with locks.one_at_a_time("schemes"):
        scheme = Scheme.objects.get(pk=scheme.pk)
        checks.happens_in_its_life(scheme, on, "ghi hồ sơ")
        unit_id = scheme.placements.on(on).get().unit_id
        writing.allowed(by, unit_id)
        if scheme.has_dossier:
            return scheme
        scheme.dossier_since = on
        scheme.save(update_fields=["dossier_since"])
        audit.record(
            by=by,
            action="schemes.dossier_completed",
            subject_kind="scheme",
            subject_key=scheme.pk,
            unit_key=unit_id,
            summary=f"Đủ hồ sơ: “{scheme.name}”, từ ngày {show_date(on)}",
        )
    return scheme


@transaction.atomic
def strike_off(
    *,
    by: User | None,
    scheme: Scheme,
    on: date,
    reason: str,
    decision_number: str,
    decision_date: date | None,
    decision_issuer: str,
    note: str = "",
) -> SchemeEvent:
    """Strike a scheme off (thanh loại) from the day `on`; its rows stay, only their lives end.

    `reason`: a value of models.StrikeReason. Raises AlreadyStruckOff, ReasonUnknown, DecisionMissing,
    DayInTheFuture, BeforeItsBeginning, StruckOffTooSoon, LaterRecords, TextTooLong, PermissionRefused.
    """
    decision = Decision(decision_number, decision_date, decision_issuer)
    note = checks.text(note, "ghi chú", 500, required=False)
    with locks.one_at_a_time("schemes"):
        scheme = Scheme.objects.get(pk=scheme.pk)
        unit_id = _place_of(scheme, on)
        writing.allowed(by, unit_id)
        _may_end(scheme, on, reason, decision)
        scheme.ends_on = on
        scheme.save(update_fields=["ends_on"])
        placing.end(scheme.placements, on)
        scheme.sites.filter(ends_on__isnull=True).update(ends_on=on)
        placing.end(SitePlacement.objects.filter(site__scheme=scheme), on)
        return writing.event(
            scheme, EventKind.STRUCK_OFF, on, unit_id, by=by, decision=decision, reason=reason, note=note
        )


def _place_of(scheme: Scheme, on: date) -> int:
    """Where it stood that day; for a day outside its life, where it first or last stood."""
    rows = scheme.placements.order_by("-begins_on")
    row: SchemePlacement | None = rows.filter(begins_on__lte=on).first() or rows.last()
    assert row is not None, "every scheme is written with its placement"
    return row.unit_id


def _may_end(scheme: Scheme, on: date, reason: str, decision: Decision) -> None:
    if scheme.ends_on is not None:
        raise errors.AlreadyStruckOff(scheme.name, scheme.ends_on)
    if reason not in StrikeReason.values:
        raise errors.ReasonUnknown
    checks.decided(decision, EventKind.STRUCK_OFF.label)
    checks.not_future("Ngày thanh loại", on)
    if on < scheme.begins_on:
        raise errors.BeforeItsBeginning(scheme.name, scheme.begins_on, on)
    if on == scheme.begins_on:
        raise errors.StruckOffTooSoon(scheme.name, scheme.begins_on)
    last = _last_day(scheme)
    if last >= on:
        raise errors.LaterRecords(scheme.name, last)


def _last_day(scheme: Scheme) -> date:
    """The last day on which something about it is already recorded: event, site, copy.

    Places are not among them: a reform moves a scheme, whatever happened to it.
    """
    days: list[date | None] = [
        scheme.events.aggregate(day=Max("on"))["day"],
        scheme.sites.aggregate(day=Max("begins_on"))["day"],
        scheme.copies.aggregate(day=Max("begins_on"))["day"],
    ]
    return max(day for day in days if day is not None)
