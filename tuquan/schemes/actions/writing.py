"""Rows that every action on a scheme writes."""

from datetime import date

from tuquan.accounts import queries as accounts
from tuquan.accounts.models import User
from tuquan.accounts.permissions import Permission
from tuquan.ground import audit, clock
from tuquan.schemes.checks import Decision
from tuquan.schemes.models import EventKind, Scheme, SchemeEvent
from tuquan.schemes.places import PlaceNames
from tuquan.units import queries as units
from tuquan.units.naming import search_key
from tuquan.vn.dates import show_date
from tuquan.vn.text import collation_key


def allowed(by: User | None, unit_id: int) -> None:
    """Refuses (PermissionRefused) whoever does not keep the register of that unit, or of an heir of an ended one."""
    heirs = [heir for heir, _ in units.heirs_on(unit_id, clock.today())]
    if any(accounts.may(by, Permission.RECORD_SCHEME, unit_id=heir) for heir in heirs):
        return
    accounts.require(by, Permission.RECORD_SCHEME, unit_id=unit_id)


def event(
    scheme: Scheme,
    kind: EventKind,
    on: date,
    unit_id: int,
    *,
    by: User | None,
    decision: Decision,
    reason: str = "",
    note: str = "",
) -> SchemeEvent:
    """Write one event and its trace in the audit."""
    row = SchemeEvent.objects.create(
        scheme=scheme,
        kind=kind,
        on=on,
        unit_id=unit_id,
        reason=reason,
        note=note,
        recorded_by=by,
        **decision.columns(),
    )
    audit.record(
        by=by,
        action=f"schemes.{kind}",
        subject_kind="scheme",
        subject_key=scheme.pk,
        unit_key=unit_id,
        summary=summary(scheme, row),
        detail={"event": row.pk, "on": on.isoformat(), "reason": reason},
    )
    return row


def summary(scheme: Scheme, row: SchemeEvent) -> str:
    """One Vietnamese sentence: what, which, where, when, by which decision, why."""
    label = EventKind(row.kind).label
    place = PlaceNames([row.unit_id]).full(row.unit_id, row.on)
    decision = f", quyết định số {row.decision_number}" if row.decision_number else ""
    reason = f", lý do: {row.get_reason_display()}" if row.reason else ""
    return f"{label[:1].upper()}{label[1:]}: “{scheme.name}” tại {place}, ngày {show_date(row.on)}{decision}{reason}"


def words(*parts: str) -> str:
    """The search key: every word after a space, so that a word is looked for from its beginning."""
    return "".join(f" {word}" for part in parts for word in search_key(part).split())


def set_keys(scheme: Scheme, place_names: list[str]) -> None:
    """Fill the search and sort keys of an unsaved or saved scheme; the caller saves."""
    scheme.search_key = words(scheme.name, scheme.kind.name, *place_names)
    scheme.sort_key = collation_key(scheme.name)
