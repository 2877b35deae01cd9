"""A move entered late, under a parent that has ended since: refused in a sentence that names the heir."""

from datetime import date

import pytest

from tests.factories import make_unit
from tests.units.test_reform import carry_out, draft
from tuquan.units import laws
from tuquan.units.errors import ReformFaulty
from tuquan.units.models import UnitVersion
from tuquan.units.reforms import plan as plans
from tuquan.units.reforms import procedure
from tuquan.units.reforms.plan import Begin
from tuquan.units.reforms.preview import preview

SINCE, LATE, ENDED = date(2000, 1, 1), date(2021, 7, 1), date(2022, 1, 1)
pytestmark = pytest.mark.django_db


@pytest.fixture
def land() -> tuple[int, int, int, int]:
    province = make_unit("Quảng Bình", "province", begins_on=SINCE)
    one, two = (make_unit(name, "district", parent=province, begins_on=SINCE) for name in ("Một", "Hai"))
    return province, one, two, make_unit("Châu Hóa", parent=one, begins_on=SINCE)


@pytest.mark.parametrize("how", ["merged", "divided", "abolished"])
def test_it_names_what_became_of_the_parent(land: tuple[int, int, int, int], how: str) -> None:
    province, _, two, commune = land
    new = [Begin("x", "district", "Mới", province), Begin("y", "district", "Khác", province)]
    carry_out(
        {"merged": plans.merge([two], "x", new[0]), "divided": plans.split(two, new), "abolished": plans.abolish(two)}[
            how
        ],
        on=ENDED,
        number="2",
    )
    late = draft(plans.move(commune, two), on=LATE)
    (fault,) = preview(late).faults
    assert "đã kết thúc từ 01/01/2022" in fault
    assert ("« huyện Mới »" in fault) == (how != "abolished")
    assert ("« huyện Khác »" in fault) == (how == "divided")
    before = list(UnitVersion.objects.order_by("pk").values())
    with pytest.raises(ReformFaulty):
        procedure.commit(by=None, reform=late, version=late.version)
    assert list(UnitVersion.objects.order_by("pk").values()) == before
    after = draft(plans.move(commune, two), on=date(2022, 6, 1), number="3")
    (fault,) = preview(after).faults
    assert ("Đơn vị kế thừa" in fault) == (how != "abolished")


def test_what_left_before_the_end_may_have_been_there(land: tuple[int, int, int, int]) -> None:
    province, one, two, commune = land
    third = make_unit("Ba", "district", parent=province, begins_on=SINCE)
    carry_out(plans.move(commune, third), on=date(2021, 10, 1), number="1")
    carry_out(plans.merge([two], one), on=ENDED, number="2")
    carry_out(plans.move(commune, two), on=LATE, number="3")
    lines = UnitVersion.objects.filter(unit=commune).order_by("begins_on")
    assert list(lines.values_list("parent_id", flat=True)) == [one, two, third]
    assert laws.faults() == []
