"""Reforms from a folder in the format of `load_units`: units, versions, changes, successions, and choices.csv.

A row of units.csv that stands in the database already is only referred to. Each act becomes one reform, in the
order of the days in force: a later act may rest on what an earlier one of the same folder founds.
"""

import csv
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from django.db import transaction

from tuquan.units.errors import DataFaulty
from tuquan.units.models import Change, Reform, Succession, Unit, UnitType, UnitVersion
from tuquan.units.planning import Body, Stage, lives
from tuquan.units.reforms import procedure
from tuquan.units.reforms.carrying import all_at
from tuquan.units.reforms.checking import examine, touched_by
from tuquan.units.reforms.fault import Fault
from tuquan.units.reforms.plan import Alter, Begin, End, HeirOf, Plan, Ref
from tuquan.units.reforms.preview import Preview, shown
from tuquan.units.reforms.scene import Scene
from tuquan.units.seedfile import Act, Seed, parse
from tuquan.units.standing import Standing

if TYPE_CHECKING:
    from tuquan.ground.audit import Actor

ALL = all_at(0).removesuffix("0")
OF_PART = {"begin": ("units.csv", "key"), "alter": ("versions.csv", "key"), "end": ("successions.csv", "old")}


@dataclass
class Folder:
    """What the files say; `at` finds the row of a key, `choices` the rows of choices.csv (thing, heir)."""

    seed: Seed
    bodies: dict[str, Body]
    choices: list[tuple[str, str]]
    at: dict[tuple[str, str], int]
    faults: list[str] = field(default_factory=list)
    used: set[str] = field(default_factory=set)


@dataclass
class Done:
    """One act of a folder: its reform with what it does, or why it is none."""

    act: Act
    reform: Reform | None = None
    preview: Preview | None = None
    faults: list[str] = field(default_factory=list)


def carry_out(folder: Path, *, by: "Actor | None", scope_id: int | None = None, commit: bool = False) -> list[Done]:
    """Every act of a folder, drafted, looked at and carried out; rolled back unless `commit`.

    Raises DataFaulty with all faults of all acts (file, row, column): then nothing was written.
    """
    with transaction.atomic():
        read = read_folder(folder)
        done = [_one(read, act, by, scope_id) for act in sorted(read.seed.changes, key=lambda act: act.effective_on)]
        told = [*read.faults, *(fault for one in done for fault in one.faults), *_left_over(read)]
        faults = list(dict.fromkeys(told))
        if faults:
            raise DataFaulty(faults)
        transaction.set_rollback(not commit)
    return done


def read_folder(folder: Path) -> Folder:
    """The files as they are; rows that name nothing are left out and told in `faults`."""
    seed, faults = parse(folder)
    at = {("units.csv", row.key): n for n, row in enumerate(seed.units, 2)}
    at |= {("versions.csv", f"{row.key} {row.known_from}"): n for n, row in enumerate(seed.versions, 2)}
    at |= {("successions.csv", f"{row.change} {row.old}"): n for n, row in reversed([*enumerate(seed.successions, 2)])}
    sound = _sound(seed)
    bodies, broken = lives(sound)
    choices, wrong = _choices(folder, bodies)
    # The acts are examined one by one, with names: what the files alone show is told only where they are silent.
    late = [fault for fault in broken if fault.startswith("versions.csv")]
    return Folder(sound, bodies, choices, at, [*faults, *late, *wrong])


def plan_of(folder: Folder, act: Act, keys: dict[str, int]) -> Plan:
    """What one act does to units that stand (`keys`: unit by key of the file) and to new ones."""
    own = {key for key in folder.bodies if key not in keys and _act_of(folder, key) == act.key}

    def ref(key: str) -> Ref:
        return keys.get(key, key)

    begin = tuple(_begin(folder.bodies[key], ref) for key in folder.bodies if key in own)
    alter = tuple(a for key, unit in keys.items() for a in _alters(folder, act, key, unit, ref))
    heirs: dict[int, list[HeirOf]] = {}
    for link in folder.seed.successions:
        if link.change == act.key and link.old in keys and not _recorded(keys[link.old], act):
            held = heirs.setdefault(keys[link.old], [])
            if link.new:
                held.append(HeirOf(ref(link.new), link.whole, link.share, link.share_basis))
    plan = Plan(begin, alter, tuple(End(unit, tuple(some)) for unit, some in heirs.items()))
    return replace(plan, choices=_chosen(folder, act, plan, keys))


