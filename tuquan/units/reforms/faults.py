"""What is wrong with a plan's units, each fault with the unit it speaks of. Nothing is written."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from django.db.models import Q

from tuquan.units.models import Succession, UnitType, UnitVersion
from tuquan.units.naming import spoken
from tuquan.units.placing import standing_after
from tuquan.units.reforms.plan import Plan, Ref
from tuquan.units.reforms.scene import Scene, links_after, spell, under


@dataclass(frozen=True)
class Fault:
    """A Vietnamese sentence; `ref` the unit it speaks of, `part` of the plan ("begin", "alter", "end", …)."""

    text: str
    ref: Ref | None = None
    part: str = ""


def of_units(scene: Scene, scope_id: int | None) -> list[Fault]:
    """Every fault that can be told without writing; the tree's own laws are asked of the result afterwards."""
    plan = scene.plan
    if not (plan.begin or plan.alter or plan.end or plan.organs):
        return [Fault("Chưa có đơn vị nào thay đổi. Thêm ít nhất một việc.")]
    found = [*_twice(plan), *_unknown(scene), *_begun(scene), *_altered(scene), *_ended(scene), *_heirs(scene)]
    found += [*_loops(scene), *_recorded_heirs(scene), *_codes(scene), *_names(scene)]
    if scope_id is not None:
        found += _outside(scene, scope_id)
    return found


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
    for ref, part in dict.fromkeys(named):
        if isinstance(ref, int) and ref not in scene.units:
            yield Fault(f"Đơn vị số {ref} không có trong danh mục. Chọn đơn vị khác.", ref, part)
        elif isinstance(ref, str) and ref not in scene.begun:
            yield Fault(f"Khóa « {ref} » không phải của đơn vị nào được lập trong lần này.", ref, part)


def _begun(scene: Scene) -> Iterator[Fault]:
    for row in scene.plan.begin:
        if not row.name.strip():
            yield Fault("Một đơn vị lập mới chưa có tên. Nhập tên, không kèm « xã », « phường »…", row.key, "begin")
        if row.type not in UnitType.values:
            yield Fault(f"Loại « {row.type} » của « {row.name} » không có. Chọn lại loại đơn vị.", row.key, "begin")
        if row.parent is None and row.type != UnitType.COUNTRY:
            yield Fault(
                f"« {scene.name_of(row.key)} » chưa có đơn vị cấp trên. Chọn đơn vị cấp trên.", row.key, "begin"
            )
        if row.code and not row.code_list:
            yield Fault(f"Mã {row.code} của « {row.name} » chưa rõ thuộc danh mục nào.", row.key, "begin")
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
            yield Fault(f"« {name} » không thể đổi sang loại của cấp khác. Chọn loại cùng cấp.", row.unit, "alter")
        if row.name is not None and not row.name.strip():
            yield Fault(f"Tên mới của « {name} » còn trống. Nhập tên.", row.unit, "alter")
        yield from _under(scene, row.unit, row.parent, "alter")


def _under(scene: Scene, ref: Ref, parent: Ref | None, part: str) -> Iterator[Fault]:
    above, own = None if parent is None else scene.level(parent), scene.level(ref)
    if parent is None or above is None:
        return
    if own is not None and above >= own:
        yield Fault(
            f"« {scene.name_of(ref)} » không thể thuộc « {scene.name_of(parent)} » cùng cấp hoặc cấp dưới.", ref, part
        )
    if not scene.alive(parent):
        yield Fault(
            f"« {scene.name_of(ref)} » không thể thuộc « {scene.name_of(parent)} »: đơn vị đó không còn hoặc chưa có "
            f"vào ngày {scene.day:%d/%m/%Y}.", ref, part,
        )  # fmt: skip


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
                yield Fault(f"« {name} »: « {scene.name_of(ref)} » được ghi kế thừa {count} lần.", row.unit, "end")
            if ref == row.unit:
                yield Fault(f"« {name} » không thể kế thừa chính mình.", row.unit, "end")
            elif scene.level(ref) is not None and not scene.alive(ref):
                yield Fault(
                    f"« {name} »: đơn vị kế thừa « {scene.name_of(ref)} » không còn hoặc chưa có "
                    f"vào ngày {scene.day:%d/%m/%Y}.", row.unit, "end",
                )  # fmt: skip
        if len(heirs) > 1 and any(heir.whole for heir in heirs):
            yield Fault(f"« {name} » chia cho nhiều đơn vị thì không đơn vị nào nhận toàn bộ.", row.unit, "end")
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
    later = Succession.objects.filter(change__effective_on__gte=scene.day).values_list("old_id", "new_id")
    for standing, heir in later:
        heirs[standing].add(heir)
    while peeled := [old for old, new in heirs.items() if not (new & heirs.keys())]:
        for old in peeled:
            del heirs[old]
    if heirs:
        names = ", ".join(f"« {scene.name_of(ref)} »" for ref in sorted(heirs, key=str))
        yield Fault(f"Kế thừa đi vòng tròn qua {names}. Bỏ một chiều.", min(heirs, key=str), "end")


