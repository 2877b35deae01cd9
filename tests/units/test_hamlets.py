"""Hamlets one at a time: found, renamed, retyped, a slip put right; their sizes by date."""

from datetime import date
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.factories import make_unit
from tuquan.ground import clock
from tuquan.ground.audit import of_subject
from tuquan.units import laws, queries
from tuquan.units.models import UnitSize, UnitType, UnitVersion
from tuquan.units.places import hamlets, sizes
from tuquan.units.places.errors import HamletRefused, HamletTwin, SizeRefused
from tuquan.units.places.names import HAMLET_TYPES, read_name

ON, LATER = date(2021, 12, 15), date(2022, 6, 1)
THON, TDP = UnitType.VILLAGE, UnitType.RESIDENTIAL_GROUP


@pytest.fixture
def commune(db: None, day: date) -> int:
    return make_unit("Châu Hóa")


def _found(commune: int, name: str, type: UnitType = THON, **more: bool) -> int:
    return hamlets.found_hamlet(by=None, commune_id=commune, type=type, name=name, on=ON, **more).pk  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("text", "type", "name"),
    [
        ("Thôn Lâm Lang", THON, "Lâm Lang"), ("TDP 3", TDP, "3"), ("TDP3", TDP, "3"), ("Tổ dân phố 03", TDP, "3"),
        ("Tổ DP 3", TDP, "3"), ("t.d.p 3", TDP, "3"), ("Bản Cà Xen", UnitType.MOUNTAIN_VILLAGE, "Cà Xen"),
        ("TK Lưu Thuận", UnitType.SUB_AREA, "Lưu Thuận"), ("T.K 2", UnitType.SUB_AREA, "2"), ("THÔN 1", THON, "1"),
        ("thon Lam Lang", THON, "Lam Lang"), ("Lâm Lang", None, "Lâm Lang"), ("Thôn", None, "Thôn"),
        ("Bàn Thạch", None, "Bàn Thạch"), ("Tân Sơn.", None, "Tân Sơn"), ("Thônn 1", None, "Thônn 1"),
        ("Ban Công", None, "Ban Công"), ("ban cong", UnitType.MOUNTAIN_VILLAGE, "cong"),
    ],
)  # fmt: skip
def test_types_in_front_of_names(text: str, type: UnitType | None, name: str) -> None:
    read = read_name(text)
    assert (read.type, read.name) == (type, name)


@given(st.sampled_from(HAMLET_TYPES), st.sampled_from(["Lâm Lang", "3", "Đồng Hóa", "Cà Xen"]))
def test_a_full_name_is_read_back(type: UnitType, name: str) -> None:
    read = read_name(f"{type.label} {name}")
    assert (read.type, read.name, read.full) == (type, name, f"{type.label} {name}")


def test_a_name_by_decision_keeps_the_old_one_in_its_past(commune: int) -> None:
    unit = _found(commune, "Lâm Lang")
    hamlets.rename_hamlet(by=None, unit_id=unit, name="Thôn Châu Lâm", on=LATER, source="NQ 5")
    hamlets.retype_hamlet(by=None, unit_id=unit, type=TDP, on=date(2023, 1, 1))
    assert [queries.full_name(unit, day) for day in (ON, LATER, date(2023, 1, 1))] == [
        "thôn Lâm Lang", "thôn Châu Lâm", "tổ dân phố Châu Lâm",
    ]  # fmt: skip
    assert laws.faults() == []
    with pytest.raises(HamletRefused, match="từ chính ngày"):
        hamlets.rename_hamlet(by=None, unit_id=unit, name="Khác", on=date(2023, 1, 1))
    with pytest.raises(HamletRefused, match="đã mang tên ấy"):
        hamlets.rename_hamlet(by=None, unit_id=unit, name="Châu Lâm", on=date(2023, 5, 1))


def test_a_slip_is_put_right_in_place_with_its_reason(commune: int) -> None:
    unit = _found(commune, "Lâm Lan")
    hamlets.correct_name(by=None, unit_id=unit, on=ON, name="Lâm Lang", because="gõ thiếu")
    assert [row.name for row in UnitVersion.objects.filter(unit_id=unit)] == ["Lâm Lang"]
    assert [row.unit_id for row in queries.find("lam lang", ON)] == [unit]
    event = of_subject("unit", unit).first()
    assert event is not None
    assert event.detail["before"] == "thôn Lâm Lan"
    with pytest.raises(HamletRefused, match="lý do"):
        hamlets.correct_name(by=None, unit_id=unit, on=ON, name="Lâm", because=" ")


