"""Which bodies of a data file already stand in the database: found by code list, code and a day, else by place."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import date
from typing import NamedTuple

from tuquan.units.models import UnitVersion
from tuquan.units.naming import search_key
from tuquan.units.planning import Body


class Row(NamedTuple):
    """What is asked of a stored version."""

    unit_id: int
    begins_on: date
    ends_on: date | None
    code: str
    code_list: str
    type: str
    parent_id: int | None
    search_key: str

    def holds(self, day: date) -> bool:
        return self.begins_on <= day and (self.ends_on is None or self.ends_on > day)


class Standing:
    """The stored versions, asked for a body of a file."""

    def __init__(self) -> None:
        self.rows = [Row(*values) for values in UnitVersion.objects.order_by("begins_on").values_list(*Row._fields)]
        self._coded: dict[tuple[str, str], list[Row]] = defaultdict(list)
        self._named: dict[tuple[int | None, str], list[Row]] = defaultdict(list)
        self.of_unit: dict[int, list[Row]] = defaultdict(list)
        for row in self.rows:
            self._coded[row.code_list, row.code].append(row)
            self._named[row.parent_id, row.search_key].append(row)
            self.of_unit[row.unit_id].append(row)

    def match(self, bodies: Iterable[Body]) -> tuple[dict[str, int], list[str]]:
        """Unit ids by key of the bodies that stand already, and codes that another unit holds on that day."""
        found: dict[str, int] = {}
        faults: list[str] = []
        for body in bodies if self.rows else ():
            first, day = body.stages[0], body.last_day_of_first_name
            name = search_key(first.name)
            held = self._coded[first.code_list, first.code] if first.code else self._placed(body, name, found)
            row = next((row for row in held if row.holds(day)), None)
            if row is not None and row.search_key != name:
                faults.append(
                    f"Mã {first.code} ngày {day:%d/%m/%Y} trong cơ sở dữ liệu không phải là « {first.name} »."
                )
            elif row is not None:
                found[body.key] = row.unit_id
        return found, faults

    def _placed(self, body: Body, name: str, found: dict[str, int]) -> list[Row]:
        first = body.stages[0]
        if first.parent and first.parent not in found:
            return []
        here = self._named[found[first.parent] if first.parent else None, name]
        return [row for row in here if row.type == first.type]
