"""Putting things into a plan and taking them out again."""

from dataclasses import replace

from tuquan.units.reforms.plan import Alter, Begin, End, Plan, Ref


def added(plan: Plan, part: Plan) -> Plan:
    """Both as one; two alterations of the same unit become one."""
    made = replace(plan, alter=()).joined(replace(part, alter=()))
    altered: dict[int, Alter] = {}
    for row in (*plan.alter, *part.alter):
        altered[row.unit] = _over(altered[row.unit], row) if row.unit in altered else row
    return replace(made, alter=tuple(altered.values()))


def twice(plan: Plan, part: Plan) -> set[int]:
    """Units that the part ends or alters although the plan ends them already, or ends although it alters them."""
    ends, alters = set(plan.ending), {row.unit for row in plan.alter}
    return (ends & {row.unit for row in part.alter}) | ((ends | alters) & set(part.ending))


def without(plan: Plan, ref: Ref) -> Plan:
    """Without what happens to one unit; with a unit that would have begun goes everything that rests on it."""
    if isinstance(ref, int):
        end = tuple(row for row in plan.end if row.unit != ref)
        return replace(plan, end=end, alter=tuple(row for row in plan.alter if row.unit != ref))
    gone = _resting_on(plan.begin, ref)
    return replace(
        plan,
        begin=tuple(row for row in plan.begin if row.key not in gone),
        alter=tuple(row for row in plan.alter if row.parent not in gone),
        end=tuple(row for row in (_without_heirs(end, gone) for end in plan.end) if row),
        choices={key: to for key, to in plan.choices.items() if to not in gone},
    )


def _over(first: Alter, second: Alter) -> Alter:
    given = {name: value for name, value in vars(second).items() if value is not None}
    return replace(first, **given)


def _resting_on(begun: tuple[Begin, ...], ref: str) -> set[Ref]:
    gone: set[Ref] = {ref}
    while more := {row.key for row in begun if row.parent in gone} - gone:
        gone |= more
    return gone


def _without_heirs(end: End, gone: set[Ref]) -> End | None:
    heirs = tuple(heir for heir in end.heirs if heir.unit not in gone)
    return None if end.heirs and not heirs else replace(end, heirs=heirs)
