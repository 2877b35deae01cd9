"""A base is whole or not there: missing, damaged, overtaken and forgotten files do no harm."""

import os
from pathlib import Path

import pytest
from django.db import connection

from tests.factories import make_unit
from tests.reporting import factories as make
from tests.reporting.facts import worlds
from tests.reporting.facts.test_asking import World, same
from tuquan.ground.models import Job
from tuquan.reporting.facts import due, folder, forest, laying, tree_guard
from tuquan.reporting.models import FactChange, State, WindowFacts

pytestmark = pytest.mark.django_db


@pytest.fixture
def world() -> World:
    found = worlds.small(3)
    district, round_, lines = found
    for at, office in enumerate(district.communes.values()):
        row = make.submission(round_, office)
        for line in lines:
            worlds.answer(row, line, 8 + at)
        worlds.move(row, State.APPROVED)
    return found


def base(row: WindowFacts) -> Path:
    row.refresh_from_db()
    return folder.folder() / row.base_file


def laid(world: World) -> WindowFacts:
    row = WindowFacts.objects.get()
    assert laying.lay(row.pk)
    row.refresh_from_db()
    return row


def test_a_base_takes_the_place_of_the_changes_it_holds(world: World) -> None:
    assert FactChange.objects.count() == 4
    row = laid(world)
    assert (FactChange.objects.count(), row.base_revision, row.base_units) == (0, row.revision, 4)
    assert base(row).stat().st_size == row.base_bytes
    assert [path.name for path in folder.folder().iterdir()] == [row.base_file]
    same(world[1], world[0], world[2])


@pytest.mark.parametrize("harm", ["gone", "cut", "changed"])
def test_a_damaged_base_is_told_answered_from_the_record_and_laid_again(
    world: World, harm: str, caplog: pytest.LogCaptureFixture
) -> None:
    row = laid(world)
    same(world[1], world[0], world[2])
    data = bytearray(base(row).read_bytes())
    data[len(data) // 2] ^= 0xFF
    if harm == "gone":
        base(row).unlink()
    else:
        base(row).write_bytes(data if harm == "changed" else data[:-9])
    same(world[1], world[0], world[2])
    assert row.base_file in caplog.text
    assert Job.objects.filter(kind=due.KIND, arguments__window=row.pk).count() == 1, "queued once, however often asked"
    laying.every_day()
    assert base(row).exists()
    assert not folder.fault_of(row)
    same(world[1], world[0], world[2])


def test_an_earlier_state_laid_late_gives_way(world: World) -> None:
    row = WindowFacts.objects.get()
    with_more, written = laying._write(row.pk, folder.folder())
    district, round_, lines = world
    office = next(iter(district.communes.values()))
    worlds.answer(make.submission(round_, office), lines[0], 800)
    worlds.move(make.submission(round_, office), State.APPROVED)
    assert laying.lay(row.pk)
    assert not laying._record(row.pk, written, "late.parquet", 1, "")
    assert "late" not in str(base(with_more))
    same(round_, district, lines)


def test_only_what_nobody_names_goes_and_only_after_a_while(world: World) -> None:
    row = laid(world)
    old = base(row)
    assert laying.lay(row.pk)
    half_done = folder.folder() / f"{folder.HALF_DONE}x"
    half_done.mkdir()
    (half_done / "rows.csv").write_text("1")
    assert folder.sweep() == 0
    assert old.exists()
    for path in (old, base(row), half_done):
        os.utime(path, (0, 0))
    assert folder.sweep() == 2
    assert [path.name for path in folder.folder().iterdir()] == [base(row).name]


def test_many_changes_queue_a_new_base_once(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(due, "FEWEST", 2)
    monkeypatch.setattr(due, "EVERY", 1)
    district, round_, lines = world
    for office in [*district.communes.values()][:2]:
        worlds.answer(make.submission(round_, office), lines[0], 808)
        worlds.move(make.submission(round_, office), State.APPROVED)
    (job,) = Job.objects.filter(kind=due.KIND)
    assert laying.lay_in_background(job, laying.Progress(job)) == {"laid": True, "swept": 0}
    same(round_, district, lines)


def test_every_change_of_units_is_marked_by_the_database() -> None:
    with connection.cursor() as cursor:
        before = forest.mark()
        make_unit("Xã mới")
        after = forest.mark()
        assert before != after
        table = "sqlite_master" if connection.vendor == "sqlite" else "pg_trigger"
        column = "name" if connection.vendor == "sqlite" else "tgname"
        cursor.execute(f"SELECT {column} FROM {table} WHERE {column} LIKE %s", ["units_%marks%"])
        found = {name for (name,) in cursor.fetchall()}
    # Twelve on SQLite: rebuilding a table of units drops its triggers, and the migration lays them again.
    assert {name.split("_marks")[0] for name in found} == set(tree_guard.TABLES)
    assert len(found) == (12 if connection.vendor == "sqlite" else 4)
