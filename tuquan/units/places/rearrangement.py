"""A sheet of re-arrangement (old hamlet → new hamlet) as one plan for the whole commune.

Several old to one new: merged; one to several: divided; one to one under another name: the same body renamed.
A hamlet made of several, or of a part, is a new body also when it bears an old name: its area is another.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from tuquan.sheets import Table, find_heading
from tuquan.units.models import UnitType, UnitVersion
from tuquan.units.places.errors import SheetFaulty
from tuquan.units.places.hamlets import commune_on, hamlets_of
from tuquan.units.places.names import name_key, same_words
from tuquan.units.places.rearrange_rows import COLUMNS, Form, Moved, New, Reading, read_rows
from tuquan.units.places.sizes import size_words
from tuquan.units.reforms.plan import Alter, Begin, Counted, End, HeirOf, Plan, Ref


class Step(StrEnum):
    """What becomes of a hamlet."""

    KEPT = "kept"
    RENAMED = "renamed"
    MERGED = "merged"
    SPLIT = "split"
    ABOLISHED = "abolished"
    FOUNDED = "founded"


@dataclass(frozen=True)
class Line:
    """One new (or kept, or abolished) hamlet: the full names it comes from, and in words what happens."""

    where: str
    step: Step
    olds: tuple[str, ...]
    new: str
    words: str
    households: int | None = None
    population: int | None = None


@dataclass(frozen=True)
class Rearrangement:
    """`plan` is for reforms.procedure.draft (new sizes are in it); `unmentioned` hamlets stay as they are."""

    commune_id: int
    day: date
    plan: Plan
    lines: tuple[Line, ...]
    faults: tuple[str, ...]
    unmentioned: tuple[str, ...]
    notes: tuple[str, ...]

    @property
    def ready(self) -> bool:
        """Whether the sheet has no fault and changes anything."""
        return not self.faults and bool(self.plan.begin or self.plan.alter or self.plan.end)


@dataclass
class _Made:
    """One new hamlet with the rows that speak of it and the old ones that go there."""

    new: New
    rows: list[Moved] = field(default_factory=list)
    olds: dict[int, UnitVersion] = field(default_factory=dict)


@dataclass
class _Graph:
    """Who goes where: `news` by type and folded name; `goes` the new ones of each old; `kept` and `gone` by row."""

    news: dict[tuple[UnitType, str], _Made] = field(default_factory=dict)
    goes: dict[int, list[_Made]] = field(default_factory=dict)
    kept: dict[int, Moved] = field(default_factory=dict)
    gone: dict[int, Moved] = field(default_factory=dict)

    def renames(self, made: _Made) -> bool:
        """One to one: the same body, under the same or another name."""
        return len(made.olds) == 1 and len(self.goes[next(iter(made.olds))]) == 1


def read(*, commune_id: int, day: date, tables: Sequence[Table]) -> Rearrangement:
    """The plan that the tables ask for, on the hamlets that stand on `day`, the day it takes force."""
    commune_on(commune_id, day)
    found = find_heading(tables, COLUMNS)
    if isinstance(found, str):
        return Rearrangement(commune_id, day, Plan(), (), (found,), (), ())
    reading = Reading(hamlets_of(commune_id, day), faults=list(found.faults))
    rows = read_rows(found, reading)
    graph = _graph(rows, reading)
    reading.faults += [*_forms(rows, graph), *_names(graph, reading.standing), *_counts(graph)]
    notes = [*reading.notes, *(f"Bỏ qua dòng cộng ở {record.where()}." for record in found.totals)]
    if found.unused:
        notes.insert(0, "Không dùng cột " + ", ".join(f"« {name} »" for name in found.unused) + ".")
    spoken_of = graph.goes.keys() | graph.kept.keys() | graph.gone.keys()
    left = tuple(row.full_name for row in reading.standing if row.unit_id not in spoken_of)
    plan = Plan() if reading.faults else _plan(graph, commune_id)
    lines = tuple(_lines(graph))
    return Rearrangement(commune_id, day, plan, lines, tuple(reading.faults), left, tuple(notes))


def plan_of(rearrangement: Rearrangement) -> Plan:
    """The plan of a faultless sheet. Raises SheetFaulty with every fault."""
    if rearrangement.faults:
        raise SheetFaulty(rearrangement.faults)
    return rearrangement.plan


def _graph(rows: Sequence[Moved], reading: Reading) -> _Graph:
    graph = _Graph()
    for row in rows:
        for old in row.olds:
            _once(graph, row, old, reading)
        for new in row.news:
            made = graph.news.setdefault(new.key, _Made(new))
            made.rows.append(row)
            for old in row.olds:
                if old.unit_id in made.olds:
                    reading.faults.append(
                        f"{row.record.where()}: « {old.full_name} » → « {new.full_name} » ghi hai lần."
                    )
                    continue
                made.olds[old.unit_id] = old
                graph.goes.setdefault(old.unit_id, []).append(made)
    return graph


def _once(graph: _Graph, row: Moved, old: UnitVersion, reading: Reading) -> None:
    """A hamlet is kept, abolished or goes somewhere: two of these contradict one another."""
    mine = graph.gone if row.form == Form.ABOLISHED else graph.kept
    before = graph.kept.get(old.unit_id) or graph.gone.get(old.unit_id)
    if before is None and old.unit_id in graph.goes and not row.news:
        before = graph.goes[old.unit_id][0].rows[0]
    if before is not None:
        reading.faults.append(
            f"{row.record.where('old')}: « {old.full_name} » đã có ở {before.record.where('old')} với nội dung khác. "
            "Giữ một dòng, hoặc ghi đủ các thôn mới nếu chia tách."
        )
    elif not row.news:
        mine[old.unit_id] = row


def _forms(rows: Sequence[Moved], graph: _Graph) -> Iterator[str]:
    """What the column of forms says must be what the names say."""
    for row in rows:
        if row.form is None or not row.news:
            continue
        made = [graph.news[new.key] for new in row.news]
        alone = all(graph.renames(one) for one in made if one.olds)
        parted = any(len(graph.goes.get(old.unit_id, ())) > 1 for old in row.olds)
        same = alone and all(_same(one) for one in made)
        wrong = {
            Form.KEPT: not same,
            Form.RENAMED: not alone,
            Form.MERGED: all(len(one.olds) < 2 for one in made) or (parted and len(row.news) == 1),
            Form.SPLIT: not parted,
            Form.FOUNDED: bool(row.olds),
        }[row.form]
        if wrong:
            yield (
                f"{row.record.where('form')}: ghi « {row.form} » nhưng theo các dòng thì "
                f"{_words(graph, made[0])}. Sửa hình thức hoặc tên thôn."
            )


def _names(graph: _Graph, standing: Sequence[UnitVersion]) -> Iterator[str]:
    """New names that are spelt in two ways, or that a hamlet which stays bears already."""
    leaving = {unit for unit, news in graph.goes.items() if not (graph.renames(news[0]) and _same(news[0]))}
    leaving |= graph.gone.keys()
    stays = [row for row in standing if row.unit_id not in leaving]
    for made in graph.news.values():
        yield from _spellings(graph, made)
        for row in stays:
            if (row.type, name_key(row.name)) == made.new.key and row.unit_id not in made.olds:
                yield (
                    f"{made.rows[0].record.where('new')}: trong xã còn « {row.full_name} » không sắp xếp. "
                    f"Chọn tên khác; nếu nhập vào thôn ấy thì thêm dòng « {row.full_name} » → « {made.new.full_name} »."
                )


def _spellings(graph: _Graph, made: _Made) -> Iterator[str]:
    for row in made.rows:
        for new in row.news:
            if new.key == made.new.key and not same_words(new.name, made.new.name):
                yield (
                    f"{row.record.where('new')}: « {new.full_name} » chỉ khác dấu với « {made.new.full_name} » "
                    f"ở {made.rows[0].record.where('new')}. Viết thống nhất."
                )
    for other in graph.news.values():
        twin = other.new.key[1] == made.new.key[1] and other.new.type != made.new.type
        if twin and not made.new.said:
            yield (
                f"{made.rows[0].record.where('new')}: chưa rõ « {made.new.name} » là {made.new.full_name} hay "
                f"{other.new.full_name}. Ghi loại trước tên."
            )


def _counts(graph: _Graph) -> Iterator[str]:
    for made in graph.news.values():
        for what, number in (("số hộ", "households"), ("nhân khẩu", "population")):
            given = {value for row in made.rows if (value := getattr(row, number)) is not None}
            if len(given) > 1:
                yield (
                    f"{made.rows[-1].record.where()}: {what} của « {made.new.full_name} » ghi khác nhau ở các dòng. "
                    "Ghi một lần, hoặc ghi giống nhau."
                )
    for made in graph.news.values():
        if any(len(row.news) > 1 and (row.households, row.population) != (None, None) for row in made.rows):
            yield f"{made.rows[0].record.where()}: dòng có nhiều thôn mới thì không rõ số hộ của thôn nào. Tách dòng."


def _plan(graph: _Graph, commune_id: int) -> Plan:
    refs: dict[tuple[UnitType, str], Ref] = {}
    begin: list[Begin] = []
    alter: list[Alter] = []
    sizes: list[Counted] = []
    for key, made in graph.news.items():
        if made.olds and graph.renames(made):
            old = next(iter(made.olds.values()))
            refs[key] = old.unit_id
            alter += [] if _same(made) else [_altered(old, made.new)]
        else:
            refs[key] = f"n{len(begin) + 1}"
            begin.append(Begin(f"n{len(begin) + 1}", made.new.type, made.new.name, commune_id))
        sizes += _counted(refs[key], made.rows)
    for unit_id, row in graph.kept.items():
        sizes += _counted(unit_id, [row])
    end = [
        End(unit, tuple(HeirOf(refs[made.new.key], whole=len(news) == 1) for made in news))
        for unit, news in graph.goes.items()
        if not graph.renames(news[0])
    ]
    end += [End(unit_id) for unit_id in graph.gone]
    return Plan(tuple(begin), tuple(alter), tuple(end), sizes=tuple(sizes))


def _altered(old: UnitVersion, new: New) -> Alter:
    return Alter(
        old.unit_id,
        name=None if same_words(old.name, new.name) else new.name,
        type=None if old.type == new.type else new.type,
    )


def _counted(ref: Ref, rows: Sequence[Moved]) -> list[Counted]:
    households = next((row.households for row in rows if row.households is not None), None)
    population = next((row.population for row in rows if row.population is not None), None)
    return [] if (households, population) == (None, None) else [Counted(ref, households, population)]


def _same(made: _Made) -> bool:
    """Whether the one old hamlet already bears that name and type."""
    old = next(iter(made.olds.values()), None)
    return old is not None and old.type == made.new.type and same_words(old.name, made.new.name)


def _lines(graph: _Graph) -> Iterator[Line]:
    for made in graph.news.values():
        counts = _counted(0, made.rows)
        yield Line(
            made.rows[0].record.where(), _step(graph, made), tuple(old.full_name for old in made.olds.values()),
            made.new.full_name, _words(graph, made) + _counts_words(counts),
            *((counts[0].households, counts[0].population) if counts else ()),
        )  # fmt: skip
    for found, step, words in ((graph.kept, Step.KEPT, "giữ nguyên"), (graph.gone, Step.ABOLISHED, "giải thể")):
        for unit_id, row in found.items():
            name = next(old.full_name for old in row.olds if old.unit_id == unit_id)
            yield Line(row.record.where(), step, (name,), name if step == Step.KEPT else "", words)


def _step(graph: _Graph, made: _Made) -> Step:
    if not made.olds:
        return Step.FOUNDED
    if graph.renames(made):
        return Step.KEPT if _same(made) else Step.RENAMED
    parted = any(len(graph.goes[unit]) > 1 for unit in made.olds)
    return Step.SPLIT if parted else Step.MERGED


def _words(graph: _Graph, made: _Made) -> str:
    step = _step(graph, made)
    if step in (Step.KEPT, Step.FOUNDED):
        return "giữ nguyên" if step == Step.KEPT else "lập mới"
    if step == Step.RENAMED:
        return f"« {next(iter(made.olds.values())).full_name} » đổi thành « {made.new.full_name} »"
    parts = [
        f"{'một phần' if len(graph.goes[unit]) > 1 else 'toàn bộ'} {old.full_name}" for unit, old in made.olds.items()
    ]
    return f"« {made.new.full_name} » lập từ {', '.join(parts)}"


def _counts_words(counts: Sequence[Counted]) -> str:
    shown = size_words(counts[0].households, counts[0].population) if counts else ""
    return f"; {shown}" if shown else ""
