"""Loads thousands of units at once: checked whole, written in few statements under the lock, audited once.

What stands already is not doubled (standing.py); what it knows longer or better is left alone.
"""

import hashlib
from collections.abc import Iterable
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from django.db import transaction

from tuquan.ground import audit, locks
from tuquan.units import laws
from tuquan.units.errors import DataFaulty
from tuquan.units.models import Change, Succession, Unit, UnitVersion
from tuquan.units.naming import search_key, sort_key
from tuquan.units.planning import Body, Stage, lives
from tuquan.units.reforms.carrying import Touched
from tuquan.units.reforms.settling import carry_over
from tuquan.units.seedfile import Act, Seed, read
from tuquan.units.standing import Standing

if TYPE_CHECKING:
    from tuquan.ground.audit import Actor

COUNTRY = Path(__file__).parent / "data" / "country"


def load_country(by: "Actor | None" = None, left: list[Touched] | None = None) -> dict[str, int]:
    """Load every province, district and commune of the country, before and since 1/7/2025; twice changes nothing."""
    return lay(COUNTRY, by=by, left=left)


def country_is_loaded() -> bool:
    """Whether the whole country stands in the database (its many acts of 16/6/2025 do)."""
    return Change.objects.filter(act_number__endswith="/NQ-UBTVQH15").count() > 30


@transaction.atomic
def lay(data_dir: Path, by: "Actor | None" = None, left: list[Touched] | None = None) -> dict[str, int]:
    """Write what a folder of files knows and the database does not: "units", "versions", "changes", "successions".

    What stands in units that the files end goes to their heirs; what could go to several is put into `left`.
    Raises DataFaulty with the whole list: faults of the files, broken laws, codes that other units hold.
    """
    seed = read(data_dir)
    bodies, faults = lives(seed)
    _refuse(faults)
    with locks.one_at_a_time(laws.LOCK):
        standing = Standing()
        keys, faults = standing.match(bodies.values())
        _refuse(faults)
        new = [body for body in bodies.values() if body.key not in keys]
        counts = {"units": len(new)}
        keys |= _found(new)
        changes, counts["changes"] = _acts(seed)
        counts["versions"] = _name(bodies, {body.key for body in new}, keys, standing, changes)
        _end([body for body in bodies.values() if body.ends_on], keys)
        counts["successions"] = _link(seed, keys, changes)
        _measure(counts)
        if standing.rows:
            # Also of units that had ended before: what was entered for them late stands there still.
            undecided = carry_over(by=by)
            if left is not None:
                left += undecided
        if standing.rows and any(counts.values()):
            _refuse(laws.faults())
        if any(counts.values()):
            _audit(data_dir, counts, by)
    return counts


def _refuse(faults: list[str]) -> None:
    if faults:
        raise DataFaulty(faults)


def _found(bodies: list[Body]) -> dict[str, int]:
    units = Unit.objects.bulk_create(
        Unit(level=body.level, begins_on=body.begins_on, known_from=body.known_from, ends_on=body.ends_on)
        for body in bodies
    )
    return {body.key: unit.pk for body, unit in zip(bodies, units, strict=True)}


# Many units share a name: its derived columns are worked out once.
_search, _sort = lru_cache(20_000)(search_key), lru_cache(20_000)(sort_key)


def _name(
    bodies: dict[str, Body], new: set[str], keys: dict[str, int], standing: Standing, changes: dict[str, Change]
) -> int:
    """Write every missing stage; returns how many later names of bodies were added."""
    rows, later = [], 0
    for key, body in bodies.items():
        stages = body.stages if key in new else _unknown(body, keys[key], standing)
        later += sum(stage.begins_on > body.known_from for stage in stages)
        rows += [_version(stage, keys[key], keys, changes) for stage in stages]
    UnitVersion.objects.bulk_create(rows)
    return later


def _unknown(body: Body, unit_id: int, standing: Standing) -> list[Stage]:
    """The later stages that a standing unit lacks; each makes room by closing the version it follows."""
    missing = []
    held = standing.of_unit[unit_id]
    days = {row.begins_on for row in held}
    for stage in body.stages[1:]:
        before = next((row for row in held if row.holds(stage.begins_on)), None)
        if stage.begins_on in days or before is None:
            continue
        UnitVersion.objects.filter(unit_id=unit_id, begins_on=before.begins_on).update(ends_on=stage.begins_on)
        missing.append(stage)
    return missing


