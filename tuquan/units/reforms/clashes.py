"""Codes and names that two units would bear at once after a reform."""

from collections import Counter, defaultdict
from collections.abc import Iterator

from django.db.models import Q

from tuquan.units.models import UnitVersion
from tuquan.units.naming import spoken
from tuquan.units.placing import standing_after
from tuquan.units.reforms.fault import Fault, part_of
from tuquan.units.reforms.plan import Ref
from tuquan.units.reforms.scene import Scene, spell


def codes(scene: Scene) -> Iterator[Fault]:
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
                    f"« {version.full_name} ». Kiểm tra lại mã.", ref, part_of(ref), "code",
                )  # fmt: skip
    for (named, code), refs in given.items():
        if len(set(refs)) > 1:
            names = " và ".join(f"« {scene.name_after(ref)} »" for ref in refs)
            yield Fault(f"Mã {code} ({named}) được dùng cho cả {names}.", refs[-1], part_of(refs[-1]), "code")


def names(scene: Scene) -> Iterator[Fault]:
    """Two units of one type and one name under one parent, at least one of them by this plan."""
    for name, refs in same_names(scene, exact=True):
        own = next((ref for ref in reversed(refs) if ref in scene.begun or ref in scene.altered), None)
        yield Fault(
            f"{len(refs)} đơn vị cùng tên « {name} » trong một đơn vị cấp trên. Đặt tên khác.",
            own,
            part_of(own),
            "name",
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