def test_a_name_given_by_an_act_is_not_corrected(commune: int) -> None:
    from tuquan.units.models import Change

    unit = _found(commune, "Lâm Lang")
    act = Change.objects.create(title="Thử", act_number="1/NQ", effective_on=ON)
    UnitVersion.objects.filter(unit_id=unit).update(change=act)
    with pytest.raises(HamletRefused, match="do một văn bản đặt"):
        hamlets.correct_name(by=None, unit_id=unit, on=ON, name="Khác", because="gõ nhầm")


def test_twins_are_refused_unless_they_are_two(commune: int) -> None:
    _found(commune, "Lâm Hóa")
    for name in ("Lâm Hoá", "thôn lâm hóa"):
        with pytest.raises(HamletTwin, match="đã có"):
            _found(commune, name, accept_similar=True)
    with pytest.raises(HamletTwin, match="chỉ khác dấu"):
        _found(commune, "Lâm Hòa")
    _found(commune, "Lâm Hòa", accept_similar=True)
    _found(commune, "Lâm Hóa", TDP)
    assert len(hamlets.listing(commune, ON)) == 3


def test_what_is_no_hamlet_is_refused(commune: int) -> None:
    with pytest.raises(HamletRefused, match="không phải là xã"):
        _found(_found(commune, "Lâm Lang"), "Con")
    with pytest.raises(HamletRefused, match="Loại phải là"):
        _found(commune, "Xã con", UnitType.COMMUNE)
    with pytest.raises(HamletRefused, match="Chưa có tên"):
        _found(commune, " - ")
    with pytest.raises(HamletRefused, match="không phải là thôn"):
        hamlets.rename_hamlet(by=None, unit_id=commune, name="Khác", on=LATER)


def test_sizes_by_date_and_their_sum_with_its_gaps(commune: int) -> None:
    one, two = _found(commune, "1"), _found(commune, "2")
    sizes.record_size(by=None, unit_id=one, on=ON, households=100, population=390)
    sizes.record_size(by=None, unit_id=commune, on=ON, households=1500)
    total = sizes.sum_over(hamlets.hamlets_of(commune, ON), commune, ON)
    assert (total.households, total.expected, total.with_households) == (100, 2, 1)
    assert total.coverage == "1/2 thôn có số hộ; 1/2 thôn có số nhân khẩu"
    assert total.without_households == ("thôn 2",)
    assert total.stated.households == 1500
    assert sizes.size_of(two, ON).known is False


def test_the_same_day_again_is_a_correction_and_equal_numbers_write_nothing(commune: int) -> None:
    unit = _found(commune, "1")
    for _ in range(2):
        sizes.record_size(by=None, unit_id=unit, on=ON, households=100, population=390)
    assert of_subject("unit", unit).filter(action="units.record_size").count() == 1
    sizes.record_size(by=None, unit_id=unit, on=ON, households=101)
    row = UnitSize.objects.get(unit_id=unit)
    assert (row.households, row.population) == (101, 390)
    event = of_subject("unit", unit).first()
    assert event is not None
    assert event.summary == "Thôn 1: 101 hộ, 390 nhân khẩu tại ngày 15/12/2021, trước ghi 100 hộ, 390 nhân khẩu."


@pytest.mark.parametrize(
    ("given", "told"),
    [
        ({}, "ít nhất một số"),
        ({"households": -1}, "từ 0 đến"),
        ({"households": 10, "population": 9}, "ít hơn 10 hộ"),
        ({"households": 1, "on": date(2022, 1, 1)}, "chưa tới"),
    ],
)
def test_sizes_that_cannot_be(commune: int, given: dict[str, int], told: str) -> None:
    with pytest.raises(SizeRefused, match=told):
        sizes.record_size(by=None, unit_id=commune, **{"on": ON, **given})  # type: ignore[arg-type]
    assert not UnitSize.objects.exists()


@given(st.lists(st.tuples(st.integers(0, 900), st.one_of(st.none(), st.integers(0, 500))), max_size=8))
@pytest.mark.django_db
def test_a_size_is_the_latest_known_on_or_before_the_day(counts: list[tuple[int, int | None]]) -> None:
    unit = make_unit("Thử", begins_on=date(2019, 1, 1))
    told: dict[date, int] = {}
    with clock.at(date(2030, 1, 1)):
        for days, households in counts:
            on = date.fromordinal(date(2020, 1, 1).toordinal() + days)
            if households is not None:
                told[on] = households
                sizes.record_size(by=None, unit_id=unit, on=on, households=households)
    days = sorted(told)
    for first, after in pairwise([*days, date(2035, 1, 1)]):
        assert sizes.size_of(unit, date.fromordinal(after.toordinal() - 1)).households == told[first]
    assert sizes.size_of(unit, date(2019, 6, 1)).households is None
