"""The life of a unit in sentences: what it was made from, its names, what it became, by which act."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from django.urls import reverse

from tuquan.units import queries
from tuquan.units.models import Change, Succession, Unit, UnitVersion
from tuquan.units.queries import Life
from tuquan.vn.dates import show_date
from tuquan.web.schemes.area import capital
from tuquan.web.units.heirs import area_heirs
from tuquan.web.units.reforms.told import ended_by

# How sure the source of an act or a name is (docs/glossary: grade).
GRADES = {
    "V": "đã đọc trong văn bản gốc",
    "S": "theo nguồn dẫn lại",
    "I": "suy ra từ nguồn khác",
    "U": "chưa kiểm chứng",
}


@dataclass(frozen=True)
class Kin:
    """A forebear or an heir, with the day before or on which its name was asked."""

    unit_id: int
    name: str
    href: str
    part: str


@dataclass(frozen=True)
class Turn:
    """One turn of the life: when, what, which units, by which act (with the page of that act)."""

    on: date
    label: str
    kin: tuple[Kin, ...]
    act: str
    grade: str
    source: str
    act_url: str = ""


class Names:
    """Full names of many units, each on its own day, in a query a day; the nearest name where a day has none."""

    def __init__(self, asked: Iterable[tuple[int, date]]) -> None:
        by_day: dict[date, set[int]] = defaultdict(set)
        for unit_id, day in asked:
            by_day[day].add(unit_id)
        self._known = {
            (key, day): row.full_name
            for day, keys in by_day.items()
            for key, row in queries.versions(keys, day).items()
        }

    def of(self, unit_id: int, day: date) -> str:
        return self._known.get((unit_id, day)) or name_of(unit_id, day)


def turns(life: Life) -> list[Turn]:
    """Everything that happened to the body, by date."""
    alone = life.unit.ends_on if life.unit.ends_on is not None and not life.heirs else None
    heirs = area_heirs(life.unit.pk, alone) if alone else []
    names = Names([*_asked(life), *((key, alone) for key in heirs if alone)])
    acts = Change.objects.in_bulk({row.change_id for row in life.versions if row.change_id})
    found = [*_born(life, names, acts), *_renamed(life, names, acts), *_ended(life, names)]
    if alone:
        found.append(_without_heirs(heirs, alone, names, ended_by(life.unit.pk, alone)))
    return sorted(found, key=lambda turn: turn.on)


def steps(life: Life, told: list[Turn], day: date) -> list[dict[str, str]]:
    """The life on one line; what lies after `day` is still to come."""
    passed = [turn for turn in told if turn.on <= day]
    made = []
    for turn in told:
        state = "todo" if turn.on > day else "current" if turn is passed[-1] else "done"
        made.append({"label": turn.label, "note": _note(turn, life), "state": state})
    return made


def _asked(life: Life) -> list[tuple[int, date]]:
    """Every unit that the life names, with the day of its name."""
    links = [(link.old, link.change) for link in life.forebears] + [(link.new, link.change) for link in life.heirs]
    parents = [(row.parent_id, row.begins_on) for row in life.versions[1:] if row.parent_id]
    return [(unit.pk, _day_of(unit, change.effective_on)) for unit, change in links] + parents


def _note(turn: Turn, life: Life) -> str:
    if turn.on == life.unit.known_from and life.unit.begins_on is None and not turn.kin:
        return f"biết từ {show_date(turn.on)}"
    names = ", ".join(kin.name for kin in turn.kin[:3]) + (f" và {len(turn.kin) - 3} đơn vị" if turn.kin[3:] else "")
    return f"{show_date(turn.on)}{': ' + names if names else ''}"


def _born(life: Life, names: Names, acts: dict[int, Change]) -> list[Turn]:
    first = life.versions[0]
    name = capital(first.full_name)
    if not life.forebears:
        known = "Có trong danh mục" if life.unit.begins_on is None else "Thành lập"
        return [_by_version(first, f"{known}: {name}", acts)]
    return [
        _turn(change, "Hợp thành từ" if len(links) > 1 else "Tiếp nối", [(x.old, x.whole) for x in links], names)
        for change, links in _by_change(life.forebears)
    ]


def _renamed(life: Life, names: Names, acts: dict[int, Change]) -> list[Turn]:
    made = []
    for before, after in zip(life.versions, life.versions[1:], strict=False):
        said = []
        if before.full_name != after.full_name:
            said.append(f"Đổi thành {after.full_name}")
        if before.parent_id != after.parent_id and after.parent_id:
            said.append(f"Chuyển về {names.of(after.parent_id, after.begins_on)}")
        if not said:
            said.append(f"Đổi mã thành {after.code}" if before.code != after.code and after.code else "Ghi lại tên")
        made.append(_by_version(after, "; ".join(said), acts))
    return made


def _by_version(row: UnitVersion, label: str, acts: dict[int, Change]) -> Turn:
    change = acts.get(row.change_id or 0)
    act, url = (_act(change), _url(change)) if change else ("", "")
    return Turn(row.begins_on, label, (), act, grade_words(row.grade), row.source, url)


def _ended(life: Life, names: Names) -> list[Turn]:
    return [
        _turn(change, "Nhập vào" if len(links) == 1 else "Chia cho", [(x.new, x.whole) for x in links], names)
        for change, links in _by_change(life.heirs)
    ]


def _without_heirs(heirs: list[int], ends_on: date, names: Names, change: Change | None) -> Turn:
    kin = tuple(_kin(key, ends_on, True, names) for key in heirs)
    label = "Kết thúc; địa bàn nay thuộc" if kin else "Kết thúc, không có đơn vị kế thừa"
    if change is None:
        return Turn(ends_on, label, kin, "", "", "")
    return Turn(ends_on, label, kin, _act(change), grade_words(change.grade), change.source, _url(change))


def _by_change(links: tuple[Succession, ...]) -> list[tuple[Change, list[Succession]]]:
    found: dict[int, tuple[Change, list[Succession]]] = {}
    for link in links:
        found.setdefault(link.change_id, (link.change, []))[1].append(link)
    return list(found.values())


def _turn(change: Change, label: str, kin: list[tuple[Unit, bool]], names: Names) -> Turn:
    named = tuple(_kin(unit.pk, _day_of(unit, change.effective_on), whole, names) for unit, whole in kin)
    return Turn(change.effective_on, label, named, _act(change), grade_words(change.grade), change.source, _url(change))


def _act(change: Change) -> str:
    signed = f" ngày {show_date(change.act_date)}" if change.act_date else ""
    issuer = f" của {change.issuer}" if change.issuer else ""
    return f"{change.act_number}{signed}{issuer}: {change.title}"


def _url(change: Change) -> str:
    return reverse("units-change", args=[change.pk])


def _day_of(unit: Unit, effective_on: date) -> date:
    """The day on which a unit of an act is named: its last where the act ended it, else the act's."""
    ended = unit.ends_on is not None and unit.ends_on <= effective_on
    return effective_on - timedelta(days=1) if ended else effective_on


def _kin(unit_id: int, day: date, whole: bool, names: Names) -> Kin:
    href = f"{reverse('units-unit', args=[unit_id])}?ngay={day.isoformat()}"
    return Kin(unit_id, names.of(unit_id, day), href, "" if whole else "một phần")


def name_of(unit_id: int, day: date) -> str:
    """The unit's full name on the day, else the nearest one known."""
    rows = UnitVersion.objects.filter(unit_id=unit_id)
    row = rows.filter(begins_on__lte=day).order_by("-begins_on").first() or rows.order_by("begins_on").first()
    return row.full_name if row else "đơn vị chưa rõ tên"


def grade_words(grade: str) -> str:
    """How sure the source is, in words."""
    return GRADES.get(grade, "")
