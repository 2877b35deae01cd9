"""What a reform of units takes along of how schemes are counted: complete registers, and a province's counting rule.

A register is complete for an heir only where it was for every unit that goes into it, in whole or in part: one
unknown part leaves the whole unknown. A counting rule goes on only where all the forebears had the same.
"""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from tuquan.schemes import tree
from tuquan.schemes.models import CompleteRegister, CountingRule
from tuquan.units import queries as units
from tuquan.units.models import Level, Succession, Unit, UnitVersion
from tuquan.units.placing import close, standing_after
from tuquan.units.reforms.carrying import Going, Touched, touched_at
from tuquan.units.reforms.plan import Plan, Ref

A_DAY = timedelta(days=1)
Forebears = dict[Ref, set[int]]
# How copies are counted from a day on: (from, counted as schemes, until).
Rule = tuple[date, bool, date | None]


@dataclass(frozen=True)
class Outcome:
    """What becomes of the register of an heir. `begins_on` None: it is not complete; `lost`: the heir's own was."""

    heir: Ref
    source: int
    begins_on: date | None
    lost: bool
    unknown: tuple[int, ...] = ()


class RegisterCarrier:
    """Registers declared complete."""

    name = "schemes.register"
    words = "sổ mô hình đã đủ"
    order = 42

    def touched(self, plan: Plan, day: date) -> Sequence[Touched]:
        """One for each heir of a unit whose register was complete; nobody has to choose."""
        found = list(_outcomes(plan, day))
        asked = {key for each in found for key in (*each.unknown, each.source)}
        names = units.versions(asked, day - A_DAY)
        return [self._told(each, {key: row.full_name for key, row in names.items()}, day) for each in found]

    def faults(self, plan: Plan, day: date) -> Sequence[str]:
        return ()

    def carry(self, things: Sequence[Touched], going: Going) -> None:
        """Write the heirs' registers; those of ended units end, and that of an heir which is complete no more."""
        wanted = {thing.key for thing in things}
        outcomes = [each for each in _outcomes(going.plan, going.day) if self._key(each) in wanted]
        heirs = {each.heir: going.unit_of(each.heir) for each in outcomes}
        gone = {*going.plan.ending, *(heirs[each.heir] for each in outcomes if each.lost)}
        close(CompleteRegister.objects.filter(standing_after(going.day), unit_id__in=gone), going)
        ends = dict(Unit.objects.filter(pk__in=heirs.values()).values_list("pk", "ends_on"))
        made = [(heirs[each.heir], each.begins_on) for each in outcomes if each.begins_on is not None]
        going.journal.create_all(
            CompleteRegister(unit_id=unit, begins_on=since, ends_on=until, source=_source(going))
            for unit, since in made
            for until in [ends[unit]]
            if until is None or since < until
        )

    def _key(self, each: Outcome) -> str:
        return f"{self.name}:{each.heir}"

    def _told(self, each: Outcome, names: dict[int, str], day: date) -> Touched:
        if each.begins_on is not None:
            name = f"Sổ mô hình đã đủ của {names.get(each.source, 'đơn vị kết thúc')}"
            note = f"mọi đơn vị cũ đã đủ sổ: đơn vị tiếp nhận đủ sổ từ {max(day, each.begins_on):%d/%m/%Y}"
            return Touched(self._key(each), name, each.source, (each.heir,), each.heir, note=note)
        without = ", ".join(names.get(key, f"đơn vị số {key}") for key in each.unknown)
        note = f"chưa chốt sổ ở {without}: tổng số mô hình của đơn vị tiếp nhận chưa biết cho đến khi chốt sổ lại"
        name = f"Sổ mô hình của đơn vị tiếp nhận {names.get(each.source, '')}".strip()
        goes_to = each.heir if each.lost else None
        return Touched(self._key(each), name, each.source, (each.heir,), goes_to, stays=not each.lost, note=note)


class RuleCarrier:
    """How copies are counted in a province."""

    name = "schemes.counting_rule"
    words = "cách đếm mô hình"
    order = 43

    def touched(self, plan: Plan, day: date) -> Sequence[Touched]:
        """One for each heir of a unit that had a rule; where forebears differ it is said, and nothing goes on."""
        return [
            Touched(
                f"{self.name}:{heir}",
                "Cách đếm bản nhân rộng",
                source,
                (heir,),
                heir if rules else None,
                stays=not rules,
                note="như các đơn vị cũ"
                if rules
                else "các đơn vị cũ đếm khác nhau: đơn vị tiếp nhận theo cách đếm "
                "của mình; chưa đặt thì mỗi bản nhân rộng tính là một mô hình",
            )
            for heir, source, rules in _rules_of_heirs(plan, day)
        ]

    def faults(self, plan: Plan, day: date) -> Sequence[str]:
        return ()

    def carry(self, things: Sequence[Touched], going: Going) -> None:
        """The heir counts as its forebears did; the rules of ended units end with them."""
        wanted = {thing.key for thing in things}
        made = [
            CountingRule(unit_id=unit, copy_is_scheme=counts, begins_on=since, ends_on=until, source=_source(going))
            for heir, _, rules in _rules_of_heirs(going.plan, going.day)
            if f"{self.name}:{heir}" in wanted
            for unit in [going.unit_of(heir)]
            for since, counts, until in rules
        ]
        close(CountingRule.objects.filter(standing_after(going.day), unit_id__in=going.plan.ending), going)
        going.journal.create_all(made)


