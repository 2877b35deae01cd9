"""What a reform would do: units before and after, and everything it touches, with counts and names."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field

from tuquan.units.models import Reform
from tuquan.units.reforms import undoing
from tuquan.units.reforms.carrying import Carrier, Touched
from tuquan.units.reforms.checking import Examined, examine
from tuquan.units.reforms.plan import Plan, Ref, from_json
from tuquan.units.reforms.scene import Scene


@dataclass(frozen=True)
class UnitLine:
    """One unit of the plan. `before`/`after`: its full name with its parent, "" where it is not there."""

    ref: Ref
    before: str
    after: str
    what: str
    heirs: list[str] = field(default_factory=list)


@dataclass(frozen=True)
class Group:
    """Everything of one kind that is touched; `words` is its Vietnamese heading."""

    name: str
    words: str
    things: list[Touched]
    undecided: int


@dataclass(frozen=True)
class Preview:
    """`ready`: nothing is faulty, nothing undecided: `commit` would go through now. `warnings` stop nothing."""

    faults: list[str]
    units: list[UnitLine]
    groups: list[Group]
    ready: bool
    warnings: list[str] = field(default_factory=list)
    names: dict[Ref, str] = field(default_factory=dict)

    def name_of(self, ref: Ref) -> str:
        """The full name of a unit of the plan, standing (int) or to be founded (str)."""
        return self.names.get(ref, f"đơn vị số {ref}")


def preview(reform: Reform) -> Preview:
    """Compute it; nothing is written. A reform already carried out, undone or discarded shows what it did."""
    if reform.state != Reform.State.DRAFT:
        return _past(reform)
    return shown(examine(reform))


def shown(seen: Examined) -> Preview:
    """A draft that was examined, as a page or a terminal shows it."""
    sentences = seen.sentences
    groups = groups_of(seen.things)
    return Preview(
        sentences, list(lines(seen.scene)), groups, not sentences, seen.warnings, names_of(seen.scene, groups)
    )


def can_undo(reform: Reform) -> list[str]:
    """Why it cannot be undone, as Vietnamese sentences; [] when it can."""
    return undoing.reasons_against(reform)


def groups_of(things: list[tuple[Carrier, list[Touched]]]) -> list[Group]:
    """The carriers that have anything, in their order."""
    return [
        Group(carrier.name, carrier.words, some, sum(thing.undecided for thing in some))
        for carrier, some in things
        if some
    ]


def names_of(scene: Scene, groups: list[Group]) -> dict[Ref, str]:
    """Names for everything that a page shows of the preview."""
    refs: set[Ref] = {*scene.begun, *scene.units}
    refs |= {ref for group in groups for thing in group.things for ref in thing.heirs}
    return {ref: scene.name_of(ref) for ref in refs}


def lines(scene: Scene) -> Iterator[UnitLine]:
    """Units ended, then begun, then altered."""
    plan = scene.plan
    for row in plan.end:
        heirs = [scene.name_after(heir.unit) for heir in row.heirs]
        yield UnitLine(row.unit, _placed(scene, row.unit), "", _end_word(plan, row.unit), heirs)
    olds: dict[Ref, list[str]] = defaultdict(list)
    for row in plan.end:
        for heir in row.heirs:
            olds[heir.unit].append(scene.name_of(row.unit))
    for begin in plan.begin:
        what = f"thành lập từ {', '.join(olds[begin.key])}" if begin.key in olds else "thành lập mới"
        yield UnitLine(begin.key, "", _named(scene.name_of(begin.key), _above(scene, begin.key)), what)
    for alter in plan.alter:
        after = _named(scene.name_after(alter.unit), _above(scene, alter.unit))
        yield UnitLine(alter.unit, _placed(scene, alter.unit), after, _alter_word(scene, alter.unit))


def _end_word(plan: Plan, unit: int) -> str:
    heirs = plan.ending[unit]
    if not heirs:
        return "giải thể"
    return "chia" if len(heirs) > 1 else "nhập toàn bộ" if heirs[0].whole else "nhập một phần"


def _alter_word(scene: Scene, unit: int) -> str:
    row, now = scene.altered[unit], scene.before(unit)
    done = [
        word for word, there in (
            ("đổi tên", row.name is not None and (now is None or now.name != row.name)),
            ("đổi loại", row.type is not None and (now is None or now.type != row.type)),
            ("chuyển đơn vị cấp trên", row.parent is not None and (now is None or now.parent_id != row.parent)),
            ("đổi mã", row.code is not None or row.code_list is not None),
        ) if there
    ]  # fmt: skip
    return ", ".join(done) or "giữ nguyên"


def _placed(scene: Scene, unit: int) -> str:
    row = scene.before(unit)
    return _named(scene.name_of(unit), scene.name_of(row.parent_id) if row and row.parent_id else "")


def _above(scene: Scene, ref: Ref) -> str:
    parent = scene.parent_after(ref)
    return "" if parent is None else scene.name_after(parent)


def _named(name: str, parent: str) -> str:
    return f"{name} ({parent})" if parent else name


def _past(reform: Reform) -> Preview:
    scene = Scene(from_json(reform.plan), reform.effective_on)
    kept = reform.plan.get("carried", [])
    groups = [Group(group["name"], group["words"], [_thing(row) for row in group["things"]], 0) for group in kept]
    return Preview([], list(lines(scene)), groups, False, [], names_of(scene, groups))


def _thing(row: dict[str, object]) -> Touched:
    return Touched(**{**row, "heirs": tuple(row["heirs"])})  # type: ignore[arg-type]
