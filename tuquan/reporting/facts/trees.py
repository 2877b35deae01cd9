"""The ground a window's figures are added on: which unit lies under which, kept as rows of `tree` in the engine."""

from collections.abc import Iterable
from datetime import date, timedelta
from typing import Any

from tuquan.reporting.facts import forest
from tuquan.reporting.facts.engine import Engine
from tuquan.reporting.facts.forest import Forest, line
from tuquan.units.lineage import lineage, reach_back
from tuquan.units.restating import Landing, land, origins
from tuquan.vn.windows import Window

# Grounds that are kept at most: a province asked day by day for years would fill the memory otherwise.
MOST = 64
TreeRow = tuple[int, int, int | None, int | None, int, bool]


def tended(engine: Engine) -> Forest:
    """The units as they are now; what was made of earlier ones is thrown away. Within one moment."""
    now = forest.mark()
    if engine.forest is None or engine.forest.mark != now:
        _clear(engine)
        engine.forest = forest.read(now)
    if len(engine.grounds) >= MOST:
        _clear(engine)
    found: Forest = engine.forest
    return found


def _clear(engine: Engine) -> None:
    for table in ("tree", "expected", "origin", "outside"):
        engine.run(f"DELETE FROM {table}")
    engine.grounds.clear()
    engine.placed.clear()
    engine.counted.clear()


def ground(engine: Engine, woods: Forest, window: Window, restated: date | None) -> int:
    """The key of the ground for a window: as it was on its last day, or restated onto a later day."""
    found = engine.placed.get((window, restated))
    if found is None:
        found = engine.placed[window, restated] = _ground(engine, woods, window, restated)
    return found


def _ground(engine: Engine, woods: Forest, window: Window, restated: date | None) -> int:
    ended = woods.ended_within(window.first, window.last)
    if restated is None:
        name: Any = (woods.epoch(window.last), window.last if ended else None, ended)
    else:
        name = (woods.epoch(restated), woods.epoch(window.last), "restated", ended)
    if name not in engine.grounds:
        key = engine.grounds[name] = len(engine.grounds) + 1
        rows = (
            _as_was(woods, window.last, ended) if restated is None else _restated(engine, woods, key, window, restated)
        )
        types = ("INTEGER", "INTEGER", "INTEGER", "INTEGER", "INTEGER", "BOOLEAN")
        engine.insert("tree", types, [(key, *row) for row in rows])
    found: int = engine.grounds[name]
    return found


def _under(tops: Iterable[int], unit: int, parents: dict[int, int | None], sure: bool) -> Iterable[tuple[Any, ...]]:
    for top in tops:
        parent = parents.get(top)
        yield top, parent, None if parent is None else parents.get(parent), unit, sure


def _as_was(woods: Forest, day: date, ended: frozenset[int]) -> list[tuple[Any, ...]]:
    parents = woods.parents(day)
    rows = [row for unit in parents for row in _under(line(unit, parents), unit, parents, True)]
    for unit in ended - parents.keys():
        before = woods.parents(woods.ends[unit] - timedelta(days=1))
        tops = woods.above_ended(unit, parents, day) | {unit}
        rows += [row for top in tops for row in _under([top], unit, {**before, **parents}, True)]
    return rows


def _restated(engine: Engine, woods: Forest, key: int, window: Window, day: date) -> list[tuple[Any, ...]]:
    """Every unit that stood then, under the units of the day that hold it wholly (`sure`) or in part."""
    known = lineage(day)
    parents, then = woods.parents(day), woods.parents(window.last)
    standing = then.keys() | woods.ended_within(window.first, window.last)
    rows: list[tuple[Any, ...]] = []
    for unit, row in land(known, standing).items():
        rows += _landed(unit, row, parents)
    reach_back(known, list(parents), window.last)
    made = origins(known, parents, window.last)
    # What a total lacks where one of these was not asked; 0 stands for a body of which no source says whence it came.
    levels = woods.levels
    outer = [
        (key, levels[unit], top, old) for unit in parents for old in made[unit].units for top in line(unit, parents)
    ]
    outer += [(key, levels[unit], unit, 0) for unit in parents if made[unit].unknown]
    engine.insert("origin", ("INTEGER", "INTEGER", "INTEGER", "INTEGER"), outer)
    return rows


def _landed(unit: int, landing: Landing, parents: dict[int, int | None]) -> list[tuple[Any, ...]]:
    lines = [set(line(place.unit_id, parents)) for place in landing.places]
    if not lines:
        return []
    every = set.intersection(*lines)
    some = set.union(*lines)
    return [row for top in some for row in _under([top], unit, parents, top in every)]
