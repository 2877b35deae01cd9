"""Finding a unit by what a person typed: with or without « xã », « TT », « P. », accents or a place around it."""

import re
from collections.abc import Iterable
from datetime import date
from typing import Protocol

from django.db.models import QuerySet

from tuquan.units.models import Level, UnitVersion
from tuquan.units.spelling import Wanted, wanted

_AROUND = re.compile(r"[,;()]")
_DASH = re.compile(r"\s[-–]\s")


class Names(Protocol):
    """Where names are looked up: the database, or a day's names in memory."""

    def called(self, keys: set[str]) -> list[UnitVersion]:
        """The versions whose search_key is one of these."""
        ...

    def parents(self, unit_ids: set[int]) -> dict[int, int | None]:
        """The parent of each unit on the day."""
        ...


def find(text: str, day: date, *, parent_id: int | None = None, level: Level | None = None) -> list[UnitVersion]:
    """Units alive on `day` called `text`; "xã Châu Hoá, huyện Tuyên Hóa" also looks at what it lies in.

    Accents are optional, but where given they decide (Thạnh ≠ Thành); tone placement, NFD and letter case do
    not count. A type in front decides too, or at least its level does (« xã Đồng Lê » finds the thị trấn).
    Sorted highest level first.
    """
    return look_up(text, _Stored(UnitVersion.objects.on(day), day), parent_id=parent_id, level=level)


def find_former(text: str, day: date) -> list[UnitVersion]:
    """Names that `text` may mean and that no unit bears any more on `day`, the latest first: ask heirs_on for each."""
    past = UnitVersion.objects.filter(ends_on__lte=day)
    found = look_up(text, _Stored(past, day))
    return sorted(found, key=lambda row: (-row.begins_on.toordinal(), row.sort_key, row.unit_id))


def look_up(text: str, names: Names, *, parent_id: int | None = None, level: Level | None = None) -> list[UnitVersion]:
    """As `find`, in the names given."""
    rows, around = _pieces(text, names)
    if level is not None:
        rows = [row for row in rows if row.unit.level == level]
    if parent_id is not None:
        rows = _inside(rows, {parent_id}, names)
    for place in around if rows else ():
        rows = _inside(rows, {row.unit_id for row in _named(wanted(place), names)}, names)
    return sorted(rows, key=lambda row: (row.unit.level, row.sort_key, row.unit_id))


def _pieces(text: str, names: Names) -> tuple[list[UnitVersion], list[str]]:
    """What the first piece of the text is called, and the places named around it.

    A dash may stand inside a name (Bà Rịa - Vũng Tàu) or before a place (Châu Hóa - Tuyên Hóa).
    """
    parts = [part.strip() for part in _AROUND.split(text) if part.strip()]
    if not parts:
        return [], []
    rows = _named(wanted(parts[0]), names)
    if rows or not _DASH.search(parts[0]):
        return rows, parts[1:]
    first, *more = [part.strip() for part in _DASH.split(parts[0])]
    return _named(wanted(first), names), more + parts[1:]


def _named(asked: Wanted, names: Names) -> list[UnitVersion]:
    rows = names.called(asked.keys)
    if asked.types:
        levels = {kind.level for kind in asked.types}
        exact = [row for row in rows if row.type in asked.types or row.search_key == asked.folded]
        # « xã Đồng Lê » may mean the township of the same level, « huyện Tuyên Hóa » never the commune.
        rows = exact or [row for row in rows if row.unit.level in levels]
    return [row for row in rows if asked.fits(row.name)]


def _inside(rows: list[UnitVersion], tops: set[int], names: Names) -> list[UnitVersion]:
    """Those that lie under one of `tops`: one question a level, however many rows."""
    kept: set[int] = set()
    above = {row.pk: row.parent_id for row in rows}
    for _ in Level:
        kept |= {pk for pk, up in above.items() if up in tops}
        waiting = {up for pk, up in above.items() if up is not None and pk not in kept}
        if not waiting:
            break
        parents = names.parents(waiting)
        above = {pk: parents.get(up) for pk, up in above.items() if up in waiting}
    return [row for row in rows if row.pk in kept]


class _Stored:
    def __init__(self, rows: "QuerySet[UnitVersion]", day: date) -> None:
        self._rows, self._day = rows, day

    def called(self, keys: set[str]) -> list[UnitVersion]:
        return list(self._rows.filter(search_key__in=keys).select_related("unit"))

    def parents(self, unit_ids: Iterable[int]) -> dict[int, int | None]:
        # A former unit's parents are those of its own last days, which the rows hold too.
        return dict(self._rows.filter(unit_id__in=unit_ids).order_by("begins_on").values_list("unit_id", "parent_id"))
