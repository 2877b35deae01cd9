"""All faults of a reform at once: its units, the things they hold, and the laws of the tree on the result."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import groupby

from django.db import IntegrityError, transaction
from django.db.models import QuerySet

from tuquan.ground import locks
from tuquan.units import laws
from tuquan.units.errors import PlaceUndecided
from tuquan.units.models import Change, Reform, Succession, Unit, UnitSize
from tuquan.units.queries import full_name
from tuquan.units.reforms import clashes
from tuquan.units.reforms import faults as unit_faults
from tuquan.units.reforms.carrying import Carrier, Touched, all_at, carriers
from tuquan.units.reforms.children import ChildrenCarrier
from tuquan.units.reforms.fault import Fault
from tuquan.units.reforms.journal import Journal
from tuquan.units.reforms.plan import Plan, Ref, from_json
from tuquan.units.reforms.scene import Scene
from tuquan.units.reforms.settling import ended_since
from tuquan.units.reforms.writing import Writer


@dataclass(frozen=True)
class Examined:
    """A reform looked at: its plan among the standing units, what it touches by carrier, and what is wrong."""

    scene: Scene
    things: list[tuple[Carrier, list[Touched]]]
    faults: list[Fault]
    warnings: list[str]

    @property
    def sentences(self) -> list[str]:
        """The faults as plain sentences, each once."""
        return list(dict.fromkeys(fault.text for fault in self.faults))


def examine(reform: Reform) -> Examined:
    """Look at everything. Writes nothing that stays: the tree's laws are asked of a trial that is rolled back."""
    plan, day = from_json(reform.plan), reform.effective_on
    scene = Scene(plan, day)
    found = unit_faults.of_units(scene, reform.scope_id)
    things = touched_by(plan, day, scene)
    found += [*_of_choices(scene, things), *_of_things(scene, things)]
    found += [Fault(text) for carrier, _ in things for text in carrier.faults(plan, day)]
    if not any(fault.part != "things" for fault in found):
        found += [Fault(text) for text in _of_the_tree(reform, plan, things)]
    return Examined(scene, things, found, list(_warnings(scene)))


def touched_by(plan: Plan, day: date, scene: Scene) -> list[tuple[Carrier, list[Touched]]]:
    """What each carrier has at the units that end; a plan that is nonsense touches nothing."""
    if any(unit not in scene.units for unit in plan.ending):
        return []
    return [(carrier, list(carrier.touched(plan, day))) for carrier in carriers()]


def change_of(reform: Reform) -> Change:
    """The legal act of the reform, unsaved."""
    return Change(
        title=reform.title, act_number=reform.act_number, act_date=reform.act_date, issuer=reform.issuer,
        effective_on=reform.effective_on, grade=reform.grade, source=reform.source,
    )  # fmt: skip


def _of_things(scene: Scene, things: list[tuple[Carrier, list[Touched]]]) -> Iterator[Fault]:
    for carrier, some in things:
        for thing in some:
            if thing.undecided:
                named = ", ".join(scene.name_of(ref) for ref in thing.heirs)
                among = f"Chọn một trong: {named}." if named else "Đơn vị này không có đơn vị kế thừa: chọn nơi nhận."
                yield Fault(
                    f"« {thing.name} » ({carrier.words}) ở « {scene.name_of(thing.unit_id)} » chưa có nơi chuyển đến. "
                    f"{among}", thing.unit_id, "things", thing.key,
                )  # fmt: skip


def _of_choices(scene: Scene, things: list[tuple[Carrier, list[Touched]]]) -> Iterator[Fault]:
    named = {thing.key: thing for _, some in things for thing in some}
    ending = scene.plan.ending
    wholes = {all_at(unit): tuple(heir.unit for heir in heirs) for unit, heirs in ending.items()}
    for key, ref in sorted(scene.plan.choices.items()):
        thing = named.get(key)
        if thing is None and key not in wholes:
            yield Fault(
                f"Đã chọn nơi chuyển cho « {key} », nhưng lần sắp xếp này không động đến việc đó.", None, "choices"
            )
            continue
        heirs = wholes[key] if thing is None else thing.heirs
        name = "mọi việc của đơn vị" if thing is None else thing.name
        if heirs and ref not in heirs:
            yield Fault(
                f"« {name} » được chọn chuyển về « {scene.name_of(ref)} », không phải đơn vị kế thừa. Chọn lại.",
                ref, "choices",
            )  # fmt: skip
        elif not scene.alive(ref):
            yield Fault(
                f"« {name} » được chọn chuyển về « {scene.name_of(ref)} », không còn hoặc chưa có vào ngày "
                f"{scene.day:%d/%m/%Y}.", ref, "choices",
            )  # fmt: skip


