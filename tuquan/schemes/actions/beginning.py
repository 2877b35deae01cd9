"""How a scheme comes into the register: founded, replicated, there before the records; and its further sites."""

from dataclasses import dataclass, replace
from datetime import date

from django.db import transaction

from tuquan.accounts.models import User
from tuquan.ground import audit, locks
from tuquan.schemes import checks
from tuquan.schemes.actions import placing, writing
from tuquan.schemes.checks import Decision
from tuquan.schemes.models import Block, EventKind, Field, Scheme, SchemeKind, SchemeSite
from tuquan.vn.dates import show_date

BOARD, TEAMS = "số thành viên ban điều hành", "số tổ thực hiện"


@transaction.atomic
def found(
    *,
    by: User | None,
    kind: SchemeKind,
    name: str,
    unit_id: int,
    place_name: str,
    on: date,
    decision_number: str,
    decision_date: date | None,
    decision_issuer: str,
    block: str | None = None,
    field: str | None = None,
    has_dossier: bool = False,
    board_size: int | None = None,
    teams: int = 0,
    accept_duplicate: bool = False,
    hamlet_id: int | None = None,
    facility_id: int | None = None,
    now_in: int | None = None,
) -> Scheme:
    """Found a new scheme (xây dựng mới) at a commune or hamlet alive `on` that day.

    `block`, `field`: values of models.Block and Field, by default the kind's. `hamlet_id` or `facility_id`: where
    its first site lies, when known. Entered late for a unit that has ended since, it is carried to today's;
    `now_in`: the heir it went to, where that unit was divided. Raises schemes.errors (DayInTheFuture,
    DecisionMissing, UnitNotAlive, WrongUnit, HeirUndecided, NotInUnit, FacilityEnded, BlankText, TextTooLong;
    DuplicateScheme unless `accept_duplicate`) and PermissionRefused.
    """
    decision = Decision(decision_number, decision_date, decision_issuer)
    checks.decided(decision, EventKind.FOUNDED.label)
    scheme = Scheme(kind=kind, name=name, block=block or kind.block, field=field or kind.field)
    scheme.dossier_since, scheme.board_size = on if has_dossier else None, board_size
    site = Site(place_name, teams, hamlet_id, facility_id)
    return _begin(
        scheme, EventKind.FOUNDED, on, unit_id, site, by=by, decision=decision, twin=accept_duplicate, now_in=now_in
    )


@transaction.atomic
def replicate(
    *,
    by: User | None,
    origin: Scheme,
    unit_id: int,
    place_name: str,
    on: date,
    decision_number: str,
    decision_date: date | None,
    decision_issuer: str,
    name: str = "",
    has_dossier: bool = False,
    board_size: int | None = None,
    teams: int = 0,
    accept_duplicate: bool = False,
    hamlet_id: int | None = None,
    facility_id: int | None = None,
    now_in: int | None = None,
) -> Scheme:
    """Carry a scheme to another place (nhân rộng): a new scheme with `origin`, of its kind, named after it.

    Raises as `found`; and BeforeItsBeginning, SchemeHasEnded where the origin was not working that day.
    """
    decision = Decision(decision_number, decision_date, decision_issuer)
    checks.decided(decision, EventKind.REPLICATED.label)
    with locks.one_at_a_time("schemes"):
        origin = Scheme.objects.select_related("kind").get(pk=origin.pk)
        checks.happens_in_its_life(origin, on, EventKind.REPLICATED.label)
        scheme = Scheme(kind=origin.kind, name=name or origin.name, block=origin.block, field=origin.field)
        scheme.origin, scheme.board_size = origin, board_size
        scheme.dossier_since = on if has_dossier else None
        return _begin(
            scheme,
            EventKind.REPLICATED,
            on,
            unit_id,
            Site(place_name, teams, hamlet_id, facility_id),
            by=by,
            decision=decision,
            twin=accept_duplicate,
            now_in=now_in,
        )


