"""Laws of the tree, on stories that hypothesis makes up; no action ever updates a unit key."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.db import IntegrityError, connection
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from tests.factories import make_unit
from tuquan.units import actions, laws, queries
from tuquan.units.actions import Heir
from tuquan.units.errors import ChangeRefused, UnitUnknown
from tuquan.units.models import Succession, Unit, UnitType, UnitVersion

FIRST = date(2020, 1, 1)
DAYS = st.integers(0, 3000).map(lambda n: FIRST + timedelta(days=n))
STEPS = st.lists(
    st.tuples(st.sampled_from(["found", "rename", "move", "merge", "split", "abolish"]), DAYS, st.integers(0, 7)),
    min_size=3,
    max_size=9,
)


def _play(steps: list[tuple[str, date, int]], tops: list[int]) -> None:
    made = [make_unit(f"Gốc {n}", parent=tops[0], begins_on=FIRST) for n in range(2)]
    for number, (what, day, pick) in enumerate(steps):
        try:
            _step(what, day, made[pick % len(made)], made[(pick + 1) % len(made)], tops, made, number)
        except ChangeRefused:
            continue


def _step(what: str, day: date, one: int, two: int, tops: list[int], made: list[int], number: int) -> None:
    def new(name: str) -> int:
        unit = actions.found_unit(
            by=None, type=UnitType.COMMUNE, name=name, known_from=day, begins_on=day, parent_id=tops[number % 2]
        )
        made.append(unit.pk)
        return unit.pk

    def change(*heirs: Heir) -> None:
        actions.record_change(by=None, title=what, act_number=f"{number}", effective_on=day, successions=heirs)

    if what == "found":
        new(f"Mới {number}")
    elif what == "rename":
        actions.add_version(by=None, unit_id=one, begins_on=day, name=f"Tên {number}")
    elif what == "move":
        actions.add_version(by=None, unit_id=one, begins_on=day, parent_id=tops[number % 2])
    elif what == "merge":
        heir = new(f"Gộp {number}")
        change(*{Heir(one, heir), Heir(two, heir)})
    elif what == "split":
        heirs = new(f"Chia {number}a"), new(f"Chia {number}b")
        change(*(Heir(one, heir, whole=False) for heir in heirs))
    else:
        change(Heir(one, None))


class Stories(TestCase):
    @settings(max_examples=60)
    @given(steps=STEPS, day=DAYS)
    def test_no_overlap_within_the_parents_life_one_version_a_day_no_loop(
        self, steps: list[tuple[str, date, int]], day: date
    ) -> None:
        tops = [make_unit("Tỉnh A", "province", begins_on=FIRST), make_unit("Tỉnh B", "province", begins_on=FIRST)]
        _play(steps, tops)
        assert laws.faults() == []
        for unit in Unit.objects.all():
            alive = UnitVersion.objects.on(day).filter(unit=unit).count()
            known = unit.known_from <= day and (unit.ends_on is None or day < unit.ends_on)
            assert alive == int(known), "every day of a known life has exactly one version, no other day has any"
        for old, new in Succession.objects.values_list("old_id", "new_id"):
            assert old not in {new} | {link for link, _ in queries.heirs_on(new, date(2040, 1, 1))}

    @settings(max_examples=25)
    @given(steps=STEPS)
    def test_no_action_changes_who_a_row_speaks_of(self, steps: list[tuple[str, date, int]]) -> None:
        tops = [make_unit("Tỉnh A", "province", begins_on=FIRST), make_unit("Tỉnh B", "province", begins_on=FIRST)]
        seen: dict[int, tuple[int, str, int | None]] = {}
        made = [make_unit(f"Gốc {n}", parent=tops[0], begins_on=FIRST) for n in range(2)]
        for number, (what, day, pick) in enumerate(steps):
            try:
                _step(what, day, made[pick % len(made)], made[(pick + 1) % len(made)], tops, made, number)
            except ChangeRefused:
                continue
            now = {v.pk: (v.unit_id, v.name, v.parent_id) for v in UnitVersion.objects.all()}
            assert all(now[key] == said for key, said in seen.items() if key in now)
            seen = now


@pytest.fixture
def province(db: None) -> int:
    return make_unit("Tỉnh A", "province", begins_on=FIRST)


def _end(unit: int, day: date, heir: int | None = None) -> Any:
    return actions.record_change(by=None, title="Thử", act_number="1", effective_on=day, successions=[Heir(unit, heir)])


def test_a_parent_cannot_end_before_what_stands_under_it(province: int) -> None:
    make_unit("Xã", parent=province)
    with pytest.raises(ChangeRefused, match="nằm ngoài đời của đơn vị cấp trên"):
        _end(province, date(2025, 7, 1))
    assert Unit.objects.get(pk=province).ends_on is None


def test_a_unit_ends_once_and_never_for_an_heir_that_is_not_there(province: int) -> None:
    one = make_unit("Một", parent=province, begins_on=FIRST)
    late = make_unit("Muộn", parent=province, begins_on=date(2026, 1, 1))
    with pytest.raises(ChangeRefused, match="chưa có vào ngày 01/07/2025"):
        _end(one, date(2025, 7, 1), late)
    _end(one, date(2025, 7, 1))
    with pytest.raises(ChangeRefused, match="đã kết thúc từ trước"):
        _end(one, date(2025, 8, 1))


def test_a_reform_recorded_late_takes_away_names_that_never_came_to_be(province: int) -> None:
    one = make_unit("Cũ", parent=province, begins_on=FIRST)
    actions.add_version(by=None, unit_id=one, begins_on=date(2025, 9, 1), name="Chưa từng có")
    _end(one, date(2025, 7, 1))
    assert [v.name for v in queries.life(one).versions] == ["Cũ"]
    with pytest.raises(UnitUnknown):
        queries.version(one, date(2025, 9, 1))


def test_heirs_in_a_circle_are_refused(province: int) -> None:
    one = make_unit("Một", parent=province, begins_on=FIRST)
    two = make_unit("Hai", parent=province, begins_on=FIRST)
    _end(one, date(2022, 1, 1), two)
    with pytest.raises(ChangeRefused, match="vòng tròn"):
        _end(two, date(2023, 1, 1), one)


def test_a_rename_goes_into_the_audit(province: int) -> None:
    from tuquan.ground.audit import of_subject

    actions.add_version(by=None, unit_id=province, begins_on=date(2024, 1, 1), name="Tỉnh C")
    event = of_subject("unit", province).get()
    assert event.summary == "Từ 01/01/2024, « tỉnh Tỉnh A » là « tỉnh Tỉnh C »."
    assert event.actor == "Chương trình"


@pytest.mark.postgres
def test_postgresql_itself_refuses_two_names_on_one_day(province: int) -> None:
    if connection.vendor != "postgresql":
        pytest.skip("SQLite has no exclusion constraint; the actions' lock holds the law there")
    with pytest.raises(IntegrityError, match="no_overlap"):
        UnitVersion.objects.create(unit_id=province, name="Tỉnh khác", type="province", begins_on=date(2023, 1, 1))