def _of_the_tree(reform: Reform, plan: Plan, things: list[tuple[Carrier, list[Touched]]]) -> list[str]:
    """Write the units alone and ask the laws, then roll back: exact, and no second telling of the laws."""
    try:
        with transaction.atomic(), locks.one_at_a_time(laws.LOCK):
            broken = _tried(reform, plan, things)
            transaction.set_rollback(True)
    except IntegrityError:
        return ["Mã hoặc ngày của một đơn vị trùng với dòng đã có trong danh mục. Kiểm tra lại mã và ngày."]
    except PlaceUndecided as refusal:
        return [str(refusal)]
    return broken


def _tried(reform: Reform, plan: Plan, things: list[tuple[Carrier, list[Touched]]]) -> list[str]:
    change = change_of(reform)
    change.save()
    writer = Writer(plan, change, Journal())
    writer.write()
    for carrier, some in things:
        if isinstance(carrier, ChildrenCarrier):
            carrier.carry(some, writer.going)
    # A child without a place is told as a thing undecided: not a second time as a broken law.
    if any(thing.undecided for carrier, some in things if isinstance(carrier, ChildrenCarrier) for thing in some):
        return []
    return laws.faults(touched_units(plan, writer.made))


def touched_units(plan: Plan, made: dict[Ref, int]) -> set[int]:
    """The keys of all units that the plan begins, alters or ends."""
    return {*made.values(), *(row.unit for row in plan.alter), *plan.ending}


def _warnings(scene: Scene) -> Iterator[str]:
    plan = scene.plan
    told = {row.unit for row in plan.sizes}
    silent = [row.unit for row in plan.end if not told.issuperset(heir.unit for heir in row.heirs)]
    if counted := UnitSize.objects.filter(unit_id__in=silent).values("unit_id").distinct().count():
        yield (
            f"Số hộ, nhân khẩu đã ghi của {counted} đơn vị kết thúc được giữ như đã ghi. Đơn vị nhập trọn từ chúng tạm "
            "lấy tổng; đơn vị được chia cần đếm lại."
        )
    yield from _ended_since(scene)
    for name, refs in clashes.same_names(scene, exact=False):
        yield f"{len(refs)} đơn vị khác loại cùng mang tên « {name} » trong một đơn vị cấp trên."


def _ended_since(scene: Scene) -> Iterator[str]:
    """Recorded late: heirs that have ended since hand on what comes to them, or cannot."""
    heirs = {heir.unit for row in scene.plan.end for heir in row.heirs if isinstance(heir.unit, int)}
    ended = ended_since(heirs, scene.day) if heirs else set()
    onward = {unit: list(rows) for unit, rows in groupby(_links(ended), key=lambda link: link.old_id)}
    for unit, last in Unit.objects.filter(pk__in=ended).order_by("ends_on", "pk").values_list("pk", "ends_on"):
        assert last is not None, "only units that have ended are asked"
        rows = onward.get(unit, [])
        called = f"« {full_name(unit, last - timedelta(days=1))} » đã kết thúc từ {last:%d/%m/%Y}"
        if len(rows) == 1 and rows[0].whole:
            yield f"{called}: những gì chuyển về đó đi tiếp đến « {full_name(rows[0].new_id, last)} »."
        else:
            yield (
                f"{called} mà không có một đơn vị kế thừa toàn bộ: cơ quan, vị trí công tác, biểu số liệu chuyển về "
                "đó phải được bàn giao tiếp sau khi thực hiện."
            )


def _links(ended: set[int]) -> QuerySet[Succession]:
    return Succession.objects.filter(old_id__in=ended).order_by("old_id", "pk")