def _recorded_heirs(scene: Scene) -> Iterator[Fault]:
    for link in links_after(scene.day, set(scene.plan.ending)):
        yield Fault(
            f"« {scene.name_of(link.new_id)} » đã được ghi là đơn vị kế thừa từ {link.change.effective_on:%d/%m/%Y} "
            f"({link.change.act_number}), nên không thể kết thúc vào {scene.day:%d/%m/%Y}.", link.new_id, "end",
        )  # fmt: skip


def _codes(scene: Scene) -> Iterator[Fault]:
    """A code is unique in its list on every day from the reform's on."""
    given: dict[tuple[str, str], list[Ref]] = defaultdict(list)
    for row in scene.plan.begin:
        given[row.code_list, row.code].append(row.key)
    for alter in scene.plan.alter:
        now = scene.now.get(alter.unit)
        if now is not None and (alter.code is not None or alter.code_list is not None):
            pair = (now.code_list if alter.code_list is None else alter.code_list, alter.code or now.code)
            given[pair].append(alter.unit)
    given = defaultdict(list, {pair: refs for pair, refs in given.items() if pair[1]})
    free = {*scene.plan.ending, *(row.unit for row in scene.plan.alter if row.code is not None)}
    taken = UnitVersion.objects.filter(
        standing_after(scene.day), code__in=[code for _, code in given], code_list__in=[named for named, _ in given]
    ).exclude(unit_id__in=free)
    for version in taken:
        for ref in given.get((version.code_list, version.code), ()):
            if ref != version.unit_id:
                yield Fault(
                    f"Mã {version.code} ({version.code_list}) của « {scene.name_after(ref)} » đang thuộc "
                    f"« {version.full_name} ». Kiểm tra lại mã.", ref, "begin" if isinstance(ref, str) else "alter",
                )  # fmt: skip
    for (named, code), refs in given.items():
        if len(set(refs)) > 1:
            names = " và ".join(f"« {scene.name_after(ref)} »" for ref in refs)
            yield Fault(f"Mã {code} ({named}) được dùng cho cả {names}.", refs[-1], "begin")


def _names(scene: Scene) -> Iterator[Fault]:
    """Two units of one type and one name under one parent, at least one of them by this plan."""
    for name, refs in same_names(scene, exact=True):
        yield Fault(
            f"{len(refs)} đơn vị cùng tên « {name} » trong một đơn vị cấp trên. Đặt tên khác.", refs[-1], "begin"
        )


def same_names(scene: Scene, *, exact: bool) -> list[tuple[str, list[Ref]]]:
    """Names borne twice under one parent; not `exact`: of different types (xã A beside phường A), for a warning."""
    placed: dict[tuple[Ref | None, str], dict[Ref, str]] = defaultdict(dict)
    own: set[Ref] = {unit for unit in scene.altered if unit in scene.now and unit not in scene.plan.ending}
    own |= scene.begun.keys()
    for ref in own:
        type, name = _called(scene, ref)
        placed[scene.parent_after(ref), spoken(name)][ref] = type
    parents = [parent for parent, _ in placed if isinstance(parent, int)]
    standing = UnitVersion.objects.on(scene.day).filter(parent_id__in=parents)
    for row in standing.exclude(Q(unit_id__in=list(scene.plan.ending)) | Q(unit_id__in=list(scene.altered))):
        if (row.parent_id, spoken(row.name)) in placed:
            placed[row.parent_id, spoken(row.name)][row.unit_id] = row.type
    found = []
    for refs in placed.values():
        types = Counter(refs.values())
        for type, count in types.items():
            same = [ref for ref in refs if refs[ref] == type]
            if exact and count > 1:
                found.append((spell(type, _called(scene, next(ref for ref in same if ref in own))[1]), same))
        if not exact and len(types) > 1:
            found.append((_called(scene, next(ref for ref in refs if ref in own))[1], list(refs)))
    return found


def _called(scene: Scene, ref: Ref) -> tuple[str, str]:
    if isinstance(ref, str):
        return scene.begun[ref].type, scene.begun[ref].name
    alter, now = scene.altered[ref], scene.now[ref]
    return alter.type or now.type, alter.name or now.name


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