@transaction.atomic
def record_existing(
    *,
    by: User | None,
    kind: SchemeKind,
    name: str,
    unit_id: int,
    place_name: str,
    begins_on: date,
    decision_number: str = "",
    decision_date: date | None = None,
    decision_issuer: str = "",
    block: str | None = None,
    field: str | None = None,
    has_dossier: bool = False,
    board_size: int | None = None,
    teams: int = 0,
    note: str = "",
    accept_duplicate: bool = False,
    hamlet_id: int | None = None,
    facility_id: int | None = None,
    now_in: int | None = None,
) -> Scheme:
    """Enter a scheme that worked before the records began (có từ trước): counted as active, never as founded.

    `begins_on`: the first day it is known to have worked. A decision is welcome, not required. Raises as `found`.
    """
    decision = Decision(decision_number, decision_date, decision_issuer)
    checks.not_future("Ngày quyết định", decision_date)
    scheme = Scheme(kind=kind, name=name, block=block or kind.block, field=field or kind.field)
    scheme.dossier_since, scheme.board_size = begins_on if has_dossier else None, board_size
    return _begin(
        scheme,
        EventKind.OPENED,
        begins_on,
        unit_id,
        Site(place_name, teams, hamlet_id, facility_id),
        by=by,
        decision=decision,
        note=note,
        twin=accept_duplicate,
        now_in=now_in,
    )


@transaction.atomic
def add_site(
    *,
    by: User | None,
    scheme: Scheme,
    place_name: str,
    on: date,
    teams: int = 0,
    hamlet_id: int | None = None,
    facility_id: int | None = None,
) -> SchemeSite:
    """Add a place where the scheme is applied (điểm mô hình), with its number of teams. Raises schemes.errors."""
    asked = Site(place_name, teams, hamlet_id, facility_id).checked()
    checks.not_future("Ngày áp dụng", on)
    with locks.one_at_a_time("schemes"):
        scheme = Scheme.objects.select_related("kind").get(pk=scheme.pk)
        checks.happens_in_its_life(scheme, on, "thêm điểm")
        unit_id = scheme.placements.on(on).get().unit_id
        writing.allowed(by, unit_id)
        site = asked.write(scheme, unit_id, on)
        writing.set_keys(scheme, [row.place_name for row in scheme.sites.all()])
        scheme.save(update_fields=["search_key"])
        audit.record(
            by=by,
            action="schemes.site_added",
            subject_kind="scheme",
            subject_key=scheme.pk,
            unit_key=unit_id,
            summary=f"Thêm điểm “{site.place_name}” cho mô hình “{scheme.name}”, ngày {show_date(on)}",
        )
        return site


@dataclass(frozen=True)
class Site:
    """Where a scheme is applied, as asked for."""

    place_name: str
    teams: int = 0
    hamlet_id: int | None = None
    facility_id: int | None = None

    def checked(self) -> "Site":
        """With a clean name; refuses what may not be kept."""
        checks.headcount(self.teams, TEAMS)
        return replace(self, place_name=checks.text(self.place_name, "nơi áp dụng", 200))

    def write(self, scheme: Scheme, unit_id: int, on: date, now_in: int | None = None) -> SchemeSite:
        """The site and, where it is known, where it lies."""
        facility = placing.facility_at(self.facility_id, unit_id, on)
        site = SchemeSite.objects.create(
            scheme=scheme,
            place_name=self.place_name,
            begins_on=on,
            ends_on=scheme.ends_on,
            teams=self.teams,
            facility=facility,
        )
        placing.settle_site(site, unit_id, hamlet_id=self.hamlet_id, facility=facility, now_in=now_in)
        return site


def _begin(
    scheme: Scheme,
    kind: EventKind,
    on: date,
    unit_id: int,
    asked: Site,
    *,
    by: User | None,
    decision: Decision,
    twin: bool,
    note: str = "",
    now_in: int | None = None,
) -> Scheme:
    scheme.name = checks.text(scheme.name, "tên mô hình", 250)
    site = asked.checked()
    checks.choice(scheme.block, Block, "khối")
    checks.choice(scheme.field, Field, "lĩnh vực")
    checks.headcount(scheme.board_size, BOARD)
    checks.not_future("Ngày bắt đầu", on)
    checks.stands_in(unit_id, on)
    writing.allowed(by, unit_id)
    pieces = placing.stays(unit_id, on, now_in)
    with locks.one_at_a_time("schemes"):
        if not twin:
            checks.no_twin(kind=scheme.kind, name=scheme.name, unit_id=unit_id, place_name=site.place_name, day=on)
        scheme.begins_on = on
        writing.set_keys(scheme, [site.place_name])
        scheme.save()
        placing.settle(scheme, pieces)
        site.write(scheme, unit_id, on, now_in)
        note = checks.text(note, "ghi chú", 500, required=False)
        writing.event(scheme, kind, on, unit_id, by=by, decision=decision, note=note)
    return scheme
