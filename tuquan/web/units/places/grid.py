"""The commune's hamlets with what is written beside each: read as the same two-column table that may be pasted."""

import re
from dataclasses import dataclass, replace
from datetime import date

from django.http import HttpRequest

from tuquan.ground import clock
from tuquan.sheets import Table
from tuquan.sheets.table import table
from tuquan.units.models import Unit
from tuquan.units.places.hamlets import listing
from tuquan.web.schemes.area import capital

NAME = "Danh sách trên trang"
_WHERE = re.compile(rf"{NAME}!([A-Z]*)([0-9]+)")
LONGEST = 500


@dataclass(frozen=True)
class GridRow:
    """One hamlet: `written`, the new name or names beside it; `error`: something is wrong there."""

    key: int
    name: str
    households: int | None
    written: str
    ticked: bool
    known_from: date
    error: bool = False

    @property
    def parts(self) -> list[str]:
        """The new names, parted by semicolons."""
        return [part.strip() for part in self.written.split(";") if part.strip()]


@dataclass(frozen=True)
class Grid:
    """All hamlets of today, in alphabetical order."""

    rows: list[GridRow]

    @property
    def written(self) -> bool:
        """Whether anything is written in it."""
        return any(row.parts for row in self.rows)

    def table(self) -> Table:
        """Only what is written, one row for each new name of a hamlet."""
        return table(NAME, [["Thôn cũ", "Thôn mới"], *([row.name, part] for row, part in self._pairs())])

    def placed(self, sentence: str) -> tuple[str, str]:
        """A fault of `table` in the words of the page, and the row it is about; others as they are."""
        hrefs: list[str] = []
        pairs = self._pairs()

        def said(match: re.Match[str]) -> str:
            at = int(match[2]) - 2
            if not 0 <= at < len(pairs):
                return "Danh sách"
            hrefs.append(f"#moi-{pairs[at][0].key}")
            return f"dòng {pairs[at][0].name}"

        return capital(_WHERE.sub(said, sentence)), (hrefs[0] if hrefs else "")

    def marked(self, hrefs: set[str]) -> list[GridRow]:
        """The rows, with those that a fault leads to marked."""
        return [replace(row, error=f"#moi-{row.key}" in hrefs) for row in self.rows]

    def _pairs(self) -> list[tuple[GridRow, str]]:
        return [(row, part) for row in self.rows for part in row.parts]


def grid_of(request: HttpRequest, commune_id: int) -> Grid:
    """The hamlets of today with what was sent for each; `?thon=` ticks some."""
    ticked, lines = set(request.GET.getlist("thon")), listing(commune_id, clock.today())
    units = Unit.objects.in_bulk([line.version.unit_id for line in lines])
    known = {key: unit.known_from for key, unit in units.items()}
    return Grid(
        [
            GridRow(
                line.version.unit_id,
                capital(line.version.full_name),
                line.size.households,
                request.POST.get(f"moi-{line.version.unit_id}", "")[:LONGEST],
                str(line.version.unit_id) in ticked,
                known[line.version.unit_id],
            )
            for line in lines
        ]
    )
