"""Which unit a place in a report is: one, several to choose from, or one that has ended. Offered, never guessed."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from tuquan.units import queries as units
from tuquan.units.models import UnitType, UnitVersion
from tuquan.vn.dates import show_date

# More than these are no help in a sentence.
SHOWN = 4


@dataclass(frozen=True)
class Whereabouts:
    """What a place may be. `inside`: the one offered lies in the report's own unit."""

    offers: tuple[UnitVersion, ...]
    inside: bool = False
    sentence: str = ""


def whereabouts(place: str, *, unit_id: int, day: date) -> Whereabouts:
    """Units that `place` may mean on `day`, those of the report's own unit first; a former name says who has it now."""
    found = units.find(place, day)
    own = [row for row in found if row.unit_id != unit_id and units.lies_under(row.unit_id, unit_id, day)]
    if own:
        return _told(place, own, day, inside=True)
    if found:
        return _told(place, found, day, inside=False)
    return _former(place, unit_id, day)


def _told(place: str, rows: Sequence[UnitVersion], day: date, *, inside: bool) -> Whereabouts:
    if len(rows) > 1:
        return Whereabouts(
            tuple(rows), inside, f"“{place}” có thể là {_choices(rows, day)}. Xem báo cáo nói về nơi nào."
        )
    what = "một phần địa bàn của báo cáo" if inside else "không phải địa bàn của báo cáo"
    return Whereabouts(tuple(rows), inside, f"“{place}” là {_with_upper(rows[0], day)}: {what}.")


def _former(place: str, unit_id: int, day: date) -> Whereabouts:
    rows = [row for row in units.find_former(place, day) if row.ends_on is not None]
    mine = [row for row in rows if unit_id in {heir for heir, _ in units.heirs_on(row.unit_id, day)}]
    rows = mine or rows
    if len(rows) != 1 or rows[0].ends_on is None:
        told = f"“{place}” là tên cũ, có thể là {_choices(rows, day)}. Xem báo cáo nói về nơi nào." if rows else ""
        return Whereabouts(tuple(rows), bool(mine), told)
    row, until = rows[0], show_date(rows[0].ends_on)
    heirs = [units.full_name(heir, day) for heir, _ in units.heirs_on(row.unit_id, day)]
    now = f", nay là {', '.join(heirs)}" if heirs else ""
    return Whereabouts((row,), bool(mine), f"“{place}” là tên dùng đến trước ngày {until}{now}.")


def _choices(rows: Sequence[UnitVersion], day: date) -> str:
    shown = "; ".join(_with_upper(row, day) for row in rows[:SHOWN])
    return shown if len(rows) <= SHOWN else f"{shown} và {len(rows) - SHOWN} nơi khác"


def _with_upper(row: UnitVersion, day: date) -> str:
    """ "xã Châu Hóa (huyện Tuyên Hóa)": homonyms are told apart by what they lie in, on their own days."""
    asked = day if row.alive_on(day) else row.begins_on
    above = units.versions({row.parent_id}, asked).get(row.parent_id) if row.parent_id else None
    return f"{row.full_name} ({above.full_name})" if above and above.type != UnitType.COUNTRY else row.full_name
