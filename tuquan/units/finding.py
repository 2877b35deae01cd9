"""Finding a unit by what a person typed: with or without « xã », « TT », « P. », accents or a place around it."""

import re
from datetime import date

from tuquan.units.models import Level, UnitType, UnitVersion
from tuquan.units.naming import search_key, spoken

T = UnitType
# Folded words (search_key: y as i) and abbreviations in front of a name, longest first, with the types they may mean.
_PREFIXES: tuple[tuple[str, frozenset[UnitType]], ...] = (
    ("thanh pho", frozenset({T.CENTRAL_CITY, T.PROVINCIAL_CITY})),
    ("to dan pho", frozenset({T.RESIDENTIAL_GROUP})),
    ("khu dan cu", frozenset({T.VILLAGE, T.MOUNTAIN_VILLAGE, T.SUB_AREA, T.RESIDENTIAL_GROUP})),
    ("tieu khu", frozenset({T.SUB_AREA})),
    ("thi tran", frozenset({T.TOWNSHIP})),
    ("dac khu", frozenset({T.SPECIAL_ZONE})),
    ("khu pho", frozenset({T.RESIDENTIAL_GROUP})),
    ("thi xa", frozenset({T.TOWN})),
    ("phuong", frozenset({T.WARD})),
    ("huien", frozenset({T.DISTRICT})),
    ("nuoc", frozenset({T.COUNTRY})),
    ("tinh", frozenset({T.PROVINCE})),
    ("quan", frozenset({T.URBAN_DISTRICT})),
    ("thon", frozenset({T.VILLAGE})),
    ("tdp", frozenset({T.RESIDENTIAL_GROUP})),
    ("ban", frozenset({T.MOUNTAIN_VILLAGE})),
    ("xa", frozenset({T.COMMUNE})),
    ("tt", frozenset({T.TOWNSHIP})),
    ("tp", frozenset({T.CENTRAL_CITY, T.PROVINCIAL_CITY})),
    ("tx", frozenset({T.TOWN})),
    ("tk", frozenset({T.SUB_AREA})),
    ("p", frozenset({T.WARD})),
    ("h", frozenset({T.DISTRICT})),
    ("q", frozenset({T.URBAN_DISTRICT})),
    ("x", frozenset({T.COMMUNE})),
)
_AROUND = re.compile(r"[,;()]|\s[-–]\s")


def find(text: str, day: date, *, parent_id: int | None = None, level: Level | None = None) -> list[UnitVersion]:
    """Units alive on `day` called `text`; "xã Châu Hoá, huyện Tuyên Hóa" also looks at what it lies in.

    Accents are optional, but where given they decide (Thạnh ≠ Thành); tone placement, NFD and letter case do
    not count. A type in front decides too, or at least its level does (« xã Đồng Lê » finds the thị trấn).
    Sorted highest level first.
    """
    parts = [part.strip() for part in _AROUND.split(text) if part.strip()]
    if not parts:
        return []
    rows = _named(parts[0], day)
    if level is not None:
        rows = [row for row in rows if row.unit.level == level]
    if parent_id is not None:
        rows = [row for row in rows if _is_inside(row, {parent_id}, day)]
    for around in parts[1:]:
        tops = {row.unit_id for row in _named(around, day)}
        rows = [row for row in rows if _is_inside(row, tops, day)]
    return sorted(rows, key=lambda row: (row.unit.level, row.sort_key, row.unit_id))


def _named(text: str, day: date) -> list[UnitVersion]:
    folded = search_key(text)
    bare, types = _without_prefix(folded)
    rows = list(UnitVersion.objects.on(day).filter(search_key__in={folded, bare}).select_related("unit"))
    if types:
        levels = {kind.level for kind in types}
        exact = [row for row in rows if row.type in types or row.search_key == folded]
        # « xã Đồng Lê » may mean the township of the same level, « huyện Tuyên Hóa » never the commune.
        rows = exact or [row for row in rows if row.unit.level in levels]
    return _with_accents(text, rows)


def _without_prefix(folded: str) -> tuple[str, frozenset[UnitType]]:
    for prefix, types in _PREFIXES:
        if folded.startswith(prefix + " "):
            return folded.removeprefix(prefix + " ").strip(), types
    return folded, frozenset()


def _with_accents(text: str, rows: list[UnitVersion]) -> list[UnitVersion]:
    plain = spoken(text)
    if plain.isascii():
        return rows
    # Only the end of the text is the name; what stands before it is the type.
    return [row for row in rows if _name_ends(plain, row.name) or not _has_accents(plain, row)]


def _name_ends(plain: str, name: str) -> bool:
    return _spaced(plain).endswith(_spaced(spoken(name)))


def _has_accents(plain: str, row: UnitVersion) -> bool:
    """Whether the part of the text that is the name carries accents (in « xã Chau Hoa » only the type does)."""
    return not _spaced(plain)[-len(row.search_key) :].isascii()


def _spaced(text: str) -> str:
    return " ".join(re.sub(r"[^\w]+", " ", text).split())


def _is_inside(row: UnitVersion, tops: set[int], day: date) -> bool:
    step: UnitVersion | None = row
    for _ in Level:
        if step is None or step.parent_id is None:
            return False
        if step.parent_id in tops:
            return True
        step = UnitVersion.objects.on(day).filter(unit_id=step.parent_id).first()
    return False