def _chosen(folder: Folder, act: Act, plan: Plan, keys: dict[str, int]) -> dict[str, Ref]:
    """The choices that speak of this act's things."""
    if not folder.choices:
        return {}
    touched = {
        thing.key for _, some in touched_by(plan, act.effective_on, Scene(plan, act.effective_on)) for thing in some
    }
    found: dict[str, Ref] = {}
    for thing, heir in folder.choices:
        unit = keys.get(thing.removeprefix(ALL)) if thing.startswith(ALL) else None
        key = thing if unit is None else all_at(unit)
        if key in touched or unit in plan.ending:
            found[key] = keys.get(heir, heir)
            folder.used.add(thing)
    return found


def _one(folder: Folder, act: Act, by: "Actor | None", scope_id: int | None) -> Done:
    if not (act.title and act.act_number) or act.effective_on == date.min:
        # What is missing was told when the row was read.
        return Done(act)
    keys, clashes = Standing().match(folder.bodies.values())
    plan = plan_of(folder, act, keys)
    lost = [*clashes, *_nowhere(folder, act, keys)]
    if not lost and not (plan.begin or plan.alter or plan.end):
        # The same folder a second time.
        known = Change.objects.filter(act_number=act.act_number, effective_on=act.effective_on).exists()
        return Done(act, faults=[] if known else [f"changes.csv, {act.act_number}: không thay đổi đơn vị nào."])
    reform = procedure.draft(
        by=by, title=act.title, act_number=act.act_number, act_date=act.act_date, issuer=act.issuer,
        effective_on=act.effective_on, grade=act.grade, source=act.source, plan=plan, scope_id=scope_id,
    )  # fmt: skip
    seen = examine(reform)
    found = {unit: key for key, unit in keys.items()}
    told = [_placed(folder, act, fault, found) for fault in seen.faults]
    if not told and not lost:
        reform = procedure.commit(by=by, reform=reform, version=reform.version)
    return Done(act, reform, shown(seen), [*lost, *told])


def _begin(body: Body, ref: Callable[[str], Ref]) -> Begin:
    stage = body.stages[0]
    parent = ref(stage.parent) if stage.parent else None
    return Begin(body.key, stage.type, stage.name, parent, stage.code, stage.code_list)


def _alters(folder: Folder, act: Act, key: str, unit: int, ref: Callable[[str], Ref]) -> Iterator[Alter]:
    """A later stage of a standing body that begins with this act, as far as it is not so yet."""
    for stage in folder.bodies[key].stages[1:]:
        if stage.begins_on == act.effective_on and (stage.change or _by_day(folder, stage)) == act.key:
            now = UnitVersion.objects.on(stage.begins_on).filter(unit_id=unit).first()
            parent = ref(stage.parent) if stage.parent else None
            alter = Alter(
                unit,
                name=stage.name if now is None or now.name != stage.name else None,
                type=stage.type if now is None or now.type != stage.type else None,
                parent=parent if now is None or now.parent_id != parent else None,
                code=stage.code if now is None or now.code != stage.code else None,
                code_list=stage.code_list if now is None or now.code_list != stage.code_list else None,
            )
            if alter != Alter(unit):
                yield alter


def _recorded(unit: int, act: Act) -> bool:
    """Whether this end is known already: by this very act, on this day."""
    links = Succession.objects.filter(old_id=unit, change__act_number=act.act_number)
    ended = Unit.objects.filter(pk=unit, ends_on=act.effective_on).exists()
    return ended and (links.exists() or not Succession.objects.filter(old_id=unit).exists())


def _act_of(folder: Folder, key: str) -> str:
    """The act that founds a body: the one whose heir it is, else the first in force on its day."""
    body = folder.bodies[key]
    days = {act.key: act.effective_on for act in folder.seed.changes}
    named = (link.change for link in folder.seed.successions if link.new == key)
    return next((act for act in named if days[act] == body.known_from), _by_day(folder, body.stages[0]))


def _by_day(folder: Folder, stage: Stage) -> str:
    return next((act.key for act in folder.seed.changes if act.effective_on == stage.begins_on), "")


