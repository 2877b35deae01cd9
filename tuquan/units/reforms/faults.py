"""What is wrong with a plan's units, each fault with the unit it speaks of. Nothing is written."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator

from tuquan.units.models import Succession, UnitType, UnitVersion
from tuquan.units.reforms import clashes
from tuquan.units.reforms.ended_parents import heirs_said, moved_too_late
from tuquan.units.reforms.fault import Fault
from tuquan.units.reforms.plan import Plan, Ref
from tuquan.units.reforms.scene import Scene, links_after, under

# As long as the columns of UnitVersion: what is longer, one database cuts and another refuses.
LONGEST = {"name": 120, "code": 12, "code_list": 40}


def of_units(scene: Scene, scope_id: int | None) -> list[Fault]:
    """Every fault that can be told without writing; the tree's own laws are asked of the result afterwards."""
    plan = scene.plan
    if not (plan.begin or plan.alter or plan.end or plan.organs):
        return [Fault("Chưa có đơn vị nào thay đổi. Thêm ít nhất một việc.")]
    found = [
        *_too_long(plan),
        *_twice(plan),
        *_unknown(scene),
        *_begun(scene),
        *_altered(scene),
        *_ended(scene),
        *_heirs(scene),
    ]
    found += moved_too_late(scene)
    found += [*_loops(scene), *_recorded_heirs(scene), *clashes.codes(scene), *clashes.names(scene)]
    if scope_id is not None:
        found += _outside(scene, scope_id)
    return found


def _too_long(plan: Plan) -> Iterator[Fault]:
    for row, ref, part in [(b, b.key, "begin") for b in plan.begin] + [(a, a.unit, "alter") for a in plan.alter]:
        for column, most in LONGEST.items():
            said = getattr(row, column, None) or ""
            if len(said) > most:
                yield Fault(f"« {said[:40]}… » dài {len(said)} ký tự, quá {most}. Rút gọn lại.", ref, part, column)


def _twice(plan: Plan) -> Iterator[Fault]:
    for key, count in Counter(row.key for row in plan.begin).items():
        if count > 1:
            yield Fault(f"Khóa « {key} » được dùng cho {count} đơn vị lập mới. Đặt khóa khác nhau.", key, "begin")
    for rows, part in ((plan.alter, "alter"), (plan.end, "end")):
        for unit, count in Counter(row.unit for row in rows).items():
            if count > 1:
                yield Fault(f"Đơn vị số {unit} được ghi {count} lần. Gộp thành một dòng.", unit, part)


def _unknown(scene: Scene) -> Iterator[Fault]:
    plan = scene.plan
    named: list[tuple[Ref | None, str]] = [(row.unit, "alter") for row in plan.alter]
    named += [(row.unit, "end") for row in plan.end]
    named += [(row.parent, "begin") for row in plan.begin] + [(row.parent, "alter") for row in plan.alter]
    named += [(heir.unit, "end") for row in plan.end for heir in row.heirs]
    named += [(row.unit, "sizes") for row in plan.sizes]
    for ref, part in dict.fromkeys(named):
        if isinstance(ref, int) and ref not in scene.units:
            yield Fault(f"Đơn vị số {ref} không có trong danh mục. Chọn đơn vị khác.", ref, part)
        elif isinstance(ref, str) and ref not in scene.begun:
            yield Fault(f"Khóa « {ref} » không phải của đơn vị nào được lập trong lần này.", ref, part)


def _begun(scene: Scene) -> Iterator[Fault]:
    for row in scene.plan.begin:
        if not row.name.strip():
            yield Fault(
                "Một đơn vị lập mới chưa có tên. Nhập tên, không kèm « xã », « phường »…", row.key, "begin", "name"
            )
        if row.type not in UnitType.values:
            yield Fault(
                f"Loại « {row.type} » của « {row.name} » không có. Chọn lại loại đơn vị.", row.key, "begin", "type"
            )
        if row.parent is None and row.type != UnitType.COUNTRY:
            yield Fault(
                f"« {scene.name_of(row.key)} » chưa có đơn vị cấp trên. Chọn đơn vị cấp trên.",
                row.key,
                "begin",
                "parent",
            )
        if row.code and not row.code_list:
            yield Fault(f"Mã {row.code} của « {row.name} » chưa rõ thuộc danh mục nào.", row.key, "begin", "code_list")
        yield from _under(scene, row.key, row.parent, "begin")


