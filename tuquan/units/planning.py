"""From rows of data files to whole lives: every stage of every body, and every law it would break. No database."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import date
from itertools import pairwise

from tuquan.units.models import UnitType
from tuquan.units.seedfile import MILLION, NewUnit, Seed


@dataclass(frozen=True)
class Stage:
    """One version to be: `parent` is the key of a body, "" for the country."""

    begins_on: date
    type: str
    name: str
    code: str
    code_list: str
    parent: str
    grade: str
    source: str
    ends_on: date | None = None
    change: str = ""


@dataclass
class Body:
    key: str
    level: int
    begins_on: date | None
    known_from: date
    ends_on: date | None = None
    stages: list[Stage] = field(default_factory=list)

    @property
    def last_day_of_first_name(self) -> date:
        """A day on which the first stage surely held: for finding the same body elsewhere."""
        first = self.stages[0]
        if first.ends_on is None or first.ends_on <= first.begins_on:
            return first.begins_on
        return date.fromordinal(first.ends_on.toordinal() - 1)


def lives(seed: Seed) -> tuple[dict[str, Body], list[str]]:
    """Each body with its stages, by key, parents first; and every broken law as a Vietnamese sentence."""
    faults: list[str] = []
    bodies = {row.key: _body(row) for row in seed.units}
    faults += _end(seed, bodies)
    later: dict[str, list[NewUnit]] = defaultdict(list)
    for row in seed.versions:
        later[row.key].append(row)
    for key, body in bodies.items():
        faults += _grow(body, sorted(later[key], key=lambda row: row.known_from))
    return bodies, [*faults, *_outside(bodies), *_same_code(bodies), *_loops(seed), *_shares(seed)]


def _body(row: NewUnit) -> Body:
    first = Stage(row.known_from, row.type, row.name, row.code, row.code_list, row.parent, row.grade, row.source)
    return Body(row.key, UnitType(row.type).level, row.begins_on, row.known_from, stages=[first])


def _end(seed: Seed, bodies: dict[str, Body]) -> Iterator[str]:
    days = {act.key: act.effective_on for act in seed.changes}
    for link in seed.successions:
        old, day = bodies[link.old], days[link.change]
        if old.ends_on not in (None, day):
            yield f"successions.csv: « {link.old} » kết thúc hai lần ({old.ends_on} và {day})."
        elif old.known_from >= day:
            yield f"successions.csv: « {link.old} » kết thúc ({day}) trước khi có ({old.known_from})."
        if link.new and bodies[link.new].known_from > day:
            yield f"successions.csv: « {link.new} » chưa có vào ngày kế thừa {day}."
        old.ends_on = day


def _grow(body: Body, rows: list[NewUnit]) -> Iterator[str]:
    for row in rows:
        before = body.stages[-1]
        if row.known_from <= before.begins_on or (body.ends_on is not None and row.known_from >= body.ends_on):
            yield f"versions.csv: « {body.key} » đổi vào {row.known_from}, ngoài đời của đơn vị hoặc trùng ngày."
            continue
        body.stages[-1] = replace(before, ends_on=row.known_from)
        body.stages.append(
            Stage(row.known_from, row.type or before.type, row.name or before.name, row.code or before.code,
                  row.code_list or before.code_list, row.parent or before.parent, row.grade, row.source,
                  change=row.change)
        )  # fmt: skip
    body.stages[-1] = replace(body.stages[-1], ends_on=body.ends_on)


def _outside(bodies: dict[str, Body]) -> Iterator[str]:
    for body in bodies.values():
        for stage in body.stages:
            if UnitType(stage.type).level != body.level:
                yield f"versions.csv: « {body.key} » không thể đổi sang loại của cấp khác từ {stage.begins_on}."
            if not stage.parent:
                continue
            above = bodies[stage.parent]
            if above.level >= body.level:
                yield f"units.csv: « {body.key} » không thể thuộc « {above.key} » cùng cấp hoặc cấp dưới."
            ended = above.ends_on is not None and (stage.ends_on is None or stage.ends_on > above.ends_on)
            if ended or above.known_from > stage.begins_on:
                yield f"« {body.key} » từ {stage.begins_on} nằm ngoài đời của « {above.key} »."


def _same_code(bodies: dict[str, Body]) -> Iterator[str]:
    by_code: dict[tuple[str, str], list[tuple[Stage, str]]] = defaultdict(list)
    for body in bodies.values():
        for stage in body.stages:
            if stage.code:
                by_code[stage.code_list, stage.code].append((stage, body.key))
    for (code_list, code), held in by_code.items():
        held.sort(key=lambda pair: pair[0].begins_on)
        for (first, one), (second, other) in pairwise(held):
            if first.ends_on is None or first.ends_on > second.begins_on:
                yield f"Mã {code} ({code_list}) cùng lúc thuộc « {one} » và « {other} » từ {second.begins_on}."


def _loops(seed: Seed) -> Iterator[str]:
    heirs: dict[str, set[str]] = defaultdict(set)
    for link in seed.successions:
        if link.new:
            heirs[link.old].add(link.new)
    while peeled := [old for old, new in heirs.items() if not (new & heirs.keys())]:
        for old in peeled:
            del heirs[old]
    if heirs:
        yield f"successions.csv: kế thừa đi vòng tròn qua {', '.join(sorted(heirs))}."


def _shares(seed: Seed) -> Iterator[str]:
    total: dict[str, int] = defaultdict(int)
    for link in seed.successions:
        total[link.old] += link.share or 0
    for old, share in total.items():
        if share > MILLION:
            yield f"successions.csv: các phần được chia của « {old} » cộng lại quá 100%."
