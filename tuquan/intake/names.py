"""Names of units from the database, as the reader asks for them."""

from collections.abc import Sequence
from datetime import date

from tuquan.reader.names import Candidate
from tuquan.units import queries as units
from tuquan.units.models import Level, UnitVersion

WORDS = {Level.PROVINCE: "tỉnh", Level.DISTRICT: "huyện", Level.COMMUNE: "xã", Level.HAMLET: "thôn"}


class DatabaseNames:
    """Answers with the units that bear a spelling on a day; one look-up a spelling and day."""

    def __init__(self, day: date) -> None:
        self._day = day
        self._known: dict[tuple[str, date], list[Candidate]] = {}

    def candidates(self, spelling: str, day: date | None = None) -> Sequence[Candidate]:
        """Units called `spelling` (with or without their type) on `day`, else on the round's last day."""
        asked = (spelling, day or self._day)
        if asked not in self._known:
            self._known[asked] = [_candidate(version) for version in units.find(*asked)]
        return self._known[asked]


class NamesOfDay:
    """All names of one day, held in memory: for processes that cannot ask the database. Picklable."""

    def __init__(self, day: date) -> None:
        self._directory = units.Directory(day)
        self._known: dict[str, list[Candidate]] = {}

    def candidates(self, spelling: str, day: date | None = None) -> Sequence[Candidate]:
        """As `DatabaseNames` answers for this day; nothing for another day."""
        if day not in (None, self._directory.day):
            return []
        if spelling not in self._known:
            self._known[spelling] = [_candidate(version) for version in self._directory.find(spelling)]
        return self._known[spelling]


def _candidate(version: UnitVersion) -> Candidate:
    level = WORDS.get(Level(version.unit.level), "đơn vị")
    return Candidate(version.full_name, level, None, version.begins_on, version.ends_on)