def _altered(scene: Scene) -> Iterator[Fault]:
    for row in scene.plan.alter:
        name, unit = scene.name_of(row.unit), scene.units.get(row.unit)
        if unit is None:
            continue
        if row.unit in scene.plan.ending:
            yield Fault(
                f"« {name} » vừa kết thúc vừa đổi tên hoặc cấp trên trong cùng một lần. Bỏ một việc.", row.unit, "alter"
            )
        elif unit.ends_on is not None and unit.ends_on <= scene.day:
            yield Fault(f"« {name} » đã kết thúc từ {unit.ends_on:%d/%m/%Y}. Chọn đơn vị kế thừa.", row.unit, "alter")
        elif row.unit not in scene.now:
            yield Fault(
                f"Danh mục chưa biết « {name} » vào ngày {scene.day:%d/%m/%Y}. Chọn ngày muộn hơn.", row.unit, "alter"
            )
        if row.type is not None and (row.type not in UnitType.values or UnitType(row.type).level != unit.level):
            yield Fault(
                f"« {name} » không thể đổi sang loại của cấp khác. Chọn loại cùng cấp.", row.unit, "alter", "type"
            )
        if row.name is not None and not row.name.strip():
            yield Fault(f"Tên mới của « {name} » còn trống. Nhập tên.", row.unit, "alter", "name")
        yield from _under(scene, row.unit, row.parent, "alter")


def _under(scene: Scene, ref: Ref, parent: Ref | None, part: str) -> Iterator[Fault]:
    above, own = None if parent is None else scene.level(parent), scene.level(ref)
    if parent is None or above is None:
        return
    if own is not None and above >= own:
        yield Fault(
            f"« {scene.name_of(ref)} » không thể thuộc « {scene.name_of(parent)} » cùng cấp hoặc cấp dưới.",
            ref,
            part,
            "parent",
        )
    if not scene.alive(parent):
        yield Fault(
            f"« {scene.name_of(ref)} » không thể thuộc « {scene.name_of(parent)} »: đơn vị đó không còn hoặc chưa có "
            f"vào ngày {scene.day:%d/%m/%Y}.{_heirs_of(scene, parent)}", ref, part, "parent",
        )  # fmt: skip


def _heirs_of(scene: Scene, ref: Ref) -> str:
    return heirs_said(ref, scene.day) if isinstance(ref, int) and ref in scene.units else ""


def _ended(scene: Scene) -> Iterator[Fault]:
    for row in scene.plan.end:
        unit, name = scene.units.get(row.unit), scene.name_of(row.unit)
        if unit is None:
            continue
        if unit.ends_on is not None:
            yield Fault(f"« {name} » đã kết thúc từ {unit.ends_on:%d/%m/%Y}, không kết thúc hai lần.", row.unit, "end")
        if unit.known_from >= scene.day:
            yield Fault(
                f"« {name} » có từ {unit.known_from:%d/%m/%Y}, không thể kết thúc vào {scene.day:%d/%m/%Y} "
                "hoặc trước đó. Kiểm tra ngày có hiệu lực.", row.unit, "end",
            )  # fmt: skip


def _heirs(scene: Scene) -> Iterator[Fault]:
    for row in scene.plan.end:
        name, heirs = scene.name_of(row.unit), row.heirs
        for ref, count in Counter(heir.unit for heir in heirs).items():
            if count > 1:
                yield Fault(
                    f"« {name} »: « {scene.name_of(ref)} » được ghi kế thừa {count} lần.", row.unit, "end", "new"
                )
            if ref == row.unit:
                yield Fault(f"« {name} » không thể kế thừa chính mình.", row.unit, "end", "new")
            elif scene.level(ref) is not None and not scene.alive(ref):
                yield Fault(
                    f"« {name} »: đơn vị kế thừa « {scene.name_of(ref)} » không còn hoặc chưa có "
                    f"vào ngày {scene.day:%d/%m/%Y}.", row.unit, "end", "new",
                )  # fmt: skip
        if len(heirs) > 1 and any(heir.whole for heir in heirs):
            yield Fault(
                f"« {name} » chia cho nhiều đơn vị thì không đơn vị nào nhận toàn bộ.", row.unit, "end", "whole"
            )
        yield from _shares(scene, row.unit, name)


