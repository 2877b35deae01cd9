"""What a reform would do, or did, for its page: units, things with their heirs, the one sentence, what is pressed."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from tuquan.units.models import Reform, UnitVersion
from tuquan.units.reforms.carrying import Touched
from tuquan.units.reforms.plan import Plan, Ref, from_json
from tuquan.units.reforms.preview import Group, Preview, can_undo, preview
from tuquan.web.acting import Acting
from tuquan.web.schemes.area import capital
from tuquan.web.units.reforms import reach
from tuquan.web.units.reforms.forms import HAMLET_KINDS, KINDS

# How the procedure says that a thing still has no place: such things are shown with their choices, not as faults.
UNDECIDED = "chưa có nơi chuyển đến"
SHOWN = 100
# What may be drafted anew from what it was.
AGAIN = (Reform.State.UNDONE, Reform.State.DISCARDED)


@dataclass(frozen=True)
class Thing:
    """One thing of a group, with the places it may go to; `options` is empty where nothing is to be chosen."""

    key: str
    name: str
    unit: str
    goes_to: str
    chosen: str
    options: list[tuple[str, str]]
    note: str
    undecided: bool


@dataclass(frozen=True)
class Kind:
    """Things of one kind: those shown, how many there are, and the choices for all of them at once."""

    name: str
    words: str
    count: int
    undecided: int
    things: list[Thing]
    more: int
    all_options: list[tuple[str, str]]


def drafted(reform: Reform, me: Acting) -> dict[str, Any]:
    """The context of the page; what a reform takes along is only for those inside its area."""
    inside, seen = reach.inside(me, reform), preview(reform)
    plan, draft = from_json(reform.plan), reform.state == Reform.State.DRAFT
    kinds = offered(reform, seen, most=SHOWN) if inside else []
    may = reach.carries_out(me, reform)
    return {
        "inside": inside,
        "draft": draft,
        "seen": seen,
        "faults": [said for said in seen.faults if UNDECIDED not in said],
        "groups": kinds,
        "undecided": sum(kind.undecided for kind in kinds),
        "choices": any(thing.options for kind in kinds for thing in kind.things),
        "sentence": sentence(plan, seen),
        "everywhere": _everywhere(kinds),
        "drafts": draft and reach.drafts(me, reform),
        "again": reform.state in AGAIN and reach.drafts(me, reform),
        "carries_out": may,
        "against": can_undo(reform) if may and reform.state == Reform.State.COMMITTED else [],
        "things_to_add": _to_add(me, reform),
    }


def sentence(plan: Plan, seen: Preview) -> str:
    """ "3 đơn vị kết thúc, 1 đơn vị lập mới; chuyển theo: 12 mô hình, 2 biểu số liệu"."""
    counts = ((plan.end, "kết thúc"), (plan.begin, "lập mới"), (plan.alter, "đổi tên, loại hoặc cấp trên"))
    units = [f"{len(rows)} đơn vị {words}" for rows, words in counts if rows]
    going = [f"{count} {group.words}" for group in seen.groups if (count := _going(group))]
    said = ", ".join(units) or "chưa có đơn vị nào thay đổi"
    return f"{said}; chuyển theo: {', '.join(going)}" if going else said


def _going(group: Group) -> int:
    return sum(not thing.stays for thing in group.things)


def _to_add(me: Acting, reform: Reform) -> list[tuple[str, str]]:
    if not reach.hamlets_only(me, reform):
        return list(KINDS.items())
    return [(key, KINDS[key]) for key in HAMLET_KINDS]


def offered(reform: Reform, seen: Preview, *, most: int | None = None) -> list[Kind]:
    """Everything that the reform takes along by kind, with what may be chosen; at most `most` of each."""
    beside = _beside(seen, reform)
    return [_kind(group, seen, beside, most) for group in seen.groups]


def _kind(group: Group, seen: Preview, beside: list[tuple[str, str]], most: int | None) -> Kind:
    things = sorted(group.things, key=lambda thing: not thing.undecided)
    shown = [_thing(thing, seen, beside) for thing in things[:most]]
    options = {value: words for thing in shown for value, words in thing.options if value}
    count, asked = len(group.things), len(options) > 1 or (options and group.undecided > 1)
    return Kind(
        group.name, capital(group.words), count, group.undecided, shown, count - len(shown),
        [("", "Chọn từng dòng ở dưới"), *options.items()] if asked else [],
    )  # fmt: skip


def _thing(thing: Touched, seen: Preview, beside: list[tuple[str, str]]) -> Thing:
    # One heir that nothing went to by itself (an office without a successor of its level) is still to be chosen.
    asked = len(thing.heirs) > 1 or thing.undecided
    options = [(str(ref), capital(seen.name_of(ref))) for ref in thing.heirs] if asked else []
    if not thing.heirs and not thing.stays:
        options = beside
    goes_to = (
        "" if thing.goes_to is None else dict(options).get(str(thing.goes_to)) or capital(seen.name_of(thing.goes_to))
    )
    return Thing(
        thing.key, capital(thing.name), seen.name_of(thing.unit_id), goes_to,
        "" if thing.goes_to is None else str(thing.goes_to),
        [("", "Theo ghi chú bên cạnh" if thing.stays else "Chọn nơi đến"), *options] if options else [],
        thing.note, thing.undecided,
    )  # fmt: skip


def _everywhere(kinds: Sequence[Kind]) -> list[tuple[str, str]]:
    """Places that at least two kinds of undecided things could all go to."""
    waiting = [kind for kind in kinds if kind.undecided and kind.all_options]
    options = {value: words for kind in waiting for value, words in kind.all_options if value}
    return [("", "Chọn từng loại ở dưới"), *options.items()] if len(waiting) > 1 else []


def _beside(seen: Preview, reform: Reform) -> list[tuple[str, str]]:
    """Where things of a unit without heirs may go: units of its level under the same parent that stand on."""
    ending = from_json(reform.plan).ending
    lost = {key for key, heirs in ending.items() if not heirs}
    if not lost or reform.state != Reform.State.DRAFT:
        return []
    parents = set(UnitVersion.objects.filter(unit_id__in=lost).values_list("parent_id", flat=True))
    rows = UnitVersion.objects.on(reform.effective_on).filter(parent_id__in=parents).exclude(unit_id__in=list(ending))
    found: list[tuple[Ref, str]] = [(row.unit_id, capital(row.full_name)) for row in rows.order_by("sort_key")]
    found += [(key, capital(name)) for key, name in seen.names.items() if isinstance(key, str)]
    return [(str(ref), name) for ref, name in found]
