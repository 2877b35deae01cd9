"""A question as one statement of DuckDB over base files, changed rows and the tree."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from tuquan.reporting.facts.counting import OWN, SILENT, UNIT, quoted
from tuquan.reporting.facts.windows import Loaded
from tuquan.reporting.models import Indicator, OverUnits

# The sum of what was said, taken apart again.
SPLIT = (
    f"coalesce(counted % {OWN}, 0)::INTEGER AS got, coalesce(counted // {SILENT}, 0)::INTEGER AS silent, "
    f"coalesce(counted % {OWN} + counted % {SILENT} // {OWN}, 0)::INTEGER AS said"
)


@dataclass(frozen=True)
class Part:
    """Lines that are added alike over some windows: (window key, column, ground) of each, what is loaded of them.

    `apart`: columns of several windows over which these lines are not added.
    """

    placed: Sequence[tuple[int, int, int]]
    loaded: Sequence[Loaded]
    lines: Sequence[Indicator]
    tops: str
    restated: bool
    without_gone: bool
    apart: tuple[int, ...] = ()

    @property
    def keys(self) -> str:
        return listed(key for key in dict.fromkeys(row[0] for row in self.placed))

    @property
    def grounds(self) -> str:
        return listed(dict.fromkeys(row[2] for row in self.placed))


def listed(keys: Iterable[int]) -> str:
    """Our own whole numbers as SQL, never typed words; never an empty list."""
    return ", ".join(str(int(key)) for key in keys) or "NULL"


def tops(units: Sequence[int], depths: Sequence[int]) -> str:
    """Which rows of the tree are asked: the units themselves, those under them, those under these."""
    columns = ("top", "parent", "grandparent")
    return "(" + " OR ".join(f"t.{columns[depth]} IN ({listed(units)})" for depth in depths) + ")"


def source(part: Part, columns: str) -> str:
    """The rows of the windows as they count now: bases without the units that changed, and these."""
    lines = listed(line.pk for line in part.lines)
    plain = [row for row in part.loaded if row.file is not None and not row.changed]
    changed = [row for row in part.loaded if row.file is not None and row.changed]
    selects = []
    if plain:
        selects.append(f"SELECT {columns} FROM {files(plain)} WHERE indicator IN ({lines})")
    if changed:
        selects.append(
            f"SELECT {columns} FROM {files(changed)} f WHERE indicator IN ({lines}) AND NOT EXISTS "
            "(FROM changed c WHERE c.span = f.span AND c.unit = f.unit)"
        )
    if changed or len(plain) < len(part.loaded):
        keys = listed(row.key for row in part.loaded)
        selects.append(f"SELECT {columns} FROM delta WHERE span IN ({keys}) AND indicator IN ({lines})")
    return " UNION ALL ".join(selects)


def files(rows: Sequence[Loaded]) -> str:
    """Exactly these bases, never a glob."""
    names = ", ".join(f"'{quoted(row.file)}'" for row in rows if row.file is not None)
    return f"read_parquet([{names}])"


def select(part: Part) -> str:
    """The rows of one part, in the order of question.Row."""
    ratios = listed(line.pk for line in part.lines if line.over_units == OverUnits.RATIO)
    alone = listed(line.pk for line in part.lines if line.over_units not in (OverUnits.SUM, OverUnits.RATIO))
    has_ratios, has_alone = ratios != "NULL", alone != "NULL" or bool(part.apart)
    value, answer, left, left_units, whole = "value", "value IS NULL", "0", "0", "NULL"
    if has_ratios:
        # Shares without their whole are left out, but for one that stands alone.
        several = f"(indicator IN ({ratios}) AND said > 1)"
        value = f"CASE WHEN {several} THEN shared ELSE value END"
        answer = f"value IS NULL OR ({several} AND shared IS NULL AND said > lacking)"
        left, left_units = (f"CASE WHEN {several} THEN {name} ELSE 0 END" for name in ("lacking", "lacking_units"))
        whole = "whole"
    addable = "1"
    if has_alone:
        apart = f" OR col IN ({listed(part.apart)})" if part.apart else ""
        addable = f"CASE WHEN (indicator IN ({alone}) AND said > 1){apart} THEN 0 ELSE 1 END"
    unsure = "unsure + CASE WHEN o.units IS NULL THEN 0 ELSE 1 END" if part.restated else "0"
    known = " AND ".join((*([f"{unsure} = 0"] if part.restated else []), *([f"{addable} = 1"] if has_alone else [])))
    shown = f"CASE WHEN {known} THEN %s END" if known else "%s"
    counted = "standing" if part.without_gone else "units"
    expected = f"coalesce(e.{counted}, 0)" + (" + coalesce(o.units, 0)" if part.restated else "")
    asked = "got + silent > 0" + (" OR unsure > 0" if part.restated else "")
    return f"""
