"""Which area's calendar is looked at, in which year, and what the acting person may do there."""

from dataclasses import dataclass

from django.http import Http404, HttpRequest

from tuquan.accounts import queries as accounts
from tuquan.accounts.permissions import Permission
from tuquan.reporting.models import Round
from tuquan.reporting.seeing import rounds_seen
from tuquan.units import queries as units
from tuquan.units.models import Level, Unit
from tuquan.web.access import acting
from tuquan.web.units.story import name_of


@dataclass(frozen=True)
class Ground:
    """`scope`: the area whose rounds are shown. `only`: the units a person sees of it, None where all."""

    scope: Unit
    name: str
    rounds: tuple[Round, ...]
    scopes: tuple[tuple[str, str], ...]
    only: set[int] | None
    opens: bool
    keeps: bool
    year: int
    years: tuple[tuple[str, str], ...]

    @property
    def query(self) -> str:
        return f"nam={self.year}&dia-ban={self.scope.pk}"


def ground_of(request: HttpRequest) -> Ground | None:
    """By `?dia-ban=` and `?nam=`; None where the person has no area at all. Raises Http404 for a foreign area."""
    me = acting(request)
    seen = rounds_seen(me.user, me.unit_id)
    found = {row.scope_id for row in seen}
    if me.unit_id is not None and units.children(me.unit_id, me.today):
        own = Unit.objects.get(pk=me.unit_id)
        found |= {own.pk} if own.level < Level.COMMUNE else set()
    if not found:
        return None
    scope_id = _wanted(request, found, me.unit_id, seen)
    scope = Unit.objects.get(pk=scope_id)
    here = tuple(row for row in seen if row.scope_id == scope_id)
    whole = accounts.may(me.user, Permission.VIEW_AREA, unit_id=scope_id)
    family = set() if me.unit_id is None else {me.unit_id, *units.ancestry({me.unit_id})}
    known = sorted({me.today.year, me.today.year + 1, *(row.last_day.year for row in here)}, reverse=True)
    return Ground(
        scope=scope,
        name=name_of(scope_id, me.today),
        rounds=here,
        scopes=tuple((str(key), name_of(key, me.today)) for key in sorted(found)),
        only=None if whole else family,
        opens=accounts.may(me.user, Permission.APPROVE, unit_id=scope_id),
        keeps=accounts.may(me.user, Permission.KEEP_CALENDAR, unit_id=scope_id),
        year=_year(request, known, me.today.year),
        years=tuple((str(year), f"năm {year}") for year in known),
    )


def _wanted(request: HttpRequest, found: set[int], unit_id: int | None, seen: list[Round]) -> int:
    asked = request.GET.get("dia-ban") or request.POST.get("dia-ban") or ""
    if asked:
        if not asked.isdecimal() or int(asked) not in found:
            raise Http404
        return int(asked)
    if unit_id in found:
        return unit_id
    return next((row.scope_id for row in seen), min(found))


def _year(request: HttpRequest, known: list[int], today: int) -> int:
    asked = request.GET.get("nam", "")
    return int(asked) if asked.isdecimal() and int(asked) in known else today
