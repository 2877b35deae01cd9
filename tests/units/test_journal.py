"""The journal remembers what it writes, and what it wrote can be taken back row by row."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from tests.factories import make_unit
from tuquan.ground import rowdump
from tuquan.units.models import Facility, Unit, UnitVersion
from tuquan.units.reforms.journal import Journal
from tuquan.units.reforms.undoing import take_back

DAY = date(2025, 7, 1)


def _unit() -> Unit:
    return Unit(level=3, known_from=DAY, begins_on=DAY)


def _rows() -> list[bytes]:
    return [line for model in (Unit, UnitVersion, Facility) for line in rowdump.dump(model)]


@pytest.mark.django_db
def test_it_keeps_before_and_after_as_plain_values() -> None:
    key = make_unit("Châu Hóa")
    journal = Journal()
    unit = Unit.objects.get(pk=key)
    journal.change(unit, ends_on=DAY)
    made = journal.create(_unit())
    journal.remove(made)
    assert unit.ends_on == DAY
    changed, created, removed = journal.entries
    assert (changed.table, changed.key, changed.before, changed.after) == (
        "units.unit", key, {"ends_on": None}, {"ends_on": "2025-07-01"},
    )  # fmt: skip
    whole = {"id": created.key, "level": 3, "begins_on": "2025-07-01", "known_from": "2025-07-01", "ends_on": None}
    assert (created.before, created.after) == (None, whole)
    assert (removed.before, removed.after) == (whole, None)


@pytest.mark.django_db
def test_a_unit_key_is_never_changed() -> None:
    key = make_unit("Châu Hóa")
    version = UnitVersion.objects.get(unit_id=key)
    for given_key in ({"unit": make_unit("Khác")}, {"unit_id": 1}):
        with pytest.raises(ValueError, match="never changed"):
            Journal().change(version, **given_key)


@pytest.mark.django_db
def test_thousands_of_rows_in_few_statements() -> None:
    journal = Journal()
    with CaptureQueriesContext(
        connection,
    ) as asked:
        units = journal.create_all([_unit() for _ in range(2000)])
        journal.change_all(units, ends_on=date(2026, 1, 1))
        journal.remove_all(units[:1000])
    assert len(asked) < 100
    with CaptureQueriesContext(connection) as asked:
        take_back(journal.entries)
    assert len(asked) < 60
    assert not Unit.objects.exists()


STEPS = st.lists(st.tuples(st.sampled_from(["create", "change", "remove", "name"]), st.integers(0, 9)), max_size=12)


class Replays(TestCase):
    @settings(max_examples=40)
    @given(steps=STEPS)
    def test_taking_back_restores_every_row_with_its_key(self, steps: list[tuple[str, int]]) -> None:
        for n in range(3):
            make_unit(f"Xã {n}", begins_on=date(2020, 1, 1))
        before, journal = _rows(), Journal()
        for number, (what, pick) in enumerate(steps):
            versions = list(UnitVersion.objects.order_by("pk"))
            if what == "create":
                journal.create(_unit())
            elif versions and what == "change":
                journal.change_all(versions[: pick + 1], name=f"Tên {number}", ends_on=DAY)
            elif versions and what == "remove":
                journal.remove(versions[pick % len(versions)])
            elif versions:
                row = versions[pick % len(versions)]
                journal.change(row, search_key=f"{number}", source="« nguồn »")
        take_back(journal.entries)
        assert _rows() == before