def _outcomes(plan: Plan, day: date) -> Iterator[Outcome]:
    """For every heir in which a complete register is at stake, heirs first, then units that only lose their upper."""
    rows = CompleteRegister.objects.filter(standing_after(day - A_DAY)).order_by("begins_on")
    since: dict[int, date] = {}
    for row in rows:
        since.setdefault(row.unit_id, row.begins_on)
    if not since or not plan.ending:
        return
    forebears = _forebears(plan, day)
    above = tree.above({*plan.ending, *(key for some in forebears.values() for key in some)}, day - A_DAY)
    if not any(upper in since for uppers in above.values() for upper in uppers):
        return
    held = set(CompleteRegister.objects.filter(standing_after(day)).values_list("unit_id", flat=True))
    given: set[Ref] = set(held - plan.ending.keys())
    for heir, olds in forebears.items():
        ended = sorted(olds & plan.ending.keys())
        starts = {old: [(since[upper], upper) for upper in above[old] if upper in since] for old in olds}
        unknown = tuple(sorted(old for old, some in starts.items() if not some))
        if unknown and heir in held and ended:
            yield Outcome(heir, ended[0], None, lost=True, unknown=unknown)
        elif heir not in held and _at_stake(starts, plan) and ended:
            if not unknown:
                given.add(heir)
            begins_on = None if unknown else max(day, *(min(some)[0] for some in starts.values()))
            yield Outcome(heir, ended[0], begins_on, lost=False, unknown=unknown)
    yield from _left_behind(plan, day, since, given)


def _at_stake(starts: dict[int, list[tuple[date, int]]], plan: Plan) -> bool:
    """Whether a forebear's register was complete by the word of units that all end now."""
    return any(some and all(upper in plan.ending for _, upper in some) for some in starts.values())


def _left_behind(plan: Plan, day: date, since: dict[int, date], given: set[Ref]) -> Iterator[Outcome]:
    """Units that live on while the unit above them, which was complete, does not: each is complete by itself."""
    uppers = plan.ending.keys() & since.keys()
    rows = UnitVersion.objects.on(day - A_DAY).filter(parent_id__in=uppers, unit__level__lte=Level.COMMUNE)
    for row in rows.exclude(unit_id__in=plan.ending).order_by("sort_key", "unit_id"):
        upper = row.parent_id or 0
        goes = touched_at(plan, key=f"units.unit:{row.unit_id}", name="", unit_id=upper).goes_to
        if goes not in given and row.unit_id not in given:
            yield Outcome(row.unit_id, upper, max(day, since[upper]), lost=False)


def _forebears(plan: Plan, day: date) -> Forebears:
    """The units that go into each heir of the plan; a heir that stood already is one of its own."""
    found: Forebears = defaultdict(set)
    for row in plan.end:
        for heir in row.heirs:
            found[heir.unit].add(row.unit)
    keys = [ref for ref in found if isinstance(ref, int)]
    recorded = Succession.objects.filter(new_id__in=keys, change__effective_on=day)
    for old, new in recorded.values_list("old_id", "new_id"):
        found[new].add(old)
    for key in UnitVersion.objects.on(day - A_DAY).filter(unit_id__in=keys).values_list("unit_id", flat=True):
        found[key].add(key)
    return found


def _rules_of_heirs(plan: Plan, day: date) -> Iterator[tuple[Ref, int, list[Rule]]]:
    """(heir, an ended forebear, the rules that it takes over); none where its forebears differ."""
    if not CountingRule.objects.filter(standing_after(day - A_DAY), unit_id__in=plan.ending).exists():
        return
    forebears = _forebears(plan, day)
    standing = {key for heir, olds in forebears.items() for key in olds if key == heir}
    rules: dict[int, list[Rule]] = defaultdict(list)
    asked = {key for olds in forebears.values() for key in olds} | {key for key in forebears if isinstance(key, int)}
    for row in CountingRule.objects.filter(standing_after(day - A_DAY), unit_id__in=asked).order_by("begins_on"):
        until = None if row.ends_on == day and row.unit_id in plan.ending else row.ends_on
        rules[row.unit_id].append((max(row.begins_on, day), row.copy_is_scheme, until))
    for heir, olds in forebears.items():
        same = {tuple(rules[old]) or ((day, True, None),) for old in olds}
        ended = sorted(olds & plan.ending.keys())
        if not ended or not any(rules[old] for old in olds):
            continue
        if len(same) > 1:
            yield heir, ended[0], []
        elif heir not in standing and not (isinstance(heir, int) and rules[heir]):
            yield heir, ended[0], list(next(iter(same)))


def _source(going: Going) -> str:
    return going.basis[:300]
