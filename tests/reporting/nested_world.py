"""A province with districts, whose rounds lie inside the province's, before and after a reform of the tests' own."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from tests.factories import make_unit
from tests.reporting import restating_world as worlds
from tests.reporting.restating_world import Said
from tuquan.reporting import catalogue, forms
from tuquan.reporting.models import Round

BEGIN = date(2020, 1, 1)


@dataclass
class Nested:
    """`districts`: by district its communes. `rounds`: by area, once opened."""

    country: int
    province: int
    districts: dict[int, list[int]]
    rounds: dict[int, Round] = field(default_factory=dict)

    @property
    def communes(self) -> list[int]:
        return [one for communes in self.districts.values() for one in communes]

    def ask(self, area: int, told: Mapping[int, Mapping[str, Said | str]]) -> Round:
        """A round over `area` whose units said that, all of it sent and approved."""
        self.rounds[area] = worlds.closed_round(area, told)
        return self.rounds[area]


def land(*sizes: int) -> Nested:
    """A province with a district of so many communes for each size."""
    catalogue.load()
    forms.load()
    country = make_unit("Nước Thử", "country", begins_on=BEGIN)
    province = make_unit("Quảng Thử", "province", parent=country, begins_on=BEGIN)
    districts = {}
    for number, size in enumerate(sizes or (2, 3), 1):
        key = make_unit(f"Huyện {number}", "district", parent=province, begins_on=BEGIN)
        districts[key] = [make_unit(f"Xã {number}.{n}", parent=key, begins_on=BEGIN) for n in range(1, size + 1)]
    return Nested(country, province, districts)