def _version(stage: Stage, unit_id: int, keys: dict[str, int], changes: dict[str, Change]) -> UnitVersion:
    return UnitVersion(
        unit_id=unit_id, begins_on=stage.begins_on, ends_on=stage.ends_on, name=stage.name, type=stage.type,
        code=stage.code, code_list=stage.code_list, parent_id=keys[stage.parent] if stage.parent else None,
        grade=stage.grade, source=stage.source, search_key=_search(stage.name), sort_key=_sort(stage.name),
        change=changes[stage.change] if stage.change else None,
    )  # fmt: skip


def _end(bodies: Iterable[Body], keys: dict[str, int]) -> None:
    """End the standing units that the file ends and the database does not yet (new ones were written ended)."""
    alive = set(Unit.objects.filter(ends_on__isnull=True).values_list("pk", flat=True))
    for body in bodies:
        if keys[body.key] in alive:
            versions = UnitVersion.objects.filter(unit_id=keys[body.key])
            versions.filter(begins_on__gte=body.ends_on).delete()
            versions.filter(ends_on__isnull=True).update(ends_on=body.ends_on)
            Unit.objects.filter(pk=keys[body.key]).update(ends_on=body.ends_on)


def _acts(seed: Seed) -> tuple[dict[str, Change], int]:
    """The acts by their key in the files, written where they are new; and how many were."""
    there = {(change.act_number, change.effective_on): change for change in Change.objects.all()}
    new = [act for act in seed.changes if (act.act_number, act.effective_on) not in there]
    written = Change.objects.bulk_create(_change(act) for act in new)
    there |= {(change.act_number, change.effective_on): change for change in written}
    for act in seed.changes:
        _widen(there[act.act_number, act.effective_on], act)
    return {act.key: there[act.act_number, act.effective_on] for act in seed.changes}, len(new)


def _link(seed: Seed, keys: dict[str, int], changes: dict[str, Change]) -> int:
    linked = set(Succession.objects.values_list("old_id", "new_id"))
    links = [
        Succession(
            change=changes[link.change], old_id=keys[link.old], new_id=keys[link.new], whole=link.whole,
            share=link.share, share_basis=link.share_basis,
        )
        for link in seed.successions
        if link.new and (keys[link.old], keys[link.new]) not in linked
    ]  # fmt: skip
    Succession.objects.bulk_create(links)
    return len(links)


def _change(act: Act) -> Change:
    return Change(
        title=act.title, act_number=act.act_number, act_date=act.act_date, issuer=act.issuer,
        effective_on=act.effective_on, grade=act.grade, source=act.source,
    )  # fmt: skip


def _widen(change: Change, act: Act) -> None:
    """An act that a part of the country was loaded under (« … (huyện Tuyên Hóa cũ) ») now stands for all of it."""
    if change.title != act.title and change.title.startswith(f"{act.title} ("):
        Change.objects.filter(pk=change.pk).update(title=act.title)


def _measure(counts: dict[str, int]) -> None:
    """PostgreSQL still believes the tables empty, and would join 15,000 rows with 15,000 one by one."""
    connection = transaction.get_connection()
    if connection.vendor == "postgresql" and any(counts.values()):
        with connection.cursor() as cursor:
            for model in (Unit, UnitVersion, Succession):
                cursor.execute(f"ANALYZE {model._meta.db_table}")


def _audit(data_dir: Path, counts: dict[str, int], by: "Actor | None") -> None:
    digest = hashlib.sha256()
    for place in sorted(data_dir.glob("*.csv")):
        digest.update(place.name.encode() + b"\0" + place.read_bytes())
    audit.record(
        by=by, action="units.load", subject_kind="units_data", subject_key=digest.hexdigest()[:16],
        summary=f"Nạp danh mục đơn vị: {counts['units']} đơn vị, {counts['versions']} lần đổi tên hoặc cấp trên, "
        f"{counts['changes']} văn bản, {counts['successions']} quan hệ kế thừa.",
        detail={**counts, "sha256": digest.hexdigest(), "folder": data_dir.name},
    )  # fmt: skip
