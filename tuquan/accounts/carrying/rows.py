"""The part of a plan that speaks of organs (Plan.organs), read from plain data, with everything that is wrong in it.

A row: {"organ": key, "what": "end" | "hand_over" | "rename", "to": key of a standing organ | "new:<key>" | None,
"at": unit of a new organ, "name": its name}. "hand_over" with no "to" goes to the organ of the same kind at the heir
of the unit, or at the unit above where the unit goes on. Several rows for one organ: it is divided among several.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from tuquan.accounts.models import Organ, OrganPlacement, OrganVersion
from tuquan.units.reforms.plan import Plan, Ref

END, HAND_OVER, RENAME = "end", "hand_over", "rename"
WHAT = (END, HAND_OVER, RENAME)


@dataclass(frozen=True)
class OrganRow:
    """One row, as it was meant. `to`: a standing organ; `new`: the key of one to be founded at `at`."""

    organ: int
    what: str
    to: int | None = None
    new: str = ""
    at: Ref | None = None
    name: str = ""


def rows(plan: Plan) -> list[OrganRow]:
    """The rows that can be read; `faults` names the others."""
    return [row for row in map(_read, plan.organs) if row is not None]


def _read(given: Mapping[str, Any]) -> OrganRow | None:
    organ, to, what = given.get("organ"), given.get("to"), given.get("what", HAND_OVER)
    if not isinstance(organ, int) or what not in WHAT:
        return None
    new = to.removeprefix("new:") if isinstance(to, str) and to.startswith("new:") else ""
    name = " ".join(str(given.get("name") or "").split())
    return OrganRow(organ, what, to if isinstance(to, int) else None, new, given.get("at"), name)


def faults(plan: Plan, day: date) -> list[str]:
    """Every fault as a sentence: unknown, ended, not alive, its own heir, going round, said twice, without a name."""
    if not plan.organs:
        return []
    given = rows(plan)
    life = _lives({row.organ for row in given} | {row.to for row in given if row.to})
    found = [_unreadable(raw) for raw in plan.organs if _read(raw) is None]
    found += [_who(raw) for raw in plan.organs if _bad_target(raw)]
    ending = {row.organ for row in given if row.what in (END, HAND_OVER)}
    for row in given:
        found += _row_faults(row, life, day, ending, plan)
    return list(dict.fromkeys([*found, *_circles(given), *_twice(given)]))


@dataclass(frozen=True)
class _Life:
    name: str
    begins_on: date
    ends_on: date | None
    unit_id: int | None


def _lives(organ_ids: set[int]) -> dict[int, _Life]:
    units = dict(
        OrganPlacement.objects.filter(organ_id__in=organ_ids).order_by("begins_on").values_list("organ_id", "unit_id")
    )
    found: dict[int, _Life] = {}
    for row in OrganVersion.objects.filter(organ_id__in=organ_ids).order_by("begins_on"):
        first = found[row.organ_id].begins_on if row.organ_id in found else row.begins_on
        found[row.organ_id] = _Life(row.name, first, row.ends_on, units.get(row.organ_id))
    nameless = Organ.objects.filter(pk__in=organ_ids - found.keys()).values_list("pk", flat=True)
    return found | {key: _Life(f"cơ quan số {key}", date.max, None, units.get(key)) for key in nameless}


def _unreadable(raw: Mapping[str, Any]) -> str:
    if not isinstance(raw.get("organ"), int):
        return "Một dòng về cơ quan không ghi cơ quan nào. Chọn cơ quan hoặc bỏ dòng đó."
    return f"Cơ quan số {raw['organ']}: không hiểu việc « {raw.get('what')} ». Chọn kết thúc, bàn giao hoặc đổi tên."


def _bad_target(raw: Mapping[str, Any]) -> bool:
    to = raw.get("to")
    return not (to is None or isinstance(to, int) or (isinstance(to, str) and to.startswith("new:") and len(to) > 4))


def _who(raw: Mapping[str, Any]) -> str:
    return f"Cơ quan số {raw.get('organ')}: không hiểu nơi bàn giao « {raw.get('to')} ». Chọn một cơ quan đang có."


def _row_faults(row: OrganRow, life: dict[int, _Life], day: date, ending: set[int], plan: Plan) -> list[str]:
    own = life.get(row.organ)
    if own is None:
        return [f"Không có cơ quan số {row.organ}. Bỏ dòng đó hoặc chọn cơ quan khác."]
    found = []
    if own.ends_on is not None and own.ends_on <= day:
        found.append(f"« {own.name} » đã kết thúc từ {own.ends_on:%d/%m/%Y}. Bỏ khỏi danh sách.")
    elif own.begins_on >= day:
        found.append(
            f"« {own.name} » chưa hoạt động trước {day:%d/%m/%Y}, nên không kết thúc hoặc đổi tên ngày đó được."
        )
    if row.what == RENAME and not row.name:
        found.append(f"« {own.name} » đổi tên nhưng chưa có tên mới. Nhập tên đầy đủ.")
    if row.what == HAND_OVER:
        found += _target_faults(row, own, life, day, ending)
    if row.new and not (row.name or row.at is not None):
        shared = [other for other in rows(plan) if other.new == row.new and (other.name or other.at is not None)]
        if not shared:
            found.append(f"« {own.name} » bàn giao cho một cơ quan mới chưa có tên hoặc nơi làm việc. Nhập thêm.")
    return found


def _target_faults(row: OrganRow, own: _Life, life: dict[int, _Life], day: date, ending: set[int]) -> list[str]:
    if row.to is None:
        return []
    if row.to == row.organ:
        return [f"« {own.name} » không thể bàn giao cho chính mình. Chọn cơ quan khác."]
    heir = life.get(row.to)
    if heir is None:
        return [f"« {own.name} » bàn giao cho cơ quan số {row.to}, nhưng không có cơ quan này. Chọn cơ quan khác."]
    if heir.begins_on > day or (heir.ends_on is not None and heir.ends_on <= day):
        return [
            f"« {own.name} » bàn giao cho « {heir.name} », nhưng cơ quan này không hoạt động vào {day:%d/%m/%Y}. "
            "Chọn cơ quan đang hoạt động."
        ]
    if row.to in ending:
        return [f"« {own.name} » bàn giao cho « {heir.name} », nhưng cơ quan này cũng kết thúc trong lần này."]
    return []


def _circles(given: Iterable[OrganRow]) -> list[str]:
    to = {row.organ: row.to for row in given if row.what == HAND_OVER and row.to and row.to != row.organ}
    found = set()
    for start in to:
        line, at = [start], to.get(start)
        while at is not None and at not in line:
            line.append(at)
            at = to.get(at)
        if at == start:
            found.add(tuple(sorted(line)))
    return [f"Bàn giao đi vòng tròn qua các cơ quan số {', '.join(map(str, keys))}." for keys in sorted(found)]


def _twice(given: Iterable[OrganRow]) -> list[str]:
    seen: dict[int, list[OrganRow]] = {}
    for row in given:
        seen.setdefault(row.organ, []).append(row)
    return [
        f"Cơ quan số {organ} được ghi nhiều lần khác nhau trong một lần sắp xếp. Giữ một dòng."
        for organ, all_ in seen.items()
        if len(all_) > 1 and ({row.what for row in all_} != {HAND_OVER} or any(not (r.to or r.new) for r in all_))
    ]
