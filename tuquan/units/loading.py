"""Loads units from CSV files: the whole set is checked first, and loading it twice changes nothing."""

from collections import Counter
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from django.db import transaction

from tuquan.units import actions, bulk
from tuquan.units.models import Change, Unit, UnitType, UnitVersion
from tuquan.units.seedfile import Act, NewUnit, Seed, read

if TYPE_CHECKING:
    from tuquan.ground.audit import Actor

PACKAGED = Path(__file__).parent / "data"


def load_packaged(by: "Actor | None" = None) -> dict[str, int]:
    """Load the units that come with the program; returns how many "units", "versions", "changes" were added."""
    return load(PACKAGED, by=by)


@transaction.atomic
def load(data_dir: Path, by: "Actor | None" = None) -> dict[str, int]:
    """Load units.csv, versions.csv, changes.csv, successions.csv of a folder, adding only what is missing.

    Raises DataFaulty with the whole list of faults (file, row, column) before anything is written.
    """
    if data_dir == PACKAGED and bulk.country_is_loaded():
        # The country has ended what these files still found alive: only whole lives can be laid beside it.
        return {name: count for name, count in bulk.lay(data_dir, by=by).items() if name != "successions"}
    seed = read(data_dir)
    counts = Counter({"units": 0, "versions": 0, "changes": 0})
    keys: dict[str, int] = {}
    for row in seed.units:
        keys[row.key] = _unit(row, keys, counts, by)
    for row in seed.versions:
        _version(row, keys, counts, by)
    for act in seed.changes:
        _change(act, seed, keys, counts, by)
    return dict(counts)


def _unit(row: NewUnit, keys: dict[str, int], counts: Counter[str], by: "Actor | None") -> int:
    parent = keys[row.parent] if row.parent else None
    there: UnitVersion | None = UnitVersion.objects.filter(
        name=row.name, type=row.type, parent_id=parent, begins_on=row.known_from, code=row.code
    ).first()
    if there is not None:
        return there.unit_id
    counts["units"] += 1
    unit: Unit = actions.found_unit(
        by=by, type=UnitType(row.type), name=row.name, begins_on=row.begins_on, known_from=row.known_from,
        parent_id=parent, code=row.code, code_list=row.code_list, grade=row.grade, source=row.source,
    )  # fmt: skip
    return unit.pk


def _version(row: NewUnit, keys: dict[str, int], counts: Counter[str], by: "Actor | None") -> None:
    begins: date = row.known_from
    if UnitVersion.objects.filter(unit_id=keys[row.key], begins_on=begins).exists():
        return
    counts["versions"] += 1
    actions.add_version(
        by=by, unit_id=keys[row.key], begins_on=begins, name=row.name or None,
        type=UnitType(row.type) if row.type else None, parent_id=keys[row.parent] if row.parent else None,
        code=row.code or None, code_list=row.code_list or None, grade=row.grade, source=row.source,
    )  # fmt: skip


def _change(act: Act, seed: Seed, keys: dict[str, int], counts: Counter[str], by: "Actor | None") -> None:
    if Change.objects.filter(act_number=act.act_number, title=act.title, effective_on=act.effective_on).exists():
        return
    counts["changes"] += 1
    actions.record_change(
        by=by, title=act.title, act_number=act.act_number, act_date=act.act_date, issuer=act.issuer,
        effective_on=act.effective_on, grade=act.grade, source=act.source,
        successions=list(_heirs(act, seed, keys)),
    )  # fmt: skip


def _heirs(act: Act, seed: Seed, keys: dict[str, int]) -> Iterator[actions.Heir]:
    for link in seed.successions:
        if link.change == act.key:
            yield actions.Heir(keys[link.old], keys[link.new] if link.new else None, link.whole)