def _shares(scene: Scene, unit: int, name: str) -> Iterator[Fault]:
    shares = [heir for heir in scene.plan.ending[unit] if heir.share is not None]
    if any(heir.whole or not heir.share_basis.strip() for heir in shares):
        yield Fault(f"« {name} »: phần được chia phải kèm căn cứ trong văn bản, và không phải toàn bộ.", unit, "end")
    if sum(heir.share or 0 for heir in shares) > 1_000_000:
        yield Fault(f"« {name} »: các phần được chia cộng lại quá 100%.", unit, "end")


def _loops(scene: Scene) -> Iterator[Fault]:
    heirs: dict[Ref, set[Ref]] = defaultdict(set)
    for row in scene.plan.end:
        heirs[row.unit] |= {heir.unit for heir in row.heirs} - {row.unit}
    later = Succession.objects.values_list("old_id", "new_id")
    for standing, heir in later:
        heirs[standing].add(heir)
    while peeled := [old for old, new in heirs.items() if not (new & heirs.keys())]:
        for old in peeled:
            del heirs[old]
    # What only leads into the circle is not of it.
    while outside := heirs.keys() - set().union(*heirs.values()):
        for old in outside:
            del heirs[old]
    if heirs:
        names = ", ".join(sorted(f"« {scene.name_of(ref)} »" for ref in heirs))
        yield Fault(
            f"Kế thừa đi vòng tròn qua {names}. Bỏ một chiều.",
            min(heirs.keys() & scene.plan.ending.keys(), default=None, key=str),
            "end",
            "new",
        )


def _recorded_heirs(scene: Scene) -> Iterator[Fault]:
    for link in links_after(scene.day, set(scene.plan.ending)):
        yield Fault(
            f"« {scene.name_of(link.new_id)} » đã được ghi là đơn vị kế thừa từ {link.change.effective_on:%d/%m/%Y} "
            f"({link.change.act_number}), nên không thể kết thúc vào {scene.day:%d/%m/%Y}.", link.new_id, "end",
        )  # fmt: skip


def _outside(scene: Scene, scope_id: int) -> Iterator[Fault]:
    inside = under(scope_id, scene.day)
    plan, name = scene.plan, _name_on(scope_id, scene)
    acted: Iterable[tuple[Ref | None, str]] = [
        *((row.unit, "alter") for row in plan.alter), *((row.unit, "end") for row in plan.end),
        *((heir.unit, "end") for row in plan.end for heir in row.heirs),
    ]  # fmt: skip
    above: Iterable[tuple[Ref | None, str]] = [
        *((row.parent, "begin") for row in plan.begin), *((row.parent, "alter") for row in plan.alter),
    ]  # fmt: skip
    for ref, part in dict.fromkeys(acted):
        if isinstance(ref, int) and ref in scene.units and ref not in inside:
            yield Fault(f"« {scene.name_of(ref)} » không thuộc {name} ngày trước khi sắp xếp.", ref, part)
    for ref, part in dict.fromkeys(above):
        if isinstance(ref, int) and ref in scene.units and ref not in inside | {scope_id}:
            yield Fault(f"Đơn vị cấp trên « {scene.name_of(ref)} » không thuộc {name}.", ref, part)


def _name_on(unit_id: int, scene: Scene) -> str:
    row = UnitVersion.objects.filter(unit_id=unit_id, begins_on__lte=scene.day).order_by("-begins_on").first()
    return f"« {row.full_name} »" if row else "địa bàn của lần sắp xếp"
