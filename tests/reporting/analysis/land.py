"""Quarters of two years of a small district, all approved: what the tests of analysis ask about."""

from dataclasses import dataclass, field
from typing import Any

from tests.reporting import factories as make
from tests.reporting.restating_world import closed_round
from tuquan.reporting.analysis import Dim, Measure, Question, Reach, Table, Where, answer
from tuquan.reporting.models import Round
from tuquan.vn.windows import Window, calendar_window

KIND = "schemes_review"
FLOW, STOCK, RATIO, DISTINCT, SECOND = (
    "outreach_points", "scheme_points", "schemes_with_full_dossier", "scheme_types", "schemes_replicated",
)  # fmt: skip
YEARS = (2020, 2021)


def quarter(part: int, year: int = 2021) -> Window:
    return calendar_window("quarter", year, part)


@dataclass
class Land:
    """`said[window][unit name][code]`: what was answered."""

    district: make.District
    said: dict[Window, dict[str, dict[str, Any]]] = field(default_factory=dict)
    rounds: dict[Window, Round] = field(default_factory=dict)

    @property
    def top(self) -> int:
        return self.district.top.unit_id

    def unit(self, name: str) -> int:
        return self.district.communes[name].unit_id

    def question(self, codes: tuple[str, ...], spans: tuple[Window, ...], **more: Any) -> Question:
        where = more.pop("where", Where(self.top))
        return Question(report_kind=KIND, indicators=codes, where=where, spans=spans, **more)

    def ask(self, codes: tuple[str, ...], spans: tuple[Window, ...], who: Any = None, **more: Any) -> Table:
        user, unit_id = (who.officer, who.unit_id) if who else (None, self.top)
        return answer(question=self.question(codes, spans, **more), user=user, unit_id=unit_id)


def land(communes: int = 3, parts: tuple[int, ...] = (1, 2, 3, 4)) -> Land:
    """Châu Hóa grows, Ngư Hóa says "không phát sinh" now and then, Đồng Lê is silent in the last quarter."""
    made = Land(make.district(communes))
    names = list(made.district.communes)
    for year in YEARS:
        for part in parts:
            window = quarter(part, year)
            last = window == quarter(parts[-1])
            said = {name: _said(number, year, part) for number, name in enumerate(names)}
            if last and communes > 2:
                said[names[2]] = dict.fromkeys(said[names[2]], "silent")
            made.said[window] = said
            own = {"communes_covered": (part, 4), "collectives_awarded_district": (year - 2018, None)}
            given = {made.top: own, **{made.unit(name): said[name] for name in names}}
            made.rounds[window] = closed_round(made.top, given, kind=KIND, window=window)
    return made


def _said(number: int, year: int, part: int) -> dict[str, Any]:
    return {
        FLOW: "none" if number == 1 and part == 2 else (10 * (number + 1) + part + (year - 2020), None),
        STOCK: (100 * (number + 1) + 4 * (year - 2020) + part, None),
        RATIO: (number + part, 10 + number),
        DISTINCT: (number + 2, None),
        SECOND: (part, None),
    }


def texts(table: Table, grid: int = 0) -> list[list[str]]:
    """The grid as people see it: the row's names, then its cells."""
    return [[*(item.title for item in row.items), *(cell.text for cell in row.cells)] for row in table.grids[grid].rows]


__all__ = [
    "DISTINCT",
    "FLOW",
    "KIND",
    "RATIO",
    "SECOND",
    "STOCK",
    "Dim",
    "Land",
    "Measure",
    "Reach",
    "Where",
    "land",
    "quarter",
    "texts",
]