SELECT col, top, indicator, ({shown % value})::BIGINT, ({shown % whole})::BIGINT,
       CASE WHEN said = 0 {"AND unsure = 0" if part.restated else ""} THEN 0 WHEN {answer} THEN 1 ELSE 2 END,
       got - {left_units}, CASE WHEN {asked} THEN {expected} ELSE 0 END, {left}, {unsure}, {addable}
  FROM ({_added(part, has_ratios)}) a
  LEFT JOIN ({_by_column(part, "expected", ("units", "standing"))}) e USING (col, top)
  {f"LEFT JOIN ({_by_column(part, 'outside', ('units',))}) o USING (col, top)" if part.restated else ""}"""


def _by_column(part: Part, table: str, columns: Sequence[str]) -> str:
    """What is counted by window, added by column."""
    sums = ", ".join(f"sum(x.{column})::BIGINT AS {column}" for column in columns)
    return (
        f"SELECT w.col, x.top, {sums} FROM {table} x "
        f"JOIN {placed_rows(part)} ON x.span = w.span AND x.ground = w.ground "
        f"WHERE x.top IN (SELECT t.top FROM tree t WHERE t.ground IN ({part.grounds}) AND {part.tops}) GROUP BY ALL"
    )


def placed_rows(part: Part) -> str:
    """The windows with their columns and grounds, as rows of SQL."""
    placed = ", ".join(f"({key}, {column}, {ground})" for key, column, ground in part.placed)
    return f"(VALUES {placed}) w(span, col, ground)"


def _added(part: Part, ratio: bool) -> str:
    """Sums by column, unit and line, with how many answered, own works among them, and how many were silent."""
    one_column = len({row[1] for row in part.placed}) == 1
    one_ground = len({row[2] for row in part.placed}) == 1
    columns = "span, indicator, unit, said, value" + (", whole" if ratio else "")
    joins = "" if one_column and one_ground else f" JOIN {placed_rows(part)} ON f.span = w.span"
    joins += (
        f" JOIN (SELECT ground, top, unit, sure FROM tree t WHERE ground IN ({part.grounds}) AND {part.tops}) t "
        f"ON t.unit = f.unit{'' if one_ground else ' AND t.ground = w.ground'}"
    )
    if part.without_gone:
        joins += " ANTI JOIN gone g ON g.span = f.span AND g.unit = f.unit"
    column = str(part.placed[0][1]) if one_column else "w.col"
    return (
        f"SELECT *, {SPLIT} FROM (SELECT {column} AS col, t.top, f.indicator, {', '.join(_sums(part.restated, ratio))} "
        f"FROM ({source(part, columns)}) f{joins} GROUP BY {'' if one_column else 'w.col, '}t.top, f.indicator) x"
    )


def _sums(restated: bool, ratio: bool) -> list[str]:
    """Restated, a unit of which part lies elsewhere is not added; nothing is still nothing when it is divided."""
    nothing = "f.value IS NULL OR (f.value = 0 AND coalesce(f.whole, 0) = 0)" if ratio else "coalesce(f.value, 0) = 0"
    sure = f"(t.sure OR {nothing})" if restated else ""
    also, only = (f" AND {sure}", f" FILTER ({sure})") if restated else ("", "")
    sums = [f"sum(f.value){only} AS value", f"sum(f.said){only} AS counted"]
    if ratio:
        lacking = f"f.value IS NOT NULL AND f.whole IS NULL{also}"
        sums += [
            f"sum(f.value) FILTER (f.whole IS NOT NULL{also}) AS shared",
            f"sum(f.whole) FILTER (f.value IS NOT NULL{also}) AS whole",
            f"count(*) FILTER ({lacking}) AS lacking",
            f"count(*) FILTER ({lacking} AND f.said = {UNIT}) AS lacking_units",
        ]
    if restated:
        sums.append(f"count(*) FILTER (NOT {sure}) AS unsure")
    return sums