def _nowhere(folder: Folder, act: Act, keys: dict[str, int]) -> Iterator[str]:
    """Units that the act rests on, which neither stand nor are founded by an act that could be carried out."""
    named = {key for link in folder.seed.successions if link.change == act.key for key in (link.old, link.new) if key}
    named |= {folder.bodies[key].stages[0].parent for key in folder.bodies if _act_of(folder, key) == act.key} - {""}
    for key in sorted(named - keys.keys()):
        # What no act founds at all is told once, for the whole folder.
        if _act_of(folder, key) not in ("", act.key):
            yield (
                f"units.csv, dòng {folder.at['units.csv', key]}, cột key: « {folder.bodies[key].stages[0].name} » "
                f"không có trong danh mục ngày {act.effective_on:%d/%m/%Y} và không văn bản nào ở đây lập được."
            )


def _left_over(folder: Folder) -> Iterator[str]:
    """Rows that came to nothing: units that no act founds, choices of things that no act touches."""
    keys, _ = Standing().match(folder.bodies.values())
    for key, body in folder.bodies.items():
        if key not in keys and not _act_of(folder, key):
            yield (
                f"units.csv, dòng {folder.at['units.csv', key]}, cột known_from: « {body.stages[0].name} » không có "
                f"trong danh mục, và không văn bản nào có hiệu lực ngày {body.known_from:%d/%m/%Y} để lập."
            )
    for at, (thing, _) in enumerate(folder.choices, 2):
        if thing not in folder.used:
            yield f"choices.csv, dòng {at}, cột thing: lần sắp xếp này không động đến « {thing} »."


def _placed(folder: Folder, act: Act, fault: Fault, found: dict[int, str]) -> str:
    file, column = OF_PART.get(fault.part, ("", ""))
    key = fault.ref if isinstance(fault.ref, str) else found.get(fault.ref or 0, "")
    if fault.part == "choices":
        return f"choices.csv, cột heir: {fault.text}"
    if fault.part == "things":
        return f"{act.act_number}: {fault.text} Ghi vào choices.csv với thing = {fault.column}."
    exact = {"alter": f"{key} {act.effective_on}", "end": f"{act.key} {key}"}.get(fault.part, key)
    row = folder.at.get((file, exact))
    return (
        f"{file}, dòng {row}, cột {fault.column or column}: {fault.text}" if row else f"{act.act_number}: {fault.text}"
    )


def _sound(seed: Seed) -> Seed:
    """Only rows that name what there is: the others were told as faults already."""
    units, keys = [], set[str]()
    for row in seed.units:
        if row.key and row.key not in keys and row.type in UnitType.values and (not row.parent or row.parent in keys):
            units.append(row)
            keys.add(row.key)
    acts = {act.key for act in seed.changes}
    versions = [v for v in seed.versions if v.key in keys and (not v.parent or v.parent in keys)]
    versions = [v for v in versions if not v.type or v.type in UnitType.values]
    links = [s for s in seed.successions if s.change in acts and s.old in keys and (not s.new or s.new in keys)]
    return Seed(tuple(units), tuple(versions), seed.changes, tuple(links))


def _choices(folder: Path, bodies: dict[str, Body]) -> tuple[list[tuple[str, str]], list[str]]:
    """choices.csv: thing ("schemes.scheme:12", or "all-at:<key>" for all of a unit) and heir, a key of units.csv."""
    place = folder / "choices.csv"
    if not place.exists():
        return [], []
    try:
        text = place.read_text("utf-8-sig")
    except (OSError, UnicodeDecodeError):
        return [], ["choices.csv: không đọc được tệp, hoặc tệp không phải UTF-8."]
    rows: list[tuple[str, str]] = []
    faults: list[str] = []
    for at, row in enumerate(csv.DictReader(text.splitlines()), 2):
        thing, heir = (row.get("thing") or "").strip(), (row.get("heir") or "").strip()
        if not thing:
            faults.append(f"choices.csv, dòng {at}, cột thing: còn trống.")
        elif heir not in bodies:
            faults.append(f"choices.csv, dòng {at}, cột heir: không có đơn vị nào mang khóa « {heir} ».")
        else:
            rows.append((thing, heir))
    return rows, faults
