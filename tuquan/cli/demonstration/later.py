"""What became of the communes on 1/7/2025: schemes stand in today's, which have offices of their own."""

from datetime import date

from tuquan.accounts import actions
from tuquan.accounts.models import Organ, OrganKind
from tuquan.cli.demonstration import TUYEN_HOA
from tuquan.cli.demonstration.people import Offices
from tuquan.schemes.models import Scheme, SchemePlacement
from tuquan.units import queries as units
from tuquan.units.errors import PlaceUndecided
from tuquan.units.models import Level
from tuquan.units.placing import Layout, Piece

REFORM = date(2025, 7, 1)


class Chains:
    """Where things stand from a day on; one life of each unit is asked once."""

    def __init__(self, unit_ids: set[int]) -> None:
        self._layout = Layout().ready(unit_ids)

    def placements(self, scheme: Scheme, unit_id: int) -> list[SchemePlacement]:
        """The places of a scheme, through to today's unit or its own end."""
        return [
            SchemePlacement(scheme=scheme, unit_id=unit, begins_on=since, ends_on=until)
            for unit, since, until in self._pieces(unit_id, scheme.begins_on, scheme.ends_on)
        ]

    def _pieces(self, unit_id: int, begins_on: date, ends_on: date | None) -> list[Piece]:
        try:
            return self._layout.lay_out(unit_id, begins_on, ends_on)
        except PlaceUndecided:
            return [(unit_id, begins_on, ends_on)]  # carried once somebody has said where to


def found_offices(offices: Offices) -> list[Organ]:
    """The police of the province and of the communes that took over from Tuyên Hóa's; nobody has a post there."""
    olds = [row.unit_id for row in units.children(offices.unit[TUYEN_HOA], date(2021, 12, 31))]
    heirs = sorted({heir for old in olds for heir, _ in units.heirs_on(old, REFORM)} - set(olds))
    if not heirs:
        return []
    above = next(row for row in units.path(heirs[0], REFORM) if row.unit.level == Level.PROVINCE)
    top = _organ(above.unit_id, None)
    return [top, *(_organ(unit, top) for unit in heirs)]


def _organ(unit_id: int, superior: Organ | None) -> Organ:
    version = units.version(unit_id, REFORM)
    name = f"Công an {version.full_name}"
    above = superior.versions.get().name.upper() if superior else ""
    return actions.found_organ(
        by=None, kind=OrganKind.POLICE, name=name, unit_id=unit_id, on=REFORM, superior=superior,
        letterhead={
            "letterhead_superior": above, "letterhead_name": name.upper(),
            "symbol": "BC-CAX" if superior else "BC-CAT", "place_name": version.name,
        },
    )  # fmt: skip
