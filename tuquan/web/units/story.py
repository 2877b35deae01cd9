"""The life of a unit in sentences: what it was made from, its names, what it became, by which act."""

from dataclasses import dataclass
from datetime import date, timedelta

from django.urls import reverse

from tuquan.units.models import Change, Succession, Unit, UnitVersion
from tuquan.units.queries import Life
from tuquan.vn.dates import show_date
from tuquan.web.schemes.area import capital
from tuquan.web.units.heirs import area_heirs

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
    """One turn of the life: when, what, which units, by which act."""

    on: date
    label: str
    kin: tuple[Kin, ...]
    act: str
    grade: str
    source: str


def turns(life: Life) -> list[Turn]:
    """Everything that happened to the body, by date."""
    found = [*_born(life), *_renamed(life), *_ended(life)]
    return sorted(found, key=lambda turn: turn.on)


def steps(life: Life, told: list[Turn], day: date) -> list[dict[str, str]]:
    """The life on one line; what lies after `day` is still to come."""
    passed = [turn for turn in told if turn.on <= day]
    made = []
    for turn in told:
        state = "todo" if turn.on > day else "current" if turn is passed[-1] else "done"
        made.append({"label": turn.label, "note": _note(turn, life), "state": state})
    return made


def _note(turn: Turn, life: Life) -> str:
    if turn.on == life.unit.known_from and life.unit.begins_on is None and not turn.kin:
        return f"biết từ {show_date(turn.on)}"
    names = ", ".join(kin.name for kin in turn.kin[:3]) + (f" và {len(turn.kin) - 3} đơn vị" if turn.kin[3:] else "")
    return f"{show_date(turn.on)}{': ' + names if names else ''}"


def _born(life: Life) -> list[Turn]:
    first = life.versions[0]
    name = capital(first.full_name)
    if not life.forebears:
        known = "Có trong danh mục" if life.unit.begins_on is None else "Thành lập"
        return [Turn(first.begins_on, f"{known}: {name}", (), "", grade_words(first.grade), first.source)]
    return [
        _turn(change, "Hợp thành từ" if len(links) > 1 else "Tiếp nối", [(x.old, x.whole) for x in links], life)
        for change, links in _by_change(life.forebears)
    ]


def _renamed(life: Life) -> list[Turn]:
    made = []
    for before, after in zip(life.versions, life.versions[1:], strict=False):
        said = []
        if before.full_name != after.full_name:
            said.append(f"Đổi thành {after.full_name}")
        if before.parent_id != after.parent_id and after.parent_id:
            said.append(f"Chuyển về {name_of(after.parent_id, after.begins_on)}")
        if not said:
            said.append(f"Đổi mã thành {after.code}" if before.code != after.code and after.code else "Ghi lại tên")
        made.append(Turn(after.begins_on, "; ".join(said), (), "", grade_words(after.grade), after.source))
    return made


def _ended(life: Life) -> list[Turn]:
    made = [
        _turn(change, "Nhập vào" if len(links) == 1 else "Chia cho", [(x.new, x.whole) for x in links], life)
        for change, links in _by_change(life.heirs)
    ]
    ends_on = life.unit.ends_on
    if ends_on is not None and not life.heirs:
        units = Unit.objects.in_bulk(keys := area_heirs(life.unit.pk, ends_on))
        kin = tuple(_kin(units[key], True, ends_on) for key in keys)
        label = "Kết thúc; địa bàn nay thuộc" if kin else "Kết thúc, không có đơn vị kế thừa"
        made.append(Turn(ends_on, label, kin, "", "", ""))
    return made


def _by_change(links: tuple[Succession, ...]) -> list[tuple[Change, list[Succession]]]:
    found: dict[int, tuple[Change, list[Succession]]] = {}
    for link in links:
        found.setdefault(link.change_id, (link.change, []))[1].append(link)
    return list(found.values())


def _turn(change: Change, label: str, kin: list[tuple[Unit, bool]], life: Life) -> Turn:
    signed = f" ngày {show_date(change.act_date)}" if change.act_date else ""
    issuer = f" của {change.issuer}" if change.issuer else ""
    act = f"{change.act_number}{signed}{issuer}: {change.title}"
    named = tuple(_kin(unit, whole, change.effective_on) for unit, whole in kin)
    return Turn(change.effective_on, label, named, act, grade_words(change.grade), change.source)


def _kin(unit: Unit, whole: bool, effective_on: date) -> Kin:
    ended = unit.ends_on is not None and unit.ends_on <= effective_on
    day = effective_on - timedelta(days=1) if ended else effective_on
    href = f"{reverse('units-unit', args=[unit.pk])}?ngay={day.isoformat()}"
    return Kin(unit.pk, name_of(unit.pk, day), href, "" if whole else "một phần")


def name_of(unit_id: int, day: date) -> str:
    """The unit's full name on the day, else the nearest one known."""
    rows = UnitVersion.objects.filter(unit_id=unit_id)
    row = rows.filter(begins_on__lte=day).order_by("-begins_on").first() or rows.order_by("begins_on").first()
    return row.full_name if row else "đơn vị chưa rõ tên"


def grade_words(grade: str) -> str:
    """How sure the source is, in words."""
    return GRADES.get(grade, "")
