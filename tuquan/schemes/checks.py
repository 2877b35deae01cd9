"""What must hold before anything is written about a scheme."""

from dataclasses import dataclass
from datetime import date

from django.db.models import TextChoices

from tuquan.ground import clock
from tuquan.reader.free_text import faults, sentences
from tuquan.schemes import errors
from tuquan.schemes.models import Scheme, SchemeKind, SchemePlacement, SchemeSite
from tuquan.schemes.places import PlaceNames
from tuquan.units.models import Level, UnitType, UnitVersion
from tuquan.vn.text import key

# More than any board or number of teams there is; fits the column.
LARGEST = 9999


@dataclass(frozen=True)
class Decision:
    """The paper behind an event; issuer as printed: "UBND xã Châu Hóa"."""

    number: str = ""
    signed_on: date | None = None
    issuer: str = ""

    def columns(self) -> dict[str, object]:
        return {
            "decision_number": text(self.number, "số quyết định", 60, required=False),
            "decision_date": self.signed_on,
            "decision_issuer": text(self.issuer, "cơ quan quyết định", 200, required=False),
        }


def text(value: str, what: str, limit: int, *, required: bool = True) -> str:
    """The text with single spaces. Refuses it blank (where required), longer than `limit`, or not to be kept."""
    clean = " ".join(value.split())
    if required and not clean:
        raise errors.BlankText(what)
    if len(clean) > limit:
        raise errors.TextTooLong(what, limit)
    if found := faults(clean):
        raise errors.TextNotKept(what, sentences(found))
    return clean


def headcount(value: int | None, what: str) -> None:
    """Refuses a number below 0 or above LARGEST."""
    if value is not None and not 0 <= value <= LARGEST:
        raise errors.NumberOutOfRange(what, LARGEST)


def choice(value: str, listed: type[TextChoices], what: str) -> None:
    """Refuses a value that is not one of the listed choices."""
    if value not in listed.values:
        raise errors.ChoiceUnknown(what)


def not_future(what: str, day: date | None) -> None:
    """Refuses a day after today."""
    if day is not None and day > clock.today():
        raise errors.DayInTheFuture(what, day, clock.today())


def decided(decision: Decision, event: str) -> None:
    """Refuses an event without the number of its decision, or with a decision of the future."""
    if not decision.number.strip():
        raise errors.DecisionMissing(event)
    not_future("Ngày quyết định", decision.signed_on)


def stands_in(unit_id: int, day: date) -> UnitVersion:
    """The commune or hamlet as it was on `day`. Refuses other levels and units not alive that day."""
    version: UnitVersion | None = UnitVersion.objects.select_related("unit").on(day).filter(unit_id=unit_id).first()
    if version is None or (version.unit.ends_on is not None and version.unit.ends_on <= day):
        raise errors.UnitNotAlive(day)
    if UnitType(version.type).level not in (Level.COMMUNE, Level.HAMLET):
        raise errors.WrongUnit(version.full_name)
    return version


def happens_in_its_life(scheme: Scheme, day: date, doing: str) -> None:
    """Refuses a day before the scheme began, or on or after the day it was struck off."""
    if day < scheme.begins_on:
        raise errors.BeforeItsBeginning(scheme.name, scheme.begins_on, day)
    if scheme.ends_on is not None and day >= scheme.ends_on:
        raise errors.SchemeHasEnded(scheme.name, scheme.ends_on, doing)


def no_twin(*, kind: SchemeKind, name: str, unit_id: int, place_name: str, day: date) -> None:
    """Refuses the same name or kind at the same place of the same unit on `day`, spelled with or without accents."""
    sites = SchemeSite.objects.select_related("scheme").on(day)
    there = sites.filter(scheme__placements__in=SchemePlacement.objects.on(day).filter(unit_id=unit_id))
    for site in there:
        same = site.scheme.kind_id == kind.pk or key(site.scheme.name) == key(name)
        if same and key(site.place_name) == key(place_name):
            place = f"{site.place_name}, {PlaceNames([unit_id]).full(unit_id, day)}"
            raise errors.DuplicateScheme(site.scheme_id, site.scheme.name, place)
